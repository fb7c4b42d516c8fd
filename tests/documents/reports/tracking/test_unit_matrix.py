"""The table of who has done what."""

from dataclasses import replace
from datetime import date

from ita_desktop.documents.content import Table
from ita_desktop.documents.registry import kind
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.units import units_of_measure
from tests.documents.factories.book import context
from tests.documents.factories.results import bare_year
from tests.documents.reports.tracking.test_unit_worksheet import given
from tests.support.plain_text import plain_text

NAME = "unit-matrix"


def rows(context) -> list[list[str]]:
    document = kind(NAME).build(context, kind(NAME).digits)
    (table, *_) = (block for block in document.blocks if isinstance(block, Table))
    return [
        ["".join(run.text for part in cell.paragraphs for run in part.runs) for cell in row.cells]
        for row in table.rows
        if not row.group
    ]


def test_units_that_stand_alike_are_one_line_and_what_is_given_for_all_is_marked() -> None:
    of = replace(given(), subject="", day=date(2025, 4, 10))
    half = of.year.measures[0]
    units = [unit.name for unit in units_of_measure(of.year, half.id)]
    assert rows(of) == [[f"ทั้ง {len(units)} หน่วย", "แล้ว*", "รอ"]]
    own = Entry(id="own", measure_id=half.id, unit_id="finance", occurrence=date(2025, 3, 31))
    of = replace(of, year=replace(of.year, entries=(own,)))
    others = ", ".join(name for name in units if name != "ฝ่ายการคลัง")
    assert sorted(rows(of)) == sorted([[others, "ล่าช้า", "รอ"], ["ฝ่ายการคลัง", "แล้ว", "รอ"]])


def test_only_what_was_chosen_is_printed() -> None:
    of = replace(given(), subject="", day=date(2025, 4, 10))
    half = of.year.measures[0]
    text = plain_text(kind(NAME).build(replace(of, items=(half.id,)), kind(NAME).digits))
    assert "1. มาตรการ" in text
    assert "2. ข้อมูล OIT" not in text
    text = plain_text(kind(NAME).build(replace(of, items=("O9",)), kind(NAME).digits))
    assert "1. มาตรการ" not in text


def test_the_marks_that_stand_there_are_explained_and_no_others() -> None:
    def note(of) -> str:
        text = plain_text(kind(NAME).build(of, kind(NAME).digits))
        return "\n".join(line for line in text.splitlines() if line.startswith("หมายเหตุ"))

    of = replace(given(), subject="", day=date(2025, 4, 10))
    assert note(of).count("หมายเหตุ") == 1
    assert "* บันทึกไว้รวมทุกหน่วย" in note(of)
    assert not any(word in note(of) for word in ("ไม่มีบันทึก", "ไม่ทราบ", "ก่อนเริ่ม"))
    assert note(context(bare_year(2568))) == ""


def test_what_nobody_knows_is_not_called_as_what_was_missed() -> None:
    of = replace(given(), subject="", day=date(2026, 4, 10))
    missed, unknown = (
        plain_text(kind(NAME).build(replace(of, year=year), kind(NAME).digits))
        for year in (of.year, replace(of.year, entries=()))
    )
    assert "ไม่มีบันทึก สิ้นปีแล้ว" in missed
    assert "ไม่ทราบ" not in missed
    assert "ไม่ทราบ ผ่านไปก่อนกำหนดมาตรการ" in unknown
    assert "สิ้นปีแล้ว" not in unknown
