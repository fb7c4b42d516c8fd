"""The frameworks that come with the program, and files from elsewhere; frameworks as plain data."""

from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, LevelSet, Option, Scale, scale_options
from ita_desktop.domain.framework_draft import FrameworkStatus, status_of_source
from ita_desktop.frameworks.framework_file import (
    LEVELS_SCHEMA,
    FrameworkInfo,
    framework_of,
    level_sets_of,
    read_framework,
    read_info,
    read_level_sets,
)
from ita_desktop.frameworks.table import (
    Faults,
    FrameworkFileError,
    Map,
    MappingReader,
    Problem,
    parse_tree,
    read_tree,
)
from ita_desktop.frameworks.write import to_text
from ita_desktop.paths import resource

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def describe(framework: Framework) -> dict[str, Plain]:
    """``framework`` as JSON-ready data: numbers with decimals as text, dates as ISO text."""
    status = FrameworkStatus.DRAFT if framework.drafted_from else status_of_source(framework)
    return {"framework_status": status.value} | {
        field.name: _plain(getattr(framework, field.name)) for field in fields(framework)
    }


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def available() -> tuple[FrameworkInfo, ...]:
    """The shipped frameworks, oldest year first. Reads their heads only."""
    folder = resource("frameworks")
    infos = [_info(path) for path in sorted(folder.glob("*.yaml")) if path != _levels_path()]
    return tuple(sorted(infos, key=lambda info: info.fiscal_years))


def level_sets() -> tuple[LevelSet, ...]:
    """The shipped level sets."""
    return read_level_sets(_levels_path())


def load(fiscal_year: int, *, used_in: int | None = None) -> Framework:
    """The shipped framework of the Buddhist ``fiscal_year``, as it reads in that year.

    With ``used_in`` its texts, periods and dates are those of another year (a new year that still
    uses the framework of an older one). Raises InputError when no framework is for the year.
    """
    infos = available()
    for info in infos:
        if fiscal_year in info.fiscal_years:
            return _shipped(info.path, used_in or fiscal_year)
    raise InputError(
        "ไม่มีกรอบการประเมินของปีงบประมาณ {year}",
        remedy="ใช้ปีใดปีหนึ่ง: {known}",
        year=fiscal_year,
        known=", ".join(str(year) for info in infos for year in info.fiscal_years),
    )


def load_file(path: Path, fiscal_year: int | None = None) -> Framework:
    """The framework of a file as it reads in ``fiscal_year``, else in the last of its years.

    Raises :class:`FrameworkFileError` (an InputError) with every fault of the file.
    """
    return read_framework(path, _by_code(level_sets()), fiscal_year)


@cache
def _info(path: Path) -> FrameworkInfo:
    """:func:`read_info` of a file that stays as it is while the program runs."""
    return read_info(path)


@lru_cache(maxsize=16)
def _shipped(path: Path, fiscal_year: int | None = None) -> Framework:
    """:func:`load_file` of a file that stays as it is while the program runs."""
    return load_file(path, fiscal_year)


def load_code(code: str, used_in: int) -> Framework | None:
    """The shipped framework of that ``code`` as it reads in a Buddhist fiscal year; None where
    the program has no such framework."""
    found = next((info for info in available() if info.code == code), None)
    return _shipped(found.path, used_in) if found is not None else None


def standard_options() -> dict[Scale, tuple[Option, ...]]:
    """The answers of each survey scale in the newest shipped framework that has it."""
    found: dict[Scale, tuple[Option, ...]] = {}
    for info in available():
        found |= scale_options(_shipped(info.path))
    return found


def write_text(framework: Framework, fiscal_year: int) -> str:
    """``framework``, whose texts are those of the Buddhist ``fiscal_year``, as a framework file.

    Where it has no faults the file is valid, and reads in that year as the same framework.
    """
    return to_text(framework, fiscal_year, level_sets())


def moved(framework: Framework, fiscal_year: int, to_year: int) -> Framework:
    """A copy of a year's framework for another Buddhist fiscal year: texts that name the year of
    the assessment, periods and dates are those of ``to_year``; its faults stay."""
    tree = parse_tree(write_text(framework, fiscal_year), Faults(""))
    return framework_of(tree, Faults(""), _by_code(level_sets()), to_year)


def validate_file(path: Path) -> list[Problem]:
    """Every fault of a framework file or a file of level sets, by line; none when it is valid."""
    faults = Faults(path.name)
    try:
        tree = read_tree(path, faults)
        if _schema(tree) == LEVELS_SCHEMA:
            level_sets_of(tree, faults)
        else:
            framework_of(tree, faults, _by_code(level_sets()))
        faults.raise_if_any()
    except FrameworkFileError as error:
        return list(error.problems)
    return []


def _schema(tree: Map) -> str:
    return MappingReader(tree, "", Faults(""), {}).text("schema")


def _by_code(sets: tuple[LevelSet, ...]) -> dict[str, LevelSet]:
    return {set_.code: set_ for set_ in sets}


def _levels_path() -> Path:
    return resource("frameworks", "levels.yaml")
