"""Task 10: send a unit its worksheet, take the filled one back; five actions."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import RIGHT, Hand, Spot, Task, button, entry, part

AT_MOST = 5
UNIT = "ฝ่ายการคลัง"
WORDS = "ประชุมชี้แจงแล้ว"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    return tmp_path / "แบบบันทึก.xlsx"


def line_of(window: Window) -> Spot:
    """The unit's line on ภาพรวม."""
    units = window.page(PageKey.OVERVIEW).units
    at = next(number for number, row in enumerate(units.rows) if row.cells[0].text == UNIT)
    area = units.list.visualRect(units.list.model().index(at, 0))
    return Spot(units.list.ground, area, UNIT)


def fill_in(path: Path) -> None:
    """What the unit does with its form: the first time that nothing is recorded of is done."""
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[5].value is None)
    row[3].value, row[5].value, row[6].value = "ทำแล้ว", WORDS, 40
    book.save(path)


def is_shown() -> bool:
    """What would be taken in can be accepted."""
    sheet = QApplication.activeModalWidget()
    return isinstance(sheet, ImportDialog) and sheet.accept_button.isEnabled()


def is_recorded(window: Window) -> bool:
    return WORDS in [one.text for one in window.session.data.entries]


def check(window: Window) -> None:
    texts = [one for one in window.session.data.entries if one.text == WORDS]
    assert [text.participants for text in texts] == [40]


def send_and_take(window: Window, hand: Hand, sent: Path) -> Task:
    """A unit's form goes out from ภาพรวม and comes back filled in."""
    if hand.only == "mouse":
        yield hand.turns_wheel_to(lambda: line_of(window))
        yield hand.clicks(line_of(window), RIGHT)
        yield from hand.chooses_file(hand.clicks(entry("ส่งแบบบันทึกให้หน่วยนี้")), sent)
    else:
        units = window.page(PageKey.OVERVIEW).units
        wanted = next(row.key for row in units.rows if row.cells[0].text == UNIT)
        yield hand.walks("F6 " * _stops(window) + f"Down*{_down(units, wanted)}")
        yield from hand.chooses_file(hand.presses("Ctrl+E"), sent)
    yield hand.sees(sent.exists, "the form")
    fill_in(sent)
    if hand.only == "mouse":
        yield hand.drops(sent, part(window.score_bar, "the window"))
    else:
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(sent))])
        QApplication.clipboard().setMimeData(copied)
        yield hand.presses("Ctrl+V")
    yield hand.sees(is_shown, "what would change")
    yield hand.clicks(button("รับ")) if hand.only == "mouse" else hand.presses("Enter")
    yield hand.sees(lambda: is_recorded(window), "what was filled in")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_worksheet_goes_out_and_comes_back(window: Window, only: str, sent: Path) -> None:
    hand = Hand(only)
    hand.does(send_and_take(window, hand, sent), at_most=AT_MOST)
    check(window)


def _stops(window: Window) -> int:
    """How many times F6 leads on to the units."""
    page = window.page(PageKey.OVERVIEW)
    parts = [one for one in page.focus_parts() if one.isVisible()]
    return parts.index(page.units)


def _down(units: object, wanted: object) -> int:
    keys = [row.key for row in units.rows]  # type: ignore[attr-defined]
    return keys.index(wanted)
