"""Work that was taken home from a database, merged into it again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.settings.differences import Rows, opened_source, rows_of
from ita_desktop.services.settings.joining import words_of
from ita_desktop.storage.moving import database
from ita_desktop.storage.moving.merging import Left, Why
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import Workspace

_REASONS: Final = {
    Why.GONE: Phrase("ผู้อื่นเอาแถวนี้ออกแล้ว"),
    Why.PARENT_GONE: Phrase("ผู้อื่นเอาสิ่งที่แถวนี้อยู่ในนั้นออกแล้ว"),
    Why.BUILT_ON: Phrase("ผู้อื่นแก้สิ่งที่แฟ้มนี้เอาออก"),
    Why.OUTSIDE: Phrase("ทำนอกประวัติการแก้ไข จึงรวมไม่ได้"),
}


class Conflict(NamedTuple):
    """What was left out of a merge, with both texts. ``column`` and its words, ``field``, are empty
    for a whole record; ``reason`` is empty if somebody else changed the same value."""

    label: str
    kind: str
    name: str
    table: str
    column: str
    field: str
    mine: str
    theirs: str
    who: str
    reason: str


class MergeResult(NamedTuple):
    """What a merge wrote, or would write: labels of edits, rows; values that both have, rows whose
    order is the database's; and what is left out."""

    labels: tuple[str, ...]
    rows: int
    same: int
    moved: int
    conflicts: tuple[Conflict, ...]


def merge(
    path: Path,
    address: str | Address,
    progress: Step | None = None,
    *,
    mine: bool = False,
    is_trial: bool = False,
) -> MergeResult:
    """Merge the own edits of the branch at ``path``, each as a unit of work with its label and its
    author; what was merged before is not merged again. ``is_trial`` writes nothing.

    A value that somebody else changed is left out, unless ``mine``. Raises InputError if the file
    is no branch of this database, WorkspaceError, and whatever ``progress`` raises; edits that were
    merged before stay, and the next merge goes on with the rest.
    """
    with opened_source(path, progress) as source:
        return merge_open(source, address, progress, mine=mine, is_trial=is_trial)


def merge_open(
    source: Workspace,
    address: str | Address,
    progress: Step | None = None,
    *,
    mine: bool = False,
    is_trial: bool = False,
) -> MergeResult:
    """:func:`merge` for a branch that is open."""
    with database.opened(address) as server:
        merged = server.merge(source, progress, mine=mine, is_trial=is_trial)
    rows = rows_of(source)
    conflicts = {_place(conflict): conflict for conflict in reversed(merged.left)}
    conflicts_described = tuple(
        _described(conflict, rows) for conflict in reversed(conflicts.values())
    )
    return MergeResult(merged.labels, merged.rows, merged.same, merged.moved, conflicts_described)


def _place(left: Left) -> tuple[str, str, str]:
    """Return what a conflict is about: what was done outside the history has no row."""
    return (left.table, left.key or str(left.number), left.column)


def _described(left: Left, rows: Rows) -> Conflict:
    words = words_of(left, rows, rows)
    return Conflict(
        left.label,
        words.kind,
        words.name,
        left.table,
        left.column,
        words.field,
        words.given,
        words.held,
        left.who,
        left.reason or _REASONS.get(left.why, ""),
    )


def result_phrases(result: MergeResult, *, is_trial: bool) -> Iterator[str]:
    """Yield the result as phrases, one a line."""
    if is_trial:
        yield Phrase(
            "จะรวม {edits} การแก้ไข ({rows} แถว)", edits=len(result.labels), rows=result.rows
        )
    else:
        yield Phrase(
            "รวมแล้ว {edits} การแก้ไข ({rows} แถว)", edits=len(result.labels), rows=result.rows
        )
    for label in result.labels:
        yield Phrase("  {label}", label=label)
    if result.moved:
        yield Phrase("ลำดับของ {count} แถวเป็นอย่างในงานร่วม", count=result.moved)
    if result.conflicts:
        yield Phrase("เว้นไว้ {count} แห่ง ข้อความยังอยู่ครบทั้งสองฝั่ง", count=len(result.conflicts))
    for conflict in result.conflicts:
        yield _line(conflict)


def _line(conflict: Conflict) -> Phrase:
    if conflict.reason:
        return Phrase(
            "  {kind} {name}: {reason}",
            kind=conflict.kind,
            name=conflict.name,
            reason=conflict.reason,
        )
    return Phrase(
        "  {kind} {name} ({column}): แฟ้มนี้ “{mine}” · งานร่วม “{theirs}” โดย {who}",
        kind=conflict.kind,
        name=conflict.name,
        column=conflict.field,
        mine=conflict.mine,
        theirs=conflict.theirs,
        who=conflict.who or "–",
    )
