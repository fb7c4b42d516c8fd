"""Work is taken home, and merged again with what was done meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Person, Unit, UnitKind, new_id
from ita_desktop.services import server
from ita_desktop.services.settings import differences
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.databases import copied_database, set_up_database


def _unit(name: str, position: int = 0) -> Unit:
    return Unit(id=new_id(), name=name, kind=UnitKind.SECTION, position=position)


@pytest.fixture(scope="module")
def filled_database(
    postgresql_url: str, tables: str, new_folder: Callable[[str], Path]
) -> Iterator[str]:
    """Two units, which nobody opens."""
    folder = new_folder("units")
    with set_up_database(postgresql_url, tables) as url:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("ITA_DESKTOP_HOME", str(folder))
            with Workspace.create(folder / "เขต.ita", backup_root=folder / "b") as workspace:
                with workspace.change("เริ่ม") as change:
                    change.insert(_unit("ฝ่ายหนึ่ง", 0))
                    change.insert(_unit("ฝ่ายสอง", 1))
                server.put(workspace, url)
        yield url


@pytest.fixture
def shared_database(postgresql_url: str, filled_database: str) -> Iterator[str]:
    """A copy of them."""
    with copied_database(postgresql_url, filled_database) as url:
        yield url


@pytest.fixture
def shared(shared_database: str) -> Iterator[Workspace]:
    """Shared work with two units."""
    with Workspace.connect(shared_database) as shared:
        yield shared


@pytest.fixture
def home(shared: Workspace, shared_database: str, tmp_path: Path) -> Path:
    """A branch of it."""
    path = tmp_path / "บ้าน.ita"
    server.take(shared_database, path, as_branch=True)
    return path


def _rename(workspace: Workspace, old: str, new: str, **fields: object) -> None:
    unit = next(unit for unit in workspace.units() if unit.name == old)
    with workspace.change("เปลี่ยนชื่อเป็น {name}", name=new) as change:
        change.update(unit, name=new, **fields)


def _add(workspace: Workspace, unit: Unit) -> None:
    with workspace.change("เพิ่ม {name}", name=unit.name) as change:
        change.insert(unit)


def _delete(workspace: Workspace, name: str) -> None:
    unit = next(unit for unit in workspace.units() if unit.name == name)
    with workspace.change("เอา {name} ออก", name=name) as change:
        change.delete(unit)


def _at_home(path: Path) -> Workspace:
    return Workspace.open(path, backup_root=path.parent / "b")


def _names(address: str) -> list[str]:
    with Workspace.connect(address) as shared:
        return [unit.name for unit in shared.units()]


def _history(address: str) -> list[str]:
    with Workspace.connect(address) as shared:
        return [str(group.label) for group in shared.edits.groups()]


@pytest.mark.in_turn
def test_edits_come_with_labels_and_authors(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _add(shared, _unit("ฝ่ายสาม", 2))
    with _at_home(home) as workspace:
        workspace.edits.who = "สมหญิง"
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
        _add(workspace, _unit("ฝ่ายสี่", 2))
    result = server.merge(home, shared_database)
    assert (len(result.labels), result.conflicts) == (2, ())
    assert _names(shared_database) == ["ฝ่ายเอก", "ฝ่ายสอง", "ฝ่ายสาม", "ฝ่ายสี่"]
    assert _history(shared_database)[1:3] == [
        "เพิ่ม ฝ่ายสี่ · ทำที่บ้านโดย สมหญิง",
        "เปลี่ยนชื่อเป็น ฝ่ายเอก · ทำที่บ้านโดย สมหญิง",
    ]


@pytest.mark.in_turn
def test_merging_again_adds_nothing(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        _add(workspace, _unit("ฝ่ายสาม", 2))
    server.merge(home, shared_database)
    with Workspace.connect(shared_database) as shared:
        _delete(shared, "ฝ่ายสาม")
        before = shared.dump()
    edits = _history(shared_database)
    result = server.merge(home, shared_database)
    assert (result.labels, result.conflicts) == ((), ())
    with Workspace.connect(shared_database) as shared:
        assert shared.dump() == before
    assert _history(shared_database) == edits
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายสอง", "ฝ่ายโท")
    assert len(server.merge(home, shared_database).labels) == 1
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายโท"]


@pytest.mark.in_turn
def test_fields_of_one_row_are_merged(shared: Workspace, home: Path, shared_database: str) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายหนึ่ง", short_name="อื่น")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
    assert server.merge(home, shared_database).conflicts == ()
    with Workspace.connect(shared_database) as now:
        assert (now.units()[0].name, now.units()[0].short_name) == ("ฝ่ายเอก", "อื่น")


@pytest.mark.in_turn
def test_both_texts_of_a_conflict_are_kept_and_asked(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายร่าง")
        _rename(workspace, "ฝ่ายร่าง", "ฝ่ายของเรา")
        _rename(workspace, "ฝ่ายสอง", "ฝ่ายโท")
    trial = server.merge(home, shared_database, is_trial=True)
    result = server.merge(home, shared_database)
    assert trial == result
    (conflict,) = result.conflicts
    assert (conflict.mine, conflict.theirs, conflict.column) == ("ฝ่ายของเรา", "ฝ่ายของเขา", "name")
    assert "(ชื่อ)" in "".join(server.result_phrases(result, is_trial=False)), (
        "what the window calls it"
    )
    assert conflict.who == shared.edits.who
    assert _names(shared_database) == ["ฝ่ายของเขา", "ฝ่ายโท"]
    assert server.merge(home, shared_database).conflicts == result.conflicts
    taken = server.merge(home, shared_database, mine=True)
    assert (len(taken.labels), taken.conflicts) == (1, ())
    assert _names(shared_database) == ["ฝ่ายของเรา", "ฝ่ายโท"]
    assert server.merge(home, shared_database, mine=True).labels == ()


@pytest.mark.in_turn
def test_a_trial_writes_nothing(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        _add(workspace, _unit("ฝ่ายสาม", 2))
    before = _history(shared_database)
    assert len(server.merge(home, shared_database, is_trial=True).labels) == 1
    assert _history(shared_database) == before
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]


@pytest.mark.in_turn
def test_what_was_undone_at_home_does_not_come(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        _add(workspace, _unit("ฝ่ายสาม", 2))
        _add(workspace, _unit("ฝ่ายสี่", 3))
        workspace.undo()
    server.merge(home, shared_database)
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง", "ฝ่ายสาม"]


@pytest.mark.in_turn
def test_an_undo_of_an_earlier_edit_comes(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        workspace.undo()
    server.merge(home, shared_database)
    assert _names(shared_database) == []
    assert _history(shared_database)[1].startswith("เลิกทำ: เริ่ม")


@pytest.mark.in_turn
def test_an_undo_that_was_redone_is_nothing(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        workspace.undo()
        workspace.redo()
    assert server.merge(home, shared_database).labels == ()
    assert _names(shared_database) == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]


@pytest.mark.in_turn
def test_a_row_that_others_went_on_with_is_not_deleted(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _delete(workspace, "ฝ่ายหนึ่ง")
        _delete(workspace, "ฝ่ายสอง")
    result = server.merge(home, shared_database)
    assert [conflict.name for conflict in result.conflicts] == ["ฝ่ายหนึ่ง"]
    assert _names(shared_database) == ["ฝ่ายของเขา"]
    server.merge(home, shared_database, mine=True)
    assert _names(shared_database) == []


@pytest.mark.in_turn
def test_a_row_that_others_deleted_is_told(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _delete(shared, "ฝ่ายหนึ่ง")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายเอก")
        unit = workspace.units()[0]
        with workspace.change("เพิ่มคน") as change:
            change.insert(Person(id=new_id(), prefix="", name="สมหญิง", unit_id=unit.id))
    result = server.merge(home, shared_database)
    assert [(one.kind, one.name, one.column, one.mine) for one in result.conflicts] == [
        ("หน่วยของสำนักงาน", "ฝ่ายเอก", "", ""),
        ("บุคคล", "สมหญิง", "unit_id", "ฝ่ายเอก"),
    ]
    assert result.conflicts[0].reason == "ผู้อื่นเอาแถวนี้ออกแล้ว"
    assert _names(shared_database) == ["ฝ่ายสอง"]


def test_a_place_in_a_list_that_is_taken_is_the_next(
    shared: Workspace, home: Path, shared_database: str
) -> None:
    _add(shared, _unit("ของเขา", 2))
    with _at_home(home) as workspace:
        _add(workspace, _unit("ของเรา", 2))
    server.merge(home, shared_database)
    with Workspace.connect(shared_database) as now:
        assert [(unit.name, unit.position) for unit in now.units()][2:] == [
            ("ของเขา", 2),
            ("ของเรา", 3),
        ]


@pytest.mark.in_turn
def test_only_a_branch_of_this_work_is_merged(
    shared: Workspace, shared_database: str, other_database: str, home: Path, tmp_path: Path
) -> None:
    server.take(shared_database, tmp_path / "สำเนา.ita")
    with pytest.raises(InputError, match="ไม่ใช่แฟ้มที่นำกลับบ้าน"):
        server.merge(tmp_path / "สำเนา.ita", shared_database)
    Workspace.connect(other_database).close()
    with pytest.raises(InputError, match="งานร่วมอื่น"):
        server.merge(home, other_database)


@pytest.mark.in_turn
def test_a_copy_of_a_branch_on_a_server_is_no_branch(
    home: Path, other_database: str, tmp_path: Path
) -> None:
    with differences.opened_source(home) as source:
        server.put(source, other_database)
    server.take(other_database, tmp_path / "ใหม่.ita")
    with pytest.raises(InputError, match="ไม่ใช่แฟ้มที่นำกลับบ้าน"):
        server.merge(tmp_path / "ใหม่.ita", other_database)


def _logo(workspace: Workspace, data: bytes, name: str) -> None:
    with workspace.change("ใส่ตรา") as change:
        change.insert(OfficeFile(id=new_id(), name="logo", file_name=name, media=change.keep(data)))


def _logos(address: str) -> list[tuple[str, bytes | None]]:
    with Workspace.connect(address) as shared:
        rows = shared.dump()["office_file"]
        return [(str(row["file_name"]), shared.media(str(row["media"]))) for row in rows]


@pytest.mark.in_turn
def test_files_come_with_their_rows(home: Path, shared_database: str) -> None:
    with _at_home(home) as workspace:
        _logo(workspace, b"ours", "ours.png")
    server.merge(home, shared_database)
    assert _logos(shared_database) == [("ours.png", b"ours")]


@pytest.mark.in_turn
def test_what_both_added_is_one_row(shared: Workspace, home: Path, shared_database: str) -> None:
    _logo(shared, b"theirs", "theirs.png")
    with _at_home(home) as workspace:
        _logo(workspace, b"ours", "ours.png")
    result = server.merge(home, shared_database)
    assert {(one.column, one.theirs) for one in result.conflicts} >= {("file_name", "theirs.png")}
    assert _logos(shared_database) == [("theirs.png", b"theirs")]
    server.merge(home, shared_database, mine=True)
    assert _logos(shared_database) == [("ours.png", b"ours")]


@pytest.mark.in_turn
def test_many_edits_let_the_others_have_their_turn(
    shared: Workspace, home: Path, shared_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rename(shared, "ฝ่ายหนึ่ง", "ฝ่ายของเขา")
    with _at_home(home) as workspace:
        _rename(workspace, "ฝ่ายหนึ่ง", "ฝ่ายของเรา")
        for number in range(5):
            _add(workspace, _unit(f"{number}", number + 2))
    monkeypatch.setattr("ita_desktop.storage.moving.branch_merging._AT_ONCE", 0)
    result = server.merge(home, shared_database)
    assert len(result.labels) == 5
    assert len(result.conflicts) == 1
    assert len([label for label in _history(shared_database) if "รวมงาน" in label]) == 5
    assert _names(shared_database)[2:] == ["0", "1", "2", "3", "4"]
    again = server.merge(home, shared_database)
    assert (again.labels, again.conflicts) == ((), result.conflicts)
