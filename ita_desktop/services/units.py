"""Units, people and the organisation itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.matching import UnitFinder, kind_of_name
from ita_desktop.domain.records import GroupOf, Organisation, Unit, UnitKind
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit, gone, names
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def find_or_add(change: Change, units: Sequence[Unit], text: str) -> tuple[Unit, list[Unit]]:
    """The unit that ``text`` names, added where there is none; and the units with it."""
    name = one_line(text)
    found = UnitFinder(units).find(name)
    if found is not None:
        return found, list(units)
    unit = change.insert(
        Unit(
            id=new_id(), name=name, kind=kind_of_name(name) or UnitKind.SECTION, position=len(units)
        )
    )
    return unit, [*units, unit]


def add_unit(workspace: Workspace, name: str, short_name: str = "") -> str:
    """Adds a unit; returns its id. Raises InputError where the name is empty or taken."""
    units = workspace.units()
    plain = one_line(name)
    if not plain:
        raise InputError("ยังไม่ได้ตั้งชื่อหน่วย", remedy="พิมพ์ชื่อ เช่น ฝ่ายโยธา")
    if any(one.name == plain for one in units):
        raise InputError("มี{name}อยู่แล้ว", remedy="ใช้ชื่ออื่น หรือแก้แถวเดิม", name=plain)
    unit = Unit(
        id=new_id(),
        name=plain,
        short_name=short_name,
        kind=kind_of_name(plain) or UnitKind.SECTION,
        position=len(units),
    )
    with workspace.change("เพิ่ม{name}", name=plain) as change:
        change.insert(unit)
    return unit.id


def edit_units(workspace: Workspace, edits: Sequence[CellEdit]) -> None:
    """Writes edits of units (``name``, ``short_name``, ``aliases``; texts) in one unit of work."""
    units = {one.id: one for one in workspace.units()}
    which = names([units[one.row].name for one in edits if one.row in units], "หน่วย")
    with workspace.change("แก้หน่วย {which}", which=which) as change:
        for one in edits:
            if one.row not in units:
                raise gone("หน่วย")
            value = one_line(str(one.value))
            if one.field == "name" and not value:
                raise InputError("ชื่อหน่วยว่างไม่ได้", remedy="พิมพ์ชื่อ หรือเอาแถวออก")
            units[one.row] = change.update(units[one.row], **{one.field: value})


def remove_units(workspace: Workspace, ids: Iterable[str]) -> None:
    """Removes units; people and members let go of them, their ownerships go with them."""
    chosen = set(ids)
    units = [one for one in workspace.units() if one.id in chosen]
    if units:
        which = names([one.name for one in units], "หน่วย")
        with workspace.change("เอาหน่วยออก {which}", which=which) as change:
            for unit in units:
                change.delete(unit)


def edit_organisation(workspace: Workspace, **values: Any) -> None:
    """Changes fields of the office (``name``, ``short_name``, ``agency_code``, ``address``,
    ``website``). Raises InputError for an empty name."""
    if not str(values.get("name", "x")).strip():
        raise InputError("ชื่อหน่วยงานว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
    organisation = workspace.organisation()
    clean = {name: one_line(str(value)) for name, value in values.items()}
    with workspace.change("แก้ข้อมูลหน่วยงาน") as change:
        if organisation is None:
            change.insert(replace(Organisation(id=new_id(), name=""), **clean))
        else:
            change.update(organisation, **clean)


def expand(data: YearData, group: GroupOf) -> tuple[Unit, ...]:
    """The units that a group stands for: all sections, all schools, or the office."""
    wanted = {
        GroupOf.SECTIONS: UnitKind.SECTION,
        GroupOf.SECTION_HEADS: UnitKind.SECTION,
        GroupOf.SCHOOLS: UnitKind.SCHOOL,
        GroupOf.SCHOOL_DIRECTORS: UnitKind.SCHOOL,
        GroupOf.EXECUTIVES: UnitKind.OFFICE,
    }.get(group)
    return tuple(unit for unit in data.units if unit.kind is wanted)
