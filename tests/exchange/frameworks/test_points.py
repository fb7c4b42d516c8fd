"""Required contents are split into points, one for each requirement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.exchange.frameworks import formats_of, points_of


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", ()),
        ("ชื่อ", ("ชื่อ",)),
        ("ชื่อ\nที่อยู่", ("ชื่อ", "ที่อยู่")),
        ("1. ชื่อ\n2. ที่อยู่", ("ชื่อ", "ที่อยู่")),
        ("๑) ชื่อ\n๒) ที่อยู่", ("ชื่อ", "ที่อยู่")),
        ("แสดงข้อมูล ดังนี้\n- ชื่อ\nและตำแหน่ง\n- ที่อยู่", ("แสดงข้อมูล ดังนี้", "ชื่อ และตำแหน่ง", "ที่อยู่")),
        ("o แสดงแผนผัง\no ประกอบด้วยตำแหน่ง", ("แสดงแผนผัง", "ประกอบด้วยตำแหน่ง")),
        ("(1) ชื่อ (2) ที่อยู่ (3) อีเมล", ("ชื่อ", "ที่อยู่", "อีเมล")),
        ("ดังนี้ 1) ชื่อ 2) ที่อยู่", ("ดังนี้", "ชื่อ", "ที่อยู่")),
        ("1.1 ชื่อ", ("1.1 ชื่อ",)),
        ("แผน 20 ปี ระยะที่ 3", ("แผน 20 ปี ระยะที่ 3",)),
    ],
)
def test_each_number_or_bullet_is_a_point(text: str, points: tuple[str, ...]) -> None:
    assert points_of(text) == points


@given(st.lists(st.text("กขคงจ กาณ", min_size=1).map(str.strip).filter(bool), min_size=2))
def test_what_was_numbered_comes_back(points: list[str]) -> None:
    points = [" ".join(point.split()) for point in points]
    text = "\n".join(f"{at}) {point}" for at, point in enumerate(points[:50], 1))
    assert points_of(text) == tuple(points[:50])


@given(st.text())
def test_no_letter_of_a_cell_is_lost(text: str) -> None:
    kept = "".join(points_of(text))
    assert [one for one in text if "ก" <= one <= "ฮ"] == [one for one in kept if "ก" <= one <= "ฮ"]


def test_formats_are_told_by_their_names() -> None:
    found = formats_of("PDF และ Excel หรือ Word (.docx)")
    assert found is not None
    assert (found.pdf, found.machine_readable) == (True, ("excel", "word"))
    assert formats_of("เผยแพร่บนเว็บไซต์") is None
