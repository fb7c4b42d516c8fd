"""A popup to record what was done about an occurrence of a measure, or in a round."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.text import MOST_PEOPLE, number_in
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, said_state
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.tracking import check_done
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.language import short_date, weekday_date
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.pages.tracking.record_parts import ChipUnit, UnitChips
from ita_desktop.ui.shared.editor_events import StoredOutsideEvent, tell
from ita_desktop.ui.theme.measures import FloatSize, PaneSize, RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field, pastes_files
from ita_desktop.ui.widgets.fields.text import RichField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import RoomScroll, StateLabel
from ita_desktop.ui.widgets.popup import Popup

_TEXT_LINES, _LINES_MOST, _ENTRIES_MOST = 3, 8, 4
"""Lines of a text field at first and at most, and entries that are listed without scrolling."""
Fields = dict[str, Any]
"""The fields of an entry, by the service's names."""


class RecordPopupSize:
    RECORD: Final = 460
    DAY: Final = 120


class About(NamedTuple):
    """What is recorded."""

    title: str
    """The occurrence or round, and the measure."""
    words: str
    """The text of the measure."""
    state: tuple[Mark | None, str] = (None, "")
    entries: tuple[Entry, ...] = ()
    """Existing entries."""
    times: int = 1
    """The number of entries expected."""
    takes_more: bool = False
    """Whether another entry can be added."""
    units: tuple[ChipUnit, ...] = ()
    """The units that do it, each by itself; empty if it is done as a whole."""
    open_units: tuple[str, ...] = ()
    """The units a new entry is for at first; empty: it is for all."""
    unit_names: Mapping[str, str] = {}
    """The names of units of existing entries."""
    sums_up: bool = False
    """Whether it is the summary of a round, which has no date and cannot be skipped."""
    key: str = ""
    """What tells the occurrence or round, and the measure, from others."""
    is_to_come: bool = False
    """Whether the time is still to come."""


class Draft(NamedTuple):
    """What was typed and not stored, as it stands in the fields."""

    day: str
    text: str
    result: str
    participants: str
    links: str
    reason: str
    skipping: bool
    units: tuple[str, ...]


