"""What a table of the program's own tells together reads back as it is: nothing is overwritten by
its neighbour, and nothing is there twice."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import BY_QUESTION, Format
from ita_desktop.documents.registry import kind
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import read_file
from ita_desktop.services.imports.by_hand import office_words
from ita_desktop.services.imports.found.find import find_parts, only_list
from ita_desktop.services.imports.plan import ImportPlan
from tests.documents.factories.book import Rows, context
from tests.documents.factories.results import OFFICE, bare_year
from tests.services.imports.test_importing_properties import applied
from tests.support.taken_in import plan_import, read_tables, read_text

TABLES = (
    ("analysis-by-indicator", BY_QUESTION, "analysis"),
    ("analysis-by-indicator", "", "analysis"),
    ("analysis-by-item", "", "analysis"),
    ("progress-report", "whole_year", "progress"),
    ("measures-by-item", "", "measures"),
    ("measures-by-indicator", "", "measures"),
)
ALL = "ทุกฝ่าย"


def _findings_of_one_measure(rows: Rows) -> None:
    measure = rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน")
    for words in ("- หนึ่ง", "- สอง"):
        rows.answer(measure, rows.finding("1", ("I1",), issue=words))
    other = rows.measure("1", ("I2",), "1. ข", ALL, schedule="ทุกเดือน")
    rows.answer(other, rows.finding("1", ("I2",), issue="สาม"))


def _findings_with_measures(rows: Rows) -> None:
    for words, steps, owner in (("- หนึ่ง", "1. ก", ALL), ("- สอง", "2. ข", "ฝ่ายปกครอง")):
        measure = rows.measure("1", ("I1",), steps, owner, schedule="ทุกเดือน")
        rows.answer(measure, rows.finding("1", ("I1",), issue=words))
        rows.entry(measure, f"ผล {steps}", round_id="whole_year")


def _times_and_follow_up_of_each(rows: Rows) -> None:
    finding = rows.finding("1", ("I1",), issue="หนึ่ง")
    for steps, often in (("1. ก", "ทุกเดือน"), ("2. ข", "ทุก 3 เดือน")):
        measure = rows.measure("1", ("I1",), steps, ALL, schedule=often, monitoring=f"ผอ. {often}")
        rows.answer(measure, finding)


def _one_shared_and_one_own(rows: Rows) -> None:
    measure = rows.measure("1", ("I1", "I2"), "1. ก", ALL, schedule="ทุกเดือน")
    for codes, words in ((("I1", "I2"), "- ร่วม"), (("I1",), "- ของหนึ่ง")):
        rows.answer(measure, rows.finding("1", codes, issue=words))


def _all_texts(rows: Rows) -> None:
    measure = rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน", monitoring="ผอ.")
    first = {"strength": "เด่น", "weakness": "ด้อย", "issue": "แก้", "improvement": "ดีขึ้น"}
    rows.answer(measure, rows.finding("1", ("I1",), practice="ทำ", note="จด", **first))
    more = {name: f"{text}สอง" for name, text in first.items() if name != "improvement"}
    rows.answer(measure, rows.finding("1", ("I1",), practice="ทำสอง", **more))


def _weaknesses_alone(rows: Rows) -> None:
    measure = rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน")
    for words in ("ด้อย", "ด้อยสอง"):
        rows.answer(measure, rows.finding("1", ("I1",), weakness=words))


def _of_the_whole_indicator(rows: Rows) -> None:
    finding = rows.finding("1", issue="ทั้งตัวชี้วัด")
    rows.answer(rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน"), finding)


def _many_steps(rows: Rows) -> None:
    for code in ("I1", "I2", "I3", "I4"):
        steps = "\n".join(f"{number}. ขั้นที่ {number} ของ {code}" for number in range(1, 40))
        rows.measure(code[1:], (code,), steps, ALL, schedule="ทุกเดือน")


def _finding_of_the_measure(rows: Rows) -> None:
    rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน", finding="ควรแก้")
    rows.measure("1", ("I2",), "1. ข", ALL, schedule="ทุกเดือน", finding="ควรแก้อีก")
    linked = rows.measure("1", ("I3",), "1. ค", ALL, schedule="ทุกเดือน")
    rows.answer(linked, rows.finding("1", ("I3",), issue="ของการวิเคราะห์"))


def _items_of_one_score(rows: Rows) -> None:
    for code, words, steps in (("O1", "ก", "1. ม"), ("O2", "ข", "1. น"), ("O3", "ค", "1. ร")):
        measure = rows.measure("9.1", (code,), steps, ALL, schedule="ทุกเดือน", monitoring="ผอ.")
        rows.answer(measure, rows.finding("9.1", (code,), issue=words))
        rows.entry(measure, f"ผล {words}", round_id="whole_year")


def _an_own_one_beside_that_of_the_item(rows: Rows) -> None:
    measure = rows.measure("1", ("I1",), "1. ก", ALL, schedule="ทุกเดือน")
    rows.answer(measure, rows.finding("1", ("I1",), issue="หนึ่ง"))
    rows.measure("1", ("I1",), "2. ข", ALL, MeasureKind.OWN, schedule="ทุกเดือน")


YEARS = (
    _findings_of_one_measure,
    _findings_with_measures,
    _times_and_follow_up_of_each,
    _one_shared_and_one_own,
    _all_texts,
    _weaknesses_alone,
    _of_the_whole_indicator,
    _items_of_one_score,
    _finding_of_the_measure,
    _an_own_one_beside_that_of_the_item,
)


def year_of(fill: Callable[[Rows], None]) -> YearData:
    rows = Rows(bare_year(2568, OFFICE))
    rows.data = replace(rows.data, rounds=rounds_of(rows.data))
    fill(rows)
    return rows.year()


def sheet_of(year: YearData, name: str, subject: str, *, pages: bool = False) -> bytes:
    of = replace(context(year), subject=subject, printed_sheet=pages)
    return drawn(kind(name), of, Format.XLSX)


def read(year: YearData, into: str, content: bytes, folder: Path) -> ImportPlan:
    path = folder / "ก.xlsx"
    path.write_bytes(content)
    return plan_import(year, into, read_tables(path))


def edited(content: bytes, old: str, new: str) -> bytes:
    """The file with other words in each cell that has the old ones."""
    book = openpyxl.load_workbook(BytesIO(content))
    found = [
        cell for line in book.active.iter_rows() for cell in line if old in str(cell.value or "")
    ]
    assert found
    for cell in found:
        cell.value = str(cell.value).replace(old, new)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.in_turn
@pytest.mark.parametrize("pages", [False, True], ids=["list", "pages"])
@pytest.mark.parametrize(("name", "subject", "into"), TABLES)
@pytest.mark.parametrize("fill", YEARS)
def test_what_a_table_tells_together_reads_back_as_it_is(
    tmp_path: Path, fill: Any, name: str, subject: str, into: str, pages: bool
) -> None:
    year = year_of(fill)
    plan = read(year, into, sheet_of(year, name, subject, pages=pages), tmp_path)
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws) == ((), ())
    assert plan.unchanged
    assert "ไม่ได้นำ" not in " ".join(warning.why for warning in plan.warnings)


@pytest.mark.parametrize(("name", "into"), [("measures-by-item", "measures")])
def test_a_shared_measure_longer_than_a_page_reads_back_from_word_as_it_is(
    tmp_path: Path, name: str, into: str
) -> None:
    rows = Rows(bare_year(2568, OFFICE))
    steps = "\n".join(f"{number}. ขั้นที่ {number} ของมาตรการ" for number in range(1, 60))
    rows.measure("1", ("I1", "I2"), steps, ALL, schedule="ทุกเดือน")
    year = rows.year()
    path = tmp_path / "ก.docx"
    path.write_bytes(drawn(kind(name), context(year), Format.DOCX))
    plan = plan_import(year, into, read_tables(path))
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws) == ((), ())
    assert plan.unchanged


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("old", "new", "issues"),
    [
        ("- สอง", "- สองใหม่", ["- หนึ่ง", "- สองใหม่", "สาม"]),
        ("- หนึ่ง", "- หนึ่งใหม่", ["- หนึ่งใหม่", "- สอง", "สาม"]),
        ("- หนึ่ง", "- หนึ่ง\n- อีก", ["- หนึ่ง\n- อีก", "- สอง", "สาม"]),
        ("- สอง", "- สอง\n- อีก", ["- หนึ่ง", "- สอง\n- อีก", "สาม"]),
    ],
)
def test_words_that_were_changed_in_a_cell_of_several_findings_are_those_of_one(
    tmp_path: Path, old: str, new: str, issues: list[str]
) -> None:
    year = year_of(_findings_of_one_measure)
    for name, subject, into in (TABLES[0], TABLES[2]):
        content = edited(sheet_of(year, name, subject), old, new)
        after = applied(year, read(year, into, content, tmp_path))
        assert [finding.issue for finding in after.findings] == issues
        assert after.measures == year.measures


def test_measures_of_two_kinds_in_the_row_of_a_finding_are_linked_with_it_and_not_made_again(
    tmp_path: Path,
) -> None:
    rows = Rows(bare_year(2568, OFFICE))
    rows.finding("1", ("I1",), issue="หนึ่ง")
    kinds = {"1. ก": MeasureKind.OWN, "2. ข": MeasureKind.OWN, "3. ค": MeasureKind.ITEM}
    for steps, of in kinds.items():
        rows.measure("1", ("I1",), steps, ALL, of, schedule="ทุกเดือน")
    year = rows.year()
    after = applied(year, read(year, "analysis", sheet_of(year, *TABLES[2][:2]), tmp_path))
    assert after.measures == year.measures
    assert after.measures_of_finding(after.findings[0].id) == year.measures


def test_other_words_of_several_measures_in_one_row_are_told_and_change_none(
    tmp_path: Path,
) -> None:
    year = year_of(_findings_with_measures)
    content = edited(sheet_of(year, *TABLES[0][:2]), ALL, "ฝ่ายโยธา")
    plan = read(year, "analysis", content, tmp_path)
    assert plan.changes == ()
    [described] = [warning for warning in plan.warnings if "หลายมาตรการ" in warning.why]
    assert "ผู้รับผิดชอบ" in described.why


def test_a_result_that_is_added_beside_that_of_another_measure_is_the_first_ones(
    tmp_path: Path,
) -> None:
    year = year_of(_findings_with_measures)
    added = edited(sheet_of(year, *TABLES[3][:2]), "ผล ๑. ก", "ผล ๑. ก\nและอีก")
    after = applied(year, read(year, "progress", added, tmp_path))
    assert {entry.text for entry in after.entries} == {"ผล 1. ก\nและอีก", "ผล 2. ข"}
    other = edited(sheet_of(year, *TABLES[3][:2]), "ผล ๒. ข", "อื่น")
    plan = read(year, "progress", other, tmp_path)
    assert plan.changes == ()
    assert any("หลายมาตรการ" in warning.why for warning in plan.warnings)


@pytest.mark.parametrize("pages", [False, True], ids=["list", "pages"])
def test_an_office_reads_its_own_headings_and_marks_back(tmp_path: Path, pages: bool) -> None:
    year = year_of(_many_steps)
    words = templates()["measures-by-item.columns"].columns
    own = " | ".join(f"หัวของเรา {number}" for number in range(words))
    texts = {"all.continued": "ยกไป", "all.list-columns": "กลุ่ม | รหัส"}
    texts["measures-by-item.columns"] = own
    kept = tuple(Wording(id=name, name=name, text=text) for name, text in texts.items())
    year = replace(year, wordings=kept)
    content = sheet_of(year, "measures-by-item", "", pages=pages)
    cells = [
        str(one.value) for line in openpyxl.load_workbook(BytesIO(content)).active for one in line
    ]
    assert "หัวของเรา 1" in cells
    path = tmp_path / "ก.xlsx"
    path.write_bytes(content)
    only = only_list(find_parts([read_file(path)], words=office_words(year)))
    assert only is not None
    assert only.kind == "measures"
    plan = plan_import(year, "measures", read_tables(path))
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws) == ((), ())
    assert plan.unchanged


@pytest.mark.parametrize("mark", ["(ต่อ)", "ยกไป"])
def test_a_row_that_goes_on_overleaf_in_the_words_of_the_office_is_the_same_row(
    mark: str,
) -> None:
    year = year_of(_findings_of_one_measure)
    kept = Wording(id="m", name="all.continued", text=mark)
    year = replace(year, wordings=(kept,))
    text = "\n".join(
        (
            "ข้อ\tวิธีการปฏิบัติ\tผู้รับผิดชอบ",
            "I3 คำถาม\t1. ค\tทุกฝ่าย",
            f"I3 คำถาม {mark}\t2. ง\t",
        )
    )
    plan = plan_import(year, "measures", read_text(text))
    [change] = plan.changes
    assert len(change.origins) == 2
    assert mark not in " ".join(cell.new for cell in change.cells)


def test_other_words_of_a_measure_for_what_it_improves_become_its_own(tmp_path: Path) -> None:
    year = year_of(_finding_of_the_measure)
    content = edited(sheet_of(year, *TABLES[0][:2]), "ควรแก้อีก", "ควรแก้ใหม่ทั้งหมด")
    plan = read(year, "analysis", content, tmp_path)
    [change] = plan.changes
    [described] = [cell for cell in change.cells if cell.old is not None]
    assert (described.old, described.new) == ("ควรแก้อีก", "ควรแก้ใหม่ทั้งหมด")
    after = applied(year, plan)
    assert [measure.finding for measure in after.measures] == ["ควรแก้", "ควรแก้ใหม่ทั้งหมด", ""]
    assert after.findings == year.findings
