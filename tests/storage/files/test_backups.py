"""Safety copies: made in time, proven, thinned by age, and never failing in silence."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import backup_root
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.files import backups as storage
from ita_desktop.storage.files.backups import kept
from ita_desktop.storage.workspace import Workspace
from tests.storage.earlier_release import with_log
from tests.support.processes import other_process

NOW = datetime(2025, 3, 14, 9, 0)  # noqa: DTZ001 - the clerk's own clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟ้ม").mkdir()
    path = tmp_path / "แฟ้ม" / "งาน.ita"
    with Workspace.create(path, backup_root=backup_root()) as workspace:
        _add(workspace, "ก")
    return path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[datetime]:
    """The clerk's clock, which a test sets by ``clock.at``."""

    class Clock(datetime):
        at = NOW

        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return cls.at

    monkeypatch.setattr(storage, "datetime", Clock)
    monkeypatch.setattr("ita_desktop.storage.safety_copies.datetime", Clock)
    return Clock


def _add(workspace: Workspace, name: str) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))


def _names(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return [unit.name for unit in workspace.units()]


def _open(path: Path) -> Workspace:
    return workspaces.open_workspace(path)


# -- made in time


@pytest.mark.in_turn
def test_opening_makes_a_copy_where_the_last_is_old(path: Path, clock: type) -> None:
    for hours, copies in ((0, 1), (1, 1), (21, 2), (22, 2), (60, 3)):
        clock.at = NOW + timedelta(hours=hours)
        with _open(path) as workspace:
            assert len(workspace.copies.all()) == copies
            assert workspace.copies.problem is None
    assert [backup.reason for backup in workspace.copies.all()] == ["open"] * 3


def test_a_clock_that_was_set_back_does_not_end_the_copies(path: Path, clock: type) -> None:
    clock.at = NOW + timedelta(days=365)
    _open(path).close()
    clock.at = NOW
    with _open(path) as workspace:
        assert len(workspace.copies.all()) == 2


def test_who_only_reads_makes_no_copy(path: Path) -> None:
    with workspaces.open_workspace(path, read_only=True) as workspace:
        assert workspace.copies.all() == []
        assert workspace.copies.last() is None


def test_a_copy_is_a_whole_workspace_with_its_history(path: Path) -> None:
    with _open(path) as workspace:
        _add(workspace, "ข")
        copy = workspace.copies.make("asked")
        assert copy is not None
        _add(workspace, "ค")
    with Workspace.open(copy.path) as other:
        assert [unit.name for unit in other.units()] == ["ก", "ข"]
        assert other.undo() == "เพิ่ม"
        assert other.workspace_id == workspace_id_of(path)
    assert [one.name for one in copy.path.parent.iterdir() if one.suffix != ".ita"] == []


def workspace_id_of(path: Path) -> str:
    with Workspace.open(path) as workspace:
        return workspace.workspace_id


def test_a_copy_made_inside_an_edit_takes_nothing_of_it_back(path: Path) -> None:
    with _open(path) as workspace:
        with workspace.change("เพิ่ม") as change:
            change.insert(Unit(id="ข", name="ข", kind=UnitKind.SECTION))
            workspace.copies.make("import")
        assert len(workspace.units()) == 2


def test_a_file_keeps_its_copies_wherever_it_is_moved_to(path: Path, tmp_path: Path) -> None:
    _open(path).close()
    moved = Path(shutil.move(path, tmp_path / "ที่ใหม่.ita"))
    with _open(moved) as workspace:
        assert len(workspace.copies.all()) == 1


def test_a_shared_or_unkept_workspace_has_no_copies(path: Path) -> None:
    with Workspace.open(path) as workspace:
        assert workspace.copies.make("asked") is None
        assert workspace.copies.all() == []
        assert workspace.copies.last() is None


# -- a failure is shown


def test_a_copy_that_fails_at_opening_is_told_and_the_work_goes_on(path: Path) -> None:
    backup_root().parent.mkdir(parents=True, exist_ok=True)
    backup_root().write_text("a file where the folder should be")
    with _open(path) as workspace:
        assert workspace.copies.problem is not None
        assert "สำรองแฟ้มไม่ได้" in workspace.copies.problem.sentence() or "อ่านโฟลเดอร์" in (
            workspace.copies.problem.sentence()
        )
        _add(workspace, "ข")
        with pytest.raises(WorkspaceError, match="สำรองแฟ้มไม่ได้"):
            workspace.copies.make("asked")
        backup_root().unlink()
        assert workspace.copies.make("asked") is not None
        assert workspace.copies.problem is None


def test_a_copy_that_is_not_sound_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    class Rotten(sqlite3.Connection):
        def execute(self, sql, *arguments):  # type: ignore[no-untyped-def]
            if "integrity_check" in sql:
                sql = "SELECT 'row 1 missing from index'"
            return super().execute(sql, *arguments)

    with _open(path) as workspace:
        before = workspace.copies.all()
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, factory=Rotten, **k))
        with pytest.raises(WorkspaceError, match="แฟ้มสำรองที่ทำได้ไม่สมบูรณ์"):
            workspace.copies.make("asked")
        assert workspace.copies.all() == before
        assert len(list(before[0].path.parent.iterdir())) == 1


