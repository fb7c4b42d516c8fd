"""แผนที่: the districts as tiles, coloured by a score or the level."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from ita_desktop.domain.city.districts import District
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.city.map_grid import TileGrid, TileValue, tile_plan
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, NodeChoice, Shown, levels_of
from ita_desktop.ui.city.sheets import CitySheet, figure, name_filter
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.texts import UNKNOWN
from ita_desktop.ui.theme.lines import baseline, draw_text, metrics
from ita_desktop.ui.theme.measures import CityColumns
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Text, Tone, Width, scale_of, tokens
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.label import ThaiLabel

_LEVEL: Final = "level"
_ROWS_BELOW: Final = 5


# Classes of values from low to high, for the colours of the tiles and their legend.

_MOST: Final = 5
"""Number of classes of scores that are told apart at a glance."""
_WIDTHS: Final = tuple(map(Decimal, (1, 2, 4, 5, 10, 20)))
_FULL: Final = Decimal(100)
_LEAST_PART: Final = Decimal("0.01")


class Class(NamedTuple):
    """A class in words, with the number of values in it."""

    words: str
    districts: int


@dataclass(frozen=True)
class Steps:
    """Classes of scores, each from its edge to below the next."""

    edges: tuple[Decimal, ...]

    def of(self, score: Decimal) -> int:
        """Returns the class of a score, 0 the lowest."""
        return max(bisect_right(self.edges, score) - 1, 0)

    def words(self) -> tuple[str, ...]:
        """Returns the classes: ``90–94.99``, and ``95–100`` for the last."""
        ends = (*(edge - _LEAST_PART for edge in self.edges[1:]), _FULL)
        return tuple(f"{low}–{high}" for low, high in zip(self.edges, ends, strict=True))


def steps_of(scores: Iterable[Decimal | None]) -> Steps:
    """Returns at most five classes of equal width up to 100 over the known scores (0-100)."""
    least = min([score for score in scores if score is not None], default=Decimal(0))
    width = next(
        (candidate for candidate in _WIDTHS if least >= _FULL - _MOST * candidate), _WIDTHS[-1]
    )
    lowest = min((least / width).to_integral_value(ROUND_FLOOR) * width, _FULL - width)
    return Steps(tuple(_between(max(lowest, Decimal(0)), width)))


def _between(lowest: Decimal, width: Decimal) -> Sequence[Decimal]:
    edges = [lowest]
    while edges[-1] + width < _FULL:
        edges.append(edges[-1] + width)
    return edges


class _Coloured(NamedTuple):
    """The values of all districts by one measure, in classes."""

    classes: tuple[Class, ...]
    values: dict[str, TileValue]
    """By the source of the district."""
    missing: int


class MapView(CityView):
    """The tiles, what they are coloured by, the legend, and offices that have no tile."""

    filtering = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._wanted = CityFilter()
        self._rows: dict[str, CityRow] = {}
        self._values: dict[str, TileValue] = {}
        first = ((TOTAL, tr("คะแนนรวม")), (_LEVEL, tr("ระดับ")))
        self.by = NodeChoice(first, self)
        self.by.setAccessibleName(tr("ระบายสีตาม"))
        self.by.picked.connect(lambda _key: self._refresh())
        self.grid = TileGrid(self)
        self.grid.chosen.connect(self._choose)
        self.legend = TileLegend(self)
        self.others = CitySheet(_other_columns({}), self, filters=False)
        self.others.setAccessibleName(tr("หน่วยงานที่ไม่มีในแผนที่"))
        self.others.entered.connect(self._enter)
        self._aside = QWidget(self)
        self._lay_out()

    def _lay_out(self) -> None:
        title = ThaiLabel(tr("หน่วยงานที่ไม่มีในแผนที่"), self, style=Text.LABEL_MEDIUM, tone=Tone.TEXT2)
        vbox(title, (self.others, 1), on=self._aside, gap=Space.XS)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        # The tiles take the focus.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setCornerWidget(QWidget(scroll))
        content = QWidget(scroll)
        self._columns = hbox((self.grid, 1), self._aside, on=content, gap=Space.L)
        scroll.setWidget(content)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        by = ThaiLabel(tr("ระบายสีตาม"), self, style=Text.LABEL, tone=Tone.TEXT2)
        by.setBuddy(self.by)
        edge = Space.PAGE_EDGE
        vbox(
            hbox(by, self.by, (self.legend, 1), margins=(edge, 0, edge, Space.S), gap=Space.S),
            (hbox((scroll, 1), margins=(edge, 0, edge, Space.S)), 1),
            on=self,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places offices without a tile beside the tiles, or below them if that is too narrow."""
        super().resizeEvent(event)
        aside = Width.DIALOG // 4
        is_wide = self.width() >= self.grid.minimumSizeHint().width() + aside + 3 * Space.PAGE_EDGE
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        self._aside.setMaximumWidth(aside if is_wide else self.width())
        self._aside.setMinimumWidth(aside)
        self._aside.setMinimumHeight(0 if is_wide else _ROWS_BELOW * Height.ROW)

    @property
    def first(self) -> QWidget:
        return self.grid

    def show_city(self, shown: Shown) -> None:
        self._shown = shown
        self._rows = {row.name: row for row in shown.rows if row.name in tile_plan().tiles}
        self.by.show_nodes(shown.nodes)
        self._refresh()

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        self._wanted = wanted
        self._narrow()
        rows = self._shown.rows if self._shown is not None else ()
        return sum(map(wanted.passes, rows)), len(rows)

    def show_district(self, district: District) -> None:
        self.grid.go_to(district.short_name)

    def _choose(self, name: str) -> None:
        self.district_requested.emit(self._rows[name].district)

    def _enter(self, row: CityRow) -> None:
        if row.year is not None:
            self.district_requested.emit(row.district)

    def _refresh(self) -> None:
        """Shows the values of another year, or by another measure."""
        shown = self._shown
        if shown is None:
            return
        coloured = _by_level(shown) if self.by.key == _LEVEL else _by_score(shown, self.by.key)
        self._values = coloured.values
        self.legend.show_classes(coloured.classes, coloured.missing)
        others = [row for row in shown.rows if row.name not in tile_plan().tiles]
        self.others.sheet.show_other(others, _other_columns(coloured.values))
        self._aside.setVisible(bool(others))
        self._narrow()

    def _narrow(self) -> None:
        """Pales what the filters leave out."""
        passes = self._wanted.passes
        name_filter(self.others, self._wanted, passes)
        self.grid.show_values(
            {
                name: self._values[row.id]._replace(dim=not passes(row))
                for name, row in self._rows.items()
                if row.year is not None
            }
        )


