"""All texts that the clerk typed into the records of a year, with their places in the window: found
and replaced (each place is shown, chosen ones are written at once), and years in texts that were
carried over from another year moved on, one by one.

Not among them: names of people, posts and units, addresses, what official results print, and what
was noted of a day that is past (filings, checks of links).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ita_desktop.domain import records
from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import Endorsement, Letter
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_data import with_marks
from ita_desktop.domain.personal_marks import Personal, marks_of
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.schedule import states_only_when
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import to_arabic, to_thai
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters import subject_of
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.places import PageKey, Place, chapters_place, duties_place, letter_place
from ita_desktop.services.years.moved import NamedYear, years_in
from ita_desktop.settings import today
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


class Recorded(NamedTuple):
    """A record as a list names it, and its place."""

    where: Phrase
    place: Place


def of_measure(data: YearData, measure: records.Measure) -> Recorded:
    name = Phrase("มาตรการ {label}", label=label_of(data, measure))
    return Recorded(name, Place(PageKey.MEASURES, measure.id))


def of_finding(data: YearData, finding: Finding) -> Recorded:
    codes = ", ".join(item.item_code for item in data.items_of_finding(finding.id))
    name = Phrase("ผลวิเคราะห์ {label}", label=codes or finding.indicator)
    return Recorded(name, Place(PageKey.MEASURES, f"finding:{finding.id}"))


def of_item(code: str) -> Recorded:
    """Return how an OIT item is named."""
    return Recorded(Phrase("ข้อ {code}", code=code), Place(PageKey.OIT, code))


def of_order(data: YearData, order: AppointmentOrder) -> Recorded:
    name = Phrase("คำสั่ง {number}", number=numbered(order, data.year, today()))
    return Recorded(name, Place(PageKey.ROSTER, order.id))


def of_letter(data: YearData, letter: Letter) -> Recorded:
    name = Phrase("หนังสือ {subject}", subject=subject_of(data, letter))
    return Recorded(name, letter_place(letter.id))


def of_meeting(data: YearData, meeting: Meeting) -> Recorded:
    name = Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))
    return Recorded(name, Place(PageKey.MEETINGS, meeting.id))


def of_calendar(day: records.CalendarDate) -> Recorded:
    """Return how a date of the year's calendar is named."""
    return Recorded(Phrase("ปฏิทิน {title}", title=day.title), Place(PageKey.YEAR, "calendar"))


class RecordText(NamedTuple):
    """A text of a record, as it is stored."""

    record: records.Record
    column: str
    where: Phrase
    """The record, as the window calls it."""
    place: Place
    plans: bool = True
    """Whether it is about the work of this year; else it may be about the result of the last."""

    @property
    def text(self) -> str:
        """The stored text, with marks of style."""
        return str(getattr(self.record, self.column))


def year_texts(data: YearData) -> Iterator[RecordText]:
    """Yield the texts of a year's records without empty ones, in the order of the pages."""
    for of_page in (_measures, _findings, _entries, _oit, _papers, _meetings, _calendar):
        yield from (text for text in of_page(data) if text.text.strip())


def _of(
    record: records.Record, recorded: Recorded, *columns: str, plans: bool = True
) -> Iterator[RecordText]:
    for column in columns:
        yield RecordText(record, column, *recorded, plans)


def _measures(data: YearData) -> Iterator[RecordText]:
    for measure in data.measures:
        named = of_measure(data, measure)
        yield from _of(measure, named, "finding", plans=False)
        yield from _of(measure, named, "method", "schedule", "monitoring", "reports_to")
        yield from _of(measure, named, "target", "success", "note")
        for item in data.items_of_measure(measure.id):
            yield from _of(item, named, "title", plans=False)


def _findings(data: YearData) -> Iterator[RecordText]:
    for finding in data.findings:
        named = of_finding(data, finding)
        yield from _of(finding, named, "practice", "strength", "weakness", "issue", plans=False)
        yield from _of(finding, named, "improvement")
        yield from _of(finding, named, "note", plans=False)
        for item in data.items_of_finding(finding.id):
            yield from _of(item, named, "title", plans=False)


def _entries(data: YearData) -> Iterator[RecordText]:
    for measure in data.measures:
        name, place = of_measure(data, measure)
        named = Recorded(Phrase("ผลของ{measure}", measure=name), place)
        for entry in data.entries_of(measure.id):
            yield from _of(entry, named, "text", "result", "reason")
            for photo in data.photos_of(entry.id):
                yield from _of(photo, named, "caption")


