"""Data of the overview page: open work, progress of units, next level, next dates.

Finds the years of a workspace whose retention periods for personal data have expired.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.agenda import number_of, owner_words
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings import ActionItem
from ita_desktop.domain.personal_data import REGISTER, USUAL, kept_until, over
from ita_desktop.domain.records import Measure, MeasureStatus, Owner, Unit, UnitKind
from ita_desktop.domain.scores.progress import OIT, ItemProgress, State, item_progress
from ita_desktop.domain.scores.scoring import ScoreGain, ScoreTree
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.deliveries import Delivery, of_items, of_tasks
from ita_desktop.domain.tracking.state import LateMeasure, Time, late_measures, next_times
from ita_desktop.domain.tracking.units import expand, units_in
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import unmarked
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.places import PageKey, Place, several_place
from ita_desktop.services.scores.planning import LevelPath, item_score_gains, level_path
from ita_desktop.services.scores.scores import ScoreBarData, score_bar_data
from ita_desktop.services.years.line import SOON, Pin, PinState, YearLine, year_line
from ita_desktop.storage.workspace import Workspace


class OverKept(NamedTuple):
    """A Buddhist fiscal year with data to erase, and the last day of its retention period."""

    year: int
    until: date


def over_kept(workspace: Workspace, data: YearData, today: date) -> tuple[OverKept, ...]:
    """Return the years with expired retention periods, which ``data`` defines."""
    known = [year.year for year in workspace.years()]
    has_own = any(name.startswith(f"{REGISTER}.") for name in data.own_words)
    if not known or (not has_own and today <= kept_until(known[0], USUAL)):
        return ()
    # Imported here, because it is seldom needed at start-up.
    from ita_desktop.documents.reports.personal_register import years_of

    years = years_of(data)
    found = []
    for year in known:
        # Read only the years that may have expired.
        if not years or today <= kept_until(year, min(years.values())):
            continue
        kinds = over(workspace.year(year), years, today)
        if kinds:
            found.append(OverKept(year, min(kept_until(year, years[kind]) for kind in kinds)))
    return tuple(found)


class Todo(NamedTuple):
    """One line of open work: an OIT item, a task of a meeting, or the measures that are late since
    a day, or of which an occurrence ends on it."""

    code: str
    """Code of the item, or of the first measure's item or indicator."""
    title: str
    owners: str
    state: State
    due: date
    days_left: int
    """Negative after the due date."""
    score_gain: ScoreGain | None
    """The score gained by completing it; None if it cannot be computed."""
    place: Place


class UnitProgress(NamedTuple):
    """A unit's progress with the items that it owns, directly or through a group."""

    unit: Unit
    done: int
    doing: int
    late: tuple[str, ...]
    missed: int
    """Not complete in a year that has ended."""
    total: int


class SubIndicatorProgress(NamedTuple):
    """Number of items of a sub-indicator by state; ``score`` is per cent (0-100)."""

    code: str
    name: str
    done: int
    doing: int
    late: int
    missed: int
    """Not complete in a year that has ended."""
    total: int
    score: Decimal | None


class WorkCount(NamedTuple):
    """How much work of each kind is counted."""

    items: int
    measures: int
    """A late measure may be due again."""
    tasks: int
    years: int = 0
    """Years with expired retention periods."""


class Overview(NamedTuple):
    """What the overview page shows of a year, on one day."""

    todo: tuple[Todo, ...]
    late_by: WorkCount
    soon_by: WorkCount
    units: tuple[UnitProgress, ...]
    sub_indicators: tuple[SubIndicatorProgress, ...]
    score_bar: ScoreBarData
    path: LevelPath
    line: YearLine
    dates: tuple[Pin, ...]
    states: Mapping[State, int]
    waits_for: tuple[str, ...] = ()
    """The instruments of a year that is over whose results are still those of the year before: what
    would lift it cannot be done any more."""

    @property
    def late(self) -> int:
        """How much is late."""
        return sum(self.late_by)

    @property
    def soon(self) -> int:
        """How much is due soon."""
        return sum(self.soon_by)


