"""The lists of an appointment order are found in its text."""

import pytest

from ita_desktop.exchange.blocks import Table
from ita_desktop.exchange.cells.row import plain
from ita_desktop.exchange.papers.finding import with_papers
from ita_desktop.exchange.papers.order_lists import listed_lines, with_order_lists
from tests.exchange.files.word.made import p, read, tbl, tr, values, word

MEMBERS = tbl(
    tr("๑.๑", "ผู้อำนวยการเขตตัวอย่าง", "ประธานกรรมการ"),
    tr("๑.๒", "นางสาวตัวอย่าง หนึ่ง", "เลขานุการ"),
    tr("", "นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง", ""),
)
DUTIES = p("มีอำนาจหน้าที่ ดังนี้") + p("๑. กำหนดนโยบาย") + p("๒) ติดตาม") + p("ทั้งนี้ ตั้งแต่บัดนี้")


def test_typed_numbers_and_tables_without_headings_become_lists() -> None:
    order = (
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("๑. คณะกรรมการอำนวยการ ประกอบด้วย")
        + MEMBERS
        + DUTIES
        + p("๓. ไม่ใช่หน้าที่")
    )
    found = with_order_lists(read(word(order)))
    assert values(found) == [
        [
            ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "บทบาท"),
            ("คณะกรรมการอำนวยการ", "1.1", "ผู้อำนวยการเขต", "ประธานกรรมการ"),
            (
                "คณะกรรมการอำนวยการ", "1.2",
                "นางสาวตัวอย่าง หนึ่ง\nนักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง", "เลขานุการ",
            ),
        ],
        [
            ("คณะ", "ข้อ", "หน้าที่และอำนาจ"),
            ("คณะกรรมการอำนวยการ", "1", "กำหนดนโยบาย"),
            ("คณะกรรมการอำนวยการ", "2", "ติดตาม"),
        ],
    ]  # fmt: skip


def test_other_documents_stay_as_they_are() -> None:
    headed = tbl(tr("ลำดับ", "ชื่อ"), tr("1", "นายตัวอย่าง หนึ่ง"))
    for body in (
        p("คณะทำงาน ประกอบด้วย") + headed + DUTIES,
        p("คณะทำงาน ประกอบด้วย") + MEMBERS,
        p("หัวข้อ") + MEMBERS + DUTIES,
    ):
        blocks = read(word(body))
        assert with_order_lists(blocks) is blocks


def test_what_stands_behind_the_role_is_a_remark() -> None:
    remarks = tbl(tr("1.1", "นางสาวตัวอย่าง หนึ่ง", "นักจัดการงานทั่วไป", "กรรมการ", "แทนผู้ที่ย้าย"))
    order = p("คำสั่งสำนักงานเขตตัวอย่าง") + p("1. คณะทำงาน ประกอบด้วย") + remarks + DUTIES
    members, _ = values(with_order_lists(read(word(order))))
    assert members[1:] == [
        ("คณะทำงาน", "1.1", "นางสาวตัวอย่าง หนึ่ง\nนักจัดการงานทั่วไป", "กรรมการ", "แทนผู้ที่ย้าย")
    ]


def test_duties_may_be_numbered_in_brackets() -> None:
    order = (
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("๑. คณะกรรมการอำนวยการ ประกอบด้วย")
        + MEMBERS
        + p("ให้มีหน้าที่และอำนาจ ดังนี้")
        + p("(๑) กำหนดนโยบาย")
        + p("(๒) ติดตาม")
        + p("ทั้งนี้ ตั้งแต่บัดนี้")
    )
    _, duties = values(with_order_lists(read(word(order))))
    assert [row[1:] for row in duties[1:]] == [("1", "กำหนดนโยบาย"), ("2", "ติดตาม")]


HEAD = p("คำสั่งสำนักงานเขตตัวอย่าง")


def _duties(*lines: str) -> list[tuple[str, ...]]:
    order = HEAD + p("๑. คณะกรรมการอำนวยการ ประกอบด้วย") + MEMBERS + p("มีหน้าที่และอำนาจ ดังนี้")
    _, duties = values(with_order_lists(read(word(order + "".join(map(p, lines))))))
    return [row[1:] for row in duties[1:]]


@pytest.mark.parametrize(
    "points",
    [
        ("๑.๑ รายเดือน", "๑.๒ รายไตรมาส"),
        ("(๑) รายเดือน", "(๒) รายไตรมาส"),
        ("- รายเดือน", "- รายไตรมาส"),
    ],
)
def test_points_below_a_duty_stay_with_it(points: tuple[str, ...]) -> None:
    marks = [point.split()[0].translate(str.maketrans("๑๒", "12")) for point in points]
    assert _duties("๑. กำกับ", *points, "๒. รายงาน") == [
        ("1", f"กำกับ\n{marks[0]} รายเดือน\n{marks[1]} รายไตรมาส"),
        ("2", "รายงาน"),
    ]


