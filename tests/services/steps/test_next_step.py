"""What a page says is to be done next: late before missing before upcoming before all done."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import ita_desktop.services.steps
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.records import MeasureStatus, Person, UnitKind
from ita_desktop.domain.scores.progress import OIT, ItemProgress, item_progress, tree_of
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters, measures, surveys
from ita_desktop.services.beginning import Stage
from ita_desktop.services.documents import exporting, wordings
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.oit import assignments, evidence, filing
from ita_desktop.services.places import PageKey, Place, paper_place
from ita_desktop.services.roster import orders, roster, units
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.sending import RoundRequest, send
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, few
from ita_desktop.services.steps import documents as step_documents
from ita_desktop.services.steps import measures as step_measures
from ita_desktop.services.steps import meetings as step_meetings
from ita_desktop.services.steps import oit as step_oit
from ita_desktop.services.steps import overview as step_overview
from ita_desktop.services.steps import roster as step_roster
from ita_desktop.services.steps import scores as step_scores
from ita_desktop.services.steps import year as step_year
from ita_desktop.services.steps.overview import next_step
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.workspace import Workspace
from tests.pictures.given_pictures import saved
from tests.support.clerk import Clerk, same_keys
from tests.support.cost import examples
from tests.support.known_files import opened_unread

YEAR = 2567
TODAY = date(2024, 2, 12)
"""A day in the middle of the year, after order and measures, 78 days before OIT closes."""

LATE, MISSING, UPCOMING, QUIET, DONE = StepUrgency


def step(office: Workspace, page: PageKey, today: date = TODAY) -> Step:
    data = office.year(YEAR)
    known = tuple(sorted(year.year for year in office.years()))
    before = [year for year in known if year < YEAR]
    previous = office.year(before[-1]) if before else None
    return next_step(page, StepContext(data, previous, tree_of(data), today, known))


def unit(office: Workspace, name: str) -> OwnerRef:
    return OwnerRef(unit_id=next(one.id for one in office.units() if one.name == name))


def complete(office: Workspace, *items: str) -> None:
    known = office.year(YEAR).framework.item_by_code
    points = [point.code for code in items for point in known[code].requirements]
    evidence.tick(office, YEAR, points, met=True)
    for code in items:
        evidence.add(office, YEAR, code, {"location": f"https://district.example/{code}"})


def oit_codes(office: Workspace) -> list[str]:
    return [item.code for item in office.year(YEAR).framework.items_of(OIT)]


def move_date(office: Workspace, code: str, day: date) -> None:
    row = next(
        calendar_date for calendar_date in office.year(YEAR).calendar if calendar_date.code == code
    )
    calendar.edit(office, YEAR, [CellEdit(row.id, "day", day)])


# -- a year in which nothing is open


def fill_roster(office: Workspace) -> None:
    for body in office.year(YEAR).bodies:
        chair = roster.ROLES[body.kind][0]
        every = {"post": "หัวหน้าฝ่ายทุกฝ่าย", "role": roster.ROLES[body.kind][2]}
        named = {"name": f"นายตัวอย่าง {body.position}", "post": "ผู้อำนวยการเขต", "role": chair}
        roster.add(office, YEAR, body.id, [named, every])


def fill_oit(office: Workspace) -> None:
    codes = oit_codes(office)
    due = TODAY + timedelta(days=70)
    assignments.assign(office, YEAR, codes, [unit(office, "ฝ่ายโยธา")], due)


def fill_measures(office: Workspace) -> None:
    made = measures.add(
        office,
        YEAR,
        [{
            "items": ("I1",),
            "method": "ชี้แจงขั้นตอน",
            "owners": (unit(office, "ฝ่ายโยธา"),),
            "schedule": "ทุก 6 เดือน",
        }],
    )  # fmt: skip
    measures.edit(office, YEAR, [CellEdit(made[0], "status", MeasureStatus.DOING)])


def fill_scores(office: Workspace) -> None:
    known = office.year(YEAR).framework
    nodes = [ScoreEdit(instrument.code, Decimal(100)) for instrument in known.instruments]
    scores.set_scores(office, YEAR, nodes, ScoreSource.OFFICIAL)


def fill_office(office: Workspace) -> None:
    wordings.put_file(
        office, YEAR, wordings.GARUDA, "ครุฑ.png", saved(Image.new("RGB", (200, 200)), "PNG")
    )


def fill_order(office: Workspace) -> None:
    order = orders.add(office, YEAR)
    values = {"number": "12", "signed": date(2023, 11, 1), "signatory_post": "ผู้อำนวยการเขต"}
    orders.edit(office, YEAR, [CellEdit(order, name, value) for name, value in values.items()])


def fill_surveys(office: Workspace) -> None:
    asked = {"kind": "ข้าราชการ", "population": 9, "required": 5}
    (group,) = surveys.add_groups(office, YEAR, [asked])
    counted = {"group": group, "day": date(2024, 2, 1), "answered": 6}
    surveys.add_counts(office, YEAR, [counted])
    surveys.add_links(office, YEAR, [{"url": "https://survey.district.example"}])


def _answers_lack(office: Workspace) -> None:
    surveys.edit_groups(
        office, YEAR, [CellEdit(office.year(YEAR).survey_groups[0].id, "required", 8)]
    )


def _answers_lack_at_the_end(office: Workspace) -> None:
    _answers_lack(office)
    move_date(office, "survey_close", TODAY + timedelta(days=9))


def _no_respondents(office: Workspace) -> None:
    surveys.remove_groups(office, YEAR, [group.id for group in office.year(YEAR).survey_groups])


@pytest.fixture(scope="module")
def settled_file(begun: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Everything is filled in, and nothing is due within the next 30 days; as a file's content."""
    path = tmp_path_factory.mktemp("settled") / "settled.ita"
    path.write_bytes(begun)
    fills = (
        fill_roster, fill_order, fill_office, fill_oit, fill_measures, fill_scores, fill_surveys,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ITA_DESKTOP_HOME", str(path.parent))
        with Workspace.open(path) as office:
            for fill in fills:
                fill(office)
    return path.read_bytes()


@pytest.fixture
def settled(settled_file: bytes, tmp_path: Path) -> Iterator[Workspace]:
    with opened_unread(settled_file, tmp_path / "เขตตัวอย่าง.ita") as office:
        yield office


# -- what makes each page late, lacking, busy soon

Change = Callable[[Workspace], object]


def _no_order(office: Workspace) -> None:
    orders.remove(office, YEAR, [order.id for order in office.year(YEAR).orders])


def _first(office: Workspace) -> str:
    return office.year(YEAR).measures[0].id


def _assign(days: int) -> Change:
    return lambda office: assignments.assign(
        office, YEAR, ["O7"], [unit(office, "ฝ่ายการคลัง")], TODAY + timedelta(days=days)
    )


def _take_owner(office: Workspace) -> None:
    assignments.edit(office, YEAR, [CellEdit("O3", "owners", ())])


def _member(office: Workspace, place: int) -> str:
    data = office.year(YEAR)
    return data.members_of(data.bodies[0].id)[place].id


def _nobody_is_chair(office: Workspace) -> None:
    roster.edit(office, YEAR, [CellEdit(_member(office, 0), "role", "กรรมการ")])


def _unsigned_without_chair(office: Workspace) -> None:
    order = office.year(YEAR).orders[0].id
    orders.edit(office, YEAR, [CellEdit(order, "signed", None)])
    _nobody_is_chair(office)


def _a_head_leads(office: Workspace) -> None:
    roster.edit(office, YEAR, [CellEdit(_member(office, 0), "role", "หัวหน้าคณะทำงาน")])


def _a_role_goes(office: Workspace) -> None:
    roster.edit(office, YEAR, [CellEdit(_member(office, 1), "role", "")])


def _a_measure_stands_still(office: Workspace) -> None:
    owners = (unit(office, "ฝ่ายโยธา"),)
    new = {"items": ("I3",), "method": "ก", "owners": owners, "schedule": "ทุกเดือน"}
    measures.add(office, YEAR, [new])


def _a_measure_is_nobodys(office: Workspace) -> None:
    measures.edit(office, YEAR, [CellEdit(_first(office), "owners", ())])


def _a_measure_is_monthly(office: Workspace) -> None:
    measures.edit(office, YEAR, [CellEdit(_first(office), "schedule", "ทุกเดือน")])


def _forget_scores(office: Workspace) -> None:
    nodes = [ScoreEdit(code, None) for code in ("IIT", "EIT", "OIT")]
    scores.set_scores(office, YEAR, nodes, ScoreSource.OFFICIAL)


def _know_one_item(office: Workspace) -> None:
    _forget_scores(office)
    scores.set_scores(office, YEAR, [ScoreEdit("I1", Decimal(90))], ScoreSource.SELF)


def _surveys_close_soon(office: Workspace) -> None:
    move_date(office, "survey_close", TODAY + timedelta(days=9))


def _a_date_goes(office: Workspace) -> None:
    row = next(
        calendar_date
        for calendar_date in office.year(YEAR).calendar
        if calendar_date.code == "oit_close"
    )
    calendar.remove(office, YEAR, [row.id])


def _a_meeting_comes(office: Workspace) -> None:
    calendar.add(office, YEAR, "ประชุมครั้งที่ 2", TODAY + timedelta(days=3))


def _meeting(office: Workspace, days: int, **values: object) -> str:
    """A meeting so many days from today, with all that it needs beforehand."""
    meeting = meetings.add(office, YEAR, day=TODAY + timedelta(days=days))
    given = {"place": "ห้องประชุม 1", **values}
    meetings.edit(office, YEAR, [CellEdit(meeting, *item) for item in given.items()])
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting)
    person = office.year(YEAR).people[0].id
    written = {"number": "1", "day": TODAY, "signatory_id": person}
    letters.edit(office, YEAR, [CellEdit(letter, *item) for item in written.items()])
    return meeting


