"""Finds units and posts as somebody typed them: units by full, short and other names, and by
abbreviations with ฯ; posts by keys that are equal for different names of one.

All imports and typed or pasted cells use it. Only a whole name matches: one that merely contains a
unit's name may be another unit (ฝ่ายปกครองและทะเบียน is not ฝ่ายปกครอง) and is reported with the
nearest names. A section is also found without ฝ่าย, a school without the part in brackets.

Rosters and owner cells name posts (ผู้อำนวยการเขต, หัวหน้าฝ่ายทุกฝ่าย, นักประชาสัมพันธ์ ฝ่ายปกครอง) as well as
people. Some posts stand for a group of people. An order prints ผู้อำนวยการเขต, a letter
ผู้อำนวยการเขตตัวอย่าง; หัวหน้าฝ่ายสิ่งแวดล้อมฯ is the head of the section with that short name;
ผู้อำนวยการสถานศึกษา of a school is ผู้อำนวยการโรงเรียน….
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import TypeAlias

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import BodyKind, GroupOf, Organisation, Unit, UnitKind
from ita_desktop.domain.roster.names import is_person, length_of_name, nearest
from ita_desktop.domain.text import BULLET, key, one_line

_CHARGE = key("สั่งราชการ")
"""Introduces an additional charge: ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง."""
_HEADS = lazy_re(r"(หัวหน้า|ผู้อำนวยการ)(?!เขต)(.*)", re.DOTALL)
_OF_SCHOOL = "สถานศึกษา"
_KINDS = ("ฝ่าย", "โรงเรียน")
_OF_UNIT = lazy_re(r"(.+?)((?:ฝ่าย|โรงเรียน).+)", re.DOTALL)


_LEADING = lazy_re(rf"^(?:{BULLET}|[\s/.])+")
_SCHOOL = lazy_re(r"^(ทุก\s*)?(?:รร|ร\.\s?ร)\.?(?:\s*(?=[ก-๙])|$)")
_SHORT_SECTION = lazy_re(r"^ฝ\.\s*(?=[ก-๙])")
_OFFICE = lazy_re(r"^สนง\.?\s*(?=เขต)")
_IN_BRACKETS = lazy_re(r"[(\[](.{0,500}?)[)\]]")
_LONGEST_NAME = 500
"""Number of letters of a text that is looked up as a unit's name, unless there is a longer one."""
_MARKS = lazy_re(r"ฯลฯ|[\"'“”‘’.,;:\-–—_ฯๆ]+")
_AND_OTHERS = "ฯลฯ"
_ABBREVIATED = lazy_re(r"[ฯ.]\s*$")
"""The end of an abbreviated name: ฝ่ายรักษาฯ."""
_COMMON = lazy_re(r"^(?:โรงเรียน|ฝ่าย)(?:วัด|การ|บ้าน|ชุมชน)?")
_NUMBER = lazy_re(r"\d+")
_WORD = lazy_re(r"[ก-๎]+")
_OF_GROUP = (
    r"[()\[\]]|ทุก|ทั้ง(?:หมด)?|\d+|ใน|ของ|สังกัด|พื้นที่|สำนักงาน|เขต|กรุงเทพมหานคร|กทม|แห่ง|โรง(?!เรียน)|ที่มี"
)
_OF_SECTIONS = rf"(?:{_OF_GROUP}|ฝ่าย|ส่วนราชการ|หน่วย(?:งาน)?|หัวหน้า|หน)+"
_OF_SCHOOLS = rf"(?:{_OF_GROUP}|โรงเรียน|รร|สถานศึกษา|ผู้อำนวยการ|ผู้บริหาร|ผอ)+"
_WORDS_OF_GROUP = {
    GroupOf.SECTIONS: lazy_re(_OF_SECTIONS),
    GroupOf.SECTION_HEADS: lazy_re(_OF_SECTIONS),
    GroupOf.SCHOOLS: lazy_re(_OF_SCHOOLS),
    GroupOf.SCHOOL_DIRECTORS: lazy_re(_OF_SCHOOLS),
    GroupOf.EXECUTIVES: lazy_re(rf"(?:{_OF_GROUP}|คณะ|ผู้บริหาร)+"),
}
"""All words of a group's name: ทุกฝ่าย with any other word is no longer all of them."""
_PHRASE = lazy_re(
    r"[→⇒➔➜►>:;=?!*\n]|เว้น|ไม่รวม|ไม่นับ|นอกจาก|เฉพาะ|บาง(?:ฝ่าย|ส่วน|หน่วย|โรงเรียน)|เปลี่ยน|ยกเลิก"
    r"|เป็น(?:ผู้|หน่วย|ฝ่าย|เจ้า)|(?<![ก-๙])(?:เดิม|แทน|หลัก|ร่วม|และ|หรือ|ให้)(?![ก-๙])|สนับสนุน|รับผิดชอบ|เกี่ยวข้อง|มอบหมาย|ดำเนินการ"
    r"|จัดทำ|รวบรวม|เผยแพร่|จัดส่ง|ประสาน(?!งาน)|ร่วมกับ|พร้อมด้วย|/"
)
"""What no unit's name has, but a phrase about units."""
_NAME = lazy_re(r"ฝ่าย\s?(?!ที่|ละ|ใด|เจ้าของ|ต่าง|อื่น|นั้น|นี้|ผู้|หนึ่ง)[ก-๎]+(?:\s?และ\s?[ก-๎]+)*")
_COUNTED = lazy_re(
    r"ฯลฯ|เป็นต้น|(?<![\d๐-๙])[\d๐-๙]++\s*+(?:คน|แห่ง|ฝ่าย|โรง|ราย|หน่วย|ชุด)|^โรงเรียน(?:ที่|ทุก|ทั้ง|ใน|ของ|ละ|ต่าง|อื่น|นี้)"
)
"""What is counted or described, and so is not one unit."""
_OUTSIDE = lazy_re(
    r"[(\[]\s*(?:ครู|นาย|นาง|ด\.?[รช]\.|คุณ|ผอ|ผู้|รอง|หัวหน้า|เจ้าหน้าที่|โทร)"
    r"|^(?:บริษัท|บจก|หจก|ห้างหุ้นส่วน|มหาวิทยาลัย|ม\.|วิทยาลัย|สถาบัน|มูลนิธิ|สมาคม|ชมรม|ธนาคาร|กระทรวง|กรม(?=[ก-๙])|การไฟฟ้า|การประปา|ร้าน)|จำกัด$"
)
"""What no unit of the office has in its name: a person in brackets, an organisation outside."""
_LEAST_LETTERS = 3
"""Number of letters of a unit's name: ก and ข are marks of something else."""
_SECTION = "ฝ่าย"
_INITIALS = lazy_re(r"(?:ฝ่าย)?([ก-ฮ]{2,5})")
"""The letters of an abbreviated section: ปค., ฝ่าย สวล."""
_NO_CONSONANTS = lazy_re(r"[^ก-ฮ]+")
_FIRST_WORD = lazy_re(r"^(?:ฝ่าย|การ)+")
_MIN_ABBREVIATION = 3
_MIN_SECTION_RATIO = 0.5
_MIN_RATIO = 0.75
_MAX_NEAREST = 3


