"""Task 17: send a round of forms to all units, take what came back; four actions."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.dialogs.previews.found import FoundDialog
from ita_desktop.ui.pages.collecting.sending import FOLDER
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, part

AT_MOST = 4
WORDS = "ติดประกาศแล้ว"


def fill_in(path: Path) -> None:
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    sheet.cell(head + 1, 4, "ทำแล้ว")
    sheet.cell(head + 1, 6, WORDS)
    book.save(path)


def is_listed() -> bool:
    sheet = QApplication.activeModalWidget()
    return isinstance(sheet, FoundDialog) and sheet.accept_button.isEnabled()


def send_round(window: Window, hand: Hand, folder: Path) -> Task:
    """The round is written into the folder that is known, one form comes back from there."""
    by_mouse = hand.only == "mouse"
    returned: list[Path] = []

    def is_sent() -> bool:
        returned[:] = sorted(folder.rglob("ฝ่ายโยธา*.xlsx"))
        return bool(returned and window.session.data.collections)

    def is_recorded() -> bool:
        return WORDS in [one.text for one in window.session.data.entries]

    if by_mouse:
        yield hand.clicks(button("ส่งรอบใหม่…"))
        yield hand.clicks(button("ส่ง "))
    else:
        yield hand.presses("Ctrl+E")
        yield hand.presses("Enter")
    yield hand.sees(is_sent, "the forms")
    fill_in(returned[0])
    if by_mouse:
        yield hand.drops(returned[0], part(window.score_bar, "the window"))
    else:
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(returned[0]))])
        QApplication.clipboard().setMimeData(copied)
        yield hand.presses("Ctrl+V")
    yield hand.sees(is_listed, "what would change")
    yield hand.clicks(button("รับทั้งหมด")) if by_mouse else hand.presses("Enter")
    yield hand.sees(is_recorded, "what was filled in")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_a_round_goes_out_and_comes_back(window: Window, only: str, tmp_path: Path) -> None:
    hand = Hand(only)
    window.session.settings.set(FOLDER, str(tmp_path))
    window.go(PageKey.COLLECTING)
    hand.does(send_round(window, hand, tmp_path), at_most=AT_MOST)
    check(window, 30)


def check(window: Window, units: int, unit: str = "ฝ่ายโยธา") -> None:
    """``unit`` is that of the entry; a measure of one unit alone has no need of it."""
    rows = {
        row.state.unit.name: row for row in window.page(PageKey.COLLECTING).table.sheet.all_rows()
    }
    assert len(rows) == units
    assert rows["ฝ่ายโยธา"].status.word == "คืนแล้วบางส่วน"
    assert rows["ฝ่ายปกครอง"].status.word == "ส่งแล้ว"
    data = window.session.data
    (entry,) = [one for one in data.entries if one.text == WORDS]
    assert data.unit_name(entry.unit_id) == unit
