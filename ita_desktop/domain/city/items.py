"""One item over all districts: who has 100, and from where it came; and the library of measures:
what districts did for an item, and how its score moved the year after.

A measure and a score went together; nothing here says that one caused the other.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from heapq import merge
from itertools import compress
from typing import Final, NamedTuple, overload

from ita_desktop.domain.city.districts import (
    City,
    District,
    DistrictMeasure,
    DistrictYear,
    FrameworkOutline,
    name_key,
)
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.crosswalk import Crosswalk
from ita_desktop.domain.text import to_arabic

_FULL = Decimal(100)


CAUTION: Final = Phrase("มาตรการและคะแนนไปพร้อมกัน ไม่ได้บอกว่ามาตรการทำให้คะแนนเปลี่ยน")
_CACHED_SEARCHES: Final = 32


class DistrictItemRow(NamedTuple):
    """The score of an item (0-100) in one district."""

    district: District
    year: DistrictYear
    score: Decimal | None
    official: bool
    rank: int | None
    """From the highest score, 1; equal scores share it. None for a missing score, and for one of
    which a part is unknown."""
    before: Decimal | None
    """The whole score of the fiscal year before, if the item goes on from one of then."""
    measures: int | None
    """Number of measures for it; None if the source has no measures."""

    @property
    def has_full(self) -> bool:
        """Whether the score is 100, and nothing of it unknown."""
        return self.rank is not None and self.score == _FULL

    @property
    def change(self) -> Decimal | None:
        """Points above the fiscal year before; None if either is missing or partly unknown."""
        if self.rank is None or self.score is None or self.before is None:
            return None
        return self.score - self.before


class ItemOver(NamedTuple):
    """An instrument, indicator or item over all districts with the same framework."""

    fiscal_year: int
    framework: str
    code: str
    name: str
    rows: tuple[DistrictItemRow, ...]
    """The districts whose framework has it, by name."""
    spread: Spread | None
    apart: tuple[District, ...]
    """Districts with the year, but another framework."""

    @property
    def full(self) -> tuple[DistrictItemRow, ...]:
        """The districts with a score of 100."""
        return tuple(row for row in self.rows if row.has_full)


def item_over(
    city: City, fiscal_year: int, code: str, crosswalk: Crosswalk, framework: str = ""
) -> ItemOver | None:
    """Return an item (or instrument or indicator) over the districts with the ``framework`` code,
    if not given that of most districts in the year; None if no district has it."""
    present = city.in_year(fiscal_year)
    framework = framework or framework_of_most(city, fiscal_year)
    alike = [
        (district, year)
        for district, year in present
        if year.outline.code == framework and code in year.outline.place
    ]
    if not alike:
        return None
    scale = city.scale(fiscal_year, framework, code)
    before = _Before(crosswalk)
    rows = [
        DistrictItemRow(
            district,
            year,
            year.score(code),
            code in year.official,
            scale.rank(year.whole(code)),
            before.score(district, year, code),
            None if year.measures is None else year.measures.get(code, 0),
        )
        for district, year in alike
    ]
    outline = alike[0][1].outline
    apart = tuple(district for district, year in present if year.outline.code != framework)
    name = outline.nodes[outline.place[code]].name
    return ItemOver(fiscal_year, framework, code, name, tuple(rows), scale.spread, apart)


def framework_of_most(city: City, fiscal_year: int) -> str:
    """Return the framework code of most districts in a fiscal year; empty if none has it."""
    counts = Counter(year.outline.code for _, year in city.in_year(fiscal_year))
    return max(counts, key=lambda code: (counts[code], code), default="")


class _Before:
    """Finds what an item goes on from in the fiscal year before, once for each two frameworks."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        self._links: dict[tuple[str, str], dict[str, str]] = {}

    def score(self, district: District, year: DistrictYear, code: str) -> Decimal | None:
        before = district.year(year.fiscal_year - 1)
        if before is None:
            return None
        was = code if _is_above_items(year, code) else self._was(before, year).get(code)
        return None if was is None else before.whole(was)

    def _was(self, before: DistrictYear, year: DistrictYear) -> dict[str, str]:
        pair = (before.outline.code, year.outline.code)
        if pair not in self._links:
            codes = [node.code for node in before.outline.items]
            found = self._crosswalk.between(*pair, codes)
            self._links[pair] = {link.new: link.old for link in found if link.goes_on}
        return self._links[pair]


