"""Districts are read as they lie there: nothing is locked, nothing is written, all is told."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.domain.city.districts import City, District
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.city import cache, reading
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.scores.scores import ScoreEdit, set_scores
from ita_desktop.storage import city_looking
from ita_desktop.storage.files import digests
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.workspace import Workspace
from tests.support.places import WORKSPACES

DAY = date(2025, 3, 14)
OFFICE = "สำนักงานเขตตัวอย่าง"


def read(*sources: Path | str) -> City:
    return read_city(sources, cached=False)


def named(path: Path, name: str) -> None:
    """Gives a workspace's office another name, as another program of ours would."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE organisation SET name = ?", [name])
        digests.take(raw)
        raw.commit()


def only_problem(city: City) -> str:
    (broken,) = city.problems
    assert isinstance(broken, District)
    assert broken.problem is not None
    assert broken.problem.remedy
    return broken.problem.sentence()


def test_scores_are_those_that_the_program_shows_elsewhere(folder: Path, sample: Path) -> None:
    (district,) = read(folder).districts
    with Workspace.open(sample, read_only=True) as workspace:
        assert district.name == OFFICE
        for one in workspace.years():
            data, found = workspace.year(one.year), district.year(one.year)
            tree = tree_of(data)
            assert found is not None
            assert (found.total, found.source) == (tree.total.value, tree.total.source)
            assert found.items == {node.code: node.value for node in tree.items}
            assert found.indicators == {node.code: node.value for node in tree.indicators}
            assert found.instruments == {node.code: node.value for node in tree.instruments}
            level = tree.level.level
            assert found.level == (level.name if level else "")
            blocks = [(block.subject, block.needs, block.has) for block in found.blocked_by]
            told = tree.level.blocks_next
            assert blocks == [(block.subject, block.needs, block.has) for block in told]
            day = workspace.shown_day or DAY
            states = item_progress(data, day)
            late = [code for code, item in states.items() if item.state is State.LATE]
            assert list(found.late_on(DAY)) == late
            counts = {
                item.code: sum(link.item_code == item.code for link in data.measure_items)
                for item in data.framework.items
            }
            assert found.measures == {code: count for code, count in counts.items() if count}


@pytest.mark.posix("rights of folders are told by POSIX modes")
def test_nothing_is_written_beside_the_files(folder: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    folder.chmod(0o555)
    try:
        assert read(folder).districts[0].problem is None
    finally:
        folder.chmod(0o755)
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()
    } == before


def test_a_file_that_somebody_works_on_is_read_and_stays_writable(folder: Path) -> None:
    path = folder / "ก.ita"
    with Workspace.open(path) as workspace:
        assert read(folder).problems == ()
        set_scores(workspace, 2568, [ScoreEdit("I1", None)], ScoreSource.SELF)
        workspace.publish()
    assert [beside.name for beside in folder.iterdir()] == ["ก.ita"]


