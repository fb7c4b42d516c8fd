"""Personal data in texts that would be published: where it stands, and that it is meant so."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.documents.book import Chapter
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters.letters import Letter
from ita_desktop.domain.meetings.meetings import AgendaItem, Meeting
from ita_desktop.domain.personal.finding import FoundKind
from ita_desktop.domain.personal.public_texts import PublicText
from ita_desktop.domain.personal.typed import FRAMEWORK, TypedData
from ita_desktop.domain.records import CalendarDate, Measure, Person, new_id
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import CheckIssue, Severity, excerpt
from ita_desktop.services.column_words import column_words
from ita_desktop.services.places import PageKey, Place, chapters_place, duties_place
from ita_desktop.services.texts import (
    Recorded,
    of_calendar,
    of_finding,
    of_item,
    of_letter,
    of_measure,
    of_meeting,
    of_order,
)
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
    FoundKind.CHILD: Phrase("ชื่อเด็ก"),
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
    row = _subject(data, found.row)
    known = _NAMED.get(type(row))
    if known is None:
        return _of_other(data, found)
    name, place = known(data, row)
    if isinstance(found.row, (Entry, Photo)):
        name = Phrase("ผลของ{measure}", measure=name)
    if isinstance(found.row, AgendaItem):
        place = Place(PageKey.MEETINGS, found.row.id)
    return Recorded(name, place)


def _subject(data: YearData, row: Any) -> Any:
    """Return the measure, finding, letter or meeting that a record is part of, else itself."""
    if isinstance(row, Photo):
        row = next((entry for entry in data.entries if entry.id == row.entry_id), row)
    for column, rows in (
        ("measure_id", data.measure_by_id),
        ("finding_id", data.finding_by_id),
        ("letter_id", data.letter_by_id),
        ("meeting_id", data.meeting_by_id),
    ):
        if (whole := rows.get(getattr(row, column, ""))) is not None:
            return whole
    return row


def _of_duty(data: YearData, duty: Duty) -> Recorded:
    body = data.body_by_id.get(duty.body_id)
    name = Phrase("หน้าที่ของ{body}", body=body.name if body is not None else "")
    return Recorded(name, duties_place(duty.body_id))


_NAMED: Final[Mapping[type, Callable[[YearData, Any], Recorded]]] = {
    Measure: of_measure,
    Finding: of_finding,
    AppointmentOrder: of_order,
    Letter: of_letter,
    Meeting: of_meeting,
    Duty: _of_duty,
    CalendarDate: lambda _data, day: of_calendar(day),
    Chapter: lambda _data, row: Recorded(
        Phrase("บทของเล่ม {title}", title=row.title), chapters_place()
    ),
    Person: lambda _data, row: Recorded(Phrase("บุคคล"), Place(PageKey.ROSTER, row.id)),
}
"""What records are called that have a name and a place of their own."""


def _of_other(data: YearData, found: TypedData) -> Recorded:
    row, kind = found.row, kind_of(found.table)
    if found.table == FRAMEWORK:
        name = Phrase("กรอบการประเมิน {code}", code=row.code)
        return Recorded(name, Place(PageKey.YEAR, f"framework#{row.code}"))
    code = getattr(row, "item_code", "") or getattr(row, "node", "")
    if code in data.framework.item_by_code:
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
    message = found_words(found.kind, excerpt(found.whole, (found.start, found.end)))
    fix = Phrase("แก้ข้อความ หรือตัดสินว่าตั้งใจให้เผยแพร่")
    return CheckIssue(Severity.WARNING, CODE, where, message, fix, place=place)


def found_words(kind: FoundKind, words: str) -> Phrase:
    """Return what is found in a text, by the ``words`` around it."""
    return Phrase("มี{kind}ในข้อความที่จะเผยแพร่: “{words}”", kind=KIND_WORDS[kind], words=words)


def publish_on_purpose(workspace: Workspace, year: int, found: Iterable[TypedData]) -> int:
    """Remember for all years that finds are meant to be published, as one unit of work; return how
    many were new. Raises InputError without any."""
    places = {(one.place, one.digest): one for one in found}
    if not places:
        raise InputError("ยังไม่ได้เลือกข้อความ", remedy="เลือกอย่างน้อยหนึ่งแห่ง")
    known = workspace.year(year).public_texts
    new = places.keys() - {(row.place, row.digest) for row in known}
    if not new:
        return 0
    with workspace.change("ตั้งใจให้เผยแพร่ {count} แห่ง", count=len(new)) as change:
        for place, digest in places:
            if (place, digest) in new:
                row = PublicText(id=new_id(), place=place, digest=digest, decided=today())
                change.insert(row)
    return len(new)
