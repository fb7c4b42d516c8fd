"""Bangkok's fifty districts as tiles of equal size on a grid, about where they lie, coloured by a
value and named in the shown language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.documents.reports.city.words import CityPlace, city_plan
from ita_desktop.domain.district_names import english_district
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import language, tr
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, show_tip, wrap
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, scale_of, tokens

_KEYS: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


@dataclass(frozen=True)
class MapTile:
    """A district's place, and how the window names it."""

    place: CityPlace

    @property
    def name(self) -> str:
        """The official name, without เขต."""
        return self.place.name

    @property
    def title(self) -> str:
        """The name in the shown language."""
        return self.name if language.code == "th" else english_district(self.name)

    @property
    def label(self) -> str:
        """The name as it stands in the tile."""
        short = self.place.short
        return short if short and language.code == "th" else self.title


@dataclass(frozen=True)
class TilePlan:
    """The grid, and the tiles by name in reading order."""

    columns: int
    rows: int
    tiles: Mapping[str, MapTile]


@cache
def tile_plan() -> TilePlan:
    """Returns the grid of Bangkok's districts."""
    plan = city_plan()
    tiles = {name: MapTile(place) for name, place in plan.places.items()}
    return TilePlan(plan.columns, plan.rows, MappingProxyType(tiles))


class TileSize:
    """Sizes of the tiles."""

    WIDTH_LEAST: Final = 76
    WIDTH_MOST: Final = 124
    HEIGHT_LEAST: Final = 40
    HEIGHT_MOST: Final = 64
    GAP: Final = 3
    DASHES: Final = (2.0, 3.0)


class TileValue(NamedTuple):
    """What a tile shows of a district."""

    words: str
    """The value as text; ``–`` if it is missing."""
    step: int | None = None
    """Its class, 0 the lowest; None if the value is missing."""
    steps: int = 1
    description: str = ""
    """The value as it is shown in tool tips and to screen readers."""
    dim: bool = False
    """Whether the filters leave it out."""


