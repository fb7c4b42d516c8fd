"""Import of what was done: entries that sum a round up, on the measures that the rows speak of.

A measure is known by its steps among those of the row's items. Where none has them, the measure
of the report becomes one of the year, because it was done. Rows whose cells were merged (or whose
numbers run on, where the merging was lost) are of one measure, and what such cells repeat is kept
once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking import Entry, Round
from ita_desktop.exchange.cells import shortened
from ita_desktop.exchange.kinds.progress import ProgressRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.findings import own_title
from ita_desktop.services.import_kinds.analysis import links
from ita_desktop.services.import_kinds.clusters import clusters
from ita_desktop.services.import_kinds.draft import Draft, inserts, update
from ita_desktop.services.import_kinds.findings import Findings, Found, PlannedFinding
from ita_desktop.services.import_kinds.items import must_be_known, nothing_above
from ita_desktop.services.import_kinds.measures import steps_of
from ita_desktop.services.import_kinds.repeats import once
from ita_desktop.services.import_kinds.rounds import Rounds
from ita_desktop.services.import_plan import Write

_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]", re.MULTILINE)
_TABLES = (MeasureKind.ITEM, MeasureKind.INDICATOR)
"""The kinds of measures that a report tells of."""
_MOST_ALIKE = 0.5
"""A measure that has fewer of a row's steps is another one."""


@dataclass(slots=True)
class _Group:
    """Rows of one measure and round."""

    round: Round
    measure: Measure | None
    """The measure of the year; None where the report's own becomes one."""
    indicator: str
    titles: dict[str, str] = field(default_factory=dict)
    methods: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def take(self, number: int, row: ProgressRow) -> None:
        """Takes a row in; lines that cells repeat count once."""
        self.rows.append(number)
        for lines, text in ((self.methods, row.method), (self.results, row.result)):
            lines.extend(line for line in text.split("\n") if line and line not in lines)
        for code in row.items:
            self.titles[code] = self.titles.get(code) or row.title

    @property
    def method(self) -> str:
        return "\n".join(self.methods)

    @property
    def result(self) -> str:
        return "\n".join(self.results)


def compare(draft: Draft, rows: Sequence[ProgressRow]) -> None:
    """Puts what differs between ``rows`` and the record of the year's measures into the draft."""
    _Progress(draft).compare(list(once(draft, rows, _said, lambda row: row.origin)))


def _said(row: ProgressRow) -> object:
    """What a row says, without its place; a row that goes on says nothing of its own."""
    return None if row.continues else replace(row, origin=Origin("", 0))


