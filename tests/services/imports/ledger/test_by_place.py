"""A word or number is accounted for where it stands: that another row has the same excuses
nothing."""

from random import Random

import openpyxl
import pytest
from docx import Document

from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts

UNITS = ("ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายทะเบียน", "ฝ่ายรายได้")
ITEMS = ("O1", "O2", "O3", "O5", "O7")
LISTS = {
    "ผู้รับผิดชอบข้อมูล OIT ปีงบประมาณ พ.ศ. 2568": (
        ("ผู้รับผิดชอบ", lambda chance: chance.choice(UNITS)),
        ("กำหนดส่ง", lambda chance: f"{chance.randint(1, 28)}/1/68"),
    ),
    "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568": (("คะแนน", lambda chance: chance.choice(("0", "100"))),),
    "หลักฐาน OIT ปีงบประมาณ พ.ศ. 2568": (
        ("ลิงก์", lambda chance: f"https://a.example/{chance.randint(1, 3)}"),
    ),
}


def _table(chance, name, titles):
    """A list with a column that nobody reads, and below it a table of nothing, both of words of its
    read rows; and the places of these."""
    fields = LISTS[name]
    heads = ["ข้อ", "ข้อมูล", *(head for head, _ in fields)]
    rows = [[item, titles[item], *(make(chance) for _, make in fields)] for item in ITEMS]
    words = [row[at] for row in rows for at in (0, *range(2, len(row)))]
    at = chance.randint(2, len(heads))
    # An address is read in any column.
    plain = [word for word in words if "://" not in word]
    for row, text in zip((heads, *rows), ("ทวนสอบแล้ว", *chance.choices(plain, k=5)), strict=True):
        row.insert(at, text)
    others = [chance.choices(words, k=2) for _ in range(3)]
    table = [[name], heads, *rows, [], ["ยานพาหนะ", "ทะเบียนรถ"], *others]
    unread = {(number, at) for number in range(3, 8)}
    unread |= {(number, column) for number in range(10, 13) for column in (0, 1)}
    return table, unread


def _told(left, table):
    """The places of the cells that the list has, one by one or with their row."""
    places = set()
    for each in left:
        for step, line in enumerate(each.text.split("\n")):
            row = each.origin.row + step
            cells = table[row - 1] if row <= len(table) else ()
            columns = range(len(cells)) if each.column is None else (each.column,)
            places |= {(row, at) for at in columns if str(cells[at]) in line}
    return places


@pytest.mark.in_turn
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("seed", range(3))
def test_each_cell_that_is_not_read_is_listed_though_a_read_one_is_the_same(
    workspace, tmp_path, name, seed
):
    titles = {item.code: item.title for item in workspace.year(2568).framework.items}
    table, unread = _table(Random(seed), name, titles)
    made = openpyxl.Workbook()
    for row in table:
        made.active.append(row)
    made.save(tmp_path / "ก.xlsx")
    for _ in range(2):  # the same file again: unchanged rows excuse as little
        parts = find_in([tmp_path / "ก.xlsx"], workspace.year(2568)).parts
        series = plan_parts(workspace, parts, shown=2568)
        told = _told(series.left, table)
        assert unread <= told
        read = {(row, at) for row in range(3, 8) for at in range(len(table[2]))} - unread
        assert told & read == set()
        apply_series(workspace, series)


def _paper(path, *blocks):
    made = Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(0, len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(path))


def test_a_line_between_tables_is_a_loss(workspace, tmp_path):
    head = ("ข้อ", "ผู้รับผิดชอบ")
    _paper(
        tmp_path / "ก.docx",
        "ผู้รับผิดชอบข้อมูล OIT ปีงบประมาณ พ.ศ. 2568",
        (head, ("O1", "ฝ่ายปกครอง"), ("O2", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล")),
        "ให้ฝ่ายการคลังจัดสรรงบ 5,000 บาท",
        (head, ("O9", "ฝ่ายรายได้")),
    )
    parts = find_in([tmp_path / "ก.docx"], workspace.year(2568)).parts
    left = plan_parts(workspace, parts, shown=2568).left
    assert [each.text for each in left if not each.is_aside] == ["ให้ฝ่ายการคลังจัดสรรงบ 5,000 บาท"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("ฝ่ายโยธา", "ฝ่ายโยธา"),
        ("สำนักงานเขตตัวอย่าง ฝ่ายปกครอง", "ฝ่ายปกครอง"),
        ("ส่งเอกสารทุกวันจันทร์", "ส่งเอกสารทุกวันจันทร์"),
    ],
)
def test_a_line_below_a_table_is_a_loss_though_a_row_says_the_same(workspace, tmp_path, line, left):
    head = ("ข้อ", "ผู้รับผิดชอบ", "หมายเหตุ")
    rows = (("O1", "ฝ่ายปกครอง", "ส่งเอกสารทุกวันจันทร์"), ("O2", "ฝ่ายโยธา", ""))
    title = "ผู้รับผิดชอบข้อมูล OIT ปีงบประมาณ พ.ศ. 2568"
    _paper(tmp_path / "ก.docx", title, (head, *rows), line)
    for _ in range(2):
        parts = find_in([tmp_path / "ก.docx"], workspace.year(2568)).parts
        series = plan_parts(workspace, parts, shown=2568)
        assert [each.text for each in series.left if not each.is_aside] == [left]
        apply_series(workspace, series)


def test_the_number_of_a_page_in_the_contents_is_no_loss(workspace, tmp_path):
    title = next(item.title for item in workspace.year(2568).framework.items if item.code == "O1")
    head = ("ข้อ", "ผู้รับผิดชอบ")
    contents = (f"{title}\t12", "ยอดวัสดุคงคลัง\t13")
    _paper(
        tmp_path / "ก.docx",
        *contents,
        "ผู้รับผิดชอบข้อมูล OIT ปีงบประมาณ พ.ศ. 2568",
        (head, ("O1", "ฝ่ายปกครอง"), ("O2", "ฝ่ายโยธา")),
    )
    parts = find_in([tmp_path / "ก.docx"], workspace.year(2568)).parts
    left = plan_parts(workspace, parts, shown=2568).left
    assert [each.text for each in left] == [contents[1]]


def test_what_the_office_wrote_below_a_table_is_a_loss_and_a_title_is_none(workspace, tmp_path):
    titles = {item.code: item.title for item in workspace.year(2568).framework.items}
    made = openpyxl.Workbook()
    for row in (
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 ฉบับย่อของเขต",),
        ("ข้อ", "ข้อคำถาม", "คะแนน"),
        ("I1", titles["I1"], "97"),
        ("I2", titles["I2"], "95"),
        ("** คะแนน I1 ยังไม่รวมโรงเรียน",),
    ):
        made.active.append(row)
    made.save(tmp_path / "ก.xlsx")
    parts = find_in([tmp_path / "ก.xlsx"], workspace.year(2568)).parts
    left = plan_parts(workspace, parts, shown=2568).left
    assert [(each.origin.row, each.is_aside) for each in left] == [(1, True), (5, False)]
