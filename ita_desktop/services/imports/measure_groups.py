"""Groups the rows of a measures table by measure: merged cells, empty cells, continuations; and
knows a row with exactly the words that the program prints for a record, which changes nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.measure_cells import Typed
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind, MeasureStatus, new_id
from ita_desktop.domain.scores.results import Finding, FindingItem
from ita_desktop.domain.text import BULLET, key, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.kinds.measures import MeasureRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, own_title
from ita_desktop.services.imports.draft import ImportDraft, SheetRow, update
from ita_desktop.services.imports.items import must_be_known, nothing_above
from ita_desktop.services.imports.plan import Write
from ita_desktop.services.imports.roster.register import Owners, Resolved

if TYPE_CHECKING:
    from ita_desktop.documents.reports.measures.lines import (
        IndicatorSection,
        MeasureLine,
        MeasureLines,
    )


NUMBER = lazy_re(r"^\s*(\d{1,3})[.)]", re.MULTILINE)
"""The number at the start of each step."""
_MARK = lazy_re(rf"^\s*(?:[\d๐-๙]{{1,3}}[.)]|{BULLET})\s*(?:\(ต่อ\)\s*)?")
_ONCE: Final = {"status": "สถานะ", "budget": "งบประมาณ"}
"""What a measure has one of: what the first row that says it says."""


@dataclass(slots=True)
class MeasureGroup:
    """Rows that form one measure; the first row has owners and period."""

    rows: list[MeasureRow]
    owners: list[OwnerRef]
    whole: bool = True
    """Whether all names of owners are resolved."""
    typed_owners: str = ""
    """The owners as typed, if they are in one cell."""
    titles: dict[str, str] = field(default_factory=dict)
    """Title by item code, in the order of the rows."""
    cells: dict[str, str] = field(default_factory=dict)
    """Keys of the cells shared with other measures of the file, by column."""

    def add_owners(self, named: Resolved) -> None:
        """Add the owners of a further row."""
        self.typed_owners = "" if named.refs else self.typed_owners
        self.owners = list(dict.fromkeys([*self.owners, *named.refs]))

    @property
    def head(self) -> MeasureRow:
        return self.rows[0]

    @property
    def origins(self) -> list[Origin]:
        return [row.origin for row in self.rows]

    @property
    def schedule(self) -> str:
        """The schedule; its words may be split by a page break."""
        text = (row.schedule for row in self.rows if row is self.head or row.continues)
        return " ".join(dict.fromkeys(words for words in text if words))

    @property
    def status(self) -> MeasureStatus | None:
        return next((row.status for row in self.rows if row.status is not None), None)

    @property
    def budget(self) -> Decimal | None:
        return next((row.budget for row in self.rows if row.budget is not None), None)

    def joined(self, name: str) -> str:
        """Return a text that continues over the rows; repeated cells count once."""
        texts = (getattr(row, name) for row in self.rows)
        return "\n".join(dict.fromkeys(text for text in texts if text))


class MeasureGrouper:
    """Groups rows; rows that cannot be used are skipped in the draft with a message.

    ``known`` returns the year's measure with a row's items and exactly its steps.
    """

    def __init__(
        self,
        draft: ImportDraft,
        owners: Owners,
        known: Callable[[Iterable[str], str], Measure | None],
    ) -> None:
        self._draft = draft
        self._owners = owners
        self._known = known

    def groups(self, rows: Sequence[MeasureRow]) -> list[MeasureGroup]:
        """Return the measures that the rows form, in the order of their first rows."""
        groups: list[MeasureGroup] = []
        of_item: dict[str, MeasureGroup] = {}
        previous: tuple[MeasureRow, MeasureGroup] | None = None
        waiting: list[MeasureRow] = []
        left_out = self._draft.left_out()
        for given in self._draft.each(rows):
            row = _unmerged(_continued(given, previous[0] if previous else None), left_out)
            if _refers_on(row, of_item):
                waiting.append(row)
                continue
            try:
                self._check(row, previous[0] if previous else None)
                joins = previous[1] if previous and self._continues(row, *previous) else None
                named = self._owners.resolve(row.owners, row.origin)
                group = joins or MeasureGroup([], list(named.refs), typed_owners=named.typed)
                group.whole &= named.whole
                if row.continues:
                    self._warn_of_doubt(given, group)
                    group.add_owners(named)
            except RowError as error:
                self._draft.skip(row.origin, error)
                left_out.add((row.origin.sheet, row.origin.row))
                previous = None
                continue
            _take(group, row)
            if joins is None:
                groups.append(group)
                if previous is not None:
                    _share(previous[1], group, row)
            for code in row.items:
                of_item.setdefault(code, group)
            previous = (previous[0] if previous and row.continues else row, group)
        self._join_references(waiting, of_item)
        self._add_listed(groups, of_item)
        place = {row.origin: number for number, row in enumerate(rows)}
        for group in groups:
            group.rows.sort(key=lambda row: place[row.origin])
            self._warn_of_difference(group)
        return groups

    def _warn_of_doubt(self, row: MeasureRow, group: MeasureGroup) -> None:
        """Warn that a row without item was taken as a continuation of the one above, unless that is
        certain: merged cells, (ต่อ), consecutive step numbers, or no owner and period."""
        steps = NUMBER.findall(group.joined("method"))
        own = NUMBER.match(row.method)
        runs_on = steps and own and int(own[1]) == int(steps[-1]) + 1
        shown = row.merged or row.merged_steps or not row.continues or runs_on
        if shown or not group.rows or not (row.owners and row.schedule):
            return
        self._draft.warn(
            row.origin,
            "แถวนี้ไม่มีรหัสข้อ จึงนับเป็นส่วนต่อของแถว {row}",
            "ถ้าเป็นคนละมาตรการ ใส่รหัสข้อในไฟล์แล้วนำเข้าใหม่",
            row=group.rows[-1].origin.seen_from(row.origin),
        )

    def _warn_of_difference(self, group: MeasureGroup) -> None:
        """Warn of rows of a measure that say another status or budget than it gets."""
        for row in group.rows:
            differs = [
                heading
                for name, heading in _ONCE.items()
                if getattr(row, name) not in {None, getattr(group, name)}
            ]
            if differs:
                self._draft.warn(
                    row.origin,
                    "แถวนี้เป็นมาตรการเดียวกับแถว {row} จึงไม่ได้นำช่อง{columns}ที่ต่างไปเข้า",
                    "ถ้าเป็นคนละมาตรการ แก้วิธีปฏิบัติในไฟล์ให้ต่างกันแล้วนำเข้าใหม่",
                    row=group.head.origin.row,
                    columns=" ".join(differs),
                )

    def _join_references(self, waiting: list[MeasureRow], of_item: dict[str, MeasureGroup]) -> None:
        """Add the rows that refer to another item's measure, directly or indirectly."""
        while waiting:
            ready = [row for row in waiting if _shared_item(row, of_item)]
            left = [row for row in waiting if not _shared_item(row, of_item)]
            for row in ready:
                group = of_item[_shared_item(row, of_item)]
                try:
                    self._check(row)
                    named = self._owners.resolve(row.owners, row.origin)
                    if row.owners and named.whole and named.refs != tuple(group.owners):
                        raise _contradiction(row)
                except RowError as error:
                    self._draft.skip(row.origin, error)
                    continue
                _take(group, row)
                for code in row.items:
                    of_item.setdefault(code, group)
            if not ready:
                break
            waiting = left
        for row in waiting:
            self._draft.skip(row.origin, _missing_partner(row))

    def _add_listed(self, groups: Sequence[MeasureGroup], of_item: dict[str, MeasureGroup]) -> None:
        """Add to a measure the items that its row lists and that no row of the file has."""
        for group in groups:
            for row in list(group.rows):
                missing = [code for code in row.merged_with if code not in of_item]
                unknown = [
                    code for code in missing if code not in self._draft.year.framework.item_by_code
                ]
                if unknown:
                    self._draft.warn(
                        row.origin,
                        "กรอบปี {year} ไม่มีข้อ {codes} ที่ใช้มาตรการร่วมกัน จึงไม่ได้ใส่",
                        "แก้รหัสข้อในช่อง “ใช้ร่วมกับข้อ” ถ้าหมายถึงข้ออื่น",
                        year=self._draft.year.year,
                        codes=" ".join(unknown),
                    )
                for code in missing:
                    if code not in unknown:
                        group.titles.setdefault(code, "")
                        of_item[code] = group

    def _check(self, row: MeasureRow, previous: MeasureRow | None = None) -> None:
        if row.continues:
            if previous is None:
                raise nothing_above()
            return
        must_be_known(self._draft.year, row.items, row.indicator)

    def _continues(self, row: MeasureRow, before: MeasureRow, group: MeasureGroup) -> bool:
        """Return whether a row continues the ``group`` of the row ``before``: merged steps, or
        empty owner and period. Steps in a separate cell form a new measure, unless the same item
        continues."""
        of_indicator = row.merged_steps and not row.items and row.indicator == before.indicator
        if row.continues or of_indicator:
            return True
        if not row.items or not before.items or row.merged_with:
            return False
        if row.merged:
            anew = row.items != before.items or _restarts(row.method, group.joined("method"))
            return not row.method or not (anew or self._known(row.items, row.method))
        shares = group.owners or group.head.schedule or group.head.monitoring
        if row.says_merges or not row.leaves_open or not shares:
            return False
        if row.indicator != before.indicator or row.origin.sheet != before.origin.sheet:
            return False
        self._draft.warn(
            row.origin,
            "{items} เว้นผู้รับผิดชอบและระยะเวลา จึงรวมเป็นมาตรการเดียวกับ {before}",
            "ถ้าเป็นคนละมาตรการ ใส่ผู้รับผิดชอบในไฟล์แล้วนำเข้าใหม่",
            items=" ".join(row.items),
            before=" ".join(before.items),
        )
        return True