def _a_task_is_late(office: Workspace) -> None:
    fields = {"due": TODAY - timedelta(days=3)}
    agenda.add_actions(office, YEAR, _meeting(office, -30), [{"text": "ส่งข้อมูล", **fields}])


def _minutes_lack(office: Workspace) -> None:
    _meeting(office, -5)


def _minutes_wait(office: Workspace) -> None:
    _meeting(office, -50)
    _meeting(office, -5)


def _place_lacks(office: Workspace) -> None:
    _meeting(office, 7, place="")


def _meeting_soon(office: Workspace) -> None:
    _meeting(office, 7)


def _meeting_on_sunday(office: Workspace) -> None:
    _meeting(office, 6)


def _meeting_later(office: Workspace) -> None:
    _meeting(office, 60)


def _begin_oit(office: Workspace) -> None:
    complete(office, "O1")


def _complete_oit(office: Workspace) -> None:
    complete(office, *oit_codes(office))


def _finish_measures(office: Workspace) -> None:
    measures.edit(office, YEAR, [CellEdit(_first(office), "status", MeasureStatus.DONE)])


def _garuda_goes(office: Workspace) -> None:
    wordings.remove_file(office, YEAR, wordings.GARUDA)


def _signer_goes(office: Workspace) -> None:
    edit_order(office, signatory_post="")


def _nothing(_office: Workspace) -> None:
    pass


def _ask_units(days: int) -> Change:
    def change(office: Workspace) -> None:
        finance = unit(office, "ฝ่ายการคลัง")
        assignments.assign(office, YEAR, ["O7"], [finance], TODAY)
        evidence.remove(office, YEAR, [row.id for row in office.year(YEAR).evidence_of("O7")])
        asked = RoundRequest(due=TODAY + timedelta(days), unit_ids=(str(finance.unit_id),))
        with TemporaryDirectory() as folder:
            send(office, YEAR, asked, Path(folder), today=TODAY)

    return change


def _units_have_answered(office: Workspace) -> None:
    _ask_units(9)(office)
    complete(office, "O7")
    _finish_measures(office)


class Case(NamedTuple):
    page: PageKey
    urgency: StepUrgency
    change: Change
    words: str
    today: date = TODAY


OCTOBER = date(2023, 10, 20)
YEAR_OVER = date(2024, 10, 5)
CASES = [
    Case(PageKey.OVERVIEW, LATE, _assign(-3), "O7 เลยกำหนด 3 วัน"),
    Case(PageKey.OVERVIEW, MISSING, _take_owner, "ยังไม่มีผู้รับผิดชอบ 1 ข้อ"),
    Case(PageKey.OVERVIEW, UPCOMING, _assign(5), "O7 ครบกำหนด 17 ก.พ. 67 อีก 5 วัน"),
    Case(PageKey.OVERVIEW, QUIET, _nothing, "ยังไม่มีงานที่ครบกำหนดใน 30 วัน · ต่อไป 31 มี.ค. 67"),
    Case(PageKey.ROSTER, LATE, _unsigned_without_chair, "ยังไม่มีประธาน · เลยวันลงนามคำสั่ง 1 พ.ย. 66"),
    Case(PageKey.ROSTER, MISSING, _nobody_is_chair, "ยังไม่มีประธาน · คำสั่งลงนาม 1 พ.ย. 66"),
    Case(PageKey.ROSTER, DONE, _a_head_leads, "รายชื่อครบ 4 ลำดับแล้ว · ต่อไป"),
    Case(PageKey.ROSTER, MISSING, _a_role_goes, "ยังไม่มีบทบาท 1 ลำดับ (1.2)"),
    Case(PageKey.ROSTER, UPCOMING, _no_order, "คำสั่งแต่งตั้ง ลงนาม 1 พ.ย. 66 อีก 12 วัน", OCTOBER),
    Case(PageKey.ROSTER, QUIET, _no_order, "รายชื่อครบ 4 ลำดับแล้ว", date(2023, 9, 20)),
    Case(PageKey.ROSTER, DONE, _nothing, "รายชื่อครบ 4 ลำดับแล้ว · ต่อไป"),
    Case(PageKey.OIT, LATE, _assign(-1), "O7 เลยกำหนด 1 วัน · รอฝ่ายการคลัง"),
    Case(PageKey.OIT, MISSING, _take_owner, "ยังไม่มีผู้รับผิดชอบ 1 ข้อ"),
    Case(PageKey.OIT, UPCOMING, _assign(0), "O7 ครบกำหนด 12 ก.พ. 67 วันนี้"),
    Case(PageKey.OIT, QUIET, _begin_oit, "ยังไม่มีข้อ OIT ที่ครบกำหนดใน 30 วัน · ต่อไป"),
    Case(PageKey.OIT, DONE, _complete_oit, "OIT ครบทั้ง 22 ข้อแล้ว · ต่อไป"),
    Case(PageKey.MEASURES, LATE, _a_measure_stands_still, "I3 ยังไม่เริ่ม รอบแรกสิ้นสุด 31 ม.ค. 67"),
    Case(PageKey.MEASURES, MISSING, _a_measure_is_nobodys, "ยังไม่มีผู้รับผิดชอบ 1 มาตรการ"),
    Case(PageKey.MEASURES, UPCOMING, _a_measure_is_monthly, "1 มาตรการครบรอบ 29 ก.พ. 67 อีก 17 วัน"),
    Case(PageKey.MEASURES, QUIET, _nothing, "ยังไม่มีมาตรการที่ครบกำหนดใน 30 วัน · ต่อไป"),
    Case(PageKey.MEASURES, DONE, _finish_measures, "ทำครบทั้ง 1 มาตรการแล้ว · ต่อไป"),
    Case(PageKey.SCORES, MISSING, _forget_scores, "สิ้นสุดแล้ว · ยังไม่มีผล IIT EIT OIT", YEAR_OVER),
    Case(PageKey.SCORES, MISSING, _know_one_item, "คะแนน IIT ยังไม่ครบ ขาด I2 I3 I4 และอีก"),
    Case(PageKey.SCORES, UPCOMING, _surveys_close_soon, "แบบวัด IIT EIT 21 ก.พ. 67 อีก 9 วัน"),
    Case(PageKey.SCORES, QUIET, _forget_scores, "ไม่มีคะแนนที่ต้องใส่ตอนนี้ · ต่อไป"),
    Case(PageKey.SCORES, DONE, _nothing, "ถึงระดับสูงสุดแล้ว ผ่านดีเยี่ยม · ต่อไป"),
    Case(PageKey.MEETINGS, LATE, _a_task_is_late, "ส่งข้อมูล เลยกำหนด 3 วัน"),
    Case(PageKey.MEETINGS, MISSING, _place_lacks, "19 ก.พ. 67 อีก 7 วัน · ยังไม่ระบุสถานที่"),
    Case(PageKey.MEETINGS, MISSING, _meeting_on_sunday, "18 ก.พ. 67 อีก 6 วัน · ตรงกับวันอาทิตย์"),
    Case(PageKey.MEETINGS, UPCOMING, _meeting_soon, "ประชุมครั้งที่ 1/2567 19 ก.พ. 67 อีก 7 วัน"),
    Case(PageKey.MEETINGS, QUIET, _meeting_later, "ประชุมแล้ว 0 จาก 1 ครั้ง · ต่อไป"),
    Case(PageKey.DOCUMENTS, LATE, _take_owner, "ต้องใช้ตั้งแต่ 8 พ.ย. 66"),
    Case(PageKey.DOCUMENTS, MISSING, _a_measure_is_nobodys, "ใช้ 20 เม.ย. 67"),
    Case(PageKey.DOCUMENTS, UPCOMING, _nothing, "ใช้ 1 พ.ย. 66 อีก 12 วัน", OCTOBER),
    Case(PageKey.DOCUMENTS, QUIET, _nothing, "เอกสารพร้อมพิมพ์ 15 จาก"),
    Case(PageKey.YEAR, MISSING, _nothing, "สิ้นสุดแล้ว ยังไม่ได้เริ่มปี 2568", YEAR_OVER),
    Case(PageKey.YEAR, MISSING, _a_date_goes, "ปฏิทินยังไม่มีวัน ปิดการเผยแพร่ข้อมูล OIT"),
    Case(PageKey.SETTINGS, MISSING, _garuda_goes, "ยังไม่ได้ใส่ตราครุฑ"),
    Case(PageKey.SETTINGS, MISSING, _signer_goes, "ยังไม่มีผู้ลงนาม"),
    Case(PageKey.YEAR, UPCOMING, _a_meeting_comes, "15 ก.พ. 67 ประชุมครั้งที่ 2 · อีก 3 วัน"),
    Case(PageKey.SURVEYS, MISSING, _no_respondents, "ยังไม่มีจำนวนผู้ตอบแบบสำรวจ"),
    Case(PageKey.SURVEYS, UPCOMING, _answers_lack_at_the_end, "อีก 9 วัน · IIT ขาด 2 คน"),
    Case(PageKey.SURVEYS, QUIET, _answers_lack, "บันทึกยอดตอบของแบบสำรวจทุกสัปดาห์ · ต่อไป"),
    Case(PageKey.SURVEYS, DONE, _nothing, "ผู้ตอบแบบสำรวจครบตามเกณฑ์แล้ว · ต่อไป"),
    Case(PageKey.COLLECTING, QUIET, _nothing, "ยังไม่ได้ส่งแบบให้หน่วยใด"),
    Case(PageKey.COLLECTING, QUIET, _ask_units(90), "รอรับกลับจาก"),
    Case(PageKey.COLLECTING, UPCOMING, _ask_units(9), "อีก 9 วัน ยังค้าง"),
    Case(PageKey.COLLECTING, LATE, _ask_units(1), "หน่วยเลยกำหนดส่งคืน", TODAY + timedelta(5)),
    Case(PageKey.COLLECTING, DONE, _units_have_answered, "ทุกหน่วยส่งคืนครบแล้ว"),
    Case(PageKey.SETTINGS, DONE, _nothing, "ข้อมูลของสำนักงานครบแล้ว · ต่อไป"),
    Case(PageKey.YEAR, DONE, _nothing, "ข้อมูลตั้งต้นของปี 2567 ครบแล้ว · ต่อไป"),
]


