"""Imports the analysis: findings, and the measures that answer them.

Several rows may share a finding, and others of them a measure. Rows connected in that way are one
change, to be accepted or rejected as a whole.

A table of survey questions is no analysis: its column of issues is headed by the bare word ประเด็น,
which is also what a survey asks about, and nothing beside it tells of a finding."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ita_desktop.domain.measure_cells import Typed, items_fields, items_of_finding, items_text
from ita_desktop.domain.records import Measure, MeasureKind, new_id
from ita_desktop.domain.scores.results import Finding, FindingItem, MeasureFinding
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.analysis import AnalysisRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import item_links, own_titles
from ita_desktop.services.imports.draft import ImportDraft, SheetRow, differing, inserts, update
from ita_desktop.services.imports.items import must_be_known, nothing_above, once, without_origin
from ita_desktop.services.imports.measure_groups import (
    Printed,
    add_wording,
    is_below,
    same_text,
    steps_of,
    title_writes,
)
from ita_desktop.services.imports.measures import Measures, Planned
from ita_desktop.services.imports.plan import RecordUpdate, Write
from ita_desktop.services.imports.tracking.unit_results import clusters

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


_WORD: Final = heading_key("ประเด็น")
_OF_FINDINGS: Final = frozenset(
    {"practice", "strength", "weakness", "mixed", "improvement", "method"}
)
"""Columns that no list of questions has."""
_ASKED: Final = "คอลัมน์ “{heading}” อาจเป็นคำถามของแบบสำรวจ ไม่ใช่ข้อค้นพบ"
_CHOOSE: Final = "ถ้าเป็นข้อค้นพบจริง เลือกแถวในหน้าตรวจก่อนนำเข้า"

_HEADINGS = {
    "practice": "การวิเคราะห์การดำเนินงาน",
    "strength": "จุดเด่น",
    "weakness": "จุดด้อย",
    "issue": "ประเด็นที่ต้องปรับปรุง",
    "improvement": "การปรับปรุงในการดำเนินงาน",
}
_ISSUE = _HEADINGS["issue"]
_OF_MEASURES = ("วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การกำกับติดตาม")


def compare_analysis(draft: ImportDraft, rows: Sequence[AnalysisRow]) -> None:
    """Add the differences between ``rows`` and the year's findings and measures to the draft."""
    _Analysis(draft, list(once(draft, rows, _content))).compare()
    leave_questions_unticked(draft)


def _content(row: AnalysisRow) -> object:
    """Return a row's content without its origin; None for a continuation row."""
    if row.measure.continues or row.measure.continued:
        return None
    return replace(row, measure=without_origin(row.measure))


