"""Personal data in texts that would be published: found before anything public is written, where it
stands, and that it is meant so.

A year's texts are searched first. Only if something is found that nobody has decided about, the
papers or pages are made of a year with a mark in its place, which shows where it comes out.

Kept files that the public page publishes are looked through as far as their text can be read: as
imports read them, with the same limits. Pictures and scanned pages have no text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final, NamedTuple
from urllib.parse import unquote

from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext
from ita_desktop.domain import personal_data
from ita_desktop.domain.answers import PublicText
from ita_desktop.domain.documents import Chapter
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import AgendaItem, Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_finding import FoundKind
from ita_desktop.domain.records import CalendarDate, Evidence, Measure, Person, new_id
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
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
from ita_desktop.site.building import build, goes_out, is_picture
from ita_desktop.site.parts import SitePart, SiteSource
from ita_desktop.storage.tables import kind_of
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
    personal_data.FRAMEWORK: Place(PageKey.YEAR, "framework"),
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


_MARKS = lazy_re(f"[{personal_data.FIRST_MARK}-{personal_data.LAST_MARK}]")
_TEXTS = (".html", ".js", ".json", ".csv", ".txt")
"""Files of the page that hold text; its sheets have the rows of the others."""


class UndecidedError(InputError):
    """Texts hold personal data that nobody has decided about; nothing was written (exit code 1)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, found: Sequence[personal_data.TypedData]) -> None:
        self.found = tuple(found)
        super().__init__(
            "ข้อความที่จะเผยแพร่มีข้อมูลส่วนบุคคล {count} แห่งที่ยังไม่ตัดสิน จึงยังไม่เขียนอะไร",
            remedy="แก้ข้อความ หรือตัดสินในโปรแกรมว่าตั้งใจให้เผยแพร่ หรือใช้ --as-typed เพื่อเผยแพร่ตามที่พิมพ์",
            count=len(self.found),
        )


class PublicPaper(NamedTuple):
    """A document and the formats in which it is to be written."""

    kind: DocumentKind
    context: ReportContext
    formats: Sequence[Format]
    digits: Digits | None = None


