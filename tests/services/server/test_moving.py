"""A file goes into a database and comes home with all that was in it."""

import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine, text

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.paths import resource
from ita_desktop.services import server
from ita_desktop.services.settings import differences
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.moving import contents
from ita_desktop.storage.workspace import Workspace
from tests.support.places import WORKSPACES
from tests.support.tcp_proxy import proxy_to

KEPT = WORKSPACES
FILES = [
    resource("sample", "sample.ita"),
    *(KEPT / f"schema-{number}.ita" for number in range(1, schema_version() + 1)),
]


def _unit(name: str) -> Unit:
    return Unit(id=new_id(), name=name, kind=UnitKind.SECTION)


def _file(tmp_path: Path, *names: str) -> Path:
    path = tmp_path / f"เขต{len(names)}.ita"
    with Workspace.create(path, backup_root=tmp_path / "b") as workspace:
        for name in names:
            with workspace.change("เพิ่ม {name}", name=name) as change:
                change.insert(_unit(name))
    return path


def _put(path: Path, address: str, *, replaces: bool = False) -> server.Moved:
    with differences.opened_source(path) as source:
        return server.put(source, address, replaces=replaces)


def _all_rows(path: Path) -> dict[str, list[str]]:
    """All that a file holds, history and stored files included, read by nothing of ours."""
    with closing(sqlite3.connect(path)) as raw:
        tables = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        rows = {}
        for table in tables:
            found = raw.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in found.description]
            rows[table] = sorted(repr(sorted(zip(names, row, strict=True))) for row in found)
        return rows


def _names(address: str) -> list[str]:
    with Workspace.connect(address) as shared:
        return sorted(unit.name for unit in shared.units())


@pytest.mark.in_turn
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_comes_home_as_it_went(path: Path, shared_database: str, tmp_path: Path) -> None:
    with differences.opened_source(path) as source:
        stored = Path(shutil.copy(source.connections.stored_at, tmp_path / "before.ita"))
        put = server.put(source, shared_database)
    taken = server.take(shared_database, tmp_path / "home.ita")
    assert taken.contents == put.contents
    assert put.contents.records
    assert _all_rows(tmp_path / "home.ita") == _all_rows(stored)


@pytest.mark.in_turn
def test_the_numbers_of_edits_go_on(empty_database: str, tmp_path: Path) -> None:
    _put(_file(tmp_path, "ฝ่ายหนึ่ง", "ฝ่ายสอง"), empty_database)
    with Workspace.connect(empty_database) as shared:
        with shared.change("เพิ่มอีก") as change:
            change.insert(_unit("ฝ่ายสาม"))
        assert [group.id for group in shared.edits.groups()] == [3, 2, 1]
        assert [str(group.label) for group in shared.edits.groups()][1:] == [
            "เพิ่ม ฝ่ายสอง",
            "เพิ่ม ฝ่ายหนึ่ง",
        ]


@pytest.mark.in_turn
def test_a_database_in_use_is_not_written_over(shared_database: str, tmp_path: Path) -> None:
    first, second = _file(tmp_path, "ฝ่ายหนึ่ง"), _file(tmp_path, "ก", "ข")
    _put(first, shared_database)
    with pytest.raises(InputError, match="มีงานอยู่แล้ว"):
        _put(second, shared_database)
    assert _names(shared_database) == ["ฝ่ายหนึ่ง"]


@pytest.mark.in_turn
def test_replacing_keeps_a_whole_copy_first(shared_database: str, tmp_path: Path) -> None:
    first, second = _file(tmp_path, "ฝ่ายหนึ่ง"), _file(tmp_path, "ก", "ข")
    _put(first, shared_database)
    moved = _put(second, shared_database, replaces=True)
    assert _names(shared_database) == ["ก", "ข"]
    assert moved.kept is not None
    assert moved.kept.stem.endswith("-replace")
    with Workspace.open(moved.kept, read_only=True) as kept:
        assert [unit.name for unit in kept.units()] == ["ฝ่ายหนึ่ง"]


@pytest.mark.in_turn
def test_a_difference_after_moving_leaves_the_database_empty(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, "ฝ่ายหนึ่ง", "ฝ่ายสอง")
    whole = contents.in_batches

    def losing(rows, table):  # type: ignore[no-untyped-def]
        for batch in whole(rows, table):
            yield batch[:-1] if table.name == "unit" else batch

    monkeypatch.setattr("ita_desktop.storage.moving.database.in_batches", losing)
    with pytest.raises(WorkspaceError, match="ไม่ตรงกัน"):
        _put(path, empty_database)
    assert _names(empty_database) == []
    monkeypatch.setattr("ita_desktop.storage.moving.database.in_batches", whole)
    _put(path, empty_database)
    monkeypatch.setattr("ita_desktop.storage.moving.database.in_batches", losing)
    with pytest.raises(WorkspaceError, match="ไม่ตรงกัน"):
        server.take(empty_database, tmp_path / "home.ita")
    assert sorted(path.name for path in tmp_path.glob("*home*")) == []


def test_what_a_server_cannot_hold_is_named(shared_database: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "ฝ่าย\0หนึ่ง")
    with pytest.raises(InputError, match=r"ฝ่าย\\0หนึ่ง"):
        _put(path, shared_database)
    assert _names(shared_database) == []


