"""The figures of all districts above their table."""

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.summary import (
    Summary,
    levels_phrase,
    moves_phrases,
    spread_phrase,
    target_phrase,
)
from ita_desktop.domain.errors import joined
from ita_desktop.i18n import in_language
from ita_desktop.ui.city.screen import Shown
from ita_desktop.ui.city.views.scale import ScoreScale
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel


class SummaryStrip(QWidget):
    """Mean, median and target; levels; who rose and fell: the last two in a line of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spread = ThaiLabel("", self, style=Text.LABEL_MEDIUM, tone=Tone.TEXT)
        self.levels = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.moves = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.scale = ScoreScale(self)
        edge = Space.PAGE_EDGE
        words = QWidget(self)
        vbox(self.spread, self.levels, self.moves, on=words)
        hbox((words, 1), self.scale, on=self, margins=(edge, 0, edge, Space.S), gap=Space.L)

    def show_summary(self, shown: Shown) -> None:
        """Shows the figures of a year."""
        found: Summary = shown.summary
        spread = joined(spread_phrase(found), target_phrase(found))
        moves = joined(*moves_phrases(found, shown.year))
        for label, text in (
            (self.spread, spread),
            (self.levels, levels_phrase(found)),
            (self.moves, moves),
        ):
            label.setText(in_language(text))
            label.setVisible(bool(text))
        totals = [
            row.shown.total
            for row in shown.rows
            if row.shown.rank is not None and row.shown.total is not None
        ]
        mean = found.total.mean if found.total is not None else None
        self.scale.show_totals(totals, found.target, mean, in_language(spread))
        self.setVisible(bool(spread or found.present))
