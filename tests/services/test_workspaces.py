"""Making and opening workspaces."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.scores.results import Finding
from ita_desktop.paths import resource
from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace


def test_a_new_workspace_has_the_office_its_units_and_its_year(tmp_path: Path) -> None:
    path = tmp_path / "เขต.ita"
    with workspaces.create(path, "  สำนักงานเขตตัวอย่าง\u200b ", 2568) as workspace:
        year = workspace.year(2568)
        assert year.organisation.name == "สำนักงานเขตตัวอย่าง"
        assert [unit.kind for unit in year.units].count(UnitKind.SECTION) == 10
        assert len({unit.name for unit in year.units}) == len(year.units)
        assert workspace.edits.groups(1)[0].label == "เริ่มแฟ้มใหม่ ปีงบประมาณ 2568"
        assert workspace.edits.undo_label is None, "nobody wants an empty file by Ctrl+Z"
        with Workspace.open(path, read_only=True) as again:
            assert again.year(2568).units == year.units, "also before it is closed"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_workspace_may_use_an_older_framework(tmp_path: Path) -> None:
    with workspaces.create(tmp_path / "เขต.ita", "เขต", 2568, framework_year=2566) as workspace:
        assert len(workspace.year(2568).framework.items_of("OIT")) == 30


@pytest.mark.parametrize(
    ("organisation", "year", "says"),
    [
        ("  ", 2568, "ยังไม่ได้บอกชื่อสำนักงาน"),
        ("เขต", 2400, "ไม่ใช่ปีงบประมาณ"),
        ("เขต", 2560, "ไม่มีกรอบการประเมิน"),
        ("ก" * 30_000, 2568, "ใส่ได้ไม่เกิน"),
    ],
)
def test_what_cannot_begin_leaves_no_file(
    tmp_path: Path, organisation: str, year: int, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        workspaces.create(tmp_path / "เขต.ita", organisation, year)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_beginning_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(years, "default_units", fail)
    with pytest.raises(ZeroDivisionError):
        workspaces.create(tmp_path / "เขต.ita", "เขต", 2568)
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_an_ending_gets_the_workspaces() -> None:
    assert workspaces.with_suffix(Path("เขต")) == Path("เขต.ita")
    assert workspaces.with_suffix(Path("เขต.ita")) == Path("เขต.ita")
    assert workspaces.with_suffix(Path("x/สำเนา 2.5.db")) == Path("x/สำเนา 2.5.db")


def test_opening_makes_a_safety_copy_and_tells_where_it_cannot(
    tmp_path: Path, own_home: Path
) -> None:
    path = tmp_path / "เขต.ita"
    workspaces.create(path, "เขต", 2568).close()
    with workspaces.open_workspace(path) as workspace:
        assert len(workspace.copies.all()) == 1
    with workspaces.open_workspace(path, read_only=True) as workspace:
        assert workspace.read_only
    with pytest.raises(WorkspaceError, match="ไม่พบแฟ้ม"):
        workspaces.open_workspace(tmp_path / "ไม่มี.ita")


def test_the_sample_is_copied_fresh_and_over_nothing(tmp_path: Path) -> None:
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        assert [year.year for year in workspace.years()] == [2566, 2567, 2568]
        assert workspace.year(2568).organisation.name == "สำนักงานเขตตัวอย่าง"
    with pytest.raises(InputError, match="มีแฟ้มชื่อนี้อยู่แล้ว"):
        workspaces.copy_sample(path)
    with pytest.raises(InputError, match=r"เขียนแฟ้มตัวอย่างไม่ได้ .ไม่พบแฟ้มหรือโฟลเดอร์"):
        workspaces.copy_sample(tmp_path / "ไม่มี" / "ตัวอย่าง.ita")
    assert list(tmp_path.iterdir()) == [path]


def test_a_sample_that_cannot_be_written_whole_leaves_no_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(source, copy) -> None:  # type: ignore[no-untyped-def]
        copy.write(source.read(100))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workspaces.shutil, "copyfileobj", half)
    with pytest.raises(InputError, match="เนื้อที่ดิสก์ไม่พอ"):
        workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    assert list(tmp_path.iterdir()) == []


# -- from an earlier file


@pytest.fixture
def old(begun: bytes, tmp_path: Path) -> Path:
    """A file with 2566 and 2567, each with a note of one item, 2567 also with work of all kinds."""
    path = tmp_path / "เดิม.ita"
    path.write_bytes(begun)
    with Workspace.open(path) as workspace:
        years.add_year(workspace, 2566)
        for year in (2566, 2567):
            edits = [CellEdit("O1", "note", f"ปี {year}")]
            assignments.edit(workspace, year, edits)
        assignments.assign(workspace, 2567, ["O2"], due=date(2024, 1, 31))
        measures.add(workspace, 2567, [{"items": ("I1",), "method": "ทำคู่มือ"}])
        evidence.add(workspace, 2567, "O2", {"location": "https://district.example/2"})
        with workspace.change("วิเคราะห์") as change:
            year_id = workspace.year(2567).fiscal_year.id
            change.insert(Finding(id="f", year_id=year_id, indicator="1", issue="ขั้นตอนไม่ชัด"))
    return path


@pytest.mark.in_turn
def test_all_that_was_entered_for_the_year_before_is_carried_over(
    old: Path, tmp_path: Path
) -> None:
    made, _carried = workspaces.create_from(
        tmp_path / "ใหม่.ita", old, 2568, organisation="สำนักงานเขตใหม่"
    )
    with made:
        data = made.year(2568)
        assert data.assignment_by_item["O2"].due == date(2025, 1, 31)
        assert [measure.method for measure in data.measures] == ["ทำคู่มือ"]
        assert [row.location for row in data.evidence_of("O2")] == ["https://district.example/2"]
        assert [finding.issue for finding in data.findings] == ["ขั้นตอนไม่ชัด"]
        with Workspace.open(tmp_path / "ใหม่.ita", read_only=True) as again:
            assert again.year(2568).measures == data.measures, "also before it is closed"


@pytest.mark.in_turn
def test_a_framework_of_a_file_is_the_years_own(old: Path, tmp_path: Path) -> None:
    text = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    given = tmp_path / "กรอบ.yaml"
    given.write_text(text.replace("เต็มใจให้บริการ เท่าเทียม", "เต็มใจ เท่าเทียม"), encoding="utf-8")
    made, _carried = workspaces.create_from(
        tmp_path / "ใหม่.ita", old, 2568, organisation="เขต", framework_file=given
    )
    with made:
        assert made.year(2568).framework.item_by_code["I1"].title.startswith("เต็มใจ เท่าเทียม")


@pytest.mark.in_turn
@pytest.mark.parametrize(("from_year", "of"), [(None, 2567), (2567, 2567), (2566, 2566)])
def test_a_new_file_carries_a_year_over_and_keeps_the_earlier_ones(
    old: Path, tmp_path: Path, from_year: int | None, of: int
) -> None:
    path = tmp_path / "ใหม่.ita"
    made, carried = workspaces.create_from(
        path, old, 2568, from_year=from_year, organisation="สำนักงานเขตใหม่"
    )
    with made:
        assert [year.year for year in made.years()] == [2566, 2567, 2568]
        data = made.year(2568)
        assert data.organisation.name == "สำนักงานเขตใหม่"
        assert made.edits.undo_label is None
        assert data.assignment_by_item["O1"].note.startswith(f"ปี {of}")
        assert (carried.data.year, made.path) == (2568, path)
    with Workspace.open(old, read_only=True) as before:
        assert [year.year for year in before.years()] == [2566, 2567]
    with Workspace.open(path, read_only=True) as again:
        assert again.year(2568).organisation.name == "สำนักงานเขตใหม่"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("year", "given", "says"),
    [
        (2567, {}, "2567"),
        (2568, {"from_year": 2550}, "2550"),
        (2568, {"framework_year": 2500}, "2500"),
        (2568, {"organisation": "ก" * 30_000}, "ใส่ได้ไม่เกิน"),
    ],
)
def test_what_cannot_be_carried_leaves_no_file(
    old: Path, tmp_path: Path, year: int, given: dict[str, Any], says: str
) -> None:
    path = tmp_path / "ใหม่.ita"
    with pytest.raises(ItaError, match=says):
        workspaces.create_from(path, old, year, **{"organisation": "เขต", **given})
    assert not path.exists()
    path.write_bytes(b"1")
    with pytest.raises(ItaError):
        workspaces.create_from(path, old, 2568, organisation="เขต")
    assert path.read_bytes() == b"1"