def test_files_of_others_in_the_folder_are_left_alone(path: Path, clock: type) -> None:
    with _open(path) as workspace:
        (first,) = workspace.copies.all()
        odd = first.path.with_name("20251399-256199-000-open.ita")
        note = first.path.with_name("อ่านฉัน.txt")
        odd.touch()
        note.touch()
        clock.at = NOW + timedelta(days=400)
        workspace.copies.make("asked")
        assert odd.exists()
        assert note.exists()
        assert [backup.reason for backup in workspace.copies.all()] == ["asked", "open"]


KEEP_SHUT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("mine", flush=True)
sys.stdin.readline()
"""


def test_a_copy_of_a_file_that_another_program_keeps_shut_is_given_up(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.storage.sqlite_engines.LOCK_TIMEOUT", 0.05)
    with other_process(KEEP_SHUT, path) as other:
        assert other.hears() == "mine"
        with pytest.raises(WorkspaceError, match="โปรแกรมอื่น"):
            safety_copies.restore(path, tmp_path / "สำเนา.ita")
        with pytest.raises(WorkspaceError, match=r"สำรองแฟ้มไม่ได้ .โปรแกรมอื่นใช้อยู่"):
            storage.write_backup(path, tmp_path / "สำเนา.ita")
    assert [one.name for one in tmp_path.iterdir()] == ["แฟ้ม"]


def test_a_copy_that_finds_the_file_shut_meanwhile_does_not_wait_for_ever(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite_engines.connect
    monkeypatch.setattr(sqlite_engines, "LOCK_TIMEOUT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:

        def shut_behind(path: Path, *, read_only: bool) -> sqlite3.Connection:
            raw = connect(path, read_only=read_only)
            other.execute("BEGIN EXCLUSIVE")
            return raw

        monkeypatch.setattr(sqlite_engines, "connect", shut_behind)
        with pytest.raises(WorkspaceError, match=r"สำรองแฟ้มไม่ได้ .โปรแกรมอื่นใช้อยู่"):
            storage.write_backup(path, tmp_path / "สำเนา.ita")
    assert [one.name for one in tmp_path.iterdir()] == ["แฟ้ม"]


def test_of_a_file_that_went_away_all_that_is_stored_can_still_be_copied(path: Path) -> None:
    with _open(path) as workspace:
        path.rename(path.with_name("ย้าย.ita"))
        copy = workspace.copies.make("asked")
    assert copy is not None
    assert _names(copy.path) == ["ก"]


def test_a_shared_workspace_is_copied_by_its_server(shared_database: str, tmp_path: Path) -> None:
    with (
        Workspace.connect(shared_database) as workspace,
        pytest.raises(WorkspaceError, match="เครื่องแม่ข่าย"),
    ):
        workspace.copies.write_to(tmp_path / "สำเนา.ita")


# -- thinned by age


@pytest.mark.in_turn
def test_copies_are_thinned_as_they_grow_old(path: Path, clock: type) -> None:
    with _open(path) as workspace:
        # First once a day, which a copy outlives by weeks; then every morning and evening.
        for hours in (*range(24, 24 * 160, 24), *range(24 * 160, 24 * 200, 12)):
            clock.at = NOW + timedelta(hours=hours)
            workspace.copies.make("open")
        ages = [(clock.at - backup.made).days for backup in workspace.copies.all()]
    assert sum(age < 2 for age in ages) == 4
    assert 10 <= sum(2 <= age < 14 for age in ages) <= 13
    assert 6 <= sum(14 <= age < 60 for age in ages) <= 8
    assert 4 <= sum(age >= 60 for age in ages) <= 7
    assert ages == sorted(ages)


_TIMES = st.lists(st.datetimes(NOW - timedelta(days=900), NOW), max_size=60)


@given(_TIMES)
def test_the_newest_copy_and_those_of_two_days_always_stay(times: list[datetime]) -> None:
    stay = kept(times, NOW)
    assert set(stay) <= set(times)
    assert all(made in stay for made in times if NOW - made < timedelta(days=2))
    if times:
        assert max(times) in stay


@given(_TIMES)
def test_every_day_week_and_month_keeps_its_newest_copy(times: list[datetime]) -> None:
    stay = set(kept(times, NOW))
    for made in times:
        age = NOW - made
        if timedelta(days=2) <= age < timedelta(days=14):
            assert any(moment.date() == made.date() and moment >= made for moment in stay)
        elif timedelta(days=60) <= age:
            assert any((moment.year, moment.month) == (made.year, made.month) for moment in stay)


@given(_TIMES)
def test_thinning_twice_takes_no_more(times: list[datetime]) -> None:
    once = kept(times, NOW)
    assert kept(once, NOW) == once


@given(_TIMES)
def test_old_copies_are_few(times: list[datetime]) -> None:
    stay = [made for made in kept(times, NOW) if NOW - made >= timedelta(days=2)]
    assert len(stay) <= 13 + 8 + 31


@pytest.mark.in_turn
def test_a_clock_that_leaps_ahead_takes_hardly_any_copy(path: Path, clock: type) -> None:
    for day in range(16):
        clock.at = NOW + timedelta(days=day)
        _open(path).close()
    clock.at = NOW.replace(year=2099)
    with _open(path) as workspace:
        assert len(workspace.copies.all()) == 17
    clock.at = NOW + timedelta(days=17)
    with _open(path) as workspace:
        assert len(workspace.copies.all()) == 18


@given(_TIMES, st.integers(0, 400))
def test_so_many_copies_stay_whatever_the_clock_says(times: list[datetime], years: int) -> None:
    stay = kept(times, NOW + timedelta(days=365 * years))
    assert len(stay) >= min(len(set(times)), storage.KEPT_AT_LEAST)


@given(_TIMES, st.integers(3, 20_000), st.integers(1, 60))
def test_copies_from_the_future_are_thinned_like_others_once_there_are_newer_ones(
    times: list[datetime], days: int, count: int
) -> None:
    ahead = [NOW + timedelta(days=days, hours=hours) for hours in range(count)]
    alone = kept(ahead, NOW)
    assert alone == ahead
    stay = kept([*times, NOW, *ahead], NOW)
    assert all(made in stay for made in [*times, NOW] if NOW - made < timedelta(days=2))
    assert ahead[-1] in stay
    assert len(stay) >= min(len({*times, NOW, *ahead}), storage.KEPT_AT_LEAST)
    few = len(kept([*times, NOW], NOW)) + 4
    assert len(stay) <= max(few, storage.KEPT_AT_LEAST)
    assert kept(stay, NOW) == stay


@pytest.mark.in_turn
def test_copies_of_a_clock_that_was_wrong_do_not_stay_for_good(path: Path, clock: type) -> None:
    with _open(path) as workspace:
        for hours in range(40):
            clock.at = NOW + timedelta(days=3000, hours=hours)
            workspace.copies.make("asked")
        for hours in range(30):
            clock.at = NOW + timedelta(hours=hours)
            workspace.copies.make("asked")
        made = [copy.made for copy in workspace.copies.all()]
        assert sum(one > clock.at for one in made) <= 3
        assert sum(one <= clock.at for one in made) == 31
        last = workspace.copies.last()
    assert last is not None
    assert last.made == clock.at


# -- while the file is open


def test_a_file_that_stays_open_is_copied_again_once_it_was_edited(path: Path, clock: type) -> None:
    def is_due(edited: datetime) -> bool:
        return workspace.copies.is_due(edited.astimezone())

    with _open(path) as workspace:
        clock.at = NOW + timedelta(hours=5)
        assert not is_due(NOW - timedelta(hours=1))
        assert is_due(NOW + timedelta(hours=1))
        clock.at = NOW + timedelta(hours=3)
        assert not is_due(NOW + timedelta(hours=1))
        clock.at = NOW - timedelta(days=300)
        assert is_due(clock.at)
    with workspaces.open_workspace(path, read_only=True) as workspace:
        assert not is_due(NOW + timedelta(hours=1))


# -- the folder's name


def _folders() -> list[str]:
    return sorted(folder.name for folder in backup_root().iterdir())


def test_the_folder_is_called_by_office_and_file(tmp_path: Path) -> None:
    path = tmp_path / ("งาน 2568.ita" if os.name == "nt" else "งาน: 2568?.ita")
    workspaces.create(path, "สำนักงานเขต / ตัวอย่าง", 2568).close()
    with _open(path) as workspace:
        assert workspace.copies.folder is not None
        assert workspace.copies.folder.parent == backup_root()
        key = workspace.workspace_id[:8]
    assert _folders() == [f"สำนักงานเขต ตัวอย่าง งาน 2568 ({key})"]
    path = path.rename(path.with_name("ชื่อใหม่.ita"))
    with _open(path) as workspace:
        assert len(workspace.copies.all()) == 1
        workspace.copies.make("asked")
    assert len(_folders()) == 1


def test_copies_of_an_earlier_release_are_found_and_go_on(path: Path, clock: type) -> None:
    with _open(path) as workspace:
        key, folder = workspace.workspace_id, workspace.copies.folder
        assert folder is not None
    former = folder.rename(backup_root() / key)
    with workspaces.open_workspace(path, read_only=True) as workspace:
        assert workspace.copies.folder == former
        assert len(workspace.copies.all()) == 1
    clock.at = NOW + timedelta(days=1)
    with _open(path) as workspace:
        assert len(workspace.copies.all()) == 2
        assert workspace.copies.folder == folder
    assert _folders() == [folder.name]
    # The earlier release made another one meanwhile.
    former.mkdir()
    shutil.copy(workspace.copies.all()[0].path, former / "20250316-090000-000-open.ita")
    clock.at = NOW + timedelta(days=3)
    with _open(path) as workspace:
        assert [backup.made.day for backup in workspace.copies.all()] == [17, 16, 15, 14]
    assert _folders() == [folder.name]


@pytest.mark.in_turn
@pytest.mark.parametrize("office", ["ก" * 300, "...", "", "CON"])
def test_an_office_of_any_name_has_a_folder(path: Path, office: str) -> None:
    folder = storage.BackupFolder.of_workspace(path.parent / "สำรอง", "0123456789ab", office)
    assert folder.make(path, "asked").path.is_file()
    assert len(folder.all()) == 1


# -- a copy where the clerk wants it


def test_a_copy_goes_where_the_clerk_wants_it_and_over_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "USB #1" / "สำเนา.ita"
    with _open(path) as workspace:
        safety_copies.copy_to(workspace, target)
        with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
            safety_copies.copy_to(workspace, target)
    assert _names(target) == ["ก"]
    assert list(target.parent.iterdir()) == [target]


# -- going back


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """A copy of the workspace with ก in it; the workspace has ข besides."""
    copy = Path(shutil.copy(path, tmp_path / "สำเนา.ita"))
    with Workspace.open(path) as workspace:
        _add(workspace, "ข")
    return copy


def test_going_back_puts_the_copy_in_place_and_keeps_the_former_file(
    path: Path, copy: Path
) -> None:
    kept_at = safety_copies.restore(copy, path)
    assert _names(path) == ["ก"]
    assert kept_at is not None
    assert _names(kept_at) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]
    assert safety_copies.restore(kept_at, path) != kept_at
    assert _names(path) == ["ก", "ข"]


def test_a_copy_can_be_put_where_no_file_is(copy: Path, tmp_path: Path) -> None:
    assert safety_copies.restore(copy, tmp_path / "ใหม่.ita") is None
    assert _names(tmp_path / "ใหม่.ita") == ["ก"]


def test_a_damaged_file_is_replaced_and_kept(path: Path, copy: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    kept_at = safety_copies.restore(copy, path)
    assert _names(path) == ["ก"]
    assert kept_at is not None
    assert kept_at.stat().st_size == 5000


def test_a_broken_copy_is_refused_and_nothing_changes(path: Path, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-4096])
    with pytest.raises(WorkspaceError, match="แฟ้มเสียหาย"):
        safety_copies.restore(copy, path)
    copy.write_text("อย่างอื่น", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="ไม่ใช่แฟ้มงาน ITA"):
        safety_copies.restore(copy, path)
    with pytest.raises(WorkspaceError, match="ไม่พบแฟ้ม"):
        safety_copies.restore(copy.with_name("ไม่มี.ita"), path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy.with_name("ลูกเล่น.ita")),))
    with closing(sqlite3.connect(copy.with_name("ลูกเล่น.ita"))) as connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    with pytest.raises(WorkspaceError, match="โครงสร้างในแฟ้มไม่ตรง"):
        safety_copies.restore(copy.with_name("ลูกเล่น.ita"), path)
    assert _names(path) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]


def test_going_back_waits_until_the_file_is_closed(path: Path, copy: Path) -> None:
    with (
        Workspace.open(path) as workspace,
        pytest.raises(WorkspaceError, match=f"{workspace.edits.who} เปิดอยู่"),
    ):
        safety_copies.restore(copy, path)
    assert _names(path) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_of_an_older_schema_can_be_gone_back_to(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ita_desktop.storage import migrations

    def step(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("UPDATE unit SET name = name || '2'")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    safety_copies.restore(copy, path)
    assert _names(path) == ["ก2"]


CRASH = """
import sys
from pathlib import Path
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
with workspace.change("เพิ่ม") as change:
    change.insert(Unit(id="ค", name="ค", kind=UnitKind.SECTION))
