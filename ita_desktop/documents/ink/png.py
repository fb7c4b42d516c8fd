"""Renders a drawing as PNG, for programs that cannot show vector shapes."""

from io import BytesIO
from typing import Any

from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.ink.drawing import DrawingPainter
from ita_desktop.documents.ink.letters import EmbeddedFont
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.letters import letters
from ita_desktop.documents.layout.text.shaping import letter
from ita_desktop.documents.text.printable import in_digits
from ita_desktop.domain.text import Digits
from ita_desktop.filing.pdfium import ONE_AT_A_TIME
from ita_desktop.pictures.charts import Chart
from ita_desktop.pictures.drawn import draw
from ita_desktop.pictures.shapes import Drawing

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72


def png(drawing: Drawing, digits: Digits) -> bytes:
    """Returns the drawing at print resolution, rendered by pdfium from a PDF page of its size."""
    import pypdfium2

    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    target = BytesIO()
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(_page(drawing, digits))
        try:
            image = document[0].render(scale=scale).to_pil()
        finally:
            document.close()
    image.save(target, "PNG")
    return target.getvalue()


def _page(drawing: Drawing, digits: Digits) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    files = letters()
    regular, bold = (
        EmbeddedFont(letter(files.regular), "F1"),
        EmbeddedFont(letter(files.bold), "F2"),
    )
    painter = DrawingPainter(regular, bold, files.ratio)
    target = BytesIO()
    canvas: Any = Canvas(target, pagesize=(drawing.width, drawing.height), invariant=1)
    canvas.addLiteral(painter.paint(drawing, 0, drawing.height, digits))
    canvas.showPage()
    canvas._doc.delayedFonts += [regular, bold]  # noqa: SLF001 - as TTFont does
    canvas.save()
    return target.getvalue()


# Charts as pictures, for back-ends that cannot draw them.


def figure_image(chart: Chart, document: Document) -> Image:
    """Returns a chart as a bitmap as wide as the document's text."""
    drawing = draw(chart, document.text_width * MM)
    alt = in_digits(drawing.alt, document.digits)
    return Image(png(drawing, document.digits), document.text_width, drawing.height / MM, alt)
