"""Records progress on measures, from any view that shows occurrences or reporting rounds."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ita_desktop.domain.records import Measure, Unit
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.standing import RECORDED_NEXT, TimeState
from ita_desktop.domain.tracking.state import (
    Time,
    TrackedMeasure,
    rounds_of,
    summary_of,
    tracked,
    tracked_measure,
)
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measure_names import code_of
from ita_desktop.services.photos import NewPhoto
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.opening.dropped_files import are_photos
from ita_desktop.ui.pages.measures.rows import time_words
from ita_desktop.ui.pages.tracking.record_parts import ChipUnit, add_photos
from ita_desktop.ui.pages.tracking.record_popup import About, Fields, RecordPopup
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.shared.stored_line import FilledForm
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.photos.grid import taken_from

TIME_MARKS = {
    TimeState.DONE: Mark.DONE,
    TimeState.SKIPPED: Mark.DONE,
    TimeState.LATE: Mark.LATE,
    TimeState.DUE: Mark.DOING,
    TimeState.COMING: Mark.NONE,
    TimeState.UNKNOWN: Mark.NONE,
    TimeState.EXCLUDED: Mark.NONE,
    TimeState.TOLD: Mark.TOLD,
    TimeState.MISSED: Mark.MISSED,
}
"""The icon of an occurrence's state where there is no timeline."""
_ROUND: Final = "รอบ {months} เดือน"


def due_time(measure: TrackedMeasure) -> Time | None:
    """Returns the occurrence to record next: the first late one, else the due one, else the
    first past one without an entry."""
    for state in RECORDED_NEXT:
        for time in measure.times:
            if time.state is state:
                return time
    return None


class GivenPhotos(QObject):
    """Photographs that were pasted or dropped for a record, until it is stored; its popup says how
    many. They are added with it."""

    def __init__(self, session: Session, popup: RecordPopup, kept: int = 0) -> None:
        """``kept`` are the photographs that the record has already."""
        super().__init__(session)
        self._session = session
        self._kept = kept
        self.popup = popup
        self._title = popup.title.text()
        self._waiting: list[NewPhoto] = []
        self.has_any = False
        """Whether there were any: then none are asked for."""
        popup.files_pasted.connect(self._paste)
        popup.skipping_changed.connect(self._show_count)
        self._show_count()

    def take(self, given: Sequence[NewPhoto]) -> None:
        """Takes photographs. A time that need not be done has none."""
        if given and self.popup.is_skipping:
            self._session.failed.emit(no_photos_of_skipped())
        elif given:
            self._waiting += given
            self.has_any = True
            self._show_count()

    def _show_count(self) -> None:
        which = self._title
        if self._waiting and not self.popup.is_skipping:
            which = f"{which} · {tr('พร้อมภาพ {count} ภาพ', count=len(self._waiting))}"
        elif self._kept and self.popup.is_skipping:
            which = f"{which} · {tr('เก็บ {count} ภาพไว้ ไม่พิมพ์', count=self._kept)}"
        self.popup.title.setText(which)
        self.popup.setAccessibleName(tr("บันทึกผล {which}", which=which))

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().mimeData()
        if are_photos(copied):
            self.take(taken_from(copied))
        else:
            tell(self.popup, FilesPastedEvent(is_typed=True))

    def add_to(self, entry_id: str, state: EntryState = EntryState.DONE) -> None:
        """Adds them to an entry; that they are not kept, as the time need not be done, is told."""
        given, self._waiting = self._waiting, []
        if given and state is EntryState.SKIPPED:
            text = "ไม่ได้เพิ่มภาพ {count} ภาพ เพราะครั้งนี้ไม่ต้องทำ · ถ้าทำแล้ว กดบันทึกผลแทน แล้ววางอีกครั้ง"
            self._session.failed.emit(tr(text, count=len(given)))
        elif given:
            add_photos(self._session, entry_id, given)

    def tell_left(self) -> None:
        """Tells how many are left over, as nothing was stored."""
        if self._waiting:
            count = len(self._waiting)
            text = "ยังไม่ได้เพิ่มภาพ {count} ภาพ เพราะไม่ได้บันทึกผล · วางอีกครั้งแล้วกดบันทึก"
            self._session.failed.emit(tr(text, count=count))
        self.deleteLater()


