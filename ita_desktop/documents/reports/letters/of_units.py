"""A letter made out to each unit, with the table of the unit's items.

All letters are one document. Each restarts page numbers at 1, as if made alone; its table, on a
page of its own after the signature, is to be filled in and returned.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.letters import memo
from ita_desktop.documents.reports.oit.item_words import details, due, formats, times
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, HYPHEN, missing_items
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.documents.wordings.values import open_items, receiver
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.framework import Item
from ita_desktop.domain.letters import REMINDER, SURVEY, Letter, LetterMerge, number_for, numbers_of
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.units import UnitShare, not_asked, shares, shares_of_others
from ita_desktop.domain.year import YearData

WORDING: Final = "memo-evidence"
"""The wording of the letters until one is made out to each unit."""
_COLUMNS: Final = (
    content.TableColumn(11, content.ContinuedCell.REPEAT),
    content.TableColumn(31, content.ContinuedCell.REPEAT_CONTINUED),
    content.TableColumn(69),
    content.TableColumn(25),
    content.TableColumn(24),
)
"""The column of published data has most of the width: its texts are long and decide the number of
pages."""
_FILE: Final = wording("unit-letters.file", "{ชนิดหนังสือ}รายหน่วย {เรื่อง}", title=FILE)
_HEADS: Final = wording(
    "unit-letters.heads",
    """
    ข้อมูล OIT ที่{หน่วยงาน}รับผิดชอบ
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} จำนวน {จำนวน} ข้อ
    """,
    title=HEADS,
)
_ENCLOSED: Final = wording("unit-letters.enclosed", "แนบท้าย{ชนิดหนังสือ}{ที่}{ลงวันที่}")
_NUMBER: Final = wording("unit-letters.number", "ที่ {เลขที่หนังสือ}")
_DATED: Final = wording("unit-letters.dated", "ลงวันที่ {วันที่หนังสือ}")
_HEADING: Final = wording(
    "unit-letters.columns",
    "ข้อ | ข้อมูล | รายละเอียดที่เผยแพร่ | รูปแบบและช่วงเวลา | กำหนดส่ง",
    title=COLUMNS,
)
_NO_LETTER: Final = MissingData(
    "ยังไม่มีหนังสือที่ทำรายหน่วย", remedy="เพิ่มหนังสือขอข้อมูลที่หน้าการประชุม", is_all=True
)
_OTHER_LETTER: Final = MissingData(
    "หนังสือที่เลือกไม่ได้ทำรายหน่วย จึงใช้ฉบับล่าสุดที่ทำรายหน่วย",
    remedy="เลือกให้ทำฉบับแยกแต่ละหน่วยที่หน้าการประชุม",
)
_NO_RECIPIENTS: Final = MissingData("หนังสือยังไม่มีหน่วยผู้รับ", remedy="เลือกผู้รับที่หน้าการประชุม", is_all=True)
_NO_SHARES: Final = MissingData(
    "ยังไม่ได้มอบหมายข้อ OIT", remedy="กำหนดที่หน้างาน OIT", page=PageKey.OIT, is_all=True
)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: the letter, units, their items and due dates, and data of the
    letter."""
    data, letter = context.year, chosen(context)
    if letter is None:
        yield _NO_LETTER
        if not shares_of_others(data, None):
            yield _NO_SHARES
        return
    if context.subject and context.subject != letter.id:
        yield _OTHER_LETTER
    recipients, of_units = shares(data, letter), written(data, letter)
    if not recipients:
        yield _NO_RECIPIENTS
    for left_out in not_asked(data, letter):
        yield MissingData(
            "ไม่ทำหนังสือถึง{unit} เพราะเป็นผู้ส่งหรือเป็นเรื่องของผู้อำนวยการเอง",
            {"unit": left_out.name},
            "เอาออกจากผู้รับที่หน้าการประชุม",
        )
    for share in recipients:
        if not share.codes and letter.wording != SURVEY:
            unit = {"unit": share.unit.name}
            yield MissingData("{unit} ยังไม่ได้รับมอบหมายข้อ OIT", unit, "กำหนดที่หน้างาน OIT", PageKey.OIT)
    kept = {share.unit.id for share in of_units}
    idle = [share.unit.name for share in recipients if share.unit.id not in kept]
    yield from missing_items(
        idle,
        "ไม่ทำหนังสือถึง {items} เพราะไม่มีข้อที่จะขอ",
        "ไม่ทำหนังสือถึง {count} หน่วย เช่น {items} เพราะไม่มีข้อที่จะขอ",
        "กำหนดที่หน้างาน OIT",
        PageKey.OIT,
    )
    codes = dict.fromkeys(code for unit in of_units for code in unit.codes)
    yield from contradicted(data, letter)
    undated = [code for code in codes if not due(data, code)]
    yield from missing_items(
        undated,
        "{items} ในหนังสือยังไม่มีกำหนดส่ง",
        "{count} ข้อในหนังสือยังไม่มีกำหนดส่ง เช่น {items}",
        "กำหนดที่หน้างาน OIT",
        PageKey.OIT,
    )
    yield from memo.missing(replace(context, subject=letter.id), _share(of_units))


