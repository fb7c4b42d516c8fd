"""Owner cells resolved to units, people and posts, and compared with the owners there are."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ita_desktop.domain.records import Owner, OwnerRole
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells import shortened
from ita_desktop.exchange.owners import OwnerEntry
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.import_kinds.register import People, Units
from ita_desktop.services.import_plan import Delete, Insert, Update, Write
from ita_desktop.services.owner_names import OwnerNames

OwnerT = TypeVar("OwnerT", bound=Owner)


class Owners:
    """Resolves what owner cells name."""

    def __init__(self, year: YearData, units: Units, people: People) -> None:
        self._year = year
        self._units = units
        self._names = OwnerNames(units.finder, people.find)

    def resolve(self, entries: Sequence[OwnerEntry]) -> list[OwnerRef]:
        """The owners in order, each once; raises RowError for one that nobody knows."""
        named = self._names.read(entries)
        if named.unknown:
            raise self._unknown(named.unknown[0])
        return list(named.known)

    def _unknown(self, entry: OwnerEntry) -> RowError:
        near = " ".join(f"“{unit.name}”" for unit in self._units.finder.nearest(entry.text))
        return RowError(
            "ไม่รู้จักผู้รับผิดชอบ “{text}”",
            remedy=(
                "หมายถึง {near} หรือไม่ แก้ชื่อในไฟล์แล้วนำเข้าใหม่"
                if near
                else "แก้ชื่อให้ตรงกับหน่วยงานในแฟ้ม หรือเพิ่มหน่วยงานนี้ก่อน แล้วนำเข้าใหม่"
            ),
            text=shortened(entry.text),
            near=near,
        )

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