@pytest.mark.in_turn
def test_large_files_are_moved_one_by_one(shared_database: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "ฝ่ายหนึ่ง")
    size = 4_000_000
    with Workspace.open(path, backup_root=tmp_path / "b") as workspace:
        for number in range(10):
            with workspace.change("แนบไฟล์") as change:
                change.keep(bytes([number]) * size)
                change.insert(_unit(f"{number}"))
    tracemalloc.start()
    try:
        moved = _put(path, shared_database)
        server.take(shared_database, tmp_path / "home.ita")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert moved.contents.files == 10
    assert peak < 5 * size


@pytest.mark.in_turn
def test_a_small_file_moves_without_waiting_for_the_server_hundreds_of_times(
    shared_database: str, tmp_path: Path
) -> None:
    folder = parse_qs(urlsplit(shared_database).query)["host"][0]
    name = urlsplit(shared_database).path
    path = _file(tmp_path, "ฝ่ายหนึ่ง", "ฝ่ายสอง")
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as proxy:
        far = f"postgresql://postgres@127.0.0.1:{proxy.port}{name}"
        _put(path, far)
        up = proxy.waits
        server.take(far, tmp_path / "home.ita")
        home = proxy.waits - up
    assert up < 200
    assert home < 120


@pytest.mark.in_turn
def test_a_copy_shows_one_moment_although_others_write(
    shared_database: str, tmp_path: Path
) -> None:
    _put(_file(tmp_path, "ฝ่ายหนึ่ง"), shared_database)
    with Workspace.connect(shared_database) as shared:

        def write_meanwhile(_done: int, _of: int, _what: str) -> None:
            with shared.change("เพิ่ม") as change:
                change.insert(_unit(new_id()))

        server.take(shared_database, tmp_path / "home.ita", write_meanwhile)
        assert len(shared.units()) > 1
    with Workspace.open(tmp_path / "home.ita", read_only=True) as home:
        assert [unit.name for unit in home.units()] == ["ฝ่ายหนึ่ง"]


def test_a_stopped_move_leaves_nothing(empty_database: str, tmp_path: Path) -> None:
    path = _file(tmp_path, *"กขคง")

    def stop(done: int, _of: int, _what: str) -> None:
        if done > 5:
            raise KeyboardInterrupt

    with differences.opened_source(path) as source, pytest.raises(KeyboardInterrupt):
        server.put(source, empty_database, stop)
    assert _names(empty_database) == []


@pytest.mark.in_turn
def test_copies_of_a_database_are_thinned_in_their_folder(
    shared_database: str, tmp_path: Path
) -> None:
    _put(_file(tmp_path, "ฝ่ายหนึ่ง"), shared_database)
    folder = tmp_path / "เครื่องนี้" / "สำเนา"
    first = server.back_up(shared_database, folder).kept
    assert first is not None
    assert first.parent == folder, "it is made"
    first.unlink()
    for number in range(25):
        (folder / f"20240101-0000{number:02}-000-asked.ita").touch()
    kept = server.back_up(shared_database, folder).kept
    assert kept is not None
    assert kept.parent == folder
    assert len(list(folder.glob("*.ita"))) == 20
    with closing(sqlite_engines.connect(kept, read_only=True)) as raw:
        engine = create_engine(shared_database)
        with engine.connect() as connection:
            assert contents.of_file(raw) == contents.of_server(connection)
        engine.dispose()


@pytest.mark.in_turn
def test_who_is_in_a_database_keeps_it_from_being_replaced(
    shared_database: str, tmp_path: Path
) -> None:
    _put(_file(tmp_path, "ฝ่ายหนึ่ง"), shared_database)
    other = create_engine(shared_database, connect_args={"application_name": "ita-desktop"})
    with other.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(WorkspaceError, match="postgres"):
            _put(_file(tmp_path, "ก", "ข"), shared_database, replaces=True)
    other.dispose()
    assert _names(shared_database) == ["ฝ่ายหนึ่ง"]


@pytest.mark.in_turn
def test_users_keep_their_units_when_the_work_is_replaced(
    shared_database: str, tmp_path: Path
) -> None:
    path = _file(tmp_path, "ฝ่ายหนึ่ง")
    _put(path, shared_database)
    engine = create_engine(shared_database)
    user = "SELECT unit.name FROM server.member JOIN unit ON unit.id = unit_id"
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO server.member SELECT 'somchai', 'สมชาย', 'unit', id FROM unit")
        )
    engine.dispose()
    _put(path, shared_database, replaces=True)
    with engine.begin() as connection:
        assert connection.execute(text(user)).scalars().all() == ["ฝ่ายหนึ่ง"]
    engine.dispose()


@pytest.mark.in_turn
def test_a_file_that_is_open_is_not_replaced(shared_database: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "ฝ่ายหนึ่ง")
    _put(path, shared_database)
    with (
        Workspace.open(path, backup_root=tmp_path / "b"),
        pytest.raises(WorkspaceError, match="เปิดอยู่"),
    ):
        server.take(shared_database, path, replaces=True)
    server.take(shared_database, path, replaces=True)
