"""Puts lines together that a program broke where a column or a page ends.

Our own files tell how each line ends. Elsewhere a line was broken by a program if the next word
had no room on it; whether there was a space is known only beside other letters than Thai ones.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Final

from ita_desktop.domain.roster.posts import is_post
from ita_desktop.exchange.files.pdf.content import UNKNOWN, ContentLine
from ita_desktop.exchange.papers.member_lines import is_member
from ita_desktop.typography.words import WordBreaker

_LISTED: Final = re.compile(
    r"^(?:[-–—•·▪‣◦➢❖✓*\uf020-\uf0ff]\s*\S|\(?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)]\s*[^\d\s๐-๙]"
    r"|(?:[\d๐-๙]{1,2}\.){1,3}[\d๐-๙]{1,2}\s+\D|\(?[ก-ฮ]\)\s|[ก-ฮ]\.\s|[IEO]\d{1,2}\s)"
)
"""The beginning of a point of a list, or of an item with its code."""
_HEAD: Final = re.compile(
    r"(?:(?:ระเบียบ)?วาระที่\s*[\d๐-๙]|มติที่ประชุม|(?:เริ่ม|เปิด|เลิก|ปิด)(?:การ)?ประชุม(?:เวลา)?\s*[\d๐-๙]"
    r"|ทั้งนี้\s*(?:ให้มีผล)?ตั้งแต่|(?:อำนาจ)?หน้าที่(?:และอำนาจ|ความรับผิดชอบ)?$"
    r"|ส่วนราชการ\s|ที่\s+กท\s|เรียน\s|สิ่งที่ส่งมาด้วย\s|สั่ง\s*ณ\s*วันที่|\(?(?:ลงชื่อ|ลงนาม)\)?[\s.…_])"
)
"""What an official paper has at the beginning of a line of its own."""
_FIELD: Final = re.compile(r"ส่วนราชการ\s|ที่\s+กท\s|วันที่\s*[\d๐-๙]")
_SUBJECT: Final = re.compile(r"เรื่อง\s")
"""The subject of a paper, below another field of its head; a sentence may go on with the word."""
_UNIT: Final = re.compile(r"(?:ทุก)?ฝ่าย|โรงเรียน|ศูนย์บริการ|หน่วยงาน(?:ใน|ที่)")
"""The beginning of a unit's name: one begins on a line of its own below another."""
_SIGNED: Final = re.compile(r"\([^()]{3,60}\)")
"""The name below a signature; the post is on a line of its own below it."""
_NAME: Final = re.compile(r"(?:นาย|นางสาว|นาง|น\.ส\.|ว่าที่|ดร\.)\S+")
"""A person's name without its surname."""
_WHOLE_NAME: Final = re.compile(_NAME.pattern + r" \S+")
_THAI: Final = re.compile("[\u0e01-\u0e4e]")
_MARKS: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_HALF: Final = re.compile("[\u0e31\u0e40-\u0e44]$")
"""A vowel that no syllable ends with."""
_CLOSING: Final = frozenset(")]}”’»,.;:!?%ๆฯ")
_OPENING: Final = frozenset("([{“‘«/-–—")
_ERAS: Final = ("พ.ศ.", "ค.ศ.")
_LEEWAY: Final = 0.5
"""What a line may have been short of, in sizes of its letters."""
_SURELY: Final = 1.15
"""How much wider than reckoned by its letters a word may be."""
_HIGHER: Final = 1.35
"""Least share of the usual distance of lines that parts paragraphs."""
_FAR: Final = 2.75
"""Least distance of lines, in sizes of their letters, that parts paragraphs whatever is usual."""
_AHEAD: Final = 80
"""Number of letters in which the first word of a line is looked for."""
_AROUND: Final = 12
"""Number of letters that are shown on either side of a place where a space may be missing."""
_SIDE: Final = 8.0
"""Greatest distance of a text from the lines of its cell that is taken for padding."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Where lines begin and end at most."""

    left: float
    right: float

    @classmethod
    def of_cell(cls, lines: Sequence[ContentLine], left: float, right: float) -> "TextColumn":
        """Return the column within the lines of a cell."""
        if not lines:
            return cls(left, right)
        own = min(*(line.left - left for line in lines), *(right - line.right for line in lines))
        side = min(max(own, 0.0), _SIDE)
        return cls(left + side, right - side)

    @classmethod
    def of_lines(cls, lines: Iterable[ContentLine]) -> "TextColumn":
        """Return the column that these lines fill."""
        given = list(lines)
        return cls(
            min((line.left for line in given), default=0.0),
            max((line.right for line in given), default=0.0),
        )


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Text put together; ``guessed`` are the words around each place where a space or a line break
    may be missing."""

    text: str
    guessed: tuple[str, ...] = ()


def unwrapped(lines: Sequence[ContentLine], column: TextColumn) -> Wrapped:
    """Return the text of lines in a column, with line breaks between paragraphs."""
    if not lines:
        return Wrapped("")
    gaps = [lower.base - upper.base for upper, lower in _pairs(lines) if lower.base > upper.base]
    usual = median(gaps) if len(gaps) > 1 else 0.0
    text, guessed = lines[0].text, list[str]()
    for upper, lower in _pairs(lines):
        between = ending(upper, lower, column, usual)
        if upper.ends == UNKNOWN and _is_guess(between, upper.text, lower.text):
            guessed.append(upper.text[-_AROUND:] + between + lower.text[:_AROUND])
        text += between + lower.text
    return Wrapped(text, tuple(guessed))


def ending(upper: ContentLine, lower: ContentLine, column: TextColumn, usual: float = 0.0) -> str:
    """Return what is between two lines: a line break, a space or nothing. ``usual`` is the distance
    of lines, 0 if it is not known."""
    if upper.ends != UNKNOWN:
        return "\n" if upper.ends in {"\t", "\v"} else upper.ends
    if _HALF.search(upper.text) and _THAI.match(lower.text):
        return ""
    gap = lower.base - upper.base
    if (
        (_UNIT.match(upper.text) and _UNIT.match(lower.text))
        or (_WHOLE_NAME.fullmatch(upper.text) and is_post(lower.text))
        or is_member(upper.text)
        or is_member(lower.text)
        or _SIGNED.fullmatch(upper.text)
        or _LISTED.match(lower.text)
        or _HEAD.match(lower.text)
        or (_FIELD.match(upper.text) and _SUBJECT.match(lower.text))
        or (usual and gap > _HIGHER * usual)
        or gap > _FAR * upper.size
    ):
        return "\n"
    if has_room(upper, lower, column):
        return "\n"
    return _space(upper.text, lower.text)


def has_room(upper: ContentLine, lower: ContentLine, column: TextColumn) -> bool:
    """Return whether the first word of a line would have had room on the line above."""
    is_centered = abs((upper.left - column.left) - (column.right - upper.right)) < upper.size / 4
    begin = column.left if is_centered else upper.left
    room = (column.right - begin) - (upper.right - upper.left)
    word = next(iter(_breaker().pieces(lower.text[:_AHEAD])), "").rstrip()
    share = _letters(word) / max(_letters(lower.text), 1)
    width = (lower.right - lower.left) * share
    if _space(upper.text, lower.text):
        width += upper.size / 4
    return room > _SURELY * width + _LEEWAY * upper.size


def is_listed(text: str) -> bool:
    """Return whether a text begins as a point of a list does."""
    return _LISTED.match(text) is not None


def _pairs(lines: Sequence[ContentLine]) -> Iterable[tuple[ContentLine, ContentLine]]:
    return itertools.pairwise(lines)


def _space(upper: str, lower: str) -> str:
    last, first = upper[-1:], lower[:1]
    if last in _OPENING or first in _CLOSING:
        return ""
    if _NAME.fullmatch(upper) or last == "ๆ" or lower.startswith(_ERAS):
        return " "
    return "" if _THAI.match(last) and _THAI.match(first) else " "


def _is_guess(between: str, upper: str, lower: str) -> bool:
    """Return whether lines that were put together may be two, or miss a space."""
    if between == " ":
        return not (_NAME.fullmatch(upper) or lower.startswith(_ERAS))
    is_thai = _THAI.match(upper[-1:]) and _THAI.match(lower[:1])
    return between == "" and bool(is_thai) and not _HALF.search(upper)


def _letters(text: str) -> int:
    return len(_MARKS.sub("", text))


@cache
def _breaker() -> WordBreaker:
    return WordBreaker()
