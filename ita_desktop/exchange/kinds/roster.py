"""Rosters: people, posts and groups of a body, with roles, in order; the duties of bodies; and the
appointment orders that name both, one row per order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import GroupOf
from ita_desktop.domain.roster.matching import group_of, is_post
from ita_desktop.domain.roster.names import PersonName, is_person
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.exchange.cells.row import BULLETS, Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, column, read_row
from ita_desktop.exchange.kinds import people
from ita_desktop.exchange.sheets import Origin

BODY_COLUMN = ImportColumn(
    "body",
    "คณะ",
    ("body", "ชื่อคณะ", "คณะกรรมการ/คณะทำงาน", "คณะกรรมการ"),
    width=34,
    choice=ChoiceList.BODIES,
    inherit=True,
)
ROLES = (
    *("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ"),
    *("กรรมการและผู้ช่วยเลขานุการ", "ผู้ช่วยเลขานุการ", "ประธานคณะทำงาน", "รองประธานคณะทำงาน"),
    *("คณะทำงาน", "คณะทำงานและเลขานุการ", "คณะทำงานและผู้ช่วยเลขานุการ", "ที่ปรึกษา", "เลขานุการ"),
)
"""Roles as printed in appointment orders."""
BODIES = ("คณะกรรมการอำนวยการ", "คณะทำงาน")
UNTOLD = "คณะที่รายชื่อนี้ไม่ได้บอก"
"""The body of a list that names none, until its roles or a person say which it is."""

_ROLE_BY_KEY = {key(role): role for role in ROLES}
_BODY = lazy_re(
    r"^(?:(?:\(?[\d๐-๙]+[.)]?|[ก-ฮ][.)])\s*)?"
    r"(?:(?:(?:บัญชี)?รายชื่อ|(?:คำสั่ง)?(?:เรื่อง)?\s*(?:การ)?แต่งตั้ง)(?!.*และคณะ))?"
    r"((?:คณะกรรมการ|คณะอนุกรรมการ|คณะทำงาน)\S*?(?:\s+\S+){0,6}?)"
    r"(?:\s*(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*[\d๐-๙]{4})?"
    r"(?:\s*(?:ประกอบด้วย|มี(?:อำนาจ|หน้าที่)\S*|มีดังนี้|ดังนี้|ดังต่อไปนี้))*\s*:?$"
)
_IN_ROLE = lazy_re("|".join(BODIES))
_BY_POST = lazy_re(r"^[-–\s(]*(?:โดยตำแหน่ง)?[-–\s)]*$")
_POSITION_AND_UNIT = lazy_re(r"^(.*[^\s/,–—-])[\s/,–—-]+((?:ฝ่าย|โรงเรียน|รร\.|ร\.ร\.).+)$")
_UNIT_IN_POST = lazy_re(r"^หัวหน้า(ฝ่าย\S+?)(?:\s*หรือ(?:ผู้|ตัว)แทน.*)?$")
_ORDER = lazy_re(r"^(?:\d{1,3}\.)*(\d{1,3})[.)]?$")


def read_order(cells: Cells, name: str) -> int | None:
    """Return the last number of ``2.14``; None if Excel has converted 2.10 to a date."""
    found = _ORDER.match(to_arabic(cells.text(name)))
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member: a person if ``who`` is given, else a post (which may be a group)."""

    origin: Origin
    group: GroupOf
    body: str = column(BODY_COLUMN)
    order: int | None = column(
        "ลำดับ", ("order", "ที่", "ลำดับที่", "no"), reads=read_order, hint="เช่น 2.14", width=8
    )
    """Its number within the body (14 for 2.14)."""
    who: PersonName | None = column(
        replace(people.PREFIX_COLUMN, in_template=False),
        beside=(
            ImportColumn(
                "name",
                "ชื่อ - นามสกุล",
                (
                    *(*people.NAME_HEADINGS, "ชื่อ-ตำแหน่ง", "ชื่อ/ตำแหน่ง", "ชื่อและตำแหน่ง", "กรรมการ"),
                    *(
                        f"{name}{joined}ตำแหน่ง*"
                        for name in ("ชื่อ-สกุล", "ชื่อ-นามสกุล")
                        for joined in ("/", "และ")
                    ),
                ),
                hint="เว้นว่างถ้าเป็นโดยตำแหน่ง",
                width=30,
                looks=is_person,
            ),
            people.SURNAME_COLUMN,
        ),
    )
    post: str = column(
        "ตำแหน่ง",
        (*people.JOB_HEADINGS, "ตำแหน่ง/สังกัด", "ตำแหน่งและสังกัด", "ตำแหน่ง/ฝ่าย", "ตำแหน่ง/หน่วยงาน"),
        width=36,
        beside=(people.LEVEL_COLUMN,),
        name="position",
    )
    unit: str = column(
        "สังกัด",
        people.UNIT_HEADINGS,
        hint="ฝ่ายหรือโรงเรียน",
        width=36,
        choice=ChoiceList.UNITS,
        name="department",
    )
    role: str = column(
        "บทบาท",
        (
            *("role", "บทบาทในคณะ", "หน้าที่", "ทำหน้าที่", "บทบาทหน้าที่", "หน้าที่ตามคำสั่ง*"),
            *("ฐานะ", "หน้าที่ความรับผิดชอบ"),
            *(
                f"{role}ใน{body}*"
                for role in ("หน้าที่", "ตำแหน่ง", "บทบาท", "สถานะ")
                for body in ("คณะ", "คกก.", "คทง.", "คำสั่ง")
            ),
        ),
        width=26,
        choice=ChoiceList.ROLES,
    )
    phone: str = column(replace(people.PHONE_COLUMN, in_template=False))
    email: str = column(replace(people.EMAIL_COLUMN, in_template=False))
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), width=26)


