"""The history of an item, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.lists.line_stack import LineStack
from ita_desktop.ui.widgets.page.values import ValueRow


@dataclass(frozen=True)
class Past:
    """An entry: time, action, and user if known."""

    when: str
    what: str
    who: str = ""


class PastList(LineStack):
    """A list of history entries, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ValueRow] = []

    def set_past(self, past: Sequence[Past]) -> None:
        self._rows = self.fit(self._rows, len(past), partial(ValueRow, "", self, style=Text.LABEL))
        for row, edit in zip(self._rows, past, strict=True):
            row.set_label(edit.when)
            row.set_value(edit.what, edit.who)
