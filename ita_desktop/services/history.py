"""What was changed lately: in the whole workspace, and about one item or measure."""

from dataclasses import dataclass
from datetime import datetime

from ita_desktop.domain.year import YearData
from ita_desktop.storage.history import Group, HistoryEntry, Kind, Status
from ita_desktop.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One unit of work as a line: when (local time), what, by whom."""

    group: int
    at: datetime
    label: str
    who: str
    kind: Kind
    standing: bool
    """Whether the edit still holds (it was not undone)."""


def latest(workspace: Workspace, limit: int = 50) -> list[HistoryLine]:
    """The newest units of work, newest first."""
    return [_line(group) for group in workspace.history(limit)]


def of_item(
    workspace: Workspace, data: YearData, item_code: str, limit: int = 8
) -> list[HistoryLine]:
    """The newest changes about an OIT item: its assignment, owners, evidence, ticks and marks."""
    year_id = data.fiscal_year.id
    assignment = data.assignment_by_item.get(item_code)
    fragments = [
        f'"year_id":"{year_id}","item_code":"{item_code}"',
        f'"year_id":"{year_id}","requirement":"{item_code}.',
        f'"year_id":"{year_id}","node":"{item_code}"',
    ]
    keys = [one.id for one in data.evidence_of(item_code)]
    keys += [one.id for one in data.scores if one.node == item_code]
    if assignment is not None:
        fragments.append(f'"assignment_id":"{assignment.id}"')
        keys.append(assignment.id)
    return _distinct(workspace.history_of(keys, fragments, limit * 6), limit)


def of_measure(workspace: Workspace, measure_id: str, limit: int = 8) -> list[HistoryLine]:
    """The newest changes about a measure, its links and owners."""
    found = workspace.history_of([measure_id], [f'"measure_id":"{measure_id}"'], limit * 6)
    return _distinct(found, limit)


def _distinct(entries: list[HistoryEntry], limit: int) -> list[HistoryLine]:
    lines = {entry.group.id: _line(entry.group) for entry in entries}
    return list(lines.values())[:limit]


def _line(group: Group) -> HistoryLine:
    return HistoryLine(
        group.id, group.at, group.label, group.who, group.kind, group.status is Status.DONE
    )
