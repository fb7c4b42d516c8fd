"""Prepares a working file, preserving unsaved edits of an earlier session."""

from pathlib import Path
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.storage.files.backups import backups_of
from ita_desktop.storage.files.known import KnownFile, look_at
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.reasons import TROUBLE
from ita_desktop.storage.sqlite import checks, engines
from ita_desktop.storage.step import Step


class LeftWork(NamedTuple):
    """The clerk's file, whether the working file contains more, and a message for the user about
    work of an earlier session."""

    known: KnownFile
    is_behind: bool = False
    notice: Phrase | None = None


def take_in(working: WorkingFile, backup_root: Path | None, progress: Step | None) -> LeftWork:
    """Continue with the working file of an earlier session if the clerk's file was not changed
    since; otherwise copy the clerk's file, and keep the earlier working file as a safety copy.

    Raises WorkspaceError, database errors for an invalid file, and whatever ``progress`` raises;
    the earlier working file is kept then.
    """
    look = look_at(working.target)
    known = KnownFile(working.target, working.fetch(), look)
    if not working.is_left():
        working.take_fresh()
        return LeftWork(known)
    newest = _newest_of_left(working, progress)
    if newest is None:
        kept = working.move_away()
        working.take_fresh()
        return LeftWork(known, notice=_unreadable(kept))
    base = working.base()
    if known.digest in base.digests:
        count = newest - checks.newest_edit(working.fresh)
        if count > 0:
            working.fresh.unlink()
            return LeftWork(known, is_behind=True, notice=_recovered_notice(count))
    elif newest > base.newest:
        copy = _keep(working, backup_root, progress)
        working.take_fresh()
        return LeftWork(known, notice=_kept(newest - base.newest, copy))
    working.take_fresh()
    return LeftWork(known)


def unsaved_of(path: Path) -> WorkingFile | None:
    """Return the working file of an earlier session for the file at ``path`` if it contains unsaved
    edits based on just that file; else None. The caller must discard or leave it.

    Raises WorkspaceError.
    """
    working = WorkingFile.to_write(path)
    if not working.acquire():
        return None
    if not working.is_left():
        working.discard()
        return None
    if _holds_more(working):
        return working
    working.leave()
    return None


def _holds_more(working: WorkingFile) -> bool:
    try:
        digest = working.fetch()
        newest = _newest_of_left(working, None)
        if newest is None or digest not in working.base().digests:
            return False
        return newest > checks.newest_edit(working.fresh)
    except (WorkspaceError, *TROUBLE):
        return False


def _newest_of_left(working: WorkingFile, progress: Step | None) -> int | None:
    """Return the number of an earlier working file's newest edit; None if unreadable."""
    try:
        engine = engines.engine_of(working.path, read_only=False)
        try:
            checks.check_sound(engine, working.path, progress)
            checks.check_content(engine, working.path, progress)
        finally:
            engine.dispose()
        return checks.newest_edit(working.path)
    except (WorkspaceError, *TROUBLE):
        return None


def _keep(working: WorkingFile, backup_root: Path | None, progress: Step | None) -> Path:
    engine = engines.engine_of(working.path, read_only=True)
    try:
        folder = backups_of(working.target, engine, backup_root)
    finally:
        engine.dispose()
    return folder.make(working.path, "left", progress).path


def _recovered_notice(count: int) -> Phrase:
    return Phrase(
        "ครั้งก่อนโปรแกรมปิดไปก่อนบันทึกลงแฟ้มครบ นำงานที่ค้างในเครื่องนี้กลับมาแล้ว {count} รายการ", count=count
    )


def _kept(count: int, path: Path) -> Phrase:
    return Phrase(
        "แฟ้มนี้ถูกแก้จากที่อื่นแล้ว งานที่ค้างในเครื่องนี้ {count} รายการจึงไม่เขียนทับ แต่เก็บเป็นแฟ้มสำรองไว้ที่ {path}",
        count=count,
        path=path,
    )


def _unreadable(path: Path) -> Phrase:
    return Phrase("งานที่ค้างในเครื่องนี้จากครั้งก่อนอ่านได้ไม่ครบ เก็บแฟ้มนั้นไว้ที่ {path}", path=path)
