"""Where in the window a thing is seen to: what services name that send the clerk somewhere."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ita_desktop.domain.pages import PageKey

__all__ = [
    "BOOK",
    "CHAPTERS",
    "PageKey",
    "Place",
    "chapters_place",
    "duties_place",
    "letter_place",
    "paper_of",
    "paper_place",
    "rows_of",
    "rows_place",
]

BOOK: Final = "measures-book"
"""The document whose chapters the office puts in order."""
CHAPTERS: Final = "chapters"
"""What of it is gone to where its chapters are meant."""
_ROWS: Final = "|"
"""What stands before the codes of the rows that a document is to have alone."""


class Place(NamedTuple):
    """A page and a thing on it (an item, a unit, a section), or a command of the window."""

    page: PageKey
    target: str = ""
    command: str = ""
    """Given, the window runs this command instead of going anywhere."""

    def at(self, field: object) -> "Place":
        """A field of the thing, which is opened to be typed in; the thing itself without one."""
        return self._replace(target=f"{self.target}#{field}") if field else self


def paper_place(document: str, subject: str) -> Place:
    """The document of one order, meeting or letter: ``agenda#KEY`` on the page of documents."""
    return Place(PageKey.DOCUMENTS, f"{document}#{subject}" if subject else document)


def paper_of(target: str) -> tuple[str, str]:
    """The document that a target of the page of documents names, and what it is about; empty for
    the newest."""
    document, _, subject = target.partition("#")
    return document, subject


def rows_place(document: str, subject: str, codes: Sequence[str]) -> Place:
    """A document with some of its rows alone, those of the items ``codes``."""
    return paper_place(document, f"{subject}{_ROWS}{' '.join(codes)}")


def rows_of(subject: str) -> tuple[str, tuple[str, ...] | None]:
    """What a document is about, and the codes of the items that it is to have alone; None: it has
    all."""
    about, mark, codes = subject.partition(_ROWS)
    return about, tuple(codes.split()) if mark else None


def chapters_place() -> Place:
    """The chapters of the book of measures, on the page of documents."""
    return paper_place(BOOK, CHAPTERS)


def duties_place(body_id: str) -> Place:
    """The duties of a body, which stand beside the roster."""
    return Place(PageKey.ROSTER, f"duties#{body_id}")


def letter_place(letter_id: str) -> Place:
    """A memo or letter in its list, which is a part of the page of meetings."""
    return Place(PageKey.MEETINGS, f"letter:{letter_id}")
