"""What is in a fetched page or file, as far as it can be read."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ita_desktop.domain.text import clean, to_arabic
from ita_desktop.web.link import MOST_TEXT

_ODD: Final = re.compile(r"[\u00a1-\u00ff\ufffd]")
_THAI: Final = re.compile(r"[ก-๙]")
GAPS: Final = re.compile(r"[^\S\n]+")
"""Spaces of all kinds, in which a search for words with spaces between them would lose itself."""


class ContentKind(StrEnum):
    """What a file is, by its content."""

    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TEXT = "text"
    IMAGE = "image"
    ARCHIVE = "archive"
    OTHER = "other"
    NOTHING = "nothing"


class Hindrance(StrEnum):
    """Why a file's text is not known."""

    NONE = ""
    BROKEN = "broken"
    LOCKED = "locked"
    LONG = "long"
    """It is too large or takes too long."""
    UNKNOWN = "unknown"
    """It is of a kind that is not read, as pictures and films."""
    SCRIPTS = "scripts"
    """A page that a script fills, which is never run."""
    SCAN = "scan"
    """Pictures of pages, without text."""
    GARBLED = "garbled"
    """Its letters are others than they should be: of an old font, or of another encoding than the
    one that is stated."""


@dataclass(frozen=True)
class Content:
    """The content of an answer."""

    kind: ContentKind
    text: str = ""
    """Its text without menus, in one line with Arabic digits."""
    title: str = ""
    headings: str = ""
    all_text: str = ""
    """The text with menus, head and foot of a page."""
    hindrance: Hindrance = Hindrance.NONE
    things: int = 0
    """Number of pictures, tables, frames and links within the text of a page."""
    files: frozenset[str] = frozenset()
    """Suffixes of the files that a page links to (``.xlsx``); ``?`` for one without."""
    password: bool = False
    """Whether the text of a page asks for a password."""
    letters_outside_form: int = 0
    """Number of letters of the text outside the form that asks for it."""


def is_garbled(text: str) -> bool:
    """Return whether a text is letters that nobody wrote."""
    odd = len(_ODD.findall(text))
    return odd > len(_THAI.findall(text)) and odd * 5 > len(text)


def plain_text(text: str) -> str:
    """Return the beginning of a text as the rules read it: clean, with Arabic digits, without empty
    lines and wide gaps."""
    whole = GAPS.sub(" ", clean(to_arabic(text[: 2 * MOST_TEXT])))
    return "\n".join(filter(None, whole.split("\n")))[:MOST_TEXT]
