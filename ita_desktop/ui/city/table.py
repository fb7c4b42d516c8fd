"""The districts of one fiscal year as a table: ตาราง, their scores; and การส่ง, who has handed in
what, and when."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ita_desktop.documents.reports.city.handed_in import KINDS, NOTHING, use_phrase
from ita_desktop.domain.city import tables
from ita_desktop.domain.city.districts import City, District, short_name
from ita_desktop.domain.city.handed_in import DistrictHandedIn, HandedIn, OtherScore, handed_in
from ita_desktop.domain.errors import joined
from ita_desktop.domain.framework import TOTAL
from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server.address import is_address
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, Shown
from ita_desktop.ui.city.sheets import CitySheet, count, figure, name_filter, year_columns
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.theme.lines import baseline, draw_text, metrics, set_tip
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.settings import Memory

_MEMORY = "table"
_FULL: Final = Decimal(100)
_STEP: Final = Decimal(5)


class HandedInRow(NamedTuple):
    """A source of a district; ``source`` is None for one that has handed in nothing."""

    id: str
    name: str
    district: District | None
    source: HandedIn | None
    row: CityRow | None
    """The district's row of the table, by which the filters go."""


class HandedInView(CityView):
    """All districts of the city with their sources."""

    filtering = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(_columns(), self)
        self.table.setAccessibleName(tr("การส่งข้อมูล"))
        self.table.entered.connect(self._enter)
        vbox((self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        found = handed_in(shown.city, shown.year)
        rows = [row for one in found for row in _rows(one, shown)]
        self.table.sheet.show_other(rows, _columns())

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        def passes(line: HandedInRow) -> bool:
            return line.row is not None and wanted.passes(line.row)

        name_filter(self.table, wanted, passes)
        return None

    def _enter(self, row: object) -> None:
        if isinstance(row, HandedInRow) and row.district is not None and row.source is not None:
            self.district_requested.emit(row.district)


def _rows(one: DistrictHandedIn, shown: Shown) -> list[HandedInRow]:
    name, row = short_name(one.name), shown.row_of.get(one.id)
    if not one.sources:
        return [HandedInRow(one.id, name, one.district, None, row)]
    return [
        HandedInRow(f"{one.id} {source.year.place}", name, one.district, source, row)
        for source in one.sources
    ]


def _columns() -> list[Column[HandedInRow]]:
    return [
        Column("name", tr("เขต"), lambda row: row.name, Width.NAME, firm=True),
        Column(
            "kind",
            tr("ส่งอะไร"),
            lambda row: in_language(KINDS[row.source.kind] if row.source is not None else NOTHING),
            Width.NAME,
            tone=lambda row: Tone.TEXT if row.source is not None else Tone.LATE,
        ),
        Column(
            "file",
            tr("แหล่งข้อมูล"),
            _of(_file),
            Width.SPREAD,
            wide=Width.TITLE,
            lines=1,
            tip=_of(_place),
        ),
        Column("day", tr("วันที่ของไฟล์"), _of_day, kind=ColumnKind.DATE),
        figure("total", tr("รวม"), _or_none(lambda source: source.year.total)),
        count("scores", tr("คะแนนรายข้อ"), _or_none(lambda source: source.scores), Width.CHANGE),
        count("measures", tr("มาตรการ"), _or_none(lambda source: source.measures), Width.SCORE),
        Column(
            "use",
            tr("ใช้อย่างไร"),
            _of(lambda source: in_language(use_phrase(source))),
            Width.SPREAD,
            wide=Width.NOTE,
        ),
        Column(
            "differs",
            tr("ต่างจากที่ใช้"),
            _of(lambda source: ", ".join(map(_differing, source.differs))),
            Width.NOTE,
            wide=Width.NOTE,
            stretch=True,
            lines=1,
            tone=Tone.DOING,
            sort=lambda row: len(row.source.differs) if row.source is not None else 0,
        ),
    ]


def _of(words: Callable[[HandedIn], str]) -> Callable[[HandedInRow], str]:
    return lambda row: words(row.source) if row.source is not None else ""


def _or_none(value: Callable[[HandedIn], object]) -> Callable[[HandedInRow], object]:
    return lambda row: value(row.source) if row.source is not None else None


def _of_day(row: HandedInRow) -> date | None:
    return row.source.day if row.source is not None else None


def _place(source: HandedIn) -> str:
    return source.year.place


def _file(source: HandedIn) -> str:
    place = source.year.place
    return place if is_address(place) else Path(place).name


def _differing(one: OtherScore) -> str:
    """Returns ``O1 60.00 (ใช้ 100.00)``."""
    code = tr("รวม") if one.code == TOTAL else one.code
    return tr(
        "{code} {other} (ใช้ {used})", code=code, other=_points(one.other), used=_points(one.used)
    )


def _points(value: object) -> str:
    return "–" if value is None else f"{value:.2f}"


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
        found: tables.Summary = shown.summary
        spread = joined(tables.spread_phrase(found), tables.target_phrase(found))
        moves = joined(*tables.moves_phrases(found, shown.year))
        for label, text in (
            (self.spread, spread),
            (self.levels, tables.levels_phrase(found)),
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
