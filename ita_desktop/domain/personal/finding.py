"""Finds personal data in typed text: ID numbers, telephone numbers, mail addresses, bank accounts,
names of the register, and the health of those who are named.

What only looks like such data is left out: numbers of official letters, amounts, dates, years,
coordinates, and what is part of a web address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.frozen import dataclass


class FoundKind(StrEnum):
    """What a place in a text is; the earlier one wins where two cover the same letters."""

    ID_NUMBER = "id"
    ACCOUNT = "account"
    TELEPHONE = "telephone"
    MAIL = "mail"
    NAME = "name"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A place in a text."""

    kind: FoundKind
    start: int
    end: int


_RUN: Final = re.compile(
    r"(?<![0-9A-Za-z_=%@])(?<![0-9],)[0-9]++(?:[ \u00a0.\-–—()]{1,3}[0-9]++)*+(?![0-9A-Za-z_%@])"
)
"""Digits with what groups them, as long as they go on in the line."""
_DIGITS: Final = re.compile("[0-9]+")
_LONG_ENOUGH: Final = re.compile("(?:[0-9][^0-9\n]{0,3}){9}")
"""What any number that is found has; most texts have not."""
_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_ADDRESS: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.\-]{0,20}://|www\.)[^\s<>\"“”]+", re.IGNORECASE
)
_ACCOUNT_WORD: Final = re.compile(
    r"บัญชี|ธนาคาร|พร้อมเพย์|prompt\s?pay|โอนเงินเข้า|bank|account", re.IGNORECASE
)
_BEFORE, _BEHIND = 48, 24
"""Letters before and behind a number in which such a word says what it is."""
_ID_LENGTH: Final = 13
_ID_SHAPES: Final = ((13,), (1, 4, 5, 2, 1), (1,) * 13)
_ID_FIRST: Final = "12345678"
"""First digits of people's numbers; those of offices and companies begin with 0."""
_ACCOUNT_LENGTHS: Final = range(10, 16)
_ACCOUNT_SHAPES: Final = frozenset(
    ((3, 1, 5, 1), (3, 6, 1), (3, 7), (3, 3, 4), (3, 3, 3, 1), (4, 4, 4), (2, 3, 1, 5, 1),
     (3, 2, 6, 1))
)  # fmt: skip
"""How banks group the digits of an account."""
_MOBILE: Final = re.compile("0[689][0-9]{8}")
_LANDLINE: Final = re.compile("0(?:2|3[2-9]|4[2-5]|5[3-6]|7[3-7])[0-9]+")
_LANDLINE_LENGTH: Final = 9
_YEARS: Final = re.compile("(?:19|20|24|25|26)[0-9]{2}")
_JOINTS: Final = frozenset("-.–")
_MOST_GROUPS: Final = 13
_HEALTH: Final = re.compile(
    "(?:ลาป่วย|เจ็บป่วย|ล้มป่วย|ป่วยเป็น|ป่วยด้วย|อาการป่วย|โรคประจำตัว|เป็นโรค|ด้วยโรค|โรคมะเร็ง|โรคเบาหวาน|โรคหัวใจ"
    "|โรคความดัน|โรคไต|โรคซึมเศร้า|โรคจิต|ติดเชื้อ|ผ่าตัด|ตั้งครรภ์|พักรักษาตัว|รักษาตัวที่โรงพยาบาล|พิการ|ผลตรวจสุขภาพ)+"
)
_SHORTEST_NAME: Final = 6
_SPACE: Final = re.compile(r"\s+")


