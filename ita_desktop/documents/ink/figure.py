"""Charts as pictures, for back-ends that cannot draw them."""

from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.ink.png import png
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.text.printable import in_digits
from ita_desktop.pictures.charts import Chart
from ita_desktop.pictures.drawn import draw


def figure_image(chart: Chart, document: Document) -> Image:
    """Returns a chart as a bitmap as wide as the document's text."""
    drawing = draw(chart, document.text_width * MM)
    alt = in_digits(drawing.alt, document.digits)
    return Image(png(drawing, document.digits), document.text_width, drawing.height / MM, alt)
