"""The table of who has done what."""

from dataclasses import replace
from datetime import date

from ita_desktop.documents.content import Table
from ita_desktop.documents.registry import kind
from ita_desktop.domain.tracking.entries import Entry
from tests.documents.reports.tracking.test_unit_worksheet import given

NAME = "unit-matrix"


def rows(context) -> list[list[str]]:
    document = kind(NAME).build(context, kind(NAME).digits)
    (table, *_) = (block for block in document.blocks if isinstance(block, Table))
    return [
        ["".join(run.text for part in cell.paragraphs for run in part.runs) for cell in row.cells]
        for row in table.rows
    ]


def test_each_unit_has_its_line_and_what_is_given_for_all_is_marked() -> None:
    of = replace(given(), subject="", day=date(2025, 4, 10))
    half = of.year.measures[0]
    assert {row[2] for row in rows(of)} == {"แล้ว*"}
    own = Entry(id="own", measure_id=half.id, unit_id="finance", occurrence=date(2025, 3, 31))
    of = replace(of, year=replace(of.year, entries=(own,)))
    by_unit = {row[1]: row[2:] for row in rows(of)}
    assert by_unit["ฝ่ายการคลัง"] == ["แล้ว", "รอ"]
    assert {states[0] for name, states in by_unit.items() if name != "ฝ่ายการคลัง"} == {"ล่าช้า"}
