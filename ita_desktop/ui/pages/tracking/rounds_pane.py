"""The rows of ติดตามผล, occurrences of measures and reporting rounds, and the pane of the rounds
beside the list: progress, and what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.deliveries import tabled, without_result
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.standing import URGENCY, DoneShare, TimeState, share_of_states
from ita_desktop.domain.tracking.state import Time, TrackedMeasure, rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measure_names import code_of, label_of, namer
from ita_desktop.services.overview import owner_units
from ita_desktop.services.places import paper_place
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.language import month_title, short_date
from ita_desktop.ui.pages.fields import shown_owners
from ita_desktop.ui.pages.measures.rows import time_words
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS, round_title
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.table.values import CellOwner, StatusCell
from ita_desktop.ui.theme.measures import RecordSize
from ita_desktop.ui.theme.measures import TimeColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection
from ita_desktop.ui.widgets.popup import FormPopup
from ita_desktop.ui.widgets.status import Bar

REPORT = "progress-report"
SHORT = 6
"""Number of measures without result listed before all are requested."""
DAY, SAID, PHOTOS = "day", "said", "photos"
GROUP = "group:"
Heads: TypeAlias = Callable[["TimeRow"], Sequence[tuple[str, str]]]
"""Keys and titles of the groups of an occurrence."""


class ListWidth:
    METHOD_WIDE: Final = 440
    RESULT_WIDE: Final = 300


class TimeGrouping(StrEnum):
    """How occurrences are grouped."""

    MONTH = "month"
    UNIT = "unit"
    STATE = "state"


BY_WORDS = {
    TimeGrouping.MONTH: "ตามเดือน",
    TimeGrouping.UNIT: "ตามหน่วย",
    TimeGrouping.STATE: "ตามสถานะ",
}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row: an occurrence of a measure."""

    id: str
    measure_id: str
    last: date
    when: str
    codes: str
    """Its items, else its indicator."""
    label: str
    method: str
    owners: tuple[CellOwner, ...]
    state: TimeState
    done_on: date | None
    text: str
    photo_counts: tuple[int, ...]
    """Of each entry of the time."""
    unit_ids: frozenset[str]
    time: Time
    unit_id: str | None = None
    """The unit whose row it is, of one that several units do."""

    @property
    def photos(self) -> int:
        """The number of photographs of what counts for its unit, or for all."""
        own = self.time.entries_for(self.unit_id) if self.unit_id else self.time.entries
        counts = zip(self.time.entries, self.photo_counts, strict=True)
        return sum(count for entry, count in counts if entry in own)

    @property
    def key(self) -> TimeKey:
        """The key for recording it."""
        return TimeKey(self.measure_id, self.last, self.unit_id)

    def of_unit(self, unit_id: str) -> "TimeRow":
        """Returns the row of a unit, with its own state and result, if several units do it."""
        if all(unit.id != unit_id for unit in self.time.units):
            return self
        done_on, text = _told(self.time.entries_for(unit_id))
        state = self.time.state_of(unit_id)
        return replace(self, unit_id=unit_id, state=state, done_on=done_on, text=text)


def urgency(row: TimeRow) -> int:
    """Sort key: most urgent first."""
    return URGENCY.index(row.state)


def time_columns(year: int) -> list[Column[TimeRow]]:
    """Returns the columns; occurrences are edited in their popup."""
    return [
        Column("label", tr("ข้อ"), lambda row: row.codes, Width.ITEMS, kind=ColumnKind.CODE,
               hideable=False),
        Column("due", tr("กำหนด"), lambda row: row.last, Width.DUE, kind=ColumnKind.DATE,
               fiscal_year=year,
               tone=lambda row: Tone.LATE if row.state is TimeState.LATE else Tone.TEXT),
        Column("method", tr("มาตรการ"), lambda row: row.method, Width.METHOD,
               wide=ListWidth.METHOD_WIDE, stretch=True),
        Column("owners", tr("ผู้รับผิดชอบ"), lambda row: row.owners, Width.OWNERS,
               kind=ColumnKind.OWNERS),
        Column("state", tr("สถานะ"),
               lambda row: StatusCell(TIME_MARKS[row.state], _state_words(row)), Width.STATE,
               kind=ColumnKind.STATE, sort=urgency),
        Column(DAY, tr("วันที่ทำ"), lambda row: row.done_on, Width.DAY, kind=ColumnKind.DATE,
               fiscal_year=year),
        Column(SAID, tr("ผล"), lambda row: row.text, Width.RESULT, wide=ListWidth.RESULT_WIDE,
               rich=True),
        Column(PHOTOS, tr("ภาพ"), lambda row: row.photos or None, Width.PHOTOS,
               kind=ColumnKind.NUMBER, text=lambda row: str(row.photos or "")),
    ]  # fmt: skip


