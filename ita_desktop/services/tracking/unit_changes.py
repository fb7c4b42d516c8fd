"""What a change of the units means for the measures and OIT items that groups of them do."""

from collections.abc import Iterable, Iterator

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.records import Unit
from ita_desktop.domain.tracking.units import of_several, units_of_item, units_of_measure
from ita_desktop.domain.year import YearData


def told(before: YearData, after: YearData) -> str:
    """Return which units are counted now for what several units do, and which no more; empty if
    that did not change."""
    old, new = _counted(before), _counted(after)
    came, went = _named(after.units, new, old), _named(before.units, old, new)
    return joined(
        *(
            Phrase("{unit} ถูกนับด้วยในงานของหลายหน่วยงาน {count} เรื่อง", unit=unit, count=count)
            for unit, count in came
        ),
        *(
            Phrase("{unit} ไม่ถูกนับแล้วในงานของหลายหน่วยงาน {count} เรื่อง", unit=unit, count=count)
            for unit, count in went
        ),
    )


def _named(
    units: Iterable[Unit], counted: dict[str, int], other: dict[str, int]
) -> list[tuple[str, int]]:
    """Return the units that are counted more often than in ``other``, with how much more."""
    return [
        (unit.name, more)
        for unit in units
        if (more := counted.get(unit.id, 0) - other.get(unit.id, 0)) > 0
    ]


def _counted(data: YearData) -> dict[str, int]:
    """Return in how many measures and items of several units each unit is counted, by id."""
    counted: dict[str, int] = {}
    for units in _groups(data):
        for unit in units if of_several(units) else ():
            counted[unit.id] = counted.get(unit.id, 0) + 1
    return counted


def _groups(data: YearData) -> Iterator[tuple[Unit, ...]]:
    for measure in data.measures:
        yield units_of_measure(data, measure.id)
    for assignment in data.assignments:
        yield units_of_item(data, assignment.item_code)
