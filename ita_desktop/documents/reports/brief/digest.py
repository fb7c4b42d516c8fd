"""What a director has to know of a year on one day: result, what it lacks, late work, next dates.

A missing score is no zero: a year without a total is reported as one without a result, beside the
newest result before it. Official figures are taken as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.shared import level_result
from ita_desktop.domain.agenda import has_meeting_instead
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework_draft import DayBasis, day_basis
from ita_desktop.domain.meetings import ActionItem, AgendaItem, AgendaKind, Meeting
from ita_desktop.domain.oit.judging import has_bad_link
from ita_desktop.domain.records import CalendarDate, Owner
from ita_desktop.domain.scores.comparing import with_last_year
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.planning import LevelPlan, plan
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.tracking.deliveries import Delivery, deliveries
from ita_desktop.domain.tracking.standing import OVERDUE, DoneShare, share_of_states
from ita_desktop.domain.tracking.state import TrackedMeasure, tracked
from ita_desktop.domain.year import YearData

_LATE = (State.LATE, State.MISSED)
_BEGINS = "fiscal_year_start"


class Result(NamedTuple):
    """The result of a year."""

    data: YearData
    tree: ScoreTree
    level: LevelResult
    name: str
    """Name of the level; empty if it is not known."""
    lent: tuple[str, ...] = ()
    """Surveys whose scores are those of the year before."""

    @property
    def plan(self) -> LevelPlan | None:
        """How the next level is reached; None if there is none to reach."""
        target = self.level.next_level
        if target is None or self.tree.total.value is None:
            return None
        return plan(self.data.framework, self.tree, target)


class LateOwner(NamedTuple):
    """The late work of a unit, a person's post or nobody (an empty ``name``)."""

    name: str
    items: tuple[str, ...]
    """Codes of OIT items."""
    measures: tuple[str, ...]
    """Ids of measures with late occurrences."""
    since: date | None
    """The first day after which something was late."""


class Coming(NamedTuple):
    """A day to come: a ``date`` of the calendar, a ``meeting``, or the due date of open
    ``items``."""

    day: date
    date: CalendarDate | None = None
    meeting: Meeting | None = None
    items: tuple[str, ...] = ()
    assumed: bool = False
    """Whether nobody has set the date yet."""


class PendingDecision(NamedTuple):
    """A matter that a coming meeting has to decide."""

    meeting: Meeting
    item: AgendaItem


class Digest(NamedTuple):
    """What the brief says of a year."""

    data: YearData
    day: date
    tree: ScoreTree
    """The scores of the year itself."""
    before: ScoreTree | None
    """Those of the year before."""
    previous: YearData | None
    """The year before."""
    result: Result | None
    """The newest result: of the year, else of the one before."""
    standing: Result | None
    """Where the year stands so far, with the surveys of the year before; None if it has a result,
    or nothing that makes a total."""
    weakest: tuple[ScoreNode, ...]
    """What scored lowest below 100, in the result, else in what the year has; the lowest first."""
    has_marks: bool
    """Whether any item or indicator of these has a score."""
    items: Mapping[str, ItemProgress]
    """The OIT items of the year by code."""
    measures: tuple[TrackedMeasure, ...]
    bad_links: tuple[str, ...]
    """Codes of OIT items with a link that failed its last check."""
    late: tuple[LateOwner, ...]
    """Most late work first."""
    coming: tuple[Coming, ...]
    asked: tuple[PendingDecision, ...]
    actions: tuple[ActionItem, ...]
    """Tasks from meetings that are open, those with the earliest due date first."""

    @property
    def scored(self) -> YearData:
        """The year of the lowest scores."""
        return self.result.data if self.result is not None else self.data

    @property
    def aimed(self) -> Result | None:
        """What the next level is reached from: where the year stands, else the newest result."""
        return self.standing or self.result

    @property
    def before_year(self) -> int | None:
        return self.previous.year if self.previous is not None else None

    @property
    def compared_year(self) -> int:
        """The year before, known or not, as the heading of its figures."""
        return self.before_year or self.data.year - 1

    @property
    def is_own(self) -> bool:
        """Whether the result is that of the year."""
        return self.result is not None and self.result.data.year == self.data.year

    @property
    def over(self) -> bool:
        """Whether the fiscal year has ended, so that nothing is late any more, but missed."""
        return self.data.is_over(self.day)

    @property
    def late_items(self) -> tuple[str, ...]:
        return tuple(code for code, item in self.items.items() if item.state in _LATE)

    @property
    def late_parts(self) -> int:
        """The number of months, processes and units that are missing in late OIT items."""
        items = (self.items[code] for code in self.late_items)
        return sum(len(item.open_parts) for item in items if item.rows)

    @property
    def late_measures(self) -> tuple[TrackedMeasure, ...]:
        return tuple(measure for measure in self.measures if measure.state in _LATE)

    @property
    def states(self) -> Mapping[State, int]:
        """The number of measures by state."""
        return Counter(measure.state for measure in self.measures)

    @property
    def share(self) -> DoneShare:
        """The occurrences of measures that were done, of those due by the day."""
        return share_of_states(
            time.state
            for measure in self.measures
            for time in measure.times
            if time.last <= self.day
        )


