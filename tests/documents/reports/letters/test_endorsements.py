"""Blocks on the sheet of a memo: sent on, noted, assigned, stamped."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx as reader
import pypdfium2
import pytest

from ita_desktop.documents.content import Paragraph, Table
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.agenda import LATER_INVITATION
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.letters import Endorsement, EndorsementKind, LetterKind
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import invitation
from tests.support.plain_text import plain_text

ALL = tuple(EndorsementKind)


def with_blocks(*blocks: Endorsement, **more: Any) -> YearData:
    return replace(invitation(**more), endorsements=blocks)


def block(kind: EndorsementKind, **more: Any) -> Endorsement:
    values = {"id": f"e-{kind}", "letter_id": "letter", "position": ALL.index(kind), **more}
    return Endorsement(kind=kind, **values)


def text(year: YearData) -> list[str]:
    return plain_text(kind("memo").build(ReportContext(year), Digits.ARABIC)).splitlines()


def test_a_memo_has_no_block_that_was_not_switched_on() -> None:
    assert not any("สำเนาถูกต้อง" in line for line in text(invitation()))


def test_sent_on_to_the_units_it_has_urgency_the_memos_number_and_three_addressees() -> None:
    lines = text(with_blocks(block(EndorsementKind.UNITS, day=date(2024, 11, 2))))
    own = lines[lines.index("ด่วนที่สุด", 1) :]
    assert own[1].split() == ["ที่", "กท", "5001/123", "2", "พฤศจิกายน", "2567"]
    assert [line.split()[-1] for line in own[2:5]] == [
        "ผู้อำนวยการเขตตัวอย่าง",
        "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
        "หัวหน้าฝ่ายทุกฝ่าย",
    ]
    assert own[5] == "- สำเนาถูกต้องเพื่อโปรดทราบ"
    assert "ผู้มีรายชื่อตามคำสั่งดังกล่าวเข้าร่วมประชุม" in own[6]


def test_the_day_of_a_superior_is_written_as_below_a_signature() -> None:
    lines = text(with_blocks(block(EndorsementKind.NOTED, day=date(2024, 11, 2))))
    assert lines[-1] == "- 2 พ.ย. 2567"
    noted = with_blocks(block(EndorsementKind.NOTED, day=date(2024, 11, 2)))
    own = Wording(id="w", name="memo.endorsement-day", text="{วันที่}")
    assert text(replace(noted, wordings=(own,)))[-1] == "2 พ.ย. 2567"


def test_of_a_later_invitation_no_order_is_spoken_of() -> None:
    lines = text(with_blocks(block(EndorsementKind.UNITS), wording=LATER_INVITATION))
    message = next(line for line in lines if line.startswith("- แจ้ง"))
    assert "คำสั่ง" not in message


def test_the_schools_get_a_number_of_their_own() -> None:
    schools = block(
        EndorsementKind.SCHOOLS,
        number="กท 5009/77",
        signatory_post="นักวิชาการศึกษาชำนาญการพิเศษ\nหัวหน้าฝ่ายการศึกษา สำนักงานเขตตัวอย่าง",
    )
    lines = text(with_blocks(schools))
    assert "เรียน  ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัด" in lines
    assert sum("กท 5009/77" in line for line in lines) == 1
    assert lines[-2:] == ["นักวิชาการศึกษาชำนาญการพิเศษ", "หัวหน้าฝ่ายการศึกษา สำนักงานเขตตัวอย่าง"]


def test_typed_texts_stand_as_they_were_typed() -> None:
    noted = block(EndorsementKind.NOTED, text="เห็นชอบ และลงนามแล้ว", number="")
    assert "เห็นชอบ และลงนามแล้ว" in text(with_blocks(noted))


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX])
def test_all_blocks_are_on_the_sheet_in_their_order(form: Format) -> None:
    year = with_blocks(*(block(endorsement_kind) for endorsement_kind in ALL))
    made = render(kind("memo").build(ReportContext(year), Digits.THAI), form)
    if form is Format.PDF:
        pages = pypdfium2.PdfDocument(made)
        whole = "".join(page.get_textpage().get_text_range() for page in pages)
    else:
        body = reader.Document(io.BytesIO(made)).element.body
        whole = "".join(one.text or "" for one in body.iter() if one.tag.endswith("}t"))
    plain = "".join(one for one in to_arabic(whole) if one not in "\u200b\u2060\u00a0")
    places = [plain.index(words) for words in ("หัวหน้าฝ่ายทุกฝ่าย", "มอบ", "เลขรับ", "สถานศึกษาโรงเรียน")]
    assert places == sorted(places)


def test_the_room_for_a_stamp_stands_apart_from_the_signature_above_it() -> None:
    data = with_blocks(block(EndorsementKind.SCHOOLS), block(EndorsementKind.RECEIVED))
    *_rest, above, stamp = kind("memo").build(ReportContext(data), Digits.THAI).blocks
    assert isinstance(stamp, Table)
    assert isinstance(above, Paragraph)
    assert not above.text


def test_a_letter_to_somebody_outside_has_none() -> None:
    year = with_blocks(block(EndorsementKind.NOTED), kind=LetterKind.LETTER)
    assert "ทราบ" not in text(year)
