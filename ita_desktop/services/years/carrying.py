"""Carries a fiscal year, or lists of it, over to another year.

Phrases about what was carried over to a new year.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple, TypedDict, Unpack

from ita_desktop.domain.carry_list import Entered, Fate, ItemFate, carry_list
from ita_desktop.domain.documents import GENERATED, Chapter
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.records import Body, FiscalYear, Measure, new_id
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position
from ita_desktop.services.years import carrying_entries
from ita_desktop.services.years.carrying_entries import ItemCarrier, carry_findings_into
from ita_desktop.services.years.moved import moved_years
from ita_desktop.services.years.years import framework_for, insert_year, must_be_new
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_VALID_EVERY_YEAR: Final = frozenset(
    {"", "preface", "importance", "criteria", "levels", "framework"}
)
"""Parts whose own text is valid for every year: the office's own chapters, and these."""
_OF_RESULTS: Final = frozenset(
    {"result", "analysis", "analysis-by-question", "analysis-by-item", "progress"}
)
"""Parts whose own text is about one year, even around what is printed of it."""


class LostEntry(NamedTuple):
    """Something entered for an item that has no counterpart."""

    code: str
    what: Entered
    amount: int
    why: Phrase


class CarriedYear(NamedTuple):
    """A year that was added, with what it got of an earlier one."""

    data: YearData
    carried: Mapping[str, int]
    """Numbers of records: ``assignments`` and the values of :class:`Entered`."""
    lost: tuple[LostEntry, ...]
    united: tuple[ItemFate, ...]
    split: tuple[ItemFate, ...]


class YearParts(NamedTuple):
    """What is carried over to a new year beside the chapters of the book."""

    roster: bool = True
    """Bodies with their present members and duties."""
    owners: bool = True
    due: bool = False
    """Dates of items, shifted by the number of years."""
    measures: bool = False
    """Measures that continue, as not started."""
    findings: bool = False
    evidence: bool = False
    """Links, as those of the earlier year."""
    notes: bool = False

    @property
    def entered(self) -> frozenset[Entered]:
        """What is carried of that which is entered for items."""
        wanted = {
            Entered.OWNERS: self.owners,
            Entered.DATES: self.due,
            Entered.NOTES: self.notes,
            Entered.EVIDENCE: self.evidence,
            Entered.MEASURES: self.measures,
            Entered.FINDINGS: self.findings,
        }
        return frozenset(what for what, is_wanted in wanted.items() if is_wanted)


class _Parts(TypedDict, total=False):
    """The fields of :class:`YearParts`."""

    roster: bool
    owners: bool
    due: bool
    measures: bool
    findings: bool
    evidence: bool
    notes: bool


def add_year_from(
    workspace: Workspace,
    year: int,
    from_year: int,
    *,
    framework_year: int | None = None,
    framework: Framework | None = None,
    **parts: Unpack[_Parts],
) -> YearData:
    """Add a year as :func:`carry_year` does; return it."""
    chosen = YearParts(**parts)
    return carry_year(
        workspace, year, from_year, chosen, framework_year=framework_year, framework=framework
    ).data


