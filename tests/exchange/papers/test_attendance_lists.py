"""A list of who came to a meeting of ours is that meeting, and nobody's register."""

import io

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.source import ImportSource, read_content
from tests.exchange.files.word.made import p, tbl, tr, word

TITLE = "บัญชีรายชื่อผู้เข้าประชุมคณะทำงาน ITA สำนักงานเขตตัวอย่าง"
MET = "ครั้งที่ 1/2568 วันที่ 15 ธันวาคม 2567"
HEADS = ("ที่", "ชื่อ-สกุล", "ตำแหน่ง")
PEOPLE = (("1", "นายก ข", "ครู"), ("2", "นางค ง", "หัวหน้าฝ่ายโยธา"))


def workbook(*rows: tuple[str, ...]) -> ImportSource:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    return read_content(data.getvalue(), "ผู้เข้าประชุม.xlsx")


def met(source: ImportSource) -> dict[str, str]:
    """What the source says of its meeting by heading; nothing if it has none."""
    (sheet,) = source.sheets
    heads, *rows = [row.values for row in sheet.rows if row.number > 0]
    if "ครั้งที่" not in heads:
        return {}
    (row,) = rows
    return {str(head): str(value) for head, value in zip(heads, row, strict=True)}


CAME = {"ครั้งที่": "1/2568", "คณะ": "คณะทำงาน", "วันประชุม": "15 ธันวาคม 2567"}
BOTH = "นายก ข / ครู\nนางค ง / หัวหน้าฝ่ายโยธา"


def test_who_came_is_of_the_meeting_that_the_titles_name() -> None:
    assert met(workbook((TITLE,), (MET,), HEADS, *PEOPLE)) == CAME | {"ผู้มาประชุม": BOTH}
    table = tbl(tr(*HEADS), *(tr(*row) for row in PEOPLE))
    source = read_content(word(p(TITLE) + p(MET) + table), "ผู้เข้าประชุม.docx")
    assert met(source) == CAME | {"ผู้มาประชุม": BOTH}


@pytest.mark.parametrize(
    ("signed", "came"), [(("ก", "ค"), BOTH), (("", "ค"), BOTH.split("\n")[1]), (("", ""), "")]
)
def test_of_a_list_to_sign_on_those_came_who_have_signed(
    signed: tuple[str, str], came: str
) -> None:
    rows = ((*row, name, "") for row, name in zip(PEOPLE, signed, strict=True))
    source = workbook((TITLE,), (MET,), (*HEADS, "ลายมือชื่อ", "หมายเหตุ"), *rows)
    assert met(source).get("ผู้มาประชุม", "") == came
    assert any("ไม่รู้ว่าใครมา" in remark.why for remark in source.remarks) == (not came)


@pytest.mark.parametrize(
    "titles",
    [
        ("รายชื่อผู้มาประชุมชุมชนร่มเย็น", MET),
        (TITLE, "วันที่ 15 ธันวาคม 2567"),
        ("รายชื่อคณะทำงาน ITA", "ครั้งที่ 1/2568"),
    ],
)
def test_other_lists_of_people_are_no_meetings(titles: tuple[str, str]) -> None:
    assert met(workbook(*((title,) for title in titles), HEADS, *PEOPLE)) == {}