class _Progress:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._year = draft.year
        self._rounds = Rounds(draft)
        self._position = max((one.position for one in draft.year.measures), default=-1)
        self._kept: set[str] = set()
        """The entries that the file has, too."""

    def compare(self, rows: Sequence[ProgressRow]) -> None:
        usable: list[ProgressRow] = []
        groups: list[_Group] = []
        above: tuple[ProgressRow, _Group] | None = None
        for number, given in enumerate(rows):
            self._draft.pace.at(number, len(rows))
            try:
                row = self._beside(given, above[0] if above else None)
                group = self._group(row, above, groups)
            except RowError as error:
                self._draft.skip(given.origin, error)
                above = None
                continue
            if not any(one is group for one in groups):
                groups.append(group)
            group.take(len(usable), row)
            usable.append(row)
            above = (row, group)
        found = _found(usable)
        findings = Findings(self._year).planned(found, fill=True)
        shared = [*(one.rows for one in groups), *(one.rows for one in found)]
        for numbers in clusters(len(usable), shared):
            inside = set(numbers)
            self._put(
                [usable[number] for number in numbers],
                [one for one in groups if inside.intersection(one.rows)],
                [
                    (one, of.rows)
                    for one, of in zip(findings, found, strict=True)
                    if inside.intersection(of.rows)
                ],
            )
        if self._draft.may_remove():
            self._remove({one.round.id for one in groups})

    # -- rows to measures

    def _beside(self, row: ProgressRow, above: ProgressRow | None) -> ProgressRow:
        """A row as it stands below the one ``above``, its codes read by the framework."""
        row = replace(row, items=tuple(self._meant(code, row.indicator) for code in row.items))
        again = row.continued and above is not None and row.items == above.items
        if not row.continues and not again:
            must_be_known(self._year, row.items, row.indicator)
            return row
        if above is None:
            raise nothing_above()
        said = row.round or above.round
        return replace(
            row,
            items=above.items,
            title=above.title,
            indicator=above.indicator,
            round=said,
            continues=True,
        )

    def _meant(self, code: str, indicator: str) -> str:
        """The item that a scanned code means below an indicator: ๑๑ is I1 or I11."""
        known = self._year.framework.item_by_code
        longer = f"{code[:1]}1{code[1:]}"

        def belongs(one: str) -> bool:
            return one in known and _head(known[one].indicator) == _head(indicator)

        return longer if indicator and not belongs(code) and belongs(longer) else code

    def _group(
        self,
        row: ProgressRow,
        above: tuple[ProgressRow, _Group] | None,
        groups: Sequence[_Group],
    ) -> _Group:
        """The group that a row belongs to, new or one of the ``groups``; raises RowError."""
        in_round = self._rounds.of(row.round)
        last = above[1] if above is not None and above[1].round is in_round else None
        if row.continues and last is not None:
            return last
        measure = self._measure(row) if row.method else None
        if measure is None and above is not None and last is not None:
            alike = above[0].indicator == row.indicator
            same_sheet = above[0].origin.sheet == row.origin.sheet
            if alike and same_sheet and (row.merged or self._runs_on(row, last)):
                return last
        if measure is None and not row.method:
            measure = next(iter(self._of_items(row)), None)
            if measure is None:
                raise RowError(
                    "ยังไม่มีมาตรการของ {subject} ให้บันทึกผล",
                    remedy="เพิ่มมาตรการก่อน หรือใส่มาตรการไว้ในคอลัมน์ “มาตรการ/กิจกรรม” ของแถวนี้",
                    subject=shortened(_subject([row])),
                )
        if measure is not None:
            for one in groups:
                if one.measure == measure and one.round is in_round:
                    return one
        return _Group(in_round, measure, row.indicator)

    def _runs_on(self, row: ProgressRow, group: _Group) -> bool:
        """Whether a row belongs to the measure above: its cell is empty, or its steps go on."""
        if not row.method:
            others = self._of_items(row)
            shares = group.measure is None or group.measure in others or not others
            return (
                row.says_measures and shares and (group.measure is not None or bool(group.methods))
            )
        if group.measure is not None:
            return False
        before, first = _NUMBER.findall(group.method), _NUMBER.match(row.method)
        if not before or first is None:
            return False
        last, number = int(before[-1]), int(first[1])
        repeats = set(steps_of(row.method)) & set(steps_of(group.method))
        return number == last + 1 or (number == last and (number > 1 or bool(repeats)))

    def _of_items(self, row: ProgressRow) -> list[Measure]:
        """The measures of a row's items, or of its indicator where it has none or they have
        none."""
        wanted = set(row.items)
        by_item = [
            one
            for one in self._year.measures
            if one.kind in _TABLES
            and wanted.intersection(link.item_code for link in self._year.items_of_measure(one.id))
        ]
        if by_item:
            return by_item
        return [
            one
            for one in self._year.measures
            if one.kind in _TABLES
            and not self._year.items_of_measure(one.id)
            and _head(one.indicator) == _head(row.indicator)
        ]

    def _measure(self, row: ProgressRow) -> Measure | None:
        """The measure that has most of a row's steps, at least half of them."""
        steps = set(steps_of(row.method))
        shares = {
            one.id: len(steps & set(steps_of(one.method))) / max(len(steps), 1)
            for one in self._of_items(row)
        }
        best = max(shares.values(), default=0)
        if best < _MOST_ALIKE or not best:
            return None
        return self._year.measure_by_id[next(one for one, at in shares.items() if at == best)]

    # -- changes

    def _put(
        self,
        rows: Sequence[ProgressRow],
        groups: Sequence[_Group],
        findings: Sequence[tuple[PlannedFinding, list[int]]],
    ) -> None:
        writes: list[Write] = [write for one, _ in findings for write in one.writes]
        needs: list[str] = []
        before: list[str] = []
        new = True
        for group in groups:
            of_measure, measure = self._measure_writes(group)
            old, of_entry = self._entry_writes(group, measure)
            answered = [
                one
                for one, of in findings
                if set(of) & set(group.rows) and (group.measure is None or one.before is None)
            ]
            writes += of_measure + of_entry
            writes += links(self._year, measure, [one.finding for one in answered])
            if of_entry:
                needs.extend(self._rounds.needs(group.round))
            before.extend([old] if old else [])
            new = new and group.measure is None
        shown = _shown(_subject(rows), groups, [one.finding.issue for one, _ in findings])
        old_issues = [one.before.issue for one, _ in findings if one.before is not None]
        known = [one for one in groups if one.measure is not None]
        was = _shown(_subject(rows), known, old_issues) | {"ผลการดำเนินการ": "\n".join(before)}
        self._draft.put(
            [row.origin for row in rows],
            shown,
            None if new else was,
            writes,
            needs=tuple(dict.fromkeys(needs)),
        )

    def _measure_writes(self, group: _Group) -> tuple[list[Write], Measure]:
        if group.measure is not None:
            return [], group.measure
        self._position += 1
        item = self._year.framework.item_by_code.get(next(iter(group.titles), ""))
        measure = Measure(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            indicator=item.indicator if item is not None else group.indicator,
            method=group.method,
            kind=MeasureKind.ITEM if group.titles else MeasureKind.INDICATOR,
            position=self._position,
        )
        items = [
            MeasureItem(
                id=new_id(),
                measure_id=measure.id,
                item_code=code,
                title=own_title(self._year, code, title),
                position=position,
            )
            for position, (code, title) in enumerate(group.titles.items())
        ]
        return inserts(measure, *items), measure

    def _entry_writes(self, group: _Group, measure: Measure) -> tuple[str, list[Write]]:
        """What the round's summary was, and what makes it that of the file."""
        entries = self._year.entries_of(measure.id)
        old = next((one for one in entries if one.round_id == group.round.id), None)
        if old is not None:
            self._kept.add(old.id)
            same = key(old.text) == key(group.result)
            return old.text, [] if same else update(old, {"text": group.result})
        if not group.result:
            return "", []
        entry = Entry(
            id=new_id(),
            measure_id=measure.id,
            round_id=group.round.id,
            text=group.result,
            position=max((one.position for one in entries), default=-1) + 1,
        )
        return "", inserts(entry)

    def _remove(self, rounds: set[str]) -> None:
        """Takes out the summaries of the file's rounds that it lacks."""
        for entry in self._year.entries:
            measure = self._year.measure_by_id.get(entry.measure_id)
            if entry.round_id not in rounds or entry.id in self._kept or measure is None:
                continue
            codes = [link.item_code for link in self._year.items_of_measure(measure.id)]
            subject = " ".join(codes) or f"ตัวชี้วัด {measure.indicator}"
            self._draft.remove(entry, {"ข้อ": subject, "ผลการดำเนินการ": entry.text})