@pytest.mark.in_turn
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}-{case.urgency.name}")
def test_each_page_says_what_is_late_missing_upcoming_or_done(
    settled: Workspace, case: Case
) -> None:
    case.change(settled)
    text = step(settled, case.page, case.today)
    assert (text.urgency, case.words in text.sentence) == (case.urgency, True), text.sentence


@pytest.mark.parametrize("page", PageKey)
def test_each_page_has_a_case_for_every_urgency(page: PageKey) -> None:
    never = {
        PageKey.OVERVIEW: {DONE},
        PageKey.MEETINGS: {DONE},
        PageKey.DOCUMENTS: {DONE},
        PageKey.SCORES: {LATE},
        PageKey.SETTINGS: {LATE, UPCOMING, QUIET},
        PageKey.YEAR: {LATE, QUIET},
        PageKey.SURVEYS: {LATE},
        PageKey.COLLECTING: {MISSING},
    }
    shown = {case.urgency for case in CASES if case.page is page}
    assert shown == set(StepUrgency) - never.get(page, set())


@pytest.mark.parametrize(
    ("change", "urgency", "words"),
    [
        (_minutes_lack, MISSING, "ประชุมครั้งที่ 1/2567 ประชุมแล้ว ยังไม่ได้บันทึกรายงาน"),
        (_minutes_wait, LATE, "ยังไม่ได้รับรอง ทั้งที่ครั้งที่ 2/2567 ประชุมแล้ว"),
        (lambda office: meetings.add(office, YEAR), MISSING, "ยังไม่กำหนดวัน"),
        (_nothing, LATE, "ยังไม่มีการประชุมของปีนี้ · ประชุมครั้งแรกควรมีภายใน"),
    ],
)
def test_meetings_wait_for_their_minutes_and_days(
    settled: Workspace, change: Change, urgency: StepUrgency, words: str
) -> None:
    change(settled)
    text = step(settled, PageKey.MEETINGS)
    assert (text.urgency, words in text.sentence) == (urgency, True), text.sentence


def test_dates_of_a_draft_that_passed_before_anybody_confirmed_them_make_nothing_late(
    office: Workspace,
) -> None:
    data, today = years.add_year(office, YEAR + 3), date(2026, 11, 27)
    assert any(each.day < today for each in data.calendar if each.code == "order_signed")

    def late() -> list[str]:
        data = office.year(YEAR + 3)
        context = StepContext(data, None, tree_of(data), today, (YEAR, YEAR + 3))
        found = [next_step(page, context) for page in PageKey]
        found += step_roster.steps(context)
        return [each.sentence for each in found if each.urgency is LATE]

    roster.add(office, YEAR + 3, data.bodies[1].id, [{"name": "นายตัวอย่าง หนึ่ง"}])
    orders.add(office, YEAR + 3, [data.bodies[1].id])
    assert late() == []
    day = next(each for each in data.calendar if each.code == "order_signed")
    calendar.edit(office, YEAR + 3, [CellEdit(day.id, "day", date(2026, 11, 20))])
    assert late()


TOGETHER: dict[PageKey, list[Change]] = {
    PageKey.OVERVIEW: [_assign(5), _take_owner, _assign(-3)],
    PageKey.ROSTER: [_a_role_goes, _unsigned_without_chair],
    PageKey.OIT: [_assign(5), _take_owner, _assign(-3)],
    PageKey.MEASURES: [_a_measure_is_monthly, _a_measure_is_nobodys, _a_measure_stands_still],
    PageKey.SCORES: [_surveys_close_soon, _know_one_item],
    PageKey.DOCUMENTS: [_a_measure_is_nobodys, _take_owner],
    PageKey.SETTINGS: [_garuda_goes],
    PageKey.YEAR: [_a_meeting_comes, _a_date_goes],
}
"""What happens to a settled year, each worse than what was there already."""


@pytest.mark.parametrize("page", TOGETHER)
def test_what_is_worse_comes_before_what_was_there_already(
    settled: Workspace, page: PageKey
) -> None:
    seen = [step(settled, page).urgency]
    for change in TOGETHER[page]:
        change(settled)
        seen.append(step(settled, page).urgency)
    assert seen == sorted(set(seen), reverse=True)
    assert seen[0] >= QUIET


def test_the_steps_of_a_page_are_found_by_its_key() -> None:
    named = {module.name for module in pkgutil.iter_modules(ita_desktop.services.steps.__path__)}
    assert named == {*PageKey}


# -- what the sentences know


def test_a_late_item_says_whom_it_waits_for_and_what_it_is_worth(settled: Workspace) -> None:
    _forget_scores(settled)
    complete(settled, "O1")
    late = TODAY - timedelta(days=3)
    assignments.assign(settled, YEAR, ["O7", "O8"], [unit(settled, "ฝ่ายการคลัง")], late)
    text = step(settled, PageKey.OIT)
    assert "เลยกำหนด 3 วัน · รอฝ่ายการคลัง · ทำครบแล้วรวมเพิ่ม 1.50" in text.sentence
    assert text.sentence.endswith("เลยกำหนดทั้งหมด 2 ข้อ")
    assert (text.action, text.place) == ("เปิด O7", Place(PageKey.OIT, "O7"))
    assert text.day == late


def test_scores_of_surveys_are_asked_for_from_the_day_after_they_close(settled: Workspace) -> None:
    nodes = [ScoreEdit(code, None) for code in ("IIT", "EIT")]
    scores.set_scores(settled, YEAR, nodes, ScoreSource.OFFICIAL)
    move_date(settled, "survey_close", TODAY)
    on_the_day, next_day = (
        step(settled, PageKey.SCORES, TODAY + timedelta(days=days)).sentence for days in (0, 1)
    )
    assert "ปิดการตอบแบบวัดเมื่อ" not in on_the_day
    assert next_day.startswith("ปิดการตอบแบบวัดเมื่อ")


def test_of_items_late_since_the_same_day_the_one_worth_most_comes_first(
    settled: Workspace,
) -> None:
    _forget_scores(settled)
    # One of eight items of 9.2 is worth less than one of four of 9.1.
    assignments.assign(settled, YEAR, ["O7", "O3"], None, TODAY - timedelta(days=3))
    assert step(settled, PageKey.OIT).place == Place(PageKey.OIT, "O3")


