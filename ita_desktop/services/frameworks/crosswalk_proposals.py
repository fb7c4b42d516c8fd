"""Proposes which items of a new framework continue those of an earlier one, from the words of their
titles and contents. What the words do not decide is marked as doubtful, to be chosen by hand."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation

_MOST: Final = 3
"""Proposals for one item."""
_FLOOR, _BESIDE_BEST = 0.6, 0.35
"""The least likeness of a proposal, and its least share of the best one's."""
_SURE, _AHEAD, _CONTAINED = 1.5, 0.4, 0.55
"""The least likeness of a link without doubt, its least lead before the next one, and the least
share of one title that is in the other item."""
_SAME_TITLE = 0.98
_WEIGHTS: Final[Mapping[str, float]] = {
    "titles": 1.0,
    "title_in_title": 0.5,
    "point": 0.5,
    "title_in_point": 0.5,
    "title_in_item": 0.3,
    "indicator": 0.3,
    "order": 0.3,
}
_WHOLE = sum(_WEIGHTS.values())
_NEAR = 4
"""Items further apart than a quarter of their list get nothing for their order."""
_ABBREVIATIONS: Final = {"กทม.": "กรุงเทพมหานคร", "ผว.": "ผู้ว่าราชการ"}
_SHOWN_WORDS = 5


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A proposal that item ``new`` continues item ``old``."""

    old: str
    new: str
    relation: Relation
    score: int
    """Likeness, 0-100."""
    reason: str
    """A sentence."""
    doubtful: bool
    same_title: bool = False

    @property
    def link(self) -> ItemLink:
        """The link of a crosswalk."""
        return ItemLink(self.old, self.new, self.relation)


@dataclass(frozen=True)
class Proposals:
    """All proposals between two frameworks, in the order of the earlier one's items."""

    links: tuple[ProposedLink, ...]
    old: tuple[str, ...]
    """The items of the earlier framework that were compared."""
    new: tuple[str, ...]

    @cached_property
    def accepted(self) -> tuple[ProposedLink, ...]:
        """The links without doubt."""
        return tuple(link for link in self.links if not link.doubtful)

    @cached_property
    def doubts(self) -> tuple[ProposedLink, ...]:
        """The links to be chosen by hand."""
        return tuple(link for link in self.links if link.doubtful)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Items of the earlier framework that nothing is proposed for."""
        found = {link.old for link in self.links}
        return tuple(code for code in self.old if code not in found)

    @property
    def added(self) -> tuple[str, ...]:
        """Items of the new framework that continue none, as far as is proposed."""
        found = {link.new for link in self.links}
        return tuple(code for code in self.new if code not in found)


def propose(before: Mapping[str, Sequence[Item]], after: Mapping[str, Sequence[Item]]) -> Proposals:
    """Return proposals for the items of two frameworks, by instrument (only items of the same one
    are compared). Each item has at most three, the likeliest first; at most one of them is without
    doubt."""
    links = [
        link
        for instrument, items in before.items()
        if items and after.get(instrument)
        for link in _Comparison(items, after[instrument]).proposals()
    ]
    old, new = (
        tuple(item.code for items in side.values() for item in items) for side in (before, after)
    )
    return Proposals(tuple(links), old, new)


def related(pairs: Iterable[tuple[str, str]], same: Collection[tuple[str, str]]) -> list[ItemLink]:
    """Return links for pairs of items: merged if several become one, split if one becomes several,
    else the same for those in ``same`` and changed for others."""
    chosen = list(dict.fromkeys(pairs))
    olds, news = Counter(old for old, _ in chosen), Counter(new for _, new in chosen)
    return [
        ItemLink(old, new, _relation(olds[old], news[new], is_same=(old, new) in same))
        for old, new in chosen
    ]


def _relation(of_old: int, of_new: int, *, is_same: bool) -> Relation:
    if of_old > 1:
        return Relation.SPLIT
    if of_new > 1:
        return Relation.MERGED
    return Relation.SAME if is_same else Relation.CHANGED


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an item."""

    title: frozenset[str]
    points: tuple[frozenset[str], ...]
    indicator: str
    place: float
    """0 for the first item of its list, 1 behind the last."""

    @property
    def all(self) -> frozenset[str]:
        return self.title.union(*self.points)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How two items are alike, each 0-1."""

    parts: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(_WEIGHTS[name] * part for name, part in self.parts.items())

    @property
    def same_title(self) -> bool:
        return self.parts["titles"] >= _SAME_TITLE

    @property
    def contained(self) -> float:
        return max(self.parts["title_in_title"], self.parts["title_in_point"])


class _Comparison:
    """The items of one instrument in two frameworks."""

    def __init__(self, items: Sequence[Item], others: Sequence[Item]) -> None:
        self._old = _words_by_code(items)
        self._new = _words_by_code(others)
        titles = [words.title for words in (*self._old.values(), *self._new.values())]
        counts = Counter(word for title in titles for word in title)
        self._rarity = {
            word: math.log(1 + len(titles) / (counts[word] + 0.5))
            for words in (*self._old.values(), *self._new.values())
            for word in words.all
        }
        self._likeness = {
            (old, new): self._compared(words, others)
            for old, words in self._old.items()
            for new, others in self._new.items()
        }
        self._ranked = {old: self._best_first(old) for old in self._old}
        self._same = [pair for pair, likeness in self._likeness.items() if likeness.same_title]

    def proposals(self) -> list[ProposedLink]:
        """Return the proposals for each item."""
        sure = [(old, row[0]) for old, row in self._ranked.items() if self._is_sure(old)]
        relation = {link[:2]: link.relation for link in related(sure, self._same)}
        olds, news = {old for old, _ in sure}, {new for _, new in sure}
        found = []
        for old, row in self._ranked.items():
            best = self._likeness[old, row[0]].total
            # An item that keeps its title goes on as that one alone.
            most = 1 if (old, row[0]) in sure and (old, row[0]) in self._same else _MOST
            for new in row[:most]:
                total = self._likeness[old, new].total
                known = relation.get((old, new))
                if known is None and not (
                    total >= max(_FLOOR, best * _BESIDE_BEST)
                    and self._old[old].all & self._new[new].all
                ):
                    continue
                doubt = known is None
                found.append(
                    ProposedLink(
                        old,
                        new,
                        known or _relation(1 + (old in olds), 1 + (new in news), is_same=False),
                        round(100 * total / _WHOLE),
                        self._reason(old, new, doubt=doubt),
                        doubt,
                        (old, new) in self._same,
                    )
                )
        return found

    def _best_first(self, old: str) -> list[str]:
        return sorted(self._new, key=lambda new: -self._likeness[old, new].total)

    def _is_sure(self, old: str) -> bool:
        first, *rest = self._ranked[old]
        likeness = self._likeness[old, first]
        next_best = self._likeness[old, rest[0]].total if rest else 0
        return (
            likeness.total >= _SURE
            and likeness.total - next_best >= _AHEAD
            and likeness.contained >= _CONTAINED
            and not self._rivals(old, first)
        )

    def _rivals(self, old: str, new: str) -> list[str]:
        """Return the items that have the very title of one of the two, if these do not share it."""
        if (old, new) in self._same:
            return []
        return [
            one if other == new else other
            for one, other in self._same
            if other == new or one == old
        ]

    def _compared(self, old: _Words, new: _Words) -> _Likeness:
        near = max(0.0, 1 - _NEAR * abs(old.place - new.place))
        points = [(old.title, point) for point in new.points]
        points += [(new.title, point) for point in old.points]
        return _Likeness(
            {
                "titles": self._alike(old.title, new.title),
                "title_in_title": max(
                    self._in(old.title, new.title), self._in(new.title, old.title)
                ),
                "point": max((self._alike(*pair) for pair in points), default=0),
                "title_in_point": max((self._in(*pair) for pair in points), default=0),
                "title_in_item": max(self._in(old.title, new.all), self._in(new.title, old.all)),
                "indicator": float(old.indicator == new.indicator != ""),
                "order": near,
            }
        )

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._rarity[word] for word in words)

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the share of common words, by their rarity (Dice)."""
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 0

    def _in(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the share of the words of ``one`` that are in ``other``."""
        whole = self._weight(one)
        return self._weight(one & other) / whole if whole else 0

    def _reason(self, old: str, new: str, *, doubt: bool) -> str:
        why = self._grounds(old, new)
        if not doubt:
            return why
        rivals = self._rivals(old, new)
        if rivals:
            return Phrase("{why} แต่ชื่อของ {rival} เหมือนกันทุกคำ", why=why, rival=rivals[0])
        others = [code for code in self._ranked[old][:_MOST] if code != new]
        if others and self._likeness[old, new].total >= _SURE:
            return Phrase("{why} แต่ข้อใหม่ {other} ก็ใกล้เคียง", why=why, other=others[0])
        return Phrase("{why} แต่ยังไม่พอจะแน่ใจ", why=why)

    def _grounds(self, old: str, new: str) -> str:
        parts = self._likeness[old, new].parts
        if parts["titles"] >= _SAME_TITLE:
            return Phrase("ชื่อข้อเหมือนกัน")
        one, other = self._old[old], self._new[new]
        if any(self._in(one.title, point) >= _SAME_TITLE for point in other.points):
            return Phrase("ชื่อข้อเดิมอยู่ในรายละเอียดของข้อใหม่")
        if any(self._in(other.title, point) >= _SAME_TITLE for point in one.points):
            return Phrase("ชื่อข้อใหม่อยู่ในรายละเอียดของข้อเดิม")
        common = one.title & other.title
        words = ", ".join(self._rarest(common or one.all & other.all))
        if common:
            return Phrase("ชื่อข้อมีคำร่วมกัน: {words}", words=words)
        return Phrase("รายละเอียดมีคำร่วมกัน: {words}", words=words)

    def _rarest(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-self._rarity[word], word))[:_SHOWN_WORDS]


def _words_by_code(items: Sequence[Item]) -> dict[str, _Words]:
    return {
        item.code: _Words(
            _words(item.title),
            tuple(_words(point.text) for point in item.requirements),
            item.indicator,
            (at + 0.5) / len(items),
        )
        for at, item in enumerate(items)
    }


def _words(text: str) -> frozenset[str]:
    from ita_desktop.typography.words import words_of

    for short, long in _ABBREVIATIONS.items():
        text = text.replace(short, long)
    return frozenset(word for word in words_of(text) if len(word) > 1)