def overview(
    data: YearData,
    previous: YearData | None,
    tree: ScoreTree,
    today: date,
    *,
    progress: Mapping[str, ItemProgress] | None = None,
    score_bar: ScoreBarData | None = None,
    over_kept: Sequence[OverKept] = (),
) -> Overview:
    """Return the data of the overview page on the day ``today``.

    ``progress`` and ``score_bar`` are computed if not given; ``over_kept`` are the workspace's
    years with expired retention periods.
    """
    progress = item_progress(data, today) if progress is None else progress
    score_bar = score_bar_data(data, previous, tree) if score_bar is None else score_bar
    settled = (State.DONE, State.MISSED)
    open_items = [item for item in progress.values() if item.state not in settled]
    late = [item for item in open_items if item.state is State.LATE]
    soon = [
        item
        for item in open_items
        if item.state is not State.LATE and item.due is not None and item.due - today <= SOON
    ]
    score_gains = item_score_gains(data, score_bar)
    measures = late_measures(data, today)
    tasks = [row for row in of_tasks(data, today) if row.is_open and row.due is not None]
    late_tasks = [row for row in tasks if row.is_late]
    soon_tasks = [row for row in tasks if not row.is_late and _is_soon(row, today)]
    line = year_line(data, tree, progress, today)
    borrowed = [figure.code for figure in score_bar.figures if figure.from_year is not None]
    waits_for = tuple(borrowed) if data.is_over(today) else ()
    path = level_path(data, score_bar, score_gains)
    todo = [_todo(data, item, score_gains) for item in (*late, *soon)]
    todo += _late_todo(data, measures, today)
    ending = {
        key: time for key, time in next_times(data, today).items() if time.last - today <= SOON
    }
    todo += _ending_todo(data, ending, today)
    todo += [_task_todo(data, row, today) for row in (*late_tasks, *soon_tasks)]
    todo += [_keeping_todo(over, today) for over in over_kept]
    return Overview(
        todo=tuple(sorted(todo, key=_order)),
        late_by=WorkCount(len(late), len(measures), len(late_tasks), len(over_kept)),
        soon_by=WorkCount(len(soon), len(ending), len(soon_tasks)),
        units=_units(data, progress, tuple(of_items(data, progress))),
        sub_indicators=_sub_indicators(data, tree, progress),
        score_bar=score_bar,
        path=path._replace(lifts=()) if waits_for else path,
        line=line,
        dates=tuple(pin for pin in line.pins if pin.state in {PinState.NEXT, PinState.LATER}),
        states=Counter(item.state for item in progress.values()),
        waits_for=waits_for,
    )


def owner_text(data: YearData, owners: Sequence[Owner]) -> str:
    """Return owners as shown in a cell: the first, and the number of others."""
    if not owners:
        return ""
    first = data.owner_label(owners[0])
    return first if len(owners) == 1 else f"{first} +{len(owners) - 1}"


def owner_units(data: YearData, owners: Sequence[Owner]) -> tuple[Unit, ...]:
    """Return the distinct units of owners, groups expanded. A group without units (schools, before
    any is entered) is returned itself."""
    found: dict[str, Unit] = {}
    for owner in owners:
        unit = data.unit_by_id.get(owner.unit_id or "")
        person = data.person_by_id.get(owner.person_id or "")
        if unit is None and person is not None:
            unit = data.unit_by_id.get(person.unit_id or "")
        if unit is None:
            continue
        expanded = expand(data, unit.group_of) if unit.kind is UnitKind.GROUP else ()
        # Schools count as one unit, the one that assignments name.
        if not expanded or expanded[0].kind is UnitKind.SCHOOL:
            expanded = (unit,)
        found |= {unit.id: unit for unit in expanded}
    return tuple(found.values())


def _order(todo: Todo) -> tuple[bool, bool, date, bool, Decimal]:
    """Return the sort key: late ones first, items before measures; then by due date, items before
    measures, and by score gain."""
    gain = todo.score_gain.total if todo.score_gain is not None else Decimal(0)
    is_measure = todo.place.page is not PageKey.OIT
    is_late = todo.state is State.LATE
    return not is_late, is_late and is_measure, todo.due, is_measure, -gain


def _todo(data: YearData, progress: ItemProgress, score_gains: Mapping[str, ScoreGain]) -> Todo:
    if progress.due is None or progress.days_left is None:
        raise ValueError(progress.item.code)
    return Todo(
        code=progress.item.code,
        title=progress.item.title,
        owners=owner_text(data, data.owners_of_item(progress.item.code)),
        state=progress.state,
        due=progress.due,
        days_left=progress.days_left,
        score_gain=score_gains.get(progress.item.code),
        place=Place(PageKey.OIT, progress.item.code),
    )


def _late_todo(data: YearData, late: Sequence[LateMeasure], today: date) -> Iterator[Todo]:
    """Yield late measures, one line per day since which they are late."""
    by_day: dict[date, list[LateMeasure]] = defaultdict(list)
    for measure in late:
        by_day[measure.due].append(measure)
    for due, some in by_day.items():
        text = "{count} มาตรการยังไม่เริ่ม {codes}"
        if any(measure.begun for measure in some):
            text = "{count} มาตรการยังไม่บันทึกผล {codes}"
        measures = [measure.measure for measure in some]
        yield _measures_todo(data, measures, text, State.LATE, due, today)


def _ending_todo(data: YearData, ending: Mapping[str, Time], today: date) -> Iterator[Todo]:
    """Yield the measures with an occurrence that ends soon, one line per day."""
    by_day: dict[date, list[Measure]] = defaultdict(list)
    for measure in data.measures:
        if measure.id in ending:
            by_day[ending[measure.id].last].append(measure)
    text = "{count} มาตรการครบรอบ {codes}"
    for due, some in by_day.items():
        begun = any(
            measure.status is not MeasureStatus.NOT_STARTED or ending[measure.id].entries
            for measure in some
        )
        state = State.DOING if begun else State.NOT_STARTED
        yield _measures_todo(data, some, text, state, due, today)