def test_an_item_held_for_complete_without_evidence_asks_for_it(settled: Workspace) -> None:
    _forget_scores(settled)
    points = settled.year(YEAR).framework.item_by_code["O6"].requirements
    evidence.tick(settled, YEAR, [point.code for point in points], met=True)
    text = step(settled, PageKey.OIT)
    assert "ยังไม่มีหลักฐาน 1 ข้อ" in text.sentence
    assert text.place == Place(PageKey.OIT, "O6")
    evidence.add(settled, YEAR, "O6", {"location": "https://district.example/6"})
    assert step(settled, PageKey.OIT).urgency is QUIET


def test_items_left_when_publishing_has_closed_are_late_without_a_due_date(
    settled: Workspace,
) -> None:
    _forget_scores(settled)
    assignments.edit(settled, YEAR, [CellEdit(code, "due", None) for code in oit_codes(settled)])
    text = step(settled, PageKey.OIT, date(2024, 5, 2))
    assert text.urgency is LATE
    assert "ปิดการเผยแพร่ OIT เมื่อ 30 เม.ย. 67 ยังไม่ครบ 22 ข้อ" in text.sentence


_PAGES_OF_A_STAGE = {
    Stage.PEOPLE: (PageKey.OVERVIEW, PageKey.ROSTER, PageKey.DOCUMENTS),
    Stage.ASSIGNMENT: (PageKey.DOCUMENTS,),
    Stage.MEASURES: (PageKey.MEASURES,),
    Stage.MEETING: (PageKey.MEETINGS,),
}


@pytest.mark.parametrize("stage", _PAGES_OF_A_STAGE)
def test_what_the_office_does_without_is_never_late(office: Workspace, stage: Stage) -> None:
    for other in Stage:
        years.leave_out(office, YEAR, other.value, left_out=other is not stage)
    for page in _PAGES_OF_A_STAGE[stage]:
        assert step(office, page).urgency is LATE
    years.leave_out(office, YEAR, stage.value, left_out=True)
    for page in _PAGES_OF_A_STAGE[stage]:
        assert step(office, page).urgency is not LATE


def test_items_of_nobody_are_told_unless_nobody_is_given_work(office: Workspace) -> None:
    assert "ยังไม่มีผู้รับผิดชอบ" in step(office, PageKey.OIT).sentence
    years.leave_out(office, YEAR, Stage.ASSIGNMENT.value, left_out=True)
    assert "ยังไม่มีผู้รับผิดชอบ" not in step(office, PageKey.OIT).sentence


def test_a_fresh_year_begins_with_the_roster(office: Workspace) -> None:
    text = step(office, PageKey.OVERVIEW, OCTOBER)
    assert text.urgency is MISSING
    assert "ยังไม่มีรายชื่อคณะกรรมการของปีนี้ · คำสั่งลงนาม 1 พ.ย. 66" in text.sentence
    assert text.place == Place(PageKey.ROSTER)
    assert step(office, PageKey.OVERVIEW).urgency is LATE


def test_an_empty_place_and_a_person_twice_are_told_with_their_numbers(
    settled: Workspace,
) -> None:
    body = settled.year(YEAR).bodies[1]
    (twice,) = roster.add(
        settled,
        YEAR,
        body.id,
        [{"name": "นายตัวอย่าง 1", "post": "ผู้อำนวยการเขต", "role": "คณะทำงาน"}],
    )
    text = step(settled, PageKey.ROSTER)
    assert "นายตัวอย่าง 1 อยู่สองลำดับในคณะเดียวกัน (2.1 2.3)" in text.sentence
    assert text.place == Place(PageKey.ROSTER, twice)
    roster.edit(settled, YEAR, [CellEdit(twice, "name", ""), CellEdit(twice, "post", "")])
    text = step(settled, PageKey.ROSTER)
    assert "ตำแหน่งว่าง 1 ลำดับ (2.3)" in text.sentence
    assert text.urgency is MISSING, "the order is signed, as the sentence says"


def test_a_section_of_which_nobody_is_a_member_is_named(settled: Workspace) -> None:
    groups = [member.id for member in settled.year(YEAR).members if "ทุกฝ่าย" in member.post]
    roster.remove(settled, YEAR, groups)
    text = step(settled, PageKey.ROSTER)
    count = sum(one.kind is UnitKind.SECTION for one in settled.units())
    assert text.sentence.startswith("ยังไม่มีผู้แทนจาก ")
    assert f"และอีก {count - 2}" in text.sentence


def test_the_weakest_survey_item_is_named_with_its_score(settled: Workspace) -> None:
    _forget_scores(settled)
    known = settled.year(YEAR).framework
    marks = [
        ScoreEdit(item.code, Decimal(100) if item.code != "E6" else Decimal("31.5"))
        for item in known.items
    ]
    scores.set_scores(settled, YEAR, marks, ScoreSource.SELF)
    text = step(settled, PageKey.SCORES)
    assert text.urgency is UPCOMING
    assert "ถึงผ่านดีเยี่ยม · ข้อต่ำสุด E6 31.50" in text.sentence
    assert (text.action, text.place) == ("เริ่มที่ E6", Place(PageKey.SCORES, "E6"))
    unmet = [ScoreEdit(code, Decimal(0)) for code in oit_codes(settled)[:10]]
    edits = [ScoreEdit("E6", Decimal(100)), *unmet]
    scores.set_scores(settled, YEAR, edits, ScoreSource.SELF)
    text = step(settled, PageKey.SCORES)
    assert (text.action, "ข้อต่ำสุด" in text.sentence) == ("เริ่มที่ O1", False)


def test_an_item_without_a_score_is_told_with_that_of_the_year_before(settled: Workspace) -> None:
    years.add_year(settled, YEAR + 1, framework_year=YEAR)
    known = settled.year(YEAR).framework
    marks = [ScoreEdit(item.code, Decimal(80 if item.code == "E6" else 90)) for item in known.items]
    _forget_scores(settled)
    scores.set_scores(settled, YEAR, marks, ScoreSource.OFFICIAL)
    complete = [ScoreEdit(item.code, Decimal(100)) for item in known.items_of("OIT")]
    scores.set_scores(settled, YEAR + 1, complete, ScoreSource.SELF)
    data, before = settled.year(YEAR + 1), settled.year(YEAR)

    def said(previous: YearData | None) -> str:
        today = date(2024, 11, 1)
        context = StepContext(data, previous, tree_of(data), today, (YEAR, YEAR + 1))
        return " ".join(str(step.sentence) for step in step_scores.steps(context))

    assert f"ข้อต่ำสุด E6 80.00 ผลปี {YEAR}" in said(before)
    assert "ข้อต่ำสุด" not in said(None)
    scores.set_scores(settled, YEAR, [ScoreEdit("E6", None)], ScoreSource.OFFICIAL)
    assert "ข้อต่ำสุด" not in said(settled.year(YEAR)), "nobody knows the score of E6"


def test_nobody_is_sent_to_a_survey_while_an_oit_item_has_nothing(settled: Workspace) -> None:
    """'เริ่มที่ E6' where O3 is 0.00: an item at 0 is weaker than one of a survey at 80."""
    years.add_year(settled, YEAR + 1, framework_year=YEAR)
    known = settled.year(YEAR).framework
    marks = [ScoreEdit(item.code, Decimal(80 if item.code == "E6" else 90)) for item in known.items]
    _forget_scores(settled)
    scores.set_scores(settled, YEAR, marks, ScoreSource.OFFICIAL)
    evidence.tick(settled, YEAR + 1, ["O1.1"], met=True)
    data, before = settled.year(YEAR + 1), settled.year(YEAR)
    context = StepContext(data, before, tree_of(data), date(2024, 11, 1), (YEAR, YEAR + 1))
    assert step_scores.first_to_mend(context) == "O1"
    assert "ข้อต่ำสุด" not in " ".join(str(one.sentence) for one in step_scores.steps(context))


def test_a_survey_known_in_part_asks_for_the_rest_also_behind_an_official_one(
    settled: Workspace,
) -> None:
    _forget_scores(settled)
    scores.set_scores(settled, YEAR, [ScoreEdit("IIT", Decimal(90))], ScoreSource.OFFICIAL)
    of_eit = [item.code for item in settled.year(YEAR).framework.items_of("EIT")]
    some = [ScoreEdit(code, Decimal(90)) for code in of_eit[:-1]]
    scores.set_scores(settled, YEAR, some, ScoreSource.SELF)
    text = step(settled, PageKey.SCORES)
    assert f"คะแนน EIT ยังไม่ครบ ขาด {of_eit[-1]} · ใส่ให้ครบจึงบอกระดับได้" in text.sentence
    assert text.place == Place(PageKey.SCORES, of_eit[-1])
    assert step_scores.items_below(tree_of(settled.year(YEAR)), "ข้อที่ไม่มี") == []


