"""Compares the findings in a file with those of the year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_desktop.domain.analysis.findings import Finding, FindingItem
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.measures.typed_items import items_fields
from ita_desktop.domain.records import Measure
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.draft import differing, inserts, update
from ita_desktop.services.imports.measures.groups import same_text, steps_of
from ita_desktop.services.imports.measures.printed import Printed
from ita_desktop.services.imports.measures.wordings import add_wording, title_writes
from ita_desktop.services.imports.plan import Write
from ita_desktop.services.linking import item_links, own_titles

TEXTS = ("practice", "strength", "weakness", "issue", "improvement", "note")

_Key = tuple[str, ...]


@dataclass(slots=True)
class NamedFinding:
    """A finding formed by one or more rows."""

    indicator: str
    titles: dict[str, str] = field(default_factory=dict)
    """Title by item code, in the order of the rows."""
    items: Sequence[str] = ()
    """The items of its first row."""
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: list[int] = field(default_factory=list)
    """Numbers of its rows."""

    def add(self, number: int, texts: Mapping[str, str], items: Sequence[str], title: str) -> None:
        """Add another row; text that repeats a previous row is added once."""
        self.rows.append(number)
        for name, text in texts.items():
            if text and text not in self.texts[name]:
                self.texts[name].append(text)
        self.items = self.items or items
        add_wording(self.titles, items, title, merged=True)

    def of_indicator(self, indicator: str) -> None:
        """Make it one of a whole ``indicator``, not of items."""
        self.indicator = indicator
        self.titles.clear()

    @property
    def says(self) -> dict[str, str]:
        """Its texts by field, one paragraph per line."""
        return {name: "\n".join(self.texts[name]) for name in TEXTS}


@dataclass(frozen=True, slots=True)
class PlannedFinding:
    """A finding after the import and before; ``before`` is None for a new one."""

    finding: Finding
    before: Finding | None
    writes: tuple[Write, ...]
    rows: tuple[int, ...]
    """Numbers of its rows."""
    described: bool = False
    """Whether the rows combine it with other findings, or list only some of its items."""


class Findings:
    """The findings of a year, to be compared with those of a file.

    A finding is identified by its items, or without items by its indicator. Of several with the
    same identity, those with the same issue are matched first; then a row that a table prints for
    several findings is matched with all of them; the others are matched in order.
    """

    def __init__(self, year: YearData) -> None:
        self._year = year
        self._printed = Printed(year)
        self._position = max((finding.position for finding in year.findings), default=-1)
        self._present: dict[_Key, list[Finding]] = defaultdict(list)
        for finding in year.findings:
            codes = (link.item_code for link in year.items_of_finding(finding.id))
            self._present[_key_of(codes, finding.indicator)].append(finding)

    def planned(self, found: Sequence[NamedFinding], *, fill: bool = False) -> list[PlannedFinding]:
        """Match the file's findings with the year's, in the file's order. With ``fill``, only empty
        fields are written."""
        by_key: dict[_Key, list[int]] = defaultdict(list)
        for number, named in enumerate(found):
            by_key[_key_of(named.titles, named.indicator)].append(number)
        known: dict[int, list[tuple[NamedFinding, Finding]]] = {}
        shown: dict[int, tuple[Finding, ...]] = {}
        for identity, numbers in by_key.items():
            left = list(self._present.get(identity, []))
            for number in numbers:
                finding = found[number]
                if (
                    _alike(finding, left, TEXTS) is None
                    and (all_of := self._combined(finding)) is not None
                ):
                    shown[number] = all_of
                    left = [old for old in left if old not in all_of]
            known |= self._paired({at: found[at] for at in numbers if at not in shown}, left)
        planned: list[PlannedFinding] = []
        for number, finding in enumerate(found):
            if number in shown:
                rows = tuple(finding.rows)
                planned += (
                    PlannedFinding(old, old, (), rows, described=True) for old in shown[number]
                )
            elif pairs := known.get(number):
                planned += (self._planned(text, old, fill=fill) for text, old in pairs)
            else:
                planned.append(self._new(finding))
        return planned

    def own_words(self, finding: NamedFinding) -> str:
        """Return the lines of a finding's issue that are in no finding of the same items: they are
        texts of measures, which tables print below the findings."""
        known = self._printed.issue_lines(tuple(finding.titles), finding.indicator)
        lines = finding.says["issue"].split("\n")
        return "\n".join(line for line in lines if not known.issuperset(steps_of(line)))

    def _paired(
        self, found: Mapping[int, NamedFinding], left: list[Finding]
    ) -> dict[int, list[tuple[NamedFinding, Finding]]]:
        """Match the remaining findings of the same items, by number."""
        if len(found) == 1 < len(left):
            [(number, named)] = found.items()
            parts = _divided(named, left) if self._exactly(named, left) is None else []
            if parts:
                return {number: parts}
        pairs: dict[int, list[tuple[NamedFinding, Finding]]] = {}
        for exactly in (True, False):
            for number, finding in found.items():
                if number in pairs or not left:
                    continue
                old = self._exactly(finding, left) if exactly else left[0]
                if old is not None:
                    pairs[number] = [(finding, old)]
                    left.remove(old)
        return pairs

    def _exactly(self, finding: NamedFinding, left: Sequence[Finding]) -> Finding | None:
        """Return the finding with the same issue; without an issue, with the same other texts."""
        return _alike(finding, left, ("issue",) if finding.says["issue"] else TEXTS)

    def _combined(self, finding: NamedFinding) -> tuple[Finding, ...] | None:
        return self._printed.findings(tuple(finding.titles), finding.indicator, finding.says)

    def _planned(self, finding: NamedFinding, old: Finding, *, fill: bool) -> PlannedFinding:
        says = {
            name: words
            for name, words in finding.says.items()
            if not (fill and getattr(old, name)) and not same_text(words, getattr(old, name))
        }
        writes = update(old, says)
        links = self._year.items_of_finding(old.id)
        writes += title_writes(self._year, links, finding.titles, self._year.finding_items)
        new = replace(old, **differing(old, says))
        return PlannedFinding(new, old, tuple(writes), tuple(finding.rows))

    def _new(self, named_finding: NamedFinding) -> PlannedFinding:
        self._position += 1
        item = self._year.framework.item_by_code.get(next(iter(named_finding.titles), ""))
        blank = Finding(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            indicator=item.indicator if item is not None else named_finding.indicator,
            position=self._position,
        )
        typed = items_fields(named_finding.titles, named_finding.items)
        finding = replace(blank, **differing(blank, named_finding.says), **typed)
        titles = own_titles(named_finding.titles)
        links = item_links(FindingItem, titles, finding_id=finding.id)
        return PlannedFinding(
            finding, None, tuple(inserts(finding, *links)), tuple(named_finding.rows)
        )


def _alike(finding: NamedFinding, left: Sequence[Finding], names: Sequence[str]) -> Finding | None:
    """Return the finding with the same texts, of those named that the file's has."""
    texts = {name: steps_of(words) for name in names if (words := finding.says[name])}
    for old in left:
        if all(steps_of(getattr(old, name)) == text for name, text in texts.items()):
            return old
    return None