def _oit(data: YearData) -> Iterator[RecordText]:
    for assignment in data.assignments:
        yield from _of(assignment, of_item(assignment.item_code), "details", "note")
    for evidence in data.evidence:
        place = Place(PageKey.OIT, evidence.item_code)
        named = Recorded(Phrase("หลักฐานข้อ {code}", code=evidence.item_code), place)
        yield from _of(evidence, named, "title", "note")
    for remark in data.remarks:
        columns = ("answer", "mend", "proof")
        yield from _of(remark, of_item(remark.node), *columns, plans=False)


def _papers(data: YearData) -> Iterator[RecordText]:
    for body in data.bodies:
        where = Phrase("ชื่อ{body}", body=body.name)
        yield from _of(body, Recorded(where, Place(PageKey.ROSTER, body.id)), "name")
    for order in data.orders:
        named = of_order(data, order)
        yield from _of(order, named, "title")
        yield from _of(order, named, "ground", "purpose", "note", plans=False)
    for member in data.members:
        named = Recorded(Phrase("หมายเหตุในรายชื่อ"), Place(PageKey.ROSTER, member.id))
        yield from _of(member, named, "note", plans=False)
    for duty in data.duties:
        of_body = data.body_by_id.get(duty.body_id)
        where = Phrase("หน้าที่ของ{body}", body=of_body.name if of_body is not None else "")
        yield from _of(duty, Recorded(where, duties_place(duty.body_id)), "text")
    for letter in data.letters:
        named = of_letter(data, letter)
        yield from _of(letter, named, "subject", "body", "addressee", "note", plans=False)
        for added in (*data.endorsements_of(letter.id), *data.attachments_of_letter(letter.id)):
            columns = ("addressee", "text") if isinstance(added, Endorsement) else ("title",)
            yield from _of(added, named, *columns, plans=False)
    for chapter in data.chapters:
        where = Phrase("บทของเล่ม {title}", title=chapter.title)
        yield from _of(chapter, Recorded(where, chapters_place()), "title", "text", plans=False)


def _meetings(data: YearData) -> Iterator[RecordText]:
    for meeting in data.meetings:
        named = of_meeting(data, meeting)
        yield from _of(meeting, named, "title", "place", "note", plans=False)
        for item in data.agenda_of(meeting.id):
            of_item_ = Recorded(named.where, Place(PageKey.MEETINGS, item.id))
            columns = ("title", "detail", "minutes", "resolution")
            yield from _of(item, of_item_, *columns, plans=False)
        for action in data.actions_of(meeting.id):
            yield from _of(action, named, "text", "note")


def _calendar(data: YearData) -> Iterator[RecordText]:
    for day in data.calendar:
        yield from _of(day, of_calendar(day), *records.text_fields(records.CalendarDate))


_NAMES: Final = lazy_re(
    r"(?P<as_in>ตาม\s?)?"
    r"(?:พ\.ร\.บ|พระราชบัญญัติ|ระเบียบ|ประกาศ|ข้อบัญญัติ|มติ|คำสั่ง|ข้อบังคับ|แผนแม่บท|ยุทธศาสตร์)[^\n]{0,80}$"
)
_OF_A_YEAR: Final = lazy_re(r"ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.\s*)?$")
_YEAR: Final = lazy_re(r"2[45]\d\d")
_MONTHS: Final = "|".join(map(re.escape, (*MONTHS[9:], *MONTHS_SHORT[9:])))
_FIRST_QUARTER: Final = lazy_re(rf"(?:{_MONTHS})\s*(?:พ\.\s?ศ\.\s*)?$|/1[0-2]/$")
"""What stands before the year of a month that the next fiscal year begins with."""
_OF_LAST_RESULT: Final = lazy_re(
    r"(?:วิเคราะห์ผล|คะแนน)(?:การประเมิน)?\s*(?:ITA)?\s*(?:ของ|ประจำ)?"
    r"ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.\s*)?$"
)
"""What stands before the year of a result that a fiscal year works with: it is the one before."""
_SPAN: Final = lazy_re(r"(2[45]\d\d)\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?!\1)(?:2[45]\d\d|\d\d)(?!\d)")