def contradicted(data: YearData, letter: Letter) -> Iterator[MissingData]:
    """Yields what speaks against the letters to units as they are: one without a number beside
    others, a number that another letter has, items that are asked for although they are complete,
    or whose last day is before the letter's own."""
    of_units = written(data, letter)
    if letter.number:
        lacking = [share.unit.name for share in of_units if not number_for(letter, share.unit.id)]
        yield from missing_items(
            lacking,
            "หนังสือถึง {items} ยังไม่มีเลขที่",
            "หนังสือถึง {count} หน่วยยังไม่มีเลขที่ เช่น {items}",
            "พิมพ์เลขที่ให้ครบ เช่น กท 5301/120-148, 152",
        )
    given = [number_for(letter, share.unit.id) for share in of_units]
    taken = set(_others_numbers(data, letter))
    yield from missing_items(
        [number for number in dict.fromkeys(given) if number and number in taken],
        "เลขที่ {items} เป็นของหนังสืออื่นในปีเดียวกันแล้ว",
        "{count} เลขเป็นของหนังสืออื่นในปีเดียวกันแล้ว เช่น {items}",
        "พิมพ์เลขที่ที่ยังไม่ได้ใช้",
    )
    codes = list(dict.fromkeys(code for share in of_units for code in share.codes))
    still = open_items(data, codes)
    yield from missing_items(
        [code for code in codes if code not in still],
        "{items} ครบแล้ว แต่หนังสือยังขอ",
        "{count} ข้อครบแล้ว แต่หนังสือยังขอ เช่น {items}",
        "ดูที่หน้างาน OIT หรือใช้หนังสือเตือน ซึ่งขอเฉพาะข้อที่ค้าง",
        PageKey.OIT,
    )
    assigned = (data.assignment_by_item.get(code) for code in still)
    days = {given.item_code: given.due for given in assigned if given is not None}
    past = [code for code, day in days.items() if day and letter.day and day < letter.day]
    yield from missing_items(
        past,
        "กำหนดส่ง {items} อยู่ก่อนวันที่ของหนังสือ",
        "กำหนดส่ง {count} ข้ออยู่ก่อนวันที่ของหนังสือ เช่น {items}",
        "เลื่อนกำหนดที่หน้างาน OIT หรือแก้วันที่ของหนังสือ",
        PageKey.OIT,
    )


def _others_numbers(data: YearData, letter: Letter) -> Iterator[str]:
    """Yields the numbers of other letters of the calendar year, in which numbers begin anew."""
    for other in data.letters:
        days = [one.day for one in (letter, other) if one.day is not None]
        if other.id != letter.id and len(days) == 2 and days[0].year == days[1].year:
            yield from numbers_of(other).values() or (other.number,)


