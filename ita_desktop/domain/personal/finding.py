"""Finds personal data in typed text: ID numbers, telephone numbers, mail addresses, bank accounts,
names of the register, and the health of those who are named.

What only looks like such data is left out: numbers of official letters, amounts, dates, years,
coordinates, and what is part of a web address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ita_desktop.domain.personal.numbers import DIGITS, as_read, numbers
from ita_desktop.domain.personal.spans import FoundKind, PersonalSpan

_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63} ?@ ?"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
    r"|[ก-๙A-Za-z0-9._\-]{1,64}@(?:[ก-๙A-Za-z0-9\-]{1,63}\.){1,8}ไทย"
)
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{0,20}://|www\.|(?<![a-z0-9@.])(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,6}/)"
    r"(?:(?!โทร)[^\s<>\"“”])+",
    re.IGNORECASE,
)
"""The address of a site, to which the next word may be glued."""
_MESSENGER: Final = re.compile(r"(?:^|[/.])(?:line|wa)\.me/", re.IGNORECASE)
"""In addresses of people, which hold their telephone number."""
_HEALTH: Final = re.compile(
    "(?:ลาป่วย|ลาคลอด|เจ็บป่วย|ล้มป่วย|ป่วยเป็น|ป่วยด้วย|ป่วยโรค|อาการป่วย|โรคประจำตัว|เป็นโรค|ด้วยโรค|มะเร็ง|เบาหวาน"
    "|โรคหัวใจ|โรคความดัน|ความดันโลหิต|โรคไต|ฟอกไต|ล้างไต|ซึมเศร้า|ไบโพลาร์|จิตเวช|โรคจิต|วัณโรค|อัมพาต|อัมพฤกษ์"
    "|ติดเชื้อ|ติดโควิด|เอชไอวี|โรคเอดส์|ผ่าตัด|ตั้งครรภ์|แท้งบุตร|พักรักษาตัว|รักษาตัวที่โรงพยาบาล"
    "|(?:เข้า|นอน)(?:โรงพยาบาล| ?รพ\\.)|พิการ|ผลตรวจสุขภาพ|ใบรับรองแพทย์"
    "|(?:หมู่|กรุ๊ป)เลือด|แพ้ยา|(?<![A-Za-z])(?:HIV|AIDS)(?![A-Za-z]))+"
)
_NICKNAME: Final = r"(?:\s*\([^()\n]{1,20}\))?"
_TITLE: Final = r"(?:นาย|นางสาว|นาง|คุณ|น\.\s?ส\.|ตรี|โท|เอก|[ก-ฮ]\.[ก-ฮ]\.)\s?"
"""How the titles end behind which a name is a name also without a space in it."""
_PREPOSITION: Final = "ณ"
"""In surnames, often without the space behind it."""
_SHORTEST_NAME: Final = 6
_SPACE: Final = re.compile(r"\s+")


class RegisterNames:
    """The names to look for; those of one word are no names, as any text may have that word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._wanted: list[tuple[str, re.Pattern[str]]] = []
        """The first word of a name, in small letters, and how the name is written."""
        for name in dict.fromkeys(map(str.strip, names)):
            words = _SPACE.split(name)
            if len(words) > 1 and sum(map(len, words)) >= _SHORTEST_NAME:
                self._wanted.append((words[0].casefold(), _written(words)))

    def find(self, text: str) -> Iterator[PersonalSpan]:
        """Yield where the names stand in a text."""
        small = text.casefold()
        for first, pattern in self._wanted:
            if first in small:
                for match in pattern.finditer(text):
                    yield PersonalSpan(FoundKind.NAME, *match.span(match.lastgroup or 0))


def _written(words: Sequence[str]) -> re.Pattern[str]:
    """Return how a name of some words is written: a nickname may stand in it, capitals are no
    matter, and behind a title the space may be missing."""
    parts = list(map(re.escape, words))
    later = [rf"\s*{part}" if before == _PREPOSITION else rf"\s+{part}"
             for before, part in pairwise(parts)]  # fmt: skip
    apart = "".join((parts[0], _NICKNAME, *later))
    glued = r"\s*".join(parts)
    return re.compile(rf"{_TITLE}(?P<behind>{glued})|(?P<name>{apart})", re.IGNORECASE)


NO_NAMES: Final = RegisterNames(())


def find(text: str, names: RegisterNames = NO_NAMES) -> tuple[PersonalSpan, ...]:
    """Return the places of personal data in a text, in their order, none over another."""
    plain = as_read(text)
    mails = list(_mails(plain)) if "@" in plain else []
    within = [(mail.start, mail.end) for mail in mails]
    if "." in plain:
        sites = (match for match in _ADDRESS.finditer(plain) if not _MESSENGER.search(match[0]))
        within += (match.span() for match in sites)
    named = list(names.find(text))
    health = list(_health(text, named)) if named else []
    return _apart([*numbers(plain, within), *mails, *named, *health])


def names_health(text: str) -> tuple[PersonalSpan, ...]:
    """Return where a text about a known person tells of health."""
    return tuple(PersonalSpan(FoundKind.HEALTH, *match.span()) for match in _HEALTH.finditer(text))


def normal(kind: FoundKind, text: str) -> str:
    """Return found text without what may be written in several ways, to compare it.

    >>> normal(FoundKind.TELEPHONE, "+66 81-234 5678"), normal(FoundKind.TELEPHONE, "๐๘๑ ๒๓๔ ๕๖๗๘")
    ('0812345678', '0812345678')
    """
    if kind in (FoundKind.NAME, FoundKind.HEALTH):
        return _SPACE.sub("", text)
    if kind is FoundKind.MAIL:
        return as_read(text).replace(" ", "").casefold()
    digits = "".join(DIGITS.findall(as_read(text)))
    abroad = digits.removeprefix("00")
    if kind is FoundKind.TELEPHONE and abroad.startswith("66"):
        return f"0{abroad[2:].removeprefix('0')}"
    return digits


def _apart(found: list[PersonalSpan]) -> tuple[PersonalSpan, ...]:
    """Return the places without those that lie over one of an earlier kind."""
    if len(found) < 2:
        return tuple(found)
    order = list(FoundKind)
    taken: list[PersonalSpan] = []
    for place in sorted(found, key=lambda place: (order.index(place.kind), place.start)):
        if all(place.end <= other.start or other.end <= place.start for other in taken):
            taken.append(place)
    return tuple(sorted(taken, key=lambda place: place.start))


def _mails(text: str) -> Iterator[PersonalSpan]:
    for match in _MAIL.finditer(text):
        # The user in the address of a site (https://user@host) is no mail address.
        if not text[: match.start()].endswith("://"):
            yield PersonalSpan(FoundKind.MAIL, *match.span())


def _health(text: str, named: Iterable[PersonalSpan]) -> Iterator[PersonalSpan]:
    """Yield words of health in the lines that name somebody."""
    lines = {_line(text, name.start) for name in named}
    for start, end in lines:
        for match in _HEALTH.finditer(text, start, end):
            yield PersonalSpan(FoundKind.HEALTH, *match.span())


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
