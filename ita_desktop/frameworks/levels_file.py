"""The file of level sets."""

from decimal import Decimal
from pathlib import Path

from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.frameworks.checks import level_faults
from ita_desktop.frameworks.problems import Faults
from ita_desktop.frameworks.table import MappingReader
from ita_desktop.frameworks.yaml_tree import Map, read_tree

LEVELS_SCHEMA = "ita-levels/1"


def read_level_sets(path: Path) -> tuple[LevelSet, ...]:
    """The level sets of a file. Raises :class:`FrameworkFileError` with every fault."""
    faults = Faults(path.name)
    sets = level_sets_of(read_tree(path, faults), faults)
    faults.raise_if_any()
    return sets


def level_sets_of(tree: Map, faults: Faults) -> tuple[LevelSet, ...]:
    """The level sets of a file's mapping; what is wrong with them goes to ``faults``."""
    root = MappingReader(tree, "", faults, {})
    root.text("schema")
    sets: list[LevelSet] = []
    for row in root.rows("level_sets", required=True):
        levels = _level_set(row)
        if levels.code in {set_.code for set_ in sets}:
            row.fault("code", "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน", code=levels.code)
        sets.append(levels)
    root.finish()
    return tuple(sets)


def _level_set(row: MappingReader) -> LevelSet:
    code = row.text("code", required=True)
    name = row.text("name_th", required=True)
    levels = LevelSet(
        code, name, read_levels(row, required=True), row.text("status"), row.text("note_th")
    )
    row.finish()
    return levels


def read_levels(row: MappingReader, *, required: bool = False) -> tuple[Level, ...]:
    """The levels that a level set lists, best first; what is wrong with them is noted."""
    tables: list[MappingReader] = []
    levels: list[Level] = []
    for reader in row.rows("levels", required=required):
        level = Level(
            code=reader.text("code", required=True),
            name=reader.text("name_th", required=True),
            total_min=reader.number("total_min", required=True) or Decimal(0),
            each_instrument_min=reader.number("each_instrument_min"),
        )
        reader.finish()
        tables.append(reader)
        levels.append(level)
    found = level_faults(LevelSet("", "", tuple(levels))) if levels else []
    for fault in found:
        place = tables[fault.spot.at] if fault.spot.section else row
        place.fault(fault.key, fault.template, fault.remedy, **fault.fields)
    return tuple(levels)
