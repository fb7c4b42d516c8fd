"""Imports assignments, one row per OIT item with owners, due date and as-of date; and evidence: an
item's links and files, requirements met, and its own mark; and what was filed, known by item and
day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.measure_cells import owners_fields
from ita_desktop.domain.oit.parts import month_code, part_title, parts_of, units_of_rows
from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    CheckMark,
    Evidence,
    Statement,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.domain.rich import parse
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.worksheet import NOTHING
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.links import named_home, site_of
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.oit import AssignmentRow, EvidenceRow, FilingListRow
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, last_position, refs_of
from ita_desktop.services.imports.draft import (
    CHOOSE,
    ImportDraft,
    Shown,
    differing,
    fields_of,
    inserts,
    more_of,
    update,
)
from ita_desktop.services.imports.items import (
    beyond,
    item_of,
    item_words,
    likeness,
    points_of,
    repeated,
    rows_by_item,
    warn_of_other_names,
    whole_rows,
)
from ita_desktop.services.imports.plan import Insert, Write
from ita_desktop.services.imports.roster.register import Owners, Resolved, merged, owner_writes
from ita_desktop.services.oit.evidence import met_by, now
from ita_desktop.services.roster.owning import owner_of

_MIN_SIMILARITY = 0.3
"""Names of indicators with less similarity are different."""


def compare_assignments(draft: ImportDraft, rows: Sequence[AssignmentRow]) -> None:
    """Add the differences between ``rows`` and the year's assignments to the draft."""
    owners = Owners(draft)
    seen: dict[str, AssignmentRow] = {}
    rows = [replace(row, owners=_behind_title(draft.year, row)) for row in rows]
    rows = [replace(row, owners=tuple(owners.named(row.owners, row.origin))) for row in rows]
    rows = list(whole_rows(draft, rows))
    for row, *others in draft.each(rows_by_item(rows)):
        with draft.skipping(row.origin, *(other.origin for other in others)):
            item_of(draft.year, row.item, oit=True)
            if (first := seen.setdefault(row.item, row)) is not row:
                _repeated(draft, row, first)
            else:
                _row(draft, owners, row, others)
    warn_of_other_names(draft, ((row.origin, row.item, row.title) for row in seen.values()))
    _warn_of_indicators(draft, list(seen.values()))
    if draft.decided.replace:
        places = {code: place for place, code in enumerate(draft.year.framework.item_by_code)}
        for assignment in sorted(
            draft.year.assignments,
            key=lambda assignment: places.get(assignment.item_code, len(places)),
        ):
            if assignment.item_code not in seen:
                refs = refs_of(draft.year.owners_of_item(assignment.item_code))
                draft.remove(assignment, _shown(draft, owners, assignment, refs))


def _row(
    draft: ImportDraft, owners: Owners, row: AssignmentRow, others: Sequence[AssignmentRow]
) -> None:
    """Add the item of a row, with the owners of the ``others`` behind its own."""
    each = [row, *others]
    resolved = [owners.resolve(one.owners, one.origin) for one in each]
    refs = tuple(dict.fromkeys(ref for one in resolved for ref in one.refs))
    named = Resolved(refs, all(one.whole for one in resolved))
    typed = owners_fields(refs, "" if others else resolved[0].typed)
    origins = [one.origin for one in each]
    row = replace(
        row,
        due=next((one.due for one in each if one.due), None),
        as_of=next((one.as_of for one in each if one.as_of), None),
        note=next((one.note for one in each if one.note), ""),
        details="\n".join(dict.fromkeys(one.details for one in each if one.details)),
    )
    if len({one.owners for one in each if one.owners}) > 1:
        draft.warn(
            row.origin,
            "ข้อ {item} มีหลายแถว คือ{rows} จึงรวมผู้รับผิดชอบทุกแถว",
            "ตรวจว่าทุกหน่วยรับผิดชอบข้อนี้จริง",
            item=row.item,
            rows=rows_phrase(origins),
        )
    old = draft.year.assignment_by_item.get(row.item)
    details = _own_details(draft.year, row, old.details if old is not None else "")
    says: dict[str, object] = {
        "due": row.due,
        "as_of": row.as_of,
        "details": details,
        "note": row.note,
    }
    if old is None and not (refs or any({**says, **typed}.values())):
        # An empty line of the official table.
        draft.keep(*origins)
        return
    blank = Assignment(id=new_id(), year_id=draft.year.fiscal_year.id, item_code=row.item)
    before = draft.year.owners_of_item(row.item)
    after = merged(refs_of(before), named)
    make = owner_of(AssignmentOwner, assignment_id=(old or blank).id)
    written = owner_writes(before, after, make)
    if old is None or (written and tuple(after) == refs):
        says |= typed

    def shown(one: Assignment) -> Shown:
        return _shown(draft, owners, one, refs_of(before) if one is old else after)

    draft.say(origins, old, blank, says, shown, written)


