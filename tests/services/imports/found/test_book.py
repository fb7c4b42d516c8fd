"""The chapters of a book of measures, and lists of measures in running text, as they are found."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ita_desktop.domain.documents import GENERATED
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.files.assembling import Part as DocumentPart
from ita_desktop.exchange.files.assembling import of_sheets
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found import beside_tables
from ita_desktop.services.imports.found.beside_tables import chapter_parts
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from tests.services.imports.found.books import (
    ANALYSIS,
    CONTACTS,
    MEASURES,
    ROSTER,
    Rows,
    document,
    table_part,
    told,
)

IMAGE = "มาตรการสื่อสารภาพลักษณ์การให้บริการ"
Content = str | DocumentPart | Rows
CHAPTERS: dict[str, Sequence[Content]] = {
    "หลักการและเหตุผล": ("สำนักงานเขตตัวอย่างทำงานด้วยความสุจริต",),
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส": (MEASURES,),
    IMAGE: ("1. จัดที่นั่ง", "2. ทำป้าย"),
}
"""The usual book: contents of chapters by title."""


def content(**changed: Sequence[Content]) -> list[Content]:
    """The usual book with chapters changed or added."""
    made: list[Content] = []
    for number, (title, blocks) in enumerate((CHAPTERS | changed).items(), 1):
        made += [f"# {number}. {title}", *blocks]
    return made


def book(**changed: Sequence[Content]) -> ImportSource:
    return document(*content(**changed))


def rows_of(parts: Sequence[Part], kind: str) -> dict[str, list[str]]:
    """The cells of the parts of a kind by heading, row by row."""
    (part,) = (part for part in parts if part.kind == kind)
    heads, *rows = (row.values for row in part.source.sheets[0].rows)
    return {str(head): [str(row[at]) for row in rows] for at, head in enumerate(heads)}


def methods(parts: Sequence[Part]) -> list[str]:
    return rows_of(parts, "texts")["มาตรการ/กิจกรรม"] if "texts" in kinds(parts) else []


def kinds(parts: Sequence[Part]) -> list[str]:
    return [part.kind for part in parts]


# -- a list of measures


LISTS = {
    "each number is a measure": (("1. ก", "2. ข"), ["ก", "ข"]),
    "what is below a number is of it": (
        ("1. ก", "- ข", "(1) ค", "  - ง"),
        ["1. ก\n- ข", "(1) ค\n- ง"],
    ),
    "other lines stand beside one with all numbers": (("1. ก", "2. ข", "ค"), ["1. ก\n2. ข", "ค"]),
    "numbers below others begin one": (("1. ก", "ข", "1. ค", "2. ง"), ["1. ก", "ข", "1. ค\n2. ง"]),
    "bullets go on below any line": (("1. ก", "ข", "- ค", "- ง"), ["1. ก", "ข\n- ค\n- ง"]),
    "no number is no list": (("ก", "ข"), []),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), LISTS.values(), ids=LISTS)
def test_a_document_that_is_one_list_has_its_measures(
    lines: Sequence[str], expected: list[str]
) -> None:
    assert methods(find_parts([document(f"# {IMAGE}", *lines)])) == expected


def test_what_stands_above_a_list_is_told_and_names_its_year() -> None:
    intro = "สำนักงานเขตตัวอย่างดำเนินการ ประจำปีงบประมาณ พ.ศ. 2568 ดังนี้"
    (part,) = find_parts([document(f"# {IMAGE}", intro, "1. ก")])
    assert (part.kind, part.year, part.place, part.rows) == ("texts", 2568, "มาตรการในบท", 1)
    (remark,) = part.source.remarks
    assert f"ไม่ได้นำเข้าข้อความ “{shortened(intro)}”" in remark.why


@pytest.mark.parametrize(("wide", "expected"), [(1, ["ก", "ข"]), (2, [])])
def test_lines_of_a_sheet_are_a_list_if_each_is_one_cell(wide: int, expected: list[str]) -> None:
    lines = (IMAGE, *(f"{number}. {text}" for number, text in ((1, "ก"), (2, "ข"))))
    rows = (line.split(" ", wide - 1) for line in lines)
    sheet = DataSheet("ก", tuple(SheetRow(at, tuple(row)) for at, row in enumerate(rows, 1)))
    source = ImportSource("ก.xlsx", (sheet,), blocks=of_sheets([sheet]).blocks)
    assert methods(chapter_parts(source, ())) == expected


CHAPTER_LISTS = {
    "bullets": (("1. ก", "- ข", "• ค", "2. ง"), ["ก\n- ข\n• ค", "ง"], ""),
    "three lines above": (("ก", "ข", "ค", "1. ง"), ["ง"], "ก\nข\nค"),
    "four lines above": (("ก", "ข", "ค", "ง", "1. จ"), [], None),
    "a bullet above": (("- ก", "1. ข"), [], None),
    "a table": (("1. ก", (("ข", "ค"), ("ง", "จ"))), [], None),
    "a table above": ((("ข", "ค"), ("ง", "จ"), "1. ก"), [], None),
    "lines that are announced": (("ทำดังนี้", "1. ก", "ข"), ["1. ก", "ข"], "ทำดังนี้"),
    "lines that are not announced": (("ทำ", "1. ก", "ข"), [], None),
    "running text below": (("ทำดังนี้", "1. ก", "ทั้งนี้ ข"), [], None),
    "announced, with a table": (("ทำดังนี้", "1. ก", "ข", (("ค", "ง"), ("จ", "ฉ"))), [], None),
}


@pytest.mark.parametrize(("lines", "expected", "intro"), CHAPTER_LISTS.values(), ids=CHAPTER_LISTS)
def test_a_chapter_that_is_a_list_has_measures_and_else_its_text(
    lines: Sequence[Content], expected: list[str], intro: str | None
) -> None:
    parts = find_parts([book(**{IMAGE: lines})])
    assert methods(parts) == expected
    row = rows_of(parts, "chapters")
    text, holds = row["ข้อความของบท"][2], row["รายการในบท"][2]
    assert holds == ("texts" if expected else "")
    if intro is None:
        assert "1. " in text
    else:
        assert text.replace(GENERATED, "").strip() == intro


def test_measures_of_a_table_of_texts_are_not_taken_again_from_chapters() -> None:
    texts = (("บท", "มาตรการ/กิจกรรม"), ("สื่อสารภาพลักษณ์", "จัดที่นั่ง"), ("สื่อสารภาพลักษณ์", "ทำป้าย"))
    assert kinds(find_parts([book(มาตรการเพิ่ม=(texts,))])).count("texts") == 1


def test_the_place_of_a_book_is_from_its_first_chapter_to_its_last() -> None:
    (part,) = (part for part in find_parts([book()]) if part.kind == "chapters")
    assert part.place == f"ตั้งแต่บท “หลักการและเหตุผล” ถึง “{shortened(IMAGE, 30)}”"
    assert part.rows == 3


def test_lines_above_the_first_chapter_are_its_cover_and_name_the_year() -> None:
    source = document("เล่มมาตรการ", "ประจำปีงบประมาณ พ.ศ. 2568", *content())
    (part,) = (part for part in find_parts([source]) if part.kind == "chapters")
    assert part.year == 2568
    assert part.source.remarks == ()
    rows = rows_of([part], "chapters")
    assert (rows["ส่วนของเล่ม"][-1], rows["ข้อความของบท"][-1]) == (
        "cover",
        "เล่มมาตรการ\nประจำปีงบประมาณ พ.ศ. 2568",
    )


def part(kind: str, sheet: str, year: int | None = None) -> Part:
    """A table of a document that was found."""
    source = ImportSource("เล่ม.docx", (DataSheet(sheet, ()),))
    return Part(kind, year, source, "")


@pytest.mark.parametrize("scored", [False, True])
def test_the_chapter_of_the_result_holds_it_if_the_file_has_it(scored: bool) -> None:
    """What of its tables is not read is told as the report's; without one they are its text."""
    blocks: tuple[Content, ...] = ("ได้คะแนนดี", CONTACTS, "จบ")
    parts = chapter_parts(book(ผลการประเมิน=blocks), [part("results" if scored else "roster", "อื่น")])
    found = rows_of(parts, "chapters")
    text = found["ข้อความของบท"][3]
    if scored:
        assert text == f"ได้คะแนนดี\nจบ\n{GENERATED}"
    else:
        assert text.startswith("ได้คะแนนดี\n| ห้อง |")
        assert GENERATED not in text
    assert found["รายการในบท"][3] == ("results" if scored else "")


