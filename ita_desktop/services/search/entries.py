"""The searchable entries of a year, and where each is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ita_desktop.documents.wordings.values import of_meeting, of_order, order_title
from ita_desktop.domain.agenda import bodies_named, lines, number_of, owner_words
from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import fill
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measure_cells import items_of_measure, text_of
from ita_desktop.domain.meetings import Component
from ita_desktop.domain.records import CalendarDate, Member, text_fields
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.roster.holders import holders_on
from ita_desktop.domain.schedule import time_said
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import unmarked
from ita_desktop.services.letters import subject_of
from ita_desktop.services.measure_names import code_of
from ita_desktop.services.overview import owner_text
from ita_desktop.services.places import PageKey, Place, letter_place, paper_place
from ita_desktop.services.search.synonyms import duties_of, subjects_of
from ita_desktop.settings import today

COMMANDS_ONLY, PEOPLE_ONLY = ">", "@"
"""Search prefixes that limit the results to one kind."""


class ResultKind(StrEnum):
    """The kind of a result, in display order."""

    BEST = "best"
    """The best of several kinds."""
    COMMAND = "command"
    ITEM = "item"
    INDICATOR = "indicator"
    MEASURE = "measure"
    PERSON = "person"
    UNIT = "unit"
    ORDER = "order"
    MEETING = "meeting"
    LETTER = "letter"
    DOCUMENT = "document"
    WORDING = "wording"
    DATE = "date"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A searchable entry, and where it is shown or what it does. ``note`` is displayed at the right
    (owner, unit, shortcut); ``also`` is searched but not displayed, ``called`` as a title, and
    ``said`` by questions alone."""

    kind: ResultKind
    code: str
    text: str
    note: str
    place: Place
    also: str = ""
    called: str = ""
    said: str = ""


_LEFT = "งานที่ยังไม่เสร็จ งานวันนี้ เลยกำหนด เกินกำหนด ยังไม่ส่ง ยังไม่ตอบ"
"""Other search terms for a unit's open work."""


_FOLLOWED = "เรื่องสืบเนื่อง เรื่องค้างพิจารณา"
"""What the matter of tasks that are left is called."""
_NEXT, _LAST = "ครั้งหน้า next", "ครั้งก่อน last"
"""What the meeting after today and the one before it are called."""


def only_of(text: str) -> tuple[str, ResultKind | None]:
    """Return the search text without prefix, and the kind that the prefix selects."""
    plain = text.strip()
    if plain.startswith(COMMANDS_ONLY):
        return plain[1:], ResultKind.COMMAND
    if plain.startswith(PEOPLE_ONLY):
        return plain[1:], ResultKind.PERSON
    return plain, None


def entries_of(data: YearData) -> Iterator[SearchEntry]:
    """Yield the searchable entries of a year."""
    yield from _items(data)
    yield from _measures(data)
    yield from _people(data)
    yield from _units(data)
    yield from _orders(data)
    yield from _meetings(data)
    yield from _letters(data)
    yield from _levels(data)
    for round_ in data.collections:
        day = short_date(round_.due or round_.sent)
        place = Place(PageKey.COLLECTING)
        yield SearchEntry(ResultKind.DATE, "", round_.title, day, place, round_.question)
    for date in data.calendar:
        place = Place(PageKey.YEAR, "calendar")
        texts = (getattr(date, name) for name in text_fields(CalendarDate) if name != "title")
        also = " ".join(filter(None, texts))
        yield SearchEntry(ResultKind.DATE, "", date.title, short_date(date.day), place, also)


def _levels(data: YearData) -> Iterator[SearchEntry]:
    """Yield the papers that tell what each level would take."""
    for level in reversed(data.framework.levels.levels[:-1]):
        text = Phrase("สิ่งที่ต้องทำเพื่อให้ถึง{level}", level=level.name)
        place = paper_place("score-summary", level.code)
        yield SearchEntry(ResultKind.DOCUMENT, "", text, "", place, level.name)


def _items(data: YearData) -> Iterator[SearchEntry]:
    framework = data.framework
    published = {item.code for item in framework.items_of(OIT)}
    for item in framework.items:
        owners = owner_text(data, data.owners_of_item(item.code))
        page = PageKey.OIT if item.code in published else PageKey.SCORES
        shown = Place(page, item.code)
        asked = " ".join(requirement.text for requirement in item.requirements)
        proved = " ".join(row.title for row in data.evidence_of(item.code))
        also = one_line(f"{asked} {proved} {_remarked(data, item.code)}")
        subjects = subjects_of(item.title)
        called, said = (subjects, "") if item.code in published else ("", subjects)
        yield SearchEntry(ResultKind.ITEM, item.code, item.title, owners, shown, also, called, said)
    with_items = {item.indicator for item in framework.items}
    for indicator in framework.indicators:
        grouped = indicator.instrument == OIT and indicator.code in with_items
        place = Place(PageKey.OIT, f"group:{indicator.code}") if grouped else None
        yield SearchEntry(
            ResultKind.INDICATOR,
            indicator.code,
            indicator.name,
            indicator.instrument,
            place or Place(PageKey.SCORES, indicator.code),
            indicator.name_en,
            subjects_of(indicator.name) if indicator.instrument == OIT else "",
        )


def _remarked(data: YearData, code: str) -> str:
    """Return what the assessor said of an item, and what came of it."""
    rows = data.remarks_of(code)
    said = (data.remark_by_node.get(code, ""), *(row.text for row in rows))
    done = (f"{row.answer} {row.mend} {row.proof}" for row in rows)
    return " ".join((*dict.fromkeys(said), *done)).strip()


