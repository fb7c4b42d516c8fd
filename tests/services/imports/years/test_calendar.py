"""The year's calendar from a list: what is due on which day."""

from datetime import date

import pytest

HEAD = ("ที่", "กิจกรรม/ขั้นตอน", "กำหนดการ", "หมายเหตุ")


def dates(year) -> list[tuple[date, str, str]]:
    return [(row.day, row.title, row.note) for row in year().calendar]


def test_the_dates_of_a_circular_are_added_beside_those_of_the_year(take_in, year) -> None:
    before = dates(year)
    taken = take_in(
        "calendar",
        HEAD,
        ("๑", "ประชุมชี้แจง", "๑๕ พ.ย. ๒๕๖๗", ""),
        ("๒", "ส่งรายชื่อผู้ตอบ", "31/1/68", "ส่งทางระบบ"),
    )
    assert taken.skipped == ()
    new = [row for row in dates(year) if row not in before]
    assert new == [
        (date(2024, 11, 15), "ประชุมชี้แจง", ""),
        (date(2025, 1, 31), "ส่งรายชื่อผู้ตอบ", "ส่งทางระบบ"),
    ]
    assert [row for row in before if row in dates(year)] == before


def test_of_a_period_the_last_day_counts_and_the_words_stay(take_in, year) -> None:
    taken = take_in("calendar", HEAD, ("1", "ตอบแบบวัด", "1 ม.ค. - 31 มี.ค. 68", ""))
    assert (date(2025, 3, 31), "ตอบแบบวัด", "1 ม.ค. - 31 มี.ค. 68") in dates(year)
    assert any("31 มี.ค. 68" in remark.sentence() for remark in taken.warnings)


def test_the_same_list_again_changes_nothing(take_in, plan, year) -> None:
    rows = [
        ("1", "ประชุม", "15/11/67", ""),
        ("2", "ประชุม", "15/12/67", ""),
        ("3", "ประชุม", "15/12/67", "นัดพิเศษ"),
        ("4", "ตอบแบบวัด", "1 ม.ค. - 31 มี.ค. 68", "ทุกคน"),
    ]
    take_in("calendar", HEAD, *rows)
    assert plan("calendar", HEAD, *rows).changes == ()
    assert plan("calendar", HEAD, *reversed(rows)).changes == ()


def test_a_date_that_was_moved_is_the_same_date(take_in, year) -> None:
    take_in("calendar", HEAD, ("1", "ส่งรายชื่อ", "31/1/68", "เดิม"))
    count = len(year().calendar)
    moved = take_in("calendar", HEAD, ("1", "ส่งรายชื่อ", "15/2/68", ""))
    assert [change.action.name for change in moved.changes] == ["CHANGE"]
    assert (date(2025, 2, 15), "ส่งรายชื่อ", "เดิม") in dates(year)
    assert len(year().calendar) == count


def test_which_of_several_days_was_moved_is_not_guessed(take_in, year) -> None:
    take_in("calendar", HEAD, ("1", "ประชุม", "15/11/67", ""), ("2", "ประชุม", "15/12/67", ""))
    take_in("calendar", HEAD, ("1", "ประชุม", "20/1/68", ""))
    found = sorted(day for day, title, _ in dates(year) if title == "ประชุม")
    assert found == [date(2024, 11, 15), date(2024, 12, 15), date(2025, 1, 20)]


def test_a_row_without_a_day_or_with_none_that_exists_is_told(take_in, year) -> None:
    before = dates(year)
    taken = take_in(
        "calendar",
        HEAD,
        ("1", "ประชุม", "", ""),
        ("2", "ประกาศผล", "ปลายปี", ""),
        ("3", "ปิดระบบ", "31/2/68", ""),
    )
    assert [skipped.row for skipped in taken.skipped] == [2, 3, 4]
    assert dates(year) == before


