"""Years with official results: that of 2567 as its report is read, and those before it."""

from collections import defaultdict
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

from ita_desktop import frameworks
from ita_desktop.domain.records import Organisation, Record
from ita_desktop.domain.scores.results import (
    Answer,
    GroupFigure,
    RespondentComment,
    Score,
    ScoreSource,
)
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.results.taking import plan_for
from ita_desktop.services.years.years import year_record
from tests.documents.factories.year import UNITS
from tests.support.places import FIXTURES

REPORT = FIXTURES / "report_2567.txt"
OFFICE = Organisation(id="org", name="สำนักงานเขตตัวอย่าง", agency_code="100199")
_TABLES: dict[type[Record], str] = {
    Score: "scores",
    Answer: "answers",
    GroupFigure: "group_figures",
    RespondentComment: "comments",
}


def bare_year(year: int, office: Organisation = OFFICE) -> YearData:
    """A year with its framework and nothing else."""
    framework = frameworks.load(year)
    return YearData(office, year_record(year, framework), framework, units=UNITS)


@cache
def year_2567() -> YearData:
    """The whole official result of 2567."""
    base = bare_year(2567)
    results = read_report([read_lines(REPORT.read_text(encoding="utf-8"), REPORT.name)])
    rows: dict[str, list[Any]] = defaultdict(list)
    for write in plan_for(base, results).writes():
        assert isinstance(write, Insert)
        rows[_TABLES[type(write.record)]].append(write.record)
    own = [
        Answer(
            id=f"age-{option}",
            year_id=base.fiscal_year.id,
            instrument="IIT",
            question="age",
            option=option,
            label=label,
            count=count,
            title="อายุ",
            position=1000 + option,
        )
        for option, label, count in (
            (1, "ต่ำกว่า 20 ปี", 6),
            (2, "20 - 30 ปี", 120),
            (3, "31 - 40 ปี", 500),
        )
    ]
    rows["answers"] += own
    return replace(base, **{table: tuple(found) for table, found in rows.items()})


@cache
def year_2566() -> YearData:
    """Official item scores of 2566, whose framework has other items."""
    base = bare_year(2566)
    return replace(base, scores=tuple(_scores(base, {"O8": "0", "O30": "0"})))


@cache
def year_2564() -> YearData:
    """Item scores of 2564, in the form of that year: no answers, no groups."""
    base = bare_year(2564)
    unmet = dict.fromkeys(("O1", "O20", "O26", "O30", "O37"), "0")
    return replace(base, scores=tuple(_scores(base, unmet)))


def _scores(base: YearData, given: dict[str, str]) -> list[Score]:
    """Every item's score: 100 of what is published, of questions one that differs by number."""
    return [
        Score(
            id=f"s-{item.code}",
            year_id=base.fiscal_year.id,
            node=item.code,
            source=ScoreSource.OFFICIAL,
            value=Decimal(given.get(item.code, "100"))
            if item.code.startswith("O")
            else Decimal("78.25") + Decimal(int(item.code[1:]) * 7 % 19),
        )
        for item in base.framework.items
    ]


def without(year: YearData, *tables: str) -> YearData:
    """The year without all rows of some tables."""
    known = {field.name for field in fields(year)}
    assert known >= set(tables)
    return replace(year, **dict.fromkeys(tables, ()))