class _Analysis:
    def __init__(self, draft: ImportDraft, rows: Sequence[AnalysisRow]) -> None:
        self._draft = draft
        self._year = draft.year
        self._rows = self._usable(rows)
        self._number = {row.origin: number for number, row in enumerate(self._rows)}

    def compare(self) -> None:
        printed = self._year.finding_items
        table = Measures(self._draft, whole=MeasureKind.INDICATOR, printed=printed)
        measures = table.planned([row.measure for row in self._with_measures()])
        left_out = self._draft.left_out()
        of_measures = [[self._number[at] for at in measure.origins] for measure in measures]
        known = Findings(self._year)
        found = self._without_own_issues(known, self._found(left_out), measures, of_measures)
        findings = known.planned(found)
        self._draft.standing.update(finding.finding.id for finding in findings)
        of_findings = [finding.rows for finding in findings]
        for numbers in clusters(len(self._rows), [*of_findings, *of_measures]):
            inside = set(numbers)
            self._put(
                {number: self._rows[number] for number in numbers},
                [finding for finding in findings if inside.intersection(finding.rows)],
                [
                    (plan, of)
                    for plan, of in zip(measures, of_measures, strict=True)
                    if inside.intersection(of)
                ],
                left_out,
            )
        self._remove(
            {finding.finding.id for finding in findings},
            {measure.measure.id for measure in measures},
            table,
        )

    # -- rows

    def _usable(self, rows: Sequence[AnalysisRow]) -> list[AnalysisRow]:
        """Return the rows with an item or indicator of the framework, and their continuations."""
        usable: list[AnalysisRow] = []
        above: AnalysisRow | None = None
        left_out = self._draft.left_out()
        for given in self._draft.each(rows):
            try:
                above = self._continued(_unmerged(given, left_out), above)
                usable.append(above)
            except RowError as error:
                self._draft.skip(given.origin, error)
                left_out.add((given.origin.sheet, given.origin.row))
                above = None
        return usable

    def _continued(self, row: AnalysisRow, above: AnalysisRow | None) -> AnalysisRow:
        """Return a row with the items of the row ``above`` if it continues that one. Raises
        RowError for an item that is not in the framework, or if there is no row above."""
        text = row.measure
        again = text.continued and above is not None and text.items == above.measure.items
        if not text.continues and not again:
            must_be_known(self._year, text.items, text.indicator)
            return row
        if above is None:
            raise nothing_above()
        indicator = above.measure.indicator
        measure = replace(text, items=Typed(), title="", indicator=indicator, continues=True)
        return replace(row, measure=measure)

    def _with_measures(self) -> list[AnalysisRow]:
        """Return the rows with text about measures, and those whose empty cells may be merged with
        such a row above."""
        chosen: list[AnalysisRow] = []
        shared: tuple[str, str] | None = None
        for row in self._rows:
            measure = row.measure
            place = (measure.origin.sheet, measure.indicator)
            if row.has_measures or (measure.continues and chosen):
                chosen.append(row)
                if measure.owners or measure.schedule or measure.monitoring:
                    shared = place
            elif (
                measure.items
                and place == shared
                and measure.leaves_open
                and not measure.says_merges
            ):
                chosen.append(row)
        return chosen

    def _found(self, left_out: Collection[SheetRow]) -> list[NamedFinding]:
        """Return the findings that the rows form."""
        found: list[NamedFinding] = []
        last: NamedFinding | None = None
        for number, row in enumerate(self._rows):
            if (row.origin.sheet, row.origin.row) in left_out:
                last = None
                continue
            if not row.has_finding:
                last = None if not row.measure.continues else last
                continue
            begins = last is None or not (row.merged or row.measure.continues)
            texts = {name: getattr(row, name) for name in TEXTS if begins or not row.merged}
            if begins and not any(texts.values()):
                last = None  # the merged cells are empty
                continue
            if last is None or begins:
                last = NamedFinding(row.measure.indicator)
                found.append(last)
            last.add(number, texts, row.measure.items, row.measure.title)
        return found

    def _without_own_issues(
        self,
        known: Findings,
        found: Sequence[NamedFinding],
        measures: list[Planned],
        of_measures: Sequence[Sequence[int]],
    ) -> list[NamedFinding]:
        """Return the other findings; write issues that are a measure's own to the measure."""
        left: list[NamedFinding] = []
        for finding in found:
            at_rows = [
                at
                for at, numbers in enumerate(of_measures)
                if set(numbers) & set(finding.rows)
                and measures[at].before is not None
                and not self._year.findings_of_measure(measures[at].measure.id)
            ]
            words = known.own_words(finding)
            own = measure_of_point(finding, words, [measures[at].measure for at in at_rows])
            if own is None:
                left.append(finding)
                continue
            at = next(at for at in at_rows if measures[at].measure is own)
            covered = [
                line for each in at_rows for line in steps_of(measures[each].measure.finding)
            ]
            if not set(steps_of(words)) <= set(covered):
                measures[at] = replace(
                    measures[at],
                    measure=replace(own, finding=words),
                    shown=measures[at].shown | {_ISSUE: words},
                    writes=(*measures[at].writes, RecordUpdate(own, {"finding": words})),
                )
        return left

    # -- changes

    def _put(
        self,
        rows: Mapping[int, AnalysisRow],
        findings: Sequence[PlannedFinding],
        measures: Sequence[tuple[Planned, list[int]]],
        left_out: Collection[SheetRow],
    ) -> None:
        origins = {
            number: row.origin
            for number, row in rows.items()
            if (row.origin.sheet, row.origin.row) not in left_out
        }
        if not origins:
            return
        if not findings and not measures:
            self._draft.keep(*origins.values())
            return
        writes: list[Write] = [write for finding in findings for write in finding.writes]
        writes.extend(write for plan, _ in measures for write in plan.writes)
        for measure, of_measure in measures:
            if measure.before is None and not measure.measure.method:
                self._draft.warn(
                    measure.origins[0],
                    "แถวนี้มีผู้รับผิดชอบ ระยะเวลา หรือการติดตาม แต่ไม่มีวิธีการปฏิบัติ จึงเพิ่มเป็นมาตรการที่ยังไม่มีวิธีการ",
                    "พิมพ์วิธีการปฏิบัติ หรือเอามาตรการนี้ออกที่หน้ามาตรการ",
                )
            answered = [
                finding
                for finding in findings
                if set(finding.rows) & set(of_measure)
                and not (finding.described and measure.before)
            ]
            writes.extend(
                links(self._year, measure.measure, [finding.finding for finding in answered])
            )
        new = all(finding.before is None for finding in findings) and all(
            plan.before is None for plan, _ in measures
        )
        subject = _subject([*rows.values()])
        of_findings: list[Sequence[int]] = [finding.rows for finding in findings]
        of_records = of_findings or [of for _, of in measures]
        self._draft.put(
            [*origins.values()],
            _shown(
                subject,
                [finding.finding for finding in findings],
                [plan.shown for plan, _ in measures],
            ),
            None
            if new
            else _shown(
                subject,
                [finding.before for finding in findings if finding.before is not None],
                [plan.before for plan, _ in measures if plan.before is not None],
            ),
            writes,
            records=_by_record(origins, of_records),
            of=[*(each.finding for each in findings), *(plan.measure for plan, _ in measures)],
        )

    def _remove(self, findings: set[str], measures: set[str], table: Measures) -> None:
        """Remove the findings that the file lacks, with the measures that answer no other
        finding."""
        if not self._draft.decided.replace:
            return
        gone = [finding for finding in self._year.findings if finding.id not in findings]
        ids = {finding.id for finding in gone}
        for finding in gone:
            items = items_text(items_of_finding(self._year, finding))
            subject = items or f"ตัวชี้วัด {finding.indicator}"
            self._draft.remove(finding, _shown(subject, [finding], []))
        for measure in table.own:
            answered = {finding.id for finding in self._year.findings_of_measure(measure.id)}
            if answered and answered <= ids and measure.id not in measures:
                cells = table.shown(measure)
                self._draft.remove(measure, _shown(cells["ข้อ"], [], [cells]))


