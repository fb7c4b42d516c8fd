"""Names of files and sheets that are made of titles: as long as they may be, ending at a word."""

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from ita_desktop.domain.text import one_line
from ita_desktop.typography.clusters import clusters
from ita_desktop.typography.words import WordBreaker

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_NO_SHEET = re.compile(r"[\[\]:*?/\\']")
_LONGEST_FILE: Final = 180
"""Bytes of a file's name in UTF-8, in which a Thai letter takes three; most disks allow 255."""
_LONGEST_SHEET: Final = 31
"""Letters of a sheet's name in Excel."""
_LEFT_OVER: Final = " .,-–—([“‘"
"""What a name that was shortened does not end with."""
_LEADING: Final = frozenset(
    ("และ", "หรือ", "ของ", "ใน", "ที่", "ตาม", "การ", "ความ", "เพื่อ", "โดย", "")
)
"""Words that say nothing without the next one."""
_FULL: Final = 2
"""A name that is shortened at a word has at least this part of the room; else words are cut."""


def file_name(title: str) -> str:
    """``title`` as a file name without extension that Windows, too, accepts."""
    name = " ".join(_UNSAFE.sub(" ", one_line(title)).split()).strip(" .")
    name = shortened(name, _LONGEST_FILE, _bytes)
    return f"_{name}" if not name or _RESERVED.match(name) else name


def sheet_name(title: str, longest: int = _LONGEST_SHEET) -> str:
    """``title`` as the name of a sheet; empty where nothing of it is allowed there."""
    return shortened(_NO_SHEET.sub(" ", title).strip(), longest, len)


def shortened(text: str, most: int, size: Callable[[str], int]) -> str:
    """As many whole words of ``text`` as have the ``size``; of a word that is longer than that
    its beginning."""
    if size(text) <= most:
        return text
    breaker = WordBreaker()
    for parts in (breaker.pieces(text), breaker.parts(text), clusters(text)):
        fitting = [one for one, whole in zip(parts, accumulate(parts), strict=True)
                   if size(whole) <= most]  # fmt: skip
        while fitting and fitting[-1].strip() in _LEADING:
            fitting.pop()
        found = "".join(fitting).rstrip(_LEFT_OVER)
        if size(found) * _FULL >= most:
            return found
    return ""


def _bytes(text: str) -> int:
    return len(text.encode(errors="ignore"))
