"""Head counts and answers of the surveys, from lists."""

from datetime import date

import pytest

from ita_desktop.cli.main import main
from ita_desktop.domain.surveys import name_of_group
from ita_desktop.services import surveys
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.templates import write_template
from tests.support.taken_in import plan_file

HEADS = ("แบบวัด", "หน่วยงาน", "กลุ่ม", "จำนวนบุคลากร", "ต้องตอบ")
COUNTS = ("กลุ่ม", "ตอบแล้ว")


def groups(year) -> list[tuple[str, int | None, int | None]]:
    data = year()
    return [(name_of_group(data, one), one.population, one.required) for one in data.survey_groups]


def answers(year) -> dict[tuple[str, int], int]:
    data = year()
    names = {one.id: name_of_group(data, one) for one in data.survey_groups}
    return {(names[one.survey_group_id], one.day.day): one.answered for one in data.survey_counts}


@pytest.fixture
def asked(workspace, take_in):
    surveys.take_printed(workspace, 2568, 2566)
    return take_in(
        "respondents",
        HEADS,
        ("IIT", "ฝ่ายโยธา", "ข้าราชการ", "๑๘ คน", "18"),
        ("", "", "ลูกจ้าง", "31", ""),
        ("", "ฝ่ายการคลัง", "ลูกจ้าง", "51", "45"),
        ("EIT", "ทั้งสำนักงาน", "ผู้รับบริการ", "1,200", "300"),
        ("รวม", "", "", "1,300", ""),
    )


def test_head_counts_of_a_list_become_groups_once(asked, plan, take_in, year) -> None:
    assert asked.skipped == ()
    wanted = [
        ("IIT ฝ่ายโยธา ข้าราชการ", 18, None),
        ("IIT ฝ่ายโยธา ลูกจ้าง", 31, None),
        ("IIT ฝ่ายการคลัง ลูกจ้าง", 51, 45),
        ("EIT ผู้รับบริการ", 1200, 300),
    ]
    assert groups(year) == wanted, "what the rules give is no number of the office's own"
    rows = [("ฝ่ายโยธา", "ลูกจ้าง", "33"), ("การคลัง", "ลูกจ้าง", "51"), ("ฝ่ายโยธา", "ลูกจ้าง", "40")]
    again = take_in("respondents", ("หน่วย", "กลุ่ม", "จำนวนคน"), *rows)
    assert (again.changed, again.added, len(again.skipped)) == (1, 0, 1)
    assert groups(year) == [wanted[0], ("IIT ฝ่ายโยธา ลูกจ้าง", 33, None), *wanted[2:]]
    assert any("ไม่ได้บอกแบบวัด" in one.sentence() for one in again.warnings)


def test_a_list_that_prints_the_number_of_the_rules_gives_no_own_one(asked, plan, take_in) -> None:
    rows = [("IIT", "ฝ่ายโยธา", "ข้าราชการ", "18", "18"), ("IIT", "ฝ่ายการคลัง", "ลูกจ้าง", "51", "45")]
    assert plan("respondents", HEADS, *rows).changes == ()


def test_a_unit_nobody_knows_is_a_question_and_a_wrong_number_no_group(plan, year) -> None:
    made = plan(
        "respondents",
        HEADS,
        ("IIT", "ฝ่ายโยทา", "ลูกจ้าง", "3", ""),
        ("IIT", "", "", "4", ""),
        ("OIT", "ฝ่ายโยธา", "ลูกจ้าง", "3", ""),
        ("IIT", "ฝ่ายโยธา", "ลูกจ้าง", "มาก", ""),
    )
    assert [one.name for one in made.questions] == ["ฝ่ายโยทา"]
    assert [one.row for one in made.skipped] == [2, 3, 4]
    assert [(one.row, "จำนวนเต็ม" in one.sentence()) for one in made.flaws] == [(5, True)]


def test_a_group_brings_its_unit_whatever_that_is_called(take_in, year) -> None:
    made = take_in("respondents", HEADS, ("IIT", "ศูนย์บริการกลาง", "ลูกจ้าง", "3", ""))
    assert made.added_units == ("ศูนย์บริการกลาง",)
    assert groups(year) == [("IIT ศูนย์บริการกลาง ลูกจ้าง", 3, None)]