def _behind_title(year: YearData, row: AssignmentRow) -> tuple[OwnerEntry, ...]:
    """Return the owners of a row, without the item's own title where that begins as a unit's name
    does and stands before them in a line (``O3 โรงเรียนสังกัดกรุงเทพมหานคร ฝ่ายการศึกษา``)."""
    item = None if row.title else year.framework.item_by_code.get(row.item)
    for title in item.wordings if item is not None else ():
        if row.owners and row.owners[0].text.startswith(f"{title} "):
            first, *others = row.owners
            return replace(first, text=first.text.removeprefix(title).strip()), *others
    return row.owners


def _own_details(year: YearData, row: AssignmentRow, before: str) -> str:
    """Return what a row says that its item must publish, where the office said ``before``; empty if
    that is what the program prints there, of the framework's words."""
    # The reports are read on first use.
    from ita_desktop.documents.reports.oit.assignments import MISSING_EVIDENCE, detail_lines

    item = year.framework.item_by_code[row.item]
    lacking = MISSING_EVIDENCE.of(year, {"หน่วยงาน": ""}).strip()
    text = "\n".join(line for line in row.details.split("\n") if lacking not in line).strip()
    printed = [line.text for line in detail_lines(year, item)]
    if key("".join(printed)) == key("".join(line.text for line in parse(text))):
        return before
    has_all = all(key(point.text) in key(text) for point in item.requirements)
    is_known = has_all and not beyond(" ".join((item_words(item), *printed)), text)
    return "" if is_known and not before else text


def _warn_of_indicators(draft: ImportDraft, rows: Sequence[AssignmentRow]) -> None:
    """Warn about rows with an indicator that is not their item's; it is not imported."""
    other = [row for row in rows if row.indicator and not _has_indicator(draft.year, row)]
    if other:
        draft.warn(
            other[0].origin,
            "ตัวชี้วัดของ {items} ในไฟล์ไม่ตรงกับกรอบการประเมินปี {year} เช่น “{text}” จึงไม่ได้นำเข้าตัวชี้วัด",
            "ตรวจว่าไฟล์นี้เป็นของปีงบประมาณ {year} จริง",
            items=" ".join(row.item for row in other),
            year=draft.year.year,
            text=other[0].indicator,
        )


def _has_indicator(year: YearData, row: AssignmentRow) -> bool:
    item = year.framework.item_by_code[row.item]
    code = read_indicator(row.indicator)
    if code:
        return f"{item.indicator}.".startswith(f"{code}.")
    names = (
        indicator.name
        for indicator in year.framework.indicators
        if indicator.code == item.indicator
    )
    return any(likeness(row.indicator, name) >= _MIN_SIMILARITY for name in names)


def _repeated(draft: ImportDraft, row: AssignmentRow, first: AssignmentRow) -> None:
    """Handle a second row of an item: a page break, a repetition, or a contradiction."""
    what = Phrase("ข้อ {item}", item=row.item)
    says = (row.owners, row.due, row.as_of, row.note, row.details)
    own = (first.owners, first.due, first.as_of, first.note, first.details)
    same = says in {((), None, None, "", ""), own}
    if same and row.continued:
        draft.keep_as(row.origin, first.origin)
    else:
        repeated(draft, row.origin, first.origin, what, same=same)


