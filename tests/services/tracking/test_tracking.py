"""The record of measures, and the rounds in which it is reported."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import rounds_of, tracked
from ita_desktop.services import history, measures, tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.tracking import TimeKey
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
HALF, WHOLE = date(2024, 3, 31), date(2024, 9, 30)
TODAY = date(2024, 4, 10)


@pytest.fixture
def measure(office: Workspace) -> str:
    """A half-yearly measure of I1."""
    fields = {"items": ("I1",), "method": "ทำคู่มือ", "schedule": "ทุก 6 เดือน"}
    return measures.add(office, YEAR, [fields])[0]


def _states(office: Workspace, measure: str) -> list[TimeState]:
    return [time.state for time in tracked(office.year(YEAR), TODAY)[measure].times]


def _told(office: Workspace, measure: str) -> list[str]:
    return [line.label for line in history.of_measure(office, office.year(YEAR), measure)]


def test_what_was_done_is_recorded_with_its_day_people_result_and_links(
    office: Workspace, measure: str
) -> None:
    tracking.record(
        office,
        YEAR,
        measure,
        occurrence=HALF,
        day=date(2024, 3, 20),
        text="อบรม**ทุกฝ่าย**\n- รุ่นที่ 1\n  - ภาคเช้า",
        participants=45,
        result="เข้าใจขั้นตอน",
        links="https://district.example/1\n\nhttps://district.example/2",
    )
    (entry,) = office.year(YEAR).entries_of(measure)
    assert (entry.occurrence, entry.day, entry.participants) == (HALF, date(2024, 3, 20), 45)
    assert entry.text == "อบรม**ทุกฝ่าย**\n- รุ่นที่ 1\n  - ภาคเช้า"
    assert entry.links == "https://district.example/1\nhttps://district.example/2"
    assert _states(office, measure)[0] is TimeState.DONE
    assert office.undo() == "บันทึกผลมาตรการ I1"
    assert office.year(YEAR).entries == ()


def test_entries_stand_in_the_order_in_which_they_were_recorded(
    office: Workspace, measure: str
) -> None:
    made = [tracking.record(office, YEAR, measure, text=f"ครั้งที่ {n}") for n in (1, 2, 3)]
    assert [entry.id for entry in office.year(YEAR).entries_of(measure)] == made


def test_times_that_are_done_at_once_stand_in_their_order(office: Workspace, measure: str) -> None:
    first = tracking.record(office, YEAR, measure, text="ก่อน")
    keys = [TimeKey(measure, day) for day in (HALF, WHOLE)]
    made = tracking.mark_done(office, YEAR, keys, TODAY)
    entries = office.year(YEAR).entries_of(measure)
    assert [entry.id for entry in entries] == [first, *made]
    assert [entry.occurrence for entry in entries] == [None, HALF, WHOLE]


def test_an_entry_goes_to_another_time_unit_or_round_that_there_is(
    office: Workspace, measure: str
) -> None:
    key = tracking.record(office, YEAR, measure, text="อบรม", occurrence=HALF)
    unit = office.units()[1].id

    def edit(field: str, value: object) -> object:
        tracking.edit(office, YEAR, [CellEdit(key, field, value)])
        (entry,) = office.year(YEAR).entries_of(measure)
        return getattr(entry, field)

    assert edit("occurrence", WHOLE) == WHOLE
    assert edit("unit_id", unit) == unit
    for field, value in (("occurrence", date(2024, 2, 29)), ("unit_id", "gone")):
        before = office.dump()
        with pytest.raises(InputError):
            edit(field, value)
        assert office.dump() == before
    assert edit("unit_id", "") is None
    assert edit("occurrence", None) is None
    assert office.year(YEAR).rounds == (), "none of them was named"
    half, _whole = rounds_of(office.year(YEAR))
    kept = edit("round_id", half.id)
    assert kept in {round_.id for round_ in office.year(YEAR).rounds}
    assert edit("round_id", "") is None


def test_several_times_are_marked_done_at_once_and_undone_at_once(
    office: Workspace, measure: str
) -> None:
    fields = {"items": ("I2",), "schedule": "เดือนละ 2 ครั้ง"}
    (other,) = measures.add(office, YEAR, [fields])
    before = office.dump()
    keys = [TimeKey(measure, HALF), TimeKey(other, date(2024, 2, 29))]
    made = tracking.mark_done(office, YEAR, keys, TODAY)
    assert len(made) == 3
    assert {entry.day for entry in office.year(YEAR).entries} == {TODAY}
    assert _states(office, other)[4] is TimeState.DONE
    assert tracking.mark_done(office, YEAR, keys, TODAY) == []
    assert office.undo() == "บันทึกว่าทำแล้ว 2 รอบ"
    assert office.dump() == before


def test_a_time_is_skipped_with_a_reason_and_never_without(office: Workspace, measure: str) -> None:
    before = office.dump()
    with pytest.raises(InputError, match="ยังไม่ได้บอกเหตุผล"):
        tracking.skip(office, YEAR, [TimeKey(measure, HALF)], " ")
    assert office.dump() == before
    (entry,) = tracking.skip(office, YEAR, [TimeKey(measure, HALF)], "น้ำท่วม")
    assert _states(office, measure)[0] is TimeState.SKIPPED
    with pytest.raises(InputError, match="ยังไม่ได้บอกเหตุผล"):
        tracking.edit(office, YEAR, [CellEdit(entry, "reason", "")])
    tracking.edit(
        office, YEAR, [CellEdit(entry, "reason", ""), CellEdit(entry, "state", EntryState.DONE)]
    )
    assert _states(office, measure)[0] is TimeState.DONE


def test_a_time_that_the_schedule_no_longer_has_is_told(office: Workspace, measure: str) -> None:
    measures.edit(office, YEAR, [CellEdit(measure, "schedule", "ทุกเดือน ต.ค. 66 - ธ.ค. 66")])
    with pytest.raises(InputError, match=r"ไม่มีรอบที่สิ้นสุด 31 มี\.ค\. 67"):
        tracking.record(office, YEAR, measure, occurrence=HALF)


def test_what_nobody_took_part_in_is_recorded_as_that(office: Workspace, measure: str) -> None:
    tracking.record(office, YEAR, measure, participants=0)
    assert [entry.participants for entry in office.year(YEAR).entries] == [0]


@pytest.mark.parametrize("count", [-1, 1.5, "45", 10**12])
def test_participants_are_a_whole_number(office: Workspace, measure: str, count: object) -> None:
    with pytest.raises(InputError, match="จำนวนผู้เข้าร่วม"):
        tracking.record(office, YEAR, measure, participants=count)


def test_an_entry_is_edited_and_removed_and_the_measure_tells_it(
    office: Workspace, measure: str
) -> None:
    entry = tracking.record(office, YEAR, measure, occurrence=HALF, text="ก")
    tracking.edit(office, YEAR, [CellEdit(entry, "text", "ข"), CellEdit(entry, "participants", 3)])
    assert office.year(YEAR).entries[0].text == "ข"
    assert _told(office, measure)[:2] == ["แก้ผลของมาตรการ I1", "บันทึกผลมาตรการ I1"]
    tracking.remove(office, YEAR, [entry])
    assert office.year(YEAR).entries == ()
    assert _told(office, measure)[0] == "เอาบันทึกผลออก I1"


def test_an_edit_of_an_entry_that_is_gone_is_refused(office: Workspace, measure: str) -> None:
    entry = tracking.record(office, YEAR, measure)
    tracking.remove(office, YEAR, [entry])
    with pytest.raises(InputError, match="ไม่พบบันทึกผลที่จะแก้"):
        tracking.edit(office, YEAR, [CellEdit(entry, "text", "ก")])


# -- rounds


def test_the_first_summary_makes_the_usual_rounds_the_years_own(
    office: Workspace, measure: str
) -> None:
    half = rounds_of(office.year(YEAR))[0]
    tracking.record(office, YEAR, measure, round_id=half.id, text="ทำครบ")
    data = office.year(YEAR)
    assert [one.title for one in data.rounds] == ["รอบ 6 เดือน", "รอบ 12 เดือน"]
    assert data.entries[0].round_id == data.rounds[0].id
    office.undo()
    assert office.year(YEAR).rounds == ()


def test_a_round_that_is_gone_is_summed_up_by_nothing_and_that_is_said(
    office: Workspace, measure: str
) -> None:
    usual = rounds_of(office.year(YEAR))[0]
    tracking.add_round(office, YEAR, "รอบ 9 เดือน", date(2023, 10, 1), date(2024, 6, 30))
    with pytest.raises(InputError, match="ไม่พบรอบรายงานที่จะแก้"):
        tracking.record(office, YEAR, measure, round_id=usual.id, text="ทำครบ")
    assert office.year(YEAR).entries == ()


def test_a_round_of_the_offices_own_stands_behind_the_usual_ones(office: Workspace) -> None:
    made = tracking.add_round(office, YEAR, "รอบ 9 เดือน", date(2023, 10, 1), date(2024, 6, 30))
    assert [one.title for one in office.year(YEAR).rounds][2] == "รอบ 9 เดือน"
    for day in (date(2023, 10, 1), date(2024, 7, 31)):
        tracking.edit_round(office, YEAR, [CellEdit(made, "last", day)])
        assert office.year(YEAR).rounds[2].last == day
    tracking.remove_round(office, YEAR, [made])
    assert len(office.year(YEAR).rounds) == 2


def test_a_usual_round_can_be_edited_and_removed(office: Workspace) -> None:
    half, whole = rounds_of(office.year(YEAR))
    tracking.edit_round(office, YEAR, [CellEdit(half.id, "title", "ครึ่งปีแรก")])
    assert [one.title for one in office.year(YEAR).rounds] == ["ครึ่งปีแรก", "รอบ 12 เดือน"]
    office.undo()
    tracking.remove_round(office, YEAR, [whole.id])
    assert [one.title for one in office.year(YEAR).rounds] == ["รอบ 6 เดือน"]


def test_the_usual_rounds_cannot_all_be_removed_since_they_would_be_there_again(
    office: Workspace,
) -> None:
    before, label = office.dump(), office.edits.undo_label
    with pytest.raises(InputError, match="อย่างน้อยหนึ่งรอบ"):
        tracking.remove_round(office, YEAR, [one.id for one in rounds_of(office.year(YEAR))])
    assert (office.dump(), office.edits.undo_label) == (before, label)


def test_a_round_that_ends_before_it_begins_or_has_no_name_is_refused(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(InputError, match="สิ้นสุดก่อนวันเริ่ม"):
        tracking.add_round(office, YEAR, "รอบแรก", WHOLE, HALF)
    with pytest.raises(InputError, match="ต้องมีชื่อ"):
        tracking.add_round(office, YEAR, " ", HALF, WHOLE)
    half = rounds_of(office.year(YEAR))[0]
    with pytest.raises(InputError, match="ต้องมีวันแรก"):
        tracking.edit_round(office, YEAR, [CellEdit(half.id, "first", None)])
    assert office.dump() == before


def test_what_summed_up_a_removed_round_stays_in_the_record(
    office: Workspace, measure: str
) -> None:
    half = rounds_of(office.year(YEAR))[0]
    entry = tracking.record(office, YEAR, measure, round_id=half.id, text="ทำครบ")
    tracking.remove_round(office, YEAR, [office.year(YEAR).rounds[0].id])
    (kept,) = office.year(YEAR).entries
    assert (kept.id, kept.text, kept.round_id) == (entry, "ทำครบ", None)
