"""The other keyboard layout: what the same keys write there, where that is a word."""

import pytest

from ita_desktop.services.search.slips import in_other_layout

TYPED = {
    "8tcoo": "คะแนน",
    "9yh'8jk": "ตั้งค่า",
    "8^j,nv": "คู่มือ",
    "-hv 12": "ข้อ 12",
    ">rb,rN": ">พิมพ์",
    "ิฟแาีย": "backup",
    "ำปแำส": "excel",
}
WORDS = ("สำรองข้อมูล", "คะแนน OIT", "ผู้อำนวยการ", "ไม่มีสิ่งนี้", "O12", "7", "", "  ")


@pytest.mark.parametrize(("typed", "meant"), TYPED.items())
def test_what_was_typed_in_the_other_layout_is_read(typed: str, meant: str) -> None:
    assert in_other_layout(typed) == meant


@pytest.mark.parametrize("typed", WORDS)
def test_what_is_written_as_it_should_be_stays(typed: str) -> None:
    assert not in_other_layout(typed)