def test_a_survey_that_closed_without_a_result_asks_for_it(settled: Workspace) -> None:
    _forget_scores(settled)
    text = step(settled, PageKey.SCORES, date(2024, 6, 1))
    assert text.urgency is MISSING
    assert "ใส่ผล IIT เมื่อได้รับแจ้ง" in text.sentence


def test_a_year_that_is_over_says_its_result_and_asks_for_nothing_more(
    settled: Workspace,
) -> None:
    _a_role_goes(settled)
    years.add_year(settled, YEAR + 1)
    for page in PageKey:
        text = step(settled, page, YEAR_OVER)
        assert text.urgency is QUIET
        assert text.sentence == "ปีงบประมาณ 2567 สิ้นสุดแล้ว · ได้ 100.00 ผ่านดีเยี่ยม"


def test_the_next_year_is_offered_in_the_last_month(settled: Workspace) -> None:
    text = step(settled, PageKey.YEAR, date(2024, 9, 15))
    assert text.urgency is UPCOMING
    assert (text.action, text.place) == (
        "เริ่มปี 2568",
        Place(PageKey.YEAR, command="new_year"),
    )


def test_no_year_that_is_over_is_offered_to_be_begun(settled: Workspace) -> None:
    text = step(settled, PageKey.YEAR, date(2027, 1, 15))
    assert text.action == "เริ่มปี 2570"
    assert "ยังไม่ได้เริ่มปี 2570" in text.sentence


def test_dates_that_lack_or_lie_outside_the_year_are_told(settled: Workspace) -> None:
    def told(today: date = TODAY) -> list[str]:
        data = settled.year(YEAR)
        context = StepContext(data, None, tree_of(data), today, (YEAR,))
        return [str(step.sentence) for step in step_year.steps(context)]

    settled_steps = told()
    assert len(settled_steps) == 1
    calendar.add(settled, YEAR, "วันแรก", date(2023, 10, 1))
    last = calendar.add(settled, YEAR, "วันสุดท้าย", date(2024, 9, 30))
    assert told() == settled_steps
    calendar.edit(settled, YEAR, [CellEdit(last, "day", date(2024, 10, 1))])
    assert told()[0] == "วันสุดท้าย 1 ต.ค. 67 อยู่นอกปีงบประมาณ 2567 · ตรวจวันที่"
    known = [row for row in settled.year(YEAR).calendar if row.code]
    calendar.remove(settled, YEAR, [known[-1].id, last])
    assert told()[0] == f"ปฏิทินยังไม่มีวัน {known[-1].title} · คำแนะนำและคำเตือนนับจากวันนี้"
    calendar.remove(settled, YEAR, [known[-2].id])
    gone = {known[-1].code, known[-2].code}
    usual = settled.year(YEAR).framework.calendar
    first = next(default.title for default in usual if default.code in gone)
    assert told()[0] == f"ปฏิทินยังไม่มีวัน {first} · ขาดทั้งหมด 2 วัน"
    soon = told(date(2024, 3, 30))
    assert soon[1].startswith("31 มี.ค. 67 ")
    assert soon[1].endswith("อีก 1 วัน · ตรวจกับหนังสือแจ้งเวียน")
    starts = told(date(2024, 9, 1))
    assert starts[0].startswith("ปีงบประมาณ 2568 เริ่ม 1 ต.ค. 67 อีก 30 วัน")
    assert "2568" not in told(date(2024, 8, 31))[0]


def test_late_tasks_begin_with_the_oldest_and_whom_it_waits_for(settled: Workspace) -> None:
    meeting = _meeting(settled, -30)
    (only,) = agenda.add_actions(
        settled, YEAR, meeting, [{"text": "ส่งข้อมูล", "due": TODAY - timedelta(days=3)}]
    )
    text = step(settled, PageKey.MEETINGS)
    assert (text.sentence, text.day) == ("ส่งข้อมูล เลยกำหนด 3 วัน", TODAY - timedelta(days=3))
    owner = unit(settled, "ฝ่ายโยธา").unit_id
    more = [
        {"text": "ตรวจเว็บ", "due": TODAY - timedelta(days=9), "owners": [OwnerRef(unit_id=owner)]},
        {"text": "รายงาน", "due": TODAY},
    ]
    agenda.add_actions(settled, YEAR, meeting, more)
    text = step(settled, PageKey.MEETINGS)
    assert text.sentence == "ฝ่ายโยธา ตรวจเว็บ เลยกำหนด 9 วัน · งานที่มอบหมายเลยกำหนดอีก 1 งาน"
    assert text.place == Place(PageKey.MEETINGS, f"actions:{meeting}")
    agenda.edit_actions(settled, YEAR, [CellEdit(only, "done", TODAY)])
    assert step(settled, PageKey.MEETINGS).sentence == "ฝ่ายโยธา ตรวจเว็บ เลยกำหนด 9 วัน"


def test_a_meeting_that_comes_says_one_after_the_other_what_it_lacks(settled: Workspace) -> None:
    meeting = meetings.add(settled, YEAR, day=TODAY + timedelta(days=1))

    def told() -> list[tuple[str, str]]:
        data = settled.year(YEAR)
        context = StepContext(data, None, tree_of(data), TODAY, (YEAR,))
        steps = list(step_meetings.steps(context))
        return [(str(step.sentence).partition(" · ")[2], step.place.target) for step in steps[:-1]]

    printed = ("พิมพ์ระเบียบวาระ", f"agenda#{meeting}")
    assert told() == [
        ("ยังไม่ระบุสถานที่", meeting), ("ยังไม่ได้ทำบันทึกเชิญ", meeting), printed,
    ]  # fmt: skip
    meetings.edit(settled, YEAR, [CellEdit(meeting, "place", "ห้องประชุม 1")])
    letter = letters.add(settled, YEAR, "memo-invitation", meeting_id=meeting)
    (first, second) = told()
    assert (first[0], second) == ("บันทึกเชิญขาดเลขที่หนังสือ", printed)
    assert letter in first[1]
    data = settled.year(YEAR)
    below = [item.id for item in data.agenda_of(meeting) if item.parent_id]
    agenda.remove_agenda_items(settled, YEAR, below)
    assert told()[0] == ("ยังไม่มีวาระ", meeting)
    meetings.edit(settled, YEAR, [CellEdit(meeting, "day", TODAY + timedelta(days=31))])
    assert told() == [], "not within the next 30 days"


def test_of_several_items_that_are_due_soon_the_number_is_told(settled: Workspace) -> None:
    _forget_scores(settled)
    soon = TODAY + timedelta(days=5)
    assignments.edit(settled, YEAR, [CellEdit("O2", "due", soon)])
    alone = step(settled, PageKey.OIT).sentence
    assert alone.startswith("O2 ครบกำหนด 17 ก.พ. 67 อีก 5 วัน · รอฝ่ายโยธา · ")
    assert "ครบกำหนดใน 30 วัน" not in alone
    assignments.edit(settled, YEAR, [CellEdit("O3", "due", soon + timedelta(days=1))])
    assert step(settled, PageKey.OIT).sentence == f"{alone} · ครบกำหนดใน 30 วัน 2 ข้อ"


def test_items_and_measures_say_all_that_is_to_be_done_with_how_many(settled: Workspace) -> None:
    _forget_scores(settled)

    def told(steps: Callable[[StepContext], Iterator[Step]], today: date = TODAY) -> list[str]:
        data = settled.year(YEAR)
        context = StepContext(data, None, tree_of(data), today, (YEAR,))
        return [str(step.sentence).partition(" · ต่อไป")[0] for step in steps(context)]

    closing = "ยังไม่มีข้อ OIT ที่ครบกำหนดใน 30 วัน"
    assert told(step_oit.steps) == [closing]
    edits = [
        CellEdit("O1", "owners", ()),
        CellEdit("O2", "owners", ()),
        CellEdit("O3", "due", None),
    ]
    assignments.edit(settled, YEAR, edits)
    unowned, undated, last = told(step_oit.steps)
    assert unowned.startswith("ยังไม่มีผู้รับผิดชอบ 2 ข้อ · มอบหมายก่อน")
    assert undated == "ยังไม่มีกำหนดส่ง 1 ข้อ · ให้เสร็จก่อนปิดการเผยแพร่ 30 เม.ย. 67"
    assert last == closing
    soon = told(step_oit.steps, TODAY + timedelta(days=40))[2]
    assert soon.startswith("O1 ครบกำหนด ")
    assert soon.endswith("ครบกำหนดใน 30 วัน 21 ข้อ")
    assert "รอ" not in soon
    complete(settled, *oit_codes(settled))
    assert told(step_oit.steps) == ["OIT ครบทั้ง 22 ข้อแล้ว"]

    first = settled.year(YEAR).measures[0].id
    assert told(step_measures.steps) == ["ยังไม่มีมาตรการที่ครบกำหนดใน 30 วัน"]
    owner = (unit(settled, "ฝ่ายโยธา"),)
    measures.add(settled, YEAR, [
        {"items": ("I2",), "method": "", "owners": owner},
        {"items": ("I3",), "method": "ก", "schedule": "ทุก 6 เดือน"},
    ])  # fmt: skip
    measures.edit(settled, YEAR, [CellEdit(first, "owners", ())])
    assert told(step_measures.steps)[:3] == [
        "ยังไม่มีผู้รับผิดชอบ 2 มาตรการ · ตารางมาตรการพิมพ์ผู้รับผิดชอบของทุกข้อ",
        "ยังไม่มีรอบเวลา 1 มาตรการ · รอบเวลาบอกว่าต้องรายงานผลเดือนใด",
        "ยังไม่บอกวิธีปฏิบัติ 1 มาตรการ",
    ]
    march = told(step_measures.steps, date(2024, 3, 21))[3:5]
    assert march == [
        "2 มาตรการครบรอบ 31 มี.ค. 67 อีก 10 วัน · ทำแล้วบันทึกผล เพื่อรายงานรอบ 6 เดือน 20 เม.ย. 67",
        "รายงานผลมาตรการรอบ 6 เดือน 20 เม.ย. 67 อีก 30 วัน · พิมพ์จากตารางมาตรการรายข้อ",
    ]
    late = told(step_measures.steps, date(2024, 4, 1))[0]
    assert late == "มาตรการ I3 ยังไม่เริ่ม รอบแรกสิ้นสุด 31 มี.ค. 67"