def carry_year(
    workspace: Workspace,
    year: int,
    from_year: int,
    parts: YearParts,
    *,
    framework_year: int | None = None,
    framework: Framework | None = None,
) -> CarriedYear:
    """Add the Buddhist fiscal ``year`` with data carried over from ``from_year``, in one unit of
    work; a year that exists and is still empty gets the data, and keeps its framework.

    The framework is the shipped one of ``framework_year``, or ``framework``. The order of the book
    is copied, with texts that are valid for every year, without inserted files. What was entered
    for items goes to the corresponding ones by the crosswalk; united and split ones are marked in
    their notes. Raises InputError if the year has data or no framework fits.
    """
    from ita_desktop.frameworks.resource_files import item_map

    empty = _empty_year(workspace, year)
    before = workspace.year(from_year)
    results = (workspace.year_before(year) or before, workspace.year_before(from_year) or before)
    label = "เพิ่มปีงบประมาณ {year} จากปี {before}"
    if empty is not None:
        label = "เริ่มปีงบประมาณ {year} จากปี {before}"
    chosen = empty.framework if empty is not None else framework
    chosen = chosen or framework_for(year, framework_year)
    with workspace.change(label, year=year, before=from_year) as change:
        carries_roster = parts.roster and bool(before.bodies)
        if empty is None:
            record = insert_year(
                change, year, chosen, bodies=not carries_roster, as_shipped=framework is None
            )
        else:
            record = empty.fiscal_year
            for body in empty.bodies if carries_roster else ():
                change.delete(body)
        if carries_roster:
            _carry_roster(change, before, record)
        _carry_chapters(change, before, record)
        blank = replace(before, fiscal_year=record, framework=chosen, measures=(), findings=())
        items = item_map(before.framework, chosen)
        carrier = ItemCarrier(change, before, record, items)
        carrier.carry_assignments(owners=parts.owners, due=parts.due, notes=parts.notes)
        if parts.evidence:
            carrier.carry_evidence()
        found = carry_findings_into(change, blank, before, results) if parts.findings else {}
        going = _going(blank, before) if parts.measures else []
        carrying_entries.carry_into(change, blank, before, going, found)
    counts = {
        **carrier.counts(),
        Entered.MEASURES.value: len(going),
        Entered.FINDINGS.value: len(found),
    }
    fates = carry_list(before, items)
    return CarriedYear(
        workspace.year(year),
        counts,
        tuple(_losses(fates, parts.entered, chosen)),
        tuple(fate for fate in fates if fate.fate is Fate.UNITED),
        tuple(fate for fate in fates if fate.fate is Fate.SPLIT),
    )


def is_empty(data: YearData) -> bool:
    """Return whether nothing was entered for a year yet but its framework and calendar."""
    entered = (
        data.members,
        data.duties,
        data.assignments,
        data.evidence,
        data.measures,
        data.findings,
        data.chapters,
        data.scores,
        data.meetings,
        data.letters,
        data.orders,
    )
    return not any(entered)


def _empty_year(workspace: Workspace, year: int) -> YearData | None:
    """Return a year of the workspace that is still empty; None if there is none. Raises InputError
    if it has data."""
    if year not in {record.year for record in workspace.years()}:
        return None
    data = workspace.year(year)
    if not is_empty(data):
        must_be_new(workspace, year)
    return data


def _going(data: YearData, before: YearData) -> list[Measure]:
    """Return the measures that have a counterpart."""
    ways = carrying_entries.ways_of_measures(data, before)
    return [measure for measure in before.measures if ways[measure.id].possible]


def _losses(
    fates: Iterable[ItemFate], wanted: Collection[Entered], framework: Framework
) -> Iterator[LostEntry]:
    for fate in fates:
        if fate.fate is Fate.GONE:
            (code,) = fate.old
            why = Phrase("กรอบ {framework} ไม่มีข้อที่ต่อจาก {code}", framework=framework.code, code=code)
            for what, count in fate.entered.items():
                if what in wanted:
                    yield LostEntry(code, what, count, why)


def carry_roster(workspace: Workspace, year: int, source: int) -> int:
    """Copy the roster of another Buddhist fiscal year, as its orders left it: members are added to
    bodies of the same name, after existing ones, other bodies are added; duties are copied to
    bodies without any. Return the number of members added."""
    data, before = workspace.year(year), workspace.year(source)
    own = {key(body.name): body for body in data.bodies}
    count = 0
    with workspace.change("ยกรายชื่อจากปี {source}", source=source) as change:
        last = last_position(data.bodies)
        for number, body in enumerate(before.bodies):
            into = own.get(key(body.name))
            if into is None:
                copy = replace(body, id=new_id(), row_version=1, year_id=data.fiscal_year.id)
                into = change.insert(replace(copy, position=last + number))
            first = last_position(data.members_of(into.id))
            for offset, member in enumerate(members_on(before, body.id)):
                new = replace(member, id=new_id(), row_version=1, body_id=into.id)
                change.insert(replace(new, position=first + offset))
                count += 1
            if not data.duties_of(into.id):
                _carry_duties(change, before, body, into, year - source)
    return count