def _by_score(shown: Shown, code: str) -> _Coloured:
    """Returns the districts in classes of a score; of another framework, one of the same code is
    another item, and so it is missing. One of which a part is unknown has no class."""
    rows = [row for row in shown.rows if row.year is not None]
    alike = {
        row.id: row.year
        for row in rows
        if row.year is not None and (code == TOTAL or row.year.outline.code == shown.framework)
    }
    scores = {at: year.whole(code) for at, year in alike.items()}
    steps = steps_of(scores.values())
    words = steps.words()
    counts = [0] * len(words)
    values = {}
    for row in rows:
        score = scores.get(row.id)
        if score is None:
            year = alike.get(row.id)
            values[row.id] = _unclassed(year.score_or_total(code) if year is not None else None)
            continue
        step = steps.of(score)
        counts[step] += 1
        values[row.id] = TileValue(f"{score:.2f}", step, len(words), _tile_words(row, score))
    classes = tuple(Class(text, number) for text, number in zip(words, counts, strict=True))
    return _Coloured(classes, values, len(rows) - sum(counts))


def _unclassed(partial: Decimal | None) -> TileValue:
    if partial is None:
        return TileValue(UNKNOWN, description=tr("ไม่มีคะแนน"))
    return TileValue(f"{partial:.2f}", description=f"{partial:.2f} {tr('คะแนนไม่ครบ')}")


