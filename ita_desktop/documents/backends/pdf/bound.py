"""Joins several documents into one PDF with bookmarks. Pages of external files get a page number at
the foot."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from ita_desktop.documents.backends.pdf.file import Bookmark, written
from ita_desktop.documents.content import Document, Paragraph
from ita_desktop.documents.layout.binding import Binding, binding, numbered, page_of
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.fonts import Letters, letters
from ita_desktop.documents.printable import in_digits
from ita_desktop.domain.text import clean
from ita_desktop.typography.words import WordBreaker

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter


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
