"""Moves a workspace from its file into a database, and back home; backs a database up; merges work
that was taken home into it again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.filing.leftovers import TEMPORARY
from ita_desktop.services.settings.differences import Rows, opened_source, rows_of
from ita_desktop.services.settings.joining import words_of
from ita_desktop.settings import backup_root
from ita_desktop.storage import SUFFIX, Step
from ita_desktop.storage.files.backups import BackupFolder, write_backup
from ita_desktop.storage.files.lock import is_held
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.moving import database
from ita_desktop.storage.moving.contents import Contents
from ita_desktop.storage.moving.merging import Left, Why
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.workspace import Workspace

_REASONS: Final = {
    Why.GONE: Phrase("ผู้อื่นเอาแถวนี้ออกแล้ว"),
    Why.PARENT_GONE: Phrase("ผู้อื่นเอาสิ่งที่แถวนี้อยู่ในนั้นออกแล้ว"),
    Why.BUILT_ON: Phrase("ผู้อื่นแก้สิ่งที่แฟ้มนี้เอาออก"),
    Why.OUTSIDE: Phrase("ทำนอกประวัติการแก้ไข จึงรวมไม่ได้"),
}


class Moved(NamedTuple):
    """What was moved, equal on both sides; and the copy of what the database held before."""

    contents: Contents
    kept: Path | None = None


def put(
    workspace: Workspace,
    address: str | Address,
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> Moved:
    """Write all of ``workspace`` (a file) into the empty database at ``address``, in one
    transaction, and compare both sides.

    With ``replaces``, what the database holds is copied to this machine first, verified, and
    replaced. Raises InputError if the database is not empty, or holds what a server cannot hold;
    WorkspaceError if somebody else is in it, it cannot be reached, or differs afterwards; and
    whatever ``progress`` raises. The database is as it was then.
    """
    with _folder() as folder:
        copy = folder / "put.ita"
        write_backup(workspace.connections.stored_at, copy, progress)
        with database.opened(address) as server:
            kept = None
            if replaces and not server.is_empty():
                kept = _backed_up(server, None, "replace", progress).kept
            return Moved(server.put(copy, kept, progress), kept)


def take(
    address: str | Address,
    target: Path,
    progress: Step | None = None,
    *,
    replaces: bool = False,
    as_branch: bool = False,
) -> Moved:
    """Write all that the database holds at one moment to a new file, and compare both sides;
    ``as_branch`` to edit it at home and merge it later (:mod:`branches`).

    Raises InputError if the file exists (unless ``replaces``), WorkspaceError if it is in use, or
    there can be no whole copy, and whatever ``progress`` raises; no file is written then.
    """
    if target.exists() and not replaces:
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    if target.exists() and _is_in_use(target):
        raise WorkspaceError(
            "แฟ้มชื่อนี้เปิดอยู่ หรือมีงานที่ยังไม่ได้บันทึกลงแฟ้ม จึงไม่เขียนทับ",
            where=str(target),
            remedy="เปิดแฟ้มนั้นแล้วปิดให้เรียบร้อยก่อน หรือตั้งชื่ออื่น",
        )
    with database.opened(address) as server:
        return Moved(server.take(target, progress, as_branch=as_branch))


def _is_in_use(path: Path) -> bool:
    """Return whether a file is open, or holds less than a crashed session has left."""
    with suppress(OSError):  # writing tells
        return WorkingFile.is_left_of(path) or is_held(path)
    return False


def back_up(address: str | Address, out: Path | None = None, progress: Step | None = None) -> Moved:
    """Make a verified copy of the database: to the file ``out``, or into the folder ``out``, which
    is made and where older copies are thinned by age; by default into the folder of safety copies
    of this machine. What is no folder is a file if it is named as workspaces are.

    Raises as :func:`take`.
    """
    if out is not None and not out.is_dir() and out.suffix.lower() == SUFFIX:
        moved = take(address, out, progress)
        return moved._replace(kept=out)
    with database.opened(address) as server:
        return _backed_up(server, out, "asked", progress)


def _backed_up(
    server: database.OpenDatabase, folder: Path | None, reason: str, progress: Step | None
) -> Moved:
    with _folder() as beside:
        taken = beside / "taken.ita"
        held = server.take(taken, progress)
        copies = server.copies_below(backup_root()) if folder is None else BackupFolder(folder)
        return Moved(held, copies.make(taken, reason, progress).path)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


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
    conflicts = {_place_of_conflict(conflict): conflict for conflict in reversed(merged.left)}
    conflicts_described = tuple(
        _described(conflict, rows) for conflict in reversed(conflicts.values())
    )
    return MergeResult(merged.labels, merged.rows, merged.same, merged.moved, conflicts_described)


def _place_of_conflict(left: Left) -> tuple[str, str, str]:
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