def test_without_units_settings_ask_for_them(settled: Workspace) -> None:
    measures.remove(settled, YEAR, [measure.id for measure in settled.year(YEAR).measures])
    assignments.assign(settled, YEAR, oit_codes(settled), [], TODAY)
    own = [one.id for one in settled.units() if one.kind is UnitKind.SECTION]
    units.remove_units(settled, own)
    assert "ยังไม่มีหน่วยของสำนักงาน" in step(settled, PageKey.SETTINGS).sentence


# -- whatever a year holds


@pytest.mark.in_turn
@settings(max_examples=examples(40))
@given(data=st.data())
def test_no_year_that_a_clerk_can_make_leaves_a_page_without_a_step(
    data: st.DataObject, begun: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("clerk") / "any.ita"
    path.write_bytes(begun)
    day = data.draw(st.dates(date(2023, 8, 1), date(2024, 12, 31)))
    with same_keys(), Workspace.open(path) as workspace:
        clerk = Clerk(workspace, data)
        for _ in range(data.draw(st.integers(0, 12))):
            try:
                clerk.acts()
            except ItaError:
                continue
        for page in PageKey:
            text = step(workspace, page, day)
            assert text.sentence
            assert bool(text.action) <= (text.place is not None)


# -- orders


def edit_order(office: Workspace, **values: object) -> str:
    order = office.year(YEAR).orders[0].id
    orders.edit(office, YEAR, [CellEdit(order, name, value) for name, value in values.items()])
    return order


def test_members_whom_no_order_appoints_are_told_with_the_way_to_make_one(settled) -> None:
    _no_order(settled)
    text = step(settled, PageKey.ROSTER)
    assert (text.urgency, text.place) == (MISSING, Place(PageKey.ROSTER, "orders"))
    assert text.sentence == "รายชื่อครบ 4 ลำดับแล้ว · ยังไม่มีคำสั่งแต่งตั้ง"


def test_a_body_that_came_after_the_order_is_named(settled) -> None:
    body = roster.add_body(settled, YEAR, "คณะทำงานตรวจเว็บไซต์")
    row = {"name": "นายตัวอย่าง หนึ่ง", "role": "ประธาน"}
    roster.add(settled, YEAR, body, [row])
    text = step(settled, PageKey.ROSTER)
    assert text.sentence == "คณะทำงานตรวจเว็บไซต์ยังไม่อยู่ในคำสั่งแต่งตั้งใด"


def test_an_order_that_should_be_signed_says_what_it_lacks(settled) -> None:
    order = edit_order(settled, number="", signed=None)
    text = step(settled, PageKey.ROSTER)
    assert (text.urgency, text.place) == (LATE, Place(PageKey.ROSTER, order))
    assert text.sentence == "คำสั่งแต่งตั้ง (ร่าง) ยังไม่มีเลขที่ วันลงนาม"


def test_before_its_day_an_order_lacks_only_who_signs_it(settled) -> None:
    order = edit_order(settled, number="", signed=None, signatory_post="")
    text = step(settled, PageKey.ROSTER, OCTOBER)
    assert (text.urgency, text.sentence) == (MISSING, "คำสั่งแต่งตั้ง (ร่าง) ยังไม่มีผู้ลงนาม")
    edit_order(settled, signatory_post="ผู้อำนวยการเขต")
    text = step(settled, PageKey.ROSTER, OCTOBER)
    assert text.urgency is UPCOMING
    assert text.place == Place(PageKey.DOCUMENTS, f"appointment-order#{order}")


# -- every step of a page, in its order


def all_of(
    office: Workspace,
    steps: Callable[[StepContext], Iterator[Step]],
    today: date = TODAY,
    previous: YearData | None = None,
) -> list[Step]:
    data = office.year(YEAR)
    return list(steps(StepContext(data, previous, tree_of(data), today, (YEAR,))))


def sentences(
    office: Workspace, steps: Callable[[StepContext], Iterator[Step]], today: date = TODAY
) -> list[str]:
    """The sentences, without the next date."""
    return [str(one.sentence).partition(" · ต่อไป")[0] for one in all_of(office, steps, today)]


def remove_date(office: Workspace, code: str) -> None:
    rows = [row.id for row in office.year(YEAR).calendar if row.code == code]
    calendar.remove(office, YEAR, rows)


def test_without_measures_the_day_by_which_they_are_decided_is_told(settled: Workspace) -> None:
    measures.remove(settled, YEAR, [_first(settled)])
    none = "ยังไม่มีมาตรการของปีนี้"
    days = (date(2023, 12, 31), date(2024, 1, 1))
    told = [all_of(settled, step_measures.steps, day) for day in days]
    assert [(len(one), one[0].urgency, one[0].day) for one in told] == [
        (1, MISSING, days[0]), (1, LATE, days[0]),
    ]  # fmt: skip
    assert [str(one[0].sentence) for one in told] == [
        f"{none} · ให้เสร็จภายใน 31 ธ.ค. 66", f"{none} · เลยกำหนด 31 ธ.ค. 66 แล้ว",
    ]  # fmt: skip
    remove_date(settled, "measures_decided")
    assert sentences(settled, step_measures.steps, days[1]) == [none]


def test_late_measures_are_counted_from_two_on(settled: Workspace) -> None:
    _a_measure_stands_still(settled)
    (alone, *_) = sentences(settled, step_measures.steps)
    assert alone == "มาตรการ I3 ยังไม่เริ่ม รอบแรกสิ้นสุด 31 ม.ค. 67"
    _a_measure_stands_still(settled)
    (two, *_) = sentences(settled, step_measures.steps)
    assert two.endswith(" · เลยรอบแล้ว 2 มาตรการ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 30), ""),
        (date(2024, 3, 31), " เพื่อรายงานรอบ 6 เดือน 31 มี.ค. 67"),
        (None, ""),
    ],
)
def test_what_is_done_in_time_is_reported(settled: Workspace, day: date | None, words: str) -> None:
    if day is None:
        remove_date(settled, "half_year_report")
    else:
        move_date(settled, "half_year_report", day)
    (first, *_) = sentences(settled, step_measures.steps, date(2024, 3, 21))
    assert first == f"1 มาตรการครบรอบ 31 มี.ค. 67 อีก 10 วัน · ทำแล้วบันทึกผล{words}"


def test_meetings_without_a_day_come_last_and_any_minutes_are_minutes(settled: Workspace) -> None:
    held = _meeting(settled, -5)
    meetings.add(settled, YEAR)
    lacks, unset, closing = sentences(settled, step_meetings.steps)
    assert lacks == "ประชุมครั้งที่ 1/2567 ประชุมแล้ว ยังไม่ได้บันทึกรายงาน"
    assert unset == "ประชุมครั้งที่ 2/2567 ยังไม่กำหนดวัน"
    assert closing == "ประชุมแล้ว 1 จาก 2 ครั้ง"
    item = settled.year(YEAR).agenda_of(held)[0]
    for field in ("minutes", "resolution"):
        agenda.edit_agenda(settled, YEAR, [CellEdit(item.id, field, "รับทราบ")])
        assert sentences(settled, step_meetings.steps) == [unset, closing]
        settled.undo()