class Replacement(NamedTuple):
    """A place in a text (``start`` to ``end``), and what is to stand there."""

    typed: RecordText
    start: int
    end: int
    new: str
    why_not: str = ""
    """Why it is not proposed; empty if it is."""

    @property
    def id(self) -> str:
        """The place, as no other one is called."""
        return f"{self.typed.record.id} {self.typed.column} {self.start}"

    @property
    def old(self) -> str:
        return self.typed.text[self.start : self.end]


def find(texts: Iterable[RecordText], wanted: str, new: str = "") -> Iterator[Replacement]:
    """Yield the places of a word, whatever its case and the kind of its digits; ``new`` gets the
    kind of digits that stands there. A year that is replaced by a year is found in its short form,
    too (ม.ค. 69), and not proposed where it is part of a name, or of a month of the fiscal year
    that the new one is."""
    if not wanted.strip():
        return
    years = [to_arabic(word.strip()) for word in (wanted, new)]
    if all(_YEAR.fullmatch(year) for year in years):
        was, will = map(int, years)
        for found in moved(texts, will - was):
            if years_of(found) == was:
                yield _unless_within(found, will) if will == was + 1 else found
        return
    pattern = re.compile(re.escape(to_arabic(wanted)), re.IGNORECASE)
    for typed in texts:
        text = typed.text
        for match in pattern.finditer(to_arabic(text)):
            start, end = match.span()
            yield Replacement(typed, start, end, _alike(new, text[start:end]))


def count_in_names(data: YearData, wanted: str) -> int:
    """Return how many names of people, posts and names of units have a word, which are no texts of
    the year: each is mended where it is kept, for all places that show it."""
    word = to_arabic(wanted).casefold()
    return sum(word in to_arabic(name).casefold() for name in _names(data)) if word.strip() else 0


def _names(data: YearData) -> Iterator[str]:
    for unit in data.units:
        yield unit.name
    for person in data.people:
        yield person.full_name
    for record_class, place in PLACES.items():
        made: type = record_class
        named = [
            column
            for column, mark in marks_of(made).items()
            if mark is Personal.POST or (mark is Personal.NAME and made is not records.Person)
        ]
        for record in getattr(data, place) if named else ():
            yield from (getattr(record, column) for column in named)


def _unless_within(found: Replacement, fiscal_year: int) -> Replacement:
    """Return a year that is not proposed, if it is of a month of the Buddhist fiscal year already:
    ต.ค. 2569 is of 2570, and so is the analysis of the result of 2569."""
    before = to_arabic(found.typed.text[: found.start])
    if not found.why_not and _OF_LAST_RESULT.search(before):
        return found._replace(why_not=Phrase("อาจพูดถึงผลของปีก่อน"))
    if found.why_not or not _FIRST_QUARTER.search(before):
        return found
    return found._replace(why_not=Phrase("อยู่ในปีงบประมาณ {year} แล้ว", year=fiscal_year))


def _alike(new: str, old: str) -> str:
    """Return ``new`` with Thai digits, if ``old`` has some."""
    return to_thai(new) if old != to_arabic(old) else new


def is_named_by_year(before: str) -> bool:
    """Return whether the year behind a text is a part of the name of a law or an order: what is to
    be made for a year (ประกาศเจตจำนง ประจำปี 2569) is called by it, too, but unlike what it follows
    (ตามประกาศ ป.ป.ช. ประจำปี 2563)."""
    found = _NAMES.search(before)
    return found is not None and (bool(found["as_in"]) or not _OF_A_YEAR.search(before))


def moved(
    texts: Iterable[RecordText], step: int, about: int | None = None
) -> Iterator[Replacement]:
    """Yield the years in texts, each ``step`` years later. Not proposed are those of a law or an
    order, those of a span of several years and, of texts of the year ``about``, those that are
    neither that year nor one beside it."""
    for typed in texts:
        text = to_arabic(typed.text)
        spans = {at for found in _SPAN.finditer(text) for at in range(*found.span())}
        for year in years_in(typed.text):
            why_not = ""
            if is_named_by_year(text[: year.start]):
                why_not = Phrase("ชื่อกฎหมาย ระเบียบ หรือคำสั่ง")
            elif year.start in spans:
                why_not = Phrase("ช่วงปีของแผน")
            elif about is not None and abs(year.year - about) > 1:
                why_not = Phrase("เป็นปีอื่น")
            yield Replacement(typed, year.start, year.end, year.later(step), why_not)


