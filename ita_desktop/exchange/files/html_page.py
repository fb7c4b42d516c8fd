"""Reads tables and texts of web pages, also those that programs save as Excel files: a page as a
whole or not at all."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange import blocks
from ita_desktop.exchange.cells.row import struck, text_value
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.assembling import Note, Part, TablePart, assembled
from ita_desktop.exchange.files.delimited import decode
from ita_desktop.exchange.files.formats import is_archive, too_large
from ita_desktop.exchange.files.grid import GridCell, GridRows
from ita_desktop.exchange.files.reader_remarks import table_in_cell
from ita_desktop.exchange.sheets import WorkProgress, linked

_MOST_ATTRIBUTES: Final = 500
"""Attributes of one element. The time that a tree of them takes grows with their square."""
_DEEPEST: Final = 1000
"""Elements within one another. Pages that leave their tags open have some hundreds."""
_PIECE: Final = 64 * 1024
"""Bytes after which the measures are looked at."""


class LongPageError(Exception):
    """A page is larger or deeper than anything that is read."""


def tree_of(text: str) -> Any:
    """Return the root element of a page. Raises LongPageError, and lxml's errors for a page without
    any element."""
    from lxml import html

    if len(text) > formats.MAX_TEXT_PART or text.count("<") > formats.MAX_TEXT_TAGS:
        raise LongPageError
    data = text.encode("utf-8", "replace")
    _measure(data)
    # Without ``huge_tree`` what is deep or long is left out with all that follows.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    return html.document_fromstring(data, parser=parser)


def _measure(data: bytes) -> None:
    """Raise LongPageError for a page of which a tree would take without end."""
    from lxml import etree

    measures = _Measures()
    target: Any = measures  # without what hears of texts and comments
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    for at in range(0, len(data), _PIECE):
        parser.feed(data[at : at + _PIECE])
        if measures.deepest > _DEEPEST or measures.most_attributes > _MOST_ATTRIBUTES:
            raise LongPageError


class _Measures:
    """Hears of the elements of a page, and builds nothing."""

    def __init__(self) -> None:
        self._depth = 0
        self.deepest = 0
        self.most_attributes = 0

    def start(self, _tag: str, attributes: dict[Any, Any]) -> None:
        """Count an element that begins."""
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        self.most_attributes = max(self.most_attributes, len(attributes))

    def end(self, _tag: str) -> None:
        """Count an element that ends."""
        self._depth -= 1

    def close(self) -> None:
        """End."""


_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "ol", "p", "pre", "section"),
        *("details", "summary", "table", "tr", "ul"),
    )
)
_LEFT_OUT: Final = frozenset(
    ("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math")
)
_ROW_GROUPS: Final = frozenset(("thead", "tbody", "tfoot"))
_SPACES: Final = lazy_re(r"[ \t\r\n\f]+")
_NUMBER: Final = lazy_re(r"\s*([0-9]{1,6})")
_BACKGROUND: Final = lazy_re(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE: Final = frozenset(("", "white", "#fff", "#ffffff", "transparent", "none", "inherit"))
_STRUCK: Final = frozenset(("s", "del", "strike"))
_THROUGH: Final = "line-through"
_CLASS: Final = lazy_re(r"\.([\w-]{1,80})")
_AROUND: Final = frozenset(("nav", "footer", "aside", "header"))
_AROUND_WORDS: Final = lazy_re(
    r"(?<![a-z])(?:nav(?:bar)?|(?:main|top|side)?-?menu|footer|sidebar|breadcrumbs?|copyright|social|share)(?![a-z])"
)
_FRAME: Final = lazy_re(
    r"(?<![\w-])(?:(?:row|column)-headers-background|freezebar-(?:cell|origin-(?:ltr|rtl)))(?![\w-])"
)
"""Classes of the frame that Google Sheets saves around a table: the letters of its columns, the
numbers of its rows."""
_SAVED: Final = lazy_re(r"<!--\s*saved from url=\(\d+\)(\S+)")
_HEAD: Final = 4096
_MOST_SPAN: Final = 20_000


def read_html(data: bytes, source: str, work_progress: WorkProgress) -> blocks.SourceBlocks:
    """Return the content of a page; nothing it refers to is fetched. Raises arbitrary exceptions
    for broken pages."""
    pages = list(_of_archive(data)) if is_archive(data) else [data]
    try:
        texts = [decode(page, source).lstrip("\ufeff") for page in pages]
        trees = list(map(tree_of, texts))
        base = _base(trees[0], texts[0]) if len(trees) == 1 else ""
        reader = _Reader(source, work_progress, base)
        titles = [title.text or "" for page in trees for title in page.iterfind(".//head/title")]
        parts = (part for page in trees for part in reader.parts(_marked(page)))
        return assembled(parts, source, running=titles)
    except LongPageError:
        raise too_large(source) from None


class HtmlCell(NamedTuple):
    """A cell of a table, over ``rows`` downwards and ``columns`` to the right."""

    text: str
    rows: int
    columns: int


def first_table(text: str, work_progress: WorkProgress) -> list[list[HtmlCell]]:
    """Return the cells of the first table of a page or of a part of one, empty without a table that
    can be read. Tables in cells are text; blank lines are kept. Propagates exceptions of
    ``work_progress``."""
    try:
        table = next(tree_of(text).iter("table"), None)
    except Exception:  # noqa: BLE001 - broken pages raise arbitrary exceptions
        return []
    found = [] if table is None else [row for row in table.iter("tr") if _is_of(row, table)]
    rows = []
    for at, row in enumerate(found):
        work_progress.at(at, len(found))
        rows.append([_cell(cell) for cell in _cells(row)])
    return rows


def _cell(cell: Any) -> HtmlCell:
    down, right = (_span(cell, name, _MOST_SPAN) for name in ("rowspan", "colspan"))
    return HtmlCell(_lines(cell), down, right)


def _is_of(row: Any, table: Any) -> bool:
    """Whether a row belongs to a table, not to one in a cell of it, and is no row of Excel's that
    only defines column widths."""
    style = row.get("style", "").replace(" ", "")
    ruler = row.get("height") == "0" and "display:none" in style
    return not ruler and next(row.iterancestors("table")) is table


def _lines(cell: Any) -> str:
    """Return the text of a cell with blank lines and the spaces that its writer kept."""
    for element in cell.iter("br", "p", "div", "li", "style", "script"):
        element.text = "" if element.tag in _LEFT_OUT else f"\u2028{element.text or ''}"
    text = _SPACES.sub(" ", "".join(cell.itertext())).replace("\u00a0", " ")
    return "\n".join(line.strip(" ") for line in text.split("\u2028")).strip("\n")


class _Reader:
    def __init__(self, source: str, work_progress: WorkProgress, base: str) -> None:
        """``base`` is the page's own address; empty if it is not known."""
        self._source = source
        self._base = base
        self._work_progress = work_progress
        self._done = count()
        self._line: list[str] = []
        self._links: list[tuple[str, str]] = []
        """The links of the paragraph that is being read."""

    def parts(self, element: Any) -> Iterator[Part]:
        """Yield the parts of an element; texts between blocks are paragraphs, too."""
        self._work_progress.at(next(self._done))
        self._line.append(element.text or "")
        for child in element:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                pass
            elif child.tag == "table":
                yield from self._paragraph()
                yield from self._table(child)
            elif child.tag == "br":
                self._line.append("\0")
            elif child.tag == "img":
                if child.get("alt"):
                    yield blocks.Picture("", child.get("alt"))
            elif child.tag in _BLOCKS:
                yield from self._paragraph()
                yield from self.parts(child)
                yield from self._paragraph(child.tag)
            else:
                if child.tag == "a" and not any(map(_is_around, child.iterancestors())):
                    self._links.append(self._link(child))
                yield from self.parts(child)
            self._line.append(child.tail or "")
        if element.tag in {"body", "html", "td", "th"}:
            yield from self._paragraph()

    def _paragraph(self, tag: str = "") -> Iterator[Part]:
        """Yield what was read since the last paragraph, as one or as a heading."""
        shown = _shown("".join(self._line))
        self._line.clear()
        runs = blocks.linked_runs((blocks.TextRun(shown),), self._links)
        if shown:
            self._links.clear()
        if shown and re.fullmatch("h[1-6]", tag):
            yield blocks.Heading(int(tag[1]), runs[0].text)
        elif shown:
            yield blocks.Paragraph(runs, "•" if tag == "li" else "")

    def _table(self, table: Any) -> Iterator[Part]:
        found_rows = ((row, list(_cells(row))) for row in _rows(table))
        rows = [cells for row, cells in found_rows if cells or row.find("th") is None]
        if all(len(cells) == 1 for cells in rows) and table.find(".//table") is not None:
            for cells in rows:
                yield from self.parts(cells[0])
            return
        found = GridRows(self._source, self._work_progress)
        notes: list[Note] = []
        taken: dict[int, int] = {}
        """The last row of the merged cell in each column."""
        width = 0
        for number, cells in enumerate(rows, 1):
            placed: list[GridCell] = []
            column = 0
            for cell in cells:
                while taken.get(column, 0) >= number:
                    column += 1
                right = _span(cell, "colspan", formats.MAX_COLUMNS)
                down = _span(cell, "rowspan", _MOST_SPAN)
                text = _text(cell)
                if cell.find(".//table") is not None:
                    notes.append(table_in_cell(number))
                value = linked(text_value(text), map(self._link, cell.iter("a")))
                placed.append(GridCell(column, value, right, down, _colour(cell)))
                for at in range(column, min(column + right, formats.MAX_COLUMNS)):
                    taken[at] = number + down - 1
                column += right
            width = max(width, column)
            found.add(number, placed)
        yield TablePart(tuple(found.rows), len(rows), width, notes=tuple(notes))

    def _link(self, link: Any) -> tuple[str, str]:
        """Return the address of a link, empty for one within the page, and its words."""
        address = str(link.get("href", "")).strip()
        return "" if address.startswith("#") else urljoin(self._base, address), _text(link)


