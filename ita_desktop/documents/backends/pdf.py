"""PDF, which is what is previewed and printed.

reportlab writes the file; lines, tables and letters are the program's own, because reportlab cuts
Thai inside words and cannot part a row over pages.
"""

from io import BytesIO
from typing import Any, NamedTuple, assert_never

from ita_desktop.documents.backends.pdf_drawing import DrawingPainter
from ita_desktop.documents.backends.pdf_letters import Embedded, letter
from ita_desktop.documents.backends.pdf_page_lines import PageLinePainter
from ita_desktop.documents.backends.pdf_pages import Pages, height_of
from ita_desktop.documents.backends.pdf_table import TablePainter
from ita_desktop.documents.backends.pdf_text import MM, Line, TextSetter
from ita_desktop.documents.backends.white_room import shown
from ita_desktop.documents.catchwords import Place
from ita_desktop.documents.content import (
    Align,
    Block,
    Document,
    Figure,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    Run,
    SignatureBlock,
    Simple,
    Table,
    signs,
)
from ita_desktop.documents.flowing import flowed
from ita_desktop.documents.letters import Letters, letters
from ita_desktop.documents.printable import printable
from ita_desktop.documents.styles import STYLES
from ita_desktop.pictures.drawn import draw
from ita_desktop.typography.words import WordBreaker

_RULE = 0.5
_SIGNATURE_SPACE = 18.0
"""Millimetres above a signature block's first line."""
_CLOSING_SPACE = 4.0
"""Millimetres above the line that closes a letter."""
_BELOW_IMAGE = 7.4
"""Points below a picture: in Word it stands on the baseline of a line of 16 points."""
_FIGURE_GAP = 3.0
"""Millimetres below a picture of figures."""
_WIDOWS = 2
"""So many lines of a paragraph, at least, stand on each side of a page break."""
_SHORT_LINES = 5
"""A paragraph of up to so many lines is moved rather than parted where pages have catchwords."""
_BEFORE_SIGNATURE = 2
"""So many lines of text stand with a signature, at least."""
_NEAR = 0.01


class Laid(NamedTuple):
    """A PDF, and with what each of its pages begins, from the second one on."""

    content: bytes
    starts: list[Place]