def _tile_words(row: CityRow, score: Decimal) -> str:
    rank = row.shown.rank
    if rank is None:
        return f"{score:.2f} {row.level}".strip()
    return tr("{score} {level} อันดับ {rank}", score=f"{score:.2f}", level=row.level, rank=rank)


def _by_level(shown: Shown) -> _Coloured:
    """Returns the districts by level, the best in the darkest colour."""
    levels = levels_of(shown.city, shown.year)[::-1]
    rows = [row for row in shown.rows if row.year is not None]
    values = {
        row.id: TileValue(row.level, levels.index(row.level), len(levels), row.level)
        if row.level
        else TileValue(UNKNOWN, description=tr("ยังไม่มีระดับ"))
        for row in rows
    }
    counts = [sum(row.level == level for row in rows) for level in levels]
    classes = tuple(Class(level, number) for level, number in zip(levels, counts, strict=True))
    return _Coloured(classes, values, len(rows) - sum(counts))


def _other_columns(values: dict[str, TileValue]) -> list[Column[CityRow]]:
    def value(row: CityRow) -> str:
        return values[row.id].words if row.id in values else UNKNOWN

    return [
        Column(
            "name",
            tr("ชื่อ"),
            lambda row: row.name,
            stretch=True,
            tip=lambda row: row.note or row.name,
            tone=lambda row: Tone.LATE if row.district.problem is not None else Tone.TEXT,
        ),
        figure("value", tr("ค่า"), value, CityColumns.SCORE),
    ]


# The legend below the tiles.


class MapLegendSize:
    """Sizes of the legend."""

    BOX: Final = 16
    LINE: Final = Height.FIELD


class TileLegend(QWidget):
    """The classes from low to high with their numbers of districts; on several lines if narrow."""

    accessible_role = Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[Class, ...] = ()
        self._missing = 0
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_classes(self, classes: Sequence[Class], missing: int) -> None:
        """Sets the classes, and the number of districts whose value is missing or partly known."""
        self._classes, self._missing = tuple(classes), missing
        self.setAccessibleName(", ".join(self._words()))
        self.updateGeometry()
        self.update()

    def _words(self) -> list[str]:
        lines = [
            tr("{words} · {count} เขต", words=step.words, count=step.districts)
            for step in self._classes
        ]
        if self._missing:
            lines.append(tr("ไม่มีคะแนนหรือยังไม่ครบ · {count} เขต", count=self._missing))
        return lines

    def _places(self, width: int) -> list[QPointF]:
        """Returns where each class begins."""
        measure = metrics(Text.NOTE).horizontalAdvance
        places, x, y = [], 0.0, 0.0
        for words in self._words():
            wide = MapLegendSize.BOX + Space.ICON_TO_WORD + ceil(measure(words)) + Space.L
            if x and x + wide - Space.L > width:
                x, y = 0.0, y + MapLegendSize.LINE
            places.append(QPointF(x, y))
            x += wide
        return places

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return round(places[-1].y() if places else 0) + MapLegendSize.LINE

    def sizeHint(self) -> QSize:
        return QSize(0, MapLegendSize.LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, MapLegendSize.LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = tokens(), QPainter(self)
        for at, (words, place) in enumerate(
            zip(self._words(), self._places(self.width()), strict=True)
        ):
            top = place.y() + (MapLegendSize.LINE - MapLegendSize.BOX) / 2
            box = QRectF(place.x(), top, MapLegendSize.BOX, MapLegendSize.BOX)
            if at < len(self._classes):
                ground, _ink = scale_of(at, len(self._classes))
                paint_plate(painter, box, Radius.CHECK, ground, theme.control)
            else:
                paint_plate(painter, box, Radius.CHECK, theme.sunken, theme.line2)
            painter.setPen(theme.text2)
            x = place.x() + MapLegendSize.BOX + Space.ICON_TO_WORD
            draw_text(
                painter, Text.NOTE, x, baseline(Text.NOTE, place.y(), MapLegendSize.LINE), words
            )
