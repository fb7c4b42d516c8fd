"""Personal data in texts that would be published: where it stands, and that it is meant so."""

from collections.abc import Iterable
from typing import Final

from ita_desktop.domain.analysis.findings import Finding, FindingItem
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import Endorsement, Letter, LetterAttachment
from ita_desktop.domain.meetings.meetings import ActionItem, AgendaItem, Attendance, Meeting
from ita_desktop.domain.personal.finding import FoundKind
from ita_desktop.domain.personal.public_texts import PublicText
from ita_desktop.domain.personal.typed import FRAMEWORK, TypedData
from ita_desktop.domain.records import CalendarDate, Measure, MeasureItem, Person, Unit
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.excerpts import excerpt
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.checks.recorded import (
    Recorded,
    of_calendar,
    of_finding,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)
from ita_desktop.services.places import PageKey, Place, chapters_place, duties_place
from ita_desktop.services.server.columns import column_words
from ita_desktop.settings import today
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.workspace import Workspace

CODE: Final = "personal-in-text"
"""Code of the check."""
KIND_WORDS: Final = {
    FoundKind.ID_NUMBER: Phrase("เลขประจำตัวประชาชน"),
    FoundKind.ACCOUNT: Phrase("เลขบัญชีธนาคาร"),
    FoundKind.TELEPHONE: Phrase("เบอร์โทรศัพท์"),
    FoundKind.MAIL: Phrase("อีเมล"),
    FoundKind.NAME: Phrase("ชื่อบุคคลในทะเบียน"),
    FoundKind.HEALTH: Phrase("ข้อมูลสุขภาพ"),
}
_PAGES: Final = {
    "organisation": Place(PageKey.SETTINGS),
    "unit": Place(PageKey.SETTINGS),
    "fiscal_year": Place(PageKey.YEAR),
    FRAMEWORK: Place(PageKey.YEAR, "framework"),
    "framework_confirmation": Place(PageKey.YEAR, "framework"),
    "tracking_round": Place(PageKey.MEASURES),
    "wording": Place(PageKey.SETTINGS, "wordings"),
    "office_file": Place(PageKey.SETTINGS, "wordings"),
    "body": Place(PageKey.ROSTER),
    "member": Place(PageKey.ROSTER),
    "tenure": Place(PageKey.ROSTER),
    "survey_group": Place(PageKey.SURVEYS),
    "survey_link": Place(PageKey.SURVEYS),
    "survey_rule": Place(PageKey.SURVEYS),
    "collection": Place(PageKey.COLLECTING),
    "collection_unit": Place(PageKey.COLLECTING),
}
"""Pages of records that have no place of their own."""


def located(data: YearData, found: TypedData) -> Recorded:
    """Return what the record of a find is called, and its place in the window. Records of another
    year are called by it, and their place is the page."""
    record, place = _record_of(data, found)
    where = Phrase(
        "{record} ช่อง{column}", record=record, column=column_words(found.table, found.column)
    )
    if found.table == FRAMEWORK:
        where = record
    if found.year != data.year:
        where = Phrase("ปี {year} {where}", year=found.year, where=where)
    return Recorded(where, place)


def _record_of(data: YearData, found: TypedData) -> Recorded:
    row = found.row
    if isinstance(row, Measure):
        return of_measure(data, row)
    if isinstance(row, (Entry, Photo)):
        return _of_entry(data, row)
    if isinstance(row, MeasureItem):
        return _of_measure_id(data, row.measure_id)
    if isinstance(row, Finding):
        return of_finding(data, row)
    if isinstance(row, FindingItem) and row.finding_id in data.finding_by_id:
        return of_finding(data, data.finding_by_id[row.finding_id])
    if isinstance(row, AppointmentOrder):
        return of_order(data, row)
    if isinstance(row, CalendarDate):
        return of_calendar(row)
    return _of_paper(data, found) or _of_other(data, found)


def _of_entry(data: YearData, row: Entry | Photo) -> Recorded:
    entries = {entry.id: entry.measure_id for entry in data.entries}
    measure = row.measure_id if isinstance(row, Entry) else entries.get(row.entry_id, "")
    name, place = _of_measure_id(data, measure)
    return Recorded(Phrase("ผลของ{measure}", measure=name), place)


