"""Addresses on the page: which typed ones become links, which readers cannot open, and the names of
the page's own files."""

import re
import unicodedata
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.oit.judging import LINK_WORDS, last_check_of
from ita_desktop.domain.oit.locations import is_internal, without_user
from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.domain.year import YearData

_SCHEMES: Final = frozenset(("http", "https", "mailto"))
_LONGEST: Final = 2_000
"""Maximum number of characters of a link: browsers and servers cut longer ones."""
_NOT_IN_LINK: Final = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Co", "Cn"))
"""Categories of characters that no link has: spaces, control, and those that turn text around."""
_PLAIN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNSAFE: Final = re.compile(r"[^a-z0-9]+")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_LONGEST_NAME: Final = 40
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
_CLOSED: Final = frozenset({
    LinkState.DEAD, LinkState.SOFT_DEAD, LinkState.LOGIN, LinkState.PRIVATE,
})  # fmt: skip
"""What a check found of addresses that readers cannot open."""
LOCAL: Final = Phrase("เป็นชื่อไฟล์ในเครื่อง คนนอกเปิดไม่ได้")


def link_of(text: str) -> str:
    """Return the link that a typed address is, without a user's name and password; empty if it is
    none of http, https or mailto."""
    address = text.strip()
    if not address or len(address) > _LONGEST:
        return ""
    if any(unicodedata.category(letter) in _NOT_IN_LINK for letter in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    has_place = parts.path if parts.scheme.lower() == "mailto" else parts.netloc
    return without_user(address) if has_place else ""


def why_closed(data: YearData, address: str, code: str | None, since: str = "") -> str:
    """Return as a phrase why readers cannot open an address: it leads into the office's own
    network, or its last check for the item ``code`` (None: for any), not before ``since`` (ISO),
    says so. Empty if nothing does."""
    if not address:
        return ""
    if is_internal(address):
        return Phrase("ลิงก์ชี้เข้าเครื่องหรือเครือข่ายภายใน คนนอกเปิดไม่ได้")
    check = last_check_of(data, address, code)
    if check is None or check.checked_at < since or check.state not in _CLOSED:
        return ""
    return LINK_WORDS[check.state]


def slug(text: str) -> str:
    """Return a name for files of ``text`` in small Latin letters, digits and hyphens, the same for
    the same text; texts that such letters do not tell apart get a digest."""
    plain = _UNSAFE.sub("-", text.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    same = plain.replace("-", "") == text.casefold() or plain == text.casefold()
    if same and _PLAIN.fullmatch(plain) and not _RESERVED.fullmatch(plain):
        return plain
    return "-".join(filter(None, (plain, sha256(text.encode(errors="replace")).hexdigest()[:8])))


def is_safe_name(name: str) -> bool:
    """Return whether a name is one that this program gives its files: relative, in small Latin
    letters, without a way out of the folder."""
    return len(name) <= 200 and _NAME.fullmatch(name) is not None and ".." not in name
