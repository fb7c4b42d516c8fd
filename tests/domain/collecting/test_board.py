"""What a unit still has to tell, and how a round stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.collecting import (
    AskedDays,
    FormState,
    OpenItem,
    OpenMeasure,
    OpenPeople,
    OpenQuestion,
    UnitState,
    board,
    count_of,
    open_rows,
    recorded,
    usual_period,
)
from ita_desktop.domain.collection_rounds import (
    RECORDED,
    AskedSubject,
    Collection,
    CollectionUnit,
    SentRows,
    digests,
)
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    Evidence,
    FiscalYear,
    Frequency,
    Measure,
    MeasureOwner,
    MeasureStatus,
    Organisation,
    OwnerRole,
    Person,
    Unit,
    UnitKind,
)
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.worksheet import QUESTION_KEY, person_key
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.shipped import load

CIVIL = Unit(id="c", name="ฝ่ายโยธา", kind=UnitKind.SECTION)
HEALTH = Unit(id="h", name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", kind=UnitKind.SECTION)
DECEMBER, MARCH = date(2024, 12, 31), date(2025, 3, 31)
HALF_YEAR = AskedDays(date(2024, 10, 1), MARCH)
TODAY = date(2025, 3, 14)


def measure(key: str = "m", frequency: Frequency = Frequency.QUARTERLY, **fields) -> Measure:
    return Measure(id=key, year_id="y", indicator="1", method="", frequency=frequency, **fields)


def entry(key: str, occurrence: date | None, **fields) -> Entry:
    return Entry(id=key, measure_id="m", occurrence=occurrence, **fields)


def year(*measures: Measure, owners: tuple[Unit, ...] = (CIVIL, HEALTH), **fields) -> YearData:
    """The year 2568 in which all measures have these owners."""
    framework = load(2567)
    data = YearData(
        organisation=Organisation(id="office", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=FiscalYear(
            id="y",
            year=2568,
            framework_code=framework.code,
            framework_title="",
            level_set=framework.levels.code,
        ),
        framework=framework,
        units=(CIVIL, HEALTH),
        measures=measures,
        measure_owners=tuple(
            MeasureOwner(id=f"{each.id}{unit.id}", measure_id=each.id, unit_id=unit.id)
            for each in measures
            for unit in owners
        ),
    )
    return replace(data, **fields)


def items(*codes: str) -> dict[str, tuple]:
    """The assignments of items to CIVIL."""
    return {
        "assignments": tuple(Assignment(id=code, year_id="y", item_code=code) for code in codes),
        "assignment_owners": tuple(
            AssignmentOwner(id=code, assignment_id=code, unit_id=CIVIL.id) for code in codes
        ),
    }


def times_left(data: YearData, unit: Unit, period: AskedDays = HALF_YEAR) -> list[date | None]:
    return [
        row.occurrence.last if row.occurrence else None
        for row in open_rows(data, unit, [AskedSubject.MEASURES], period, TODAY)
        if isinstance(row, OpenMeasure)
    ]


def test_a_unit_is_asked_for_what_it_has_not_told_itself() -> None:
    data = year(measure(), entries=(entry("1", DECEMBER, unit_id=HEALTH.id),))
    assert times_left(data, CIVIL) == [DECEMBER, MARCH]
    assert times_left(data, HEALTH) == [MARCH]


def test_what_was_told_for_all_is_told_for_each() -> None:
    data = year(measure(), entries=(entry("1", DECEMBER),))
    assert times_left(data, CIVIL) == times_left(data, HEALTH) == [MARCH]


def test_what_a_unit_told_that_has_the_measure_no_more_is_asked_of_the_one_that_has_it() -> None:
    """As its pages say that it is late."""
    data = year(measure(), owners=(CIVIL,), entries=(entry("1", DECEMBER, unit_id=HEALTH.id),))
    assert tracked(data, TODAY)["m"].late_since == DECEMBER
    assert times_left(data, CIVIL) == [DECEMBER, MARCH]
    told = year(measure(), owners=(CIVIL,), entries=(entry("1", DECEMBER, unit_id=CIVIL.id),))
    assert times_left(told, CIVIL) == [MARCH]


def test_work_without_dates_is_asked_for_until_something_is_told_of_it() -> None:
    daily = measure(frequency=Frequency.SERVICE_DAY)
    assert times_left(year(daily), CIVIL) == [None]
    summed_up = year(daily, entries=(entry("1", None, round_id="r"),))
    assert times_left(summed_up, CIVIL) == [None]
    assert times_left(year(daily, entries=(entry("1", None),)), CIVIL) == []


def test_nobody_is_asked_for_a_measure_that_is_done_or_that_it_only_helps_with() -> None:
    done = measure("done", status=MeasureStatus.DONE)
    assert times_left(year(done, measure()), CIVIL) == [DECEMBER, MARCH]
    lead, helper = year(measure()).measure_owners
    helped = year(measure(), measure_owners=(lead, replace(helper, role=OwnerRole.SUPPORT)))
    assert times_left(helped, CIVIL) == [DECEMBER, MARCH]
    assert times_left(helped, HEALTH) == []


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (DECEMBER, DECEMBER, [DECEMBER]),
        (date(2025, 1, 1), date(2025, 1, 1), [MARCH]),
        (date(2025, 1, 1), MARCH, [MARCH]),
        (DECEMBER, date(2025, 1, 1), [DECEMBER, MARCH]),
    ],
)
def test_a_time_is_asked_for_if_a_day_of_it_lies_in_the_period(first, last, left) -> None:
    assert times_left(year(measure()), CIVIL, AskedDays(first, last)) == left


def test_a_unit_is_asked_for_its_own_months_up_to_the_last_of_the_period() -> None:
    """Not for months that others have to deliver, nor for what it has delivered."""
    both = tuple(
        AssignmentOwner(id=unit.id, assignment_id="O15", unit_id=unit.id)
        for unit in (CIVIL, HEALTH)
    )
    given = Evidence(
        id="e", year_id="y", item_code="O15", unit_id=CIVIL.id, part="2023-11", title="",
        location="https://example.go.th",
    )  # fmt: skip
    data = year(**items("O15") | {"assignment_owners": both}, evidence=(given,))
    rows = open_rows(
        data, CIVIL, [AskedSubject.OIT], AskedDays(date(2023, 10, 1), date(2024, 1, 31)), TODAY
    )
    assert [(row.unit_id, row.part) for row in rows if isinstance(row, OpenItem)] == [
        (CIVIL.id, "2023-10"), (CIVIL.id, "2023-12"), (CIVIL.id, "2024-01"),
    ]  # fmt: skip


def test_what_is_due_first_is_asked_for_first() -> None:
    given = items("O1", "O9")
    first, second = given["assignments"]
    dated = replace(second, due=date(2025, 1, 31))
    data = year(**given | {"assignments": (first, dated)})
    rows = open_rows(data, CIVIL, [AskedSubject.OIT], HALF_YEAR, TODAY)
    assert [(row.item.code, row.due) for row in rows if isinstance(row, OpenItem)] == [
        ("O9", date(2025, 1, 31)), ("O1", date.max),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2025, 2, 3), date(2025, 2, 28)),
        (date(2024, 9, 3), date(2024, 10, 1)),
        (date(2025, 12, 3), date(2025, 9, 30)),
    ],
)
def test_the_usual_period_ends_with_this_month_and_lies_in_the_year(today, last) -> None:
    assert usual_period(year(), today) == AskedDays(date(2024, 10, 1), last)


def test_the_usual_period_begins_on_the_day_from_which_the_year_counts() -> None:
    data = year()
    later = replace(data, fiscal_year=replace(data.fiscal_year, counts_from=date(2025, 1, 6)))
    assert usual_period(later, TODAY).first == date(2025, 1, 6)


# -- the board


COLLECTION = Collection(
    id="k",
    year_id="y",
    title="",
    about="oit measures people",
    question="มีเครื่องสแกนหรือไม่",
    sent=TODAY,
)
"""Without a period: all of the year is asked for."""


def stands(data: YearData, collection: Collection = COLLECTION, **form) -> UnitState:
    """How the form of CIVIL stands, which had all that was open when it was sent."""
    rows = open_rows(data, CIVIL, collection.subjects, AskedDays(date.min, date.max), TODAY)
    keys = [key for row in rows for key in getattr(row, "keys", (row.key,))]
    sent = SentRows({key: {} for key in (*keys, QUESTION_KEY)}).written()
    unit = CollectionUnit(
        id="f", collection_id="k", unit_id=CIVIL.id, sent=TODAY, **{"rows": sent} | form
    )
    (state,) = board(replace(data, collections=(collection,), collection_units=(unit,)),
                     collection, TODAY)  # fmt: skip
    return state


def test_what_a_unit_answered_with_being_at_work_is_not_waited_for_and_not_done() -> None:
    asked = replace(COLLECTION, about="measures", question="")
    data = year(measure())
    sent = SentRows({row.key: {} for row in open_rows(
        data, CIVIL, [AskedSubject.MEASURES], HALF_YEAR, TODAY)}).written()  # fmt: skip
    doing = entry("1", DECEMBER, unit_id=CIVIL.id, state=EntryState.DOING, text="กำลังจัดทำ")
    state = stands(replace(data, entries=(doing,)), asked, rows=sent, returned=TODAY)
    left = [row.occurrence.last for row in state.open if isinstance(row, OpenMeasure)]
    unfinished = [row.entry for row in state.unfinished if isinstance(row, OpenMeasure)]
    assert (left, unfinished) == ([MARCH], [doing])


def test_a_new_round_asks_again_for_what_is_being_worked_on_and_waits_for_news() -> None:
    asked = replace(COLLECTION, about="measures", question="")
    doing = entry("1", DECEMBER, unit_id=CIVIL.id, state=EntryState.DOING, text="กำลังจัดทำ")
    data = year(measure(), entries=(doing,))
    rows = open_rows(data, CIVIL, [AskedSubject.MEASURES], HALF_YEAR, TODAY)
    assert [row.entry for row in rows if isinstance(row, OpenMeasure)] == [doing, None]
    sent = SentRows({row.key: digests({RECORDED: recorded(data, row)}) for row in rows}).written()
    before = stands(data, asked, rows=sent)
    assert [row.key for row in before.open] == [row.key for row in rows]
    news = replace(data, entries=(replace(doing, text="รอลงนาม"),))
    after = stands(news, asked, rows=sent)
    assert [row.key for row in after.unfinished] == [rows[0].key]
    told = replace(data, entries=(replace(doing, state=EntryState.DONE),))
    assert [row.key for row in stands(told, asked, rows=sent).open] == [rows[1].key]


def test_an_item_is_asked_for_until_it_is_complete() -> None:
    """Evidence alone does not complete it: its requirements do, or its mark."""
    link = Evidence(id="e", year_id="y", item_code="O13", title="", location="https://a.example")
    data = year(**items("O13"), evidence=(link,))
    (row,) = open_rows(data, CIVIL, [AskedSubject.OIT], HALF_YEAR, TODAY)
    assert isinstance(row, OpenItem)
    asked = replace(COLLECTION, about="oit", question="")
    sent = SentRows({row.key: digests({RECORDED: recorded(data, row)})}).written()
    assert stands(data, asked, rows=sent).open == (row,)
    more = replace(data, evidence=(link, replace(link, id="f", location="https://b.example")))
    answered = stands(more, asked, rows=sent, returned=TODAY)
    assert (answered.open, answered.unfinished) == ((), (row,))
    assert answered.state is FormState.RETURNED
    full = Score(id="s", year_id="y", node="O13", source=ScoreSource.SELF, value=Decimal(100))
    complete = replace(more, scores=(full,))
    assert open_rows(complete, CIVIL, [AskedSubject.OIT], HALF_YEAR, TODAY) == []
    assert stands(complete, asked, rows=sent, returned=TODAY).unfinished == ()


def test_a_round_of_a_year_that_is_over_is_not_late() -> None:
    due = replace(COLLECTION, due=TODAY)
    data = year(collections=(due,))
    form = CollectionUnit(
        id="f", collection_id="k", unit_id=CIVIL.id, sent=TODAY,
        rows=SentRows({QUESTION_KEY: {}}).written(),
    )  # fmt: skip
    data = replace(data, collection_units=(form,))
    states = [board(data, due, day)[0].state for day in (date(2025, 9, 30), date(2025, 10, 1))]
    assert states == [FormState.LATE, FormState.MISSED]


PEOPLE = (
    Person(id="p1", prefix="นาย", name="ตัวอย่าง หนึ่ง", unit_id=CIVIL.id),
    Person(id="p2", prefix="นาง", name="ตัวอย่าง สอง", unit_id=CIVIL.id),
    Person(id="p3", prefix="นาง", name="ตัวอย่าง สาม", unit_id=HEALTH.id),
)


def test_the_question_is_left_first_then_the_people_then_each_row() -> None:
    data = year(measure(frequency=Frequency.HALF_YEARLY), people=PEOPLE, **items("O1", "O9"))
    state = stands(data)
    kinds = [OpenQuestion, OpenPeople, OpenMeasure, OpenMeasure, OpenItem, OpenItem]
    assert [type(row) for row in state.open] == kinds
    assert [row.item.code for row in state.open if isinstance(row, OpenItem)] == ["O1", "O9"]
    assert state.asked == count_of(state.open) == 7  # two people


def test_a_person_is_known_by_a_row_and_a_unit_without_people_by_one_of_its_own() -> None:
    (of_civil,) = open_rows(year(people=PEOPLE), CIVIL, [AskedSubject.PEOPLE], HALF_YEAR, TODAY)
    assert isinstance(of_civil, OpenPeople)
    assert of_civil.keys == (person_key("p1"), person_key("p2"))
    (of_nobody,) = open_rows(year(), CIVIL, [AskedSubject.PEOPLE], HALF_YEAR, TODAY)
    assert count_of([of_nobody]) == 1
    assert of_nobody.key == person_key("")


@pytest.mark.parametrize(
    ("due", "form", "state"),
    [
        (None, {}, FormState.SENT),
        (TODAY, {}, FormState.SENT),
        (date(2025, 3, 13), {}, FormState.LATE),
        (None, {"returned": TODAY}, FormState.EMPTY),
        (date(2025, 3, 13), {"returned": TODAY}, FormState.LATE),
        (date(2025, 3, 13), {"returned": TODAY, "answer": "มี"}, FormState.RETURNED),
        (None, {"returned": TODAY, "answer": "มี", "untaken": 1}, FormState.PART),
        (date(2025, 3, 13), {"answer": "มี"}, FormState.SENT),
    ],
)
def test_a_form_is_late_only_with_something_left_after_its_day(due, form, state) -> None:
    asked = replace(COLLECTION, about="", due=due)
    assert stands(year(), asked, **form).state is state


def test_people_are_left_until_a_form_with_them_is_back() -> None:
    asked = replace(COLLECTION, about="people", question="")
    data = year(people=PEOPLE)
    rows = SentRows({person_key(""): {}}).written()
    assert [type(row) for row in stands(data, asked, rows=rows).open] == [OpenPeople]
    back = stands(data, asked, rows=rows, returned=TODAY)
    assert (back.open, back.state) == ((), FormState.RETURNED)
    without = SentRows({QUESTION_KEY: {}}).written()
    other = CollectionUnit(
        id="g", collection_id="k", unit_id=CIVIL.id, version=2, sent=TODAY, rows=rows
    )
    first = replace(other, id="f", version=1, rows=without, returned=TODAY)
    data = replace(data, collections=(asked,), collection_units=(other, first))
    (state,) = board(data, asked, TODAY)
    assert state.form is other
    assert [type(row) for row in state.open] == [OpenPeople]
