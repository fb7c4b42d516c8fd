"""The top bar: office, year, menus, search, undo, redo, and the saved state."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.frame.saved_state import SavedState
from ita_desktop.ui.frame.year_switch import YearSwitch
from ita_desktop.ui.keyboard import other_letter
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.measures import TopBarSize
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel


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
