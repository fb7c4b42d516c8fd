"""The progress of OIT items: state, requirements met, and the self-assessed mark; and the answers
to a survey item, which may be asked in parts, with what follows from them.

The self-assessed mark of an OIT item is 100 if every requirement is met (optional ones aside), else
0, because the official check is all or nothing; a mark typed by the clerk takes precedence. Where
units or months deliver by themselves (:mod:`ita_desktop.domain.oit.parts`), all of them must have.
There are no marks until any OIT work of the year is recorded. An item without a checklist has no
mark until one is typed: unknown is not zero.

An item is open until its mark is full, and so is all that units, months and processes have to
deliver of it, but for what was given for one of them alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.framework import TOTAL, Item
from ita_desktop.domain.oit.parts import ItemRow, counts_by_row, met_by_units, rows_of, span_of
from ita_desktop.domain.oit.proofs import is_carried
from ita_desktop.domain.records import MeasureStatus, Statement, Unit
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.results import Answer, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, score_tree
from ita_desktop.domain.tracking.standing import FINISHED, OVERDUE, TimeState, undelivered
from ita_desktop.domain.year import YearData

OIT = "OIT"
FULL_MARK = Decimal(100)
NO_MARK = Decimal(0)


SIX_STEPS: Final = tuple(Decimal(points) for points in (100, 80, 60, 40, 20, 0))
"""The points of answers on six levels, and of yes and no, best first."""


class State(StrEnum):
    """States of work, the most urgent first."""

    LATE = "late"
    DOING = "doing"
    NOT_STARTED = "not_started"
    MISSED = "missed"
    """Not complete in a year that has ended."""
    DONE = "done"


class PartState(NamedTuple):
    """How a part of an OIT item stands: what one unit delivers by itself, a month or process of
    that, or the item as a whole."""

    unit: Unit | None
    """None if it is delivered as a whole."""
    part: str
    """The code of the month or process; empty if there is none."""
    due: date | None
    state: TimeState
    is_check: bool = False
    """Whether all was given, and it only has to be checked against the requirements: nobody is
    asked for it."""

    @property
    def is_open(self) -> bool:
        """Whether it is not delivered."""
        return self.state not in FINISHED


class ItemProgress(NamedTuple):
    """Progress of an OIT item. ``mark`` is per cent (0-100), the official one if there is one."""

    item: Item
    state: State
    met: int
    required: int
    """Number of requirements that are not optional."""
    mark: Decimal | None
    due: date | None
    days_left: int | None
    """Days until the due date, negative after it; None if none, or the year has ended."""
    rows: tuple[ItemRow, ...]
    """What its units have to deliver by themselves, and its months and processes; empty if it is
    delivered as a whole."""
    by_row: bool
    """Whether the rows count: something was given for one of them alone."""
    parts: tuple[PartState, ...]
    """All that has to be delivered of it, at least one: the rows, or the item as a whole."""

    @property
    def open_parts(self) -> tuple[PartState, ...]:
        """The parts that are not delivered."""
        return tuple(part for part in self.parts if part.is_open)

    @property
    def open_rows(self) -> tuple[ItemRow, ...]:
        """The rows without evidence; none while they do not count, or if the item is complete."""
        if not self.by_row or self.state is State.DONE:
            return ()
        return tuple(row for row in self.rows if not row.is_given)

    def parts_of(self, *unit_ids: str) -> tuple[PartState, ...]:
        """Return the parts that these units deliver by themselves."""
        return tuple(part for part in self.parts if part.unit and part.unit.id in unit_ids)

    def state_of(self, *unit_ids: str) -> State:
        """Return the state for some units: done where they have given all that they have to, though
        others have not."""
        own = self.parts_of(*unit_ids)
        if not own:
            return self.state
        if not any(part.is_open for part in own):
            return State.DONE
        overdue = next((part.state for part in own if part.state in OVERDUE), None)
        if overdue is not None:
            return State(overdue)
        return State.NOT_STARTED if self.state is State.NOT_STARTED else State.DOING


def oit_items(year: YearData) -> tuple[Item, ...]:
    """Return the OIT items, in order."""
    return year.framework.items_of(OIT)


def official_scores(year: YearData) -> dict[str, Decimal]:
    """Return the official scores by node code (item, indicator, instrument, ``ITA``)."""
    return _scores(year, ScoreSource.OFFICIAL)


def typed_scores(year: YearData) -> dict[str, Decimal]:
    """Return the scores that the clerk typed, by node code."""
    return _scores(year, ScoreSource.SELF)


def _scores(year: YearData, source: ScoreSource) -> dict[str, Decimal]:
    return {score.node: score.value for score in year.scores if score.source is source}


def self_marks(year: YearData) -> dict[str, Decimal]:
    """Return the self-assessed scores by node code: the typed ones, and those of OIT items computed
    from the checklist."""
    typed = typed_scores(year)
    return _checklist_marks(year, typed) | typed


def _checklist_marks(year: YearData, typed: Mapping[str, Decimal]) -> dict[str, Decimal]:
    items = oit_items(year)
    if not _oit_begun(year, typed, items):
        return {}
    met = met_requirements(year)
    return {
        item.code: FULL_MARK if met.issuperset(required) and all_given(year, item) else NO_MARK
        for item in items
        if (required := required_codes(item))
    }


def all_given(year: YearData, item: Item) -> bool:
    """Return whether no unit, month or process of an item is missing; also if nothing was given for
    one of them alone."""
    return not counts_by_row(year, item) or all(row.is_given for row in rows_of(year, item))


def met_requirements(year: YearData) -> frozenset[str]:
    """Return the codes of the requirements that are met, for all units at once or by each."""
    if all(row.statement is not Statement.MET for row in year.evidence):
        return year.met_requirements
    by_units = (met_by_units(year, item) for item in oit_items(year))
    return year.met_requirements.union(*by_units)


def _oit_begun(year: YearData, typed: Mapping[str, Decimal], items: tuple[Item, ...]) -> bool:
    fresh = any(not is_carried(evidence) for evidence in year.evidence)
    return bool(year.check_marks or fresh or any(item.code in typed for item in items))


def required_codes(item: Item) -> frozenset[str]:
    """Return the codes of the requirements that are not optional."""
    return frozenset(
        requirement.code for requirement in item.requirements if not requirement.optional
    )


def tree_of(year: YearData, previous: ScoreTree | None = None) -> ScoreTree:
    """Return the year's score tree; faster if the ``previous`` one, before an edit, is given."""
    return score_tree(year.framework, official_scores(year), self_marks(year), previous)