class RegisterNames:
    """The names to look for; those of one word are no names, as any text may have that word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._wanted: list[tuple[str, re.Pattern[str]]] = []
        for name in dict.fromkeys(map(str.strip, names)):
            words = _SPACE.split(name)
            if len(words) > 1 and sum(map(len, words)) >= _SHORTEST_NAME:
                pattern = re.compile(r"\s+".join(map(re.escape, words)))
                self._wanted.append((words[0], pattern))

    def find(self, text: str) -> Iterator[PersonalSpan]:
        """Yield where the names stand in a text."""
        for first, pattern in self._wanted:
            if first in text:
                for match in pattern.finditer(text):
                    yield PersonalSpan(FoundKind.NAME, *match.span())


NO_NAMES: Final = RegisterNames(())


def find(text: str, names: RegisterNames = NO_NAMES) -> tuple[PersonalSpan, ...]:
    """Return the places of personal data in a text, in their order, none over another."""
    arabic = to_arabic(text)
    numbers = list(_numbers(arabic)) if _LONG_ENOUGH.search(arabic) else []
    mails = list(_mails(arabic)) if "@" in arabic else []
    named = list(names.find(text))
    health = list(_health(text, named)) if named else []
    return _apart([*numbers, *mails, *named, *health])


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
        return text.casefold()
    digits = "".join(_DIGITS.findall(to_arabic(text)))
    if kind is FoundKind.TELEPHONE and digits.startswith("66"):
        return f"0{digits[2:].removeprefix('0')}"
    return digits


def _apart(found: list[PersonalSpan]) -> tuple[PersonalSpan, ...]:
    """Return the places without those that lie over one of an earlier kind."""
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


# -- numbers


def _numbers(text: str) -> Iterator[PersonalSpan]:
    within = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _RUN.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in within):
            groups = [group.span() for group in _DIGITS.finditer(text, *match.span())]
            yield from _of_run(text, groups)


def _of_run(text: str, groups: Sequence[tuple[int, int]]) -> Iterator[PersonalSpan]:
    """Yield what digits are, the longest first: several numbers may follow each other."""
    first = 0
    while first < len(groups):
        following = first + 1
        for last in range(min(first + _MOST_GROUPS, len(groups)), first, -1):
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
    shape = tuple(map(len, groups))
    digits = "".join(groups)
    if len(digits) < _LANDLINE_LENGTH or _is_part(text, spans, first, last):
        return None
    start, end = spans[first][0], spans[last - 1][1]
    if _is_id(digits, shape, text[start:end]):
        return FoundKind.ID_NUMBER
    if _is_account(digits, shape) and _near_account_word(text, start, end):
        return FoundKind.ACCOUNT
    return FoundKind.TELEPHONE if _is_telephone(text, start, groups) else None


def _is_part(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Return whether the digits go on before or behind, as those of a code do. One or two digits
    behind a telephone number are a range of lines: 0-2123-4567-9."""
    before = first > 0 and text[spans[first - 1][1] : spans[first][0]] in _JOINTS
    behind = last < len(spans) and text[spans[last - 1][1] : spans[last][0]] in _JOINTS
    return before or (behind and spans[last][1] - spans[last][0] > 2)


def _is_id(digits: str, shape: tuple[int, ...], written: str) -> bool:
    if len(digits) != _ID_LENGTH or digits[0] not in _ID_FIRST or not has_check_digit(digits):
        return False
    return shape in _ID_SHAPES or set(written) <= {*digits, "-"}


def has_check_digit(digits: str) -> bool:
    """Return whether the last of 13 digits is the check digit of the others.

    >>> has_check_digit("1234567890121"), has_check_digit("1234567890123")
    (True, False)
    """
    weighted = zip(digits[:-1], range(_ID_LENGTH, 1, -1), strict=True)
    total = sum(int(digit) * weight for digit, weight in weighted)
    return (11 - total % 11) % 10 == int(digits[-1])


def _is_account(digits: str, shape: tuple[int, ...]) -> bool:
    if len(digits) not in _ACCOUNT_LENGTHS or not (len(shape) == 1 or shape in _ACCOUNT_SHAPES):
        return False
    # The tax number of an office or a company stands beside its account, and is public.
    return len(digits) != _ID_LENGTH or digits[0] != "0" or not has_check_digit(digits)


def _near_account_word(text: str, start: int, end: int) -> bool:
    line = _line(text, start)
    before = text[max(line[0], start - _BEFORE) : start]
    behind = text[end : min(line[1], end + _BEHIND)]
    return bool(_ACCOUNT_WORD.search(before) or _ACCOUNT_WORD.search(behind))


def _is_telephone(text: str, start: int, groups: Sequence[str]) -> bool:
    digits, rest = "".join(groups), groups[1:]
    if digits.startswith("66"):
        # Without the sign only as one word: numbers of procurement begin with a year.
        if text[start - 1 : start] != "+" and not (len(groups) == 1 and digits[2] in "689"):
            return False
        digits, rest = f"0{digits[2:].removeprefix('0')}", ()
    elif groups[0] == "0" and text[start + 1 : start + 2] == ".":
        return False  # a decimal number
    elif rest and all(map(_YEARS.fullmatch, rest)):
        return False  # a list of years
    landline = _LANDLINE.fullmatch(digits) and len(digits) == _LANDLINE_LENGTH
    return bool(landline or _MOBILE.fullmatch(digits)) and _is_grouped(rest)


def _is_grouped(rest: Sequence[str]) -> bool:
    """Return whether the groups behind the first are those of a telephone number; times, dates and
    sections have shorter ones."""
    shape = list(map(len, rest))
    return min(shape, default=3) >= 3 or shape == [2, 4]
