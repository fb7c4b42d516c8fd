"""The units of a group (ทุกฝ่าย, โรงเรียนในสังกัด)."""

from typing import Final

from ita_desktop.domain.records import GroupOf, Unit, UnitKind
from ita_desktop.domain.year import YearData

KINDS: Final = {
    GroupOf.SECTIONS: UnitKind.SECTION,
    GroupOf.SECTION_HEADS: UnitKind.SECTION,
    GroupOf.SCHOOLS: UnitKind.SCHOOL,
    GroupOf.SCHOOL_DIRECTORS: UnitKind.SCHOOL,
    GroupOf.EXECUTIVES: UnitKind.OFFICE,
}
"""The kind of the units in each group."""


def expand(data: YearData, group: GroupOf) -> tuple[Unit, ...]:
    """Return the units of a group: all sections, all schools, or the office."""
    wanted = KINDS.get(group)
    return tuple(unit for unit in data.units if unit.kind is wanted)
