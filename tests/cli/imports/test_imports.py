"""import and template, as a clerk's script calls them."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.dates import month_end
from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.worksheet import MEASURE_COLUMNS, measure_key
from ita_desktop.settings import backup_root
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run
from tests.support.places import FIXTURES
from tests.support.processes import other_process

TABLE = "ข้อ,ผู้รับผิดชอบ,หมายเหตุ\nO1,ฝ่ายปกครอง,\nO2,ทุกฝ่าย,ก\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "งาน.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_import_counts_what_it_did(run: Run, path: Path, source: Path) -> None:
    text = run("import", path, "assignments", source)
    assert (text.code, text.out, text.err) == (
        0,
        "นำเข้าแล้ว เพิ่ม 2 เปลี่ยน 0 เอาออก 0 เหมือนเดิม 0\n",
        "",
    )
    assert "เหมือนเดิม 2" in run("import", path, "assignments", source).out


def test_the_json_has_the_promised_keys(run: Run, path: Path, source: Path) -> None:
    source.write_text(f"{TABLE}O99,ทุกฝ่าย,\n", encoding="utf-8")
    text = run("import", path, "assignments", source, "--dry-run", "--json")
    described = json.loads(text.out)
    counts = ("added", "changed", "removed", "unchanged")
    assert (text.code, described["kind"], described["dry_run"]) == (1, "assignments", True)
    assert [described[name] for name in counts] == [2, 0, 0, 0]
    (skipped,) = described["skipped"]
    assert skipped["row"] == 4
    assert "O99" in skipped["why"]


def test_a_dry_run_tells_each_row_and_writes_nothing(run: Run, path: Path, source: Path) -> None:
    run("import", path, "assignments", source)
    before = path.read_bytes()
    source.write_text("ข้อ,ผู้รับผิดชอบ,หมายเหตุ\nO2,ทุกฝ่าย,ข\nO3,ฝ่ายโยธา,\n", encoding="utf-8")
    text = run("import", path, "assignments", source, "--dry-run", "--replace")
    first, *lines = text.out.splitlines()
    assert first == "จะนำเข้า เพิ่ม 1 เปลี่ยน 1 เอาออก 1 เหมือนเดิม 0"
    assert "เปลี่ยน แถว 2: O2 หมายเหตุ ก → ข" in lines
    assert any(line.startswith("เพิ่ม แถว 3: O3 · ") and "ฝ่ายโยธา" in line for line in lines)
    assert any(line.startswith("เอาออก O1 · ") for line in lines)
    assert path.read_bytes() == before


def test_what_was_taken_in_is_not_called_a_dry_run(run: Run, path: Path, source: Path) -> None:
    source.write_text("ข้อ,ผู้รับผิดชอบ\nO1,ทุกฝ่าย\n", encoding="utf-8")
    told = [
        json.loads(run("import", path, "assignments", source, "--json", *more).out)
        for more in (["--dry-run"], [])
    ]
    assert [each["dry_run"] for each in told] == [True, False]


def test_duties_come_from_a_table_and_their_form_changes_nothing(
    run: Run, path: Path, tmp_path: Path
) -> None:
    duties = FIXTURES / "duties_2568.csv"
    asked = run("import", path, "duties", duties)  # of a year that only its name states
    assert asked.code == 1
    assert "เพิ่ม 0 เปลี่ยน 0" in asked.out
    assert "--new-year" in asked.out
    assert "เพิ่ม 12 เปลี่ยน 0" in run("import", path, "duties", duties, "--new-year").out
    assert "เหมือนเดิม 12" in run("import", path, "duties", duties, "--replace").out
    form = tmp_path / "แบบ.xlsx"
    assert run("template", "duties", form).code == 0
    assert "เพิ่ม 0 เปลี่ยน 0" in run("import", path, "duties", form).out


def test_columns_that_are_not_understood_are_named(run: Run, path: Path, source: Path) -> None:
    source.write_text("ข้อ,ผู้รับผิดชอบ,สีแฟ้ม\nO1,ทุกฝ่าย,แดง\n", encoding="utf-8")
    assert "ไม่ได้อ่านคอลัมน์ สีแฟ้ม" in run("import", path, "assignments", source).out


def test_a_new_unit_is_told_with_its_row(run: Run, path: Path, source: Path) -> None:
    source.write_text("คณะ,ชื่อ - นามสกุล,สังกัด\nคณะทำงาน,นายก ข,โรงเรียนใหม่\n", encoding="utf-8")
    text = run("import", path, "roster", source)
    assert text.code == 0
    assert "เพิ่มหน่วยใหม่ โรงเรียนใหม่ (แถว 2)" in text.out.splitlines()


def test_rows_to_be_removed_are_told_in_the_order_of_the_items(
    run: Run, path: Path, source: Path
) -> None:
    rows = "".join(f"O{number},ทุกฝ่าย\n" for number in range(22, 0, -1))
    source.write_text(f"ข้อ,ผู้รับผิดชอบ\n{rows}", encoding="utf-8")
    run("import", path, "assignments", source)
    source.write_text("ข้อ,ผู้รับผิดชอบ\nO1,ทุกฝ่าย\n", encoding="utf-8")
    lines = run("import", path, "assignments", source, "--dry-run", "--replace").out.splitlines()
    removed = [line.split(" ")[1] for line in lines if line.startswith("เอาออก ")]
    assert removed == [f"O{number}" for number in range(2, 23)]


def test_a_dry_run_speaks_english_when_asked(run: Run, path: Path, source: Path) -> None:
    text = run("import", path, "assignments", source, "--dry-run", "--lang", "en")
    assert "Add row 2: O1 · " in text.out


def test_what_fails_is_one_line_even_where_no_safety_copy_could_be_made(
    run: Run, path: Path, tmp_path: Path
) -> None:
    shutil.rmtree(backup_root(), ignore_errors=True)
    backup_root().parent.mkdir(parents=True, exist_ok=True)
    backup_root().write_text("a file where the folder should be")
    text = run("import", path, "assignments", tmp_path / "ไม่มี.csv")
    assert (text.code, text.err.count("\n")) == (2, 1)
    assert "ไม่มี.csv" in text.err


def test_a_template_is_written_and_says_where(run: Run, path: Path, tmp_path: Path) -> None:
    form = tmp_path / "แบบ.xlsx"
    text = run("template", "assignments", form)
    assert (text.code, text.out) == (0, f"เขียน {form} แล้ว\n")
    assert "เพิ่ม 0 เปลี่ยน 0" in run("import", path, "assignments", form).out


def test_a_template_has_the_lists_of_a_file(run: Run, path: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    form = tmp_path / "แบบ.xlsx"
    assert run("template", "assignments", form, "--of", path, "--year", 2567).code == 0
    book = load_workbook(form, read_only=True)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"O1", "O22"} <= set(cells)
    assert any("2567" in str(cell) for cell in cells)
    assert run("template", "assignments", form, "--of", path, "--year", 2490).code != 0


def test_a_template_over_a_folder_is_told_in_thai(run: Run, tmp_path: Path) -> None:
    text = run("template", "assignments", tmp_path)
    assert text.code == 2
    assert "เป็นโฟลเดอร์ ไม่ใช่แฟ้ม" in text.err


def test_a_short_name_that_the_same_file_frees_can_be_taken_at_once(
    run: Run, tmp_path: Path
) -> None:
    file, first, second = (tmp_path / name for name in ("a.ita", "1.csv", "2.csv"))
    first.write_text("ชื่อหน่วยงาน,ชื่อย่อ\nโรงเรียนวัดตัวอย่าง,ตย.\n", encoding="utf-8")
    second.write_text("ชื่อหน่วยงาน,ชื่อย่อ\nฝ่ายโยธา,ตย.\nโรงเรียนวัดตัวอย่าง,รร.ตย.\n", encoding="utf-8")
    run("new", file, "--year", 2568, "--organisation", "เขต")
    assert run("import", file, "units", first).code == 0
    described = json.loads(run("import", file, "units", second, "--json").out)
    assert (described["changed"], described["skipped"]) == (2, [])
    again = json.loads(run("import", file, "units", second, "--json").out)
    assert (again["changed"], again["unchanged"], again["skipped"]) == (0, 2, [])


REPORT = FIXTURES / "report_2567.txt"


def test_a_report_of_results_goes_into_its_own_year(run: Run, path: Path) -> None:
    described = json.loads(run("import", path, "results", REPORT, "--json").out)
    assert (described["fiscal_year"], described["changed"], described["skipped"]) == (2567, 0, [])
    score = json.loads(run("score", path, "--year", 2567, "--json").out)
    assert (score["total"], score["source"]) == ("97.38", "official")
    assert {one["official"] for one in score["items"] if one["code"] == "E4"} == {"89.38"}
    again = json.loads(run("import", path, "results", REPORT, "--json").out)
    assert (again["added"], again["unchanged"]) == (0, described["added"])


@pytest.mark.parametrize("kind", ["measures", "auto"])
def test_a_year_is_added_by_a_yes_or_with_the_result_that_the_next_one_follows_from(
    run: Run, tmp_path: Path, kind: str
) -> None:
    path, source = tmp_path / "ปีใหม่.ita", tmp_path / "ก.csv"
    title = "มาตรการ ประจำปีงบประมาณ พ.ศ. 2567,,"
    source.write_text(f"{title}\nข้อ,วิธีการปฏิบัติ,ผู้รับผิดชอบ\nI1,ทำคู่มือ,ทุกฝ่าย\n", encoding="utf-8")

    def added(kind: str, source: Path, *options: object) -> list[int]:
        path.unlink(missing_ok=True)
        run("new", path, "--year", 2568, "--organisation", "สำนักงานเขตตัวอย่าง")
        run("import", path, kind, source, *options)
        with Workspace.open(path, read_only=True) as workspace:
            return [year.year for year in workspace.years()]

    assert added(kind, source) == [2568]
    assert added(kind, source, "--new-year") == [2567, 2568]
    assert added(kind, source, "--year", "2567") == [2567, 2568]
    assert added("results" if kind == "measures" else kind, REPORT) == [2567, 2568]
    help_text = " ".join(run("import", "--help").out.split())
    assert "ผลทางการของปีก่อนเพิ่มปีของผลให้เอง" in help_text


def test_a_dry_run_of_a_report_shows_the_line_of_each_figure(run: Run, path: Path) -> None:
    before = path.read_bytes()
    text = run("import", path, "results", REPORT, "--dry-run")
    assert "เพิ่ม บรรทัด 74: E1 · " in text.out
    assert path.read_bytes() == before


def test_a_report_of_another_year_than_the_one_asked_for_is_refused(run: Run, path: Path) -> None:
    text = run("import", path, "results", REPORT, "--year", 2560)
    assert (text.code, text.err.count("\n")) == (2, 1)
    assert "เป็นผลปี 2567" in text.err


def test_lines_that_could_not_be_read_are_told_with_their_number(
    run: Run, path: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "รายงาน.txt"
    broken.write_text(REPORT.read_text(encoding="utf-8").replace("98.66", "198.66"), "utf-8")
    text = run("import", path, "results", broken)
    assert text.code == 1
    assert "ไม่ได้นำเข้า บรรทัด 61: คะแนน “198.66” ไม่ใช่ตัวเลข 0 ถึง 100" in text.out


@pytest.fixture
def path_2568(run: Run, tmp_path: Path) -> Path:
    """A new workspace for the year of the kept lists."""
    path = tmp_path / "เขต68.ita"
    assert run("new", path, "--year", 2568, "--organisation", "สำนักงานเขตตัวอย่าง").code == 0
    return path


@pytest.mark.in_turn
@pytest.mark.parametrize(("kind", "records"), [("analysis", 10), ("progress", 12)])
def test_lists_of_the_analysis_and_of_progress_are_counted_tried_and_taken_in(
    run: Run, path_2568: Path, kind: str, records: int
) -> None:
    source = FIXTURES / f"{kind}_2568.csv"
    before = path_2568.read_bytes()
    tried = run("import", path_2568, kind, source, "--dry-run")
    assert (tried.code, tried.out.split("\n")[0]) == (
        1,  # the scores beside the items are not stored
        f"จะนำเข้า เพิ่ม {records} เปลี่ยน 0 เอาออก 0 เหมือนเดิม 0",
    )
    assert path_2568.read_bytes() == before
    run("import", path_2568, kind, source)
    again = json.loads(run("import", path_2568, kind, source, "--replace", "--json").out)
    assert [again[name] for name in ("added", "changed", "removed", "unchanged")] == [
        0,
        0,
        0,
        records,
    ]


def test_tables_in_old_thai_encoding_are_taken_in(run: Run, path: Path, tmp_path: Path) -> None:
    meetings = tmp_path / "ประชุม.csv"
    meetings.write_bytes("ครั้งที่,วันประชุม,ระเบียบวาระ\n1/2567,8/11/66,เรื่องแรก\n".encode("cp874"))
    assert "เพิ่ม 1" in run("import", path, "meetings", meetings).out
    table = tmp_path / "สื่อสาร.csv"
    table.write_bytes(
        "ประเด็นการประเมิน,มาตรการ/กิจกรรม,ระยะเวลาดำเนินการ\nI1,ชี้แจง,ทุกเดือน\n".encode("utf-8-sig")
    )
    assert "เพิ่ม 1" in run("import", path, "communications", table).out
    chapters = tmp_path / "บท.csv"
    rows = "บท,มาตรการ\nศูนย์ BMA OSS,จัดทำคู่มือ\n,เปิดช่องทาง\nบทอื่น,ก\n"
    chapters.write_bytes(rows.encode("cp874"))
    text = run("import", path, "texts", chapters)
    assert "เพิ่ม 2" in text.out
    assert (text.code, "บทอื่น" in text.out + text.err) == (1, True)


def test_a_table_that_lacks_its_columns_is_refused_in_one_line(
    run: Run, path: Path, source: Path
) -> None:
    text = run("import", path, "progress", source)
    assert (text.code, text.out, text.err.count("\n")) == (2, "", 1)
    assert "ผลการดำเนินการ" in text.err


def test_a_misprinted_unit_is_told_with_the_nearest_and_never_made(
    run: Run, path: Path, tmp_path: Path
) -> None:
    table = tmp_path / "มอบหมาย.csv"
    rows = "ข้อ,ผู้รับผิดชอบ,หมายเหตุ\nO1,ฝ่ายปกคอง,เร่ง\nO2,ฝ่ายพัสดุกลาง,\n"
    table.write_text(rows, encoding="utf-8-sig")
    result = run("import", path, "assignments", table)
    assert result.code == 1
    assert "“ฝ่ายปกคอง”" in result.out
    assert "“ฝ่ายปกครอง”" in result.out
    assert "เพิ่มหน่วยใหม่ ฝ่ายพัสดุกลาง" in result.out
    described = json.loads(run("import", path, "assignments", table, "--json").out)
    assert (described["added_units"], described["skipped"]) == ([], [])
    assert [(one["row"], one["column"]) for one in described["left_cells"]] == [(2, "ผู้รับผิดชอบ")]
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.year(2567).assignment_by_item["O1"].note == "เร่ง"
    described = run("import", path, "assignments", table, "--json", "--new-unit", "ฝ่ายปกคอง")
    assert (described.code, json.loads(described.out)["added_units"]) == (0, ["ฝ่ายปกคอง"])


def test_an_unknown_person_is_put_into_the_register_when_it_is_said_so(
    run: Run, path: Path, tmp_path: Path
) -> None:
    table = tmp_path / "มอบหมาย.csv"
    table.write_text("ข้อ,ผู้รับผิดชอบ\nO1,นางสาวไม่มี ในทะเบียน\n", encoding="utf-8-sig")
    result = run("import", path, "assignments", table)
    assert result.code == 1
    assert "--new-person" in result.out
    assert "--new-unit" not in result.out
    described = run(
        "import", path, "assignments", table, "--json", "--new-person", "น.ส.ไม่มี ในทะเบียน"
    )
    assert (described.code, json.loads(described.out)["added_people"]) == (
        0,
        ["นางสาวไม่มี ในทะเบียน"],
    )


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_of_its_row_taken(
    run: Run, path: Path, tmp_path: Path
) -> None:
    table = tmp_path / "มอบหมาย.csv"
    table.write_text("ข้อ,กำหนดส่ง,หมายเหตุ\nO1,31/2/68,เร่ง\n", encoding="utf-8-sig")
    result = run("import", path, "assignments", table)
    assert result.code == 1
    assert "เว้นหนึ่งช่อง แถว 2: คอลัมน์ B “กำหนดส่ง”" in result.out
    described = json.loads(run("import", path, "assignments", table, "--json").out)
    assert [(one["row"], one["column"]) for one in described["left_cells"]] == [(2, "กำหนดส่ง")]
    assert (described["unchanged"], described["skipped"]) == (0, [])


@pytest.mark.in_turn
def test_a_record_that_begins_by_an_import_tells_from_when_times_count(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-03-14")
    source = tmp_path / "มาตรการ.csv"
    source.write_text("ข้อ,วิธีการปฏิบัติ,ระยะเวลาดำเนินการ\nI1,ก,ทุกเดือน\n", encoding="utf-8")
    assert run("import", path, "measures", source).code == 0
    with Workspace.open(path) as workspace:
        measure = workspace.year(2567).measures[0].id
    head = ",".join(column.heading for column in MEASURE_COLUMNS)
    filled = {"items": "I1", "method": "ก", "text": "ทำ"}
    for month, described in ((2, True), (1, False)):
        filled["key"] = measure_key(measure, month_end(date(2024, month, 1)), "")
        line = ",".join(filled.get(column.name, "") for column in MEASURE_COLUMNS)
        source.write_text(f"{head}\n{line}\n", encoding="utf-8")
        text = run("import", path, "worksheet", source)
        assert text.out.startswith("นำเข้าแล้ว เพิ่ม 1 ")
        assert ("นับรอบตั้งแต่ มีนาคม 2567" in text.out) is described


HOLD = """
import sys
from pathlib import Path
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.mark.in_turn
def test_a_file_that_is_open_in_the_own_window_is_said_to_be_open_there(
    run: Run, path: Path, source: Path
) -> None:
    with other_process(HOLD, path) as window:
        assert window.hears() == "open"
        text = run("import", path, "assignments", source)
        assert (text.code, text.out) == (3, "")
        assert "ของท่านเองที่เครื่องนี้" in text.err
        assert "ปิดแฟ้มที่นั่นก่อน" in text.err
        (note,) = path.parent.glob(".*.lock")
        described = json.loads(note.read_text(encoding="utf-8"))
        note.write_text(json.dumps(described | {"host": "PC-7"}), encoding="utf-8")
        assert "กำลังแก้ไขอยู่ที่เครื่อง PC-7" in run("import", path, "assignments", source).err
    assert run("import", path, "assignments", source).code == 0


