"""What several units do, each by itself: who has done it, who is counted for it, who records it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureOwner, Unit, UnitKind, new_id
from ita_desktop.domain.tracking.state import late_measures
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures, tracking
from ita_desktop.services.several_units import (
    UnitChange,
    by_unit,
    changes,
    changes_in_words,
    changes_of_years,
    changes_of_years_in_words,
    missing,
)
from ita_desktop.services.tracking import TimeKey
from ita_desktop.storage.workspace import Workspace
from tests.domain.oit import test_parts as oit
from tests.domain.tracking.test_state import MARCH, TODAY, measure
from tests.domain.tracking.test_units import CIVIL, EVERYBODY, LAW, REVENUE, by, given_to

YEAR = 2567
FINANCE = Unit(id="n", name="ฝ่ายการคลัง", kind=UnitKind.SECTION)


def test_each_unit_of_a_measure_has_what_it_did_what_lacks_and_what_all_did() -> None:
    (told,) = by_unit(given_to(EVERYBODY, entries=(by(CIVIL), by(None, MARCH))), TODAY)
    assert told == {
        "measure": "1",
        "what": "",
        "units": [
            {
                "unit": "ฝ่ายโยธา", "done": ["2024-12-31", "2025-03-31"],
                "missing": [], "for_all": ["2025-03-31"],
            },
            *(
                {
                    "unit": name, "done": ["2025-03-31"],
                    "missing": ["2024-12-31"], "for_all": ["2025-03-31"],
                }
                for name in ("ฝ่ายรายได้", "ฝ่ายเทศกิจ")
            ),
        ],
    }  # fmt: skip
    assert missing(told) == ["ฝ่ายรายได้", "ฝ่ายเทศกิจ"]
    (at_once,) = by_unit(given_to(EVERYBODY, entries=(by(None, MARCH),)), TODAY)
    assert missing(at_once) == [], "nobody gave anything for itself"
    (now,) = by_unit(given_to(CIVIL, LAW, entries=(by(CIVIL), by(LAW), by(LAW, MARCH))), TODAY)
    assert missing(now) == ["ฝ่ายโยธา"], "this quarter's is due"
    assert by_unit(given_to(CIVIL), TODAY) == []


def test_each_unit_of_an_item_has_the_processes_it_gave() -> None:
    data = oit.year("O26", oit.evidence("O26", oit.CIVIL))
    told = {one["item"]: one for one in by_unit(data, oit.TODAY)}
    assert list(told) == ["O15", "O16", "O19", "O26", "O27"], "the units are those of processes"
    assert told["O26"]["what"] == data.framework.item_by_code["O26"].title
    units = [(unit["unit"], unit["done"], unit["missing"]) for unit in told["O26"]["units"]]
    assert units == [
        ("ฝ่ายโยธา", ["O26.6", "O26.7"], []),
        ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", [], ["O26.8"]),
        ("ฝ่ายรายได้", [], [""]),
    ]
    assert missing(told["O26"]) == ["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายรายได้"]


# -- what a change of units means


def changed(before: YearData, after: YearData) -> tuple[list[tuple[str, int]], str]:
    found = changes(before, after)
    return [tuple(one) for one in found], changes_in_words(before, after)


MORE = "{} ถูกนับด้วยในงานของหลายหน่วย {} เรื่อง"
FEWER = "{} ไม่ถูกนับแล้วในงานของหลายหน่วย {} เรื่อง"
ALL, ONE, TWO = given_to(EVERYBODY), given_to(CIVIL), given_to(CIVIL, LAW)
SECOND = replace(
    ALL,
    measures=(*ALL.measures, measure("m2")),
    measure_owners=(
        *ALL.measure_owners, MeasureOwner(id="o2", measure_id="m2", unit_id=EVERYBODY.id),
    ),
)  # fmt: skip
OF_ITEM = oit.year("O26", owners=(oit.CIVIL, oit.HEALTH))


def with_units(data: YearData, *units: Unit) -> YearData:
    return replace(data, units=units)


@pytest.mark.parametrize(
    ("before", "after", "expected", "words"),
    [
        (ALL, ALL, [], ""),
        (
            ALL,
            with_units(ALL, *ALL.units, FINANCE),
            [("ฝ่ายการคลัง", 1)],
            MORE.format("ฝ่ายการคลัง", 1),
        ),
        (
            SECOND,
            with_units(SECOND, *SECOND.units, FINANCE),
            [("ฝ่ายการคลัง", 2)],
            MORE.format("ฝ่ายการคลัง", 2),
        ),
        (
            SECOND,
            with_units(SECOND, EVERYBODY, CIVIL, REVENUE, FINANCE),
            [("ฝ่ายการคลัง", 2), ("ฝ่ายเทศกิจ", -2)],
            MORE.format("ฝ่ายการคลัง", 2) + " · " + FEWER.format("ฝ่ายเทศกิจ", 2),
        ),
        (ONE, TWO, [("ฝ่ายโยธา", 1), ("ฝ่ายเทศกิจ", 1)], MORE.format("ฝ่ายโยธา ฝ่ายเทศกิจ", 1)),
        (TWO, ONE, [("ฝ่ายโยธา", -1), ("ฝ่ายเทศกิจ", -1)], FEWER.format("ฝ่ายโยธา ฝ่ายเทศกิจ", 1)),
        (ALL, SECOND, [], ""),
        (SECOND, ALL, [], ""),
        (
            OF_ITEM,
            oit.year("O26", owners=(oit.CIVIL, oit.REVENUE)),
            [("ฝ่ายรายได้", 1), ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", -1)],
            MORE.format("ฝ่ายรายได้", 1) + " · " + FEWER.format("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", 1),
        ),
        (
            replace(OF_ITEM, assignments=(replace(OF_ITEM.assignments[0], id="b"),)),
            oit.year("O26", owners=(oit.CIVIL, oit.REVENUE)),
            [],
            "",
        ),
    ],
)  # fmt: skip
def test_a_unit_that_is_counted_more_or_less_often_is_named(
    before: YearData, after: YearData, expected: Sequence[tuple[str, int]], words: str
) -> None:
    assert changed(before, after) == (expected, words)


@pytest.fixture
def shared(office: Workspace) -> str:
    """A half-yearly measure that two units do, each by itself; they are the first two sections."""
    fields = {"items": ("I1",), "method": "ทำคู่มือ", "schedule": "ทุก 6 เดือน"}
    (key,) = measures.add(office, YEAR, [fields])
    with office.change("มอบหมาย") as change:
        for unit_id in sections(office)[:2]:
            change.insert(MeasureOwner(id=new_id(), measure_id=key, unit_id=unit_id))
    return key


def sections(office: Workspace) -> list[str]:
    return [unit.id for unit in office.units() if unit.kind is UnitKind.SECTION]


def test_years_are_compared_with_what_they_are_now(office: Workspace, shared: str) -> None:
    before = office.year(YEAR)
    gone = replace(before, fiscal_year=replace(before.fiscal_year, year=2550))
    assert changes_of_years([before, gone], office) == {}
    assert changes_of_years_in_words([before, gone], office) == ""
    third = sections(office)[2]
    with office.change("มอบหมาย") as change:
        change.insert(MeasureOwner(id=new_id(), measure_id=shared, unit_id=third))
    assert changes_of_years([before, gone], office) == {YEAR: (UnitChange("ฝ่ายโยธา", 1),)}
    assert changes_of_years_in_words([before, before], office) == MORE.format("ฝ่ายโยธา", 1)


# -- what each records

HALF, WHOLE = date(2024, 3, 31), date(2024, 9, 30)


def recorded(office: Workspace) -> list[tuple[str | None, date | None, int]]:
    rows = [(one.position, one.unit_id, one.occurrence) for one in office.year(YEAR).entries]
    return [(unit, day, position) for position, unit, day in sorted(rows, key=lambda one: one[0])]


def test_each_unit_of_a_record_has_an_entry_behind_those_there_are(
    office: Workspace, shared: str
) -> None:
    first, second, *_ = sections(office)
    tracking.record(office, YEAR, shared, text="ก")
    made = tracking.record_each(office, YEAR, shared, [second, first, second], occurrence=HALF)
    assert recorded(office) == [(None, None, 0), (second, HALF, 1), (first, HALF, 2)]
    assert [one.id for one in office.year(YEAR).entries_of(shared)][1:] == made


def test_what_all_do_is_recorded_for_each_that_lacks_where_some_recorded(
    office: Workspace, shared: str
) -> None:
    first, second, *_ = sections(office)
    for_all, whole = TimeKey(shared, HALF), TimeKey(shared, WHOLE)
    tracking.record(office, YEAR, shared, unit_id=first, occurrence=HALF)
    assert tracking.mark_done(office, YEAR, [TimeKey(shared, HALF, first)], HALF) == []
    (late,) = late_measures(office.year(YEAR), date(2024, 4, 2))
    assert late.is_partial
    assert len(tracking.mark_done(office, YEAR, [for_all, whole], HALF)) == 2
    assert recorded(office)[1:] == [(second, HALF, 1), (None, WHOLE, 2)]
    assert office.edits.undo_label == "บันทึกว่าทำแล้ว 2 รอบ"
    assert tracking.skip(office, YEAR, [for_all, whole], "ก") == []


def test_nobody_is_partly_late_where_none_has_recorded(office: Workspace, shared: str) -> None:
    first, second, *_ = sections(office)
    tracking.record(office, YEAR, shared, text="ก")
    with office.change("นับ") as change:
        change.update(office.year(YEAR).fiscal_year, counts_from=None)
    (late,) = late_measures(office.year(YEAR), date(2024, 4, 2))
    assert (late.is_partial, [unit.id for unit in late.units]) == (False, [first, second])
    tracking.skip(office, YEAR, [TimeKey(shared, HALF, first), TimeKey(shared, HALF, second)], "ก")
    assert office.edits.undo_label == "ไม่ต้องทำ I1", "both are of one time"
    assert [unit for unit, _day, _position in recorded(office)[1:]] == [first, second]


def test_a_time_that_is_not_there_is_not_marked(office: Workspace, shared: str) -> None:
    for key in (TimeKey(shared, date(2024, 3, 30)), TimeKey(shared, HALF, "gone")):
        with pytest.raises(InputError):
            tracking.mark_done(office, YEAR, [key], HALF)
    tracking.mark_done(office, YEAR, [TimeKey(shared, HALF)], HALF)
    assert office.edits.undo_label == "บันทึกว่าทำแล้ว I1"
    assert recorded(office) == [(None, HALF, 0)]