def _read(cells: Cells) -> RosterRow:
    cell = people.name_cell(cells, "position")
    name, post, unit, notes = _who(cells, cell)
    told = cells.text("body")
    body = told.replace(UNTOLD, "") or _body_of_role(cells) or told
    if not body and key(cells.text("role")) in _ROLE_BY_KEY:
        body = UNTOLD  # it is a body's all the same
    if not name and not post:
        raise cells.fail("name", "ไม่มีทั้งชื่อและตำแหน่ง", remedy="พิมพ์ชื่อคน หรือตำแหน่งที่เป็นโดยตำแหน่ง")
    if not body:
        raise cells.fail("body", "ไม่รู้ว่าอยู่ในคณะใด", remedy="ใส่คอลัมน์ “คณะ” เช่น คณะทำงาน")
    who = people.read_name(cells, name) if name else None
    # Where a post has a number, its cell is told as one that is not read.
    phone, email = people.read_contact(cells, cell) if who is not None else ("", "")
    group = group_of(post) if who is None else GroupOf.NONE
    if not unit and who is None and group is GroupOf.NONE:
        found = _UNIT_IN_POST.match(post)
        unit = found[1] if found else ""
    role = cells.text("role")
    if not role and cells.above("has_roles"):
        role = cells.above("plain_role")
    notes = list(filter(None, (cells.lines("note"), *notes)))
    return read_row(
        RosterRow,
        cells,
        body=body,
        who=who,
        post=post,
        group=group,
        unit=unit,
        role=_ROLE_BY_KEY.get(key(role), role),
        note="\n".join(notes),
        phone=phone,
        email=email,
    )


def _who(cells: Cells, cell: people.NameCell) -> tuple[str, str, str, list[str]]:
    """Return name, post, unit and remarks, from one cell of several lines or from separate
    columns."""
    name, notes = cell.name, list[str]()
    behind = ""
    if (vacant := people.behind_vacant(name)) is not None:
        behind, name, notes = vacant, "", [cells.lines("name").split("\n")[0].strip()]
    elif _BY_POST.match(name):
        name = ""
    post, unit, beside = people.beside_name(
        cell, people.read_job(cells, "position"), people.read_unit(cells, "department")
    )
    notes += beside
    post = post or (behind if is_post(behind) else "")
    if is_post(name) and not cells.text("prefix"):
        post = name if key(post) in {"", key(name)} else f"{name} {post}"
        name = ""
    if not unit and name and (found := _POSITION_AND_UNIT.match(post)):
        post, unit = found[1], found[2]
    return name, post, unit, notes


