"""A button that hides and shows a widget."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.button import Button, ButtonKind


class FoldButton(Button):
    """A button that toggles ``part``, which is hidden at first."""

    def __init__(self, words: str, part: QWidget) -> None:
        super().__init__(words, kind=ButtonKind.QUIET)
        self._part = part
        self.set_flush()
        self.clicked.connect(lambda: self.fold(not self.is_folded))
        self.fold(True)

    @property
    def is_folded(self) -> bool:
        return self._part.isHidden()

    def fold(self, folded: bool) -> None:
        """Hides or shows the widget."""
        self._part.setHidden(folded)
        self.set_icon_after("chevron-right" if folded else "chevron-down")

    def accessible_state(self, state: QAccessible.State) -> None:
        """Reports whether the widget is shown."""
        state.expandable = 1
        state.collapsed = int(self.is_folded)
        state.expanded = int(not self.is_folded)
