"""Lines of items with their owners, or of days, as people write them in a chat, are a list."""

from collections.abc import Sequence

import pytest

from ita_desktop.exchange.source import read_content, read_pasted

HEADS = ("ข้อ", "ผู้รับผิดชอบ")
TITLED = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ")


def cells(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells of the lines, which are the same from the clipboard as from a file."""
    (pasted,) = read_pasted([[line] for line in lines], "ก").sheets
    (sheet,) = read_content("\n".join(lines).encode(), "ก.txt").sheets
    assert [row.values for row in pasted.rows] == [row.values for row in sheet.rows]
    return [tuple(map(str, row.values)) for row in sheet.rows]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ("O1 ฝ่ายปกครอง", "O2: ฝ่ายทะเบียน, ฝ่ายโยธา", "- O3-O5 = ฝ่ายรายได้ และ ฝ่ายโยธา"),
            [
                HEADS,
                ("O1", "ฝ่ายปกครอง"),
                ("O2", "ฝ่ายทะเบียน, ฝ่ายโยธา"),
                ("O3-O5", "ฝ่ายรายได้ และ ฝ่ายโยธา"),
            ],
        ),
        (
            ("มอบหมาย OIT", "O1 ข้อมูล ในพื้นที่เขต ฝ่ายการศึกษา", "2. ข้อ O2 ฝ่ายโยธา", "ขอบคุณครับ"),
            [
                ("มอบหมาย OIT",),
                TITLED,
                ("O1", "ข้อมูล ในพื้นที่เขต", "ฝ่ายการศึกษา"),
                ("O2", "", "ฝ่ายโยธา"),
                ("ขอบคุณครับ",),
            ],
        ),
        (
            (
                "O1 โรงเรียนก ฝ่ายข",
                "O2 กลุ่มโรงเรียน ฝ่ายข",
                "O3 โรงเรียน ในพื้นที่เขต ฝ่ายข",
                "O4 แผนพัฒนา ทุกโรงเรียน ทุกฝ่าย",
            ),
            [
                TITLED,
                ("O1", "", "โรงเรียนก ฝ่ายข"),
                ("O2", "", "กลุ่มโรงเรียน ฝ่ายข"),
                ("O3", "", "โรงเรียน ในพื้นที่เขต ฝ่ายข"),
                ("O4", "แผนพัฒนา", "ทุกโรงเรียน ทุกฝ่าย"),
            ],
        ),
        (
            ("15 ธันวาคม 2567 ประชุมคณะทำงาน ITA", "วันที่ 20/1/68 - เปิดระบบ OIT"),
            [
                ("วันที่", "วันสำคัญ"),
                ("15 ธันวาคม 2567", "ประชุมคณะทำงาน ITA"),
                ("20/1/68", "เปิดระบบ OIT"),
            ],
        ),
    ],
)
def test_lines_become_cells_below_headings(
    lines: Sequence[str], found: list[tuple[str, ...]]
) -> None:
    assert cells(lines) == found


@pytest.mark.parametrize(
    "lines",
    [
        ("O1 ฝ่ายปกครอง",),
        ("O1 ข้อมูลพื้นฐาน", "O2 แผนพัฒนา"),
        ("15 คน ประชุม", "20 ครั้ง อบรม"),
        ("เรื่อง ก", "เรื่อง ข", "เรื่อง ค", "O1 ฝ่ายปกครอง", "O2 ฝ่ายโยธา"),
    ],
)
def test_other_lines_stay_as_they_are(lines: Sequence[str]) -> None:
    assert cells(lines) == [(line,) for line in lines]
