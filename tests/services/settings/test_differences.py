"""What a safety copy holds that the file does not, and bringing a part of it back."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.services import measures, photos, workspaces
from ita_desktop.services.documents import wordings
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import units
from ita_desktop.services.settings import differences
from ita_desktop.settings import backup_root
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.workspace import Workspace
from tests.support.places import WORKSPACES

YEAR = 2568
KEPT = WORKSPACES


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "งาน.ita")


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path))


def _told(workspace: Workspace, copy: Path) -> dict[str, tuple[int, int, int]]:
    found = differences.compare(workspace, copy)
    return {str(one.kind): (one.added, one.changed, one.gone) for one in found}


@pytest.mark.in_turn
def test_what_was_done_since_is_counted_by_kind_and_one_kind_comes_back(path: Path) -> None:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        made = workspace.copies.make("asked")
        assert made is not None
        copy = made.path
        assert _told(workspace, copy) == {}
        for tables in (["meeting"], []):
            with pytest.raises(InputError, match="ไม่มีอะไรให้นำกลับมา"):
                differences.bring_back(workspace, copy, tables)
        before = workspace.dump()
        data = workspace.year(YEAR)
        meeting = data.meetings[0]
        meetings.remove(workspace, YEAR, [meeting.id])
        assignments.edit(workspace, YEAR, [CellEdit("O3", "note", "แก้ทีหลัง")])
        units.add_units(workspace, [{"name": "ฝ่ายใหม่"}])
        told = _told(workspace, copy)
        assert told["หน่วยของสำนักงาน"] == (1, 0, 0)
        assert told["งานข้อ OIT"] == (0, 1, 0)
        assert told["การประชุม"][2] >= 1
        assert told["ระเบียบวาระ"][2] > 1
        assert told["ผู้เข้าประชุม"][2] > 1
        gone = [
            (str(kind.kind), record.key)
            for kind in differences.compare(workspace, copy)
            for record in kind.records
            if record.is_gone
        ]
        assert gone == [("การประชุม", meeting.id)], "its parts come back with it"

        brought = differences.bring_back(workspace, copy, ["meeting"])
        assert "ระเบียบวาระ" in brought.kinds
        assert brought.rows > told["ระเบียบวาระ"][2]
        # The meeting is there with all its parts; nothing else has changed.
        after = _told(workspace, copy)
        assert {*after} == {"หน่วยของสำนักงาน", "งานข้อ OIT", *(after.keys() & {"หนังสือ"})}
        label = workspace.undo()
        assert label == "นำการประชุมกลับมาจากแฟ้มสำรอง"
        assert _told(workspace, copy) == told
        while workspace.edits.undo_label and workspace.dump() != before:
            workspace.undo()
        assert workspace.dump() == before
        assert workspace.altered_tables() == []


@pytest.mark.in_turn
def test_as_many_records_are_told_as_there_are_on_their_page(path: Path) -> None:
    """A measure of two items is one; with an item more it has changed."""
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        before = workspace.copies.make("asked")
        assert before is not None
        first, *_ = workspace.year(YEAR).measures
        known = workspace.year(YEAR).measure_by_id
        measures.add(workspace, YEAR, [{"items": ("I1", "I2")}, {"items": ("E1",)}])
        assert _told(workspace, before.path)["มาตรการ"] == (2, 0, 0)
        added = workspace.copies.make("asked")
        assert added is not None
        measures.edit(workspace, YEAR, [CellEdit(first.id, "items", ("I1", "I2", "I3", "I4"))])
        assert _told(workspace, added.path)["มาตรการ"] == (0, 1, 0)
        two = [one.id for one in workspace.year(YEAR).measures if one.id not in known]
        measures.remove(workspace, YEAR, two)
        assert _told(workspace, added.path)["มาตรการ"] == (0, 1, 2)


@pytest.mark.in_turn
def test_one_record_comes_back_with_what_it_belongs_to(path: Path) -> None:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        made = workspace.copies.make("asked")
        assert made is not None
        data = workspace.year(YEAR)
        meeting = data.meetings[0]
        one, other = data.agenda_of(meeting.id)[:2]
        meetings.remove(workspace, YEAR, [meeting.id])
        differences.bring_back_records(workspace, made.path, [("agenda_item", one.id)])
        back = workspace.year(YEAR)
        assert meeting.id in back.meeting_by_id
        assert {one.id, other.id} <= {item.id for item in back.agenda_items}
        assignments.edit(
            workspace, YEAR, [CellEdit("O3", "note", "ก"), CellEdit("O9", "note", "ข")]
        )
        key = data.assignment_by_item["O3"].id
        differences.bring_back_records(workspace, made.path, [("assignment", key)])
        notes = workspace.year(YEAR).assignment_by_item
        assert notes["O3"].note == data.assignment_by_item["O3"].note
        assert notes["O9"].note == "ข"


@pytest.mark.in_turn
def test_what_was_taken_out_and_put_in_anew_is_the_same_and_comes_back(path: Path) -> None:
    """A tick, a wording and a score are told apart by what they are of, not by their keys."""
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        ticked = min(workspace.year(YEAR).met_requirements)
        wordings.put(workspace, YEAR, "memo.closing", "จึงเรียนมาเพื่อทราบ")
        made = workspace.copies.make("asked")
        assert made is not None
        for there in (False, True):
            evidence.tick(workspace, YEAR, [ticked], met=there)
        wordings.reset(workspace, YEAR, "memo.closing")
        wordings.put(workspace, YEAR, "memo.closing", "จึงเรียนมาเพื่อพิจารณา")
        kinds = differences.compare(workspace, made.path)
        (record,) = [record for kind in kinds for record in kind.records]
        assert (record.is_gone, record.before, record.now) == (
            False, "จึงเรียนมาเพื่อทราบ", "จึงเรียนมาเพื่อพิจารณา",
        )  # fmt: skip
        differences.bring_back_records(workspace, made.path, [(record.table, record.key)])
        assert differences.compare(workspace, made.path) == []
        (one,) = [one for one in workspace.year(YEAR).wordings if one.name == "memo.closing"]
        assert one.text == "จึงเรียนมาเพื่อทราบ"


@pytest.mark.in_turn
def test_of_several_differing_columns_each_is_named(path: Path) -> None:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        made = workspace.copies.make("asked")
        assert made is not None
        held = workspace.year(YEAR).assignment_by_item["O3"]
        assert held.due is not None
        assignments.edit(workspace, YEAR, [CellEdit("O3", "due", date(2025, 4, 1))])
        (kind,) = differences.compare(workspace, made.path)
        (one,) = kind.records
        assert (one.before, one.now) == (str(short_date(held.due)), "1 เม.ย. 68")
        assignments.edit(workspace, YEAR, [CellEdit("O3", "note", "เลื่อนแล้ว")])
        (kind,) = differences.compare(workspace, made.path)
        (both,) = kind.records
        assert both.before == f"กำหนดส่ง: {one.before} · หมายเหตุ: –"
        assert both.now == "กำหนดส่ง: 1 เม.ย. 68 · หมายเหตุ: เลื่อนแล้ว"


@pytest.mark.in_turn
def test_pictures_come_back_with_their_bytes(path: Path) -> None:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        made = workspace.copies.make("asked")
        assert made is not None
        photo = next(photo for photo in workspace.year(YEAR).photos if photo.media)
        data = workspace.media(photo.media)
        photos.remove(workspace, YEAR, [photo.id])
        workspace.edits.close()
        workspace.copies.make("asked")  # lets go of bytes that nothing can bring back
        assert workspace.media(photo.media) is None
        differences.bring_back(workspace, made.path, ["photo"])
        assert workspace.media(photo.media) == data
        assert photo.id in {one.id for one in workspace.year(YEAR).photos}


def test_a_copy_of_an_older_schema_is_compared_and_let_alone(tmp_path: Path) -> None:
    path = Path(shutil.copy(KEPT / f"schema-{schema_version()}.ita", tmp_path / "งาน.ita"))
    copy = Path(shutil.copy(KEPT / "schema-9.ita", tmp_path / "เก่า.ita"))
    before = copy.read_bytes()
    with Workspace.open(path) as workspace:
        assert _told(workspace, copy)
    assert copy.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["งาน.ita", "เก่า.ita"]


@pytest.mark.in_turn
def test_the_command_line_tells_it_and_brings_a_kind_back(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(path, tmp_path / "สำเนา.ita"))
    assert main(["restore", str(copy), str(path), "--dry-run"]) == 0
    assert "ไม่มีอะไรต่างกัน" in capsys.readouterr().out
    with Workspace.open(path) as workspace:
        edits = [CellEdit("O3", "note", "แก้ทีหลัง")]
        assignments.edit(workspace, YEAR, edits)
        meetings.remove(workspace, YEAR, [workspace.year(YEAR).meetings[0].id])
    assert main(["restore", str(copy), str(path), "--dry-run"]) == 0
    assert "งานข้อ OIT: เพิ่ม 0 แก้ 1 เอาออก 0" in capsys.readouterr().out
    assert main(["restore", str(copy), str(path), "--only", "assignment"]) == 0
    assert "นำกลับมา 1 แถว: งานข้อ OIT" in capsys.readouterr().out
    assert main(["restore", str(copy), str(path), "--only", "assignment"]) == 2
    assert "ไม่มีอะไรให้นำกลับมา" in capsys.readouterr().err
    assert main(["restore", str(copy), str(path), "--only", "ประชุม"]) == 2
    assert "meeting" in capsys.readouterr().err
    assert main(["restore", str(copy), str(path)]) == 0
    told = capsys.readouterr().out
    assert "ระเบียบวาระ: เพิ่ม 0 แก้ 0 เอาออก 9" in told
    assert "แฟ้มเดิมเก็บไว้ที่" in told
    path.write_bytes(b"damaged")
    assert main(["restore", str(copy), str(path), "--dry-run"]) == 3
    assert main(["restore", str(copy), str(path)]) == 0
