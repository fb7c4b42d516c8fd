"""Files and texts as the sheets that an import reads, and what importing them would do."""

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.delimited import read_delimited
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import DataSheet, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_content, read_file
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.draft import Decided
from ita_desktop.services.imports.found.part import YearSource
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.imports.results.taking import plan_for, plan_results
from ita_desktop.storage.workspace import Workspace


def read_tables(path: Path, work_progress: WorkProgress | None = None) -> tuple[DataSheet, ...]:
    """The sheets of a file that holds a table."""
    return read_file(path, "roster", work_progress).sheets


def read_text(text: str, source: str = "ข้อความที่วาง") -> list[DataSheet]:
    """The rows of tab-separated text."""
    sheet = read_delimited(text, source, WorkProgress(), separator="\t")
    return [sheet] if sheet.rows else []


@lru_cache(maxsize=128)
def read_once(content: bytes, name: str, kind: str) -> ImportSource:
    """A file that several tests take in, read once a process: nothing changes what was read."""
    return read_content(content, name, kind)


_DECIDED: Final = frozenset(field.name for field in fields(Decided))


def _apart(more: dict[str, Any]) -> tuple[Decided, dict[str, Any]]:
    """What a person has decided, and the other arguments."""
    own = {name: more.pop(name) for name in _DECIDED & more.keys()}
    return Decided(**own), more


def plan_source(
    workspace: YearSource, year: int | None, kind: str, source: ImportSource, **more: Any
) -> ImportPlan:
    """What taking in a file would do, with what a person has decided by its names."""
    decided, more = _apart(more)
    return importing.plan_source(workspace, year, kind, source, decided, **more)


def plan_import(year: YearData, kind: str, sheets: Sequence[DataSheet], **more: Any) -> ImportPlan:
    """What taking in tables would do."""
    decided, more = _apart(more)
    source = ImportSource("", tuple(sheets))
    if kind == "results":
        read = read_results(source, WorkProgress(), year=year.year)
        return plan_for(year, read, replace=decided.replace)
    return importing.plan_import(year, kind, source, decided, **more)


def plan_file(
    workspace: Workspace, year: int | None, kind: str, path: Path, **more: Any
) -> ImportPlan:
    return plan_source(workspace, year, kind, read_file(path, kind), **more)


def plan_sheets(workspace: Workspace, sheets: Sequence[DataSheet], **more: Any) -> ImportPlan:
    """What taking in a result would do."""
    return plan_results(workspace, ImportSource("", tuple(sheets)), **more)
