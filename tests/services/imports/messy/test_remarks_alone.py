"""What the assessor says of items is taken in whether or not their scores stand beside it."""

from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import ScoreSource

HEAD = ("รหัส", "รายการ", "คะแนนทางการ", "ข้อสังเกตของผู้ตรวจ")
SAID = ("O5", "", "", "ไม่พบรายงานผล")


def test_a_remark_without_a_score_is_kept_and_counted(take_in, plan, year):
    made = take_in("results", HEAD, SAID, ("O6", "", "", "ลิงก์เสีย"))
    assert (made.added, made.skipped) == (2, ())
    assert year().remark_by_node == {"O5": "ไม่พบรายงานผล", "O6": "ลิงก์เสีย"}
    assert year().scores == ()
    again = plan("results", HEAD, SAID)
    assert (again.changes, len(again.unchanged)) == ((), 1)


def test_a_remark_comes_to_the_score_that_is_there(take_in, plan, year):
    take_in("results", HEAD, ("O5", "", "0", ""))
    made = take_in("results", HEAD, SAID)
    assert made.changed == 1
    (score,) = year().scores
    assert (score.source, score.value, score.note) == (
        ScoreSource.OFFICIAL,
        Decimal(0),
        "ไม่พบรายงานผล",
    )
    assert plan("results", HEAD, SAID).changes == ()


def test_a_score_and_a_remark_in_two_rows_change_nothing_the_second_time(take_in, plan, year):
    rows = (("O5", "", "0", ""), SAID)
    take_in("results", HEAD, *rows)
    assert year().remark_by_node == {"O5": "ไม่พบรายงานผล"}
    assert plan("results", HEAD, *rows).changes == ()


def test_another_remark_takes_the_place_of_the_first(take_in, year):
    take_in("results", HEAD, SAID)
    made = take_in("results", HEAD, ("O5", "", "", "พบแล้วแต่ไม่ครบ"))
    assert made.changed == 1
    assert year().remark_by_node == {"O5": "พบแล้วแต่ไม่ครบ"}


@pytest.mark.parametrize("first", [SAID, ("O5", "", "0", "ไม่พบรายงานผล")])
def test_two_remarks_that_differ_are_told(take_in, year, first):
    made = take_in("results", HEAD, first, ("O5", "", "", "อย่างอื่น"))
    assert [(one.row, "ไม่ตรงกับแถว 2" in one.why) for one in made.skipped] == [(3, True)]
    assert year().remark_by_node == {"O5": "ไม่พบรายงานผล"}


def test_a_remark_on_an_item_that_the_year_lacks_is_told(take_in):
    made = take_in("results", HEAD, ("O1", "", "100", ""), ("O77", "", "", "ไม่พบ"))
    assert ["O77" in one.why for one in made.skipped] == [True]


def test_lines_of_the_form_that_nothing_was_written_into_are_listed(take_in):
    made = take_in("results", HEAD, ("O1", "", "100", ""), ("O2", "", "", ""))
    assert (made.added, made.rows) == (1, 1)
    assert [(one.row, "ไม่มีคะแนน" in one.why) for one in made.aside] == [(3, True)]


def test_the_preview_has_a_level_beside_the_total_and_remarks_in_their_own_column(plan, take_in):
    from ita_desktop.services.imports.results.rows import REMARK, VALUE

    def seen(made):
        cells = [{cell.heading: cell for cell in change.cells} for change in made.changes]
        return [
            (row["รหัส"].new, row["รายการ"].new, row[VALUE].new, row[REMARK].new) for row in cells
        ]

    rows = (("ITA", "", "97.38", "ผ่านดี"), ("O5", "", "0", "ไม่พบรายงานผล"))
    (total, item) = seen(plan("results", HEAD, *rows))
    assert total == ("ITA", "", "97.38 ผ่านดี", "")
    assert (item[0], item[2:]) == ("O5", ("0.00", "ไม่พบรายงานผล"))
    assert item[1]


def test_a_remark_in_two_rows_alike_is_taken_once(plan):
    made = plan("results", HEAD, SAID, SAID)
    assert (made.added, [one.row for one in made.unchanged], made.skipped) == (1, [3], ())


ROUNDS = ("ข้อ", "ข้อสังเกตของผู้ตรวจ", "วันที่", "คำชี้แจง")


def test_a_round_in_two_rows_is_taken_once_and_a_contradiction_is_told(plan, take_in, year):
    first = ("O5", "ลิงก์เสีย", "1/2/68", "แก้แล้ว")
    rows = (first, first, (*first[:3], "ยังไม่แก้"), ("O5", "ไม่พบรายงาน", "1/2/68", "จะลงเว็บ"))
    made = take_in("remarks", ROUNDS, *rows)
    assert (made.added, [one.row for one in made.unchanged]) == (2, [3])
    assert [(one.row, "อยู่ในแถว 2 แล้ว" in one.why) for one in made.skipped] == [(4, True)]
    assert [(one.text, one.answer) for one in year().remarks_of("O5")] == [
        ("ลิงก์เสีย", "แก้แล้ว"),
        ("ไม่พบรายงาน", "จะลงเว็บ"),
    ]
    assert plan("remarks", ROUNDS, first, rows[3]).changes == ()


def test_the_same_words_on_another_day_are_another_round(take_in, year):
    rows = (("O5", "ลิงก์เสีย", "1/2/68", ""), ("O5", "ลิงก์เสีย", "1/3/68", ""))
    take_in("remarks", ROUNDS, *rows)
    days = [one.day.month for one in year().remarks_of("O5") if one.day]
    assert days == [2, 3]
    take_in("remarks", ROUNDS, ("O5", "ลิงก์เสีย", "1/3/68", "แก้แล้ว"))
    assert [one.answer for one in year().remarks_of("O5")] == ["", "แก้แล้ว"]


def test_the_title_of_the_item_before_a_remark_is_no_part_of_it(take_in, plan, year):
    title = year().framework.item_by_code["O5"].title
    head = ("ข้อ", "ข้อสังเกตของผู้ตรวจ")
    take_in("remarks", head, ("O5", f"{title} : ไม่พบรายงานผล"))
    assert year().remark_by_node == {"O5": "ไม่พบรายงานผล"}
    assert plan("remarks", head, ("O5", "ไม่พบรายงานผล")).changes == ()
    take_in("remarks", head, ("O6", year().framework.item_by_code["O6"].title))
    assert year().remark_by_node["O6"] == year().framework.item_by_code["O6"].title