def digest(context: ReportContext) -> Digest:
    """Returns what the brief says of the context's year, on its day or the year's last one."""
    data, previous = context.year, context.previous
    day = context.day or fiscal_year_bounds(data.year)[1]
    tree = tree_of(data)
    before = tree_of(previous) if previous is not None else None
    result = _result(data, tree)
    standing = _standing(data, previous, tree) if result is None else None
    if result is None and previous is not None and before is not None:
        result = _result(previous, before)
    scored = result.tree if result is not None else tree
    items = item_progress(data, day)
    measures = tuple(tracked(data, day).values())
    overdue = [delivery for delivery in deliveries(data, day) if delivery.state in OVERDUE]
    return Digest(
        data=data,
        day=day,
        tree=tree,
        before=before,
        previous=previous,
        result=result,
        standing=standing,
        weakest=_weakest(scored),
        has_marks=any(node.value is not None for node in (*scored.items, *scored.indicators)),
        items=items,
        measures=measures,
        bad_links=in_order(
            data, {row.item_code for row in data.evidence if has_bad_link(data, row)}
        ),
        late=_late(data, items, measures, overdue),
        coming=tuple(sorted(_coming(data, items, day), key=lambda coming: coming.day)),
        asked=tuple(_asked(data, day)),
        actions=tuple(_open_actions(data)),
    )


def _result(data: YearData, tree: ScoreTree) -> Result | None:
    """Returns the result of a year; None while it has neither a total nor a printed level."""
    if tree.total.value is None and not data.printed_level:
        return None
    level = level_result(data, tree)
    name = data.printed_level or (level.level.name if level.level is not None else "")
    return Result(data, tree, level, name)


def _standing(data: YearData, previous: YearData | None, tree: ScoreTree) -> Result | None:
    """Returns where a year without a result stands, as the window shows it."""
    shown = with_last_year(data, previous, tree)
    if shown.from_year is None or shown.tree.total.value is None:
        return None
    level = shown.tree.level
    name = level.level.name if level.level is not None else ""
    codes = (node.code for node in shown.tree.instruments)
    lent = tuple(code for code in codes if code in shown.from_previous_year)
    return Result(data, shown.tree, level, name, lent)


def _weakest(tree: ScoreTree) -> tuple[ScoreNode, ...]:
    """Returns items below 100; of instruments whose items are not known, indicators."""
    found: list[ScoreNode] = []
    for instrument in tree.instruments:
        below = [node for node in tree.items if instrument in tree.ancestors(node.code)]
        if not any(node.value is not None for node in below):
            below = [node for node in tree.indicators if node.parent == instrument.code]
        found += below
    low = [(node.value, node) for node in found if node.value is not None and node.value < 100]
    return tuple(node for _value, node in sorted(low, key=lambda pair: pair[0]))


