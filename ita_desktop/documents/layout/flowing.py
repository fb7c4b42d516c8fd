"""Joins short bound documents, so that each continues on the page of the one before.

Only paged formats need this: in Excel each document has its own sheet.
"""

from dataclasses import replace

from ita_desktop.documents.content import BoundDocument, Document


def flowed(document: Document) -> Document:
    """Returns ``document`` with flowing documents joined to the one before them."""
    joined: list[BoundDocument] = []
    for bound in document.bound:
        if joined and bound.flows and not joined[-1].file and _have_same_setup(joined[-1], bound):
            joined[-1] = _joined(joined[-1], bound)
        else:
            joined.append(bound)
    return replace(document, bound=tuple(joined))


def _have_same_setup(bound: BoundDocument, other: BoundDocument) -> bool:
    """Returns whether two documents have the same page setup."""
    return _page(bound.document) == _page(other.document)


def _page(document: Document) -> tuple[object, ...]:
    size, margins = document.page_size, document.margins
    return (size, margins, document.digits, document.codes_in_digits)


def _joined(bound: BoundDocument, other: BoundDocument) -> BoundDocument:
    at = len(bound.document.blocks)
    blocks = (*bound.document.blocks, *other.document.blocks)
    names = ((other.title, at), *((title, at + block) for title, block in other.further))
    outline = ((level, title, at + block) for level, title, block in other.outline)
    return replace(
        bound,
        outline=(*bound.outline, *outline),
        document=replace(bound.document, blocks=blocks),
        further=(*bound.further, *(name for name in names if name[0])),
        file=other.file,
        file_pages=other.file_pages,
    )