def _share(of_units: list[UnitShare]) -> UnitShare | None:
    return next((unit for unit in of_units if unit.codes), None)


def chosen(context: ReportContext) -> Letter | None:
    """Returns the letter made out to each unit: that of the context, or the newest."""
    data = context.year
    made = [letter for letter in data.letters if letter.merge is LetterMerge.UNITS]
    named = next((letter for letter in made if letter.id == context.subject), None)
    return named or max(made, key=lambda letter: letter.position, default=None)


def written(data: YearData, letter: Letter) -> list[UnitShare]:
    """Returns the recipients; only those with items if the letter mentions items."""
    of_units = shares(data, letter)
    if letter.wording == SURVEY:
        return [replace(share, codes=()) for share in of_units]
    if letter.wording == REMINDER:
        left = [replace(share, codes=open_items(data, share.codes)) for share in of_units]
        return [share for share in left if share.codes]
    if memo.names_items(data, letter):
        return [share for share in of_units if share.codes]
    return of_units


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns all letters in the order of recipients; if no letter exists, a draft for each unit
    with items."""
    data, letter = context.year, chosen(context)
    of_units = written(data, letter) if letter is not None else shares_of_others(data, None)
    letter = letter or _default_letter(data)
    blocks = tuple(_letters(context, letter, of_units))
    return memo.document_of(context, letter, called(context), blocks, digits)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    data, letter = context.year, chosen(context) or _default_letter(context.year)
    kind = memo.kind_words(data, letter)
    subject = memo.title_of(data, letter).removeprefix(kind).strip()
    return _FILE.of(data, {"ชนิดหนังสือ": kind, "เรื่อง": subject})


def _default_letter(data: YearData) -> Letter:
    return Letter(id="", year_id=data.fiscal_year.id, wording=WORDING, merge=LetterMerge.UNITS)


def _letters(
    context: ReportContext, letter: Letter, of_units: list[UnitShare]
) -> Iterator[content.Block]:
    if not of_units:
        yield from memo.paper(context, letter)
    for number, share in enumerate(of_units):
        if number:
            yield content.PageBreak(restart=True)
        yield from memo.paper(context, letter, share.unit, share.codes)
        if share.codes:
            yield content.PageBreak()
            yield from _enclosure(context.year, letter, share)


def _enclosure(data: YearData, letter: Letter, share: UnitShare) -> Iterator[content.Block]:
    about = {"หน่วยงาน": receiver(share.unit), "จำนวน": str(len(share.codes))}
    yield from _HEADS.paragraphs(data, "title", about)
    own = number_for(letter, share.unit.id)
    number = _NUMBER.of(data, {"เลขที่หนังสือ": own}) if own else ""
    dated = _DATED.of(data, {"วันที่หนังสือ": str(long_date(letter.day))}) if letter.day else ""
    of_letter = {
        "ชนิดหนังสือ": memo.kind_words(data, letter),
        "ที่": f" {number}" if number else None,
        "ลงวันที่": f" {dated}" if dated else None,
    }
    yield _ENCLOSED.paragraph(data, "paper-center", of_letter)
    wanted = frozenset(share.codes)
    rows = tuple(_row(data, item) for item in oit_items(data) if item.code in wanted)
    yield content.Table(_COLUMNS, rows, (_HEADING.heading(data),))


def _row(data: YearData, item: Item) -> content.TableRow:
    asked = [time for time in (formats(data, item), *times(data, item)) if time] or [HYPHEN]
    return content.TableRow(
        (
            content.cell(item.code, "cell-center"),
            content.cell(item.title),
            content.Cell(tuple(details(data, item))),
            content.Cell(tuple(content.paragraph(text, "cell") for text in asked)),
            content.cell(due(data, item.code) or HYPHEN),
        )
    )
