"""Imports progress reports: round summaries of the measures that the rows refer to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measure_cells import items_of_finding, items_of_measure
from ita_desktop.domain.records import Measure, MeasureOwner, Unit, new_id
from ita_desktop.domain.rich import plain
from ita_desktop.domain.schedule import occurrences
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.tracking.entries import OPEN, Entry, EntryState, joined_state, said_state
from ita_desktop.domain.tracking.state import entries_of_round
from ita_desktop.domain.tracking.units import of_several, units_of, units_of_measure
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.progress import ENTRY_COLUMNS, PROGRESS, ProgressRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import refs_of
from ita_desktop.services.imports.analysis import (
    Findings,
    NamedFinding,
    PlannedFinding,
    links,
    measure_of_point,
)
from ita_desktop.services.imports.draft import ImportDraft, differing, inserts, update
from ita_desktop.services.imports.items import content_of_own, once, subject_of_measure
from ita_desktop.services.imports.measure_groups import same_text, steps_of
from ita_desktop.services.imports.plan import Insert, Write
from ita_desktop.services.imports.tracking.progress_groups import (
    Groups,
    ProgressGroup,
    head,
    subject_of_rows,
)
from ita_desktop.services.imports.tracking.unit_results import clusters, results_of, without_missing
from ita_desktop.services.tracking import is_to_come


def compare(draft: ImportDraft, rows: Sequence[ProgressRow]) -> None:
    """Add the differences between ``rows`` and the entries of the year's measures to the draft."""
    _Progress(draft, list(once(draft, rows, content_of_own))).compare()


class _Told(NamedTuple):
    """What is told of results all together, and what to do."""

    template: str
    remedy: str


_SILENT: Final = _Told(
    "ผลของ {items} ไม่มีคำบอกสถานะ จึงยังไม่นับว่าทำแล้ว",
    "ใส่คอลัมน์ “สถานะ” หรือเลือกสถานะที่หน้ามาตรการ",
)
_CONTRARY: Final = _Told(
    "{items} มีสถานะว่าทำแล้ว แต่ข้อความบอกว่ายังไม่แล้วเสร็จ จึงยังไม่นับว่าทำแล้ว",
    "ตรวจกับไฟล์ แล้วแก้ที่หน้ามาตรการ",
)
_COMING: Final = _Told(
    "{items} มีสถานะว่าทำแล้ว แต่วันที่ทำยังไม่ถึง จึงยังไม่นับว่าทำแล้ว",
    "แก้วันที่ทำ หรือบันทึกเมื่อถึงวันนั้น",
)
_OF_REPORTER: Final = _Told(
    "ไฟล์บอกว่าเป็นผลของ {units} จึงเก็บผลของ {items} ซึ่งหลายหน่วยทำ เป็นของหน่วยนี้เท่านั้น",
    "ถ้าเป็นผลของทุกหน่วย ใส่ทุกหน่วยในช่องผู้รับผิดชอบ แล้วนำเข้าใหม่",
)


