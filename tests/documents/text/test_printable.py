from dataclasses import replace

import pytest

from ita_desktop.documents.content import (
    Document,
    Paragraph,
    Run,
    Table,
    TableColumn,
    group_row,
    paragraph,
    row,
)
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.domain.text import Digits
from tests.documents.readers.files import document, table_of
from tests.support.plain_text import plain_text


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("ตัวชี้วัดที่ 9.1 จำนวน 1,243 คน", "ตัวชี้วัดที่ ๙.๑ จำนวน ๑,๒๔๓ คน"),
        ("ข้อ O1-O30 ปี 2568", "ข้อ O1-O30 ปี ๒๕๖๘"),
        ("ดู https://a.go.th/2568/o1 หน้า 3", "ดู https://a.go.th/2568/o1 หน้า ๓"),
        ("ส่งที่ ita2568@a.go.th ภายใน 30 วัน", "ส่งที่ ita2568@a.go.th ภายใน ๓๐ วัน"),
        ("1.ITA กระดาษ A4", "๑.ITA กระดาษ A4"),
        ("ปี ๒๕๖๘", "ปี ๒๕๖๘"),
        # A code is what was typed: one with Thai digits has them among those of the program.
        ("ข้อ O๑๓ และ O14 ปี 2568", "ข้อ O๑๓ และ O14 ปี ๒๕๖๘"),
        ("ข้อ O๑๓", "ข้อ O๑๓"),
    ],
)
def test_thai_digits_spare_latin_words_and_addresses(text: str, thai: str) -> None:
    assert in_digits(text, Digits.THAI) == thai


def test_a_document_with_arabic_digits_has_no_thai_ones() -> None:
    assert in_digits("๑ พ.ย. ๒๕๖๗", Digits.ARABIC) == "1 พ.ย. 2567"


def test_every_text_of_a_document_is_cleaned_and_gets_the_digits() -> None:
    made = document(paragraph("ปี\x00 2568\u200b"), table_of("ข้อ\x0b 1\ufffe"), digits=Digits.THAI)
    assert plain_text(made) == "ปี ๒๕๖๘\nข้อ ๑"


def test_spaces_between_runs_stay() -> None:
    runs = (Run("ระดับ "), Run("ผ่านดี", bold=True), Run(" แล้ว"))
    [block] = printable(document(Paragraph(runs))).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "ระดับ ผ่านดี แล้ว"


def test_doing_it_twice_changes_nothing_more() -> None:
    once = printable(document(paragraph("เลข 1\t2"), table_of("ก  ข"), digits=Digits.THAI))
    assert printable(once) == once


def test_codes_of_items_are_in_thai_digits_where_a_document_has_them_so() -> None:
    made = document(
        paragraph("I1 ตาม O1 - O17 และ O18-O22 บนกระดาษ A4 ระบบ BMA2 หน้า 3"),
        digits=Digits.THAI,
        codes_in_digits=True,
    )
    text = "I๑ ตาม O๑ - O๑๗ และ O๑๘-O๒๒ บนกระดาษ A4 ระบบ BMA2 หน้า ๓"
    assert plain_text(made) == text


def test_a_paragraph_may_have_other_digits_than_its_document() -> None:
    cover = replace(paragraph("ปีงบประมาณ 2568"), digits=Digits.ARABIC)
    made = document(cover, paragraph("ปีงบประมาณ 2568"), digits=Digits.THAI)
    assert plain_text(made) == "ปีงบประมาณ 2568\nปีงบประมาณ ๒๕๖๘"


def test_a_group_row_that_the_office_emptied_is_no_row() -> None:
    rows = (group_row("", 2), row("I1", "ก"), group_row("ตัวชี้วัดที่ 2", 2), row("", ""))
    table = Table((TableColumn(1), TableColumn(1)), rows)
    (made,) = printable(Document("ก", (table,))).blocks
    assert isinstance(made, Table)
    assert made.rows == rows[1:]
