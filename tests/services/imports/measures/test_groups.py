"""Which rows of a table of measures are one measure, and what is told of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ita_desktop.domain.records import OwnerRole
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.measures import MeasureRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.frameworks.shipped import load
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.measure_groups import MeasureGroup, MeasureGrouper
from ita_desktop.services.imports.roster.register import Owners
from tests.domain.oit.test_parts import CIVIL, HEALTH, REVENUE
from tests.domain.scores.test_progress import EMPTY

YEAR = replace(
    EMPTY,
    framework=load(2567),
    fiscal_year=replace(EMPTY.fiscal_year, year=2567),
    units=(CIVIL, HEALTH, REVENUE),
)
OWNER, WHEN = CIVIL.name, "ทุกเดือน"


def line(
    items: str, method: str = "", owner: str = "", when: str = "", **more: object
) -> MeasureRow:
    """A row of these items (``I1 I2``); of an indicator (``1``); of neither."""
    codes = tuple(items.split())
    known = load(2567).item_by_code
    indicator = items if items.isdecimal() else ""
    indicator = indicator or (known[codes[0]].indicator if codes and codes[0] in known else "")
    row = MeasureRow(
        origin=Origin("", 0), indicator=indicator, items=() if items.isdecimal() else codes,
        title="", finding="", method=method, schedule=when,
        owners=(OwnerEntry(owner, OwnerRole.LEAD),) if owner else (),
        monitoring="", status=None, note="", merged_with=(), merged_cells=frozenset(),
        merged=False, merged_steps=False, continues=not items, continued=False,
        says_merges=False, leaves_open=not (owner or when),
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def formed(rows: Sequence[MeasureRow]) -> tuple[list[MeasureGroup], ImportDraft]:
    draft = ImportDraft(YEAR, ())
    placed = [replace(row, origin=Origin(row.origin.sheet, at)) for at, row in enumerate(rows, 1)]
    groups = MeasureGrouper(draft, Owners(draft), lambda _items, _method: None).groups(placed)
    return groups, draft


FULL = {"owner": OWNER, "when": WHEN}
FIRST = line("I1", "1. ก", **FULL)
TOGETHER: dict[str, tuple[Sequence[MeasureRow], list[list[int]]]] = {
    "rows with owners of their own": ([FIRST, line("I2", "1. ข", **FULL)], [[1], [2]]),
    "a row that leaves all open": ([FIRST, line("I2", "2. ข")], [[1, 2]]),
    "below one that leaves all open": ([line("I1", "1. ก"), line("I2", "2. ข")], [[1], [2]]),
    "below one with a schedule alone": ([line("I1", "ก", when=WHEN), line("I2", "ข")], [[1, 2]]),
    "a row that is of another indicator": ([FIRST, line("I6", "2. ข")], [[1], [2]]),
    "a row of another sheet": (
        [FIRST, replace(line("I2", "2. ข"), origin=Origin("ข", 0))], [[1], [2]],
    ),
    "a row of a table that names partners": (
        [FIRST, line("I2", "2. ข", says_merges=True)], [[1], [2]],
    ),
    "a row of a whole indicator": ([line("1", "ก", **FULL), line("I1", "ข")], [[1], [2]]),
    "merged steps of a whole indicator": (
        [line("1", "ก", **FULL), line("1", merged_steps=True)], [[1, 2]],
    ),
    "merged steps of another indicator": (
        [line("1", "ก", **FULL), line("2", merged_steps=True)], [[1], [2]],
    ),
    "merged cells without steps": ([FIRST, line("I2", **FULL, merged=True)], [[1, 2]]),
    "merged cells with steps that go on": (
        [FIRST, line("I1", "2. ข", **FULL, merged=True)], [[1, 2]],
    ),
    "merged cells with steps that begin anew": (
        [FIRST, line("I1", "1. ข", **FULL, merged=True)], [[1], [2]],
    ),
    "steps that begin anew below none with numbers": (
        [line("I1", "ก", **FULL), line("I1", "1. ข", **FULL, merged=True)], [[1, 2]],
    ),
    "merged cells with steps of another item": (
        [FIRST, line("I2", "2. ข", **FULL, merged=True)], [[1], [2]],
    ),
    "a row without a code": ([FIRST, line("", "2. ข")], [[1, 2]]),
    "a repeated item that goes on": (
        [FIRST, *(line("I1", steps, continued=True) for steps in ("2. ข", "3. ค"))], [[1, 2, 3]],
    ),
    "another item that says it goes on": (
        [FIRST, line("I2", "2. ข", **FULL, continued=True)], [[1], [2]],
    ),
    "a row that refers to another": (
        [FIRST, line("I2", merged_with=("I1",)), line("I3", merged_with=("I2",))], [[1, 2, 3]],
    ),
    "a row that refers to a later one": (
        [line("I3", merged_with=("I1",)), FIRST], [[1, 2]],
    ),
    "rows that refer to each other": (
        [line("I1", "ก", merged_with=("I1", "I2"), **FULL), line("I2", merged_with=("I1", "I2"))],
        [[1, 2]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "numbers"), TOGETHER.values(), ids=TOGETHER)
def test_rows_are_one_measure(rows: Sequence[MeasureRow], numbers: list[list[int]]) -> None:
    groups, draft = formed(rows)
    assert [[row.origin.row for row in group.rows] for group in groups] == numbers
    assert draft.skipped == []


def test_what_is_joined_because_cells_are_empty_is_told() -> None:
    _groups, draft = formed([FIRST, line("I2", "2. ข")])
    assert [(one.row, one.why.partition(" · ")[0]) for one in draft.warnings] == [
        (2, "I2 เว้นผู้รับผิดชอบและระยะเวลา จึงรวมเป็นมาตรการเดียวกับ I1")
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (line("", "ข", **FULL), True),
        (line("", "1. ข", **FULL), True),
        (line("", "2. ข", **FULL), False),
        (line("", "ข", owner=OWNER), False),
        (line("", "ข", when=WHEN), False),
        (line("", "ข", **FULL, merged=True), False),
        (line("", **FULL, merged_steps=True), False),
    ],
)
def test_a_row_without_a_code_that_may_be_a_measure_is_told(row: MeasureRow, told: bool) -> None:
    groups, draft = formed([FIRST, row])
    assert len(groups) == 1
    assert [one.row for one in draft.warnings] == ([2] if told else [])


def test_a_measure_has_all_owners_schedules_and_texts_of_its_rows_once() -> None:
    rows = [
        line("I1", "1. ก", CIVIL.name, "ทุก"),
        line("", "2. ข", REVENUE.name, "เดือน"),
        line("", "2. ข", CIVIL.name, "เดือน"),
    ]
    (group,), _draft = formed(rows)
    assert [owner.unit_id for owner in group.owners] == [CIVIL.id, REVENUE.id]
    assert (group.schedule, group.joined("method")) == ("ทุก เดือน", "1. ก\n2. ข")
    assert list(group.titles) == ["I1"]


def test_items_that_a_row_lists_belong_to_it_unless_they_have_rows() -> None:
    rows = [
        line("I1", "ก", merged_with=("I1", "I2", "I3", "I99"), **FULL),
        line("I3", "ข", **FULL),
    ]
    (first, second), draft = formed(rows)
    assert (list(first.titles), list(second.titles)) == (["I1", "I2"], ["I3"])
    assert ["I99" in one.why for one in draft.warnings] == [True]


@pytest.mark.parametrize(
    ("rows", "left_out"),
    [
        ([line("", "ก")], [1]),
        ([line("I99", "ก", **FULL), FIRST], [1]),
        ([line("I99", "ก", **FULL), line("", "ข"), FIRST], [1, 2]),
        ([line("I2", merged_with=("I9",)), FIRST], [1]),
        ([FIRST, line("I2", owner=REVENUE.name, merged_with=("I1",))], [2]),
        ([FIRST, line("I2", owner=OWNER, merged_with=("I1",))], []),
    ],
)
def test_a_row_that_belongs_nowhere_is_left_out(
    rows: Sequence[MeasureRow], left_out: list[int]
) -> None:
    groups, draft = formed(rows)
    assert [one.row for one in draft.skipped] == left_out
    kept = [row.origin.row for group in groups for row in group.rows]
    assert sorted(kept + left_out) == list(range(1, len(rows) + 1))


def test_a_row_merged_with_one_that_is_left_out_is_its_own() -> None:
    rows = [
        line("I99", "1. ก", **FULL),
        line("I2", **FULL, merged=True, merged_steps=True, steps_above="1. ก"),
    ]
    (group,), _draft = formed(rows)
    assert (group.joined("method"), group.head.merged, group.head.merged_steps) == (
        "1. ก", False, False,
    )  # fmt: skip