def test_numbers_answered_take_day_and_survey_from_the_title(
    asked, workspace, take_in, year
) -> None:
    title = ("ยอดผู้ตอบแบบวัด IIT ข้อมูล ณ วันที่ ๑๗ มีนาคม ๒๕๖๘", "")
    rows = [("ฝ่ายโยธา ลูกจ้าง", "30"), ("ฝ่ายการคลัง ลูกจ้าง", ""), ("อาสาสมัคร", "3")]
    taken = take_in("answered", title, COUNTS, *rows)
    assert answers(year) == {("IIT ฝ่ายโยธา ลูกจ้าง", 17): 30}
    assert [one.row for one in taken.skipped] == [5]
    assert "ไม่มีกลุ่มผู้ตอบ “IIT อาสาสมัคร”" in taken.skipped[0].sentence()
    later = take_in(
        "answered",
        ("วันที่", "หน่วย", "ประเภทบุคลากร", "ยอดตอบสะสม"),
        ("24/3/68", "โยธา", "ลูกจ้าง", "29"),
        ("", "โยธา", "ข้าราชการ", "19"),
        ("", "ฝ่ายการคลัง", "", "40"),
        ("", "ฝ่ายโยธา", "", "40"),
    )
    assert answers(year) == {
        ("IIT ฝ่ายโยธา ลูกจ้าง", 17): 30,
        ("IIT ฝ่ายโยธา ลูกจ้าง", 24): 29,
        ("IIT ฝ่ายโยธา ข้าราชการ", 24): 19,
        ("IIT ฝ่ายการคลัง ลูกจ้าง", 24): 40,
    }
    assert "หลายกลุ่ม" in later.skipped[0].sentence(), "two kinds of one section"
    told = " ".join(one.sentence() for one in later.warnings)
    assert "น้อยกว่าวันที่ 17 มี.ค. 68 ที่มี 30" in told
    assert "มากกว่าจำนวนคน 18" in told


def test_the_same_numbers_again_change_nothing(asked, workspace, plan, take_in, year) -> None:
    rows = [("17/3/68", "IIT ฝ่ายโยธา ลูกจ้าง", "30"), ("17/3/68", "EIT ผู้รับบริการ", "200")]
    heads = ("วันที่", "กลุ่ม", "ตอบแล้ว (สะสม)")
    take_in("answered", heads, *rows)
    assert plan("answered", heads, *rows).changes == ()
    row = {"group": "EIT ผู้รับบริการ", "day": date(2025, 3, 17), "answered": 210}
    surveys.add_counts(workspace, 2568, [row])
    assert [one.action.name for one in plan("answered", heads, *rows).changes] == ["CHANGE"]


def test_a_number_twice_is_taken_once_and_another_of_the_same_day_is_told(asked, plan) -> None:
    made = plan(
        "answered",
        ("วันที่", *COUNTS),
        ("17/3/68", "IIT ฝ่ายโยธา ลูกจ้าง", "30"),
        ("17/3/68", "IIT ฝ่ายโยธา ลูกจ้าง", "30"),
        ("17/3/68", "IIT ฝ่ายโยธา ลูกจ้าง", "31"),
        ("", "EIT ผู้รับบริการ", "200"),
    )
    assert (made.added, [one.row for one in made.unchanged]) == (2, [3])
    assert [(one.row, "ซ้ำกับแถว 2" in one.why) for one in made.warnings] == [(3, True)]
    assert [(one.row, "มีอยู่แล้วในแถว 2" in one.why) for one in made.skipped] == [(4, True)]


def test_a_number_needs_a_day(asked, plan) -> None:
    made = plan("answered", COUNTS, ("EIT ผู้รับบริการ", "200"))
    assert (made.changes, "ต้องมีวันที่" in made.skipped[0].why) == ((), True)


def test_a_fall_is_told_of_the_list_alone_and_all_may_have_answered(asked, take_in, plan) -> None:
    heads = ("วันที่", *COUNTS)
    take_in("answered", heads, ("10/3/68", "EIT ผู้รับบริการ", "90"))
    take_in("answered", heads, ("17/3/68", "EIT ผู้รับบริการ", "80"))
    other = plan("answered", heads, ("17/3/68", "IIT ฝ่ายโยธา ข้าราชการ", "18"))
    assert other.warnings == (), "neither all of a group nor what stood there before"
    same = plan("answered", heads, ("24/3/68", "EIT ผู้รับบริการ", "80"))
    assert same.warnings == ()
    (told,) = plan("answered", heads, ("3/3/68", "EIT ผู้รับบริการ", "95")).warnings
    assert (told.row, "วันที่ 10 มี.ค. 68 ตอบแล้ว 90" in told.why) == (2, True)


def test_a_group_twice_is_taken_once_and_told(plan) -> None:
    row = ("IIT", "ฝ่ายโยธา", "ลูกจ้าง", "31", "")
    made = plan("respondents", HEADS, row, row, ("IIT", "ฝ่ายโยธา", "ข้าราชการ", "8", ""))
    assert (made.added, [one.row for one in made.unchanged], made.skipped) == (2, [3], ())
    assert [(one.row, "ซ้ำกับแถว 2" in one.why) for one in made.warnings] == [(3, True)]


