"""A list goes out as Excel and comes back: sorted, edited and with new rows, and only what was
edited changes."""

import random
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.records import (
    AssignmentOwner,
    Measure,
    MeasureItem,
    MeasureOwner,
    OwnerRole,
    Record,
    Unit,
    UnitKind,
)
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.listed import LIST_NAMES, list_named
from tests.services.lists.list_file import ListInExcel
from tests.support.cost import examples
from tests.support.known_files import begun_year

TEXTS = (
    *("", "ก", "หมายเหตุ\nสองบรรทัด", "'; DROP TABLE unit; --", "๑๒ คน", "007", "1,250", "-", "–"),
    *("1. ก\n  - ข\n2. **ค**", "O1-O9", "=1+1", "31/1/68", "https://a.example/๑?x=1", " ก  ข "),
    *("<r>ก</r>", "#N/A", "ยังไม่เริ่ม", "ก" * 900, "\u200bก", "TRUE"),
)
DAYS = (date(2024, 1, 31), date(2023, 12, 31), date(2025, 2, 28))
OF_FIELD = {
    "item_code": ("O1", "O2", "O12"),
    "node": ("O1", "O2", "O12"),
    "instrument": ("IIT", "EIT"),
    "indicator": ("1", "9.1"),
    "name": ("นายก ข", "ก ข", "ฝ่ายโยธา ๒", "เดิม\u00a0"),
}
"""What fields with a rule have; others have any text."""
ASIDE = {"id", "row_version", "position", "year_id", "unit_id", "person_id", "body_id", "point"}
"""Fields that random rows have as their year needs them."""


def value(draw: random.Random, record: type[Record], name: str) -> Any:
    """A random value of a field, by its type."""
    told = get_type_hints(record)[name]
    inner = next((each for each in get_args(told) if each is not type(None)), told)
    if type(None) in get_args(told) and draw.random() < 0.3:
        return None
    if name in OF_FIELD:
        return draw.choice(OF_FIELD[name])
    if inner is date:
        return draw.choice(DAYS)
    if inner is int:
        return draw.randrange(100_000)
    if inner is Decimal:
        return Decimal(draw.randrange(10**11)) / 100
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return draw.choice(list(inner))
    return draw.choice(TEXTS)


def random_year(name: str, seed: int) -> YearData:
    """A year with random rows of a list, and what these refer to."""
    draw, data, listed = random.Random(seed), begun_year(2567), list_named(name)
    record = listed.record
    names = {field.name for field in fields(record)}
    unit = next(each for each in data.units if each.kind is UnitKind.SECTION)
    made: list[Any] = []
    for number in range(draw.randint(1, 4)):
        values = {each: value(draw, record, each) for each in sorted(names - ASIDE)}
        of_year = {
            "id": f"{name}{number}",
            "position": number,
            "year_id": data.fiscal_year.id,
            "unit_id": draw.choice((None, unit.id)),
            "body_id": data.bodies[0].id,
        }
        made.append(record(**values, **{key: of_year[key] for key in names & {*of_year}}))
    if name == "assignments":
        made = list({each.item_code: each for each in made}.values())
    kept = data.units if record is Unit else ()
    return with_owners(draw, replace(data, **{PLACES[record]: (*kept, *made)}))


def with_owners(draw: random.Random, data: YearData) -> YearData:
    """The year with random owners and items of its measures and assignments."""
    owners, others, items = [], [], []
    for each in (*data.measures, *data.assignments):
        for at in range(draw.randint(0, 2)):
            post = draw.choice(("", "ผู้อำนวยการเขต"))
            who = {"post": post} if post else {"unit_id": draw.choice(data.units).id}
            who = {**who, "id": f"{each.id}-{at}", "position": at}
            who["role"] = draw.choice(list(OwnerRole))
            if isinstance(each, Measure):
                owners.append(MeasureOwner(measure_id=each.id, **who))
                code = ("I1", "O1")[at]
                items.append(MeasureItem(id=f"i{who['id']}", measure_id=each.id, item_code=code))
            else:
                others.append(AssignmentOwner(assignment_id=each.id, **who))
    return replace(
        data,
        measure_owners=tuple(owners),
        measure_items=tuple(items),
        assignment_owners=tuple(others),
    )


@pytest.mark.in_turn
@pytest.mark.parametrize("name", LIST_NAMES)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=examples(30))
def test_out_and_back_changes_nothing(name: str, seed: int) -> None:
    year = random_year(name, seed)
    file = ListInExcel(year, name, list(Digits)[seed % 2])
    file.shuffle(seed)
    plan = file.planned()
    assert [(each.cells, each.writes) for each in plan.changes] == []
    assert [each.text for each in (*plan.skipped, *plan.flaws, *plan.warnings)] == []
    assert plan.same == len(list_named(name).records(year))
