"""Files that are missing, damaged, foreign or newer: a sentence, and the file as it was."""

import hashlib
import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import ConflictError, InputError, ItaError, WorkspaceError
from ita_desktop.domain.records import Organisation, Unit, UnitKind
from ita_desktop.filing.atomic_write import APPLICATION_ID
from ita_desktop.services import workspaces
from ita_desktop.services.settings.safety_copies import restore
from ita_desktop.storage import sqlite_checks
from ita_desktop.storage.files import digests, known, opening
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a year in it, closed."""
    path = tmp_path_factory.mktemp("sound") / "sound.ita"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent / "home"))
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2567).close()
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "copy.ita"))


def _fingerprint(path: Path) -> tuple[str, int]:
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def _refused(path: Path, match: str) -> None:
    """Opening is refused with a sentence, and nothing changes in the folder."""
    before = _fingerprint(path), sorted(path.parent.iterdir())
    with pytest.raises(WorkspaceError, match=match) as raised:
        Workspace.open(path)
    assert path.name in raised.value.sentence()
    assert raised.value.exit_code == 3
    assert (_fingerprint(path), sorted(path.parent.iterdir())) == before


def _write(path: Path, *statements: str) -> None:
    """Writes as another program would that knows of the digests."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        with suppress(sqlite3.OperationalError):  # it may be no file of ours
            digests.take(connection)


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="ไม่พบแฟ้มนี้") as raised:
        Workspace.open(tmp_path / "ไม่มี.ita")
    assert str(tmp_path) in raised.value.sentence()
    assert list(tmp_path.iterdir()) == []


def test_a_file_below_another_file_is_missing(copy: Path) -> None:
    with pytest.raises(WorkspaceError, match="ไม่พบแฟ้มนี้"):
        Workspace.open(copy / "แฟ้ม.ita")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "โฟลเดอร์.ita").mkdir()
    with pytest.raises(WorkspaceError, match="เป็นโฟลเดอร์"):
        Workspace.open(tmp_path / "โฟลเดอร์.ita")


@pytest.mark.posix("Windows has no named pipes among files")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ita")
    with pytest.raises(WorkspaceError, match="ไม่ใช่แฟ้ม"):
        Workspace.open(tmp_path / "pipe.ita")


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "ว่าง.ita"
    path.touch()
    _refused(path, "ว่างเปล่า")


@pytest.mark.parametrize(
    "content",
    ["ไม่ใช่ฐานข้อมูล".encode(), b"PK\x03\x04" + bytes(200), b"SQLite format 2\x00" + bytes(100)],
)
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "อื่น.ita"
    path.write_bytes(content)
    _refused(path, "ไม่ใช่แฟ้มงาน ITA")


def test_a_foreign_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "foreign.ita"
    _write(path, "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")
    _refused(path, "ไม่ใช่แฟ้มงาน ITA")


def test_another_programs_application_id_is_refused_untouched(copy: Path) -> None:
    _write(copy, "PRAGMA application_id=1196444487")  # GPKG
    _refused(copy, "ไม่ใช่แฟ้มงาน ITA")


@pytest.mark.parametrize("version", [schema_version() + 1, 99, 2**31 - 1, -1])
def test_a_newer_file_is_refused_untouched(copy: Path, version: int) -> None:
    _write(copy, f"PRAGMA user_version={version}")
    _refused(copy, "รุ่นใหม่กว่า")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE unit RENAME COLUMN name TO label",
        "DROP TABLE score",
        "DELETE FROM meta",
        "UPDATE meta SET value='98' WHERE key='schema_version'",
    ],
)
def test_a_file_without_our_tables_is_refused_untouched(copy: Path, statement: str) -> None:
    _write(copy, statement)
    _refused(copy, "โครงสร้างในแฟ้มไม่ตรง")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("CREATE TRIGGER t AFTER UPDATE ON unit BEGIN DELETE FROM person; END", "t"),
        ("CREATE VIEW v AS SELECT * FROM unit", "v"),
        ("CREATE TABLE more (x)", "more"),
        ("CREATE VIRTUAL TABLE search USING fts5(x)", "search"),
        ("ALTER TABLE unit ADD COLUMN colour TEXT", "unit.colour"),
        (
            "ALTER TABLE unit ADD COLUMN twice TEXT GENERATED ALWAYS AS (name || name) VIRTUAL",
            "unit.twice",
        ),
    ],
)
def test_a_file_with_more_than_ours_is_read_untouched_until_it_is_trusted(
    copy: Path, tmp_path: Path, statement: str, name: str
) -> None:
    with Workspace.open(copy) as sound:
        held = sound.dump()
    _write(copy, statement)
    before = copy.read_bytes()
    with pytest.raises(WorkspaceError, match="โครงสร้างในแฟ้มไม่ตรง"):
        opening.check_file(copy)
    for read_only in (False, True):
        with Workspace.open(copy, read_only=read_only, backup_root=tmp_path / "b") as strange:
            assert strange.read_only
            assert name in strange.unknown
            assert strange.dump() == held
            why = str(strange.connections.why_read_only())
            assert name in why
            assert "ไม่รู้จัก" in why
            with pytest.raises(WorkspaceError, match="ไม่รู้จัก"), strange.change("แก้") as _change:
                pass
    assert copy.read_bytes() == before
    with Workspace.open(copy, as_it_is=True, backup_root=tmp_path / "b") as trusted:
        assert not trusted.read_only
        assert trusted.unknown == ()
        assert trusted.dump() == held
        assert name in trusted.edits.groups()[0].label
        kept = trusted.copies.last()
    assert kept is not None
    assert kept.reason == "trust"
    with closing(sqlite3.connect(kept.path)) as raw:
        assert sqlite_checks.unknown_in(raw)
    with Workspace.open(copy) as again:
        assert not again.read_only