FORMS = {
    "rows of items": (ANALYSIS, "analysis form:question"),
    "items in Thai digits": ((ANALYSIS[0], ("I๑", "ก", "ข", "ค")), "analysis form:question"),
    "indicators": ((ANALYSIS[0], ("1. การปฏิบัติหน้าที่", "ก", "ข", "ค")), "analysis form:indicator"),
    "six columns": ([[*row, "", "-"] for row in ANALYSIS], "analysis form:question"),
    "many columns": ([[*row, "", "", "-"] for row in ANALYSIS], "analysis form:by-item"),
    "many columns in its fourth row": (
        [*ANALYSIS, [*ANALYSIS[1], "", "", "-"]],
        "analysis form:question",
    ),
    "many columns in the heading alone": (
        [[*ANALYSIS[0], "ก", "ข", "ค"], *ANALYSIS[1:]],
        "analysis form:by-item",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), FORMS.values(), ids=FORMS)
def test_a_chapter_names_the_form_of_its_first_table_of_records(table: Rows, expected: str) -> None:
    """Lines and a table of no known kind above it say nothing of that."""
    wide = [[*row, *"กขคง"] for row in CONTACTS]
    lines = ("I1 คือข้อแรก", "ก", "ข", "ค")
    source = document(*content(การวิเคราะห์ผล=(wide, *lines, table)))
    name = str(source.sheets[2].name)
    found = rows_of(chapter_parts(source, [part("analysis", name)]), "chapters")
    assert found["รายการในบท"][3] == expected


