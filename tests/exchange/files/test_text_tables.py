"""Tables that are written in text: with strokes, or with blanks between their columns."""

import pytest

from ita_desktop.exchange.files.delimited import read_delimited
from ita_desktop.exchange.sheets import WorkProgress

ROWS = [
    (3, ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")),
    (5, ("O1", "ฝ่ายปกครอง", "15 ม.ค. 2568")),
    (6, ("O2", "ฝ่ายโยธา", "")),
]


def read(text: str) -> list[tuple[int, tuple[str, ...]]]:
    sheet = read_delimited(text, "ก.txt", WorkProgress())
    return [(row.number, tuple(map(str, row.values))) for row in sheet.rows]


BLANKS = """ผู้รับผิดชอบ OIT

ข้อ  ผู้รับผิดชอบ  กำหนดส่ง
---- -------
O1  ฝ่ายปกครอง   15 ม.ค. 2568
O2  ฝ่ายโยธา

หมายเหตุ ฝ่ายใดติดขัดให้แจ้ง
"""
STROKES = """ผู้รับผิดชอบ OIT

| ข้อ | ผู้รับผิดชอบ | กำหนดส่ง |
|----|:---:|----|
| O1 | ฝ่ายปกครอง | 15 ม.ค. 2568 |
| O2 | ฝ่ายโยธา | |

หมายเหตุ ฝ่ายใดติดขัดให้แจ้ง
"""


@pytest.mark.parametrize("text", [BLANKS, STROKES])
def test_a_table_in_a_text_has_its_columns(text: str) -> None:
    found = read(text)
    bare = [(number, tuple(filter(None, values))) for number, values in found]
    assert bare[0] == (1, ("ผู้รับผิดชอบ OIT",))
    assert bare[1:-1] == [(number, tuple(filter(None, values))) for number, values in ROWS]
    assert bare[-1] == (8, ("หมายเหตุ ฝ่ายใดติดขัดให้แจ้ง",))


def test_the_commas_of_figures_keep_no_columns_apart_where_blanks_do() -> None:
    text = (
        "มาตรการ ITA ปี 2568\n"
        "ข้อ   มาตรการ        งบประมาณ    ผู้รับผิดชอบ\n"
        "I1   กำชับเจ้าหน้าที่   1,200,000   ฝ่ายปกครอง\n"
        "I2   ติดแผนผัง       ๒๕,๐๐๐      ฝ่ายทะเบียน\n"
        "E4   จัดทำวารสาร     1,500       ฝ่ายปกครอง\n"
    )
    assert read(text)[2:] == [
        (3, ("I1", "กำชับเจ้าหน้าที่", "1,200,000", "ฝ่ายปกครอง")),
        (4, ("I2", "ติดแผนผัง", "25,000", "ฝ่ายทะเบียน")),
        (5, ("E4", "จัดทำวารสาร", "1,500", "ฝ่ายปกครอง")),
    ]
    assert read("รหัส,งบ,ใช้\nO1,100,200\nO2,300,400\n")[1] == (2, ("O1", "100", "200"))


def test_an_empty_cell_and_what_goes_on_below_have_their_columns() -> None:
    text = (
        "ข้อ   ผลการดำเนินการ      สถานะ\n"
        "I1   อบรมแล้ว           ดำเนินการแล้ว\n"
        "I3                    ยังไม่เริ่ม\n"
        "I5   จัดทำคู่มือ\n"
        "     และเผยแพร่\n"
    )
    assert read(text) == [
        (1, ("ข้อ", "ผลการดำเนินการ", "สถานะ")),
        (2, ("I1", "อบรมแล้ว", "ดำเนินการแล้ว")),
        (3, ("I3", "", "ยังไม่เริ่ม")),
        (4, ("I5", "จัดทำคู่มือ และเผยแพร่")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "O1  https://a.go.th/1\nO2  https://a.go.th/2\nO3  https://a.go.th/3\n",
        "1. นายสมชาย ใจดี  ประธานกรรมการ\n2. นางสมศรี ดีใจ  กรรมการ\n",
        "เรียน  ผู้อำนวยการเขต\nตามที่ได้มีคำสั่งแต่งตั้งคณะทำงานแล้วนั้น\nจึงเรียนมาเพื่อทราบ\n",
    ],
)
def test_lists_and_letters_are_no_tables(text: str) -> None:
    lines = (" ".join(line.split()) for line in text.splitlines())
    assert read(text) == [(at, (line,)) for at, line in enumerate(lines, 1)]
