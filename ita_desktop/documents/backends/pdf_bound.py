"""Several documents as one PDF: a contents page, bookmarks, pages numbered through.

Each is set by itself, with the numbers that its pages have in the whole instead of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from ita_desktop.documents.backends.pdf import render
from ita_desktop.documents.content import (
    Align,
    Document,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    TabStop,
    paragraph,
)
from ita_desktop.documents.letters import Letters
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.domain.text import clean
from ita_desktop.typography.words import WordBreaker

if TYPE_CHECKING:
    from pypdf import PdfReader

CONTENTS: Final = "สารบัญ"
_HANG: Final = 8.0
"""Millimetres for the number of a line of the contents."""


def bind(document: Document, breaker: WordBreaker, letter_files: Letters) -> bytes:
    """``document`` with the contents as its last lines, then what is bound behind it."""

    def made(one: Document) -> "PdfReader":
        return _opened(render(one, breaker, letter_files))

    # The contents is as long with the numbers as without them: they stand at the lines' ends.
    number = document.first_page + len(made(_contents(document, ["0"] * len(document.bound))).pages)
    begins, parts = [], []
    for one in document.bound:
        begins.append(str(number))
        parts.append(made(_numbered(one.document, number)))
        number += len(parts[-1].pages)
    return _joined(document, [made(_contents(document, begins)), *parts])


def _opened(content: bytes) -> "PdfReader":
    from pypdf import PdfReader

    return PdfReader(BytesIO(content))


def _numbered(document: Document, number: int) -> Document:
    """A document with the numbers that its pages have in the whole."""
    header = document.header or PageLine()
    footer = document.footer
    return replace(
        document,
        first_page=number,
        header=replace(header, numbers=PageNumbers.DASHES, numbers_at=Align.CENTER, from_page=1),
        footer=replace(footer, numbers=PageNumbers.NONE) if footer is not None else None,
    )


def _contents(document: Document, begins: Sequence[str]) -> Document:
    end = TabStop(document.text_width, Align.RIGHT, dotted=True)
    lines = (
        Paragraph(
            (Run(f"{place}.\t{one.title}\t{begin}"),),
            "contents-line",
            tabs=(TabStop(_HANG), end),
            left=_HANG,
            first=-_HANG,
        )
        for place, (one, begin) in enumerate(zip(document.bound, begins, strict=True), 1)
    )
    numbers = PageLine(numbers=PageNumbers.DASHES, from_page=2)
    blocks = (*document.blocks, paragraph("หน้า", "paper-right"), *lines)
    return replace(document, blocks=blocks, header=numbers, bound=())


def _joined(document: Document, parts: Sequence["PdfReader"]) -> bytes:
    """The pages of all parts, with a bookmark for each."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    whole = PdfWriter()
    titles = [CONTENTS, *(one.title for one in document.bound)]
    for title, part in zip(titles, parts, strict=True):
        named = in_digits(clean(title), document.digits)
        whole.append(part, outline_item=named, import_outline=False)
    shown = printable(document)
    whole.add_metadata({"/Title": shown.title, "/Author": shown.author, "/Creator": "ITA Desktop"})
    whole.page_mode = "/UseOutlines"
    wishes = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})
    whole.root_object[NameObject("/ViewerPreferences")] = wishes
    whole.root_object[NameObject("/Lang")] = TextStringObject(document.language)
    target = BytesIO()
    whole.write(target)
    return target.getvalue()
