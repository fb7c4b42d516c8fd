"""The detail pane of a measure: its plan, entries with photographs, and history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.records import MEASURE_KINDS, Measure
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, Round
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import (
    TrackedMeasure,
    entries_of_round,
    photos_of_round,
    rounds_of,
    summary_of,
    tracked_measure,
)
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import findings, history, measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measure_names import code_of
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.language import short_date
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.loading.pages import finish
from ita_desktop.ui.pages.fields import a_baht
from ita_desktop.ui.pages.measures.rows import time_words
from ita_desktop.ui.pages.parts import pane_sections
from ita_desktop.ui.pages.tracking.record_parts import PhotoSection
from ita_desktop.ui.pages.tracking.recording import (
    RecordController,
    due_time,
    place_of,
    round_title,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.cells.richlines import shown_text
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, at_once
from ita_desktop.ui.widgets.fields.cell import FieldCell
from ita_desktop.ui.widgets.fields.text import RichField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import LineStack, Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.section import ValueRow

MEASURE_TEXTS = {
    "finding": "ประเด็นที่ต้องปรับปรุง",
    "method": "วิธีปฏิบัติ",
    "monitoring": "การกำกับติดตาม",
    "reports_to": "การรายงาน",
    "target": "เป้าหมาย",
    "success": "ตัวชี้วัดความสำเร็จ",
    "note": "หมายเหตุ",
    "source": "ที่มาของมาตรการ",
}
"""The text fields of a measure."""
FEW = 4
"""Number of due occurrences that are listed individually."""


class MeasurePane(DetailPane):
    """Shows a measure; its texts are edited in the pane, its cells in the table."""

    about = "measure"
    edit_requested = Signal(str)
    """A value should be edited in the table; carries a column's key."""
    item_opened = Signal(str)
    """A linked item was clicked."""
    finding_opened = Signal(str)

    def __init__(self, session: Session, recording: RecordController) -> None:
        super().__init__()
        self._session = session
        self._recording = recording
        self.measure: Measure | None = None
        """The shown measure."""
        self._entry = ""
        self.photos: PhotoSection | None = None
        self.texts: dict[str, RichField] = {}
        self.building = self._build()
        """The steps that create the rows and sections, as far as they are still to be done."""
        self._stale = True
        self.out_of_sight: Callable[[], bool] = self.isHidden
        """Returns whether the pane is hidden, so that filling it can be postponed."""

    def _build(self) -> Iterator[None]:
        session = self._session
        self._cells = {
            "owners": self.add_row(tr("ผู้รับผิดชอบ"), editable=True),
            "schedule": self.add_row(tr("รอบ"), editable=True),
            "status": self.add_row(tr("สถานะ"), editable=True),
            "kind": self.add_row(tr("ประเภท"), editable=True),
        }
        for key, row in self._cells.items():
            row.edit_requested.connect(lambda key=key: self.edit_requested.emit(key))
        self.entries = LinkList(self)
        self.entries.opened.connect(self._open_entry)
        self.record = self.add_section(tr("ผลดำเนินการ"), self.entries, action=tr("+ บันทึกผล"))
        self.record.acted.connect(self._record)
        self._pictures_of = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=1)
        self._pictures = self.add_section(tr("ภาพถ่าย"), self._pictures_of)
        self.rounds = LinkList(self)
        self.rounds.opened.connect(self._open_round)
        self._summed = self.add_section(tr("สรุปผลรอบรายงาน"), self.rounds)
        self.links = ItemLinks(self)
        self.links.opened.connect(self.item_opened)
        self._linked = self.add_section(tr("ข้อที่มาตรการนี้ตอบ"), self.links, action=tr("แก้ข้อ"))
        self._linked.acted.connect(lambda: self.edit_requested.emit("items"))
        self.titles = pane_sections.TitleSection(self.ui.body)
        self.titles.entered.connect(lambda code, typed: self._write("titles", {code: typed}))
        self.ui.sections.addWidget(self.titles)
        self.answered = LinkList(self)
        self.answered.opened.connect(self.finding_opened)
        action = tr("เลือกประเด็น")
        self._answered = self.add_section(tr("ประเด็นจากการวิเคราะห์"), self.answered, action=action)
        self._answered.acted.connect(self.choose_findings)
        for key, title in MEASURE_TEXTS.items():
            yield
            self.texts[key] = pane_sections.text_section(self, tr(title), partial(self._write, key))
        yield
        self._add_budget()
        self._done = pane_sections.PastSection(session, self.ui.body)
        self.ui.sections.addWidget(self._done)
        self.past = self._done.list

    def _add_budget(self) -> None:
        section = self.add_section(tr("งบประมาณ (บาท)"))
        self.budget = FieldCell(
            tr("งบประมาณ (บาท)"), *a_baht(), section, example=tr("ไม่ใช้งบประมาณ")
        )
        self.budget.entered.connect(lambda value: self._write("budget", value))
        self.budget.problem.connect(self._session.failed)
        self.budget.problem_over.connect(self._session.failure_over)
        add(section.column, Space.XS, self.budget)

    @property
    def has_keyboard(self) -> bool:
        """Whether the pane or a child has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def show_measure(self, key: str) -> None:
        """Shows the measure with this key."""
        data = self._session.data
        measure = data.measure_by_id.get(key)
        if measure is None:
            return
        if self.measure is None or self.measure.id != key:
            self._entry = ""
        self.measure = measure
        tracked = tracked_measure(data, measure, self._session.today)
        self._stale = True
        with at_once(self.ui.column):
            self._show_head(data, measure, tracked)
            if not self.out_of_sight():
                self._fill(measure, tracked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.measure is not None:
            self.show_measure(self.measure.id)

    def _show_head(self, data: YearData, measure: Measure, tracked: TrackedMeasure) -> None:
        title = first_words(measure.method) or tr("ยังไม่ได้พิมพ์วิธีปฏิบัติ")
        code = code_of(data, measure)
        self.set_head(code, Mark.of(tracked.state), title, of=measure.id)

    def _fill(self, measure: Measure, tracked: TrackedMeasure) -> None:
        data, key = self._session.data, measure.id
        finish(self.building)
        self._stale = False
        owners = ", ".join(data.owner_label(owner) for owner in data.owners_of_measure(key))
        self._cells["owners"].set_value(owners)
        self._cells["schedule"].set_value(measure.schedule, _due_words(tracked))
        self._cells["status"].set_value(Mark.of(tracked.state).word, told_words(tracked))
        self._cells["kind"].set_value(tr(MEASURE_KINDS[measure.kind]))
        locked = self._session.is_locked
        own = not self._session.locked_to(data.owners_of_measure(key))
        for name, row in self._cells.items():
            row.set_editable(own if name == "status" else not locked)
        self._fill_links(data, measure, locked=locked)
        for name, field in self.texts.items():
            ghost = shown_text(issue_of(data, measure)) if name == "finding" else ""
            field.set_text(getattr(measure, name), locked=locked, ghost=ghost, thing=key)
        budget = f"{measure.budget:,}" if measure.budget is not None else ""
        self.budget.set_value(budget, locked=locked, thing=measure.id)
        self._fill_record(data, tracked)
        workspace = self._session.workspace
        self._done.show_past(key, lambda most: history.of_measure(workspace, data, key, most))

    def _fill_links(self, data: YearData, measure: Measure, *, locked: bool) -> None:
        self._linked.set_action("" if locked else tr("แก้ข้อ"))
        titles = pane_sections.titles_of(data, data.items_of_measure(measure.id))
        self.links.set_items([(title.code, title.official) for title in titles])
        self.titles.show_titles(measure.id, titles, locked=locked)
        answered = data.findings_of_measure(measure.id)
        can_choose = bool(data.findings) and not locked
        self._answered.setVisible(bool(answered) or can_choose)
        self._answered.set_action(tr("เลือกประเด็น") if can_choose else "")
        self.answered.set_links(
            [
                Linked(
                    finding.id,
                    first_words(finding.issue) or findings.label_of(data, finding),
                    findings.label_of(data, finding),
                    "search",
                )
                for finding in answered
            ]
        )

    def choose_findings(self) -> None:
        """Opens the list of findings, with those addressed by the measure checked."""
        measure = self.measure
        if measure is None:
            return
        load("ita_desktop.ui.pages.measures.chosen_findings")
        from ita_desktop.ui.pages.measures.chosen_findings import FindingsPopup, finding_choices

        data = self._session.data
        answered = [finding.id for finding in data.findings_of_measure(measure.id)]
        popup = FindingsPopup(finding_choices(data, measure), answered, self)
        popup.thing = measure.id
        popup.save = lambda keys: self._write("findings", keys)
        popup.open_by(self._answered.action)

    # -- entries

    def _fill_record(self, data: YearData, tracked: TrackedMeasure) -> None:
        share = tracked.share()
        counts = counted = ""
        if share.percent is not None:
            counts = tr("{done}/{of} · {percent}%", done=share.done, of=share.of,
                        percent=f"{share.percent:.0f}")  # fmt: skip
            told = {"done": share.done, "of": share.of, "day": short_date(self._session.today)}
            counted = tr("ทำหรือตัดสินแล้ว {done} จาก {of} ครั้งของทั้งปี ณ {day}", **told)
        elif tracked.times:
            counts = tr("ยังไม่มีครั้งที่นับ")
        self.record.set_count(counts, counted)
        own = not self._session.locked_to(data.owners_of_measure(tracked.measure.id))
        self.record.set_action(tr("+ บันทึกผล") if own else "")
        all_entries = data.entries_of(tracked.measure.id)
        known = {entry.id for entry in all_entries}
        entries = [entry for entry in all_entries if entry.round_id is None]
        if self._entry not in known:
            # Skipped occurrences have no photographs.
            done = [entry.id for entry in entries if entry.state is EntryState.DONE]
            self._entry = done[-1] if done else ""
        # What is recorded late stands beside what else was done then.
        latest = sorted(entries, key=_when, reverse=True)
        self.entries.set_links([self._line(data, tracked, entry) for entry in latest])
        self.rounds.set_links(
            [self._round_line(data, tracked.measure, round_) for round_ in rounds_of(data)]
        )
        self._show_photos(data)

    def _round_line(self, data: YearData, measure: Measure, round_: Round) -> Linked:
        """A line for a round with the first words of its summary, or the number of entries."""
        title, summary = round_title(round_), summary_of(data, measure.id, round_)
        if summary is None:
            count = len(entries_of_round(data, measure.id, round_))
            note = tr("รายงานพิมพ์จากบันทึก {count} ครั้ง", count=count) if count else tr("ยังไม่มีผล")
            return Linked(round_.id, title, note, Mark.NONE)
        words = first_words(summary.text or summary.result)
        count = len(photos_of_round(data, measure.id, round_))
        state = Mark.of(summary.state).word if summary.state in OPEN else ""
        notes = (state or tr("สรุปผลแล้ว"), tr("{count} ภาพ", count=count) if count else "")
        return Linked(
            round_.id,
            " · ".join(filter(None, (title, words))),
            " · ".join(filter(None, notes)),
            Mark.of(summary.state),
            summary.id == self._entry,
        )

    def _line(self, data: YearData, tracked: TrackedMeasure, entry: Entry) -> Linked:
        time = next((time for time in tracked.times if entry in time.entries), None)
        skipped = entry.state is EntryState.SKIPPED
        words = first_words(entry.text or entry.result)
        when = time_words(time) if time is not None else tr("นอกรอบ")
        state = Mark.of(entry.state).word if entry.state in OPEN else ""
        text = entry.reason if skipped else words or ("" if state else tr("ทำแล้ว"))
        count = len(data.photos_of(entry.id))
        people = entry.participants
        notes = (
            tr("ไม่ต้องทำ") if skipped else short_date(entry.day) if entry.day else "",
            state,
            tr("{count} คน", count=people) if people is not None else "",
            tr("{count} ภาพ", count=count) if count else "",
        )
        return Linked(
            entry.id,
            f"{when} · {text}",
            " · ".join(filter(None, notes)),
            "minus" if skipped else Mark.of(entry.state),
            entry.id == self._entry,
        )

    def _show_photos(self, data: YearData) -> None:
        entry = data.entry_by_id.get(self._entry)
        shown = entry is not None and entry.state is EntryState.DONE
        self._pictures.setVisible(shown)
        if entry is None or not shown:
            return
        if self.photos is None:
            self.photos = PhotoSection(self._session, self._pictures)
            self._pictures.column.addWidget(self.photos)
        lines = (*self.entries.lines, *self.rounds.lines)
        key = entry.round_id or entry.id
        self._pictures_of.setText(
            next((line.linked.text for line in lines if line.linked.key == key), "")
        )
        self.photos.show_entry(entry.id)

    def add_photos(self, entry_id: str) -> None:
        """Opens the file dialog for photographs of an entry."""
        self._entry = entry_id
        if self.measure is not None:
            self.show_measure(self.measure.id)
        if self.photos is not None:
            self.ui.scroll.ensureWidgetVisible(self.photos)
            self.photos.setFocus(Qt.FocusReason.OtherFocusReason)
            self.photos.grid.pick()

    def _open_entry(self, entry_id: str) -> None:
        self._entry = entry_id
        if self.measure is not None:
            self.show_measure(self.measure.id)
        line = next((line for line in self.entries.lines if line.linked.key == entry_id), None)
        if line is not None:
            self._recording.open_entry(entry_id, place_of(line))

    def _open_round(self, round_id: str) -> None:
        """Opens the summary of a round, and shows its photographs."""
        data, measure = self._session.data, self.measure
        one = next((round_ for round_ in rounds_of(data) if round_.id == round_id), None)
        if measure is None or one is None:
            return
        summary = summary_of(data, measure.id, one)
        if summary is not None:
            self._entry = summary.id
            self.show_measure(measure.id)
        line = next(line for line in self.rounds.lines if line.linked.key == round_id)
        self._recording.open_round(measure.id, one, place_of(line))

    def _record(self) -> None:
        """Records the next due occurrence, else other progress."""
        measure = self.measure
        if measure is None:
            return
        tracked = tracked_measure(self._session.data, measure, self._session.today)
        time = due_time(tracked)
        key = TimeKey(measure.id, time.last) if time is not None else None
        self._recording.open(measure.id, key, place_of(self.record.action))

    def _write(self, field: str, value: object) -> bool:
        measure = self.measure
        if measure is None:
            return False
        return self._session.could_write(measures.edit, [CellEdit(measure.id, field, value)])


def _when(entry: Entry) -> tuple[date, date, int]:
    """What it was due for, when it was done, and when that was recorded."""
    done = entry.day or date.min
    return entry.occurrence or done, done, entry.position


def told_words(tracked: TrackedMeasure) -> str:
    """Returns that a measure is done because it was marked so, without any record; empty if not."""
    told = sum(time.state is TimeState.TOLD for time in tracked.times)
    return tr("ทำเครื่องหมายไว้ ไม่มีบันทึกผล {count} ครั้ง", count=told) if told else ""


def _due_words(tracked: TrackedMeasure) -> str:
    """Returns when a measure is due, in a few words."""
    times = tracked.times
    if not times:
        return ""
    text = ", ".join(time_words(time) for time in times[:FEW])
    if len(times) > FEW:
        text = tr("{count} ครั้งในปีนี้", count=len(times))
    uncounted = len(times) - tracked.share().of
    return text + (f" · {tr('ไม่นับ {count} ครั้ง', count=uncounted)}" if uncounted else "")


class ItemLinks(LineStack[ValueRow]):
    """The items of a measure; a click opens an item's page."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[str] = []

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Sets the items as codes and titles."""
        self._codes = [code for code, _ in items]
        for row, (code, title) in zip(self.fit(len(items)), items, strict=True):
            row.set_label(code)
            row.set_value(title)

    def make(self, number: int) -> ValueRow:
        row = ValueRow("", self)
        row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.setCursor(Qt.CursorShape.PointingHandCursor)
        row.clicked.connect(lambda: self.opened.emit(self._codes[number]))
        return row
