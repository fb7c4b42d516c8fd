"""What an import stores nowhere is listed whole in its preview, and put into fields from there."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.window import Window

LONG = "ติดตามทุกสัปดาห์ " * 30
TABLE = f"ข้อ,ผู้รับผิดชอบ,จดไว้\nO1,ฝ่ายปกครอง,{LONG}\nO2,ฝ่ายโยธา,\n"


@pytest.mark.in_turn
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
    # An answer that was begun before the lists were read again as another kind, for other rows.
    late = (
        CellChange(row.id, "put", "decision"),
        CellChange(row.id, "row", 99),
        CellChange("left:99", "put", "note"),
    )
    dialog.missing.on_edit(Edit(Act.TYPE, late))
    assert not dialog.work.is_going
    dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", "note"),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert LONG.strip() in texts
    assert [row.content for row in dialog.missing.sheet.all_rows()] == ["จดไว้"]
    assert "ไว้ที่ หมายเหตุ แล้ว" in dialog._note.message.sentence
    dialog._note.action.click()
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    assert [row.content for row in dialog.missing.sheet.all_rows()] == ["จดไว้", LONG.strip()]
    assert LONG.strip() not in {cell.new for each in dialog.plan.changes for cell in each.cells}
    assert dialog._note.message.key != "take-back"


@pytest.mark.in_turn
def test_a_line_outside_the_table_is_put_into_the_row_above_or_another(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "งาน.docx"
    made = docx.Document()
    made.add_paragraph("มอบหมายผู้รับผิดชอบ OIT ปี 2568")
    table = made.add_table(3, 2)
    rows = (("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง"), ("O2", "ฝ่ายโยธา"))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    made.add_paragraph("ส่งช้าได้")
    made.add_paragraph("ใช้แบบเดิม")
    made.save(path)
    dialog = import_files(window.session, window, [path], "assignments")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.chips["missing"].click()
    late, form = dialog.missing.sheet.all_rows()
    assert (late.content, late.place) == ("ส่งช้าได้", "บรรทัด 2")
    assert "O2" in late.into
    other = next(each for each in dialog.missing._choices() if "O1" in each.text)
    change = CellChange(form.id, "row", other.value)
    dialog.missing.on_edit(Edit(Act.TYPE, (change,)))
    assert "O1" in dialog.missing.sheet.all_rows()[1].into
    for content in (late.content, form.content):
        (row,) = (each for each in dialog.missing.sheet.all_rows() if each.content == content)
        if content == form.content:
            dialog.missing.on_edit(Edit(Act.TYPE, (replace(change, row=row.id),)))
        dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", "note"),)))
        qtbot.waitUntil(lambda: not dialog.work.is_going)
    notes = {change.cells[0].new: change.cells[-1].new for change in dialog.plan.changes}
    assert (notes["O1"], notes["O2"]) == ("ใช้แบบเดิม", "ส่งช้าได้")
    assert "missing" not in dialog.chips


@pytest.mark.in_turn
def test_a_text_that_its_field_cannot_take_is_told_and_taken_back(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "งาน.csv"
    path.write_text("ข้อ,กำหนดส่ง,จดไว้\nO1,10 เม.ย. 68,แนบแผนผัง\n", encoding="utf-8")
    dialog = import_files(window.session, window, [path], "assignments")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.chips["missing"].click()
    row = dialog.missing.sheet.all_rows()[-1]
    dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", "due"),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    assert "อ่านเป็น กำหนดส่ง ไม่ได้ จึงยังไม่ได้เก็บ" in dialog._note.message.sentence
    assert dialog.plan.accepted == frozenset()
    dialog._note.action.click()
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert "10 เม.ย. 68" in texts


@pytest.mark.in_turn
def test_a_text_that_its_field_cannot_take_is_put_into_another_one(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "งาน.csv"
    path.write_text("ข้อ,กำหนดส่ง,จดไว้\nO1,10 เม.ย. 68,แนบแผนผัง\n", encoding="utf-8")
    dialog = import_files(window.session, window, [path], "assignments")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.chips["missing"].click()
    for field in ("due", "note"):
        row = next(r for r in dialog.missing.sheet.all_rows() if r.content == "แนบแผนผัง")
        dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", field),)))
        qtbot.waitUntil(lambda: not dialog.work.is_going)
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert {"10 เม.ย. 68", "แนบแผนผัง"} <= set(texts)
    assert "ไว้ที่ หมายเหตุ แล้ว" in dialog._note.message.sentence


@pytest.mark.in_turn
def test_where_a_text_stands_is_told_and_not_where_it_was_meant_for(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "ลิงก์.csv"
    path.write_text("ข้อ,ลิงก์,จดไว้\nO1,https://a.example/1,ฉบับแก้\n", encoding="utf-8")
    dialog = import_files(window.session, window, [path], "evidence")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.chips["missing"].click()
    _, row = dialog.missing.sheet.all_rows()
    dialog.missing.on_edit(Edit(Act.TYPE, (CellChange(row.id, "put", "location"),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    assert "ใส่ “ฉบับแก้” ไว้ที่ ชื่อเอกสาร แล้ว" in dialog._note.message.sentence
