"""มอบหมาย: a popup to set owners and a due date for the selected items."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.editors.listing import EntrySearch
from ita_desktop.ui.forms.ui_assign_popup import Ui_AssignPopup
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.language import weekday_date
from ita_desktop.ui.table.values import CellOwner, ListChoice
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Height, Space, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import Popup

ROWS_SHOWN = 8


class AssignPopup(Popup):
    """Typing finds owners, Enter selects the first match and moves on to the date; Enter there
    assigns. ↓ moves into the list, where Space toggles, Enter selects, and Tab goes on to the
    date."""

    about = "assign"
    span = FloatSize.ASSIGN

    assigned = Signal(object, object)
    """Owners (tuple of shown owners) and due date; None leaves the value unchanged."""

    def __init__(
        self,
        choices: Sequence[ListChoice],
        ticked: Sequence[CellOwner],
        count: int,
        fiscal_year: int,
        today: date,
        named: Callable[[str], ListChoice],
        parent: QWidget,
    ) -> None:
        """``named`` returns the choice of a new owner for an unknown name, which must be checked
        explicitly."""
        super().__init__(parent)
        self._named = named
        self._choices = list(choices)
        self._fiscal_year, self._today = fiscal_year, today
        self._search = EntrySearch(choices)
        self._touched = False
        ticked_ids = {owner.id for owner in ticked}
        body = QWidget(self)
        self.ui = Ui_AssignPopup()
        self.ui.setupUi(body)
        self.column.addWidget(body)
        self.names, self.day = self.ui.names, self.ui.day
        self.start = self.names
        example = tr("เช่น {day} หรือ +30", day=example_day(fiscal_year, 3))
        self.day.set_example(example)
        self.names.textChanged.connect(self._filter)
        self.day.textChanged.connect(self._read_day)
        self.ui.accept.setText(tr("มอบหมาย {count} ข้อ", count=count))
        self.ui.accept.clicked.connect(self._accept)
        self.boxes: dict[str, CheckBox] = {}
        self._names = QWidget()
        self._rows = vbox(on=self._names, margins=(Space.XS, 0))  # room for the focus ring
        self._list = RoomScroll.around(self._names, self, across=False)
        self._list.setFixedHeight(ROWS_SHOWN * Height.CHECK_LINE)
        self.ui.rowsPlace.addWidget(self._list)
        self.new = CheckBox("", self)
        self.new.clicked.connect(self._take_new)
        self.new.installEventFilter(self)
        self._rows.addWidget(self.new)
        for choice in choices:
            if isinstance(choice.value, CellOwner):
                self._add_box(choice.value, choice.text, ticked=choice.value.id in ticked_ids)
        self._rows.addStretch(1)
        self._filter("")
        for field in (self.names, self.day):
            field.installEventFilter(self)

    def _add_box(self, owner: CellOwner, text: str, *, ticked: bool) -> None:
        box = CheckBox(text, self)
        box.setChecked(ticked)
        box.clicked.connect(self._touch)
        box.installEventFilter(self)
        self.boxes[owner.id] = box
        self._rows.addWidget(box)

    def chosen(self) -> tuple[CellOwner, ...]:
        """Returns the checked owners in list order."""
        return tuple(
            choice.value
            for choice in self._choices
            if isinstance(choice.value, CellOwner) and self.boxes[choice.value.id].isChecked()
        )

    def _filter(self, text: str) -> None:
        found = {
            choice.value.id
            for choice in (self._search.find(text) if text.strip() else self._choices)
            if isinstance(choice.value, CellOwner)
        }
        name = text.strip()
        asked = bool(name) and all(choice.text != name for choice in self._choices)
        self.new.setText(self._named(name).text if asked else "")
        self.new.setVisible(asked and not self._search.holds(name))
        # People and positions are many: shown only if they match the text or are checked.
        for key, box in self.boxes.items():
            common = bool(text.strip()) or key.startswith("unit:") or box.isChecked()
            box.setVisible(key in found and common)

    def draft(self) -> tuple[str, str, frozenset[str], bool]:
        ticked = frozenset(owner.id for owner in self.chosen())
        return self.names.text(), self.day.text(), ticked, self._touched

    def show_draft(self, draft: tuple[str, str, frozenset[str], bool]) -> None:
        names, day, ticked, self._touched = draft
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)
        self.day.setText(day)
        self.names.setText(names)
        self._filter(names)

    def _take_first(self) -> None:
        text = self.names.text().strip()
        if not text:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = next(iter(self._search.find(text)), None)
        if first is None or not isinstance(first.value, CellOwner) or not self._search.holds(text):
            # Similar names are shown, but not selected automatically.
            message = tr("ไม่มี “{text}” กด ↓ แล้วเลือกชื่อที่ใกล้เคียง หรือเพิ่มเป็นหน่วยใหม่", text=text)
            self._show_reading(message, wrong=True)
            return
        self._check_owner(first.value)

    def _take_new(self) -> None:
        """Adds the typed name as a new unit to the list."""
        choice = self._named(self.names.text().strip())
        if isinstance(choice.value, CellOwner):
            self._choices.append(replace(choice, text=choice.value.label))
            self._add_box(choice.value, choice.value.label, ticked=False)
            self.new.setChecked(False)
            self._check_owner(choice.value)

    def _check_owner(self, owner: CellOwner) -> None:
        if not self._touched:
            # The first name selected replaces the previous owners.
            for box in self.boxes.values():
                box.setChecked(False)
        self._touch()
        taken = self.boxes[owner.id]
        taken.setChecked(True)
        self.names.clear()
        self._show(taken)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, box: CheckBox) -> None:
        """Scrolls to a box after all names have become visible again."""
        self._names.resize(self._names.width(), self._names.sizeHint().height())
        self._rows.activate()
        self._list.ensureWidgetVisible(box)

    def _touch(self) -> None:
        self._touched = True

    def _day(self) -> date | None:
        text = self.day.text().strip()
        if not text:
            return None
        return parse_date(text, fiscal_year=self._fiscal_year, today=self._today)

    def _read_day(self) -> None:
        try:
            day = self._day()
        except DateError as error:
            self._show_reading(sentence(error), wrong=True)
            return
        self._show_reading(weekday_date(day) if day else "", wrong=False)

    def _show_reading(self, text: str, *, wrong: bool) -> None:
        self.ui.reading.set_tone(Tone.LATE if wrong else Tone.TEXT2)
        self.ui.reading.setText(text)
        self.adjustSize()  # a sentence takes several lines

    def _accept(self) -> None:
        try:
            day = self._day()
        except DateError as error:
            self._show_reading(sentence(error), wrong=True)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        owners = self.chosen() if self._touched else None
        self.settle()
        if owners or day is not None:
            self.assigned.emit(owners, day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves with ↑ and ↓ from the search field through the check boxes to the date, and with
        Tab past all of them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            past = {Qt.Key.Key_Tab: self.day, Qt.Key.Key_Backtab: self.names}
            if isinstance(watched, CheckBox) and (stop := past.get(Qt.Key(event.key()))):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move_focus(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _move_focus(self, start: QObject, step: int) -> None:
        shown = [box for box in (self.new, *self.boxes.values()) if not box.isHidden()]
        stops: list[QWidget] = [self.names, *shown, self.day]
        at = next((at for at, stop in enumerate(stops) if stop is start), 0) + step
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
            if stops[at] in shown:
                self._list.ensureWidgetVisible(stops[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Fields and check boxes pass Enter on.
        if not is_enter(event.key()):
            super().keyPressEvent(event)
        elif self.names.hasFocus():
            self._take_first()
        elif (owner := self._at_unchecked()) is not None:
            self._check_owner(owner)
        else:
            self._accept()

    def _at_unchecked(self) -> CellOwner | None:
        """Returns the owner whose box has the focus and is not checked: Enter takes it."""
        for choice in self._choices:
            if isinstance(choice.value, CellOwner):
                box = self.boxes[choice.value.id]
                if box.hasFocus() and not box.isChecked():
                    return choice.value
        return None