# -- late work


def in_order(data: YearData, codes: Collection[str]) -> tuple[str, ...]:
    """Returns codes of items in the order of the framework, those that it lacks last."""
    order = {item.code: number for number, item in enumerate(data.framework.items)}
    return tuple(sorted(codes, key=lambda code: (order.get(code, len(order)), code)))


def _late(
    data: YearData,
    items: Mapping[str, ItemProgress],
    measures: Sequence[TrackedMeasure],
    overdue: Sequence[Delivery],
) -> tuple[LateOwner, ...]:
    """Returns who is late with what: the units that have not delivered it, else its owners."""
    by_key: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in overdue:
        by_key[delivery.key].append(delivery)
    codes: dict[str, list[str]] = defaultdict(list)
    late: dict[str, list[str]] = defaultdict(list)
    days: dict[str, list[date]] = defaultdict(list)
    work: list[tuple[dict[str, list[str]], str, Sequence[Owner]]]
    work = [(codes, code, data.owners_of_item(code)) for code, item in items.items()
            if item.state in _LATE]  # fmt: skip
    work += [
        (late, tracked_measure.measure.id, data.owners_of_measure(tracked_measure.measure.id))
        for tracked_measure in measures
        if tracked_measure.state in _LATE
    ]
    for of, key, owners in work:
        parts = by_key[key]
        names = dict.fromkeys(unit.label for part in parts for unit in part.units)
        for name in names or _labels(data, owners):
            of[name].append(key)
            own = [
                part for part in parts if not names or any(one.label == name for one in part.units)
            ]
            days[name] += [part.due for part in own if part.due is not None]
    found = [
        LateOwner(name, tuple(codes[name]), tuple(late[name]), min(days[name], default=None))
        for name in {**codes, **late}
    ]
    return tuple(sorted(found, key=lambda owner: -(len(owner.items) + len(owner.measures))))


def _labels(data: YearData, owners: Sequence[Owner]) -> Sequence[str]:
    """Returns the units and posts of owners; an empty name if there is none. A person counts
    as nobody's: names are on no paper of the brief."""
    names = [data.owner_label(owner) for owner in owners if owner.person_id is None]
    return list(dict.fromkeys(names)) or [""]


# -- what comes


def _coming(data: YearData, items: Mapping[str, ItemProgress], day: date) -> Iterator[Coming]:
    for entry in data.calendar:
        instead = has_meeting_instead(data, entry)
        if entry.day >= day and entry.code != _BEGINS and not instead:
            yield Coming(entry.day, entry, assumed=day_basis(data, entry) is not DayBasis.KNOWN)
    for meeting in data.meetings:
        if meeting.day is not None and meeting.day >= day:
            yield Coming(meeting.day, meeting=meeting)
    due: dict[date, list[str]] = defaultdict(list)
    for code, item in items.items():
        if item.due is not None and item.due >= day and item.state is not State.DONE:
            due[item.due].append(code)
    for last, codes in due.items():
        yield Coming(last, items=tuple(codes))


def _asked(data: YearData, day: date) -> Iterator[PendingDecision]:
    """Yields the matters to consider in meetings to come that have no resolution yet."""
    for meeting in data.meetings:
        if meeting.day is not None and meeting.day < day:
            continue
        agenda = data.agenda_of(meeting.id)
        heads = {item.id for item in agenda if item.kind is AgendaKind.CONSIDER}
        for item in agenda:
            if item.parent_id in heads and item.title and not item.resolution:
                yield PendingDecision(meeting, item)


def _open_actions(data: YearData) -> list[ActionItem]:
    found = [action for action in data.action_items if action.done is None]
    return sorted(found, key=lambda action: (action.due is None, action.due or date.min))
