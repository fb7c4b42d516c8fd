"""Duties of committee bodies, in the order of the appointment order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.row import BULLETS, Cells
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.roster.roster import BODY_COLUMN, body_group, read_order
from ita_desktop.exchange.sheets import Origin

_NUMBERED = re.compile(
    r"^\(?(?:[\d๐-๙]{1,2}[.)])+([\d๐-๙]{1,2})?(?:\s+(?=\S)|(?<=[.)])(?=[^\d๐-๙\s]))"
)

_DUTIES_OF = re.compile(
    r"^(?:\(?[\d๐-๙]+[.)]\s*)?(?:อำนาจ)?(?:และ)?(?:หน้าที่)(?:และ(?:อำนาจ|ความรับผิดชอบ))?(?:ของ)?\s*(?=คณะ)"
)
"""Words before the name of a body whose duties follow."""
_APPOINTS = re.compile(r"^(?:\(?[\d๐-๙]+[.)]?\s*)?แต่งตั้ง")
"""A duty that is no name of a body: ``แต่งตั้งคณะทำงานตามที่เห็นสมควร``."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty of a body."""

    origin: Origin
    body: str
    order: int | None
    """Its number within the body."""
    text: str


def _read(cells: Cells) -> DutyRow:
    body, text = _body_and_text(cells)
    number = _NUMBERED.match(text)
    duty = text[number.end() :] if number else text
    if not duty:
        raise cells.fail("duty", "ไม่มีหน้าที่", remedy="พิมพ์หน้าที่หนึ่งข้อต่อแถว")
    if not body:
        raise cells.fail("body", "ไม่รู้ว่าเป็นหน้าที่ของคณะใด", remedy="ใส่คอลัมน์ “คณะ” เช่น คณะทำงาน")
    order = None if cells.lines("order") == text else read_order(cells)
    if order is None and number:
        order = int(to_arabic(number[1] or re.sub(r"\D", " ", number[0]).split()[-1]))
    return DutyRow(cells.origin, body, order, duty)


def _body_and_text(cells: Cells) -> tuple[str, str]:
    """Return the body and its duty; a list item may be in the column before, without a number."""
    body, text = cells.text("body"), cells.lines("duty")
    for name in ("order", "body"):
        line = cells.lines(name)
        if not text and line.startswith(BULLETS):
            return (cells.above("body") if name == "body" else body), line
    return body, text


def _group(text: str) -> Mapping[str, str]:
    """Parse a row that names a body, also as ``อำนาจหน้าที่ของคณะทำงาน``."""
    return {} if _APPOINTS.match(text) else body_group(_DUTIES_OF.sub("", text))


DUTIES: ImportKind[DutyRow] = ImportKind(
    name="duties",
    title="หน้าที่ของคณะ",
    columns=(
        BODY_COLUMN,
        ImportColumn("order", "ข้อ", ("order", "ลำดับ", "ที่", "ลำดับที่", "ข้อที่", "no"), width=8),
        ImportColumn(
            "duty",
            "หน้าที่และอำนาจ",
            (
                *("duty", "หน้าที่", "อำนาจหน้าที่", "อำนาจและหน้าที่", "รายละเอียดหน้าที่"),
                *("หน้าที่ของคณะ", "หน้าที่ความรับผิดชอบ"),
            ),
            hint="หนึ่งข้อต่อแถว",
            width=80,
        ),
    ),
    required=(("duty",), ("body", "order")),
    read=_read,
    group=_group,
    identity=frozenset({"body", "duty"}),
    place=Place(PageKey.ROSTER, "duties"),
    lists_whole_year=True,
    examples=(
        {
            "body": "คณะกรรมการอำนวยการ",
            "order": "1",
            "duty": "กำหนดแนวทางและกำกับการประเมินของสำนักงานเขต",
        },
        {"body": "คณะทำงาน", "order": "1", "duty": "รวบรวมข้อมูลและหลักฐานตามตัวชี้วัด"},
    ),
)
