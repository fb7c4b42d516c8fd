"""Places in the window that services refer to, so that the clerk can be sent there."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.pages import PageKey, Place

__all__ = [
    "BOOK",
    "CHAPTERS",
    "FILING",
    "MATRIX",
    "SEVERAL",
    "PageKey",
    "Place",
    "chapters_place",
    "duties_place",
    "is_printed",
    "letter_place",
    "matrix_paper",
    "matrix_place",
    "paper_of",
    "paper_place",
    "print_place",
    "rows_of",
    "rows_place",
    "several_place",
]

BOOK: Final = "measures-book"
"""The document with the office's order of chapters."""
CHAPTERS: Final = "chapters"
"""Target that stands for its chapters."""
LINKS: Final = "links"
CHECK_LINKS: Final = "check-links"
"""Target that stands for the check of links."""
MATRIX: Final = "matrix"
"""Target that stands for the table of units."""
SEVERAL: Final = "rows"
"""Target that stands for several rows of a table."""
FILING: Final = "oit-filing"
"""The document of what is filed."""
_ROWS: Final = "|"
_PRINTED: Final = "!"
"""Separator before the codes of selected rows in a document's target."""


def paper_place(document: str, subject: str) -> Place:
    """Return the place of a document about one order, meeting or letter: ``agenda#KEY``."""
    return Place(PageKey.DOCUMENTS, f"{document}#{subject}" if subject else document)


def print_place(document: str, subject: str) -> Place:
    """Return the place of a document that is printed at once."""
    return paper_place(document, f"{subject}{_PRINTED}")


def is_printed(target: str) -> bool:
    """Return whether a target of the documents page is printed at once."""
    return target.endswith(_PRINTED)


def paper_of(target: str) -> tuple[str, str]:
    """Split a target of the documents page into document and subject; an empty subject is the
    newest."""
    document, _, subject = target.removesuffix(_PRINTED).partition("#")
    return document, subject


def rows_place(document: str, subject: str, codes: Sequence[str]) -> Place:
    """Return the place of a document limited to the items ``codes``."""
    return paper_place(document, f"{subject}{_ROWS}{' '.join(codes)}")


def rows_of(subject: str) -> tuple[str, tuple[str, ...] | None]:
    """Split a target into the subject and the item codes that the document is limited to, or
    None."""
    about, mark, codes = subject.partition(_ROWS)
    return about, tuple(codes.split()) if mark else None


def several_place(page: PageKey, keys: Sequence[str]) -> Place:
    """Return the place of several rows of a page's table, of which alone it shows them; of one row
    that row, of none the page."""
    return Place(page, f"{SEVERAL}:{' '.join(keys)}" if len(keys) > 1 else "".join(keys))


def matrix_place() -> Place:
    """Return the table of units, over the follow-up of measures."""
    return Place(PageKey.MEASURES, f"{MATRIX}:")


def check_links_place() -> Place:
    """Return the same list, while all links are being checked."""
    return Place(PageKey.OIT, f"{CHECK_LINKS}:")


def matrix_paper(of: str) -> Place:
    """Return the table of units as a document, limited to a measure (its id) or item (its code);
    empty for all."""
    return rows_place("unit-matrix", "", [of]) if of else paper_place("unit-matrix", "")


def chapters_place() -> Place:
    """Return the place of the book's chapters, on the documents page."""
    return paper_place(BOOK, CHAPTERS)


def duties_place(body_id: str) -> Place:
    """Return the place of a body's duties, beside the roster."""
    return Place(PageKey.ROSTER, f"duties#{body_id}")


def letter_place(letter_id: str) -> Place:
    """Return the place of a letter in its list, on the meetings page."""
    return Place(PageKey.MEETINGS, f"letter:{letter_id}")