def _measures(data: YearData) -> Iterator[SearchEntry]:
    for measure in data.measures:
        method = first_words(measure.method)
        place = Place(PageKey.MEASURES, measure.id)
        further = measure.method.partition("\n")[2]
        items = items_of_measure(data, measure)
        # A list of items as it was typed (I1-I3) does not name each.
        codes = " ".join(items) if text_of(items) else ""
        written = (codes, further, issue_of(data, measure), *_recorded(data, measure.id))
        also = one_line(unmarked(" ".join(written)))
        yield SearchEntry(
            ResultKind.MEASURE, code_of(data, measure), method, time_said(measure), place, also
        )


def _recorded(data: YearData, measure_id: str) -> Iterator[str]:
    """Yield the texts of a measure's entries and photograph captions."""
    for entry in data.entries_of(measure_id):
        yield from (entry.text, entry.result)
        yield from (photo.caption for photo in data.photos_of(entry.id))


def _people(data: YearData) -> Iterator[SearchEntry]:
    """Yield the people of the register, then the posts that stand for whoever holds them, and
    those that somebody holds."""
    roles: dict[str, list[str]] = {}
    for member in data.members:
        roles.setdefault(member.person_id or key(member.post), []).append(member.role)
    for person in data.people:
        place = Place(PageKey.ROSTER, person.id)
        unit = data.unit_name(person.unit_id)
        held = [tenure.post for tenure in data.tenures_of(person.id)]
        also = " ".join((person.job_title, *held, *roles.get(person.id, ())))
        yield SearchEntry(ResultKind.PERSON, "", person.full_name, unit, place, also)
    posts: dict[str, Member] = {}
    for member in data.members:
        if member.post and member.person_id is None:
            posts.setdefault(key(member.post), member)
    for post, member in posts.items():
        holders = holders_on(data, member.post, member.unit_id, None)
        names = ", ".join(holder.person.full_name for holder in holders)
        place = Place(PageKey.ROSTER, member.id)
        yield SearchEntry(ResultKind.PERSON, "", member.post, names, place, " ".join(roles[post]))
    for tenure in data.tenures:
        if key(tenure.post) not in posts and tenure.covers(None):
            held_by = data.person_by_id[tenure.person_id].full_name
            place = Place(PageKey.ROSTER, tenure.id)
            also = f"{tenure.acting} {data.unit_name(tenure.unit_id)}".strip()
            yield SearchEntry(ResultKind.PERSON, "", tenure.post, held_by, place, also)


def _units(data: YearData) -> Iterator[SearchEntry]:
    for unit in data.units:
        short = unit.short_name if unit.short_name != unit.name else ""
        place = Place(PageKey.OIT, f"unit:{unit.id}")
        also = f"{unit.aliases} {duties_of(unit.name)}".strip()
        yield SearchEntry(ResultKind.UNIT, "", unit.name, short, place, also)
        left = Place(PageKey.OIT, f"open:{unit.id}")
        yield SearchEntry(
            ResultKind.UNIT, "", f"งานค้างของ{unit.name}", short, left, f"{_LEFT} {unit.aliases}"
        )


def _meetings(data: YearData) -> Iterator[SearchEntry]:
    """Yield meetings, each followed by the headings and matters of its agenda, and its tasks."""
    days = sorted(meeting.day for meeting in data.meetings if meeting.day)
    following = next((day for day in days if day >= today()), None)
    last = next((day for day in reversed(days) if day < today()), None)
    for meeting in data.meetings:
        number = number_of(meeting, data.year)
        bodies = bodies_named(data.bodies_of_meeting(meeting.id))
        day = short_date(meeting.day) if meeting.day else ""
        place = Place(PageKey.MEETINGS, meeting.id)
        text = f"ประชุม{bodies} {meeting.title}".strip()
        also = f"ประชุมครั้งที่ {number} {meeting.place}"
        said = (_NEXT if meeting.day == following else _LAST) if meeting.day else ""
        said = said if meeting.day in (following, last) else ""
        yield SearchEntry(ResultKind.MEETING, number, text, day, place, also, said=said)
        values = of_meeting(data, meeting)
        for line in lines(data.agenda_of(meeting.id)):
            title = one_line(fill(line.item.title, values))
            note = Phrase("วาระ {number} ครั้งที่ {meeting}", number=line.number, meeting=number)
            to = Place(PageKey.MEETINGS, line.item.id)
            also = one_line(line.item.resolution)
            said = _FOLLOWED if line.item.component is Component.OPEN_ACTIONS else ""
            yield SearchEntry(ResultKind.MEETING, "", title, note, to, also, said=said)
        for action in data.actions_of(meeting.id):
            note = Phrase("งานจากครั้งที่ {meeting}", meeting=number)
            to = Place(PageKey.MEETINGS, f"actions:{meeting.id}")
            yield SearchEntry(
                ResultKind.MEETING, "", one_line(action.text), note, to, owner_words(data, action)
            )


def _letters(data: YearData) -> Iterator[SearchEntry]:
    for letter in data.letters:
        to = ", ".join(data.owner_label(each) for each in data.recipients_of(letter.id))
        place = letter_place(letter.id)
        yield SearchEntry(
            ResultKind.LETTER, letter.number, subject_of(data, letter), to, place, letter.addressee
        )


def _orders(data: YearData) -> Iterator[SearchEntry]:
    for order in data.orders:
        number = numbered(order, data.year, today())
        title = order_title(data, order, of_order(data, order, today()))
        day = short_date(order.signed) if order.signed else Phrase("ยังไม่ลงนาม")
        place = Place(PageKey.ROSTER, order.id)
        bodies = " ".join(body.name for body in data.bodies_of_order(order.id))
        also = one_line(f"คำสั่งที่ {number} {bodies} {order.note}")
        yield SearchEntry(ResultKind.ORDER, number, title, day, place, also)