_POST = lazy_re(
    r"^(?:รักษา(?:ราชการ)?(?:การ)?(?:แทน)?(?:ใน)?(?:ตำแหน่ง)?|ปฏิบัติ(?:หน้าที่|ราชการ)(?:แทน)?(?:ใน)?(?:ตำแหน่ง)?)?"
    r"(?:ว่าที่)?(?:รอง|ผู้ช่วย|ผช\.)?(?:"
    r"หน\.?(?=ฝ่าย|กลุ่ม|งาน)|จพง\.|จนท\.|นวก\.|"
    r"ผู้อำนวยการ|ผอ\.?|ผู้บริหาร|ผู้บังคับบัญชา|หัวหน้า|ประธาน|เลขานุการ|ปลัด|ผู้แทน|ตัวแทน|คณะกรรมการ|คณะทำงาน|"
    r"เจ้าหน้าที่|เจ้าพนักงาน|นัก|นายช่าง|นายทะเบียน|นายตรวจ|(?:นาย|ทันต|สัตว|นายสัตว)?แพทย์|เภสัชกร|พยาบาล|วิศวกร|สถาปนิก|"
    r"ศึกษานิเทศก์|ผู้ทรงคุณวุฒิ|ผู้เชี่ยวชาญ|ครู|อาจารย์|พนักงาน|ลูกจ้าง|ข้าราชการ|บุคลากร|คนงาน|พี่เลี้ยง|นิติกร|บรรณารักษ์|"
    r"(?:(?:ทุก)?(?:ฝ่าย|หน่วยงาน|หน่วย|ส่วนราชการ)|ผู้)ที่เกี่ยวข้อง|ผู้ที่ได้รับมอบหมาย|ผู้ได้รับมอบหมาย|ผู้รับผิดชอบ|ผู้ปฏิบัติ|ผู้ดูแล|ผู้ประสานงาน"
    r")"
)
_EVERY = r"(?:ทุก|ทั้งหมด|ทั้ง\d+)"
_GROUPS = (
    (GroupOf.SECTION_HEADS, rf"(?:หัวหน้า|หน\.?)ฝ่าย.*{_EVERY}|^{_EVERY}(?:หัวหน้า|หน\.?)ฝ่าย"),
    (
        GroupOf.SCHOOL_DIRECTORS,
        rf"(?:ผู้อำนวยการ|ผู้บริหาร|ผอ\.?)(?:สถานศึกษา|โรงเรียน|รร).*(?:{_EVERY}|ในสังกัด)",
    ),
    (GroupOf.EXECUTIVES, r"^(?:คณะ)?ผู้บริหาร(?:สำนักงาน)?(?:เขต|$)"),
    (
        GroupOf.SCHOOLS,
        rf"^(?:โรงเรียน|สถานศึกษา|รร\.?)(?:{_EVERY}|(?:ใน)?สังกัด|$)|^ทุก(?:โรงเรียน|สถานศึกษา)",
    ),
    (GroupOf.SECTIONS, r"^(?:ฝ่าย)?ทุก(?:ฝ่าย|ส่วนราชการ|หน่วยงาน|หน่วย$)"),
)


