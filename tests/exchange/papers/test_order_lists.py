"""The lists of an appointment order are found in its text."""

from ita_desktop.exchange.papers.order_lists import with_order_lists
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
