"""Thin lines on screens that enlarge by a fraction."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ita_desktop.ui.theme.shapes import hairline

BLACK, WHITE = QColor("black"), QColor("white")
SIDE = 60


def inked(
    scale: float, x: int, y: int, width: int, height: int, *, near: bool = False
) -> list[int]:
    """The screen's own rows (of a line across) or columns that a line covers."""
    image = QImage(round(SIDE * scale), round(SIDE * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(WHITE)
    painter = QPainter(image)
    hairline(painter, x, y, width, height, BLACK, near=near)
    painter.end()
    middle = round(SIDE * scale / 2)
    colours = [
        image.pixelColor(middle, at) if height < width else image.pixelColor(at, middle)
        for at in range(image.width())
    ]
    assert set(map(QColor.name, colours)) <= {BLACK.name(), WHITE.name()}, "it is sharp"
    return [at for at, colour in enumerate(colours) if colour == BLACK]


@pytest.mark.parametrize(("scale", "pixels"), [(1, 1), (1.25, 1), (1.5, 1), (1.75, 1), (2, 2)])
def test_lines_are_as_thin_wherever_they_stand(scale, pixels) -> None:
    for place in range(SIDE):
        assert len(inked(scale, 0, place, SIDE, 1)) == pixels
        assert len(inked(scale, place, 0, 1, SIDE)) == pixels


@pytest.mark.parametrize(("scale", "pixels"), [(1, 2), (1.25, 2), (1.5, 3), (2, 4)])
def test_the_sides_of_a_frame_are_as_thick(scale, pixels) -> None:
    for place in range(SIDE - 1):
        assert len(inked(scale, 0, place, SIDE, 2)) == pixels
        assert len(inked(scale, 0, place, SIDE, 2, near=True)) == pixels


def test_a_line_stands_at_the_edge_that_it_belongs_to() -> None:
    assert inked(1.5, 0, 1, SIDE, 1) == [2], "the lower edge of what ends at 2 px"
    assert inked(1.5, 0, 0, SIDE, 1, near=True) == [0]