def test_an_index_that_another_program_added_does_no_harm(copy: Path) -> None:
    _write(copy, "CREATE INDEX by_name ON unit (name)", "ANALYZE")
    Workspace.open(copy).close()


def test_a_file_cut_at_any_length_is_refused_untouched(sound: Path, tmp_path: Path) -> None:
    whole = sound.read_bytes()
    page = 4096
    lengths = {
        1, 15, 16, 99, 100, 101, 500, page - 1, page, page + 1, 2 * page, len(whole) // 2,
        len(whole) - page, len(whole) - 1,
    }  # fmt: skip
    for length in sorted(lengths):
        path = tmp_path / f"{length}.ita"
        path.write_bytes(whole[:length])
        _refused(path, "แฟ้มเสียหาย")
        path.unlink()


@pytest.mark.in_turn
@settings(max_examples=examples(80))
@given(data=st.data())
def test_a_file_with_any_bytes_changed_opens_or_is_refused_with_a_sentence(
    sound: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(sound.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        some = data.draw(st.binary(min_size=1, max_size=24))
        content[at : at + len(some)] = some
    path = tmp_path / "changed.ita"
    path.write_bytes(content)
    try:
        with Workspace.open(path) as workspace:
            workspace.dump()
            workspace.edits.groups()
            workspace.units()
            for year in workspace.years():
                workspace.year(year.year)
    except ItaError as error:
        assert error.exit_code in {2, 3}  # noqa: PT017 - it may open, too


def test_rows_that_this_program_never_writes_are_named(copy: Path) -> None:
    _write(copy, "UPDATE unit SET kind='ward' WHERE name='ฝ่ายโยธา'")
    with Workspace.open(copy) as workspace, pytest.raises(WorkspaceError, match="ตาราง unit แถว"):
        workspace.units()


def test_a_framework_part_that_cannot_be_read_is_told(copy: Path) -> None:
    _write(copy, "UPDATE framework_node SET content='{' WHERE code='O1'")
    with Workspace.open(copy) as workspace, pytest.raises(WorkspaceError, match="framework_node"):
        workspace.year(2567)


def test_a_history_that_cannot_be_read_is_told(copy: Path) -> None:
    _write(copy, "UPDATE history_group SET at='yesterday'")
    with pytest.raises(WorkspaceError, match="ตาราง history_group แถว 1"):
        Workspace.open(copy)
    assert list(copy.parent.iterdir()) == [copy]
    _write(copy, "UPDATE history_group SET at='2025-03-14T09:00:00.000+00:00'")
    _write(copy, "UPDATE history_change SET new='{' WHERE table_name='unit'")
    _write(copy, "DELETE FROM meta WHERE key='history_begins_after'")
    with Workspace.open(copy) as workspace:
        before = workspace.dump()
        with pytest.raises(WorkspaceError, match="ตาราง history_change แถว"):
            workspace.undo()
        assert workspace.dump() == before


FORBIDDEN = pytest.mark.posix("Windows forbids such names")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "name",
    [
        "แฟ้มงาน ปี ๒๕๖๗.ita",
        "a#b%20d&e=f;g.ita",
        pytest.param("a#b?c%20d&e=f;g.ita", marks=FORBIDDEN),
        "100% done.ita",
        "..ita",
        "'`$(x).ita",
        pytest.param("'\"`$(x).ita", marks=FORBIDDEN),
        pytest.param("a b\tc.ita", marks=FORBIDDEN),
    ],
)
def test_any_file_name_works(tmp_path: Path, name: str) -> None:
    folder = tmp_path / ("โฟลเดอร์ #1 %" if os.name == "nt" else "โฟลเดอร์ #1 ?%")
    folder.mkdir()
    path = folder / name
    with Workspace.create(path) as workspace, workspace.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
    assert list(folder.iterdir()) == [path]
    with Workspace.open(path) as workspace:
        found = workspace.organisation()
    assert found is not None
    assert found.name == "สำนักงานเขตตัวอย่าง"
    assert list(folder.iterdir()) == [path]


def test_a_new_workspace_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "มีแล้ว.ita"
    path.write_text("ของเดิม", encoding="utf-8")
    with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
        Workspace.create(path)
    assert path.read_text(encoding="utf-8") == "ของเดิม"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.posix("Windows itself renames over no file")
@pytest.mark.parametrize("can", ["rename", "link", ""])
def test_a_new_workspace_never_takes_the_place_of_a_file_that_appears_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can: str
) -> None:
    path = tmp_path / "มีแล้ว.ita"
    link, rename = os.link, known._rename

    def rename_after(fresh: Path, target: Path, flags: int) -> bool:
        path.write_text("ของเดิม", encoding="utf-8")  # somebody else was quicker
        return can == "rename" and rename(fresh, target, flags)

    def link_after(fresh: Path, target: Path) -> None:
        if can != "link":
            raise PermissionError  # a disk without hard links
        link(fresh, target)

    monkeypatch.setattr(known, "_rename", rename_after)
    monkeypatch.setattr(os, "link", link_after)
    with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
        Workspace.create(path)
    assert path.read_text(encoding="utf-8") == "ของเดิม"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_hard_links_takes_a_new_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(known, "_rename", lambda *_: False)
    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "usb.ita"
    Workspace.create(path).close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["ไม่มี/แฟ้ม.ita", "x" * 300 + ".ita"])
