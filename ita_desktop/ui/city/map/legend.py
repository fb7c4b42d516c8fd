"""The legend below the tiles."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.city.map.steps import Class
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Text, scale_of, tokens
from ita_desktop.ui.widgets.boxes import set_height_for_width


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
