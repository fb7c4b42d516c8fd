"""Letters that come in twice are the same letters."""

import pytest

HEAD = ("ส่วนราชการ", "เรื่อง", "เรียน", "ข้อความ")


@pytest.mark.parametrize("subject", ["ขอเชิญประชุม", "งบ {2568}", "{0}"])
def test_a_subject_with_braces_is_found_again(take_in, plan, subject):
    row = ("ฝ่ายโยธา", subject, "ผู้อำนวยการเขต", "ด้วยฝ่ายโยธา")
    assert take_in("letters", HEAD, row).added == 1
    assert plan("letters", HEAD, row).changes == ()


def test_a_draft_gets_its_number_and_letters_to_others_stay_apart(take_in, year):
    """Of one subject: the number alone is missing from the draft."""
    head = ("เลขที่หนังสือ", "วันที่", *HEAD)
    draft = ("ฝ่ายโยธา", "ขอเชิญประชุม", "ผู้อำนวยการเขต", "ด้วยฝ่ายโยธา")
    take_in("letters", HEAD, draft)
    sent = ("กท 4101/1", "1 มี.ค. 68", *draft)
    other = ("กท 4101/2", "1 มี.ค. 68", *draft[:2], "หัวหน้าฝ่ายทะเบียน", draft[3])
    plan = take_in("letters", head, other, sent)
    assert (plan.added, plan.changed) == (1, 1)
    assert [(one.number, one.addressee) for one in year().letters] == [
        ("กท 4101/1", "ผู้อำนวยการเขต"),
        ("กท 4101/2", "หัวหน้าฝ่ายทะเบียน"),
    ]
    again = take_in("letters", head, ("กท 4101/3", *sent[1:]))
    assert (again.added, again.changed) == (1, 0), "the same letter was sent a second time"


def test_another_letter_with_the_same_number_waits_and_replaces_none(take_in, year):
    head = ("เลขที่หนังสือ", "วันที่", *HEAD)
    take_in("letters", head, ("กท 4101/1", "1 มี.ค. 68", "ฝ่ายปกครอง", "ขอเชิญประชุม", "ทุกฝ่าย", "ก"))
    other = ("กท 4101/1", "3 มี.ค. 68", "ฝ่ายโยธา", "ส่งรายงาน ITA", "หัวหน้าฝ่ายปกครอง", "ข")
    plan = take_in("letters", head, other)
    assert [(one.subject, one.body) for one in year().letters] == [("ขอเชิญประชุม", "ก")]
    assert "เป็นของหนังสือเรื่อง “ขอเชิญประชุม” อยู่แล้ว" in plan.reasons[0].remark.why
    (change,) = plan.changes
    assert (change.action.value, plan.accepted) == ("add", frozenset())
