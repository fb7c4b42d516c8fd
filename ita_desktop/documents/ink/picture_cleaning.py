"""Prepares pictures for output: strips metadata, and substitutes a blank for missing ones."""

from dataclasses import replace

from ita_desktop.documents.content import Image
from ita_desktop.documents.ink.png import png
from ita_desktop.documents.layout.measures import MM
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.notes import without_notes
from ita_desktop.pictures.shapes import Drawing


def shown(image: Image) -> Image:
    """Returns ``image`` without metadata; if it has no data or is broken, a blank of its size, so
    that a picture added later does not move the text below."""
    kept = image.data
    data = without_notes(kept) if kept else b""
    if data:
        return replace(image, source=data)
    size = image.width * MM, image.height * MM
    return replace(image, source=png(Drawing(*size, (), image.alt), Digits.ARABIC))
