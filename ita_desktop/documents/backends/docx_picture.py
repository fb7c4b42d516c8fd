"""Pictures in a line of a Word document."""

from typing import Any

from lxml import etree

from ita_desktop.documents.backends.docx_xml import R, w
from ita_desktop.documents.content import Image

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU_PER_MM = 36000


def extension(image: Image) -> str:
    """``png`` or ``jpeg``, from the picture's first bytes."""
    return "png" if image.data.startswith(b"\x89PNG") else "jpeg"


def drawing(image: Image, relation: str, number: int) -> Any:
    """``w:drawing`` that shows the part which ``relation`` names."""
    width, height = (str(round(length * _EMU_PER_MM)) for length in (image.width, image.height))
    names = {"id": str(number), "name": f"Picture {number}", "descr": image.alt}
    inline = etree.Element(f"{{{_WP}}}inline", nsmap={"wp": _WP, "a": _A, "pic": _PIC, "r": R})
    _add(inline, _WP, "extent", cx=width, cy=height)
    _add(inline, _WP, "docPr", **names)
    graphic = _add(inline, _A, "graphic")
    picture = _add(_add(graphic, _A, "graphicData", uri=_PIC), _PIC, "pic")
    about = _add(picture, _PIC, "nvPicPr")
    _add(about, _PIC, "cNvPr", **names)
    _add(about, _PIC, "cNvPicPr")
    fill = _add(picture, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{R}}}embed", relation)
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(picture, _PIC, "spPr")
    place = _add(shape, _A, "xfrm")
    _add(place, _A, "off", x="0", y="0")
    _add(place, _A, "ext", cx=width, cy=height)
    _add(_add(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return w("drawing", inline)


def _add(parent: Any, namespace: str, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
