"""Columns are given their fields by hand in the preview of an import."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.imports import ImportDialog, import_from_file
from ita_desktop.ui.table.edits import Act, CellChange, Edit
from ita_desktop.ui.window import Window

UNKNOWN = "งานที่,ใครทำ,สี\nO1,ฝ่ายปกครอง,แดง\nO2,ฝ่ายโยธา,เขียว\n"
KNOWN = "ข้อ,ผู้รับผิดชอบ,จดไว้\nO1,ฝ่ายปกครอง,เร่ง\nO2,ฝ่ายโยธา,\n"


@pytest.fixture
def read(window: Window, tmp_path: Path, qtbot: QtBot):
    def opened(text: str) -> ImportDialog:
        path = tmp_path / "งาน.csv"
        path.write_text(text, encoding="utf-8")
        dialog = import_from_file(window.session, "assignments", window, path)
        qtbot.waitUntil(lambda: not dialog.work.is_going and dialog.source is not None)
        qtbot.waitUntil(lambda: dialog.plan is not None or dialog.mapped.isVisible())
        return dialog

    return opened


def give(dialog: ImportDialog, row: int, field: str, qtbot: QtBot) -> None:
    """Chooses a field for a column."""
    column = dialog.mapped.sheet.all_rows()[row]
    dialog.mapped.on_edit(Edit(Act.TYPE, (CellChange(column.id, "field", field),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)


def test_a_table_without_known_headings_is_no_dead_end(read, qtbot: QtBot) -> None:
    dialog = read(UNKNOWN)
    assert dialog.trouble.isVisible()
    assert "ข้อ · ผู้รับผิดชอบ" in dialog._note.message.sentence
    give(dialog, 0, "item", qtbot)
    assert dialog.mapped.isVisible()
    give(dialog, 1, "owners", qtbot)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.plan.rows == 2
    assert dialog.plan.ignored_columns == ("สี",)


def test_a_column_that_is_not_read_can_be(read, qtbot: QtBot) -> None:
    dialog = read(KNOWN)
    assert dialog.plan.ignored_columns == ("จดไว้",)
    dialog.chips["mapped"].click()
    qtbot.waitUntil(dialog.mapped.isVisible)
    give(dialog, 2, "note", qtbot)
    assert dialog.plan.ignored_columns == ()
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert "เร่ง" in texts