def test_the_first_meeting_is_late_from_the_day_after(settled: Workspace) -> None:
    move_date(settled, "first_meeting", TODAY)
    none = "ยังไม่มีการประชุมของปีนี้"
    on_the_day, after = (
        all_of(settled, step_meetings.steps, TODAY + timedelta(days))[0] for days in (0, 1)
    )
    assert (on_the_day.urgency, after.urgency) == (MISSING, LATE)
    assert on_the_day.sentence == f"{none} · ประชุมครั้งแรก 12 ก.พ. 67"
    assert after.sentence == f"{none} · ประชุมครั้งแรกควรมีภายใน 12 ก.พ. 67"
    remove_date(settled, "first_meeting")
    assert sentences(settled, step_meetings.steps) == [none]


def test_one_late_item_is_told_alone_and_the_oldest_first(settled: Workspace) -> None:
    _assign(-3)(settled)
    (alone, *_) = sentences(settled, step_oit.steps)
    assert alone == "O7 เลยกำหนด 3 วัน · รอฝ่ายการคลัง", "it is worth nothing: OIT is known"
    _forget_scores(settled)
    assignments.assign(settled, YEAR, ["O3"], None, TODAY - timedelta(days=2))
    (both, *_) = all_of(settled, step_oit.steps)
    assert str(both.sentence).startswith("O7 เลยกำหนด 3 วัน")
    assert str(both.sentence).endswith("เลยกำหนดทั้งหมด 2 ข้อ")


def test_items_are_left_from_the_day_after_publishing_closes(settled: Workspace) -> None:
    _forget_scores(settled)
    assignments.edit(settled, YEAR, [CellEdit(code, "due", None) for code in oit_codes(settled)])
    complete(settled, "O1")
    close = date(2024, 4, 30)
    assert all_of(settled, step_oit.steps, close)[0].urgency is not LATE
    late = all_of(settled, step_oit.steps, close + timedelta(days=1))[0]
    assert (late.urgency, late.place) == (LATE, Place(PageKey.OIT, "O2"))
    assert str(late.sentence).endswith("ยังไม่ครบ 21 ข้อ เริ่มที่ O2")
    remove_date(settled, "oit_close")
    assert all_of(settled, step_oit.steps, close + timedelta(days=1))[0].urgency is not LATE


def test_remarks_that_wait_for_an_answer_are_counted(settled: Workspace) -> None:
    def told() -> list[tuple[str, str, Place | None]]:
        known = [one for one in all_of(settled, step_oit.steps) if "ข้อสังเกต" in one.sentence]
        return [(str(one.sentence), str(one.action), one.place) for one in known]

    result = {"node": "O9", "source": ScoreSource.OFFICIAL, "note": "ไม่พบ"}
    with settled.change("ผล") as change:
        year_id = settled.year(YEAR).fiscal_year.id
        change.insert(Score(id="s", year_id=year_id, value=Decimal(0), **result))
    assert told() == [], "a result that prints one asks for nothing"
    filing.add_remark(settled, YEAR, "I1", {"text": "ไม่ใช่ข้อ OIT"})
    answered = filing.add_remark(settled, YEAR, "O2", {"text": "ก"})
    filing.edit_remarks(settled, YEAR, "O2", answered.id, {"answer": "แก้แล้ว"})
    assert told() == []
    for code in ("O4", "O6"):
        filing.add_remark(settled, YEAR, code, {"text": "ก"})
    waiting, action = "ข้อสังเกตของผู้ตรวจยังไม่ตอบ 2 เรื่อง", "ตอบข้อสังเกต O4"
    assert told() == [(waiting, action, Place(PageKey.OIT, "O4"))]


def test_a_framework_without_items_has_nothing_due(settled: Workspace) -> None:
    data = settled.year(YEAR)
    context = StepContext(data, None, tree_of(data), TODAY, (YEAR,), known_progress={})
    assert [str(one.sentence).partition(" · ")[0] for one in step_oit.steps(context)] == [
        "ไม่มีข้อ OIT"
    ]