def result_tree_of(year: YearData, today: date | None) -> ScoreTree:
    """Return the year's score tree as a result, as of ``today`` (None: after its end). Until the
    year is over, an item that nobody has assessed is unknown there while its checklist is
    incomplete, not zero, and so is all that would be computed from it."""
    if today is None or year.is_over(today):
        return tree_of(year)
    official, typed = official_scores(year), typed_scores(year)
    derived = _checklist_marks(year, typed)
    given = official.keys() | typed.keys()
    unknown = {code for code, mark in derived.items() if not mark} - given
    if not unknown:
        return tree_of(year)
    met = {code: mark for code, mark in derived.items() if mark}
    tree = score_tree(year.framework, official, met | typed)
    nodes = dict(tree.nodes)
    for code, node in reversed(list(tree.nodes.items())):  # parents stand before children
        if code not in given and not unknown.isdisjoint(node.children):
            unknown.add(code)
            nodes[code] = node._replace(computed=None, value=None, source=None, weighted=None)
    level = LevelResult(None, None, ()) if TOTAL in unknown else tree.level
    return ScoreTree(nodes, level)


def own_tree_of(year: YearData) -> ScoreTree:
    """Return the year's score tree without official scores, from the self-assessment alone."""
    return score_tree(year.framework, {}, self_marks(year))


def item_progress(year: YearData, today: date) -> dict[str, ItemProgress]:
    """Return the progress of every OIT item, by code."""
    marks = self_marks(year) | official_scores(year)
    met = met_requirements(year)
    return {item.code: _progress(year, item, marks, met, today) for item in oit_items(year)}


