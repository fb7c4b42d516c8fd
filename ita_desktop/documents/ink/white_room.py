"""Pictures made ready for papers: without notes, and white room of the right size where one will
be that nobody gave yet."""

from dataclasses import replace

from ita_desktop.documents.content import Image
from ita_desktop.documents.ink.png import png
from ita_desktop.documents.layout.measures import MM
from ita_desktop.domain.digits import Digits
from ita_desktop.pictures.notes import without_notes
from ita_desktop.pictures.shapes import Drawing


def shown(image: Image) -> Image:
    """``image`` without anything that was noted in its file; with no data, or broken, white room of
    its size, which a picture takes later without moving what stands below."""
    data = without_notes(image.data) if image.data else b""
    if data:
        return replace(image, data=data)
    size = image.width * MM, image.height * MM
    return replace(image, data=png(Drawing(*size, (), image.alt), Digits.ARABIC))
