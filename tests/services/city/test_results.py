"""Result files are read by the rules of their import, several districts of one file apart."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ita_desktop.domain.city.districts import City
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


def test_a_result_that_says_no_office_has_that_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "บางนา 2567.csv").write_text(
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
    for name, score in (("ปี 2566", 80), ("2567", 90)):
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