@pytest.mark.in_turn
def test_steps_of_one_paragraph_are_told_and_made_lines_where_that_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "มาตรการ.csv"
    source.write_text("ข้อ,วิธีการปฏิบัติ\nI1,1. ทำแผน 2. ติดประกาศ\n", encoding="utf-8")
    methods = []
    for number, options in enumerate(((), ("--step-lines",))):
        path = tmp_path / f"{number}.ita"
        run("new", path, "--year", "2568", "--organisation", "สำนักงานเขตตัวอย่าง")
        text = run("import", path, "measures", source, *options).out
        assert ("--step-lines" in text) is not bool(options)
        assert ("แยกขั้นเป็นบรรทัดแล้ว 1 ช่อง" in text) is bool(options)
        with Workspace.open(path) as workspace:
            methods.append(workspace.year(2568).measures[0].method)
            if options:
                assert workspace.undo() == "แยกขั้นเป็นบรรทัด I1"
                methods.append(workspace.year(2568).measures[0].method)
    assert methods == ["1. ทำแผน 2. ติดประกาศ", "1. ทำแผน\n2. ติดประกาศ", "1. ทำแผน 2. ติดประกาศ"]


def test_two_measures_of_one_item_whose_steps_are_parted_count_as_two(
    run: Run, tmp_path: Path
) -> None:
    source, path = tmp_path / "มาตรการ.csv", tmp_path / "ก.ita"
    source.write_text(
        "ข้อ,วิธีการปฏิบัติ\nI1,1. ทำแผน 2. ติดประกาศ\nI1,1. อบรม 2. ทดสอบ\n", encoding="utf-8"
    )
    run("new", path, "--year", "2568", "--organisation", "สำนักงานเขตตัวอย่าง")
    run("import", path, "measures", source, "--step-lines")
    with Workspace.open(path) as workspace:
        assert len(workspace.year(2568).measures) == 2
        assert workspace.undo() == "แยกขั้นเป็นบรรทัด 2 รายการ"