def is_post(text: str) -> bool:
    """Return whether ``text`` is a post or job title, and not a person or a unit."""
    plain = one_line(text)
    return bool(_POST.match(plain.replace(" ", ""))) and not is_person(plain)


@lru_cache(maxsize=2048)
def group_of(text: str) -> GroupOf:
    """Return the group that a name stands for; NONE if it is not a group.

    >>> group_of("ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัดทุกโรงเรียน").value
    'school_directors'
    """
    plain = key(text)
    for group, pattern in _GROUPS:
        if re.search(pattern, plain):
            return group
    return GroupOf.NONE


@lru_cache(maxsize=1 << 15)
def unit_key(text: str) -> str:
    """Return a comparison key: without bullet, spaces and dots, รร. as โรงเรียน, ฝ. as ฝ่าย, สนง. as
    สำนักงาน."""
    return _MARKS.sub("", key(_OFFICE.sub("สำนักงาน", full_unit_name(text))))


def kind_of_body(name: str) -> BodyKind:
    """Return the kind of body that a name implies."""
    if "อำนวยการ" in name:
        return BodyKind.STEERING
    return BodyKind.WORKING_GROUP if name.startswith("คณะทำงาน") else BodyKind.OTHER


def kind_of_name(text: str) -> UnitKind | None:
    """Return the kind of unit that a name implies, or None."""
    plain = unit_key(text)
    if group_of(plain) is not GroupOf.NONE:
        return UnitKind.GROUP
    if plain.startswith("โรงเรียน"):
        return UnitKind.SCHOOL
    if plain.startswith("ฝ่าย"):
        return UnitKind.SECTION
    if plain.startswith("สำนักงานเขต"):
        return UnitKind.OFFICE
    return None


