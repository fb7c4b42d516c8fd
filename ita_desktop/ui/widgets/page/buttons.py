"""The quiet buttons of a page: its menu of what is done now and then, and the fold of a part.

A button that opens the manual, used on empty pages and in messages.
"""

from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.widgets.button import Button, ButtonKind


class MoreButton(Button):
    """Opens a menu, which ``fill`` is given empty each time."""

    def __init__(self, fill: Callable[[QMenu], object]) -> None:
        super().__init__("", kind=ButtonKind.QUIET, icon_name="ellipsis")
        self._fill = fill
        self.add_before: Callable[[QMenu], object] | None = None
        """Adds entries before those of ``fill``."""
        self.setToolTip(tr("อื่น ๆ"))
        self.setAccessibleName(tr("อื่น ๆ"))
        self.clicked.connect(self._open)

    def menu_now(self) -> QMenu:
        """Returns the menu as it is now; it is deleted once it was closed."""
        menu = QMenu(self)
        if self.add_before is not None:
            self.add_before(menu)
        self._fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open(self) -> None:
        self.menu_now().popup(self.mapToGlobal(QPoint(0, self.height())))


# A button that hides and shows a widget.


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


TROUBLE: Final = "trouble"
"""The topic of the chapter on problems with files."""


@runtime_checkable
class OpensHelp(Protocol):
    """A window or dialog that can open the manual."""

    def open_help(self, about: str = "") -> None:
        """Opens the chapter on the topic ``about``, by default that of the current page."""


class HelpButton(Button):
    """Opens the manual of its window at the chapter on the topic ``about``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("อ่านในคู่มือ"), parent, kind=ButtonKind.QUIET)
        self.about = ""
        self.clicked.connect(self._open)

    def _open(self) -> None:
        part = self.parentWidget()
        while part is not None and not isinstance(part, OpensHelp):
            part = part.parentWidget()
        if isinstance(part, OpensHelp):
            part.open_help(self.about)
