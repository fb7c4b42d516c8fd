"""Takes back what units returned: files, folders, mails, through the one way in of all imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.formats import MAILS
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.imports.found.reading import FoundParts, find_in
from ita_desktop.services.imports.found.series import (
    ImportSeries,
    PlannedPart,
    apply_series,
    plan_parts,
)
from ita_desktop.services.imports.plan import ImportPlan, Insert
from ita_desktop.storage.workspace import Workspace


@dataclass(frozen=True)
class Returned:
    """What one file of a unit would change."""

    unit: str
    """The name of the unit; empty if the form is not known."""
    file: str
    new: int
    changed: int
    unchanged: int
    conflicts: tuple[str, ...]
    """Rows that somebody else changed meanwhile, in words; they are not taken."""
    refused: tuple[str, ...]
    """What is not taken, and why."""
    photographs: int
    remarks: tuple[str, ...] = ()
    """What else to check."""

    def as_json(self) -> dict[str, Any]:
        """Return it in the format of the command line's ``--json``."""
        return {
            "unit": self.unit,
            "file": self.file,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "conflicts": list(self.conflicts),
            "refused": list(self.refused),
            "photographs": self.photographs,
        }


@dataclass(frozen=True)
class TakenBack:
    """What was returned, file by file."""

    units: tuple[Returned, ...]
    problem: WorkspaceError | None = None
    """Why no safety copy could be made before."""

    @property
    def is_incomplete(self) -> bool:
        """Whether something was not taken."""
        return any(unit.conflicts or unit.refused for unit in self.units)


def take_back(
    workspace: Workspace,
    year: int,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    work_progress: WorkProgress | None = None,
) -> TakenBack:
    """Take what units returned as one unit of work; what is in conflict is left and reported.

    Raises InputError if nothing can be read, WorkspaceError if it cannot be written, and whatever
    ``work_progress`` raises.
    """
    found = find_in(paths, workspace.year(year), work_progress)
    if not found.sources and not found.left:
        raise InputError("ไม่พบไฟล์ที่อ่านได้", where=str(paths[0]), remedy="ตรวจว่าเลือกโฟลเดอร์ถูก")
    series = plan_parts(workspace, found.parts, shown=year, work_progress=work_progress)
    problem = None if dry_run else apply_series(workspace, series)
    return TakenBack(tuple(returned(workspace.year(year), series, found)), problem)


def returned(data: YearData, series: ImportSeries, found: FoundParts) -> list[Returned]:
    """Return what each part would change, but for what a mail says around its files, then the files
    that were not read."""
    parts = [
        _of_part(data, planned)
        for planned in series.parts
        if not (planned.part.is_text and planned.part.source.name.lower().endswith(MAILS))
    ]
    left = (Returned("", str(error.where), 0, 0, 0, (), (str(error),), 0) for error in found.left)
    return [*parts, *left]


def _of_part(data: YearData, planned: PlannedPart) -> Returned:
    plan, file = planned.plan, planned.part.source.name
    form = data.form_by_id.get(planned.part.source.form)
    unit = data.unit_name(form.unit_id) if form is not None else ""
    if plan is None or not planned.part.is_wanted:
        doubts = [doubt.why for doubt in planned.doubts]
        why = str(planned.problem) if planned.problem else " · ".join(doubts)
        return Returned(unit, file, 0, 0, 0, (), (why,), 0)
    return Returned(
        unit,
        file,
        new=plan.added,
        changed=plan.changed,
        unchanged=plan.same,
        conflicts=tuple(_conflicts(plan)),
        refused=tuple(f"{skipped.place}: {skipped.why}" for skipped in plan.skipped),
        photographs=sum(
            isinstance(write, Insert) and isinstance(write.record, Photo)
            for write in planned.writes
        ),
        remarks=tuple(doubt.why for doubt in planned.doubts),
    )


def _conflicts(plan: ImportPlan) -> list[str]:
    return [
        " · ".join(
            [
                *(str(origin.row) for origin in change.origins),
                *(f"{cell.heading}: {cell.old} → {cell.new}" for cell in change.cells if cell.old),
            ]
        )
        for change in plan.changes
        if change.conflict and change.key not in plan.accepted
    ]
