"""Writes PDF, the format of preview and printing, through reportlab: one document, or several with
bookmarks.

The pages are the program's own (``documents/layout``), because Word and Excel ask the same layout;
and because reportlab breaks Thai inside words and cannot split a row over pages;
``ARCHITECTURE.md`` has the numbers of a trial with typst. A file has marked content on its pages,
and the tree that orders it (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, PDF/UA). Pages of external
files get a page number at the foot.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFObject

from ita_desktop.documents.content import Document, Image, Paragraph
from ita_desktop.documents.ink import DrawingPainter, EmbeddedFont, shown
from ita_desktop.documents.layout.binding import Binding, binding, flowed, numbered, page_of
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.fonts import Letters, letter, letters
from ita_desktop.documents.layout.pages import (
    Element,
    Kid,
    Mark,
    PdfPage,
    PdfPages,
    Region,
    RuledBox,
    SetLine,
    StructureRole,
)
from ita_desktop.documents.layout.paragraphs import Show, TextLine
from ita_desktop.documents.printable import in_digits
from ita_desktop.documents.styles import MM, RULE
from ita_desktop.domain.text import clean
from ita_desktop.pictures.shapes import QrCode
from ita_desktop.typography.words import WordBreaker, breaker_with

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter


_SPANS = {"RowSpan": "rows", "ColSpan": "columns"}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def render(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> bytes:
    """Returns the document as PDF bytes. ``breaker`` breaks Thai text; ``letter_files`` are the
    fonts to embed, by default those found on this computer."""
    breaker, letter_files = breaker or breaker_with(), letter_files or letters()
    if document.bound:
        return bind(flowed(document), breaker, letter_files)
    return written([composed(document, breaker, letter_files)], letter_files)


class RawObject(PDFObject):
    """An object whose ``text`` may be set after others refer to it."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: Any) -> bytes:
        """Returns the text; called by reportlab."""
        return self.text.encode("ascii")


class PlainStream(RawObject):
    """A stream without filters; reportlab's own would have an empty list of them, which not every
    program reads."""

    def __init__(self, head: str, content: bytes) -> None:
        super().__init__(head)
        self._content = content

    def format(self, document: Any) -> bytes:
        """Returns the stream; called by reportlab."""
        head = f"<<{super().format(document).decode()}/Length {len(self._content)}>>"
        return head.encode("ascii") + b"\nstream\n" + self._content + b"\nendstream\n"


class Tags:
    """The marked content of a file's pages, in the order in which they are written."""

    def __init__(self) -> None:
        self._pages: list[list[Element]] = []
        """The elements of each page by the number of their marked content."""
        self._places: dict[int, tuple[int, int]] = {}
        """Page and number of what was marked, by the id of its region."""

    def begin_page(self) -> None:
        """Counts the page that is written from now on."""
        self._pages.append([])

    def marked(self, region: Region, operators: str) -> str:
        """Returns the operators as content of the region's element; as an artifact, which nobody
        hears, without one."""
        if not operators:
            return ""
        begin, end = self.around(region)
        return f"{begin}{operators}{end}"

    def around(self, region: Region) -> tuple[str, str]:
        """Returns the operators before and after the content of a region."""
        element, here = region.element, self._pages[-1]
        if element is None:
            return "/Artifact BMC\n", "EMC\n"
        self._places[id(region)] = (len(self._pages) - 1, len(here))
        here.append(element)
        return f"/{element.role}<</MCID {len(here) - 1}>>BDC\n", "EMC\n"

    def add_to(self, document: Any, roots: list[Element], title: str) -> None:
        """Adds the tree to reportlab's document, whose pages are all written. ``roots`` are the
        structures of its parts."""
        root = Element(StructureRole.DOCUMENT, kids=[kid for part in roots for kid in part.kids])
        tree = _Tree(document, self._places)
        catalog = document.Catalog
        catalog.StructTreeRoot = tree.written(root, self._pages)
        catalog.MarkInfo = RawObject("<</Marked true>>")
        catalog.Metadata = _metadata(title)
        for number, page in enumerate(document.Pages.pages):
            page.StructParents, page.Tabs = number, "/S"
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]


def artifact(operators: str) -> str:
    """Returns the operators as something that is no text of the document: rules of a table."""
    return f"/Artifact BMC\n{operators}EMC\n" if operators else ""