def _of_measure_id(data: YearData, measure_id: str) -> Recorded:
    measure = data.measure_by_id.get(measure_id)
    if measure is None:
        return Recorded(Phrase("มาตรการ"), Place(PageKey.MEASURES))
    return of_measure(data, measure)


def _of_paper(data: YearData, found: TypedData) -> Recorded | None:
    row = found.row
    if isinstance(row, Duty):
        body = data.body_by_id.get(row.body_id)
        name = Phrase("หน้าที่ของ{body}", body=body.name if body is not None else "")
        return Recorded(name, duties_place(row.body_id))
    if isinstance(row, Letter):
        return of_letter(data, row)
    if isinstance(row, (Endorsement, LetterAttachment)) and row.letter_id in data.letter_by_id:
        return of_letter(data, data.letter_by_id[row.letter_id])
    if isinstance(row, Meeting):
        return of_meeting(data, row)
    if isinstance(row, (ActionItem, AgendaItem, Attendance)):
        meeting = data.meeting_by_id.get(row.meeting_id)
        if meeting is not None:
            name, place = of_meeting(data, meeting)
            at = Place(PageKey.MEETINGS, row.id) if isinstance(row, AgendaItem) else place
            return Recorded(name, at)
    return None


def _of_other(data: YearData, found: TypedData) -> Recorded:
    row, kind = found.row, kind_of(found.table)
    if found.table == FRAMEWORK:
        name = Phrase("กรอบการประเมิน {code}", code=row.code)
        return Recorded(name, Place(PageKey.YEAR, f"framework#{row.code}"))
    if isinstance(row, (Person, Unit)):
        page = PageKey.ROSTER if isinstance(row, Person) else PageKey.SETTINGS
        target = row.id if isinstance(row, Person) else ""
        return Recorded(kind, Place(page, target))
    if found.table == "chapter":
        return Recorded(kind, chapters_place())
    code = getattr(row, "item_code", "") or getattr(row, "node", "")
    item = data.framework.item_by_code.get(code)
    if isinstance(item, Item):
        page = PageKey.OIT if found.table in _OF_OIT else PageKey.SCORES
        name = Phrase("{kind} {item}", kind=kind, item=of_item(code).where)
        return Recorded(name, Place(page, code))
    return Recorded(kind, _PAGES.get(found.table, Place(PageKey.SCORES)))


_OF_OIT: Final = frozenset(
    ("assignment", "assignment_owner", "evidence", "check_mark", "link_proof", "mark_reason",
     "filing", "assessor_remark")
)  # fmt: skip


def issue_of(data: YearData, found: TypedData) -> CheckIssue:
    """Return a find as an issue of the check."""
    where, place = located(data, found)
    message = Phrase(
        "มี{kind}ในข้อความที่จะเผยแพร่: “{words}”",
        kind=KIND_WORDS[found.kind],
        words=excerpt(found.whole, (found.start, found.end)),
    )
    fix = Phrase("แก้ข้อความ หรือตัดสินว่าตั้งใจให้เผยแพร่")
    return CheckIssue(Severity.WARNING, CODE, where, message, fix, place=place)


def publish_on_purpose(workspace: Workspace, found: Iterable[TypedData]) -> int:
    """Remember that finds are meant to be published, as one unit of work; return how many were
    new. Raises InputError without any."""
    places = {(one.place, one.digest): one for one in found}
    if not places:
        raise InputError("ยังไม่ได้เลือกข้อความ", remedy="เลือกอย่างน้อยหนึ่งแห่ง")
    years = workspace.years()
    known = workspace.year(years[-1].year).public_texts if years else ()
    new = places.keys() - {(row.place, row.digest) for row in known}
    if not new:
        return 0
    with workspace.change("ตั้งใจให้เผยแพร่ {count} แห่ง", count=len(new)) as change:
        for place, digest in places:
            if (place, digest) in new:
                row = PublicText(id=new_id(), place=place, digest=digest, decided=today())
                change.insert(row)
    return len(new)