def _state_words(row: TimeRow) -> str:
    """Returns the state, and how many units are done of those that do it by themselves."""
    words, of, left = step_word(row.state), len(row.time.units), len(row.time.open_units)
    if row.unit_id is not None or left in {0, of}:
        return words
    return tr("{state} {done}/{of} หน่วย", state=words, done=of - left, of=of)


def time_rows(data: YearData, tracked: Mapping[str, TrackedMeasure]) -> list[TimeRow]:
    """Returns all occurrences by last day, those of one day in the order of the measures."""
    found = [
        _row(data, tracked_measure, time)
        for tracked_measure in tracked.values()
        for time in tracked_measure.times
    ]
    return sorted(found, key=lambda row: row.last)


def _row(data: YearData, tracked: TrackedMeasure, time: Time) -> TimeRow:
    measure = tracked.measure
    owners = data.owners_of_measure(measure.id)
    done_on, text = _told(time.entries)
    return TimeRow(
        id=f"{measure.id}:{time.last.isoformat()}",
        measure_id=measure.id,
        last=time.last,
        when=time_words(time),
        codes=code_of(data, measure),
        label=label_of(data, measure),
        method=first_words(measure.method),
        owners=shown_owners(data, owners),
        state=time.state,
        done_on=done_on,
        text=text,
        photo_counts=tuple(len(data.photos_of(entry.id)) for entry in time.entries),
        unit_ids=frozenset(unit.id for unit in owner_units(data, owners)),
        time=time,
    )


def _told(entries: Sequence[Entry]) -> tuple[date | None, str]:
    """Returns the day and words of the last of some entries."""
    if not entries:
        return None, ""
    last = entries[-1]
    text = last.reason if last.state is EntryState.SKIPPED else last.text or last.result
    return last.day, text


def time_groups(
    data: YearData, rows: Sequence[TimeRow], by: TimeGrouping, today: date
) -> list[RowGroup]:
    """Returns the occurrences in groups, late ones first."""
    if by is TimeGrouping.STATE:
        return _groups(rows, lambda row: ((row.state.value, step_word(row.state)),), today,
                       [state.value for state in URGENCY])  # fmt: skip
    late = [row for row in rows if row.state is TimeState.LATE]
    if by is TimeGrouping.MONTH:
        rest = [row for row in rows if row.state is not TimeState.LATE]
        months = _groups(
            rest, lambda row: ((row.last.strftime("%Y-%m"), month_title(row.last)),), today
        )
        first = _group(TimeState.LATE.value, step_word(TimeState.LATE), late, today)
        return [first, *months] if late else months
    names = {unit.id: unit.label for unit in data.units}

    def units(row: TimeRow) -> Sequence[tuple[str, str]]:
        known = [(key, names[key]) for key in names if key in row.unit_ids]
        return known or (("", tr("ยังไม่มีผู้รับผิดชอบ")),)

    pressing = [*late, *(row for row in rows if row.state is not TimeState.LATE)]
    return _groups(pressing, units, today, [*names, ""], of_unit=True)


def _groups(
    rows: Sequence[TimeRow],
    heads: Heads,
    today: date,
    order: Sequence[str] = (),
    *,
    of_unit: bool = False,
) -> list[RowGroup]:
    """Returns the groups of rows; ``of_unit``: their keys are units, whose own rows they hold."""
    found: dict[str, tuple[str, list[TimeRow]]] = {}
    for row in rows:
        for key, words in heads(row):
            found.setdefault(key, (words, []))[1].append(row)
    keys = [key for key in order if key in found] if order else list(found)
    seen: set[str] = set()
    groups = []
    for key in keys:
        words, members = found[key]
        members = [row.of_unit(key) for row in members] if of_unit else members
        # An occurrence of several units is in each of their groups, as a separate row.
        own = [replace(row, id=f"{row.id}@{key}") if row.id in seen else row for row in members]
        seen |= {row.id for row in members}
        groups.append(_group(key, words, own, today))
    return groups