@pytest.mark.in_turn
def test_who_is_told_of_steps_of_one_paragraph_imports_the_file_again_to_part_them(
    run: Run, tmp_path: Path
) -> None:
    path, typed = tmp_path / "ก.ita", "1. ทำแผน 2. ติดประกาศ"
    run("new", path, "--year", "2568", "--organisation", "สำนักงานเขตตัวอย่าง")
    other = tmp_path / "อื่น.csv"
    other.write_text("ข้อ,วิธีการปฏิบัติ\nI2,1) เวียน 2) ตรวจ\n", encoding="utf-8")
    run("import", path, "measures", other)
    source = tmp_path / "วิเคราะห์.csv"
    heads = "ข้อ,ประเด็นที่ต้องปรับปรุง,มาตรการ/กิจกรรม"
    source.write_text(f"{heads}\nI1,(1) ช้า (2) แพง,{typed}\n", encoding="utf-8")
    for _time in range(2):
        assert "--step-lines" in run("import", path, "analysis", source).out
    text = run("import", path, "analysis", source, "--step-lines").out
    assert "แยกขั้นเป็นบรรทัดแล้ว 2 ช่อง" in text
    with Workspace.open(path) as workspace:
        data = workspace.year(2568)
        assert data.findings[0].issue == "(1) ช้า\n(2) แพง"
        methods = {measure.method for measure in data.measures}
        assert methods == {"1. ทำแผน\n2. ติดประกาศ", "1) เวียน 2) ตรวจ"}, "the file's alone"


