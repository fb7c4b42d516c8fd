"""What the overview says: what is late, who is behind, what the next level lacks, what comes."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, Level
from ita_desktop.domain.progress import OIT, ItemProgress, State, item_progress
from ita_desktop.domain.records import Owner, Unit, UnitKind
from ita_desktop.domain.scoring import ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.services.groups import expand
from ita_desktop.services.scores import StripScores, strip_scores

SOON = timedelta(days=30)


class Todo(NamedTuple):
    """One thing to do first."""

    item_code: str
    title: str
    owners: str
    state: State
    due: date
    days_left: int


class UnitProgress(NamedTuple):
    """How a unit stands with the items it owns, itself or through a group."""

    unit: Unit
    done: int
    doing: int
    late: tuple[str, ...]
    total: int


class SubIndicatorProgress(NamedTuple):
    """How many items of a sub-indicator are done or late; ``score`` is per cent (0-100)."""

    code: str
    name: str
    done: int
    total: int
    score: Decimal | None
    late: int


class LevelBar(NamedTuple):
    """An instrument, or the total (``ITA``), on the way to the level worked for."""

    code: str
    value: Decimal | None
    needs: Decimal | None
    """The least figure; None where the level asks nothing of an instrument by itself."""
    missing: Decimal | None
    """Points that are missing; zero when reached, None while unknown or nothing is asked."""
    items_left: int
    """OIT: how many items are not yet complete."""


class NextDate(NamedTuple):
    """A day on which something of the calendar or some items are due."""

    day: date
    title: str
    """What the calendar has on that day, and a Phrase of what is due then."""
    days_left: int


class Overview(NamedTuple):
    """What the overview page shows of a year, on one day."""

    todo: tuple[Todo, ...]
    late: int
    soon: int
    units: tuple[UnitProgress, ...]
    sub_indicators: tuple[SubIndicatorProgress, ...]
    strip: StripScores
    target: Level | None
    """The level worked for (see :attr:`StripScores.target`)."""
    bars: tuple[LevelBar, ...]
    dates: tuple[NextDate, ...]
    states: Mapping[State, int]


def overview(data: YearData, previous: YearData | None, tree: ScoreTree, today: date) -> Overview:
    """Everything that the overview shows of a year on the day ``today``."""
    progress = item_progress(data, today)
    open_items = [one for one in progress.values() if one.state is not State.DONE]
    late = [one for one in open_items if one.state is State.LATE]
    soon = [
        one
        for one in open_items
        if one.state is not State.LATE and one.due is not None and one.due - today <= SOON
    ]
    strip = strip_scores(data, previous, tree)
    return Overview(
        todo=tuple(
            _todo(data, one) for one in sorted([*late, *soon], key=lambda one: one.due or today)
        ),
        late=len(late),
        soon=len(soon),
        units=_units(data, progress),
        sub_indicators=_sub_indicators(data, tree, progress),
        strip=strip,
        target=strip.target,
        bars=_bars(strip, progress),
        dates=_dates(data, open_items, today),
        states=Counter(one.state for one in progress.values()),
    )


def owner_text(data: YearData, owners: Sequence[Owner]) -> str:
    """Owners as a cell shows them: the first, and how many more."""
    if not owners:
        return ""
    first = data.owner_label(owners[0])
    return first if len(owners) == 1 else f"{first} +{len(owners) - 1}"


def owner_units(data: YearData, owners: Sequence[Owner]) -> tuple[Unit, ...]:
    """The units that owners stand for, groups expanded, each once. A group that has nobody to
    stand for (schools, before any is entered) stays itself."""
    found: dict[str, Unit] = {}
    for owner in owners:
        unit = data.unit_by_id.get(owner.unit_id or "")
        if unit is None and owner.person_id in data.person_by_id:
            person = data.person_by_id[owner.person_id or ""]
            unit = data.unit_by_id.get(person.unit_id or "")
        if unit is None:
            continue
        expanded = expand(data, unit.group_of) if unit.kind is UnitKind.GROUP else ()
        # Schools are many and alike: they count as the one unit that assignments name.
        if not expanded or expanded[0].kind is UnitKind.SCHOOL:
            expanded = (unit,)
        found |= {one.id: one for one in expanded}
    return tuple(found.values())


def _todo(data: YearData, one: ItemProgress) -> Todo:
    if one.due is None or one.days_left is None:
        raise ValueError(one.item.code)
    return Todo(
        item_code=one.item.code,
        title=one.item.title,
        owners=owner_text(data, data.owners_of_item(one.item.code)),
        state=one.state,
        due=one.due,
        days_left=one.days_left,
    )


def _units(data: YearData, progress: Mapping[str, ItemProgress]) -> tuple[UnitProgress, ...]:
    owned: dict[str, list[ItemProgress]] = defaultdict(list)
    for code, one in progress.items():
        for unit in owner_units(data, data.owners_of_item(code)):
            owned[unit.id].append(one)
    rows = [
        UnitProgress(
            unit=unit,
            done=sum(one.state is State.DONE for one in owned[unit.id]),
            doing=sum(one.state is State.DOING for one in owned[unit.id]),
            late=tuple(one.item.code for one in owned[unit.id] if one.state is State.LATE),
            total=len(owned[unit.id]),
        )
        for unit in data.units
        if unit.id in owned
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.late), row.done / row.total)))


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
                done=sum(one.state is State.DONE for one in below),
                total=len(below),
                score=node.value,
                late=sum(one.state is State.LATE for one in below),
            )
        )
    return tuple(rows)


def _bars(strip: StripScores, progress: Mapping[str, ItemProgress]) -> tuple[LevelBar, ...]:
    level = strip.target
    left = sum(one.state is not State.DONE for one in progress.values())
    least = level.each_instrument_min if level is not None else None
    bars = [
        _bar(figure.code, figure.value, least, left if figure.code == OIT else 0)
        for figure in strip.figures
    ]
    if least is None and level is not None:
        bars.append(_bar(TOTAL, strip.total, level.total_min, 0))
    return tuple(bars)


def _bar(code: str, value: Decimal | None, needs: Decimal | None, items_left: int) -> LevelBar:
    known = value is not None and needs is not None
    missing = max(needs - value, Decimal(0)) if known else None  # type: ignore[operator]
    return LevelBar(code, value, needs, missing, items_left)


def _dates(data: YearData, open_items: Sequence[ItemProgress], today: date) -> tuple[NextDate, ...]:
    titles: dict[date, list[str]] = defaultdict(list)
    for one in data.calendar:
        if one.day >= today:
            titles[one.day].append(one.title)
    due = Counter(one.due for one in open_items if one.due is not None and one.due >= today)
    for day, count in due.items():
        titles[day].append(Phrase("กำหนดส่ง OIT {count} ข้อ", count=count))
    return tuple(
        NextDate(day, reduce(_joined, texts), (day - today).days)
        for day, texts in sorted(titles.items())
    )


def _joined(first: str, second: str) -> str:
    return Phrase("{first} · {second}", first=first, second=second)
