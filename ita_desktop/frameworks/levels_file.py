"""The file of level sets."""

from decimal import Decimal
from pathlib import Path

from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.frameworks.problems import Faults
from ita_desktop.frameworks.table import Table
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
    root = Table(tree, "", faults, {})
    root.text("schema")
    sets: list[LevelSet] = []
    for row in root.rows("level_sets", required=True):
        levels = _level_set(row)
        if levels.code in {one.code for one in sets}:
            row.fault("code", "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน", code=levels.code)
        sets.append(levels)
    root.finish()
    return tuple(sets)


def _level_set(row: Table) -> LevelSet:
    levels: list[Level] = []
    for one in row.rows("levels", required=True):
        level = Level(
            code=one.text("code", required=True),
            name=one.text("name_th", required=True),
            total_min=one.number("total_min", required=True) or Decimal(0),
            each_instrument_min=one.number("each_instrument_min"),
        )
        one.finish()
        if level.code in {other.code for other in levels}:
            one.fault("code", "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน", code=level.code)
        if levels and _demand(level) >= _demand(levels[-1]):
            one.fault(
                "total_min",
                "ระดับ {code} ไม่ได้ต่ำกว่าระดับก่อนหน้า",
                "เรียงระดับจากดีที่สุดลงไป",
                code=level.code,
            )
        levels.append(level)
    if levels and _demand(levels[-1]) > (Decimal(0), Decimal(0)):
        row.fault(
            "levels",
            "คะแนนต่ำสุดไม่มีระดับ",
            "ให้ระดับสุดท้ายมี total_min: 0 และไม่มี each_instrument_min",
        )
    levels_read = LevelSet(
        code=row.text("code", required=True),
        name=row.text("name_th", required=True),
        levels=tuple(levels),
        status=row.text("status"),
        note=row.text("note_th"),
    )
    row.finish()
    return levels_read


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    return level.total_min, level.each_instrument_min or Decimal(0)