def _group(key: str, words: str, rows: Sequence[TimeRow], today: date) -> RowGroup:
    done, of = share_of_states(row.state for row in rows)
    note = (
        tr("{done}/{of} ครั้ง", done=done, of=of) if of else tr("ไม่นับ {count} ครั้ง", count=len(rows))
    )
    late = sum(row.state is TimeState.LATE for row in rows)
    counted = tr(
        "ทำแล้ว {done} จาก {of} ครั้งที่ต้องทำ เลยกำหนด {late} ครั้ง จากทั้งหมด {all} ครั้ง ณ {day}",
        done=done,
        of=of,
        late=late,
        all=len(rows),
        day=short_date(today),
    )
    return RowGroup(
        id=f"{GROUP}{key}", title=words, rows=tuple(rows), note=note, late=late, counted=counted
    )


class RoundRow(NamedTuple):
    """A round with its progress."""

    round: Round
    due: DoneShare
    """Of the occurrences that have ended by the day."""
    share: DoneShare
    """Of all of the round."""
    missing: tuple[tuple[str, str], ...]
    """Keys and names of measures without entry in the round."""
    missing_in_table: int
    """How many of these the table of the report lists."""
    summed: tuple[tuple[str, str], ...]
    """Keys and names of measures with a summary."""


def round_rows(
    data: YearData, tracked: Mapping[str, TrackedMeasure], today: date
) -> list[RoundRow]:
    """Returns the rounds with the progress of occurrences that end within them."""
    found, name = [], namer(data)
    for round_ in rounds_of(data):
        times = [
            time
            for measure in tracked.values()
            for time in measure.times
            if round_.first <= time.last <= round_.last
        ]
        due = share_of_states(time.state for time in times if time.last <= today)
        without = without_result(data, round_)
        missing = tuple((measure.id, name(measure)) for measure in without)
        in_table = len(set(without) & set(tabled(data)))
        summaries = {entry.measure_id for entry in data.entries if entry.round_id == round_.id}
        summed = tuple(
            (measure.id, name(measure)) for measure in data.measures if measure.id in summaries
        )
        share = share_of_states(time.state for time in times)
        found.append(RoundRow(round_, due, share, missing, in_table, summed))
    return found


