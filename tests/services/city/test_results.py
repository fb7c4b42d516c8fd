"""Result files are read by the rules of their import, several districts of one file apart."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ita_desktop.domain.city.districts import City
from ita_desktop.domain.city.handed_in import HandedInKind, handed_in
from ita_desktop.domain.framework import NodeKind
from ita_desktop.frameworks.shipped import load
from ita_desktop.services import workspaces
from ita_desktop.services.city.reading import read_city
from tests.support.places import FIXTURES

D = Decimal


def read(*sources: Path) -> City:
    return read_city(sources, cached=False)


@pytest.mark.parametrize("name", ["results_2567.json", "report_2567.txt"])
def test_an_official_result_is_a_year_of_its_district(name: str) -> None:
    (district,) = read(FIXTURES / name).districts
    (year,) = district.years
    assert (district.problem, district.name) == (None, "สำนักงานเขตตัวอย่าง")
    assert (year.fiscal_year, year.total, year.source) == (2567, D("97.38"), "official")
    assert (year.level, year.score("EIT")) == ("ผ่านดี", D("92.38"))
    assert year.measures is None
    assert year.open_items == ()


def test_a_result_beside_a_workspace_is_a_further_source(folder: Path) -> None:
    shutil.copy(FIXTURES / "results_2567.json", folder)
    shutil.copy(FIXTURES / "results_2564.json", folder)
    city = read(folder)
    (district,) = city.districts
    assert [year.fiscal_year for year in district.years] == [2564, 2566, 2567, 2568]
    assert [year.place for year in district.also] == [str(folder / "results_2567.json")]
    (note,) = city.notes
    assert "results_2567.json" in note.sentence()


def _sheet(book: openpyxl.Workbook, title: str, office: str, score: float) -> None:
    sheet = book.create_sheet(title)
    sheet.append([f"ผลการประเมิน ITA {office} ประจำปีงบประมาณ พ.ศ. 2567"])
    sheet.append(["รหัส", "คะแนน"])
    for code in ("ITA", "IIT", "EIT", "OIT", "I1", "O1"):
        sheet.append([code, score])


def test_several_districts_of_one_file_are_read_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    _sheet(book, "1", "สำนักงานเขตบางนา", 91.5)
    _sheet(book, "2", "สำนักงานเขตบางรัก", 82.25)
    book.save(tmp_path / "ผล.xlsx")
    found = read(tmp_path / "ผล.xlsx").districts
    assert [(one.name, one.years[0].total) for one in found] == [
        ("สำนักงานเขตบางนา", D("91.50")),
        ("สำนักงานเขตบางรัก", D("82.25")),
    ]


def test_sheets_that_are_called_like_districts_are_theirs(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, score in (("บางนา", 91), ("บางรัก", 82)):
        sheet = book.create_sheet(name)
        sheet.append(["รหัส", "คะแนน"])
        for code in ("ITA", "IIT", "EIT", "OIT"):
            sheet.append([code, score])
    book.save(tmp_path / "ผล 2567.xlsx")
    found = read(tmp_path / "ผล 2567.xlsx").districts
    assert [(one.short_name, one.years[0].fiscal_year, one.years[0].total) for one in found] == [
        ("บางนา", 2567, D("91.00")),
        ("บางรัก", 2567, D("82.00")),
    ]


@pytest.mark.parametrize("year", ["2567", "ปี ๖๗", "ITA67"])
def test_a_result_that_says_no_office_has_that_of_its_name(tmp_path: Path, year: str) -> None:
    (tmp_path / f"บางนา {year}.csv").write_text(
        "รหัส,คะแนน\nITA,90\nIIT,90\nEIT,90\nOIT,90\n", encoding="utf-8"
    )
    (district,) = read(tmp_path).districts
    assert (district.name, district.years[0].fiscal_year) == ("สำนักงานเขตบางนา", 2567)


def test_a_result_without_a_year_is_told(tmp_path: Path) -> None:
    (tmp_path / "บางนา.csv").write_text("รหัส,คะแนน\nITA,90\nIIT,90\n", encoding="utf-8")
    (district,) = read(tmp_path / "บางนา.csv").districts
    assert district.problem is not None
    assert "ไม่บอกว่าเป็นผลของปีใด" in district.problem.sentence()


def test_other_documents_of_a_folder_are_told_together(tmp_path: Path) -> None:
    for name in ("ก.csv", "ข.csv"):
        (tmp_path / name).write_text("ชื่อ,ตำแหน่ง\nแดง,เขียว\n", encoding="utf-8")
    city = read(tmp_path)
    assert city.districts == ()
    (note,) = city.notes
    assert "2 ไฟล์" in note.sentence()
    assert read(tmp_path / "ก.csv").districts[0].problem is not None


def test_a_damaged_result_is_told(tmp_path: Path) -> None:
    (tmp_path / "ก.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "ข.json").write_text('{"schema": "ita-results-2567/1", ', encoding="utf-8")
    city = read(tmp_path)
    assert len(city.problems) == 2
    assert all(one.problem is not None and one.problem.remedy for one in city.problems)


def test_a_table_with_a_row_for_each_district_is_read(tmp_path: Path) -> None:
    (tmp_path / "สรุป.csv").write_text(
        "ผลการประเมิน ITA ของกรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. 2567,,,,,\n"
        "ลำดับ,หน่วยงาน,IIT,EIT,OIT,คะแนนรวม,ระดับ\n"
        "๑,สำนักงานเขตบางนา,98.88,92.38,100,97.38,ผ่านดี\n"
        "2,บางรัก,90,,80,,\n"
        "3,เขตบางแค,90,ดี,80,,\n"
        ",เฉลี่ย,94,92,90,97,\n",
        encoding="utf-8",
    )
    city = read(tmp_path)
    by_name = {one.short_name: one for one in city.districts}
    assert list(by_name) == ["บางนา", "บางรัก", "บางแค"]
    (year,) = by_name["บางนา"].years
    assert (year.fiscal_year, year.total, year.level) == (2567, D("97.38"), "ผ่านดี")
    assert (year.source, year.score("EIT"), year.measures) == ("official", D("92.38"), None)
    (partly,) = by_name["บางรัก"].years
    assert (partly.total, partly.score("EIT"), partly.score("OIT")) == (None, None, D(80))
    problem = by_name["บางแค"].problem
    assert problem is not None
    assert "“ดี” ไม่ใช่คะแนน" in problem.sentence()


def test_a_table_of_districts_may_state_years_by_row(tmp_path: Path) -> None:
    (tmp_path / "สรุป.csv").write_text(
        "เขต,ปีงบประมาณ,ITA\nบางนา,2566,90\nบางนา,2567,91\nบางนา,ปีหน้า,92\n", encoding="utf-8"
    )
    city = read(tmp_path)
    (district,) = city.readable
    assert [(year.fiscal_year, year.total) for year in district.years] == [
        (2566, D("90.00")),
        (2567, D("91.00")),
    ]
    (broken,) = city.problems
    assert broken.problem is not None
    assert "“ปีหน้า” ไม่ใช่ปีงบประมาณ" in broken.problem.sentence()


def test_columns_of_several_years_are_years_of_their_districts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["ที่", "สำนักงานเขต", "คะแนน ITA ปี 2566", "คะแนน ITA ปี ๒๕๖๗"])
    book.active.append(["1", "บางบอน", "85.10", "88.20"])
    book.active.append(["2", "บางแค", "-", "90.00"])
    book.save(tmp_path / "เทียบ.xlsx")
    found = {
        one.short_name: [(year.fiscal_year, year.total) for year in one.years]
        for one in read(tmp_path / "เทียบ.xlsx").districts
    }
    assert found["บางบอน"] == [(2566, D("85.10")), (2567, D("88.20"))]
    assert found["บางแค"] == [(2567, D("90.00"))]


def test_a_district_with_the_scores_of_several_years_has_all_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["ผลการประเมิน ITA สำนักงานเขตดุสิต"])
    book.active.append(["ข้อ", "คะแนน ปี 2566", "คะแนน ปี 2567"])
    for code in ("ITA", "IIT", "EIT", "OIT"):
        book.active.append([code, "80", "91.00"])
    book.save(tmp_path / "ผล.xlsx")
    (district,) = read(tmp_path / "ผล.xlsx").districts
    years = [(year.fiscal_year, year.total) for year in district.years]
    assert (district.name, years) == ("สำนักงานเขตดุสิต", [(2566, D(80)), (2567, D(91))])


def test_a_cell_of_one_year_that_cannot_be_read_is_told_beside_the_other_years(
    tmp_path: Path,
) -> None:
    (tmp_path / "สรุป.csv").write_text(
        "เขต,คะแนน ITA ปี 2566,คะแนน ITA ปี 2567\nบางนา,90,ดี\nบางรัก,80,81\n", encoding="utf-8"
    )
    city = read(tmp_path)
    years = {one.short_name: len(one.years) for one in city.readable}
    assert years == {"บางนา": 1, "บางรัก": 2}
    (told,) = [one.problem.sentence() for one in city.districts if one.problem is not None]
    assert "“ดี” ไม่ใช่คะแนน" in told


@pytest.mark.parametrize(
    "lines",
    [
        ("ปีงบประมาณ พ.ศ. 2566",),
        ("พ.ศ. ๒๕๖๖", "(ร้อยละ)"),
        ("สรุปคะแนน ITA ทุกเขต", "ประจำปีงบประมาณ", "พ.ศ. 2566", "ข้อมูล ณ วันที่ 1 ตุลาคม 2567"),
        ("คะแนน ITA ปี 2566 ของ 50 เขต",),
    ],
)
def test_a_line_above_the_headings_states_the_year(tmp_path: Path, lines: tuple[str, ...]) -> None:
    path = tmp_path / "สรุป.csv"
    titles = "".join(f"{line},\n" for line in lines)
    path.write_text(f"{titles}เขต,ITA\nบางนา,90\nบางรัก,91\n", encoding="utf-8")
    found = [(one.problem, one.years[0].fiscal_year) for one in read(path).districts]
    assert found == [(None, 2566)] * 2


def test_a_title_between_districts_states_the_year_of_those_below(tmp_path: Path) -> None:
    title = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ."
    (tmp_path / "สรุป.csv").write_text(
        f"{title} 2566,\nเขต,ITA\nบางนา,90\n{title} 2567,\nบางนา,91\n", encoding="utf-8"
    )
    (district,) = read(tmp_path).readable
    assert [(year.fiscal_year, year.total) for year in district.years] == [
        (2566, D("90.00")),
        (2567, D("91.00")),
    ]


def test_a_table_of_sections_is_no_table_of_districts(tmp_path: Path) -> None:
    (tmp_path / "ส่วน.csv").write_text(
        "หน่วยงาน,IIT,EIT\nฝ่ายปกครอง,90,91\nฝ่ายโยธา,80,81\n", encoding="utf-8"
    )
    assert read(tmp_path).readable == ()


def test_a_cell_that_cannot_be_used_is_told_and_not_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["เขต", "IIT", "ITA"])
    sheet.append(["บางนา", "#DIV/0!", 90])
    sheet.append(["บางรัก", date(2024, 5, 9), 90])
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "ผล 2567.xlsx")
    city = read(tmp_path)
    assert city.readable == ()
    assert len(city.problems) == 2


def test_a_sheet_that_is_called_like_a_year_is_of_that_year(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, score in (("ปี 66", 80), ("2567", 90)):
        sheet = book.create_sheet(name)
        sheet.append(["เขต", "ITA"])
        sheet.append(["บางนา", score])
    book.save(tmp_path / "ผลถึงปี 2567.xlsx")
    (district,) = read(tmp_path).districts
    assert [(year.fiscal_year, year.total) for year in district.years] == [(2566, 80), (2567, 90)]


def test_a_column_that_the_framework_has_not_is_told(tmp_path: Path) -> None:
    (tmp_path / "ผล 2567.csv").write_text("เขต,ITA,O99\nบางนา,90,80\n", encoding="utf-8")
    (district,) = read(tmp_path).districts
    assert district.problem is not None
    assert "O99" in district.problem.sentence()


def test_a_result_in_a_folder_of_its_district_is_that_districts(tmp_path: Path) -> None:
    for name in ("บางนา", "บางรัก"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ผล 2567.csv").write_text("รหัส,คะแนน\nITA,90\n", encoding="utf-8")
    found = read(tmp_path).districts
    assert [one.short_name for one in found] == ["บางนา", "บางรัก"]


ITEM = {
    "codes": "{code}",
    "codes with names": "{code} {name}",
    "codes above names": "{code}\n{name}",
    "the word before": "ข้อ {code}",
}


@pytest.mark.parametrize("form", ITEM.values(), ids=ITEM)
def test_columns_of_items_are_read_however_they_are_headed(form: str, tmp_path: Path) -> None:
    framework = load(2567)
    items = [place for place in framework.outline if place.kind is NodeKind.ITEM]
    book = openpyxl.Workbook()
    heads = [form.format(code=item.code, name=item.name) for item in items]
    first = ["ที่", "ชื่อสำนักงานเขต", "คะแนนรวม (ร้อยละ)", "แบบวัด IIT (30)"]
    book.active.append([*first, "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", *heads])
    book.active.append([1, "บางนา", 91, 90, 80, *range(50, 50 + len(items))])
    book.save(tmp_path / "ผล 2567.xlsx")
    city = read(tmp_path)
    (year,) = city.districts[0].years
    assert (year.total, year.score("IIT"), year.score("1")) == (D(91), D(90), D(80))
    assert [year.score(item.code) for item in items] == [
        D(50 + number) for number in range(len(items))
    ]
    assert city.notes == ()


def test_codes_in_a_second_row_of_headings_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ที่", "สำนักงานเขต", "คะแนนรวม", "IIT", None, None, "OIT", None])
    sheet.append([None, None, None, "รวม IIT", "I1", "I2", "O1", "O2"])
    sheet["D2"] = "IIT"
    sheet.merge_cells("D1:F1")
    sheet.merge_cells("G1:H1")
    sheet.append([1, "บางนา", 91, 90, 81, 82, 71, 72])
    book.save(tmp_path / "ผล 2567.xlsx")
    (year,) = read(tmp_path).districts[0].years
    codes = ("IIT", "I1", "I2", "O1", "O2")
    assert [year.score(code) for code in codes] == [90, 81, 82, 71, 72]


def test_a_column_of_numbers_that_is_not_used_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "ผล 2567.csv").write_text(
        "อันดับ,เขต,ITA,ความพร้อม\n1,บางนา,90,77\n2,บางรัก,89,66\n", encoding="utf-8"
    )
    for _ in range(2):
        city = read_city([tmp_path])
        assert len(city.readable) == 2
        (note,) = city.notes
        assert "ความพร้อม" in note.sentence()


def test_a_sheet_beside_files_says_which_says_what_and_where_they_differ(folder: Path) -> None:
    (folder / "รวม 2567.csv").write_text(
        "เขต,ITA,IIT,EIT,OIT,O1\nสำนักงานเขตตัวอย่าง,97.38,98.88,92.38,100,60\nบางรัก,88,88,88,88,88\n",
        encoding="utf-8",
    )
    city = read(folder)
    (note,) = city.notes
    assert "รวม 2567.csv" in note.sentence()
    assert "คะแนนต่างกัน 1 ค่า: ตัวอย่าง 2567 O1" in note.sentence()
    by_name = {row.name: row for row in handed_in(city, 2567)}
    first, second = by_name["สำนักงานเขตตัวอย่าง"].sources
    kinds = {first.kind: first.counts, second.kind: second.counts}
    assert kinds[HandedInKind.WORKSPACE] is not kinds[HandedInKind.SHEET]
    assert [one.code for one in (*first.differs, *second.differs)] == ["O1"]
    assert by_name["สำนักงานเขตบางรัก"].sources[0].kind is HandedInKind.SHEET
    assert by_name["สำนักงานเขตบางนา"].sources == ()


def test_a_row_of_a_district_that_is_spelt_wrong_is_told(tmp_path: Path) -> None:
    (tmp_path / "ผล 2567.csv").write_text(
        "เขต,ITA\nบางนา,90\nบางรักษ์,89\nเฉลี่ย,89.5\nกลุ่มกรุงเทพใต้,89.5\n", encoding="utf-8"
    )
    city = read(tmp_path)
    assert [one.short_name for one in city.readable] == ["บางนา"]
    (broken,) = city.problems
    assert broken.problem is not None
    assert "“บางรักษ์” ไม่ใช่ชื่อเขต" in broken.problem.sentence()


def test_a_row_that_is_shorter_than_its_headings_is_told_by_the_scores_that_it_has(
    tmp_path: Path,
) -> None:
    (tmp_path / "ผล 2567.csv").write_text(
        "เขต,IIT,EIT,OIT\nบางนา,90,91\nบางรักษ์,,89\nบางแคร์,-\n", encoding="utf-8"
    )
    city = read(tmp_path)
    (year,) = city.readable[0].years
    assert [year.score(code) for code in ("IIT", "EIT", "OIT")] == [D(90), D(91), None]
    (told,) = [one.problem for one in city.problems]
    assert told is not None
    assert "“บางรักษ์” ไม่ใช่ชื่อเขต" in told.sentence()


def test_a_sheet_of_many_districts_beside_their_files_is_one_note(folder: Path) -> None:
    for name in ("บางนา", "บางรัก", "บางแค"):
        (folder / f"{name} 2567.csv").write_text("รหัส,คะแนน\nITA,90\n", encoding="utf-8")
    (folder / "รวม 2567.csv").write_text(
        "เขต,ITA\nบางนา,90\nบางรัก,80\nบางแค,90\n", encoding="utf-8"
    )
    (note,) = read(folder).notes
    assert "3 เขต" in note.sentence()
    assert "คะแนนต่างกัน 1 ค่า: บางรัก 2567 ITA" in note.sentence()


@pytest.mark.parametrize(
    ("differing", "told"),
    [
        ("", "คะแนนที่มีทั้งสองแหล่งตรงกัน"),
        ("ITA IIT EIT", "คะแนนต่างกัน 3 ค่า: {ITA}, {IIT}, {EIT}"),
        ("ITA IIT EIT OIT", "คะแนนต่างกัน 4 ค่า: {ITA}, {IIT}, {EIT} …"),
    ],
    ids=["none", "three", "four"],
)
def test_the_first_three_scores_that_differ_are_named(
    tmp_path: Path, differing: str, told: str
) -> None:
    codes = ("ITA", "IIT", "EIT", "OIT")
    own = "".join(f"{code},90\n" for code in codes)
    (tmp_path / "บางรัก 2567.csv").write_text(f"รหัส,คะแนน\n{own}", encoding="utf-8")
    scores = ",".join("80" if code in differing.split() else "90" for code in codes)
    (tmp_path / "รวม 2567.csv").write_text(
        f"เขต,{','.join(codes)}\nบางรัก,{scores}\n", encoding="utf-8"
    )
    (note,) = read(tmp_path).notes
    named = {code: f"บางรัก 2567 {code} 90.00/80.00" for code in codes}
    assert told.format(**named) in note.sentence()
    assert ("…" in note.sentence()) == told.endswith("…")


def test_a_sheet_that_counts_for_some_districts_is_told_of_once_for_these(folder: Path) -> None:
    for name in ("บางนา", "บางรัก"):
        (folder / f"{name} 2567.csv").write_text("รหัส,คะแนน\nIIT,90\n", encoding="utf-8")
    workspaces.create(folder / "บางแค.ita", "สำนักงานเขตบางแค", 2567)
    (folder / "รวม 2567.csv").write_text(
        "เขต,ITA,IIT,EIT,OIT\nสำนักงานเขตตัวอย่าง,97.38,98.88,92.38,100\nบางนา,90,90,90,90\n"
        "บางรัก,80,80,80,80\nบางแค,70,70,70,70\n",
        encoding="utf-8",
    )
    told = sorted(note.sentence() for note in read(folder).notes)
    assert len(told) == 2, "a file without scores says nothing twice"
    assert all("รวม 2567.csv" in sentence for sentence in told)
    assert "2 เขต" in told[0]
    assert "สำนักงานเขตตัวอย่าง" in told[1]