def is_phrase(text: str) -> bool:
    """Return whether a text is words about units, and no unit's name.

    >>> is_phrase("ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ"), is_phrase("ฝ่ายพัสดุ")
    (True, False)
    """
    plain = unit_key(text)
    if words := _WORDS_OF_GROUP.get(group_of(plain)):
        return words.fullmatch(plain) is None
    return plain.count(_SECTION) > 1 or _PHRASE.search(_LEADING.sub("", text)) is not None


def may_be_name(text: str) -> bool:
    """Return whether an unknown text has the shape of a unit's name: a section is one word, or
    several with และ.

    >>> may_be_name("ฝ่ายกีฬาและนันทนาการ"), may_be_name("ฝ่ายกีฬา ชั้น 2")
    (True, False)
    """
    plain = _LEADING.sub("", one_line(text))
    if is_phrase(text) or _COUNTED.search(plain) or _OUTSIDE.search(plain):
        return False
    if 0 < len(key(plain)) < _LEAST_LETTERS:
        return False
    return not plain.startswith(_SECTION) or _NAME.fullmatch(plain) is not None


def may_be_untitled(text: str) -> bool:
    """Return whether a text may be a person's name without title: first name and surname.

    >>> may_be_untitled("ตัวอย่าง ณ หนึ่ง"), may_be_untitled("ฝ่ายปกครอง เขตตัวอย่าง")
    (True, False)
    """
    words = text.split()
    is_name = len(words) == length_of_name(words) and all(map(_WORD.fullmatch, words))
    return is_name and not (is_post(text) or is_person(text) or kind_of_name(text) is not None)


def begins_untitled(words: Sequence[str]) -> bool:
    """Return whether words may begin with a person's name without title."""
    return may_be_untitled(" ".join(words[: length_of_name(words)]))


_Table: TypeAlias = dict[str, tuple[Unit, ...]]
"""Units by name key."""


