"""What the year has at length gives way to a short text only where a person says so."""

import pytest

LONG = "ประชาสัมพันธ์ให้ข้าราชการและบุคลากรทุกคนตอบแบบวัดผ่านระบบ"
FINDINGS = ("ตัวชี้วัด", "จุดที่ต้องพัฒนา")
DUTIES = ("คณะ", "ข้อ", "หน้าที่และอำนาจ")


@pytest.mark.parametrize(
    ("kind", "heads", "row"),
    [("analysis", FINDINGS, ("7",)), ("duties", DUTIES, ("คณะทำงาน", "1"))],
)
@pytest.mark.parametrize(
    ("words", "is_ticked"),
    [("ประชาสัมพันธ์", False), (LONG.replace("ทุกคน", "ในเขต"), True), (LONG + "และทางไลน์", True)],
)
def test_a_much_shorter_text_is_not_ticked_and_told(
    take_in, plan, kind, heads, row, words, is_ticked
):
    take_in(kind, heads, (*row, LONG))
    made = plan(kind, heads, (*row, words))
    assert [change.key in made.accepted for change in made.changes] == [is_ticked]
    assert any("สั้นกว่า" in one.why for one in made.warnings) is not is_ticked


def test_a_list_that_replaces_what_there_is_is_meant(take_in, plan):
    take_in("analysis", FINDINGS, ("7", LONG))
    made = plan("analysis", FINDINGS, ("7", "ประชาสัมพันธ์"), replace=True)
    assert {change.key for change in made.changes} == made.accepted
