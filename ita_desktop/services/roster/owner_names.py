"""Resolves the names in owner cells to units, people and posts.

Used for imported, pasted and typed cells. Only complete names match; similar names are returned as
unknown, to be asked about.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ita_desktop.domain.records import Person
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.roster.names import PersonName, is_person, split_name
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kinds.roster.name_cell import is_telephone
from ita_desktop.services.edits import OwnerRef

_UNIT = r"ฝ่าย|ทุกฝ่าย|ทุกโรงเรียน|โรงเรียน|รร\."
_OF_DISTRICT = r"ผู้บริหาร|สำนักงานเขต|(?:ผู้ช่วย)?(?:ผู้อำนวยการ|ผอ\.?\s?)เขต"
_NEXT_UNIT = re.compile(
    rf"\s*(?:/|&|และ|กับ|ร่วมกับ|\s)\s*(?={_OF_DISTRICT}|{_UNIT})|\s*หรือ\s*(?=ผู้(?:ที่)?ได้รับมอบหมาย)"
)
"""Separates units in one cell: ฝ่ายการคลัง ฝ่ายเทศกิจ, ฝ่ายปกครองและฝ่ายการคลัง."""
_BETWEEN = re.compile(r"\s*(?:/|&|และ|กับ|ร่วมกับ)\s*|(?<=[ก-ฮ]\.)\s+(?=[ก-ฮ]{1,4}\.)")
"""Separates short names: ปค. และ ทบ., ปค./ทบ."""
_WHOLE = re.compile(_UNIT)
_ABBREVIATED = re.compile(r"(?:[ก-ฮ]{1,4}\.)+|[ก-๙]+ฯ")
_AND = re.compile(r"^(?:และ|กับ|ร่วมกับ)\s*(?=ทุก|ผู้|เจ้าหน้าที่|หัวหน้า|ฝ่าย|โรงเรียน|รร\.)")
_CONTINUES = re.compile(r"^และ")
"""Start of a line that continues the name above, unless a unit's name follows."""
_BEHIND = re.compile(r"(?<=\S)(?:\s*\(\s*|\s+[-–:]?\s*)(?=\S)")
"""Where something may begin behind a name: who does it in a unit, or a telephone number."""
_DISTRICTS_AND = re.compile(rf"(\S*เขต)\s*(?:/|และ|กับ|ร่วมกับ)\s*(?={_UNIT})")
"""A post of the whole district before a unit: ผู้บริหารเขต และทุกฝ่าย."""
_MOST_LINES = 4
"""Maximum number of lines of one name in a cell."""


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """One name in an owner cell, and whom it means; None if unknown."""

    entry: OwnerEntry
    ref: OwnerRef | None


class OwnerNames:
    """Resolves owner cells; ``person`` finds the only person of a name."""

    def __init__(self, units: UnitFinder, person: Callable[[PersonName], Person | None]) -> None:
        self._units = units
        self._person = person

    def read(self, entries: Sequence[OwnerEntry]) -> tuple[NamedOwner, ...]:
        """Return the names in order."""
        parts = (part for entry in self._whole(entries) for part in self._parts(entry))
        return tuple(NamedOwner(part, self._known(part)) for part in parts)

    def _whole(self, entries: Sequence[OwnerEntry]) -> list[OwnerEntry]:
        """Return the entries, with the lines of one unit's name joined."""
        whole: list[OwnerEntry] = []
        at = 0
        while at < len(entries):
            count = next(
                (
                    many
                    for many in range(min(_MOST_LINES, len(entries) - at), 1, -1)
                    if self._is_name(entries[at : at + many])
                ),
                1,
            )
            first = entries[at]
            text = "".join(entry.text for entry in entries[at : at + count])
            goes_on = _CONTINUES.match(text) and not _AND.match(text)
            if goes_on and whole and whole[-1].role is first.role:
                whole[-1] = replace(whole[-1], text=f"{whole[-1].text}{text}")
            else:
                whole.append(replace(first, text=text))
            at += count
        return whole

    def _is_name(self, lines: Sequence[OwnerEntry]) -> bool:
        """Return whether the joined lines are the name of one unit."""
        same = all(line.role is lines[0].role for line in lines)
        return same and self._units.is_name("".join(line.text for line in lines))

    def _parts(self, entry: OwnerEntry) -> list[OwnerEntry]:
        """Split an entry into units, keeping parts that form one unit's name together."""
        text = _AND.sub("", entry.text)
        if is_post(text):
            if (post := _DISTRICTS_AND.match(text)) is None:
                return [replace(entry, text=text)]
            rest = self._parts(replace(entry, text=text[post.end() :]))
            return [replace(entry, text=post[1]), *rest]
        if self._units.find(text) is None and (parted := self._with_behind(text)):
            name, behind = parted
            both = (replace(entry, text=each) for each in (name, behind))
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
                    if self._units.is_name(text[begins[at] : ends[last]])
                ),
                at,
            )
            parts.append(text[begins[at] : ends[last]])
            at = last + 1
        names = [name for part in parts if part for name in self._side_by_side(part)]
        return [replace(entry, text=name) for name in names]

    def _with_behind(self, text: str) -> tuple[str, str] | None:
        """Return a name, and the person of that unit or the telephone number behind it."""
        for gap in () if is_telephone(text) else _BEHIND.finditer(text):
            name, in_brackets = text[: gap.start()], "(" in gap[0]
            if in_brackets and not text.endswith(")"):
                continue
            behind = (
                text[gap.end() :].removesuffix(")").rstrip() if in_brackets else text[gap.end() :]
            )
            of_unit = in_brackets or self._units.find(name) is not None
            if is_telephone(behind) or (of_unit and is_person(behind)):
                return name, behind
        return None

    def _side_by_side(self, text: str) -> list[str]:
        """Split a text into known names if all parts are known; else return it unchanged.

        A leading ฝ่าย may apply to all parts, and a name may contain และ itself: without spaces,
        only abbreviations and names with ฝ่าย are split.
        """
        gaps = list(_BETWEEN.finditer(text))
        if not gaps or self._units.find(text) is not None:
            return [text]
        begins = [0, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), len(text)]
        names = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        if not all(self._units.find(name) is not None for name in names):
            return [text]
        whole = [bool(_WHOLE.match(name)) for name in names]
        alone = all(
            _ABBREVIATED.fullmatch(name) or is_whole
            for name, is_whole in zip(names, whole, strict=True)
        )
        apart = all(gap[0] != gap[0].strip() or gap[0] in "/&" for gap in gaps)
        return names if alone or (apart and not any(whole)) else [text]

    def _known(self, entry: OwnerEntry) -> OwnerRef | None:
        if unit := self._units.find(entry.text):
            return OwnerRef(unit_id=unit.id, role=entry.role)
        if person := self._person(split_name(entry.text)):
            return OwnerRef(person_id=person.id, role=entry.role)
        return OwnerRef(post=entry.text, role=entry.role) if is_post(entry.text) else None
