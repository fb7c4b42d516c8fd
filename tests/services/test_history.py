"""What was changed lately, in all and about one row; going back to a point."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import ConflictError, InputError, Phrase
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import language, translated
from ita_desktop.services import history, measures, workspaces
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import meetings
from ita_desktop.services.oit import assignments, evidence, filing
from ita_desktop.services.roster import roster, units
from ita_desktop.services.scores import scores, trials
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.edits.changes import EditKind, EditStatus
from ita_desktop.storage.workspace import Workspace
from ita_desktop.storage.year_cache import YearCache
from tests.support.clerk import Clerk, same_keys
from tests.support.cost import examples
from tests.support.places import WORKSPACES

YEAR = 2567


def _of(office: Workspace, item: str) -> list[str]:
    return [line.label for line in history.of_item(office, office.year(YEAR), item)]


def test_the_latest_edits_come_first_with_time_and_name(office: Workspace) -> None:
    assignments.edit(office, YEAR, [CellEdit("O1", "note", "ก")])
    office.undo()
    first, second, third = office.edits.groups()
    assert [first.kind, second.kind, third.kind] == [EditKind.UNDO, EditKind.DO, EditKind.DO]
    assert first.label == second.label == "แก้หมายเหตุ O1"
    assert [second.stands, third.stands] == [False, True]
    assert first.who == office.edits.who
    assert datetime.now(UTC) - first.at < timedelta(minutes=1)
    assert first.id > second.id > third.id
    assert office.edits.groups(1) == [first]


@pytest.fixture
def english() -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("th")


@pytest.mark.usefixtures("english")
def test_an_edit_is_told_in_the_shown_language_and_the_clerks_words_in_it_stay(
    office: Workspace,
) -> None:
    meeting = meetings.add(office, YEAR)
    trials.save(office, YEAR, "ยก E4 และ E5", {"E4": Decimal(90)})
    calendar.add(office, YEAR, "ประชุมคณะทำงาน ครั้งที่ 2", date(2024, 3, 20))
    assignments.edit(office, YEAR, [CellEdit("O1", "note", "ก"), CellEdit("O2", "note", "ข")])
    meetings.edit(office, YEAR, [CellEdit(meeting, "place", "ห้อง 1")])
    path = office.path
    office.close()
    assert path is not None
    with Workspace.open(path) as again:
        told_now = [translated(line.label) for line in reversed(again.edits.groups(4))]
        assert [str(line.label) for line in again.edits.groups(2)] == [
            "แก้สถานที่ ประชุมครั้งที่ 1/2567",
            "แก้หมายเหตุ 2 ข้อ",
        ]
    assert told_now == [
        "Save what was tried as ยก E4 และ E5",
        "Add the date ประชุมคณะทำงาน ครั้งที่ 2",
        "Change Note of 2 items",
        "Change Place of Meeting 1/2567",
    ]


@pytest.mark.in_turn
@pytest.mark.usefixtures("english")
def test_what_an_older_program_called_its_edits_is_still_told(tmp_path: Path) -> None:
    kept = WORKSPACES / "schema-10.ita"
    with Workspace.open(Path(shutil.copy(kept, tmp_path / "เขต.ita"))) as older:
        lines = older.edits.groups(500)
        begin = translated(lines[-1].label)
    assert not any(isinstance(line.label, Phrase) for line in lines)
    assert lines[-1].label == "เริ่มแฟ้มใหม่ ปีงบประมาณ 2567"
    assert begin == "Begin a new file, fiscal year 2567"


def test_an_items_history_tells_of_its_dates_owners_evidence_points_and_marks(
    office: Workspace,
) -> None:
    assignments.assign(office, YEAR, ["O1", "O2"], due=date(2024, 1, 31))
    assignments.edit(office, YEAR, [CellEdit("O1", "owners", (OwnerRef(post="ผู้อำนวยการเขต"),))])
    key = evidence.add(office, YEAR, "O1", {"location": "https://district.example"}).id
    evidence.edit(office, YEAR, [CellEdit(key, "title", "หน้าเว็บ")])
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    scores.set_scores(office, YEAR, [ScoreEdit("O1", None)], ScoreSource.SELF)
    assert _of(office, "O1") == [
        "ทำเครื่องหมาย O1.1",
        "แก้หลักฐาน O1",
        "เพิ่มหลักฐาน O1",
        "แก้ผู้รับผิดชอบ O1",
        "มอบหมาย 2 ข้อ",
    ]
    assert _of(office, "O2") == ["มอบหมาย 2 ข้อ"]
    assert _of(office, "O3") == []


def test_an_items_history_tells_of_remarks_and_filings(office: Workspace) -> None:
    evidence.add(office, YEAR, "O1", {"location": "https://district.example"})
    filing.mark_filed(office, YEAR, ["O1"], date(2024, 4, 1))
    said = filing.add_remark(office, YEAR, "O1", {"text": "ลิงก์เสีย"})
    filing.edit_remarks(office, YEAR, "O1", said.id, {"answer": "แก้แล้ว"})
    assert _of(office, "O1") == [
        "แก้ข้อสังเกตของผู้ตรวจ O1",
        "เพิ่มข้อสังเกตของผู้ตรวจ O1",
        "ยื่นข้อมูล O1",
        "เพิ่มหลักฐาน O1",
    ]


def test_what_is_gone_is_still_in_the_history(office: Workspace) -> None:
    key = evidence.add(office, YEAR, "O1", {"location": "https://district.example"}).id
    evidence.remove(office, YEAR, [key])
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    evidence.tick(office, YEAR, ["O1.1"], met=False)
    assert _of(office, "O1") == [
        "เอาเครื่องหมายออก O1.1",
        "ทำเครื่องหมาย O1.1",
        "เอาหลักฐานออก O1",
        "เพิ่มหลักฐาน O1",
    ]


def test_o1_is_not_o12_and_not_o1_of_another_year(office: Workspace) -> None:
    years.add_year(office, 2568)
    evidence.add(office, YEAR, "O12", {"location": "a"})
    evidence.add(office, 2568, "O1", {"location": "b"})
    evidence.tick(office, YEAR, ["O12.1"], met=True)
    assert _of(office, "O1") == []
    assert len(_of(office, "O12")) == 2


def test_a_long_history_is_cut(office: Workspace) -> None:
    for number in range(12):
        assignments.edit(office, YEAR, [CellEdit("O1", "note", str(number))])
    lines = history.of_item(office, office.year(YEAR), "O1")
    assert len(lines) == 8
    assert lines[0].id > lines[-1].id


def test_a_history_of_edits_of_several_rows_is_as_long(office: Workspace) -> None:
    for number in range(9):
        owners = tuple(OwnerRef(post=f"ตำแหน่ง {number} {at}") for at in range(2))
        edits = [CellEdit("O1", "owners", owners), CellEdit("O1", "note", str(number))]
        assignments.edit(office, YEAR, edits)
    assert len(history.of_item(office, office.year(YEAR), "O1")) == 8


def test_a_measures_history_tells_of_its_links_and_owners(office: Workspace) -> None:
    (one,) = measures.add(office, YEAR, [{"items": ("I1",), "method": "1. ก"}])
    (other,) = measures.add(office, YEAR, [{"items": ("I2",), "method": "1. ข"}])
    measures.edit(office, YEAR, [CellEdit(one, "owners", (OwnerRef(post="ทุกคน"),))])
    measures.edit(office, YEAR, [CellEdit(other, "method", "1. ค")])
    labels = [line.label for line in history.of_measure(office, office.year(YEAR), one)]
    assert labels == ["แก้ผู้รับผิดชอบ I1", "เพิ่มมาตรการ 1 รายการ"]


def test_a_members_history_tells_of_the_place_and_of_the_person(office: Workspace) -> None:
    body = office.year(YEAR).bodies[1].id
    first, second = roster.add(
        office, YEAR, body, [{"name": "นายตัวอย่าง หนึ่ง"}, {"name": "นางตัวอย่าง สอง"}]
    )
    roster.edit(office, YEAR, [CellEdit(first, "role", "เลขานุการ")])
    roster.edit(office, YEAR, [CellEdit(second, "role", "คณะทำงาน")])
    labels = [line.label for line in history.of_member(office, office.year(YEAR), first)]
    assert len(labels) == 2
    assert labels[0].startswith("แก้")
    data = office.year(YEAR)
    person = data.person_by_id[data.member_by_id[first].person_id or ""]
    with office.change("แก้เบอร์") as change:
        change.update(person, phone="1555")
    known = office.year(YEAR)
    assert history.of_member(office, known, first)[0].label == "แก้เบอร์"
    assert "แก้เบอร์" not in [line.label for line in history.of_member(office, known, second)]
    assert history.of_row(office, person.id)[0].group.label == "แก้เบอร์"
    assert history.of_member(office, known, "gone") == []


def test_a_nodes_history_tells_of_its_official_and_own_scores(office: Workspace) -> None:
    scores.set_scores(office, YEAR, [ScoreEdit("I1", Decimal(90))], ScoreSource.OFFICIAL)
    scores.set_scores(office, YEAR, [ScoreEdit("I2", Decimal(91))], ScoreSource.OFFICIAL)
    scores.set_scores(office, YEAR, [ScoreEdit("I1", None)], ScoreSource.OFFICIAL)
    evidence.tick(office, YEAR, ["O1.1"], met=True)

    def labels(node: str) -> list[str]:
        return [line.label for line in history.of_node(office, office.year(YEAR), node)]

    assert labels("I1") == ["แก้คะแนนทางการ I1", "แก้คะแนนทางการ I1"]
    assert labels("O1") == ["ทำเครื่องหมาย O1.1"]
    assert labels("ITA") == []


# -- going back to a point


def _note(office: Workspace, text: str) -> None:
    assignments.edit(office, YEAR, [CellEdit("O1", "note", text)])


def _notes(office: Workspace, *texts: str) -> list[int]:
    """Writes notes one after the other; the numbers of the edits."""
    numbers = []
    for text in texts:
        _note(office, text)
        numbers.append(office.edits.latest(1)[0].id)
    return numbers


def _shown_note(office: Workspace) -> str:
    known = office.year(YEAR).assignment_by_item.get("O1")
    return known.note if known is not None else ""


@pytest.mark.in_turn
@settings(max_examples=examples(25))
@given(data=st.data())
def test_going_to_any_point_gives_the_workspace_as_it_was_then(
    begun: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "work.ita"
    path.write_bytes(begun)
    with Workspace.open(path) as workspace, same_keys():
        clerk = Clerk(workspace, data)
        states = {workspace.edits.begin: workspace.dump()}
        for _ in range(data.draw(st.integers(1, 8), "deeds")):
            clerk.acts()
            newest = next(iter(workspace.edits.latest(1)), None)
            if newest is not None and newest.id > workspace.edits.begin:
                states.setdefault(newest.id, workspace.dump())
        for _ in range(4):
            point = data.draw(st.sampled_from(list(states)), "point")
            shown = {point.edit.id: point.steps for point in history.timeline(workspace).points}
            shown[workspace.edits.begin] = history.timeline(workspace).steps_to_begin
            assert workspace.edits.go_to(point) == abs(shown[point] or 0)
            assert workspace.dump() == states[point]
            assert workspace.year(YEAR) == _read_anew(workspace)


def _read_anew(workspace: Workspace) -> YearData:
    with workspace.connections.read() as connection:
        (record,) = (year for year in workspace.years() if year.year == YEAR)
        return YearCache(connection, record.id).data


def test_the_timeline_tells_the_way_to_each_point_and_what_was_undone(office: Workspace) -> None:
    _notes(office, "ก", "ข", "ค")
    office.undo()
    line = history.timeline(office)
    assert [(point.steps, point.edit.stands) for point in line.points] == [
        (1, False),
        (0, True),
        (-1, True),
    ]
    assert line.steps_to_begin == -2
    assert line.points[0].edit.who == office.edits.who


def test_what_was_undone_and_overtaken_is_told_but_no_way_leads_there(office: Workspace) -> None:
    _, lost = _notes(office, "ก", "ข")
    office.undo()
    _note(office, "ค")
    line = history.timeline(office)
    assert [(point.steps, point.edit.status) for point in line.points] == [
        (0, EditStatus.DONE),
        (None, EditStatus.DROPPED),
        (-1, EditStatus.DONE),
    ]
    with pytest.raises(InputError, match="แก้ไขใหม่ทับ"):
        office.edits.go_to(lost)
    assert _shown_note(office) == "ค"


def test_going_back_is_told_once_and_can_be_undone_step_by_step(office: Workspace) -> None:
    first, *_ = _notes(office, "ก", "ข", "ค")
    heard: list[str] = []
    office.subscribe(lambda changed: heard.append(changed.label))
    assert office.edits.go_to(first) == 2
    assert (_shown_note(office), len(heard)) == ("ก", 1)
    office.redo()
    assert _shown_note(office) == "ข"
    office.undo()
    office.undo()
    assert _shown_note(office) == ""


def test_a_step_that_somebody_elses_edit_blocks_is_named_and_nothing_is_changed(
    office: Workspace,
) -> None:
    first, *_ = _notes(office, "ก", "ข")
    units.add_units(office, [{"name": "กองช่าง", "short_name": "ช่าง"}])
    with office.connections.transaction() as connection:
        connection.exec_driver_sql("UPDATE assignment SET note='ง' WHERE item_code='O1'")
    before = office.dump()
    with pytest.raises(ConflictError, match="ติดที่ “แก้หมายเหตุ O1”"):
        office.edits.go_to(first)
    assert office.dump() == before
    assert [point.steps for point in history.timeline(office).points] == [0, -1, -2]


def test_going_back_can_be_stopped_and_then_changes_nothing(office: Workspace) -> None:
    _notes(office, "ก", "ข", "ค")
    seen: list[tuple[int, int, str]] = []

    def stop_at_second(done: int, of: int, what: str) -> None:
        seen.append((done, of, what))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office.edits.go_to(office.edits.begin, stop_at_second)
    assert _shown_note(office) == "ค"
    assert seen == [(0, 3, "แก้หมายเหตุ O1"), (1, 3, "แก้หมายเหตุ O1")]


@pytest.mark.in_turn
def test_the_making_of_a_file_cannot_be_undone(tmp_path: Path) -> None:
    sample = workspaces.copy_sample(tmp_path / "sample.ita")
    made, _carried = workspaces.create_from(
        tmp_path / "next.ita", sample, 2569, organisation="สำนักงานเขตตัวอย่าง"
    )
    with (
        Workspace.open(sample) as copy,
        workspaces.create(tmp_path / "new.ita", "สำนักงานเขตตัวอย่าง", YEAR) as fresh,
        made as following,
    ):
        for workspace in (copy, fresh, following):
            before = workspace.dump()
            assert workspace.edits.undo_label is None
            assert workspace.undo() is None
            assert history.timeline(workspace).points == ()
            assert workspace.edits.groups(1), "how it was made is still told"
            assert workspace.dump() == before


def test_a_long_list_leaves_out_the_beginning(office: Workspace) -> None:
    _notes(office, *"กขคง")
    line = history.timeline(office, limit=3)
    assert [point.steps for point in line.points] == [0, -1, -2]
    assert line.begin is None
