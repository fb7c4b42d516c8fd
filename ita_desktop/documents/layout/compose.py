"""Lays out the blocks of a document on pages."""

from typing import NamedTuple, assert_never

from ita_desktop.documents import content, styles
from ita_desktop.documents.layout.catchwords import TextPlace, catchword
from ita_desktop.documents.layout.fonts import Letters, letter, letters
from ita_desktop.documents.layout.pages import (
    PdfPage,
    PdfPages,
    Region,
    SetDrawing,
    SetLine,
    height_of,
)
from ita_desktop.documents.layout.paragraphs import TextLine, TextSetter
from ita_desktop.documents.layout.table import TableSetter
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES
from ita_desktop.domain.documents import fill
from ita_desktop.pictures.charts import draw
from ita_desktop.typography.words import WordBreaker, breaker_with

_BELOW_IMAGE = 7.4
"""Space in points below a picture: in Word it is on the baseline of a line of 16 points."""
_FIGURE_GAP = 3.0
"""Space in mm below a chart."""
_WIDOWS = 2
"""Least number of lines of a paragraph on each side of a page break."""
_SHORT_LINES = 5
"""Up to this many lines, a paragraph is moved rather than split if pages have catchwords."""
_NEAR = 0.01


def composed(
    document: content.Document,
    breaker: WordBreaker | None = None,
    letter_files: Letters | None = None,
) -> PdfPages:
    """Returns the document on pages with headers and footers. ``breaker`` breaks Thai text;
    ``letter_files`` are the fonts, by default those found on this computer."""
    composer = _Composer(printable(document), breaker or breaker_with(), letter_files or letters())
    composer.set_blocks()
    # Last, because they may show the page count or the first words of the next page.
    composer.set_page_lines()
    return composer.pages


def page_starts(
    document: content.Document,
    breaker: WordBreaker | None = None,
    letter_files: Letters | None = None,
) -> list[TextPlace]:
    """Returns the place in the document at which each page but the first begins."""
    composer = _Composer(printable(document), breaker or breaker_with(), letter_files or letters())
    composer.set_blocks()
    return composer.pages.starts


