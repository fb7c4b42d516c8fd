"""What the disk has changed is never read as what the clerk wrote."""

import json
import os
import random
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.cli.main import main
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Organisation, Unit, UnitKind, new_id
from ita_desktop.services import workspaces
from ita_desktop.services.settings.safety_copies import restore
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.storage.files import digests, opening
from ita_desktop.storage.reasons import AlteredError
from ita_desktop.storage.tables import CONTENT, KINDS
from ita_desktop.storage.workspace import Workspace
from tests.support.clerk import YEAR, Clerk
from tests.support.cost import examples

FLIPS = int(os.environ.get("ITA_FLIPS") or examples(1000))
PICTURE = bytes(range(256)) * 30


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with little in it, so that it is read a thousand times in seconds."""
    path = tmp_path_factory.mktemp("small") / "งาน.ita"
    with Workspace.create(path) as workspace:
        with workspace.change("เริ่ม") as change:
            change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
            media = change.keep(PICTURE)
            change.insert(OfficeFile(id="file", name="ครุฑ", file_name="ครุฑ.png", media=media))
        for number in range(20):
            with workspace.change("เพิ่ม {name}", name=number) as change:
                change.insert(Unit(id=new_id(), name=f"ฝ่าย {number}", kind=UnitKind.SECTION))
        workspace.undo()
    return path


@pytest.fixture
def path(small: Path, tmp_path: Path) -> Path:
    path = tmp_path / small.name
    path.write_bytes(small.read_bytes())
    return path


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows; of pictures those that are handed out."""
    with closing(sqlite3.connect(path)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        rows = {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in tables}
    rows["media"] = [row for row in rows["media"] if sha256(row[1]).hexdigest() == row[0]]
    return rows


def _tells(path: Path, before: dict[str, list[tuple[object, ...]]]) -> bool:
    """Whether a file is refused, or tells of a lost picture; else it must be as it was."""
    try:
        opening.check_file(path)
    except WorkspaceError:
        return True
    now = _content(path)
    lost = now.pop("media") != before["media"]
    assert now == {table: rows for table, rows in before.items() if table != "media"}
    return lost


@pytest.mark.long
def test_a_flipped_bit_is_told_or_changes_nothing(path: Path) -> None:
    whole, before = path.read_bytes(), _content(path)
    chance = random.Random(os.environ.get("ITA_FLIPS_SEED", "12"))
    filled = [at for at, byte in enumerate(whole) if byte]
    told = 0
    with path.open("r+b", buffering=0) as file:
        for number in range(FLIPS):
            at = chance.choice(filled) if number % 4 else chance.randrange(len(whole))
            file.seek(at)
            file.write(bytes([whole[at] ^ 1 << chance.randrange(8)]))
            told += _tells(path, before)
            file.seek(at)
            file.write(whole[at : at + 1])
    assert path.read_bytes() == whole
    assert told > FLIPS // 2


def test_a_file_cut_anywhere_is_refused(path: Path) -> None:
    whole, chance = path.read_bytes(), random.Random(3)
    for length in sorted((chance.randrange(len(whole)) for _ in range(150)), reverse=True):
        os.truncate(path, length)
        with pytest.raises(WorkspaceError):
            opening.check_file(path)


def _alter(path: Path) -> None:
    """Changes one bit of a text that stands in its row alone."""
    content = path.read_bytes()
    name = "สำนักงานเขตตัวอย่าง".encode()
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name='organisation'")
    at = content.index(name, (page[0] - 1) * 4096) + 2
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def test_an_altered_file_is_refused_with_what_is_altered_until_it_is_taken_as_it_is(
    path: Path,
) -> None:
    _alter(path)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(AlteredError, match="ไม่ตรงกับที่บันทึกไว้: ข้อมูลสำนักงาน") as refused:
            Workspace.open(path, read_only=read_only)
        assert refused.value.tables == ("organisation",)
        assert "กู้คืนจากแฟ้มสำรอง" in refused.value.sentence()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with Workspace.open(path, as_it_is=True) as workspace:
        noted = workspace.edits.groups(1)[0]
        assert noted.kind is EditKind.NOTE
        assert noted.label == "ยอมรับแฟ้มตามที่เป็นอยู่ แม้ไม่ตรงกับที่บันทึกไว้: ข้อมูลสำนักงาน"
        assert workspace.altered_tables() == []
        # It stands in the way of no undo.
        label = workspace.edits.undo_label
        assert label is not None
        assert workspace.undo() == label
    with Workspace.open(path) as workspace:
        assert workspace.edits.groups(2)[1].label == noted.label


def test_a_sound_file_taken_as_it_is_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    Workspace.open(path, as_it_is=True).close()
    assert path.read_bytes() == before


def test_an_altered_safety_copy_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "สำเนา.ita"
    copy.write_bytes(path.read_bytes())
    _alter(copy)
    before = path.read_bytes()
    with pytest.raises(AlteredError):
        restore(copy, path)
    assert path.read_bytes() == before


@pytest.mark.in_turn
def test_a_safety_copy_and_a_check_tell_of_what_changed_while_the_file_was_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "งาน.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR).close()
    with Workspace.open(path, backup_root=tmp_path / "b") as workspace:
        with closing(sqlite3.connect(workspace.connections.stored_at)) as raw, raw:
            raw.execute("UPDATE unit SET name = 'ฝ่ายโยธ' WHERE name = 'ฝ่ายโยธา'")
        assert workspace.altered_tables() == ["unit"]
        copy = workspace.copies.make("asked")
        assert copy is not None
        assert copy.altered == ("unit",)
        assert workspace.copies.problem is not None
        assert "หน่วยของสำนักงาน" in workspace.copies.problem.sentence()
        with workspace.change("แก้") as change:
            change.update(workspace.units()[0], short_name="ย่อ")
        assert workspace.altered_tables() == ["unit"]
    assert main(["check", str(path)]) == 3
    assert "หน่วยของสำนักงาน" in capsys.readouterr().err
    assert main(["check", str(path), "--as-it-is", "--json"]) in {0, 1}
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "altered-content" not in {finding["code"] for finding in found}


@pytest.mark.in_turn
@settings(max_examples=examples(15))
@given(data=st.data())
def test_digests_follow_whatever_is_done(begun: Path, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "work.ita"
    path.write_bytes(begun.read_bytes())
    with Workspace.open(path) as workspace:
        clerk = Clerk(workspace, data)
        for _ in range(6):
            clerk.acts()
            what = data.draw(st.sampled_from(["", "undo", "redo", "back"]), "then")
            if what == "undo":
                workspace.undo()
            elif what == "redo":
                workspace.redo()
            elif what == "back":
                workspace.edits.go_to(workspace.edits.begin)
            assert workspace.altered_tables() == []


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("begun") / "งาน.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR).close()
    return path


def test_an_edit_reads_no_more_rows_for_its_digest_than_it_writes(path: Path) -> None:
    with Workspace.open(path) as workspace:
        raw = workspace.connections._writer.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        read: list[str] = []
        raw.set_trace_callback(read.append)
        with workspace.change("แก้") as change:
            change.update(workspace.units()[0], short_name="ย่อ")
        raw.set_trace_callback(None)
    of_rows = [one for one in read if one.startswith('SELECT * FROM "')]
    assert of_rows
    assert all("WHERE" in one for one in of_rows)


def test_an_edit_notes_its_digests_where_they_stand(path: Path) -> None:
    """So that no page of their index has to be written, too."""

    def places(workspace: Workspace) -> list[tuple[object, ...]]:
        with workspace.connections.read() as connection:
            query = "SELECT rowid, table_name FROM content_digest ORDER BY rowid"
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    with Workspace.open(path) as workspace:
        before = places(workspace)
        with workspace.change("แก้") as change:
            change.update(workspace.units()[0], short_name="ย่อ")
        assert places(workspace) == before
        assert workspace.altered_tables() == []


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.integers(-(2**63), 2**63 - 1)
        | st.none()
    )
)
def test_sqlite_writes_the_text_of_a_row_as_this_program(row: list[str | int | None]) -> None:
    row = [*map(chr, range(0x80)), *row]
    with closing(sqlite3.connect(":memory:")) as raw:
        # More values than a function may have are what no table has.
        for at in range(0, len(row), 50):
            some = row[at : at + 50]
            (text,) = raw.execute(
                f"SELECT json_array({', '.join('?' * len(some))})", some
            ).fetchone()
            assert digests._of_text(text) == digests.of_row(some)


def test_a_sqlite_that_writes_other_texts_alters_no_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.create_function("json_array", -1, lambda *_values: "[]")
        assert digests.differing(raw) == []


def test_every_kind_of_record_has_a_name() -> None:
    assert {table.name for table in CONTENT} <= KINDS.keys()


def test_a_file_of_an_older_schema_tells_of_nothing(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.ita")) as raw:
        raw.execute("CREATE TABLE unit (id TEXT)")
        assert digests.differing(raw) == []
