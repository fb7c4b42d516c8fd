"""The rows and columns of มาตรการ, the chips above them (states with counts, kind, unit, and a
legend), and what an edit of the table stores.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import FISCAL_MONTHS, buddhist_year, month_end
from ita_desktop.domain.measure_cells import Typed, items_of_measure, items_text
from ita_desktop.domain.records import MEASURE_KINDS, Measure, MeasureKind, MeasureStatus
from ita_desktop.domain.rich import tidy
from ita_desktop.domain.scores.progress import measure_state
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import check_typed, parse_items
from ita_desktop.services.overview import members_of, owner_units
from ita_desktop.services.tracking import TimeKey
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.language import month_name, short_date
from ita_desktop.ui.pages.fields import (
    owner_choices,
    read_owners,
    refs,
    shown_owners,
    unknown_choices,
)
from ita_desktop.ui.pages.parts.chips import MenuChip, StateChips, give_way, is_covered, width_of
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import CellOwner, ListChoice, ScheduledTime, YearAxis
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import MeasureColumns
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import StateLabel

SHOWN = (Mark.LATE, Mark.DOING, Mark.NONE, Mark.MISSED, Mark.DONE)
STRIP = "strip"
HOW_OFTEN = "schedule"
USUAL_SCHEDULES = ("ทุกเดือน", "ทุก 3 เดือน", "ทุก 6 เดือน")
BY_INDICATOR = (MeasureKind.ITEM, MeasureKind.INDICATOR)
"""Kinds grouped by indicator; others are grouped by kind."""
KIND_GROUP = "kind:"


class _Width:
    ITEMS: Final = 92
    METHOD: Final = 180
    METHOD_WIDE: Final = 440
    OWNERS: Final = 122
    OWNERS_WIDE: Final = 190
    SCHEDULE_WIDE: Final = 150
    KIND: Final = 150
    MONITORING: Final = 200
    FINDING: Final = 200
    STATUS: Final = 118
    NOTE: Final = 160


@dataclass(frozen=True, slots=True)
class MeasureTableRow:
    """A row: a measure."""

    id: str
    measure: Measure
    items: Typed[str]
    owners: tuple[CellOwner, ...]
    occurrences: tuple[ScheduledTime, ...]
    mark: Mark
    unit_ids: frozenset[str]

    @property
    def told(self) -> str:
        """That it was marked as done without a record of these times; empty if not."""
        times = [time.label for time in self.occurrences if time.step is TimeState.TOLD]
        if not times:
            return ""
        return tr("ทำเครื่องหมายว่าครบ ไม่มีบันทึกผลของ {times}", times=" ".join(times))


def measure_columns(data: Callable[[], YearData], today: date) -> list[Column[MeasureTableRow]]:
    """Returns the columns; ``data`` returns the current year when a list is opened."""
    year = data().year
    schedules = [*USUAL_SCHEDULES, f"ปีงบประมาณ {year}"]
    return [
        Column("items", tr("ข้อ"), lambda row: items_text(row.items, ", "), _Width.ITEMS,
               kind=ColumnKind.CODE, editable=True, parse=lambda text: parse_items(data(), text),
               doubt=lambda row, codes: check_typed(data(), codes, row.items if row else ()),
               ghost=lambda row: row.measure.indicator, empty=(), hideable=False),
        Column("method", tr("มาตรการ"), lambda row: row.measure.method, _Width.METHOD,
               wide=_Width.METHOD_WIDE, stretch=True, editable=True, empty="", parse=tidy,
               rich=True),
        Column("owners", tr("ผู้รับผิดชอบ"), lambda row: row.owners, _Width.OWNERS,
               kind=ColumnKind.OWNERS, wide=_Width.OWNERS_WIDE, editable=True,
               any_choices=lambda: owner_choices(data()), named=unknown_choices,
               parse=lambda text: read_owners(data(), text), empty=()),
        Column(HOW_OFTEN, tr("รอบ"), lambda row: row.measure.schedule, MeasureColumns.SCHEDULE,
               wide=_Width.SCHEDULE_WIDE, firm=True, editable=True, empty="", tone=Tone.TEXT2,
               choices=lambda _row: [ListChoice(schedule, schedule) for schedule in schedules]),
        Column(STRIP, tr("ครั้งที่ทำ"), lambda row: row.occurrences, MeasureColumns.STRIP,
               kind=ColumnKind.SCHEDULE, axis=YearAxis(year, today), filterable=False),
        Column("kind", tr("ประเภท"), lambda row: tr(MEASURE_KINDS[row.measure.kind]), _Width.KIND,
               editable=True, hidden=True, only_choices=True, required=True,
               any_choices=kind_choices),
        Column("monitoring", tr("การกำกับติดตาม"), lambda row: row.measure.monitoring,
               _Width.MONITORING, editable=True, empty="", parse=tidy, rich=True, hidden=True),
        Column("finding", tr("ประเด็นที่ต้องปรับปรุง"), lambda row: row.measure.finding, _Width.FINDING,
               editable=True, empty="", parse=tidy, rich=True, hidden=True),
        Column("status", tr("สถานะ"), lambda row: row.mark, _Width.STATUS, kind=ColumnKind.STATE,
               editable=True, only_choices=True, required=True, any_choices=status_choices,
               tip=lambda row: row.told),
        Column("note", tr("หมายเหตุ"), lambda row: row.measure.note, _Width.NOTE, editable=True,
               empty="", hidden=True),
    ]  # fmt: skip


def status_choices() -> list[ListChoice]:
    """Returns the states that a measure can be set to; "late" in pasted text means not started."""
    marks = [Mark.of(measure_state(status)) for status in MeasureStatus]
    return [
        ListChoice(mark, mark.word, also=(Mark.LATE.word,) if mark is Mark.NONE else ())
        for mark in marks
    ]


def kind_choices() -> list[ListChoice]:
    """Returns the kinds of measures."""
    return [ListChoice(kind, tr(words)) for kind, words in MEASURE_KINDS.items()]


def status_of(mark: Mark) -> MeasureStatus:
    """Returns the status of a selected state; late and missed mean not started."""
    if mark in {Mark.LATE, Mark.MISSED}:
        return MeasureStatus.NOT_STARTED
    return next(status for status in MeasureStatus if Mark.of(measure_state(status)) is mark)


def measure_groups(data: YearData, today: date, unit_id: str = "") -> list[RowGroup]:
    """Returns the measures grouped by indicator in the framework's order, as of ``today``, followed
    by those of other kinds. With ``unit_id``, states and counts are those of that unit."""
    own = members_of(data, data.unit_by_id.get(unit_id))
    by_head: dict[str, list[MeasureTableRow]] = {}
    for tracked_measure in tracked(data, today).values():
        by_head.setdefault(_head(data, tracked_measure.measure), []).append(
            _row(data, tracked_measure.of_units(own))
        )
    names = {indicator.code: indicator.name for indicator in data.framework.indicators}
    kinds = {f"{KIND_GROUP}{kind}": tr(words) for kind, words in MEASURE_KINDS.items()}
    order = [*(code for code in names if code in by_head)]
    order += [code for code in by_head if code not in names and code not in kinds]
    order += [code for code in kinds if code in by_head]
    titles = {code: names.get(code) or kinds.get(code, "") for code in order}
    return [_group(code, titles[code], by_head[code], today, unit_id) for code in order]


def _group(
    code: str, title: str, rows: list[MeasureTableRow], today: date, unit_id: str
) -> RowGroup:
    counting = [row for row in rows if not unit_id or unit_id in row.unit_ids]
    late = sum(row.mark is Mark.LATE for row in counting)
    done = sum(row.mark is Mark.DONE for row in counting)
    shown = "" if code.startswith(KIND_GROUP) else code
    counted = tr(
        "ครบ {done} จาก {of} มาตรการ เลยกำหนด {late} มาตรการ ณ {day}",
        done=done,
        of=len(counting),
        late=late,
        day=short_date(today),
    )
    return RowGroup(id=code, code=shown, title=title, rows=tuple(rows), late=late, counted=counted)


def _head(data: YearData, measure: Measure) -> str:
    """Returns the group of a measure: its main indicator, or its kind."""
    if measure.kind not in BY_INDICATOR:
        return f"{KIND_GROUP}{measure.kind}"
    found = data.framework.indicator_by_code.get(measure.indicator)
    return found.parent or found.code if found else measure.indicator


def _row(data: YearData, tracked_measure: TrackedMeasure) -> MeasureTableRow:
    measure = tracked_measure.measure
    owners = data.owners_of_measure(measure.id)
    return MeasureTableRow(
        id=measure.id,
        # A row that has only moved equals the one before.
        measure=replace(measure, position=0, row_version=1),
        items=items_of_measure(data, measure),
        owners=shown_owners(data, owners, measure),
        occurrences=occurrences_of(tracked_measure),
        mark=Mark.of(tracked_measure.state),
        unit_ids=frozenset(unit.id for unit in owner_units(data, owners)),
    )


def occurrences_of(tracked_measure: TrackedMeasure) -> tuple[ScheduledTime, ...]:
    """Returns the timeline marks of a measure; several in a month are side by side."""
    months = Counter(time.last.month for time in tracked_measure.times)
    seen: Counter[int] = Counter()
    found = []
    for time in tracked_measure.times:
        month = time.last.month
        seen[month] += 1
        within = (seen[month] - 0.5) / months[month]
        found.append(_occurrence(tracked_measure.measure.id, time, within))
    return tuple(found)


def _occurrence(measure_id: str, time: Time, within: float) -> ScheduledTime:
    """Returns the timeline mark of an occurrence, identified by its last day."""
    first, last = (FISCAL_MONTHS.index(day.month) for day in time.occurrence[:2])
    return ScheduledTime(
        id=f"{measure_id}:{time.last.isoformat()}",
        month=last,
        step=time.state,
        start=first if first != last else None,
        label=time_words(time),
        within=within,
    )


def time_words(time: Time) -> str:
    """Returns an occurrence in words: มี.ค. 68 if it ends with a month, else its last day."""
    last = time.last
    if last != month_end(last):
        return short_date(last)
    return f"{month_name(last.month)} {buddhist_year(last) % 100:02d}"


def time_key(occurrence_id: str) -> TimeKey:
    """Returns the key of an occurrence from the id of its timeline mark."""
    measure_id, _, day = occurrence_id.rpartition(":")
    return TimeKey(measure_id, date.fromisoformat(day))


def write_edit(workspace: Workspace, data: YearData, edit: Edit) -> None:
    """Writes an edit as one unit of work into the year of ``data``. Raises ItaError."""
    cells = [
        CellEdit(change.row, change.key, _stored_value(data, change.key, change.value))
        for change in edit.changes
    ]
    if edit.new:
        new = [_fields(data, row, edit.after) for row in edit.new]
        measures.add(workspace, data.year, new, after=edit.after, edits=cells)
    elif cells:
        measures.edit(workspace, data.year, cells)


def fields_of_group(group_id: str) -> dict[str, Any]:
    """Returns the fields of a new measure in a group: its indicator, or its kind."""
    if group_id.startswith(KIND_GROUP):
        return {"kind": MeasureKind(group_id.removeprefix(KIND_GROUP))}
    return {"indicator": group_id}


def _fields(data: YearData, row: Mapping[str, object], after: str | None) -> dict[str, Any]:
    """Returns the fields of a pasted row; without items it belongs to the target's group."""
    fields = {key: _stored_value(data, key, value) for key, value in row.items() if key != STRIP}
    if not fields.get("items") and after is not None and after not in data.measure_by_id:
        fields |= fields_of_group(after)
    return fields


