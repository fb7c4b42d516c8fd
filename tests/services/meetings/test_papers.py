"""The papers of a meeting: ready or not, what is in the pack, what matters draw from the year."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings import AgendaKind, Component, PartChoice
from ita_desktop.domain.scores.progress import State, tree_of
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import agenda, meetings, papers
from ita_desktop.services.meetings.agenda_facts import fact_of
from ita_desktop.services.meetings.meetings import MeetingPart
from ita_desktop.services.meetings.papers import (
    MeetingPaper,
    letter_paper,
    missing_in_letter,
    papers_of,
)
from ita_desktop.services.oit import filing
from ita_desktop.services.places import PageKey
from ita_desktop.services.step_context import StepContext
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY = date(2023, 11, 8)


def step_context(office: Workspace) -> StepContext:
    data = office.year(YEAR)
    return StepContext(data, None, tree_of(data), DAY)


def paper(office: Workspace, meeting: str, name: str) -> MeetingPaper:
    found = papers_of(step_context(office), office.year(YEAR).meeting_by_id[meeting])
    return next(one for one in found if one.name == name)


def test_a_letter_lacks_number_day_recipient_and_signatory(office: Workspace) -> None:
    letter = letters.add(office, YEAR)

    def missing() -> list[str]:
        data = office.year(YEAR)
        return [str(words) for words in missing_in_letter(data, data.letter_by_id[letter])]

    letters.edit(office, YEAR, [CellEdit(letter, "addressee", "")])
    letters.send_to(office, YEAR, letter, [])
    assert missing() == ["ขาดเลขที่หนังสือ", "ขาดวันที่", "ขาดผู้รับ", "ขาดผู้ลงนาม"]
    letters.edit(office, YEAR, [CellEdit(letter, "addressee", "ผู้อำนวยการเขต")])
    letters.sign(office, YEAR, letter, "นายตัวอย่าง หนึ่ง")
    assert missing() == ["ขาดเลขที่หนังสือ", "ขาดวันที่"]


def test_an_invitation_is_begun_filled_in_and_printed(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)
    none = paper(office, meeting, "memo")
    assert (none.state, none.place) == (State.NOT_STARTED, None)
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting)
    assert paper(office, meeting, "memo").state is State.DOING
    letters.edit(office, YEAR, [CellEdit(letter, "number", "1"), CellEdit(letter, "day", DAY)])
    letters.sign(office, YEAR, letter, "นายตัวอย่าง หนึ่ง")
    ready = paper(office, meeting, "memo")
    assert (ready.state, ready.words) == (State.DONE, "พร้อมพิมพ์")
    assert ready.place == letter_paper(office.year(YEAR).letter_by_id[letter])


def test_the_list_to_sign_is_ready_with_day_time_and_place(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR)
    assert paper(office, meeting, "attendance").words == "ยังไม่มีรายชื่อ"
    meetings.add_guests(office, YEAR, meeting, [{"name": "นายตัวอย่าง หนึ่ง"}])
    undated = paper(office, meeting, "attendance")
    assert (undated.state, undated.words) == (State.DOING, "ขาดวันที่")


def test_an_agenda_without_matters_lacks_them_first(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)
    meetings.edit(office, YEAR, [CellEdit(meeting, "place", "ห้องประชุม")])
    assert paper(office, meeting, "agenda").words == "ยังไม่มีผลการประเมินปี 2566"
    below = [item.id for item in office.year(YEAR).agenda_of(meeting) if item.parent_id]
    agenda.remove_agenda_items(office, YEAR, below)
    bare = paper(office, meeting, "agenda")
    assert (bare.state, bare.words) == (State.DOING, "ยังไม่มีวาระ")


def _held(office: Workspace, meeting: str) -> None:
    """Says where a meeting was held, when it ended, that a guest came, and who wrote it down."""
    given = (("place", "ห้องประชุม"), ("ends", "12:00"))
    meetings.edit(office, YEAR, [CellEdit(meeting, *one) for one in given])
    meetings.add_guests(office, YEAR, meeting, [{"name": "นางตัวอย่าง หนึ่ง"}])
    for part in (MeetingPart.RECORDER, MeetingPart.REVIEWER):
        meetings.entrust(office, YEAR, meeting, part, "นางตัวอย่าง หนึ่ง")


def test_minutes_are_ready_with_the_last_resolution_and_then_approved(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)
    resolved = [
        CellEdit(item.id, "resolution", "ที่ประชุมรับทราบ")
        for item in office.year(YEAR).agenda_of(meeting)
        if item.parent_id
    ]
    agenda.edit_agenda(office, YEAR, resolved[1:])
    open_ = paper(office, meeting, "minutes")
    assert (open_.state, open_.words) == (State.DOING, "ยังไม่มีมติ 1 วาระ")
    agenda.edit_agenda(office, YEAR, resolved)
    without = paper(office, meeting, "minutes")
    assert (without.state, without.words) == (State.DOING, "การประชุมยังไม่มีสถานที่")
    _held(office, meeting)
    ready = paper(office, meeting, "minutes")
    assert (ready.state, ready.words) == (State.DONE, "พร้อมพิมพ์")
    later = meetings.add(office, YEAR)
    meetings.approve_minutes(office, YEAR, meeting, later)
    approved = paper(office, meeting, "minutes")
    assert (approved.state, approved.words) == (State.DONE, "รับรองแล้วในครั้งที่ 2/2567")
    assert approved.place == ready.place
    assert paper(office, later, "minutes").words == "หลังวันประชุม"


def test_the_minutes_of_a_later_meeting_ask_about_those_before_unless_told_that_there_are_none(
    office: Workspace,
) -> None:
    meetings.add(office, YEAR, day=DAY)
    later = meetings.add(office, YEAR, day=DAY)
    rows = office.year(YEAR).agenda_of(later)
    head = next(item for item in rows if item.kind is AgendaKind.MINUTES)
    agenda.remove_agenda_items(office, YEAR, [item.id for item in rows if item.parent_id])
    assert paper(office, later, "minutes").words == "ยังไม่มีมติ 1 วาระ"
    _held(office, later)
    agenda.edit_agenda(office, YEAR, [CellEdit(head.id, "detail", "ไม่มี")])
    assert paper(office, later, "minutes").words == "พร้อมพิมพ์"


def test_the_parts_of_a_pack_are_kept_as_chosen_until_the_usual_ones_are_wanted(
    office: Workspace,
) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)

    def shown() -> list[tuple[str, bool]]:
        found = papers.parts(ReportContext(office.year(YEAR)), meeting)
        return [(part.key, part.given) for part in found]

    usual = shown()
    turned = [PartChoice(key, not given) for key, given in reversed(usual)]
    papers.choose(office, YEAR, meeting, turned)
    assert shown() == turned
    papers.choose(office, YEAR, meeting, turned)
    office.undo()
    assert shown() == usual, "the same choice again is nothing to undo"
    office.redo()
    papers.choose(office, YEAR, meeting, [])
    assert shown() == usual


def test_a_pack_is_made_of_the_parts_that_are_named_for_once(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)
    context = ReportContext(office.year(YEAR))

    def given(names: str) -> list[str]:
        chosen = replace(context, year=papers.with_parts(context, meeting, names))
        return [part.key for part in papers.parts(chosen, meeting) if part.given]

    assert given("attendance, agenda,,attendance") == ["attendance", "agenda"]
    title = {part.key: part.title for part in papers.parts(context, meeting)}["agenda"]
    assert given(title) == ["agenda"]
    for names, unknown in (("agenda,x,y", "x, y"), (" , ", " , ")):
        with pytest.raises(InputError, match=f"“{unknown}”"):
            given(names)


def test_a_matter_tells_which_remarks_of_the_assessor_wait(office: Workspace) -> None:
    meeting = meetings.add(office, YEAR, day=DAY)

    def told() -> tuple[str, PageKey, str]:
        own = office.year(YEAR).meeting_by_id[meeting]
        fact = fact_of(step_context(office), own, Component.OPEN_REMARKS)
        assert fact is not None
        assert isinstance(fact.words, Phrase)
        return str(fact.words), fact.place.page, fact.place.target

    assert told() == ("ดึงจากข้อสังเกตของผู้ตรวจ: ไม่มีที่ค้าง", PageKey.OIT, "")
    first = filing.add_remark(office, YEAR, "O3", {"text": "ไม่พบรายงาน"})
    filing.add_remark(office, YEAR, "O3", {"text": "ลิงก์เสีย"})
    filing.add_remark(office, YEAR, "O10", {"text": "ไม่ครบ"})
    waits = "ดึงจากข้อสังเกตของผู้ตรวจ: ค้าง 3 ข้อสังเกต (O3 O10)"
    assert told() == (waits, PageKey.OIT, "rows:O3 O10")
    filing.edit_remarks(office, YEAR, "O3", first.id, {"state": RemarkState.ACCEPTED})
    assert told()[0] == "ดึงจากข้อสังเกตของผู้ตรวจ: ค้าง 2 ข้อสังเกต (O3 O10)"
