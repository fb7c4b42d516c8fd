"""The grammar of an owners cell: who leads, who supports, who is left out, whom others replace.

Used for imported, pasted and typed cells. A cell is a list of names with words between them::

    names          ฝ่ายปกครอง, ปค./ทบ., นายตัวอย่าง หนึ่ง (ฝ่ายโยธา), ทุกฝ่ายและโรงเรียนในสังกัด
    roles          หลัก: names สนับสนุน: names; name (หลัก); name เป็นผู้สนับสนุน
    exclusions     names ยกเว้น names; names (ไม่รวม names); นอกจาก names แล้ว names
    replacements   เดิม names เปลี่ยนเป็น names; name → name; name (ยกเลิก) name; name แทน name
    boxes          ☑ names ☐ names
    collectors     names โดย name เป็นผู้รวบรวม; name รวบรวมข้อมูลจาก names: all of them are owners

Whoever is left out of a group (ทุกฝ่าย) leaves its other units as owners. Only complete names
match; similar names are returned as unknown, to be asked about. A cell with such words that does
not follow the grammar is one unknown phrase.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import OwnerRole, Person, Unit, UnitKind
from ita_desktop.domain.roster.matching import (
    UnitFinder,
    is_phrase,
    is_post,
    kind_of_name,
    may_be_name,
)
from ita_desktop.domain.roster.names import PersonName, is_person, split_name
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import boxed
from ita_desktop.domain.tracking.units import members
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.cells.row import several
from ita_desktop.exchange.kinds.people import is_telephone
from ita_desktop.services.edits import OwnerRef

_UNIT: Final = (
    r"ฝ่าย|ฝ\.(?=\s*[ก-๙])|ทุก(?:ฝ่าย|ส่วนราชการ|หน่วย|โรงเรียน|สถานศึกษา|\s?(?:รร|ร\.\s?ร))|โรงเรียน|สถานศึกษา|รร\.|ร\.\s?ร\.?(?=\s*(?:[ก-๙]|$))"
    r"|รร(?=\s*(?:ใน|สังกัด|ทุก))"
)
_OF_DISTRICT: Final = r"ผู้บริหาร|สำนักงานเขต|(?:ผู้ช่วย)?(?:ผู้อำนวยการ|ผอ\.?\s?)เขต"
_AND_WORDS: Final = r"และ|กับ|ร่วมกับ|พร้อมด้วย|ตลอดจน|(?<!รวบ)รวม(?:ทั้ง|ถึง)?|โดย(?:มี|ให้)?"
_NEXT_UNIT: Final = lazy_re(
    rf"(?<!ทุก)\s*(?:/|&|{_AND_WORDS}|\s)\s*(?={_OF_DISTRICT}|{_UNIT})|\s*หรือ\s*(?=ผู้(?:ที่)?ได้รับมอบหมาย)"
)
"""Separates units in one cell: ฝ่ายการคลัง ฝ่ายเทศกิจ, ฝ่ายปกครองและฝ่ายการคลัง."""
_INSIDE: Final = lazy_re(
    rf"(?<=[ก-๙.]\))(?:\s*/\s*|\s*และ\s*|\s+)(?={_UNIT}|นาย|นาง|น\.\s?ส\.|ว่าที่)"
    rf"|(?<!\s)(?:\s++(?=\d{{1,2}}[.)]\s*(?:{_UNIT}))|\s*+[+·•]\s*)"
)
"""Separates owners on one line: ``ฝ่ายปกครอง (นาย ก) ฝ่ายการคลัง``, ``1. ก 2. ข``."""
_BETWEEN: Final = lazy_re(
    r"\s*(?:/|&|และ|กับ|ร่วมกับ)\s*|(?<=[ก-ฮ]\.)\s+(?=[ก-ฮ]{1,4}\.)|(?<=[ก-ฮ]{2}\.)(?=[ก-ฮ]{2,4}\.)"
)
"""Separates short names: ปค. และ ทบ., ปค./ทบ."""
_GLUED: Final = lazy_re(r"(?<=[ก-๙])(?=ฝ่าย|โรงเรียน)")
"""Where the lines of a cell were joined in a PDF: ฝ่ายการศึกษาฝ่ายเทศกิจ."""
_WHOLE: Final = lazy_re(_UNIT)
_DOTTED: Final = lazy_re(r"(?:[ก-ฮ]{1,4}\.)+")
_ABBREVIATED: Final = lazy_re(rf"{_DOTTED.pattern}|[ก-๙]+ฯ")
_AND: Final = lazy_re(r"^(?:และ|กับ|ร่วมกับ)\s*(?=ทุก|ผู้|เจ้าหน้าที่|หัวหน้า|ฝ่าย|โรงเรียน|สถานศึกษา|ร\.?ร\.)")
_CONTINUES: Final = lazy_re(r"^และ")
"""Start of a line that continues the name above, unless a unit's name follows."""
_BEHIND: Final = lazy_re(r"(?<=\S)(?:\s*[(\[]\s*|\s*:\s*|\s+(?:[-–]|โดย)?\s*)(?=\S)")
"""Where something may begin behind a name: who does it in a unit, or a telephone number."""
_GAP: Final = lazy_re(r"(?<=\S)[\s(\[]+")
_DISTRICTS_AND: Final = lazy_re(rf"(\S*เขต)\s*(?:/|{_AND_WORDS})\s*(?={_UNIT})")
"""A post of the whole district before a unit: ผู้บริหารเขต และทุกฝ่าย."""
_STAFF: Final = lazy_re(
    r"(?:หัวหน้าฝ่าย|(?:เจ้าหน้าที่|เจ้าพนักงาน|นัก|นายช่าง|พนักงาน|ผู้(?:ที่)?ได้รับมอบหมาย)(?!.*ฝ่าย).*)$"
)
_OF_STAFF: Final = lazy_re("ฝ่าย|ทุกฝ่าย|ผู้ที่|ผู้ได้|ที่|ประจำ|ในจุด")
"""Start of a line that specifies the post above: นักประชาสัมพันธ์ / ฝ่ายปกครอง."""
_MOST_LINES: Final = 4
"""Maximum number of lines of one name in a cell."""

