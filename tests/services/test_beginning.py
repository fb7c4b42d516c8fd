"""The steps of a year's beginning say what is there, whoever made it and in whatever order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop import frameworks
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.framework import FrameworkConfirmation
from ita_desktop.domain.framework_draft import YEARS, used_meanwhile
from ita_desktop.domain.framework_draft import parts_of as draft_parts
from ita_desktop.domain.scores.progress import State
from ita_desktop.services import measures
from ita_desktop.services.beginning import BeginningState, Stage, beginning, leads, next_stage
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import meetings
from ita_desktop.services.oit import assignments
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.clerk import Clerk, same_keys
from tests.support.cost import examples

YEAR = 2567
TODAY = date(2023, 10, 9)


def steps(office: Workspace, day: date = TODAY) -> dict[Stage, BeginningState]:
    return {begun.stage: begun for begun in beginning(office.year(YEAR), day)}


def states(office: Workspace, day: date = TODAY) -> list[State]:
    return [step.state for step in steps(office, day).values()]


def leading(office: Workspace, day: date = TODAY) -> bool:
    return leads(office.year(YEAR), tuple(steps(office, day).values()), day)


def fill_roster(office: Workspace) -> None:
    for body in office.year(YEAR).bodies:
        roster.add(office, YEAR, body.id, [{"name": "นายตัวอย่าง หนึ่ง", "role": "กรรมการ"}])


def sign_order(office: Workspace) -> None:
    order = orders.add(office, YEAR)
    values = {"number": "12", "signed": date(2023, 10, 2)}
    orders.edit(office, YEAR, [CellEdit(order, *item) for item in values.items()])


def assign_all(office: Workspace) -> None:
    codes = [item.code for item in office.year(YEAR).framework.items_of("OIT")]
    unit = OwnerRef(unit_id=office.units()[0].id)
    assignments.assign(office, YEAR, codes, [unit], date(2024, 1, 31))


def test_a_new_year_begins_with_its_people(office: Workspace) -> None:
    assert states(office) == [State.NOT_STARTED] * 5
    assert leading(office)
    assert next_stage(tuple(steps(office).values())) is Stage.PEOPLE
    assert steps(office)[Stage.MEETING].sentence == "ตามปฏิทิน 8 พ.ย. 66"


def test_step_by_step_the_year_is_begun(office: Workspace) -> None:
    done = State.DONE
    fill_roster(office)
    assert states(office)[:2] == [done, State.NOT_STARTED]
    orders.add(office, YEAR)
    assert states(office)[1] is State.DOING
    assert steps(office)[Stage.ORDER].action == "ใส่ให้ครบ"
    orders.remove(office, YEAR, [order.id for order in office.year(YEAR).orders])
    sign_order(office)
    assert states(office)[:3] == [done, done, State.NOT_STARTED]
    assign_all(office)
    measures.add(office, YEAR, [{"items": ("I1",), "method": "ก"}])
    assert states(office)[:4] == [done] * 4
    assert "ยังไม่มีผู้รับผิดชอบ 1 มาตรการ" in steps(office)[Stage.MEASURES].sentence
    meetings.add(office, YEAR, day=date(2023, 11, 8))
    assert states(office)[4] is State.DOING
    assert leading(office, date(2023, 11, 8))
    assert states(office, date(2023, 11, 9)) == [done] * 5
    assert not leading(office, date(2023, 11, 9))


def test_a_year_that_was_begun_elsewhere_shows_what_is_true(office: Workspace) -> None:
    assign_all(office)
    found = steps(office)
    assert [begun.state for begun in found.values()].count(State.DONE) == 1
    assert found[Stage.ASSIGNMENT].sentence == "มอบหมายแล้ว 22 จาก 22 ข้อ"
    assignments.edit(office, YEAR, [CellEdit("O3", "owners", ())])
    found = steps(office)
    assert found[Stage.ASSIGNMENT].state is State.DOING
    assert found[Stage.ASSIGNMENT].place == Place(PageKey.OIT, "O3")


def test_only_measures_that_there_are_can_be_carried_over(office: Workspace) -> None:
    data = office.year(YEAR)
    said = [beginning(data, TODAY, former)[3].sentence for former in (None, data)]
    assert all("ลากไฟล์" in text and "ปีก่อน" not in text for text in said)
    measures.add(office, YEAR, [{"items": ("I1",), "method": "ก"}])
    with_measures = office.year(YEAR)
    assert beginning(data, TODAY, with_measures)[3].sentence.startswith("ยกมาจากปีก่อน")


def test_a_step_is_left_out_without_being_called_done(office: Workspace) -> None:
    for stage in Stage:
        years.leave_out(office, YEAR, stage.value, left_out=True)
    assert all(step.left_out and step.state is State.NOT_STARTED for step in steps(office).values())
    assert not leading(office)
    years.leave_out(office, YEAR, Stage.ORDER.value, left_out=False)
    assert next_stage(tuple(steps(office).values())) is Stage.ORDER
    office.undo()
    assert not leading(office)


def test_a_year_that_is_over_does_not_begin_any_more(office: Workspace) -> None:
    assert not leading(office, date(2024, 10, 1))


def test_a_year_without_a_framework_of_its_own_begins_with_work(office: Workspace) -> None:
    data = office.year(YEAR)
    draft = replace(data, framework=replace(data.framework, drafted_from="2567"))
    assert [step.stage for step in beginning(draft, TODAY)] == list(Stage)
    parts = draft_parts(draft)
    every = tuple(FrameworkConfirmation(id=part.key, year_id="y", part=part.key) for part in parts)
    told = [
        used_meanwhile(replace(draft, confirmations=confirmed))
        for confirmed in ((), every[:1], every)
    ]
    said = "ยังไม่มีเกณฑ์ปี 2567 ใช้ของปี 2567-2568 ไปก่อน"
    assert told == [said, f"{said} · เทียบกับหนังสือเวียนแล้ว 1 จาก {len(parts)} แห่ง", ""]
    assert used_meanwhile(data) == ""
    spans = {info.code: info.fiscal_years for info in frameworks.available()}
    known = {code: f"{of[0]}-{of[-1]}" for code, of in spans.items() if len(of) > 1}
    assert known == YEARS


def test_the_roster_is_filled_body_by_body_and_place_by_place(office: Workspace) -> None:
    first, second = office.year(YEAR).bodies
    row = {"name": "นายตัวอย่าง หนึ่ง", "role": "กรรมการ"}
    assert steps(office)[Stage.PEOPLE].place == Place(PageKey.ROSTER, first.id)
    roster.add(office, YEAR, second.id, [row])
    some = steps(office)[Stage.PEOPLE]
    assert (some.state, some.place) == (State.DOING, Place(PageKey.ROSTER, first.id))
    assert some.sentence == f"มีรายชื่อ 1 ลำดับ · {first.name}ยังไม่มีรายชื่อ"
    _named, vacant = roster.add(office, YEAR, first.id, [row, {"role": "กรรมการ"}])
    every = steps(office)[Stage.PEOPLE]
    assert (every.state, every.place) == (State.DONE, Place(PageKey.ROSTER, vacant))
    assert every.sentence == "มีรายชื่อ 3 ลำดับ · ว่าง 1 ตำแหน่ง"


def test_an_order_is_done_when_it_has_number_and_day_and_names_all(office: Workspace) -> None:
    def told() -> tuple[State, str]:
        step = steps(office)[Stage.ORDER]
        return step.state, str(step.sentence)

    row = {"name": "นายตัวอย่าง หนึ่ง", "role": "กรรมการ"}
    roster.add(office, YEAR, office.year(YEAR).bodies[0].id, [row])
    sign_order(office)
    assert told() == (State.DONE, "คำสั่งที่ 12 ลงนาม 2 ต.ค. 66")
    (order,) = office.year(YEAR).orders
    orders.edit(office, YEAR, [CellEdit(order.id, "signed", TODAY + timedelta(1))])
    assert told() == (State.DOING, "คำสั่งที่ 12 ลงวันที่ 10 ต.ค. 66 ยังไม่ถึงวัน")
    assert steps(office, TODAY + timedelta(1))[Stage.ORDER].state is State.DONE
    office.undo()
    for field, value in (("number", ""), ("signed", None)):
        orders.edit(office, YEAR, [CellEdit(order.id, field, value)])
        assert told() == (State.DOING, "ร่างแล้ว ยังไม่มีเลขที่หรือวันลงนาม")
        assert steps(office)[Stage.ORDER].place == Place(PageKey.ROSTER, order.id)
        office.undo()
    body = roster.add_body(office, YEAR, "คณะทำงานตรวจเว็บไซต์")
    roster.add(office, YEAR, body, [row])
    assert told() == (State.DOING, "ยังมีคณะที่ไม่อยู่ในคำสั่ง")


def test_the_first_meeting_is_told_before_and_after_its_day(office: Workspace) -> None:
    def told(today: date = TODAY) -> tuple[State, str]:
        step = steps(office, today)[Stage.MEETING]
        return step.state, str(step.sentence)

    unset = meetings.add(office, YEAR)
    assert told() == (State.DOING, "ครั้งที่ 1/2567 ยังไม่กำหนดวัน")
    first = meetings.add(office, YEAR, day=date(2023, 11, 8))
    meetings.add(office, YEAR, day=date(2023, 12, 8))
    assert told()[1].endswith("วันที่ 8 พ.ย. 66")
    assert steps(office)[Stage.MEETING].place == Place(PageKey.MEETINGS, first)
    state, sentence = told(date(2023, 11, 9))
    assert (state, sentence.startswith("ประชุมครั้งที่ ")) == (State.DONE, True)
    assert sentence.endswith("แล้ว 8 พ.ย. 66")
    assert unset != first


def test_what_the_calendar_asked_for_by_a_day_is_late_from_the_next(office: Workspace) -> None:
    def late(today: date) -> dict[Stage, str]:
        found = steps(office, today).items()
        return {stage: str(step.sentence) for stage, step in found if step.state is State.LATE}

    assert not late(date(2023, 11, 1))
    assert list(late(date(2023, 11, 2))) == [Stage.PEOPLE, Stage.ORDER]
    assert late(date(2023, 11, 28))[Stage.MEETING] == "เลยกำหนด 8 พ.ย. 66 แล้ว · ยังไม่มีการประชุม"
    assert list(late(date(2024, 1, 2))) == [s for s in Stage if s is not Stage.ASSIGNMENT]
    assert not late(date(2024, 10, 1)), "the year is over"
    meetings.add(office, YEAR, day=date(2023, 12, 8))
    assert Stage.MEETING not in late(date(2023, 11, 28)), "another day was chosen"
    fill_roster(office)
    assert list(late(date(2023, 11, 28))) == [Stage.ORDER]
    sign_order(office)
    (order,) = office.year(YEAR).orders
    orders.edit(office, YEAR, [CellEdit(order.id, "signed", date(2023, 12, 1))])
    assert not late(date(2023, 11, 28))


def test_what_only_a_draft_proposed_asks_for_nothing_once_it_has_passed(office: Workspace) -> None:
    data = office.year(YEAR)
    draft = replace(data, framework=replace(data.framework, drafted_from="2567"))
    first = beginning(draft, TODAY)[4]
    assert first.sentence == "ตามปฏิทิน 8 พ.ย. 66"
    *_, meeting = found = beginning(draft, date(2023, 11, 28))
    assert {step.state for step in found} == {State.NOT_STARTED}
    assert meeting.sentence == "ยังไม่มีการประชุม"


@pytest.mark.in_turn
@settings(max_examples=examples(30))
@given(data=st.data())
def test_every_year_that_a_clerk_can_make_has_its_five_steps(
    data: st.DataObject, begun: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("clerk") / "any.ita"
    path.write_bytes(begun)
    with same_keys(), Workspace.open(path) as workspace:
        clerk = Clerk(workspace, data)
        for _ in range(data.draw(st.integers(0, 12))):
            try:
                clerk.acts()
            except ItaError:
                continue
        found = beginning(workspace.year(YEAR), data.draw(st.dates(TODAY, date(2024, 9, 30))))
    assert [one.stage for one in found] == list(Stage)
    assert all(one.sentence and one.action for one in found)