print("saved", flush=True)
sys.stdin.readline()
"""


@pytest.mark.in_turn
@pytest.mark.parametrize("damaged", [False, True])
def test_going_back_after_a_crash_of_an_earlier_release_is_not_undone_by_the_log_it_left(
    path: Path, copy: Path, damaged: bool
) -> None:
    left = with_log(path, "UPDATE unit SET name='ค' WHERE name='ข'")
    for ending in ("", "-wal"):
        Path(f"{left}{ending}").replace(f"{path}{ending}")
    if damaged:
        path.write_bytes(b"broken" + path.read_bytes()[6:])
    kept_at = safety_copies.restore(copy, path)
    assert _names(path) == ["ก"]
    assert list(path.parent.iterdir()) == [path]
    assert kept_at is not None
    if damaged:
        assert kept_at.with_name(f"{kept_at.name}-wal").exists()
    else:
        assert _names(kept_at) == ["ก", "ค"]


@pytest.mark.in_turn
def test_going_back_after_a_crash_keeps_what_was_not_in_the_file_yet(
    path: Path, copy: Path
) -> None:
    with other_process(CRASH, path) as other:
        assert other.hears() == "saved"
        other.killed()
    kept_at = safety_copies.restore(copy, path)
    assert kept_at is not None
    assert _names(kept_at) == ["ก", "ข", "ค"]
    with Workspace.open(path) as workspace:
        assert [unit.name for unit in workspace.units()] == ["ก"]
        assert workspace.notice is None


def test_a_place_that_cannot_be_written_is_told_and_nothing_changes(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkspaceError, match=r"กู้คืนไม่ได้ .ไม่พบแฟ้มหรือโฟลเดอร์"):
        safety_copies.restore(copy, path.parent / "ไม่มี" / "แฟ้ม.ita")
    backup_root().mkdir(parents=True)
    (backup_root() / "restore").write_text("a file where the folder should be")
    with pytest.raises(WorkspaceError, match="กู้คืนไม่ได้"):
        safety_copies.restore(copy, path)
    assert _names(path) == ["ก", "ข"]
    assert list(path.parent.iterdir()) == [path]
