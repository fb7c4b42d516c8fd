"""Blocks: one an item, told apart by shape."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ita_desktop.ui.widgets.marks import ORDER, BlockSize, Mark, paint_block, paint_blocks

WIDTH, HEIGHT = 240, 24


def drawn(marks: list[Mark], *, scale: int = 0, width: int = WIDTH) -> QImage:
    """A row of blocks in shades of grey."""
    image = QImage(width, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_blocks(painter, QRectF(0, 0, width, HEIGHT), marks, scale)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def pieces(image: QImage) -> list[tuple[int, int]]:
    """Where something stands along the row: first and last column of each piece."""
    filled = [
        any(image.pixelColor(x, y).value() < 250 for y in range(image.height()))
        for x in range(image.width())
    ]
    edges = [x for x in range(1, len(filled)) if filled[x] != filled[x - 1]]
    starts = ([0] if filled[0] else []) + [x for x in edges if filled[x]]
    ends = [x - 1 for x in edges if not filled[x]] + ([len(filled) - 1] if filled[-1] else [])
    return list(zip(starts, ends, strict=True))


def test_one_block_is_one_item(qapp) -> None:
    assert len(pieces(drawn([Mark.DONE] * 5 + [Mark.LATE] * 2 + [Mark.NONE]))) == 8


def test_blocks_stand_in_the_order_done_doing_late_not_begun(qapp) -> None:
    mixed = [Mark.NONE, Mark.LATE, Mark.MISSED, Mark.DONE, Mark.DOING]
    assert drawn(mixed) == drawn(list(ORDER))
    assert ORDER == (Mark.DONE, Mark.DOING, Mark.LATE, Mark.NONE, Mark.MISSED)


def test_all_rows_of_one_scale_have_blocks_of_one_width(qapp) -> None:
    few, many = pieces(drawn([Mark.DONE] * 2, scale=15)), pieces(drawn([Mark.DONE] * 15, scale=15))
    assert few == many[:2]


def test_too_many_for_the_width_become_one_piece_a_state(qapp) -> None:
    marks = [Mark.DONE] * 30 + [Mark.DOING] * 10 + [Mark.NONE] * 20
    found = pieces(drawn(marks))
    assert len(found) == 3
    done, doing, none = (last - first + 1 + BlockSize.GAP for first, last in found)
    assert done == pytest.approx(3 * doing, abs=6)
    assert none == pytest.approx(2 * doing, abs=4)
    assert found[-1][1] < WIDTH


@pytest.mark.parametrize("across", [7, 12, 20])
def test_each_state_has_a_shape_of_its_own_without_colour(qapp, across: int) -> None:
    """Drawn in black, the states are still different pictures."""
    shapes = set()
    for mark in ORDER:
        image = QImage(across, BlockSize.HEIGHT, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_block(painter, mark, QRectF(image.rect()), QColor(Qt.GlobalColor.black))
        painter.end()
        shapes.add(
            tuple(
                image.pixelColor(x, y).alpha() > 127
                for y in range(image.height())
                for x in range(image.width())
            )
        )
    assert len(shapes) == len(ORDER)
