from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import ConflictError, InputError, WorkspaceError
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    FiscalYear,
    Organisation,
    Person,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.storage import tables
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    with workspace.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
        change.insert(_unit("works", "ฝ่ายโยธา"))
        change.insert(_unit("finance", "ฝ่ายการคลัง"))
        change.insert(
            FiscalYear(
                id="y67", year=2567, framework_code="2567", framework_title="", level_set="names"
            )
        )
        change.insert(Person(id="p1", prefix="นาย", name="ตัวอย่าง หนึ่ง", unit_id="works"))
        change.insert(Assignment(id="a1", year_id="y67", item_code="O1"))
        change.insert(AssignmentOwner(id="o1", assignment_id="a1", unit_id="works"))
    return workspace


def _unit(key: str, name: str) -> Unit:
    return Unit(id=key, name=name, kind=UnitKind.SECTION)


def _named(workspace: Workspace, key: str) -> Unit:
    return next(unit for unit in workspace.units() if unit.id == key)


def test_an_edit_is_read_back_and_tells_its_label(office: Workspace) -> None:
    with office.change("แก้ชื่อ {name}", name="ฝ่ายโยธา") as change:
        change.update(_named(office, "works"), name="ฝ่ายรายได้")
    assert _named(office, "works").name == "ฝ่ายรายได้"
    assert office.edits.undo_label == "แก้ชื่อ ฝ่ายโยธา"
    assert office.edits.redo_label is None


def test_what_is_tried_is_stored_nowhere_and_raises_what_it_would(office: Workspace) -> None:
    before, label = office.dump(), office.edits.undo_label
    told: list[Changed] = []
    office.subscribe(told.append)
    with office.trying():
        with office.change("+") as change:
            change.insert(_unit("tried", "ฝ่ายที่ลอง"))
        pytest.fail("a trial ends with its unit of work")
    with pytest.raises(ConflictError), office.trying(), office.change("+") as change:
        change.insert(office.units()[0])
    assert (office.dump(), office.edits.undo_label, told) == (before, label, [])
    with office.change("+") as change:
        change.insert(_unit("stored", "ฝ่ายที่เก็บ"))
    assert "ฝ่ายที่เก็บ" in {unit.name for unit in office.units()}


@pytest.mark.in_turn
def test_undo_and_redo_go_back_and_forth(office: Workspace) -> None:
    before = office.dump()
    with office.change("แก้ชื่อ") as change:
        change.update(_named(office, "works"), name="ฝ่ายรายได้")
    after = office.dump()
    assert office.undo() == "แก้ชื่อ"
    assert office.dump() == before
    assert office.redo() == "แก้ชื่อ"
    assert office.dump() == after


def test_a_new_edit_ends_the_chance_to_redo(office: Workspace) -> None:
    with office.change("แรก") as change:
        change.update(_named(office, "works"), name="ก")
    office.undo()
    with office.change("สอง") as change:
        change.update(_named(office, "works"), name="ข")
    assert office.edits.redo_label is None
    assert office.redo() is None
    assert _named(office, "works").name == "ข"


def test_an_edit_that_changes_nothing_leaves_no_trace(office: Workspace) -> None:
    seen: list[Changed] = []
    office.subscribe(seen.append)
    with office.change("ไม่มีอะไร") as change:
        change.update(_named(office, "works"), name="ฝ่ายโยธา")
    assert office.edits.undo_label == "เริ่ม"
    assert seen == []


def test_deleting_a_unit_takes_its_ownerships_and_frees_its_people(office: Workspace) -> None:
    before = office.dump()
    with office.change("เอาฝ่ายออก") as change:
        change.delete(_named(office, "works"))
    year = office.year(2567)
    assert [unit.id for unit in year.units] == ["finance"]
    assert year.people[0].unit_id is None
    assert year.owners_of_item("O1") == ()
    office.undo()
    assert office.dump() == before


@pytest.mark.in_turn
def test_deleting_a_year_takes_everything_in_it_and_undo_brings_it_back(office: Workspace) -> None:
    before = office.dump()
    with office.change("เอาปีออก") as change:
        change.delete(office.years()[0])
    assert office.years() == ()
    assert office.dump()["assignment_owner"] == []
    office.undo()
    assert office.dump() == before


def test_a_row_read_before_somebody_elses_edit_is_not_written_over(office: Workspace) -> None:
    stale = _named(office, "works")
    with office.change("คนแรก") as change:
        change.update(stale, name="ก")
    with pytest.raises(ConflictError, match="ถูกแก้ไปแล้ว"), office.change("คนหลัง") as change:
        change.update(stale, name="ข")
    assert _named(office, "works").name == "ก"


