"""Units, people and the organisation itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.matching import UnitFinder, kind_of_name
from ita_desktop.domain.posts import group_of
from ita_desktop.domain.records import Organisation, Unit, UnitKind
from ita_desktop.services.edits import CellEdit, gone, last_position, line, names
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def find_or_add(change: Change, units: Sequence[Unit], text: str) -> tuple[Unit, list[Unit]]:
    """The unit that ``text`` names, added where there is none; and the units with it."""
    name = line(text)
    found = UnitFinder(units).find(name)
    if found is not None:
        return found, list(units)
    unit = change.insert(_new_unit(name, units))
    return unit, [*units, unit]


def add_unit(workspace: Workspace, name: str, short_name: str = "") -> str:
    """Adds a unit; returns its id. Raises InputError where the name is empty or taken."""
    units = workspace.units()
    plain = _free_name(name, units)
    unit = replace(_new_unit(plain, units), short_name=line(short_name))
    with workspace.change("เพิ่ม{name}", name=plain) as change:
        change.insert(unit)
    return unit.id


def _new_unit(name: str, units: Sequence[Unit]) -> Unit:
    kind = kind_of_name(name) or UnitKind.SECTION
    return Unit(
        id=new_id(),
        name=name,
        kind=kind,
        group_of=group_of(name),
        position=last_position(units),
    )


def _free_name(name: object, units: Iterable[Unit]) -> str:
    """The name as it is kept; raises InputError where it is empty or another unit's."""
    plain = line(name)
    if not plain:
        raise InputError("ชื่อหน่วยว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น ฝ่ายโยธา")
    if any(one.name == plain for one in units):
        raise InputError("มี{name}อยู่แล้ว", remedy="ใช้ชื่ออื่น หรือแก้แถวเดิม", name=plain)
    return plain


def edit_units(workspace: Workspace, edits: Sequence[CellEdit]) -> None:
    """Writes edits of units (``name``, ``short_name``, ``aliases``; texts) in one unit of work."""
    units = {one.id: one for one in workspace.units()}
    which = names([units[one.row].name for one in edits if one.row in units], "หน่วย")
    with workspace.change("แก้หน่วย {which}", which=which) as change:
        for one in edits:
            if one.row not in units:
                raise gone("หน่วย")
            value = line(one.value)
            if one.field == "name":
                others = [unit for unit in units.values() if unit.id != one.row]
                value = _free_name(value, others)
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


def edit_organisation(workspace: Workspace, **values: str) -> None:
    """Changes fields of the office (``name``, ``short_name``, ``agency_code``, ``address``,
    ``website``). Raises InputError for an empty name."""
    kept = {name: line(value) for name, value in values.items()}
    organisation = workspace.organisation()
    if not kept.get("name", organisation.name if organisation else ""):
        raise InputError("ชื่อหน่วยงานว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
    with workspace.change("แก้ข้อมูลหน่วยงาน") as change:
        if organisation is None:
            organisation = change.insert(Organisation(id=new_id(), name=kept["name"]))
        change.update(organisation, **kept)
