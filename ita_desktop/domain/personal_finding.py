"""Finds personal data in typed text: ID numbers, telephone numbers, mail addresses, bank accounts,
names of the register and of children, and the health of those who are named.

What only looks like such data is left out: numbers of official letters, amounts, dates, years,
coordinates, and what is part of a web address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic

_MAIL: Final = lazy_re(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63} ?@ ?"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
    r"|[ก-๙A-Za-z0-9._\-]{1,64}@(?:[ก-๙A-Za-z0-9\-]{1,63}\.){1,8}ไทย"
)
_ADDRESS: Final = lazy_re(
    r"(?:[a-z][a-z0-9+.\-]{0,20}://|www\.|(?<![a-z0-9@.])(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,6}/)"
    r"(?:(?!โทร)[^\s<>\"“”])+",
    re.IGNORECASE,
)
"""The address of a site, to which the next word may be glued."""
_MESSENGER: Final = lazy_re(r"(?:^|[/.])(?:line|wa)\.me/", re.IGNORECASE)
"""In addresses of people, which hold their telephone number."""
_HEALTH: Final = lazy_re(
    "(?:ลาป่วย|ลาคลอด|เจ็บป่วย|ล้มป่วย|ป่วยเป็น|ป่วยด้วย|ป่วยโรค|อาการป่วย|โรคประจำตัว|เป็นโรค|ด้วยโรค|มะเร็ง|เบาหวาน"
    "|โรคหัวใจ|โรคความดัน|ความดันโลหิต|โรคไต|ฟอกไต|ล้างไต|ซึมเศร้า|ไบโพลาร์|จิตเวช|โรคจิต|วัณโรค|อัมพาต|อัมพฤกษ์"
    "|ติดเชื้อ|ติดโควิด|เอชไอวี|โรคเอดส์|ผ่าตัด|ตั้งครรภ์|แท้งบุตร|พักรักษาตัว|รักษาตัวที่โรงพยาบาล"
    "|(?:เข้า|นอน)(?:โรงพยาบาล| ?รพ\\.)|พิการ|ผลตรวจสุขภาพ|ใบรับรองแพทย์"
    "|(?:หมู่|กรุ๊ป)เลือด|แพ้ยา|(?<![A-Za-z])(?:HIV|AIDS)(?![A-Za-z]))+"
)
_NICKNAME: Final = r"(?:\s*\([^()\n]{1,20}\))?"
_TITLE: Final = r"(?:นาย|นางสาว|นาง|คุณ|น\.\s?ส\.|ตรี|โท|เอก|[ก-ฮ]\.[ก-ฮ]\.)\s?"
"""How the titles end behind which a name is a name also without a space in it."""
_CHILD: Final = lazy_re(
    r"(?<![ก-๎])ด\.\s?[ชญ]\.\s?[ก-๎]{2,30}(?: +[ก-๎]{2,30})?"
    r"|เด็ก(?:ชาย|หญิง) ?(?!และ|หรือ|หญิง|ชาย|ที่|ซึ่ง|ใน|ของ|จาก|อายุ|จำนวน|กลุ่ม|วัย|แดน|ขอบ|ทุก|ทั้ง|ไม่|มี|ได้"
    r"|เป็น|ด้อย|กำพร้า|พิการ|นักเรียน|ไทย|เข้า|ร่วม|ตั้ง|ไป|คน|ต่อ)[ก-๎]{2,30} +[ก-๎]{2,30}"
)
"""A child, of whom no register has the name: a short title and a name, or a title, name and
surname. Words that speak of children, not of one, are no name."""
_PREPOSITION: Final = "ณ"
"""In surnames, often without the space behind it."""
_SHORTEST_NAME: Final = 6
_SPACE: Final = lazy_re(r"\s+")


# What is found in a text: its kind and its place.


class FoundKind(StrEnum):
    """What a place in a text is; the earlier one wins where two cover the same letters."""

    ID_NUMBER = "id"
    ACCOUNT = "account"
    TELEPHONE = "telephone"
    MAIL = "mail"
    NAME = "name"
    CHILD = "child"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A place in a text."""

    kind: FoundKind
    start: int
    end: int


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