class RecordController(QObject):
    """Opens the popup for an occurrence and stores its input; finishes due occurrences."""

    photos_requested = Signal(str)
    """Photographs should be added to an entry; carries its id."""
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._over = parent
        self._given: GivenPhotos | None = None
        """The photographs for what is open, or was opened last."""

    # -- a single occurrence

    def open(
        self,
        measure_id: str,
        key: TimeKey | None,
        place: QRect,
        *,
        skipping: bool = False,
        photographs: Sequence[NewPhoto] = (),
    ) -> RecordPopup | None:
        """Opens the popup for an occurrence of a measure, or without key for other progress, beside
        the global rectangle ``place``. A finished occurrence shows its last entry; ``skipping``
        asks why it need not be done. ``photographs`` are added to what is stored."""
        measure = self._measure(measure_id)
        if measure is None:
            return None
        time = self._time(measure, key)
        entry = _last_entry(time, key.unit_id) if time is not None and key is not None else None
        unit_id = key.unit_id if key else None
        popup = self._open(measure, time, entry, place, unit_id=unit_id, photographs=photographs)
        if skipping and popup is not None:
            popup.show_skipping(on=True)
        return popup

    def open_entry(self, entry_id: str, place: QRect) -> RecordPopup | None:
        """Opens the popup with an entry."""
        data = self._session.data
        entry = self._entry(entry_id)
        measure = self._measure(entry.measure_id) if entry is not None else None
        if entry is None or measure is None:
            return None
        of = next((round_ for round_ in rounds_of(data) if round_.id == entry.round_id), None)
        if of is not None:
            return self.open_round(measure.id, of, place)
        times = tracked_measure(data, measure, self._session.today).times
        time = next((time for time in times if entry in time.entries), None)
        return self._open(measure, time, entry, place)

    def open_round(self, measure_id: str, round_: Round, place: QRect) -> RecordPopup | None:
        """Opens the popup for the summary of a measure in a round."""
        measure = self._measure(measure_id)
        if measure is None:
            return None
        entry = summary_of(self._session.data, measure_id, round_)
        return self._open(measure, None, entry, place, round_)

    def _open(
        self,
        measure: Measure,
        time: Time | None,
        entry: Entry | None,
        place: QRect,
        of: Round | None = None,
        unit_id: str | None = None,
        photographs: Sequence[NewPhoto] = (),
    ) -> RecordPopup | None:
        session = self._session
        if session.refuses(session.data.owners_of_measure(measure.id)):
            return None
        if self._given is not None and isValid(popup := self._given.popup) and popup.isVisible():
            self._given.take(photographs)
            return popup  # one at a time
        if of is not None:
            when = round_title(of)
        else:
            when = time_words(time) if time is not None else tr("นอกรอบ")
        about = About(
            " · ".join(filter(None, (code_of(session.data, measure), when))),
            first_words(measure.method),
            sums_up=of is not None,
            key=f"{measure.id} {of.id if of is not None else time and time.last}",
        )
        if time is not None:
            state = (TIME_MARKS[time.state], step_word(time.state))
            about = about._replace(state=state, entries=time.entries, takes_more=True,
                                   times=time.occurrence.times,
                                   is_to_come=time.state is TimeState.COMING)  # fmt: skip
            about = _with_units(session.data, about, time, unit_id or session.own_unit)
        popup = RecordPopup(about, entry, (session.year, session.today), self._over)
        kept = len(session.data.photos_of(entry.id)) if entry is not None else 0
        filled, given = FilledForm(session, popup), GivenPhotos(session, popup, kept)
        self._given = given

        def save(edited: Entry | None, fields: Fields) -> Entry | None:
            when = time.last if time is not None else of
            key = self._keep(filled, measure.id, when, edited, fields)
            if key:
                given.add_to(key, fields["state"])
            return self._entry(key) if key else None

        def ask(key: str) -> None:
            given.add_to(key)
            if not given.has_any:
                self.photos_requested.emit(key)

        popup.save = save
        given.take(photographs)
        popup.photos_requested.connect(ask)
        popup.removed.connect(self._remove)
        popup.destroyed.connect(given.tell_left)
        popup.destroyed.connect(self._tell_closed)
        popup.open_next_to(place, self._over.window())
        return popup

    def _tell_closed(self) -> None:
        """Tells it, unless another one has the keyboard by now."""
        if QApplication.activePopupWidget() is None:
            self.closed.emit()

    def _keep(
        self,
        filled: FilledForm,
        measure_id: str,
        about: date | Round | None,
        entry: Entry | None,
        fields: Fields,
    ) -> str | None:
        """Writes an entry on an occurrence (by its last day) or a round, from a form that was
        ``filled`` before; returns its id."""
        session = self._session
        unit_ids = fields.get("unit_ids", ())
        if entry is not None:
            given = {name: value for name, value in fields.items() if name != "unit_ids"}
            own = entry.unit_id in {None, *session.data.unit_by_id}
            if "unit_ids" in fields and own:
                given["unit_id"] = next(iter(unit_ids), None)
            edits = [
                CellEdit(entry.id, name, value)
                for name, value in given.items()
                if getattr(entry, name) != value
            ]
            workspace, year = session.workspace, session.year

            def edit() -> None:
                filled.write(lambda: tracking.edit(workspace, year, edits))

            return entry.id if not edits or session.do(edit) else None
        occurrence = about if isinstance(about, date) else None
        if fields["state"] is EntryState.SKIPPED:
            if occurrence is None:
                session.failed.emit(tr("“ไม่ต้องทำ” ใช้ได้เฉพาะครั้งที่มีกำหนด · เลือกครั้งที่มีกำหนด"))
                return None
            keys = [TimeKey(measure_id, occurrence, key) for key in unit_ids or (None,)]
            made = session.write(tracking.skip, keys, fields["reason"])
            return made[0] if made else None
        given = {name: value for name, value in fields.items() if name != "unit_ids"}
        given["round_id"] = about.id if isinstance(about, Round) else None
        given["occurrence"] = occurrence
        workspace, year = session.workspace, session.year
        made = session.attempt(
            lambda: tracking.record_each(workspace, year, measure_id, unit_ids, **given)
        )
        return made[0] if made else None

    def _remove(self, entry_id: str) -> None:
        session = self._session
        if session.could_write(tracking.remove, [entry_id]):
            session.notified.emit(tr("ลบบันทึกแล้ว"), True)

    # -- several occurrences

    def finish(self, keys: Sequence[TimeKey]) -> bool:
        """Finishes occurrences as of today in one step, and shows their number."""
        session = self._session
        if not keys:
            session.failed.emit(tr("แถวที่เลือกไม่มีครั้งที่ถึงกำหนดให้บันทึก · เลือกแถวอื่น หรือแก้กำหนดการ"))
            return False
        data, unit_id = session.data, session.own_unit
        if unit_id is not None:
            keys = [key._replace(unit_id=unit_id) if self._for_all([key]) else key for key in keys]
        if any(session.refuses(data.owners_of_measure(key.measure_id)) for key in keys):
            return False
        whole, unsure = self._for_all(keys), self._unsure(keys)
        made = session.write(tracking.mark_done, keys, session.today)
        if made:
            words = tr("บันทึกว่าทำแล้ว {count} ครั้ง", count=len(made))
            if whole:
                words = tr("{done} รวมทุกหน่วย", done=words)
            if unsure:
                told = "{done} · ในนี้ {count} ครั้งผ่านไปแล้วและไม่ทราบผล ถ้าไม่ได้ทำให้เลิกทำ"
                words = tr(told, done=words, count=unsure)
            session.notified.emit(words, True)
        return bool(made)

    def _unsure(self, keys: Sequence[TimeKey]) -> int:
        """Returns how many of the occurrences have passed with nobody knowing what was done."""
        known = self._known()
        return sum(
            time.state is TimeState.UNKNOWN
            for measure_id, last in {(key.measure_id, key.last) for key in keys}
            if measure_id in known
            for time in known[measure_id].times
            if time.last == last
        )

    def _for_all(self, keys: Sequence[TimeKey]) -> bool:
        """Returns whether one of the occurrences is one that several units do, each by itself, and
        is finished for all of them."""
        known = self._known()
        return any(
            key.unit_id is None and key.measure_id in known and known[key.measure_id].units
            for key in keys
        )

    def _known(self) -> dict[str, TrackedMeasure]:
        session = self._session
        return session.cached_today("tracked", lambda: tracked(session.data, session.today))

    def due_of(
        self, measure_ids: Sequence[str], unit_ids: AbstractSet[str] = frozenset()
    ) -> list[TimeKey]:
        """Returns the next occurrence to record of each measure, if any is due; that of some units
        where these do it by themselves."""
        known = self._known()
        found: list[TimeKey] = []
        for key in measure_ids:
            time = due_time(known[key].of_units(unit_ids)) if key in known else None
            if time is not None:
                found += self.keys_of(TimeKey(key, time.last), unit_ids)
        return found

    def keys_of(self, key: TimeKey, unit_ids: AbstractSet[str]) -> list[TimeKey]:
        """Returns the keys of an occurrence for some units, if these do it by themselves."""
        units = self.units_of(key.measure_id, unit_ids)
        return [key._replace(unit_id=unit.id) for unit in units] or [key]

    def units_of(self, measure_id: str, unit_ids: AbstractSet[str]) -> list[Unit]:
        """Returns those of some units that do a measure by themselves."""
        one = self._known().get(measure_id) if unit_ids else None
        return [unit for unit in one.units if unit.id in unit_ids] if one is not None else []

    def _entry(self, key: str) -> Entry | None:
        return self._session.data.entry_by_id.get(key)

    def _measure(self, key: str) -> Measure | None:
        return self._session.data.measure_by_id.get(key)

    def _time(self, measure: Measure, key: TimeKey | None) -> Time | None:
        if key is None:
            return None
        one = tracked_measure(self._session.data, measure, self._session.today)
        return next((time for time in one.times if time.last == key.last), None)


