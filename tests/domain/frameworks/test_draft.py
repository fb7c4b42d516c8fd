"""How well the parts of a year's framework are known, and the dates of its calendar."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.framework import CalendarDefault, FrameworkConfirmation
from ita_desktop.domain.framework_draft import (
    DayBasis,
    DraftBlock,
    counts,
    day_basis,
    is_draft,
    parts_of,
    scores_are_draft,
    unconfirmed,
)
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.year import YearData
from tests.domain.scores.test_progress import EMPTY, FRAMEWORK

USUAL = (
    CalendarDefault("close", "ปิด", 6, 30, "assumed"),
    CalendarDefault("begin", "เริ่ม", 10, 5, "assumed"),
    CalendarDefault("half", "ครึ่งปี", 3, 31, "derived"),
)
DAYS = {"close": date(2025, 6, 30), "begin": date(2024, 10, 5), "half": date(2025, 3, 31)}
PRINTED = replace(FRAMEWORK, calendar=USUAL)
DRAFT = replace(PRINTED, drafted_from="2567")


def day(code: str, moved: date | None = None) -> CalendarDate:
    return CalendarDate(id=code, year_id="y", code=code, title=code, day=moved or DAYS[code])


def year(*confirmed: str, drafted: bool) -> YearData:
    return replace(
        EMPTY,
        framework=DRAFT if drafted else PRINTED,
        calendar=(*map(day, DAYS), CalendarDate(id="own", year_id="y", code="", title="ของเขต",
                                                day=date(2025, 1, 1))),
        confirmations=tuple(
            FrameworkConfirmation(id=part, year_id="y", part=part) for part in confirmed
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "moved", "confirmed", "basis"),
    [
        ("close", None, (), DayBasis.ASSUMED),
        ("begin", None, (), DayBasis.ASSUMED),
        ("half", None, (), DayBasis.KNOWN),
        ("close", date(2025, 7, 1), (), DayBasis.KNOWN),
        ("close", None, ("date close",), DayBasis.KNOWN),
    ],
)
def test_a_date_is_assumed_until_it_is_moved_or_confirmed(code, moved, confirmed, basis) -> None:
    assert day_basis(year(*confirmed, drafted=False), day(code, moved)) is basis


def test_a_date_of_the_clerk_and_one_without_default_are_known() -> None:
    data = year(drafted=False)
    assert day_basis(data, data.calendar[-1]) is DayBasis.KNOWN


def test_the_dates_of_a_draft_are_unconfirmed_until_they_are_confirmed() -> None:
    data = year("date half", drafted=True)
    assert day_basis(data, day("half")) is DayBasis.KNOWN
    assert day_basis(data, day("close", date(2025, 7, 1))) is DayBasis.UNCONFIRMED


def test_a_draft_has_parts_block_by_block_and_a_printed_framework_none() -> None:
    parts = parts_of(year("item O1", drafted=True))
    assert [part.code for part in parts if part.block is DraftBlock.ITEMS] == [
        "I1", "O1", "O2", "O3",
    ]  # fmt: skip
    assert [part.code for part in parts if part.block is DraftBlock.DATES] == list(DAYS)
    assert [part.key for part in parts if part.confirmed] == ["item O1"]
    assert list(dict.fromkeys(part.block for part in parts)) == list(DraftBlock)
    assert parts_of(year("item O1", drafted=False)) == ()
    assert not is_draft(year(drafted=False))


def test_a_block_is_counted_until_all_of_it_is_confirmed() -> None:
    whole = unconfirmed(year(drafted=True))
    some = counts(year("item O1", "level A", drafted=True))
    assert some[DraftBlock.ITEMS] == (3, 4)
    assert DraftBlock.LEVELS not in some
    assert counts(year(*whole, drafted=True)) == {}
    assert not is_draft(year(*whole, drafted=True))


def test_scores_are_a_draft_while_more_than_dates_is_unconfirmed() -> None:
    whole = unconfirmed(year(drafted=True))
    dates = {key for key in whole if key.startswith("date ")}
    assert not scores_are_draft(year(*whole - dates, drafted=True))
    assert scores_are_draft(year(*whole - {"item O1"}, drafted=True))