def measure_of_point(
    finding: NamedFinding, words: str, measures: Iterable[Measure]
) -> Measure | None:
    """Return the measure whose own point to improve ``words`` is, unchanged or edited; None if it
    belongs to findings."""
    own = [each for each in measures if each.finding]
    if not own or any(finding.says[name] for name in TEXTS if name != "issue"):
        return None
    if finding.says["issue"] and not words:
        return None
    text = set(steps_of(words))
    alike = next((each for each in own if text & set(steps_of(each.finding))), None)
    return alike or (own[0] if len(own) == 1 else None)


def _divided(
    finding: NamedFinding, findings: Sequence[Finding]
) -> list[tuple[NamedFinding, Finding]]:
    """Split a cell with the texts of several findings: known lines belong to their finding,
    others to the first finding without lines, else to that of the line above; a finding without any
    is not in the file. Empty if no line is known."""
    parts = [
        NamedFinding(finding.indicator, dict(finding.titles), rows=list(finding.rows))
        for _old in findings
    ]
    any_known = False
    for name, text in finding.says.items():
        lines = [line for line in text.split("\n") if line]
        fields = ("issue", "strength", "weakness") if name == "issue" else (name,)
        known = {
            line: (at, field)
            for at, old in reversed(list(enumerate(findings)))
            for field in fields
            for line in steps_of(getattr(old, field))
        }
        of = [known.get(steps_of(line)[0]) for line in lines]
        silent = [
            at for at in range(len(findings)) if at not in {place[0] for place in of if place}
        ]
        at = 0
        for line, place in zip(lines, of, strict=True):
            if place is not None:
                at, field = place
                parts[at].texts[field].append(line)
                continue
            at = silent.pop(0) if silent else at
            parts[at].texts[name].append(line)
        any_known |= any(of)
    if not any_known:
        return []
    return [
        (part, old) for part, old in zip(parts, findings, strict=True) if any(part.texts.values())
    ]


def _key_of(items: Iterable[str], indicator: str) -> _Key:
    """Return the identity of a finding: its item codes, or its indicator."""
    return tuple(sorted(items)) or (f"ตัวชี้วัด {indicator}",)