class UnitFinder:
    """Finds units by name among ``units``; the indexes are built once.

    ``organisation`` is the office's name, which finds the office, as สำนักงานเขต alone does.
    """

    def __init__(self, units: Iterable[Unit], organisation: str = "") -> None:
        self.every = tuple(units)
        self._own_name = unit_key(organisation)
        self._office = {"สำนักงานเขต", self._own_name}
        self._names: _Table = {}
        self._exact: _Table = {}
        self._without_brackets: _Table = {}
        # Names that differ in a number are different schools, not misprints.
        self._stems: dict[tuple[str, ...], list[tuple[Unit, str]]] = defaultdict(list)
        for unit in self.every:
            _put(self._names, unit_key(unit.name), unit)
            for name in _names_of(unit):
                if plain := unit_key(name):
                    _put(self._exact, plain, unit)
                    _put(self._without_brackets, _IN_BRACKETS.sub("", plain), unit)
            for name in (unit.name, unit.short_name):
                numbers, stem = _stem(name)
                self._stems[numbers].append((unit, stem))
        self._longest = max((_LONGEST_NAME, *(2 * len(plain) for plain in self._exact)))
        """Number of letters of a text that may be a name: spaces and marks are no part of a key."""
        self._ignored_id = ""
        """The id of the unit that is ignored."""
        self._found: dict[str, Unit | None] = {}
        self._near: dict[str, tuple[Unit, ...]] = {}

    def without(self, unit_id: str) -> "UnitFinder":
        """Return a finder that ignores a unit; it shares the indexes."""
        made = copy(self)
        vars(made).update(_ignored_id=unit_id, _found={}, _near={})
        return made

    def find(self, text: str) -> Unit | None:
        """Return the unit that ``text`` identifies without doubt, or None."""
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def nearest(self, text: str) -> tuple[Unit, ...]:
        """Return units with names similar to ``text`` ('did you mean'), the best match first."""
        if text not in self._near:
            self._near[text] = self._closest(unit_key(text[: self._longest]))
        return self._near[text]

    def near(self, text: str) -> Unit | None:
        """Return the best match of :meth:`nearest`, or None."""
        return next(iter(self.nearest(text)), None)

    def is_name(self, text: str) -> bool:
        """Return whether ``text`` is a name of exactly one unit, and not a word for a group."""
        plain = unit_key(text)
        names = (plain, f"{_SECTION}{plain}")
        return any(self._only(self._exact, name) is not None for name in names)

    def group(self, group: GroupOf) -> Unit | None:
        """Return the unit of kind group for ``group``, or None."""
        return next((unit for unit in self._units if unit.group_of is group), None)

    @property
    def _units(self) -> Iterator[Unit]:
        return (unit for unit in self.every if unit.id != self._ignored_id)

    def _only(self, table: _Table, plain: str) -> Unit | None:
        """Return the unit of this key if there is exactly one, else None."""
        found = [unit for unit in table.get(plain, ()) if unit.id != self._ignored_id]
        return found[0] if len(found) == 1 else None

    def _look_up(self, text: str) -> Unit | None:
        plain = unit_key(text) if len(text) <= self._longest else ""
        if not plain or _AND_OTHERS in text:
            return None
        if _ABBREVIATED.search(text) and (found := self._abbreviated(text, plain)):
            return found
        if text.rstrip().endswith("ฯ"):
            # ฯ stands for omitted words: ฝ่ายปกครองฯ is not ฝ่ายปกครอง.
            return None
        initials = _INITIALS.fullmatch(plain)
        names = (plain, f"{_SECTION}{plain}", initials[1] if initials else "")
        return next((unit for name in names if name and (unit := self._whole_name(name))), None)

    def _whole_name(self, plain: str) -> Unit | None:
        if found := self._only(self._names, plain) or self._only(self._exact, plain):
            return found
        bare = _IN_BRACKETS.sub("", plain)
        if (found := self._only(self._without_brackets, bare)) and self._repeats_name(found, plain):
            return found
        words = _WORDS_OF_GROUP.get(group := group_of(plain))
        if words is not None and words.fullmatch(plain.replace(self._own_name, "")):
            return self.group(group)
        if plain in self._office:
            return next((unit for unit in self._units if unit.kind is UnitKind.OFFICE), None)
        return None

    def _repeats_name(self, unit: Unit, plain: str) -> bool:
        """Return whether the text in brackets in ``plain`` only repeats a name of the unit."""
        own = {unit_key(name) for name in _names_of(unit)}
        own.update(_IN_BRACKETS.findall(unit_key(unit.name)))
        return all(text in own for text in _IN_BRACKETS.findall(plain))

    def _abbreviated(self, text: str, plain: str) -> Unit | None:
        """Return the section with this abbreviation, or the only one whose name begins with it
        (ฝ่ายรักษาฯ). Schools are found by their whole name only."""
        written = key(_LEADING.sub("", text))
        for unit in self._units:
            if written in {key(name) for name in _names_of(unit)}:
                return unit
        begin = plain.removeprefix(_SECTION)
        if len(begin) < _MIN_ABBREVIATION or plain.startswith("โรงเรียน"):
            return None
        found = [
            unit
            for unit in self._units
            if unit.kind is UnitKind.SECTION
            and (whole := unit_key(unit.name).removeprefix(_SECTION)) != begin
            and whole.startswith(begin)
        ]
        return found[0] if len(found) == 1 else None

    def _abbreviated_so(self, letters: str) -> dict[str, float]:
        """Return the likeness of the sections whose consonants have these in their order, from the
        first one on: the shorter the part of the name, the more."""
        found: dict[str, float] = {}
        for unit in self._units:
            if unit.kind is not UnitKind.SECTION:
                continue
            consonants = _NO_CONSONANTS.sub("", _FIRST_WORD.sub("", unit_key(unit.name)))
            at = -1
            for letter in letters:
                at = consonants.find(letter, at + 1)
                if at < 0:
                    break
            if at >= 0 and consonants[0] == letters[0]:
                found[unit.id] = 1 + len(letters) / (at + 1)
        return found

    def _closest(self, plain: str) -> tuple[Unit, ...]:
        is_section = plain.startswith(_SECTION)
        least = _MIN_SECTION_RATIO if is_section else _MIN_RATIO
        wanted = _COMMON.sub("", plain)
        numbers = tuple(_NUMBER.findall(wanted))
        alike_in_numbers = list(self._stems.get(numbers, ()))
        if is_section and numbers:  # sections have no numbers: that of a footnote
            alike_in_numbers += self._stems.get((), ())
        stems = (
            (stem, unit.id)
            for unit, stem in alike_in_numbers
            if unit.id != self._ignored_id
            if unit.kind is UnitKind.SECTION or not is_section
        )
        likeness = nearest(wanted, stems, least)
        for unit in self._units:
            # More words behind a name may be no part of it.
            if unit.kind is UnitKind.SECTION and plain.startswith(unit_key(unit.name)):
                likeness.setdefault(unit.id, least)
        if letters := _INITIALS.fullmatch(plain):
            likeness |= self._abbreviated_so(letters[1])
        alike = [unit for unit in self._units if unit.id in likeness]
        return tuple(sorted(alike, key=lambda unit: -likeness[unit.id])[:_MAX_NEAREST])


