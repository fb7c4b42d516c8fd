"""How far each OIT item is, and what marks follow."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Instrument,
    Item,
    Level,
    LevelSet,
    Requirement,
)
from ita_desktop.domain.records import (
    Assignment,
    CheckMark,
    Evidence,
    FiscalYear,
    MeasureStatus,
    Organisation,
)
from ita_desktop.domain.scores.progress import (
    State,
    item_progress,
    measure_state,
    oit_items,
    own_tree_of,
    self_marks,
    tree_of,
)
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData

TODAY = date(2025, 3, 14)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _requirements(item: str, count: int) -> tuple[Requirement, ...]:
    points = [Requirement(f"{item}.{number}", "ก") for number in range(1, count + 1)]
    return (*points, Requirement(f"{item}.9", "ถ้ามี", optional=True))


FRAMEWORK = Framework(
    code="x",
    title="",
    fiscal_years=(2568,),
    instruments=(
        Instrument("IIT", "", "", Decimal(50)),
        Instrument("OIT", "", "", Decimal(50)),
    ),
    indicators=(Indicator("1", "IIT", ""), Indicator("9", "OIT", "")),
    items=(
        Item("I1", "1", ""),
        Item("O1", "9", "", requirements=_requirements("O1", 2)),
        Item("O2", "9", "", requirements=_requirements("O2", 1)),
        Item("O3", "9", ""),
    ),
    levels=LevelSet("one", "", (Level("A", "A", Decimal(0)),)),
)
EMPTY = YearData(
    organisation=Organisation(id="office", name="สำนักงานเขตตัวอย่าง"),
    fiscal_year=FiscalYear(
        id="y", year=2568, framework_code="x", framework_title="", level_set="one"
    ),
    framework=FRAMEWORK,
)


def _year(
    *,
    ticks: str = "",
    due: dict[str, date] | None = None,
    evidence: str = "",
    typed: dict[str, int] | None = None,
    official: dict[str, int] | None = None,
) -> YearData:
    scores = [
        Score(id=f"{source}{node}", year_id="y", node=node, source=source, value=Decimal(value))
        for source, values in ((ScoreSource.SELF, typed), (ScoreSource.OFFICIAL, official))
        for node, value in (values or {}).items()
    ]
    return replace(
        EMPTY,
        check_marks=tuple(
            CheckMark(id=part, year_id="y", requirement=part) for part in ticks.split()
        ),
        assignments=tuple(
            Assignment(id=item, year_id="y", item_code=item, due=day)
            for item, day in (due or {}).items()
        ),
        evidence=tuple(
            Evidence(id=item, year_id="y", item_code=item, title="", location="x")
            for item in evidence.split()
        ),
        scores=tuple(scores),
    )


def _states(year: YearData) -> dict[str, State]:
    return {code: one.state for code, one in item_progress(year, TODAY).items()}


def test_only_oit_items_are_followed() -> None:
    assert [item.code for item in oit_items(EMPTY)] == ["O1", "O2", "O3"]


def test_nothing_known_is_not_zero() -> None:
    assert self_marks(EMPTY) == {}
    assert tree_of(EMPTY).total.value is None
    assert all(progress.mark is None for progress in item_progress(EMPTY, TODAY).values())


def test_a_due_date_alone_does_not_begin_the_marks() -> None:
    assert self_marks(_year(due={"O1": YESTERDAY})) == {}


@pytest.mark.parametrize(
    "begun", [_year(ticks="O2.1"), _year(evidence="O2"), _year(typed={"O2": 100})]
)
def test_once_oit_work_has_begun_what_is_not_complete_scores_nothing(begun: YearData) -> None:
    marks = self_marks(begun)
    assert marks["O1"] == 0
    assert "I1" not in marks


def test_an_item_without_a_checklist_has_no_mark_until_one_is_typed() -> None:
    assert "O3" not in self_marks(_year(ticks="O1.1", evidence="O3"))
    assert self_marks(_year(ticks="O1.1", typed={"O3": 50}))["O3"] == 50


def test_a_mark_is_all_or_nothing_and_hints_do_not_count() -> None:
    assert self_marks(_year(ticks="O1.1"))["O1"] == 0
    assert self_marks(_year(ticks="O1.1 O1.2"))["O1"] == 100
    assert self_marks(_year(ticks="O1.9"))["O1"] == 0
    assert self_marks(_year(ticks="O1.1 O1.2 O1.9"))["O1"] == 100


def test_a_typed_mark_stands_instead_of_the_checklists() -> None:
    assert self_marks(_year(ticks="O1.1 O1.2", typed={"O1": 0}))["O1"] == 0


def test_typed_survey_scores_do_not_begin_the_oit_marks() -> None:
    assert self_marks(_year(typed={"I1": 90})) == {"I1": 90}


def test_the_tree_takes_official_figures_before_marks() -> None:
    year = _year(ticks="O1.1 O1.2", official={"O1": 40, "I1": 80})
    tree = tree_of(year)
    assert tree.nodes["O1"].value == 40
    assert tree.nodes["O1"].computed == 100
    assert tree.nodes["IIT"].value == 80


def test_the_own_tree_leaves_official_figures_aside() -> None:
    tree = own_tree_of(_year(ticks="O1.1 O1.2", typed={"I1": 90}, official={"O1": 40, "I1": 80}))
    assert (tree.nodes["O1"].value, tree.nodes["I1"].value) == (100, 90)
    assert tree.nodes["IIT"].official is None


@pytest.mark.parametrize(
    ("year", "state"),
    [
        (EMPTY, State.NOT_STARTED),
        (_year(due={"O1": TOMORROW}), State.NOT_STARTED),
        (_year(due={"O1": TODAY}), State.NOT_STARTED),
        (_year(due={"O1": YESTERDAY}), State.LATE),
        (_year(ticks="O1.1"), State.DOING),
        (_year(ticks="O1.1", due={"O1": YESTERDAY}), State.LATE),
        (_year(ticks="O1.9"), State.NOT_STARTED),
        (_year(evidence="O1"), State.DOING),
        (_year(ticks="O1.1 O1.2"), State.DONE),
        (_year(ticks="O1.1 O1.2", due={"O1": YESTERDAY}), State.DONE),
        (_year(typed={"O1": 100}), State.DONE),
        (_year(typed={"O1": 1}), State.DOING),
        (_year(typed={"O1": 50}), State.DOING),
        (_year(official={"O1": 100}), State.DONE),
        (_year(ticks="O1.1 O1.2", official={"O1": 0}), State.DOING),
    ],
)
def test_the_state_of_an_item(year: YearData, state: State) -> None:
    assert _states(year)["O1"] is state


def test_in_a_year_that_is_over_nothing_is_late_and_no_days_are_counted() -> None:
    begun = _year(ticks="O1.1 O1.2 O2.1", due={"O3": YESTERDAY})
    found = item_progress(begun, date(2025, 10, 1))
    assert [progress.state for progress in found.values()] == [State.DONE, State.DONE, State.MISSED]
    assert [progress.days_left for progress in found.values()] == [None, None, None]


def test_days_left_are_counted_from_today() -> None:
    year = _year(due={"O1": TOMORROW, "O2": YESTERDAY})
    progress = item_progress(year, TODAY)
    assert [progress[code].days_left for code in ("O1", "O2", "O3")] == [1, -1, None]
    assert progress["O1"].due == TOMORROW


def test_met_points_are_counted_of_those_required() -> None:
    progress = item_progress(_year(ticks="O1.1 O1.9 O7.1"), TODAY)
    assert (progress["O1"].met, progress["O1"].required) == (1, 2)
    assert (progress["O3"].met, progress["O3"].required) == (0, 0)


def test_every_status_of_a_measure_shows_a_state() -> None:
    assert [measure_state(status) for status in MeasureStatus] == [
        State.NOT_STARTED,
        State.DOING,
        State.DONE,
    ]
