"""Writes several documents into one Word file: a section each, and a table of contents.

The table of contents is a Word field. Until Word updates it, it shows the page numbers of the PDF.
Bound files appear as pictures of their pages; where only the PDF has all of them, the next
section's page number is set to that of the PDF.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from ita_desktop.documents.backends.docx.elements import key, w
from ita_desktop.documents.backends.docx.numbering import NumberingWriter
from ita_desktop.documents.backends.docx.section import ended
from ita_desktop.documents.backends.docx.text import hairline
from ita_desktop.documents.backends.docx.writer import Pictures, Writer, file, numbering_of
from ita_desktop.documents.content import Document
from ita_desktop.documents.layout import binding
from ita_desktop.documents.layout.fonts import Letters, letters
from ita_desktop.documents.printable import printable
from ita_desktop.documents.styles import STYLES
from ita_desktop.domain.text import Digits
from ita_desktop.typography.words import WordBreaker

_FRONT: Final = -1
"""Number of the front document among the bound parts."""
CHAPTERS: Final = ("chapter", "chapter-center", "divider")
"""The styles of headings in the table of contents."""


def bind(
    document: Document, begun: Any, breaker: WordBreaker, letter_files: Letters | None
) -> bytes:
    """Writes ``document``, the contents, and the bound documents into python-docx's document
    ``begun``; returns the docx bytes."""
    listed = binding.entries(document, breaker, letter_files or letters())
    body = begun.element.body
    plain = deepcopy(body.sectPr)
    front = replace(binding.contents(document, listed), digits=document.digits)
    elements: list[Any] = []
    section: Any = None
    heads = False
    numbers: dict[Digits, NumberingWriter] = {}
    pictures = Pictures(begun)
    for part, bound in ((front, _FRONT), *_parts(document)):
        shown = replace(printable(part), catchwords=False)
        lists = numbers.setdefault(shown.digits, numbering_of(begun, shown.digits))
        width = document.text_width
        writer = Writer(shown, begun, breaker, letter_files, width, lists, pictures)
        if section is not None:
            elements = ended(elements, section)
        made = writer.elements()
        if bound == _FRONT:
            writer.set_properties()
            _make_field(made[-len(listed) :] if listed and document.bound_listed else [])
            if listed and document.bound_listed:
                # LibreOffice shows no footer where a section ends within the contents.
                made.append(hairline())
                _update_on_opening(begun)
        if bound is not None:
            _bookmark(writer.begins, listed, bound)
        section = deepcopy(plain)
        writer.dress(_section(section, begun), fresh=heads)
        heads |= writer.heads
        if bound is not None:
            _restart_page_numbers(section, document, listed, bound)
        elements += made
    body[:] = [*elements, section]
    _add_empty_headers(body, begun)
    return file(begun)


def _parts(document: Document) -> Iterator[tuple[Document, int | None]]:
    """Yields each bound document with its number, then the pages of its file with None."""
    for number, bound in enumerate(document.bound):
        yield binding.numbered(document, bound.document, 1), number
        for pages in binding.file_pages(bound):
            yield binding.numbered(document, pages, 1), None


def _section(element: Any, begun: Any) -> Any:
    from docx.section import Section

    return Section(element, begun.part)


def _add_empty_headers(body: Any, begun: Any) -> None:
    """Adds empty headers and footers where a section would inherit those of an earlier one."""
    seen: set[tuple[str, str]] = set()
    for element in body.iter(key("sectPr")):
        section = _section(element, begun)
        pages = ["default", *["first"] * section.different_first_page_header_footer]
        for kind in ("header", "footer"):
            for page in pages:
                own = element.xpath(f"w:{kind}Reference[@w:type='{page}']")
                if own:
                    seen.add((kind, page))
                elif (kind, page) in seen:
                    line = getattr(section, kind if page == "default" else f"first_page_{kind}")
                    line.is_linked_to_previous = False
                    line.part.element[:] = [hairline()]


def _restart_page_numbers(
    section: Any, document: Document, listed: list[binding.ContentsEntry], bound: int
) -> None:
    """Sets the first page number of a section after a file that only the PDF has in full."""
    if bound <= 0 or not binding.pages_left_out(document.bound[bound - 1]):
        return
    page = next((entry.page for entry in listed if entry.bound == bound), None)
    numbers = section.find(key("pgNumType"))
    if numbers is None:
        numbers = w("pgNumType")
        section.find(key("cols")).addprevious(numbers)
    numbers.set(key("start"), str(page or 1))


# Table of contents.


def _name(number: int) -> str:
    """Returns the bookmark of a line of the contents, named as Word does."""
    return f"_Toc{number:09}"


def _bookmark(begins: dict[int, Any], listed: list[binding.ContentsEntry], bound: int) -> None:
    """Bookmarks the headings that the contents refer to."""
    for number, entry in enumerate(listed):
        element = begins.get(entry.block) if entry.bound == bound else None
        if element is None or element.tag != key("p"):
            continue
        element.insert(1, w("bookmarkStart", id=number, name=_name(number)))
        element.append(w("bookmarkEnd", id=number))


def _make_field(lines: list[Any]) -> None:
    """Turns the lines of the contents into a TOC field whose lines link to their pages."""
    for number, line in enumerate(lines):
        *before, page = line.findall(key("r"))
        code = f" PAGEREF {_name(number)} \\h "
        link = w("hyperlink", anchor=_name(number), history=1)
        for run in before:
            link.append(run)
        link.extend([_mark("begin"), _code(code), _mark("separate"), page, _mark("end")])
        line.append(link)
    if lines:
        styles = ",".join(f"{STYLES[chapter].title},1" for chapter in CHAPTERS)
        code = f' TOC \\h \\z \\t "{styles}" '
        for place, run in enumerate((_mark("begin"), _code(code), _mark("separate")), 1):
            lines[0].insert(place, run)
        lines[-1].append(_mark("end"))


def _update_on_opening(begun: Any) -> None:
    """Makes Word update the fields when it opens the file."""
    settings = begun.settings.element
    settings.find(key("compat")).addprevious(w("updateFields", val="true"))


def _mark(kind: str) -> Any:
    return w("r", w("fldChar", fldCharType=kind))


def _code(code: str) -> Any:
    text = w("instrText")
    text.text = code
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", text)
