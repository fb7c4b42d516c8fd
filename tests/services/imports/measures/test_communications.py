"""The table of communication: its measures stand beside those of the other tables."""

import pytest

from ita_desktop.domain.records import Frequency, MeasureKind

HEAD = ("ประเด็นการประเมิน", "มาตรการ/กิจกรรม", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ", "การกำกับติดตาม")
FIRST = ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", "")
MONTHLY = "เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568"


@pytest.fixture
def table(take_in):
    return take_in(
        "communications",
        HEAD,
        FIRST,
        ("I1 เต็มใจให้บริการ", "กำชับให้สื่อสาร", MONTHLY, "หัวหน้าฝ่าย ทุกฝ่าย", "ผอ. ติดตาม"),
        ("I2 อำนวยความสะดวก", "กำชับให้สื่อสาร", MONTHLY, "หัวหน้าฝ่าย ทุกฝ่าย", "ผอ. ติดตาม"),
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""),
        (
            "O1 - O17",
            "เผยแพร่ทางเว็บไซต์",
            "ตุลาคม 2567 - กันยายน 2568",
            "เจ้าหน้าที่ ผู้ที่ได้รับมอบหมาย ฝ่ายปกครอง",
            "จนกว่าจะดำเนินการแล้วเสร็จ",
        ),
    )


def test_each_row_is_a_measure_of_its_own_though_the_words_repeat(table, year):
    measures = year().measures
    assert [measure.kind for measure in measures] == [MeasureKind.COMMUNICATION] * 3
    assert [measure.frequency for measure in measures[:2]] == [Frequency.MONTHLY] * 2
    assert len(year().items_of_measure(measures[2].id)) == 17
    assert year().owner_label(year().owners_of_measure(measures[2].id)[0]) == (
        "เจ้าหน้าที่ ผู้ที่ได้รับมอบหมาย ฝ่ายปกครอง"
    )
    assert table.skipped == ()


def test_measures_of_the_same_items_in_another_table_are_left_alone(table, take_in, year):
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ"), ("I1", "ก"))
    again = take_in("communications", HEAD, FIRST, ("I1", "ใหม่", MONTHLY, "", ""), replace=True)
    assert (again.changed, again.removed) == (1, 2)
    assert [(measure.kind, measure.method) for measure in year().measures] == [
        (MeasureKind.COMMUNICATION, "ใหม่"),
        (MeasureKind.ITEM, "ก"),
    ]


def test_the_same_table_a_second_time_changes_nothing(workspace, table, plan):
    again = plan(
        "communications",
        HEAD,
        FIRST,
        ("I1 เต็มใจให้บริการ", "กำชับให้สื่อสาร", MONTHLY, "หัวหน้าฝ่าย ทุกฝ่าย", "ผอ. ติดตาม"),
    )
    assert (again.changes, len(again.unchanged)) == ((), 1)


def test_a_schedule_that_ends_before_it_begins_is_kept_in_words_and_told(take_in, year):
    words = "15 มี.ค. 68 - 1 ม.ค. 68"
    plan = take_in("communications", HEAD, FIRST, ("I1", "ก", words, "", ""))
    assert [warning.row for warning in plan.warnings] == [3]
    (measure,) = year().measures
    assert (measure.schedule, measure.begins, measure.ends) == (words, None, None)


def test_the_title_above_the_pictures_behind_the_table_is_no_row(take_in, year):
    plan = take_in(
        "communications",
        HEAD,
        FIRST,
        ("I1", "ก", MONTHLY, "", ""),
        ("7. มาตรการ/กิจกรรมในการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสียภายใน", "", "", "", ""),
        ("และผู้มีส่วนได้ส่วนเสียภายนอกตามตัวชี้วัด", "", "", "", ""),
        ("ภาพการดำเนินการ 1", "", "", "", ""),
    )
    assert plan.skipped == ()
    assert [measure.method for measure in year().measures] == ["ก"]


def titles(year, method):
    return [
        link.title
        for measure in year.measures
        if measure.method == method
        for link in year.items_of_measure(measure.id)
    ]


def test_a_wording_that_the_table_prints_for_another_measure_of_the_item_is_not_stored_twice(
    workspace, take_in, plan, year
):
    take_in("communications", HEAD, FIRST, ("I1", "ก", "", "", ""), ("I1 เต็มใจ", "ข", "", "", ""))
    before = workspace.dump()
    rows = (HEAD, FIRST, ("I1 เต็มใจ", "ก", "", "", ""), ("I1 เต็มใจ", "ข", "", "", ""))
    assert plan("communications", *rows).changes == ()
    take_in("communications", *rows)
    assert workspace.dump() == before
    take_in("communications", HEAD, FIRST, ("I1 ยินดี", "ก", "", "", ""))
    assert (titles(year(), "ก"), titles(year(), "ข")) == (["ยินดี"], ["เต็มใจ"])


def test_a_wording_of_another_table_keeps_none_from_this_one(take_in, year):
    take_in("measures", ("ข้อ", "วิธีการปฏิบัติ"), ("I1 เต็มใจ", "ก"))
    take_in("communications", HEAD, FIRST, ("I1", "ข", "", "", ""))
    assert titles(year(), "ข") == [""]
    take_in("communications", HEAD, FIRST, ("I1 เต็มใจ", "ข", "", "", ""))
    assert titles(year(), "ข") == ["เต็มใจ"]


def test_the_table_of_measures_has_a_wording_for_each_measure_of_an_item(take_in, year):
    head = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ")
    take_in("measures", head, ("I1", "ก", "ทุกฝ่าย"), ("I1 เต็มใจ", "ข", "ทุกฝ่าย"))
    assert (titles(year(), "ก"), titles(year(), "ข")) == ([""], ["เต็มใจ"])
    take_in("measures", head, ("I1 เต็มใจ", "ก", "ทุกฝ่าย"), ("I1 เต็มใจ", "ข", "ทุกฝ่าย"))
    assert (titles(year(), "ก"), titles(year(), "ข")) == (["เต็มใจ"], ["เต็มใจ"])