def years_of(found: Replacement) -> int:
    """Return the Buddhist year that stands in the place of a :func:`moved` one."""
    return NamedYear(found.start, found.end, found.old).year


def replace(workspace: Workspace, year: int, chosen: Sequence[Replacement]) -> int:
    """Write what was chosen in one unit of work; return the number of places. Raises InputError if
    a text has changed since it was read."""
    if not chosen:
        return 0
    data = workspace.year(year)
    now = {(one.record.id, one.column): one for one in year_texts(data)}
    by_text: defaultdict[tuple[str, str], list[Replacement]] = defaultdict(list)
    for one in chosen:
        by_text[one.typed.record.id, one.typed.column].append(one)
    edits = []
    for (row, column), some in by_text.items():
        seen, typed = some[0].typed, now.get((row, column))
        if typed is None or typed.text != seen.text:
            raise InputError(
                "ข้อความของ{where}เปลี่ยนไปแล้ว จึงยังไม่ได้แทนที่",
                remedy="ค้นหาใหม่แล้วแทนที่อีกครั้ง",
                where=seen.where,
            )
        places = [(one.start, one.end, one.new) for one in some]
        text = with_marks(typed.text, places)
        if isinstance(typed.record, records.Body) and not text.strip():
            raise InputError("ชื่อคณะจะว่าง จึงไม่ได้แทนที่", remedy="เอาแห่งนั้นออก แล้วแทนที่อีกครั้ง")
        edits.append((typed, text))
    words = {(one.old, one.new) for one in chosen}
    old, new = min(words)
    label = "แทนที่ “{old}” ด้วย “{new}” {count} แห่ง" if len(words) == 1 else "แทนที่ข้อความ {count} แห่ง"
    with workspace.change(label, old=old, new=new, count=len(chosen)) as change:
        _write(change, data, edits)
    return len(chosen)


def refused(workspace: Workspace, year: int, found: Sequence[Replacement]) -> dict[str, InputError]:
    """Return which places :func:`replace` would refuse, by id, with the reason: nothing is stored.
    All places of a text are refused together."""
    if not found or workspace.read_only:
        return {}
    error = workspace.refusal(lambda: replace(workspace, year, found))
    if error is not None:
        texts = list(dict.fromkeys((one.typed.record.id, one.typed.column) for one in found))
        if len(texts) == 1:
            return {one.id: error for one in found}
        first = frozenset(texts[: len(texts) // 2])
        parts: tuple[list[Replacement], list[Replacement]] = [], []
        for one in found:
            parts[(one.typed.record.id, one.typed.column) not in first].append(one)
        return refused(workspace, year, parts[0]) | refused(workspace, year, parts[1])
    return {}


def _write(change: Change, data: YearData, edits: Sequence[tuple[RecordText, str]]) -> None:
    of_measures = []
    others: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = {}
    for typed, text in edits:
        if isinstance(typed.record, records.Measure):
            of_measures.append(CellEdit(typed.record.id, typed.column, text))
        else:
            rows[typed.record.id] = typed.record
            others[typed.record.id][typed.column] = text
    if of_measures:
        measures.write(change, data, of_measures)
    for row, values in others.items():
        change.update(rows[row], **values)


def carried_years(
    data: YearData, source: int, known: Collection[str] = ()
) -> Iterator[Replacement]:
    """Yield the years in texts that came from the Buddhist fiscal year ``source``; records with the
    ids ``known`` were there before. Not proposed is also what may speak of a result."""
    texts = (
        typed
        for typed in year_texts(data)
        if typed.record.id not in known and not _is_moved_or_stays(typed)
    )
    for one in moved(texts, data.year - source, about=source):
        if one.why_not or one.typed.plans:
            yield one
        else:
            yield one._replace(why_not=Phrase("อาจพูดถึงผลของปีก่อน"))


def _is_moved_or_stays(typed: RecordText) -> bool:
    """Return whether the years of a text were moved as it was carried over (duties, schedules), or
    name what it is (dates of the year, evidence of the last one)."""
    record = typed.record
    if isinstance(record, records.Measure):
        is_schedule = typed.column == "schedule"
        return is_schedule or (typed.column == "monitoring" and states_only_when(typed.text))
    return isinstance(record, records.CalendarDate | Duty | records.Evidence)