def _by_record(
    origins: Mapping[int, Origin], of_records: Sequence[Sequence[int]]
) -> list[list[Origin]]:
    """Return which of the rows, by number, are each record's; rows of none are the first one's."""
    given = {number for numbers in of_records for number in numbers}
    first, *others = of_records
    parts = [sorted({*first, *(origins.keys() - given)}), *others]
    rows = ([origins[number] for number in part if number in origins] for part in parts)
    return [part for part in rows if part]


def links(year: YearData, measure: Measure, findings: Iterable[Finding]) -> list[Write]:
    """Return the writes that link a measure to the findings it answers."""
    answered = [finding.id for finding in year.findings_of_measure(measure.id)]
    new = [finding for finding in findings if finding.id not in answered]
    return inserts(
        *(
            MeasureFinding(
                id=new_id(), measure_id=measure.id, finding_id=finding.id, position=position
            )
            for position, finding in enumerate(new, len(answered))
        )
    )


def _unmerged(row: AnalysisRow, left_out: Collection[SheetRow]) -> AnalysisRow:
    """Return a row of an item or indicator with a merged finding as its own if the row above it is
    left out."""
    if not row.merged or row.measure.continues:
        return row
    return replace(row, merged=not is_below(left_out, row.origin))


def _subject(rows: Sequence[AnalysisRow]) -> str:
    first = rows[0].measure
    codes = tuple(dict.fromkeys(code for row in rows for code in row.measure.items))
    named = items_text(first.items if codes == first.items else codes)
    return named or f"ตัวชี้วัด {first.indicator}"


def _shown(
    subject: str, findings: Sequence[Finding], measures: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    shown = {"ข้อ": subject}
    for name, heading in _HEADINGS.items():
        shown[heading] = "\n".join(filter(None, (getattr(finding, name) for finding in findings)))
    own = [measure[_ISSUE] for measure in measures]
    shown[_ISSUE] = "\n".join(dict.fromkeys(filter(None, (shown[_ISSUE], *own))))
    for heading in _OF_MEASURES:
        shown[heading] = "\n".join(filter(None, (measure[heading] for measure in measures)))
    return shown


def leave_questions_unticked(draft: ImportDraft) -> None:
    """Leave the rows of tables of questions unticked, each table with a remark."""
    found: dict[tuple[str, str], list[Origin]] = defaultdict(list)
    for origin, heading in draft.headings.items():
        if _is_of_questions(heading):
            found[origin.sheet, one_line(heading.headings["issue"])].append(origin)
    for (_, text), rows in found.items():
        draft.leave_unticked(rows, _ASKED, _CHOOSE, heading=text)


def _is_of_questions(heading: TableHeading) -> bool:
    issue = heading.headings.get("issue", "")
    return heading_key(issue) == _WORD and _OF_FINDINGS.isdisjoint(heading.columns)