def _shown(
    draft: ImportDraft, owners: Owners, assignment: Assignment, refs: Sequence[OwnerRef]
) -> Shown:
    item = draft.year.framework.item_by_code.get(assignment.item_code)
    return {
        "ข้อ": assignment.item_code,
        "ข้อมูล": item.title if item else "",
        "ผู้รับผิดชอบ": owners.label(refs),
        "กำหนดส่ง": assignment.due,
        "ข้อมูล ณ วันที่": assignment.as_of,
        **({"รายละเอียด": assignment.details} if assignment.details else {}),
        "หมายเหตุ": assignment.note,
    }


_Identity = tuple[str, str, str, str]
"""The item and link of a piece of evidence (its title if it has none), its unit and its part."""


def compare_evidence(draft: ImportDraft, rows: Sequence[EvidenceRow]) -> None:
    """Add the differences between ``rows`` and the year's evidence to the draft."""
    _Evidence(draft).compare(rows)


class _Evidence:
    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        self._known = {
            _identity(evidence.item_code, evidence): evidence
            for evidence in draft.year.evidence
            if evidence.statement is not Statement.MET
        }
        self._of_link = {identity[:2]: evidence for identity, evidence in self._known.items()}
        """Evidence by item and link alone, for rows that name neither unit nor part."""
        self._marks = {
            score.node: score for score in draft.year.scores if score.source is ScoreSource.SELF
        }
        self._met = set(draft.year.met_requirements)
        self._of_units: defaultdict[str, set[str]] = defaultdict(set)
        """Requirements that units are found to meet by themselves, by unit."""
        self._score_of_item: dict[str, tuple[Decimal, Origin]] = {}
        self._most = Decimal(0)
        self._without_link: list[EvidenceRow] = []
        """Rows with other words in the place of a link."""
        self._count = Counter(evidence.item_code for evidence in draft.year.evidence)

    def compare(self, rows: Sequence[EvidenceRow]) -> None:
        seen: dict[_Identity, EvidenceRow] = {}
        self._most = max((row.mark for row in rows if row.mark is not None), default=self._most)
        for given in self._draft.each(rows):
            with self._draft.skipping(given.origin):
                item_of(self._year, given.item, oit=True)
                row = self._placed(self._without_faults(given))
                if row.says_none:
                    self._without_link.append(row)
                identity = self._identity_of(row)
                if identity[1] and (first := seen.setdefault(identity, row)) is not row:
                    self._repeated(row, first)
                else:
                    self._row(row, identity)
        self._tell_none()
        self._leave_homes(rows)
        self._leave_unsure(rows)
        self._tell_other_names(rows)
        self._draft.remove_others(
            self._known.values(),
            lambda evidence: _identity(evidence.item_code, evidence) in seen,
            lambda evidence: self._shown(evidence, None),
        )

    def _tell_none(self) -> None:
        if rows := self._without_link:
            self._draft.warn(
                rows[0].origin,
                "“{text}” ใน{rows} ไม่ใช่ลิงก์ จึงไม่ได้เก็บเป็นลิงก์",
                "ถ้ามีหลักฐาน ใส่ลิงก์หรือชื่อไฟล์ แล้วนำเข้าใหม่",
                text=rows[0].says_none,
                rows=rows_phrase([row.origin for row in rows]),
            )

    def _leave_homes(self, rows: Sequence[EvidenceRow]) -> None:
        """Leave rows unticked whose link leads to the first page of a site that has others, where
        nothing is published: by its name, or because it is that of other items, too."""
        given = {(one.item, one.location) for one in rows}
        known = {(one.item_code, one.location) for one in self._year.evidence}
        sites = Counter(site_of(location)[0] for _, location in given | known if location)

        def leads_home(row: EvidenceRow) -> bool:
            site, is_first = site_of(row.location)
            return named_home(row.title) or (is_first and sites[site] > 1)

        homes = [row for row in rows if row.location and leads_home(row)]
        self._draft.leave_unticked(
            [row.origin for row in homes],
            "ลิงก์ของ {items} เป็นหน้าแรกของเว็บไซต์ ไม่ใช่หน้าของข้อมูล",
            CHOOSE,
            items=" ".join(dict.fromkeys(row.item for row in homes)),
        )

    def _leave_unsure(self, rows: Sequence[EvidenceRow]) -> None:
        """Leave rows unticked whose link has spaces, as nobody knows where it ends."""
        unsure = [row for row in rows if row.is_spaced]
        self._draft.leave_unticked(
            [row.origin for row in unsure],
            "ลิงก์ของ {items} มีช่องว่าง ไม่แน่ว่าจบที่ใด",
            "เปิดลิงก์ดูก่อน แล้วเลือกเอง",
            items=" ".join(dict.fromkeys(row.item for row in unsure)),
        )

    def _tell_other_names(self, rows: Sequence[EvidenceRow]) -> None:
        """Warn about names of data that are not the items'."""
        known = self._year.framework.item_by_code
        named = {row.item: row for row in rows if row.data and row.item in known}
        items = (
            (row.origin, code, row.data)
            for code, row in named.items()
            if not row.title or row.title not in row.data
        )
        warn_of_other_names(self._draft, items)

    def _without_faults(self, row: EvidenceRow) -> EvidenceRow:
        """Return the row without requirements that the item lacks, and without a mark that
        contradicts another row's or is none of a hundred; warn about all."""
        points = [
            requirement.code
            for requirement in self._year.framework.item_by_code[row.item].requirements
        ]
        unknown = sorted(set(row.met) - set(points))
        if unknown:
            error = RowError(
                "ข้อ {item} ไม่มีข้อกำหนด {codes}",
                remedy="ข้อนี้มี {known}",
                item=row.item,
                codes=" ".join(unknown),
                known=" ".join(points) or "–",
            )
            self._draft.flaw(row.origin, error.about("met"))
            row = replace(row, met=tuple(code for code in row.met if code in points))
        if row.mark is None:
            return row
        if (few := points_of(row.mark, self._most)) is not None:
            self._draft.flaw(row.origin, few)
            return replace(row, mark=None)
        mark, first = self._score_of_item.setdefault(row.item, (row.mark, row.origin))
        if mark != row.mark:
            error = RowError(
                "คะแนนของ {item} ไม่ตรงกับแถว {row}",
                remedy="ใส่คะแนนของแต่ละข้อไว้แถวเดียว",
                item=row.item,
                row=first.seen_from(row.origin),
            )
            self._draft.flaw(row.origin, error.about("mark"))
            row = replace(row, mark=None)
        return row

    def _placed(self, row: EvidenceRow) -> EvidenceRow:
        """Return the row with the id of its unit and the code of its part; what is not known of
        them is left out and reported."""
        unit = self._unit(row) if row.unit and not row.unit_id else None
        part = self._part(row) if row.part else ""
        nothing = row.nothing and bool(part or row.unit_id or unit)
        return replace(
            row,
            unit_id=unit.id if unit is not None else row.unit_id,
            part=part,
            nothing=nothing,
            title=row.title or (NOTHING if nothing else ""),
            location="" if row.nothing and key(row.location) == key(NOTHING) else row.location,
            says_none=NOTHING if row.nothing and not nothing else row.says_none,
        )

    def _unit(self, row: EvidenceRow) -> Unit | None:
        """Return the unit that a row names; None for a group, which is all units."""
        unit = self._year.unit_finder.find(row.unit)
        if unit is None:
            error = RowError(
                "ไม่รู้จักหน่วย “{text}” จึงถือว่าหลักฐานนี้ให้ไว้รวมทุกหน่วย",
                remedy="พิมพ์ชื่อหน่วยตามทะเบียน แล้วรับเข้าใหม่",
                text=row.unit,
            )
            self._draft.flaw(row.origin, error.about("unit"))
        return None if unit is None or unit.kind is UnitKind.GROUP else unit

    def _part(self, row: EvidenceRow) -> str:
        """Return the code of the month or process that a row names; empty if the item has none."""
        parts = parts_of(self._year.framework.item_by_code[row.item])
        words = key(row.part)
        found = [part.code for part in parts if words in {key(part.code), key(part.title)}]
        if found:
            return found[0]
        month = month_code(row.part, self._year.year)
        if any(part.code == month for part in parts):
            return month
        error = RowError(
            "ข้อ {item} ไม่มีเดือนหรือกระบวนการ “{text}” จึงถือว่าหลักฐานนี้ให้ไว้รวมทั้งข้อ",
            remedy="พิมพ์เช่น {known}",
            item=row.item,
            text=row.part,
            known=", ".join(part.title for part in parts) or "–",
        )
        self._draft.flaw(row.origin, error.about("part"))
        return ""

    def _identity_of(self, row: EvidenceRow) -> _Identity:
        """Return the identity of a row. One that names neither unit nor part is the evidence of
        that link, of whatever unit it is."""
        identity = _identity(row.item, row)
        known = self._of_link.get(identity[:2])
        if identity in self._known or row.unit_id or row.part or known is None:
            return identity
        return _identity(row.item, known)

    def _row(self, row: EvidenceRow, identity: _Identity) -> None:
        extra = [*self._points(row), *self._mark(row)]
        if not identity[1]:
            self._only_points(row, extra)
            return
        says = fields_of(row, "title", "format", "published", "as_of", "placed_by", "note")
        old = self._known.get(identity)
        blank = Evidence(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            item_code=row.item,
            unit_id=row.unit_id or None,
            part=row.part,
            statement=Statement.NOTHING if row.nothing else Statement.PUBLISHED,
            title=row.location,
            location=row.location,
            placed_at=now(),
            position=self._count[row.item],
        )
        self._count[row.item] += old is None
        if old is not None and not old.location:
            says["location"] = row.location  # known by its title, which the row has as the link
        if old is not None and {"location", "published", "as_of"} & differing(old, says).keys():
            says["placed_at"] = now()

        def shown(one: Evidence) -> Shown:
            return self._shown(one, None if one is old and extra else row)

        self._draft.say([row.origin], old, blank, says, shown, extra)

    def _only_points(self, row: EvidenceRow, extra: list[Write]) -> None:
        """Compare a row without link or file: only requirements met and the mark."""
        days = [short_date(day) for day in (row.published, row.as_of) if day]
        if left := [word for word in (row.format, *days, row.placed_by, row.note) if word]:
            self._draft.warn(
                row.origin,
                "ไม่ได้นำเข้า “{words}” เพราะแถวนี้ไม่มีชื่อเอกสารและลิงก์",
                "ใส่ลิงก์หรือชื่อเอกสาร แล้วนำเข้าใหม่",
                words=" · ".join(left),
            )
        blank = Evidence(id="", year_id="", item_code=row.item, title="", location="")
        shown = self._shown(blank, row)
        self._draft.put([row.origin], shown, self._shown(blank, None) if extra else shown, extra)

    def _points(self, row: EvidenceRow) -> list[Write]:
        item = self._year.framework.item_by_code[row.item]
        wanted = [point.code for point in item.requirements] if row.all_met else list(row.met)
        if row.unit_id and units_of_rows(self._year, item):
            return self._points_of_unit(item, row.unit_id, wanted)
        new = [code for code in wanted if code not in self._met]
        self._met.update(new)
        year_id = self._year.fiscal_year.id
        return [Insert(CheckMark(id=new_id(), year_id=year_id, requirement=code)) for code in new]

    def _points_of_unit(self, item: Item, unit_id: str, codes: Iterable[str]) -> list[Write]:
        """Return the writes by which a unit meets requirements that are not met for all."""
        ticks = self._year.ticks_of(item.code)
        own = {row.part for row in ticks if row.unit_id == unit_id} | self._met
        new = [code for code in codes if code not in own | self._of_units[unit_id]]
        self._of_units[unit_id].update(new)
        return [Insert(met_by(self._year, item.code, code, unit_id)) for code in new]

    def _mark(self, row: EvidenceRow) -> list[Write]:
        if row.mark is None or self._score_of_item[row.item][1] != row.origin:
            return []
        if (old := self._marks.get(row.item)) is not None:
            return update(old, {"value": row.mark})
        score = Score(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            node=row.item,
            source=ScoreSource.SELF,
            value=row.mark,
        )
        return inserts(score)

    def _repeated(self, row: EvidenceRow, first: EvidenceRow) -> None:
        same = replace(row, origin=first.origin) == first
        text = "หลักฐานของ {item}" if same else "หลักฐานเดียวกันของ {item}"
        what = Phrase(text, item=row.item)
        repeated(self._draft, row.origin, first.origin, what, same=same)

    def _of(self, evidence: Evidence) -> dict[str, str]:
        """Return the unit and part of evidence, for a preview; nothing if it is for all."""
        unit = self._year.unit_by_id.get(evidence.unit_id or "")
        item = self._year.framework.item_by_code.get(evidence.item_code)
        shown = {"หน่วย": unit.label} if unit is not None else {}
        if evidence.part and item is not None:
            shown["เดือนหรือกระบวนการ"] = part_title(item, evidence.part)
        return shown

    def _shown(self, evidence: Evidence, row: EvidenceRow | None) -> Shown:
        met = "ครบ" if row and row.all_met else " ".join(row.met) if row else ""
        placing = {"ข้อมูล ณ วันที่": evidence.as_of, "ผู้นำขึ้น": evidence.placed_by}
        return {
            "ข้อ": evidence.item_code,
            **self._of(evidence),
            "ชื่อเอกสาร": evidence.title,
            "ลิงก์หรือชื่อไฟล์": evidence.location,
            "รูปแบบไฟล์": evidence.format,
            "วันที่เผยแพร่": evidence.published,
            **{heading: value for heading, value in placing.items() if value},
            "ข้อกำหนดที่ครบ": met,
            "คะแนนประเมินตนเอง": str(row.mark) if row and row.mark is not None else "",
            "หมายเหตุ": evidence.note,
        }


