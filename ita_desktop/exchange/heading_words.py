"""The words of headings: what each may mean as a column of a kind, also with one wrong letter, and
where in a sheet headings may be.

The office's own wordings in printed tables are recognised beside the default ones, so that imports
can read them back, and what it has said of the headings of other tables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, of_text, to_arabic
from ita_desktop.exchange.kind import ImportColumn
from ita_desktop.exchange.sheets import SheetRow

PAST_YEAR: Final = r"ปี(?:ก่อน|ที่(?:แล้ว|ผ่านมา))"
"""What the year before is called."""
LETTERS: Final = r"(?<![a-z])(?:ita[ps]?|[ieo]it)+(?![a-z])"
"""The letters of the assessment, its systems (ITAP, ITAS) and instruments; without spaces several
run into one another."""
OF_ASSESSMENT: Final = rf"{LETTERS}|คุณธรรมและความโปร่งใส"
"""What the assessment is called by; without spaces."""
HEADING_ROWS: Final = 30
"""Number of rows with content within which headings are looked for, wherever these begin."""
_BEHIND: Final = 3
"""Number of rows behind an empty row or a title that may be headings."""


def heading_places(rows: Sequence[SheetRow]) -> Iterator[int]:
    """Yield the indices of the rows that may be headings: those near the top, and those directly
    behind an empty row, a title or a note."""
    end = HEADING_ROWS
    for at, row in enumerate(rows):
        if at and (row.number > rows[at - 1].number + 1 or rows[at - 1].filled == 1):
            end = max(end, at + _BEHIND)
        if at < end:
            yield at


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The office's own wordings; unchanged ones are not included."""

    continued: str = ""
    """The mark of a continued row, instead of ``(ต่อ)``."""
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Own column headings, each with the default ones that it replaces."""
    read_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Answers about headings of files: by import kind and heading key the name of the field; empty
    if the column is not used."""


SHIPPED_WORDS: Final = OfficeWords()