class RecordPopup(Popup):
    """Date, activity, result, participants, links, photographs; or the reason for skipping.

    What is left by a click elsewhere is stored, but nobody said that it is done: a new record does
    not count as done, unless its words say so. On Esc, where it would be skipped, and where the
    time is still to come, it stays a draft.

    ``save`` is called with the edited entry (None: a new one) and the fields, and returns the
    stored entry; None if that failed.
    """

    about = "record"

    photos_requested = Signal(str)
    """Photographs should be added to an entry."""
    removed = Signal(str)
    files_pasted = Signal()
    """Copied files were pasted, which no field takes."""
    skipping_changed = Signal()

    def __init__(
        self, about: About, entry: Entry | None, session_days: tuple[int, date], parent: QWidget
    ) -> None:
        """Begins with ``entry``, or with a new one. ``session_days``: the fiscal year assumed for
        typed dates, and today."""
        super().__init__(parent)
        self.save: Callable[[Entry | None, Fields], Entry | None] = lambda entry, _fields: entry
        self._year, self._today = session_days
        self._about = about
        self._entry = entry
        self._entries = list(about.entries)
        self._is_finished = self._is_staying = False
        self.is_skipping = False
        """Whether it asks for the reason for skipping."""
        self._list_height = 0
        """The full height of the list of entries."""
        self._rows: list[QWidget] = []
        """The rows below the header: the date first, the reason for skipping last."""
        self.setAccessibleName(tr("บันทึกผล {which}", which=about.title))
        self.inner = vbox(margins=(Space.L, Space.S, Space.L, Space.M), gap=Space.XS)
        nest(self.column, self.inner)
        self._add_head(about)
        self._add_list()
        self.units = UnitChips(self)
        self.units.set_units(about.units)
        self.inner.addWidget(self.units)
        self.day = Field(self, example=example_day(self._year, 3))
        self.reading = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._row(tr("วันที่ทำ"), self.day, self.reading, width=RecordPopupSize.DAY)
        self.text = self._rich(tr("สิ่งที่ทำ"), _TEXT_LINES)
        self.result = self._rich(tr("ผลที่ได้"), 1)
        self.participants = Field(self)
        self.people = ThaiLabel(tr("คน"), self, style=Text.NOTE, tone=Tone.TEXT2)
        self._row(tr("ผู้เข้าร่วม"), self.participants, self.people, width=RecordSize.NUMBER)
        self.links = Field(self, example="https://")
        self._row(tr("ลิงก์"), self.links)
        self.reason = Field(self, example=tr("เลื่อนไปรวมกับรอบถัดไป"))
        self._row(tr("เหตุผล"), self.reason)
        self._add_foot()
        self.day.textChanged.connect(self._read_day)
        self.participants.textChanged.connect(self._count_anew)
        self._show_entry(entry)

    # -- the form

    def _add_head(self, about: About) -> None:
        label = StateLabel(self, style=Text.LABEL)
        label.set_state(*about.state)
        self.title = ThaiLabel(about.title, self, style=Text.SECTION)
        nest(self.inner, hbox((self.title, 1), label, gap=Space.S))
        self._words = words = ThaiLabel(
            about.words, self, style=Text.LABEL, tone=Tone.TEXT2, most=2
        )
        words.setVisible(bool(about.words))
        self.inner.addWidget(words)
        if about.sums_up:
            described = tr("รายงานของรอบนี้พิมพ์ข้อความและภาพจากที่นี่ แทนบันทึกของแต่ละครั้ง")
            self.inner.addWidget(
                ThaiLabel(described, self, style=Text.NOTE, tone=Tone.TEXT2, most=1)
            )
        self.inner.addSpacing(Space.XS)

    def _add_list(self) -> None:
        """Adds the list of existing entries, with a line for another one."""
        self.list = LinkList()
        self.list.opened.connect(self._open)
        self._list_place = RoomScroll.around(self.list, self, across=False)
        self.counted = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        add(self.inner, self.counted, self._list_place)

    def _show_list(self) -> None:
        entries, times = self._entries, self._about.times
        self.counted.setVisible(times > 1 and not self._about.units)
        done = sum(entry.state is EntryState.DONE for entry in entries)
        self.counted.setText(tr("บันทึกแล้ว {done} จาก {times} ครั้ง", done=done, times=times))
        chosen = self._entry.id if self._entry is not None else ""
        names = self._about.unit_names
        lines = [_line(entry, chosen, names.get(entry.unit_id or "", "")) for entry in entries]
        lines.append(Linked("", tr("บันทึกอีกครั้ง"), "", "plus", not chosen))
        shown = self._about.takes_more and bool(entries)
        self._list_place.setVisible(shown)
        self.list.set_links(lines if shown else [])
        self._list_height = min(len(lines), _ENTRIES_MOST) * PaneSize.LINK
        self._list_place.setFixedHeight(self._list_height)

    def _open(self, key: str) -> None:
        """Shows another entry of the occurrence, after storing the input on this one."""
        if not self._keep_typed():
            return
        self.drop_draft()
        self._show_entry(next((entry for entry in self._entries if entry.id == key), None))
        self.begin_draft()
        self._fit()
        if self.is_skipping:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.text.begin()

    def _row(self, name: str, field: Field, note: QWidget | None = None, *, width: int = 0) -> None:
        place = QWidget(self)
        label = ThaiLabel(name, place, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(RecordSize.LABEL)
        row = hbox(label, on=place, gap=Space.S)
        field.setAccessibleName(name)
        if width:
            field.setFixedWidth(width)
        row.addWidget(field, 0 if width else 1)
        if note is not None:
            row.addWidget(note, 1)
        field.returnPressed.connect(self.accept)
        self.inner.addWidget(place)
        self._rows.append(place)

    def _rich(self, name: str, lines: int) -> RichField:
        place = QWidget(self)
        field = RichField(name, self, place, framed=True)
        field.text.set_lines(lines, _LINES_MOST)
        field.text.keeps_on_escape = True
        field.exited.connect(self._left_text)
        vbox(
            ThaiLabel(name, place, style=Text.LABEL, tone=Tone.TEXT2),
            field,
            on=place,
            margins=(0, Space.XS, 0, 0),
            gap=Space.XS,
        )
        self.inner.addWidget(place)
        self._rows.append(place)
        return field

    def _add_foot(self) -> None:
        self.photos = Button("", self, kind=ButtonKind.QUIET, icon_name="image")
        self.photos.setToolTip(tr("เพิ่มภาพถ่าย (Ctrl+;)"))
        self.photos.clicked.connect(self._want_photos)
        self.skip = Button("", self, kind=ButtonKind.QUIET)
        self.skip.clicked.connect(lambda: self.show_skipping(on=not self.is_skipping))
        self.remove = Button(tr("ลบบันทึก"), self, kind=ButtonKind.QUIET)
        self.remove.clicked.connect(self._remove)
        self.done = Button("", self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(
            self.inner,
            hbox(
                self.photos,
                self.skip,
                self.remove,
                None,
                self.done,
                margins=(0, Space.S, 0, 0),
                gap=Space.XS,
            ),
        )

    def _show_entry(self, entry: Entry | None) -> None:
        """Fills the form with an entry, or clears it for a new one."""
        self._entry = entry
        self._show_list()
        self.units.alone = entry is not None
        own = [entry.unit_id or ""] if entry is not None else self._about.open_units
        self.units.choose(own)
        self.remove.setVisible(entry is not None)
        is_new = entry is None
        self.photos.setText(tr("บันทึกและเพิ่มภาพ…") if is_new else tr("เพิ่มภาพถ่าย…"))
        self._fill(entry)
        self.show_skipping(on=entry is not None and entry.state is EntryState.SKIPPED)
        self._filled = self._typed()
        self.thing = f"{self._about.key} {entry.id if entry is not None else ''}"
        self._read_day()

    def _fill(self, entry: Entry | None) -> None:
        today = None if self._about.sums_up else self._today
        day = entry.day if entry is not None else today
        self.day.setText(short_date(day) if day is not None else "")
        for field, words in (
            (self.text, entry.text if entry is not None else ""),
            (self.result, entry.result if entry is not None else ""),
        ):
            if field.text.is_editing:
                field.text.drop()
            field.set_text(words)
        people = entry.participants if entry is not None else None
        self.participants.setText(str(people) if people is not None else "")
        self.links.setText(" ".join(entry.links.split()) if entry is not None else "")
        self.reason.setText(entry.reason if entry is not None else "")

    def draft(self) -> Draft:
        return Draft(
            self.day.text(),
            self.text.text.text(),
            self.result.text.text(),
            self.participants.text(),
            self.links.text(),
            self.reason.text(),
            self.is_skipping,
            self.units.chosen(),
        )

    def _draft_key(self) -> Hashable:
        # Its name says how many photographs there are, too.
        return type(self).__name__, self.thing

    def show_draft(self, draft: Draft) -> None:
        for field, words in (
            (self.day, draft.day),
            (self.participants, draft.participants),
            (self.links, draft.links),
            (self.reason, draft.reason),
        ):
            field.setText(words)
        self.text.set_text(draft.text)
        self.result.set_text(draft.result)
        self.units.choose(draft.units)
        self.show_skipping(on=draft.skipping)

    def show_skipping(self, *, on: bool) -> None:
        """Shows the fields of an activity, or the reason for skipping."""
        self.is_skipping = on
        self.skipping_changed.emit()
        day, *done, reason = self._rows
        for row in done:
            row.setVisible(not on)
        day.setVisible(not on and not self._about.sums_up)
        reason.setVisible(on)
        self.photos.setVisible(not on)
        self.skip.setVisible(not self._about.sums_up)
        self.skip.setText(tr("บันทึกผลแทน") if on else tr("ไม่ต้องทำครั้งนี้…"))
        self.done.setText(tr("ไม่ต้องทำครั้งนี้") if on else tr("บันทึก"))
        if self.isVisible():
            self._fit()
            (self.reason if on else self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_next_to(self, place: QRect, window: QWidget) -> None:
        """Opens below the global rectangle ``place``, or above it if there is more space."""
        self.setFixedWidth(RecordPopupSize.RECORD + 2 * FloatSize.SHADOW)
        self._over = window
        self._begin_once()
        self._fit()
        self._limit_texts()
        corner = window.mapToGlobal(QPoint())
        right = corner.x() + window.width() - self.width()
        x = max(corner.x(), min(place.center().x() - self.width() // 2, right))
        lowest = corner.y() + window.height() - self.height()
        y = min(place.bottom() + 1 - FloatSize.SHADOW + Space.XS, lowest)
        self.open_at(QPoint(x, max(y, corner.y())), window)
        self.text.begin()

    def _fit(self) -> None:
        """Adapts the height to the content. In a low window the list of entries shrinks and
        scrolls."""
        width = RecordPopupSize.RECORD - 2 * Space.L
        self.units.fit(width)
        needed = self._needed()
        if self._about.units and needed > self._room():
            self.units.fit(width, needed - self._room())
            needed = self._needed()
        if self._about.units and needed > self._room():
            self._words.hide()
            needed = self._needed()
        if not self._list_place.isHidden():
            whole = needed + self._list_height - self._list_place.minimumHeight()
            over = max(0, whole - self._room())
            self._list_place.setFixedHeight(max(PaneSize.LINK, self._list_height - over))
            needed = self._needed()
        self.resize(self.width(), needed)

    def _limit_texts(self) -> None:
        """Limits the height of text fields so that the buttons stay visible."""
        more = max(0, self._room() - self._needed()) // 2 // Text.BODY.line
        for field, lines in ((self.text, _TEXT_LINES), (self.result, 1)):
            field.text.set_lines(lines, min(lines + more, _LINES_MOST))

    def event(self, event: QEvent) -> bool:
        """Adapts the height after a layout request."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _room(self) -> int:
        return self._over.height() if self._over is not None else self.screen().size().height()

    def _needed(self) -> int:
        self.column.activate()
        if not self.column.hasHeightForWidth():  # without the words of the measure
            return self.column.totalSizeHint().height()
        return self.column.totalHeightForWidth(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the popup up as it grows, to stay inside the window."""
        super().resizeEvent(event)
        if self._over is not None and self.isVisible():
            top = self._over.mapToGlobal(QPoint()).y()
            lowest = max(top, top + self._over.height() - self.height())
            if self.y() > lowest:
                self.open_at(QPoint(self.x(), lowest), self._over)

    # -- input

    def _read_day(self) -> None:
        try:
            day = self._day()
        except DateError as error:
            _show_words(self.reading, sentence(error), wrong=True)
        else:
            _show_words(self.reading, weekday_date(day) if day else "")

    def _count_anew(self) -> None:
        _show_words(self.people, tr("คน"))

    def _day(self) -> date | None:
        typed = self.day.text().strip()
        return parse_date(typed, fiscal_year=self._year, today=self._today) if typed else None

    def _people(self) -> int | None:
        typed = self.participants.text().strip()
        count = number_in(typed)
        if typed and (count is None or count > MOST_PEOPLE):
            raise InputError("“{text}” ไม่ใช่จำนวนคน", remedy="พิมพ์ตัวเลข เช่น 45", text=typed[:20])
        return count

    def _typed(self, unsaid: EntryState = EntryState.DONE) -> Fields:
        """Returns the fields, with the state ``unsaid`` where no words tell one. Raises DateError,
        and InputError for a number of participants that is none."""
        of_units = {"unit_ids": self.units.chosen()} if self._about.units else {}
        if self.is_skipping:
            return {
                "state": EntryState.SKIPPED,
                "reason": self.reason.text().strip(),
                **of_units,
            }
        return {
            **of_units,
            # What is typed may say that it is not done.
            "state": said_state(f"{self.text.text.text()}\n{self.result.text.text()}") or unsaid,
            "day": self._day(),
            "text": self.text.text.text(),
            "result": self.result.text.text(),
            "participants": self._people(),
            "links": "\n".join(self.links.text().split()),
        }

    def _possible(self, unsaid: EntryState) -> Fields:
        """Returns the fields. Raises DateError for a day to come on which it would be done, too."""
        fields = self._typed(unsaid)
        check_done(fields["state"], fields.get("day"), self._today)
        return fields

    def accept(self) -> bool:
        """Stores the input and closes; returns False if it cannot be stored."""
        fields = self._read()
        if fields is None or not self._keep(fields):
            return False
        self._is_finished = True
        self.settle()
        return True

    @property
    def _unsaid(self) -> EntryState:
        """The state of what was typed and left: the recorded one; of a new record it is unsaid."""
        state = self._entry.state if self._entry is not None else EntryState.UNKNOWN
        return EntryState.UNKNOWN if state is EntryState.SKIPPED else state

    def _read(self, unsaid: EntryState = EntryState.DONE) -> Fields | None:
        """Returns the fields; None if a date or number is invalid, which is shown beside it."""
        try:
            return self._possible(unsaid)
        except DateError as error:
            _show_words(self.reading, sentence(error), wrong=True)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        except InputError as error:
            _show_words(self.people, sentence(error), wrong=True)
            self.participants.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def _keep_typed(self) -> bool:
        """Stores changed input; returns False if it cannot be stored."""
        fields = self._read()
        if fields is None or fields == self._filled:
            return fields is not None
        fields = self._read(self._unsaid)
        return fields is not None and self._keep(fields)

    def _may_go(self) -> bool:
        """Stores changed input; what cannot be read, or would be skipped, stays a draft. Returns
        whether nothing is lost by closing."""
        was_skipped = self._entry is not None and self._entry.state is EntryState.SKIPPED
        try:
            is_same = self._typed() == self._filled
            fields = self._possible(self._unsaid)
        except (DateError, InputError):
            return True
        if not is_same and self.is_skipping and not was_skipped:
            return True
        if not is_same:
            if self.save(self._entry, fields) is None:
                return False
            words = tr("บันทึกผลแล้ว")
            if fields["state"] is EntryState.UNKNOWN:
                words = tr("เก็บสิ่งที่พิมพ์แล้ว ยังไม่นับว่าทำแล้ว เปิดที่เดิมแล้วกดบันทึกเมื่อทำแล้ว")
            tell(self, StoredOutsideEvent(words))
        self._is_settled = True
        return True

    def _keep(self, fields: Fields) -> bool:
        kept = self.save(self._entry, fields)
        if kept is None:
            return False
        others = [entry for entry in self._entries if entry.id != kept.id]
        at = self._entries.index(self._entry) if self._entry in self._entries else len(others)
        self._entries = [*others[:at], kept, *others[at:]]
        self._entry = kept
        return True

    def _left_text(self) -> None:
        """Moves the focus from a text to the done button, after Ctrl+Enter or Esc."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_photos(self) -> None:
        """Stores the input, to which the photographs belong, and says so."""
        fields = self._read()
        if fields is None:
            return
        if self._entry is None or fields != self._filled:
            if not self._keep(fields):
                return
            tell(self, StoredOutsideEvent(tr("บันทึกผลแล้ว")))
        self._is_finished = True
        self.settle()
        if self._entry is not None:
            self.photos_requested.emit(self._entry.id)

    def _remove(self) -> None:
        self._is_finished = True
        self.settle()
        if self._entry is not None:
            self.removed.emit(self._entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._is_finished = True
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_control and event.key() == Qt.Key.Key_Semicolon and self.photos.isVisible():
            self._want_photos()
        elif is_enter(event.key()):
            self.accept()
        elif pastes_files(event):
            self.files_pasted.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stores the input when closed by a click elsewhere, but for a time to come, which is not
        done by it; what cannot be stored stays open, and Esc gives it up."""
        if not self._is_finished and self._about.is_to_come:
            self._is_finished = True
        if not self._is_finished:
            self._is_finished = not self._is_staying and self._may_go()
            if not self._is_finished:
                self._stay()
                event.ignore()
                return
        for field in (self.text, self.result):
            # Commits text fields before they are destroyed.
            field.text.take()
        super().closeEvent(event)

    def _stay(self) -> None:
        """Stays open; Qt, which closes popups as another window opens, asks up to 1024 times at
        once, each of which would try to store the input."""
        if not self._is_staying:
            self._is_staying = True
            later(self, 0, self._may_close_again)

    def _may_close_again(self) -> None:
        self._is_staying = False


def _line(entry: Entry, chosen: str, unit: str) -> Linked:
    """Returns an entry as list line: date, unit and first words."""
    skipped = entry.state is EntryState.SKIPPED
    words = entry.reason if skipped else first_words(entry.text or entry.result)
    sign = "minus" if skipped else Mark.of(entry.state)
    state = Mark.of(entry.state).word if entry.state in OPEN else ""
    text = words or (tr("ไม่ต้องทำ") if skipped else "" if state else tr("ทำแล้ว"))
    day = short_date(entry.day) if entry.day is not None else ""
    shown = " · ".join(filter(None, (day, unit, state, text)))
    return Linked(entry.id, shown, "", sign, entry.id == chosen)


def _show_words(label: ThaiLabel, words: str, *, wrong: bool = False) -> None:
    """Shows words beside a field, or what is wrong with it."""
    label.set_tone(Tone.LATE if wrong else Tone.TEXT2)
    label.setText(words)