class _Composer:
    def __init__(self, document: content.Document, breaker: WordBreaker, files: Letters) -> None:
        self._document = document
        self._breaker = breaker
        regular, bold = letter(files.regular), letter(files.bold)
        self._setter = TextSetter(regular, bold, files.ratio, breaker)
        self.pages = PdfPages(document)
        self._setters: dict[int, TableSetter] = {}
        """Tables not laid out yet, by block number."""

    def set_page_lines(self) -> None:
        PageLineSetter(self._document, self.pages, self._setter, self._breaker).lay()

    def set_blocks(self) -> None:
        for number, block in enumerate(self._document.blocks):
            self.pages.here = TextPlace(number)
            # What a heading heads was measured with it.
            if not self._heads(number - 1) and self._opening(number) > self.pages.room + _NEAR:
                self._break_page()
            self._set(number, block)

    # Blocks.

    def _set(self, number: int, block: content.Block) -> None:
        match block:
            case content.Table():
                self._setter_of(number, block).lay()
                del self._setters[number]
            case content.KeepTogether():
                for part in block.blocks:
                    self._set_simple(part)
            case content.PageBreak():
                self.pages.here = TextPlace(number + 1)
                self.pages.new_page(restart=block.restart)
            case content.Paragraph():
                self._set_paragraph(block, self._kept_height(number))
            case _:
                self._set_simple(block)

    def _setter_of(self, number: int, table: content.Table) -> TableSetter:
        """Returns the table's setter, created once: its opening height is needed beforehand."""
        found = self._setters.get(number)
        if found is None:
            after = self._kept_height(number)
            found = self._setters[number] = TableSetter(table, self.pages, self._setter, after)
        return found

    def _set_simple(self, block: content.Simple) -> None:
        match block:
            case content.Paragraph():
                self._set_paragraph(block)
            case content.SignatureBlock():
                self._set_signature(block)
            case content.Image():
                self._set_image(block)
            case content.ChartFigure():
                self._set_figure(block)
            case _:
                assert_never(block)

    def _set_paragraph(self, block: content.Paragraph, after: float = 0.0) -> None:
        """Lays out a paragraph; ``after`` is the height to keep with its last line."""
        lines = self._setter.lines(block, self.pages.width)
        element = self.pages.structure.paragraph(block)
        while lines:
            here = self._fitting(lines, after)
            region = self.pages.reserve(element)
            for number, line in enumerate(lines[:here]):
                if line.before and not self.pages.at_top and number == 0:
                    self.pages.y += line.before
                self.pages.put_line(line, self.pages.left, self.pages.y, region)
                self.pages.y += line.height
            lines = lines[here:]
            if lines:
                begins = lines[0].begins
                self.pages.here = TextPlace(self.pages.here.block, offset=begins)
                self.pages.new_page()
        self.pages.y += styles.STYLES[block.style].after

    def _fitting(self, lines: list[TextLine], after: float) -> int:
        """Returns how many lines go on this page; 0 to begin the paragraph on the next page."""
        if self._height_here(lines) + after <= self.pages.room + _NEAR:
            return len(lines)
        fit, room = 0, self.pages.room + _NEAR
        for line in lines:
            room -= line.height + (line.before if fit == 0 and not self.pages.at_top else 0.0)
            if room < 0:
                break
            fit += 1
        if fit == len(lines) and not self.pages.at_top:
            fit = len(lines) - 1
        if self.pages.at_top:
            return len(lines) if fit == len(lines) else max(self._split(lines, fit), fit, 1)
        return self._split(lines, fit)

    def _split(self, lines: list[TextLine], fit: int) -> int:
        """Returns how many of ``fit`` lines stay so that widows and orphans are avoided, and lines
        are together that must be; 0 for none."""
        here = min(fit, len(lines) - self._least_overleaf(self.pages.here.block))
        while here > 0 and not _may_end(lines, here):
            here -= 1
        return here if here >= _WIDOWS and not self._is_whole(lines) else 0

    def _least_overleaf(self, number: int) -> int:
        """Returns how many lines of a split paragraph go at least to the next page."""
        behind = self._behind(number)
        at_end = behind is not None and behind.signature is None
        return max(_WIDOWS, styles.LAST_LINES - behind.lines) if behind and at_end else _WIDOWS

    def _is_whole(self, lines: list[TextLine]) -> bool:
        return self._document.catchwords and len(lines) <= _SHORT_LINES

    def _height_here(self, lines: list[TextLine]) -> float:
        before = 0.0 if self.pages.at_top or not lines else lines[0].before
        return before + sum(line.height for line in lines)

    def _set_signature(self, block: content.SignatureBlock) -> None:
        if self._height(block) > self.pages.room + _NEAR:
            self._break_page()
        half = self.pages.width / 2
        region = self.pages.reserve(self.pages.structure.lines())
        for space, text in _signature(block):
            self.pages.y += space
            for line in self._signed(text):
                self.pages.put_line(line, self.pages.left + half, self.pages.y, region)
                self.pages.y += line.height

    def _signed(self, text: str) -> list[TextLine]:
        return self._setter.lines(
            content.Paragraph((content.Run(text),), "signature"), self.pages.width / 2
        )

    def _set_image(self, block: content.Image) -> None:
        if self._height(block) > self.pages.room:
            self._break_page()
        spare = max(self.pages.width - block.width * styles.MM, 0.0)
        left = self.pages.left + spare * block.align.share
        self.pages.put_image(block, left, self.pages.y, self.pages.structure.root)
        self.pages.y += block.height * styles.MM + _BELOW_IMAGE

    def _set_figure(self, block: content.ChartFigure) -> None:
        drawing = draw(block.chart, self.pages.width)
        if self._height(block) > self.pages.room:
            self._break_page()
        figure = self.pages.structure.figure(in_digits(drawing.alt, self._document.digits))
        region = self.pages.reserve(figure)
        region.marks.append(SetDrawing(drawing, self.pages.left, self.pages.y))
        self.pages.y += drawing.height + _FIGURE_GAP * styles.MM

    def _break_page(self) -> None:
        if not self.pages.at_top:
            self.pages.new_page()

    def _height(self, block: content.Simple) -> float:
        match block:
            case content.Paragraph():
                lines = self._setter.lines(block, self.pages.width)
                return lines[0].before + height_of(lines) + styles.STYLES[block.style].after
            case content.SignatureBlock():
                return sum(
                    space + height_of(self._signed(text)) for space, text in _signature(block)
                )
            case content.Image():
                return block.height * styles.MM + _BELOW_IMAGE
            case content.ChartFigure():
                return draw(block.chart, self.pages.width).height + _FIGURE_GAP * styles.MM
            case _:
                assert_never(block)

    def _heads(self, number: int) -> bool:
        """Returns whether a block is a paragraph that stays with the next one."""
        block = self._document.blocks[number] if number >= 0 else None
        return isinstance(block, content.Paragraph) and styles.STYLES[block.style].keep_next

    def _opening(self, number: int, above: float = 0.0) -> float:
        """Returns the height needed to begin a block below headings of the height ``above``: a
        heading with the beginning of the next block, the unsplittable beginning of a paragraph or
        table, any other block whole."""
        if number >= len(self._document.blocks):
            return 0.0
        block = self._document.blocks[number]
        match block:
            case content.Paragraph():
                return self._opening_of(block, number, above)
            case content.Table():
                return self._setter_of(number, block).opening()
            case content.KeepTogether():
                return sum(map(self._height, block.blocks))
            case content.PageBreak():
                return 0.0
            case _:
                return self._height(block)

    def _opening_of(self, block: content.Paragraph, number: int, above: float) -> float:
        if self._heads(number):
            height = self._height(block)
            whole = height + self._opening(number + 1, above + height)
            if above + whole <= self.pages.height:
                return whole
            # No page holds it with what it heads, so it begins as any other paragraph.
        lines = self._setter.lines(block, self.pages.width)
        before = 0.0 if self.pages.at_top else lines[0].before
        least = self._least_overleaf(number)
        if len(lines) < _WIDOWS + least or self._is_whole(lines):
            return before + height_of(lines) + self._kept_height(number)
        return before + height_of(lines[: _beginning(lines, len(lines) - least)])

    def _kept_height(self, number: int) -> float:
        """Returns the height to keep on the page of a block's end: a following signature, with the
        lines before it if they are fewer than must accompany it, or the document's last lines if
        they are too few for a page of their own."""
        behind = self._behind(number)
        if behind is None:
            return 0.0
        if behind.signature is None:
            return behind.height
        is_alone = behind.lines < styles.BEFORE_SIGNATURE
        return behind.height + self._opening(behind.signature) if is_alone else 0.0

    def _behind(self, number: int) -> "_LastLines | None":
        """Returns the few lines between a block and a signature or the end of its part; None where
        more or something else follows."""
        blocks, height, lines = self._document.blocks, 0.0, 0
        for place, block in enumerate(blocks[number + 1 :], number + 1):
            if content.signs(block):
                return _LastLines(lines, height, place)
            if isinstance(block, content.PageBreak):
                break
            if isinstance(block, content.Table) and content.ends_table(blocks[number : place + 1]):
                lines = 1
                height += self._setter_of(place, block).height()
            elif isinstance(block, content.Paragraph):
                if not content.is_blank(block):
                    lines += len(self._setter.lines(block, self.pages.width))
                height += self._height(block)
            else:
                return None
            if lines >= styles.LAST_LINES or height > 2 * styles.SHORT * self.pages.height:
                return None
        return _LastLines(lines, height)