class TileGrid(QWidget):
    """The grid. Arrow keys move between tiles; Enter, Space or a click emits ``chosen`` with the
    name of a district that has data."""

    accessible_role = Role.List
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = tile_plan()
        self._values: Mapping[str, TileValue] = {}
        self.current = next(iter(self._plan.tiles))
        self._hovered = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("แผนที่เขตของกรุงเทพมหานคร"))
        self._describe()

    def show_values(self, values: Mapping[str, TileValue]) -> None:
        """Sets the values by the name of the district; other tiles are shown empty."""
        self._values = values
        self._describe()
        self.update()

    def go_to(self, name: str) -> None:
        """Makes a tile current, if there is one of that name."""
        if name in self._plan.tiles:
            self.current = name
            self._describe()
            self.update()

    def description(self, name: str) -> str:
        """Returns a tile in words: the district and its value, or that it has no data."""
        value = self._values.get(name)
        said = (value.description or value.words) if value is not None else tr("ไม่มีในข้อมูลชุดนี้")
        return f"{self._plan.tiles[name].title}: {said}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self.description(self.current))

    def accessible_parts(self) -> list[AccessiblePart]:
        """The tiles with their values."""
        return [
            AccessiblePart(
                self.description(name), self.area_of(name), selected=name == self.current
            )
            for name in self._plan.tiles
        ]

    # -- layout

    def sizeHint(self) -> QSize:
        return self._size(TileSize.WIDTH_MOST, TileSize.HEIGHT_MOST)

    def minimumSizeHint(self) -> QSize:
        return self._size(TileSize.WIDTH_LEAST, TileSize.HEIGHT_LEAST)

    def _size(self, width: int, height: int) -> QSize:
        return QSize(self._plan.columns * width, self._plan.rows * height)

    def _pitch(self) -> QSize:
        """Returns the distances of the tiles' edges."""
        width = min(self.width() // self._plan.columns, TileSize.WIDTH_MOST)
        return QSize(width, min(self.height() // self._plan.rows, TileSize.HEIGHT_MOST))

    def area_of(self, name: str) -> QRect:
        """Returns the area of a tile."""
        tile, pitch = self._plan.tiles[name], self._pitch()
        place = QPoint(tile.place.column * pitch.width(), tile.place.row * pitch.height())
        return QRect(place, pitch - QSize(TileSize.GAP, TileSize.GAP))

    def _at(self, place: QPoint) -> str:
        return next((name for name in self._plan.tiles if self.area_of(name).contains(place)), "")

    def _neighbour(self, way: QPoint) -> str:
        """Returns the nearest tile in a direction: along it first, then to the side."""
        here = self._plan.tiles[self.current].place

        def distance(tile: MapTile) -> tuple[int, int] | None:
            across = QPoint(tile.place.column - here.column, tile.place.row - here.row)
            along = QPoint.dotProduct(across, way)
            aside = abs(across.x() * way.y()) + abs(across.y() * way.x())
            return (along + 2 * aside, aside) if along > 0 and aside <= along else None

        near = [(far, tile.name) for tile in self._plan.tiles.values() if (far := distance(tile))]
        return min(near)[1] if near else self.current

    # -- events

    def _choose(self, name: str) -> None:
        self.go_to(name)
        if name in self._values:
            self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.go_to(self._neighbour(_KEYS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            names = tuple(self._plan.tiles)
            self.go_to(names[0] if key == Qt.Key.Key_Home else names[-1])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._at(event.position().toPoint())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self._choose(name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def _hover(self, name: str) -> None:
        if name != self._hovered:
            self._hovered = name
            shape = Qt.CursorShape.PointingHandCursor
            self.setCursor(shape if name in self._values else Qt.CursorShape.ArrowCursor)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self._at(event.pos())
            show_tip(event, self.description(name) if name else "", self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for name, tile in self._plan.tiles.items():
            area = self.area_of(name)
            if area.intersects(event.rect()):
                self._paint_tile(painter, tile, QRectF(area))

    def _paint_tile(self, painter: QPainter, tile: MapTile, area: QRectF) -> None:
        theme = tokens()
        value = self._values.get(tile.name)
        if value is None:
            ink = theme.text3
            _paint_dashed(painter, area)
        elif value.step is None or value.dim:
            ink = theme.text2 if value.step is None else theme.text3
            paint_plate(painter, area, Radius.CHECK, theme.sunken, theme.line2)
        else:
            ground, ink = scale_of(value.step, value.steps)
            edge = theme.text if tile.name == self._hovered else None
            paint_plate(painter, area, Radius.CHECK, ground, edge)
        if tile.name == self.current and self.hasFocus():
            self._paint_ring(painter, area)
        self._paint_words(painter, tile, value, area, ink)

    def _paint_ring(self, painter: QPainter, area: QRectF) -> None:
        """Paints the focus: two rings, so that one is seen on whatever colour the tile has."""
        theme = tokens()
        inner = area.adjusted(Stroke.FOCUS, Stroke.FOCUS, -Stroke.FOCUS, -Stroke.FOCUS)
        paint_plate(painter, area, Radius.CHECK, None, theme.accent, Stroke.FOCUS)
        paint_plate(painter, inner, Radius.CHECK, None, theme.surface)

    def _paint_words(
        self, painter: QPainter, tile: MapTile, value: TileValue | None, area: QRectF, ink: QColor
    ) -> None:
        """Writes the name, on two lines where they fit, and the value."""
        room = area.width() - 2 * Space.XS
        figure = Text.NOTE_MEDIUM.line if value is not None else 0
        most = 2 if area.height() >= 2 * Text.TINY.line + figure else 1
        names = wrap(tile.label, Text.TINY, room, most)
        top = area.top() + (area.height() - len(names) * Text.TINY.line - figure) / 2
        for name in names:
            _write(painter, elide(name, Text.TINY, room), Text.TINY, area, top, ink)
            top += Text.TINY.line
        if value is not None:
            words = elide(value.words, Text.NOTE_MEDIUM, room)
            _write(painter, words, Text.NOTE_MEDIUM, area, top, ink)


def _write(
    painter: QPainter, words: str, style: Text, area: QRectF, top: float, ink: QColor
) -> None:
    """Writes a line in the middle of an area."""
    painter.setPen(ink)
    left = area.left() + (area.width() - metrics(style).horizontalAdvance(words)) / 2
    draw_text(painter, style, round(left), baseline(style, top, style.line), words)


def _paint_dashed(painter: QPainter, area: QRectF) -> None:
    """Outlines a tile without data."""
    pen = QPen(tokens().control, Stroke.HAIR)
    pen.setDashPattern(TileSize.DASHES)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = area.adjusted(Stroke.HAIR, Stroke.HAIR, -Stroke.HAIR, -Stroke.HAIR)
    painter.drawRoundedRect(inside, Radius.CHECK, Radius.CHECK)
