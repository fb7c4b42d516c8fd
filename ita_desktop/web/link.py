"""A link that is checked: what is asked of it, what came back for its address, what can be read of
that, what the check found, and how long and how much it may take.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.oit.proofs import LinkFinding, LinkState
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import clean, to_arabic
from ita_desktop.exchange.files.formats import MEBIBYTE

_ODD: Final = lazy_re(r"[\u00a1-\u00ff\ufffd]")
_THAI: Final = lazy_re(r"[ก-๙]")
GAPS: Final = lazy_re(r"[^\S\n]+")
"""Spaces of all kinds, in which a search for words with spaces between them would lose itself."""
FAULTS: Final = frozenset((LinkFinding.MONTHS_MISSING, LinkFinding.NOT_THAI))
"""Findings of a page that is there which are to be mended."""
ROBOTS_SIZE: Final = 512 * 1024
MOST_TEXT: Final = 600_000
"""Characters of a page or file that are judged."""
MOST_COPY: Final = MEBIBYTE // 2
"""Bytes of a page or file of which a copy is kept."""


@dataclass(frozen=True)
class Asked:
    """What an item asks of the page or file behind a link; empty fields ask for nothing."""

    years: frozenset[int] = frozenset()
    """Buddhist fiscal years, of which its text has to name one if it names any."""
    months: tuple[str, ...] = ()
    """Months that it has to have (``2022-10``)."""
    formats: Collection[str] = ()
    """The kinds of file that are accepted: ``pdf word excel csv json xml html``."""
    languages: tuple[str, ...] = ()
    """``th`` or ``en``; one of them is enough."""
    not_before: date | None = None
    """The first day of the period; a file that was last changed before has nothing of it."""


class LinkRequest(NamedTuple):
    """A link to check."""

    url: str
    asked: Asked = Asked()
    item: str = ""
    """The code of the item that it is evidence of."""


# What a check found of a link.


class Found(NamedTuple):
    """One thing that a rule found. ``state`` is None for what is no fault, OK for a fault of a page
    that is there."""

    state: LinkState | None
    finding: LinkFinding | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LinkJudgement:
    """What is to be said of an answer."""

    state: LinkState
    findings: tuple[LinkFinding, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What the sentences name: ``cause``, ``months``, ``years``, ``day``, ``old``, ``to``,
    ``kind``."""

    @property
    def is_fault(self) -> bool:
        """Whether there is something to do about the link."""
        return self.state is not LinkState.OK or bool(FAULTS & set(self.findings))


@dataclass(frozen=True)
class LinkReport:
    """A judged link with what is kept of it."""

    url: str
    item: str
    checked_at: datetime
    judgement: LinkJudgement
    status: int | None = None
    final_url: str = ""
    """Empty if it is the address that was asked for."""
    title: str = ""
    size: int | None = None
    content_type: str = ""
    last_modified: str = ""
    """ISO date."""
    sha256: str = ""
    """Empty if not all of the content came."""
    excerpt: str = ""
    copy: bytes = b""
    file_name: str = ""


class Failure(StrEnum):
    """Why there is no answer to judge."""

    NOT_WEB = "not-web"
    """No address of the web, or one that cannot be read."""
    CREDENTIALS = "credentials"
    """A name or password stands in the address."""
    PRIVATE_ADDRESS = "private-address"
    """It leads to this machine or the office's own network."""
    ROBOTS = "robots"
    NO_HOST = "no-host"
    OFFLINE = "offline"
    PROXY = "proxy"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    TLS = "tls"
    LOOP = "loop"
    """Redirects without end."""
    BAD_ANSWER = "bad-answer"
    """What came is no answer of a web server."""


class Hop(NamedTuple):
    """A redirect: its status (0 for one within a page) and the address that it came from."""

    status: int
    url: str


@dataclass(frozen=True)
class WebAnswer:
    """The answer to a request, or why there is none."""

    url: str
    final_url: str
    received: datetime = field(default_factory=lambda: datetime.now(UTC))
    failure: Failure | None = None
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""
    body: bytes = b""
    """Its content, unpacked."""
    is_cut: bool = False
    """Whether it was longer than the limit; ``body`` is its beginning then."""

    @property
    def media_type(self) -> str:
        """The media type without parameters (``text/html``), in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class WebLimits:
    """Times in seconds, sizes in bytes."""

    connect: float = 8.0
    read: float = 12.0
    total: float = 40.0
    """Of one link, with all redirects."""
    size: int = 30 * MEBIBYTE
    redirects: int = 8
    pause: float = 0.15
    """Between the beginnings of two requests to one host."""
    per_host: int = 3
    """Requests to one host at the same time."""
    workers: int = 8
    """Links at the same time."""


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
