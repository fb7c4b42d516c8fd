"""Scores and members that a text has in a line each are tables."""

from time import perf_counter

import pytest

from ita_desktop.exchange.blocks import Heading, Paragraph, SourceBlocks, Table, TextRun
from ita_desktop.exchange.reshaping.shapes import reshaped, reshaped_sheet
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.frameworks.shipped import load

TITLES = {item.code: item.title for item in load(2568).items}
TITLE = "ผลการประเมิน ITA ปี 2568"


def lines(*texts: str) -> DataSheet:
    return DataSheet(
        "", tuple(SheetRow(at, tuple(text.split("|"))) for at, text in enumerate(texts, 1))
    )


def rows(sheet: DataSheet) -> list[tuple[object, ...]]:
    ((made,), _) = reshaped_sheet(sheet)
    return [row.values for row in made.rows]


@pytest.mark.parametrize(
    "pattern",
    [
        "{code} {title} {score}",
        "- {code} {title} — {score}",
        "- **{code}** {title}: {score} คะแนน",
        "{code}. {title}\t{score}",
        "{code} ({score} คะแนน) {title}",
        "{code} {title} ({score} คะแนน)",
        "1. {code} {title} ..... {score}",
        "{code}|{title}|{score}",
    ],
)
def test_lines_with_code_title_and_score_are_results(pattern: str) -> None:
    scores = {"I4": "96.25", "E5": "90.00", "O1": "100"}
    said = [
        pattern.format(code=code, title=TITLES[code], score=score) for code, score in scores.items()
    ]
    read = rows(lines(TITLE, *said, "คะแนนรวม ITA 95.50"))
    assert read[0] == (TITLE,)
    assert read[2:-1] == [(code, TITLES[code], score) for code, score in scores.items()]
    assert read[-1] == ("คะแนนรวม ITA", "", "95.50")


def test_headings_of_indicators_and_scores_are_no_rows_above_the_headings() -> None:
    said = ("ตัวชี้วัด|คะแนน", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่|92.11", "ตัวชี้วัดที่ 2 การใช้งบประมาณ|90.05")
    given = lines(TITLE, *said)
    assert reshaped_sheet(given) == ((given,), ())
    _, told = reshaped_sheet(lines(TITLE, *said[1:]))
    assert told


@pytest.mark.parametrize(
    "said",
    [
        (TITLE, "O1 โครงสร้างกระทรวง 100", "O2 ข้อมูลรัฐมนตรี 0", f"O6 {TITLES['O6']} 100"),
        (TITLE, "E1 วิตามิน 100.00", "E2 เกลือ 85.50"),
        (TITLE, f"O6 {TITLES['O6']} 20 30 100", f"O8 {TITLES['O8']} 20 30 100"),
        (TITLE, f"O6 {TITLES['O6']}", f"O8 {TITLES['O8']}"),
        (f"O6 {TITLES['O6']} 100", f"O8 {TITLES['O8']} 100"),
        ("สารบัญแฟ้ม OIT", f"O6 {TITLES['O6']} ..... 12", f"O8 {TITLES['O8']} ..... 15"),
        ("ประธาน : นายสมมุติ หนึ่ง", "กรรมการ : นางสมมุติ สอง"),
    ],
    ids=["another list", "no items", "several figures", "no scores", "no title", "pages", "whose"],
)
def test_other_lines_stay_as_they_are(said: tuple[str, ...]) -> None:
    assert rows(lines(*said)) == [(text,) for text in said]


def test_scores_in_the_text_of_a_document_are_a_table_with_the_year_above_them() -> None:
    said = [f"{code} {TITLES[code]} 100" for code in ("O1", "O6", "O8")]
    blocks = (Heading(1, TITLE), *(Paragraph((TextRun(text),)) for text in said))
    title, table = reshaped(SourceBlocks(blocks), "ผล.docx").blocks
    assert title == blocks[0]
    assert isinstance(table, Table)
    assert [row.values[0] for row in table.sheet.rows] == [TITLE, TITLE, "ข้อ", "O1", "O6", "O8"]
    assert reshaped(SourceBlocks(blocks), "ผล.docx", is_paper=True).blocks == blocks


@pytest.mark.parametrize("sign", [" : ", ": ", " - ", " – ", " "])
def test_members_behind_their_roles_are_a_roster(sign: str) -> None:
    said = (f"ประธาน{sign}นายสมมุติ หนึ่ง หัวหน้าฝ่ายโยธา", f"คณะทำงานและเลขานุการ{sign}นางสมมุติ สอง")
    read = rows(lines("คณะทำงาน ITA", *said))
    assert read[2:] == [
        ("นายสมมุติ หนึ่ง", "หัวหน้าฝ่ายโยธา", "ประธาน"),
        ("นางสมมุติ สอง", "", "คณะทำงานและเลขานุการ"),
    ]


def test_a_document_of_members_alone_is_a_roster_and_one_with_more_stays_text() -> None:
    said = ("คณะทำงาน ITA", "ประธาน นายสมมุติ หนึ่ง", "เลขานุการ : นางสมมุติ สอง")
    blocks = tuple(Paragraph((TextRun(text),)) for text in said)
    title, table = reshaped(SourceBlocks(blocks), "คณะ.docx").blocks
    assert title == blocks[0]
    assert isinstance(table, Table)
    assert rows(table.sheet)[2:] == [
        ("นายสมมุติ หนึ่ง", "", "ประธาน"),
        ("นางสมมุติ สอง", "", "เลขานุการ"),
    ]
    more = (*blocks, Paragraph((TextRun("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),)))
    assert reshaped(SourceBlocks(more), "คณะ.docx").blocks == more


def test_members_without_title_are_a_roster_that_waits_for_a_yes() -> None:
    said = ("คณะทำงาน ITA", "สมมุติ หนึ่ง หัวหน้าฝ่ายโยธา ประธาน", "สมมุติ สอง เลขานุการ")
    blocks = tuple(Paragraph((TextRun(text),)) for text in said)
    _, table = reshaped(SourceBlocks(blocks), "คณะ.docx").blocks
    assert isinstance(table, Table)
    assert rows(table.sheet)[2:] == [
        ("สมมุติ หนึ่ง", "หัวหน้าฝ่ายโยธา", "ประธาน"),
        ("สมมุติ สอง", "", "เลขานุการ"),
    ]
    assert table.sheet.why_waits
    titled = [text.replace("สมมุติ", "นายสมมุติ") for text in said]
    blocks = tuple(Paragraph((TextRun(text),)) for text in titled)
    _, table = reshaped(SourceBlocks(blocks), "คณะ.docx").blocks
    assert isinstance(table, Table)
    assert not table.sheet.why_waits


def test_what_stands_behind_other_words_is_no_member() -> None:
    said = ("ประธานชุมชน : นายสมมุติ หนึ่ง", "เหรัญญิก : นางสมมุติ สอง")
    assert rows(lines("กรรมการชุมชน", *said))[1:] == [(text,) for text in said]


@pytest.mark.parametrize("filler", [" ", ".", " .", "a ", " 1"])
def test_a_cell_made_to_hurt_ends_soon(filler: str) -> None:
    """As long as Excel lets one be; it took minutes where blanks or dots were looked through again
    from each of them."""
    hostile = lines(TITLE, f"O1 ก{filler * (32_000 // len(filler))}ก")
    started = perf_counter()
    assert reshaped_sheet(hostile) == ((hostile,), ())
    assert perf_counter() - started < 10