def _is_above_items(year: DistrictYear, code: str) -> bool:
    """Return whether it is an instrument or indicator, which keep code and meaning."""
    return all(node.code != code for node in year.outline.items)


class LibraryRow(NamedTuple):
    """A measure of a district for one item, with the item's score (0-100) in two years."""

    district: District
    outline: FrameworkOutline
    fiscal_year: int
    item: str
    """The item's code in the framework of ``outline``."""
    measure: DistrictMeasure
    score: Decimal | None
    """The item's score in the measure's fiscal year."""
    score_after: Decimal | None
    """Its score in the next fiscal year; None if it is missing, or the item does not go on."""
    change: Decimal | None
    """Points from one to the other; None if either is missing."""

    @property
    def title(self) -> str:
        """The item's name."""
        node = self.outline.node(self.item)
        return node.name if node is not None else ""

    @property
    def went_with(self) -> Phrase:
        """What the measure went with, in words."""
        if self.change is None:
            return Phrase("ไม่มีคะแนนสองปีให้เทียบ")
        if self.change > 0:
            return Phrase("ไปพร้อมกับคะแนนที่เพิ่มขึ้น {points}", points=f"{self.change:.2f}")
        if self.change < 0:
            return Phrase("ไปพร้อมกับคะแนนที่ลดลง {points}", points=f"{-self.change:.2f}")
        return Phrase("ไปพร้อมกับคะแนนที่เท่าเดิม")


class LibraryFilter(NamedTuple):
    """What to look for; all of it has to hold, an empty field holds always."""

    item: str = ""
    """An item's code in ``framework``; in other frameworks, what it goes on from or as."""
    framework: str = ""
    district: str = ""
    fiscal_year: int | None = None
    gain: Decimal | None = None
    """Least change in points; a missing change is below any."""
    text: str = ""
    """Words that the measure has, separated by spaces."""


class LibraryRows(Sequence[LibraryRow]):
    """Rows of the library that were found, in its order."""

    def __init__(self, rows: Sequence[LibraryRow], found: Sequence[int]) -> None:
        self._rows, self._found = rows, found

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> LibraryRow: ...
    @overload
    def __getitem__(self, at: slice) -> "LibraryRows": ...
    def __getitem__(self, at: int | slice) -> "LibraryRow | LibraryRows":
        if isinstance(at, slice):
            return LibraryRows(self._rows, self._found[at])
        return self._rows[self._found[at]]