def is_below(left_out: Collection[SheetRow], origin: Origin) -> bool:
    """Return whether the row of the sheet above that at ``origin`` is one of these."""
    return (origin.sheet, origin.row - 1) in left_out


def _unmerged(row: MeasureRow, left_out: Collection[SheetRow]) -> MeasureRow:
    """Return a row of an item or indicator with merged cells as its own if the row above it is left
    out."""
    merged = row.merged or row.merged_steps or row.merged_cells
    if row.continues or not merged or not is_below(left_out, row.origin):
        return row
    method = row.method or row.steps_above
    return replace(row, method=method, merged_cells=frozenset(), merged=False, merged_steps=False)


def _refers_on(row: MeasureRow, of_item: Mapping[str, MeasureGroup]) -> bool:
    """Return whether a row refers to the measure of another row. The first of rows that refer to
    each other (``O1-O9`` in the rows of O1 to O9) defines the measure."""
    if set(row.merged_with) <= set(row.items):
        return False
    mutual = bool(set(row.merged_with) & set(row.items))
    return not mutual or bool(_shared_item(row, of_item))


def _shared_item(row: MeasureRow, of_item: Mapping[str, MeasureGroup]) -> str:
    """Return the first item with a measure that a row shares; empty if none."""
    others = (code for code in row.merged_with if code not in row.items)
    return next((code for code in others if code in of_item), "")


