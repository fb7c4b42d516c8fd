"""The year as a line: its phases and pins, and what each pin says."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import measures
from ita_desktop.services.beginning import Stage, beginning
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import calendar
from ita_desktop.services.years.line import Pin, PinState, YearLine, year_line
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
TODAY = date(2024, 3, 14)


def _line(office: Workspace, today: date = TODAY) -> YearLine:
    data = office.year(YEAR)
    return year_line(data, tree_of(data), item_progress(data, today), today)


def _pin(office: Workspace, day: date, today: date = TODAY) -> Pin:
    return next(pin for pin in _line(office, today).pins if pin.day == day)


def _unit(office: Workspace) -> OwnerRef:
    return OwnerRef(unit_id=next(unit.id for unit in office.units() if unit.name == "ฝ่ายโยธา"))


def _due(office: Workspace, *items: str, day: date) -> None:
    assignments.assign(office, YEAR, list(items), [_unit(office)], day)


def _complete(office: Workspace, *items: str) -> None:
    by_code = office.year(YEAR).framework.item_by_code
    points = [requirement.code for item in items for requirement in by_code[item].requirements]
    evidence.tick(office, YEAR, points, met=True)


def test_the_year_runs_from_october_in_phases_that_meet(office: Workspace) -> None:
    line = _line(office)
    assert (line.first, line.last) == (date(2023, 10, 1), date(2024, 9, 30))
    assert [(phase.name, phase.last) for phase in line.phases] == [
        ("เตรียมงาน", date(2023, 12, 31)),
        ("เผยแพร่ข้อมูล", date(2024, 4, 30)),
        ("ติดตามผล", date(2024, 9, 30)),
    ]
    for one, following in zip(line.phases, line.phases[1:], strict=False):
        assert following.first == one.last + timedelta(days=1)
    assert line.phase is line.phases[1]
    assert _line(office, date(2025, 1, 1)).phase is None


def test_a_phase_whose_end_was_taken_out_joins_the_next_one(office: Workspace) -> None:
    gone = [
        calendar_date.id
        for calendar_date in office.year(YEAR).calendar
        if calendar_date.code == "measures_decided"
    ]
    calendar.remove(office, YEAR, gone)
    phases = _line(office).phases
    assert [phase.name for phase in phases] == ["เผยแพร่ข้อมูล", "ติดตามผล"]
    assert phases[0].first == date(2023, 10, 1)


def test_pins_stand_in_order_a_day_each(office: Workspace) -> None:
    days = [pin.day for pin in _line(office).pins]
    assert days == sorted(set(days))
    assert date(2023, 10, 1) not in days, "the line begins there anyway"


def test_what_is_due_on_one_day_is_one_pin_that_says_what_is_ready_and_what_is_missing(
    office: Workspace,
) -> None:
    day = date(2024, 3, 20)
    _due(office, "O1", "O2", "O3", day=day)
    calendar.add(office, YEAR, "ประชุมคณะทำงาน", day)
    _complete(office, "O1")
    evidence.tick(office, YEAR, ["O2.1"], met=True)
    pin = _pin(office, day)
    assert pin.title == "ประชุมคณะทำงาน · กำหนดส่ง OIT 2 ข้อ"
    assert pin.state is PinState.NEXT
    assert pin.days_left == 6
    assert [fact.text for fact in pin.facts] == [
        "ครบแล้ว 1 จาก 3 ข้อ O1",
        f"O2 ขาด {len(_required(office, 'O2')) - 1} จาก {len(_required(office, 'O2'))} รายการ",
        "O3 ยังไม่เริ่ม",
    ]
    assert pin.missing == "เหลือ 2 ข้อ"
    assert (pin.action, pin.place.page, pin.place.target) == (
        "เปิด 2 ข้อ",
        PageKey.OIT,
        "rows:O2 O3",
    )


def _required(office: Workspace, item: str) -> list[str]:
    points = office.year(YEAR).framework.item_by_code[item].requirements
    return [point.code for point in points if not point.optional]


def test_a_due_date_that_has_passed_is_late_until_all_its_items_are_complete(
    office: Workspace,
) -> None:
    day = date(2024, 2, 28)
    _due(office, "O1", "O2", day=day)
    assert _pin(office, day).state is PinState.LATE
    _complete(office, "O1", "O2")
    pin = _pin(office, day)
    assert (pin.state, pin.missing) == (PinState.DONE, "")
    assert [fact.text for fact in pin.facts] == ["ครบแล้ว 2 จาก 2 ข้อ O1 O2"]


def test_many_open_items_are_told_in_number(office: Workspace) -> None:
    items = [f"O{number}" for number in range(1, 10)]
    _due(office, *items, day=date(2024, 3, 20))
    texts = [fact.text for fact in _pin(office, date(2024, 3, 20)).facts]
    assert len(texts) == 7
    assert texts[-1] == "และอีก 3 ข้อ"


def test_only_the_first_day_to_come_is_next(office: Workspace) -> None:
    states = [(pin.day >= TODAY, pin.state) for pin in _line(office).pins]
    coming = [state for ahead, state in states if ahead]
    assert coming[0] is PinState.NEXT
    assert set(coming[1:]) == {PinState.LATER}
    assert PinState.NEXT not in {state for ahead, state in states if not ahead}


def test_what_is_complete_before_its_day_is_done_and_not_next(office: Workspace) -> None:
    _due(office, "O1", day=date(2024, 3, 15))
    _complete(office, "O1")
    assert _pin(office, date(2024, 3, 15)).state is PinState.DONE


def test_today_is_not_late_yet(office: Workspace) -> None:
    _due(office, "O1", day=TODAY)
    assert _pin(office, TODAY).state is PinState.NEXT


def test_that_a_meeting_was_held_is_not_claimed(office: Workspace) -> None:
    calendar.add(office, YEAR, "ประชุมคณะทำงาน", date(2024, 2, 1))
    pin = _pin(office, date(2024, 2, 1))
    assert (pin.state, pin.facts, pin.days_left) == (PinState.PASSED, (), -42)
    assert (pin.place.page, pin.place.target) == (PageKey.YEAR, "calendar")


def test_a_meeting_is_known_in_short_by_its_number(office: Workspace) -> None:
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 2/2567", date(2024, 2, 1))
    calendar.add(office, YEAR, "อบรมเจ้าหน้าที่ ครั้งที่ 1", date(2024, 2, 2))
    calendar.add(office, YEAR, "ประชุมชี้แจง ครั้งที่ 1 (สำนัก)", date(2024, 2, 5))
    assert _pin(office, date(2024, 2, 5)).short == ("ประชุมชี้แจง ครั้งที่ 1 (สำนัก)",)
    assert _pin(office, date(2024, 2, 1)).short == ("ประชุมครั้งที่ 2/2567",)
    assert _pin(office, date(2024, 2, 2)).short == ("อบรมเจ้าหน้าที่ ครั้งที่ 1",)


def test_a_meeting_stands_on_its_day_and_tells_what_it_lacks(office: Workspace) -> None:
    day = date(2024, 3, 20)
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 1/2567", day)
    meeting = meetings.add(office, YEAR, day=day)
    pin = _pin(office, day)
    assert pin.title == "ประชุมคณะกรรมการอำนวยการและคณะทำงาน ครั้งที่ 1/2567"
    assert (pin.short, pin.missing) == (("ประชุมครั้งที่ 1/2567",), "ขาดสถานที่")
    assert (pin.place.page, pin.place.target) == (PageKey.MEETINGS, meeting)
    meetings.edit(office, YEAR, [CellEdit(meeting, "place", "ห้องประชุม 1")])
    assert _pin(office, day).missing == ""
    assert _pin(office, day, date(2024, 3, 21)).state is PinState.DONE


def test_a_date_keeps_the_clerks_note(office: Workspace) -> None:
    calendar.add_many(
        office, YEAR, [{"title": "ประชุม", "day": date(2024, 4, 1), "note": "ห้องประชุม 2"}]
    )
    assert _pin(office, date(2024, 4, 1)).note == "ห้องประชุม 2"


def test_a_day_of_very_many_dates_is_one_pin_in_both_languages(office: Workspace) -> None:
    day = date(2024, 5, 2)
    titles = [f"เรื่องที่ {number}" for number in range(1_500)]
    calendar.add_many(office, YEAR, [{"title": title, "day": day} for title in titles])
    pin = _pin(office, day)
    assert str(pin.title).split(" · ") == sorted(titles)
    assert isinstance(pin.title, Phrase)
    assert pin.title.translated(lambda template: template) == pin.title


def test_measures_are_decided_once_there_are_any(office: Workspace) -> None:
    day = date(2023, 12, 31)
    pin = _pin(office, day)
    assert (pin.state, pin.missing) == (PinState.LATE, "ยังไม่มีมาตรการของปีนี้")
    measures.add(office, YEAR, [{"items": ("I1",), "method": "ทำตามแผน"}])
    pin = _pin(office, day)
    assert (pin.state, pin.missing) == (PinState.DONE, "")
    assert pin.facts[0].text == "มี 1 มาตรการ"
    assert pin.place.page == PageKey.MEASURES


def test_what_only_a_draft_proposed_is_not_late(office: Workspace) -> None:
    data, day = office.year(YEAR), date(2023, 12, 31)
    draft = replace(data, framework=replace(data.framework, drafted_from="2567"))
    line = year_line(draft, tree_of(draft), item_progress(draft, TODAY), TODAY)
    (pin,) = (pin for pin in line.pins if pin.day == day)
    assert (pin.state, pin.missing) == (PinState.PASSED, "ยังไม่มีมาตรการของปีนี้")


def test_a_year_that_is_over_is_not_blamed_for_measures_that_were_never_entered(
    office: Workspace,
) -> None:
    assert _pin(office, date(2023, 12, 31), date(2025, 3, 14)).state is PinState.PASSED


def test_the_report_of_the_first_half_year_counts_the_measures(office: Workspace) -> None:
    made = measures.add(
        office, YEAR, [{"items": (code,), "method": "ทำ"} for code in ("I1", "I2", "I3")]
    )
    measures.edit(office, YEAR, [CellEdit(made[0], "status", MeasureStatus.DONE)])
    measures.edit(office, YEAR, [CellEdit(made[1], "status", MeasureStatus.DOING)])
    pin = _pin(office, date(2024, 4, 20))
    assert [fact.text for fact in pin.facts] == [
        "1 มาตรการครบแล้ว", "1 มาตรการกำลังทำ", "1 มาตรการยังไม่เริ่ม",
    ]  # fmt: skip
    assert pin.missing == "1 มาตรการยังไม่เริ่ม"
    assert pin.place.target == made[2]


def test_the_end_of_publication_tells_how_the_items_stand(office: Workspace) -> None:
    _due(office, "O1", day=date(2024, 2, 28))
    _complete(office, "O2")
    pin = _pin(office, date(2024, 4, 30))
    assert pin.missing == "เหลือ 21 ข้อ"
    assert {"ครบแล้ว 1 จาก 22 ข้อ", "เลยกำหนด 1 ข้อ"} <= {fact.text for fact in pin.facts}
    assert pin.place.target.startswith("rows:O1 O3 "), "what is late first"


def test_surveys_are_done_once_both_have_a_result(office: Workspace) -> None:
    _complete(office, *(f"O{number}" for number in range(1, 23)))
    assert _pin(office, date(2024, 4, 30)).state is not PinState.LATE
    edits = [ScoreEdit(code, Decimal(90)) for code in ("IIT", "EIT")]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    assert "มีผล IIT EIT แล้ว" in {fact.text for fact in _pin(office, date(2024, 4, 30)).facts}
    assert _pin(office, date(2024, 4, 30)).state is PinState.DONE


@pytest.mark.parametrize(
    ("items", "text"), [((), "ยังไม่มีผู้รับผิดชอบ 22 ข้อ"), (("O1", "O2"), "ยังไม่มีผู้รับผิดชอบ 20 ข้อ")]
)
def test_the_first_meeting_tells_what_is_assigned(
    office: Workspace, items: tuple[str, ...], text: str
) -> None:
    if items:
        _due(office, *items, day=date(2024, 3, 20))
    assert _pin(office, date(2023, 11, 8), date(2023, 11, 8)).missing == text


def test_a_first_meeting_that_nobody_held_is_late_as_its_step_is(office: Workspace) -> None:
    day = date(2023, 11, 8)

    def told(today: date) -> tuple[PinState, str, str]:
        pin = _pin(office, day, today)
        return pin.state, pin.missing, pin.place.page

    assert told(day)[0] is not PinState.LATE
    assert told(date(2023, 11, 9)) == (PinState.LATE, "ยังไม่มีการประชุม", PageKey.MEETINGS)
    assert beginning(office.year(YEAR), date(2023, 11, 9))[-1].state is State.LATE
    assert told(date(2024, 10, 1))[0] is PinState.PASSED, "the year is over"
    meetings.add(office, YEAR)
    assert told(date(2023, 11, 9))[0] is PinState.PASSED, "one is being arranged"


def test_what_is_still_open_on_a_day_has_the_link_of_its_pin(office: Workspace) -> None:
    day = date(2024, 4, 30)  # publication and surveys close

    def link(today: date = TODAY) -> tuple[str, tuple[str, ...]]:
        pin = _pin(office, day, today)
        return pin.place.page, pin.short

    assert link() == (PageKey.OIT, ("ปิด OIT", "ปิด IIT EIT"))
    _complete(office, *(f"O{number}" for number in range(1, 23)))
    assert link() == (PageKey.SCORES, ("ปิด IIT EIT", "ปิด OIT"))
    _due(office, "O1", day=day)
    assert link() == (PageKey.SCORES, ("ปิด IIT EIT", "ปิด OIT", "OIT 1 ข้อ"))
    evidence.tick(office, YEAR, ["O1.1"], met=False)
    assert link() == (PageKey.OIT, ("ปิด OIT", "OIT 1 ข้อ", "ปิด IIT EIT"))
    meetings.add(office, YEAR, day=day)
    assert link()[0] == PageKey.MEETINGS


def test_the_day_of_the_order_tells_the_roster(office: Workspace) -> None:
    day = date(2023, 11, 1)

    def told() -> tuple[str, list[tuple[State, str]]]:
        pin = _pin(office, day)
        assert (pin.place, pin.action) == (Place(PageKey.ROSTER), "เปิดคณะกรรมการ")
        return pin.missing, list(pin.facts)

    assert told() == ("ยังไม่มีรายชื่อ", [(State.NOT_STARTED, "ยังไม่มีรายชื่อ")])
    steering, working = office.year(YEAR).bodies
    roster.add(office, YEAR, steering.id, [{"name": "นายตัวอย่าง หนึ่ง"}])
    unordered = "ยังไม่มีคำสั่งแต่งตั้ง"
    assert told() == (unordered, [(State.DONE, "มีรายชื่อ 1 ลำดับ"), (State.DOING, unordered)])
    roster.add(office, YEAR, working.id, [{"name": "ว่าง", "post": "นิติกร"}, {"post": "เลขานุการ"}])
    vacant = "ว่าง 1 ตำแหน่ง"
    facts = [(State.DONE, "มีรายชื่อ 3 ลำดับ"), (State.DOING, unordered), (State.DOING, vacant)]
    assert told() == (f"{unordered} · {vacant}", facts)


def test_the_day_of_the_order_is_done_once_the_order_is_signed(office: Workspace) -> None:
    day, signed = date(2023, 11, 1), date(2023, 11, 20)
    steering = office.year(YEAR).bodies[0]
    roster.add(office, YEAR, steering.id, [{"name": "นายตัวอย่าง หนึ่ง"}])
    order = orders.add(office, YEAR, [steering.id])
    assert _pin(office, day).state is PinState.LATE
    assert _pin(office, day).missing == "คำสั่งยังไม่ลงนาม", "why it is late"
    assert beginning(office.year(YEAR), TODAY)[1].state is State.LATE, "as its step is"
    left_out = replace(office.year(YEAR).fiscal_year, left_out=Stage.ORDER)
    without = replace(office.year(YEAR), fiscal_year=left_out)
    line = year_line(without, tree_of(without), item_progress(without, TODAY), TODAY)
    pin = next(pin for pin in line.pins if pin.day == day)
    assert (pin.state, pin.missing) == (PinState.PASSED, ""), "a step that is not used is not late"
    fields = {"number": "77/2566", "signed": signed}
    orders.edit(office, YEAR, [CellEdit(order, *each) for each in fields.items()])
    assert _pin(office, day, date(2023, 11, 19)).state is PinState.PASSED
    pin = _pin(office, day)
    assert pin.state is PinState.DONE
    assert any("77/2566" in fact.text and fact.state is State.DONE for fact in pin.facts)


def test_a_day_to_come_is_not_done_by_one_of_its_things(office: Workspace) -> None:
    day = date(2023, 12, 31)
    measures.add(office, YEAR, [{"items": ("I1",), "method": "ทำตามแผน"}])
    before = _pin(office, day, date(2023, 12, 1))
    assert "วันที่อ้างอิงของข้อมูล" in before.title
    assert before.state is PinState.NEXT
    assert _pin(office, day).state is PinState.DONE


def test_days_tell_what_is_known_and_what_is_not(office: Workspace) -> None:
    def facts(day: date, today: date = TODAY) -> list[tuple[State, str]]:
        return list(_pin(office, day, today).facts)

    first_meeting, surveys = date(2023, 11, 8), date(2024, 4, 30)
    before = date(2023, 11, 1)
    _due(office, *(f"O{number}" for number in range(1, 22)), day=date(2024, 3, 20))
    assert facts(first_meeting, before) == [
        (State.DONE, "มอบหมายแล้ว 21 จาก 22 ข้อ"), (State.NOT_STARTED, "ยังไม่มีผู้รับผิดชอบ 1 ข้อ"),
    ]  # fmt: skip
    assert _pin(office, first_meeting, before).place == Place(PageKey.OIT, "O22")
    _due(office, "O22", day=date(2024, 3, 20))
    assert facts(first_meeting, before) == [(State.DONE, "มอบหมายแล้ว 22 จาก 22 ข้อ")]
    assert _pin(office, first_meeting, before).place == Place(PageKey.OIT)
    edits = [ScoreEdit("IIT", Decimal(90))]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    both = {(State.DONE, "มีผล IIT แล้ว"), (State.NOT_STARTED, "ยังไม่มีผล EIT")}
    assert both <= set(facts(surveys))
    evidence.tick(office, YEAR, ["O2.1"], met=True)
    assert {text for state, text in facts(surveys) if state is State.DOING} == {"กำลังทำ 1 ข้อ"}
    assert "เลยกำหนด 22 ข้อ" in {text for _, text in facts(surveys, date(2024, 3, 21))}
    over = _line(office, date(2024, 10, 1)).pins
    assert PinState.LATE not in {pin.state for pin in over}
    assert "ไม่มีบันทึกว่าครบ 22 ข้อ" in {fact.text for pin in over for fact in pin.facts}


def test_a_meeting_without_matters_lacks_them(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=date(2024, 3, 20))
    meetings.edit(office, YEAR, [CellEdit(meeting, "place", "ห้องประชุม 1")])
    matters = [item.id for item in office.year(YEAR).agenda_of(meeting) if item.parent_id]
    pin = _pin(office, date(2024, 3, 20))
    assert list(pin.facts) == [(State.DONE, f"ระเบียบวาระ {len(matters)} เรื่อง")]
    agenda.remove_agenda_items(office, YEAR, matters)
    pin = _pin(office, date(2024, 3, 20))
    assert (pin.missing, list(pin.facts)) == ("ยังไม่มีวาระ", [(State.NOT_STARTED, "ยังไม่มีวาระ")])
    assert _pin(office, date(2024, 3, 20), date(2024, 3, 21)).missing == ""
