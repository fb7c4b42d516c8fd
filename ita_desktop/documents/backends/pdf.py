"""PDF, which is what is previewed and printed.

reportlab writes the file; lines, tables and letters are the program's own, because reportlab cuts
Thai inside words and cannot part a row over pages.
"""

from io import BytesIO
from typing import Any, assert_never

from ita_desktop.documents.backends.pdf_drawing import DrawingPainter
from ita_desktop.documents.backends.pdf_letters import Embedded, letter
from ita_desktop.documents.backends.pdf_pages import Pages, height_of
from ita_desktop.documents.backends.pdf_table import TablePainter
from ita_desktop.documents.backends.pdf_text import MM, TextSetter
from ita_desktop.documents.content import (
    Align,
    Block,
    Document,
    Figure,
    Image,
    KeepTogether,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    SignatureBlock,
    Simple,
    Table,
)
from ita_desktop.documents.letters import Letters, letters
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.documents.styles import STYLES
from ita_desktop.pictures.drawn import draw
from ita_desktop.typography.words import WordBreaker

_RULE = 0.5
_SIGNATURE_SPACE = 18.0
"""Millimetres above a signature block's first line."""
_PAGE_LINE_STYLES = {
    Align.LEFT: "page-line",
    Align.CENTER: "page-line-center",
    Align.RIGHT: "page-line-right",
}
_FIGURE_GAP = 3.0
"""Millimetres below a picture of figures."""
_PAGE_LINE_AT = 10.0
"""Millimetres between the page's edge and the near side of its head or foot line."""


