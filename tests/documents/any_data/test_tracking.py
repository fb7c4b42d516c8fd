"""Any number of measures with what was recorded of each of their times; the book of them all."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.book.parts import FULL, in_order
from ita_desktop.domain.documents import ChapterState
from ita_desktop.domain.records import MeasureOwner, Unit, UnitKind
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from tests.documents.any_data.years import (
    MARK,
    PAGES,
    as_often,
    followed,
    pictures,
    read_back,
    repeated_groups,
    year_of,
)
from tests.documents.readers.files import squeezed
from tests.support.plain_text import plain_text

pytestmark = pytest.mark.needs_poppler


def marks_of(document: Document) -> Counter[str]:
    return Counter(MARK.findall(squeezed(plain_text(document))))


def of_units(of: ReportContext, seed: int, most: int) -> ReportContext:
    """The year with one to so many units that own each measure."""
    chance = random.Random(seed)
    units = tuple(
        Unit(id=f"u{number}", name=f"ฝ่ายที่ {number}", kind=UnitKind.SECTION, position=number)
        for number in range(most)
    )
    owners = tuple(
        MeasureOwner(id=f"{measure.id} {unit.id}", measure_id=measure.id, unit_id=unit.id)
        for measure in of.year.measures
        for unit in chance.sample(units, chance.choice((1, 1, 2, most)))
    )
    return replace(of, year=replace(of.year, units=units, measure_owners=owners))


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["monitoring-summary", "progress-report"])
@pytest.mark.parametrize(("seed", "count"), [(1, 1), (2, 400)])
def test_each_measure_and_each_entry_is_told_as_often_in_every_format(
    name: str, seed: int, count: int
) -> None:
    one, of = kind(name), replace(followed(year_of(seed, count, 40), seed), subject="whole_year")
    wanted = marks_of(one.build(of, one.digits))
    late = [
        here.measure.method
        for here in tracked(of.year, of.day).values()
        if any(time.state is TimeState.LATE for time in here.times)
    ]
    described = late if name == "monitoring-summary" else [entry.text for entry in of.year.entries]
    assert wanted.total() >= len(described)
    for form, read in read_back(one, of).items():
        assert read.marks == wanted, form


@pytest.mark.in_turn
def test_a_worksheet_has_each_measure_of_each_unit_and_what_was_recorded_of_it() -> None:
    one = kind("unit-worksheet")
    of = of_units(followed(year_of(3, 40, 40), 3), 3, 30)
    owned = Counter(owner.measure_id for owner in of.year.measure_owners)
    printed = Counter(
        mark
        for owner in of.year.measure_owners
        for text in (
            of.year.measure_by_id[owner.measure_id].method,
            *(entry.text for entry in of.year.entries_of(owner.measure_id)),
        )
        for mark in MARK.findall(text)
    )
    assert max(owned.values()) == 30
    read = read_back(one, of)
    again = repeated_groups(one.build(of, one.digits))
    assert as_often(read[Format.PDF].marks, printed, again)
    assert read[Format.DOCX].marks == printed
    # The form of all units has each measure once, beside each of its times.
    entries = Counter(mark for entry in of.year.entries for mark in MARK.findall(entry.text))
    assert entries <= read[Format.XLSX].marks
    assert read[Format.XLSX].marks.keys() == printed.keys()


@pytest.mark.in_turn
def test_the_book_of_all_parts_has_every_text_and_picture_in_every_format() -> None:
    one, of = kind("measures-book"), year_of(4, 30, 120)
    chapters = tuple(replace(part, state=ChapterState.SHOWN) for part in in_order(of.year, FULL))
    of = replace(of, year=replace(of.year, chapters=chapters), day=date(2025, 9, 30))
    document = one.build(of, one.digits)
    bound = [each.document for each in document.bound]
    wanted = sum(map(marks_of, bound), Counter[str]())
    shown = sum(map(pictures, bound), Counter[bytes]()).total()
    methods = {mark for measure in of.year.measures for mark in MARK.findall(measure.method)}
    assert methods <= wanted.keys()
    assert shown >= len(of.year.photos) > 0
    # Charts and the place of the garuda are pictures, too.
    bare = read_back(one, replace(of, year=replace(of.year, photos=())))
    for form, read in read_back(one, of).items():
        again = repeated_groups(document) if form in PAGES else set()
        assert as_often(read.marks, wanted, again), form
        assert read.pictures == shown + bare[form].pictures, form
