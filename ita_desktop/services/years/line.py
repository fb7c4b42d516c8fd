"""The timeline of a year: its phases, and a pin for each day on which something is due.

Pins combine calendar dates, meetings of the committee and due dates of OIT items by day. A pin is
done or late only if that is known; otherwise it has passed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.agenda import bodies_named, called_number, has_meeting_instead, number_of
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework_draft import BASES, day_basis, is_proposed
from ita_desktop.domain.meetings import AgendaKind, Meeting
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.roster.committee import are_appointed, awaits_signing, is_ordered
from ita_desktop.domain.scores.progress import OIT, ItemProgress, State
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.tracking.deliveries import listed_members, unowned_items, vacant_members
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.year import YearData
from ita_desktop.services.beginning import NO_ORDER, NOT_IN_ORDER, Stage, leaves_out
from ita_desktop.services.places import PageKey, Place, several_place

SOON: Final = timedelta(days=30)
"""What is due within this time is upcoming: at least the rest of the month."""

MOST_FACTS = 6
"""Maximum number of open items that a pin lists; of more it gives the number."""


class PinState(StrEnum):
    """The state of a pin."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"
    """The first one in the future."""
    LATER = "later"
    PASSED = "passed"
    """Past; whether it was done is not known."""


class DayFact(NamedTuple):
    """A phrase about something that is ready (``DONE``) or missing."""

    state: State
    text: str


class Pin(NamedTuple):
    """A day on the timeline."""

    day: date
    title: str
    """Everything on that day."""
    short: tuple[str, ...]
    """The same in one or two words each, the most important first."""
    state: PinState
    days_left: int
    """Days from today; negative for past days."""
    facts: tuple[DayFact, ...]
    """What is ready and what is missing."""
    missing: str
    """What is missing, as one phrase; empty if nothing, or not known."""
    note: str
    """The clerk's note on the date."""
    action: str
    place: Place
    """Where to work on it, and the text of the link."""


class Phase(NamedTuple):
    """A phase of the year, with its first and last day."""

    name: str
    first: date
    last: date


class YearLine(NamedTuple):
    """The timeline of a fiscal year, on one day."""

    first: date
    last: date
    today: date
    phases: tuple[Phase, ...]
    pins: tuple[Pin, ...]

    @property
    def phase(self) -> Phase | None:
        """The present phase."""
        return next(
            (phase for phase in self.phases if phase.first <= self.today <= phase.last), None
        )


_PHASES = (
    ("measures_decided", "เตรียมงาน"),
    ("oit_close", "เผยแพร่ข้อมูล"),
    ("fiscal_year_end", "ติดตามผล"),
)
"""The phases of the year, with the calendar date that ends each."""

_YEAR_START = "fiscal_year_start"
"""Calendar date that coincides with the start of the line."""

_SHORT = {
    "order_signed": "คำสั่งแต่งตั้ง",
    "first_meeting": "ประชุมครั้งที่ 1",
    "data_as_of": "ข้อมูล ณ วันที่",
    "measures_decided": "กำหนดมาตรการ",
    "half_year_end": "สิ้น 6 เดือนแรก",
    "half_year_report": "รายงาน 6 เดือน",
    "survey_close": "ปิด IIT EIT",
    "oit_close": "ปิด OIT",
    "communication_end": "สิ้นการสื่อสาร",
    "fiscal_year_end": "สิ้นปี",
}

_MEASURE_WORDS = (
    (State.DONE, "{count} มาตรการครบแล้ว"),
    (State.DOING, "{count} มาตรการกำลังทำ"),
    (State.LATE, "{count} มาตรการเลยกำหนด"),
    (State.NOT_STARTED, "{count} มาตรการยังไม่เริ่ม"),
    (State.MISSED, "{count} มาตรการไม่มีบันทึกว่าทำครบ"),
)
_ITEM_WORDS = (
    (State.DONE, "ครบแล้ว {count} จาก {of} ข้อ"),
    (State.DOING, "กำลังทำ {count} ข้อ"),
    (State.LATE, "เลยกำหนด {count} ข้อ"),
    (State.NOT_STARTED, "ยังไม่เริ่ม {count} ข้อ"),
    (State.MISSED, "ไม่มีบันทึกว่าครบ {count} ข้อ"),
)


class _Part(NamedTuple):
    """One of the things on a day."""

    title: str
    short: str
    facts: tuple[DayFact, ...] = ()
    missing: str = ""
    done: bool | None = None
    """None if not known."""
    note: str = ""
    action: str = Phrase("ดูปฏิทิน")
    place: Place = Place(PageKey.YEAR, "calendar")
    rank: int = 0
    """Importance: the highest comes first, and its link is the pin's."""


