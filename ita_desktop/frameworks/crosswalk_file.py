"""The shipped crosswalk: a table of item pairs, found by comparing the frameworks' wordings; and
the links of a year's own framework."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from ita_desktop.domain.carry_list import ItemMap
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.crosswalk import Crosswalk, FrameworkLink, ItemLink, Relation
from ita_desktop.domain.text import key
from ita_desktop.paths import resource


def item_map(before: Framework, after: Framework) -> ItemMap:
    """The counterparts in ``after`` of the items of ``before``."""
    return ItemMap(before, after, links_between(before, after))


def links_between(before: Framework, after: Framework) -> tuple[ItemLink, ...]:
    """The links between two frameworks. Where the crosswalk knows none, as for a framework from a
    file, items with the same title are linked."""
    codes = [item.code for item in before.items]
    links = crosswalk(before, after).between(before.code, after.code, codes)
    if links:
        return links
    titles = {key(item.title): item.code for item in reversed(after.items) if item.title}
    return tuple(
        ItemLink(item.code, titles[key(item.title)], Relation.SAME)
        for item in before.items
        if key(item.title) in titles
    )


class HasLinks(Protocol):
    """What has links of its own to other frameworks."""

    @property
    def code(self) -> str: ...

    @property
    def links(self) -> tuple[FrameworkLink, ...]: ...


def crosswalk(*frameworks: HasLinks) -> Crosswalk:
    """Which items of the shipped frameworks go on as which others, with the own links of
    ``frameworks``, which hold before those shipped. Items that were dropped or are new stand in no
    pair."""
    links: dict[tuple[str, str], Sequence[ItemLink]] = dict(_shipped())
    for framework in frameworks:
        own: dict[tuple[str, str], list[ItemLink]] = defaultdict(list)
        for link in framework.links:
            own[link.framework, framework.code].append(ItemLink(link.old, link.new, link.relation))
        links |= own
    return Crosswalk(links)


@cache
def _shipped() -> Mapping[tuple[str, str], Sequence[ItemLink]]:
    """Return the links of the shipped frameworks, by the codes of both."""
    links: dict[tuple[str, str], list[ItemLink]] = defaultdict(list)
    with resource("frameworks", "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            link = ItemLink(row["from_item"], row["to_item"], Relation(row["relation"]))
            links[row["from"], row["to"]].append(link)
    return links
