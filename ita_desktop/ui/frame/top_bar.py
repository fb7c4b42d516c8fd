"""The top bar: office, year switch with a list of the others, the year's page and a new year,
menus, search, undo, redo, and whether the work is saved.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMenuBar, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.keyboard import is_enter, other_letter
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, font, metrics, set_tip
from ita_desktop.ui.theme.measures import TopBarSize, YearPopupSize
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.page.section import HairLine
from ita_desktop.ui.widgets.popup import Popup


class YearListSize:
    WIDTH: Final = 400
    """Its least width in px; it is wider where a year's level needs it."""


class YearChoice(NamedTuple):
    """A fiscal year (Buddhist) with its total and level as text."""

    year: int
    note: str = ""


class PopupRow(QAbstractButton):
    """A line of a popup: icon, text, and a grey note at the right."""

    def __init__(self, text: str, note: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._note = note
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(f"{text} {note}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def accessible_role(self) -> QAccessible.Role:
        """A radio button for a year, a button for other entries."""
        return Role.RadioButton if self.isCheckable() else Role.Button

    def sizeHint(self) -> QSize:
        word = metrics(Text.BODY_MEDIUM).horizontalAdvance(self.text())
        note = metrics(Text.LABEL).horizontalAdvance(self._note)
        needed = ceil(YearPopupSize.WORD_LEFT + word + note) + Space.L + Space.CELL
        return QSize(max(YearListSize.WIDTH, needed), Height.ROW)

    def enterEvent(self, event: object) -> None:  # noqa: ARG002 - the pointer chooses, as in menus
        self.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self.hasFocus():
            paint_plate(painter, self.rect(), Radius.CONTROL, theme.tint)
        if self._icon_name:
            at = QPointF(Space.CELL, (self.height() - IconSize.BUTTON) / 2)
            paint_icon(painter, self._icon_name, theme.accent, at)
        style = Text.BODY_MEDIUM if self.isChecked() else Text.BODY
        painter.setPen(theme.text if self.isEnabled() else theme.text3)
        draw_text(
            painter, style, YearPopupSize.WORD_LEFT, baseline(style, 0, self.height()), self.text()
        )
        painter.setPen(theme.text2)
        x = self.width() - Space.CELL - metrics(Text.LABEL).horizontalAdvance(self._note)
        draw_text(painter, Text.LABEL, round(x), baseline(Text.LABEL, 0, self.height()), self._note)


class YearPopup(Popup):
    """The years, newest first, the year's page, and a new year. ↑ ↓ move, Enter selects, Esc
    closes."""

    about = "year-list"
    span = YearListSize.WIDTH

    def __init__(self, years: Sequence[YearChoice], current: int, parent: "YearSwitch") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setAccessibleName(tr("เลือกปีงบประมาณ"))
        self.rows: list[PopupRow] = []
        for choice in years:
            words = tr("ปีงบประมาณ {year}", year=choice.year)
            mark = "check" if choice.year == current else ""
            row = self._row(words, choice.note, mark)
            row.setCheckable(True)
            row.setChecked(choice.year == current)
            row.clicked.connect(lambda _=False, year=choice.year: parent.take(year))
        add(self.column, Space.XS, HairLine(self), Space.XS)
        page = self._row(tr("ปฏิทินและกรอบของปี {year}", year=current), "", "calendar-days")
        page.clicked.connect(parent.page_requested)
        closed = "" if parent.may_add else tr("แฟ้มนี้เปิดอ่านอย่างเดียว")
        new = self._row(tr("ปีงบประมาณใหม่…"), closed, "plus")
        new.setEnabled(parent.may_add)
        new.clicked.connect(parent.new_year_requested)
        self.start = next((row for row in self.rows if row.isChecked()), new)
        self.span = max(row.sizeHint().width() for row in self.rows) + 2 * Space.XS

    def _row(self, text: str, note: str, icon_name: str) -> PopupRow:
        row = PopupRow(text, note, icon_name, self)
        row.clicked.connect(self.settle)  # a choice is no draft
        self.column.addWidget(row)
        self.rows.append(row)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = [number for number, row in enumerate(self.rows) if row.hasFocus()]
        if step is not None and focused:
            rows = [row for row in self.rows if row.isEnabled()]
            rows[(focused[0] + step) % len(rows)].setFocus()
        elif is_enter(event.key()) and focused:
            self.rows[focused[0]].click()
        else:
            super().keyPressEvent(event)


class YearSwitch(Button):
    """The button that shows the year and opens the list."""

    accessible_role = Role.ButtonDropDown
    year_chosen = Signal(int)
    new_year_requested = Signal()
    page_requested = Signal()
    """The page with dates and framework of the shown year was requested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.may_add = True
        """Whether the list has an entry for a new year."""
        self._years: tuple[YearChoice, ...] = ()
        self._year = 0
        self.popup: YearPopup | None = None
        """The list, once it has been opened."""
        self.set_icon_after("chevron-down")
        self.clicked.connect(self.open)

    def accessible_state(self, state: QAccessible.State) -> None:
        """Reports that the button opens a list."""
        state.hasPopup = 1
        state.expandable = 1
        shown = self.popup is not None and self.popup.isVisible()
        state.expanded = int(shown)
        state.collapsed = int(not shown)

    def set_years(self, years: Sequence[YearChoice], current: int) -> None:
        """Sets the workspace's years, newest first, and the shown one."""
        self._years = tuple(years)
        self._year = current
        self.setText(tr("ปีงบประมาณ {year}", year=self._year))
        self.setToolTip(tr("เลือกปีงบประมาณ"))

    def open(self) -> None:
        """Opens the list below the button."""
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = YearPopup(self._years, self._year, self)
        self.popup.open_by(self)

    def take(self, year: int) -> None:
        """Handles the selection of a year."""
        if year != self._year:
            self.year_chosen.emit(year)

    def paddings(self) -> tuple[int, int]:
        return Space.CELL, Space.CELL

    def sizeHint(self) -> QSize:
        return QSize(max(Width.YEAR, super().sizeHint().width()), Height.FIELD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open()
        else:
            super().keyPressEvent(event)


class SavedStateSize:
    SAVED_MOST: Final = 220
    HERE_MOST: Final = 320


class SaveState(StrEnum):
    """The state of the last edit."""

    SAVED = "saved"
    SAVING = "saving"
    SENDING = "sending"
    """Under way to the server of a shared workspace."""
    HERE = "here"
    """Stored on this PC; a large file has it later."""
    FAILED = "failed"
    READ_ONLY = "read_only"
    LOST = "lost"
    """A shared workspace whose server cannot be reached."""
    OLD = "old"
    """What is shown may be old: it cannot be read now."""


class SavedState(QLabel):
    """Icon and text; ``detail`` is the time when the file was written (of old data: since when), or
    the user who has the workspace open, ``why`` a sentence for the tool tip."""

    _left = IconSize.TEXT + Space.ICON_TO_WORD

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(SaveState.SAVED)

    @property
    def answer(self) -> str:
        """The text followed by the reason, if any."""
        return " ".join(filter(None, (self.text(), self._why)))

    def set_state(self, state: SaveState, detail: str = "", why: str = "") -> None:
        self.state = state
        self._why = why
        match state:
            case SaveState.SAVED:
                words = " ".join(filter(None, (tr("บันทึกแล้ว"), detail)))
            case SaveState.SAVING:
                words = tr("กำลังบันทึก")
            case SaveState.SENDING:
                words = tr("กำลังส่ง")
            case SaveState.HERE:
                in_file = tr("ในแฟ้มเมื่อ {at}", at=detail) if detail else ""
                words = " · ".join(filter(None, (tr("อยู่ในเครื่องนี้แล้ว"), in_file)))
            case SaveState.FAILED:
                words = tr("บันทึกไม่ได้")
            case SaveState.LOST:
                words = tr("ขาดการเชื่อมต่อ")
            case SaveState.OLD:
                words = tr("ที่เห็นอาจเก่า ตั้งแต่ {time}", time=detail)
            case SaveState.READ_ONLY:
                words = " · ".join(filter(None, (tr("อ่านได้อย่างเดียว"), detail)))
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(why)
        set_tip(self, why)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # As wide as the longest usual text, so that changes move nothing beside it.
        measure = metrics(Text.LABEL).horizontalAdvance
        usual = measure(tr("บันทึกแล้ว") + " 00:00")
        width = self._left + ceil(max(usual, measure(self.text())))
        is_here = self.state is SaveState.HERE
        most = SavedStateSize.HERE_MOST if is_here else SavedStateSize.SAVED_MOST
        return QSize(min(most, width), Height.FIELD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = QPointF(0, (self.height() - IconSize.TEXT) / 2)
        failed = self.state in {SaveState.FAILED, SaveState.LOST, SaveState.OLD}
        if failed:
            paint_mark(painter, Mark.LATE, at)
        else:
            name, tone = "check", Tone.DONE
            if self.state is SaveState.READ_ONLY:
                name, tone = "lock", Tone.TEXT2
            if self.state in {SaveState.SAVING, SaveState.SENDING, SaveState.HERE}:
                name, tone = "save", Tone.TEXT2
            paint_icon(painter, name, tone.colour, at, IconSize.TEXT)
        painter.setPen((Tone.LATE if failed else Tone.TEXT2).colour)
        words = elide(self.text(), Text.LABEL, self.width() - self._left)
        draw_text(painter, Text.LABEL, self._left, baseline(Text.LABEL, 0, self.height()), words)


class TopBarPartSize:
    RIGHT_EDGE: Final = 28
    OFFICE_MOST: Final = 260
    SEARCH_LEAST: Final = 160
    ARROW: Final = 20
    """Width of the arrow beside undo that opens the list of changes."""


class TopBar(QWidget):
    """The bar shown on all pages. ``set_home`` hides everything but the menus."""

    undo_requested = Signal()
    history_requested = Signal()
    """The list of recent changes was requested."""
    redo_requested = Signal()
    search_edited = Signal(str)
    """The text of the search field was edited."""
    search_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = ThaiLabel("", self, style=Text.BODY_STRONG)
        self.office.setMaximumWidth(TopBarPartSize.OFFICE_MOST)
        self.office.setContentsMargins(0, 0, Space.XXL, 0)
        self.office.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.year = YearSwitch(self)
        self.menu_bar = MenuBar(self)
        self.menu_button = Button(tr("เมนู"), self, kind=ButtonKind.QUIET)
        self.menu_button.set_tone(Tone.TEXT2)
        self._all_menus = QMenu(self)
        self._all_menus.aboutToShow.connect(self._fill_menus)
        self.menu_button.clicked.connect(self.open_menus)
        self.menu_button.hide()
        self.search = SearchField(tr("ค้นหาข้อ คน เอกสาร คำสั่ง"), self, hint="Ctrl+K")
        self.search.about = "search"
        self.search.textEdited.connect(self.search_edited)
        self.search.returnPressed.connect(lambda: self.search_entered.emit(self.search.text()))
        self.undo = Button("", self, kind=ButtonKind.QUIET, icon_name="undo-2")
        self.history = Button("", self, kind=ButtonKind.QUIET, icon_name="chevron-down")
        self.history.setFixedWidth(TopBarPartSize.ARROW)
        self.history.setToolTip(tr("ประวัติการแก้ไข") + "  Ctrl+Alt+Z")
        self.redo = Button("", self, kind=ButtonKind.QUIET, icon_name="redo-2")
        self.undo.clicked.connect(self.undo_requested)
        self.history.clicked.connect(self.history_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.saved = SavedState(self)
        self.setFixedHeight(Height.TOP_BAR)
        self._lay_out()
        self.set_undo(None, None)

    def _lay_out(self) -> None:
        # The search field takes the remaining width; it shrinks before menus are cut off.
        row = hbox(
            self.office,
            self.year,
            Space.ICON_TO_WORD,
            self.menu_bar,
            self.menu_button,
            None,
            Space.S,
            (self.search, TopBarSize.SEARCH_WIDE),
            Space.S,
            self.undo,
            self.history,
            self.redo,
            Space.M,
            self.saved,
            on=self,
            margins=(Space.XL, 0, TopBarPartSize.RIGHT_EDGE, 0),
        )
        self._row = row

    def set_home(self, home: bool) -> None:
        """Hides everything but the menus on the welcome page."""
        for part in (
            self.office,
            self.year,
            self.search,
            self.undo,
            self.history,
            self.redo,
            self.saved,
        ):
            part.setVisible(not home)
        left = 0 if home else Space.XL
        self._row.setContentsMargins(left, 0, TopBarPartSize.RIGHT_EDGE, 0)

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """Sets the labels of undo and redo (None: nothing), which are shown in tool tips."""
        self._update_button(self.undo, undo, tr("เลิกทำ"), tr("ไม่มีอะไรให้เลิกทำ"), "Ctrl+Z")
        self._update_button(self.redo, redo, tr("ทำซ้ำ"), tr("ไม่มีอะไรให้ทำซ้ำ"), "Ctrl+Y")

    def set_narrow(self, *, menus_folded: bool, search_width: int = Width.SEARCH) -> None:
        """Folds the menus into one button, and sets the width of the search field."""
        self.menu_bar.setVisible(not menus_folded)
        self.menu_button.setVisible(menus_folded)
        if not menus_folded:
            self.menu_bar.setMinimumWidth(self.menu_bar.sizeHint().width())
        self.search.setMinimumWidth(TopBarPartSize.SEARCH_LEAST)
        self.search.setMaximumWidth(search_width)
        self.search.set_hint("Ctrl+K" if search_width >= Width.SEARCH else "")

    def open_menus(self) -> None:
        """Opens the first menu, or the list behind the single button, by keyboard."""
        if self.menu_bar.isVisible():
            # It opens without taking the focus, so that actions apply to the focus widget.
            self.menu_bar.setActiveAction(self.menu_bar.actions()[0])
        else:
            self._open_all_menus()

    def open_menu(self, menu: QMenu) -> None:
        """Opens a menu by its access key."""
        if self.menu_bar.isVisible():
            self.menu_bar.setActiveAction(menu.menuAction())
        else:
            self._open_all_menus()
            self._all_menus.setActiveAction(menu.menuAction())

    def _open_all_menus(self) -> None:
        self._all_menus.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _fill_menus(self) -> None:
        # PySide's ``clear()`` would invalidate the Python wrappers of all actions, which the bar
        # owns.
        for action in self._all_menus.actions():
            self._all_menus.removeAction(action)
        self._all_menus.addActions(self.menu_bar.actions())

    def _update_button(
        self, button: Button, label: str | None, word: str, nothing: str, shortcut: str
    ) -> None:
        button.setEnabled(bool(label))
        button.setToolTip(f"{word}: {label}  {shortcut}" if label else nothing)


# The menu bar in the top bar. Alt shows the menus' access keys.


class MenuBar(QMenuBar):
    """A menu bar without native style, whose access keys are underlined while Alt is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: dict[QAction, str] = {}
        self._letters = False
        self.setNativeMenuBar(False)
        self.setFont(font(Text.LABEL))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def add(self, menu: QMenu, title: str) -> str:
        """Appends a menu; returns its access key, the letter after ``&`` in the title."""
        before, _, after = title.partition("&")
        menu.setTitle(before + after)
        self._marked[self.addMenu(menu)] = title
        return after[:1]

    @property
    def letters_shown(self) -> bool:
        """Whether access keys are shown: while Alt is held, or the menu bar has the focus."""
        return self._letters or self.hasFocus()

    def show_letters(self, shown: bool) -> None:
        """Underlines the access keys, or not."""
        if shown != self._letters:
            self._letters = shown
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens a menu by its access key without Alt while the menu bar has the focus."""
        for action, title in self._marked.items():
            letter = title.partition("&")[2][:1]
            if event.text() and event.text().upper() in {letter, other_letter(letter)}:
                self.setActiveAction(action)
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.letters_shown:
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionMenuItem

        painter = QPainter(self)
        for action in self.actions():
            option = QStyleOptionMenuItem()
            self.initStyleOption(option, action)
            option.rect = self.actionGeometry(action)
            option.text = self._marked.get(action, action.text())
            control = QStyle.ControlElement.CE_MenuBarItem
            self.style().drawControl(control, option, painter, self)
