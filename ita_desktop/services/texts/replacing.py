"""Find and replace in the texts of a year: each place is shown, chosen ones are written at once.

Years in texts that were carried over from another year: offered to be moved on, one by one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.digits import to_arabic, to_thai
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.measures.schedule import states_only_when
from ita_desktop.domain.personal.marks import Personal, marks_of
from ita_desktop.domain.personal.typed import with_marks
from ita_desktop.domain.records import Body, CalendarDate, Evidence, Measure, Person
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import measures
from ita_desktop.services.texts.year_texts import RecordText, year_texts
from ita_desktop.services.years.moved import NamedYear, years_in
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_NAMES: Final = re.compile(
    r"(?P<as_in>ตาม\s?)?"
    r"(?:พ\.ร\.บ|พระราชบัญญัติ|ระเบียบ|ประกาศ|ข้อบัญญัติ|มติ|คำสั่ง|ข้อบังคับ|แผนแม่บท|ยุทธศาสตร์)[^\n]{0,80}$"
)
_OF_A_YEAR: Final = re.compile(r"ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.\s*)?$")
_YEAR: Final = re.compile(r"2[45]\d\d")
_MONTHS: Final = "|".join(map(re.escape, (*MONTHS[9:], *MONTHS_SHORT[9:])))
_FIRST_QUARTER: Final = re.compile(rf"(?:{_MONTHS})\s*(?:พ\.\s?ศ\.\s*)?$|/1[0-2]/$")
"""What stands before the year of a month that the next fiscal year begins with."""
_OF_LAST_RESULT: Final = re.compile(
    r"(?:วิเคราะห์ผล|คะแนน)(?:การประเมิน)?\s*(?:ITA)?\s*(?:ของ|ประจำ)?"
    r"ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.\s*)?$"
)
"""What stands before the year of a result that a fiscal year works with: it is the one before."""
_SPAN: Final = re.compile(r"(2[45]\d\d)\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?!\1)(?:2[45]\d\d|\d\d)(?!\d)")


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
            if mark is Personal.POST or (mark is Personal.NAME and made is not Person)
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
        if isinstance(typed.record, Body) and not text.strip():
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
        if isinstance(typed.record, Measure):
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
    if isinstance(record, Measure):
        is_schedule = typed.column == "schedule"
        return is_schedule or (typed.column == "monitoring" and states_only_when(typed.text))
    return isinstance(record, CalendarDate | Duty | Evidence)