OTHER_PARTS = {
    "มาตรการเตรียมความพร้อม": ("measures", "measures"),
    "มาตรการของสำนักงาน": ("communications", "communication"),
    "ความสำคัญ": ("analysis", "analysis"),
    "ตารางของสำนักงาน": ("progress", "progress"),
    "รายการของสำนักงาน": ("roster", ""),
    "ผลการประเมิน": ("measures", "result"),
}


@pytest.mark.parametrize("title", OTHER_PARTS)
def test_a_chapter_is_the_part_that_its_table_says_where_its_heading_is_not_sure(
    title: str,
) -> None:
    kind, expected = OTHER_PARTS[title]
    source = document(*content(**{title: (CONTACTS,)}))
    found = rows_of(chapter_parts(source, [part(kind, str(source.sheets[1].name))]), "chapters")
    assert found["ส่วนของเล่ม"][3] == expected


def test_a_list_beside_a_table_of_records_stays_text() -> None:
    source = document(*content(**{IMAGE: ("1. ก", CONTACTS)}))
    parts = chapter_parts(source, [part("measures", str(source.sheets[1].name))])
    assert kinds(parts) == ["chapters"]
    assert rows_of(parts, "chapters")["ข้อความของบท"][2] == f"1. ก\n{GENERATED}"


@pytest.mark.parametrize(("kind", "holds"), [("roster", "duties roster"), ("analysis", "")])
def test_the_chapter_of_the_order_holds_the_committees_wherever_they_stand(
    kind: str, holds: str
) -> None:
    source = document(*content(คำสั่งแต่งตั้งคณะทำงาน=("ตามแนบ",)), CONTACTS)
    found = rows_of(chapter_parts(source, [part(kind, "อื่น")]), "chapters")
    assert found["รายการในบท"][3] == holds


@pytest.mark.parametrize("kind", ["", "measures"])
def test_what_the_reader_tells_is_of_the_chapters_if_nothing_else_is_known(kind: str) -> None:
    source = replace(book(), remarks=(Remark(None, "อ่านไม่ครบ"),))
    (found,) = (
        each for each in chapter_parts(source, [part(kind, "อื่น")]) if each.kind == "chapters"
    )
    expected = [] if kind else ["อ่านไม่ครบ"]
    assert [remark.why for remark in found.source.remarks] == expected


YEARS = {
    "the newest of the cover": (("ปีงบประมาณ 2567", "ปีงบประมาณ 2568"), (2569,), "ปี 2566", 2568),
    "else the newest of its tables": ((), (2566, 2567), "ปี 2568", 2567),
    "else the newest of its headings": ((), (None,), "ปี 2566 และปี 2567", 2567),
}