def test_a_failure_inside_a_unit_of_work_writes_none_of_it(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(ZeroDivisionError), office.change("ครึ่งเดียว") as change:
        change.update(change.insert(_unit(new_id(), "ฝ่ายใหม่")), position=1 // 0)
    assert office.dump() == before
    assert office.edits.undo_label == "เริ่ม"


def test_two_assignments_of_one_item_are_refused(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(ConflictError), office.change("ซ้ำ") as change:
        change.insert(Assignment(id="a2", year_id="y67", item_code="O1"))
    assert office.dump() == before


def test_an_undo_that_a_later_edit_overtook_says_so_and_changes_nothing(office: Workspace) -> None:
    with office.change("แก้") as change:
        change.update(_named(office, "works"), name="ก")
    # Another program wrote the row meanwhile, behind the history's back.
    with office.connections.transaction() as connection:
        connection.exec_driver_sql("UPDATE unit SET name='ง' WHERE id='works'")
    with pytest.raises(ConflictError):
        office.undo()
    assert _named(office, "works").name == "ง"
    assert office.edits.undo_label == "แก้"


def test_subscribers_hear_of_each_edit_after_it_is_stored(office: Workspace) -> None:
    heard: list[tuple[EditKind, str, frozenset[str], str]] = []

    def listen(changed: Changed) -> None:
        heard.append((changed.kind, changed.label, changed.tables, _named(office, "works").name))

    stop = office.subscribe(listen)
    with office.change("แก้") as change:
        change.update(_named(office, "works"), name="ก")
    office.undo()
    stop()
    office.redo()
    assert heard == [
        (EditKind.DO, "แก้", frozenset({"unit"}), "ก"),
        (EditKind.UNDO, "แก้", frozenset({"unit"}), "ฝ่ายโยธา"),
    ]


def test_history_tells_who_did_what_newest_first(office: Workspace) -> None:
    with office.change("แก้") as change:
        change.update(_named(office, "works"), name="ก")
    office.undo()
    lines = office.edits.groups()
    assert [(line.kind, line.label) for line in lines] == [
        (EditKind.UNDO, "แก้"),
        (EditKind.DO, "แก้"),
        (EditKind.DO, "เริ่ม"),
    ]
    assert {line.who for line in lines} == {office.edits.who}


def test_a_year_kept_current_equals_a_year_read_anew(office: Workspace) -> None:
    office.year(2567)
    with office.change("หลายอย่าง") as change:
        change.insert(AssignmentOwner(id="o2", assignment_id="a1", unit_id="finance", position=1))
        change.update(office.year(2567).people[0], unit_id="finance")
        change.delete(_named(office, "works"))
    kept = office.year(2567)
    office._cached.forget()
    assert kept == office.year(2567)


def test_a_version_only_ever_grows(office: Workspace) -> None:
    first = _named(office, "works")
    with office.change("แก้") as change:
        change.update(first, name="ก")
    office.undo()
    assert _named(office, "works") == replace(first, row_version=3)


def test_a_subscriber_that_fails_keeps_no_other_from_hearing(office: Workspace) -> None:
    heard: list[str] = []

    def fail(_changed: Changed) -> None:
        heard.append("first")
        raise ZeroDivisionError

    office.subscribe(fail)
    office.subscribe(lambda changed: heard.append(changed.label))
    with pytest.raises(ZeroDivisionError), office.change("แก้") as change:
        change.update(_named(office, "works"), name="ก")
    assert heard == ["first", "แก้"]
    assert _named(office, "works").name == "ก"
    assert office.edits.undo_label == "แก้"


def test_a_subscription_can_be_ended_twice(office: Workspace) -> None:
    heard: list[frozenset[str]] = []
    stop = office.subscribe(lambda changed: heard.append({row.key for row in changed.rows}))
    with office.change("แก้") as change:
        change.update(_named(office, "works"), name="ก")
        change.update(_named(office, "finance"), name="ข")
    stop()
    stop()
    office.undo()
    assert heard == [frozenset({"works", "finance"})]


def test_a_row_that_somebody_removed_can_neither_be_changed_nor_removed(office: Workspace) -> None:
    works = _named(office, "works")
    with office.change("เอาออก") as change:
        change.delete(works)
    with pytest.raises(ConflictError), office.change("แก้") as change:
        change.update(works, name="ก")
    with pytest.raises(ConflictError), office.change("เอาออกอีก") as change:
        change.delete(works)


def test_a_row_changed_since_it_was_read_is_not_removed(office: Workspace) -> None:
    stale = _named(office, "works")
    with office.change("แก้") as change:
        change.update(stale, name="ก")
    with pytest.raises(ConflictError, match="ถูกแก้ไปแล้ว"), office.change("เอาออก") as change:
        change.delete(stale)
    assert _named(office, "works").name == "ก"


def test_undoing_an_addition_that_was_edited_behind_the_history_is_refused(
    office: Workspace,
) -> None:
    with office.change("เพิ่ม") as change:
        change.insert(_unit("new", "ฝ่ายใหม่"))
    with office.connections.transaction() as connection:
        connection.exec_driver_sql("UPDATE unit SET name='ง' WHERE id='new'")
    with pytest.raises(ConflictError):
        office.undo()
    with office.connections.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM unit WHERE id='new'")
    with pytest.raises(ConflictError):
        office.undo()
    assert office.edits.undo_label == "เพิ่ม"


def test_after_a_conflict_the_year_shows_what_the_database_holds(office: Workspace) -> None:
    stale = office.year(2567).people[0]
    with office.connections.transaction() as connection:
        connection.exec_driver_sql("UPDATE person SET name='คนอื่น', row_version=2 WHERE id='p1'")
    assert office.year(2567).people[0] == stale
    with pytest.raises(ConflictError), office.change("แก้") as change:
        change.update(stale, name="ก")
    assert office.year(2567).people[0].name == "คนอื่น"


def test_a_reference_to_a_row_that_is_not_there_is_refused(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(ConflictError, match="ข้อมูลที่อ้างถึง"), office.change("มอบ") as change:
        change.insert(AssignmentOwner(id="o9", assignment_id="a1", unit_id="nobody"))
    assert office.dump() == before


def test_a_year_that_is_not_there_is_told_with_those_that_are(office: Workspace) -> None:
    with pytest.raises(InputError, match="ไม่มีปีงบประมาณ 2570 · มีปี 2567"):
        office.year(2570)


def test_a_year_that_changes_its_number_is_found_by_the_new_one(office: Workspace) -> None:
    before = office.year(2567)
    with office.change("แก้ปี") as change:
        change.update(before.fiscal_year, year=2569)
    assert office.year(2569).assignments == before.assignments
    with pytest.raises(InputError):
        office.year(2567)
    office.undo()
    assert office.year(2567).fiscal_year.year == 2567


def test_threads_share_a_workspace(office: Workspace) -> None:
    def work(number: int) -> int:
        for step in range(10):
            with office.change("เพิ่ม") as change:
                change.insert(_unit(f"{number}-{step}", "ฝ่าย"))
            office.year(2567)
        return len(office.units())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(office.units()) == 42 == len(office.year(2567).units)
    assert len(office.edits.groups(1000)) == 41


def test_what_a_unit_of_work_wrote_can_be_read_inside_it(office: Workspace) -> None:
    with office.change("เพิ่ม") as change:
        change.insert(_unit("new", "ฝ่ายใหม่"))
        assert _named(office, "new").name == "ฝ่ายใหม่"


def test_two_edits_of_one_deed_are_undone_and_redone_at_once(office: Workspace) -> None:
    edits, unit = office.edits, "works"

    def name(text: str) -> int:
        with office.change("แก้ชื่อ {to}", to=text) as change:
            change.update(_named(office, unit), name=text)
        return edits.last_edit

    before = _named(office, unit).name
    name("หนึ่ง")
    first = name("สอง")
    edits.go_together(name("สาม"))
    assert edits.last_edit != first, "an edit alone goes with nothing"
    office.undo()
    assert _named(office, unit).name == "สอง"
    second = name("สี่")
    edits.go_together(first)
    name("ห้า")
    edits.go_together(first)
    assert edits.undo_label == "แก้ชื่อ ห้า"
    office.undo()
    assert edits.last_edit == second, "another edit was between"
    assert office.undo() == "แก้ชื่อ สี่"
    assert _named(office, unit).name == "หนึ่ง"
    assert office.redo() == "แก้ชื่อ สี่"
    assert (_named(office, unit).name, office.redo()) == ("สี่", "แก้ชื่อ ห้า")
    for _ in range(3):
        office.undo()
    assert _named(office, unit).name == before


def test_undo_with_nothing_done_does_nothing(workspace: Workspace) -> None:
    assert workspace.edits.undo_label is None
    assert workspace.undo() is None
    assert workspace.redo() is None
    assert workspace.organisation() is None
    assert workspace.edits.groups() == []


def test_letters_that_no_database_can_keep_are_refused(office: Workspace) -> None:
    before = office.dump()
    with pytest.raises(WorkspaceError, match="มีตัวอักษรที่บันทึกไม่ได้"), office.change("แก้") as change:
        change.update(_named(office, "works"), name="\ud800")
    assert office.dump() == before


def test_bytes_are_kept_once_under_a_key_and_never_in_the_history(workspace):
    with workspace.change("แนบแผนผัง") as change:
        for name in ("a", "b"):
            change.insert(
                OfficeFile(
                    id=name, name=name, file_name=f"{name}.png", media=change.keep(b"x" * 500)
                )
            )
    with workspace.connections.read() as connection:
        rows = connection.execute(select(tables.media)).all()
        noted = connection.execute(select(tables.history_change.c.new)).scalars().all()
    assert [bytes(row.data) for row in rows] == [b"x" * 500]
    assert workspace.media(rows[0].key) == b"x" * 500
    assert workspace.media("unknown") is None
    assert all(len(one) < 300 for one in noted)