def _stored_value(data: YearData, key: str, value: object) -> object:
    """Converts a cell's value to the service's."""
    if key == "items" and isinstance(value, str):
        return parse_items(data, value)
    if key == "owners" and isinstance(value, tuple):
        return refs(value)
    if key == "kind":
        return value if isinstance(value, MeasureKind) else _kind_of(value)
    if key == "status" and isinstance(value, Mark):
        return status_of(value)
    return value


def _kind_of(words: object) -> MeasureKind:
    """Parses a pasted kind."""
    for kind in kind_choices():
        if kind.text == words and isinstance(kind.value, MeasureKind):
            return kind.value
    return MeasureKind.ITEM


def owning_units(data: YearData) -> list[tuple[str, str]]:
    """Returns id and name of the units that own measures, in the office's order."""
    owned = {unit.id for unit in owner_units(data, data.measure_owners)}
    return [(unit.id, unit.label) for unit in data.units if unit.id in owned]


class MeasureFilters(QWidget):
    """Filters the table of measures."""

    def __init__(self, session: Session, table: SheetView) -> None:
        super().__init__()
        self._session, self._table = session, table
        self.chips = StateChips(
            {mark: Chip(mark.word, self, mark=mark) for mark in SHOWN},
            table.sheet,
            lambda row: row.mark,
            done=Mark.DONE,
            rare=(Mark.MISSED,),
        )
        self.kind = MenuChip(tr("ประเภท"), tr("ทุกประเภท"), self._kinds, self)
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), lambda: owning_units(session.data), self)
        self._has_kinds = False
        self._legend = QWidget(self)
        hbox(
            *self.chips.values(),
            self.kind,
            self.unit,
            None,
            self._legend,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=Space.ICON_TO_WORD,
        )
        self.setMinimumWidth(0)
        self._legend_labels = [
            StateLabel(self._legend, style=Text.LABEL, coloured=False) for _ in range(3)
        ]
        hbox(*self._legend_labels, on=self._legend, gap=Space.L)
        self.kind.chosen.connect(self._filter_kind)
        self.unit.chosen.connect(lambda: self.unit.narrow_to_unit(table.sheet))

    def _show_legend(self, *, over: bool) -> None:
        """Shows what the marks of times mean; in a year that is over nothing is late."""
        meant = [(Mark.DONE, tr("ทำแล้ว"))]
        if over:
            meant.append((Mark.MISSED, Mark.MISSED.word))
        else:
            meant += [(Mark.LATE, Mark.LATE.word), (Mark.NONE, tr("ถึงกำหนดภายหน้า"))]
        for at, label in enumerate(self._legend_labels):
            label.setVisible(at < len(meant))
            if at < len(meant):
                label.set_state(*meant[at])

    def _kinds(self) -> list[tuple[str, str]]:
        there = {measure.kind for measure in self._session.data.measures}
        return [(f"kind:{kind}", tr(MEASURE_KINDS[kind])) for kind in MeasureKind if kind in there]

    def refresh(self, rows: Sequence[MeasureTableRow]) -> None:
        """Updates the counts; shows the chip of kinds if there are several."""
        today = self._session.today
        over = self._session.data.is_over(today)
        self.chips.refresh(rows, today, over=over)
        self._show_legend(over=over)
        self._has_kinds = len({row.measure.kind for row in rows}) > 1
        if not self._has_kinds and self.kind.key:
            self.kind.choose("")
        self.fit()

    def fit(self) -> None:
        """Hides the legend if it does not fit, and then unused chips that can be spared: done
        follows from the other states, the others give way to a pane alone, which is soon folded
        again."""
        room = self.contentsRect().width() - 2 * Space.PAGE_EDGE
        spared: list[Chip] = [self.chips[Mark.DONE]]
        menus = [self.kind, self.unit] if self._has_kinds else [self.unit]
        self.kind.setHidden(not self._has_kinds)
        if is_covered(self):
            spared += menus
        else:
            self.unit.show()
        chips = (*self.chips.values(), self.kind, self.unit)
        give_way(chips, spared, room)
        left = room - width_of(chip for chip in chips if not chip.isHidden())
        self._legend.setVisible(left >= self._legend.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def clear(self) -> None:
        """Clears all filters."""
        self.chips.uncheck()
        self.kind.choose("")
        self.unit.choose("")

    def _filter_kind(self, key: str) -> None:
        kind = MeasureKind(key.removeprefix("kind:")) if key else None

        def passes(row: MeasureTableRow) -> bool:
            return row.measure.kind is kind

        self.kind.narrow(self._table.sheet, "kind", passes)
