"""Older workspaces: brought up to date after a proven copy, or left as they were."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Organisation
from ita_desktop.storage import migrations
from ita_desktop.storage.tables import CONTENT, metadata
from ita_desktop.storage.workspace import Workspace
from tests.storage.earlier_release import with_log
from tests.storage.schema import schema_of

NOW = migrations.schema_version()

Step = Callable[[Connection], None]


def _rename_office(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE organisation SET name = name || ' (แบบ 2)'")


def _fail_half_way(connection: Connection) -> None:
    _rename_office(connection)
    connection.exec_driver_sql("ALTER TABLE unit ADD COLUMN half TEXT")
    connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def _break_the_schema(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE unit ADD COLUMN forgotten TEXT")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟ้ม").mkdir()
    path = tmp_path / "แฟ้ม" / "เก่า.ita"
    with Workspace.create(path) as workspace, workspace.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
    return path


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "สำรอง"


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> Callable[[Step], None]:
    """This program, some releases later: its next schema is made by a step."""

    def release(step: Step) -> None:
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))

    return release


def _versions(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        (header,) = connection.execute("PRAGMA user_version").fetchone()
        (noted,) = connection.execute(
            "SELECT value FROM meta WHERE key='schema_version'"
        ).fetchone()
    return header, noted


def _office(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute("SELECT name FROM organisation").fetchone()
    return str(name)


def test_an_older_file_is_brought_up_to_date_after_a_proven_copy(
    path: Path, backups: Path, newer_program: Callable[[Step], None]
) -> None:
    assert _versions(path) == (NOW, str(NOW))
    newer_program(_rename_office)
    with Workspace.open(path, backup_root=backups) as workspace:
        office = workspace.organisation()
        assert office is not None
        assert office.name == "สำนักงานเขตตัวอย่าง (แบบ 2)"
        (copy,) = workspace.copies.all()
        assert copy.reason == "migration"
    assert _versions(path) == (NOW + 1, str(NOW + 1))
    assert _versions(copy.path) == (NOW, str(NOW))
    assert _office(copy.path) == "สำนักงานเขตตัวอย่าง"
    assert list(path.parent.iterdir()) == [path]
    with Workspace.open(path, backup_root=backups) as workspace:
        assert len(workspace.copies.all()) == 1


def test_reading_brings_an_older_file_up_to_date_too(
    path: Path, newer_program: Callable[[Step], None]
) -> None:
    newer_program(_rename_office)
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.read_only
        office = workspace.organisation()
    assert office is not None
    assert office.name.endswith("(แบบ 2)")
    copies = [one for one in path.parent.iterdir() if one != path]
    assert [_versions(copy) for copy in copies] == [(NOW, str(NOW))]


def _check_steps(steps: Engine, at_once: Engine) -> None:
    with steps.begin() as connection:
        for step in migrations.STEPS:
            step(connection)
        by_steps = schema_of(connection)
    with at_once.begin() as connection:
        migrations.migrate(connection, 0)
        assert schema_of(connection) == by_steps
    steps.dispose()
    at_once.dispose()


@pytest.mark.in_turn
def test_the_steps_make_the_tables_that_a_new_file_has_at_once(tmp_path: Path) -> None:
    _check_steps(
        create_engine(f"sqlite:///{tmp_path / 'steps.db'}"),
        create_engine(f"sqlite:///{tmp_path / 'once.db'}"),
    )


@pytest.mark.in_turn
@pytest.mark.parametrize("step", [_fail_half_way, _break_the_schema])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, backups: Path, newer_program: Callable[[Step], None], step: Step
) -> None:
    before = path.read_bytes()
    newer_program(step)
    with pytest.raises(WorkspaceError, match=r"ปรับแฟ้มให้เข้ากับโปรแกรมรุ่นนี้ไม่ได้|โครงสร้างในแฟ้มไม่ตรง"):
        Workspace.open(path, backup_root=backups)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    assert _versions(path) == (NOW, str(NOW))


def test_without_a_copy_nothing_is_migrated(
    path: Path, tmp_path: Path, newer_program: Callable[[Step], None]
) -> None:
    before = path.read_bytes()
    newer_program(_rename_office)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(WorkspaceError, match="สำรองแฟ้มไม่ได้"):
        Workspace.open(path, backup_root=blocked)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_older_file_that_somebody_else_writes_waits(
    path: Path, newer_program: Callable[[Step], None]
) -> None:
    with Workspace.open(path):
        newer_program(_rename_office)
        with pytest.raises(WorkspaceError, match=r"แบบเก่า.*ปิดแฟ้มที่เครื่องอื่น"):
            Workspace.open(path)
    assert _office(path) == "สำนักงานเขตตัวอย่าง"


def test_an_older_file_that_was_copied_while_open_is_migrated_whole(
    path: Path, newer_program: Callable[[Step], None]
) -> None:
    copy = with_log(path, "UPDATE organisation SET name='สำนักงานเขตใหม่'")
    newer_program(_rename_office)
    Workspace.open(copy).close()
    assert _office(copy) == "สำนักงานเขตใหม่ (แบบ 2)"
    assert _versions(copy) == (NOW + 1, str(NOW + 1))


def test_a_damaged_older_file_is_not_migrated(
    path: Path, newer_program: Callable[[Step], None]
) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - 4096])
    cut = path.read_bytes()
    newer_program(_rename_office)
    with pytest.raises(WorkspaceError):
        Workspace.open(path)
    assert path.read_bytes() == cut


def test_a_new_file_has_exactly_the_tables_of_the_program(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    assert set(found.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert {key: str(one["type"]) for key, one in columns.items()} == {
            column.name: str(column.type) for column in table.columns
        }
        assert {key for key, one in columns.items() if not one["nullable"]} == {
            column.name for column in table.columns if not column.nullable
        }
        assert {index["name"] for index in found.get_indexes(name)} == {
            index.name for index in table.indexes
        }
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
    assert {name: strict for _, name, kind, _, _, strict in tables if name in metadata.tables} == (
        dict.fromkeys(metadata.tables, 1)
    )


def test_every_content_table_counts_the_versions_of_its_rows() -> None:
    for table in CONTENT:
        assert table.c.row_version.nullable is False
        assert [column.name for column in table.primary_key] == ["id"]


def test_a_reference_says_what_happens_when_its_row_goes() -> None:
    for table in CONTENT:
        for column in table.columns:
            if column.foreign_keys:
                rule = column.info["on_delete"]
                assert rule in {"delete", "clear"}
                assert rule == "delete" or column.nullable
                (key,) = column.foreign_keys
                assert key.ondelete is None  # the database only restricts


# -- a shared database


def test_a_shared_database_is_made_migrated_and_refused_when_newer(
    empty_database: str, newer_program: Callable[[Step], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.connect(empty_database) as workspace, workspace.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
    with Workspace.connect(empty_database) as workspace:
        assert workspace.edits.undo_label == "เริ่ม"
    newer_program(_rename_office)
    with Workspace.connect(empty_database) as workspace:
        office = workspace.organisation()
    assert office is not None
    assert office.name.endswith("(แบบ 2)")
    monkeypatch.undo()
    with pytest.raises(WorkspaceError, match="รุ่นใหม่กว่า"):
        Workspace.connect(empty_database)


@pytest.mark.in_turn
def test_the_steps_make_the_tables_of_a_new_database_too(
    empty_database: str, other_empty_database: str
) -> None:
    _check_steps(create_engine(empty_database), create_engine(other_empty_database))


def test_a_server_that_does_not_answer_is_told_without_its_password(postgresql_url: str) -> None:
    url = postgresql_url.replace("postgres@", "clerk:secret@").replace("/postgres?", "/nothing?")
    with pytest.raises(WorkspaceError, match="ชื่อผู้ใช้ไม่ถูกต้อง") as raised:
        Workspace.connect(url)
    assert "secret" not in raised.value.sentence()


def test_two_openers_of_a_shared_database_do_not_write_over_each_other(
    shared_database: str,
) -> None:
    from ita_desktop.domain.errors import ConflictError

    with Workspace.connect(shared_database) as first, Workspace.connect(shared_database) as second:
        with first.change("เริ่ม") as change:
            change.insert(Organisation(id="office", name="ก"))
        stale = second.organisation()
        assert stale is not None
        with first.change("แรก") as change:
            change.update(stale, name="ข")
        with pytest.raises(ConflictError), second.change("หลัง") as change:
            change.update(stale, name="ค")
        found = second.organisation()
        assert found is not None
        assert found.name == "ข"
        told = Event()
        second.subscribe(lambda _changed: told.set())
        first.undo()
        assert told.wait(2)
        with second.change("หลัง") as change:
            office = second.organisation()
            assert office is not None
            change.update(office, name="ง")
        assert first.redo() is None
