"""Whether Thai letters with marks above and below stand whole in a widget, at any scale."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.lines import font
from ita_desktop.ui.theme.tokens import Text

WORDS = "ที่ ปู่ ญู ฐู"
SCALES = (1.0, 1.25, 1.5, 2.0)
FAR = 70
"""How far from its ground a pixel must be to be ink, of 765."""


def picture(widget: QWidget, scale: float) -> QImage:
    """A widget as a screen of that scale shows it."""
    drawn = QPixmap(widget.size() * scale)
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.white)
    widget.render(drawn)
    return drawn.toImage()


def distance(color: bytes, other: bytes) -> int:
    """How far one pixel is from another, each a byte for red, green, blue and one unused."""
    return sum(abs(a - b) for a, b in zip(color[:3], other[:3], strict=True))


def pixel_rows(image: QImage, part: QRect) -> list[bytes]:
    """The rows of pixels of a part, four bytes each."""
    whole = image.copy(part).convertToFormat(QImage.Format.Format_RGBX8888)
    content, step, used = bytes(whole.constBits()), whole.bytesPerLine(), 4 * whole.width()
    return [content[at : at + used] for at in range(0, step * whole.height(), step)]


def rows_that_differ(image: QImage, other: QImage, part: QRect) -> int:
    """From the first to the last row of pixels with ink that the other picture has not."""
    rows = zip(pixel_rows(image, part), pixel_rows(other, part), strict=True)
    inked = [
        y
        for y, (row, bare) in enumerate(rows)
        if row != bare
        and any(distance(row[at : at + 4], bare[at : at + 4]) > FAR for at in range(0, len(row), 4))
    ]
    assert inked, "nothing is drawn"
    return inked[-1] - inked[0] + 1


def free(style: Text, scale: float) -> int:
    """How many rows of pixels the words take where nothing can cut them."""

    def drawn(words: str) -> QImage:
        made = QPixmap(round(300 * scale), round(100 * scale))
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setFont(font(style))
        painter.drawText(QPointF(20, 50), words)
        painter.end()
        return made.toImage()

    image = drawn(WORDS)
    return rows_that_differ(image, drawn(""), image.rect())


def assert_whole(
    make: Callable[[str], QWidget], style: Text, scale: float, part: QRect | None = None
) -> None:
    """The words of a widget take as many rows as they need; ``part`` is where they stand."""
    widget = make(WORDS)
    inked = picture(widget, scale)
    bare = picture(make(" "), scale)
    area = part or widget.rect()
    scaled = QRect(area.topLeft() * scale, area.size() * scale) & inked.rect() & bare.rect()
    seen = rows_that_differ(inked, bare, scaled)
    # A letter's pale edge may fall on either side of a pixel.
    assert seen >= free(style, scale) - 1, f"{seen} of {free(style, scale)} rows of pixels"
