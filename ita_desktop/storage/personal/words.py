"""The words by which texts mean a person: names that they ever had, telephone numbers, addresses.

A word is a person's alone, or others have it, too: a namesake's name, the office's telephone. What
only may mean somebody (a first name, a surname) is found in texts to ask about it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.roster.names import spelt_alike, split_name
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.storage.personal.belongings import PERSON, Value

ANSWERS: Final = "import_answer"
"""The table of answers of imports: a name as a file spells it."""
_SIGNS: Final = "[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad().–-]*"
"""What may stand between two letters of a name: what Word puts there to break a line, brackets."""
_SIGN: Final = re.compile(_SIGNS[:-1])
_BETWEEN_DIGITS: Final = r"[^0-9๐-๙]{0,12}"
_NUMBER: Final = re.compile(r"(?<![0-9๐-๙])[0๐](?:[\s\-–.]?[0-9๐-๙]){8,9}(?![0-9๐-๙])")
"""A telephone number in a text."""
_MOBILE: Final = re.compile(r"0[689]\d{8}")
_FEWEST_DIGITS: Final = 6
_ALIKE: Final = 0.6
_SHORT: Final = 4
"""Names with fewer letters are only found apart from other letters, or behind a title."""
_TITLE: Final = "(?:(?:นาย|นางสาว|นาง|น\\.\\s?ส\\.|คุณ|พี่)\\s?)"
_BEHIND_TITLE: Final = re.compile(_TITLE)
_LETTER: Final = "[ก-๙A-Za-z]"


def digits_of(text: str) -> str:
    """Return the digits of a telephone number, in Arabic digits."""
    return "".join(letter for letter in to_arabic(text) if letter in "0123456789")


class Other(NamedTuple):
    """Another person, as the register has or had them."""

    prefix: str
    name: str
    phone: str
    mail: str


class Words:
    """The words of some people: ``names`` in full (also with titles, and as imported files spell
    them), ``phones`` and ``mails``; ``loose`` numbers from their notes, which may be somebody
    else's; and the ``others`` of whom the files know."""

    def __init__(self, values: Iterable[Value] = (), others: Iterable[Other] = ()) -> None:
        """Read the words from what some people have and had."""
        names, titles, phones, loose, mails, spelled = (set[str]() for _ in range(6))
        for value in values:
            if (value.table, value.column) == (PERSON, "name"):
                names.add(value.text)
            elif (value.table, value.column) == (PERSON, "prefix"):
                titles.add(value.text)
            elif (value.table, value.column) == (ANSWERS, "text"):
                spelled.add(value.text)
            elif value.mark is Personal.TELEPHONE:
                phones.add(value.text)
            elif value.mark is Personal.MAIL:
                mails.add(value.text)
            loose |= {found[0] for found in _NUMBER.finditer(value.text)}
        for text in spelled:
            if any(_is_spelling(text, name) for name in names):
                names = names | {text, split_name(text).name}
        self.others = frozenset(others)
        shared = {digits_of(other.phone) for other in self.others}
        known = {digits_of(phone) for phone in phones} | shared
        full = {f"{title}{name}" for title in titles for name in names if name}
        self.names = frozenset(names | full) - {""}
        self.titles = frozenset(titles)
        self.phones = frozenset(phone for phone in phones if digits_of(phone) not in shared)
        self.loose = frozenset(number for number in loose if digits_of(number) not in known)
        self.mails = frozenset(mails) - {other.mail for other in self.others}
        self._known: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = {}
        """Places in texts: a file and all its copies have mostly the same ones."""

    @cached_property
    def _taken(self) -> frozenset[str]:
        """Names that others have, too."""
        return frozenset(
            key(name) for other in self.others for name in (other.name, other.prefix + other.name)
        )

    def has(self, name: str) -> bool:
        """Return whether a name is one of theirs."""
        return key(name) in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(map(key, self.names))

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that are found in bytes: names of two words, numbers and addresses."""
        full = {name for name in self.names if " " in name.strip()}
        numbers = {
            number
            for number in self.phones | self.loose
            if len(digits_of(number)) >= _FEWEST_DIGITS
        }
        return frozenset(full | numbers | self.mails)

    def is_shared(self, name: str) -> bool:
        """Return whether another person has that name."""
        return key(name) in self._taken

    @cached_property
    def unique(self) -> frozenset[str]:
        """Texts that mean these people alone: names of two words, mobile numbers, addresses."""
        full = {name for name in self.names if " " in name.strip() and not self.is_shared(name)}
        mobile = {phone for phone in self.phones if _MOBILE.fullmatch(digits_of(phone))}
        return frozenset(full | mobile | self.mails)

    @cached_property
    def _unique_keys(self) -> frozenset[str]:
        return frozenset(_key(text) for text in self.unique)

    def are(self, text: str) -> bool:
        """Return whether a whole text means one of these people and nobody else."""
        return bool(text) and _key(text) in self._unique_keys

    @cached_property
    def _alone(self) -> re.Pattern[str] | None:
        return _any(self._patterns(self.unique))

    def hold_in(self, text: str) -> bool:
        """Return whether a text holds one that means these people and nobody else."""
        return self._alone is not None and self._alone.search(text) is not None

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        return _any(self._patterns(self.names | self.phones | self.loose | self.mails))

    @cached_property
    def _part(self) -> re.Pattern[str] | None:
        parts = {part for name in self.names for part in split_name(name).name.split()}
        return _any(map(_part_pattern, sorted(parts, key=len, reverse=True)))

    @cached_property
    def _of_others(self) -> re.Pattern[str] | None:
        names = {
            name
            for other in self.others
            for name in (other.prefix + other.name, other.name)
            if " " in name and not self.has(name)
        }
        return _any(map(_name_pattern, sorted(names, key=len, reverse=True)))

    def _patterns(self, texts: Collection[str]) -> Iterator[str]:
        titles = "|".join(map(re.escape, sorted(self.titles, key=len, reverse=True)))
        before = f"(?:(?:{titles})\\s?|{_TITLE})?" if titles else f"{_TITLE}?"
        for text in sorted(texts, key=len, reverse=True):
            if text in self.phones or text in self.loose:
                digits = digits_of(text)
                if len(digits) >= _FEWEST_DIGITS:
                    yield _number_pattern(digits)
            elif text in self.mails:
                yield f"(?i:{re.escape(text)})"
            elif " " in text.strip():
                yield before + _name_pattern(text)

    def spans(self, text: str, *, parts: bool) -> tuple[tuple[int, int], ...]:
        """Return where a text may mean one of these people, in order; with ``parts`` also by first
        name or surname alone, unless that stands in another's name."""
        if (text, parts) not in self._known:
            self._known[text, parts] = tuple(self._spans(text, parts=parts))
        return self._known[text, parts]

    def _spans(self, text: str, *, parts: bool) -> list[tuple[int, int]]:
        found = _spans(self._whole, text)
        loose = _spans(self._part, text) if parts else []
        if loose:
            masked = _spans(self._of_others, text)
            found += [
                (begin, end)
                for begin, end in loose
                if not any(first <= begin and end <= last for first, last in masked)
            ]
        joined: list[tuple[int, int]] = []
        for begin, end in sorted(found):
            if joined and begin <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((begin, end))
        return joined

    def is_named_at(self, text: str, span: tuple[int, int]) -> bool:
        """Return whether a place (:meth:`spans`) has more than a first name or surname without a
        title."""
        begin, end = span
        return _BEHIND_TITLE.match(text, begin, end) is not None or any(
            first < end and begin < last for first, last in _spans(self._whole, text)
        )


def _is_spelling(text: str, name: str) -> bool:
    """Return whether a word of a file, which was taken for somebody, is that name: it may be a
    post, which others have, too."""
    return spelt_alike(key(split_name(text).name), key(name)) >= _ALIKE


def _key(text: str) -> str:
    digits = digits_of(text)
    return digits if len(digits) >= _FEWEST_DIGITS and "@" not in text else key(text)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(patterns)
    return re.compile(joined) if joined else None


def _name_pattern(name: str) -> str:
    letters = _SIGN.sub("", name)
    return f"(?i:{_SIGNS.join(map(re.escape, letters))})"


def _number_pattern(digits: str) -> str:
    either = (f"[{digit}{'๐๑๒๓๔๕๖๗๘๙'[int(digit)]}]" for digit in digits)
    return _BETWEEN_DIGITS.join(either)


def _part_pattern(part: str) -> str:
    if len(part) >= _SHORT:
        return f"{_TITLE}?{re.escape(part)}"
    plain = re.escape(part)
    return f"(?<!{_LETTER}){plain}(?!{_LETTER})|{_TITLE}{plain}(?!{_LETTER})"


def _spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)] if pattern is not None else []
