"""frameworks draft, as a clerk's script calls it."""

import json
from pathlib import Path

import pytest

from ita_desktop.frameworks import load
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run
from tests.services.frameworks.tables import excel_file, rows_of


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return excel_file(tmp_path / "หนังสือเวียน.xlsx", list(rows_of(load(2566))))


@pytest.mark.in_turn
def test_the_items_links_and_doubts_are_told(run: Run, path: Path, table: Path) -> None:
    text = run("frameworks", "draft", path, table, "--year", 2569)
    assert (text.code, text.err) == (1, "")
    assert "กรอบร่าง 30 ข้อ" in text.out
    assert "9.1  O4  กฎหมายที่เกี่ยวข้อง" in text.out
    assert "ต้องเลือกเอง" in text.out
    assert json.loads(run("score", path, "--year", 2569, "--json").out)["drafted_from"] == "2567"
    assert "เพิ่มปีงบประมาณ 2569" in run("undo", path).out


def test_the_json_has_the_promised_keys(run: Run, path: Path, table: Path) -> None:
    said = json.loads(
        run("frameworks", "draft", path, table, "--year", 2566, "--from-year", 2564, "--json").out
    )
    assert set(said) == {
        *("fiscal_year", "framework", "drafted_from", "items", "links", "doubts", "dropped"),
        *("new", "skipped", "aside", "remarks", "other_tables", "ignored_columns"),
    }
    assert len(said["items"]) == 30
    assert set(said["links"][0]) == {"from", "to", "relation", "score", "reason"}
    assert (said["framework"], said["drafted_from"]) == ("2566-table", "2564")
    assert {"from": "O6", "to": "O4"}.items() <= next(
        link for link in said["links"] if link["from"] == "O6"
    ).items()


def test_a_table_that_stays_is_done_without_findings(run: Run, path: Path, tmp_path: Path) -> None:
    same = excel_file(tmp_path / "a.xlsx", list(rows_of(load(2567))))
    text = run("frameworks", "draft", path, same, "--year", 2569, "--json")
    said = json.loads(text.out)
    assert (text.code, said["doubts"], said["dropped"], said["new"]) == (0, [], [], [])
    assert "assignments" in said["carried"]


def test_items_are_assigned_to_the_units_of_the_table_on_request(
    run: Run, path: Path, tmp_path: Path
) -> None:
    rows = [
        ("โครงสร้าง", "1) แผนผัง", "ฝ่ายปกครอง\nฝ่ายทะเบียน"),
        ("คู่มือ", "1) คู่มือ", "กองที่ไม่มี"),
    ]
    table = excel_file(tmp_path / "a.xlsx", rows)
    text = run("frameworks", "draft", path, table, "--year", 2569, "--owners", "--json")
    assert text.code == 1
    assert json.loads(text.out)["assigned"] == {"items": ["O1"], "unknown": ["กองที่ไม่มี"]}
    with Workspace.open(path) as workspace:
        data = workspace.year(2569)
        assert [data.owner_label(owner) for owner in data.owners_of_item("O1")] == [
            "ฝ่ายปกครอง",
            "ฝ่ายทะเบียน",
        ]
    assert "แก้ผู้รับผิดชอบ O1" in run("undo", path).out
    assert "เพิ่มปีงบประมาณ 2569" in run("undo", path).out


def test_what_cannot_be_drafted_is_refused_in_one_line(
    run: Run, path: Path, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ห้อง.csv"
    other.write_text("ห้อง,เบอร์\nประชุม,101\n", encoding="utf-8")
    for words in ((other, "--year", 2569), (table, "--year", 2567), (table, "--year", 2026)):
        text = run("frameworks", "draft", path, *words)
        assert (text.code, text.out) == (2, "")
        assert text.err.count("\n") == 1


@pytest.mark.in_turn
def test_the_draft_of_a_year_that_exists_is_replaced(
    run: Run, path: Path, table: Path, tmp_path: Path
) -> None:
    replacing = ("frameworks", "draft", path, table, "--year", 2569, "--replace")
    text = run(*replacing)
    assert (text.code, "2569" in text.err) == (2, True)
    same = excel_file(tmp_path / "a.xlsx", list(rows_of(load(2567))))
    run("frameworks", "draft", path, same, "--year", 2569)
    said = json.loads(run(*replacing, "--json").out)
    assert (said["replaced"], said["moved"], said["drafted_from"]) == (True, [], "2567")
    assert len(said["items"]) == 30
    assert "แทนกรอบร่างปี 2569" in run("undo", path).out


@pytest.mark.parametrize("year", [0, 99999, 10**23])
def test_a_draft_is_for_a_year_that_can_be(run: Run, path: Path, table: Path, year: int) -> None:
    text = run("frameworks", "draft", path, table, "--year", year)
    assert (text.code, text.out) == (2, "")
    assert f"“{year}” ไม่ใช่ปีงบประมาณ พ.ศ." in text.err
