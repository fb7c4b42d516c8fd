"""Records of what proves evidence (checks of links, and reasons for marks without proof), and of
what was filed for OIT items, with how it differs from what there is to file now; and where evidence
lies, as it may be shown outside the office, with notes of what was carried over from an earlier
year."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Final, NamedTuple
from urllib.parse import urlsplit

from ita_desktop.domain.dates import BANGKOK
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FileKey, FreeText, NotPersonal, PersonName
from ita_desktop.domain.records import LINES, Evidence, Position, Record

KEPT: Final = 12
"""Number of checks of one address for an item that are kept in a year; older ones go."""
KEPT_COPIES: Final = 2
"""Number of checks of one address whose kept copy stays."""
OFFLINE: Final = "offline"
"""The cause of a check that this machine could not make."""
EXCERPT: Final = 2000
"""Most characters of an excerpt."""


_PATH: Final = lazy_re(r"file:|[A-Za-z]:[\\/]|[\\/]", re.IGNORECASE)
_FILE: Final = lazy_re(
    r"(?:[^./\\:\n]+[\\/])*[^/\\:\n]+"
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|csv|txt|jpe?g|png|gif|heic|webp|zip|rar|7z)",
    re.IGNORECASE,
)
"""The name of a file, also below folders, which have no dot as the places of the web have."""
_USER: Final = lazy_re(r"([A-Za-z]+:/{2,})[^/?#\s]*@")
"""A user's name and password before the place of an address."""


