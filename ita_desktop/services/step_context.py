"""A year on a given day with computed data, and the next step as shown on all pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework_draft import asked_day
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress, tree_of
from ita_desktop.domain.scores.scoring import ScoreGain, ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.services.beginning import Stage, leaves_out
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.scores.planning import item_score_gains
from ita_desktop.services.scores.scores import ScoreBarData, score_bar_data
from ita_desktop.services.years.line import SOON

if TYPE_CHECKING:
    from ita_desktop.services.documents.exporting import ListedDocument


class StepUrgency(IntEnum):
    """Urgency of a step, in sort order."""

    LATE = 0
    MISSING = 1
    UPCOMING = 2
    QUIET = 3
    """Nothing is due now, and not everything is done."""
    DONE = 4
    """Everything is done."""


class Step(NamedTuple):
    """What to do next, why and by when, in one sentence, with a link to do it.

    ``sentence`` and ``action`` are phrases (Thai, translated for display); without an ``action``
    there is no link.
    """

    urgency: StepUrgency
    sentence: str
    action: str = ""
    place: Place | None = None
    day: date | None = None
    """Due date, if known."""

    @classmethod
    def missing(cls, place: Place, action: str, *said: str, day: date | None = None) -> "Step":
        """Return the step to add what is missing; ``said`` is that, and why it is needed."""
        return cls(StepUrgency.MISSING, joined(*said), action, place, day)

    @classmethod
    def upcoming(cls, place: Place, action: str, day: date, *said: str) -> "Step":
        """Return the step for what is due on a day that is near."""
        return cls(StepUrgency.UPCOMING, joined(*said), action, place, day)


CALENDAR: Final = (Phrase("ดูปฏิทิน"), Place(PageKey.YEAR, "calendar"))
"""The text and place of a link to the year's calendar."""


class NextDay(NamedTuple):
    """The next day on which something is due, what that is, and where to work on it."""

    day: date
    title: str
    action: str
    place: Place


@dataclass(frozen=True)
class StepContext:
    """A fiscal year on the day ``today``, and the previous year; ``tree`` is the year's score tree,
    ``years`` are the Buddhist fiscal years of the workspace. Score bar and progress are computed
    unless given."""

    data: YearData
    previous: YearData | None
    tree: ScoreTree
    today: date
    years: tuple[int, ...] = ()
    known_score_bar: ScoreBarData | None = None
    known_progress: Mapping[str, ItemProgress] | None = None

    @cached_property
    def progress(self) -> Mapping[str, ItemProgress]:
        """The progress of OIT items by code."""
        if self.known_progress is not None:
            return self.known_progress
        return item_progress(self.data, self.today)

    @cached_property
    def score_bar(self) -> ScoreBarData:
        return self.known_score_bar or score_bar_data(self.data, self.previous, self.tree)

    @cached_property
    def documents(self) -> "Sequence[ListedDocument]":
        """The documents of the year, each with what is missing in it."""
        from ita_desktop.services.documents.exporting import listing

        return listing(self.data, self.previous, day=self.today)

    @cached_property
    def tree_before(self) -> ScoreTree | None:
        """The score tree of the previous year."""
        return tree_of(self.previous) if self.previous is not None else None

    @cached_property
    def score_gains(self) -> Mapping[str, ScoreGain]:
        """The gain of completing each OIT item."""
        return item_score_gains(self.data, self.score_bar)

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day of the fiscal year."""
        return fiscal_year_bounds(self.data.year)

    @property
    def ended(self) -> bool:
        """Whether the fiscal year has ended."""
        return self.data.is_over(self.today)

    def day_of(self, code: str) -> date | None:
        """Return the day by which the calendar asks for something (``oit_close``), or None."""
        return asked_day(self.data, code, self.today)

    def urgency_by(self, day: date | None) -> StepUrgency:
        """Return the urgency of missing data needed by ``day``; never LATE in a past year."""
        passed = day is not None and day < self.today and not self.ended
        return StepUrgency.LATE if passed else StepUrgency.MISSING

    def does_without(self, stage: Stage) -> bool:
        """Return whether the office skips a start-of-year step."""
        return leaves_out(self.data, stage)

    def is_soon(self, day: date | None) -> bool:
        """Return whether ``day`` is today or upcoming."""
        return day is not None and self.today <= day <= self.today + SOON

    def when(self, day: date) -> dict[str, str]:
        """Return the fields of a phrase about a day that is near: itself, and the time until it."""
        days = (day - self.today).days
        until = Phrase("อีก {days} วัน", days=days) if days else Phrase("วันนี้")
        return {"day": short_date(day), "days": until}

    def words_of(self, calendar_date: CalendarDate) -> Phrase:
        """Return a calendar date that is near, with its title."""
        when = self.when(calendar_date.day)
        return Phrase("{day} {title} · {days}", title=calendar_date.title, **when)

    @property
    def open_items(self) -> Iterator[ItemProgress]:
        """The OIT items that are not complete, in order."""
        return (progress for progress in self.progress.values() if progress.state is not State.DONE)

    @cached_property
    def next_day(self) -> NextDay | None:
        """The next calendar date or due date of an open item."""
        known = [
            NextDay(calendar_date.day, calendar_date.title, *CALENDAR)
            for calendar_date in self.data.calendar
            if calendar_date.day >= self.today
        ]
        due = [
            NextDay(
                item.due, Phrase("กำหนดส่ง {code}", code=item.item.code), *open_item(item.item.code)
            )
            for item in self.open_items
            if item.due is not None and item.due >= self.today
        ]
        return min((*due, *known), key=lambda day: day.day, default=None)

    def missing_by(
        self,
        day: date | None,
        sentence: str,
        if_late: str,
        if_coming: str,
        action: str = "",
        place: Place | None = None,
    ) -> Step:
        """Return the step to add what is needed by ``day``, which is told by the words for a day
        that has passed or is to come."""
        urgency = self.urgency_by(day)
        words = if_late if urgency is StepUrgency.LATE else if_coming
        why = Phrase(words, day=short_date(day)) if day is not None else ""
        return Step(urgency, joined(sentence, why), action, place, day)

    def done(self, sentence: str) -> Step:
        """Return the step of a page with everything done: ``sentence``, and the next date."""
        return self.quiet(sentence)._replace(urgency=StepUrgency.DONE)

    def quiet(self, sentence: str) -> Step:
        """Return the step of a page with nothing due: ``sentence``, and the next date."""
        after = self.next_day
        if after is None:
            return Step(StepUrgency.QUIET, sentence)
        what = Phrase("ต่อไป {day} {title}", day=short_date(after.day), title=after.title)
        return Step(StepUrgency.QUIET, joined(sentence, what), after.action, after.place, after.day)


def open_item(code: str) -> tuple[str, Place]:
    """Return the text and place of a link to an OIT item."""
    return Phrase("เปิด {code}", code=code), Place(PageKey.OIT, code)


def few(names: Iterable[str], most: int = 3) -> str:
    """Return the first names, and the number of others."""
    known = list(names)
    shown = " ".join(known[:most])
    if len(known) <= most:
        return shown
    return Phrase("{names} และอีก {count}", names=shown, count=len(known) - most)