class _Progress:
    def __init__(self, draft: ImportDraft, rows: Sequence[ProgressRow]) -> None:
        self._draft = draft
        self._year = draft.year
        self._groups = Groups(draft, rows)
        self._entries_read: set[str] = set()
        """Ids of the entries that the file has, too."""
        self._noted: dict[_Told, list[ProgressGroup]] = {
            told: [] for told in (_SILENT, _CONTRARY, _COMING, _OF_REPORTER)
        }
        """Groups of which the same is to be told."""

    def compare(self) -> None:
        assigned = self._groups.assigned()
        for origin, error in assigned.left_out:
            self._draft.skip(origin, error)
        usable, groups = assigned.rows, assigned.groups
        found = _found(usable)
        known = Findings(self._year)
        of_findings = [finding for finding in found if not self._is_own(known, finding, groups)]
        apart = {tuple(finding.rows) for finding in of_findings if self._is_apart(finding)}
        planned = known.planned(of_findings, fill=True)
        findings = [one for one in planned if one.before is not None or one.rows not in apart]
        self._warn_of_issues(usable, found)
        self._warn_of_new(groups)
        self._warn_of_numbers()
        self._warn_of_others(groups)
        self._leave_months(usable, groups)
        shared = [*(group.rows for group in groups), *(finding.rows for finding in findings)]
        for numbers in clusters(len(usable), shared):
            inside = set(numbers)
            self._put(
                [usable[number] for number in numbers],
                [group for group in groups if inside.intersection(group.rows)],
                [finding for finding in findings if inside.intersection(finding.rows)],
            )
        for told, some in self._noted.items():
            if some:
                units = ", ".join(dict.fromkeys(name for one in some for name in one.reporters))
                items = ", ".join(dict.fromkeys(one.subject for one in some))
                self._draft.warn(some[0].origin, *told, units=units, items=items)
        if self._draft.decided.replace:
            self._remove({group.round.id for group in groups})

    def _leave_months(self, rows: Sequence[ProgressRow], groups: Sequence[ProgressGroup]) -> None:
        """Leave the results of months unticked that would add these to the rounds of the year."""
        found = [
            group
            for group in groups
            if self._groups.rounds.is_month(group.round)
            and (group.result or group.states or group.told)
            and self._month(group, group.measure) is None
        ]
        self._draft.leave_unticked(
            (rows[number].origin for group in found for number in group.rows),
            "ปีนี้ไม่มีรอบ {rounds} ถ้านำเข้า จะเพิ่มเป็นรอบใหม่ของปี",
            "เลือกเอง ถ้าปีนี้รายงานเป็นรายเดือนจริง ถ้ามาตรการทำทุกเดือน ใส่กำหนดเวลา “ทุกเดือน” ที่หน้ามาตรการ "
            "แล้วนำเข้าใหม่",
            rounds=", ".join(dict.fromkeys(f"“{group.round.title}”" for group in found)),
        )

    def _is_own(
        self, known: Findings, found: NamedFinding, groups: Sequence[ProgressGroup]
    ) -> bool:
        """Return whether rows print a measure's own point to improve, which belongs to no
        finding."""
        inside = set(found.rows)
        measures = (group.measure for group in groups if inside.intersection(group.rows))
        own = (measure for measure in measures if not self._year.findings_of_measure(measure.id))
        return measure_of_point(found, known.own_words(found), own) is not None

    def _is_apart(self, found: NamedFinding) -> bool:
        """Return whether rows join items that the analysis has apart: its findings stay."""
        codes = (items_of_finding(self._year, one) for one in self._year.findings)
        return len(found.titles) > 1 and set().union(*codes).issuperset(found.titles)

    def _warn_of_issues(self, rows: Sequence[ProgressRow], found: Sequence[NamedFinding]) -> None:
        """Warn about issues that differ from the year's analysis."""
        known: dict[str, set[str]] = defaultdict(set)
        for finding in self._year.findings:
            for name in items_of_finding(self._year, finding) or [head(finding.indicator)]:
                known[name].update(steps_of(finding.issue), steps_of(finding.weakness))
        for measure in self._year.measures:
            for name in items_of_measure(self._year, measure) or [head(measure.indicator)]:
                known[name].update(steps_of(measure.finding))
        other = []
        for named in found:
            text = set().union(*(known[name] for name in named.titles or [head(named.indicator)]))
            if text and not text.issuperset(steps_of(named.says["issue"])):
                other.append(named)
        if other:
            self._draft.warn(
                rows[other[0].rows[0]].origin,
                "ประเด็นที่ต้องปรับปรุงต่างจากการวิเคราะห์ของปีนี้ {count} เรื่อง เช่นของ {items} "
                "จึงคงคำในการวิเคราะห์ไว้",
                "ถ้าจะใช้คำของรายงาน แก้ที่หน้ามาตรการ ส่วนการวิเคราะห์",
                count=len(other),
                items=" ".join(other[0].titles) or f"ตัวชี้วัด {other[0].indicator}",
            )

    def _warn_of_new(self, groups: Sequence[ProgressGroup]) -> None:
        """Warn about measures that are added beside those that the year has of the same indicator
        or chapter: they may be the same in other words."""
        known = {(measure.kind, measure.indicator) for measure in self._year.measures}
        new = {
            measure.id: group
            for group in groups
            if (measure := group.measure).id in self._groups.made
            and (measure.kind, measure.indicator) in known
        }
        if new:
            first = next(iter(new.values()))
            self._draft.warn(
                first.origin,
                "วิธีปฏิบัติในรายงานไม่มีในมาตรการของปีนี้ {count} รายการ เช่นของ {items} จึงเพิ่มเป็นมาตรการใหม่",
                "ถ้าเป็นมาตรการเดิมที่ใช้ถ้อยคำอื่น แก้ในไฟล์ให้ตรงกับมาตรการ แล้วนำเข้าใหม่",
                count=len(new),
                items=first.subject,
            )

    def _warn_of_numbers(self) -> None:
        """Warn about items that are in the measure above because its numbers go on."""
        for group in self._groups.runs_on:
            self._draft.warn(
                group.origin,
                "เลขข้อของมาตรการใน {items} ต่อจากข้อก่อนหน้า จึงรวมเป็นมาตรการเดียวกัน",
                "ถ้าเป็นคนละมาตรการ นำเข้ามาตรการก่อน หรือเริ่มเลข 1 ใหม่ในแต่ละข้อ แล้วนำเข้าใหม่",
                items=" ".join(dict.fromkeys(group.runs_on)),
            )

    def _warn_of_others(self, groups: Sequence[ProgressGroup]) -> None:
        """Warn about what the report says otherwise of measures than the year."""
        told: dict[str, Origin] = {}
        for group in groups:
            measure = group.measure
            if measure.id in self._groups.made:
                continue
            said = [
                str(value)
                for name, value in differing(measure, group.beside).items()
                if not same_text(str(value), str(getattr(measure, name)))
            ]
            refs = self._groups.owners_of(group).refs if group.owners else ()
            if not {*refs} <= {*refs_of(self._year.owners_of_measure(measure.id))}:
                said.append(self._groups.owners.label(refs))
            if said:
                told[f"{group.subject}: {' '.join(said)}"] = group.origin
        if told:
            self._draft.warn(
                next(iter(told.values())),
                "สิ่งที่รายงานบอกเกี่ยวกับมาตรการต่างจากมาตรการของปีนี้ จึงไม่ได้นำเข้า: {words}",
                "ถ้าเปลี่ยนจริง แก้ที่หน้ามาตรการ",
                words=" · ".join(told),
            )

    # -- changes

    def _put(
        self,
        rows: Sequence[ProgressRow],
        groups: Sequence[ProgressGroup],
        findings: Sequence[PlannedFinding],
    ) -> None:
        writes: list[Write] = [write for finding in findings for write in finding.writes]
        needs: list[str] = []
        before: list[Entry] = []
        answered: dict[str, tuple[Measure, dict[str, Finding]]] = {}
        for group in groups:
            made = group.measure.id in self._groups.made
            old, of_entry = self._entry_writes(group)
            writes += of_entry
            if of_entry and self._month(group, group.measure) is None:
                needs.extend(self._groups.rounds.needs(group.round))
            if made:
                needs.extend(self._needs(group.measure))
            before += old
            _, new = answered.setdefault(group.measure.id, (group.measure, {}))
            for finding in findings:
                if set(finding.rows) & set(group.rows) and (made or finding.before is None):
                    new[finding.finding.id] = finding.finding
        for measure, new in answered.values():
            writes += links(self._year, measure, new.values())
        subject = subject_of_rows(rows)
        issues = [finding.finding.issue for finding in findings]
        shown = _shown(subject, groups, issues)
        old_issues = [finding.before.issue for finding in findings if finding.before is not None]
        known = [group for group in groups if group.measure.id not in self._groups.made]
        was = _shown(subject, known, old_issues) | dict.fromkeys(_beside(_told_beside(groups)), "")
        was |= {
            "ผลการดำเนินการ": "\n".join(filter(None, (entry.text for entry in before))),
            "สถานะ": "\n".join(dict.fromkeys(_state_word(entry.state) for entry in before)),
            **_beside([{name: getattr(entry, name) for name in ENTRY_COLUMNS} for entry in before]),
        }
        # An empty cell changes nothing.
        shown["ผลการดำเนินการ"] = shown["ผลการดำเนินการ"] or was["ผลการดำเนินการ"]
        self._draft.put(
            [row.origin for row in rows],
            shown,
            was if known else None,
            writes,
            needs=tuple(dict.fromkeys(needs)),
            of=[
                *(one for group in known for one in (group.measure, *group.combined_with)),
                *(finding.before for finding in findings if finding.before is not None),
            ],
        )

    def _needs(self, measure: Measure) -> tuple[str, ...]:
        """Return the keys of the shared writes that add a measure of the report to the year."""
        for record in (measure, *self._groups.made[measure.id]):
            self._draft.share(record.id, Insert(record))
        return (measure.id, *(item.id for item in self._groups.made[measure.id]))

    def _entry_writes(self, group: ProgressGroup) -> tuple[Sequence[Entry], list[Write]]:
        """Return the existing summaries, and the writes that set the file's text: of each unit by
        itself, if several do the measure."""
        old = {entry.unit_id: entry for entry in self._entries(group, group.measure)}
        self._entries_read.update(entry.id for entry in old.values())
        texts = self._texts(group)
        before = tuple(old.values())
        if not group.told and self._is_printed(group, texts):
            return before, []
        writes: list[Write] = []
        for unit_id, result in texts.items():
            entry, told = old.get(unit_id), self._told(group, unit_id)
            said = self._state(group, unit_id, result)
            known = said or (entry.state if entry is not None else None)
            if known is EntryState.DONE and any(
                map(is_to_come, (told.get("day"), group.round.first))
            ):
                said = EntryState.UNKNOWN
                self._noted[_COMING].append(group)
            if entry is None:
                if said is None:
                    self._noted[_SILENT].append(group)
                new = self._new(group, unit_id, result)
                if new.occurrence is None and said is EntryState.DONE:
                    new = replace(new, occurrence=self._occurrence(group, group.measure))
                writes += inserts(replace(new, state=said or EntryState.UNKNOWN, **told))
                continue
            # Tables print consecutive numbers and hyphens; these are not differences.
            known_as = entry.text, self._printed(group.measure, group)
            is_same = steps_of(result) in map(steps_of, known_as)
            decides = group.states or not is_same or entry.state is EntryState.DONE
            says = told if is_same else {"text": result, **told}
            says |= {"state": said} if said is not None and decides else {}
            writes += update(entry, says)
        return before, writes

    def _told(self, group: ProgressGroup, unit_id: str | None) -> dict[str, Any]:
        """Return the fields of an entry of a unit that cells beside its result tell."""
        names = {name for name, _, _ in group.told if self._is_of(name, unit_id)}
        return group.told_of(names)

    def _is_of(self, name: str, unit_id: str | None) -> bool:
        """Return whether what is told behind a name is of a unit: its own, or nobody's by name."""
        unit = self._year.unit_finder.find(name)
        return unit is None or unit_id in {None, unit.id}

    def _state(self, group: ProgressGroup, unit_id: str | None, text: str) -> EntryState | None:
        """Return the state of a result: what its text says is not done is not, whatever the cell
        beside it says."""
        given = joined_state([state for name, state in group.states if self._is_of(name, unit_id)])
        told = said_state(text)
        if given is EntryState.DONE and told in OPEN:
            self._noted[_CONTRARY].append(group)
            return told
        return given or told

    def _entries(self, group: ProgressGroup, measure: Measure) -> Sequence[Entry]:
        """Return the entries that a group's result is compared with: those of its month, if the
        measure has that, else of its round."""
        month = self._month(group, measure)
        return [
            entry
            for entry in self._year.entries_of(measure.id)
            if (
                entry.round_id == group.round.id
                if month is None
                else entry.round_id is None and entry.occurrence == month
            )
        ]

    def _month(self, group: ProgressGroup, measure: Measure) -> date | None:
        """Return the time of the measure that a month's result is of, and is recorded for instead
        of a round; None if the month is a round of the year, or the measure has no such time."""
        if not self._groups.rounds.is_month(group.round):
            return None
        when = self._occurrence(group, measure)
        return when if when is not None and when <= group.round.last else None

    def _occurrence(self, group: ProgressGroup, measure: Measure) -> date | None:
        """Return the last day of the time that a round's result is of: the only one that ends
        within the round, or the only one that it lies in; None if that is not sure."""
        first, last = group.round.first, group.round.last
        times = occurrences(measure, self._year.year)
        ended = [time for time in times if first <= time.last <= last]
        found = ended or [time for time in times if time.first <= first and last <= time.last]
        return found[0].last if len(found) == 1 and found[0].times == 1 else None

    def _new(self, group: ProgressGroup, unit_id: str | None, result: str) -> Entry:
        measure = group.measure
        known = self._year.entries_of(measure.id)
        month = self._month(group, measure)
        return Entry(
            id=new_id(),
            measure_id=measure.id,
            unit_id=unit_id,
            occurrence=month,
            round_id=group.round.id if month is None else None,
            text=result,
            position=self._draft.next_position(known, measure.id),
        )

    def _texts(self, group: ProgressGroup) -> dict[str | None, str]:
        """Return the results of a measure by unit, None for all; only all if it is done as a
        whole."""
        result = self._own_result(group)
        units = self._units(group.measure)
        if not of_several(units):
            for name in (n for n in group.units if self._year.unit_finder.find(n) not in units):
                self._draft.warn(
                    group.origin,
                    "ผลของ {items} ในไฟล์เป็นของ {name} แต่มาตรการนี้ไม่ได้ให้หลายหน่วยทำ "
                    "จึงเก็บเป็นผลของมาตรการ",
                    "ถ้าหลายหน่วยทำ ใส่ผู้รับผิดชอบที่หน้ามาตรการก่อน แล้วนำเข้าใหม่",
                    items=group.subject,
                    name=name,
                )
            return {None: result} if result or group.states or group.told else {}
        named = {**group.units, **group.reporters}
        found = results_of(self._year, "\n".join(group.of_units) if named else result)
        for name in found.unknown:
            self._draft.warn(
                group.origin,
                "ไม่รู้จักหน่วย “{name}” ในช่องผลของ {items} จึงเก็บผลนี้เป็นของทุกหน่วย",
                "เพิ่มหน่วยนี้ในรายชื่อหน่วย แล้วนำเข้าใหม่",
                name=name,
                items=group.subject,
            )
        texts = dict(found.by_unit)
        told = {name for name, _ in group.states} | {name for name, _, _ in group.told}
        for own in told & named.keys():
            if (unit := self._year.unit_finder.find(own)) in units:
                texts.setdefault(unit.id, "")
        has_own = [each.id in texts for each in units]
        if group.reporters and any(has_own) and not all(has_own):
            self._noted[_OF_REPORTER].append(group)
        return texts or ({None: ""} if group.states or group.told else {})

    def _units(self, measure: Measure) -> tuple[Unit, ...]:
        """Return the units of the year that do a measure, which may be one of the report."""
        if measure.id not in self._groups.made:
            return units_of_measure(self._year, measure.id)
        owners = (each for each in self._groups.made[measure.id] if isinstance(each, MeasureOwner))
        known = self._year.unit_by_id
        return units_of(self._year, [each for each in owners if each.unit_id in known])

    def _is_printed(self, group: ProgressGroup, texts: Mapping[str | None, str]) -> bool:
        """Return whether the file says of the measure, or of its units, just what the year's own
        report does, which may sum up the times of it."""
        printed = plain(self._printed(group.measure, group))
        if set(texts) <= {None}:
            result = steps_of(plain(texts.get(None, "")))
            return not group.states and bool(result) and result == steps_of(printed)
        theirs = results_of(self._year, printed).by_unit
        return {unit_id: steps_of(text) for unit_id, text in theirs.items()} == {
            unit_id: steps_of(plain(text)) for unit_id, text in texts.items()
        }

    def _own_result(self, group: ProgressGroup) -> str:
        """Return the result text of a measure alone if the rows combine it with others; empty if
        the combined text is unchanged."""
        theirs: set[str] = set()
        for other in group.combined_with:
            self._entries_read.update(entry.id for entry in self._entries(group, other))
            theirs.update(steps_of(self._printed(other, group)))
        result, missing = without_missing(self._year, group.result)
        for line in missing:
            words = shortened(line)
            self._draft.warn(
                group.origin, "ไม่ได้นำบรรทัด “{words}” เข้า เพราะโปรแกรมพิมพ์เองจากบันทึก", words=words
            )
        if not theirs or not result:
            return result
        if theirs <= set(steps_of(result)):
            lines = filter(None, result.split("\n"))
            return "\n".join(line for line in lines if steps_of(line)[0] not in theirs)
        self._draft.warn(
            group.origin,
            "ผลของ {items} เป็นของหลายมาตรการในช่องเดียว และต่างจากที่บันทึกไว้ จึงไม่ได้นำเข้า",
            "แก้ผลของแต่ละมาตรการที่หน้ามาตรการ",
            items=group.subject,
        )
        return ""

    def _printed(self, measure: Measure, group: ProgressGroup) -> str:
        from ita_desktop.documents.reports.tracking.progress_report import entry_texts

        entries = entries_of_round(self._year, measure.id, group.round)
        return "\n".join(entry_texts(self._year, entries))

    def _remove(self, rounds: set[str]) -> None:
        """Remove the summaries of the file's rounds that the file lacks."""
        for measure in self._year.measures:
            subject = subject_of_measure(self._year, measure)
            for entry in self._year.entries_of(measure.id):
                if entry.round_id in rounds and entry.id not in self._entries_read:
                    self._draft.remove(entry, {"ข้อ": subject, "ผลการดำเนินการ": entry.text})


