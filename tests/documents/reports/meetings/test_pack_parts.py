"""What agenda and memo promise is in the pack; the clerk ticks and orders it."""

import io
from dataclasses import replace
from typing import Any

import docx as reader
import pypdf
import pypdfium2
import pytest
from PIL import Image as Picture

from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.documents.reports.meetings.pack import parts
from ita_desktop.domain.agenda import LATER_INVITATION
from ita_desktop.domain.letters import AgendaAttachment, Letter, LetterAttachment
from ita_desktop.domain.meetings import PartChoice, arranged, read_pack, write_pack
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData
from tests.documents.factories import results as result_factory
from tests.documents.factories.meetings import FIRST, SECOND, meeting_year
from tests.documents.readers.lines import body_lines

ORDER = "appointment-order"


def ticked(data: YearData, meeting: Any = FIRST, **files: bytes) -> list[str]:
    return [part.key for part, given in parts(context(data, **files), meeting, KINDS) if given]


def context(data: YearData, meeting: str = "", **files: bytes) -> ReportContext:
    return ReportContext(data, result_factory.year_2567(), subject=meeting, media=files.get)


def invited(data: YearData, meeting: str, **more: Any) -> YearData:
    letter = Letter(id=f"call-{meeting}", year_id="y", wording="memo-invitation",
                    meeting_id=meeting)  # fmt: skip
    return replace(data, letters=(*data.letters, replace(letter, **more)))


def handed(item: str, name: str, **more: Any) -> AgendaAttachment:
    return AgendaAttachment(
        id=name, agenda_item_id=item, title=name, file_name=name, media=name, **more
    )


def pdf_of(pages: int) -> bytes:
    made = pypdf.PdfWriter()
    for _ in range(pages):
        made.add_blank_page(595, 842)
    target = io.BytesIO()
    made.write(target)
    return target.getvalue()


def png() -> bytes:
    target = io.BytesIO()
    Picture.new("RGB", (40, 30), "red").save(target, "PNG")
    return target.getvalue()


def test_the_first_pack_has_what_agenda_and_memo_speak_of() -> None:
    data = invited(meeting_year(), FIRST.id)
    has_order = bool(data.orders)
    assert has_order
    assert ticked(data) == [
        "memo", "agenda", ORDER, "attendance", "framework-summary", "oit-assignments",
    ]  # fmt: skip


def test_what_was_handed_out_before_is_offered_but_not_ticked_again() -> None:
    data = invited(meeting_year(), SECOND.id, wording=LATER_INVITATION)
    item = next(item for item in data.agenda_items if item.id == "second-matter-actions")
    speaks = replace(item, detail="ตามคำสั่งที่แนบ")
    data = replace(
        data,
        agenda_items=tuple(
            speaks if agenda_item == item else agenda_item for agenda_item in data.agenda_items
        ),
    )
    assert ticked(data, SECOND) == ["memo", "agenda", "minutes", "attendance"]
    offered = [part.key for part, _given in parts(context(data), SECOND, KINDS)]
    assert {ORDER, "framework-summary", "oit-assignments", "committee-roster"} <= set(offered)


def test_a_paper_that_is_handed_out_by_name_is_ticked_whatever_was_handed_out_before() -> None:
    """The agenda says that it is there; it tells what holds at this meeting."""
    data = meeting_year()
    assert "oit-assignments" in ticked(data)
    asked = [
        AgendaAttachment(id=name, agenda_item_id="second-matter-actions", title=name, document=name)
        for name in ("oit-assignments", ORDER, "measures-by-item")
    ]
    asked_first = replace(asked[2], id="first", agenda_item_id="first-matter-framework")
    data = replace(data, agenda_attachments=(*data.agenda_attachments, *asked, asked_first))
    assert "measures-by-item" in ticked(data)
    assert {attachment.document for attachment in asked} <= set(ticked(data, SECOND))


def test_the_order_is_ticked_again_where_it_was_left_out_of_the_first_pack() -> None:
    left = replace(FIRST, pack=f"agenda\n-{ORDER}\nattendance")
    data = invited(replace(meeting_year(), meetings=(left, SECOND)), SECOND.id)
    assert ORDER in ticked(data, SECOND)


