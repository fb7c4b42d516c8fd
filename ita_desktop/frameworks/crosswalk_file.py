"""The shipped crosswalk: a table of item pairs, found by comparing the frameworks' wordings."""

import csv
from collections import defaultdict

from ita_desktop.domain.scores.crosswalk import Crosswalk, ItemLink, Relation
from ita_desktop.paths import resource


def crosswalk() -> Crosswalk:
    """Which items of the shipped frameworks go on as which others. Items that were dropped or are
    new stand in no pair."""
    links: dict[tuple[str, str], list[ItemLink]] = defaultdict(list)
    with resource("frameworks", "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            link = ItemLink(row["from_item"], row["to_item"], Relation(row["relation"]))
            links[row["from"], row["to"]].append(link)
    return Crosswalk(links)