def _continued(row: MeasureRow, above: MeasureRow | None) -> MeasureRow:
    """Return a row merged with the one ``above`` if it repeats its items with (ต่อ)."""
    again = row.continued and above is not None and row.items == above.items
    return replace(row, items=Typed(), title="", continues=True) if again else row


def _restarts(method: str, above: str) -> bool:
    """Return whether the steps restart at 1 below numbered steps: then they are a new measure, even
    if owner and period are merged with the row above."""
    first = NUMBER.match(method)
    return first is not None and int(first[1]) == 1 and NUMBER.search(above) is not None


def _take(group: MeasureGroup, row: MeasureRow) -> None:
    group.rows.append(row)
    add_wording(group.titles, row.items, row.title, merged=row.merged)


def _share(above: MeasureGroup, group: MeasureGroup, row: MeasureRow) -> None:
    """Note the merged cells that the measure of a row shares with the one above."""
    for column in row.merged_cells:
        group.cells[column] = above.cells.setdefault(column, new_id())


def same_text(one: str, other: str) -> bool:
    """Return whether two texts are equal, including marks and numbers but not spaces."""
    lines = (list(filter(None, map(key, to_arabic(text).split("\n")))) for text in (one, other))
    first, second = lines
    return first == second


def steps_of(method: str) -> list[str]:
    """Return steps for comparison: without numbers, and without the hyphen of a single step."""
    return [key(_MARK.sub("", line)) for line in method.split("\n") if line]


def _missing_partner(row: MeasureRow) -> RowError:
    return RowError(
        "ข้อ {code} ที่ใช้มาตรการร่วมกันไม่ได้นำเข้า",
        remedy="ใส่แถวของข้อ {code} ที่ถูกต้องไว้ในไฟล์เดียวกัน แล้วนำเข้าใหม่",
        code=" ".join(row.merged_with),
    ).about("merged_with")


