"""The words of headings: what each may mean as a column of a kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.near_words import NearWords
from ita_desktop.exchange.kind import ImportColumn

BRACKETS = re.compile(r"[(\[].*?[)\]]", re.DOTALL)
_PARTS = re.compile(r"\s*(?:/|และ|หรือ|,)\s*")
"""Separates the words of a heading with several: ``ฝ่าย/หน่วยงานที่รับผิดชอบ``."""
_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)", re.ASCII)
_LEAST = 7
"""Letters of a word that tells the column of a heading with others."""
_NO_LETTER = re.compile(r"[^\w\u0e00-\u0e7f]|[ฯๆ_]")


@lru_cache(maxsize=8192)
def heading_key(text: str) -> str:
    """Return a comparison key of a heading: letters and digits only."""
    return _NO_LETTER.sub("", key(text))


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
    starts: tuple[tuple[str, str], ...]
    """Beginnings of headings with their columns, the longest first."""
    near: NearWords


@lru_cache(maxsize=64)
def index_of(columns: tuple[ImportColumn, ...]) -> HeadingIndex:
    exact: dict[str, tuple[str, ...]] = {}
    starts: list[tuple[str, str]] = []
    for column in columns:
        for name in (column.name, column.heading, *column.also):
            plain = heading_key(name)
            if name.endswith("*"):
                starts.append((plain, column.name))
            elif column.name not in (known := exact.get(plain, ())):
                exact[plain] = (*known, column.name)
    longest_first = tuple(sorted(starts, key=lambda pair: -len(pair[0])))
    return HeadingIndex(exact, longest_first, NearWords(exact, dict(starts)))


@lru_cache(maxsize=64)
def meanings_by(index: HeadingIndex) -> Callable[[str], tuple[str, ...]]:
    """Return ``_meanings_of`` that remembers: the cells above a table are asked for many kinds, and
    as a part of several rows."""
    return lru_cache(maxsize=1024)(partial(_meanings_of, index))


def _meanings_of(index: HeadingIndex, text: str) -> tuple[str, ...]:
    """Return the column names that a default heading of up to ``_LONGEST`` letters may mean."""
    plain = heading_key(text)
    for candidate in (plain, heading_key(BRACKETS.sub("", text))):
        if names := index.exact.get(candidate):
            return names
    found = next((start for start, _ in index.starts if plain.startswith(start)), None)
    names = tuple(name for start, name in index.starts if start == found)
    return names or _of_parts(index, text)


def _of_part(index: HeadingIndex, plain: str) -> tuple[str, ...]:
    found = (name for start, name in index.starts if plain.startswith(start))
    return index.exact.get(plain) or tuple(found)


def known_in(index: HeadingIndex, text: str) -> tuple[str, ...]:
    """Return the columns that some words of a heading with several may mean, where the others say
    nothing: ``ผลการวิเคราะห์/ประเด็นที่ต้องปรับปรุง``. Short words say too little by themselves."""
    parts = map(heading_key, _PARTS.split(BRACKETS.sub("", text).strip()))
    known = (_of_part(index, part) for part in parts if len(part) >= _LEAST)
    return tuple(dict.fromkeys(name for names in known for name in names)) if "/" in text else ()


def _of_parts(index: HeadingIndex, text: str) -> tuple[str, ...]:
    """Return the columns that all words of a heading with several may mean."""
    parts = _PARTS.split(BRACKETS.sub("", text).strip())
    if len(parts) < 2:
        return ()
    first, *others = (_of_part(index, heading_key(part)) for part in parts)
    return tuple(name for name in first if all(name in other for other in others))