def _body_of_role(cells: Cells) -> str:
    """Return the body that roles name where nothing else does: in their heading (บทบาทในคณะทำงาน),
    or themselves (ประธานคณะทำงาน)."""
    found = _IN_ROLE.search(cells.headings.get("role", "")) or _IN_ROLE.search(cells.text("role"))
    return found[0] if found else ""


def body_group(text: str) -> Mapping[str, str]:
    """Parse a row that names a body: ``คณะทำงาน ประกอบด้วย``."""
    found = _BODY.match(text)
    return {"body": found[1]} if found else {}


_WRITES = lazy_re(r"(?:คณะทำงาน|(?:อนุ)?กรรมการ)\s*และ\s*(?:ผู้ช่วย)?เลขานุการ")
"""The role of who writes for a body, which begins as a body does."""


def _group(text: str) -> Mapping[str, str]:
    """Parse a row that names the body, the role or the unit of the members below it."""
    role = _ROLE_BY_KEY.get(key(text), "")
    if _WRITES.fullmatch(text.strip()):
        return {"role": role or text, "has_roles": text}
    if body := body_group(text):
        # คณะทำงาน is a body, and below other roles that of its plain members.
        return {**body, "role": "", "plain_role": role}
    if role:
        return {"role": role, "has_roles": role}
    unit = people.unit_group(text)
    return {"department": unit} if unit else {}


ROSTER: ImportKind[RosterRow] = ImportKind(
    name="roster",
    title="รายชื่อคณะกรรมการและคณะทำงาน",
    row=RosterRow,
    required=(("name", "position"), ("role", "body", "order")),
    read=_read,
    group=_group,
    identity=frozenset({"body", "name", "surname", "prefix", "position"}),
    place=Place(PageKey.ROSTER, "roster"),
    lists_whole_year=True,
    examples=(
        {
            "body": "คณะกรรมการอำนวยการ",
            "order": "1.1",
            "position": "ผู้อำนวยการเขต",
            "department": "สำนักงานเขต",
            "role": "ประธานกรรมการ",
        },
        {
            "body": "คณะทำงาน",
            "order": "2.3",
            "name": "นางสาวตัวอย่าง หนึ่ง",
            "position": "นักจัดการงานทั่วไปปฏิบัติการ",
            "department": "ฝ่ายปกครอง",
            "role": "คณะทำงาน",
        },
    ),
)
_NUMBERED = lazy_re(
    r"^\(?(?:[\d๐-๙]{1,2}[.)])+([\d๐-๙]{1,2})?(?:\s+(?=\S)|(?<=[.)])(?=[^\d๐-๙\s]))"
)

_DUTIES_OF = lazy_re(
    r"^(?:\(?[\d๐-๙]+[.)]\s*)?(?:อำนาจ)?(?:และ)?(?:หน้าที่)(?:และ(?:อำนาจ|ความรับผิดชอบ))?(?:ของ)?\s*(?=คณะ)"
)
"""Words before the name of a body whose duties follow."""
_APPOINTS = lazy_re(r"^(?:\(?[\d๐-๙]+[.)]?\s*)?แต่งตั้ง")
"""A duty that is no name of a body: ``แต่งตั้งคณะทำงานตามที่เห็นสมควร``."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty of a body."""

    origin: Origin
    body: str = column(BODY_COLUMN)
    order: int | None = column("ข้อ", ("order", "ลำดับ", "ที่", "ลำดับที่", "ข้อที่", "no"), width=8)
    """Its number within the body."""
    text: str = column(
        "หน้าที่และอำนาจ",
        (
            *("duty", "หน้าที่", "อำนาจหน้าที่", "อำนาจและหน้าที่", "รายละเอียดหน้าที่"),
            *("หน้าที่ของคณะ", "หน้าที่ความรับผิดชอบ"),
        ),
        hint="หนึ่งข้อต่อแถว",
        width=80,
        name="duty",
    )