class MeasureLibrary:
    """The measures of a city, those with the greatest change of score first."""

    def __init__(self, city: City, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        self.rows: Sequence[LibraryRow] = tuple(sorted(_rows(city, crosswalk), key=_order))
        self._falls = [-row.change for row in self.rows if row.change is not None]
        self._outlines: dict[str, FrameworkOutline] = {}
        keys = {district.name: district.key for district in city.readable}
        by_item: dict[tuple[str, str], list[int]] = defaultdict(list)
        by_district: dict[str, list[int]] = defaultdict(list)
        by_year: dict[int, list[int]] = defaultdict(list)
        places: dict[str, int] = {}
        self._text_of: list[int] = []
        """The place of a row's text in ``_texts``: many rows have the same."""
        for number, row in enumerate(self.rows):
            self._outlines.setdefault(row.outline.code, row.outline)
            by_item[row.outline.code, row.item].append(number)
            by_district[keys[row.district.name]].append(number)
            by_year[row.fiscal_year].append(number)
            self._text_of.append(places.setdefault(row.measure.method, len(places)))
        self._by_item: Mapping[tuple[str, str], list[int]] = by_item
        self._by_district: Mapping[str, list[int]] = by_district
        self._by_year: Mapping[int, list[int]] = by_year
        self._texts = tuple(map(_folded, places))
        self._with_words = lru_cache(_CACHED_SEARCHES)(self._searched)

    def find(self, wanted: LibraryFilter) -> LibraryRows:
        """Return the rows that fit, those with the greatest change first."""
        found: Sequence[int] = range(len(self.rows))
        if wanted.item:
            found = self._of_item(wanted.framework, wanted.item)
        if wanted.district:
            found = _common(found, self._by_district.get(name_key(wanted.district), ()))
        if wanted.gain is not None:
            most = bisect_right(self._falls, -wanted.gain)
            found = found[: bisect_right(found, most - 1)]
        if wanted.fiscal_year is not None:
            found = _common(found, self._by_year.get(wanted.fiscal_year, ()))
        if words := frozenset(_folded(wanted.text).split()):
            found = self._with_text(found, words)
        return LibraryRows(self.rows, found)

    def _of_item(self, framework: str, item: str) -> Sequence[int]:
        alike = [
            self._by_item.get((outline.code, code), ())
            for outline in self._outlines.values()
            for code in self._codes(outline, framework, item)
        ]
        return alike[0] if len(alike) == 1 else list(merge(*alike))

    def _codes(self, outline: FrameworkOutline, framework: str, item: str) -> tuple[str, ...]:
        """Return the items of an outline that go on as one of a framework."""
        if outline.code == framework or not framework:
            return (item,)
        codes = [node.code for node in outline.items]
        links = self._crosswalk.between(outline.code, framework, codes)
        return tuple(link.old for link in links if link.new == item and link.goes_on)

    def _with_text(self, found: Sequence[int], words: frozenset[str]) -> Sequence[int]:
        texts, text_of = self._texts, self._text_of
        if len(found) * 4 < len(texts):
            return [
                number for number in found if all(word in texts[text_of[number]] for word in words)
            ]
        fits = self._with_words(words)
        of_found = text_of if len(found) == len(text_of) else map(text_of.__getitem__, found)
        return list(compress(found, map(fits.__getitem__, of_found)))

    def _searched(self, words: frozenset[str]) -> Sequence[bool]:
        """Return of each text whether it has all words; the longest, rarest one is looked for
        first."""
        first, *others = sorted(words, key=len, reverse=True)
        if not others:
            return [first in text for text in self._texts]
        return [first in text and all(word in text for word in others) for text in self._texts]


def _rows(city: City, crosswalk: Crosswalk) -> Iterator[LibraryRow]:
    links: dict[tuple[str, str], Mapping[str, str]] = {}
    for district in city.readable:
        for year in district.years:
            after = district.year(year.fiscal_year + 1)
            if after is None:
                goes_on: Mapping[str, str] = {}
            else:
                pair = (year.outline.code, after.outline.code)
                if pair not in links:
                    links[pair] = _next_codes(year.outline, after.outline, crosswalk)
                goes_on = links[pair]
            yield from _of_year(district, year, after, goes_on)


def _of_year(
    district: District, year: DistrictYear, after: DistrictYear | None, goes_on: Mapping[str, str]
) -> Iterator[LibraryRow]:
    for measure in year.done:
        for item in measure.items:
            score = year.score(item)
            later = after.score(goes_on[item]) if after is not None and item in goes_on else None
            change = later - score if later is not None and score is not None else None
            yield LibraryRow(
                district, year.outline, year.fiscal_year, item, measure, score, later, change
            )


def _next_codes(
    outline: FrameworkOutline, after: FrameworkOutline, crosswalk: Crosswalk
) -> Mapping[str, str]:
    codes = [node.code for node in outline.items]
    links = crosswalk.between(outline.code, after.code, codes)
    return {link.old: link.new for link in links if link.goes_on}


def _order(row: LibraryRow) -> tuple[bool, Decimal, int]:
    return row.change is None, -(row.change or Decimal(0)), -row.fiscal_year


def _common(found: Sequence[int], other: Sequence[int]) -> Sequence[int]:
    """Return the numbers in both, in order."""
    if isinstance(found, range):
        return other[: bisect_left(other, len(found))]
    few, many = sorted((found, other), key=len)
    known = frozenset(few)
    return [number for number in many if number in known]


def _folded(text: str) -> str:
    """Return a text as it is compared: one line, Arabic digits, small letters, no marks of bold."""
    folded = " ".join(to_arabic(text).casefold().replace("**", "").split())
    return text if folded == text else folded
