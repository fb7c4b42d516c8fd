"""Duties of a body as lines of text, with points below them."""

import re
from typing import Final

from ita_desktop.exchange.papers.line_numbers import LineNumber

_BULLET: Final = re.compile(r"^[-–•·*]\s+")
_HEAD: Final = re.compile(
    r"^(?:ทั้งนี้\s*)?(?:โดย)?(?:ให้)?\s*(?P<of>\S.*?)??\s*(?:โดย)?(?:ให้)?\s*(?P<has>มี\s*)?"
    r"(?:อำนาจหน้าที่|หน้าที่และอำนาจ|อำนาจและหน้าที่|(?:บทบาท)?หน้าที่|อำนาจ)(?:และความรับผิดชอบ|ความรับผิดชอบ)?"
    r"(?:ของ\s*(?P<body>คณะ\S+.*?)|(?P<text>\s*(?:ใน)?\S.*?))??\s*(?P<follows>ดังนี้|ดังต่อไปนี้|คือ)?\s*:?$"
)
_BEGINNINGS: Final = ("ทั้งนี้", "โดย", "ให้", "มี", "อำนาจ", "หน้าที่", "บทบาท", "คณะ")
_ENDS: Final = ("ดังนี้", "ดังต่อไปนี้", "คือ")
_BODY: Final = re.compile(r"คณะ(?:กรรมการ|อนุกรรมการ|ทำงาน)\S*(?:\s+\S+)*")
_POINTS_BACK: Final = re.compile(r"\s*(?:ดังกล่าว|ข้างต้น|ชุดนี้|ทุกชุด|ตาม(?:ข้อ|คำสั่ง)\S*.*|ที่ได้รับ\S*.*|ฯ)$")
_LONGEST_HEAD: Final = 160
_LONGEST: Final = 600
"""Number of letters of a heading, and of one with a duty."""


def duty_head(text: str) -> tuple[str, str] | None:
    """Return the body that a heading of duties names, possibly empty, and the duty that it has
    itself, possibly empty; None for another line.

    >>> duty_head("โดยให้คณะทำงานมีหน้าที่และอำนาจ ดังนี้")
    ('คณะทำงาน', '')
    """
    may_be = len(text) <= _LONGEST and "องค์ประกอบ" not in text
    begins = text.startswith(_BEGINNINGS) or text.rstrip(" :").endswith(_ENDS)
    found = _HEAD.match(text) if may_be and begins else None
    if found is None:
        return None
    of, said = (found["of"] or "").strip(), (found["text"] or "").strip()
    body = found["body"] or (of if _BODY.fullmatch(of) else "")
    listed = bool(found["follows"])
    if (of and not body and not (listed and found["has"])) or "แต่งตั้งคณะ" in of:
        return None
    if said and not listed and not (found["has"] and text.startswith(("โดย", "ให้", "มี", "คณะ"))):
        return None
    if listed and len(text) > _LONGEST_HEAD:
        return None
    return _POINTS_BACK.sub("", body), "" if listed else said


class DutyLines:
    """Reads the duties of one body line by line."""

    def __init__(self) -> None:
        self.duties: list[tuple[str, str]] = []
        """Number and text of each."""
        self._last = 0
        self._first: LineNumber | None = None
        """The number of the first duty, after which those of points are known."""
        self._points: dict[str, int] = {}
        """The number of the last point below the last duty, by how it is written."""
        self._is_bare = False
        """Whether the lines have neither numbers nor marks."""
        self._goes_on = True
        """Whether the next line may be any duty; else only the next number is one, as something
        else stood between."""

    def is_next(self, number: LineNumber | None) -> bool:
        """Return whether a line has the number of the next duty, in one part."""
        return number is not None and number.parts == (self._last + 1,)

    def takes(self, number: LineNumber | None, text: str) -> bool:
        """Read a numbered line as a duty, or as a point of the last one; return whether it is one.
        Behind any other line the duties only go on with the next number."""
        marked = _BULLET.match(text) is not None
        if not self.duties:
            self._is_bare = number is None and not marked
        bullet = marked or self._is_bare
        is_next = number is not None and number.last == self._last + 1
        if (number is None and not bullet) or not (self._goes_on or is_next):
            self._goes_on = False
            return False
        self._goes_on = True
        text = _BULLET.sub("", text)
        if self._is_point(number):
            place, above = self.duties[-1]
            mark = number.printed if number else "-"
            self.duties[-1] = place, f"{above}\n{mark} {text}"
            if number:
                self._points[number.shape] = number.last
            return True
        self._points.clear()
        self._first = self._first or number
        self._last = number.last if number else self._last + 1
        self.duties.append((number.text if number else str(self._last), text))
        return True

    def _is_point(self, number: LineNumber | None) -> bool:
        """Return whether a line is a point below the last duty: one without a number, or with one
        of more parts, or written otherwise and not the next."""
        first = self._first
        if first is None or number is None:
            return first is not None
        if len(number.parts) > len(first.parts):
            return True
        follows = self._points.get(number.shape) == number.last - 1
        return number.shape != first.shape and (follows or number.last != self._last + 1)