def _found(rows: Sequence[ProgressRow]) -> list[Found]:
    """The findings that the rows speak of."""
    found: list[Found] = []
    last: Found | None = None
    for number, row in enumerate(rows):
        if not row.issue and not row.merged_issue:
            last = last if row.continues else None
            continue
        if last is None or not (row.merged_issue or row.continues):
            last = Found(row.indicator)
            found.append(last)
        titles: Mapping[str, str] = dict.fromkeys(row.items, row.title)
        last.add(number, {"issue": row.issue}, titles)
    return found


def _head(indicator: str) -> str:
    return indicator.partition(".")[0]


def _subject(rows: Sequence[ProgressRow]) -> str:
    codes = dict.fromkeys(code for row in rows for code in row.items)
    return " ".join(codes) or f"ตัวชี้วัด {rows[0].indicator}"


def _shown(subject: str, groups: Sequence[_Group], issues: Sequence[str]) -> dict[str, str]:
    return {
        "ข้อ": subject,
        "ประเด็นที่ต้องปรับปรุง": "\n".join(filter(None, issues)),
        "วิธีการปฏิบัติ": "\n".join(one.measure.method if one.measure else one.method for one in groups),
        "ผลการดำเนินการ": "\n".join(filter(None, (one.result for one in groups))),
        "รอบ": " ".join(dict.fromkeys(one.round.title for one in groups)),
    }
