"""new, sample, history, undo, redo, backup, restore."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.scores import scores
from ita_desktop.settings import backup_root
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


def _set_iit(path: Path, value: int) -> None:
    with Workspace.open(path) as workspace:
        edit = scores.ScoreEdit("IIT", scores.parse_score(str(value)))
        scores.set_scores(workspace, 2567, [edit], ScoreSource.OFFICIAL)


def _iit(path: Path) -> list[int]:
    with Workspace.open(path, read_only=True) as workspace:
        return [int(score.value) for score in workspace.year(2567).scores]


def test_new_makes_a_workspace_and_says_where(run: Run, tmp_path: Path) -> None:
    text = run("new", tmp_path / "เขต", "--year", "2568", "--organisation", "สำนักงานเขตตัวอย่าง")
    assert (text.code, text.err) == (0, "")
    assert text.out == f"สร้าง {tmp_path / 'เขต.ita'} แล้ว\n"
    with Workspace.open(tmp_path / "เขต.ita") as workspace:
        assert workspace.year(2568).organisation.name == "สำนักงานเขตตัวอย่าง"
    run("new", tmp_path / "ย่อ", "--year", "2568", "--organisation", "เขตลาดกระบัง")
    with Workspace.open(tmp_path / "ย่อ.ita") as workspace:
        assert workspace.year(2568).organisation.name == "สำนักงานเขตลาดกระบัง", "as papers name it"


def test_new_may_take_an_older_framework(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "เขต.ita"
    run("new", path, "--year", 2568, "--organisation", "เขต", "--framework", 2566)
    assert json.loads(run("score", path, "--json").out)["framework"] == "2566"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--year", "2560", "--organisation", "ก"], "ไม่มีกรอบการประเมินของปี 2560"),
        (["--year", "2024", "--organisation", "ก"], "พิมพ์ปี พ.ศ. เช่น 2567"),
        (["--year", "2568", "--organisation", "\u200b"], "ยังไม่ได้บอกชื่อสำนักงาน"),
        (["--year", "๒๕๖๘ก", "--organisation", "ก"], "--year ต้องเป็นตัวเลข ไม่ใช่ ๒๕๖๘ก"),
        (["--organisation", "ก"], "ยังขาด --year"),
    ],
)
def test_new_refuses_what_cannot_be(run: Run, tmp_path: Path, words: list[str], says: str) -> None:
    text = run("new", tmp_path / "เขต.ita", *words)
    assert (text.code, text.out) == (2, "")
    assert says in text.err
    assert text.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.in_turn
def test_new_may_go_on_from_a_year_of_another_file(run: Run, tmp_path: Path) -> None:
    old, path = tmp_path / "old.ita", tmp_path / "เขต.ita"
    run("sample", old)
    before = old.read_bytes()
    words = ("--organisation", "สำนักงานเขตต่อไป", "--from", old, "--from-year", 2568)
    assert run("new", path, "--year", 2569, *words).code == 0
    assert old.read_bytes() == before
    with Workspace.open(path) as workspace:
        now, then = workspace.year(2569), workspace.year(2568)
        assert now.organisation.name == "สำนักงานเขตต่อไป"
        assert len(now.members) == len(then.members) > 0
        assert len(now.measures) == len(then.measures) > 0
        assert [now.owner_label(owner) for owner in now.owners_of_item("O1")] == [
            then.owner_label(owner) for owner in then.owners_of_item("O1")
        ]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--year", 2568, "--from", "old.ita"], 2, "2568"),
        (["--year", 2569, "--from", "old.ita", "--from-year", 2560], 2, "2560"),
        (["--year", 2569, "--from", "other.ita"], 3, "other.ita"),
        (["--year", 2569, "--from-year", 2568], 2, "--from OLDFILE"),
        (["--year", 2569, "--from", "old.ita", "--organisation", "\u200b"], 2, "ชื่อสำนักงานว่างไม่ได้"),
    ],
)
def test_new_that_cannot_go_on_leaves_no_file(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[object],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    run("sample", "old.ita")
    text = run("new", "new.ita", "--organisation", "เขต", *words)
    assert (text.code, text.err.count("\n")) == (code, 1)
    assert says in text.err
    assert [path.name for path in tmp_path.iterdir()] == ["old.ita"]


def test_new_takes_the_place_of_nothing(run: Run, path: Path) -> None:
    before = path.read_bytes()
    text = run("new", path, "--year", 2567, "--organisation", "เขต")
    assert (text.code, path.read_bytes()) == (2, before)
    assert "มีแฟ้มชื่อนี้อยู่แล้ว" in text.err


def test_sample_writes_the_sample(run: Run, tmp_path: Path) -> None:
    text = run("sample", tmp_path / "ตัวอย่าง.ita")
    assert (text.code, text.err) == (0, "")
    assert run("sample", tmp_path / "ตัวอย่าง.ita").code == 2
    assert json.loads(run("score", tmp_path / "ตัวอย่าง.ita", "--year", 2567, "--json").out)["level"]


@pytest.mark.in_turn
def test_undo_and_redo_go_through_the_latest_edits(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    _set_iit(path, 80)
    assert run("undo", path).out == "เลิกทำแล้ว: แก้คะแนนทางการ IIT\n"
    assert _iit(path) == [90]
    assert run("undo", path).code == 0
    assert _iit(path) == []
    assert run("redo", path).out == "ทำซ้ำแล้ว: แก้คะแนนทางการ IIT\n"
    assert run("redo", path).code == 0
    assert _iit(path) == [80]
    text = run("redo", path)
    assert (text.code, text.out) == (1, "ไม่มีอะไรให้ทำซ้ำ\n")


def test_there_comes_a_point_where_nothing_is_left_to_undo(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    assert run("undo", path).code == 0
    text = run("undo", path)
    assert (text.code, text.out) == (1, "ไม่มีอะไรให้เลิกทำ\n")


def test_history_lists_the_latest_edits_first(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    run("undo", path)
    lines = run("history", path).out.splitlines()
    assert len(lines) == 3
    assert "เลิกทำ: แก้คะแนนทางการ IIT" in lines[0]
    assert "เริ่มแฟ้มใหม่ ปีงบประมาณ 2567" in lines[2]
    assert len(run("history", path, "--limit", 1).out.splitlines()) == 1
    assert len(run("history", path, "--limit", -5).out.splitlines()) == 1
    assert len(run("history", path, "--limit", 10**20).out.splitlines()) == 3


def test_history_as_json(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    run("undo", path)
    (described,) = json.loads(run("history", path, "--json", "--limit", "1").out)["history"]
    assert list(described) == ["id", "at", "label", "who", "kind", "standing"]
    assert (described["kind"], described["standing"]) == ("undo", True)
    assert datetime.fromisoformat(described["at"]).tzinfo is not None
    second = json.loads(run("history", path, "--json").out)["history"][1]
    assert (second["kind"], second["standing"]) == ("do", False)


@pytest.mark.in_turn
def test_backup_keeps_a_copy_and_restore_goes_back_to_it(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    text = run("backup", path)
    assert text.code == 0
    copy = Path(text.out.removeprefix("สำรองไว้ที่ ").removesuffix(" แล้ว\n"))
    assert copy.is_relative_to(backup_root())
    _set_iit(path, 80)
    text = run("restore", copy, path)
    assert text.code == 0
    assert _iit(path) == [90]
    kept = Path(text.out.splitlines()[1].removeprefix("แฟ้มเดิมเก็บไว้ที่ "))
    assert _iit(kept) == [80]


def test_backup_goes_where_it_is_asked_to_and_over_nothing(
    run: Run, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "สำเนา.ita"
    assert run("backup", path, "--out", copy).out == f"สำรองไว้ที่ {copy} แล้ว\n"
    text = run("backup", path, "--out", copy)
    assert text.code == 2
    assert "จึงไม่เขียนทับ" in text.err
    assert run("restore", copy, tmp_path / "ใหม่.ita").out == (f"กู้คืน {tmp_path / 'ใหม่.ita'} แล้ว\n")


def test_restore_refuses_a_broken_copy(run: Run, path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "เสีย.ita"
    broken.write_bytes(path.read_bytes()[:9000])
    before = path.read_bytes()
    text = run("restore", broken, path)
    assert (text.code, text.out) == (3, "")
    assert "แฟ้มเสียหาย" in text.err
    assert path.read_bytes() == before


def test_a_safety_copy_that_fails_is_told_and_the_work_is_done(run: Run, path: Path) -> None:
    _set_iit(path, 90)
    backup_root().mkdir(parents=True, exist_ok=True)
    for one in backup_root().iterdir():
        for copy in one.iterdir():
            copy.unlink()
        one.rmdir()
    backup_root().rmdir()
    backup_root().write_text("a file where the folder should be")
    text = run("undo", path)
    assert text.code == 0
    assert "เลิกทำแล้ว" in text.out
    assert "แฟ้มสำรอง" in text.err or "สำรองแฟ้มไม่ได้" in text.err
    assert text.err.count("\n") == 1
    assert run("backup", path).code == 3


@pytest.mark.parametrize("command", ["undo", "redo", "backup", "history", "score", "documents"])
@pytest.mark.parametrize("broken", ["missing", "foreign", "cut", "newer"])
def test_a_file_that_cannot_be_used_is_one_line_and_code_3(
    run: Run, path: Path, tmp_path: Path, command: str, broken: str
) -> None:
    content = bytearray(path.read_bytes())
    if broken == "missing":
        path.unlink()
    elif broken == "foreign":
        path.write_text("ไม่ใช่แฟ้มงาน" * 20, encoding="utf-8")
    elif broken == "cut":
        path.write_bytes(content[:5000])
    else:
        content[60:64] = (99).to_bytes(4)
        path.write_bytes(content)
    before = path.read_bytes() if path.exists() else None
    text = run(command, path)
    assert (text.code, text.out) == (3, "")
    assert path.name in text.err
    assert text.err.count("\n") == 1
    assert "·" in text.err
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_file_that_is_open_elsewhere_can_be_read_but_not_changed(run: Run, path: Path) -> None:
    with Workspace.open(path):
        assert run("score", path).code == 0
        text = run("undo", path)
        assert text.code == 3
        assert "ของท่านเองที่เครื่องนี้" in text.err
        assert run("backup", path).code == 0


def test_a_year_that_is_not_there_is_told(run: Run, path: Path) -> None:
    text = run("score", path, "--year", 2560)
    assert text.code == 2
    assert "ไม่มีปีงบประมาณ 2560" in text.err
    assert "มีปี 2567" in text.err


def test_a_workspace_without_a_year_is_told(run: Run, path: Path) -> None:
    with Workspace.open(path) as workspace, workspace.change("เอาปีออก") as change:
        change.delete(workspace.years()[0])
    text = run("score", path)
    assert text.code == 2
    assert "ยังไม่มีปีงบประมาณ" in text.err


@pytest.mark.in_turn
def test_new_from_a_year_of_another_framework_tells_what_went_along(
    run: Run, tmp_path: Path
) -> None:
    old = tmp_path / "old.ita"
    run("sample", old)
    words = ("--organisation", "เขต", "--from", old, "--from-year", 2566, "--year", 2570)
    said = json.loads(run("new", tmp_path / "a.ita", *words, "--json").out)
    assert said["carried"]["assignments"] == 21
    assert said["carried"]["evidence"] > 0
    assert {
        "from": "O17",
        "what": "owners",
        "count": 1,
        "why": "กรอบ 2567 ไม่มีข้อที่ต่อจาก O17",
    } in said["lost"]
    assert {"from": ["O11", "O12"], "to": "O15"} in said["united"]
    assert {"from": "O1", "to": ["O1", "O3"]} in said["split"]
    text = run("new", tmp_path / "b.ita", *words).out
    assert "ยกมา: ผู้รับผิดชอบ 42" in text
    assert "O11 O12 รวมเป็น O15" in text
    assert "O17 ไม่ได้ยกมา: ผู้รับผิดชอบ 1" in text
