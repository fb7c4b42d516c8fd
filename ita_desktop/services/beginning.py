"""The start-of-year steps with their states: people, order, assignment, measures, first meeting.

States are computed from the year's data; only the steps that the office skips are stored
(``FiscalYear.left_out``). A step is done if its data exists, whoever entered it and in whatever
order. Gaps in a done step (a vacant place, a measure without owners) are mentioned in its sentence.
A step is late, as its page says, if nothing is arranged for it and the day has passed by which the
calendar asks for it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.agenda import FIRST_MEETING, number_of
from ita_desktop.domain.dates import planned_day, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework_draft import asked_day
from ita_desktop.domain.roster.committee import appointing_order, awaits_signing, members_on
from ita_desktop.domain.scores.progress import ItemProgress, State, item_progress, oit_items
from ita_desktop.domain.tracking.deliveries import (
    empty_bodies,
    listed_members,
    undated_items,
    unowned_items,
    unowned_measures,
    vacant_members,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services.meetings.state import MeetingState, standing
from ita_desktop.services.places import PageKey, Place, paper_place

NO_ORDER: Final = Phrase("ยังไม่มีคำสั่งแต่งตั้ง")
NOT_IN_ORDER: Final = Phrase("ยังมีคณะที่ไม่อยู่ในคำสั่ง")


class Stage(StrEnum):
    """A start-of-year step, in the usual order of the work; the value is stored."""

    PEOPLE = "people"
    ORDER = "order"
    ASSIGNMENT = "assignment"
    MEASURES = "measures"
    MEETING = "meeting"


def leaves_out(data: YearData, stage: Stage) -> bool:
    """Return whether the office skips a start-of-year step."""
    return stage in data.fiscal_year.left_out.split()


TITLES: Final[Mapping[Stage, str]] = {
    Stage.PEOPLE: "รายชื่อคณะกรรมการ",
    Stage.ORDER: "คำสั่งแต่งตั้ง",
    Stage.ASSIGNMENT: "มอบหมายงาน OIT",
    Stage.MEASURES: "มาตรการของปี",
    Stage.MEETING: "ประชุมครั้งแรก",
}
ASKED_BY: Final[Mapping[Stage, str]] = {
    Stage.PEOPLE: "order_signed",
    Stage.ORDER: "order_signed",
    Stage.MEASURES: "measures_decided",
    Stage.MEETING: FIRST_MEETING,
}
"""The calendar dates by which steps are asked for."""
ORDERS: Final = "orders"
"""The target on the committee page that shows the year's orders."""
DRAFT: Final = "draft"
"""The target on the year page where a draft framework is confirmed."""
COMPARE: Final = Phrase("เทียบกับหนังสือเวียน")
"""The action that leads there."""


