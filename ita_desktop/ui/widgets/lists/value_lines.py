"""Lines with a label, its value and a note: figures, or the history of an item."""

from collections.abc import Sequence
from typing import NamedTuple

from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.lists.line_stack import LineStack
from ita_desktop.ui.widgets.page.values import ValueRow


class ValueLine(NamedTuple):
    """A label, its value and a note."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.TEXT


class ValueLines(LineStack[ValueRow]):
    """A stack of such lines; hidden without any."""

    @property
    def texts(self) -> list[str]:
        """The accessible texts of the lines."""
        return [row.accessibleName() for row in self.lines]

    def set_lines(self, lines: Sequence[ValueLine]) -> None:
        for row, line in zip(self.fit(len(lines)), lines, strict=True):
            row.set_label(line.label)
            row.set_value(line.value, line.note, line.tone)
        self.setVisible(bool(lines))

    def make(self, _number: int) -> ValueRow:
        return ValueRow("", self, style=Text.LABEL)
