"""ตาราง: the districts of a fiscal year."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ita_desktop.domain.city.districts import City
from ita_desktop.domain.city.tables import (
    Summary,
    levels_phrase,
    moves_phrases,
    spread_phrase,
    target_phrase,
)
from ita_desktop.domain.errors import joined
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.city.columns import CitySheet, name_filter, year_columns
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, Shown
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.settings import Memory

_MEMORY = "table"


class TableView(CityView):
    """The table. Enter or a double click leads to the district."""

    filtering = True
    file_requested = Signal(object)

    def __init__(self, memory: "Memory", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(year_columns(City(), 0), self)
        self.table.setAccessibleName(tr("ตารางเขต"))
        self.table.entered.connect(lambda row: self.district_requested.emit(row.district))
        self.table.menu_requested.connect(self._add_to_menu)
        self.table.remember_in(memory, _MEMORY)
        self.summary = SummaryStrip(self)
        vbox(self.summary, (self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        self.summary.show_summary(shown)
        columns = year_columns(shown.city, shown.year)
        self.table.show_other(shown.rows, columns, self.table.memory())

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        name_filter(self.table, wanted, wanted.passes)
        return self.table.sheet.passed, self.table.sheet.total

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.table.current_row()
        if not isinstance(row, CityRow):
            return
        if row.year is not None:
            menu.addAction(
                tr("ดูเขตนี้เทียบกับทุกเขต"), lambda: self.district_requested.emit(row.district)
            )
        words = tr("เปิดแฟ้มของเขตนี้ (อ่านอย่างเดียว)")
        menu.addAction(words, lambda: self.file_requested.emit(row.district))


# The figures of all districts above their table.


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


# The totals of all districts on one line, with the target and the mean.

_FULL: Final = Decimal(100)
_STEP: Final = Decimal(5)


class ScaleSize:
    """Sizes of the scale."""

    WIDTH: Final = 360
    LINE: Final = 22
    """Height of the marks; the numbers stand below."""
    MARK: Final = 12
    DOT: Final = 5


class ScoreScale(QWidget):
    """A mark for each total, a line at the target, a dot at the mean."""

    accessible_role = Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals: tuple[Decimal, ...] = ()
        self._target: Decimal | None = None
        self._mean: Decimal | None = None
        self._low = Decimal(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_totals(
        self, totals: Sequence[Decimal], target: Decimal | None, mean: Decimal | None, words: str
    ) -> None:
        """Sets the totals (0-100); ``words`` say the same to who does not see it."""
        self._totals, self._target, self._mean = tuple(totals), target, mean
        known = [*self._totals, *([target] if target is not None else [])]
        least = min(known, default=_FULL - _STEP)
        steps = (least / _STEP).to_integral_value(ROUND_FLOOR) * _STEP
        self._low = max(min(steps, _FULL - _STEP), Decimal(0))
        self.setVisible(bool(self._totals))
        self.setAccessibleName(words)
        set_tip(self, f"{words}\n{tr('ขีดคือเขต จุดคือค่าเฉลี่ย เส้นคือเป้าหมาย')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(ScaleSize.WIDTH, ScaleSize.LINE + Text.NOTE.line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _x(self, score: Decimal) -> float:
        """Returns where a score is; both ends leave room for half a number."""
        edge = metrics(Text.NOTE).horizontalAdvance("100") / 2
        share = float((score - self._low) / (_FULL - self._low))
        return edge + share * (self.width() - 2 * edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = tokens(), QPainter(self)
        middle = ScaleSize.LINE / 2
        painter.setPen(QPen(theme.control, 1))
        painter.drawLine(QLineF(self._x(self._low), middle, self._x(_FULL), middle))
        painter.setPen(QPen(theme.text2, 1))
        for total in self._totals:
            self._mark(painter, total, ScaleSize.MARK)
        if self._target is not None:
            painter.setPen(QPen(theme.late, 2))
            self._mark(painter, self._target, ScaleSize.LINE)
        if self._mean is not None:
            painter.setPen(QPen(theme.surface, 1))
            painter.setBrush(theme.accent)
            painter.drawEllipse(QPointF(self._x(self._mean), middle), ScaleSize.DOT, ScaleSize.DOT)
        self._number(painter, self._low, theme.text2)
        self._number(painter, _FULL, theme.text2)
        if self._target is not None:
            self._number(painter, self._target, theme.late)

    def _mark(self, painter: QPainter, score: Decimal, high: int) -> None:
        x, top = self._x(score), (ScaleSize.LINE - high) / 2
        painter.drawLine(QLineF(x, top, x, top + high))

    def _number(self, painter: QPainter, score: Decimal, ink: QColor) -> None:
        """Draws a number below the line; that of an end only where the target leaves room."""
        words = f"{score.normalize():f}"
        wide = metrics(Text.NOTE).horizontalAdvance(words)
        is_end, target = score != self._target, self._target
        if is_end and target is not None and abs(self._x(target) - self._x(score)) < 2 * wide:
            return
        painter.setPen(ink)
        line = baseline(Text.NOTE, ScaleSize.LINE, Text.NOTE.line)
        draw_text(painter, Text.NOTE, self._x(score) - wide / 2, line, words)
