"""The history of an item, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.lists.line_stack import LineStack
from ita_desktop.ui.widgets.page.values import ValueRow


@dataclass(frozen=True)
class Past:
    """An entry: time, action, and user if known."""

    when: str
    what: str
    who: str = ""


class PastList(LineStack[ValueRow]):
    """A list of history entries, newest first."""

    def set_past(self, past: Sequence[Past]) -> None:
        for row, edit in zip(self.fit(len(past)), past, strict=True):
            row.set_label(edit.when)
            row.set_value(edit.what, edit.who)

    def make(self, _number: int) -> ValueRow:
        return ValueRow("", self, style=Text.LABEL)
