"""The same table, whatever Word, Excel and scanners made of its cells: the same record."""

import re

import pytest

from ita_desktop.domain.records import OwnerRole
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.measure_groups import steps_of
from ita_desktop.services.imports.name_questions import NEW
from tests.support.taken_in import plan_file

TABLE = (
    ("ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง/ ยกระดับการพัฒนา", "มาตรการ/กิจกรรม ในการเตรียมความพร้อม",
     "หน่วยงาน รับผิดชอบ", "การกำกับ ติดตาม"),
    ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", ""),
    ("I1 เต็มใจ (99.30 คะแนน)", "- ควรเผยแพร่คู่มือ", "1. ทำคู่มือ\n2. ประชุม", "ทุกฝ่าย", "ทุกเดือน"),
    ("I2 สะดวก (98.75 คะแนน)", "- ควรมีป้าย", "3. ติดแผนผัง", "", ""),
    ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""),
    ("O1 - O5, O7 - O9, (100 คะแนน)", "ครบถ้วน", "- เผยแพร่", "ฝ่ายปกครอง", "ต.ค. 67 - มี.ค. 68"),
    ("O6, O10 (0 คะแนน)", "ยังไม่ครบ", "- มอบหมาย", "ฝ่ายการคลัง", "ทุก 3 เดือน"),
)  # fmt: skip


def told(year):
    """What a year says of its findings and measures, but for marks and spaces in texts."""
    return (
        [
            (
                [link.item_code for link in year.items_of_finding(finding.id)],
                steps_of(finding.issue),
            )
            for finding in year.findings
        ],
        [
            (
                [link.item_code for link in year.items_of_measure(measure.id)],
                steps_of(measure.method),
                (measure.frequency, measure.begins, measure.ends),
                [year.owner_label(owner) for owner in year.owners_of_measure(measure.id)],
            )
            for measure in year.measures
        ],
    )


def _cut_by_pages(rows):
    """Each row with several lines goes on below, with its item and (ต่อ)."""
    for row in rows:
        if "\n" in row[2]:
            first, rest = row[2].split("\n", 1)
            yield (row[0], row[1], first, *row[3:])
            yield TABLE[0]
            yield (f"{row[0]} (ต่อ)", "", rest, "", "")
        else:
            yield row


MESSES = {
    "hyphens that do not break": lambda cell: re.sub(r"(?<=\d) - (?=O)", "\u2011", cell),
    "minus signs": lambda cell: cell.replace(" - ", " \u2212 "),
    "spaces that are seen nowhere": lambda cell: " " + cell.replace(" ", "\u00a0 ") + "\u200b ",
    "Thai digits": lambda cell: cell.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "a word before the code": lambda cell: re.sub(r"^(?=[IO]\d)", "ข้อ ", cell),
    "a hyphen in the code": lambda cell: re.sub(r"^I(?=\d)", "I-", cell),
    "brackets around the code": lambda cell: re.sub(r"^(I\d)", r"(\1)", cell),
    "a range without its second letter": lambda cell: cell.replace("- O", "- "),
    "scores in other words": lambda cell: re.sub(r"\(([\d.]+) คะแนน\)", r"[\1คะแนน ]", cell),
    "what a scanner reads": lambda cell: re.sub(r"^I(?=\d)", "1", re.sub(r"O(?=\d)", "0", cell)),
    "bullets of Word": lambda cell: re.sub(r"(?m)^- ", "\uf0b7\t", cell),
}


@pytest.fixture
def expected(workspace, take_in, year):
    take_in("analysis", *TABLE)
    found = told(year())
    assert [len(part) for part in found] == [4, 3]
    workspace.undo()
    return found


@pytest.mark.in_turn
@pytest.mark.parametrize("mess", MESSES)
def test_a_messy_table_says_the_same(expected, take_in, plan, year, mess):
    rows = [tuple(map(MESSES[mess], row)) for row in TABLE]
    made = take_in("analysis", *rows)
    assert made.skipped == ()
    assert told(year()) == expected
    assert plan("analysis", *rows).changes == ()


