"""Lays out headers and footers: text, page number and catchword."""

from ita_desktop.documents.content import Align, Document, PageLine, PageNumbers, Paragraph, Run
from ita_desktop.documents.layout.catchwords import catchword
from ita_desktop.documents.layout.measures import EDGE, MM
from ita_desktop.documents.layout.pages import PdfPage, PdfPages, Region, SetLine
from ita_desktop.documents.layout.text.paragraphs import TextSetter
from ita_desktop.documents.styles import STYLES
from ita_desktop.documents.text.printable import in_digits
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES
from ita_desktop.domain.documents.wordings import fill
from ita_desktop.typography.words import WordBreaker

_STYLES = {
    Align.LEFT: "page-line",
    Align.CENTER: "page-line-center",
    Align.RIGHT: "page-line-right",
}


class PageLineSetter:
    """Adds headers and footers to finished pages."""

    def __init__(
        self, document: Document, pages: PdfPages, setter: TextSetter, breaker: WordBreaker
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

    def _texts(self, line: PageLine, number: int) -> list[tuple[str, str]]:
        """Returns the texts of a header or footer on page ``number``, with their styles."""
        forms = {
            PageNumbers.NONE: "",
            PageNumbers.PLAIN: f"{number}",
            PageNumbers.DASHES: f"- {number} -",
            PageNumbers.OF_TOTAL: fill(
                self._document.words.page_of,
                {PAGE: str(number), PAGES: str(len(self._pages.pages))},
            ),
        }
        shown = in_digits(forms[line.numbers], line.digits or self._document.digits)
        style = "page-number" if line.official else _STYLES[line.numbers_at]
        return [(line.text, _STYLES[Align.LEFT]), (shown, style)]

    def _place_text(self, page: PdfPage, text: str, style: str, *, at_foot: bool) -> None:
        self._pages.use(page)
        [line, *_] = self._setter.lines(Paragraph((Run(text),), style), self._pages.width)
        y = EDGE * MM
        if at_foot:
            y = self._pages.size[1] - y - STYLES[style].size * STYLES[style].pitch
        page.regions.append(Region(None, [SetLine(line, self._pages.left, y, again=True)]))