def _is_around(element: Any) -> bool:
    """Return whether an element is none of a page's own content: menus, its head and foot."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _AROUND or _AROUND_WORDS.search(named) is not None


def _base(tree: Any, text: str) -> str:
    """Return the address of a page as it says, or as the browser noted that saved it; empty if
    neither did."""
    named = {
        "base": (each.get("href", "") for each in tree.iter("base")),
        "canonical": (
            each.get("href", "") for each in tree.iter("link") if each.get("rel") == "canonical"
        ),
        "saved": _SAVED.findall(text[:_HEAD]),
    }
    return next((each for group in named.values() for each in group if "://" in each), "")


def _of_archive(data: bytes) -> Iterator[bytes]:
    """Yield the pages that are kept in one file with their pictures; of frames only what they
    show."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        page = part.get_payload(decode=True)
        if not isinstance(page, bytes) or part.get_content_type() != "text/html":
            continue
        if page.strip() and b"<frameset" not in page.lower():
            yield page


def _marked(page: Any) -> Any:
    """Return a page with what is struck through marked, by element, style or class of styles."""
    sheets = "".join(style.text or "" for style in page.iter("style"))
    rules = (rule.partition("{") for rule in sheets.split("}"))
    classes = {name for of, _, look in rules if _THROUGH in look for name in _CLASS.findall(of)}
    found: set[Any] = set()
    for element in page.iter("*"):
        inside = element.getparent() in found
        if inside and (element.tail or "").strip():
            element.tail = struck(element.tail)
        named = not classes.isdisjoint(element.get("class", "").split())
        if inside or named or element.tag in _STRUCK or _THROUGH in element.get("style", ""):
            found.add(element)
            if (element.text or "").strip():
                element.text = struck(element.text)
    return page


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    cells = (cell for cell in row if cell.tag in {"td", "th"})
    return (cell for cell in cells if not _FRAME.search(cell.get("class", "")))


def _span(cell: Any, name: str, most: int) -> int:
    found = _NUMBER.match(cell.get(name, "1"))
    return min(max(int(found[1]), 1), most) if found else 1


def _colour(cell: Any) -> str:
    """Return the background of a cell; empty for none, and for white."""
    styled = _BACKGROUND.search(cell.get("style", ""))
    colour = (styled[1] if styled is not None else cell.get("bgcolor", "")).strip().lower()
    return "" if colour in _WHITE else colour


def _text(cell: Any) -> str:
    """Return the text of a cell with its line breaks."""
    pieces: list[str] = []

    def walk(element: Any) -> None:
        pieces.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                breaks = child.tag in _BLOCKS or child.tag == "br"
                pieces.append("\0" if breaks else "")
                walk(child)
                pieces.append("\0" if breaks and child.tag != "br" else "")
                pieces.append(" " if child.tag in {"td", "th"} else "")
            pieces.append(child.tail or "")

    walk(cell)
    return _shown("".join(pieces))


def _shown(text: str) -> str:
    """Return text as a page shows it: white space collapsed, line breaks at NUL."""
    lines = (line.strip() for line in _SPACES.sub(" ", text).split("\0"))
    return "\n".join(filter(None, lines))