class BeginningState(NamedTuple):
    """The state of a step.

    ``sentence`` says what exists and what is missing; ``action`` and ``place`` lead to the next
    thing to do.
    """

    stage: Stage
    state: State
    sentence: str
    action: str
    place: Place
    left_out: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do: the step is done or skipped."""
        return self.left_out or self.state is State.DONE


def beginning(
    data: YearData,
    today: date,
    former: YearData | None = None,
    progress: Mapping[str, ItemProgress] | None = None,
) -> tuple[BeginningState, ...]:
    """Return the start-of-year steps with their states on the day ``today``. Measures of the
    ``former`` year are offered to be carried over; ``progress`` of the OIT items is computed if not
    given."""
    left_out = data.fiscal_year.left_out.split()
    known = item_progress(data, today) if progress is None else progress
    found = (
        _people(data),
        _order(data, today),
        _assignment(data, known),
        _measures(data, former),
        _meeting(data, today),
    )
    return tuple(
        begun._replace(left_out=True) if begun.stage in left_out else _by_day(data, begun, today)
        for begun in found
    )


def _by_day(data: YearData, begun: BeginningState, today: date) -> BeginningState:
    """Return the step, late if its day has passed without anything arranged for it."""
    day = asked_day(data, ASKED_BY.get(begun.stage, ""), today)
    arranged = begun.state is State.DONE or (begun.stage is Stage.MEETING and data.meetings)
    arranged = arranged or awaits_signing(data, today)
    if day is None or day >= today or arranged or data.is_over(today):
        return begun
    # It comes first, as a narrow window truncates the end.
    said = joined(Phrase("เลยกำหนด {day} แล้ว", day=short_date(day)), begun.sentence)
    return begun._replace(state=State.LATE, sentence=said)


def leads(data: YearData, steps: Sequence[BeginningState], today: date) -> bool:
    """Return whether the start-of-year steps still take precedence."""
    return not data.is_over(today) and not all(step.is_finished for step in steps)


def next_stage(steps: Sequence[BeginningState]) -> Stage | None:
    """Return the first step that is neither done nor skipped."""
    return next((step.stage for step in steps if not step.is_finished), None)


def _people(data: YearData) -> BeginningState:
    empty, vacant, count = empty_bodies(data), vacant_members(data), len(listed_members(data))
    text = Phrase("ใส่ชื่อ ตำแหน่ง และบทบาท หรือลากไฟล์ Word PDF Excel มาวางในหน้าต่างนี้")
    state, target = State.NOT_STARTED, empty[0].id if empty else ""
    if count:
        state = State.DOING if empty else State.DONE
        text = Phrase("มีรายชื่อ {count} ลำดับ", count=count)
        if empty:
            text = Phrase("{said} · {body}ยังไม่มีรายชื่อ", said=text, body=empty[0].name)
        elif vacant:
            text = Phrase("{said} · ว่าง {vacant} ตำแหน่ง", said=text, vacant=len(vacant))
            target = vacant[0].id
    return BeginningState(
        Stage.PEOPLE, state, text, Phrase("ใส่รายชื่อ"), Place(PageKey.ROSTER, target)
    )


def _order(data: YearData, today: date) -> BeginningState:
    bodies = [body for body in data.bodies if members_on(data, body.id)]
    orders = {body.id: appointing_order(data, body.id) for body in bodies}
    open_ = [order for order in orders.values() if order is None or not order.is_signed(today)]
    known = [order for order in orders.values() if order is not None]
    action, place = Phrase("จัดทำคำสั่ง"), Place(PageKey.ROSTER, ORDERS)
    if not known:
        text = Phrase("จัดทำจากรายชื่อคณะกรรมการ แล้วเสนอลงนาม")
        return BeginningState(Stage.ORDER, State.NOT_STARTED, text, action, place)
    if not open_:
        newest = known[-1]
        day = short_date(newest.signed) if newest.signed is not None else ""
        text = Phrase("คำสั่งที่ {number} ลงนาม {day}", number=newest.number, day=day)
        return BeginningState(Stage.ORDER, State.DONE, text, action, place)
    draft = next((order for order in open_ if order is not None), None)
    if draft is None:
        return BeginningState(Stage.ORDER, State.DOING, NOT_IN_ORDER, action, place)
    if draft.number and draft.signed is not None:
        day = short_date(draft.signed)
        text = Phrase("คำสั่งที่ {number} ลงวันที่ {day} ยังไม่ถึงวัน", number=draft.number, day=day)
        place = paper_place("appointment-order", draft.id)
        return BeginningState(Stage.ORDER, State.DOING, text, Phrase("พิมพ์คำสั่ง"), place)
    text = Phrase("ร่างแล้ว ยังไม่มีเลขที่หรือวันลงนาม")
    place = Place(PageKey.ROSTER, draft.id)
    return BeginningState(Stage.ORDER, State.DOING, text, Phrase("ใส่ให้ครบ"), place)


def _assignment(data: YearData, progress: Mapping[str, ItemProgress]) -> BeginningState:
    items, nobodys, undated = oit_items(data), unowned_items(data), undated_items(progress)
    owned = len(items) - len(nobodys)
    text = Phrase("มอบหมายแล้ว {done} จาก {count} ข้อ", done=owned, count=len(items))
    if owned and undated:
        text = Phrase("{said} · ยังไม่มีกำหนดส่ง {undated} ข้อ", said=text, undated=len(undated))
    state = State.DONE if not nobodys else State.DOING if owned else State.NOT_STARTED
    place = Place(PageKey.OIT, next((item.code for item in (*nobodys, *undated)), ""))
    return BeginningState(Stage.ASSIGNMENT, state, text, Phrase("มอบหมาย"), place)


def _measures(data: YearData, former: YearData | None) -> BeginningState:
    count = len(data.measures)
    action, place = Phrase("ใส่มาตรการ"), Place(PageKey.MEASURES)
    if not count:
        text = Phrase("ลากไฟล์ Word PDF Excel มาวาง หรือร่างจากการวิเคราะห์ผล")
        if former is not None and former.measures:
            text = Phrase("ยกมาจากปีก่อน ลากไฟล์ Word PDF Excel มาวาง หรือร่างจากการวิเคราะห์ผล")
        return BeginningState(Stage.MEASURES, State.NOT_STARTED, text, action, place)
    text = Phrase("มี {count} มาตรการ", count=count)
    nobodys = unowned_measures(data)
    if nobodys:
        place = Place(PageKey.MEASURES, nobodys[0].id)
        text = Phrase("{said} · ยังไม่มีผู้รับผิดชอบ {nobodys} มาตรการ", said=text, nobodys=len(nobodys))
    return BeginningState(Stage.MEASURES, State.DONE, text, action, place)


def _meeting(data: YearData, today: date) -> BeginningState:
    if not data.meetings:
        planned = asked_day(data, FIRST_MEETING, today)
        text = Phrase("ยังไม่มีการประชุม")
        if planned is not None and planned >= today:
            text = Phrase("ตามปฏิทิน {day}", day=planned_day(planned))
        return BeginningState(
            Stage.MEETING, State.NOT_STARTED, text, Phrase("จัดการประชุม"), Place(PageKey.MEETINGS)
        )
    first = min(data.meetings, key=lambda meeting: (meeting.day or date.max, meeting.number))
    held = standing(first, today) in {MeetingState.HELD, MeetingState.CLOSED}
    text = Phrase("ครั้งที่ {number} ยังไม่กำหนดวัน", number=number_of(first, data.year))
    if first.day is not None:
        text = Phrase(
            "ประชุมครั้งที่ {number} แล้ว {day}" if held else "ครั้งที่ {number} วันที่ {day}",
            number=number_of(first, data.year),
            day=short_date(first.day) if held else planned_day(first.day),
        )
    state = State.DONE if held else State.DOING
    place = Place(PageKey.MEETINGS, first.id)
    return BeginningState(Stage.MEETING, state, text, Phrase("เปิดการประชุม"), place)