# The words of the grammar, by what they say of the names beside them.
_EXCEPT, _FORMER, _CANCELLED, _INSTEAD = "except", "former", "cancelled", "instead"
_BECOMES, _THEN, _LEAD, _SUPPORT = "becomes", "then", "lead", "support"
_COLLECTS = "collects"
_APART: Final = rf"(?:(?![ก-๙])|(?={_UNIT}|โดย|[ก-ฮ]{{2,4}}\.))"
"""Behind a word that stands alone or before a unit's name."""
_ALONE: Final = r"(?:(?<![ก-๙])|(?=เป็น))(?:เป็น)?"
_PART: Final = r"ผู้รับผิดชอบ|หน่วย(?:งาน)?(?:ที่)?(?:รับผิดชอบ)?|ฝ่าย|เจ้าภาพ|รับผิดชอบ"
_COLLECTING: Final = r"รวบรวม(?:และ(?:จัด)?(?:ส่ง|ทำ|สรุป|รายงาน))?(?:ข้อมูล)?(?:จาก)?"
_WORDS: Final = {
    _COLLECTS: (
        rf"(?:เป็น)?(?:ผู้|{_PART})?{_COLLECTING}{_APART}"
        rf"|เป็น(?:ผู้|{_PART})ประสาน(?:งาน)?{_APART}"
    ),
    _EXCEPT: (r"(?:ยก|(?<![งด])(?<!ละ))เว้น(?:แต่|เฉพาะ)?|ไม่(?:นับ)?รวม(?:ถึง)?|ไม่นับ|นอก(?:เหนือ)?จาก"),
    _BECOMES: (
        r"(?:(?<![-=–—])[-=–—]++)?[→⇒➔➜►➡⟶▶>»]|เปลี่ยน(?:แปลง)?(?:ผู้รับผิดชอบ)?(?:มา)?เป็น"
        r"|(?:แก้(?:ไข)?|ปรับ(?:เปลี่ยน)?)เป็น"
        r"|(?:โอน|ย้าย)(?:งาน)?(?:ไป|ให้)"
    ),
    _FORMER: rf"(?:เปลี่ยน|โอน|ย้าย|แก้ไข)จาก|(?<![ก-๙])(?:ของ|จาก)?เดิม(?:คือ|เป็น)?{_APART}",
    _CANCELLED: "(?:ขอ)?ยกเลิก",
    _INSTEAD: rf"(?<!ผู้)(?<!ตัว)(?<!การ)(?<!ตำแหน่ง)(?<!หน้าที่)แทน(?:ที่)?{_APART}",
    _THEN: (
        rf"(?<![ก-๙])(?:ใหม่|ปัจจุบัน)(?:คือ|เป็น)?{_APART}|แล้ว(?![ก-๙])"
        rf"|(?:แล้ว)?(?:(?<!รับ)มอบ(?:หมาย)?(?:ให้)?|(?<!โดย)ให้|ไป(?:ที่)?|(?<![ก-๙])เป็น)(?=\s*(?:{_UNIT}))"
    ),
    _LEAD: rf"{_ALONE}(?:(?:{_PART})?หลัก{_APART}|เจ้าภาพ(?=\s*[:)\]]))",
    _SUPPORT: (
        rf"{_ALONE}(?:(?:{_PART}|ผู้)?สนับสนุน|(?:{_PART})(?:ร่วม|รอง)|(?:ร่วม|รอง)(?=\s*(?:[:)\]]|{_UNIT})))"
        rf"{_APART}(?:โดย)?"
    ),
}
_ROLES: Final = {_LEAD: OwnerRole.LEAD, _SUPPORT: OwnerRole.SUPPORT}
_JOINED: Final = lazy_re(
    rf"[(\[]\s*((?:{_AND_WORDS})\s*[^()\[\]]+|[^()\[\]]*{_COLLECTING})\s*[)\]]"
)
"""More names in brackets: ทุกฝ่าย (รวมโรงเรียนในสังกัด), ทุกฝ่าย (ฝ่ายปกครองรวบรวม)."""
_EDGES: Final = lazy_re(
    rf"^[\s/,;:&+*]+(?:(?:{_AND_WORDS}|คือ)(?=\s|{_UNIT}))?|^โดย(?:มี|ให้)?\s*(?={_UNIT})"
    rf"|[\s/,;:&+*(\[–-]+(?:{_AND_WORDS}|คือ)?[\s(\[]*$"
)
"""What joins names to the words of the grammar beside them."""
_LINES: Final = lazy_re(r"[\n;]")
_ENTRIES: Final = lazy_re(r"[\n;,]")


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """One name in an owner cell, and whom it means; None if unknown."""

    entry: OwnerEntry
    ref: OwnerRef | None
    is_phrase: bool = False
    """Whether it is no name, but words that the grammar does not know."""


