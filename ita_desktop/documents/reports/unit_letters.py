"""A letter that is made for each unit: one paper for each, with the table of the unit's items.

All are one document. Each letter begins a page and counts its pages anew, as if it had been made
alone; its table stands on a page of its own behind the signature, to be filled in and sent back.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    OnBreak,
    PageBreak,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports import memo
from ita_desktop.documents.reports.item_words import due, formats, points, times
from ita_desktop.documents.reports.wording import HYPHEN, fiscal_year, lacking
from ita_desktop.documents.values import receiver
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Item
from ita_desktop.domain.letters import Letter, LetterKind, Merge
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.progress import oit_items
from ita_desktop.domain.shares import Share, shares, shares_of_all
from ita_desktop.domain.year import YearData

WORDING: Final = "memo-evidence"
"""What the letters say while there is none that is made for each unit."""
_COLUMNS: Final = (
    Column(11, OnBreak.REPEAT),
    Column(32, OnBreak.REPEAT_CONTINUED),
    Column(71),
    Column(26),
    Column(20),
)
"""What is to be published is long and decides how many pages a letter has; it has the width."""
_HEADING: Final = (heading_row(("ข้อ", "ข้อมูล", "รายละเอียดที่เผยแพร่", "รูปแบบและช่วงเวลา", "กำหนดส่ง")),)


_NO_LETTER: Final = Lack("ยังไม่มีหนังสือที่ทำรายหน่วยงาน", remedy="เพิ่มหนังสือขอข้อมูลที่หน้าการประชุม")
_OTHER_LETTER: Final = Lack(
    "หนังสือที่เลือกไม่ได้ทำรายหน่วยงาน จึงใช้ฉบับล่าสุดที่ทำรายหน่วยงาน",
    remedy="เลือกให้ทำฉบับแยกแต่ละหน่วยที่หน้าการประชุม",
)
_NO_RECIPIENTS: Final = Lack("หนังสือยังไม่มีหน่วยงานผู้รับ", remedy="เลือกผู้รับที่หน้าการประชุม")
_NO_SHARES: Final = Lack("ยังไม่ได้มอบหมายข้อ OIT", remedy="กำหนดที่หน้างาน OIT", page=PageKey.OIT)


def missing(material: Material) -> list[Lack]:
    """What the letters lack: the letter itself, units, their items, days; and what any lacks."""
    return list(_lacks(material))


def _lacks(material: Material) -> Iterator[Lack]:
    data, letter = material.year, chosen(material)
    if letter is None:
        yield _NO_LETTER
        if not shares_of_all(data):
            yield _NO_SHARES
        return
    if material.subject and material.subject != letter.id:
        yield _OTHER_LETTER
    of_units = shares(data, letter)
    if not of_units:
        yield _NO_RECIPIENTS
    for one in of_units:
        if not one.codes:
            unit = {"unit": one.unit.name}
            yield Lack("{unit} ยังไม่ได้รับมอบหมายข้อ OIT", unit, "กำหนดที่หน้างาน OIT", PageKey.OIT)
    codes = dict.fromkeys(code for one in of_units for code in one.codes)
    undated = [code for code in codes if not due(data, code)]
    if undated:
        yield lacking(
            undated,
            "{items} ในหนังสือยังไม่มีกำหนดส่ง",
            "{count} ข้อในหนังสือยังไม่มีกำหนดส่ง เช่น {items}",
            "กำหนดที่หน้างาน OIT",
            PageKey.OIT,
        )
    yield from memo.missing(replace(material, subject=letter.id), _share(of_units))


def _share(of_units: list[Share]) -> Share | None:
    return next((one for one in of_units if one.codes), None)


def chosen(material: Material) -> Letter | None:
    """The letter that is made for each unit: the one named, or the newest of that kind."""
    data = material.year
    made = [one for one in data.letters if one.merge is Merge.UNITS]
    named = next((one for one in made if one.id == material.subject), None)
    return named or max(made, key=lambda one: one.position, default=None)


def build(material: Material, digits: Digits) -> Document:
    """All letters in the order of the recipients; while none is written, one for each unit with
    items, in the words of the office's wording."""
    data, letter = material.year, chosen(material)
    of_units = shares(data, letter) if letter is not None else shares_of_all(data)
    if letter is None:
        letter = Letter(id="", year_id=data.fiscal_year.id, wording=WORDING, merge=Merge.UNITS)
    made = memo.document_of(material, letter, tuple(_letters(material, letter, of_units)), digits)
    paper, _, subject = made.title.partition(" ")
    return replace(made, title=f"{paper}รายหน่วยงาน {subject}")


def _letters(material: Material, letter: Letter, of_units: list[Share]) -> Iterator[Block]:
    if not of_units:
        yield from memo.paper(material, letter)
    for number, share in enumerate(of_units):
        if number:
            yield PageBreak(restart=True)
        yield from memo.paper(material, letter, share.unit, share.codes)
        if share.codes:
            yield PageBreak()
            yield from _enclosure(material.year, letter, share)


def _enclosure(data: YearData, letter: Letter, share: Share) -> Iterator[Block]:
    kind = "บันทึกข้อความ" if letter.kind is LetterKind.MEMO else "หนังสือ"
    number = f" ที่ {letter.number}" if letter.number else ""
    day = f" ลงวันที่ {long_date(letter.day)}" if letter.day else ""
    yield paragraph(f"ข้อมูล OIT ที่{receiver(share.unit)}รับผิดชอบ", "title")
    yield paragraph(f"{fiscal_year(data)} จำนวน {len(share.codes)} ข้อ", "title")
    yield paragraph(f"แนบท้าย{kind}{number}{day}", "paper-center")
    wanted = frozenset(share.codes)
    rows = tuple(_row(data, one) for one in oit_items(data) if one.code in wanted)
    yield Table(_COLUMNS, rows, _HEADING)


def _row(data: YearData, item: Item) -> Row:
    asked = [one for one in (formats(item), *times(data, item)) if one] or [HYPHEN]
    return Row(
        (
            cell(item.code, "cell-center"),
            cell(item.title),
            Cell(tuple(points(item))),
            Cell(tuple(paragraph(one, "cell") for one in asked)),
            cell(due(data, item.code) or HYPHEN),
        )
    )