def test_what_the_list_lacks_goes_only_when_asked(take_in, year) -> None:
    take_in("calendar", HEAD, ("1", "ประชุม", "15/11/67", ""))
    take_in("calendar", HEAD, ("1", "ประกาศผล", "15/9/68", ""))
    assert {title for _, title, _ in dates(year)} >= {"ประชุม", "ประกาศผล"}
    take_in("calendar", HEAD, ("1", "ประกาศผล", "15/9/68", ""), replace=True)
    assert [title for _, title, _ in dates(year)] == ["ประกาศผล"]


def test_of_the_days_in_two_columns_the_last_one_counts_and_the_words_stay(
    take_in, plan, year
) -> None:
    head = ("ที่", "กิจกรรม", "เริ่ม", "สิ้นสุด", "หมายเหตุ")
    rows = [
        ("1", "ตอบแบบวัด", "1 ม.ค. 68", "31 มี.ค. 68", "ทุกคน"),
        ("2", "ส่งรายชื่อ", "", "15 ก.พ. 68", ""),
        ("3", "เปิดระบบ", "2 ธ.ค. 67", "", ""),
        ("4", "อุทธรณ์", "มิ.ย. 68", "ก.ค. 68", ""),
    ]
    before = dates(year)
    assert take_in("calendar", head, *rows).skipped == ()
    assert [row for row in dates(year) if row not in before] == [
        (date(2024, 12, 2), "เปิดระบบ", ""),
        (date(2025, 2, 15), "ส่งรายชื่อ", ""),
        (date(2025, 3, 31), "ตอบแบบวัด", "1 ม.ค. 68 - 31 มี.ค. 68\nทุกคน"),
        (date(2025, 7, 31), "อุทธรณ์", "มิ.ย. 68 - ก.ค. 68"),
    ]
    assert plan("calendar", head, *rows).changes == ()


@pytest.mark.parametrize(
    ("title", "is_taken"),
    [
        ("งานปีใหม่", False),
        ("วันเด็กแห่งชาติ", False),
        ("จัดกิจกรรมรดน้ำดำหัวผู้สูงอายุ", False),
        ("วันหยุดชดเชย", False),
        ("ประกาศงดรับของขวัญปีใหม่", True),
        ("ประชุมหลังวันหยุดสงกรานต์", True),
        ("วันปิดระบบ OIT", True),
    ],
)
def test_a_feast_in_the_calendar_of_the_assessment_waits_for_a_yes(plan, title, is_taken) -> None:
    made = plan("calendar", HEAD, ("1", "ประชุมชี้แจง", "15/11/67", ""), ("2", title, "13/1/68", ""))
    assert [change.key in made.accepted for change in made.changes] == [True, is_taken]
    assert any(title in reason.remark.why for reason in made.reasons) is not is_taken


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("ปิดระบบ OIT", "ปิดการเผยแพร่ข้อมูล OIT"),
        ("วันสุดท้ายของการตอบแบบ OIT", "ปิดการเผยแพร่ข้อมูล OIT"),
        ("สิ้นสุดการตอบแบบสำรวจ IIT EIT", "ปิดการตอบแบบวัด IIT และ EIT"),
        ("ปิดระบบ IIT EIT และ OIT", ""),
        ("ปิดระบบ EIT", ""),
        ("เปิดระบบ OIT", ""),
    ],
)
def test_the_end_of_the_assessment_is_known_by_what_ends(take_in, year, title, own) -> None:
    before = [title for _, title, _ in dates(year)]
    plan = take_in("calendar", HEAD, ("1", title, "15/5/68", ""))
    added = [] if own else [title]
    assert sorted(title for _, title, _ in dates(year)) == sorted([*before, *added])
    assert (date(2025, 5, 15), own or title, "") in dates(year)
    assert [own in warning.why for warning in plan.warnings] == [True] * bool(own)
    assert take_in("calendar", HEAD, ("1", title, "15/5/68", "")).changes == ()