def test_duties_go_on_behind_a_line_of_something_else_with_the_next_number() -> None:
    assert _duties("๑.กำกับ", "โดยเคร่งครัด", "- ไม่ใช่", "๒.รายงาน", "ทั้งนี้ ตั้งแต่บัดนี้", "๓.ไม่ใช่") == [
        ("1", "กำกับ"),
        ("2", "รายงาน"),
    ]


def test_bodies_members_and_duties_may_be_lettered_or_bracketed() -> None:
    order = HEAD + "".join(
        map(
            p,
            (
                "ก. คณะกรรมการอำนวยการ ประกอบด้วย",
                "(๑) ผู้อำนวยการเขต เป็นประธานกรรมการ",
                "(๒)หัวหน้าฝ่ายปกครอง เป็นกรรมการ",
                "หน้าที่และอำนาจ ดังนี้",
                "ก. กำหนดนโยบาย",
                "ข. คณะทำงาน ประกอบด้วย",
                "ก. นายตัวอย่าง หนึ่ง ครู เป็นประธานคณะทำงาน",
                "ข. น.ส.ตัวอย่าง สอง เป็นคณะทำงาน",
                "น.ส.ตัวอย่าง สาม",
                "หน้าที่และอำนาจ ดังนี้",
                "ก. รวบรวม",
                "ข. รายงาน",
            ),
        )
    )
    members, duties = values(with_order_lists(read(word(order))))
    assert [row[:3] for row in members[1:]] == [
        ("คณะกรรมการอำนวยการ", "1", "ผู้อำนวยการเขต"),
        ("คณะกรรมการอำนวยการ", "2", "หัวหน้าฝ่ายปกครอง"),
        ("คณะทำงาน", "1", "นายตัวอย่าง หนึ่ง\nครู"),
        ("คณะทำงาน", "2", "น.ส.ตัวอย่าง สอง"),
    ]
    assert duties[1:] == [
        ("คณะกรรมการอำนวยการ", "1", "กำหนดนโยบาย"),
        ("คณะทำงาน", "1", "รวบรวม"),
        ("คณะทำงาน", "2", "รายงาน"),
    ]


def test_bodies_may_have_a_number_for_a_name() -> None:
    lines = ("คณะที่ ๑ ด้าน IIT", "นางตัวอย่าง หนึ่ง หัวหน้าฝ่ายทะเบียน ประธาน", "หน้าที่ : แจกแบบวัด",
             "คณะที่ ๒ ด้าน OIT", "นายตัวอย่าง สอง หัวหน้าฝ่ายปกครอง ประธาน", "หน้าที่ : รวบรวม")  # fmt: skip
    members, duties = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert [row[0] for row in members[1:]] == ["คณะที่ 1 ด้าน IIT", "คณะที่ 2 ด้าน OIT"]
    assert [(row[0], row[-1]) for row in duties[1:]] == [
        ("คณะที่ 1 ด้าน IIT", "แจกแบบวัด"),
        ("คณะที่ 2 ด้าน OIT", "รวบรวม"),
    ]


def test_a_line_of_something_else_ends_no_list_of_members() -> None:
    order = HEAD + "".join(
        map(
            p,
            (
                "๑. คณะทำงาน ประกอบด้วย",
                "๑.๑ อาจารย์ ดร. ตัวอย่าง หนึ่ง เป็นประธานคณะทำงาน",
                "จากมหาวิทยาลัยตัวอย่าง",
                "๑.๒ หัวหน้าฝ่ายโยธา เป็นคณะทำงาน",
            ),
        )
    )
    found = with_order_lists(read(word(order)))
    assert [row[2] for row in values(found)[0][1:]] == ["อาจารย์ ดร. ตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา"]
    assert "จากมหาวิทยาลัยตัวอย่าง" in list(found.lines)
    assert found.remarks == ()


def test_a_body_above_a_table_with_headings_keeps_its_heading_and_has_its_duties() -> None:
    headed = tbl(tr("ลำดับ", "ชื่อ - สกุล", "หน้าที่"), tr("1", "นายตัวอย่าง หนึ่ง", "คณะทำงาน"))
    order = HEAD + p("๑. คณะทำงานตรวจหลักฐาน") + headed + p("มีหน้าที่ ดังนี้") + p("๑. รวบรวม")
    found = with_order_lists(read(word(order)))
    assert "1. คณะทำงานตรวจหลักฐาน" in list(map(plain, found.lines))
    assert values(found)[-1][1:] == [("คณะทำงานตรวจหลักฐาน", "1", "รวบรวม")]