def _names_of(unit: Unit) -> tuple[str, ...]:
    """Return all names of a unit, the full one first."""
    return tuple(filter(None, (unit.name, unit.short_name, *unit.aliases.split(";"))))


def _put(table: _Table, plain: str, unit: Unit) -> None:
    known = table.get(plain, ())
    if unit not in known:
        table[plain] = (*known, unit)


@lru_cache(maxsize=1 << 15)
def _stem(name: str) -> tuple[tuple[str, ...], str]:
    """Return the numbers in a name, and the name without common prefixes."""
    stem = _COMMON.sub("", unit_key(name))
    return tuple(_NUMBER.findall(stem)), stem


def full_unit_name(text: str) -> str:
    """Return a unit's name as stored: without a bullet, รร. and ฝ. spelled out.

    >>> full_unit_name("- รร.วัดตัวอย่าง")
    'โรงเรียนวัดตัวอย่าง'
    """
    plain = _SCHOOL.sub(r"\1โรงเรียน", _LEADING.sub("", one_line(text)))
    return _SHORT_SECTION.sub(_SECTION, plain)


class PostKeys:
    """Makes comparison keys of posts; ``finder`` finds the units named in them."""

    def __init__(
        self, finder: UnitFinder, units: Sequence[Unit], organisation: Organisation
    ) -> None:
        self._finder = finder
        self._units = {unit.id: unit for unit in units}
        self._units_of_posts = {"": ""}
        self._district = key(organisation.name).removeprefix("สำนักงาน")

    def key(self, post: str, unit_id: str | None = None) -> str:
        """Return the comparison key of a post; empty for an empty post."""
        plain = self._without_office(key(post))
        unit = self._units.get(unit_id or "")
        if unit is not None and unit.kind not in {UnitKind.SECTION, UnitKind.SCHOOL}:
            unit = None
        if (head := _HEADS.fullmatch(plain)) is not None:
            return self._of_head(head[1], head[2], unit)
        if (found := _OF_UNIT.fullmatch(plain)) is not None:
            named = self._finder.find(found[2])
            if named is not None:
                plain, unit = found[1], named
        if unit is None:
            return plain
        return f"{plain.replace(_OF_SCHOOL, '')}@{unit.id}"

    def unit_of(self, post: str) -> str:
        """Return the id of the unit that a post names (หัวหน้าฝ่ายปกครอง); empty if none."""
        if post not in self._units_of_posts:
            self._units_of_posts[post] = self.key(post).partition("@")[2]
        return self._units_of_posts[post]

    @staticmethod
    def is_that(text: str, wanted: str) -> bool:
        """Return whether the key ``text`` is ``wanted``, with or without an additional charge."""
        return text == wanted or text.startswith(f"{wanted}{_CHARGE}")

    def _of_head(self, lead: str, rest: str, unit: Unit | None) -> str:
        rest = rest.removeprefix(_OF_SCHOOL)
        named = self._finder.find(rest) if rest and rest not in _KINDS else unit
        return f"{lead}@{named.id}" if named is not None else f"{lead}{rest}"

    def _without_office(self, plain: str) -> str:
        if self._district.startswith("เขต"):
            plain = plain.replace(self._district, "เขต")
        return plain.removesuffix("สำนักงานเขต") or plain