def _progress(
    year: YearData,
    item: Item,
    marks: Mapping[str, Decimal],
    met: frozenset[str],
    today: date,
) -> ItemProgress:
    assignment = year.assignment_by_item.get(item.code)
    due = assignment.due if assignment else None
    mark = marks.get(item.code)
    required = required_codes(item)
    count = len(met & required)
    over = year.is_over(today)
    rows = rows_of(year, item)
    by_row = bool(rows) and counts_by_row(year, item)
    complete = mark is not None and mark >= FULL_MARK
    # A link of the item as a whole does not tell that a unit has done its own before the item is
    # complete, whatever another unit gives.
    own = tuple(row for row in rows if row.is_given and not row.of_whole)
    given = rows if complete else own if by_row else ()
    parts = tuple(_parts(rows, given, due, today, over=over, complete=complete))
    states = {part.state for part in parts}
    if complete:
        state = State.DONE
    elif TimeState.MISSED in states:
        state = State.MISSED
    elif TimeState.LATE in states:
        state = State.LATE
    elif count or _has_evidence(year, item) or (mark is not None and mark > 0):
        state = State.DOING
    else:
        state = State.NOT_STARTED
    days = (due - today).days if due is not None and not over else None
    return ItemProgress(item, state, count, len(required), mark, due, days, rows, by_row, parts)


def _parts(
    rows: tuple[ItemRow, ...],
    given: tuple[ItemRow, ...],
    due: date | None,
    today: date,
    *,
    over: bool,
    complete: bool,
) -> Iterator[PartState]:
    """Yield how the rows of an item stand, of which some are ``given``. A month is late after its
    own end at the earliest. Where all rows are given and the item is not complete, the whole of it
    is to be checked."""
    for row in rows:
        first, last = span_of(row.part)
        until = max(due, last) if due is not None and last is not None else due
        is_given = any(row is one for one in given)
        state = TimeState.DONE if is_given else undelivered(first, until, today, over=over)
        yield PartState(row.unit, row.part, until, state)
    if len(given) == len(rows):
        state = TimeState.DONE if complete else undelivered(None, due, today, over=over)
        if not (rows and complete):
            yield PartState(None, "", due, state, is_check=bool(rows))


def _has_evidence(year: YearData, item: Item) -> bool:
    return any(not is_carried(evidence) for evidence in year.evidence_of(item.code))


_MEASURE_STATES = {
    MeasureStatus.NOT_STARTED: State.NOT_STARTED,
    MeasureStatus.DOING: State.DOING,
    MeasureStatus.DONE: State.DONE,
}


def measure_state(status: MeasureStatus) -> State:
    """Return the state for a measure's recorded status."""
    return _MEASURE_STATES[status]


def answers_to(year: YearData, item: Item) -> tuple[Answer, ...]:
    """Return the answers to an item: to its parts if each has any, else to the whole."""
    by_part = [year.answers_of(question) for question in item.questions]
    if all(by_part):
        return tuple(answer for answers in by_part for answer in answers)
    return year.answers_of(item.code)


def counts_of(answers: Iterable[Answer]) -> dict[tuple[str, int], int]:
    """Return how many chose what, by question and option."""
    return {(answer.question, answer.option): answer.count for answer in answers}


def score_of_counts(item: Item, counts: Mapping[tuple[str, int], int]) -> Decimal | None:
    """Return an item's score (0-100): the mean of all answers. None if the framework does not have
    just these options, or nobody answered."""
    total = sum(counts.values())
    for questions in ((item.code,), item.questions):
        points = {
            (question, option): value
            for question in questions
            for option, value in item.points_of(question).items()
        }
        if total and points and points.keys() == counts.keys():
            scored = (points[chosen] * count for chosen, count in counts.items())
            return round_score(sum(scored, Decimal(0)) / total)
    return None


def point_steps(items: Iterable[Item]) -> tuple[Decimal, ...]:
    """Return the points that answers to the items may have, best first; at most six."""
    found = {
        points
        for item in items
        for question in item.questions
        for points in item.points_of(question).values()
    }
    if not found or found <= set(SIX_STEPS) or len(found) > len(SIX_STEPS):
        return SIX_STEPS
    return tuple(sorted(found, reverse=True))
