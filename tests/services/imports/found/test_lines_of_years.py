"""The lines around the tables of scores of a document: of which year they are, and read once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource, read_content
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from tests.services.imports.found.books import Rows, document, workbook
from tests.support.places import FIXTURES

ASSESSMENT = "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
OWN = "สำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2568"
LAST = "ผลการประเมินปีงบประมาณ พ.ศ. 2567"
THIS = "ผลการประเมินปีงบประมาณ พ.ศ. 2568"
TOTAL = "คะแนนรวม 93.40 ระดับ ผ่านดี"
TOTAL_BEFORE = "คะแนนรวม 91.70 ระดับ ผ่านดี"


def scored(*scores: str) -> Rows:
    """A table with the scores of the instruments."""
    names = (
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
        "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)",
    )
    return (("เครื่องมือ", "คะแนน"), *zip(names, scores, strict=True))


NOW, BEFORE = scored("92.00", "86.00", "100"), scored("90.00", "85.00", "98.00")


def figures(parts: Sequence[Part], *, shown: int = 2568) -> list[tuple[int, str, str]]:
    """Year, node and score of what is read, as often as it is, in order."""
    return sorted(
        (part.year or shown, figure.node, str(figure.value))
        for part in parts
        if part.is_wanted
        for figure in read_results(part.source, year=part.year).figures
    )


def of_year(year: int, *scores: str) -> list[tuple[int, str, str]]:
    return sorted((year, node, score) for node, score in zip(NODES, scores, strict=False))


NODES = ("IIT", "EIT", "OIT", "ITA")
IN_2568 = of_year(2568, "92.00", "86.00", "100", "93.40")
IN_2567 = of_year(2567, "90.00", "85.00", "98.00", "91.70")


def test_the_line_above_the_scores_of_a_report_is_of_its_year_and_read_once() -> None:
    """The title above the table is that of both."""
    title = "สำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2567"
    for content in ((TOTAL, NOW), (NOW, TOTAL)):
        found = find_parts([document(ASSESSMENT, title, *content)], fiscal_year=2568)
        assert figures(found) == [(2567, node, score) for _, node, score in IN_2568]
        assert [part.year for part in found] == [2567] * len(found)


def test_the_total_of_a_table_is_not_that_of_the_next_one() -> None:
    """Though nothing but the tables is a result."""
    content = ("คะแนน ITA ปีงบประมาณ พ.ศ. 2568", NOW, TOTAL, "คะแนน ITA ปีงบประมาณ พ.ศ. 2567", BEFORE)
    found = find_parts([document(*content)], fiscal_year=2568)
    assert (2567, "ITA", "93.40") not in figures(found)
    assert {*of_year(2567, "90.00", "85.00", "98.00")} < {*figures(found)}


def test_a_level_beside_the_total_is_read_with_it() -> None:
    content = (ASSESSMENT, OWN, TOTAL, "มีผลการประเมินอยู่ในระดับ ผ่านดี", NOW)
    found = find_parts([document(*content)], fiscal_year=2568)
    levels = [read_results(part.source).level for part in found]
    assert [level.value for level in levels if level is not None] == ["ผ่านดี"]
    assert {*figures(found)} == {*IN_2568}


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ((OWN, TOTAL, NOW, LAST, BEFORE), [*of_year(2567, "90.00", "85.00", "98.00"), *IN_2568]),
        # The total below a table stands above the title of the next one.
        ((OWN, NOW, TOTAL, LAST, BEFORE), [*of_year(2567, "90.00", "85.00", "98.00"), *IN_2568]),
        ((OWN, TOTAL, NOW, LAST, TOTAL_BEFORE, BEFORE), [*IN_2567, *IN_2568]),
        ((OWN, NOW, TOTAL, LAST, BEFORE, TOTAL_BEFORE), [*IN_2567, *IN_2568]),
        # The older first, below a title that names the later one.
        (
            (OWN, LAST, BEFORE, THIS, TOTAL, NOW),
            [*of_year(2567, "90.00", "85.00", "98.00"), *IN_2568],
        ),
        ((OWN, LAST, TOTAL_BEFORE, BEFORE, THIS, NOW, TOTAL), [*IN_2567, *IN_2568]),
        ((LAST, BEFORE, TOTAL_BEFORE, THIS, NOW, TOTAL), [*IN_2567, *IN_2568]),
        # Last year has its total alone.
        ((OWN, TOTAL, NOW, LAST, TOTAL_BEFORE), [(2567, "ITA", "91.70"), *IN_2568]),
    ],
)
@pytest.mark.parametrize("shown", [2568, 2569])
def test_lines_around_the_scores_of_two_years_are_of_the_nearest_title_above(
    content: Sequence[str | Rows], wanted: list[tuple[int, str, str]], shown: int
) -> None:
    found = find_parts([document(ASSESSMENT, *content)], fiscal_year=shown)
    assert figures(found, shown=shown) == sorted(wanted)


THREE: Sequence[tuple[str, list[tuple[int, str, str]]]] = [
    (f"ปีงบประมาณ พ.ศ. {year}", of_year(year, *(f"{score + more}.00" for more in (0, 1, 2, 1))))
    for year, score in ((2567, 95), (2566, 90), (2565, 85))
]
ALL_THREE = sorted(figure for _, of_title in THREE for figure in of_title)


def test_scores_of_several_years_on_a_page_are_of_the_titles_above_them() -> None:
    """As a PDF has them, whose tables are lines."""
    texts = ["รายงานผลการประเมิน ITA สำนักงานเขตตัวอย่าง"]
    for title, scores in THREE:
        total = scores[NODES.index("ITA") - 1][2]
        texts += [f"ผลการประเมิน ITA ประจำ{title}"]
        texts += [f"{node} {score} คะแนน" for _, node, score in scores if node != "ITA"]
        texts += [f"คะแนนรวมอยู่ที่ {total} คะแนน"]
    lines = tuple(SheetRow(at, (text,)) for at, text in enumerate(texts, 1))
    source = ImportSource("ผล.pdf", (DataSheet("1", lines, of_lines=True),))
    found = find_parts([source], fiscal_year=2570)
    assert [(part.kind, part.year, part.rows) for part in found] == [
        ("results", 2567, 6), ("results", 2566, 5), ("results", 2565, 5)
    ]  # fmt: skip
    read = {
        (part.year, figure.node, str(figure.value))
        for part in found
        for figure in read_results(part.source, year=part.year).figures
    }
    assert read >= {each for each in ALL_THREE if each[1] != "ITA"}


def test_scores_of_several_years_on_a_sheet_are_of_the_titles_above_them() -> None:
    rows: list[Sequence[str]] = [("ผลการประเมิน ITA สำนักงานเขตตัวอย่าง",)]
    for title, scores in THREE:
        rows += [(title,), ("เครื่องมือ", "คะแนน"), *((node, score) for _, node, score in scores)]
    found = find_parts([workbook(rows)], fiscal_year=2570)
    assert figures(found) == ALL_THREE


def test_rows_of_several_years_are_the_scores_of_each() -> None:
    years = sorted({year for year, _, _ in ALL_THREE})
    rows = [(str(year), node, score) for year, node, score in ALL_THREE]
    head = ("ผลการประเมิน ITA สำนักงานเขตตัวอย่าง",), ("ปี", "เครื่องมือ", "คะแนน")
    found = find_parts([workbook((*head, *rows))], fiscal_year=2570)
    assert [(part.year, part.is_taken, part.rows) for part in found] == [
        (year, False, len(NODES)) for year in years
    ]
    taken = [replace(part, is_taken=True) for part in found]
    assert figures(taken) == ALL_THREE
    assert all("2565 2566 2567" in part.doubts[-1].why for part in found)


def test_two_official_reports_one_below_the_other_are_two() -> None:
    report = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")
    both = report + report.replace("2567", "2566")
    found = find_parts([read_content(both.encode(), "สองปี.txt")], fiscal_year=2568)
    assert [(part.kind, part.year) for part in found] == [("results", 2567), ("results", 2566)]
    first, second = (read_results(part.source, year=part.year) for part in found)
    for name in ("figures", "answers", "groups", "comments"):
        assert len(getattr(first, name)) == len(getattr(second, name)) > 0
