"""Several documents as one PDF: a contents page, bookmarks, pages numbered through.

Each is set by itself, with the numbers that its pages have in the whole instead of its own. Files
that the office gives are bound in with a number at the foot of their pages.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.documents.backends.pdf import Laid, laid, page_starts
from ita_desktop.documents.catchwords import Place
from ita_desktop.documents.content import (
    Align,
    Bound,
    Document,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    TabStop,
    paragraph,
)
from ita_desktop.documents.letters import Letters, letters
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.domain.text import clean
from ita_desktop.typography.words import WordBreaker

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

_HANG: Final = 8.0
"""Millimetres for the number of a line of the contents, or by which its further lines hang."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: on which page of the whole a title is."""

    title: str
    page: int
    bound: int
    """Which of the bound documents it is in."""
    block: int
    """The block of that document that it begins at."""


def bind(document: Document, breaker: WordBreaker, letter_files: Letters) -> bytes:
    """``document`` with the contents as its last lines, then what is bound behind it."""
    parts, listed, ends = _set(document, breaker, letter_files, laid)
    front = laid(contents(document, listed), breaker, letter_files)
    return _joined(document, [front, *parts], listed, ends)


def entries(document: Document, breaker: WordBreaker, letter_files: Letters) -> list[Entry]:
    """The contents of a document with others bound behind it: the pages are those of its PDF."""

    def measured(part: Document, breaker: WordBreaker, letter_files: Letters) -> Laid:
        return Laid(b"", page_starts(part, breaker, letter_files))

    return _set(document, breaker, letter_files, measured)[1]


def _set(
    document: Document,
    breaker: WordBreaker,
    letter_files: Letters,
    lay: Callable[[Document, WordBreaker, Letters], Laid],
) -> tuple[list[Laid], list[Entry], list[int]]:
    """What is bound, set; the contents; and the number of the last page of each part."""
    # The contents is as long with the numbers as without them: they stand at the lines' ends.
    unknown = [Entry(title, 0, 0, 0) for one in document.bound for title, _block in _titles(one)]
    before = lay(contents(document, unknown), breaker, letter_files)
    number = document.first_page + len(before.starts) + 1
    parts, listed, ends = [], [], [number - 1]
    for place, one in enumerate(document.bound):
        part = lay(numbered(document, one.document, number), breaker, letter_files)
        for title, block in _titles(one):
            listed.append(Entry(title, number + _page_of(block, part.starts), place, block))
        parts.append(part)
        number += len(part.starts) + 1 + one.file_pages
        ends.append(number - 1)
    return parts, listed, ends


def _titles(bound: Bound) -> tuple[tuple[str, int], ...]:
    """The names of a part in the contents; what goes on with the one before has none."""
    return tuple(one for one in ((bound.title, 0), *bound.further) if one[0])


def _page_of(block: int, starts: Sequence[Place]) -> int:
    """How many pages begin before a block does, or with it."""
    return sum((one.block, one.row, one.offset) <= (block, 0, 0) for one in starts) if block else 0


def numbered(whole: Document, document: Document, number: int) -> Document:
    """A bound document with the numbers that its pages have in the whole."""
    header, footer = document.header, document.footer
    if header is not None:
        header = replace(header, numbers=PageNumbers.NONE)
    if footer is not None:
        footer = replace(footer, numbers=PageNumbers.NONE)
    return replace(
        document,
        first_page=number,
        header=header if whole.header is None else _everywhere(whole, whole.header),
        footer=footer if whole.footer is None else _everywhere(whole, whole.footer),
    )


def _everywhere(whole: Document, line: PageLine) -> PageLine:
    return replace(line, from_page=1, digits=whole.digits)


def contents(document: Document, listed: Sequence[Entry]) -> Document:
    """The front of the whole, with the lines of the contents at its end."""
    if not document.bound_listed:
        return replace(document, bound=())
    lines = contents_lines(document, listed)
    blocks = (*document.blocks, paragraph(document.words.contents_page, "paper-right"), *lines)
    return replace(document, blocks=blocks, bound=())


def contents_lines(document: Document, listed: Sequence[Entry]) -> Iterator[Paragraph]:
    """A line each, its page at the right end."""
    width = document.text_width
    end = TabStop(width, Align.RIGHT, dotted=True)
    for place, one in enumerate(listed, 1):
        lead = f"{place}.\t" if document.bound_counted else ""
        stops = (TabStop(_HANG), end) if document.bound_counted else (end,)
        runs = Run(f"{lead}{one.title}"), Run("\t"), Run(str(one.page))
        yield Paragraph(runs, "contents-line", tabs=stops, left=_HANG, first=-_HANG)


def _joined(
    document: Document, parts: Sequence[Laid], listed: Sequence[Entry], ends: Sequence[int]
) -> bytes:
    """The pages of all parts, with a bookmark for each line of the contents."""
    from pypdf import PdfWriter

    whole = PdfWriter()
    for place, part in enumerate(parts):
        whole.append(_opened(part.content), import_outline=False)
        file = document.bound[place - 1].file if place else b""
        if file:
            first = ends[place] - document.bound[place - 1].file_pages + 1
            _bind_in(whole, document, file, first)
    head = _head_of_contents(document) if document.bound_listed else None
    if head is not None:
        begin = _page_of(head.block, parts[0].starts)
        whole.add_outline_item(
            title=in_digits(clean(head.text), document.digits), page_number=begin
        )
    for one in listed:
        named = in_digits(clean(one.title), document.digits)
        whole.add_outline_item(title=named, page_number=one.page - document.first_page)
    _describe(whole, document)
    target = BytesIO()
    whole.write(target)
    return target.getvalue()


def _opened(content: bytes) -> "PdfReader":
    from pypdf import PdfReader

    return PdfReader(BytesIO(content))


class _Head(NamedTuple):
    block: int
    text: str


def _head_of_contents(document: Document) -> _Head | None:
    """The last heading of the front, below which the contents stand, and which block it is."""
    found = None
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.style == "contents-title":
            found = _Head(number, block.text)
    return found


def _bind_in(whole: "PdfWriter", document: Document, file: bytes, number: int) -> None:
    """The pages of a file, the first of them with that number."""
    reader = _opened(file)
    for place, page in enumerate(reader.pages):
        added = whole.add_page(page)
        if added.rotation:
            added.transfer_rotation_to_content()
        stamp = _numbered_page(document, number + place)
        if stamp is not None:
            _put_on(added, stamp)


def _numbered_page(document: Document, number: int) -> "PageObject | None":
    """An empty page with its number at head and foot; nothing where pages have none."""
    blank = Document("", (), digits=document.digits, margins=document.margins)
    made = numbered(document, blank, number)
    if made.header is None and made.footer is None:
        return None
    content = laid(made, WordBreaker(), letters()).content
    page: PageObject = _opened(content).pages[0]
    return page


def _put_on(page: "PageObject", stamp: "PageObject") -> None:
    """The number onto a page of any size."""
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


def _describe(whole: "PdfWriter", document: Document) -> None:
    """What the file says of itself."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    shown = printable(document)
    whole.add_metadata({"/Title": shown.title, "/Author": shown.author, "/Creator": "ITA Desktop"})
    whole.page_mode = "/UseOutlines"
    wishes = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})
    whole.root_object[NameObject("/ViewerPreferences")] = wishes
    whole.root_object[NameObject("/Lang")] = TextStringObject(document.language)
