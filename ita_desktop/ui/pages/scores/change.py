"""The section of the pane with the largest changes since the previous year."""

from collections.abc import Sequence

from ita_desktop.domain.scores.comparing import Compared, Comparison
from ita_desktop.i18n import tr
from ita_desktop.ui.pages.scores.rows import signed
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.value_lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import PaneSection


class ChangeSection(PaneSection):
    """The items with the largest gains and losses, if comparable; else indicators."""

    def __init__(self) -> None:
        super().__init__("")
        self.risen_title = ThaiLabel(tr("เพิ่มมากที่สุด"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self.risen = ValueLines(self)
        self.fallen_title = ThaiLabel(tr("ลดมากที่สุด"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self.fallen = ValueLines(self)
        for part in (self.risen_title, self.risen, self.fallen_title, self.fallen):
            self.column.addWidget(part)

    def show_change(self, found: Comparison | None) -> None:
        """Shows the changes; None if there is nothing to compare with."""
        self.setVisible(found is not None and bool(found.risen or found.fallen))
        if found is None:
            return
        self.set_title(tr("เปลี่ยนจากปี {year}", year=found.other))
        for title, lines, rows in (
            (self.risen_title, self.risen, found.risen),
            (self.fallen_title, self.fallen, found.fallen),
        ):
            title.setVisible(bool(rows))
            lines.set_lines(_lines(rows))


def _lines(rows: Sequence[Compared]) -> list[ValueLine]:
    return [
        ValueLine(row.code, signed(row.change), f"{row.before:.2f} → {row.now:.2f}") for row in rows
    ]