@lru_cache(maxsize=1 << 15)
def find(text: str, names: RegisterNames = NO_NAMES) -> tuple[PersonalSpan, ...]:
    """Return the places of personal data in a text, in their order, none over another.

    Most texts of a year are the same the next time that it is looked through.
    """
    plain = as_read(text)
    mails = list(_mails(plain)) if "@" in plain else []
    within = [(mail.start, mail.end) for mail in mails]
    if "." in plain:
        sites = (match for match in _ADDRESS.finditer(plain) if not _MESSENGER.search(match[0]))
        within += (match.span() for match in sites)
    children = (PersonalSpan(FoundKind.CHILD, *match.span()) for match in _CHILD.finditer(text))
    named = [*names.find(text), *children]
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
    if kind in (FoundKind.NAME, FoundKind.CHILD, FoundKind.HEALTH):
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


# Finds the numbers of people in typed text: ID numbers, telephone numbers, bank accounts.
#
# What only looks like one is left out: numbers of official letters and projects, amounts, dates,
# years, coordinates, codes of accounts. All functions read a text as :func:`as_read` returns it.

_SAME: Final = str.maketrans(
    "０１２３４５６７８９＠．（）－‐‑‒–—−﹣・\t\u00a0\u2007\u2009\u202f\u3000",
    "0123456789@.()--------.      ",
)
"""Letters that are read as another one."""
_NOT_ASCII: Final = lazy_re("[^\x20-\x7e\\n\u0e00-\u0e7f]")
DIGITS: Final = lazy_re("[0-9]+")
_RUN: Final = lazy_re(r"(?<![0-9])(?<![0-9],)[0-9]++(?:(?:[ .\-()]{1,3}|/|-\n)[0-9]++)*+")
"""Digits with what groups them, in a line or broken behind a hyphen."""
_LONG_ENOUGH: Final = lazy_re("(?:[0-9][^0-9]{0,3}){9}")
"""What any number that is found has; most texts have not."""
_JOINTS: Final = frozenset("-.")
_MOST_GROUPS: Final = 13
_WORD_BEFORE: Final = lazy_re("[A-Za-z]+$")
_MEANS_A_NUMBER: Final = frozenset(
    ("tel", "t", "telephone", "phone", "mobile", "m", "call", "line", "fax", "hp", "no", "id",
     "promptpay", "acc", "account")
)  # fmt: skip
"""Latin words to which a number may be glued."""
_LINES: Final = lazy_re(r"ext|x\s?[0-9]", re.IGNORECASE)
"""What may be glued behind a telephone number: its extension."""

# -- ID numbers

_ID_LENGTH: Final = 13
_ID: Final = lazy_re(r"(?<![0-9%])(?=([1-8](?:[ .\-/_()\n]{0,3}[0-9]){12})(?![0-9A-Za-z%]))")
"""Thirteen digits in whatever groups. Numbers of offices and companies begin with 0."""
_ID_SHAPE: Final = (1, 4, 5, 2, 1)
_ID_SHAPES: Final = frozenset(
    ((13,), (1,) * 13, _ID_SHAPE, (1, 12), (12, 1), (7, 6), (6, 7), (5, 8), (8, 5))
)
_WITHOUT_SIGNS: Final = frozenset(("", " ", "-"))
_CODE_BEFORE: Final = lazy_re(r"[0-9]+[\-.]$")
_CODE_BEHIND: Final = lazy_re(r"[\-.][0-9]{3}")

# -- bank accounts

