"""The chapters of the book of measures: their order, own texts and files, and what is undone."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ita_desktop.documents.kinds import BY_QUESTION, ReportContext
from ita_desktop.domain.errors import InputError
from ita_desktop.services.documents import book
from ita_desktop.services.documents.wordings import (
    adjustable,
    choose_widths,
    own_widths,
    reset_widths,
)
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.places import PageKey, chapters_place
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def shown(office: Workspace) -> list[str]:
    return [entry.part or entry.title for entry in book.entries(office.year(YEAR)) if entry.shown]


def key(office: Workspace, part: str) -> str:
    return next(entry.key for entry in book.entries(office.year(YEAR)) if entry.part == part)


def file(path: Path, pages: int, password: str = "") -> Path:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    path.write_bytes(target.getvalue())
    return path


def test_a_year_has_the_usual_chapters_until_one_is_moved(office):
    usual = shown(office)
    assert not office.year(YEAR).chapters
    book.move(office, YEAR, "part:result", 1)
    assert office.year(YEAR).chapters
    assert sorted(shown(office)) == sorted(usual)
    assert shown(office)[1] == "result"
    office.undo()
    assert shown(office) == usual


def test_a_part_keeps_the_key_that_it_had_before_it_was_stored(office):
    book.move(office, YEAR, "part:result", 1)
    book.show(office, YEAR, ["part:result"], shown=False)
    assert "result" not in shown(office)
    book.show(office, YEAR, [key(office, "result")], shown=True)
    assert "result" in shown(office)


def test_undo_says_what_was_done_with_which_chapter(office):
    def told(title: str) -> str | None:
        label = office.edits.undo_label
        return label and label.replace(title, "…")

    result = next(
        entry.title for entry in book.entries(office.year(YEAR)) if entry.part == "result"
    )
    book.show(office, YEAR, ["part:result"], shown=False)
    assert told(result) == "ไม่ใส่ … ในเล่มมาตรการ"
    book.show(office, YEAR, [key(office, "result")], shown=True)
    assert told(result) == "ใส่ … ในเล่มมาตรการ"
    book.move(office, YEAR, key(office, "result"), 0)
    assert told(result) == "ย้ายบท … ในเล่มมาตรการ"
    book.remove(office, YEAR, [key(office, "result")])
    assert told(result) == "เอาบท … ออกจากเล่มมาตรการ"


def test_nothing_is_written_where_nothing_changes(office):
    book.show(office, YEAR, ["part:result"], shown=True)
    assert not office.year(YEAR).chapters


def test_a_text_of_its_own_stands_behind_the_named_chapter_and_is_numbered(office):
    added = book.add_text(
        office, YEAR, "นโยบาย", "ข้อความ\r\n1. ทำ\n\t- ย่อย", behind="part:importance"
    )
    [one] = [entry for entry in book.entries(office.year(YEAR)) if entry.key == added]
    assert (one.title, one.number, one.shown) == ("นโยบาย", 2, True)
    [row] = [chapter for chapter in office.year(YEAR).chapters if chapter.id == added]
    assert row.text == "ข้อความ\n1. ทำ\n  - ย่อย"
    book.edit(office, YEAR, added, title="นโยบายใหม่", text="อื่น")
    [row] = [chapter for chapter in office.year(YEAR).chapters if chapter.id == added]
    assert (row.title, row.text) == ("นโยบายใหม่", "อื่น")
    book.remove(office, YEAR, [added])
    assert all(chapter.id != added for chapter in office.year(YEAR).chapters)


def test_a_new_chapter_comes_behind_those_that_are_shown(office):
    book.add_text(office, YEAR, "ส่งท้าย")
    assert shown(office)[-1] == "ส่งท้าย"
    entries = book.entries(office.year(YEAR))
    assert not entries[-1].shown


def test_the_heading_of_a_part_can_be_another_and_the_usual_one_again(office):
    book.edit(office, YEAR, "part:result", title="คะแนนปีก่อน")
    assert "คะแนนปีก่อน" in [entry.title for entry in book.entries(office.year(YEAR))]
    book.edit(office, YEAR, "part:result", title="")
    [one] = [chapter for chapter in office.year(YEAR).chapters if chapter.part == "result"]
    assert (one.title, one.text) == ("", "")


def test_a_part_that_the_office_writes_itself_lacks_nothing_more(office):
    missing = {needed.key: needed.missing for needed in book.needed(office.year(YEAR))}
    assert missing["part:analysis"]
    book.edit(office, YEAR, "part:analysis", text="เราวิเคราะห์เอง")
    missing = {needed.key: needed.missing for needed in book.needed(office.year(YEAR))}
    assert not missing["part:analysis"]
    book.edit(office, YEAR, "part:analysis", text="")
    missing = {needed.key: needed.missing for needed in book.needed(office.year(YEAR))}
    assert missing["part:analysis"]


def test_a_part_that_is_removed_is_left_out(office):
    book.remove(office, YEAR, ["part:result"])
    assert "result" not in shown(office)
    assert any(entry.part == "result" for entry in book.entries(office.year(YEAR)))


def test_the_short_order_keeps_what_the_office_added(office):
    book.add_text(office, YEAR, "นโยบาย", behind="part:importance")
    book.reset(office, YEAR, "short")
    assert shown(office)[:2] == ["framework", "result"]
    assert shown(office)[-1] == "นโยบาย"
    book.reset(office, YEAR)
    assert shown(office)[:2] == ["contents", "order"]
    with pytest.raises(InputError, match="ไม่มีลำดับบทชื่อ"):
        book.reset(office, YEAR, "unknown")


def test_a_file_is_kept_under_its_title(office, tmp_path):
    path = file(tmp_path / "ข่าว.pdf", 2)
    added = book.add_file(office, YEAR, path, behind="part:result")
    [one] = [chapter for chapter in office.year(YEAR).chapters if chapter.id == added]
    assert (one.title, one.file_name) == ("ข่าว", "ข่าว.pdf")
    assert office.media(one.media) == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("broken.pdf", b"%PDF-1.7\nnothing", "เสียหายหรือเปิดไม่ได้"),
        ("word.pdf", b"PK\x03\x04", "ไม่ใช่ไฟล์ PDF"),
        ("huge.pdf", b"%PDF-1.7" + bytes(21 * 2**20), "ใหญ่เกิน"),
    ],
)
def test_a_file_that_cannot_be_bound_in_is_refused(office, tmp_path, name, content, text):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=text):
        book.add_file(office, YEAR, path)
    assert not office.year(YEAR).chapters


def test_locked_empty_and_missing_files_are_refused(office, tmp_path):
    for path, text in (
        (file(tmp_path / "a.pdf", 1, "secret"), "มีรหัสผ่าน"),
        (file(tmp_path / "b.pdf", 0), "ไม่มีหน้าเลย"),
        (file(tmp_path / "c.pdf", 301), "เกิน 300 หน้า"),
        (tmp_path / "none.pdf", "เปิด none.pdf ไม่ได้"),
    ):
        with pytest.raises(InputError) as caught:
            book.add_file(office, YEAR, path)
        assert text in str(caught.value)


def test_what_is_gone_or_has_no_title_is_refused(office):
    with pytest.raises(InputError):
        book.move(office, YEAR, "gone", 0)
    with pytest.raises(InputError):
        book.add_text(office, YEAR, "  ")
    added = book.add_text(office, YEAR, "ก")
    with pytest.raises(InputError):
        book.edit(office, YEAR, added, title=" ")


def test_the_widths_of_columns_are_kept_for_a_document_until_they_are_reset(office):
    choose_widths(office, YEAR, "progress-report", (10, 20, 30, 40))
    assert own_widths(office.year(YEAR), "progress-report") == (10, 20, 30, 40)
    choose_widths(office, YEAR, "progress-report", (1, 1, 1, 1))
    assert own_widths(office.year(YEAR), "progress-report") == (25, 25, 25, 25)
    reset_widths(office, YEAR, "progress-report")
    assert own_widths(office.year(YEAR), "progress-report") == ()
    with pytest.raises(InputError):
        reset_widths(office, YEAR, "progress-report")
    for shares in ((1, 99), (0, 100), ()):
        with pytest.raises(InputError):
            choose_widths(office, YEAR, "progress-report", shares)


def test_headings_and_what_is_in_the_book_are_edited_as_one(office):
    usual = shown(office)
    edits = [
        CellEdit("part:result", "title", "ผลปีก่อน"),
        CellEdit("part:levels", "shown", value=False),
    ]
    book.edit_cells(office, YEAR, edits)
    assert "levels" not in shown(office)
    assert "ผลปีก่อน" in {entry.title for entry in book.entries(office.year(YEAR))}
    office.undo()
    assert shown(office) == usual
    assert not office.year(YEAR).chapters


def test_a_text_of_its_own_keeps_a_heading(office):
    made = book.add_text(office, YEAR, "สารจากผู้อำนวยการ")
    with pytest.raises(InputError, match="ชื่อบท"):
        book.edit_cells(office, YEAR, [CellEdit(made, "title", None)])


def test_a_part_that_is_left_out_is_mended_in_the_list_of_chapters(office):
    data = office.year(YEAR)
    before = {needed.key: needed for needed in book.needed(data)}
    assert len(before) == 8
    assert before["part:order"].place.page is PageKey.ROSTER
    book.show(office, YEAR, ["part:one-stop"], shown=False)
    after = {needed.key: needed for needed in book.needed(office.year(YEAR))}
    assert after["part:one-stop"].place == chapters_place()
    assert after["part:one-stop"].missing


def test_widths_belong_to_one_document_and_the_same_again_is_no_step(office):
    choose_widths(office, YEAR, "progress-report", (10, 20, 30, 40))
    choose_widths(office, YEAR, "monitoring-summary", (40, 60))
    office.undo()
    office.redo()
    assert own_widths(office.year(YEAR), "progress-report") == (10, 20, 30, 40)
    choose_widths(office, YEAR, "progress-report", (10, 20, 30, 40))
    office.undo()
    assert own_widths(office.year(YEAR), "monitoring-summary") == ()
    assert own_widths(office.year(YEAR), "progress-report") == (10, 20, 30, 40)


def test_the_tables_of_a_document_tell_their_headings_and_widths(office):
    context = ReportContext(office.year(YEAR))
    assert adjustable(context, "committee-roster") == ()
    for subject, name in (("", "measures-by-indicator"), (BY_QUESTION, "measures-by-indicator/2")):
        [*tables] = adjustable(replace(context, subject=subject), "measures-by-indicator")
        assert [table.name for table in tables][:1] == [name]
        assert sum(tables[0].shares) == pytest.approx(100)
        assert all(tables[0].titles)


def test_an_edit_that_changes_nothing_is_no_step_and_a_file_has_no_text(office, tmp_path):
    added = book.add_text(office, YEAR, "นโยบาย", "ข้อความ")
    label = office.edits.undo_label
    book.edit(office, YEAR, added, title="นโยบาย", text="ข้อความ")
    assert office.edits.undo_label == label
    bound = book.add_file(office, YEAR, file(tmp_path / "ข่าว.pdf", 1))
    book.edit(office, YEAR, bound, title="ประกาศ", text="ไม่ใช่")
    [one] = [chapter for chapter in office.year(YEAR).chapters if chapter.id == bound]
    assert (one.title, one.text) == ("ประกาศ", "")
    book.edit(office, YEAR, bound, title="ประกาศใหม่")
    [one] = [chapter for chapter in office.year(YEAR).chapters if chapter.id == bound]
    assert (one.title, one.text) == ("ประกาศใหม่", "")