@dataclass(frozen=True, slots=True)
class NotOwners:
    """A cell that says who is no owner, and the names of these."""

    text: str
    names: tuple[str, ...]


class _UnclearError(Exception):
    """A cell does not follow the grammar."""


@cache
def _word() -> re.Pattern[str]:
    """The words of the grammar; compiled on first use."""
    words = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDS.items())
    return re.compile(rf"(?P<open>[(\[]\s*)?(?:{words})(?P<close>\s*[)\]])?(?P<colon>\s*:)?")


class OwnerNames:
    """Resolves owner cells; ``person`` finds the only person of a name, ``meant`` the unit that an
    unknown name was answered with."""

    def __init__(
        self,
        units: UnitFinder,
        person: Callable[[PersonName], Person | None],
        meant: Callable[[str], Unit | None] = lambda _name: None,
    ) -> None:
        self.units = units
        self.meant = meant
        self._person = person

    def read(self, cells: Iterable[OwnerEntry]) -> tuple[NamedOwner, ...]:
        """Return the owners in order."""
        return tuple(owner for cell in cells for owner in self.read_cell(cell)[0])

    def read_cell(self, cell: OwnerEntry) -> tuple[Sequence[NamedOwner], NotOwners | None]:
        """Return the owners that a cell names, and whom it leaves out."""
        if boxes := boxed(cell.text):
            return self._ticked(cell, boxes)
        plain = replace(cell, text=_JOINED.sub(r" \1", cell.text))
        if self.units.is_name(cell.text) or not _word().search(plain.text):
            return self.names(plain), None
        try:
            return _Cell(self, plain).read()
        except _UnclearError:
            return [NamedOwner(replace(cell, text=one_line(cell.text)), None, is_phrase=True)], None

    def _ticked(
        self, cell: OwnerEntry, boxes: Sequence[tuple[str, bool]]
    ) -> tuple[Sequence[NamedOwner], NotOwners | None]:
        """Return the owners whose boxes are ticked, and the others; asked where none is, for a box
        may be a bullet."""
        off = "\n".join(text for text, is_on in boxes if not is_on)
        on = "\n".join(text for text, is_on in boxes if is_on)
        if not on:
            return [NamedOwner(replace(cell, text=one_line(cell.text)), None, is_phrase=True)], None
        owners, left = self.read_cell(replace(cell, text=on))
        names = tuple(owner.entry.text for owner in self.names(replace(cell, text=off)))
        names = (*(left.names if left else ()), *names)
        return owners, NotOwners(one_line(cell.text), names) if names else None

    def names(self, cell: OwnerEntry) -> list[NamedOwner]:
        """Return the names in a text without other words."""
        lines: list[str] = []
        for line in cell.text.split("\n"):
            if lines and _STAFF.match(lines[-1]) and _OF_STAFF.match(line):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        entries = [
            replace(cell, text=text)
            for text in several(_INSIDE.sub("\n", "\n".join(lines)))
            if text not in {"-", "–"}
        ]
        return [owner for entry in self._whole(entries) for owner in self._owners(entry)]

    def _owners(self, entry: OwnerEntry) -> list[NamedOwner]:
        """Return the owners that an entry names; the entry as one, if it has names and words that
        may say something of them."""
        found = [NamedOwner(part, self._known(part)) for part in self._parts(entry)]
        is_known = any(owner.ref is not None for owner in found)
        unknown = [owner.entry.text for owner in found if owner.ref is None]
        if (is_known and any(map(is_phrase, unknown))) or (
            len(found) > 1 and any(map(self._says_more, unknown))
        ):
            return [NamedOwner(replace(entry, text=one_line(entry.text)), None, is_phrase=True)]
        return found

    def _says_more(self, part: str) -> bool:
        """Return whether an unknown part of an entry is half of a bracket, or a known name with
        words behind it: these may be about the other names."""
        gaps = _GAP.finditer(part)
        return part.count("(") != part.count(")") or any(
            self.units.find(part[: gap.start()]) is not None for gap in gaps
        )

    def _whole(self, entries: Sequence[OwnerEntry]) -> list[OwnerEntry]:
        """Return the entries, with the lines of one unit's name joined."""
        whole: list[OwnerEntry] = []
        at = 0
        while at < len(entries):
            texts = [entry.text for entry in entries[at : at + _MOST_LINES]]
            many = range(len(texts), 1, -1)
            count = next((n for n in many if self.units.is_name("".join(texts[:n]))), 1)
            text = "".join(texts[:count])
            if _CONTINUES.match(text) and not _AND.match(text) and whole:
                whole[-1] = replace(whole[-1], text=f"{whole[-1].text}{text}")
            else:
                whole.append(replace(entries[at], text=text))
            at += count
        return whole

    def _parts(self, entry: OwnerEntry) -> list[OwnerEntry]:
        """Split an entry into units, keeping parts that form one unit's name together."""
        text = _AND.sub("", entry.text)
        if is_post(text):
            if (post := _DISTRICTS_AND.match(text)) is None:
                return [replace(entry, text=text)]
            rest = self._parts(replace(entry, text=text[post.end() :]))
            return [replace(entry, text=post[1]), *rest]
        if self.units.find(text) is not None:
            return [replace(entry, text=text)]
        if parted := self._with_behind(text):
            both = (replace(entry, text=each) for each in parted)
            return [part for each in both for part in self._parts(each)]
        gaps = [found.span() for found in _NEXT_UNIT.finditer(text)]
        begins = [0, *(end for _, end in gaps)]
        ends = [*(begin for begin, _ in gaps), len(text)]
        parts, at = [], 0
        while at < len(begins):
            last = next(
                (
                    last
                    for last in range(len(ends) - 1, at, -1)
                    if self.units.is_name(text[begins[at] : ends[last]])
                ),
                at,
            )
            parts.append(text[begins[at] : ends[last]])
            at = last + 1
        names = [name for part in parts if part for name in self._side_by_side(part)]
        return [replace(entry, text=name) for name in names]

    def _with_behind(self, text: str) -> tuple[str, ...]:
        """Return a name, and the person of that unit, the person's unit or the telephone number
        behind it; nothing if there is none."""
        for gap in () if is_telephone(text) else _BEHIND.finditer(text):
            name, in_brackets = text[: gap.start()], gap[0].strip() in {"(", "["}
            if in_brackets and text[-1] not in ")]":
                continue
            behind = text[gap.end() : -1].rstrip() if in_brackets else text[gap.end() :]
            of_unit = in_brackets or self.units.find(name) is not None
            if is_telephone(behind) or (of_unit and is_person(behind)):
                return name, behind
            if in_brackets and is_person(name):
                return self._person_of(name, behind)
        return ()

    def _person_of(self, name: str, unit: str) -> tuple[str, ...]:
        """Return a person, and what is in brackets behind the name unless it is that person's
        unit."""
        person, known = self._person(split_name(name)), self.units.find(unit)
        is_own = person is not None and known is not None and person.unit_id == known.id
        return (name,) if is_own else (name, unit)

    def _side_by_side(self, text: str) -> list[str]:
        """Split a text into known names if all parts are known; else return it unchanged.

        A leading ฝ่าย may apply to all parts, and a name may contain และ itself: without spaces,
        only abbreviations and names with ฝ่าย are split.
        """
        gaps = list(_BETWEEN.finditer(text))
        if self.units.find(text) is not None:
            return [text]
        glued = _GLUED.split(text)
        if all(self.units.find(name) is not None for name in glued):
            return glued
        if not gaps:
            return [text]
        begins = [0, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), len(text)]
        names = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        if all(map(_DOTTED.fullmatch, names)):
            return names
        if not all(self.units.find(name) is not None for name in names):
            return [text]
        whole = [bool(_WHOLE.match(name)) for name in names]
        alone = all(
            _ABBREVIATED.fullmatch(name) or is_whole
            for name, is_whole in zip(names, whole, strict=True)
        )
        apart = all(gap[0] != gap[0].strip() or gap[0] in "/&" for gap in gaps)
        return names if alone or (apart and not any(whole)) else [text]

    def _known(self, entry: OwnerEntry) -> OwnerRef | None:
        if unit := self.units.find(entry.text):
            return OwnerRef(unit_id=unit.id, role=entry.role)
        if person := self._person(split_name(entry.text)):
            return OwnerRef(person_id=person.id, role=entry.role)
        return OwnerRef(post=entry.text, role=entry.role) if is_post(entry.text) else None