class _Round(PaneSection):
    """A round: its days, a progress bar, and measures without result."""

    measure_opened = Signal(str)
    summary_requested = Signal(str, QWidget)
    """The results of a measure should be summarised; carries its id, and the widget to open
    beside."""
    print_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, action=tr("แก้"))
        self._row: RoundRow | None = None
        self._all = False
        self._measure = ""
        self.days = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.counted = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=2)
        self.bar = Bar(self)
        self.missing = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.basis = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=2)
        self.list = LinkList(self)
        self.list.opened.connect(self.measure_opened)
        self.more = Button("", self, kind=ButtonKind.QUIET)
        self.more.set_flush()
        self.more.clicked.connect(self._show_all)
        self.summed = LinkList(self)
        self.summed.opened.connect(self._open_summary)
        self.sum_up = Button("", self, kind=ButtonKind.QUIET, icon_name="pencil")
        self.sum_up.set_flush()
        self.sum_up.clicked.connect(lambda: self.summary_requested.emit(self._measure, self.sum_up))
        self.sum_up.hide()
        self.print = Button(tr("พิมพ์รายงานรอบนี้"), self, kind=ButtonKind.QUIET, icon_name="printer")
        self.print.set_flush()
        self.print.clicked.connect(self.print_requested)
        column = self.column
        add(
            column,
            self.days,
            self.counted,
            Space.XS,
            self.bar,
            Space.S,
            self.missing,
            self.basis,
            self.list,
            self.more,
            Space.XS,
            self.summed,
            self.sum_up,
            self.print,
        )

    def show_round(self, row: RoundRow, *, locked: bool) -> None:
        """Shows a round."""
        self._row = row
        one, share = row.round, row.due
        title = round_title(one)
        self.set_title(title)
        percent = share.percent
        self.set_action("" if locked else tr("แก้"))
        self.action.setAccessibleName(tr("แก้{round}", round=title))
        self.print.setAccessibleName(tr("พิมพ์รายงาน {round}", round=title))
        self.days.setText(f"{short_date(one.first)} – {short_date(one.last)}")
        lines = [tr("ครบกำหนดถึงวันนี้ ทำแล้ว {done} จาก {of} ครั้ง", done=share.done, of=share.of)]
        if row.share != share:
            whole = row.share
            lines.append(tr("ทั้งรอบ {done} จาก {of} ครั้ง", done=whole.done, of=whole.of))
        self.counted.setText(" · ".join(lines))
        self.set_count(f"{percent:.0f}%" if percent is not None else "–", lines[0])
        self.bar.set_fraction(float(percent or 0) / 100, Tone.DONE)
        self.bar.setAccessibleName(title)
        words = tr("สรุปผลแล้ว")
        self.summed.set_links([Linked(key, name, words, Mark.DONE) for key, name in row.summed])
        self._fill()

    def show_measure(self, key: str, name: str) -> None:
        """Offers to summarise a measure; without a key, hides the offer."""
        self._measure = key
        self.sum_up.setVisible(bool(key))
        self.sum_up.setText(tr("สรุปผลของ {which}…", which=name))
        if self._row is not None:
            title = round_title(self._row.round)
            self.sum_up.setAccessibleName(tr("สรุปผลของ {which} {round}", which=name, round=title))

    def _open_summary(self, measure_id: str) -> None:
        line = next(line for line in self.summed.lines if line.linked.key == measure_id)
        self.summary_requested.emit(measure_id, line)

    def _fill(self) -> None:
        if self._row is None:
            return
        missing, in_table = self._row.missing, self._row.missing_in_table
        count = len(missing)
        words = tr("นับทุกมาตรการของปี อยู่ในตารางของรายงานรอบ {count}", count=in_table)
        self.basis.setText(words)
        self.basis.setVisible(in_table != count)
        whole = self._row.share
        if count:
            told = tr("ยังไม่มีผล {count} มาตรการ", count=count)
        elif whole.done < whole.of:
            told = tr("ทุกมาตรการมีผลแล้วอย่างน้อยหนึ่งครั้ง")
        else:
            told = tr("ทุกมาตรการมีผลแล้ว")
        self.missing.setText(told)
        shown = missing if self._all or count <= SHORT + 1 else missing[:SHORT]
        self.list.set_links([Linked(key, name, "", Mark.NONE) for key, name in shown])
        self.more.setText(tr("ดูทั้งหมด {count}", count=count))
        self.more.setVisible(len(shown) < count)

    def _show_all(self) -> None:
        self._all = True
        self._fill()