def test_rows_that_pages_cut_say_the_same(expected, take_in, year):
    take_in("analysis", *_cut_by_pages(TABLE))
    assert told(year()) == expected


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("ฝ่ายปกครอง และฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("ทุกฝ่าย/โรงเรียน", ["ทุกฝ่าย", "โรงเรียนในสังกัด"]),
        ("ฝ่ายปกครอง\nและโรงเรียนในสังกัด", ["ฝ่ายปกครอง", "โรงเรียนในสังกัด"]),
        ("ฝ่ายปกครอง ร่วมกับ ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("ฝ่ายปกครอง + ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("1. ฝ่ายปกครอง 2. ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("1.ฝ่ายปกครอง\n2)ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("1) ฝ่ายปกครอง\n2) ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("ฝ่ายรักษาความสะอาดและ\nสวนสาธารณะ", ["ฝ่ายรักษาฯ"]),
        ("ฝ่ายสิ่งแวดล้อม\nและสุขาภิบาล\nฝ่ายโยธา", ["ฝ่ายสิ่งแวดล้อมฯ", "ฝ่ายโยธา"]),
        ("ฝ่ายปกครอง (หลัก) ฝ่ายการคลัง (สนับสนุน)", ["ฝ่ายปกครอง", "+ฝ่ายการคลัง"]),
        ("ฝ่ายปกครอง (หลัก) / ฝ่ายการคลัง (สนับสนุน)", ["ฝ่ายปกครอง", "+ฝ่ายการคลัง"]),
        ("หัวหน้าฝ่าย\nทุกฝ่าย", ["หัวหน้าฝ่าย ทุกฝ่าย"]),
        ("นักประชาสัมพันธ์\nฝ่ายปกครอง", ["นักประชาสัมพันธ์ ฝ่ายปกครอง"]),
        ("เจ้าหน้าที่\nผู้ที่ได้รับมอบหมาย\nฝ่ายปกครอง", ["เจ้าหน้าที่ ผู้ที่ได้รับมอบหมาย ฝ่ายปกครอง"]),
        ("ผู้อำนวยการเขต\nฝ่ายปกครอง", ["ผู้อำนวยการเขต", "ฝ่ายปกครอง"]),
        ("ฝ่ายที่เกี่ยวข้อง", ["ฝ่ายที่เกี่ยวข้อง"]),
        ("ฝ่ายปกครองและฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("ฝ่ายรักษา\nความสะอาด\nและสวนสาธารณะ\nฝ่ายโยธา", ["ฝ่ายรักษาฯ", "ฝ่ายโยธา"]),
        ("ผู้บริหารเขต และทุกฝ่าย", ["ผู้บริหารเขต", "ทุกฝ่าย"]),
        ("ทุกฝ่าย และผู้อำนวยการเขต และฝ่ายเทศกิจ", ["ทุกฝ่าย", "ผู้อำนวยการเขต", "ฝ่ายเทศกิจ"]),
        ("ฝ่ายปกครอง & ฝ่ายการคลัง", ["ฝ่ายปกครอง", "ฝ่ายการคลัง"]),
        ("ฝ่ายปกครอง (หลัก)\nฝ่ายการคลัง (รอง)", ["ฝ่ายปกครอง", "+ฝ่ายการคลัง"]),
        ("ฝ่ายปกครอง หรือผู้ได้รับมอบหมาย", ["ฝ่ายปกครอง", "ผู้ได้รับมอบหมาย"]),
        ("ผู้อำนวยการเขต/ฝ่ายปกครอง", ["ผู้อำนวยการเขต", "ฝ่ายปกครอง"]),
        ("-", []),
    ],
)
def test_every_owner_of_a_cell_is_taken_in_once(take_in, year, cell, owners):
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำ", cell))
    (measure,) = year().measures
    assert [
        ("+" if owner.role is OwnerRole.SUPPORT else "") + year().owner_label(owner)
        for owner in year().owners_of_measure(measure.id)
    ] == owners


@pytest.mark.parametrize(
    "cell",
    ["ฝ่ายปกครองและทะเบียน", "ฝ่ายปกครอง\nและทะเบียน", "ฝ่ายปกครองและฝ่ายทะเบียน", "ปกครองและทะเบียน"],
)
def test_a_units_name_that_holds_those_of_two_others_is_its_own(take_in, year, cell):
    """Also where those two are in the file; which of them a new name means is asked."""
    names = ("ฝ่ายปกครองและทะเบียน", "ฝ่ายปกครองและฝ่ายทะเบียน")
    new = dict.fromkeys(names, NEW)
    take_in("units", ("ชื่อหน่วยงาน",), *((name,) for name in names), answers=new)
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำ", cell))
    (measure,) = year().measures
    (owner,) = year().owners_of_measure(measure.id)
    assert year().owner_label(owner) in {"ฝ่ายปกครองและทะเบียน", "ฝ่ายปกครองและฝ่ายทะเบียน"}


def test_a_misprint_beside_a_known_unit_is_told_and_left_out(take_in, year):
    row = ("I1", "ทำ", "ฝ่ายการคลัง และฝ่ายโยทา")
    made = take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), row)
    assert "ฝ่ายโยทา" in made.flaws[0].why
    (measure,) = year().measures
    assert measure.method == "ทำ"
    assert [year().owner_label(owner) for owner in year().owners_of_measure(measure.id)] == [
        "ฝ่ายการคลัง"
    ]