def test_files_of_matters_and_of_the_memo_are_in_it_once() -> None:
    data = invited(meeting_year(), FIRST.id)
    item = "first-matter-framework"
    enclosed = LetterAttachment(id="แผน", letter_id=f"call-{FIRST.id}", title="แผน",
                                file_name="แผน.pdf", media="b")  # fmt: skip
    data = replace(
        data,
        agenda_attachments=(*data.agenda_attachments, handed(item, "a")),
        letter_attachments=(enclosed,),
    )
    assert ticked(data)[-2:] == ["file:a", "file:แผน"]
    later = handed("second-matter-actions", "again", position=1)
    data = replace(data, agenda_attachments=(*data.agenda_attachments, replace(later, media="a")))
    assert "file:again" not in ticked(data, SECOND)


def test_pages_of_a_pdf_and_a_picture_are_bound_in_and_others_are_named() -> None:
    data = meeting_year()
    item = "first-matter-framework"
    names = ("คู่มือ.pdf", "แผนผัง.png", "ตาราง.xlsx")
    data = replace(
        data,
        meetings=(replace(FIRST, pack="\n".join(f"file:{name}" for name in names)), SECOND),
        agenda_attachments=tuple(
            handed(item, one, position=place) for place, one in enumerate(names)
        ),
    )
    files = {names[0]: pdf_of(3), names[1]: png(), names[2]: b"PK.."}
    whole = ReportContext(data, None, subject=FIRST.id, media=files.get)
    only = replace(
        data.meetings[0],
        pack=write_pack(
            PartChoice(part.key, part.key.startswith("file:"))
            for part, _given in parts(whole, data.meetings[0], KINDS)
        ),
    )
    whole = replace(whole, year=replace(data, meetings=(only, SECOND)))
    pack = kind("meeting-pack")
    document = pack.build(whole, Digits.THAI)
    assert [(bound.title, bound.file_pages) for bound in document.bound] == [
        (names[0], 3), (names[1], 0), (names[2], 0),
    ]  # fmt: skip
    assert [
        str(missing_data) for missing_data in pack.missing(whole) if "xlsx" in str(missing_data)
    ] == ["ตาราง.xlsx ไม่ใช่ PDF หรือภาพที่เปิดได้ ในชุดจึงมีแต่ใบบอกชื่อ พิมพ์ไฟล์นั้นแยก"]
    opened = pypdfium2.PdfDocument(render(document, Format.PDF))
    assert len(opened) == 1 + (1 + 3) + 1 + 1
    assert "เอกสารประกอบระเบียบวาระที่ 3.2" in to_arabic(opened[1].get_textpage().get_text_range())


def test_the_clerks_parts_stand_in_the_clerks_order_and_new_ones_join_them() -> None:
    own = replace(FIRST, pack="attendance\n-memo\nagenda")
    data = replace(meeting_year(), meetings=(own, SECOND))
    found = ticked(data, own)
    assert found.index("attendance") < found.index("agenda")
    assert "memo" not in ticked(invited(data, FIRST.id), own)
    assert "oit-assignments" in found


@pytest.mark.parametrize("chosen", [(), ("b", "a"), ("c",), ("x", "b")])
def test_every_part_is_there_once_whatever_was_chosen(chosen: tuple[str, ...]) -> None:
    proposed = [PartChoice(text, given=True) for text in "abc"]
    found = arranged(proposed, [PartChoice(text, given=False) for text in chosen])
    assert sorted(one.key for one in found) == list("abc")
    assert read_pack(write_pack(found)) == found


def test_the_pack_is_made_as_word_with_all_its_parts() -> None:
    data = invited(meeting_year(), FIRST.id)
    document = kind("meeting-pack").build(context(data, FIRST.id), Digits.THAI)
    content = render(document, Format.DOCX)
    made = reader.Document(io.BytesIO(content))
    assert len(made.sections) >= len(document.bound) + 1
    words = "".join(body_lines(content))
    plain = "".join(word for word in words if word not in "\u200b\u2060\u00a0")
    for part in ("บันทึกข้อความ", "ระเบียบวาระที่", "สั่ง ณ วันที่", "ลายมือชื่อ", "ตารางการมอบหมาย"):
        assert part in plain