def _carry_roster(change: Change, before: YearData, record: FiscalYear) -> None:
    for body in before.bodies:
        copy = change.insert(replace(body, id=new_id(), row_version=1, year_id=record.id))
        for position, member in enumerate(members_on(before, body.id)):
            copied = replace(member, id=new_id(), row_version=1, body_id=copy.id)
            change.insert(replace(copied, position=position))
        _carry_duties(change, before, body, copy, record.year - before.year)


def _carry_chapters(change: Change, before: YearData, record: FiscalYear) -> None:
    for chapter in before.chapters:
        if not chapter.media:
            text = chapter.text if _is_valid_every_year(chapter) else ""
            copy = replace(chapter, id=new_id(), row_version=1, year_id=record.id, text=text)
            change.insert(copy)


def _is_valid_every_year(chapter: Chapter) -> bool:
    """Return whether a text does not stand in place of what is printed of one year."""
    is_around = GENERATED in chapter.text and chapter.part not in _OF_RESULTS
    return chapter.part in _VALID_EVERY_YEAR or is_around


def _carry_duties(change: Change, before: YearData, body: Body, into: Body, step: int) -> None:
    """Copy the duties of a body; years in their text are shifted."""
    for duty in before.duties_of(body.id):
        copied = replace(duty, id=new_id(), row_version=1, body_id=into.id)
        change.insert(replace(copied, text=moved_years(duty.text, step)))


CARRY_OVER: Final = "carry-over"
"""Name of the document with the list."""
FATES: Final[Mapping[Fate, Phrase]] = {
    Fate.GONE: Phrase("ไม่มีข้อที่ต่อกัน"),
    Fate.UNITED: Phrase("รวมเป็นข้อเดียว"),
    Fate.SPLIT: Phrase("แยกเป็นหลายข้อ"),
    Fate.CHANGED: Phrase("ขอบเขตหรือถ้อยคำต่างไป"),
}
COUNTED: Final[Mapping[Entered, str]] = {
    Entered.OWNERS: "ผู้รับผิดชอบ {count}",
    Entered.DATES: "วันของข้อ {count}",
    Entered.NOTES: "หมายเหตุ {count}",
    Entered.EVIDENCE: "ลิงก์หลักฐาน {count}",
    Entered.MEASURES: "มาตรการ {count}",
    Entered.FINDINGS: "ข้อค้นพบ {count}",
}


def entered_words(counts: Mapping[Entered, int]) -> str:
    """Return ``ผู้รับผิดชอบ 2 · มาตรการ 1``."""
    return joined(*(Phrase(COUNTED[what], count=count) for what, count in counts.items() if count))


def carried_words(counts: Mapping[str, int]) -> str:
    """Return what was carried over."""
    known = {what: counts[what.value] for what in Entered}
    return entered_words(known) or Phrase("ไม่มีสิ่งที่กรอกไว้ของปีก่อน")


def fate_words(fate: ItemFate) -> str:
    """Return what became of items: ``O3 O4 รวมเป็น O2``."""
    old, new = " ".join(fate.old), " ".join(fate.new)
    match fate.fate:
        case Fate.UNITED:
            return Phrase("{old} รวมเป็น {new}", old=old, new=new)
        case Fate.SPLIT:
            return Phrase("{old} แยกเป็น {new}", old=old, new=new)
        case Fate.CHANGED:
            return Phrase("{old} เป็น {new} ขอบเขตหรือถ้อยคำต่างไป", old=old, new=new)
        case _:
            return Phrase("{old} ไม่มีข้อที่ต่อกัน", old=old)


def loss_words(loss: LostEntry) -> str:
    """Return what of an item could not be carried over, and why."""
    what = Phrase(COUNTED[loss.what], count=loss.amount)
    return Phrase("{code} ไม่ได้ยกมา: {what} ({why})", code=loss.code, what=what, why=loss.why)