@pytest.mark.in_turn
@pytest.mark.parametrize("path", sorted(WORKSPACES.glob("*.ita")), ids=lambda path: path.stem)
def test_a_file_of_every_schema_is_read_as_it_lies_there(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "old" / path.name
    copy.parent.mkdir()
    shutil.copy(path, copy)
    (district,) = read(copy).districts
    assert district.problem is None
    assert copy.read_bytes() == path.read_bytes()
    assert list(copy.parent.iterdir()) == [copy]
    with Workspace.open(copy) as workspace:  # brings it up to date
        for year in district.years:
            tree = tree_of(workspace.year(year.fiscal_year))
            assert year.total == tree.total.value
            assert year.items == {node.code: node.value for node in tree.items}
            drafted = workspace.year(year.fiscal_year).framework.drafted_from
            assert not year.drafted_from or year.drafted_from == drafted


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _foreign(path: Path) -> None:
    path.write_bytes(b"not a workspace at all" * 100)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 9999")


def _altered(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE score SET value = '1.00'")
        raw.commit()


def _with_code(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE score RENAME TO hidden")
        raw.execute("CREATE VIEW score AS SELECT * FROM hidden")


def _with_computed_columns(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE score ADD COLUMN more TEXT AS (printf('%.9000000c', 'x'))")


def _with_deep_json(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE framework_node SET content = ?", ["[" * 200_000])
        digests.take(raw)
        raw.commit()


def _with_other_json(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE framework_node SET content = '[1, 2]' WHERE kind = 'item'")
        digests.take(raw)
        raw.commit()


def _with_a_long_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "UPDATE score SET note = ? WHERE rowid = (SELECT max(rowid) FROM score)",
            ["x" * 9_000_000],
        )
        digests.take(raw)
        raw.commit()


def _with_nonsense(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE score SET value = 'NaN'")
        digests.take(raw)
        raw.commit()


def _with_bytes_for_a_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '')")
        raw.commit()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE measure SET method = x'ff00'")
        digests.take(raw)
        raw.commit()


def _with_a_year_that_no_calendar_has(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE fiscal_year SET year = 99999 WHERE year = 2568")
        digests.take(raw)
        raw.commit()


def _without_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 200] = b"\xff" * (4096 * 199)
    path.write_bytes(data)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _gone(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.ita")


def _locked(path: Path) -> None:
    path.chmod(0)


POSIX = pytest.mark.posix("Windows has no such files")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_cut, "เสียหาย"),
        (_foreign, "ไม่ใช่แฟ้มงาน"),
        (_empty, "ว่างเปล่า"),
        (_newer, "รุ่นใหม่กว่า"),
        (_altered, "ไม่ตรงกับที่บันทึกไว้"),
        (_with_code, "โครงสร้างในแฟ้มไม่ตรง"),
        (_with_nonsense, "อ่านไม่ได้"),
        (_with_computed_columns, "โครงสร้างในแฟ้มไม่ตรง"),
        (_with_deep_json, "อ่านไม่ได้"),
        (_with_other_json, "อ่านไม่ได้"),
        (_with_a_long_row, "เสียหาย"),
        (_with_bytes_for_a_text, "อ่านไม่ได้"),
        (_with_a_year_that_no_calendar_has, "อ่านไม่ได้"),
        (_without_pages, "เสียหาย"),
        pytest.param(_pipe, "ไม่ใช่แฟ้ม", marks=POSIX),
        pytest.param(_loop, "อ่านแฟ้มไม่ได้", marks=POSIX),
        pytest.param(_gone, "ไม่พบแฟ้มนี้", marks=POSIX),
    ],
)
def test_what_cannot_be_read_is_told_and_reading_goes_on(
    folder: Path, sample: Path, harm: Callable[[Path], None], told: str
) -> None:
    broken = folder / "ข.ita"
    shutil.copy(sample, broken)
    harm(broken)
    city = read(folder)
    assert [district.name for district in city.readable] == [OFFICE]
    assert told in only_problem(city)
    assert city.problems[0].source == str(broken)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_rights_is_told(folder: Path, sample: Path) -> None:
    shutil.copy(sample, folder / "ข.ita")
    _locked(folder / "ข.ita")
    assert "อ่านแฟ้มไม่ได้" in only_problem(read(folder))


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_file_in_use_is_read_as_of_its_last_whole_state(folder: Path, journal: str) -> None:
    path = folder / "ก.ita"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA journal_mode={journal}")
        raw.execute("UPDATE organisation SET name = 'สำนักงานเขตบางนา'")
        digests.take(raw)
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE score SET value = '1.00'")
        raw.execute("UPDATE framework_node SET content = content || ' '")  # spills into the file
        before = {one.name: one.read_bytes() for one in folder.iterdir()}
        assert len(before) > 1
        (district,) = read(folder).districts
        assert district.problem is None
        assert district.name == "สำนักงานเขตบางนา"
        assert str(district.years[1].total) == "97.38"
        assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
        raw.execute("ROLLBACK")


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(
    folder: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fresh = folder / "ก.ita", tmp_path / "fresh"
    shutil.copy(sample, fresh)
    named(fresh, "สำนักงานเขตบางนา")
    check = city_looking._check

    def slow(raw: sqlite3.Connection, still: Path, at: Path) -> None:
        check(raw, still, at)
        if fresh.exists():
            fresh.replace(path)

    monkeypatch.setattr(city_looking, "_check", slow)
    (district,) = read(folder).districts
    assert district.name == "สำนักงานเขตบางนา"


def test_a_file_that_goes_away_while_it_is_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, check = folder / "ก.ita", city_looking._check

    def taken_out(raw: sqlite3.Connection, still: Path, at: Path) -> None:
        check(raw, still, at)
        path.unlink(missing_ok=True)

    monkeypatch.setattr(city_looking, "_check", taken_out)
    assert "ไม่พบแฟ้มนี้" in only_problem(read(folder))


def test_a_table_without_end_is_not_read_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.storage.city_figures.MAX_ROWS", 50)
    assert "มากเกินไป" in only_problem(read(folder))


def test_a_place_that_takes_too_long_is_told(
    folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.0)
    assert "นานเกินไป" in only_problem(read(folder))


def test_a_mistake_of_ours_does_not_end_the_reading(
    folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample, folder / "ข.ita")
    real = reading.read_office

    def strange(path: Path, *rest: Any) -> Any:
        if path.name == "ข.ita":
            raise ZeroDivisionError
        return real(path, *rest)

    monkeypatch.setattr(reading, "read_office", strange)
    city = read(folder)
    assert len(city.readable) == 1
    assert "ZeroDivisionError" in only_problem(city)


def test_two_files_of_one_year_are_kept_and_told(folder: Path, sample: Path) -> None:
    for name, office in (("ข.ita", "เขตตัวอย่าง"), ("ค.ita", "ตัวอย่าง")):
        shutil.copy(sample, folder / name)
        named(folder / name, office)
    city = read(folder)
    (district,) = city.districts
    assert [year.fiscal_year for year in district.years] == [2566, 2567, 2568]
    assert len(district.also) == 6
    told = [note.sentence() for note in city.notes]
    assert len(told) == 2
    for one, name in zip(told, ("ข.ita", "ค.ita"), strict=True):
        assert "2566 2567 2568" in one
        assert f"ก.ita และ {name}" in one
        assert "คะแนนที่มีทั้งสองแหล่งตรงกัน" in one


def test_a_folder_copied_whole_is_one_note_a_file(folder: Path, sample: Path) -> None:
    (folder / "สำเนา").mkdir()
    shutil.copy(folder / "ก.ita", folder / "สำเนา" / "ก.ita")
    (note,) = read(folder).notes
    assert f"{folder.name}/ก.ita และ สำเนา/ก.ita" in note.sentence()


def test_also_a_file_of_an_older_schema_that_is_not_opened_is_told(tmp_path: Path) -> None:
    kept = {schema_of(path): path for path in WORKSPACES.glob("*.ita")}
    older = kept[max(kept.keys() - {schema_version()})]
    path = tmp_path / "ก.ita"
    shutil.copy(older, path)
    assert read(path).districts[0].doubts == ()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE member SET position = position + 100")
        raw.commit()
    (district,) = read(path).districts
    assert district.problem is None
    assert district.doubts


def schema_of(path: Path) -> int:
    """The schema of a file."""
    with closing(sqlite3.connect(path)) as raw:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
    return int(version)


def _break_a_reference(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE meeting SET year_id = 'nobody'")
        digests.take(raw)
        raw.commit()


def _alter_a_table_that_is_not_read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE meeting SET place = 'ที่อื่น'")
        raw.commit()


@pytest.mark.parametrize("spoil", [_break_a_reference, _alter_a_table_that_is_not_read])
def test_a_file_that_the_program_does_not_open_is_not_ranked_without_a_word(
    spoil: Callable[[Path], None], folder: Path, sample: Path
) -> None:
    spoil(folder / "ก.ita")
    with pytest.raises(WorkspaceError):
        Workspace.open(folder / "ก.ita", read_only=True)
    for _ in range(2):  # the second time it might be kept
        city = read_city([folder])
        (district,) = city.readable
        assert district.doubts
        (note,) = city.notes
        assert "แสดงและจัดอันดับไว้ แต่โปรแกรมไม่เปิดแฟ้ม" in note.sentence()
        assert "ก.ita" in note.sentence()


def test_other_files_of_a_folder_are_told_and_those_of_programs_are_not(folder: Path) -> None:
    for name in ("ภาพ.jpg", ".ก.ita.lock", "~$เล่ม.docx", "ก.ita-shm", "คู่มือ.doc"):
        (folder / name).write_bytes(b"x")
    city = read(folder)
    (note,) = city.notes
    assert "2 ไฟล์" in note.sentence()
    assert "ภาพ.jpg" in note.sentence()
    assert "เล่ม" not in note.sentence()


@POSIX
def test_folders_within_folders_are_read_once_each(folder: Path) -> None:
    (folder / "2567").mkdir()
    (folder / "ก.ita").rename(folder / "2567" / "ก.ita")
    (folder / "2567" / "กลับ").symlink_to(folder, target_is_directory=True)
    (folder / "อีกชื่อ.ita").symlink_to(folder / "2567" / "ก.ita")
    city = read(folder, folder / "2567")
    assert (len(city.districts), city.notes, city.districts[0].also) == (1, (), ())


def test_reading_can_be_stopped_within_a_file(folder: Path) -> None:
    asked = 0

    def stop(_done: int, _of: int, _what: str) -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise InputError("หยุด")

    with pytest.raises(InputError, match="หยุด"):
        read_city([folder], stop, cached=False)
    assert asked == 3


def test_reading_can_be_stopped_and_goes_on_from_there(
    folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample, folder / "ข.ita")
    monkeypatch.setattr(cache, "_SETTLED", 0)
    seen: list[tuple[int, int, str]] = []

    def stop(done: int, of: int, what: str) -> None:
        seen.append((done, of, what))
        if done == 1:
            raise InputError("หยุด")

    with pytest.raises(InputError):
        read_city([folder], stop)
    assert list(dict.fromkeys(seen)) == [(0, 2, "ก.ita"), (1, 2, "ข.ita")]
    kept = json.loads(cache.cache_file().read_text(encoding="utf-8"))
    assert len(kept["files"]) == 1
    assert len(read_city([folder]).districts[0].sources) == 2


def test_a_place_that_cannot_be_looked_at_is_told_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ข.ita").write_bytes(b"")
    is_dir = Path.is_dir

    def closed(path: Path) -> bool:
        if path.name == "ข.ita":
            raise PermissionError(13, "Permission denied", str(path))
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", closed)
    city = read(folder)
    assert len(city.readable) == 1
    assert only_problem(city)


def test_a_year_says_when_its_file_was_written(folder: Path) -> None:
    os.utime(folder / "ก.ita", (1_700_049_600, 1_700_049_600))
    (district,) = read(folder).districts
    assert {year.written for year in district.years} == {date(2023, 11, 15)}
