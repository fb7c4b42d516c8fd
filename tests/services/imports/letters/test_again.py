"""Letters that come in twice are the same letters."""

import pytest

HEAD = ("ส่วนราชการ", "เรื่อง", "เรียน", "ข้อความ")


@pytest.mark.parametrize("subject", ["ขอเชิญประชุม", "งบ {2568}", "{0}"])
def test_a_subject_with_braces_is_found_again(take_in, plan, subject):
    row = ("ฝ่ายโยธา", subject, "ผู้อำนวยการเขต", "ด้วยฝ่ายโยธา")
    assert take_in("letters", HEAD, row).added == 1
    assert plan("letters", HEAD, row).changes == ()
