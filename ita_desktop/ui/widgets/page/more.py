"""The button at the head of a page for what is done now and then: a menu in words."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

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