_SHORTEST = 7
"""Minimum number of letters of a word: a shorter one may be another word."""
_LONG = 9
"""Minimum number of letters without marks of which one may be wrong."""
_TONES = lazy_re("[\u0e47-\u0e4c]")
_MARKS = lazy_re("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""Marks above and below a letter, which are left out or put on the next one."""
_OF_NOW: Final = lazy_re(r"(?:คน)?(?:ใหม่|ปัจจุบัน)$")
"""What a heading ends with beside one of what was before (ชื่อเดิม, ชื่อใหม่)."""
_DIGIT = lazy_re(r"\d")


class NearWords:
    """Words with their meanings, found by all ways to leave out one of their letters."""

    def __init__(
        self, meanings: Mapping[str, tuple[str, ...]], beginnings: Mapping[str, str]
    ) -> None:
        """``beginnings`` are words that may go on."""
        self._beginnings = [
            (word, _bare(word), name) for word, name in beginnings.items() if len(word) >= _SHORTEST
        ]
        self._meanings = {word: names for word, names in meanings.items() if len(word) >= _SHORTEST}
        # Tuples of texts, unlike sets, are no work for the garbage collector: there are 20,000.
        self._without: dict[str, tuple[str, ...]] = {}
        for word in self._meanings:
            for short in {word, *_shortened(word), *_bares(word)}:
                self._without[short] = (*self._without.get(short, ()), word)

    def find(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return what each of the words means, the likeliest first, that ``word`` is with one
        letter more, less, other or exchanged with the next, or with other marks; a long one also
        with both, as the marks of a letter that is gone stand on another one.

        >>> NearWords({"ผู้รับผิดชอบ": ("owners",)}, {}).find("ผู้รับผิดชบ")
        (('owners',),)
        """
        if len(word) < _SHORTEST - 1:
            return ()
        bare, digits = _bare(word), _DIGIT.findall(word)
        near = {
            known: None
            for short in (word, *_shortened(word), *_bares(word))
            for known in self._without.get(short, ())
            if (len(word) >= _SHORTEST and _differ_once(word, known)) or _alike(bare, _bare(known))
            if _DIGIT.findall(known) == digits  # another number is meant, and no slip
        }
        begun = (
            (name,)
            for each, own, name in self._beginnings
            if _begins(word, each) or _alike(bare[: len(own)], own)
        )
        return tuple(dict.fromkeys((*(self._meanings[known] for known in near), *begun)))


def _bare(word: str) -> str:
    """Return a word without its marks; of a short one without its tone marks alone."""
    bare = _MARKS.sub("", word)
    return bare if len(bare) >= _SHORTEST - 1 else _TONES.sub("", word)


def _bares(word: str) -> Iterator[str]:
    """Yield a word without its marks, and a long one with one letter less, too."""
    yield (bare := _bare(word))
    if len(bare) >= _LONG:
        yield from _shortened(bare)


def _alike(bare: str, known: str) -> bool:
    """Return whether two words without marks are the same, or long ones differ in one letter: what
    is above and below that one stands on another one then, or is gone."""
    is_long = min(len(bare), len(known)) >= _LONG
    return bare == known or (is_long and _differ_once(bare, known))


BRACKETS = lazy_re(r"(?<![(\[])[(\[].{0,500}?[)\]]", re.DOTALL)
_PARTS = lazy_re(r"\s*(?:/|และ|หรือ|,)\s*")
"""Separates the words of a heading with several: ``ฝ่าย/หน่วยงานที่รับผิดชอบ``."""
_TWICE = lazy_re(r"(?=(\D{2,20})\1)")
_YEAR = lazy_re(r"(?<!\d)25\d\d(?!\d)", re.ASCII)
_LEAST = 7
"""Letters of a word that tells the column of a heading with others."""
_NO_LETTER = lazy_re(r"[^\w\u0e00-\u0e7f]|[ฯๆ_]")


@of_text
def heading_key(text: str) -> str:
    """Return a comparison key of a heading: letters and digits only."""
    return _NO_LETTER.sub("", key(text))


@lru_cache(maxsize=8192)
def _words_of(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the keys of a heading, of what is left of it without brackets, and of each word of
    that where it has several. They are the same for all kinds, which are asked one by one."""
    bare = BRACKETS.sub("", text)
    return heading_key(text), heading_key(bare), tuple(map(heading_key, _PARTS.split(bare.strip())))


OF_ITEMS = frozenset(map(heading_key, ("ข้อ", "ข้อที่", "ข้อคำถาม", "รหัสข้อ", "รหัสข้อคำถาม")))
"""Headings of items, whatever number stands below them."""


def years_in(text: str) -> tuple[int, ...]:
    """Return the Buddhist years that a heading or name gives in four digits, as often as it does.

    >>> years_in("คะแนน ปี ๒๕๖๗"), years_in("เลขที่ 125671")
    ((2567,), ())
    """
    return tuple(map(int, _YEAR.findall(to_arabic(text))))


@dataclass(frozen=True, slots=True, eq=False)
class HeadingIndex:
    """The headings of a kind by which its columns are known."""

    exact: Mapping[str, tuple[str, ...]]
    """The columns that each whole heading may mean."""
    usual: Mapping[str, int]
    """How many words of its column are more usual than each."""
    starts: tuple[tuple[str, str], ...]
    """Beginnings of headings with their columns, the longest first."""
    beginnings: tuple[str, ...]
    """These alone: most texts of a table have none, which is soon seen."""
    near: NearWords


@lru_cache(maxsize=64)
def index_of(columns: tuple[ImportColumn, ...]) -> HeadingIndex:
    exact: dict[str, tuple[str, ...]] = {}
    usual: dict[str, int] = {}
    starts: list[tuple[str, str]] = []
    for column in columns:
        for place, name in enumerate((column.name, column.heading, *column.also)):
            plain = heading_key(name)
            if name.endswith("*"):
                starts.append((plain, column.name))
            elif column.name not in (known := exact.get(plain, ())):
                exact[plain] = (*known, column.name)
                if column.name != "location":  # a link counts in whatever column
                    usual.setdefault(plain, place)
    longest_first = tuple(sorted(starts, key=lambda pair: -len(pair[0])))
    begin = tuple(start for start, _ in longest_first)
    return HeadingIndex(exact, usual, longest_first, begin, NearWords(exact, dict(starts)))


@lru_cache(maxsize=64)
def meanings_by(index: HeadingIndex) -> Callable[[str], tuple[str, ...]]:
    """Return ``_meanings_of`` that remembers: the cells above a table are asked for many kinds, and
    as a part of several rows."""
    return lru_cache(maxsize=1024)(partial(_meanings_of, index))


def _meanings_of(index: HeadingIndex, text: str) -> tuple[str, ...]:
    """Return the column names that a default heading of up to ``_LONGEST`` letters may mean."""
    plain, bare, parts = _words_of(text)
    for candidate in (plain, bare, _OF_NOW.sub("", plain)):
        if names := index.exact.get(candidate):
            return names
    if not plain.startswith(index.beginnings):
        return _of_parts(index, parts)
    found = next(start for start in index.beginnings if plain.startswith(start))
    return tuple(name for start, name in index.starts if start == found)


def _of_part(index: HeadingIndex, plain: str) -> tuple[str, ...]:
    if names := index.exact.get(plain):
        return names
    if not plain.startswith(index.beginnings):
        return ()
    return tuple(name for start, name in index.starts if plain.startswith(start))


def known_in(index: HeadingIndex, text: str) -> tuple[str, ...]:
    """Return the columns that some words of a heading with several may mean, where the others say
    nothing: ``ผลการวิเคราะห์/ประเด็นที่ต้องปรับปรุง``. Short words say too little by themselves."""
    *_whole, parts = _words_of(text)
    known = (_of_part(index, part) for part in parts if len(part) >= _LEAST)
    return tuple(dict.fromkeys(name for names in known for name in names)) if "/" in text else ()


@lru_cache(maxsize=8192)
def near_in(index: HeadingIndex, text: str) -> tuple[tuple[str, ...], ...]:
    """Return what each of the words means that a heading is with one slip of the pen or a syllable
    typed twice, or what all words of a heading with several mean, of which some have one."""
    *whole, parts = _words_of(text)
    for each in dict.fromkeys(whole):
        if found := index.near.find(each) or _without_repetition(index, each):
            return found
    if len(parts) < 2:
        return ()
    first, *others = (
        {name for names in index.near.find(part) for name in names} | {*_of_part(index, part)}
        for part in parts
    )
    return tuple((name,) for name in first.intersection(*others))


def _without_repetition(index: HeadingIndex, plain: str) -> tuple[tuple[str, ...], ...]:
    """Return what a heading means without a part of it that stands there twice in a row."""
    once = (plain[: found.start()] + plain[found.end(1) :] for found in _TWICE.finditer(plain))
    return tuple(dict.fromkeys(filter(None, (_of_part(index, each) for each in once))))


def _of_parts(index: HeadingIndex, parts: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that all words of a heading with several may mean."""
    if len(parts) < 2:
        return ()
    first, *others = (_of_part(index, part) for part in parts)
    return tuple(name for name in first if all(name in other for other in others))


def _shortened(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _begins(word: str, begun: str) -> bool:
    """Return whether a word begins with almost all letters of another."""
    least = len(begun) - 1
    return any(_differ_once(word[:length], begun) for length in range(least, least + 3))


def _differ_once(first: str, second: str) -> bool:
    """Return whether two words of five letters or more differ in one letter, or in the order of
    two."""
    if first[:2] != second[:2] and first[-2:] != second[-2:]:
        return False  # most are told apart by both of their ends
    if len(first) > len(second):
        first, second = second, first
    at = next((at for at, letter in enumerate(first) if letter != second[at]), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = first[at : at + 2] == second[at : at + 2][::-1]
    return first[at + 1 :] == second[at + 1 :] or (swapped and first[at + 2 :] == second[at + 2 :])