def render(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> bytes:
    """The document as PDF. ``breaker`` knows the office's names; ``letter_files`` is the letter
    to embed, as a rule the one that this computer has."""
    painter = _Painter(printable(document), breaker or WordBreaker(), letter_files or letters())
    painter.paint()
    return painter.file()


class _Painter:
    def __init__(self, document: Document, breaker: WordBreaker, files: Letters) -> None:
        self._document = document
        self._regular = Embedded(letter(files.regular), "F1")
        self._bold = Embedded(letter(files.bold), "F2")
        self._setter = TextSetter(self._regular, self._bold, files.ratio, breaker)
        self._drawer = DrawingPainter(self._regular, self._bold, files.ratio, document.digits)
        self._pages = Pages(document)

    def paint(self) -> None:
        blocks = self._document.blocks
        for number, block in enumerate(blocks):
            self._keep_with_next(blocks[number:])
            self._paint(block)
        self._paint_page_lines()

    # Blocks.

    def _paint(self, block: Block) -> None:
        match block:
            case Table():
                TablePainter(block, self._pages, self._setter).paint()
            case KeepTogether():
                if sum(map(self._height, block.blocks)) > self._pages.room:
                    self._turn()
                for one in block.blocks:
                    self._paint_simple(one)
            case PageBreak():
                self._pages.new_page()
            case _:
                self._paint_simple(block)

    def _paint_simple(self, block: Simple) -> None:
        match block:
            case Paragraph():
                self._paint_paragraph(block)
            case SignatureBlock():
                self._paint_signature(block)
            case Image():
                self._paint_image(block)
            case Figure():
                self._paint_figure(block)
            case _:
                assert_never(block)

    def _paint_paragraph(self, block: Paragraph) -> None:
        for line in self._setter.lines(block, self._pages.width):
            if line.before and not self._pages.at_top:
                self._pages.y += line.before
            if line.height > self._pages.room:
                self._turn()
            self._pages.put_line(line, self._pages.left, self._pages.y)
            self._pages.y += line.height
        self._pages.y += STYLES[block.style].after

    def _paint_signature(self, block: SignatureBlock) -> None:
        if self._height(block) > self._pages.room:
            self._turn()
        self._pages.y += _SIGNATURE_SPACE * MM
        half = self._pages.width / 2
        for text in block.lines:
            for line in self._setter.lines(Paragraph((Run(text),), "signature"), half):
                self._pages.put_line(line, self._pages.left + half, self._pages.y)
                self._pages.y += line.height

    def _paint_image(self, block: Image) -> None:
        if self._height(block) > self._pages.room:
            self._turn()
        spare = max(self._pages.width - block.width * MM, 0.0)
        share = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[block.align]
        self._pages.put_image(block, self._pages.left + spare * share, self._pages.y)
        self._pages.y += block.height * MM

    def _paint_figure(self, block: Figure) -> None:
        drawing = draw(block.chart, self._pages.width)
        if self._height(block) > self._pages.room:
            self._turn()
        top = self._pages.up(self._pages.y)
        self._pages.reserve().append(self._drawer.paint(drawing, self._pages.left, top))
        self._pages.y += drawing.height + _FIGURE_GAP * MM

    def _turn(self) -> None:
        if not self._pages.at_top:
            self._pages.new_page()

    def _height(self, block: Simple) -> float:
        match block:
            case Paragraph():
                lines = self._setter.lines(block, self._pages.width)
                return lines[0].before + height_of(lines) + STYLES[block.style].after
            case SignatureBlock():
                style = STYLES["signature"]
                return _SIGNATURE_SPACE * MM + len(block.lines) * style.size * style.pitch
            case Image():
                return block.height * MM
            case Figure():
                return draw(block.chart, self._pages.width).height + _FIGURE_GAP * MM
            case _:
                assert_never(block)

    def _keep_with_next(self, blocks: tuple[Block, ...]) -> None:
        """Turn the page where headings would stand at its foot without what they head."""
        height = 0.0
        for block in blocks:
            if isinstance(block, Paragraph) and STYLES[block.style].keep_next:
                height += self._height(block)
                continue
            if height and isinstance(block, Table):
                height += TablePainter(block, self._pages, self._setter).opening()
            elif height and isinstance(block, Paragraph):
                height += STYLES[block.style].size * STYLES[block.style].pitch
            break
        if height > self._pages.room:
            self._turn()

    # Head and foot of the pages, painted last because they may tell how many pages there are.

    def _paint_page_lines(self) -> None:
        height = self._pages.size[1]
        pitch = STYLES["page-line"].size * STYLES["page-line"].pitch
        foot = height - _PAGE_LINE_AT * MM - pitch
        for page_line, y in (
            (self._document.header, _PAGE_LINE_AT * MM),
            (self._document.footer, foot),
        ):
            if page_line is None:
                continue
            for number, page in enumerate(self._pages.pages, 1):
                if number < page_line.from_page:
                    continue
                for text, align in self._page_texts(page_line, number):
                    one = Paragraph((Run(text),), _PAGE_LINE_STYLES[align])
                    [line, *_] = self._setter.lines(one, self._pages.width)
                    page.ink.append([self._pages.line(line, self._pages.left, y)])

    def _page_texts(self, line: PageLine, number: int) -> list[tuple[str, Align]]:
        forms = {
            PageNumbers.NONE: "",
            PageNumbers.PLAIN: f"{number}",
            PageNumbers.DASHES: f"- {number} -",
            PageNumbers.OF_TOTAL: f"หน้า {number} จาก {len(self._pages.pages)}",
        }
        shown = in_digits(forms[line.numbers], self._document.digits)
        return [(line.text, Align.LEFT), (shown, line.numbers_at)]

    # The file.

    def file(self) -> bytes:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # plain bytes: a quarter less
        target = BytesIO()
        canvas: Any = Canvas(
            target,
            pagesize=self._pages.size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=self._document.language,
        )
        canvas.setTitle(self._document.title)
        canvas.setAuthor(self._document.author)
        canvas.setCreator("ITA Desktop")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for page in self._pages.pages:
            ink = "".join(operators for place in page.ink for operators in place)
            canvas.addLiteral(f"{_RULE} w\n{ink}")
            for image, x, y in page.images:
                _draw(canvas, image, x, y)
            canvas.showPage()
        canvas._doc.delayedFonts += [self._regular, self._bold]  # noqa: SLF001 - as TTFont does
        canvas.save()
        return target.getvalue()


def _draw(canvas: Any, image: Image, x: float, y: float) -> None:
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(BytesIO(image.data))
    canvas.drawImage(picture, x, y, image.width * MM, image.height * MM, mask="auto")
