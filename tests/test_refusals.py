"""Each refusal says the way out: in its remedy, or in its own sentence."""

import re

import pytest

from tests.support.refusals import Refusal, refusals

SAYS_WHAT_TO_DO = re.compile(
    "พิมพ์(เช่น|ใหม่|ปี|ตัวเลข)|เลือก.*ก่อน|เรียง.*ก่อน|เลือก(แถว|ครั้ง|ช่อง)|ใช้ |ใช้แทน|แทน$|ตรวจว่า|คัดลอก"
    "|เพิ่ม.*ก่อน|แก้ก่อน|แล้วลองอีกครั้ง|กด Ctrl"
)
"""Words by which a sentence without a remedy asks for something to be done."""


@pytest.mark.in_turn
def test_every_refusal_says_the_way_out() -> None:
    found = list(refusals())
    assert len(found) > 200
    silent = [refusal for refusal in found if not refusal.remedy and not refusal.template.isascii()]
    without = [refusal for refusal in silent if not SAYS_WHAT_TO_DO.search(refusal.template)]
    assert without == []


def test_no_refusal_asks_for_a_mouse() -> None:
    """Whoever uses the keyboard is told the same: what to choose, not how to get there."""
    said = [refusal.template + refusal.remedy for refusal in refusals()]
    assert [sentence for sentence in said if "คลิก" in sentence] == []


def test_the_places_of_refusals_are_found() -> None:
    found = {refusal.template: refusal for refusal in refusals()}
    assert found["“{text}” ไม่ใช่คะแนน"].remedy.startswith("พิมพ์ตัวเลข")
    assert isinstance(found["“{text}” ไม่ใช่จำนวนคน"], Refusal)
    assert "ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน" in found, "what a signal carries"
