"""The appointment order, point by point of the official form."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import Document, Image, Paragraph, SignatureBlock, Table
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.printable import printable
from ita_desktop.documents.registry import kind
from ita_desktop.documents.wordings.templates import ASSESSMENT, ASSESSMENT_ENGLISH
from ita_desktop.domain.records import Member, MemberKind
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty, Tenure
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import (
    ORDER,
    YEAR,
    amended,
    as_signed,
    bare_year,
    rows,
    year_2568,
    year_of,
)
from tests.documents.readers.placing import places
from tests.support.plain_text import plain_text

KIND = kind("appointment-order")


def made(year: YearData, digits: Digits = Digits.THAI, subject: str = "") -> Document:
    return printable(KIND.build(ReportContext(year, subject=subject), digits))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def entries(table: Table) -> list[tuple[str, str, str]]:
    """Number, member and role of each entry, lines joined by a slash."""
    found: list[tuple[str, str, str]] = []
    for row in table.rows:
        texts = [" / ".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells]
        if len(row.cells) == 1:
            number, name, role = found.pop()
            found.append((number, f"{name} / {texts[0]}", role))
        else:
            mark = row.cells[0].paragraphs[0].mark
            found.append((mark, texts[1], texts[2].replace("\n", " / ")))
    return found


def paragraphs(document: Document, style: str) -> list[str]:
    found = [
        block for block in document.blocks if isinstance(block, Paragraph) and block.style == style
    ]
    return [f"{paragraph.mark} {paragraph.text}".strip() for paragraph in found]


def test_the_order_is_a_paper_in_word_and_pdf_with_thai_digits() -> None:
    assert KIND.formats == (Format.DOCX, Format.PDF)
    assert KIND.digits is Digits.THAI
    document = made(year_2568())
    margins = document.margins
    assert (margins.left, margins.right, margins.top, margins.bottom) == (30, 20, 25, 20)


def test_garuda_of_three_centimetres_then_whose_order_number_and_subject() -> None:
    document = made(year_2568())
    name = f"{ASSESSMENT.text} {ASSESSMENT_ENGLISH.text}"
    whose = "ของสำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert isinstance(document.blocks[0], Image)
    assert document.blocks[0].height == 30
    assert paragraphs(document, "paper-title") == [
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "ที่ ๑๒/๒๕๖๗",
        f"เรื่อง แต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน{name}\n{whose}",
    ]


def test_the_ground_names_the_resolution_and_the_sentence_appoints_both_bodies() -> None:
    ground, purpose, *_rest = paragraphs(made(year_2568()), "paper-body")
    assert ground.startswith("ด้วยมติคณะรัฐมนตรีวันที่ ๔ มกราคม ๒๕๖๕ ได้เห็นชอบให้")
    assert ground.endswith("ให้เป็นไปตามที่สำนักงาน ป.ป.ช. กำหนด")
    assert purpose.startswith("เพื่อให้")
    assert "จึงแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน" in purpose
    assert purpose.endswith("พ.ศ. ๒๕๖๘ โดยมีองค์ประกอบและหน้าที่ดังนี้")


def test_the_steering_committee_stands_by_posts_with_groups_as_one_entry() -> None:
    steering, _working = tables(made(year_2568()))
    assert entries(steering) == [
        ("๑.๑", "ผู้อำนวยการเขตตัวอย่าง", "ประธานกรรมการ"),
        ("๑.๒", "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง", "รองประธานกรรมการ"),
        ("๑.๓", "หัวหน้าฝ่ายทุกฝ่าย", "กรรมการ"),
        ("๑.๔", "ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัดทุกโรงเรียน", "กรรมการ"),
        ("๑.๕", "หัวหน้าฝ่ายปกครอง", "กรรมการและ / เลขานุการ"),
        ("๑.๖", "นางสาวตัวอย่าง หนึ่ง / นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง", "ผู้ช่วยเลขานุการ"),
    ]


def test_the_working_group_has_all_its_members_in_the_order_of_the_roster() -> None:
    _steering, working = tables(made(year_2568(), Digits.ARABIC))
    listed = entries(working)
    wanted = [row for row in rows("roster_2568.csv") if row["body"] == "คณะทำงาน"]
    assert [number for number, _member, _role in listed] == [row["order"] for row in wanted]
    assert len(listed) == 36
    assert listed[0][1:] == ("ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง", "ประธานคณะทำงาน")
    assert listed[1][1:] == ("หัวหน้าฝ่ายปกครอง", "รองประธานคณะทำงาน")
    for (_number, member, role), row in zip(listed[2:], wanted[2:], strict=True):
        assert member == f"{row['name']} / {row['position']} {row['department']}"
        assert role.replace(" / ", "") == row["role"]
    assert listed[-1][2] == "คณะทำงาน / และเลขานุการ"


def test_a_post_goes_on_below_a_short_role_so_that_a_member_takes_two_lines() -> None:
    _steering, working = tables(made(year_2568()))
    named = [(one, post) for one, post in pairwise(working.rows) if len(post.cells) == 1]
    assert len(named) == 34
    for above, below in named:
        number, name, role = above.cells
        assert (number.rows, name.rows) == (2, 1)
        short = "\n" not in role.paragraphs[0].text
        assert (role.rows, below.cells[0].columns) == ((1, 2) if short else (2, 1))
    assert [one.cells[2].rows for one, _post in named].count(2) == 1


@pytest.mark.needs_poppler
def test_the_order_of_2568_has_four_pages_as_the_form(tmp_path: Path) -> None:
    text = places(pdf.render(made(year_2568()), letter_files=bundled()), tmp_path)
    assert "- ๔ -" in text
    assert "- ๕ -" not in text


def test_each_body_has_its_heading_and_its_numbered_duties() -> None:
    document = made(year_2568())
    assert paragraphs(document, "paper-heading") == [
        "๑. คณะกรรมการอำนวยการ ประกอบด้วย",
        "มีอำนาจหน้าที่ ดังนี้",
        "๒. คณะทำงาน ประกอบด้วย",
        "มีอำนาจหน้าที่ ดังนี้",
    ]
    numbers = [paragraph.split()[0] for paragraph in paragraphs(document, "paper-body")[2:14]]
    assert numbers == [*(f"{text}." for text in "๑๒๓๔๕๖๗"), *(f"{one}." for one in "๑๒๓๔๕")]


def test_it_ends_with_when_it_begins_its_day_and_who_signs() -> None:
    document = made(year_2568())
    assert paragraphs(document, "paper-body")[-2:] == [
        "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        "สั่ง ณ วันที่ ๑ พฤศจิกายน พ.ศ. ๒๕๖๗",
    ]
    assert document.blocks[-1] == SignatureBlock(("(นายตัวอย่าง ผู้อำนวยการ)", "ผู้อำนวยการเขตตัวอย่าง"))


def test_who_signs_for_the_director_says_so_below_the_post() -> None:
    order = replace(
        ORDER,
        signatory_post="ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
        acting_for="ปฏิบัติราชการแทนผู้อำนวยการเขตตัวอย่าง",
        effective=date(2024, 12, 1),
    )
    document = made(replace(year_2568(), orders=(order,)))
    assert document.blocks[-1] == SignatureBlock(
        (
            "(นายตัวอย่าง ผู้อำนวยการ)",
            "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
            "ปฏิบัติราชการแทนผู้อำนวยการเขตตัวอย่าง",
        )
    )
    assert "ทั้งนี้ ตั้งแต่วันที่ ๑ ธันวาคม ๒๕๖๗ เป็นต้นไป" in paragraphs(document, "paper-body")


def test_arabic_digits_on_wish() -> None:
    text = plain_text(made(year_2568(), Digits.ARABIC))
    assert "ที่ 12/2567" in text
    assert not re.search("[๐-๙]", text.replace("คศ.๑", ""))


def test_a_draft_has_gaps_and_says_what_it_lacks() -> None:
    draft = AppointmentOrder(id="order", year_id=YEAR)
    year = replace(year_2568(), orders=(draft,))
    text = plain_text(made(year))
    assert "ที่ ......../๒๕๖๗" in text
    assert "สั่ง ณ วันที่ .................... พ.ศ. ๒๕๖๗" in text
    assert [str(missing_data) for missing_data in KIND.missing(ReportContext(year))] == [
        "คำสั่งยังไม่มีเลขที่",
        "คำสั่งยังไม่มีวันที่ลงนาม",
        "คำสั่งยังไม่มีผู้ลงนาม",
        "ยังไม่มีภาพครุฑ จึงเว้นที่ว่างไว้ เลือกไฟล์ภาพที่หน้าตั้งค่า",
    ]


@pytest.mark.parametrize(
    ("made_on", "printed"),
    [
        (date(2024, 12, 31), "๒๕๖๗"),
        (date(2025, 3, 3), "๒๕๖๘"),
        (date(2024, 9, 1), "๒๕๖๗"),
        (date(2026, 3, 3), "๒๕๖๗"),
    ],
)
def test_a_draft_has_the_calendar_year_of_the_day_on_which_it_is_made(
    made_on: date, printed: str
) -> None:
    year = amended()
    first, later = year.orders
    draft = replace(later, signed=None, number="")
    year = replace(year, orders=(first, draft))
    text = plain_text(KIND.build(ReportContext(year, subject="later", day=made_on), Digits.THAI))
    assert f"ที่ ......../{printed}" in text
    assert f"สั่ง ณ วันที่ .................... พ.ศ. {printed}" in text
    numbered_draft = replace(year, orders=(first, replace(draft, number="9")))
    context = ReportContext(numbered_draft, subject="later", day=made_on)
    assert f"ที่ ๙/{printed}" in plain_text(KIND.build(context, Digits.THAI))


def test_a_resolution_is_not_cited_for_a_year_that_it_does_not_cover() -> None:
    year = year_2568()
    later = replace(year, fiscal_year=replace(year.fiscal_year, year=2571))
    text = plain_text(made(later))
    assert not re.search("๒๕๖๕|๒๕๗๐", text)
    assert f"มติคณะรัฐมนตรีวันที่ {'.' * 20} ได้เห็นชอบ" in text
    lacks = "ถ้อยคำในคำสั่งยังไม่มีค่าของ วันที่มติ ครม. ปีตามมติ ครม."
    assert lacks in map(str, KIND.missing(ReportContext(later)))


def test_a_typed_ground_that_ends_before_the_year_is_told() -> None:
    year, typed = year_2568(), "ด้วยมติคณะรัฐมนตรี ปี พ.ศ. ๒๕๖๕ – ๒๕๗๐"
    order = replace(year.orders[0], ground=typed)
    said = "คำสั่งอ้างปี 2565 – 2570 ซึ่งไม่รวมปี 2571 พิมพ์เหตุที่ออกคำสั่งใหม่"
    for of, told in ((2570, False), (2571, True)):
        fiscal = replace(year.fiscal_year, year=of)
        missing = KIND.missing(ReportContext(replace(year, orders=(order,), fiscal_year=fiscal)))
        assert (said in map(str, missing)) is told


def test_without_an_order_the_draft_names_the_bodies_that_it_lists() -> None:
    text = plain_text(made(replace(year_2568(), orders=())))
    assert "เรื่อง แต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน" in text
    assert "จึงแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน" in text
    assert "๒.๓๖" in text


def test_a_duty_has_its_number_once_and_further_lines_are_paragraphs() -> None:
    year = year_2568()
    body = year.bodies[0].id
    texts = (
        *("1. กำหนดแนวทาง", "2) ติดตาม\nและรายงาน", "3.5 ชั่วโมงต่อวัน"),
        *("(9) เผยแพร่", "สรุป", "6.) เก็บ"),
    )
    duties = [
        Duty(id=f"d{at}", body_id=body, text=text, position=at) for at, text in enumerate(texts)
    ]
    others = [duty for duty in year.duties if duty.body_id != body]
    shown = paragraphs(made(replace(year, duties=(*duties, *others))), "paper-body")
    at = shown.index("๑. กำหนดแนวทาง")
    assert shown[at + 1 : at + 7] == [
        "๒) ติดตาม",
        "และรายงาน",
        "๓. ๓.๕ ชั่วโมงต่อวัน",
        "(๙) เผยแพร่",
        "๕. สรุป",
        "๖.) เก็บ",
    ]


def test_bodies_without_members_roles_or_duties_are_named() -> None:
    missing = [str(missing_data) for missing_data in KIND.missing(ReportContext(bare_year()))]
    assert "คณะกรรมการอำนวยการ ยังไม่มีรายชื่อ เพิ่มที่หน้าคณะกรรมการ" in missing
    assert "คณะทำงาน ยังไม่มีหน้าที่" in missing
    year = year_of(3)
    blank = tuple(replace(member, role="") for member in year.members)
    texts = [
        str(missing_data)
        for missing_data in KIND.missing(ReportContext(replace(year, members=blank)))
    ]
    assert "ลำดับ 2.1 2.2 2.3 ยังไม่มีบทบาท ระบุที่หน้าคณะกรรมการ" in texts


def test_a_vacant_place_is_printed_as_vacant_with_its_post() -> None:
    member = Member(
        id="m1",
        body_id="b2",
        kind=MemberKind.PERSON,
        post="เจ้าพนักงานธุรการ",
        unit_id="admin",
        role="คณะทำงาน",
    )
    [table] = tables(made(bare_year(members=(member,))))
    assert entries(table) == [("๒.๑", "- ว่าง - / เจ้าพนักงานธุรการ ฝ่ายปกครอง", "คณะทำงาน")]


def test_the_order_that_is_named_is_printed_and_else_the_newest() -> None:
    second = replace(ORDER, id="second", number="40", position=1)
    year = replace(year_2568(), orders=(ORDER, second))
    assert "ที่ ๔๐/๒๕๖๗" in plain_text(made(year))
    assert "ที่ ๑๒/๒๕๖๗" in plain_text(made(year, subject="order"))


# Later orders.


def test_a_later_order_replaces_removes_and_adds_by_the_numbers_of_the_first() -> None:
    document = made(amended())
    text = plain_text(document)
    assert "ที่ ๗/๒๕๖๘" in text
    assert "เรื่อง แก้ไขเพิ่มเติมคำสั่งแต่งตั้งคณะทำงาน" in text
    assert "ที่ ๑๒/๒๕๖๗ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๗" in text
    changes = [line for line in text.splitlines() if re.match("[๑-๙]+\\. ", line)]
    assert changes == [
        "๑. ให้ยกเลิกความในลำดับที่ ๒.๓ ของคณะทำงาน และให้ใช้ความต่อไปนี้แทน",
        "๒. ให้ยกเลิกลำดับที่ ๒.๕ ของคณะทำงาน (นายตัวอย่าง ๕ เจ้าพนักงานธุรการชำนาญงาน ฝ่ายปกครอง)",
        "๓. ให้เพิ่มความต่อไปนี้เป็นลำดับที่ ๒.๗ ของคณะทำงาน",
    ]
    assert [entries(table) for table in tables(document)] == [
        [("๒.๓", "นางตัวอย่าง ใหม่ / นิติกรชำนาญการ ฝ่ายปกครอง", "คณะทำงาน")],
        [("๒.๗", "นายตัวอย่าง เพิ่ม / นิติกรปฏิบัติการ ฝ่ายปกครอง", "คณะทำงาน")],
    ]


def test_the_first_order_stays_as_it_was_signed() -> None:
    [table] = tables(made(amended(), subject="order"))
    assert [number for number, _member, _role in entries(table)] == [
        f"๒.{number}" for number in "๑๒๓๔๕๖"
    ]
    assert entries(table)[2][1].startswith("นายตัวอย่าง ๓")


def test_a_later_order_that_changes_nobody_says_so() -> None:
    year = replace(amended(), order_changes=())
    missing = [str(missing_data) for missing_data in KIND.missing(ReportContext(year))]
    assert "คำสั่งแก้ไขยังไม่ได้เปลี่ยนรายชื่อใด" in missing
    assert made(year).blocks


# As it was approved.


@pytest.mark.needs_poppler
def test_the_pdf_reads_and_stands_as_it_was_approved(tmp_path: Path, golden: Any) -> None:
    content = pdf.render(made(year_2568()), letter_files=bundled())
    golden("appointment-order.txt", places(content, tmp_path))


def test_the_word_file_is_as_it_was_approved(golden: Any) -> None:
    from lxml import etree

    from tests.documents.readers.files import part

    root = part(
        docx.render(made(as_signed(year_2568())), letter_files=bundled()), "word/document.xml"
    )
    etree.indent(root)
    golden("appointment-order.xml", etree.tostring(root, encoding="unicode") + "\n")


def test_a_later_order_reads_as_it_was_approved(golden: Any) -> None:
    golden("appointment-order-later.txt", plain_text(made(amended())) + "\n")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("12", "ที่ ๑๒/๒๕๖๗"), ("125/2568", "ที่ ๑๒๕/๒๕๖๘"), ("๑๒/๒๕๖๙", "ที่ ๑๒/๒๕๖๙"),
     ("กท 5301/8887", "ที่ กท ๕๓๐๑/๘๘๘๗")],
)  # fmt: skip
def test_a_number_is_printed_once_and_as_it_was_typed(typed: str, printed: str) -> None:
    data = year_2568()
    numbered = replace(data, orders=(replace(data.orders[0], number=typed),))
    text = plain_text(
        kind("appointment-order").build(ReportContext(numbered), Digits.THAI)
    ).splitlines()
    assert text.count(printed) == 1


def test_an_order_that_names_no_signer_is_signed_by_who_holds_the_post_that_day() -> None:
    data = year_2568()
    order = replace(data.orders[0], signatory_id=None)
    acts = Tenure(
        id="t", person_id="head", post="ผู้อำนวยการเขต", acting="รักษาราชการแทน", last=order.signed
    )
    own = Tenure(id="u", person_id="head", post="หัวหน้าฝ่ายปกครอง")
    signed = replace(data, orders=(order,), tenures=(acts, own))
    text = plain_text(
        kind("appointment-order").build(ReportContext(signed), Digits.THAI)
    ).splitlines()
    assert text[-3:] == [
        "(นางตัวอย่าง หัวหน้า)",
        "หัวหน้าฝ่ายปกครอง",
        "รักษาราชการแทน ผู้อำนวยการเขตตัวอย่าง",
    ]


def test_a_post_of_two_lines_stands_in_two_lines_below_the_name() -> None:
    data = year_2568()
    order = replace(
        data.orders[0],
        signatory_post="นักบริหารงานท้องถิ่น\nผู้อำนวยการเขตตัวอย่าง",
        acting_for="ปฏิบัติราชการแทน ปลัดกรุงเทพมหานคร",
    )
    made = kind("appointment-order").build(
        ReportContext(replace(data, orders=(order,))), Digits.THAI
    )
    assert plain_text(made).splitlines()[-4:] == [
        "(นายตัวอย่าง ผู้อำนวยการ)",
        "นักบริหารงานท้องถิ่น",
        "ผู้อำนวยการเขตตัวอย่าง",
        "ปฏิบัติราชการแทน ปลัดกรุงเทพมหานคร",
    ]
