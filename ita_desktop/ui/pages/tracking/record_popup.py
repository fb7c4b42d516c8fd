"""What was done about one time of a measure, or in a whole round: typed into a popup beside its
mark."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.language.dates import short_date, weekday_date
from ita_desktop.ui.theme.measures import FloatSize, PaneSize, RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.fields.rich import RichField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.links import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.values import StateLabel
from ita_desktop.ui.widgets.popup import Popup

Fields = dict[str, Any]
"""The fields of an entry, as the service takes them."""


class About(NamedTuple):
    """What is recorded."""

    title: str
    """Which time, or which round, of which measure."""
    words: str
    """What the measure is."""
    state: tuple[Mark | None, str] = (None, "")
    entries: tuple[Entry, ...] = ()
    """What is recorded of it already."""
    times: int = 1
    """How many entries it takes."""
    takes_more: bool = False
    """Whether another entry can be added to those that there are."""
    sums_up: bool = False
    """Whether it is about a whole round, which has no day and is not skipped."""


class RecordPopup(Popup):
    """Date, what was done, what came of it, how many took part, where it was published, pictures;
    or why it was skipped. What was typed is kept when the popup closes or another entry of the
    same time is opened, but not with Esc.

    ``save`` is given the entry that was edited (None: a new one) and the fields, and returns the
    entry as it is now; None where they could not be kept.
    """

    about = "measures"

    photos_wanted = Signal(str)
    """Photographs are to be added to an entry."""
    removed = Signal(str)

    def __init__(
        self, about: About, entry: Entry | None, session_days: tuple[int, date], parent: QWidget
    ) -> None:
        """Begins with ``entry``, or with a new one. ``session_days``: the fiscal year that a
        typed day falls into, and today."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.save: Callable[[Entry | None, Fields], Entry | None] = lambda entry, _fields: entry
        self._year, self._today = session_days
        self._about = about
        self._entry = entry
        self._entries = list(about.entries)
        self._is_finished = self._skipping = False
        self._list_height = 0
        """Of the list of entries, where the window is high enough for all."""
        self._rows: list[QWidget] = []
        """What stands under the head: the day first, the reason of what is skipped last."""
        self.setAccessibleName(tr("บันทึกผล {which}", which=about.title))
        self.inner = vbox(margins=(Space.L, Space.S, Space.L, Space.M), gap=Space.XS)
        self.column.addLayout(self.inner)
        self._add_head(about)
        self._add_list()
        self.day = Field(self, example="31/3/68")
        self.reading = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._row(tr("วันที่ทำ"), self.day, self.reading, width=RecordSize.DAY)
        self.text = self._rich(tr("สิ่งที่ทำ"), RecordSize.TEXT_LINES)
        self.result = self._rich(tr("ผลที่ได้"), 1)
        self.participants = Field(self)
        people = ThaiLabel(tr("คน"), self, style=Text.NOTE, tone=Tone.TEXT2)
        self._row(tr("ผู้เข้าร่วม"), self.participants, people, width=RecordSize.NUMBER)
        self.links = Field(self, example="https://")
        self._row(tr("ลิงก์"), self.links)
        self.reason = Field(self, example=tr("เลื่อนไปรวมกับรอบถัดไป"))
        self._row(tr("เหตุผล"), self.reason)
        self._add_foot()
        self.day.textChanged.connect(self._read_day)
        self._show_entry(entry)

    # -- the form

    def _add_head(self, about: About) -> None:
        label = StateLabel(self, style=Text.LABEL)
        label.set_state(*about.state)
        self.inner.addLayout(
            hbox((ThaiLabel(about.title, self, style=Text.SECTION), 1), label, gap=Space.S)
        )
        words = ThaiLabel(about.words, self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        words.setVisible(bool(about.words))
        self.inner.addWidget(words)
        if about.sums_up:
            described = tr("รายงานของรอบนี้พิมพ์ข้อความและภาพจากที่นี่ แทนบันทึกของแต่ละครั้ง")
            self.inner.addWidget(
                ThaiLabel(described, self, style=Text.NOTE, tone=Tone.TEXT2, most=1)
            )
        self.inner.addSpacing(Space.XS)

    def _add_list(self) -> None:
        """The entries that there are, and a line for another one."""
        self.list = LinkList()
        self.list.opened.connect(self._open)
        self._list_place = scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.list)
        scroll.viewport().setAutoFillBackground(False)
        self.list.setAutoFillBackground(False)
        self.counted = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        add(self.inner, self.counted, scroll)

    def _show_list(self) -> None:
        entries, times = self._entries, self._about.times
        self.counted.setVisible(times > 1)
        done = sum(entry.state is EntryState.DONE for entry in entries)
        self.counted.setText(tr("บันทึกแล้ว {done} จาก {times} ครั้ง", done=done, times=times))
        chosen = self._entry.id if self._entry is not None else ""
        lines = [_line(entry, chosen) for entry in entries]
        lines.append(Linked("", tr("บันทึกอีกครั้ง"), "", "plus", not chosen))
        shown = self._about.takes_more and bool(entries)
        self._list_place.setVisible(shown)
        self.list.set_links(lines if shown else [])
        self._list_height = min(len(lines), RecordSize.ENTRIES_MOST) * PaneSize.LINK
        self._list_place.setFixedHeight(self._list_height)

    def _open(self, key: str) -> None:
        """Another entry of the same time; what was typed of this one is kept first."""
        if not self._keep_typed():
            return
        self._show_entry(next((entry for entry in self._entries if entry.id == key), None))
        self._fit()
        if self._skipping:
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
        field.text.set_lines(lines, RecordSize.LINES_MOST)
        field.left.connect(self._left_text)
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
        self.photos = Button(tr("เพิ่มภาพถ่าย…"), self, kind=ButtonKind.QUIET, icon_name="image")
        self.photos.setToolTip(tr("เพิ่มภาพถ่าย (Ctrl+;)"))
        self.photos.clicked.connect(self._want_photos)
        self.skip = Button("", self, kind=ButtonKind.QUIET)
        self.skip.clicked.connect(lambda: self._show_skipping(not self._skipping))
        self.remove = Button(tr("ลบบันทึก"), self, kind=ButtonKind.QUIET)
        self.remove.clicked.connect(self._remove)
        self.done = Button("", self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        self.inner.addLayout(
            hbox(
                self.photos,
                self.skip,
                self.remove,
                None,
                self.done,
                margins=(0, Space.S, 0, 0),
                gap=Space.XS,
            )
        )

    def _show_entry(self, entry: Entry | None) -> None:
        """Fills the form with an entry, or empties it for a new one."""
        self._entry = entry
        self._show_list()
        self.remove.setVisible(entry is not None)
        self._fill(entry)
        self._show_skipping(entry is not None and entry.state is EntryState.SKIPPED)
        self._begun = self._typed()
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

    def _show_skipping(self, on: bool) -> None:
        """Either what was done, or why nothing was."""
        self._skipping = on
        day, *done, reason = self._rows
        for row in done:
            row.setVisible(not on)
        day.setVisible(not on and not self._about.sums_up)
        reason.setVisible(on)
        self.photos.setVisible(not on)
        self.skip.setVisible(not self._about.sums_up)
        self.skip.setText(tr("บันทึกผลแทน") if on else tr("ข้ามครั้งนี้…"))
        self.done.setText(tr("ข้ามครั้งนี้") if on else tr("บันทึก"))
        if self.isVisible():
            self._fit()
            (self.reason if on else self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_beside(self, place: QRect, window: QWidget) -> None:
        """Opens under the global rectangle ``place``, or above it where there is more room."""
        self.setFixedWidth(FloatSize.RECORD + 2 * FloatSize.SHADOW)
        self._over = window
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
        """As high as what it holds. In a low window the list of entries yields, which scrolls."""
        needed = self._needed()
        if not self._list_place.isHidden():
            whole = needed + self._list_height - self._list_place.minimumHeight()
            over = max(0, whole - self._room())
            self._list_place.setFixedHeight(max(PaneSize.LINK, self._list_height - over))
            needed = self._needed()
        self.resize(self.width(), needed)

    def _limit_texts(self) -> None:
        """Texts have no more lines than there is room for: the foot is always seen."""
        more = max(0, self._room() - self._needed()) // 2 // Text.BODY.line
        for field, lines in ((self.text, RecordSize.TEXT_LINES), (self.result, 1)):
            field.text.set_lines(lines, min(lines + more, RecordSize.LINES_MOST))

    def event(self, event: QEvent) -> bool:
        """What it holds is laid out anew."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _room(self) -> int:
        return self._over.height() if self._over is not None else self.screen().size().height()

    def _needed(self) -> int:
        self.column.activate()
        return self.column.totalHeightForWidth(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A text that grows moves it up, so that its foot stays within the window."""
        super().resizeEvent(event)
        if self._over is not None and self.isVisible():
            top = self._over.mapToGlobal(QPoint()).y()
            lowest = max(top, top + self._over.height() - self.height())
            if self.y() > lowest:
                self.open_at(QPoint(self.x(), lowest), self._over)

    # -- what is typed

    def _read_day(self) -> None:
        try:
            day = self._day()
        except DateError as error:
            self._say(sentence(error), wrong=True)
        else:
            self._say(weekday_date(day) if day else "", wrong=False)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.reading.set_tone(Tone.LATE if wrong else Tone.TEXT2)
        self.reading.setText(words)

    def _day(self) -> date | None:
        typed = self.day.text().strip()
        return parse_date(typed, fiscal_year=self._year, today=self._today) if typed else None

    def _people(self) -> int | None:
        typed = to_arabic(self.participants.text()).replace(",", "").strip()
        return int(typed) if typed.isdecimal() else None

    def _typed(self) -> Fields:
        """The fields as they stand. Raises DateError."""
        if self._skipping:
            return {"state": EntryState.SKIPPED, "reason": self.reason.text().strip()}
        return {
            "state": EntryState.DONE,
            "day": self._day(),
            "text": self.text.text.text(),
            "result": self.result.text.text(),
            "participants": self._people(),
            "links": "\n".join(self.links.text().split()),
        }

    def accept(self) -> bool:
        """Keeps what was typed and closes; False where it cannot be kept."""
        fields = self._read()
        if fields is None or not self._keep(fields):
            return False
        self._is_finished = True
        self.close()
        return True

    def _read(self) -> Fields | None:
        """The fields; None where the day is none, which is told beside it."""
        try:
            return self._typed()
        except DateError as error:
            self._say(sentence(error), wrong=True)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _keep_typed(self) -> bool:
        """Keeps what was changed; False where it cannot be kept."""
        fields = self._read()
        return fields is not None and (fields == self._begun or self._keep(fields))

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
        """Ctrl+Enter keeps everything; Esc leads back to the popup, where it closes it."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_photos(self) -> None:
        if self.accept() and self._entry is not None:
            self.photos_wanted.emit(self._entry.id)

    def _remove(self) -> None:
        self._is_finished = True
        self.close()
        if self._entry is not None:
            self.removed.emit(self._entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._is_finished = True
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_control and event.key() == Qt.Key.Key_Semicolon and self.photos.isVisible():
            self._want_photos()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A click elsewhere keeps what was typed."""
        if not self._is_finished:
            self._is_finished = True
            try:
                fields = self._typed()
            except DateError:
                fields = self._begun
            if fields != self._begun:
                self.save(self._entry, fields)
        for field in (self.text, self.result):
            # A text that is still typed would be left while its field is taken apart.
            field.text.take()
        super().closeEvent(event)


def _line(entry: Entry, chosen: str) -> Linked:
    """An entry in the list: its day, and its first words."""
    skipped = entry.state is EntryState.SKIPPED
    words = entry.reason if skipped else first_words(entry.text or entry.result)
    text = words or (tr("ข้าม") if skipped else tr("ทำแล้ว"))
    day = short_date(entry.day) if entry.day is not None else ""
    sign = "minus" if skipped else Mark.DONE
    return Linked(entry.id, " · ".join(filter(None, (day, text))), "", sign, entry.id == chosen)
