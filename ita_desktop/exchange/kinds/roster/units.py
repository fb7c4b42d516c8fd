"""Units: sections, schools, the office and groups."""

import re
from dataclasses import dataclass

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.roster.matching import (
    full_unit_name,
    is_phrase,
    kind_of_name,
    may_be_name,
    unit_key,
)
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportKind, column, columns_of, read_row
from ita_desktop.exchange.sheets import Origin

UNIT_KIND_WORDS = {
    UnitKind.SECTION: "ฝ่าย",
    UnitKind.SCHOOL: "โรงเรียน",
    UnitKind.OFFICE: "สำนักงานเขต",
    UnitKind.GROUP: "กลุ่มหน่วยงาน",
}
_KINDS = {key(word): kind for kind, word in UNIT_KIND_WORDS.items()} | {
    **{kind.value: kind for kind in UnitKind},
    "สถานศึกษา": UnitKind.SCHOOL,
    "กลุ่ม": UnitKind.GROUP,
}
_NUMBERING = re.compile(
    r"^(?:[\d๐-๙]+[.)]?\s+|(?:(?:ชื่อ)?หน่วยงาน|ส่วนราชการ|ผู้รับผิดชอบ)\s*[:：]?\s*(?=ฝ่าย|โรงเรียน|รร\.))"
)
"""The number of a unit, or the word for it: ``หน่วยงาน: ฝ่ายโยธา``."""
_OFFICE = re.compile(r"\s+สำนักงานเขต\S*$")
_FIGURES = re.compile(r"[\d๐-๙]{3}")
_SENTENCE = re.compile(r"(?:ดังนี้|ดัง(?:ต่อไป|มี)\S*)\s*:?$")
"""The end of a sentence that begins with a unit: ฝ่ายปกครองขอส่งรายชื่อ ดังนี้."""
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s*(?:และ)?\s*(?=(?<!^)ฝ่าย)")
"""Between the names of several units, which a row may name together."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit; empty fields are not given."""

    origin: Origin
    says_kind: bool
    """Whether the row gives the kind; otherwise it is derived from the name."""
    name: str = column(
        "ชื่อหน่วยงาน",
        (
            *("unit", "department", "หน่วยงาน", "ฝ่าย", "โรงเรียน", "ชื่อฝ่าย", "ชื่อโรงเรียน"),
            *("ฝ่าย/โรงเรียน", "ส่วนราชการ", "ชื่อ", "รายชื่อโรงเรียน"),
        ),
        hint="ชื่อเต็ม",
        width=44,
    )
    kind: UnitKind = column(
        "ประเภท", ("ประเภทหน่วยงาน", "ชนิด"), hint="เว้นได้ถ้าชื่อบอกอยู่แล้ว", choice=ChoiceList.UNIT_KINDS
    )
    short_name: str = column(
        "ชื่อย่อ", ("short", "ชื่อย่อในตาราง", "อักษรย่อ", "ตัวย่อ"), hint="เช่น ฝ่ายสิ่งแวดล้อมฯ", width=24
    )
    aliases: tuple[str, ...] = column(
        "ชื่ออื่น", ("alias", "ชื่อเรียกอื่น"), hint="คั่นด้วย ;", width=30, many=True
    )


def read_unit(cells: Cells, column: str) -> str:
    """Return a unit's name, empty for a dash; raises RowError if it is not a name."""
    text = cells.text(column)
    if unit_key(text) or not text.strip("-–— "):
        return text if unit_key(text) else ""
    raise cells.fail(column, "“{text}” ไม่ใช่ชื่อหน่วยงาน", remedy="พิมพ์ชื่อฝ่ายหรือโรงเรียน")


def unit_group(text: str) -> str:
    """Return the unit that a row names for the rows below it; empty if it names none."""
    name = _OFFICE.sub("", _NUMBERING.sub("", text)).strip(" :")
    is_short = len(name) <= _LONGEST_NAME and not (_FIGURES.search(name) or _SENTENCE.search(name))
    if not is_short or kind_of_name(name) not in {UnitKind.SECTION, UnitKind.SCHOOL}:
        return ""
    return name if _are_names(name) else ""


def _are_names(text: str) -> bool:
    """Return whether a text is the name of a unit, or several of them; a phrase is none."""
    return all(map(may_be_name, _BETWEEN.split(text)))


def _read(cells: Cells) -> UnitRow:
    name = full_unit_name(read_unit(cells, "name"))
    if not name:
        raise cells.fail("name", "ไม่มีชื่อหน่วยงาน", remedy="พิมพ์ชื่อเต็มของฝ่ายหรือโรงเรียน")
    is_unit = kind_of_name(name) in {UnitKind.SECTION, UnitKind.SCHOOL}
    if is_unit and is_phrase(name) and not _are_names(name):
        raise cells.fail(
            "name",
            "“{name}” เป็นข้อความ ไม่ใช่ชื่อหน่วยงาน",
            remedy="พิมพ์ชื่อหน่วยงานเดียวในแต่ละแถว",
            name=shortened(name),
        )
    known = " ".join(UNIT_KIND_WORDS.values())
    said = cells.one_of("kind", _KINDS, "ไม่รู้จักประเภทหน่วยงาน “{text}”", "ใช้ {known}", known=known)
    kind = said or kind_of_name(name)
    if kind is None:
        raise cells.fail(
            "name",
            "ไม่รู้ว่า “{name}” เป็นฝ่ายหรือโรงเรียน",
            remedy="ขึ้นต้นชื่อด้วย ฝ่าย หรือ โรงเรียน หรือใส่คอลัมน์ “ประเภท”",
            name=shortened(name),
        )
    return read_row(UnitRow, cells, name=name, kind=kind, says_kind=said is not None)


UNITS: ImportKind[UnitRow] = ImportKind(
    name="units",
    title="หน่วยงาน",
    columns=columns_of(UnitRow),
    required=(("name",),),
    read=_read,
    identity=frozenset({"name"}),
    place=Place(PageKey.SETTINGS, "units"),
    examples=(
        {
            "name": "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
            "kind": "ฝ่าย",
            "short_name": "ฝ่ายสิ่งแวดล้อมฯ",
            "aliases": "ฝ่ายสิ่งแวดล้อม",
        },
        {"name": "โรงเรียนวัดตัวอย่าง", "kind": "โรงเรียน", "short_name": "", "aliases": ""},
    ),
)