def render(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> bytes:
    """The document as PDF. ``breaker`` knows the office's names; ``letter_files`` is the letter
    to embed, as a rule the one that this computer has."""
    if document.bound:
        from ita_desktop.documents.backends.pdf_bound import bind

        return bind(flowed(document), breaker or WordBreaker(), letter_files or letters())
    painter = _Painter(printable(document), breaker or WordBreaker(), letter_files or letters())
    painter.paint()
    return painter.file()


def laid(document: Document, breaker: WordBreaker, letter_files: Letters) -> Laid:
    """The document as PDF by itself, and with what its pages begin."""
    painter = _Painter(printable(document), breaker, letter_files)
    painter.paint()
    return Laid(painter.file(), painter.starts)


def page_starts(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> list[Place]:
    """With what each page of the PDF begins, from the second one on."""
    painter = _Painter(printable(document), breaker or WordBreaker(), letter_files or letters())
    painter.paint_blocks()
    return painter.starts


class _Painter:
    def __init__(self, document: Document, breaker: WordBreaker, files: Letters) -> None:
        self._document = document
        self._breaker = breaker
        self._regular = Embedded(letter(files.regular), "F1")
        self._bold = Embedded(letter(files.bold), "F2")
        self._setter = TextSetter(self._regular, self._bold, files.ratio, breaker)
        self._drawer = DrawingPainter(self._regular, self._bold, files.ratio, document.digits)
        self._pages = Pages(document)
        self._painters: dict[int, TablePainter] = {}
        """Of tables that are still to come, by block."""

    @property
    def starts(self) -> list[Place]:
        return self._pages.starts

    def paint(self) -> None:
        self.paint_blocks()
        # Last, because the lines of a page may tell how many there are, or how the next begins.
        PageLinePainter(self._document, self._pages, self._setter, self._breaker).paint()

    def paint_blocks(self) -> None:
        for number, block in enumerate(self._document.blocks):
            self._pages.here = Place(number)
            if self._opening(number) > self._pages.room + _NEAR:
                self._turn()
            self._paint(number, block)

    # Blocks.

    def _paint(self, number: int, block: Block) -> None:
        match block:
            case Table():
                self._painter(number, block).paint()
                del self._painters[number]
            case KeepTogether():
                for one in block.blocks:
                    self._paint_simple(one)
            case PageBreak():
                self._pages.here = Place(number + 1)
                self._pages.new_page(restart=block.restart)
            case Paragraph():
                self._paint_paragraph(block, self._after(number))
            case _:
                self._paint_simple(block)

    def _painter(self, number: int, table: Table) -> TablePainter:
        """What paints a table: made once, although it is asked before how the table begins."""
        found = self._painters.get(number)
        if found is None:
            after = self._after(number)
            found = self._painters[number] = TablePainter(table, self._pages, self._setter, after)
        return found

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

    def _paint_paragraph(self, block: Paragraph, after: float = 0.0) -> None:
        """Paint a paragraph; what stays with its last line is ``after`` high."""
        lines = self._setter.lines(block, self._pages.width)
        while lines:
            here = self._fitting(lines, after)
            for number, line in enumerate(lines[:here]):
                if line.before and not self._pages.at_top and number == 0:
                    self._pages.y += line.before
                self._pages.put_line(line, self._pages.left, self._pages.y)
                self._pages.y += line.height
            lines = lines[here:]
            if lines:
                begins = lines[0].begins
                self._pages.here = Place(self._pages.here.block, offset=begins)
                self._pages.new_page()
        self._pages.y += STYLES[block.style].after

    def _fitting(self, lines: list[Line], after: float) -> int:
        """How many of the lines come on this page: all, or some with others left for the next;
        none is for a page that has something on it already."""
        if self._height_here(lines) + after <= self._pages.room + _NEAR:
            return len(lines)
        fit, room = 0, self._pages.room + _NEAR
        for line in lines:
            room -= line.height + (line.before if fit == 0 and not self._pages.at_top else 0.0)
            if room < 0:
                break
            fit += 1
        if fit == len(lines) and not self._pages.at_top:
            fit = len(lines) - 1
        if self._pages.at_top:
            return len(lines) if fit == len(lines) else max(self._parted(lines, fit), fit, 1)
        return self._parted(lines, fit)

    def _parted(self, lines: list[Line], fit: int) -> int:
        """How many of ``fit`` lines stay, so that no line stands alone; 0 for none."""
        here = min(fit, len(lines) - _WIDOWS)
        return here if here >= _WIDOWS and not self._is_whole(lines) else 0

    def _is_whole(self, lines: list[Line]) -> bool:
        return self._document.catchwords and len(lines) <= _SHORT_LINES

    def _height_here(self, lines: list[Line]) -> float:
        before = 0.0 if self._pages.at_top or not lines else lines[0].before
        return before + sum(line.height for line in lines)

    def _paint_signature(self, block: SignatureBlock) -> None:
        if self._height(block) > self._pages.room + _NEAR:
            self._turn()
        half = self._pages.width / 2
        for space, text in _signature(block):
            self._pages.y += space
            for line in self._signed(text):
                self._pages.put_line(line, self._pages.left + half, self._pages.y)
                self._pages.y += line.height

    def _signed(self, text: str) -> list[Line]:
        return self._setter.lines(Paragraph((Run(text),), "signature"), self._pages.width / 2)

    def _paint_image(self, block: Image) -> None:
        if self._height(block) > self._pages.room:
            self._turn()
        spare = max(self._pages.width - block.width * MM, 0.0)
        share = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[block.align]
        self._pages.put_image(block, self._pages.left + spare * share, self._pages.y)
        self._pages.y += block.height * MM + _BELOW_IMAGE

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
                return sum(
                    space + height_of(self._signed(text)) for space, text in _signature(block)
                )
            case Image():
                return block.height * MM + _BELOW_IMAGE
            case Figure():
                return draw(block.chart, self._pages.width).height + _FIGURE_GAP * MM
            case _:
                assert_never(block)

    def _opening(self, number: int) -> float:
        """The height that must be free for a block to begin: a heading with the beginning of what
        it heads, a paragraph with as much of it as is not parted, all else whole."""
        if number >= len(self._document.blocks):
            return 0.0
        block = self._document.blocks[number]
        match block:
            case Paragraph():
                return self._opening_of(block, number)
            case Table():
                return self._painter(number, block).opening()
            case KeepTogether():
                return sum(map(self._height, block.blocks))
            case PageBreak():
                return 0.0
            case _:
                return self._height(block)

    def _opening_of(self, block: Paragraph, number: int) -> float:
        if STYLES[block.style].keep_next:
            return self._height(block) + self._opening(number + 1)
        lines = self._setter.lines(block, self._pages.width)
        before = 0.0 if self._pages.at_top else lines[0].before
        if len(lines) < 2 * _WIDOWS or self._is_whole(lines):
            return before + height_of(lines) + self._after(number)
        return before + height_of(lines[:_WIDOWS])

    def _after(self, number: int) -> float:
        """The height of what stays on one page with the end of a block: a signature, and the
        lines between where those are too few to stand with it alone."""
        height, lines = 0.0, 0
        for place, block in enumerate(self._document.blocks[number + 1 :], number + 1):
            if signs(block):
                return height + self._opening(place)
            if not isinstance(block, Paragraph):
                return 0.0
            lines += len(self._setter.lines(block, self._pages.width))
            if lines >= _BEFORE_SIGNATURE:
                return 0.0
            height += self._height(block)
        return 0.0

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
            self._pages.use(page)
            canvas.setPageSize(self._pages.size)
            ink = "".join(operators for place in page.ink for operators in place)
            canvas.addLiteral(f"{_RULE} w\n{ink}")
            for image, x, y in page.images:
                _draw(canvas, image, x, y)
            canvas.showPage()
        canvas._doc.delayedFonts += [self._regular, self._bold]  # noqa: SLF001 - as TTFont does
        canvas.save()
        return target.getvalue()


def _signature(block: SignatureBlock) -> list[tuple[float, str]]:
    """The lines of a signature block, with the space above each."""
    lines = [
        (_SIGNATURE_SPACE * MM if not number else 0.0, text)
        for number, text in enumerate(block.lines)
    ]
    return [(_CLOSING_SPACE * MM, block.closing), *lines] if block.closing else lines


def _draw(canvas: Any, image: Image, x: float, y: float) -> None:
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(BytesIO(shown(image).data))
    canvas.drawImage(picture, x, y, image.width * MM, image.height * MM, mask="auto")
