"""The rows and columns of มาตรการ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.dates import FISCAL_MONTHS, MONTHS_SHORT
from ita_desktop.domain.occurrences import spans
from ita_desktop.domain.progress import measure_state
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.item_codes import parse_items
from ita_desktop.ui.pages.owners import owner_choices, shown_owners
from ita_desktop.ui.pages.page import MARKS
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.rows import Group
from ita_desktop.ui.table.values import Choice, Occurrence, Owner, Step, YearAxis
from ita_desktop.ui.theme.columns import MeasureColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark

STRIP = "strip"
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
        Column(key="method", title=tr("มาตรการ"), width=Width.METHOD, stretch=True,
               editable=True, empty="",
               value=lambda row: row.method),
        Column(key="owners", title=tr("ผู้รับผิดชอบ"), kind=Kind.OWNERS, width=Width.OWNERS,
               editable=True,
               value=lambda row: row.owners, choices=lambda _row: owner_choices(data()),
               choices_of_new=lambda: owner_choices(data()), empty=()),
        Column(key="schedule", title=tr("รอบ"), width=Width.SCHEDULE, editable=True, empty="",
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
    """The states that a measure can be given."""
    return [
        Choice(MARKS[measure_state(status)], MARKS[measure_state(status)].word)
        for status in MeasureStatus
    ]


def status_of(mark: Mark) -> MeasureStatus:
    """The status that a chosen state means."""
    return next(one for one in MeasureStatus if MARKS[measure_state(one)] is mark)


def measure_groups(data: YearData) -> list[Group]:
    """The measures under their indicators, in the framework's order."""
    by_indicator: dict[str, list[MeasureRow]] = {}
    for measure in data.measures:
        by_indicator.setdefault(_head(data, measure.indicator), []).append(_row(data, measure))
    known = [one for one in data.framework.indicators if one.code in by_indicator]
    groups = [
        Group(id=one.code, code=one.code, title=one.name, rows=tuple(by_indicator[one.code]))
        for one in known
    ]
    rest = [code for code in by_indicator if code not in {one.code for one in known}]
    return groups + [
        Group(id=code, code=code, title="", rows=tuple(by_indicator[code])) for code in rest
    ]


def _head(data: YearData, indicator: str) -> str:
    """The indicator that a sub-indicator belongs to: measures are grouped by whole indicators."""
    found = data.framework.indicator_by_code.get(indicator)
    return found.parent or found.code if found else indicator


def _row(data: YearData, measure: Measure) -> MeasureRow:
    done = measure.status is MeasureStatus.DONE
    return MeasureRow(
        id=measure.id,
        indicator=measure.indicator,
        items=tuple(one.item_code for one in data.items_of_measure(measure.id)),
        method=measure.method,
        finding=measure.finding,
        owners=shown_owners(data, data.owners_of_measure(measure.id)),
        schedule=measure.schedule,
        occurrences=tuple(
            Occurrence(
                id=f"{measure.id}:{span.last}",
                month=span.last,
                step=Step.DONE if done else Step.COMING,
                start=span.first if span.first != span.last else None,
                label=_month(data.year, span.last),
            )
            for span in spans(measure.frequency)
        ),
        monitoring=measure.monitoring,
        mark=MARKS[measure_state(measure.status)],
        note=measure.note,
    )


def _month(fiscal_year: int, month: int) -> str:
    """A month of a fiscal year in words: มี.ค. 68."""
    number = FISCAL_MONTHS[month]
    year = fiscal_year - 1 if number >= FISCAL_MONTHS[0] else fiscal_year
    return f"{MONTHS_SHORT[number - 1]} {year % 100:02d}"