def _identity(item: str, evidence: Evidence | EvidenceRow) -> _Identity:
    link = key(evidence.location) or key(evidence.title)
    return item, link, evidence.unit_id or "", evidence.part


def compare_filing(draft: ImportDraft, rows: Sequence[FilingListRow]) -> None:
    """Add the differences between ``rows`` and what is known as filed to the draft."""
    known = {(filing.item_code, filing.filed): filing for filing in draft.year.filings}
    seen: dict[tuple[str, object], FilingListRow] = {}
    for row in draft.each(rows):
        with draft.skipping(row.origin):
            item_of(draft.year, row.item, oit=True)
            if (first := seen.setdefault((row.item, row.filed), row)) is not row:
                what = Phrase("{item} ที่ยื่นวันเดียวกัน", item=row.item)
                same = _filing_says(row) == _filing_says(first)
                repeated(draft, row.origin, first.origin, what, same=same)
                continue
            if row.filed is None:
                continue
            blank = Filing(
                id=new_id(),
                year_id=draft.year.fiscal_year.id,
                item_code=row.item,
                filed=row.filed,
                position=last_position(draft.year.filings_of(row.item)),
            )
            old = known.get((row.item, row.filed))
            draft.say([row.origin], old, blank, _filing_says(row), partial(_filing_shown, row))


def _filing_says(row: FilingListRow) -> dict[str, object]:
    return {**fields_of(row, "links", "explanation", "published"), **dict(row.more)}


def _filing_shown(row: FilingListRow, filing: Filing) -> Shown:
    return {
        "ข้อ": filing.item_code,
        "วันที่ยื่น": filing.filed,
        "ลิงก์ที่ยื่น": filing.links,
        "คำชี้แจงที่ยื่น": filing.explanation,
        "วันที่เผยแพร่": filing.published,
        **more_of(filing, row),
    }
