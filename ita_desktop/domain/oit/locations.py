"""Locations of evidence as they may be shown outside the office, and notes of those that were
carried over from an earlier year."""

import re
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from ita_desktop.domain.records import Evidence

_PATH: Final = re.compile(r"file:|[A-Za-z]:[\\/]|[\\/]", re.IGNORECASE)
_FILE: Final = re.compile(
    r"(?:[^./\\:\n]+[\\/])*[^/\\:\n]+"
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|csv|txt|jpe?g|png|gif|heic|webp|zip|rar|7z)",
    re.IGNORECASE,
)
"""The name of a file, also below folders, which have no dot as the places of the web have."""
_USER: Final = re.compile(r"([A-Za-z]+:/{2,})[^/?#\s]*@")
"""A user's name and password before the place of an address."""


_OWN_NETWORK: Final = frozenset({
    "local", "lan", "internal", "intranet", "corp", "home", "localhost", "localdomain",
})  # fmt: skip
"""How names within a network of one's own end."""
_BARE_HOST: Final = re.compile(
    r"(?:localhost|intranet|\d{1,3}(?:\.\d{1,3}){3}"
    rf"|(?:[a-z0-9-]+\.)+(?:{'|'.join(sorted(_OWN_NETWORK))})"
    r"|intranet(?:\.[a-z0-9-]+)+)(?:[:/]\S*)?",
    re.IGNORECASE,
)
"""An address in a network of one's own without what it begins with (``127.0.0.1:8000/page``)."""
_BARE_ADDRESS: Final = re.compile(
    r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:th|com|org|net|info|gov|edu)(?:[:/?#]\S*)?", re.IGNORECASE
)
"""An address of the web without what it begins with (``www.bangkok.go.th/page``)."""


_POLITE: Final = re.compile(r"\s*(?:นะ)?(?:ค่ะ|คะ|ครับผม|ครับ|จ้า|จ้ะ)[\s.!]*$")
NO_LOCATION: Final = r"(?:ยัง)?ไม่มี\s*(?:ลิงก์|ลิงค์|หลักฐาน|เอกสาร|ไฟล์|url|link|ข้อมูล)?|N/?A|none"
"""Words in the place of a location that say that there is none."""
_NONE: Final = re.compile(rf"{NO_LOCATION}|[-–—]+", re.IGNORECASE)


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