def test_a_cell_of_a_csv_file_that_is_far_too_long_leaves_out_its_row_alone(
    workspace, tmp_path, year
):
    path = tmp_path / "ก.csv"
    path.write_text(f"ข้อ,วิธีการปฏิบัติ\nI1,{'ทำ ' * 100_000}\nI2,ประชุม\n", encoding="utf-8")
    made = plan_file(workspace, 2568, "measures", path)
    apply_import(workspace, made)
    assert [(skipped.row, "ยาวเกินไป" in skipped.why) for skipped in made.skipped] == [(2, True)]
    assert [measure.method for measure in year().measures] == ["ประชุม"]


def test_a_dash_alone_says_nothing(take_in, year):
    made = take_in("analysis", TABLE[0], ("I1", "-", "–", "-", "—"), ("I2", "ช้า", "-", "-", "-"))
    assert [finding.issue for finding in year().findings] == ["ช้า"]
    assert year().measures == ()
    assert made.skipped == ()


def test_schedules_of_another_year_are_told(take_in, year):
    head = ("ข้อ", "วิธีการปฏิบัติ", "ระยะเวลา")
    made = take_in(
        "measures",
        head,
        ("I1", "ก", "ต.ค. 64 – มิ.ย. 65"),
        ("I2", "ข", "15 ม.ค. 66"),
        ("I3", "ค", "ต.ค. 67 – มิ.ย. 68"),
        ("I4", "ง", "ทุกวันทำการ"),
    )
    assert ["2 มาตรการอยู่นอกปีงบประมาณ 2568" in warning.why for warning in made.warnings] == [True]
    assert made.warnings[0].row == 2
    assert next(measure.schedule for measure in year().measures) == "ต.ค. 64 – มิ.ย. 65"


def _split_into_paragraphs(rows, path):
    """The rows as Excel takes them from Word: a row for each paragraph of a cell, the other cells
    merged over them."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    number = 1
    for row in rows:
        parts = [cell.split("\n") for cell in row]
        height = max(map(len, parts))
        for column, lines in enumerate(parts, 1):
            for at, line in enumerate(lines):
                sheet.cell(number + at, column, line or None)
            if len(lines) == 1 and height > 1:
                sheet.merge_cells(
                    start_row=number, end_row=number + height - 1,
                    start_column=column, end_column=column,
                )  # fmt: skip
        number += height
    book.save(path)
    return path


def test_paragraphs_that_became_rows_say_the_same(workspace, expected, tmp_path, year):
    longer = [(*row[:2], row[2].replace("1. ทำคู่มือ", "1. ทำคู่มือ\n\n"), *row[3:]) for row in TABLE]
    path = _split_into_paragraphs(longer, tmp_path / "ก.xlsx")
    made = plan_file(workspace, 2568, "analysis", path)
    apply_import(workspace, made)
    assert made.skipped == ()
    assert not [warning for warning in made.warnings if "ซ้ำ" in warning.why]
    assert told(year()) == expected
    assert plan_file(workspace, 2568, "analysis", path).changes == ()


def test_paragraphs_of_a_report_that_became_rows_are_of_one_measure(workspace, tmp_path, year):
    rows = (
        ("รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)", "", "", ""),
        ("ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/กิจกรรม", "ผลการดำเนินการ"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""),
        ("I1 เต็มใจ (99.30 คะแนน)", "- ก", "1. ม\n2. น", "1. ทำ\n2. ทำอีก\n3. แล้ว"),
        ("I2 สะดวก (98.75 คะแนน)", "- ข", "3. ย", "4. ทำต่อ"),
    )
    path = _split_into_paragraphs(rows, tmp_path / "ก.xlsx")
    for _ in range(2):
        apply_import(workspace, plan_file(workspace, 2568, "progress", path))
    assert [measure.method for measure in year().measures] == ["1. ม\n2. น", "3. ย"]
    entries = [
        [entry.text for entry in year().entries_of(measure.id)] for measure in year().measures
    ]
    assert entries == [["1. ทำ\n2. ทำอีก\n3. แล้ว"], ["4. ทำต่อ"]]
    assert [finding.issue for finding in year().findings] == ["- ก", "- ข"]


def test_two_measures_of_an_item_in_one_merged_cell_keep_their_owners(workspace, tmp_path, year):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("I1", "1. ก", "ฝ่ายปกครอง", "ทุกเดือน"),
        (None, "2. ข", "ฝ่ายการคลัง", "ทุก 6 เดือน"),
        (None, "3. ค", None, None),
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "measures", tmp_path / "ก.xlsx"))
    assert [(measure.method, measure.schedule) for measure in year().measures] == [
        ("1. ก", "ทุกเดือน"),
        ("2. ข\n3. ค", "ทุก 6 เดือน"),
    ]
