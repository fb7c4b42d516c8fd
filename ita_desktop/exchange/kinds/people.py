"""Units: sections, schools, the office and groups. People: unit, title, position and contact
details; and the cell of a name: one person, and what lists write beside or below the name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import UNIT_KINDS, UnitKind
from ita_desktop.domain.roster import matching
from ita_desktop.domain.roster.names import PersonName, is_person, is_title, split_name
from ita_desktop.domain.roster.orders import ACTING
from ita_desktop.domain.text import BULLET, key, one_line
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, column, read_row
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

_KINDS = {key(word): kind for kind, word in UNIT_KINDS.items()} | {
    **{kind.value: kind for kind in UnitKind},
    "สถานศึกษา": UnitKind.SCHOOL,
    "กลุ่มหน่วยงาน": UnitKind.GROUP,
}
_BEFORE_UNITS = lazy_re(
    r"^(?:[\d๐-๙]+[.)]?\s+|(?:(?:ชื่อ)?หน่วยงาน|ส่วนราชการ|ผู้รับผิดชอบ|(?:บัญชี)?(?:รายชื่อ|ทะเบียน|ทำเนียบ)"
    r"(?:ข้าราชการ|บุคลากร|เจ้าหน้าที่|ลูกจ้าง|และ|ของ|สังกัด|\s)*)\s*[:：]?\s*(?=ฝ่าย|โรงเรียน|รร\.))"
)
"""The number of a unit, or the words for it or its list: ``หน่วยงาน: ฝ่ายโยธา``."""
_OFFICE = lazy_re(r"(?:\s+สำนักงานเขต\S*)?(?:\s+(?:ประจำ)?ปี(?:งบประมาณ)?[\sพ.ศ]*[\d๐-๙]{4})?$")
_FIGURES = lazy_re(r"[\d๐-๙]{3}")
_SENTENCE = lazy_re(r"(?:ดังนี้|ดัง(?:ต่อไป|มี)\S*)\s*:?$")
"""The end of a sentence that begins with a unit: ฝ่ายปกครองขอส่งรายชื่อ ดังนี้."""
_BETWEEN = lazy_re(r"\s*[,;/]\s*|\s*(?:และ)?\s*(?=(?<!^)ฝ่าย)")
"""Between the names of several units, which a row may name together."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit; empty fields are not given."""

    origin: Origin
    says_kind: bool
    """Whether the row gives the kind; otherwise it is derived from the name."""
    name: str = column(
        "ชื่อหน่วย",
        (
            *("unit", "department", "หน่วย", "หน่วยงาน", "ชื่อหน่วยงาน", "ฝ่าย", "โรงเรียน", "ชื่อฝ่าย"),
            *("ชื่อโรงเรียน", "ฝ่าย/โรงเรียน", "ส่วนราชการ", "ชื่อ", "รายชื่อโรงเรียน"),
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
    if matching.unit_key(text) or not text.strip("-–— "):
        return text if matching.unit_key(text) else ""
    raise cells.fail(column, "“{text}” ไม่ใช่ชื่อหน่วย", remedy="พิมพ์ชื่อฝ่ายหรือโรงเรียน")


def unit_group(text: str) -> str:
    """Return the unit that a row names for the rows below it; empty if it names none."""
    name = _OFFICE.sub("", _BEFORE_UNITS.sub("", text)).strip(" :")
    is_short = len(name) <= _LONGEST_NAME and not (_FIGURES.search(name) or _SENTENCE.search(name))
    if not is_short or matching.kind_of_name(name) not in {UnitKind.SECTION, UnitKind.SCHOOL}:
        return ""
    return name if _are_names(name) else ""


def _are_names(text: str) -> bool:
    """Return whether a text is the name of a unit, or several of them; a phrase is none."""
    return all(map(matching.may_be_name, _BETWEEN.split(text)))


def _read_of_units(cells: Cells) -> UnitRow:
    name = matching.full_unit_name(read_unit(cells, "name"))
    if not name:
        raise cells.fail("name", "ไม่มีชื่อหน่วย", remedy="พิมพ์ชื่อเต็มของฝ่ายหรือโรงเรียน")
    is_unit = matching.kind_of_name(name) in {UnitKind.SECTION, UnitKind.SCHOOL}
    if is_unit and matching.is_phrase(name) and not _are_names(name):
        raise cells.fail(
            "name",
            "“{name}” เป็นข้อความ ไม่ใช่ชื่อหน่วย",
            remedy="พิมพ์ชื่อหน่วยเดียวในแต่ละแถว",
            name=shortened(name),
        )
    known = " ".join(UNIT_KINDS.values())
    said = cells.one_of("kind", _KINDS, "ไม่รู้จักประเภทหน่วย “{text}”", "ใช้ {known}", known=known)
    kind = said or matching.kind_of_name(name)
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
    title="หน่วย",
    row=UnitRow,
    required=(("name",),),
    read=_read_of_units,
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
_NUMBERING: Final = lazy_re(
    rf"^(?:{BULLET}+\s*)?(?:(?:(?:ลำดับ|ข้อ|คน)(?:ที่)?\s*)?"
    r"[(\[]?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)\]:/\s–-]*(?=[^\W\d_])"
    r"|(?!อ\.)[ก-ฮ][.)]\s*(?=นาย|นาง|น\.\s?ส\.|ว่าที่|ดร\.|M[rs]))?"
)
"""The bullet and the number of a line: ``4.นาย``, ``๒.๑๔ นาย``, ``(1) นาย``, ``ก. นาย``."""
_BETWEEN_NAMES: Final = lazy_re(r"\s+และ\s*|\s*[/,;&]\s*")
_ASIDE: Final = lazy_re(
    r"\s*([(\[“\"‘'](?!\s*(?:หญิง|ญ\.?|พิเศษ)\s*[)\]])[^()\[\]“”\"‘’']+[)\]”\"’'])"
    r"|\s+(ชื่อเล่น\s*:?\s*[ก-๙]+|(?:id\s*)?(?:line|ไลน์|facebook|fb)\b.*)",
    re.IGNORECASE,
)
"""A remark in brackets or quotation marks, a nickname, or the name in another network."""
_JOINS: Final = lazy_re(
    r"\s*[,;|:/]\s*|\s+[-–—]+\s*|[-–—]+\s+|\s+(?=[\d๐-๙]{3,5}$)|[-–—]+(?=หัวหน้า|ฝ่าย|ผู้|นัก|เจ้า|ครู)"
)
_CLOSES: Final = " ,;:|/–—-"
"""What joins a name and what stands behind it, and is left where that is gone."""
_STOP: Final = lazy_re(r"(?<=[ก-๙]{3})\.$")
"""A full stop, and no abbreviation."""
_IN_BRACKETS: Final = lazy_re(r"^(\S.*?)\s*[(\[]([^()\[\]]+)[)\]]$")
_REMARK: Final = lazy_re(
    r"[(\[“\"‘'\d๐-๙]|ชื่อเล่น|(?:id\s*)?(?:line|ไลน์|facebook|fb)\b", re.IGNORECASE
)
"""The beginning of what is neither post nor unit beside a name."""
_UNIT: Final = lazy_re(r"(?:ฝ่าย|โรงเรียน|รร\.|สำนัก|กอง|กลุ่ม|ศูนย์|ชุมชน|บริษัท|ห้างหุ้นส่วน|มูลนิธิ|สมาคม)")
"""The beginning of a unit behind first name and surname."""
_ACTING: Final = lazy_re(r"(?:รักษา|ปฏิบัติ)(?:การ|ราชการ|หน้าที่)(?:แทน|ใน)?(?:ตำแหน่ง.*)?|(?:ผู้)?แทน.*")
"""What a person does for another one, without the post."""
_PHONE: Final = lazy_re(
    r"[(\[]?\s*(?:(?:[☎☏✆📞📱℡]\ufe0f?"
    r"|(?:เบอร์|หมายเลข)?\s*(?:โทร(?:ศัพท์|สาร)?[.\s]*\(?\s*(?:ภายใน|มือถือ)?\)?|มือถือ|ภายใน|tel)"
    r"|(?<![ก-๙])ต่อ)\s*[.:]*\s*(?=[+\d๐-๙])|(?=[0๐](?:[ -]?[\d๐-๙]){8}))"
    r"([+\d๐-๙][\d๐-๙\s,/-]{2,}(?:ต่อ\s*[\d๐-๙]+)?)\s*[)\]]?",
    re.IGNORECASE,
)
"""A telephone number: with a word or sign for it, or whole (0 2222 3333)."""
_VACANT: Final = lazy_re(
    r"^[-–\s(]*(?:(?:ตำแหน่ง|อัตรา)?ว่าง(?![ก-๙])|อยู่ระหว่าง(?:การ)?(?:สรรหา|แต่งตั้ง|โอน|บรรจุ))"
)
_EMAIL: Final = lazy_re(
    r"[(\[]?\s*(?:(?:e-?mail|อีเมล์?)\s*[.:]*\s*)?([^\s@()]{1,100}@[^\s@()]{1,100}\.[^\s@()]+)\s*[)\]]?",
    re.IGNORECASE,
)
"""Lines of a telephone number and a mail address."""
_CONTACT: Final = lazy_re(
    rf"(?:^|(?<=[^\s:.(\[]))[ \t,;–-]*({_PHONE.pattern}|{_EMAIL.pattern})",
    re.IGNORECASE | re.MULTILINE,
)
"""One of these behind a name or a post, or in a line of its own."""
_OF_CONTACTS: Final = lazy_re(
    r"(?=[@☎☏✆📞📱℡โมภTtต0๐])(?:[@☎☏✆📞📱℡]|โทร|มือถือ|ภายใน|tel|ต่อ|[0๐](?:[ -]?[\d๐-๙]){8})",
    re.IGNORECASE,
)
"""What each of them has; most cells have not, and looking for a whole one takes long."""
_NAMES: Final = 2
"""Number of words of a name without its title: first name and surname."""
_WORDS: Final = 12
"""Most words of a name with its title, so that it is not looked for in a whole text."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name, or whatever else its cell begins with, and the texts beside and below it."""

    name: str
    others: tuple[str, ...] = ()
    of_several: bool = False
    """Whether there is more than one person in it."""
    phone: str = ""
    email: str = ""


def read_name_cell(
    text: str, *, is_whole: bool = True, phone: bool = True, email: bool = True
) -> NameCell:
    """Parse the cell of a name; not ``is_whole`` if its surname has a column of its own, without
    ``phone`` or ``email`` if that is given elsewhere."""
    lines = _lines(text)
    called = next((line for line in lines[1:] if phone and _PHONE.fullmatch(line)), "")
    mailed = next((line for line in lines[1:] if email and _EMAIL.fullmatch(line)), "")
    lines = [line for line in lines if line not in {called, mailed}]
    if not lines:
        return NameCell("")
    first, *others = lines
    if is_whole and others and _is_cut(first, others[0]):
        first = f"{first} {others.pop(0)}"
    several = any(map(is_person, others)) or _has_several(first)
    if behind_vacant(first) is None:
        first, *behind = _apart(first) if is_whole else _without_asides(first)
        several = several or not all(map(_is_no_name, behind))
        others = behind + others
    contacts = _PHONE.sub(r"\1", called).strip(), _EMAIL.sub(r"\1", mailed)
    return NameCell(first, tuple(others), several, *contacts)


def _lines(text: str) -> list[str]:
    """Return the lines of a cell without their numbers, contacts in lines of their own."""
    apart = _CONTACT.sub(r"\n\1\n", text) if _OF_CONTACTS.search(text) else text
    return [line for each in apart.split("\n") if (line := _NUMBERING.sub("", each).strip())]


def _without_asides(text: str) -> list[str]:
    """Return a text without what is in brackets, and that."""
    asides = [found[1] or found[2] for found in _ASIDE.finditer(text)]
    bare = _STOP.sub("", _ASIDE.sub("", text).strip(_CLOSES))
    return [bare, *asides] if bare else [text]


def _apart(text: str) -> list[str]:
    """Return the name in a line, and what stands behind it; a post that no person holds as it is.

    >>> _apart("นายตัวอย่าง หนึ่ง (พี่หนึ่ง) - ครู")
    ['นายตัวอย่าง หนึ่ง', 'ครู', '(พี่หนึ่ง)']
    """
    if matching.is_post(text) or matching.kind_of_name(text) is not None:
        bracket = _IN_BRACKETS.match(text)
        if bracket is not None and is_person(bracket[2]):
            return [bracket[2].strip(), bracket[1]]
        return [text.strip(_CLOSES)]
    bare, *asides = _without_asides(text)
    name, *behind = _JOINS.split(bare)
    if bare[len(name) :].lstrip().startswith(",") and behind and _is_cut(name, behind[0]):
        name = f"{name} {behind.pop(0)}"
    return [*name_and_post(name), *filter(None, behind), *asides]


def _is_no_name(text: str) -> bool:
    """Return whether what stands behind a name is not that of another person without title."""
    is_known = (
        matching.is_post(text)
        or matching.kind_of_name(text) is not None
        or _ACTING.fullmatch(text) is not None
    )
    return is_known or is_remark(text) or len(text.split()) != _NAMES


def is_remark(text: str) -> bool:
    """Return whether a text beside a name is a remark: in brackets, a nickname, a number."""
    return _REMARK.match(text) is not None


def beside_name(cell: NameCell, post: str, unit: str) -> tuple[str, str, list[str]]:
    """Return post, unit and remarks of a person: those of their own cells, else what stands beside
    the name."""
    below, notes = list[str](), list[str]()
    for text in cell.others:
        bare = text[1:-1].strip() if text[0] in "([" else text
        if not unit and matching.kind_of_name(bare) is not None:
            unit = bare
        elif not post and (matching.is_post(bare) or not is_remark(text)):
            below.append(bare)
        elif key(bare) not in {key(unit), ""} and key(bare) not in key(post):
            notes.append(text)
    return post or " ".join(below), unit, notes


def without_contact(text: str) -> tuple[str, str]:
    """Return the text of a post without its number, and the telephone number behind it.

    >>> without_contact("1. หัวหน้าฝ่ายปกครอง โทร.ภายใน 5501")
    ('หัวหน้าฝ่ายปกครอง', '5501')
    """
    lines = _lines(text)
    called = next(filter(is_telephone, lines[1:]), "")
    post = " ".join(line for line in lines if line != called)
    return post.strip(_CLOSES), _PHONE.sub(r"\1", called).strip()


def is_telephone(text: str) -> bool:
    """Return whether a text is a telephone number: ``โทร. 5501``."""
    return _PHONE.fullmatch(text) is not None


def behind_vacant(text: str) -> str | None:
    """Return what stands behind the words that a post is vacant; None without them.

    >>> behind_vacant("- ว่าง -"), behind_vacant("นายตัวอย่าง หนึ่ง")
    ('', None)
    """
    found = _VACANT.match(text)
    return None if found is None else text[found.end() :].strip(" )-–")


def name_and_post(text: str) -> list[str]:
    """Return a person's name and the post behind it, if the text has both.

    >>> name_and_post("นายตัวอย่าง หนึ่ง นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง")
    ['นายตัวอย่าง หนึ่ง', 'นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง']
    """
    words = text.split(" ")
    is_named = is_person(text) or matching.begins_untitled(words)
    if "\n" in text or not is_named:
        return [text]
    for at in range(2, min(len(words), _WORDS)):
        if len(split_name(" ".join(words[:at])).name.split()) < _NAMES:
            continue
        rest = " ".join(words[at:]).removeprefix("ตำแหน่ง").strip()
        if matching.is_post(rest) or _ACTING.fullmatch(rest) or _UNIT.match(rest):
            return [" ".join(words[:at]), rest]
    return [text]


def _is_cut(first: str, second: str) -> bool:
    """Return whether a line ends behind a first name, and the next one is the surname."""
    is_named = is_person(first) or _is_word(first)
    is_first_name = is_named and len(split_name(first).name.split()) == 1
    return is_first_name and _is_word(second) and not is_person(second)


def _is_word(text: str) -> bool:
    """Return whether a text is one word, and neither a post, a role nor a unit."""
    is_one = re.fullmatch(r"(?!กรรมการ)[ก-๎]+|[A-Za-z]+", text) is not None
    return is_one and not matching.is_post(text) and matching.kind_of_name(text) is None


def _has_several(text: str) -> bool:
    """Return whether a line names several people, with or without something between them."""
    if len(parts := _BETWEEN_NAMES.split(text)) > 1 and all(map(is_person, parts)):
        return True
    words = text.split()
    for at in range(2, min(len(words) - 1, _WORDS)):
        before, behind = " ".join(words[:at]), _NUMBERING.sub("", " ".join(words[at:]))
        if all(
            is_person(one) and len(split_name(one).name.split()) >= _NAMES
            for one in (before, behind)
        ):
            return True
    return False


NAME_HEADINGS = (
    *("name", "full name", "ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อและนามสกุล", "ชื่อ-นามสกุล", "ชื่อ", "รายชื่อ"),
    *("ชื่อตัว", "ชื่อ ชื่อสกุล", "ผู้ดำรงตำแหน่ง", "นามผู้ดำรงตำแหน่ง", "ผู้ประสานงาน", "ชื่อผู้ประสานงาน", "ผู้ติดต่อ"),
)
JOB_HEADINGS = (
    *("position", "job_title", "ตำแหน่ง/ระดับ", "ชื่อตำแหน่ง", "ตำแหน่งทางราชการ", "ตำแหน่งและระดับ"),
    *("ตำแหน่งปัจจุบัน", "ตำแหน่งหลัก"),
)
UNIT_HEADINGS = (
    *("department", "unit", "หน่วยงาน", "ฝ่าย", "โรงเรียน", "ฝ่าย/โรงเรียน", "ฝ่าย/ร.ร.", "ส่วนราชการ"),
    *("หน่วยงานต้นสังกัด", "สังกัด/หน่วยงาน", "หน่วยงาน/สังกัด", "สังกัด/ฝ่าย", "สังกัดฝ่าย"),
    *("กลุ่มงาน", "สังกัดฝ่าย/โรงเรียน"),
)
PREFIX_COLUMN = ImportColumn(
    "prefix",
    "คำนำหน้า",
    ("prefix", "คำนำหน้าชื่อ", "คำนำหน้านาม", "ยศ"),
    width=12,
    choice=ChoiceList.PREFIXES,
)
SURNAME_COLUMN = ImportColumn(
    "surname", "นามสกุล", ("สกุล", "surname", "last name"), in_template=False
)
PHONE_COLUMN = ImportColumn(
    "phone",
    "โทรศัพท์",
    (
        *("phone", "tel", "เบอร์โทร", "เบอร์โทรศัพท์", "โทร", "หมายเลขโทรศัพท์", "มือถือ"),
        *("โทรศัพท์มือถือ", "เบอร์มือถือ", "เบอร์โทรศัพท์มือถือ", "เบอร์ติดต่อ", "เบอร์โทรติดต่อ"),
        *("โทรศัพท์ติดต่อ", "หมายเลขโทรศัพท์มือถือ", "หมายเลขติดต่อ", "โทรศัพท์ภายใน", "เบอร์ภายใน"),
    ),
)
EMAIL_COLUMN = ImportColumn(
    "email",
    "อีเมล",
    ("email", "e-mail", "อีเมล์", "e-mail address", "ไปรษณีย์อิเล็กทรอนิกส์", "จดหมายอิเล็กทรอนิกส์"),
    width=26,
)
_WRITTEN_ON = lazy_re("ปฏิบัติ|ชำนาญ|เชี่ยวชาญ|ทรงคุณวุฒิ|อาวุโส|ทักษะ")
"""Levels that are written on to the position without a space, unlike อำนวยการต้น or 7ว."""
LEVEL_COLUMN = ImportColumn("level", "ระดับ", ("ระดับตำแหน่ง",), in_template=False)

_BY_POST = "โดยตำแหน่ง"
"""Printed instead of the name of whoever holds a post."""
_FOOTNOTE = lazy_re(r"\s*[*†‡¹²³⁴-⁹]+$")
"""The mark of a footnote behind a name."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A post that a person holds, with first and last day; None: not given."""

    post: str
    acting: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; empty fields are not given."""

    origin: Origin
    who: PersonName = column(
        PREFIX_COLUMN,
        beside=(
            ImportColumn("name", "ชื่อ - นามสกุล", NAME_HEADINGS, hint="มีคำนำหน้าอยู่ด้วยก็ได้", width=30),
            SURNAME_COLUMN,
        ),
    )
    job_title: str = column(
        "ตำแหน่ง", JOB_HEADINGS, beside=(LEVEL_COLUMN,), hint="ตำแหน่งพร้อมระดับ", width=36
    )
    unit: str = column(
        "สังกัด", UNIT_HEADINGS, hint="ฝ่ายหรือโรงเรียน", width=36, choice=ChoiceList.UNITS
    )
    phone: str = column(PHONE_COLUMN)
    email: str = column(EMAIL_COLUMN)
    held: HeldRow | None = column(
        "ดำรงตำแหน่ง",
        ("held", "post", "ตำแหน่งที่ดำรง", "ตำแหน่งบริหาร", "ดำรงตำแหน่งบริหาร"),
        beside=(
            ImportColumn("acting", "โดย", ("acting", "ในฐานะ"), hint="เช่น รักษาราชการแทน", width=18),
            ImportColumn(
                "first", "ตั้งแต่วันที่", ("first", "since", "ตั้งแต่", "วันที่เริ่ม", "วันเริ่ม"), width=14
            ),
            ImportColumn("last", "ถึงวันที่", ("last", "until", "ถึง", "วันที่สิ้นสุด", "วันสิ้นสุด"), width=14),
        ),
        hint="คนที่มีหลายตำแหน่งใช้หลายแถว",
        width=30,
        default=None,
    )
    """A post that the person holds; several posts have a row each."""


def name_cell(cells: Cells, post: str) -> NameCell:
    """Return what the cell of the name says, with a telephone number from the cell of the ``post``;
    raises RowError if it names several people."""
    text = cells.lines("name")
    contacts = {name: not _is_filled(cells, name) for name in ("phone", "email")}
    found = read_name_cell(text, is_whole=not cells.text("surname"), **contacts)
    if found.of_several:
        raise cells.fail(
            "name",
            "“{name}” เป็นชื่อของหลายคน",
            remedy="แยกเป็นคนละแถว",
            name=shortened(text),
        )
    if number := without_contact(cells.lines(post))[1]:
        if contacts["phone"] and not found.phone:
            return replace(found, phone=number)
        return replace(found, others=(*found.others, f"({number})"))
    return found


def _is_filled(cells: Cells, name: str) -> bool:
    """Return whether a row has this cell, which does not count as read thereby."""
    return name in cells.columns and cells.says(cells.columns[name])


def read_name(cells: Cells, text: str) -> PersonName:
    """Return the name from its column (and those of title and surname); raises RowError."""
    whole = " ".join(part for part in (text, cells.text("surname")) if part)
    who = split_name(_FOOTNOTE.sub("", whole))
    prefix = cells.text("prefix")
    if prefix:
        # The title may be abbreviated (น.ส.): it is parsed together with a name.
        who = PersonName(split_name(f"{prefix} ชื่อ").prefix or prefix, who.name)
    if not re.search(r"[^\W\d_]", who.name) or (not prefix and is_title(whole)):
        raise cells.fail("name", "“{name}” ไม่ใช่ชื่อคน", remedy="พิมพ์ชื่อและนามสกุล", name=shortened(text))
    return who


def read_job(cells: Cells, column: str) -> str:
    """Return the position with its level, if that has a column of its own."""
    job, level = without_contact(cells.lines(column) or cells.text(column))[0], cells.text("level")
    if job.endswith(level):
        return job
    return f"{job}{level}" if _WRITTEN_ON.match(level) else f"{job} {level}".strip()


def read_contact(cells: Cells, found: NameCell) -> tuple[str, str]:
    """Return telephone number and mail address of a person: their cells, else lines of the name.
    An address in the column of the numbers is an address; a second one stays there."""
    phone, email = cells.text("phone"), cells.text("email")
    if (mail := _EMAIL.search(phone)) is not None and email in {"", mail[1]}:
        email, phone = mail[1], one_line(_EMAIL.sub(" ", phone)).strip(_CLOSES)
    if not phone and is_telephone(email):
        phone, email = email, ""
    return bare_telephone(phone) or found.phone, email or found.email


def bare_telephone(text: str) -> str:
    """Return a telephone number without the words for it: ``โทร.ภายใน 5501``."""
    return _PHONE.sub(r"\1", text).strip() if is_telephone(text) else text


def with_zero(text: str) -> str:
    """Return a telephone number with the first 0, which Excel removes from one that is stored as a
    number."""
    return f"0{text}" if re.fullmatch(r"[1-9]\d{7,8}", text) else text


def _read(cells: Cells) -> PersonRow:
    found = name_cell(cells, "job_title")
    if behind_vacant(found.name) is not None:
        raise NoRecordError("ตำแหน่งนี้ว่าง จึงไม่มีคน", remedy="เมื่อมีคนดำรงตำแหน่ง ใส่ชื่อ แล้วนำเข้าใหม่")
    if not found.name or key(found.name) == _BY_POST:
        raise cells.fail("name", "ไม่มีชื่อ", remedy="พิมพ์ชื่อและนามสกุล")
    job, unit, beside = beside_name(found, read_job(cells, "job_title"), read_unit(cells, "unit"))
    if other := next((text for text in beside if not is_remark(text)), ""):
        raise cells.fail(
            "name",
            "ใต้ชื่อมีข้อความ “{text}” ที่ไม่รู้ว่าเป็นอะไร",
            remedy="ย้ายไปคอลัมน์ที่ตรงกัน แล้วนำเข้าใหม่",
            text=shortened(other),
        )
    return PersonRow(
        cells.origin,
        read_name(cells, found.name),
        job,
        unit,
        *read_contact(cells, found),
        _held(cells),
    )


def _held(cells: Cells) -> HeldRow | None:
    post, acting = cells.text("held"), cells.text("acting")
    first, last = cells.day("first", any_year=True), cells.day("last", any_year=True)
    if not post:
        text = next((text for text in ("acting", "first", "last") if cells.text(text)), "")
        if text:
            raise cells.fail(text, "ไม่มีชื่อตำแหน่งที่ดำรง", remedy="พิมพ์ชื่อตำแหน่ง เช่น หัวหน้าฝ่ายปกครอง")
        return None
    for words in ACTING:
        if not acting and post.startswith(words) and post != words:
            post, acting = post.removeprefix(words).strip(), words
    if first is not None and last is not None and last < first:
        raise cells.fail("last", "วันสิ้นสุดอยู่ก่อนวันเริ่มดำรงตำแหน่ง", remedy="แก้วันใดวันหนึ่ง")
    return HeldRow(post, acting, first, last)


def _group(text: str) -> Mapping[str, str]:
    """Parse a row that names the unit of the people below it."""
    return {"unit": unit} if (unit := unit_group(text)) else {}


PEOPLE: ImportKind[PersonRow] = ImportKind(
    name="people",
    title="รายชื่อบุคลากร",
    row=PersonRow,
    required=(("name",),),
    read=_read,
    group=_group,
    identity=frozenset({"name", "surname", "prefix"}),
    place=Place(PageKey.ROSTER, "people"),
    examples=(
        {
            "prefix": "นางสาว",
            "name": "ตัวอย่าง หนึ่ง",
            "job_title": "นักจัดการงานทั่วไปปฏิบัติการ",
            "unit": "ฝ่ายปกครอง",
        },
        {
            "prefix": "",
            "name": "นายตัวอย่าง สอง",
            "job_title": "ครู วิทยฐานะครูชำนาญการ",
            "unit": "โรงเรียนวัดตัวอย่าง",
        },
    ),
)
