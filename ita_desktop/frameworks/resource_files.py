"""Files that are shipped beside the frameworks: the crosswalk (a table of item pairs, found by
comparing the frameworks' wordings), with the links of a year's own framework; and the sampling
rules: who must answer the surveys of a year."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from ita_desktop.domain.carry_list import ItemMap
from ita_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.crosswalk import Crosswalk, FrameworkLink, ItemLink, Relation
from ita_desktop.domain.scores.results import SurveyRule
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.table import Faults, MappingReader, read_tree
from ita_desktop.paths import resource


@dataclass(frozen=True, slots=True)
class SamplingYear:
    """The rules of fiscal years, as their source prints them."""

    fiscal_years: tuple[int, ...]
    languages: tuple[str, ...]
    """Codes of the languages of the form."""
    rules: tuple[SurveyRule, ...]
    """Their ``year_id`` is empty."""


def sampling_years(path: Path) -> tuple[SamplingYear, ...]:
    """Return the years of a file. Raises :class:`FrameworkFileError` with every fault."""
    faults = Faults(path.name)
    root = MappingReader(read_tree(path, faults), "", faults, {})
    root.text("schema")
    years = tuple(_year(row) for row in root.rows("years", required=True))
    root.finish()
    faults.raise_if_any()
    return years


@cache
def shipped_sampling() -> tuple[SamplingYear, ...]:
    """Return the years that the program ships."""
    return sampling_years(resource("surveys", "sampling.yaml"))


def printed(year: int) -> tuple[SurveyRule, ...]:
    """Return the rules that the source of a fiscal year prints; empty if it prints none."""
    return next(
        (sampling.rules for sampling in shipped_sampling() if year in sampling.fiscal_years), ()
    )


def rules_of(data: YearData) -> tuple[SurveyRule, ...]:
    """Return the year's rules: its own if it has any, else the shipped ones of its source."""
    return data.survey_rules or printed(data.year)


def _year(row: MappingReader) -> SamplingYear:
    years = row.wholes("fiscal_years", low=FIRST_YEAR, high=LAST_YEAR)
    row.text("source")
    rules = tuple(_rule(rule, at) for at, rule in enumerate(row.rows("rules")))
    made = SamplingYear(years, row.texts("languages"), rules)
    row.finish()
    return made


def _rule(row: MappingReader, position: int) -> SurveyRule:
    rule = SurveyRule(
        id=f"shipped-{position}",
        year_id="",
        instrument=row.text("instrument", required=True),
        kind=row.text("kind_th"),
        units="; ".join(row.texts("units_th")),
        up_to=row.whole("up_to"),
        percent=row.whole("percent", low=1, high=100),
        least=row.whole("least"),
        note=row.text("note_th"),
        position=position,
    )
    row.finish()
    return rule


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
