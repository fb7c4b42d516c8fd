"""Memos and letters, point by point of the official forms."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import (
    Align,
    Document,
    Image,
    KeepTogether,
    Paragraph,
    SignatureBlock,
    Table,
)
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.printable import printable
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.letters import Letter, LetterAttachment, Urgency
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.text import Digits, to_thai
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import YEAR, bare_year, invitation, outside
from tests.documents.readers.files import pages, part
from tests.documents.readers.placing import lines, places
from tests.support.plain_text import plain_text

KIND = kind("memo")


def made(year: YearData, digits: Digits = Digits.THAI, **more: Any) -> Document:
    return printable(KIND.build(ReportContext(year, **more), digits))


def styled(document: Document, style: str) -> list[str]:
    found = [
        block for block in document.blocks if isinstance(block, Paragraph) and block.style == style
    ]
    return [paragraph.text.replace("\t", " → ") for paragraph in found]


def picture(width: int, height: int) -> bytes:
    from PIL import Image as Picture

    data = io.BytesIO()
    Picture.new("RGB", (width, height), "black").save(data, "PNG")
    return data.getvalue()


def with_garuda(year: YearData, data: bytes) -> ReportContext:
    file = OfficeFile(id="g", name="garuda", file_name="ครุฑ.png", media="key")
    return ReportContext(replace(year, office_files=(file,)), media={"key": data}.get)


def test_a_memo_is_a_paper_in_word_and_pdf_with_thai_digits() -> None:
    assert (KIND.formats, KIND.digits) == ((Format.DOCX, Format.PDF), Digits.THAI)


def test_the_fields_of_the_head_stand_in_the_official_order() -> None:
    document = made(invitation())
    assert [block.style for block in document.blocks if isinstance(block, Paragraph)][:6] == [
        "urgency",
        "memo-title",
        "memo-field",
        "memo-field",
        "memo-field",
        "paper-field",
    ]
    assert styled(document, "urgency") == ["ด่วนที่สุด"]
    assert styled(document, "memo-title") == [" → บันทึกข้อความ"]
    sender, number, subject = styled(document, "memo-field")
    assert sender == "ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง โทร. ๕๖๐๑ → "
    assert number == "ที่ กท ๕๐๐๑/๑๒๓ → วันที่ ๑ พฤศจิกายน ๒๕๖๗ → "
    assert subject.startswith("เรื่อง → ขอส่งสำเนาคำสั่งสำนักงานเขตตัวอย่าง และเชิญประชุม")
    assert styled(document, "paper-field") == ["เรียน → ผู้อำนวยการเขตตัวอย่าง"]


def test_the_body_says_cause_consideration_and_request() -> None:
    cause, consideration, request = styled(made(invitation()), "paper-body")
    assert cause.startswith("ด้วยสำนักงานเขตตัวอย่างได้มีคำสั่งสำนักงานเขตตัวอย่างที่ ๑๒/๒๕๖๗ ลงวันที่")
    assert "ฝ่ายปกครองพิจารณาแล้ว เพื่อให้" in consideration
    assert "ในวันศุกร์ที่ ๘ พฤศจิกายน ๒๕๖๗ เวลา ๐๙.๐๐ น. ณ ห้องประชุม" in consideration
    assert request.startswith("จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ")


def test_garuda_of_one_and_a_half_centimetres_stands_left_of_the_heading() -> None:
    [heading] = [
        block
        for block in made(invitation()).blocks
        if isinstance(block, Paragraph) and block.style == "memo-title"
    ]
    image = heading.runs[0].image
    assert image is not None
    assert image.height == 15
    assert [stop.align for stop in heading.tabs] == [Align.CENTER]


def test_the_signature_has_name_and_post_with_the_office_on_one_line() -> None:
    block = made(invitation()).blocks[-1]
    assert block == SignatureBlock(("(นางตัวอย่าง หัวหน้า)", "หัวหน้าฝ่ายปกครอง สำนักงานเขตตัวอย่าง"))
    assert made(invitation(signatory_post="")).blocks[-1] == block


def test_an_undated_invitation_is_signed_by_who_holds_the_post_on_the_meetings_day() -> None:
    head = "หัวหน้าฝ่ายปกครอง"
    until, since = date(2025, 3, 31), date(2025, 4, 1)
    held = (
        Tenure(id="t1", person_id="director", post=head, last=until),
        Tenure(id="t2", person_id="head", post=head, first=since),
    )
    undated = {"signatory_id": None, "day": None}
    for met, name in ((until, "นายตัวอย่าง ผู้อำนวยการ"), (since, "นางตัวอย่าง หัวหน้า")):
        year = replace(invitation(**undated), tenures=held)
        meetings = tuple(replace(meeting, day=met) for meeting in year.meetings)
        assert made(replace(year, meetings=meetings)).blocks[-1].lines[0] == f"({name})"
    assert made(replace(invitation(**undated | {"day": until}), tenures=held)).blocks[-1].lines[
        0
    ] == ("(นายตัวอย่าง ผู้อำนวยการ)")


@pytest.mark.parametrize(
    ("urgency", "mark"),
    [(Urgency.URGENT, ["ด่วน"]), (Urgency.VERY_URGENT, ["ด่วนมาก"]), (Urgency.NONE, [])],
)
def test_the_mark_of_urgency_is_optional(urgency: Urgency, mark: list[str]) -> None:
    assert styled(made(invitation(urgency=urgency)), "urgency") == mark


def test_what_is_not_known_leaves_room_to_write_it_by_hand_and_is_told() -> None:
    year = invitation(
        number="", day=None, addressee="", sender_id=None, phone="", signatory_id=None
    )
    document = made(year)
    assert styled(document, "memo-field")[:2] == [
        "ส่วนราชการ สำนักงานเขตตัวอย่าง → ",
        "ที่ กท ๕๐๐๑/ → วันที่ → ",
    ]
    assert styled(document, "paper-field") == ["เรียน → "]
    missing = " ".join(missing_data.template for missing_data in KIND.missing(ReportContext(year)))
    for field in ("เลขที่", "วันที่", "ส่วนราชการ", "ผู้ลงนาม", "ครุฑ"):
        assert field in missing
    assert "หน่วยงาน" in str(KIND.missing(ReportContext(year))[4])


def test_without_any_letter_a_memo_to_fill_in_is_printed() -> None:
    year = bare_year()
    assert KIND.missing(ReportContext(year))
    assert "บันทึกข้อความ" in plain_text(made(year))


def test_the_letter_that_is_named_is_printed_and_else_the_newest() -> None:
    year = invitation()
    second = Letter(id="second", year_id=YEAR, subject="ฉบับที่สอง", position=1)
    year = replace(year, letters=(*year.letters, second))
    assert "ฉบับที่สอง" in plain_text(made(year))
    assert "ฉบับที่สอง" not in plain_text(made(year, subject="letter"))


def test_what_goes_with_it_is_listed_below_the_addressee() -> None:
    attached = tuple(
        LetterAttachment(id=f"a{at}", letter_id="letter", title=title, position=at)
        for at, title in enumerate(("สำเนาคำสั่ง", "ระเบียบวาระการประชุม"))
    )
    year = replace(invitation(), letter_attachments=attached)
    assert styled(made(year), "paper-field")[1:] == [
        "สิ่งที่ส่งมาด้วย → ๑. สำเนาคำสั่ง",
        " → ๒. ระเบียบวาระการประชุม",
    ]


def test_a_letter_to_the_outside_has_its_own_form() -> None:
    document = made(outside())
    image, address = document.blocks[:2]
    assert isinstance(image, Image)
    assert (image.height, image.align) == (30, Align.CENTER)
    assert isinstance(address, Table)
    texts = [[paragraph.text for paragraph in cell.paragraphs] for cell in address.rows[0].cells]
    assert texts == [
        ["ที่ กท ๕๐๐๑/๑๒๓"],
        ["สำนักงานเขตตัวอย่าง", "ถนนตัวอย่าง แขวงตัวอย่าง", "เขตตัวอย่าง กรุงเทพมหานคร ๑๐๐๐๐"],
    ]
    assert styled(document, "paper-center") == ["๑ พฤศจิกายน ๒๕๖๗"]
    assert "บันทึกข้อความ" not in plain_text(document)
    together = document.blocks[-1]
    assert isinstance(together, KeepTogether)
    signed, *sender = together.blocks
    assert isinstance(signed, SignatureBlock)
    assert signed.closing == "ขอแสดงความนับถือ"
    messages = [paragraph.text for paragraph in sender if isinstance(paragraph, Paragraph)]
    assert messages == ["ฝ่ายปกครอง", "โทร. ๕๖๐๑"]


def test_the_garuda_of_the_office_is_printed_in_its_own_shape() -> None:
    context = with_garuda(invitation(), picture(90, 100))
    assert not [
        missing_data for missing_data in KIND.missing(context) if "ครุฑ" in str(missing_data)
    ]
    document = KIND.build(context, Digits.THAI)
    [image] = [
        run.image
        for block in document.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.image
    ]
    assert (image.width, image.height) == (13.5, 15)
    for render in (docx.render, pdf.render):
        assert render(document)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_a_garuda_that_is_no_picture_is_told_and_a_frame_stands_in_for_it(data: bytes) -> None:
    context = with_garuda(invitation(), data)
    assert [missing_data for missing_data in KIND.missing(context) if "ครุฑ" in str(missing_data)]
    assert pdf.render(KIND.build(context, Digits.THAI), letter_files=bundled())


# Where it stands on the sheet.


@pytest.mark.needs_poppler
def test_a_memo_stands_on_one_page_with_its_fields_where_the_form_has_them(
    tmp_path: Path,
) -> None:
    content = pdf.render(made(invitation()), letter_files=bundled())
    found = {text: (page, left, top) for page, left, top, text in lines(content, tmp_path)}
    at = {text.split()[0]: place for text, place in found.items()}
    assert {page for page, _left, _top in found.values()} == {1}
    heads = ["ด่วนที่สุด", "บันทึกข้อความ", "ส่วนราชการ", "ที่", "เรื่อง", "เรียน"]
    tops = [at[head][2] for head in heads]
    assert tops == sorted(tops)
    for head in ("ด่วนที่สุด", "ส่วนราชการ", "ที่", "เรื่อง", "เรียน"):
        assert round(at[head][1]) == 30
    middle = at["บันทึกข้อความ"][1]
    assert 85 < middle < 95
    body = next(place for text, place in found.items() if text.startswith("ด้วย"))
    assert round(body[1]) == 55
    signed = next(place for text, place in found.items() if text.startswith("(นาง"))
    assert signed[1] > 110


@pytest.mark.needs_poppler
@pytest.mark.parametrize(("name", "year"), [("memo", invitation), ("letter", outside)])
def test_it_reads_and_stands_as_it_was_approved(
    name: str, year: Any, tmp_path: Path, golden: Any
) -> None:
    content = pdf.render(made(year()), letter_files=bundled())
    golden(f"{name}.txt", places(content, tmp_path))


@pytest.mark.parametrize(("name", "year"), [("memo", invitation), ("letter", outside)])
def test_the_word_file_is_as_it_was_approved(name: str, year: Any, golden: Any) -> None:
    from lxml import etree

    root = part(docx.render(made(year()), letter_files=bundled()), "word/document.xml")
    etree.indent(root)
    golden(f"{name}.xml", etree.tostring(root, encoding="unicode") + "\n")


@pytest.mark.parametrize("lines", range(6, 16))
def test_whose_letter_it_is_stands_on_the_page_of_the_signature(lines: int) -> None:
    body = "\n".join(f"ข้อความ {number}" for number in range(lines))
    content = pdf.render(made(outside(body=body)), letter_files=bundled())
    # The PDF's reader puts marks above letters apart.
    [signed] = [page for page in pages(content) if "ขอแสดง" in page]
    assert "โทร." in signed
    assert to_thai(str(lines - 1)) in signed