def year_line(
    data: YearData, tree: ScoreTree, progress: Mapping[str, ItemProgress], today: date
) -> YearLine:
    """Return the timeline of a year on the day ``today``, from the year's score tree and progress.

    Days outside the fiscal year keep their date and are displayed at the ends of the line.
    """
    first, last = fiscal_year_bounds(data.year)
    days: dict[date, list[_Part]] = defaultdict(list)
    for calendar_date in data.calendar:
        if calendar_date.code != _YEAR_START and not has_meeting_instead(data, calendar_date):
            days[calendar_date.day].append(
                _calendar_part(data, tree, progress, calendar_date, today)
            )
    due: dict[date, list[ItemProgress]] = defaultdict(list)
    for item in progress.values():
        if item.due is not None:
            due[item.due].append(item)
    for day, items in due.items():
        days[day].append(_due_part(items))
    for meeting in data.meetings:
        if meeting.day is not None:
            part = _meeting_part(data, meeting, over=meeting.day < today)
            days[meeting.day].append(part)
    phases = tuple(_phases(data, first, last))
    pins = tuple(_pins(days, today, over=data.is_over(today)))
    return YearLine(first, last, today, phases, pins)


def _pins(days: Mapping[date, list[_Part]], today: date, *, over: bool) -> Iterator[Pin]:
    """Yield the pins in order. After the end of the year (``over``), nothing is late."""
    next_found = False
    for day, parts in sorted(days.items()):
        state = _state(parts, day, today)
        if over and state is PinState.LATE:
            state = PinState.PASSED
        if state is PinState.LATER and not next_found:
            next_found, state = True, PinState.NEXT
        first = sorted(parts, key=lambda part: -part.rank)
        yield Pin(
            day=day,
            title=joined(*(part.title for part in parts)),
            short=tuple(part.short for part in first),
            state=state,
            days_left=(day - today).days,
            facts=tuple(dict.fromkeys(fact for part in first for fact in part.facts)),
            missing=joined(*dict.fromkeys(part.missing for part in first)),
            note=joined(*dict.fromkeys(part.note for part in parts)),
            action=first[0].action,
            place=first[0].place,
        )


def _state(parts: list[_Part], day: date, today: date) -> PinState:
    known = {part.done for part in parts} - {None}
    # Of what is to come, that which only the day itself brings is not done before.
    if known == {True} and (day < today or all(part.done for part in parts)):
        return PinState.DONE
    if day >= today:
        return PinState.LATER
    return PinState.LATE if known else PinState.PASSED


def _phases(data: YearData, first: date, last: date) -> Iterator[Phase]:
    """Yield the phases; one whose end is not in the calendar is merged with the next."""
    ends = {calendar_date.code: calendar_date.day for calendar_date in data.calendar}
    start = first
    for code, name in _PHASES:
        end = last if code == _PHASES[-1][0] else ends.get(code)
        if end is not None and start <= end <= last:
            yield Phase(Phrase(name), start, end)
            start = date.fromordinal(end.toordinal() + 1)


# -- events of a day


def _due_part(items: list[ItemProgress]) -> _Part:
    still = [item for item in items if item.state is not State.DONE]
    done = [item for item in items if item.state is State.DONE]
    facts = [DayFact(progress.state, _item_words(progress)) for progress in still[:MOST_FACTS]]
    if len(still) > MOST_FACTS:
        more = Phrase("และอีก {count} ข้อ", count=len(still) - MOST_FACTS)
        facts.append(DayFact(State.NOT_STARTED, more))
    if done:
        complete = " ".join(progress.item.code for progress in done)
        text = Phrase(
            "ครบแล้ว {count} จาก {of} ข้อ {codes}", count=len(done), of=len(items), codes=complete
        )
        facts.insert(0, DayFact(State.DONE, text))
    codes = [progress.item.code for progress in still or items]
    count = len(codes)
    return _Part(
        title=Phrase("กำหนดส่ง OIT {count} ข้อ", count=count),
        short=Phrase("OIT {count} ข้อ", count=count),
        facts=tuple(facts),
        missing=Phrase("เหลือ {count} ข้อ", count=len(still)) if still else "",
        done=not still,
        action=Phrase("เปิด {code}", code=codes[0])
        if count == 1
        else Phrase("เปิด {count} ข้อ", count=count),
        place=several_place(PageKey.OIT, codes),
        rank=2 if still else 1,
    )


