"""White room where a picture will be that nobody gave yet, of the right size."""

from dataclasses import replace

from ita_desktop.documents.content import Image
from ita_desktop.documents.ink.png import png
from ita_desktop.documents.layout.measures import MM
from ita_desktop.domain.digits import Digits
from ita_desktop.pictures.shapes import Drawing


def shown(image: Image) -> Image:
    """``image``; with no data, white room of its size, which a picture takes later without moving
    what stands below."""
    if image.data:
        return image
    size = image.width * MM, image.height * MM
    return replace(image, data=png(Drawing(*size, (), image.alt), Digits.ARABIC))
