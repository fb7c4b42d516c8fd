"""PDF files of other programs, which say nothing of their lines and cells."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.exchange.blocks import Heading, Paragraph, SourceBlocks
from ita_desktop.exchange.files.pdf.content import Edge, tables
from ita_desktop.exchange.files.pdf.letters import TextPiece
from ita_desktop.exchange.files.pdf.page import parts_of_lines
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import SheetRow, WorkProgress
from tests.exchange.files.pdf.made import SIZE, canvas_on, width_of
from tests.support.cost import examples

PITCH = 18.0
LEFT, TOP = 60.0, 780.0
XS = (0.0, 60.0, 260.0, 400.0)


class Drawn:
    """A file that is drawn by lines: cells are given with their lines as they were broken."""

    def __init__(self) -> None:
        self._target = io.BytesIO()
        self._canvas = canvas_on(self._target)
        self.y = TOP

    def line(self, text: str, x: float = LEFT) -> None:
        self._canvas.drawString(x, self.y - PITCH, text)
        self.y -= PITCH

    def beside(self, text: str, x: float) -> None:
        """A text on the last line, further right."""
        self._canvas.drawString(x, self.y, text)

    def row(
        self, *cells: Sequence[str], xs: Sequence[float] = XS, merged: Sequence[int] = ()
    ) -> None:
        """A row with ruling lines but above the ``merged`` columns."""
        high = PITCH * max(len(lines) for lines in cells) + 6
        for at, lines in enumerate(cells):
            left, right = LEFT + xs[at], LEFT + xs[at + 1]
            for number, text in enumerate(lines):
                self._canvas.drawString(left + 4, self.y - PITCH * (number + 1), text)
            self._canvas.line(left, self.y, left, self.y - high)
            self._canvas.line(right, self.y, right, self.y - high)
            if at not in merged:
                self._canvas.line(left, self.y, right, self.y)
        self.y -= high
        self._bottom = (LEFT, self.y, LEFT + xs[-1], self.y)

    def end_of_table(self) -> None:
        self._canvas.line(*self._bottom)

    def page(self) -> None:
        self._canvas.showPage()
        self._canvas.setFont("Thai", SIZE)
        self.y = TOP

    def read(self) -> SourceBlocks:
        self._canvas.save()
        return content_in(self._target.getvalue(), "งาน.pdf", WorkProgress())


def rows(read: SourceBlocks) -> list[SheetRow]:
    return [row for sheet in read.sheets for row in sheet.rows if row.number > 0]


def test_cells_are_found_by_their_lines_with_merged_ones() -> None:
    drawn = Drawn()
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
    drawn.row(["I1"], ["จัดทำคู่มือ"], ["ฝ่ายปกครอง"])
    drawn.row(["I2"], ["ติดป้าย"], [""], merged=[2])
    drawn.end_of_table()
    read = rows(drawn.read())
    assert [row.values for row in read] == [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ"),
        ("I1", "จัดทำคู่มือ", "ฝ่ายปกครอง"),
        ("I2", "ติดป้าย", "ฝ่ายปกครอง"),
    ]
    assert read[2].merged == {2}


def test_lines_that_a_narrow_column_broke_are_put_together_and_steps_are_not() -> None:
    drawn = Drawn()
    full = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่"
    assert 150 < width_of(full) < 195
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รั", "บผิดชอบ"])
    drawn.row(
        ["I1"],
        ["1. จัดทำคู่มือ", "2. " + full, "ประชาสัมพันธ์ทุกช่องทาง", "3. ติดป้าย"],
        ["ทุกฝ่าย", "ฝ่ายปกครอง"],
    )
    drawn.end_of_table()
    read = drawn.read()
    assert rows(read)[0].values == ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ")
    assert rows(read)[1].values == (
        "I1",
        f"1. จัดทำคู่มือ\n2. {full}ประชาสัมพันธ์ทุกช่องทาง\n3. ติดป้าย",
        "ทุกฝ่าย\nฝ่ายปกครอง",
    )
    [remark] = read.remarks
    assert "ช่องว่าง" in remark.template
    assert remark.place == "แผ่น “ตาราง 1” แถว 2"
    assert remark.fields == {"count": 1, "text": "านและเผยแพร่ประชาสัมพันธ"}


def test_an_address_that_a_narrow_column_broke_is_one_and_words_below_it_are_not() -> None:
    drawn = Drawn()
    host = "portal.example.go.t"
    while width_of(f"x{host}") < 192:
        host = f"x{host}"
    drawn.row(["ข้อ"], ["ลิงก์"], ["ผู้รับผิดชอบ"])
    drawn.row(["O1"], ["https://", host, f"h/{host[3:]}/", "1/แผน-1"], [""])
    drawn.row(["O2"], ["www.example.go.th/a", "(plan)"], [""])
    drawn.end_of_table()
    found = [row.values[1] for row in rows(drawn.read())]
    assert found == ["ลิงก์", f"https://{host}h/{host[3:]}/1/แผน-1", "www.example.go.th/a\n(plan)"]


@pytest.mark.parametrize("end", ["(Anti-", "2567-", "ป.ป.ช.-", "O1-"])
def test_a_hyphen_at_the_end_of_a_line_is_kept(end: str) -> None:
    drawn = Drawn()
    drawn.row(["ข้อ"], ["รายการ"], [""])
    drawn.row(["O18"], [f"ประกาศนโยบายไม่รับ {end}", "Bribery Policy และอื่นๆ"], ["ฝ่ายปกครอง"])
    drawn.end_of_table()
    drawn.line("ประกาศนโยบายต่อต้านการรับสินบน " + end)
    drawn.line("Bribery Policy)")
    read = drawn.read()
    [_head, row] = rows(read)
    below = [block.line for block in read.blocks if isinstance(block, Paragraph)]
    for text in (str(row.values[1]), *below):
        assert f"{end}Bribery" in "".join(text.split()), text


def test_a_score_that_its_narrow_column_cut_off_is_one() -> None:
    """As zero beside 100.0 it would be the score of the column behind."""
    drawn = Drawn()
    xs = (0, width_of("100.0") + 8, 300)
    drawn.row(["E1"], ["E2"], xs=xs)
    drawn.row(["100.0", "0"], ["95.20"], xs=xs)
    drawn.row(["100.", "00"], ["95.20"], xs=xs)
    drawn.row(["12.5", "30"], ["95.20"], xs=xs)
    drawn.end_of_table()
    found = [row.values[0] for row in rows(drawn.read())]
    assert found == ["E1", "100.00", "100.00", "12.5 30"]


@pytest.mark.parametrize(
    ("end", "found"), [(" ", "ประชุม ชี้แจง"), ("", "ประชุมชี้แจง")], ids=["space", "none"]
)
def test_a_space_that_the_file_has_at_the_end_of_a_line_is_one(end: str, found: str) -> None:
    drawn = Drawn()
    xs = (0, width_of("ประชุม") + 8, 300)
    drawn.row(["ข้อ"], ["เรื่อง"], xs=xs)
    drawn.row([f"ประชุม{end}", "ชี้แจง"], ["ก"], xs=xs)
    drawn.end_of_table()
    read = drawn.read()
    assert rows(read)[1].values[0] == found
    assert ("ประชุมชี้แจง" in str(read.remarks)) == (not end), "what the file says is no guess"


@pytest.mark.parametrize(
    ("width", "other", "found"),
    [("12.5", "95.20", "12.53"), ("100.0", "95.20", "12.5 3"), ("12.5", "95.2", "12.5 3")],
    ids=["cut off", "one digit more had room", "scores with one decimal"],
)
def test_two_figures_in_a_narrow_cell_are_not_one_and_are_told(width, other, found) -> None:
    drawn = Drawn()
    xs = (0, width_of(width) + 8, 300)
    drawn.row(["E1"], ["E2"], xs=xs)
    drawn.row(["12.5", "3"], [other], xs=xs)
    drawn.end_of_table()
    read = drawn.read()
    assert rows(read)[-1].values[0] == found
    assert ("12.5 3" in str(read.remarks)) == (found == "12.5 3")


def test_members_of_a_list_without_lines_have_their_post_and_role() -> None:
    drawn = Drawn()
    drawn.line("2. คณะทำงาน ประกอบด้วย")
    for number, name, post, role in (
        ("2.1", "นายตัวอย่าง สิบสาม", "รองผู้อำนวยการสถานศึกษา", "คณะทำงาน"),
        ("2.2", "นางตัวอย่าง สี่", "นักจัดการงานทั่วไป", "คณะทำงาน"),
    ):
        drawn.line(f"{number}  {name}")
        drawn.beside(role, 400.0)
        drawn.line(post, LEFT + 30)
    read = drawn.read()
    assert [row.values for row in rows(read)] == [
        ("2.1", "นายตัวอย่าง สิบสาม\nรองผู้อำนวยการสถานศึกษา", "คณะทำงาน"),
        ("2.2", "นางตัวอย่าง สี่\nนักจัดการงานทั่วไป", "คณะทำงาน"),
    ]


def test_a_post_at_the_same_place_of_each_page_is_no_running_head() -> None:
    drawn = Drawn()
    for page in range(3):
        drawn.line("สำนักงานเขตจำลอง")
        drawn.line(f"2.{page} นายตัวอย่าง {'กขค'[page]}")
        drawn.beside("กรรมการ", LEFT + 300)
        drawn.line(f"ฝ่ายที่ {page}")
        drawn.page()
    text = " ".join(block.line for block in drawn.read().blocks if isinstance(block, Paragraph))
    assert text.count("กรรมการ") == 3
    assert "สำนักงานเขตจำลอง" not in text


def test_a_name_below_a_signature_and_its_post_are_two_lines() -> None:
    drawn = Drawn()
    drawn.line("(นางสาวตัวอย่าง หนึ่ง)")
    drawn.line("ผู้จดรายงานการประชุม")
    assert list(drawn.read().lines) == ["(นางสาวตัวอย่าง หนึ่ง)", "ผู้จดรายงานการประชุม"]


def test_units_below_one_another_and_a_surname_are_no_broken_word() -> None:
    drawn = Drawn()
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
    xs = (0.0, 60.0, 168.0, 240.0)
    drawn.row(["I1"], ["นางสาวตัวอย่าง", "ยี่สิบหก"], ["ฝ่ายปกครอง", "ทุกฝ่าย"], xs=xs)
    drawn.end_of_table()
    values = [value for row in rows(drawn.read()) for value in row.values]
    assert {"นางสาวตัวอย่าง ยี่สิบหก", "ฝ่ายปกครอง\nทุกฝ่าย"} <= set(values)


def test_a_post_below_a_name_of_two_lines_is_a_line_of_its_own() -> None:
    drawn = Drawn()
    name, rest = "นางสาวตัวอย่าง แปดสิบ", "เก้า"
    drawn.row(["1"], [name, rest, "เจ้าพนักงานธุรการชำนาญ", "งาน"], ["คณะทำงาน"], xs=(0, 30, 160, 300))
    drawn.end_of_table()
    (row,) = rows(drawn.read())
    assert row.values[1] == f"{name}{rest}\nเจ้าพนักงานธุรการชำนาญงาน"


def test_a_table_that_goes_on_overleaf_is_one_without_its_heading_and_page_numbers() -> None:
    drawn = Drawn()
    drawn.line("ตารางมาตรการ")
    for page in range(3):
        drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
        for number in range(3):
            drawn.row([f"I{page * 3 + number + 1}"], ["จัดทำคู่มือ"], ["ฝ่ายปกครอง"])
        drawn.end_of_table()
        drawn.y = 60
        drawn.line(f"- {page + 1} -", 290)
        drawn.page()
    read = drawn.read()
    assert [row.values[0] for row in rows(read)] == ["ข้อ", *(f"I{at}" for at in range(1, 10))]
    assert len(read.sheets) == 1
    assert list(read.lines) == ["ตารางมาตรการ"]


def test_a_row_that_a_page_parts_is_one_and_that_is_told() -> None:
    drawn = Drawn()
    long = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่"
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
    drawn.row(["I1"], [long], ["ฝ่ายปกครอง"])
    drawn.end_of_table()
    drawn.page()
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
    drawn.row([""], ["ประชาสัมพันธ์ทุกช่องทาง"], [""])
    drawn.row(["I2"], ["ติดป้าย"], ["ทุกฝ่าย"])
    drawn.end_of_table()
    read = drawn.read()
    assert [row.values for row in rows(read)] == [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ"),
        ("I1", f"{long}ประชาสัมพันธ์ทุกช่องทาง", "ฝ่ายปกครอง"),
        ("I2", "ติดป้าย", "ทุกฝ่าย"),
    ]
    assert any("ต่อจากหน้าก่อน" in remark.template for remark in read.remarks)


def test_tables_of_other_columns_stay_two() -> None:
    drawn = Drawn()
    drawn.row(["ข้อ"], ["มาตรการ"], ["ผู้รับผิดชอบ"])
    drawn.row(["I1"], ["ติดป้าย"], ["ทุกฝ่าย"])
    drawn.end_of_table()
    drawn.page()
    drawn.row(["ชื่อ"], ["ตำแหน่ง"], xs=(0.0, 150.0, 400.0))
    drawn.row(["นางตัวอย่าง"], ["เจ้าพนักงาน"], xs=(0.0, 150.0, 400.0))
    drawn.end_of_table()
    assert len(drawn.read().sheets) == 2


def test_a_list_without_lines_is_a_table_by_its_columns() -> None:
    drawn = Drawn()
    for number, name in enumerate(("นายตัวอย่าง หนึ่ง", "นางตัวอย่าง สอง"), 1):
        y = drawn.y
        for x, text in ((60.0, f"{number}."), (90.0, name), (350.0, "กรรมการ")):
            drawn.y = y
            drawn.line(text, x)
    assert [row.values for row in rows(drawn.read())] == [
        ("1.", "นายตัวอย่าง หนึ่ง", "กรรมการ"),
        ("2.", "นางตัวอย่าง สอง", "กรรมการ"),
    ]


def test_text_becomes_paragraphs() -> None:
    drawn = Drawn()
    long = "สำนักงานเขตจัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้เป็นไปตาม"
    drawn.line(long)
    drawn.line("หลักเกณฑ์")
    drawn.line("1. ติดป้าย")
    read = drawn.read()
    texts = [block for block in read.blocks if isinstance(block, Heading | Paragraph)]
    assert [text.line for text in texts] == [f"{long}หลักเกณฑ์", "1. ติดป้าย"]


def test_lines_with_a_blank_line_between_are_two_paragraphs() -> None:
    drawn = Drawn()
    drawn.line("คำสั่งแต่งตั้ง ประจำปีงบประมาณ พ.ศ. 2568")
    drawn.y -= PITCH
    drawn.line("คณะทำงาน ประกอบด้วย")
    texts = [block.line for block in drawn.read().blocks if isinstance(block, Heading | Paragraph)]
    assert texts == ["คำสั่งแต่งตั้ง ประจำปีงบประมาณ พ.ศ. 2568", "คณะทำงาน ประกอบด้วย"]


def test_lines_put_together_with_a_space_are_told_too() -> None:
    """A column as wide as its longest line says nothing of where a line ends."""
    drawn = Drawn()
    done = ["ดำเนินการแล้ว ครั้งที่ 1", "ดำเนินการแล้ว ครั้งที่ 2"]
    drawn.row(["ข้อ"], ["ผล"], xs=(0.0, 60.0, 60.0 + width_of(done[0]) + 8))
    drawn.row(["I1"], done, xs=(0.0, 60.0, 60.0 + width_of(done[0]) + 8))
    drawn.end_of_table()
    read = drawn.read()
    assert rows(read)[1].values == ("I1", " ".join(done))
    assert [remark.fields for remark in read.remarks] == [
        {"count": 1, "text": "ว ครั้งที่ 1 ดำเนินการแล้"}
    ]


@pytest.mark.parametrize("drawn", ["ตัวชี้วัด", "น้ำหนัก", "ผู้ปฏิบัติ", "ที่ กำหนด"])
def test_thai_marks_are_on_their_letters(drawn: str) -> None:
    made = Drawn()
    made.line(f"{drawn} 1")
    assert list(made.read().lines) == [f"{drawn} 1"]


@settings(max_examples=examples(60))
@given(st.data())
def test_any_table_of_drawn_lines_has_its_cells(data: st.DataObject) -> None:
    """Rows and columns of any size, drawn as boxes with an offset that no eye sees."""
    widths = data.draw(st.lists(st.integers(10, 200), min_size=2, max_size=6))
    heights = data.draw(st.lists(st.integers(10, 90), min_size=1, max_size=8))
    shift = data.draw(st.floats(-0.4, 0.4))
    edges: list[Edge] = []
    y = 50.0
    for high in heights:
        x = 40.0
        for wide in widths:
            edges += [
                Edge(True, y + shift, x, x + wide),
                Edge(True, y + high, x, x + wide),
                Edge(False, x - shift, y, y + high),
                Edge(False, x + wide, y, y + high),
            ]
            x += wide
        y += high
    [found] = tables(edges) or []
    assert [(box.rows, box.columns) for box in found.boxes] == [(1, 1)] * len(found.boxes)
    assert len(found.boxes) == len(widths) * len(heights)


@pytest.mark.parametrize("width", [0.1, 1.0, 3.0])
def test_a_space_of_the_file_parts_words_however_narrow_it_is(width: float) -> None:
    texts = ("นายสมมติ", " ", "ใจดี")
    edges = (0.0, 40.0, 40.0 + width, 60.0)
    row = [
        TextPiece(text, edges[at], edges[at + 1], 0.0, 14.0, 12.0, 14.0)
        for at, text in enumerate(texts)
    ]
    assert [line.text for line in parts_of_lines(row)] == ["นายสมมติ ใจดี"]
    assert [line.text for line in parts_of_lines([row[0], row[2], row[1]])] == ["นายสมมติ ใจดี"]
    assert [line.text for line in parts_of_lines(row[:2])] == ["นายสมมติ"]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "head",
    [
        "ระเบียบวาระที่ ๒ เรื่องรับรองรายงาน", "วาระที่ 2 เรื่องรับรองรายงาน", "มติที่ประชุม รับทราบ", "มติที่ประชุม",
        "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม",
        "เริ่มประชุมเวลา ๐๙.๐๐ น.", "เลิกประชุม 12.00 น.", "ส่วนราชการ ฝ่ายปกครอง", "ที่ กท ๕๔๐๑/๑",
        "เรียน ผู้อำนวยการเขต", "สั่ง ณ วันที่ ๑ มกราคม ๒๕๖๘", "ลงชื่อ.............ผู้จดรายงาน",
    ],
)  # fmt: skip
def test_what_heads_a_part_of_a_paper_is_no_rest_of_the_line_above(head: str) -> None:
    drawn = Drawn()
    long = "สำนักงานเขตจัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้เป็นไปตาม"
    drawn.line(long)
    drawn.line(head)
    texts = [block.line for block in drawn.read().blocks if isinstance(block, Heading | Paragraph)]
    assert texts == [long, head]


def test_the_subject_is_a_line_of_its_own_below_a_field_and_may_go_on_a_sentence() -> None:
    pages = []
    for first in ("วันที่ ๕ มีนาคม ๒๕๖๘", "ตามคำสั่งลงวันที่ ๕ มีนาคม ๒๕๖๘"):
        drawn = Drawn()
        drawn.line(first)
        drawn.line("เรื่อง แต่งตั้ง")
        texts = drawn.read().blocks
        pages.append([block.line for block in texts if isinstance(block, Heading | Paragraph)])
    assert pages == [
        ["วันที่ ๕ มีนาคม ๒๕๖๘", "เรื่อง แต่งตั้ง"],
        ["ตามคำสั่งลงวันที่ ๕ มีนาคม ๒๕๖๘ เรื่อง แต่งตั้ง"],
    ]