def _read_duty(cells: Cells) -> DutyRow:
    body, text = _body_and_text(cells)
    number = _NUMBERED.match(text)
    duty = text[number.end() :] if number else text
    if not duty:
        raise cells.fail("duty", "ไม่มีหน้าที่", remedy="พิมพ์หน้าที่หนึ่งข้อต่อแถว")
    if not body:
        raise cells.fail("body", "ไม่รู้ว่าเป็นหน้าที่ของคณะใด", remedy="ใส่คอลัมน์ “คณะ” เช่น คณะทำงาน")
    order = None if cells.lines("order") == text else read_order(cells, "order")
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


def _duty_group(text: str) -> Mapping[str, str]:
    """Parse a row that names a body, also as ``อำนาจหน้าที่ของคณะทำงาน``."""
    return {} if _APPOINTS.match(text) else body_group(_DUTIES_OF.sub("", text))


DUTIES: ImportKind[DutyRow] = ImportKind(
    name="duties",
    title="หน้าที่ของคณะ",
    row=DutyRow,
    required=(("duty",), ("body", "order")),
    read=_read_duty,
    group=_duty_group,
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


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order; empty fields are not given."""

    origin: Origin
    number: str = column(
        "เลขที่คำสั่ง", ("order_number", "คำสั่งที่", "คำสั่งเลขที่"), hint="เช่น 12/2567", width=14
    )
    title: str = column("เรื่องคำสั่ง", ("order_title", "ชื่อคำสั่ง", "เรื่องของคำสั่ง", "เรื่อง"), width=44)
    ground: str = column(
        "เหตุที่ออกคำสั่ง", ("ground", "เหตุผล", "อาศัยอำนาจ"), reads=Cells.lines, width=44
    )
    """One paragraph per line."""
    purpose: str = column("ข้อความแต่งตั้ง", ("purpose",), reads=Cells.lines, width=44)
    bodies: tuple[str, ...] = column(
        "คณะที่แต่งตั้ง", ("bodies", "แต่งตั้งคณะ", "คณะ"), width=28, choice=ChoiceList.BODIES, many=True
    )
    signed: date | None = column(
        "วันที่ลงนาม", ("signed", "ลงวันที่", "สั่ง ณ วันที่"), hint="เช่น 1/11/67", width=16
    )
    effective: date | None = column("วันมีผล", ("effective", "มีผลตั้งแต่", "วันที่มีผล"), width=16)
    signatory: str = column("ผู้ลงนาม", ("signatory",), width=26)
    """Full name."""
    post: str = column(
        "ตำแหน่งผู้ลงนาม", ("signatory_post",), reads=Cells.lines, width=28, name="signatory_post"
    )
    acting_for: str = column("ลงนามแทน", ("acting_for", "ผู้ลงนามแทน"), reads=Cells.lines, width=28)
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=18)


def _read_order_row(cells: Cells) -> OrderRow:
    number = cells.text("number")
    if not number and not cells.text("title"):
        raise cells.fail("number", "ไม่มีทั้งเลขที่และเรื่องของคำสั่ง", remedy="พิมพ์เลขที่ หรือเรื่องของคำสั่ง")
    return read_row(OrderRow, cells, number=number.removeprefix("ที่").strip())


ORDERS: ImportKind[OrderRow] = ImportKind(
    name="orders",
    title="คำสั่งแต่งตั้ง",
    row=OrderRow,
    required=(("title", "number"), ("bodies", "signed", "ground", "purpose")),
    read=_read_order_row,
    identity=frozenset({"number", "title"}),
    place=Place(PageKey.ROSTER, "orders"),
    examples=(
        {
            "number": "12/2567",
            "title": "แต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568",
            "bodies": "คณะกรรมการอำนวยการ; คณะทำงาน",
            "signed": "1/11/67",
            "signatory_post": "ผู้อำนวยการเขต",
        },
    ),
)