def _found(rows: Sequence[ProgressRow]) -> list[NamedFinding]:
    """Return the findings in the rows."""
    found: list[NamedFinding] = []
    last: NamedFinding | None = None
    for number, row in enumerate(rows):
        if last is not None and row.merged_issue and row.chapter is not None and row.indicator:
            # Its cell is merged over a row without items: it is said of the whole indicator.
            last.of_indicator(row.indicator)
            continue
        if row.chapter is not None or (not row.issue and not row.merged_issue):
            last = last if row.continues else None
            continue
        if last is None or not (row.merged_issue or row.continues):
            if not row.issue:
                continue  # the merged cells are empty
            last = NamedFinding(row.indicator)
            found.append(last)
        last.add(number, {"issue": row.issue}, row.items, row.title)
    # Each round repeats a finding; its first text is used, with the rows of all.
    once_each: dict[tuple[str, ...], NamedFinding] = {}
    for finding in found:
        first = once_each.setdefault(tuple(sorted(finding.titles)) or (finding.indicator,), finding)
        if first is finding:
            continue
        if rows[first.rows[0]].round == rows[finding.rows[0]].round:
            texts = [steps_of(words) for words in first.texts["issue"]]
            more = (words for words in finding.texts["issue"] if steps_of(words) not in texts)
            first.texts["issue"].extend(more)
        first.rows.extend(finding.rows)
    return list(once_each.values())