def test_groups_that_a_list_lacks_go_when_asked(asked, take_in, year) -> None:
    row = ("", "ผู้รับบริการ", "1,300", "ปีนี้นับใหม่")
    made = take_in("respondents", ("แบบวัด", *HEADS[2:4], "หมายเหตุ"), row, replace=True)
    assert (made.added, made.changed, made.removed) == (0, 1, 3)
    assert groups(year) == [("EIT ผู้รับบริการ", 1300, 300)], "it is the only group of this name"
    assert year().survey_groups[0].note == row[3]


def test_new_groups_stand_behind_those_of_the_year(asked, take_in, year) -> None:
    take_in("respondents", HEADS, ("EIT", "", "ก", "1", ""), ("EIT", "", "ข", "2", ""))
    assert [one.kind for one in year().survey_groups][-3:] == ["ผู้รับบริการ", "ก", "ข"]
    places = [one.position for one in year().survey_groups]
    assert places == sorted(set(places))


def test_the_forms_are_filled_in_and_come_back_by_themselves(
    asked, workspace, year, tmp_path
) -> None:
    from openpyxl import load_workbook

    path = write_template("answered", tmp_path / "ยอด.xlsx", year())
    blank = plan_file(workspace, 2568, "answered", path)
    assert (blank.changes, blank.skipped, len(blank.unchanged)) == ((), (), 4)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    listed = [row for row in sheet.iter_rows() if str(row[3].value).startswith("EIT")]
    listed[0][0].value, listed[0][4].value = "17/3/68", "250"
    book.save(path)
    found = find_in([path], year())
    assert [part.kind for part in found.parts] == ["answered"]
    apply_series(workspace, plan_parts(workspace, found.parts, shown=2568))
    assert answers(year) == {("EIT ผู้รับบริการ", 17): 250}


@pytest.mark.in_turn
def test_both_lists_of_one_file_come_in_by_the_command(workspace, year, tmp_path, capsys) -> None:
    path = tmp_path / "สำรวจ.csv"
    path.write_text(
        "แบบวัด,หน่วย,กลุ่ม,จำนวนคน\nIIT,ฝ่ายโยธา,ลูกจ้าง,31\n\n"
        "วันที่,กลุ่ม,ตอบแล้ว\n17/3/68,IIT ฝ่ายโยธา ลูกจ้าง,12\n",
        encoding="utf-8",
    )
    name = workspace.path
    workspace.close()
    assert main(["import", str(name), "auto", str(path)]) == 0
    assert capsys.readouterr().out.count("เพิ่ม 1 ") == 2
    assert main(["import", str(name), "auto", str(path), "--dry-run"]) == 0
    assert capsys.readouterr().out.count("เหมือนเดิม 1") == 2


def test_groups_are_known_by_other_spellings_and_in_one_cell(asked, take_in, year) -> None:
    before = groups(year)
    rows = [
        ("IIT", "ฝ่าย โยธา ข้าราชการ", "18"),
        ("IIT", "ฝ่ายโยธา กลุ่มลูกจ้าง", "33"),
        ("EIT", "กลุ่มผู้รับบริการ", "1,200"),
    ]
    again = take_in("respondents", ("แบบวัด", "กลุ่ม", "จำนวนคน"), *rows)
    assert (again.added, again.changed, again.same) == (0, 1, 2)
    assert groups(year) == [before[0], ("IIT ฝ่ายโยธา ลูกจ้าง", 33, None), *before[2:]]
    told = take_in("answered", ("วันที่", "กลุ่ม", "ตอบแล้ว"), ("17/3/68", "กลุ่มผู้รับบริการ", "120"))
    assert told.added == 1


@pytest.mark.parametrize(
    "row", [("IIT", "ทั้งสำนักงาน", "ลูกจ้าง"), ("IIT", "ฝ่ายโยธา", ""), ("IIT", "", "ฝ่ายโยธา")]
)
def test_a_group_that_counts_people_again_is_told_and_unticked(asked, take_in, year, row) -> None:
    before = groups(year)
    again = take_in("respondents", ("แบบวัด", "หน่วย", "กลุ่ม", "จำนวนคน"), (*row, "82"))
    assert "นับคนซ้ำกับ “IIT ฝ่ายโยธา" in again.warnings[0].why
    assert groups(year) == before
    other = take_in("respondents", ("แบบวัด", "หน่วย", "กลุ่ม", "จำนวนคน"), ("EIT", "", "คู่ค้า", "9"))
    assert (other.added, other.reasons) == (1, ())