class RoundsPane(DetailPane):
    """All rounds of the year, and a button to add one."""

    go = Signal(str, str)
    measure_opened = Signal(str)
    summary_requested = Signal(str, Round, QWidget)
    """The results of a measure in a round should be summarised, beside a widget."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._measure = ("", "")
        self.sections: list[_Round] = []
        self.add = Button(tr("+ เพิ่มรอบ"), self.ui.body, kind=ButtonKind.QUIET)
        self.add.set_flush()
        self.add.clicked.connect(lambda: self._open(None, self.add))
        self.ui.rows.addWidget(self.add)

    def show_rounds(self, rows: Sequence[RoundRow]) -> None:
        """Shows the rounds."""
        locked = self._session.is_locked
        self.set_head("", None, tr("รอบรายงาน"))
        self.add.setVisible(not locked)
        while len(self.sections) < len(rows):
            self._add_section(len(self.sections))
        for at, section in enumerate(self.sections):
            section.setVisible(at < len(rows))
        self._rounds = [row.round for row in rows]
        for section, row in zip(self.sections, rows, strict=False):
            section.show_round(row, locked=locked)
        self._show_measures()

    def show_measure(self, key: str, name: str) -> None:
        """Sets the measure to summarise, with its name; without a key there is none."""
        if (key, name) != self._measure:
            self._measure = (key, name)
            self._show_measures()

    def _show_measures(self) -> None:
        locked = self._session.is_locked
        for section in self.sections:
            section.show_measure(*(("", "") if locked else self._measure))

    def _add_section(self, at: int) -> None:
        section = _Round(self.ui.body)
        section.acted.connect(lambda: self._open(self._rounds[at], section.action))
        section.print_requested.connect(lambda: self._print(self._rounds[at]))
        section.measure_opened.connect(self.measure_opened)
        section.summary_requested.connect(
            lambda key, by: self.summary_requested.emit(key, self._rounds[at], by)
        )
        self.ui.sections.addWidget(section)
        self.sections.append(section)

    def _print(self, round_: Round) -> None:
        place = paper_place(REPORT, round_.id)
        self.go.emit(place.page, place.target)

    def _open(self, round_: Round | None, anchor: QWidget) -> None:
        session = self._session
        popup = RoundPopup(round_, session.year, session.today, self)
        popup.thing = round_.id if round_ is not None else ""
        popup.save = partial(self._save, round_)
        if round_ is not None:
            popup.removed.connect(partial(self._remove, round_.id))
        popup.open_by(anchor)

    def _save(self, round_: Round | None, title: str, first: object, last: object) -> bool:
        session = self._session
        if round_ is None:
            return session.could_write(tracking.add_round, title, first, last)  # type: ignore[arg-type]
        typed = {"title": title, "first": first, "last": last}
        edits = [
            CellEdit(round_.id, name, value)
            for name, value in typed.items()
            if value != getattr(round_, name)
        ]
        return not edits or session.could_write(tracking.edit_round, edits)

    def _remove(self, key: str) -> None:
        session = self._session
        if session.could_write(tracking.remove_round, [key]):
            session.notified.emit(tr("เอารอบรายงานออกแล้ว"), True)


# A popup to edit a reporting round: name, first and last day.


class RoundSize:
    """Sizes of the popup."""

    WIDTH: Final = 340


class RoundPopup(FormPopup):
    """``save`` is called with title, first and last day, and returns whether they were stored."""

    about = "round"
    span = RoundSize.WIDTH

    removed = Signal()

    def __init__(
        self, round_: Round | None, fiscal_year: int, today: date, parent: QWidget
    ) -> None:
        heading = tr("แก้รอบรายงาน") if round_ is not None else tr("เพิ่มรอบรายงาน")
        super().__init__(heading, parent, gap=Space.S)
        self.save: Callable[[str, date, date], bool] = lambda _title, _first, _last: True
        self._year, self._today = fiscal_year, today
        self.title = self.start = self._field(tr("ชื่อรอบ"), tr("รอบ 9 เดือน"))
        self.first = self._field(tr("วันแรก"), f"1/10/{(fiscal_year - 1) % 100:02d}")
        self.last = self._field(tr("วันสุดท้าย"), example_day(fiscal_year, 3))
        self.wrong = ThaiLabel("", self, style=Text.NOTE, tone=Tone.LATE, most=2)
        self.wrong.hide()
        self.inner.addWidget(self.wrong)
        if round_ is not None:
            self.title.setText(round_.title)
            self.first.setText(short_date(round_.first))
            self.last.setText(short_date(round_.last))
        self.out = Button(tr("เอารอบนี้ออก"), self, kind=ButtonKind.QUIET)
        self.out.setVisible(round_ is not None)
        self.out.clicked.connect(self.settle)
        self.out.clicked.connect(self.removed)
        self.done = Button(tr("บันทึก"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.out, None, self.done, gap=None))

    def _field(self, name: str, example: str) -> Field:
        field = Field(self, example=example)
        field.setAccessibleName(name)
        label = ThaiLabel(name, self, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(RecordSize.LABEL)
        field.returnPressed.connect(self.accept)
        nest(self.inner, hbox(label, (field, 1), gap=None))
        return field

    def accept(self) -> None:
        """Stores the input and closes; invalid dates are kept, with the reason."""
        days = []
        for field in (self.first, self.last):
            try:
                typed = field.text().strip()
                days.append(parse_date(typed, fiscal_year=self._year, today=self._today))
            except DateError as error:
                self.wrong.setText(sentence(error))
                self.wrong.show()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.save(self.title.text().strip(), *days):
            self.settle()