class _LastLines(NamedTuple):
    """A few lines behind a block."""

    lines: int
    height: float
    signature: int | None = None
    """The number of the signature that follows; None at the end of the document or a page."""


def _beginning(lines: list[TextLine], most: int) -> int:
    """Returns the fewest lines with which a paragraph may begin on a page, at most ``most``; all
    of them if it may not be split there."""
    ends = (end for end in range(_WIDOWS, most + 1) if _may_end(lines, end))
    return next(ends, len(lines))


def _may_end(lines: list[TextLine], end: int) -> bool:
    """Returns whether a page may end behind so many lines of a paragraph: not within what stays
    together, unless all of it does, as of a heading that no page holds with what it heads."""
    return not lines[end - 1].keep_next or lines[-1].keep_next


def _signature(block: content.SignatureBlock) -> list[tuple[float, str]]:
    """Returns the lines of a signature block, with the space above each."""
    lines = [
        (styles.SIGNATURE_SPACE * styles.MM if not number else 0.0, text)
        for number, text in enumerate(block.lines)
    ]
    return [(styles.CLOSING_SPACE * styles.MM, block.closing), *lines] if block.closing else lines


# Lays out headers and footers: text, page number and catchword.

_STYLES = {
    content.Align.LEFT: "page-line",
    content.Align.CENTER: "page-line-center",
    content.Align.RIGHT: "page-line-right",
}


class PageLineSetter:
    """Adds headers and footers to finished pages."""

    def __init__(
        self, document: content.Document, pages: PdfPages, setter: TextSetter, breaker: WordBreaker
    ) -> None:
        self._document = document
        self._pages = pages
        self._setter = setter
        self._breaker = breaker

    def lay(self) -> None:
        document = self._document
        for line, at_foot in ((document.header, False), (document.footer, True)):
            for page in self._pages.pages:
                if line is not None and page.place >= line.from_page:
                    number = page.place + document.first_page - 1
                    for text, style in self._texts(line, number):
                        self._place_text(page, text, style, at_foot=at_foot)
        if document.catchwords:
            for page, start in zip(self._pages.pages, self._pages.starts, strict=False):
                self._place_text(
                    page, catchword(document, start, self._breaker), "catchword", at_foot=True
                )

    def _texts(self, line: content.PageLine, number: int) -> list[tuple[str, str]]:
        """Returns the texts of a header or footer on page ``number``, with their styles."""
        forms = {
            content.PageNumbers.NONE: "",
            content.PageNumbers.PLAIN: f"{number}",
            content.PageNumbers.DASHES: f"- {number} -",
            content.PageNumbers.OF_TOTAL: fill(
                self._document.words.page_of,
                {PAGE: str(number), PAGES: str(len(self._pages.pages))},
            ),
        }
        shown = in_digits(forms[line.numbers], line.digits or self._document.digits)
        style = "page-number" if line.official else _STYLES[line.numbers_at]
        return [(line.text, _STYLES[content.Align.LEFT]), (shown, style)]

    def _place_text(self, page: PdfPage, text: str, style: str, *, at_foot: bool) -> None:
        self._pages.use(page)
        [line, *_] = self._setter.lines(
            content.Paragraph((content.Run(text),), style), self._pages.width
        )
        y = styles.EDGE * styles.MM
        if at_foot:
            y = self._pages.size[1] - y - styles.STYLES[style].size * styles.STYLES[style].pitch
        page.regions.append(Region(None, [SetLine(line, self._pages.left, y, again=True)]))
