"""A list of other items under the year's codes: by whatever door it comes, nothing of it is ticked,
both names of each item are shown side by side, and its titles may pair it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.found import (
    FoundDialog,
    PartDialog,
    import_files,
    import_pasted,
)
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.previews.lists import OF_FILE
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.window import Window

HEAD = ["ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"]
ITEMS = [
    ["O1", "โครงสร้างและอำนาจหน้าที่", "ฝ่ายปกครอง"],
    ["O2", "ข้อมูลผู้บริหาร", "ฝ่ายปกครอง"],
    ["O3", "ข้อมูลการติดต่อ", "ฝ่ายปกครอง"],
    ["O6", "แผนปฏิบัติราชการ", "ฝ่ายการคลัง"],
    ["O10", "E-Service", "ฝ่ายโยธา"],
    ["O26", "รายงานผลการส่งเสริมคุณธรรม", "ฝ่ายโยธา"],
]


def opened(window: Window, qtbot: QtBot) -> PartDialog:
    """The preview of the only part of the list that was found."""
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
    (found,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: found.series is not None and not found.work.is_going)
    (row,) = found.table.sheet.all_rows()
    assert (row.kind, row.ticked) == ("assignments", False)
    assert row.check.startswith("ตรวจรายชื่อข้อ"), "the gravest reason is the first"
    found.open_current()
    (dialog,) = window.findChildren(PartDialog)
    compared(dialog, qtbot)
    return dialog


def compared(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.work.is_going)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "มอบหมาย.csv"
    place.write_text("\n".join(map(",".join, [HEAD, *ITEMS])), encoding="utf-8")
    return place


@pytest.mark.in_turn
@pytest.mark.parametrize("door", ["drop", "button", "paste"])
def test_both_names_stand_side_by_side_and_nothing_is_ticked(
    window: Window, path: Path, qtbot: QtBot, door: str
) -> None:
    if door == "paste":
        import_pasted(window.session, "assignments", CopiedCells([HEAD, *ITEMS]), window)
    else:
        import_files(window.session, window, [path], "assignments" if door == "button" else "")
    dialog = opened(window, qtbot)
    assert not dialog.ticked
    rows = dialog.left.sheet.all_rows()
    assert [(row.code, row.title) for row in rows] == [(code, name) for code, name, _ in ITEMS]
    known = dialog.plan.base.framework.item_by_code
    assert [row.official for row in rows[:5]] == [known[row.code].title for row in rows[:5]]
    assert (rows[5].item, rows[5].official) == ("", "ไม่มีข้อที่ตรงกัน")


@pytest.mark.in_turn
def test_titles_pair_the_items_and_codes_do_again(window: Window, path: Path, qtbot: QtBot) -> None:
    """Only a title that is the item's own is ticked; one that is like it is shown with it."""
    import_files(window.session, window, [path])
    dialog = opened(window, qtbot)
    message = dialog._note.message
    assert message is not None
    assert message.action == "จับคู่ด้วยชื่อ"
    dialog._note.action.click()
    compared(dialog, qtbot)
    paired = {row.cells["ข้อ"]: (row.cells[OF_FILE], row.ticked) for row in dialog.rows}
    assert paired == {
        "O8": ("O10 E-Service", True),
        "O5": ("O6 แผนปฏิบัติราชการ", False),
    }
    dialog.by_title.click()
    compared(dialog, qtbot)
    assert not dialog.ticked
    assert {row.cells["ข้อ"] for row in dialog.rows} >= {"O1", "O10"}


@pytest.mark.in_turn
def test_a_kind_that_is_named_by_hand_is_no_yes_for_another_list(
    window: Window, path: Path, qtbot: QtBot
) -> None:
    import_files(window.session, window, [path])
    dialog = opened(window, qtbot)
    dialog._choose_kind("assignments")
    compared(dialog, qtbot)
    assert not dialog.ticked
    assert dialog.by_title.isVisible()