def _contradiction(row: MeasureRow) -> RowError:
    return RowError(
        "ผู้รับผิดชอบไม่ตรงกับข้อ {code} ที่ใช้มาตรการร่วมกัน",
        remedy="เว้นผู้รับผิดชอบของแถวนี้ หรือเอา “ใช้ร่วมกับข้อ” ออก",
        code=" ".join(row.merged_with),
    ).about("merged_with")


_OTHERS = (MeasureKind.ITEM, MeasureKind.INDICATOR, MeasureKind.OWN, MeasureKind.PREPARATION)
"""The kinds of measures that the analysis by item prints beside the findings that they answer."""


class Printed:
    """The rows of the year's tables of analysis, measures and progress."""

    def __init__(self, year: YearData) -> None:
        self._year = year

    def findings(
        self, codes: Sequence[str], indicator: str, says: Mapping[str, str]
    ) -> tuple[Finding, ...] | None:
        """Return the findings that a row with these texts combines, whose items are known; None if
        no row has these texts, or if it is that of a single finding with the same items."""
        for line in self._lines(codes, indicator):
            found = line.findings
            if self._are_printed(found, says) and not self._is_single(found, codes):
                return found
        if codes:
            item = self._year.framework.item_by_code[codes[0]]
            whole = next(self._lines((), item.indicator)).findings
            return whole if self._are_printed(whole, says) else None
        return None

    def issue_lines(self, codes: Sequence[str], indicator: str) -> set[str]:
        """Return the lines of the issues in a row, normalised by :func:`steps_of`."""
        return {
            text
            for line in self._lines(codes, indicator)
            for finding in line.findings
            for text in steps_of(finding.issue or finding.weakness)
        }

    def measures(self, codes: Sequence[str], indicator: str, method: str) -> tuple[Measure, ...]:
        """Return the measures that a row with these steps combines, if there is such a row."""
        wanted = _once(steps_of(method))
        if not wanted:
            return ()
        for line in self._lines(codes, indicator):
            answering = {
                measure.id: measure
                for finding in line.findings
                for measure in self._year.measures_of_finding(finding.id)
            }
            for measures in (line.measures, tuple(answering.values())):
                improved = [finding.improvement for finding in line.findings]
                for texts in ([measure.method for measure in measures], improved):
                    if measures and _lines_of(texts) == wanted:
                        return measures
                for measure in measures:
                    if _once(steps_of(measure.method)) == wanted:
                        return (measure,)
        return ()

    def _are_printed(self, findings: Sequence[Finding], says: Mapping[str, str]) -> bool:
        """Return whether findings are printed with these texts, in any of the tables."""
        return bool(findings) and all(
            any(_lines_of(texts) == _once(steps_of(text)) for texts in _cells(name, findings))
            for name, text in says.items()
            if text
        )

    def _is_single(self, findings: Sequence[Finding], codes: Sequence[str]) -> bool:
        """Return whether a row has a single finding with exactly its items."""
        if len(findings) != 1:
            return False
        links = self._year.items_of_finding(findings[0].id)
        return {link.item_code for link in links} == set(codes) and not (
            findings[0].strength or findings[0].weakness
        )

    def _lines(self, codes: Sequence[str], indicator: str) -> "Iterator[MeasureLine]":
        """Yield the printed lines for a row of items, or of an indicator."""
        from ita_desktop.documents.reports.measures.lines import MeasureLine

        for table in self._tables:
            if codes:
                yield table.line(codes)
                continue
            code = table.section_of(indicator)
            section = next(section for section in self._sections if section.code == code)
            whole, measures = table.whole_findings(section), table.section_measures(section)
            yield MeasureLine((), None, whole, table.whole_measures(section))
            yield MeasureLine((), None, whole or table.section_findings(section), measures)

    @cached_property
    def _sections(self) -> "tuple[IndicatorSection, ...]":
        from ita_desktop.documents.reports.measures.lines import sections

        return sections(self._year)

    @cached_property
    def _tables(self) -> "tuple[MeasureLines, ...]":
        from ita_desktop.documents.kinds import ReportContext
        from ita_desktop.documents.reports.measures.lines import MeasureLines, of_kind

        year = self._year
        by_item = of_kind(year, MeasureKind.ITEM, MeasureKind.INDICATOR)
        by_indicator = of_kind(year, MeasureKind.INDICATOR, MeasureKind.ITEM)
        all_of = tuple(measure for measure in year.measures if measure.kind in _OTHERS)
        context = ReportContext(year)
        return tuple(
            MeasureLines(context, measures)
            for measures in dict.fromkeys((by_item, by_indicator, all_of))
        )


