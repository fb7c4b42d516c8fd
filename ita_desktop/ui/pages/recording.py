"""Recording what was done about measures, from wherever their times are shown."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import plain
from ita_desktop.domain.tracking import Entry, EntryState
from ita_desktop.domain.tracking_state import (
    Time,
    TimeState,
    Tracked,
    tracked,
    tracked_measure,
)
from ita_desktop.i18n import tr
from ita_desktop.services import tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import label_of
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.pages.measure_rows import STEPS, time_words
from ita_desktop.ui.pages.record_popup import Fields, RecordPopup
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.widgets.marks import Mark

PRESSING = (TimeState.LATE, TimeState.DUE)
"""States of times that wait to be recorded, the more pressing one first."""
TIME_MARKS = {
    TimeState.DONE: Mark.DONE,
    TimeState.SKIPPED: Mark.DONE,
    TimeState.LATE: Mark.LATE,
    TimeState.DUE: Mark.DOING,
    TimeState.COMING: Mark.NONE,
    TimeState.UNKNOWN: Mark.NONE,
}
"""The mark that stands for the state of a time where there is no year strip."""


def time_state_word(state: TimeState) -> str:
    """How a time stands, in words."""
    return step_word(STEPS[state])


def due_time(one: Tracked) -> Time | None:
    """The time that is recorded next: the first late one, else the one that is due."""
    for state in PRESSING:
        for time in one.times:
            if time.state is state:
                return time
    return None


class Recording(QObject):
    """Opens the popup for a time and keeps what is typed there; marks due times done."""

    photos_wanted = Signal(str)
    """Photographs are to be added to an entry; its id."""
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._over = parent

    # -- one time

    def open(self, measure_id: str, key: TimeKey | None, place: QRect) -> RecordPopup | None:
        """Opens the popup for a time of a measure, or for what was done in between, beside the
        global rectangle ``place``. A time that has an entry shows it."""
        measure = self._measure(measure_id)
        if measure is None:
            return None
        time = self._time(measure, key)
        entry = time.entries[0] if time is not None and time.entries else None
        return self._open(measure, time, entry, place)

    def open_entry(self, entry_id: str, place: QRect) -> RecordPopup | None:
        """Opens the popup with an entry."""
        data = self._session.data
        entry = next((one for one in data.entries if one.id == entry_id), None)
        measure = self._measure(entry.measure_id) if entry is not None else None
        if entry is None or measure is None:
            return None
        times = tracked_measure(data, measure, self._session.today).times
        time = next((one for one in times if entry in one.entries), None)
        return self._open(measure, time, entry, place)

    def _open(
        self, measure: Measure, time: Time | None, entry: Entry | None, place: QRect
    ) -> RecordPopup | None:
        session = self._session
        if session.workspace.read_only:
            session.failed.emit(tr("แฟ้มนี้เปิดอ่านอย่างเดียว จึงแก้ไม่ได้"))
            return None
        words = plain(measure.method).partition("\n")[0]
        named = label_of(session.data, measure)
        when = time_words(time) if time is not None else tr("นอกรอบ")
        state = time.state if time is not None else None
        popup = RecordPopup(
            (f"{named} · {when}", words),
            (TIME_MARKS[state], time_state_word(state)) if state is not None else (None, ""),
            entry,
            (session.year, session.today),
            self._over,
        )
        kept: list[str] = [entry.id] if entry is not None else []

        def save(fields: Fields) -> bool:
            made = self._keep(measure.id, time, entry, fields)
            if made:
                kept[:] = [made]
            return bool(made)

        popup.save = save
        popup.photos_wanted.connect(lambda: self.photos_wanted.emit(kept[0]))
        if entry is not None:
            popup.removed.connect(partial(self._remove, entry.id))
        popup.destroyed.connect(self.closed)
        popup.open_beside(place, self._over.window())
        return popup

    def _keep(
        self, measure_id: str, time: Time | None, entry: Entry | None, fields: Fields
    ) -> str | None:
        session = self._session
        workspace, year = session.workspace, session.year
        if entry is not None:
            known = entry

            def edit() -> str:
                edits = [
                    CellEdit(known.id, name, value)
                    for name, value in fields.items()
                    if getattr(known, name) != value
                ]
                if edits:
                    tracking.edit(workspace, year, edits)
                return known.id

            return session.attempt(edit)
        occurrence = time.last if time is not None else None
        if fields["state"] is EntryState.SKIPPED:
            if occurrence is None:
                session.failed.emit(tr("ข้ามได้เฉพาะครั้งที่มีกำหนด"))
                return None
            key = TimeKey(measure_id, occurrence)
            made = session.attempt(lambda: tracking.skip(workspace, year, [key], fields["reason"]))
            return made[0] if made else None
        given = {name: value for name, value in fields.items() if name != "state"}
        return session.attempt(
            lambda: tracking.record(workspace, year, measure_id, occurrence=occurrence, **given)
        )

    def _remove(self, entry_id: str) -> None:
        session = self._session

        def remove() -> bool:
            tracking.remove(session.workspace, session.year, [entry_id])
            return True

        if session.attempt(remove):
            session.told.emit(tr("ลบบันทึกแล้ว"), True)

    # -- many times

    def finish(self, keys: Sequence[TimeKey]) -> bool:
        """Marks times done today, in one step; says how many."""
        session = self._session
        if not keys:
            session.failed.emit(tr("แถวที่เลือกไม่มีครั้งที่ถึงกำหนดให้บันทึก"))
            return False
        made = session.attempt(
            lambda: tracking.mark_done(session.workspace, session.year, keys, session.today)
        )
        if made:
            session.told.emit(tr("บันทึกว่าทำแล้ว {count} ครั้ง", count=len(made)), True)
        return bool(made)

    def finish_due(self, measure_ids: Sequence[str]) -> bool:
        """Marks the due time of each of these measures done: the first late one, else the one
        that is due."""
        return self.finish(self.due_of(measure_ids))

    def due_of(self, measure_ids: Sequence[str]) -> list[TimeKey]:
        """What is recorded next of each of these measures, as far as anything is due."""
        session = self._session
        known = session.kept_today("tracked", lambda: tracked(session.data, session.today))
        found = []
        for key in measure_ids:
            time = due_time(known[key]) if key in known else None
            if time is not None:
                found.append(TimeKey(key, time.last))
        return found

    def _measure(self, key: str) -> Measure | None:
        return self._session.data.measure_by_id.get(key)

    def _time(self, measure: Measure, key: TimeKey | None) -> Time | None:
        if key is None:
            return None
        one = tracked_measure(self._session.data, measure, self._session.today)
        return next((time for time in one.times if time.last == key.last), None)
