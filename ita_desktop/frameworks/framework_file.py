"""One framework file as a :class:`Framework`, valid or refused with every fault named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, LevelSet
from ita_desktop.frameworks.checks import disagreements
from ita_desktop.frameworks.levels_file import read_levels
from ita_desktop.frameworks.parts import Parts, read_parts
from ita_desktop.frameworks.problems import Faults, FrameworkFileError
from ita_desktop.frameworks.table import MappingReader
from ita_desktop.frameworks.yaml_tree import Map, read_head, read_tree

SCHEMA = "ita-framework/1"
FIRST_YEAR, LAST_YEAR = 2550, 2699
"""Buddhist fiscal years that a framework can be for."""
_HEAD = frozenset({"schema", "code", "fiscal_years", "title_th"})
"""What is known of a framework before it is read whole."""


@dataclass(frozen=True, slots=True)
class FrameworkInfo:
    """What a list of frameworks shows: the years are Buddhist fiscal years."""

    code: str
    title: str
    fiscal_years: tuple[int, ...]
    path: Path


def read_info(path: Path) -> FrameworkInfo:
    """The head of a framework file, the title with all its years.

    Raises :class:`FrameworkFileError`.
    """
    faults = Faults(path.name)
    tree = read_head(path, _HEAD, faults)
    root, years = _head(tree, faults)
    root = root.with_fields({"year": "-".join(map(str, years))})
    info = FrameworkInfo(
        root.text("code", required=True), root.text("title_th", required=True), years, path
    )
    faults.raise_if_any()
    return info


def read_framework(
    path: Path, level_sets: Mapping[str, LevelSet], fiscal_year: int | None = None
) -> Framework:
    """The framework of a file as it reads in ``fiscal_year``, else in the last of its years.

    Raises :class:`FrameworkFileError` with every fault of the file, InputError for a year that no
    framework can be for.
    """
    if fiscal_year is not None and not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        raise InputError(
            "ปีงบประมาณ {year} อยู่นอกช่วงที่ใช้ได้", remedy="ใช้ปี พ.ศ. เช่น 2568", year=fiscal_year
        )
    faults = Faults(path.name)
    tree = read_tree(path, faults)
    framework = framework_of(tree, faults, level_sets, fiscal_year)
    faults.raise_if_any()
    return framework


def framework_of(
    tree: Map, faults: Faults, level_sets: Mapping[str, LevelSet], fiscal_year: int | None = None
) -> Framework:
    """The framework that a file's mapping holds; what is wrong with it goes to ``faults``."""
    root, years = _head(tree, faults)
    year = fiscal_year or (years or (LAST_YEAR,))[-1]
    root = root.with_fields({"year": str(year), "previous_year": str(year - 1)})
    parts = read_parts(root, year)
    framework = Framework(
        code=root.text("code", required=True),
        title=root.text("title_th", required=True),
        fiscal_years=years,
        instruments=tuple(instrument for _, instrument in parts.instruments),
        indicators=tuple(indicator for _, indicator in parts.indicators),
        items=tuple(item for _, item in parts.items),
        levels=_levels(root, level_sets),
        response_system=root.text("response_system"),
        notes=root.texts("notes_th"),
        calendar=tuple(day for _, day in parts.calendar),
        sources=tuple(source for _, source in parts.sources),
        drafted_from=_drafted_from(root, year in years),
        links=tuple(parts.links),
    )
    root.finish()
    _check(root, parts, framework)
    return framework


def _check(root: MappingReader, parts: Parts, framework: Framework) -> None:
    """Note every disagreement at the row that it concerns."""
    for fault in disagreements(framework):
        row = parts.table(fault.spot) or root
        row.fault(fault.key, fault.template, fault.remedy, **fault.fields)
    for row, key, code, text in parts.counts:
        if key == "item_count":
            found = len(framework.items_of(code))
        else:
            found = len(framework.indicators_of(code))
        if found != text:
            row.fault(
                key,
                "{name} เป็น {said} แต่ในไฟล์มี {found}",
                "แก้จำนวน หรือเพิ่มหรือลบรายการให้ตรง",
                name=key,
                said=text,
                found=found,
            )


def _head(tree: Map, faults: Faults) -> tuple[MappingReader, tuple[int, ...]]:
    """The file's table and the years that it is for."""
    head = MappingReader(tree, "", faults, {})
    if head.text("schema", required=True) not in {SCHEMA, ""}:
        head.fault(
            "schema", "ไม่ใช่ไฟล์กรอบการประเมิน", "ใช้ไฟล์ที่ขึ้นต้นด้วย schema: {schema}", schema=SCHEMA
        )
        raise FrameworkFileError(faults.problems)
    return head, head.wholes("fiscal_years", low=FIRST_YEAR, high=LAST_YEAR)


def _drafted_from(root: MappingReader, prints_year: bool) -> str:
    """The code of the framework that this one was copied from, if it is a draft in its year: the
    file says so, or is for other years."""
    status, copied = root.word("status", ("draft",)), root.text("copied_from")
    if copied and not status:
        root.fault(
            "copied_from", "copied_from ใช้กับ status: draft เท่านั้น", "เพิ่ม status: draft หรือลบออก"
        )
    if status or not prints_year:
        return copied or root.text("code")
    return ""


def _levels(root: MappingReader, level_sets: Mapping[str, LevelSet]) -> LevelSet:
    """The level set that the year uses, with what is known of that choice: one of the shipped
    sets by its code, or one whose levels the file lists itself."""
    chosen = root.table("level_set")
    if chosen is None:
        root.fault(
            "level_set",
            "ไม่มี {name} ซึ่งต้องมี",
            "เพิ่มหัวข้อ {name}: พร้อมค่า",
            name="level_set",
        )
        return LevelSet("", "", ())
    code = chosen.text("set", required=True)
    levels = level_sets.get(code)
    status, note = chosen.text("status"), chosen.text("note_th")
    own = read_levels(chosen)
    name = chosen.text("name_th", required=bool(own))
    chosen.finish()
    if own:
        return LevelSet(code, name, own, status, note)
    if levels is None:
        chosen.fault(
            "set",
            "ไม่มีชุดระดับ {code}",
            "ใช้ชุดใดชุดหนึ่ง: {known} หรือเขียนระดับเองใต้ levels",
            code=code,
            known=", ".join(level_sets),
        )
        return LevelSet(code, "", ())
    return replace(levels, status=status or levels.status, note=note or levels.note)