def _last_entry(time: Time, unit_id: str | None) -> Entry | None:
    """Returns the last entry of an occurrence that is finished, or the one that was typed into and
    left, for a unit if it is one of several; None if another one is still to be recorded."""
    own, missing = time.entries, time.missing
    if unit_id is not None and time.units:
        own = tuple(entry for entry in own if entry.unit_id in {None, unit_id})
        missing = time.missing_of(unit_id)
    is_open = bool(missing) and own[-1:] and own[-1].state is not EntryState.UNKNOWN
    return None if is_open or not own else own[-1]


def _with_units(data: YearData, about: About, time: Time, unit_id: str | None) -> About:
    """Returns ``about`` with the units of an occurrence; ``unit_id`` is chosen, else those
    that have not done it yet, all of them together."""
    if not time.units:
        return about
    chips = tuple(
        ChipUnit(unit.id, unit.label, TIME_MARKS[time.state_of(unit.id)]) for unit in time.units
    )
    own = {unit.id for unit in time.units}
    names = {
        unit.id: unit.label if unit.id in own else tr("{unit} (ไม่ได้รับผิดชอบแล้ว)", unit=unit.label)
        for unit in data.units
    }
    rest = [unit.id for unit in time.open_units] if time.open_units != time.units else []
    rest = [unit_id] if unit_id in own else rest
    return about._replace(units=chips, open_units=tuple(rest), unit_names=names)


def no_photos_of_skipped() -> str:
    """Returns why a time that need not be done takes no photographs, and what to do."""
    return tr("ครั้งที่ไม่ต้องทำไม่มีภาพ · ถ้าทำแล้ว กดบันทึกผลแทน แล้ววางภาพอีกครั้ง")


def place_of(widget: QWidget) -> QRect:
    """Returns a widget's area in global coordinates."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def round_months(round_: Round) -> str:
    """Returns the number of months in a round's name (รอบ 6 เดือน); empty for other names."""
    months = "".join(letter for letter in round_.title if letter.isdecimal())
    return months if round_.title == _ROUND.format(months=months) else ""


def round_title(round_: Round) -> str:
    """Returns a round's name, translated if it is a standard one."""
    months = round_months(round_)
    return tr(_ROUND, months=months) if months else round_.title