class _Marked(NamedTuple):
    """A year and the one before it with marks in place of what was found in them."""

    found: tuple[personal_data.TypedData, ...]
    year: YearData
    previous: YearData | None

    def told_by(self, texts: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the finds whose marks are in ``texts``."""
        seen = frozenset(_MARKS.findall("\n".join(texts)))
        return frozenset(at for at in range(len(self.found)) if personal_data.mark(at) in seen)

    def distinct(self, numbers: Iterable[int]) -> tuple[personal_data.TypedData, ...]:
        """Return the finds of ``numbers``; what two years share, as the name of a unit, once."""
        return once(self.found[number] for number in sorted(numbers))


def _mark(year: YearData, previous: YearData | None) -> _Marked:
    of_year = personal_data.typed_data(year)
    of_previous = personal_data.typed_data(previous) if previous is not None else ()
    if previous is not None:
        previous = personal_data.marked(previous, of_previous, len(of_year))
    return _Marked((*of_year, *of_previous), personal_data.marked(year, of_year), previous)


def of_papers(papers: Iterable[PublicPaper]) -> tuple[personal_data.TypedData, ...]:
    """Return the undecided personal data that public ones of ``papers`` print, in the order of the
    data. Raises InputError for a paper that cannot be made."""
    known: dict[tuple[int, int], _Marked] = {}
    numbers: dict[int, set[int]] = {}
    for paper in papers:
        context = paper.context
        if context.profile is not Profile.PUBLIC or paper.kind.internal:
            continue
        key = (id(context.year), id(context.previous))
        if key not in known:
            known[key] = _mark(context.year, context.previous)
        marks = known[key]
        if not marks.found:
            continue
        told = marks.told_by(_texts_of_paper(paper, marks))
        if paper.kind.names_people:
            told = frozenset(at for at in told if not _is_named_by_form(marks.found[at]))
        numbers.setdefault(id(marks), set()).update(told)
    found = [one for marks in known.values() for one in marks.distinct(numbers.get(id(marks), ()))]
    return once(found)


def once(found: Iterable[personal_data.TypedData]) -> tuple[personal_data.TypedData, ...]:
    """Return each place once, as the first year that has it."""
    places: dict[tuple[str, int], personal_data.TypedData] = {}
    for one in found:
        places.setdefault((one.place, one.start), one)
    return tuple(places.values())


def _is_named_by_form(found: personal_data.TypedData) -> bool:
    return found.kind is FoundKind.NAME and found.of_people


def _texts_of_paper(paper: PublicPaper, marks: _Marked) -> Iterator[str]:
    kind = paper.kind
    context = replace(paper.context, year=marks.year, previous=marks.previous)
    digits = paper.digits or kind.digits
    formats = set(paper.formats)
    if Format.XLSX in formats and kind.form is not None:
        yield from strings_of(kind.form(context))
        formats.discard(Format.XLSX)
    if Format.PPTX in formats and kind.slides is not None:
        yield from strings_of(kind.slides(context, digits))
        formats.discard(Format.PPTX)
    if formats:
        yield from strings_of(kind.build(context, digits))


def of_texts(
    year: YearData, made: Callable[[YearData], Iterable[str]]
) -> tuple[personal_data.TypedData, ...]:
    """Return the undecided personal data in the texts that are made of a year: what has neither the
    form of a paper nor that of the page. ``made`` is called only if the year has any."""
    marks = _mark(year, None)
    return marks.distinct(marks.told_by(made(marks.year))) if marks.found else ()


def of_site(source: SiteSource) -> tuple[personal_data.TypedData, ...]:
    """Return the undecided personal data on the public page, in its open data and its search."""

    def made(year: YearData) -> Iterator[str]:
        site = build(replace(source, year=year))
        return _texts_of_site((*site.parts, *site.landing([site.summary])))

    return of_texts(source.year, made)


def _texts_of_site(parts: Iterable[SitePart]) -> Iterator[str]:
    for part in parts:
        yield part.path
        if part.path.endswith(_TEXTS):
            yield unquote(part.make().decode("utf-8", "replace"))


def refuse(found: Sequence[personal_data.TypedData]) -> None:
    """Raise UndecidedError if anything was found."""
    if found:
        raise UndecidedError(found)


_FEWEST_DIGITS: Final = 9


class FileSearch(NamedTuple):
    """What was found in files, and how many could not be looked through."""

    found: tuple[personal_data.TypedData, ...]
    unread: int

    @property
    def note(self) -> Phrase | None:
        """What is to be looked at by eye; None if nothing is."""
        if not self.unread:
            return None
        return Phrase(
            "ภาพและไฟล์ที่ไม่มีตัวอักษร {count} ไฟล์ ตรวจหาข้อมูลส่วนบุคคลไม่ได้ ดูก่อนเผยแพร่",
            count=self.unread,
        )


class FileLines:
    """The lines of kept files that may hold a number or an address, each file read once."""

    def __init__(self, media: Callable[[str], bytes | None]) -> None:
        self._media = media
        self._known: dict[str, tuple[str, ...] | None] = {}

    def of(self, row: Evidence) -> tuple[str, ...] | None:
        """Return those of an evidence's file; None if it has no text."""
        if is_picture(row):
            return None
        if row.media not in self._known:
            self._known[row.media] = _lines_of(self._media(row.media), row.file_name)
        return self._known[row.media]


def of_files(data: YearData, files: FileLines) -> FileSearch:
    """Return the undecided personal data in the files that the page of a year would publish."""
    found: list[personal_data.TypedData] = []
    unread = 0
    for row in {row.media: row for row in reversed(data.evidence) if goes_out(row)}.values():
        lines = files.of(row)
        if lines is None:
            unread += 1
        else:
            found += personal_data.in_file(data, row, lines)
    return FileSearch(tuple(dict.fromkeys(found)), unread)


def _lines_of(content: bytes | None, name: str) -> tuple[str, ...] | None:
    if not content:
        return None
    try:
        blocks = content_in(content, name, WorkProgress())
    except InputError:
        return None
    lines = tuple(dict.fromkeys(_texts(blocks)))
    if not any(map(str.strip, lines)):
        return None
    return tuple(line for line in lines if _may_tell(line))


def _texts(blocks: SourceBlocks) -> Iterator[str]:
    yield from blocks.lines
    for sheet in blocks.sheets:
        for row in sheet.rows:
            # Figures side by side are not the groups of one number.
            yield " | ".join(value for value in row.values if isinstance(value, str))


def _may_tell(line: str) -> bool:
    return "@" in line or "＠" in line or sum(map(str.isdecimal, line)) >= _FEWEST_DIGITS


def located(data: YearData, found: personal_data.TypedData) -> Recorded:
    """Return what the record of a find is called, and its place in the window. Records of another
    year are called by it, and their place is the page."""
    record, place = _record_of(data, found)
    where = Phrase(
        "{record} ช่อง{column}", record=record, column=column_words(found.table, found.column)
    )
    if found.table == personal_data.FRAMEWORK:
        where = record
    if found.year != data.year:
        where = Phrase("ปี {year} {where}", year=found.year, where=where)
    return Recorded(where, place)


def _record_of(data: YearData, found: personal_data.TypedData) -> Recorded:
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


def _of_other(data: YearData, found: personal_data.TypedData) -> Recorded:
    row, kind = found.row, kind_of(found.table)
    if found.table == personal_data.FRAMEWORK:
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


def issue_of(data: YearData, found: personal_data.TypedData) -> CheckIssue:
    """Return a find as an issue of the check."""
    where, place = located(data, found)
    message = found_words(found.kind, excerpt(found.whole, (found.start, found.end)))
    fix = Phrase("แก้ข้อความ หรือตัดสินว่าตั้งใจให้เผยแพร่")
    return CheckIssue(Severity.WARNING, CODE, where, message, fix, place=place)


def found_words(kind: FoundKind, words: str) -> Phrase:
    """Return what is found in a text, by the ``words`` around it."""
    return Phrase("มี{kind}ในข้อความที่จะเผยแพร่: “{words}”", kind=KIND_WORDS[kind], words=words)


def publish_on_purpose(
    workspace: Workspace, year: int, found: Iterable[personal_data.TypedData]
) -> int:
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