_ACCOUNT_WORD: Final = lazy_re(
    r"(?<!รหัส)(?<!ผัง)บัญชี(?!แยกประเภท|รายชื่อ|ราย|แนบ|โครงการ|ครุภัณฑ์|วัสดุ|ราคา|ทรัพย์สิน)"
    r"|ธนาคาร(?!โลก|ขยะ|เวลา|เลือด|ความ|น้ำ|อาหาร|เมล็ด|พันธุ์|ข้อ|หนังสือ)"
    r"|บช\.|บ/ช|พร้อมเพย์|โอนเงิน|โอนเข้า|ธ\.\s?(?:ก\.|อ\.|[ก-ฮ]{2})|ธกส|ธอส|กรุงไทย|กสิกร|ไทยพาณิชย์|ออมสิน"
    r"|กรุงศรี|ทหารไทย|ทีทีบี|prompt\s?pay|bank|account|a/c|\b(?:ktb|kbank|scb|bbl|bay|ttb|gsb|ghb|baac|uob)\b",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 48, 24
"""Letters before and behind a number in which such a word says what it is."""
_ACCOUNT_LENGTHS: Final = range(10, 16)
_ACCOUNT_SHAPES: Final = frozenset(
    ((3, 1, 5, 1), (3, 6, 1), (3, 7), (3, 3, 4), (3, 3, 3, 1), (4, 4, 4), (2, 3, 1, 5, 1),
     (3, 2, 6, 1), (2, 3, 5, 1))
)  # fmt: skip
"""How banks group the digits of an account."""

# -- telephone numbers

_MOBILE: Final = lazy_re("0[689][0-9]{8}")
_LANDLINE: Final = lazy_re("0(?:2|3[2-9]|4[2-5]|5[3-6]|7[3-7])[0-9]+")
_LANDLINE_LENGTH: Final = 9
_ABROAD: Final = lazy_re("(?:00)?66")
_YEARS: Final = lazy_re("(?:19|20|24|25|26)[0-9]{2}")
_MOBILE_SHAPES: Final = frozenset(((1, 4, 4, 1), (1, 2, 3, 4)))
_JOINED_SHAPES: Final = frozenset(((3, 2, 5), (3, 3, 2, 2), (2, 4, 2, 2), (3, 3, 3)))
"""Shapes that are a telephone number's only with hyphens: figures stand so side by side."""


def as_read(text: str) -> str:
    """Return a text of the same length with the digits, hyphens and spaces that all scripts and
    programs have as the plain ones.

    >>> as_read("๐๘๑‑２３４ ５６７๘")
    '081-234 5678'
    """
    text = to_arabic(text)
    return text.translate(_SAME) if _NOT_ASCII.search(text) else text


def numbers(text: str, within: Sequence[tuple[int, int]]) -> Iterator[PersonalSpan]:
    """Yield the numbers in a text outside of the places ``within`` (addresses of sites); the same
    digits may be an ID number and something else."""
    if not _LONG_ENOUGH.search(text):
        return

    def is_outside(start: int, end: int) -> bool:
        return all(end <= first or last <= start for first, last in within)

    for span in _ids(text):
        if is_outside(span.start, span.end):
            yield span
    for match in _RUN.finditer(text):
        if is_outside(*match.span()):
            groups = [group.span() for group in DIGITS.finditer(text, *match.span())]
            yield from _of_run(text, groups)


def _ids(text: str) -> Iterator[PersonalSpan]:
    done = 0
    for match in _ID.finditer(text):
        start, end = match.span(1)
        if start >= done and _is_id(text, start, end):
            yield PersonalSpan(FoundKind.ID_NUMBER, start, end)
            done = end


def _is_id(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    if not has_check_digit("".join(DIGITS.findall(written))):
        return False
    is_whole = written.isdecimal()
    before = _CODE_BEFORE.search(text, max(0, start - 4), start)
    # A number of the list may stand before it (1.), digits of a code or a decimal number may not.
    if before and (is_whole or before[0][-1] == "-" or len(before[0]) > 3):
        return False
    return not _CODE_BEHIND.match(text, end) and (is_whole or _is_grouped_id(written))


def _is_grouped_id(written: str) -> bool:
    """Return whether the groups are those of an ID number, which one break of a line may part."""
    if written.count("\n") > 1:
        return False
    for broken in ("", " ") if "\n" in written else ("",):
        one_line = re.sub(r" ?\n ?", broken, written)
        spans = [group.span() for group in DIGITS.finditer(one_line)]
        shape = tuple(end - start for start, end in spans)
        joints = {one_line[end:start].strip() for (_, end), (start, _) in pairwise(spans)}
        if joints == {"-"} or (shape in _ID_SHAPES and len(joints) <= 1
                               and (shape == _ID_SHAPE or joints <= _WITHOUT_SIGNS)):  # fmt: skip
            return True
    return False


def has_check_digit(digits: str) -> bool:
    """Return whether the last of 13 digits is the check digit of the others.

    >>> has_check_digit("1234567890121"), has_check_digit("1234567890123")
    (True, False)
    """
    weighted = zip(digits[:-1], range(_ID_LENGTH, 1, -1), strict=True)
    total = sum(int(digit) * weight for digit, weight in weighted)
    return (11 - total % 11) % 10 == int(digits[-1])


def _of_run(text: str, groups: Sequence[tuple[int, int]]) -> Iterator[PersonalSpan]:
    """Yield what digits are, the longest first: several numbers may follow each other."""
    digits = [0, *accumulate(end - start for start, end in groups)]
    first = 0
    while first < len(groups):
        following = first + 1
        for last in range(min(first + _MOST_GROUPS, len(groups)), first, -1):
            if digits[last] - digits[first] < _LANDLINE_LENGTH:
                break
            kind = _kind_of(text, groups, first, last)
            if kind is not None:
                start = groups[first][0]
                opened = text[start - 1 : start] in ("+", "(") and start > 0
                yield PersonalSpan(kind, start - opened, groups[last - 1][1])
                following = last
                break
        first = following


def _kind_of(
    text: str, spans: Sequence[tuple[int, int]], first: int, last: int
) -> FoundKind | None:
    groups = [text[start:end] for start, end in spans[first:last]]
    digits = "".join(groups)
    start, end = spans[first][0], spans[last - 1][1]
    if _is_part(text, spans, first, last) or _is_glued(text, start, end):
        return None
    if _is_account(digits, tuple(map(len, groups))) and _near_account_word(text, start, end):
        return FoundKind.ACCOUNT
    return FoundKind.TELEPHONE if _is_telephone(text, start, end, groups) else None


def _is_part(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Return whether the digits go on before or behind, as those of a code do. One or two digits
    behind a telephone number are a range of lines (0-2123-4567-9), before one with hyphens and a
    point they are a number of the list (1.081-234-5678)."""
    before = False
    if first > 0:
        joint = text[spans[first - 1][1] : spans[first][0]]
        listed = joint == "." and last - first > 1 and spans[first - 1][1] - spans[first - 1][0] < 3
        before = joint in _JOINTS and not listed
    behind = last < len(spans) and text[spans[last - 1][1] : spans[last][0]] in _JOINTS
    return before or (behind and spans[last][1] - spans[last][0] > 2)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Return whether the digits are part of a word of Latin letters, as those of a code are."""
    word = _WORD_BEFORE.search(text, max(0, start - 12), start)
    if (word and word[0].casefold() not in _MEANS_A_NUMBER) or text[start - 1 : start] == "%":
        return True
    behind = text[end : end + 1]
    return behind == "%" or (behind.isascii() and behind.isalpha() and not _LINES.match(text, end))


def _is_account(digits: str, shape: tuple[int, ...]) -> bool:
    if len(digits) not in _ACCOUNT_LENGTHS or not (len(shape) == 1 or shape in _ACCOUNT_SHAPES):
        return False
    # The tax number of an office or a company stands beside its account, and is public.
    return len(digits) != _ID_LENGTH or digits[0] != "0" or not has_check_digit(digits)


def _near_account_word(text: str, start: int, end: int) -> bool:
    """Return whether a word says that a number is an account's: before it, also at the end of the
    line above, or behind it in its line."""
    line, stop = text.rfind("\n", 0, start), text.find("\n", end)
    above = text.rfind("\n", 0, max(line, 0))
    before = text[max(above + 1, start - _BEFORE) : start]
    behind = text[end : min(stop if stop >= 0 else len(text), end + _BEHIND)]
    return bool(_ACCOUNT_WORD.search(before) or _ACCOUNT_WORD.search(behind))


def _is_telephone(text: str, start: int, end: int, groups: Sequence[str]) -> bool:
    digits, rest = "".join(groups), groups[1:]
    if abroad := _ABROAD.match(digits):
        # Without a sign only as one word, or grouped: numbers of procurement begin with a year.
        signed = text[start - 1 : start] == "+" or digits.startswith("00")
        behind = digits[abroad.end() :]
        plain = len(groups) == 1 and behind[:1] in ("6", "8", "9")
        grouped = groups[0] == abroad[0] and _is_grouped(groups[2:]) and len(groups) > 2
        if not (signed or plain or grouped):
            return False
        digits, rest = f"0{behind.removeprefix('0')}", ()
    elif groups[0] == "0" and text[start + 1 : start + 2] == ".":
        return False  # a decimal number
    elif rest and all(map(_YEARS.fullmatch, rest)):
        return False  # a list of years
    elif "/" in text[start:end] and _YEARS.fullmatch(groups[-1]):
        return False  # the number of a document
    shape = tuple(map(len, groups))
    if shape in _JOINED_SHAPES and (digits.startswith("02") or shape != (3, 3, 3)):
        grouped = " " not in text[start:end]
    else:
        grouped = _is_grouped(rest) or shape in _MOBILE_SHAPES
    landline = _LANDLINE.fullmatch(digits) and len(digits) == _LANDLINE_LENGTH
    return bool(landline or _MOBILE.fullmatch(digits)) and grouped


def _is_grouped(rest: Sequence[str]) -> bool:
    """Return whether the groups behind the first are those of a telephone number; times, dates and
    sections have shorter ones."""
    shape = list(map(len, rest))
    return min(shape, default=3) >= 3 or shape == [2, 4]