def test_what_the_documents_lack_is_looked_for_once(
    settled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, asked = exporting.listing, []

    def noted(*given: Any, **more: Any) -> list[exporting.ListedDocument]:
        asked.append(more["day"])
        return listing(*given, **more)

    monkeypatch.setattr(exporting, "listing", noted)
    data = settled.year(YEAR)
    context = StepContext(data, None, tree_of(data), TODAY, (YEAR,))
    assert list(step_documents.steps(context)) == list(step_documents.steps(context))
    assert [document.name for document in context.documents]
    assert asked == [TODAY]


def test_the_overview_tells_all_pages_in_the_order_of_the_work(settled: Workspace) -> None:
    _a_role_goes(settled)
    _take_owner(settled)
    _know_one_item(settled)
    told = sentences(settled, step_overview.steps)
    assert [one.partition(" ")[0] for one in told[:4]] == [
        "ยังไม่มีผู้รับผิดชอบ", "ยังไม่มีบทบาท", "คะแนน", "ยังไม่มีงานที่ครบกำหนดใน",
    ]  # fmt: skip
    _a_measure_is_monthly(settled)
    _assign(20)(settled)
    later = sentences(settled, step_overview.steps)[3:]
    assert [one.partition(" ")[0] for one in later] == ["1", "O7", "ยังไม่มีงานที่ครบกำหนดใน"]


def test_without_a_roster_the_overview_begins_with_it_unless_it_is_left_out(
    office: Workspace,
) -> None:
    first = sentences(office, step_overview.steps)[0]
    assert first.startswith("ยังไม่มีรายชื่อคณะกรรมการ")
    years.leave_out(office, YEAR, Stage.PEOPLE.value, left_out=True)
    assert sentences(office, step_overview.steps)[0].startswith("ยังไม่มีผู้รับผิดชอบ 22 ข้อ")


def test_the_edges_of_a_year_are_no_dates_to_work_for(settled: Workspace) -> None:
    march = sentences(settled, step_overview.steps, date(2024, 3, 30))
    assert not any(one.startswith("31 มี.ค. 67 ") for one in march)
    april = sentences(settled, step_overview.steps, date(2024, 4, 19))
    assert any(one.startswith("20 เม.ย. 67 ") and one.endswith("อีก 1 วัน") for one in april)


# -- the roster


def test_a_section_is_there_by_a_member_of_its_own_of_a_group_or_of_their_person(
    settled: Workspace,
) -> None:
    def lacking() -> list[str]:
        known = all_of(settled, step_roster.steps)
        return [str(one.sentence) for one in known if "ผู้แทน" in one.sentence]

    everybody = [one.id for one in settled.year(YEAR).members if "ทุกฝ่าย" in one.post]
    body = settled.year(YEAR).bodies[0].id
    roster.remove(settled, YEAR, everybody)
    (told,) = lacking()
    (last,) = [one for one in all_of(settled, step_roster.steps) if "ผู้แทน" in one.sentence]
    assert last.place == Place(PageKey.ROSTER, settled.year(YEAR).bodies[-1].id)
    by_name = {one.name: one.id for one in settled.units()}
    (key,) = roster.add(settled, YEAR, body, [{"post": "เลขานุการเขต", "role": "กรรมการ"}])

    def put(**values: str | None) -> None:
        member = next(one for one in settled.year(YEAR).members if one.id == key)
        with settled.change("ใส่") as change:
            change.update(member, **values)

    put(unit_id=by_name["ทุกฝ่าย"])
    assert lacking() == []
    put(unit_id=by_name["ฝ่ายปกครอง"])
    (fewer,) = lacking()
    assert "ฝ่ายปกครอง" in told
    assert "ฝ่ายปกครอง" not in fewer
    with settled.change("คน") as change:
        person = Person(id="p", prefix="นาย", name="ตัวอย่าง สอง", unit_id=by_name["ฝ่ายปกครอง"])
        change.insert(person)
    put(unit_id=None)
    assert lacking() == [told]
    put(person_id="p")
    assert lacking() == [fewer]


def test_a_chair_is_asked_for_at_the_first_member(settled: Workspace) -> None:
    _nobody_is_chair(settled)
    text = step(settled, PageKey.ROSTER)
    assert text.place == Place(PageKey.ROSTER, _member(settled, 0))


def test_on_the_day_of_signing_an_order_is_soon_and_not_late(settled: Workspace) -> None:
    signing = date(2023, 11, 1)
    edit_order(settled, number="", signed=None)
    on_the_day = step(settled, PageKey.ROSTER, signing)
    assert on_the_day.sentence == "คำสั่งแต่งตั้งพร้อมเสนอลงนาม 1 พ.ย. 66 วันนี้"
    edit_order(settled, number="12", signed=signing)
    assert step(settled, PageKey.ROSTER, signing).urgency is not UPCOMING
    before = step(settled, PageKey.ROSTER, signing - timedelta(3))
    assert before.sentence == "คำสั่งแต่งตั้งพร้อมเสนอลงนาม 1 พ.ย. 66 อีก 3 วัน"
    edit_order(settled, number="", signed=None)
    assert step(settled, PageKey.ROSTER, signing + timedelta(1)).urgency is LATE
    _no_order(settled)
    today, after = (step(settled, PageKey.ROSTER, signing + timedelta(days)) for days in (0, 1))
    assert (today.urgency, after.urgency) == (UPCOMING, MISSING)
    remove_date(settled, "order_signed")
    assert step(settled, PageKey.ROSTER, signing).urgency is MISSING


def test_the_day_of_signing_that_an_order_says_itself_goes_before_the_calendar(
    settled: Workspace,
) -> None:
    signing = date(2023, 11, 20)
    edit_order(settled, number="", signed=signing)
    before = step(settled, PageKey.ROSTER, signing - timedelta(3))
    assert before.sentence == "คำสั่งแต่งตั้งพร้อมเสนอลงนาม 20 พ.ย. 66 อีก 3 วัน"
    edit_order(settled, signed=date(2023, 10, 20))
    assert "ยังไม่มีเลขที่" in step(settled, PageKey.ROSTER, date(2023, 10, 25)).sentence


@pytest.mark.parametrize("number", ["13", ""])
def test_an_amendment_with_a_day_to_come_is_printed_for_signing(
    settled: Workspace, number: str
) -> None:
    signing = date(2023, 11, 20)
    edit_order(settled, number="12", signed=date(2023, 11, 1))
    (first,) = settled.year(YEAR).orders
    with settled.change("แก้ไข") as change:
        change.insert(
            replace(first, id="amendment", amends_id=first.id, number=number, signed=signing)
        )
    before = step(settled, PageKey.ROSTER, signing - timedelta(3))
    assert before.sentence == "คำสั่งแก้ไขรายชื่อพร้อมเสนอลงนาม 20 พ.ย. 66 อีก 3 วัน"
    assert before.place == paper_place("appointment-order", "amendment")
    assert ("พร้อมเสนอลงนาม" in step(settled, PageKey.ROSTER, signing).sentence) is not bool(number)
    after = step(settled, PageKey.ROSTER, signing + timedelta(1)).sentence
    assert ("ยังไม่มีเลขที่" in after) is not bool(number)


def test_an_office_without_orders_is_asked_for_one_only_where_it_has_some(
    settled: Workspace,
) -> None:
    years.leave_out(settled, YEAR, Stage.ORDER.value, left_out=True)
    body = roster.add_body(settled, YEAR, "คณะทำงานตรวจเว็บไซต์")
    roster.add(settled, YEAR, body, [{"name": "นายตัวอย่าง หนึ่ง", "role": "ประธาน"}])
    assert "ยังไม่อยู่ในคำสั่งแต่งตั้งใด" in step(settled, PageKey.ROSTER).sentence
    _no_order(settled)
    assert step(settled, PageKey.ROSTER).urgency is QUIET


def test_who_signs_is_asked_for_at_the_order_if_there_is_one(settled: Workspace) -> None:
    order = edit_order(settled, signatory_post="")
    assert step(settled, PageKey.SETTINGS).place == Place(PageKey.ROSTER, order)
    _no_order(settled)
    assert step(settled, PageKey.SETTINGS).place == Place(PageKey.ROSTER, "orders")


# -- scores


def test_the_result_of_a_past_year_is_shown_where_it_is_known(settled: Workspace) -> None:
    years.add_year(settled, YEAR + 1)
    known = step(settled, PageKey.OIT, YEAR_OVER)
    assert (known.action, known.place) == ("ดูคะแนน", Place(PageKey.SCORES, "ITA"))
    _forget_scores(settled)
    data = settled.year(YEAR)
    unknown = step_scores.closing(StepContext(data, None, tree_of(data), YEAR_OVER, (YEAR,)))
    assert (unknown.action, str(unknown.sentence)) == ("", "ปีงบประมาณ 2567 สิ้นสุดแล้ว")
    (asked, *_) = all_of(settled, step_scores.steps, YEAR_OVER)
    assert asked.place == Place(PageKey.SCORES, "IIT")


def test_the_best_level_is_reached_or_nothing_is_asked_for(settled: Workspace) -> None:
    def last(data: YearData) -> Step:
        return list(step_scores.steps(StepContext(data, None, tree_of(data), TODAY, (YEAR,))))[-1]

    data = settled.year(YEAR)
    best = last(data)
    assert (best.urgency, "ถึงระดับสูงสุดแล้ว ผ่านดีเยี่ยม" in best.sentence) == (DONE, True)
    assert "ตามกรอบร่าง" not in best.sentence
    # The framework of a year whose own is not known.
    draft = last(replace(data, framework=replace(data.framework, drafted_from="2566")))
    assert draft.urgency is QUIET
    assert draft.sentence.startswith("ถึงระดับสูงสุดแล้ว ผ่านดีเยี่ยม · ตามกรอบร่าง")
    scores.set_scores(settled, YEAR, [ScoreEdit("OIT", Decimal(90))], ScoreSource.OFFICIAL)
    assert last(settled.year(YEAR)).sentence.startswith("ไม่มีคะแนนที่ต้องใส่ตอนนี้")


def test_what_to_mend_first_is_in_the_survey_that_bars_the_next_level(settled: Workspace) -> None:
    def first() -> str:
        data = settled.year(YEAR)
        return step_scores.first_to_mend(StepContext(data, None, tree_of(data), TODAY, (YEAR,)))

    assert first() == "O1", "the best level is reached without them: the first without a score"
    _forget_scores(settled)
    assert first() == "I1", "no level is known"
    marks = {item.code: 100 for item in settled.year(YEAR).framework.items}
    marks |= {"I1": 60, "E1": 70, "E2": 70}
    edits = [ScoreEdit(code, Decimal(value)) for code, value in marks.items()]
    scores.set_scores(settled, YEAR, edits, ScoreSource.SELF)
    assert first() == "E1", "of EIT, though I1 is lower: IIT is above 95"


def test_the_year_before_counts_for_the_same_framework_alone(settled: Workspace) -> None:
    years.add_year(settled, YEAR - 1)
    years.add_year(settled, YEAR + 1, framework_year=YEAR)
    old = [ScoreEdit(item.code, Decimal(50)) for item in settled.year(YEAR - 1).framework.items]
    scores.set_scores(settled, YEAR - 1, old, ScoreSource.OFFICIAL)
    data = settled.year(YEAR + 1)
    context = StepContext(data, settled.year(YEAR - 1), tree_of(data), TODAY, ())
    node = tree_of(data).nodes["E6"]
    assert step_scores._score_before(context, node) is None
    same = StepContext(data, settled.year(YEAR), tree_of(data), TODAY, ())
    assert step_scores._score_before(same, node) is None, "its items are not known"
    _forget_scores(settled)
    scores.set_scores(settled, YEAR, [ScoreEdit("E6", Decimal(80))], ScoreSource.OFFICIAL)
    same = StepContext(data, settled.year(YEAR), tree_of(data), TODAY, ())
    assert step_scores._score_before(same, node) == 80


# -- the day


def test_what_is_needed_by_today_is_not_late_yet_and_next_is_today(settled: Workspace) -> None:
    data = settled.year(YEAR)
    context = StepContext(data, None, tree_of(data), TODAY, (YEAR,))
    days = [TODAY + timedelta(days=days) for days in (-1, 0, 1)]
    assert [context.urgency_by(day) for day in (*days, None)] == [LATE, MISSING, MISSING, MISSING]
    over = StepContext(data, None, tree_of(data), YEAR_OVER, (YEAR,))
    assert over.urgency_by(TODAY) is MISSING
    dated = replace(data.calendar[0], day=TODAY, title="วันนี้เอง")
    of_today = progress_due(data, "O7", TODAY)
    for days, known, title in (((dated,), {}, "วันนี้เอง"), ((), of_today, "กำหนดส่ง O7")):
        given = StepContext(
            replace(data, calendar=days), None, tree_of(data), TODAY, (YEAR,), known_progress=known
        )
        assert given.next_day is not None
        assert (given.next_day.day, str(given.next_day.title)) == (TODAY, title)
    nothing = StepContext(
        replace(data, calendar=()), None, tree_of(data), TODAY, (YEAR,),
        known_progress=progress_due(data, "O7", TODAY - timedelta(days=1)),
    )  # fmt: skip
    assert nothing.next_day is None
    assert nothing.quiet("ก") == Step(QUIET, "ก")


def progress_due(data: YearData, code: str, day: date) -> dict[str, ItemProgress]:
    """The progress of one item that is due on a day."""
    return {code: item_progress(data, TODAY)[code]._replace(due=day)}


def test_the_first_names_are_shown_and_the_others_counted() -> None:
    assert [few(names) for names in ("", "ก", "กขค")] == ["", "ก", "ก ข ค"]
    assert few("กขคงจ") == "ก ข ค และอีก 2"
    assert few("กขค", 2) == "ก ข และอีก 1"
