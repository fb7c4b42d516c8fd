"""The rows and columns of มาตรการ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.dates import FISCAL_MONTHS, buddhist_year
from ita_desktop.domain.progress import measure_state
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.tracking_state import Time, TimeState, Tracked, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.item_codes import parse_items
from ita_desktop.ui.dates import month_name
from ita_desktop.ui.pages.owners import owner_choices, shown_owners
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.rows import Group
from ita_desktop.ui.table.values import Choice, Occurrence, Owner, Step, YearAxis
from ita_desktop.ui.theme.columns import MeasureColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import MARKS, Mark

STRIP = "strip"
HOW_OFTEN = "schedule"
USUAL_SCHEDULES = ("ทุกเดือน", "ทุก 3 เดือน", "ทุก 6 เดือน")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure as the table shows it."""

    id: str
    indicator: str
    items: tuple[str, ...]
    method: str
    finding: str
    owners: tuple[Owner, ...]
    schedule: str
    occurrences: tuple[Occurrence, ...]
    monitoring: str
    mark: Mark
    note: str


def measure_columns(data: Callable[[], YearData], today: date) -> list[Column[MeasureRow]]:
    """The columns; ``data`` gives the year as it is when a list is opened."""
    year = data().year
    schedules = [*USUAL_SCHEDULES, f"ปีงบประมาณ {year}"]
    return [
        Column(key="items", title=tr("ข้อ"), kind=Kind.CODE, width=Width.ITEMS, editable=True,
               value=lambda row: ", ".join(row.items), parse=lambda text: parse_items(data(), text),
               empty=(), hideable=False),
        Column(key="method", title=tr("มาตรการ"), width=Width.METHOD,
               wide=Width.METHOD_WIDE, stretch=True, editable=True, empty="",
               value=lambda row: row.method),
        Column(key="owners", title=tr("ผู้รับผิดชอบ"), kind=Kind.OWNERS, width=Width.OWNERS,
               wide=Width.OWNERS_WIDE, editable=True,
               value=lambda row: row.owners, choices=lambda _row: owner_choices(data()),
               choices_of_new=lambda: owner_choices(data()), empty=()),
        Column(key=HOW_OFTEN, title=tr("รอบ"), width=Width.SCHEDULE,
               wide=Width.SCHEDULE_WIDE, editable=True, empty="",
               value=lambda row: row.schedule, tone=lambda _row: Tone.TEXT2,
               choices=lambda _row: [Choice(one, one) for one in schedules]),
        Column(key=STRIP, title=tr("ปีงบประมาณ"), kind=Kind.SCHEDULE, width=Width.STRIP,
               value=lambda row: row.occurrences, axis=YearAxis(year, today), filterable=False),
        Column(key="monitoring", title=tr("การกำกับติดตาม"), width=Width.MONITORING, editable=True,
               empty="",
               value=lambda row: row.monitoring, hidden=True),
        Column(key="finding", title=tr("ประเด็นที่ต้องปรับปรุง"), width=Width.FINDING, editable=True,
               empty="",
               value=lambda row: row.finding, hidden=True),
        Column(key="status", title=tr("สถานะ"), kind=Kind.STATE, width=Width.STATUS, editable=True,
               value=lambda row: row.mark, only_choices=True, required=True,
               choices=lambda _row: status_choices(), choices_of_new=status_choices),
        Column(key="note", title=tr("หมายเหตุ"), width=Width.NOTE, editable=True, empty="",
               hidden=True,
               value=lambda row: row.note),
    ]  # fmt: skip


def status_choices() -> list[Choice]:
    """The states that a measure can be given; a late one that is copied is one not begun."""
    marks = [MARKS[measure_state(status)] for status in MeasureStatus]
    return [
        Choice(mark, mark.word, also=(Mark.LATE.word,) if mark is Mark.NONE else ())
        for mark in marks
    ]


def status_of(mark: Mark) -> MeasureStatus:
    """The status that a chosen state means; a late measure is one that is not begun."""
    if mark is Mark.LATE:
        return MeasureStatus.NOT_STARTED
    return next(one for one in MeasureStatus if MARKS[measure_state(one)] is mark)


def measure_groups(data: YearData, today: date) -> list[Group]:
    """The measures under their indicators, in the framework's order, as they stand ``today``."""
    by_indicator: dict[str, list[MeasureRow]] = {}
    for one in tracked(data, today).values():
        by_indicator.setdefault(_head(data, one.measure.indicator), []).append(_row(data, one))
    known = [one for one in data.framework.indicators if one.code in by_indicator]
    groups = [_group(one.code, one.name, by_indicator[one.code]) for one in known]
    rest = [code for code in by_indicator if code not in {one.code for one in known}]
    return groups + [_group(code, "", by_indicator[code]) for code in rest]


def _group(code: str, title: str, rows: list[MeasureRow]) -> Group:
    late = sum(row.mark is Mark.LATE for row in rows)
    return Group(id=code, code=code, title=title, rows=tuple(rows), late=late)


def _head(data: YearData, indicator: str) -> str:
    """The indicator that a sub-indicator belongs to: measures are grouped by whole indicators."""
    found = data.framework.indicator_by_code.get(indicator)
    return found.parent or found.code if found else indicator


def _row(data: YearData, one: Tracked) -> MeasureRow:
    measure = one.measure
    return MeasureRow(
        id=measure.id,
        indicator=measure.indicator,
        items=tuple(one.item_code for one in data.items_of_measure(measure.id)),
        method=measure.method,
        finding=measure.finding,
        owners=shown_owners(data, data.owners_of_measure(measure.id)),
        schedule=measure.schedule,
        occurrences=tuple(_occurrence(measure.id, time) for time in one.times),
        monitoring=measure.monitoring,
        mark=MARKS[one.state],
        note=measure.note,
    )


_STEPS = {
    TimeState.DONE: Step.DONE,
    TimeState.SKIPPED: Step.DONE,
    TimeState.LATE: Step.LATE,
    TimeState.DUE: Step.DUE,
    TimeState.COMING: Step.COMING,
    TimeState.UNKNOWN: Step.COMING,
}


def _occurrence(measure_id: str, time: Time) -> Occurrence:
    """A time on the year strip; it is known by its last day."""
    first, last = (FISCAL_MONTHS.index(day.month) for day in time.occurrence[:2])
    return Occurrence(
        id=f"{measure_id}:{time.last.isoformat()}",
        month=last,
        step=_STEPS[time.state],
        start=first if first != last else None,
        label=f"{month_name(time.last.month)} {buddhist_year(time.last) % 100:02d}",
    )
