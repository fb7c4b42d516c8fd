"""Several documents as one Word file: a section each, and a table of contents.

The table of contents is Word's own field. What it shows until Word makes it anew are the pages of
the PDF; so are those that sections begin with which follow a file that only the PDF has.
"""

from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from ita_desktop.documents.backends.docx import Writer
from ita_desktop.documents.backends.docx_file import file
from ita_desktop.documents.backends.docx_heads import ended
from ita_desktop.documents.backends.docx_xml import key, w
from ita_desktop.documents.backends.pdf_bound import Entry, contents, entries, numbered
from ita_desktop.documents.content import Document
from ita_desktop.documents.letters import Letters, letters
from ita_desktop.documents.printable import printable
from ita_desktop.documents.styles import STYLES
from ita_desktop.typography.words import WordBreaker

CHAPTERS: Final = ("chapter", "divider")
"""The styles of what the contents name."""


def bind(
    document: Document, begun: Any, breaker: WordBreaker, letter_files: Letters | None
) -> bytes:
    """``document`` with the contents as its last lines, then what is bound behind it, written
    into python-docx's ``begun`` document."""
    listed = entries(document, breaker, letter_files or letters())
    body = begun.element.body
    plain = deepcopy(body.sectPr)
    front = replace(contents(document, listed), digits=document.digits)
    parts = [front, *(numbered(document, one.document, 1) for one in document.bound)]
    elements: list[Any] = []
    heads = False
    for place, part in enumerate(parts):
        shown = replace(printable(part), catchwords=False)
        writer = Writer(shown, begun, breaker, letter_files, document.text_width)
        made = writer.elements()
        if place == 0:
            writer.set_properties()
            _make_field(made[-len(listed) :] if listed and document.bound_listed else [])
        _bookmark(writer.begins, listed, place - 1)
        last = place == len(parts) - 1
        section = body.sectPr if last else deepcopy(plain)
        writer.dress(_section(section, begun), fresh=heads)
        heads |= writer.heads
        _begin_anew(section, document, listed, place - 1)
        if not last:
            made = ended(made, section)
        elements += made
    body[:0] = elements
    return file(begun)


def _section(element: Any, begun: Any) -> Any:
    from docx.section import Section

    return Section(element, begun.part)


def _begin_anew(section: Any, document: Document, listed: list[Entry], bound: int) -> None:
    """Count on from where the PDF is, behind a file that only the PDF has."""
    if bound <= 0 or not document.bound[bound - 1].file_pages:
        return
    page = next((one.page for one in listed if one.bound == bound), None)
    numbers = section.find(key("pgNumType"))
    if numbers is None:
        numbers = w("pgNumType")
        section.find(key("cols")).addprevious(numbers)
    numbers.set(key("start"), str(page or 1))


# The table of contents.


def _name(number: int) -> str:
    """The bookmark of a line of the contents, as Word names its own."""
    return f"_Toc{number:09}"


def _bookmark(begins: dict[int, Any], listed: list[Entry], bound: int) -> None:
    """Mark what the contents name in a part."""
    for number, one in enumerate(listed):
        element = begins.get(one.block) if one.bound == bound else None
        if element is None or element.tag != key("p"):
            continue
        element.insert(1, w("bookmarkStart", id=number, name=_name(number)))
        element.append(w("bookmarkEnd", id=number))


def _make_field(lines: list[Any]) -> None:
    """Make a field of the lines of the contents, each of which leads to its page."""
    for number, line in enumerate(lines):
        *before, page = line.findall(key("r"))
        code = f" PAGEREF {_name(number)} \\h "
        link = w("hyperlink", anchor=_name(number), history=1)
        for one in before:
            link.append(one)
        link.extend([_mark("begin"), _code(code), _mark("separate"), page, _mark("end")])
        line.append(link)
    if lines:
        styles = ",".join(f"{STYLES[one].title},1" for one in CHAPTERS)
        code = f' TOC \\h \\z \\t "{styles}" '
        for place, one in enumerate((_mark("begin"), _code(code), _mark("separate")), 1):
            lines[0].insert(place, one)
        lines[-1].append(_mark("end"))


def _mark(kind: str) -> Any:
    return w("r", w("fldChar", fldCharType=kind))


def _code(code: str) -> Any:
    text = w("instrText")
    text.text = code
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", text)
