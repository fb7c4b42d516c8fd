"""Locations of evidence as they may be shown outside the office."""

import re
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from ita_desktop.domain.records import Evidence

_PATH: Final = re.compile(r"file:|[A-Za-z]:[\\/]|[\\/]", re.IGNORECASE)
_FILE: Final = re.compile(
    r"[^/\\:\n]+\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|csv|jpe?g|png|zip)", re.IGNORECASE
)
_USER: Final = re.compile(r"([A-Za-z]+:/{2,})[^/?#\s]*@")
"""A user's name and password before the place of an address."""


_OWN_NETWORK: Final = frozenset({"local", "lan", "internal", "intranet", "corp", "home"})
"""How names within a network of one's own end."""
_BARE_ADDRESS: Final = re.compile(
    r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:th|com|org|net|info|gov|edu)(?:[:/?#]\S*)?", re.IGNORECASE
)
"""An address of the web without what it begins with (``www.bangkok.go.th/page``)."""


_POLITE: Final = re.compile(r"\s*(?:นะ)?(?:ค่ะ|คะ|ครับผม|ครับ|จ้า|จ้ะ)[\s.!]*$")
NO_LOCATION: Final = r"(?:ยัง)?ไม่มี\s*(?:ลิงก์|ลิงค์|หลักฐาน|เอกสาร|ไฟล์|url|link|ข้อมูล)?|N/?A|none"
"""Words in the place of a location that say that there is none."""
_NONE: Final = re.compile(rf"{NO_LOCATION}|[-–—]+", re.IGNORECASE)


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
    nobody outside gets: ``localhost``, an intranet, a name without a dot, a private IP address.

    >>> is_internal("http://intranet.example.go.th"), is_internal("https://www.bangkok.go.th/ita")
    (True, False)
    """
    try:
        host = (urlsplit(location).hostname or "").rstrip(".") if is_address(location) else ""
    except ValueError:
        return False
    try:
        return not ip_address(host).is_global
    except ValueError:
        first, *others = host.split(".")
        return bool(host) and (not others or first == "intranet" or others[-1] in _OWN_NETWORK)


def is_local(location: str) -> bool:
    """Return whether a location is a path or the name of a file, which nobody outside can open.

    >>> is_local("C:\\\\งาน\\\\รายงาน.pdf"), is_local("รายงาน.pdf"), is_local("เพจของสำนักงานเขต")
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