PEOPLE = tbl(
    tr("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "หน้าที่"),
    tr("1", "นายตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายปกครอง", "ประธานคณะทำงาน"),
)


@pytest.mark.parametrize("has", ["ให้คณะทำงานมีหน้าที่ ดังนี้", "มีหน้าที่ ดังนี้"])
def test_the_annex_behind_the_end_has_the_members_of_the_body_that_is_appointed(has) -> None:
    order = (
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("จึงแต่งตั้งคณะทำงานรวบรวมข้อมูล OIT ตามบัญชีแนบท้ายคำสั่งนี้")
        + p(has)
        + p("1. รวบรวม")
        + p("สั่ง ณ วันที่ 10 มีนาคม พ.ศ. 2568")
        + p("บัญชีแนบท้ายคำสั่งสำนักงานเขตตัวอย่าง ที่ 4/2568")
        + PEOPLE
    )
    found = with_order_lists(read(word(order)))
    members, _ = (block.sheet for block in found.blocks if isinstance(block, Table))
    titles = [row.values for row in members.rows if row.number < 1]
    assert titles[-1] == ("คณะทำงานรวบรวมข้อมูล OIT",)
    _, duties = values(found)
    assert [row[0] for row in duties[1:]] == ["คณะทำงานรวบรวมข้อมูล OIT"]


def test_members_may_follow_duties_that_the_appointing_sentence_counts() -> None:
    lines = listed_lines("จึงแต่งตั้งคณะทำงาน ITA โดยมีหน้าที่ (๑) วางแผน (๒) รายงาน ประกอบด้วย")
    order = (
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + "".join(map(p, lines))
        + p("1. นายตัวอย่าง หนึ่ง ประธานคณะทำงาน")
        + p("2. นายตัวอย่าง สอง คณะทำงาน")
    )
    members, duties = values(with_order_lists(read(word(order))))
    assert [row[0] for row in members[1:]] == ["คณะทำงาน ITA"] * 2
    assert duties[1:] == [("คณะทำงาน ITA", "1", "วางแผน"), ("คณะทำงาน ITA", "2", "รายงาน")]


def _orders(body: str) -> list[dict[str, object]]:
    """The values of the orders in a document, by heading."""
    tables = values(with_papers(read(word(body)), "คำสั่ง.docx"))
    return [dict(zip(rows[0], rows[1], strict=True)) for rows in tables if "เรื่องคำสั่ง" in rows[0]]


HEAD = p("คำสั่งสำนักงานเขตตัวอย่าง") + p("ที่ ๑๒/๒๕๖๙")
END = p("สั่ง ณ วันที่ ๔ พฤศจิกายน พ.ศ. ๒๕๖๙")


def test_an_order_goes_on_behind_its_subject_in_the_same_line() -> None:
    line = "เรื่อง แต่งตั้งคณะทำงาน ITA ปีงบประมาณ พ.ศ. ๒๕๗๐ ด้วยเข้ารับการประเมิน จึงแต่งตั้งคณะทำงาน ประกอบด้วย"
    (found,) = _orders(HEAD + p(line) + MEMBERS + DUTIES + END)
    assert found["เรื่องคำสั่ง"] == "แต่งตั้งคณะทำงาน ITA ปีงบประมาณ พ.ศ. 2570"


def test_the_head_of_an_order_may_be_a_table() -> None:
    head = p("คำสั่งสำนักงานเขตตัวอย่าง") + tbl(tr("ที่", "๑๒/๒๕๖๙"), tr("เรื่อง", "แต่งตั้งคณะทำงาน ITA"))
    ground = p("ด้วยเข้ารับการประเมิน จึงแต่งตั้งคณะทำงาน ประกอบด้วย")
    (found,) = _orders(head + ground + MEMBERS + DUTIES + END)
    assert (found["เลขที่คำสั่ง"], found["เรื่องคำสั่ง"]) == ("12/2569", "แต่งตั้งคณะทำงาน ITA")


def test_a_subject_among_the_members_is_none() -> None:
    mixed = tbl(tr("ที่", "๑๒/๒๕๖๙"), tr("เรื่อง", "แต่งตั้งคณะทำงาน"), tr("ประธาน", "นายตัวอย่าง หนึ่ง"))
    assert _orders(p("คำสั่งสำนักงานเขตตัวอย่าง") + mixed + END) == []