def _state_word(state: EntryState | None) -> str:
    return Phrase(STATE_WORDS[state]) if state in STATE_WORDS else Phrase("ไม่บอกสถานะ")


def _shown(subject: str, groups: Sequence[ProgressGroup], issues: Sequence[str]) -> dict[str, str]:
    said = (joined_state([s for _, s in each.states]) or said_state(each.result) for each in groups)
    return {
        "ข้อ": subject,
        "ประเด็นที่ต้องปรับปรุง": "\n".join(filter(None, issues)),
        "วิธีการปฏิบัติ": "\n".join(group.measure.method for group in groups),
        "ผลการดำเนินการ": "\n".join(filter(None, (group.result for group in groups))),
        "รอบ": " ".join(dict.fromkeys(group.round.title for group in groups)),
        "สถานะ": "\n".join(dict.fromkeys(map(_state_word, said))),
        **_beside(_told_beside(groups)),
    }


def _told_beside(groups: Sequence[ProgressGroup]) -> Sequence[Mapping[str, object]]:
    return [
        group.told_of({"", unit})
        for group in groups
        for unit in ({**group.units, **group.reporters} or ("",))
    ]


def _beside(told: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return what is told beside results, under its heading; empty where nothing is."""
    columns = {name: PROGRESS.column(name).heading for name in ENTRY_COLUMNS}
    return {
        heading: "\n".join(sorted({_text(each[name]) for each in told if each.get(name)}))
        for name, heading in columns.items()
        if any(each.get(name) for each in told)
    }


def _text(value: object) -> str:
    return str(short_date(value)) if isinstance(value, date) else str(value)
