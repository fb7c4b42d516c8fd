"""Several merges of a branch, and what a merge must not bend."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import CalendarDate, FiscalYear, Person, new_id
from ita_desktop.services import server
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.workspace import Workspace
from tests.services.server.test_branches import (
    _add,
    _at_home,
    _delete,
    _names,
    _rename,
    _unit,
    filled_database,
    home,
    shared,
    shared_database,
)

__all__ = ["filled_database", "home", "shared", "shared_database"]


@pytest.mark.in_turn
def test_an_undo_of_what_was_merged_comes(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        _add(workspace, _unit("ฝ่ายสาม", 2))
    server.merge(home, shared_database)
    with _at_home(home) as workspace:
        workspace.undo()
    assert len(server.merge(home, shared_database).labels) == 1
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]
    with _at_home(home) as workspace:
        workspace.redo()
    assert len(server.merge(home, shared_database).labels) == 1
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง", "ฝ่ายสาม"]
    assert server.merge(home, shared_database).labels == ()


@pytest.mark.in_turn
def test_an_undo_of_what_was_left_changes_nothing(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
    server.merge(home, shared_database)
    with _at_home(home) as workspace:
        workspace.undo()
    assert server.merge(home, shared_database, mine=True).conflicts == ()
    assert _names(shared_database)[0] == "ฝ่ายของเขา"


@pytest.mark.in_turn
def test_two_copies_of_a_branch_are_both_merged(
    home: Path, shared_database: str, tmp_path: Path
) -> None:
    other = Path(shutil.copy(home, tmp_path / "อีกเครื่อง.ita"))
    for path, name in ((home, "ฝ่ายสาม"), (other, "ฝ่ายสี่")):
        with _at_home(path) as workspace:
            _add(workspace, _unit(name, 2))
        server.merge(path, shared_database)
    assert _names(shared_database)[2:] == ["ฝ่ายสาม", "ฝ่ายสี่"]
    for path in (home, other):
        assert server.merge(path, shared_database).labels == ()


@pytest.mark.in_turn
def test_what_was_left_is_told_until_it_is_settled(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
        _rename(workspace, "ฝ่ายสอง", "ฝ่ายโท")
    server.merge(home, shared_database)
    _delete(shared, "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _add(workspace, _unit("ฝ่ายสาม", 2))
    for _ in range(2):
        (left,) = server.merge(home, shared_database).conflicts
        assert left.reason == "ผู้อื่นเอาแถวนี้ออกแล้ว"


def test_what_was_done_outside_the_history_is_told(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        with workspace.for_good((), "ลบถาวร"):
            pass
        _add(workspace, _unit("ฝ่ายสาม", 2))
    result = server.merge(home, shared_database)
    assert [(one.name, bool(one.reason)) for one in result.conflicts] == [("ลบถาวร", True)]
    assert list(server.result_phrases(result, is_trial=False))
    assert _names(shared_database)[2:] == ["ฝ่ายสาม"]


def test_a_value_that_a_server_cannot_hold_keeps_no_other_back(
    home: Path, shared_database: str
) -> None:
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่าย\0")
        _add(workspace, _unit("ฝ่ายสาม", 2**40))
        _add(workspace, _unit("ฝ่ายสี่", 2))
    result = server.merge(home, shared_database)
    assert [one.reason for one in result.conflicts] == ["มีค่าที่ฐานข้อมูลเก็บไม่ได้"] * 2
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง", "ฝ่ายสี่"]


def test_a_row_that_others_have_come_to_refer_to_is_not_deleted(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    unit = shared.units()[0]
    with shared.change("เพิ่มคน") as change:
        change.insert(Person(id=new_id(), prefix="", name="สมหญิง", unit_id=unit.id))
    with _at_home(home) as workspace:
        _delete(workspace, "ฝ่ายหนึ่ง")
    assert len(server.merge(home, shared_database).conflicts) == 1
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]


def test_a_row_comes_before_the_others(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        units = workspace.units()
        with workspace.change("แทรก") as change:
            change.insert(_unit("ฝ่ายใหม่", 0))
            for place, unit in enumerate(units, 1):
                change.update(unit, position=place)
    server.merge(home, shared_database)
    assert _names(shared_database) == ["ฝ่ายใหม่", "ฝ่ายหนึ่ง", "ฝ่ายสอง"]


def _begin_year(workspace: Workspace) -> None:
    year = FiscalYear(
        id=new_id(), year=2570, framework_code="f", framework_title="f", level_set="l"
    )
    with workspace.change("เริ่มปี") as change:
        change.insert(year)
        for title in ("เปิด", "ปิด"):
            change.insert(
                CalendarDate(
                    id=new_id(), year_id=year.id, code="", title=title, day=date(2026, 10, 1)
                )
            )


@pytest.mark.in_turn
def test_a_year_that_both_began_is_one_with_one_calendar(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _begin_year(shared)
    with _at_home(home) as workspace:
        _begin_year(workspace)
    assert server.merge(home, shared_database).conflicts == ()
    with Workspace.connect(shared_database) as now:
        rows = now.dump()
    assert len(rows["fiscal_year"]) == 1
    assert sorted(str(row["title"]) for row in rows["calendar_date"]) == ["ปิด", "เปิด"]


def test_a_copy_of_its_own_does_not_say_where_it_was_taken_from(
    home: Path, shared_database: str, tmp_path: Path
) -> None:
    write_backup(home, tmp_path / "สำเนา.ita", as_own=True)
    with pytest.raises(InputError, match="ไม่ใช่แฟ้มที่นำกลับบ้าน"):
        server.merge(tmp_path / "สำเนา.ita", shared_database)


@pytest.mark.in_turn
def test_what_was_merged_before_a_failure_is_told_to_stay(
    home: Path, shared_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _at_home(home) as workspace:
        for number in range(3):
            _add(workspace, _unit(f"{number}", number + 2))
    monkeypatch.setattr("ita_desktop.storage.moving.branch_merging._AT_ONCE", 0)

    def fail(done: int, of: int, _what: str) -> None:
        if (done, of) == (2, 3):
            raise OSError

    with pytest.raises(WorkspaceError, match="ที่รวมไปแล้วยังอยู่"):
        server.merge(home, shared_database, fail)
    merged = len(_names(shared_database)) - 2
    assert merged
    assert len(server.merge(home, shared_database).labels) == 3 - merged