def _keeping_todo(over: OverKept, today: date) -> Todo:
    """Return the line for a year with an expired retention period."""
    return Todo(
        code=str(over.year),
        title=Phrase("ข้อมูลส่วนบุคคลของปี {year} เกินระยะเวลาเก็บ", year=over.year),
        owners="",
        state=State.LATE,
        due=over.until,
        days_left=(over.until - today).days,
        score_gain=None,
        place=Place(PageKey.DOCUMENTS, REGISTER),
    )


def _measures_todo(
    data: YearData, some: Sequence[Measure], text: str, state: State, due: date, today: date
) -> Todo:
    """Return the line for measures of one day; ``text`` formats the number and codes of several."""
    first = some[0]
    codes = [_answers(data, measure) for measure in some]
    owners = {
        (owner.unit_id, owner.person_id, owner.post): owner
        for measure in some
        for owner in data.owners_of_measure(measure.id)
    }
    title = Phrase("มาตรการ: {method}", method=one_line(unmarked(first.method)))
    if len(some) > 1:
        title = Phrase(text, count=len(some), codes=" ".join(codes))
    return Todo(
        code=codes[0],
        title=title,
        owners=owner_text(data, tuple(owners.values())),
        state=state,
        due=due,
        days_left=(due - today).days,
        score_gain=None,
        place=several_place(PageKey.MEASURES, [measure.id for measure in some]),
    )


def _is_soon(delivery: Delivery, today: date) -> bool:
    return delivery.due is not None and today <= delivery.due <= today + SOON


def _task_todo(data: YearData, task: Delivery, today: date) -> Todo:
    """Return the line of a task that a meeting gave."""
    if not isinstance(task.of, ActionItem) or task.due is None:
        raise ValueError(task.key)
    meeting = data.meeting_by_id.get(task.of.meeting_id)
    number = number_of(meeting, data.year) if meeting is not None else ""
    return Todo(
        code="",
        title=Phrase(
            "งานจากประชุม {number}: {text}", number=number, text=one_line(unmarked(task.of.text))
        ),
        owners=owner_words(data, task.of),
        state=State.LATE if task.is_late else State.NOT_STARTED,
        due=task.due,
        days_left=(task.due - today).days,
        score_gain=None,
        place=Place(PageKey.MEETINGS, f"actions:{task.of.meeting_id}"),
    )


def _answers(data: YearData, measure: Measure) -> str:
    """Return a measure's first item, else its label."""
    items = data.items_of_measure(measure.id)
    return items[0].item_code if items else label_of(data, measure)


def _units(
    data: YearData, progress: Mapping[str, ItemProgress], rows: Sequence[Delivery]
) -> tuple[UnitProgress, ...]:
    """Return the units that have to deliver items, with how each of these stands for them. Schools
    that deliver as a group are one unit, the one that assignments name."""
    by_code: dict[str, list[Delivery]] = defaultdict(list)
    for row in rows:
        by_code[row.key].append(row)
    owned: dict[str, dict[str, State]] = defaultdict(dict)
    for code, item in progress.items():
        for unit in owner_units(data, data.owners_of_item(code)):
            members = members_of(data, unit)
            states = {
                item.state_of(member.id)
                for row in by_code[code]
                for member in row.units
                if member.id in members
            }
            if not any(row.units for row in by_code[code]):
                states = {item.state}
            if states:
                owned[unit.id][code] = min(states, key=list(State).index)
    found = [_unit_progress(unit, owned[unit.id]) for unit in data.units if unit.id in owned]
    return tuple(sorted(found, key=lambda row: (-len(row.late), row.done / row.total)))


def members_of(data: YearData, unit: Unit | None) -> frozenset[str]:
    """Return the ids of a unit: of a group those of its members, and its own; none without unit."""
    if unit is None:
        return frozenset()
    return frozenset({unit.id, *(member.id for member in units_in(data, unit))})


def _unit_progress(unit: Unit, states: Mapping[str, State]) -> UnitProgress:
    counts = Counter(states.values())
    return UnitProgress(
        unit=unit,
        done=counts[State.DONE],
        doing=counts[State.DOING],
        late=tuple(code for code, state in states.items() if state is State.LATE),
        missed=counts[State.MISSED],
        total=len(states),
    )


def _sub_indicators(
    data: YearData, tree: ScoreTree, progress: Mapping[str, ItemProgress]
) -> tuple[SubIndicatorProgress, ...]:
    leaves = {item.indicator for item in data.framework.items_of(OIT)}
    rows = []
    for node in tree.indicators:
        if node.code not in leaves:
            continue
        below = [progress[item.code] for item in data.framework.items_of(node.code)]
        rows.append(
            SubIndicatorProgress(
                code=node.code,
                name=node.name,
                done=sum(item.state is State.DONE for item in below),
                doing=sum(item.state is State.DOING for item in below),
                late=sum(item.state is State.LATE for item in below),
                missed=sum(item.state is State.MISSED for item in below),
                total=len(below),
                score=node.value,
            )
        )
    return tuple(rows)