def _meeting_part(data: YearData, meeting: Meeting, *, over: bool) -> _Part:
    """Return a committee meeting: before it, what is prepared; afterwards, its results."""
    number = number_of(meeting, data.year)
    bodies = bodies_named(data.bodies_of_meeting(meeting.id))
    agenda_items = sum(item.kind is AgendaKind.ITEM for item in data.agenda_of(meeting.id))
    facts = (
        [DayFact(State.DONE, Phrase("ระเบียบวาระ {count} เรื่อง", count=agenda_items))]
        if agenda_items
        else []
    )
    missing = []
    if not meeting.place:
        missing.append(Phrase("ขาดสถานที่"))
    if not agenda_items:
        missing.append(Phrase("ยังไม่มีวาระ"))
    facts += [DayFact(State.NOT_STARTED, phrase) for phrase in missing]
    return _Part(
        title=Phrase("ประชุม{bodies} ครั้งที่ {number}", bodies=bodies, number=number),
        short=Phrase("ประชุมครั้งที่ {number}", number=number),
        facts=tuple(facts),
        missing=missing[0] if missing and not over else "",
        done=over or None,
        action=Phrase("เปิดการประชุม"),
        place=Place(PageKey.MEETINGS, meeting.id),
        rank=4,
    )


def _item_words(progress: ItemProgress) -> str:
    """Return ``O12 ขาด 2 จาก 5 รายการ``."""
    code, missing = progress.item.code, progress.required - progress.met
    if progress.state is State.MISSED:
        return Phrase("{code} ไม่มีบันทึกว่าครบ", code=code)
    if progress.state is State.NOT_STARTED:
        return Phrase("{code} ยังไม่เริ่ม", code=code)
    if missing > 0:
        return Phrase(
            "{code} ขาด {lacks} จาก {required} รายการ",
            code=code,
            lacks=missing,
            required=progress.required,
        )
    return Phrase("{code} ยังไม่ครบ", code=code)


def _calendar_part(
    data: YearData,
    tree: ScoreTree,
    progress: Mapping[str, ItemProgress],
    calendar_date: CalendarDate,
    today: date,
) -> _Part:
    part = _Part(calendar_date.title, _in_short(data, calendar_date))
    match calendar_date.code:
        case "order_signed":
            part = _roster(data, part, today)
        case "first_meeting":
            part = _assignments(data, progress, part)
            if (
                calendar_date.day < today
                and not data.meetings
                and not data.is_over(today)
                and not leaves_out(data, Stage.MEETING)
            ):
                part = _not_held(part)
        case "measures_decided":
            part = _measures_made(data, part, over=data.is_over(today))
        case "half_year_end" | "half_year_report":
            part = _measures_done(data, part, today)
        case "survey_close":
            part = _surveys(tree, part)
        case "oit_close":
            part = _items(progress, part)
    if calendar_date.day < today and is_proposed(data, calendar_date):
        part = part._replace(done=part.done or None)  # a draft asks for nothing behind it
    return part._replace(note=joined(calendar_date.note, BASES[day_basis(data, calendar_date)]))


def _in_short(data: YearData, calendar_date: CalendarDate) -> str:
    """Return a short name of a date; of a meeting of ours its number."""
    if calendar_date.code in _SHORT:
        return Phrase(_SHORT[calendar_date.code])
    called = called_number(data, data.bodies, calendar_date.title)
    if not called:
        return calendar_date.title
    return Phrase("ประชุมครั้งที่ {number}", number=f"{called}/{data.year}")


def _roster(data: YearData, part: _Part, today: date) -> _Part:
    count, vacant = len(listed_members(data)), len(vacant_members(data))
    arranged = are_appointed(data, today) or awaits_signing(data, today)
    arranged = arranged or leaves_out(data, Stage.ORDER)
    facts = [
        DayFact(State.DONE, Phrase("คำสั่งที่ {number} ลงนามแล้ว", number=order.number))
        for order in data.orders
        if order.is_signed(today)
    ]
    facts += [DayFact(State.DONE, Phrase("มีรายชื่อ {count} ลำดับ", count=count))] if count else []
    lacks = [] if count else [Phrase("ยังไม่มีรายชื่อ")]
    if count and not arranged:
        lacks.append(_order_lacks(data))
    if vacant:
        lacks.append(Phrase("ว่าง {count} ตำแหน่ง", count=vacant))
    facts += [DayFact(State.DOING if count else State.NOT_STARTED, lack) for lack in lacks]
    return part._replace(
        facts=tuple(facts),
        missing=joined(*lacks),
        done=is_ordered(data, today) or (None if arranged else False),
        action=Phrase("เปิดคณะกรรมการ"),
        place=Place(PageKey.ROSTER),
        rank=1,
    )


