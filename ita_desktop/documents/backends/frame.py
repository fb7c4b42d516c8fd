"""A thin frame where a picture will be that nobody gave yet, of the right size."""

from dataclasses import replace
from itertools import pairwise

from ita_desktop.documents.backends.drawing_png import png
from ita_desktop.documents.content import Image
from ita_desktop.domain.digits import Digits
from ita_desktop.pictures.shapes import Anchor, Drawing, Ink, Label, Rule

_POINTS_PER_MM = 72 / 25.4
_THIN = 0.5
_SIZE = 14.0
"""Points of the word in the frame."""


def shown(image: Image) -> Image:
    """``image``; with no data, a frame with its words in it."""
    if image.data:
        return image
    width, height = image.width * _POINTS_PER_MM, image.height * _POINTS_PER_MM
    left, right, top, bottom = _THIN, width - _THIN, _THIN, height - _THIN
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    rules = [Rule(*start, *end, Ink.MUTED, _THIN) for start, end in pairwise(corners)]
    word = Label(width / 2, height / 2 + _SIZE / 4, image.alt, _SIZE, Ink.MUTED, Anchor.MIDDLE)
    drawing = Drawing(width, height, (*rules, word), image.alt)
    return replace(image, data=png(drawing, Digits.ARABIC))