class _Tree:
    """Writes elements as objects of reportlab's document."""

    def __init__(self, document: Any, places: dict[int, tuple[int, int]]) -> None:
        self._document = document
        self._places = places
        self._pages = [self._refer(page) for page in document.Pages.pages]
        self._references: dict[int, str] = {}
        self._objects: dict[int, RawObject] = {}

    def written(self, root: Element, marked: list[list[Element]]) -> Any:
        """Returns the root of the tree, which is to be referred to."""
        top = RawObject()
        parent = self._refer(top)
        self._number(root)
        self._write(root, parent)
        numbers = " ".join(
            f"{number} [{' '.join(self._references[id(element)] for element in page)}]"
            for number, page in enumerate(marked)
        )
        top.text = (
            f"<</Type/StructTreeRoot/K {self._references[id(root)]}"
            f"/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {len(marked)}>>"
        )
        return top

    def _refer(self, made: Any) -> str:
        return str(self._document.Reference(made).format(self._document), "ascii")

    def _number(self, element: Element) -> None:

        made = self._objects[id(element)] = RawObject()
        self._references[id(element)] = self._refer(made)
        for kid in self._kids(element):
            if isinstance(kid, Element):
                self._number(kid)

    def _kids(self, element: Element) -> Iterator[Kid]:
        """Yields what has content, and the cells of tables, which may be empty."""
        for kid in element.kids:
            if id(kid) in self._places or (isinstance(kid, Element) and self._has_content(kid)):
                yield kid

    def _has_content(self, element: Element) -> bool:
        return element.role in {
            StructureRole.ROW,
            StructureRole.HEADING_CELL,
            StructureRole.CELL,
        } or any(self._kids(element))

    def _write(self, element: Element, parent: str) -> None:
        own, kids = self._references[id(element)], []
        page = -1
        for kid in self._kids(element):
            if isinstance(kid, Element):
                kids.append(self._references[id(kid)])
                self._write(kid, own)
                continue
            place, number = self._places[id(kid)]
            page = place if page < 0 else page
            kids.append(
                str(number)
                if place == page
                else f"<</Type/MCR/Pg {self._pages[place]}/MCID {number}>>"
            )
        at = f"/Pg {self._pages[page]}" if page >= 0 else ""
        self._objects[
            id(element)
        ].text = f"<</S/{element.role}/P {parent}{at}{_attributes(element)}/K[{' '.join(kids)}]>>"


def _attributes(element: Element) -> str:
    alt = f"/Alt<feff{element.alt.encode('utf-16-be').hex()}>" if element.alt else ""
    spans = "".join(
        f"/{name} {getattr(element, of)}" for name, of in _SPANS.items() if getattr(element, of) > 1
    )
    scope = "/Scope/Column" if element.role == StructureRole.HEADING_CELL else ""
    return f"{alt}/A<</O/Table{scope}{spans}>>" if scope or spans else alt


def _metadata(title: str) -> Any:

    return PlainStream("/Type/Metadata/Subtype/XML", _XMP.format(title=escape(title)).encode())


class Bookmark(NamedTuple):
    """A line of the list that a reader shows beside the pages."""

    title: str
    page: int
    """From 0."""
    level: int = 0
    """That of one below another is greater by one."""