_OWN_NETWORK: Final = frozenset({
    "local", "lan", "internal", "intranet", "corp", "home", "localhost", "localdomain",
})  # fmt: skip
"""How names within a network of one's own end."""
_BARE_HOST: Final = lazy_re(
    r"(?:localhost|intranet|\d{1,3}(?:\.\d{1,3}){3}"
    rf"|(?:[a-z0-9-]+\.)+(?:{'|'.join(sorted(_OWN_NETWORK))})"
    r"|intranet(?:\.[a-z0-9-]+)+)(?:[:/]\S*)?",
    re.IGNORECASE,
)
"""An address in a network of one's own without what it begins with (``127.0.0.1:8000/page``)."""
_BARE_ADDRESS: Final = lazy_re(
    r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:th|com|org|net|info|gov|edu)(?:[:/?#]\S*)?", re.IGNORECASE
)
"""An address of the web without what it begins with (``www.bangkok.go.th/page``)."""


_POLITE: Final = lazy_re(r"\s*(?:นะ)?(?:ค่ะ|คะ|ครับผม|ครับ|จ้า|จ้ะ)[\s.!]*$")
NO_LOCATION: Final = r"(?:ยัง)?ไม่มี\s*(?:ลิงก์|ลิงค์|หลักฐาน|เอกสาร|ไฟล์|url|link|ข้อมูล)?|N/?A|none"
"""Words in the place of a location that say that there is none."""
_NONE: Final = lazy_re(rf"{NO_LOCATION}|[-–—]+", re.IGNORECASE)


_CARRIED: Final = "ยกมาจากปี "
_BEFORE_NOTE: Final = " · "


def without_politeness(text: str) -> str:
    """Return a text without the word that ends it politely (ค่ะ)."""
    return _POLITE.sub("", text).strip()


def says_none(location: str) -> bool:
    """Return whether words in the place of a location say no more than that there is none.

    >>> says_none("ไม่มีลิงก์ค่ะ"), says_none("ไม่มีผู้ร้องเรียน.pdf")
    (True, False)
    """
    return _NONE.fullmatch(without_politeness(location)) is not None


def is_address(location: str) -> bool:
    """Return whether a location is one on the web that can be opened, and no name of a file."""
    return location.lower().startswith(("http://", "https://"))


def is_bare_address(location: str) -> bool:
    """Return whether a location is one on the web that lacks its ``https://``.

    >>> is_bare_address("www.bangkok.go.th/page"), is_bare_address("รายงาน.pdf")
    (True, False)
    """
    return _BARE_ADDRESS.fullmatch(location.strip()) is not None


def is_internal(location: str) -> bool:
    """Return whether an address on the web leads into a machine or the office's own network, where
    nobody outside gets: ``localhost``, an intranet, a name without a dot, a private IP address;
    with or without the ``http://``.

    >>> is_internal("http://intranet.example.go.th"), is_internal("https://www.bangkok.go.th/ita")
    (True, False)
    >>> is_internal("10.1.2.3/แผน"), is_internal("www.bangkok.go.th")
    (True, False)
    """
    address = location.strip()
    if _BARE_HOST.fullmatch(address):
        address = f"http://{address}"
    try:
        host = (urlsplit(address).hostname or "").rstrip(".") if is_address(address) else ""
    except ValueError:
        return False
    try:
        return not ip_address(host).is_global
    except ValueError:
        first, *others = host.split(".")
        if not others:
            return bool(host)
        # A name of the web ends with letters: numbers alone are an address in short (127.1).
        return first == "intranet" or others[-1] in _OWN_NETWORK or others[-1].isdigit()


def is_local(location: str) -> bool:
    """Return whether a location is a path or the name of a file, which nobody outside can open.

    >>> is_local("C:\\\\งาน\\\\รายงาน.pdf"), is_local("งาน/รายงาน.pdf"), is_local("เพจของเขต")
    (True, True, False)
    """
    text = location.strip()
    if is_address(text) or is_bare_address(text):
        return False
    return _PATH.match(text) is not None or _FILE.fullmatch(text) is not None


def without_user(address: str) -> str:
    """Return an address without a user's name and password."""
    return _USER.sub(r"\1", address)


def shown_address(text: str) -> str:
    """Return an address that is no link as it may be shown: of a path the name of the file alone,
    because folders tell of the person and the machine; no user's name and password."""
    address = without_user(" ".join(text.split()))
    if _PATH.match(address):
        return PurePosixPath(address.replace("\\", "/")).name
    return address


def shown_title(evidence: Evidence) -> str:
    """Return the title of evidence as it may be shown; one that nobody typed is its location."""
    title = evidence.title.strip()
    return shown_address(title) if title == evidence.location.strip() else title


def carried_note(year: int, note: str) -> str:
    """Return the note of an evidence link carried over from the Buddhist fiscal ``year``; the mark
    of an earlier carrying goes, what somebody wrote stays."""
    mark, words = f"{_CARRIED}{year}", _own(note)
    return f"{mark}{_BEFORE_NOTE}{words}" if words else mark


def is_carried(evidence: Evidence) -> bool:
    """Return whether an evidence link is one of an earlier year that nobody has touched since: no
    work of this year."""
    return evidence.published is None and evidence.note.startswith(_CARRIED)


def own_note(evidence: Evidence) -> str:
    """Return the note of evidence without the mark that it was carried over."""
    return _own(evidence.note)


def without_own(note: str) -> str:
    """Return a note without what somebody wrote: the mark that it was carried over, or nothing."""
    return note.partition(_BEFORE_NOTE)[0] if note.startswith(_CARRIED) else ""


def _own(note: str) -> str:
    return note.partition(_BEFORE_NOTE)[2] if note.startswith(_CARRIED) else note


class LinkState(StrEnum):
    """What a check found of an address, in one word."""

    OK = "ok"
    MOVED = "moved"
    """It leads to another address for good."""
    DEAD = "dead"
    """The server says that there is nothing (404, 410), or there is no such server."""
    SOFT_DEAD = "soft-dead"
    """A page that says in words that there is nothing."""
    LOGIN = "login"
    """It asks for a name and password."""
    PRIVATE = "private"
    """A drive or folder that is not open to everybody."""
    EMPTY = "empty"
    WRONG_TYPE = "wrong-type"
    """Another kind of file than the address or the item says."""
    STALE = "stale"
    """Older than the item asks for."""
    OTHER_YEAR = "other-year"
    """Its text is that of another year."""
    SCAN = "scan"
    """Pictures without text."""
    UNREACHABLE = "unreachable"
    """No answer: time-out, TLS trouble, a fault of the server."""
    REFUSED = "refused"
    """Not asked for: no web address, a private address, forbidden by robots.txt."""


LINK_STATES: Final[Mapping[LinkState, Phrase]] = {
    LinkState.OK: Phrase("ใช้ได้"),
    LinkState.MOVED: Phrase("ย้ายที่อยู่"),
    LinkState.DEAD: Phrase("ลิงก์เสีย"),
    LinkState.SOFT_DEAD: Phrase("ไม่มีหน้านี้"),
    LinkState.LOGIN: Phrase("ต้องเข้าสู่ระบบ"),
    LinkState.PRIVATE: Phrase("ไม่ได้เปิดให้ดู"),
    LinkState.EMPTY: Phrase("ว่าง"),
    LinkState.WRONG_TYPE: Phrase("ชนิดไฟล์ไม่ตรง"),
    LinkState.STALE: Phrase("ข้อมูลเก่า"),
    LinkState.OTHER_YEAR: Phrase("เป็นของปีอื่น"),
    LinkState.SCAN: Phrase("อ่านข้อความไม่ได้"),
    LinkState.UNREACHABLE: Phrase("ติดต่อไม่ได้"),
    LinkState.REFUSED: Phrase("ไม่ได้เปิดดู"),
}
"""States in a few words."""


class LinkFinding(StrEnum):
    """What else a check found; one check may find several."""

    MOVED = "moved"
    STALE = "stale"
    OTHER_YEAR = "other-year"
    WRONG_TYPE = "wrong-type"
    SCAN = "scan"
    EMPTY = "empty"
    MONTHS_MISSING = "months-missing"
    """``months``: codes (``2022-10``), separated by spaces."""
    PDF_LOCKED = "pdf-locked"
    NOT_THAI = "not-thai"
    ROBOTS = "robots"
    TLS = "tls"
    NOT_JUDGED = "not-judged"
    """Its content could not be judged: too large, or of an unknown kind."""
    CHANGED = "changed"
    """Its content differs from that of the check before."""
    AS_OF_FOUND = "as-of-found"
    """``day``: the as-of date that its text gives (ISO)."""
    MONTHS_FOUND = "months-found"
    """Its text has months that were asked for; those that it lacks are ``months``."""
    STATES_NOTHING = "states-nothing"
    """Its text states that there is nothing to publish (ไม่มี)."""
    MACHINE_READABLE = "machine-readable"
    """A spreadsheet, CSV, JSON or XML file."""
    THAI = "thai"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProof(Record):
    """A check of an address on a day: what was there. Several rows of one address are its
    history."""

    year_id: str
    url: Annotated[FreeText, Phrase("ที่อยู่")]
    """The address as it stands in the evidence; the history follows it."""
    item_code: Annotated[NotPersonal, Phrase("ข้อ")] = ""
    """The item that it was judged for: what it asks for decides about months, year and kind."""
    checked_at: Annotated[NotPersonal, Phrase("เวลาที่ตรวจ")]
    """UTC moment in ISO form (:func:`~ita_desktop.domain.dates.moment_text`)."""
    state: Annotated[LinkState, Phrase("สถานะ")]
    findings: Annotated[NotPersonal, Phrase("ผลตรวจ")] = ""
    """All that was found (:class:`LinkFinding`), separated by spaces."""
    why: Annotated[FreeText, Phrase("เหตุผล")] = ""
    """The values of ``state`` and findings: a JSON object of texts (:func:`reasons_text`)."""
    status: Annotated[int | None, Phrase("สถานะ")] = None
    """HTTP status; None if there was no answer."""
    final_url: Annotated[FreeText, Phrase("ที่อยู่")] = ""
    """The address after redirects, if it is another one."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    size: Annotated[int | None, Phrase("ขนาด")] = None
    """Bytes of the answer's content."""
    content_type: Annotated[NotPersonal, Phrase("ชนิดของไฟล์")] = ""
    """Media type without parameters (``application/pdf``)."""
    last_modified: Annotated[NotPersonal, Phrase("วันที่แก้หน้าเว็บ")] = ""
    """As the server says: ISO date, or empty."""
    sha256: Annotated[NotPersonal, Phrase("ลายนิ้วไฟล์")] = ""
    """Hexadecimal digest of the content."""
    excerpt: Annotated[FreeText, Phrase("ข้อความจากหน้าเว็บ")] = ""
    """First text of the page or file, at most :data:`EXCERPT` characters."""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of a kept copy, if it was small enough to keep."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    """Name of the kept copy."""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.url, self.checked_at, self.id)

    @property
    def found(self) -> tuple[LinkFinding, ...]:
        """All findings in order; codes of a newer program are left out."""
        known = {finding.value for finding in LinkFinding}
        return tuple(LinkFinding(code) for code in self.findings.split() if code in known)

    @property
    def reasons(self) -> Mapping[str, str]:
        """The values of state and findings by name (``months``, ``year``, ``day``)."""
        values: dict[str, str] = json.loads(self.why) if self.why else {}
        return values

    @property
    def is_offline(self) -> bool:
        """Whether this machine had no network, so that nothing is known of the address. Such checks
        are not kept any more; files of before have some."""
        return self.state is LinkState.UNREACHABLE and self.reasons.get("cause") == OFFLINE

    @property
    def missing_months(self) -> list[str]:
        """The months that were not found (``2022-10``)."""
        known = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
        return known.findall(self.reasons.get("months", ""))

    @property
    def moment(self) -> datetime:
        """The moment of the check, in UTC."""
        return datetime.fromisoformat(self.checked_at)

    @property
    def day(self) -> date:
        """The day of the check in Bangkok, wherever it is printed."""
        return self.moment.astimezone(BANGKOK).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkReason(Record):
    """Why an item has a mark of 100 although not everything is proved, in the office's words."""

    unique: ClassVar = ("year_id", "item_code")

    year_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    text: Annotated[FreeText, Phrase("ข้อความ")]
    given: Annotated[date | None, Phrase("วันที่ให้เหตุผล")] = None
    given_by: Annotated[PersonName, Phrase("ผู้ให้เหตุผล")] = ""


@dataclass(frozen=True, kw_only=True)
class ProofRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    link_proofs: tuple[LinkProof, ...] = ()
    mark_reasons: tuple[MarkReason, ...] = ()


def reasons_text(values: Mapping[str, str]) -> str:
    """Return the values of a check as :attr:`LinkProof.why` keeps them."""
    return json.dumps(dict(sorted(values.items())), ensure_ascii=False) if values else ""


def over_kept(proofs: Iterable[LinkProof]) -> tuple[LinkProof, ...]:
    """Return the checks of one address that are older than the last :data:`KEPT`."""
    return tuple(_newest_first(proofs)[KEPT:])


def over_copied(proofs: Iterable[LinkProof]) -> tuple[LinkProof, ...]:
    """Return the checks of one address whose copy goes, as newer ones have one."""
    copied = [proof for proof in _newest_first(proofs)[:KEPT] if proof.media]
    return tuple(copied[KEPT_COPIES:])


def _newest_first(proofs: Iterable[LinkProof]) -> Sequence[LinkProof]:
    return sorted(proofs, key=lambda proof: (proof.checked_at, proof.id), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Record):
    """What was filed of an item on a day; several rows of an item are its history."""

    year_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    filed: Annotated[date, Phrase("วันที่ยื่น")]
    links: Annotated[FreeText, Phrase("ลิงก์"), LINES] = ""
    """The addresses, one a line."""
    explanation: Annotated[FreeText, Phrase("คำชี้แจง"), LINES] = ""
    """The explanation with its numbers, in Arabic digits."""
    published: Annotated[date | None, Phrase("วันที่เผยแพร่")] = None
    """The last day of publication that was filed."""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.filed, self.position, self.id)


class FilingChange(NamedTuple):
    """How what there is to file differs from what was filed last."""

    last: Filing | None
    """None if the item was never filed."""
    added: tuple[str, ...] = ()
    """Addresses that are new since."""
    removed: tuple[str, ...] = ()
    """Addresses that are gone since."""
    explanation: bool = False
    """Whether the explanation is another one."""
    published: bool = False
    """Whether the day of publication is another one."""

    @property
    def has_changed(self) -> bool:
        """Whether the item was filed, and differs now."""
        return bool(self.added or self.removed or self.explanation or self.published)


def change_since(
    last: Filing | None, links: str, explanation: str, published: date | None
) -> FilingChange:
    """Return how the present texts of an item differ from its last filing."""
    if last is None:
        return FilingChange(None)
    now, before = links.splitlines(), last.links.splitlines()
    return FilingChange(
        last,
        tuple(link for link in now if link not in before),
        tuple(link for link in before if link not in now),
        explanation != last.explanation,
        published != last.published,
    )


@dataclass(frozen=True, kw_only=True)
class FilingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    filings: tuple[Filing, ...] = ()