def says_schedule(measures: Sequence[Measure], words: str) -> bool:
    """Return whether the combined row of ``measures`` has this schedule text, or it is empty."""
    from ita_desktop.documents.reports.measures.words import time_of

    times = dict.fromkeys(time_of(measure) for measure in measures)
    return not words or key(words) == key("".join(times))


def says_follow_up(measures: Sequence[Measure], words: str) -> bool:
    """Return whether the combined row of ``measures`` has this follow-up text, or it is empty."""
    from ita_desktop.documents.reports.measures.words import follow_up

    wanted = _once(steps_of(words))
    own = _lines_of(measure.monitoring for measure in measures)
    return not wanted or wanted in (own, _lines_of(follow_up(measure) for measure in measures))


def _cells(name: str, findings: Sequence[Finding]) -> Iterator[list[str]]:
    """Yield the texts of findings that each table prints in a column."""
    yield [getattr(finding, name) for finding in findings]
    if name == "issue":
        yield [finding.issue or finding.weakness for finding in findings]
        yield [
            text
            for finding in findings
            for text in (finding.strength, finding.weakness, finding.issue)
        ]


def _lines_of(texts: Iterable[str]) -> list[str]:
    return _once(line for text in texts for line in steps_of(text))


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def source_apart(year: YearData, row: MeasureRow) -> MeasureRow:
    """Return a row whose steps end with the printed source, with that in its own place."""
    if row.source or "\n" not in row.method:
        return row
    from ita_desktop.documents.reports.measures.lines import without_source

    method, source = without_source(year, row.method)
    return replace(row, method=method, source=source) if source else row


def title_writes(
    year: YearData,
    links: Iterable[FindingItem | MeasureItem],
    titles: Mapping[str, str],
    beside: Iterable[FindingItem | MeasureItem] = (),
    printed: Iterable[FindingItem] = (),
) -> list[Write]:
    """Return the writes that set the file's wordings by item code in ``links``; an empty one
    changes nothing. A table prints one wording per item, so a link without wording does not get one
    that a link in ``beside`` has. If the table prints the wordings of ``printed`` links, one of
    theirs is not set either."""
    writes: list[Write] = []
    present = defaultdict(set)
    for other in beside:
        present[other.item_code].add(to_arabic(other.title))
    of_others = defaultdict(set)
    for finding_item in printed:
        item = year.framework.item_by_code.get(finding_item.item_code)
        words = finding_item.title or (item.title if item is not None else "")
        of_others[finding_item.item_code].add(key(to_arabic(words)))
    for link in links:
        if not titles.get(link.item_code):
            continue
        own = own_title(link.item_code, titles[link.item_code])
        if key(to_arabic(own)) in of_others[link.item_code]:
            continue
        official = year.framework.item_by_code.get(link.item_code)
        known = {to_arabic(link.title)}
        if not link.title:
            known |= present[link.item_code]
        if not link.title and official is not None and key(own) == key(official.title):
            continue
        # The table may be printed with Thai digits.
        if to_arabic(own) not in known:
            writes.extend(update(link, {"title": own}))
    return writes


def add_wording(titles: dict[str, str], codes: Sequence[str], title: str, *, merged: bool) -> None:
    """Add a row's wording of its items to ``titles``. If its other cells are ``merged`` with the
    rows above, a different wording of an item is a further line: Excel makes separate rows of the
    paragraphs of a Word cell. Of a row with several items, lines that begin with a code are of its
    item alone."""
    of_codes = {code: line for line in title.split("\n") for code in read_codes(line).codes}
    if len(codes) > 1 and {*codes} <= of_codes.keys():
        for code in codes:
            add_wording(titles, (code,), read_codes(of_codes[code]).remainder, merged=merged)
        return
    for code in codes:
        known = titles.get(code, "")
        lines = known.split("\n")
        if not known:
            titles[code] = title
        elif merged and len(codes) == 1:
            have = set(map(key, lines))
            new = [part for part in title.split("\n") if part and key(part) not in have]
            titles[code] = "\n".join([*lines, *new])
