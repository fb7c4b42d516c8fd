"""The menu bar in the top bar. Alt shows the menus' access keys."""

from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QWidget

from ita_desktop.ui.keyboard import other_letter
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.tokens import Text


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
