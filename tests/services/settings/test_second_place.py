"""Safety copies in a second place, and a look at all of them."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.services import personal_removal
from ita_desktop.services.personal_removal import Erasable
from ita_desktop.services.roster import roster
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings, backup_root
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import begun_workspace

NOW = datetime(2025, 3, 14, 9, 0)  # noqa: DTZ001 - the clerk's own clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "งาน.ita"
    path.write_bytes(begun_workspace(2568))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "แฟลชไดรฟ์"
    stick.mkdir()
    return stick


def test_copies_go_there_whenever_it_is_there(path: Path, stick: Path) -> None:
    settings = Settings()
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        assert safety_copies.look_at_place(settings, workspace, NOW) is None
        safety_copies.choose_place(settings, stick, NOW)
        first = workspace.copies.make("asked")
        place = safety_copies.look_at_place(Settings(), workspace, NOW)
        assert place is not None
        assert (place.is_there, place.last, place.is_late) == (True, None, False)
        copy = safety_copies.carry_there(workspace, place)
        assert copy is not None
        assert first is not None
        assert copy.rows == first.rows > 100
        assert copy.path.is_relative_to(stick)
        assert [one.path for one in safety_copies.copies_in_place(workspace, place)] == [copy.path]
        safety_copies.note_carried(settings, workspace, NOW)

        gone = stick.rename(stick.with_name("ถอดแล้ว"))
        stick.mkdir()  # where a stick was, an empty folder stays
        place = safety_copies.look_at_place(settings, workspace, NOW + timedelta(days=6))
        assert place is not None
        assert (place.is_there, place.last, place.is_late) == (False, NOW, False)
        assert safety_copies.carry_there(workspace, place) is None
        assert safety_copies.copies_in_place(workspace, place) == []
        assert list(stick.iterdir()) == []
        late = safety_copies.look_at_place(settings, workspace, NOW + timedelta(days=7))
        assert late is not None
        assert (late.is_late, late.days) == (True, 7)
        stick.rmdir()
        gone.rename(stick)
        back = safety_copies.look_at_place(settings, workspace, NOW)
        assert back is not None
        assert back.is_there
        safety_copies.forget_place(settings)
        assert safety_copies.look_at_place(Settings(), workspace, NOW) is None
    assert copy.path.exists()


def test_a_copy_that_is_not_the_same_there_is_made_again(path: Path, stick: Path) -> None:
    settings = Settings()
    safety_copies.choose_place(settings, stick, NOW)
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        workspace.copies.make("asked")
        place = safety_copies.look_at_place(settings, workspace, NOW)
        assert place is not None
        copy = safety_copies.carry_there(workspace, place)
        assert copy is not None
        with closing(sqlite3.connect(copy.path)) as raw, raw:
            raw.execute("DELETE FROM calendar_date")
        with pytest.raises(WorkspaceError, match="ไม่สมบูรณ์"):
            safety_copies.carry_there(workspace, place)
        again = safety_copies.carry_there(workspace, place)
        assert again is not None
        assert (again.altered, again.rows) == ((), copy.rows)


def test_a_place_that_is_none_is_refused(path: Path, stick: Path) -> None:
    settings = Settings()
    with pytest.raises(InputError, match="โฟลเดอร์ของโปรแกรม"):
        safety_copies.choose_place(settings, backup_root(), NOW)
    (stick / "แฟ้ม").touch()
    with pytest.raises(InputError, match="แห่งที่สองไม่ได้"):
        safety_copies.choose_place(settings, stick / "แฟ้ม", NOW)
    settings.set("backup.second", {"folder": 7, "since": "?"})
    with Workspace.open(path, read_only=True) as workspace:
        assert safety_copies.look_at_place(settings, workspace, NOW) is None
        settings.set("backup.second", {"folder": str(stick), "since": "?"})
        place = safety_copies.look_at_place(settings, workspace, NOW)
        assert place is not None
        assert (place.is_there, place.is_late) == (False, False)


def test_the_command_line_carries_a_copy_there_and_tells_it(
    path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    safety_copies.choose_place(Settings(), stick, NOW)
    assert main(["backup", str(path)]) == 0
    assert str(stick) in capsys.readouterr().out
    stick.rename(stick.with_name("ถอดแล้ว"))
    assert main(["backup", str(path)]) == 0
    told = capsys.readouterr()
    assert "ไม่ได้ต่ออยู่" in told.out + told.err
    assert main(["check", str(path), "--json"]) in {0, 1}
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert "no-second-copy" not in codes
    Settings().set("backup.second", Settings().get("backup.second") | {"since": "2020-01-01"})
    Settings().set(f"workspace.{_key(path)}", {})
    main(["check", str(path), "--json"])
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert "no-second-copy" in codes


def _key(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.workspace_id


def test_all_is_looked_at_and_proven(path: Path, stick: Path) -> None:
    settings = Settings()
    safety_copies.choose_place(settings, stick, NOW)
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        copy = workspace.copies.make("asked")
        assert copy is not None
        place = safety_copies.look_at_place(settings, workspace, NOW)
        assert place is not None
        second = safety_copies.carry_there(workspace, place)
        assert second is not None
        now = copy.made
        found = safety_copies.look(workspace, settings, now)
        assert (found.path, found.size) == (path, path.stat().st_size)
        assert found.free
        assert found.own.by_age(now) == (1, 0, 0)
        assert found.own.by_age(now + timedelta(days=7)) == (1, 0, 0)
        assert found.own.by_age(now + timedelta(days=7, minutes=1)) == (0, 1, 0)
        assert found.own.by_age(now + timedelta(days=31)) == (0, 1, 0)
        assert found.own.by_age(now + timedelta(days=31, minutes=1)) == (0, 0, 1)
        assert found.second is not None
        assert len(found.second.copies) == 1
        assert safety_copies.last_checked(settings, workspace) is None
        checked = safety_copies.check_all(workspace, found)
        assert (checked.copies, checked.problems) == (2, ())
        assert checked.rows == copy.rows
        safety_copies.note_checked(settings, workspace, now, 0)
        assert safety_copies.last_checked(Settings(), workspace) == (now.replace(second=0), 0)

        with closing(sqlite3.connect(second.path)) as raw, raw:
            raw.execute("UPDATE unit SET name = 'ก' WHERE name = 'ฝ่ายโยธา'")
        copy.path.write_bytes(copy.path.read_bytes()[:-5000])
        with closing(sqlite3.connect(workspace.connections.stored_at)) as raw, raw:
            raw.execute("UPDATE organisation SET name = 'ก'")
        told = [str(problem) for problem in safety_copies.check_all(workspace, found).problems]
        assert len(told) == 3
        assert "แฟ้มเสียหาย" in told[0]
        assert "หน่วยของสำนักงาน" in told[1]
        assert "ข้อมูลสำนักงาน" in told[2]
        settings.set(f"workspace.{workspace.workspace_id}", {"checked": ["gestern", None]})
        assert safety_copies.last_checked(settings, workspace) is None


def test_the_check_says_which_of_all_files_it_reads_and_stops_when_told(
    path: Path, stick: Path
) -> None:
    settings = Settings()
    safety_copies.choose_place(settings, stick, NOW)
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        own = workspace.copies.make("asked")
        place = safety_copies.look_at_place(settings, workspace, NOW)
        assert own is not None
        assert place is not None
        second = safety_copies.carry_there(workspace, place)
        assert second is not None
        found = safety_copies.look(workspace, settings, NOW)
        said: list[tuple[int, int, str]] = []
        safety_copies.check_all(workspace, found, lambda *step: said.append(step))
        named = [step for step in said if step[2]]
        names = (path.name, own.path.name, second.path.name)
        assert named == [(at, 3, name) for at, name in enumerate(names)]
        alone = found._replace(own=found.own._replace(copies=()), second=None)
        said.clear()
        checked = safety_copies.check_all(workspace, alone, lambda *step: said.append(step))
        assert [step for step in said if step[2]] == [(0, 1, path.name)]
        assert (checked.copies, checked.rows) == (0, own.rows)

        def stop(at: int, _count: int, name: str) -> None:
            if name and at:
                raise InterruptedError(name)

        with pytest.raises(InterruptedError, match=own.path.name):
            safety_copies.check_all(workspace, found, stop)


@pytest.mark.in_turn
def test_what_is_erased_for_good_goes_from_there_too(path: Path, stick: Path) -> None:
    settings, name = Settings(), "นายตัวอย่าง ถูกลบ"
    safety_copies.choose_place(settings, stick, NOW)
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        body = workspace.year(2568).bodies[0].id
        roster.add(workspace, 2568, body, [{"name": name}])
        workspace.copies.make("asked")
        place = safety_copies.look_at_place(settings, workspace, NOW)
        assert place is not None
        copy = safety_copies.carry_there(workspace, place)
        assert copy is not None
        assert name.removeprefix("นาย").encode() in copy.path.read_bytes()
        person = workspace.year(2568).people[0].id
        gone = stick.rename(stick.with_name("ถอดแล้ว"))
        with pytest.raises(InputError, match="ไม่ได้ต่ออยู่"):
            personal_removal.erase(workspace, Erasable.PERSON, [person], in_copies=True)
        assert workspace.year(2568).people
        gone.rename(stick)
        erased = personal_removal.erase(workspace, Erasable.PERSON, [person], in_copies=True)
        assert erased.refused == ()
        assert name.removeprefix("นาย").encode() not in copy.path.read_bytes()
        assert safety_copies.copies_in_place(workspace, place)
