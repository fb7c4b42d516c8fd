"""What an import stores nowhere is listed whole in its preview, and put into fields from there."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.found.opening import import_files
from ita_desktop.ui.table.edits import Act, CellChange, Edit
from ita_desktop.ui.window import Window

LONG = "ติดตามทุกสัปดาห์ " * 30
TABLE = f"ข้อ,ผู้รับผิดชอบ,จดไว้\nO1,ฝ่ายปกครอง,{LONG}\nO2,ฝ่ายโยธา,\n"


def test_a_text_that_is_stored_nowhere_is_shown_whole_and_put_into_a_field(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "งาน.csv"
    path.write_text(TABLE, encoding="utf-8")
    dialog = import_files(window.session, window, [path], "assignments")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert "ไม่ได้เก็บ" in dialog.chips["missing"].text()
    dialog.chips["missing"].click()
    head, row = dialog.missing.sheet.all_rows()
    assert (head.content, row.content) == ("จดไว้", LONG.strip())
    dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", "note"),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert LONG.strip() in texts
    assert [row.content for row in dialog.missing.sheet.all_rows()] == ["จดไว้"]
