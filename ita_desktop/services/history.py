"""Recent changes of the workspace or of one row, and going back to an earlier state."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.year import YearData
from ita_desktop.storage.edits.changes import EditGroup, EditStatus, HistoryEntry, RowChange
from ita_desktop.storage.workspace import Workspace

_ENTRIES: Final = 50
"""Greatest number of changes shown of a row."""


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """An edit in the undo list, and how to return to the state after it.

    ``steps`` is the number of edits to undo (negative) or redo to get there: 0 for the last one in
    effect, None if it cannot be reached.
    """

    edit: EditGroup
    steps: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest edits, newest first. ``begin`` is the number of the state before all of them, and
    ``steps_to_begin`` the number of edits to undo to get there (0 or less); both None if older
    edits are left out."""

    points: tuple[HistoryPoint, ...]
    begin: int | None
    steps_to_begin: int | None


def timeline(workspace: Workspace, limit: int = 100) -> Timeline:
    """Return the newest ``limit`` edits since the workspace was created, with the steps to each."""
    groups = [group for group in workspace.edits.latest(limit) if group.id > workspace.edits.begin]
    whole = len(groups) < limit
    standing = [group.id for group in groups if group.stands]
    undone = [group.id for group in groups if group.status is EditStatus.UNDONE]
    points = tuple(HistoryPoint(group, _steps(group, standing, undone)) for group in groups)
    return Timeline(
        points, workspace.edits.begin if whole else None, -len(standing) if whole else None
    )


def _steps(group: EditGroup, standing: Sequence[int], undone: Sequence[int]) -> int | None:
    if group.status is EditStatus.DROPPED:
        return None
    if group.status is EditStatus.UNDONE:
        return sum(number <= group.id for number in undone)
    return -sum(number > group.id for number in standing)


def of_item(
    workspace: Workspace, data: YearData, item_code: str, limit: int = 8
) -> list[EditGroup]:
    """Return the newest changes to an OIT item: assignment, owners, evidence, ticks, marks, remarks
    and what was filed."""
    year_id = data.fiscal_year.id
    assignment = data.assignment_by_item.get(item_code)
    of_year = f'"year_id":"{year_id}"'
    fragments = [
        ("assignment", f'{of_year},"item_code":"{item_code}"'),
        ("evidence", f'{of_year},"item_code":"{item_code}"'),
        ("check_mark", f'{of_year},"requirement":"{item_code}.'),
        ("score", f'{of_year},"node":"{item_code}"'),
        ("assessor_remark", f'{of_year},"node":"{item_code}"'),
        ("filing", f'{of_year},"item_code":"{item_code}"'),
    ]
    keys = [evidence.id for evidence in data.evidence_of(item_code)]
    keys += [score.id for score in data.scores if score.node == item_code]
    keys += [row.id for row in (*data.remarks_of(item_code), *data.filings_of(item_code))]
    if assignment is not None:
        fragments.append(("assignment_owner", f'"assignment_id":"{assignment.id}"'))
        keys.append(assignment.id)
    return _groups(workspace, keys, fragments, limit)


def of_measure(
    workspace: Workspace, data: YearData, measure_id: str, limit: int = 8
) -> list[EditGroup]:
    """Return the newest changes to a measure, its links, owners and entries."""
    part = f'"measure_id":"{measure_id}"'
    fragments = [
        (table, part) for table in ("measure_item", "measure_owner", "measure_finding", "entry")
    ]
    entries = [entry.id for entry in data.entries_of(measure_id)]
    return _groups(workspace, [measure_id, *entries], fragments, limit)


def of_finding(workspace: Workspace, finding_id: str, limit: int = 8) -> list[EditGroup]:
    """Return the newest changes to a finding, its items, sources and answering measures."""
    part = f'"finding_id":"{finding_id}"'
    fragments = [(table, part) for table in ("finding_item", "finding_source", "measure_finding")]
    return _groups(workspace, [finding_id], fragments, limit)


def of_member(
    workspace: Workspace, data: YearData, member_id: str, limit: int = 8
) -> list[EditGroup]:
    """Return the newest changes to a place in a body and to its person."""
    member = data.member_by_id.get(member_id)
    keys = [member_id]
    if member is not None and member.person_id is not None:
        keys.append(member.person_id)
    return _groups(workspace, keys, (), limit)


def of_node(workspace: Workspace, data: YearData, node: str, limit: int = 8) -> list[EditGroup]:
    """Return the newest changes to the scores of a node; of an OIT item also to what its mark is
    computed from."""
    if any(item.code == node for item in data.framework.items_of(OIT)):
        return of_item(workspace, data, node, limit)
    fragment = ("score", f'"year_id":"{data.fiscal_year.id}","node":"{node}"')
    keys = [score.id for score in data.scores if score.node == node]
    return _groups(workspace, keys, [fragment], limit)


def of_row(workspace: Workspace, key: str) -> list[HistoryEntry]:
    """Return the newest changes to the row with that key."""
    return workspace.edits.of_rows([key], (), _ENTRIES)


def _groups(
    workspace: Workspace, keys: Sequence[str], fragments: Sequence[tuple[str, str]], limit: int
) -> list[EditGroup]:
    """Return the newest edits of these rows, one edit once; most change a few of them at once."""
    entries = workspace.edits.of_rows(keys, fragments, limit * 6)
    return list({entry.group.id: entry.group for entry in entries}.values())[:limit]


def write_again(workspace: Workspace, label: str, rows: Sequence[RowChange]) -> None:
    """Write an edit that a server has refused once more, with its files. Raises ConflictError where
    one of its values was changed by now."""
    phrase = label if isinstance(label, Phrase) else Phrase(label)
    outbox = workspace.outbox
    with workspace.change(phrase.template, **phrase.fields) as change:
        for value in (value for row in rows for value in (row.new or {}).values()):
            if outbox is not None and isinstance(value, str) and (data := outbox.media(value)):
                change.keep(data)
        for row in rows:
            change.send(row)


FORMER_LABELS: Final = (
    Phrase("ข้ามรอบ {which}", which=""),
    Phrase("ย้ายข้อค้นพบ {which}", which=""),
    Phrase("เพิ่มบันทึกการยื่น {item}", item=""),
    Phrase("เพิ่มวันสำคัญ {title}", title=""),
    Phrase("เอารายชื่อออก {count} แถว", count=0),
    Phrase("แก้ข้อค้นพบของมาตรการ {which}", which=""),
    Phrase("รวมแฟ้ม {name}: {count} รายการ", name="", count=0),
)
"""Names of edits in the histories of older files: they have their translation, too."""