class _Cell:
    """A cell with words of the grammar, read from word to word."""

    def __init__(self, names: OwnerNames, cell: OwnerEntry) -> None:
        self._names, self._cell = names, cell
        self._role, self._into = cell.role, ""
        self._owners: list[NamedOwner] = []
        self._left: dict[str, list[NamedOwner]] = {_EXCEPT: [], _FORMER: []}
        self._begin = 0
        """The first of the owners that an exclusion is about: those of a role that is named before
        them."""
        self._behind: tuple[OwnerRole, str] | None = None
        """What holds again behind the bracket in which a word stands."""
        self._several = False
        """Whether several names are replaced, and nothing says yet by which others."""
        self._one_line = False
        """Whether what is replaced ends with the line."""
        self._said: set[str] = set()

    def read(self) -> tuple[Sequence[NamedOwner], NotOwners | None]:
        """Return the owners, and whom the cell leaves out. Raises _UnclearError."""
        text, at = self._cell.text, 0
        find = self._names.units.find
        words = [word for word in _word().finditer(text) if find(word[0]) is None]
        ends_so = bool(words) and not text[words[-1].end() :].strip(" \n.)]")
        for word in words:
            before = text[at : word.start()]
            self._put(before)
            self._say(word, before, text[word.end() :], ends_so=ends_so)
            at = word.end()
        self._put(text[at:])
        return self._made()

    def _put(self, text: str) -> None:
        """Add the names between two words."""
        if self._behind is not None:
            inside, closes, text = _closed(text)
            self._add(inside)
            if not closes:
                return
            (self._role, self._into), self._behind = self._behind, None
            self._several = False
        if self._one_line and (lines := _LINES.split(text.strip(), maxsplit=1))[1:]:
            self._add(lines[0])
            self._into, self._one_line, text = "", False, lines[1]
        self._add(text)

    def _add(self, text: str) -> None:
        plain = _EDGES.sub("", _EDGES.sub("", text)).strip()
        named = self._names.names(replace(self._cell, text=plain, role=self._role))
        self._several = self._into == _FORMER and len(named) > 1
        (self._left[self._into] if self._into else self._owners).extend(named)

    def _say(self, word: re.Match[str], before: str, after: str, *, ends_so: bool) -> None:
        """Take in what a word says; ``ends_so`` if the cell ends with such a word."""
        what = next(name for name in _WORDS if word[name] is not None)
        if what == _COLLECTS:
            if self._into:
                raise _UnclearError
            return
        if what not in {_THEN, *_ROLES}:
            self._said.add(_EXCEPT if what == _EXCEPT else _FORMER)
        if word["open"] and word["close"]:
            self._of_last(what)
            return
        if word["open"]:
            self._behind = self._role, self._into
        line = _ENTRIES.split(before)[-1].strip(" -–•(/&.0123456789)")
        goes_on = bool(_ENTRIES.split(after.lstrip(" "))[0].strip(" .)]"))
        if what in _ROLES:
            heads = word["colon"] or word["open"] or word[0].endswith("โดย")
            if not heads and "เป็น" not in word[0]:
                heads = not (line and ends_so) if goes_on else not (line or ends_so)
            if heads:
                self._role, self._begin = _ROLES[what], len(self._owners)
            else:
                self._of_last(what)
        elif what in {_BECOMES, _THEN}:
            self._becomes(before, is_sure=what == _BECOMES)
        else:
            self._leave(what, has_name=bool(line and not word["open"]), goes_on=goes_on)

    def _leave(self, what: str, *, has_name: bool, goes_on: bool) -> None:
        """Take in a word that leaves names out; ``has_name`` and ``goes_on`` if there are names
        before and behind it in its line."""
        if what == _CANCELLED and has_name:
            if goes_on:
                raise _UnclearError
            self._of_last(what)
        elif what == _EXCEPT:
            self._into = _EXCEPT
        elif goes_on or what == _FORMER:
            self._into, self._one_line = _FORMER, what == _CANCELLED

    def _of_last(self, what: str) -> None:
        """Apply a word in brackets or behind a name to the last owner."""
        if not self._owners or self._into:
            raise _UnclearError
        last = self._owners.pop()
        if what in {_FORMER, _CANCELLED}:
            self._left[_FORMER].append(last)
        elif what in _ROLES:
            role = _ROLES[what]
            ref = None if last.ref is None else last.ref._replace(role=role)
            self._owners.append(replace(last, entry=replace(last.entry, role=role), ref=ref))
        elif what == _THEN and self._left[_FORMER]:
            self._owners.append(last)
        else:
            raise _UnclearError

    def _becomes(self, before: str, *, is_sure: bool) -> None:
        """Take what stands before as replaced: what is said to be, else the one name."""
        if not self._into:
            line = next((line for line in reversed(_LINES.split(before)) if line.strip()), "")
            named = self._names.names(replace(self._cell, text=_EDGES.sub("", line)))
            if is_sure and len(named) == 1 and self._owners:
                self._left[_FORMER].append(self._owners.pop())
            elif named or not self._left[_FORMER]:
                raise _UnclearError
        self._into, self._several, self._one_line = "", False, False

    def _made(self) -> tuple[Sequence[NamedOwner], NotOwners | None]:
        says_none = any(what in self._said and not names for what, names in self._left.items())
        if says_none or self._several:
            raise _UnclearError
        left = [*self._left[_FORMER], *self._left[_EXCEPT]]
        if not left:
            return self._owners, None
        text = one_line(self._cell.text)
        if self._left[_EXCEPT]:
            last = self._owners[-1].ref if self._owners else None
            if last is not None and last.post and len(self._owners) == 1:
                entry = replace(self._cell, text=text)
                return [NamedOwner(entry, last._replace(post=text))], None
            self._exclude(self._left[_EXCEPT])
        former = {one.entry.text for one in self._left[_FORMER]}
        known = all(owner.ref or _is_asked(owner.entry.text) for owner in self._owners)
        if not self._owners or not known or any(one.entry.text in former for one in self._owners):
            raise _UnclearError
        return self._owners, NotOwners(text, tuple(one.entry.text for one in left))

    def _exclude(self, excluded: Sequence[NamedOwner]) -> None:
        """Take units out of the owners; a group becomes its other units. Raises _UnclearError if
        one of them is none of the owners; groups of other units may be excluded."""
        kept, of = self._owners[: self._begin], self._owners[self._begin :]
        reached = {unit.id for owner in of for unit in self._units(owner)}
        out = [[unit.id for unit in self._units(owner)] for owner in excluded]
        if any(map(reached.intersection, out)):
            if not all(map(reached.intersection, out)):
                raise _UnclearError
        elif any(len(ids) == 1 for ids in out):
            raise _UnclearError
        gone = {unit_id for ids in out for unit_id in ids}
        self._owners = kept
        for owner in of:
            units = self._units(owner)
            if gone.isdisjoint(unit.id for unit in units):
                self._owners.append(owner)
                continue
            others = {one.ref.unit_id for one in self._owners if one.ref is not None}
            for unit in units:
                if unit.id not in gone | others:
                    entry = replace(owner.entry, text=unit.name)
                    self._owners.append(NamedOwner(entry, OwnerRef(unit.id, role=entry.role)))

    def _units(self, owner: NamedOwner) -> Sequence[Unit]:
        """Return the units of an owner; raises _UnclearError if it is none."""
        finder, name = self._names.units, owner.entry.text
        unit = finder.find(name) or self._names.meant(name)
        if unit is None:
            raise _UnclearError
        return members(finder.every, unit.group_of) if unit.kind is UnitKind.GROUP else (unit,)


def _closed(text: str) -> tuple[str, bool, str]:
    """Return a text up to the bracket that closes it, whether there is one, and what follows."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth < 0:
            return text[:at], True, text[at + 1 :]
    return text, False, ""


def _is_asked(text: str) -> bool:
    """Return whether an unknown name can be asked about by itself."""
    is_unit = kind_of_name(text) is not None and may_be_name(text)
    return is_person(text) or is_unit or _DOTTED.fullmatch(text) is not None
