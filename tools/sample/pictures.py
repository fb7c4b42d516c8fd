"""The photographs of the sample: nobody's, drawn from simple shapes, the same to the last byte.

All have so many colours that they are kept as JPEG, whose bytes do not depend on the machine.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 640, 480
_FINE = 2
"""Drawn so many times larger, so that edges are soft."""
_WHITE, _INK, _GREEN, _WOOD, _RED = "#fbfaf6", "#33413c", "#1f6b4a", "#a9805a", "#b3372f"
_SKIN, _BLUE, _SAND = "#d9b08c", "#4d7ba6", "#e6d9bd"


def photograph(name: str) -> bytes:
    """A drawn photograph (see :data:`SCENES`) as a JPEG file, as a camera would give it."""
    picture = _room()
    SCENES[name](_Pen(picture))
    made = BytesIO()
    picture.reduce(_FINE).save(made, "JPEG", quality=90)
    return made.getvalue()


def _room() -> "Image":
    """A wall with light from above, and the floor before it."""
    from PIL import Image as Picture

    size = WIDTH * _FINE, HEIGHT * _FINE
    falls = Picture.linear_gradient("L").resize(size)
    aside = falls.transpose(Picture.Transpose.ROTATE_90).resize(size)
    wall = Picture.merge("RGB", [Picture.blend(falls, aside, part) for part in (0.2, 0.5, 0.8)])
    return Picture.blend(Picture.new("RGB", size, "#efe8d8"), wall, 0.18)


class _Pen:
    """Draws in pixels of the finished photograph."""

    def __init__(self, picture: "Image") -> None:
        from PIL import ImageDraw

        self._draw = ImageDraw.Draw(picture)

    def box(self, left: int, top: int, right: int, bottom: int, colour: str) -> None:
        self._draw.rectangle([_FINE * at for at in (left, top, right, bottom)], fill=colour)

    def shape(self, points: list[tuple[int, int]], colour: str) -> None:
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=colour)

    def disc(self, x: int, y: int, radius: int, colour: str) -> None:
        around = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse([_FINE * at for at in around], fill=colour)

    def words(self, left: int, top: int, widths: tuple[int, ...], colour: str = _INK) -> None:
        """Lines of writing that nobody can read from so far away."""
        for line, width in enumerate(widths):
            self.box(left, top + 16 * line, left + width, top + 16 * line + 6, colour)

    def person(self, x: int, top: int, colour: str) -> None:
        below, neck = top + 120, top + 48
        self.shape([(x - 34, below), (x - 26, neck), (x + 26, neck), (x + 34, below)], colour)
        self.disc(x, top + 20, 24, _INK)
        self.disc(x, top + 27, 19, _SKIN)


def _counter(pen: _Pen) -> None:
    """Three places of a service counter, each with its sign."""
    for number, colour in enumerate((_BLUE, _GREEN, _WOOD)):
        x = 120 + 200 * number
        pen.box(x - 70, 60, x + 70, 112, _GREEN)
        pen.words(x - 50, 76, (100, 64), _WHITE)
        pen.person(x, 190, colour)
    pen.box(0, 300, WIDTH, 320, _SAND)
    pen.box(0, 320, WIDTH, HEIGHT, _WOOD)
    for x in (210, 410):
        pen.box(x, 210, x + 20, 300, _WHITE)


def _meeting(pen: _Pen) -> None:
    """A screen, a long table, and those who sit at it."""
    pen.box(200, 40, 440, 180, _INK)
    pen.box(206, 46, 434, 174, _WHITE)
    pen.words(226, 66, (188, 150, 170, 90), _GREEN)
    for x in (70, 150, 490, 570):
        pen.person(x, 170, _BLUE if x % 20 else _GREEN)
    pen.shape([(150, 230), (490, 230), (620, HEIGHT), (20, HEIGHT)], _WOOD)
    for x, y in ((200, 280), (400, 280), (150, 370), (430, 370)):
        pen.shape([(x, y), (x + 50, y), (x + 56, y + 32), (x - 6, y + 32)], _WHITE)


def _poster(pen: _Pen) -> None:
    """No gift: a present that is crossed out."""
    pen.box(170, 20, 470, 460, _INK)
    pen.box(176, 26, 464, 454, _WHITE)
    pen.box(176, 26, 464, 92, _GREEN)
    pen.words(206, 46, (228, 150), _WHITE)
    pen.disc(320, 230, 112, _RED)
    pen.disc(320, 230, 96, _WHITE)
    pen.box(268, 210, 372, 290, _SAND)
    pen.box(260, 190, 380, 214, _WOOD)
    pen.box(312, 190, 328, 290, _RED)
    pen.shape([(244, 166), (256, 154), (396, 294), (384, 306)], _RED)
    pen.words(206, 366, (228, 200, 228, 120))


def _steps(pen: _Pen) -> None:
    """A board with the steps of a service from left to right."""
    pen.box(40, 50, 600, 400, _WOOD)
    pen.box(52, 62, 588, 388, _WHITE)
    pen.box(52, 62, 588, 122, _BLUE)
    pen.words(90, 82, (320, 180), _WHITE)
    for number in range(4):
        left = 76 + 128 * number
        pen.box(left, 170, left + 104, 290, _SAND)
        pen.disc(left + 52, 200, 18, _GREEN)
        pen.words(left + 12, 234, (80, 60, 72))
        if number:
            pen.shape([(left - 20, 218), (left - 4, 230), (left - 20, 242)], _RED)
    pen.words(76, 326, (380, 300), _INK)


def _website(pen: _Pen) -> None:
    """The office's website on a screen."""
    pen.box(80, 50, 560, 350, _INK)
    pen.box(92, 62, 548, 338, _WHITE)
    pen.box(92, 62, 548, 110, _GREEN)
    pen.words(112, 80, (150, 90), _WHITE)
    pen.box(112, 126, 300, 220, _BLUE)
    pen.words(320, 130, (200, 180, 204, 140, 190))
    for left in (112, 262, 412):
        pen.box(left, 240, left + 120, 320, _SAND)
        pen.words(left + 14, 256, (90, 70, 84))
    pen.box(290, 350, 350, 400, _INK)
    pen.box(220, 400, 420, 414, _INK)
    pen.box(0, 414, WIDTH, HEIGHT, _WOOD)


SCENES: Mapping[str, Callable[[_Pen], None]] = {
    "counter": _counter,
    "meeting": _meeting,
    "poster": _poster,
    "steps": _steps,
    "website": _website,
}