def _order_lacks(data: YearData) -> Phrase:
    """Return why the bodies of a year are not appointed yet."""
    if not data.orders:
        return NO_ORDER
    is_signed = all(order.signed for order in data.orders)
    return NOT_IN_ORDER if is_signed else Phrase("คำสั่งยังไม่ลงนาม")


def _assignments(data: YearData, progress: Mapping[str, ItemProgress], part: _Part) -> _Part:
    nobodys = unowned_items(data)
    owned = len(progress) - len(nobodys)
    facts = []
    if owned:
        text = Phrase("มอบหมายแล้ว {done} จาก {count} ข้อ", done=owned, count=len(progress))
        facts.append(DayFact(State.DONE, text))
    missing = Phrase("ยังไม่มีผู้รับผิดชอบ {count} ข้อ", count=len(nobodys)) if nobodys else ""
    if missing:
        facts.append(DayFact(State.NOT_STARTED, missing))
    return part._replace(
        facts=tuple(facts),
        missing=missing,
        action=Phrase("เปิดงาน OIT"),
        place=several_place(PageKey.OIT, [item.code for item in nobodys]),
        rank=1,
    )


def _not_held(part: _Part) -> _Part:
    """Return the first meeting that its day has passed without."""
    words = Phrase("ยังไม่มีการประชุม")
    return part._replace(
        facts=(DayFact(State.NOT_STARTED, words), *part.facts),
        missing=words,
        done=False,
        action=Phrase("จัดการประชุม"),
        place=Place(PageKey.MEETINGS),
    )


def _measures_made(data: YearData, part: _Part, *, over: bool) -> _Part:
    """In a year that has ended, measures may exist that were never entered."""
    count = len(data.measures)
    missing = "" if count else Phrase("ยังไม่มีมาตรการของปีนี้")
    fact = (
        DayFact(State.DONE, Phrase("มี {count} มาตรการ", count=count))
        if count
        else DayFact(State.NOT_STARTED, missing)
    )
    return part._replace(
        facts=(fact,),
        missing=missing,
        done=None if over and not count else bool(count),
        action=Phrase("เปิดมาตรการ"),
        place=Place(PageKey.MEASURES),
        rank=1,
    )


def _measures_done(data: YearData, part: _Part, today: date) -> _Part:
    known = {key: tracked_measure.state for key, tracked_measure in tracked(data, today).items()}
    states = list(known.values())
    facts = tuple(
        DayFact(state, Phrase(text, count=states.count(state)))
        for state, text in _MEASURE_WORDS
        if state in states
    )
    missing = (State.LATE, State.NOT_STARTED, State.MISSED)
    gaps = joined(*(fact.text for fact in facts if fact.state in missing))
    behind = [key for key, state in known.items() if state in missing]
    return part._replace(
        facts=facts,
        missing=gaps,
        action=Phrase("เปิดมาตรการ"),
        place=several_place(PageKey.MEASURES, behind),
        rank=1,
    )


def _surveys(tree: ScoreTree, part: _Part) -> _Part:
    """Results come some time after the surveys close, so nothing is reported as missing."""
    surveys = [node for node in tree.instruments if node.code != OIT]
    known = [node.code for node in surveys if node.value is not None]
    unknown = [node.code for node in surveys if node.value is None]
    facts = []
    if known:
        facts.append(DayFact(State.DONE, Phrase("มีผล {codes} แล้ว", codes=" ".join(known))))
    if unknown:
        text = Phrase("ยังไม่มีผล {codes}", codes=" ".join(unknown))
        facts.append(DayFact(State.NOT_STARTED, text))
    return part._replace(
        facts=tuple(facts),
        done=None if unknown else True,
        action=Phrase("เปิดคะแนน"),
        place=Place(PageKey.SCORES, (unknown or known or [""])[0]),
        rank=1,
    )


def _items(progress: Mapping[str, ItemProgress], part: _Part) -> _Part:
    states = [item_progress.state for item_progress in progress.values()]
    facts = tuple(
        DayFact(state, Phrase(text, count=states.count(state), of=len(states)))
        for state, text in _ITEM_WORDS
        if state in states
    )
    still = [
        item_progress
        for item_progress in progress.values()
        if item_progress.state is not State.DONE
    ]
    still.sort(key=lambda item_progress: item_progress.state is not State.LATE)
    return part._replace(
        facts=facts,
        missing=Phrase("เหลือ {count} ข้อ", count=len(still)) if still else "",
        done=not still if states else None,
        action=Phrase("เปิดงาน OIT"),
        place=several_place(PageKey.OIT, [item_progress.item.code for item_progress in still]),
        rank=3 if still else 1,
    )
