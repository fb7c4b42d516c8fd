"""The running text of a book comes in as its chapters, and only what the office wrote itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import GENERATED, Chapter, ChapterState
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import MAX_LONG_TEXT, Digits
from ita_desktop.exchange.source import read_file
from ita_desktop.services.documents import book
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import change_key
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.made_books import (
    BACKGROUND,
    CHAPTERS,
    COMMUNICATION,
    LOOKS,
    Look,
    write_book,
)

NUMBERED = [look for look in LOOKS if look.heads != "unnumbered"]


def planned(workspace: Workspace, path: Path) -> ImportSeries:
    return plan_parts(workspace, find_parts([read_file(path)], fiscal_year=2568), shown=2568)


def taken_in(workspace: Workspace, path: Path) -> ImportSeries:
    series = planned(workspace, path)
    assert [part.problem for part in series.parts] == [None] * len(series.parts)
    apply_series(workspace, series)
    return series


def shown(workspace: Workspace) -> list[Chapter]:
    chapters = book.chapters_of(workspace.year(2568))
    return [chapter for chapter in chapters if chapter.state is ChapterState.SHOWN]


@pytest.mark.in_turn
@pytest.mark.parametrize("look", NUMBERED, ids=lambda look: look.heads)
def test_a_book_goes_to_its_places_however_its_headings_look(
    workspace: Workspace, tmp_path: Path, look: Look
) -> None:
    taken_in(workspace, write_book(tmp_path / "เล่ม.docx", look))
    chapters = [chapter for chapter in shown(workspace) if chapter.part != "contents"]
    assert [chapter.part for chapter in chapters] == [
        "importance",
        "measures",
        "communication",
        "image",
        "",
    ]
    assert [chapter.title for chapter in chapters] == [title for title, _ in CHAPTERS]
    importance, measures, communication, image, own = chapters
    assert importance.text == "\n".join(BACKGROUND)
    assert communication.text == COMMUNICATION
    assert own.text == CHAPTERS[4][1][0]
    assert (measures.text, image.text) == ("", "")
    year = workspace.year(2568)
    methods = [each.method for each in year.measures if each.kind is MeasureKind.IMAGE]
    assert methods == list(CHAPTERS[3][1][0].lines)
    assert sum(each.kind is MeasureKind.ITEM for each in year.measures) == 2


@pytest.mark.in_turn
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.heads)
def test_the_same_book_twice_changes_nothing(
    workspace: Workspace, tmp_path: Path, look: Look
) -> None:
    path = write_book(tmp_path / "เล่ม.docx", look)
    taken_in(workspace, path)
    again = planned(workspace, path)
    assert again.writes == ()
    (chapters,) = (each.plan for each in again.parts if each.part.kind == "chapters")
    assert chapters is not None
    assert chapters.changes == ()
    # The contents and the cover are unchanged, too.
    assert len(chapters.unchanged) == len(CHAPTERS) + (look.heads != "unnumbered") + 1


def test_bold_headings_without_numbers_are_those_of_known_parts(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken_in(workspace, write_book(tmp_path / "ก.docx", LOOKS[-1]))
    chapters = [chapter for chapter in shown(workspace) if chapter.part != "contents"]
    parts = [chapter.part for chapter in chapters]
    assert parts == ["importance", "measures", "communication", "image"]
    # A bold line of other words may be a heading within a chapter: it stays in it.
    assert f"**{CHAPTERS[4][0]}**\n{CHAPTERS[4][1][0]}" in chapters[-1].text


def test_the_order_of_the_file_becomes_that_of_the_book(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken_in(workspace, write_book(tmp_path / "ก.docx"))
    other = [CHAPTERS[0], CHAPTERS[4], CHAPTERS[3], CHAPTERS[2], CHAPTERS[1]]
    taken_in(workspace, write_book(tmp_path / "ข.docx", chapters=other))
    titles = [chapter.title for chapter in shown(workspace) if chapter.part != "contents"]
    assert titles == [title for title, _ in other]
    assert planned(workspace, tmp_path / "ข.docx").writes == ()


def test_a_chapter_that_the_file_lacks_stays_behind_the_one_it_follows(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second, third, fourth, own = CHAPTERS
    taken_in(
        workspace, write_book(tmp_path / "ก.docx", chapters=[first, second, own, third, fourth])
    )
    taken_in(workspace, write_book(tmp_path / "ข.docx", chapters=[first, second, fourth, third]))
    titles = [chapter.title for chapter in shown(workspace) if chapter.part != "contents"]
    assert [title.split(". ")[-1] for title in titles] == [
        title for title, _ in (first, second, own, fourth, third)
    ]


def test_text_around_a_table_is_kept_around_it(workspace: Workspace, tmp_path: Path) -> None:
    title, content = CHAPTERS[1]
    around = (title, ("ความนำของสำนักงานเขตเอง", *content, "หมายเหตุท้ายตารางของสำนักงานเขต"))
    path = write_book(tmp_path / "ก.docx", chapters=[CHAPTERS[0], around, *CHAPTERS[2:]])
    taken_in(workspace, path)
    (measures,) = (chapter for chapter in shown(workspace) if chapter.part == "measures")
    text = f"ความนำของสำนักงานเขตเอง\n{GENERATED}\nหมายเหตุท้ายตารางของสำนักงานเขต"
    assert measures.text == text
    assert planned(workspace, path).writes == ()


def test_bold_lists_and_small_tables_are_kept_and_the_rest_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    from docx import Document

    path = write_book(tmp_path / "ก.docx")
    made = Document(str(path))
    made.add_paragraph().add_run("ช่องทาง").bold = True
    made.add_paragraph("โทรศัพท์", style="List Bullet")
    small = made.add_table(2, 2)
    large = made.add_table(2, 12)
    for number, cell in enumerate(
        cell for table in (small,) for row in table.rows for cell in row.cells
    ):
        cell.text = f"ช่อง {number}"
    for cell in large.rows[0].cells:
        cell.text = "กว้าง"
    made.save(str(path))
    series = taken_in(workspace, path)
    own = shown(workspace)[-1]
    assert "**ช่องทาง**" in own.text
    assert "• โทรศัพท์" in own.text
    assert "| ช่อง 0 | ช่อง 1 |\n| --- | --- |\n| ช่อง 2 | ช่อง 3 |" in own.text
    assert "กว้าง" not in own.text
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert "ตารางใหญ่ 1 ตาราง" in told


def test_a_chapter_can_be_left_out_and_all_is_one_undo(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.year(2568)
    series = planned(workspace, write_book(tmp_path / "ก.docx"))
    (part,) = (each for each in series.parts if each.part.kind == "chapters")
    assert part.plan is not None
    own = next(change for change in part.plan.changes if change.cells[1].new == CHAPTERS[4][0])
    parts = [
        replace(each.part, left_out=frozenset({change_key(own)})) if each is part else each.part
        for each in series.parts
    ]
    apply_series(workspace, plan_parts(workspace, parts, shown=2568))
    assert CHAPTERS[4][0] not in [chapter.title for chapter in shown(workspace)]
    assert shown(workspace)[1].text == "\n".join(BACKGROUND)
    workspace.edits.undo()
    assert workspace.year(2568).chapters == before.chapters == ()


def test_a_document_that_is_no_book_has_no_chapters(tmp_path: Path) -> None:
    path = write_book(tmp_path / "ก.docx", chapters=CHAPTERS[1:2])
    assert [part.kind for part in find_parts([read_file(path)])] == ["measures"]


def test_a_chapter_that_is_too_long_costs_those_behind_it_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    long = ("บทยาว", tuple(f"{number} {'ยาวมาก ' * 1200}" for number in range(30)))
    path = write_book(tmp_path / "ก.docx", chapters=[*CHAPTERS[:4], long, CHAPTERS[4]])
    series = taken_in(workspace, path)
    titles = [chapter.title for chapter in shown(workspace) if chapter.part != "contents"]
    assert titles == [*(title for title, _ in CHAPTERS[:4]), f"6. {CHAPTERS[4][0]}"]
    (chapters,) = (each.plan for each in series.parts if each.part.kind == "chapters")
    assert chapters is not None
    assert [f"เกิน {MAX_LONG_TEXT:,}" in one.why for one in chapters.skipped] == [True]


def test_a_part_that_nobody_knows_is_told_and_costs_the_others_nothing(
    plan: Callable[..., ImportPlan],
) -> None:
    heads = ("หัวบท", "ส่วนของเล่ม", "ข้อความของบท")
    made = plan("chapters", heads, ("ข", "ส่วนที่ไม่มี", "ดี"), ("ค", "", "ดี"))
    assert [change.cells[1].new for change in made.changes] == ["ค"]
    (told,) = made.skipped
    assert (told.row, "ไม่รู้จักส่วนของเล่มชื่อ “ส่วนที่ไม่มี”" in told.why) == (2, True)


def test_chapters_of_one_title_are_known_by_their_texts_in_any_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    own = [("ภาคผนวก", ("ช่องทางแจ้งเรื่องร้องเรียนของสำนักงานเขต",)), ("ภาคผนวก", ("แบบฟอร์มที่ใช้ในงาน",))]
    taken_in(workspace, write_book(tmp_path / "เล่ม.docx", chapters=[*CHAPTERS[:4], *own]))
    before = {chapter.id: chapter.text for chapter in shown(workspace) if not chapter.part}
    assert len(before) == 2
    taken_in(workspace, write_book(tmp_path / "สลับ.docx", chapters=[*CHAPTERS[:4], *own[::-1]]))
    after = {chapter.id: chapter.text for chapter in shown(workspace) if not chapter.part}
    assert after == before


def test_a_book_has_no_more_chapters_than_the_window_takes(
    plan: Callable[..., ImportPlan], workspace: Workspace
) -> None:
    heads = ("หัวบท", "ส่วนของเล่ม", "ข้อความของบท")
    left = book.MAX_CHAPTERS - len(book.chapters_of(workspace.year(2568)))
    own = [(f"เรื่องที่ {number}", "", "ดี") for number in range(left + 1)]
    assert plan("chapters", heads, ("", "ความสำคัญของ ITA", "ดี"), *own[:left]).added == left
    with pytest.raises(InputError, match=f"ไม่เกิน {book.MAX_CHAPTERS} บท"):
        plan("chapters", heads, *own)


def test_the_preview_tells_where_a_chapter_stood_only_if_it_moves(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken_in(workspace, write_book(tmp_path / "ก.docx"))
    other = [CHAPTERS[0], CHAPTERS[4], CHAPTERS[1], (CHAPTERS[2][0], ("ข้อความใหม่",)), CHAPTERS[3]]
    series = planned(workspace, write_book(tmp_path / "ข.docx", chapters=other))
    (chapters,) = (each.plan for each in series.parts if each.part.kind == "chapters")
    assert chapters is not None
    places = [(change.cells[0].old, change.cells[0].new) for change in chapters.changes]
    assert places == [("6", "3"), (None, "5")]


@pytest.mark.parametrize(("of", "part"), [("ตัวชี้วัดที่ 1", "analysis"), ("I1", "analysis-by-question")])
def test_an_analysis_is_of_the_form_that_its_table_has(
    workspace: Workspace, tmp_path: Path, of: str, part: str
) -> None:
    rows = (
        ("ประเด็น", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/กิจกรรม", "การกำกับติดตาม", "ผู้รับผิดชอบ"),
        (f"{of} การปฏิบัติหน้าที่", "คิวยาว", "1. เพิ่มช่องบริการ", "ผอ. ติดตาม", "ทุกฝ่าย"),
    )
    chapters = [CHAPTERS[0], ("ผลการวิเคราะห์ของเรา", (rows,)), *CHAPTERS[1:]]
    taken_in(workspace, write_book(tmp_path / "ก.docx", chapters=chapters))
    assert [one.part for one in shown(workspace) if one.part.startswith("analysis")] == [part]


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("1. จัดที่นั่ง", "2. จัดป้าย"), ("1.จัดที่นั่ง", "2.จัดป้าย")),
        (("(1) จัดที่นั่ง", "(2) จัดป้าย"), ("(1)จัดที่นั่ง", "(2)จัดป้าย")),
        (("3. จัดที่นั่ง", "4. จัดป้าย"), ("3.จัดที่นั่ง", "4.จัดป้าย")),
        (("จัดที่นั่งพักคอยให้ประชาชนแล้ว", "จัดป้ายบอกขั้นตอนแล้ว"),
         ("จัดที่นั่งพักคอยให้ประชาชนแล้ว", "จัดป้ายบอกขั้นตอนแล้ว")),
    ],
    ids=["counted", "in brackets", "from three", "prose"],
)  # fmt: skip
def test_the_chapter_on_image_is_printed_with_the_numbers_that_it_came_with(
    workspace: Workspace, tmp_path: Path, lines: tuple[str, ...], printed: tuple[str, ...]
) -> None:
    title = CHAPTERS[3][0]
    chapters = [*CHAPTERS[:3], (title, list(lines)), CHAPTERS[4]]
    taken_in(workspace, write_book(tmp_path / "เล่ม.docx", chapters=chapters))
    year = workspace.year(2568)
    made = kind("measures-book").build(context_of(workspace, year), Digits.ARABIC)
    blocks = [
        block for each in (made, *(part.document for part in made.bound)) for block in each.blocks
    ]
    texts = ["".join(marked(block).split()) for block in blocks if isinstance(block, Paragraph)]
    at = texts.index(printed[0])
    assert tuple(texts[at : at + 2]) == printed
