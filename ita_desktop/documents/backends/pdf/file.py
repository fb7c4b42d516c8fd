"""Writes pages as a PDF file through reportlab. Text shaping, line breaking and page layout are the
program's own, because reportlab breaks Thai inside words and cannot split a row over pages."""

from io import BytesIO
from typing import Any

from ita_desktop.documents.backends.pdf.lines import LinePainter
from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.ink.drawing import DrawingPainter
from ita_desktop.documents.ink.letters import EmbeddedFont
from ita_desktop.documents.ink.picture_cleaning import shown
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.flowing import flowed
from ita_desktop.documents.layout.measures import MM, RULE
from ita_desktop.documents.layout.pages import Mark, PdfPage, PdfPages, RuledBox, SetLine
from ita_desktop.documents.layout.text.letters import Letters, letters
from ita_desktop.documents.layout.text.shaping import letter
from ita_desktop.typography.words import WordBreaker, breaker_with


def render(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> bytes:
    """Returns the document as PDF bytes. ``breaker`` breaks Thai text; ``letter_files`` are the
    fonts to embed, by default those found on this computer."""
    breaker, letter_files = breaker or breaker_with(), letter_files or letters()
    if document.bound:
        from ita_desktop.documents.backends.pdf.bound import bind

        return bind(flowed(document), breaker, letter_files)
    return written(composed(document, breaker, letter_files), letter_files)


def written(pages: PdfPages, files: Letters) -> bytes:
    """Returns PDF bytes of pages that were laid out in the fonts ``files``."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    document = pages.document
    page_writer = _PageWriter(document, files)
    rl_config.useA85 = 0  # binary instead of ASCII85: 20 % smaller
    target = BytesIO()
    canvas: Any = Canvas(
        target,
        pagesize=pages.pages[-1].size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=document.language,
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setCreator("ITA Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for page in pages.pages:
        canvas.setPageSize(page.size)
        canvas.addLiteral(page_writer.operators(page))
        for placed in page.images:
            _draw(canvas, placed.picture, placed.left, page.up(placed.y))
        canvas.showPage()
    canvas._doc.delayedFonts += page_writer.letters  # noqa: SLF001 - as TTFont does
    canvas.save()
    return target.getvalue()


class _PageWriter:
    def __init__(self, document: Document, files: Letters) -> None:
        regular = EmbeddedFont(letter(files.regular), "F1")
        bold = EmbeddedFont(letter(files.bold), "F2")
        self.letters = [regular, bold]
        self._lines = LinePainter(regular, bold)
        self._drawings = DrawingPainter(regular, bold, files.ratio, document.digits)

    def operators(self, page: PdfPage) -> str:
        """Returns the content stream of a page, except its pictures."""
        marks = "".join(self._mark(page, mark) for place in page.marks for mark in place)
        return f"{RULE} w\n{marks}"

    def _mark(self, page: PdfPage, mark: Mark) -> str:
        match mark:
            case SetLine(line, left, y, again):
                return self._lines.paint(line, left, page.up(y), again=again)
            case RuledBox(left, top, width, bottom):
                return f"{left:.2f} {page.up(bottom):.2f} {width:.2f} {bottom - top:.2f} re S\n"
            case _:
                return self._drawings.paint(mark.drawing, mark.left, page.up(mark.y))


def _draw(canvas: Any, image: Image, left: float, top: float) -> None:
    from reportlab.lib.utils import ImageReader

    picture, high = ImageReader(BytesIO(shown(image).data)), image.height * MM
    canvas.drawImage(picture, left, top - high, image.width * MM, high, mask="auto")