@pytest.mark.posix("Windows has no named pipes among files")
def test_a_pipe_as_source_is_refused_before_the_workspace_is_opened(
    run: Run, tmp_path: Path
) -> None:
    pipe = tmp_path / "รายชื่อ.xlsx"
    os.mkfifo(pipe)
    text = run("import", tmp_path / "ไม่มี.ita", "roster", pipe)
    assert text.code == 2
    assert "เป็นท่อหรืออุปกรณ์ ไม่ใช่แฟ้ม" in text.err


@pytest.mark.in_turn
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html", ".ods"])
def test_tables_of_documents_are_taken_in_like_those_of_excel(
    run: Run, path: Path, tmp_path: Path, suffix: str
) -> None:
    from tests.exchange.files import test_other_formats as odf
    from tests.exchange.files.word import made as docx

    lines = [line.split(",") for line in TABLE.split()]
    rows = "".join(odf.row(*map(odf.cell, line)) for line in lines)
    page = "".join(f"<tr><td>{'<td>'.join(line)}</tr>" for line in lines)
    contents = {
        ".docx": docx.word(docx.tbl(*(docx.tr(*line) for line in lines))),
        ".odt": odf.odf("text", odf.table(rows)),
        ".ods": odf.odf("spreadsheet", odf.table(rows, more='table:name="งาน"')),
        ".html": f"<html><table>{page}</table>".encode(),
    }
    source = tmp_path / f"งาน{suffix}"
    source.write_bytes(contents[suffix])
    text = run("import", path, "assignments", source)
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith("นำเข้าแล้ว เพิ่ม 2 เปลี่ยน 0")
    assert "เหมือนเดิม 2" in run("import", path, "assignments", source).out