@pytest.mark.parametrize(("cover", "tables", "heading", "expected"), YEARS.values(), ids=YEARS)
def test_the_year_of_a_book(
    cover: Sequence[str], tables: Sequence[int | None], heading: str, expected: int
) -> None:
    """That of a result in it is the year before."""
    known = [part("measures", "ก", year) for year in tables]
    source = document(*cover, *content(**{heading: ("ก",)}))
    found = chapter_parts(source, [*known, part("results", "ข", 2569)])
    assert {each.year for each in found} == {expected}


def test_what_a_chapter_cannot_keep_is_told_of_it() -> None:
    large, larger = ([[str(number)] * wide for number in range(2)] for wide in (9, 10))
    pictures = (Picture("ก.png"), Picture("", "ครุฑ"), Picture("", "ครุฑ"))
    own = content(ช่องทาง=(large, larger, *pictures), สารบัญ=(large,))
    (found,) = (each for each in find_parts([document(*own)]) if each.kind == "chapters")
    remarks = found.source.remarks
    assert [remark.row for remark in remarks] == [5, 5]
    assert "ตารางใหญ่ 2 ตารางในบท “ช่องทาง” ไม่ได้เก็บไว้" in remarks[0].why
    assert "ภาพ 1 ภาพในบท “ช่องทาง” ไม่ได้เก็บไว้" in remarks[1].why
    assert all("แนบหน้านั้นเป็น PDF" in remark.why for remark in remarks)


def test_photographs_of_a_document_that_is_no_book_are_of_the_year_of_their_table() -> None:
    members = ("คณะทำงาน ประจำปีงบประมาณ พ.ศ. 2567", ROSTER)
    pictured = table_part([(*row, "") for row in MEASURES], Picture("ก.png", row=2))
    source = document(*members, "มาตรการ ประจำปีงบประมาณ พ.ศ. 2568", pictured)
    assert told(find_parts([source])) == [
        ("roster", 2567, 2),
        ("measures", 2568, 2),
        ("photos", 2568, 1),
    ]


OF_BOOK = {
    "an analysis of the year before": ("การวิเคราะห์ผล ปี 2567", ANALYSIS, 2568, 1),
    "an analysis of another year": ("การวิเคราะห์ผล ปี 2566", ANALYSIS, 2566, 0),
    "an analysis of no year": ("การวิเคราะห์ผล", ANALYSIS, 2568, 0),
    "members of the year before": ("คณะทำงาน ปี 2567", ROSTER, 2567, 0),
}


@pytest.mark.parametrize(("title", "table", "year", "doubts"), OF_BOOK.values(), ids=OF_BOOK)
def test_the_lists_of_a_book_are_of_its_year(
    title: str, table: Rows, year: int, doubts: int
) -> None:
    source = document("เล่ม ปีงบประมาณ 2568", *content(ช่องทาง=(title, table)))
    found = [each for each in find_parts([source]) if each.kind in {"analysis", "roster"}]
    assert [(each.year, len(each.doubts)) for each in found] == [(year, doubts)]


def test_photographs_of_a_chapter_are_of_the_step_above_them() -> None:
    briefing = ("การประชุมชี้แจง", (Picture("ก.png"), "1. อบรม", Picture("ข.png")))
    image = (IMAGE, (Picture("ค.png"), "1. ทำป้าย", Picture("ง.png")))
    found = rows_of(find_parts([book(**dict((briefing, image)))]), "photos")
    pictures, steps = (list(found.values())[at] for at in (0, 5))
    assert dict(zip(pictures, steps, strict=True)) == {
        "ค.png": "",
        "ง.png": "ทำป้าย",
        "ก.png": "ชี้แจง",
        "ข.png": "อบรม",
    }


def test_a_picture_above_a_list_is_told() -> None:
    """Only at the head of a letter or an order it is the emblem."""
    (found,) = find_parts([document(Picture("ก.png"), "มาตรการ ปี 2568", MEASURES)])
    assert [remark.why for remark in found.source.remarks if "ไม่ได้นำเข้าภาพ 1 ภาพ" in remark.why]


def test_no_more_photographs_are_taken_than_a_file_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside_tables, "MAX_PHOTOS", 2)
    pictures = (Picture(f"{at}.png", row=2) for at in range(3))
    pictured = table_part([(*row, "") for row in MEASURES], *pictures)
    measured, taken = find_parts([document("มาตรการ ปี 2568", pictured)])
    assert (measured.kind, taken.kind, taken.rows) == ("measures", "photos", 2)
