"""Owner cells resolved to units, people and posts, and compared with the owners there are."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ita_desktop.domain.matching import unit_key
from ita_desktop.domain.names import split_name
from ita_desktop.domain.posts import is_post
from ita_desktop.domain.records import Owner, OwnerRole
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells import shortened
from ita_desktop.exchange.owners import OwnerEntry
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.import_kinds.register import People, Units
from ita_desktop.services.import_plan import Delete, Insert, Update, Write

OwnerT = TypeVar("OwnerT", bound=Owner)

# Units that stand side by side in one cell (ฝ่ายการคลัง ฝ่ายเทศกิจ).
_NEXT_UNIT = re.compile(
    r"\s*(?:/|และ|กับ|ร่วมกับ|\s)\s*(?=ฝ่าย|ทุกฝ่าย|ทุกโรงเรียน|โรงเรียน|รร\.|ผู้บริหาร|สำนักงานเขต)"
)
_AND = re.compile(r"^(?:และ|กับ|ร่วมกับ)\s*(?=ฝ่าย|ทุก|โรงเรียน|รร\.|ผู้|เจ้าหน้าที่|หัวหน้า)")


class Owners:
    """Resolves what owner cells name."""

    def __init__(self, year: YearData, units: Units, people: People) -> None:
        self._year = year
        self._units = units
        self._people = people

    def resolve(self, entries: Sequence[OwnerEntry]) -> list[OwnerRef]:
        """The owners in order, each once; raises RowError for one that nobody knows."""
        refs = [ref for entry in self._whole(entries) for ref in self._one(entry)]
        return list(dict.fromkeys(refs))

    def _whole(self, entries: Sequence[OwnerEntry]) -> list[OwnerEntry]:
        """The entries, those together that are one unit's name on two lines of a cell."""
        whole: list[OwnerEntry] = []
        for one in entries:
            joined = replace(whole[-1], text=f"{whole[-1].text}{one.text}") if whole else one
            if whole and joined.role is one.role and self._is_name(joined.text):
                whole[-1] = joined
            else:
                whole.append(one)
        return whole

    def _is_name(self, text: str) -> bool:
        """Whether a text is a unit's name, perhaps without its end (ฯ)."""
        unit = self._units.finder.find(text)
        return unit is not None and unit_key(unit.name).startswith(unit_key(text))

    def label(self, refs: Sequence[OwnerRef]) -> str:
        """The owners as a table prints them."""
        return "; ".join(self._label(ref) for ref in refs)

    def _label(self, ref: OwnerRef) -> str:
        text = ref.post
        if ref.unit_id is not None:
            text = self._year.unit_by_id[ref.unit_id].label
        elif ref.person_id is not None:
            text = self._year.person_by_id[ref.person_id].full_name
        return f"{text} (สนับสนุน)" if ref.role is OwnerRole.SUPPORT else text

    def _one(self, entry: OwnerEntry) -> list[OwnerRef]:
        text = _AND.sub("", entry.text)
        parts = [text] if is_post(text) else _NEXT_UNIT.split(text)
        refs = [self._known(part, entry.role) for part in parts]
        if all(refs):
            return [ref for ref in refs if ref is not None]
        unknown = next(part for part, ref in zip(parts, refs, strict=True) if ref is None)
        near = self._units.finder.near(unknown)
        raise RowError(
            "ไม่รู้จักผู้รับผิดชอบ “{text}”",
            remedy=(
                "หมายถึง “{near}” หรือไม่ แก้ชื่อในไฟล์แล้วนำเข้าใหม่"
                if near
                else "แก้ชื่อให้ตรงกับหน่วยงานในแฟ้ม หรือเพิ่มหน่วยงานนี้ก่อน แล้วนำเข้าใหม่"
            ),
            text=shortened(unknown),
            near=near.name if near else "",
        )

    def _known(self, text: str, role: OwnerRole) -> OwnerRef | None:
        if unit := self._units.finder.find(text):
            return OwnerRef(unit_id=unit.id, role=role)
        if person := self._people.find(split_name(text)):
            return OwnerRef(person_id=person.id, role=role)
        return OwnerRef(post=text, role=role) if is_post(text) else None


def merged(old: Sequence[OwnerRef], new: Sequence[OwnerRef]) -> list[OwnerRef]:
    """The owners after the import: a role that the file does not name keeps its owners."""
    result: list[OwnerRef] = []
    for role in (OwnerRole.LEAD, OwnerRole.SUPPORT):
        named = [ref for ref in new if ref.role is role]
        result.extend(named or (ref for ref in old if ref.role is role))
    return result


def owner_writes(
    old: Sequence[OwnerT], wanted: Sequence[OwnerRef], make: Callable[[OwnerRef, int], OwnerT]
) -> list[Write]:
    """The writes that turn the ``old`` owners into the ``wanted`` ones."""
    if refs_of(old) == tuple(wanted):
        return []
    left = list(old)
    writes: list[Write] = []
    for position, ref in enumerate(wanted):
        same = next((one for one in left if refs_of([one]) == (ref,)), None)
        if same is None:
            writes.append(Insert(make(ref, position)))
            continue
        left.remove(same)
        if same.position != position:
            writes.append(Update(same, {"position": position}))
    return [*map(Delete, left), *writes]
