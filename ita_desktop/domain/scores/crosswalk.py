"""Correspondence of items between the frameworks of different years.

An item is identified by framework and code: O12 of 2566 is not O12 of 2567. Scores of items are
compared only if their meaning is the same or changed; otherwise indicators are compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.frozen import dataclass


class Relation(StrEnum):
    """How an item changed between two frameworks."""

    SAME = "same"
    CHANGED = "changed"
    """One to one; scope or wording differs."""
    MERGED = "merged"
    """Several items became one."""
    SPLIT = "split"
    """One item became several."""


class ItemLink(NamedTuple):
    """A link from item ``old`` of one framework to item ``new`` of another."""

    old: str
    new: str
    relation: Relation

    @property
    def goes_on(self) -> bool:
        """Whether the two scores can be compared."""
        return self.relation in {Relation.SAME, Relation.CHANGED}


@dataclass(frozen=True, slots=True)
class FrameworkLink:
    """A link of a year's own framework: its item ``new`` continues item ``old`` of ``framework``
    (a code)."""

    framework: str
    old: str
    new: str
    relation: Relation


class Crosswalk:
    """The links between frameworks, by pair of framework codes."""

    def __init__(self, links: Mapping[tuple[str, str], Sequence[ItemLink]]) -> None:
        self._links = dict(links)

    def between(self, old: str, new: str, items: Iterable[str]) -> tuple[ItemLink, ...]:
        """Return the links from framework ``old``, which has ``items``, to ``new``.

        Items without a direct link are linked through a third framework; links are reversed if
        ``new`` is the older one. Within one framework each item is linked to itself.
        """
        if old == new:
            return tuple(ItemLink(code, code, Relation.SAME) for code in items)
        links = self._forward(old, new) or tuple(map(_reversed, self._forward(new, old)))
        known = set(items)
        return tuple(link for link in links if link.old in known)

    def _forward(self, old: str, new: str) -> tuple[ItemLink, ...]:
        direct = tuple(self._links.get((old, new), ()))
        kinds = {link.old[:1] for link in direct}
        over = [
            _joined(first, second)
            for start, middle in self._links
            if start == old and middle != new
            for first in self._links[start, middle]
            if first.old[:1] not in kinds
            for second in self._links.get((middle, new), ())
            if second.old == first.new
        ]
        distinct: dict[tuple[str, str], ItemLink] = {}
        for link in over:
            distinct.setdefault((link.old, link.new), link)
        return (*direct, *distinct.values())


_STRONGEST_FIRST = (Relation.MERGED, Relation.SPLIT, Relation.CHANGED, Relation.SAME)
_TURNED = {Relation.MERGED: Relation.SPLIT, Relation.SPLIT: Relation.MERGED}


def _joined(first: ItemLink, second: ItemLink) -> ItemLink:
    relation = min(first.relation, second.relation, key=_STRONGEST_FIRST.index)
    return ItemLink(first.old, second.new, relation)


def _reversed(link: ItemLink) -> ItemLink:
    return ItemLink(link.new, link.old, _TURNED.get(link.relation, link.relation))