@pytest.mark.in_turn
def test_remembered_answers_are_told_listed_and_forgotten(
    run: Run, path: Path, source: Path
) -> None:
    assert run("import", path, "--remembered").out == "ยังไม่มีคำตอบที่จำไว้\n"
    with Workspace.open(path) as workspace:
        year = workspace.years()[-1].year
        units = {unit.name: unit.id for unit in workspace.year(year).units}
        with workspace.change("-") as change:
            for about, text, answer in (
                (AnswerAbout.COLUMN, "ใครทำ", {"scope": "assignments", "answer": "owners"}),
                (AnswerAbout.UNIT, "ฝ่ายปกคอง", {"unit_id": units["ฝ่ายปกครอง"]}),
            ):
                row = ImportAnswer(
                    id=new_id(), about=about, text=text, decided=date(2025, 1, 1), **answer
                )
                change.insert(row)
    source.write_text("ข้อ,ใครทำ\nO1,ฝ่ายปกคอง\n", encoding="utf-8")
    text = run("import", path, "assignments", source)
    assert text.code == 0
    assert text.out.splitlines()[1:] == [
        "ใช้คำตอบที่จำไว้: อ่านคอลัมน์ “ใครทำ” เป็น ผู้รับผิดชอบ",
        "ใช้คำตอบที่จำไว้: “ฝ่ายปกคอง” คือ ฝ่ายปกครอง",
    ]
    told = run("import", path, "assignments", source, "--json")
    assert len(json.loads(told.out)["remembered"]) == 2
    assert run("import", path, "--remembered").out.splitlines() == [
        "คอลัมน์ของการมอบหมายข้อ OIT “ใครทำ” = ผู้รับผิดชอบ",
        "หน่วย “ฝ่ายปกคอง” = ฝ่ายปกครอง",
    ]
    text = run("import", path, "--forget", "ใครทำ", "--json")
    described = json.loads(text.out)
    assert (described["forgotten"], len(described["remembered"])) == (1, 1)
    assert described["remembered"][0]["text"] == "ฝ่ายปกคอง"
    text = run("import", path, "--forget", "ใครทำ")
    assert (text.code, "ไม่ได้จำคำตอบเรื่อง “ใครทำ” ไว้" in text.err) == (2, True)
    assert run("import", path, "assignments", source, "--remembered").code == 2
    assert run("import", path).code == 2


