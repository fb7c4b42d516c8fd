"""A button that opens the manual, used on empty pages and in messages."""

from typing import Final, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.widgets.button import Button, ButtonKind

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
