"""What several papers of one year count, they count alike: measures by state, times that were due,
done, skipped and late, and scores."""

import random
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.content import Document, Table, TableRow
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.city.districts import outline_of, reduced
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.any_data.test_tracking import of_units
from tests.documents.any_data.years import followed, year_of
from tests.documents.factories.results import OFFICE, bare_year
from tests.support.cost import examples
from tests.support.plain_text import plain_text

INSTRUMENTS = ("IIT", "EIT", "OIT")
STATES = ["ครบแล้ว", "กำลังดำเนินการ", "ยังไม่เริ่ม", "ล่าช้า", "ไม่ครบ"]


def made(name: str, of: ReportContext) -> Document:
    return kind(name).build(of, Digits.ARABIC)


def told(of: ReportContext) -> str:
    return plain_text(made("director-brief", of))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(row: TableRow) -> list[str]:
    return ["".join(line.text for line in cell.paragraphs) for cell in row.cells]


@settings(max_examples=examples(20))
@given(st.integers(1, 10**6), st.integers(1, 25), st.integers(2, 4), st.integers(0, 364))
def test_measures_and_their_times(seed: int, count: int, units: int, days: int) -> None:
    of = of_units(followed(year_of(seed, count, 20), seed), seed, units)
    of = replace(of, day=fiscal_year_bounds(of.year.year)[0] + timedelta(days))
    by_unit, *late_table = tables(made("monitoring-summary", of))
    _number, _name, measures, due, done, skipped, late, percent = texts(by_unit.rows[-1])
    page = told(of)
    of_all = re.search(r"มาตรการ (\d+) มาตรการ : (.*)", page)
    assert of_all is not None
    assert of_all[1] == measures == str(count)
    by_state = {name: int(found[1]) if (found := re.search(rf"{name} (\d+)", of_all[2])) else 0
                for name in STATES}  # fmt: skip
    assert sum(by_state.values()) == count
    slides = [*strings_of(kind("director-brief").slides(of, Digits.ARABIC))]  # type: ignore[misc]
    assert [slides[slides.index(name) + 1] for name in STATES] == [
        str(number) for number in by_state.values()
    ]
    assert by_state["ล่าช้า"] == sum(len(table.rows) for table in late_table)
    assert (by_state["ล่าช้า"] > 0) == (int(late) > 0)
    share = re.search(r"ดำเนินการแล้ว ([\d,]+) จาก ([\d,]+) ครั้ง.*ร้อยละ ([\d.]+)", page)
    if share is None:
        assert (int(done), percent) == (0, "-")
    else:
        assert share[1] == done
        assert int(share[2]) == int(due) - int(skipped)
        assert share[3] == percent


def scored(seed: int) -> YearData:
    """A year with official scores of some of its items, and of some instruments."""
    chance = random.Random(seed)
    data = bare_year(2568, OFFICE)
    codes = [item.code for item in data.framework.items] + [*INSTRUMENTS, "ITA"]
    scores = tuple(
        Score(id=code, year_id=data.fiscal_year.id, node=code, source=ScoreSource.OFFICIAL,
              value=Decimal(chance.choice((0, 10000, chance.randrange(10001)))) / 100)
        for code in codes
        if chance.random() < (0.9 if code[1].isdigit() else 0.3)
    )  # fmt: skip
    return replace(data, scores=scores)


COLUMN = {"director-brief": 1, "score-summary": 2, "score-comparison": 3}
"""The column of papers with the scores of instruments of the year."""


@pytest.mark.parametrize("seed", range(8))
def test_scores(seed: int) -> None:
    """Those of instruments, and what the overview of the city has of the year."""
    data = scored(seed)
    before = replace(scored(seed + 100), fiscal_year=bare_year(2567).fiscal_year)
    of = ReportContext(data, before, day=fiscal_year_bounds(2568)[1])
    outline = outline_of(data.framework)
    values = zip(outline.nodes, reduced(data, outline).values, strict=True)
    city = {node.code: "-" if value is None else f"{value:.2f}" for node, value in values}
    for name, column in COLUMN.items():
        rows = [texts(row) for table in tables(made(name, of)) for row in table.rows]
        shown = {row[0].split()[0]: row[column] for row in rows if row[0] and len(row) > column}
        assert {code: shown[code] for code in INSTRUMENTS} == {
            code: city[code] for code in INSTRUMENTS
        }