@pytest.mark.in_turn
def test_doubtful_rows_come_in_when_they_are_asked_for(run: Run, path: Path, source: Path) -> None:
    """A table of questions may be no analysis: both ways of importing say how to take it."""
    source.write_text("ข้อ,ประเด็น\nE1,บริการเป็นไปตามขั้นตอน\nE2,บริการเท่าเทียม\n", encoding="utf-8")
    for kind in ("auto", "analysis"):
        left = run("import", path, kind, source)
        assert (left.code, "เพิ่ม 0" in left.out, "--unticked" in left.out) == (1, True, True)
    assert "ไม่ได้นำเข้า การวิเคราะห์" in run("import", path, "auto", source).out
    taken = run("import", path, "analysis", source, "--unticked")
    assert (taken.code, "เพิ่ม 2" in taken.out) == (0, True)
    again = run("import", path, "auto", source)
    assert (again.code, "เหมือนเดิม 2" in again.out) == (0, True)


@pytest.mark.in_turn
def test_figures_of_others_and_official_ones_need_their_own_options(
    run: Run, path: Path, source: Path
) -> None:
    rows = "รหัส,คะแนน\nIIT,98\nEIT,95\n"
    source.write_text(f"ผลการประเมิน ITA ของสำนักงานเขตสมมุติ ปีงบประมาณ 2567\n{rows}", encoding="utf-8")
    for kind in ("auto", "results"):
        for options in ((), ("--unticked",), ("--change-official",)):
            left = run("import", path, kind, source, *options)
            assert (left.code, "--other-office" in left.out) == (1, True)
            assert "เพิ่ม 0" in left.out
        described = json.loads(run("import", path, kind, source, "--json").out)
        assert {each["added"] for each in described.get("found", [described])} == {0}
        needs = [row["needs"] for row in described["left"] if not row["aside"]]
        assert needs == [["--other-office"]], "a table that is not taken is one entry"
    assert run("import", path, "auto", source, "--other-office").code == 0
    source.write_text(rows.replace("98", "90"), encoding="utf-8")
    left = run("import", path, "results", source, "--other-office", "--unticked")
    assert (left.code, "--change-official" in left.out) == (1, True)
    assert "เปลี่ยน 0" in left.out
    assert "เลือกแถว" in left.out
    changed = run("import", path, "results", source, "--change-official").out
    assert "เปลี่ยน 1" in changed
    assert "เลือก" not in changed, "what is told is what was done"
    taken = f"ผลการประเมิน ITA ของสำนักงานเขตสมมุติ ปีงบประมาณ 2567\n{rows.replace('98', '90')}"
    source.write_text(taken, encoding="utf-8")
    for kind in (("auto",), ("results", "--year", "2567")):
        same = run("import", path, kind[0], source, *kind[1:])
        assert (same.code, "เหมือนเดิม 2" in same.out) == (1, True), "ours are not theirs"
