"""import auto, as a clerk's script calls it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASSIGNMENTS = "ข้อ,ผู้รับผิดชอบ,หมายเหตุ\nO1,ฝ่ายปกครอง,\nO2,ทุกฝ่าย,ก\n"
MEASURES = "มาตรการ ปีงบประมาณ 2567,,\nข้อ,วิธีการปฏิบัติ,ผู้รับผิดชอบ\nI1,1. ทำคู่มือ,ทุกฝ่าย\n"
ROOMS = "ห้อง,เบอร์\nห้องประชุม,101\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "รวม"
    made.mkdir()
    (made / "ก.csv").write_text(ASSIGNMENTS, encoding="utf-8")
    (made / "ข.csv").write_text(MEASURES, encoding="utf-8")
    return made


def test_all_of_a_folder_is_taken_in_and_undone_at_once(run: Run, path: Path, folder: Path) -> None:
    text = run("import", path, "auto", folder)
    assert (text.code, text.err) == (0, "")
    assert text.out.splitlines()[2:] == ["  ไม่ใช่แถวข้อมูล แถว 1"]
    assert "ปี 2567 จาก ก.csv แถว 1-3 เพิ่ม 2 เปลี่ยน 0 เหมือนเดิม 0" in text.out
    again = json.loads(run("import", path, "auto", folder, "--json").out)
    assert [part["unchanged"] for part in again["found"]] == [2, 1]
    assert "2 อย่าง" in run("undo", path).out
    assert json.loads(run("import", path, "auto", folder, "--json", "--dry-run").out)["found"][0][
        "added"
    ]


def test_a_dry_run_prints_each_row_that_would_change(run: Run, path: Path, folder: Path) -> None:
    lines = run("import", path, "auto", folder, "--dry-run").out.splitlines()
    added = [line.split(" · ") for line in lines if line.startswith("  เพิ่ม ")]
    assert [(first, rest[1:]) for first, *rest in added] == [
        ("  เพิ่ม แถว 2: O1", ["ฝ่ายปกครอง"]),
        ("  เพิ่ม แถว 3: O2", ["ทุกฝ่าย", "ก"]),
        ("  เพิ่ม แถว 3: I1", ["ทุกฝ่าย", "ยังไม่เริ่ม"]),
    ]
    run("import", path, "auto", folder)
    (folder / "ก.csv").write_text(ASSIGNMENTS.replace("ก\n", "ข\n"), encoding="utf-8")
    lines = run("import", path, "auto", folder, "--dry-run").out.splitlines()
    assert lines[1] == "  เปลี่ยน แถว 3: O2 หมายเหตุ ก → ข"


def test_the_json_has_the_promised_keys(run: Run, path: Path, folder: Path) -> None:
    (folder / "ค.csv").write_text(ROOMS, encoding="utf-8")
    (folder / "ง.doc").write_bytes(b"x")
    text = run("import", path, "auto", folder, "--dry-run", "--json")
    assert text.code == 1
    found = json.loads(text.out)["found"]
    keys = {
        "kind",
        "year",
        "source",
        "place",
        "added",
        "changed",
        "removed",
        "unchanged",
        "skipped",
        "doubts",
    }
    evidence = {"ticked", "evidence_for", "evidence_against"}
    assert all(set(part) == keys | evidence for part in found)
    assert [part["kind"] for part in found] == ["assignments", "measures", None, None]
    assert found[1] | {"doubts": []} == {
        "kind": "measures",
        "year": 2567,
        "source": "ข.csv",
        "place": "แถว 1-3",
        "ticked": True,
        "evidence_for": ["มีรหัสข้อของการประเมิน ITA", "หัวคอลัมน์ตรงกับของโปรแกรมทุกคำ"],
        "evidence_against": [],
        "added": 1,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "skipped": [],
        "doubts": [],
    }
    assert "ไม่ทราบว่าเป็นตารางอะไร" in found[2]["doubts"][0]["why"]
    assert "ง.doc" in found[3]["source"]
    assert run("history", path, "--json").out.count("นำเข้า") == 0


def test_rows_that_are_left_out_are_findings(run: Run, path: Path, folder: Path) -> None:
    (folder / "ก.csv").write_text(f"{ASSIGNMENTS}O99,ทุกฝ่าย,\n", encoding="utf-8")
    text = run("import", path, "auto", folder / "ก.csv", folder / "ข.csv")
    assert text.code == 1
    assert "O99" in text.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("auto", "ไม่มี.csv"), "ไม่พบไฟล์นี้"),
        (("auto", "ก.csv", "--new-unit", "ก"), "--new-unit"),
        (("auto", "ก.csv", "ค.csv", "--replace"), "--replace"),
        (("assignments", "ก.csv", "ข.csv"), "auto"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, path: Path, folder: Path, words: tuple[str, ...], told: str
) -> None:
    (folder / "ค.csv").write_text(ASSIGNMENTS, encoding="utf-8")
    named = [folder / word if word.endswith(".csv") else word for word in words]
    text = run("import", path, *named)
    assert (text.code, text.out) == (2, "")
    assert told in text.err
    assert len(text.err.splitlines()) == 1


def test_scores_of_several_years_are_a_part_each_and_none_is_called_taken_in(
    run: Run, path: Path, folder: Path
) -> None:
    table = folder / "ค.csv"
    table.write_text("ปี,IIT,EIT\n2566,90,80\n2567,91,81\n", encoding="utf-8")
    text = run("import", path, "auto", table)
    assert text.code == 1
    assert "นำเข้าแล้ว" not in text.out
    assert "results SOURCE --year 2566" in text.out
    found = json.loads(run("import", path, "auto", table, "--json").out)["found"]
    assert [(part["kind"], part["year"], part["added"]) for part in found] == [
        ("results", 2566, 0),
        ("results", 2567, 0),
    ]
    whys = [doubt["why"] for part in found for doubt in part["doubts"]]
    assert sum("ไม่ได้เลือกไว้" in why for why in whys) == 2
    assert sum("2566 2567" in why for why in whys) == 2


@pytest.mark.parametrize("kind", ["auto", "measures"])
def test_what_a_row_of_dashes_needs_is_said(
    run: Run, path: Path, tmp_path: Path, kind: str
) -> None:
    source = tmp_path / "ก.csv"
    source.write_text("ข้อ,มาตรการ\nI1,ทำคู่มือ\nI2,-\n", encoding="utf-8")
    said = run("import", path, kind, source).out
    assert "มีแต่ขีดแทนมาตรการ" in said
    assert "พิมพ์แทนขีด" in said


@pytest.mark.parametrize("kind", ["auto", "measures"])
def test_a_list_of_others_is_paired_by_titles_with_a_yes_of_its_own(
    run: Run, path: Path, tmp_path: Path, kind: str
) -> None:
    source = tmp_path / "ก.csv"
    named = ("O2,ข้อมูลผู้บริหาร", "O3,ข้อมูลการติดต่อ", "O10,E-Service")
    rows = "".join(f"{row},ทำ,ทุกฝ่าย\n" for row in named)
    source.write_text(f"ข้อ,ชื่อข้อ,วิธีการปฏิบัติ,ผู้รับผิดชอบ\n{rows}", encoding="utf-8")
    first = run("import", path, kind, source)
    assert first.code == 1
    assert "ถ้าจะจับคู่ด้วยชื่อ เติม --by-title" in first.out
    said = json.loads(run("import", path, kind, source, "--json").out)
    assert [each["needs"] for each in said["left"]] == [["--by-title"]] * len(said["left"])
    assert said["left"]
    text = run("import", path, kind, source, "--by-title")
    assert "เพิ่ม 1 " in text.out
    assert "O10 ในไฟล์ “E-Service” ของปี “E-Service”" in text.out


def test_a_doubtful_part_is_taken_with_a_yes_of_its_own(
    run: Run, path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "ตาราง.csv"
    source.write_text("ข้อ,ผู้รับผิดชอบ\nO1,ฝ่ายปกครอง\nO2,ฝ่ายโยธา\n", encoding="utf-8")
    first = run("import", path, "auto", source, "--json")
    (part,) = json.loads(first.out)["found"]
    assert (first.code, part["kind"], part["ticked"], part["added"]) == (1, "assignments", False, 0)
    assert any("--unticked" in doubt["why"] for doubt in part["doubts"])
    (part,) = json.loads(run("import", path, "auto", source, "--unticked", "--json").out)["found"]
    assert (part["ticked"], part["added"]) == (True, 2)
    assert not any("ไม่ได้เลือกไว้" in doubt["why"] for doubt in part["doubts"])


def test_a_part_of_which_only_some_rows_are_left_is_ticked(
    run: Run, path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "ข้อค้นพบ.csv"
    head = "การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ 2567\nตัวชี้วัด,จุดที่ต้องพัฒนา\n"
    source.write_text(f"{head}7,ประชาสัมพันธ์ให้บุคลากรทุกคนตอบแบบวัดผ่านระบบ\n", encoding="utf-8")
    run("import", path, "auto", source)
    for rows, ticked, added in (("7,ประชาสัมพันธ์\n8,ทำคู่มือ\n", True, 1), ("7,ชี้แจง\n", False, 0)):
        source.write_text(head + rows, encoding="utf-8")
        said = run("import", path, "auto", source, "--json")
        (part,) = json.loads(said.out)["found"]
        assert (said.code, part["ticked"], part["added"], part["changed"]) == (1, ticked, added, 0)
        assert any("ไม่ได้เลือกไว้ 1 รายการ" in doubt["why"] for doubt in part["doubts"])


def test_what_cannot_be_planned_is_not_ticked(run: Run, path: Path, folder: Path) -> None:
    source = folder / "ค.csv"
    source.write_text(MEASURES.replace("2567", ""), encoding="utf-8")
    said = run("import", path, "auto", source, "--year", "2531", "--json").out
    (part,) = json.loads(said)["found"]
    assert (part["ticked"], part["added"]) == (False, 0)
    assert "ไม่มีปีงบประมาณ 2531" in part["doubts"][0]["why"]


def test_what_nothing_speaks_for_is_taken_by_its_kind(run: Run, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "ตาราง.csv"
    source.write_text("วันที่,กิจกรรม\n5 ธ.ค. 67,ประชุมหัวหน้าฝ่าย\n", encoding="utf-8")
    for asked in ([], ["--unticked"]):
        first = run("import", path, "auto", source, *asked, "--json")
        said = json.loads(first.out)
        (part,) = said["found"]
        assert (first.code, part["kind"], part["ticked"]) == (1, "calendar", False)
        assert part["added"] == 0
        (needs,) = [each["needs"] for each in said["left"]]
    command, *options = needs
    assert command.startswith("import FILE calendar SOURCE --year ")
    year = command.rpartition(" ")[2].split()[0]
    done = run("import", path, "calendar", source, "--year", year, *options, "--json")
    assert json.loads(done.out)["added"] == 1, needs


def test_what_a_list_lacks_is_taken_out_only_when_asked(run: Run, path: Path, folder: Path) -> None:
    run("import", path, "auto", folder)
    (folder / "ก.csv").write_text("ข้อ,ผู้รับผิดชอบ,หมายเหตุ\nO1,ฝ่ายปกครอง,\n", encoding="utf-8")
    kept = json.loads(run("import", path, "auto", folder, "--json").out)
    assert [part["removed"] for part in kept["found"]] == [0, 0]
    text = run("import", path, "auto", folder, "--replace", "--dry-run").out
    assert "เหมือนเดิม 1 · เอาออก 1 รายการ" in text
    assert "  เอาออก O2" in text
    gone = json.loads(run("import", path, "auto", folder, "--replace", "--json").out)
    assert [part["removed"] for part in gone["found"]] == [1, 0]
    assert "มอบหมาย" in run("undo", path).out


def test_a_report_of_the_whole_replaces_the_former_one(
    run: Run, path: Path, tmp_path: Path
) -> None:
    report = tmp_path / "ผลการประเมิน ITA ปี 2567.csv"
    head = "ผลการประเมิน ITA ปีงบประมาณ 2567,\nตัวชี้วัด,คะแนน\n"
    report.write_text(f"{head}IIT,90.00\nEIT,90.00\nOIT,90.00\nI1,80.00\n", encoding="utf-8")
    assert run("import", path, "auto", report).code == 0
    report.write_text(f"{head}IIT,90.00\nEIT,90.00\nOIT,90.00\n", encoding="utf-8")
    told = json.loads(run("import", path, "auto", report, "--replace", "--json").out)
    assert [(part["kind"], part["removed"]) for part in told["found"]] == [("results", 1)]
