"""Findings that rows of a file form, beside those of the year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_desktop.domain.findings import Finding, FindingItem
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.import_kinds.draft import differing, inserts, update
from ita_desktop.services.import_kinds.measure_groups import said_alike, steps_of
from ita_desktop.services.import_kinds.wordings import add_wording, title_writes
from ita_desktop.services.import_plan import Write
from ita_desktop.services.linking import item_links, own_titles

TEXTS = ("practice", "strength", "weakness", "issue", "improvement", "note")

_Key = tuple[str, ...]


@dataclass(slots=True)
class Found:
    """What rows say together of one finding."""

    indicator: str
    titles: dict[str, str] = field(default_factory=dict)
    """Title by item code, in the order of the rows."""
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: list[int] = field(default_factory=list)
    """The rows that say it, by their numbers."""

    def add(self, number: int, texts: Mapping[str, str], items: Sequence[str], title: str) -> None:
        """Takes another row in; what a cell repeats counts once."""
        self.rows.append(number)
        for name, text in texts.items():
            if text and text not in self.texts[name]:
                self.texts[name].append(text)
        add_wording(self.titles, items, title, merged=True)

    @property
    def says(self) -> dict[str, str]:
        """Its texts, a paragraph a line."""
        return {name: "\n".join(self.texts[name]) for name in TEXTS}


@dataclass(frozen=True, slots=True)
class PlannedFinding:
    """A finding as it will be, beside what it is; a new one where ``before`` is None."""

    finding: Finding
    before: Finding | None
    writes: tuple[Write, ...]


class Findings:
    """The findings of a year, to be compared with those of a file.

    A finding is known by its items, or by its indicator where it has none. Of several that have
    the same, those with the same issue are the same; the others follow in order.
    """

    def __init__(self, year: YearData) -> None:
        self._year = year
        self._position = max((one.position for one in year.findings), default=-1)
        self._present: dict[_Key, list[Finding]] = defaultdict(list)
        for one in year.findings:
            codes = (link.item_code for link in year.items_of_finding(one.id))
            self._present[_key_of(codes, one.indicator)].append(one)

    def planned(self, found: Sequence[Found], *, fill: bool = False) -> list[PlannedFinding]:
        """The findings that the file speaks of, in its order. With ``fill`` only what is empty is
        written."""
        by_key: dict[_Key, list[int]] = defaultdict(list)
        for number, one in enumerate(found):
            by_key[_key_of(one.titles, one.indicator)].append(number)
        pairs: dict[int, Finding] = {}
        for identity, numbers in by_key.items():
            left = list(self._present.get(identity, []))
            for exactly in (True, False):
                for number in numbers:
                    if number in pairs:
                        continue
                    issue = steps_of(found[number].says["issue"])
                    same = (one for one in left if not exactly or steps_of(one.issue) == issue)
                    if (old := next(same, None)) is not None:
                        pairs[number] = old
                        left.remove(old)
        return [
            self._planned(one, pairs.get(number), fill=fill) for number, one in enumerate(found)
        ]

    def _planned(self, one: Found, old: Finding | None, *, fill: bool) -> PlannedFinding:
        if old is None:
            return self._new(one)
        says = {
            name: words
            for name, words in one.says.items()
            if not (fill and getattr(old, name)) and not said_alike(words, getattr(old, name))
        }
        writes = update(old, says)
        links = self._year.items_of_finding(old.id)
        writes += title_writes(self._year, links, one.titles, self._year.finding_items)
        return PlannedFinding(replace(old, **differing(old, says)), old, tuple(writes))

    def _new(self, one: Found) -> PlannedFinding:
        self._position += 1
        item = self._year.framework.item_by_code.get(next(iter(one.titles), ""))
        blank = Finding(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            indicator=item.indicator if item is not None else one.indicator,
            position=self._position,
        )
        finding = replace(blank, **differing(blank, one.says))
        titles = own_titles(one.titles)
        links = item_links(FindingItem, titles, finding_id=finding.id)
        return PlannedFinding(finding, None, tuple(inserts(finding, *links)))


def _key_of(items: Iterable[str], indicator: str) -> _Key:
    """The identity of a finding: its item codes, or its indicator."""
    return tuple(sorted(items)) or (f"ตัวชี้วัด {indicator}",)