def test_a_place_where_no_file_can_be_made_is_told_with_the_reason(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="สร้างแฟ้มไม่ได้") as raised:
        Workspace.create(tmp_path / name)
    assert all(
        ord(letter) > 0x0E00 or letter in " /" for letter in str(raised.value.fields["reason"])
    )
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_stamped_and_readable_by_other_programs(copy: Path) -> None:
    header = copy.read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID == int.from_bytes(b"ITAD")
    assert int.from_bytes(header[60:64]) == schema_version()
    with closing(sqlite3.connect(copy)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM unit")}
    assert "ฝ่ายโยธา" in names


def test_closing_leaves_one_file_with_everything_in_it(copy: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(copy)
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id="u", name="ฝ่ายใหม่", kind=UnitKind.SECTION))
    assert len(list(tmp_path.iterdir())) > 1
    workspace.close()
    workspace.close()
    assert list(tmp_path.iterdir()) == [copy]
    assert copy.read_bytes()[18:20] == b"\x01\x01"
    with Workspace.open(copy) as workspace:
        assert "ฝ่ายใหม่" in {unit.name for unit in workspace.units()}


def _insert(workspace: Workspace, *units: Unit) -> None:
    with workspace.change("เพิ่ม") as change:
        for unit in units:
            change.insert(unit)


def test_a_failed_edit_still_closes_to_one_file(copy: Path, tmp_path: Path) -> None:
    before = copy.read_bytes()[100:]
    twice = Unit(id="u", name="ฝ่ายใหม่", kind=UnitKind.SECTION)
    with Workspace.open(copy) as workspace, pytest.raises(ConflictError):
        _insert(workspace, twice, twice)
    assert list(tmp_path.iterdir()) == [copy]
    assert copy.read_bytes()[100:] == before


def test_opening_to_read_changes_no_byte(copy: Path) -> None:
    before = _fingerprint(copy)
    with Workspace.open(copy, read_only=True) as workspace:
        workspace.year(2567)
        with pytest.raises(WorkspaceError, match="อ่านได้อย่างเดียว"), workspace.change("แก้"):
            pass
    assert _fingerprint(copy) == before
    assert stat.S_ISREG(copy.stat().st_mode)


@pytest.mark.parametrize("kept", [5_000, 100])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_refused_is_held_open_no_longer(copy: Path, kept: int, read_only) -> None:
    """Else Windows would neither replace nor remove it, and no safety copy could be restored."""
    copy.write_bytes(copy.read_bytes()[:kept] + b"\xff" * (9_000 if kept == 100 else 0))
    with pytest.raises(WorkspaceError) as first:
        workspaces.open_workspace(copy, read_only=read_only)
    with pytest.raises(WorkspaceError) as second:
        restore(copy, copy.with_name("target.ita"))
    if os.name == "nt":
        copy.unlink()  # Windows tells by itself
    else:
        held = [str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
        assert [name for name in held if name.startswith(str(copy.parent))] == []
    assert first.value is not second.value