def written(parts: Sequence[PdfPages], files: Letters, bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """Returns PDF bytes of the pages of all parts, which were laid out in the fonts ``files``,
    with the title and the author of the first one."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    described = parts[0].document
    tags = Tags()
    page_writer = _PageWriter(files, tags)
    rl_config.useA85 = 0  # binary instead of ASCII85: 20 % smaller
    target = BytesIO()
    canvas: Any = Canvas(
        target,
        pagesize=parts[-1].pages[-1].size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=described.language,
    )
    canvas.setTitle(described.title)
    canvas.setAuthor(described.author)
    canvas.setKeywords(described.mark)
    canvas.setSubject("")  # else reportlab writes "unspecified"
    canvas.setCreator("ITA Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(page for part in parts for page in part.pages):
        for at, mark in enumerate(bookmarks):
            if mark.page == number:
                canvas.bookmarkPage(str(at), fit="Fit")
        tags.begin_page()
        canvas.setPageSize(page.size)
        canvas.addLiteral(page_writer.operators(page))
        for placed in page.images:
            begin, end = tags.around(placed.region)
            canvas.addLiteral(begin)
            _draw(canvas, placed.picture, placed.left, page.up(placed.y))
            canvas.addLiteral(end)
        canvas.showPage()
    tags.add_to(canvas._doc, [part.structure.root for part in parts], described.title)  # noqa: SLF001
    for at, mark in enumerate(bookmarks):
        canvas.addOutlineEntry(mark.title, str(at), level=mark.level)
    if bookmarks:
        canvas.showOutline()
    canvas._doc.delayedFonts += page_writer.letters  # noqa: SLF001 - as TTFont does
    canvas.save()
    return target.getvalue()


class _PageWriter:
    def __init__(self, files: Letters, tags: Tags) -> None:
        regular = EmbeddedFont(letter(files.regular), "F1")
        bold = EmbeddedFont(letter(files.bold), "F2")
        self.letters = [regular, bold]
        self._lines = LinePainter(regular, bold)
        self._drawings = DrawingPainter(regular, bold, files.ratio)
        self._tags = tags

    def operators(self, page: PdfPage) -> str:
        """Returns the content stream of a page, except its pictures."""
        return f"{RULE} w\n{''.join(self._region(page, region) for region in page.regions)}"

    def _region(self, page: PdfPage, region: Region) -> str:
        """Returns the operators of a region: first its rules, which are none of its content, and
        what was printed before."""
        beside: list[str] = []
        content: list[str] = []
        for mark in region.marks:
            again = isinstance(mark, RuledBox) or (isinstance(mark, SetLine) and mark.again)
            (beside if again else content).append(self._mark(page, mark))
        return artifact("".join(beside)) + self._tags.marked(region, "".join(content))

    def _mark(self, page: PdfPage, mark: Mark) -> str:
        match mark:
            case SetLine(line, left, y, again):
                return self._lines.paint(line, left, page.up(y), again=again)
            case RuledBox(left, top, width, bottom):
                return f"{left:.2f} {page.up(bottom):.2f} {width:.2f} {bottom - top:.2f} re S\n"
            case _:
                top, digits = page.up(mark.y), page.document.digits
                return self._drawings.paint(mark.drawing, mark.left, top, digits)


def _draw(canvas: Any, image: Image, left: float, top: float) -> None:
    if image.code is not None:
        canvas.addLiteral(_code(image.code, left, top, image.width * MM))
        return
    from reportlab.lib.utils import ImageReader

    picture, high = ImageReader(BytesIO(shown(image).data)), image.height * MM
    canvas.drawImage(picture, left, top - high, image.width * MM, high, mask="auto")


def _code(code: QrCode, left: float, top: float, width: float) -> str:
    """Returns the operators of a code: one filled path, so that no white shows between squares."""
    scale = width / code.side
    squares = "".join(f"{run.x} {-run.y - 1} {run.length} 1 re\n" for run in code.dark)
    return f"q {scale:.5f} 0 0 {scale:.5f} {left:.2f} {top:.2f} cm\n{squares}f Q"


# Writes lines of text as PDF operators.


class LinePainter:
    """Writes lines in the fonts of a document."""

    def __init__(self, regular: EmbeddedFont, bold: EmbeddedFont) -> None:
        self._regular, self._bold = regular, bold

    def paint(self, line: TextLine, left: float, top: float, *, again: bool = False) -> str:
        """Returns the operators of a line whose top left corner is at ``left``, ``top`` (points,
        upwards). What is printed ``again`` is an artifact of its page.

        The line is marked content with its text as ActualText: without it, shaped glyphs give wrong
        text when copied, searched or read aloud. It ends with what is between it and the next
        line, so that paragraphs and cells are whole again where they are copied or imported.
        """
        baseline = top - line.baseline
        dots = "".join(
            f"q [0.1 2] 0 d 1 J 0.8 w {left + x:.2f} {baseline - line.drop:.2f} m "
            f"{left + x + width:.2f} {baseline - line.drop:.2f} l S Q\n"
            for x, width in line.dots
        )
        rules = "".join(
            f"{left + x:.2f} {baseline - line.drop:.2f} {width:.2f} 0.5 re f\n"
            for x, width in line.rules
        )
        if not line.text.strip():
            return f"{rules}{dots}"
        shows = "".join(
            f"BT 1 0 0 1 {left + show.x:.2f} {baseline:.2f} Tm {self._shown(show)}ET "
            for show in line.shows
        )
        actual = f"{line.text}{'' if again else line.ends}".encode("utf-16-be").hex()
        text = f"/Span<</ActualText<feff{actual}>>>BDC {shows}EMC\n{rules}{dots}"
        if again:
            return f"/Artifact<</Type/Pagination>>BDC {text}EMC\n"
        return f"/H{line.heading} BMC {text}EMC\n" if line.heading else text

    def _shown(self, show: Show) -> str:
        """Returns the operators of a run of text; the colour is reset to black after it."""
        operators = ""
        for part in show.parts:
            letter = self._bold if part.bold else self._regular
            pieces = "".join(letter.show(piece, show.size) for piece in part.pieces)
            operators += f"/{letter.resource} {show.size:.4g} Tf[{pieces}]TJ "
        if not show.color:
            return operators
        parts = " ".join(f"{int(show.color[at : at + 2], 16) / 255:.3g}" for at in (0, 2, 4))
        return f"{parts} rg {operators}0 g "


def bind(document: Document, breaker: WordBreaker, letter_files: Letters) -> bytes:
    """Returns the PDF bytes of all parts, with a bookmark for each line of the contents."""
    from pypdf import PdfWriter

    made = binding(document, breaker, letter_files)
    parts = (made.front, *made.parts)
    bookmarks = [*_of_contents(document, made), *_of_list(document, made)]
    if not any(bound.file for bound in document.bound):
        return written(parts, letter_files, bookmarks)
    whole = PdfWriter(clone_from=_opened(written(parts, letter_files)))
    pages = 0
    for place, part in enumerate(parts):
        pages += len(part.pages)
        file = document.bound[place - 1].file if place else b""
        if file:
            first = made.ends[place] - document.bound[place - 1].file_pages + 1
            pages += _bind_in(whole, document, file, first, pages)
            # Pages of others have no structure, so the file does not claim that it is PDF/UA.
            whole.root_object.pop("/Metadata", None)
    above: list[object] = []
    for mark in bookmarks:
        parent: Any = above[mark.level - 1] if mark.level else None
        added = whole.add_outline_item(title=mark.title, page_number=mark.page, parent=parent)
        above = [*above[: mark.level], added]
    whole.page_mode = "/UseOutlines"
    target = BytesIO()
    whole.write(target)
    return target.getvalue()


def _of_contents(document: Document, made: Binding) -> Iterator[Bookmark]:
    """Yields the bookmark of the contents, if the document has them."""
    head = _head_of_contents(document) if document.bound_listed else None
    if head is not None:
        begin = page_of(head.block, made.front.starts)
        yield Bookmark(in_digits(clean(head.text), document.digits), begin)


def _of_list(document: Document, made: Binding) -> Iterator[Bookmark]:
    """Yields the bookmarks of the parts."""
    if any(bound.outline for bound in document.bound):
        for place, bound in enumerate(document.bound):
            begin, starts = made.ends[place] + 1 - document.first_page, made.parts[place].starts
            for level, title, block in bound.outline:
                named = in_digits(clean(title), document.digits)
                yield Bookmark(named, begin + page_of(block, starts), level)
        return
    for entry in made.listed:
        named = in_digits(clean(entry.title), document.digits)
        yield Bookmark(named, entry.page - document.first_page)


def _opened(content: bytes) -> "PdfReader":
    from pypdf import PdfReader

    return PdfReader(BytesIO(content))


class _Head(NamedTuple):
    block: int
    text: str


def _head_of_contents(document: Document) -> _Head | None:
    """Returns the heading of the contents: the last one of the front document, or None."""
    found = None
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.style == "contents-title":
            found = _Head(number, block.text)
    return found


def _bind_in(whole: "PdfWriter", document: Document, file: bytes, number: int, at: int) -> int:
    """Inserts the pages of a file, numbered from ``number``, before page ``at`` (from 0); returns
    how many."""
    reader = _opened(file)
    for place, page in enumerate(reader.pages):
        added = whole.insert_page(page, at + place)
        if added.rotation:
            added.transfer_rotation_to_content()
        stamp = _numbered_page(document, number + place)
        if stamp is not None:
            _put_on(added, stamp)
    return len(reader.pages)


def _numbered_page(document: Document, number: int) -> "PageObject | None":
    """Returns an empty page with number ``number``; None if pages are not numbered."""
    blank = Document("", (), digits=document.digits, margins=document.margins)
    made = numbered(document, blank, number)
    if made.header is None and made.footer is None:
        return None
    page: PageObject = _opened(written([composed(made)], letters())).pages[0]
    return page


def _put_on(page: "PageObject", stamp: "PageObject") -> None:
    """Stamps the number onto a page of any size."""
    from pypdf import Transformation

    box = page.mediabox
    across = float(box.width) / float(stamp.mediabox.width)
    down = float(box.height) / float(stamp.mediabox.height)
    moved = (
        Transformation()
        .scale(min(across, down))
        .translate(
            float(box.left)
            + (float(box.width) - float(stamp.mediabox.width) * min(across, down)) / 2,
            float(box.bottom),
        )
    )
    page.merge_transformed_page(stamp, moved)
