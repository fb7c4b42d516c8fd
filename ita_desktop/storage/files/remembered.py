"""What this machine remembers of workspaces, wherever their files are now: work that was left here,
and what was last saved from here.

Both are found by the key of the workspace, because a file is copied, renamed, and comes on a stick
that has another letter today. What was left belongs to the one file that it was made of, not to its
copies: it is continued in the file at the same place, or in the same file under another name or
letter (:func:`ita_desktop.storage.files.known.identity_of`), if that is where it was left. It is
told, to be joined, in a copy of that file, and where the file was moved to another disk, which
looks the same; kept where the file went on without it; and deleted only where that has all of it.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.storage import SUFFIX, Step, sqlite_checks, sqlite_engines
from ita_desktop.storage.edits import lineage
from ita_desktop.storage.edits.lineage import EditPoint, Lineage
from ita_desktop.storage.files.known import KnownFile, digest_of, identity_of, look_at
from ita_desktop.storage.files.known import settle as settle_place
from ita_desktop.storage.files.lock import LockHolder, WriterLock
from ita_desktop.storage.files.working import Base, WorkingFile, root
from ita_desktop.storage.reasons import TROUBLE, locked

_BESIDE: Final = 200
"""Files of a folder that are looked at for copies of a workspace."""


class FileFindingKind(StrEnum):
    """What is told about a file beside its content."""

    LEFT = "left-work"
    """This machine has work of the same workspace that the file lacks."""
    SAVED = "not-last-saved"
    """The file lacks what was last saved from this machine: it is older, or went on elsewhere."""
    COPY = "conflict-copy"
    """A file beside it has work that this one lacks."""
    HELD = "held-elsewhere"
    """A lock that came with the file says that somebody has it open at another machine."""


class FileFinding(NamedTuple):
    """A message for the user: ``text`` says what is, ``remedy`` what to do. ``path`` is the file
    with the work that this one lacks, if it can be opened; ``edits`` their number."""

    kind: FileFindingKind
    text: Phrase
    remedy: Phrase
    path: Path | None = None
    edits: int = 0


class LeftWork(NamedTuple):
    """A working file that an earlier session left: where it is and belonged, of which workspace,
    when it was written last (local time), and how many units of work the file lacked then; None if
    it cannot be read."""

    path: Path
    target: Path
    workspace: str
    at: datetime
    edits: int | None


class TakenIn(NamedTuple):
    """The clerk's file, the key of its workspace, whether the working file has more than the file,
    and a message for the user about work of an earlier session."""

    known: KnownFile
    workspace: str
    newest: EditPoint
    is_behind: bool = False
    notice: Phrase | None = None

    @property
    def base(self) -> Base:
        """What the working file is based on from now on."""
        identities = frozenset({identity_of(self.known.path)})
        return Base(frozenset({self.known.digest}), self.newest, self.workspace, identities)


class _Facts(NamedTuple):
    """Key and newest unit of work of a file."""

    workspace: str
    newest: EditPoint


# -- what was left


def left_works() -> list[LeftWork]:
    """Return what earlier sessions of this user left on this machine and nobody has in use, newest
    first."""
    found = []
    for folder in _folders():
        working = WorkingFile.left_in(folder)
        if working is None:
            continue
        # Reading takes no lock: whoever opens its file meanwhile takes it over.
        with contextlib.suppress(WorkspaceError, OSError):
            if working.is_free():
                found.append(_described(working))
    return sorted(found, key=lambda left: left.at, reverse=True)


def clear_locks() -> None:
    """Remove the lock files that killed programs of this user on this machine left beside files of
    which work was left; the work stays."""
    for folder in _folders():
        working = WorkingFile.left_in(folder)
        if working is None:
            continue
        lock = WriterLock(working.target)
        with contextlib.suppress(WorkspaceError, OSError):
            if lock.is_there and lock.holder().is_own and working.is_free() and lock.acquire():
                lock.release()


def drop(left: LeftWork) -> None:
    """Delete what was left, which the user asked for. Raises WorkspaceError if it is in use."""
    working = WorkingFile.left_in(left.path.parent)
    if working is None:
        return
    if not working.acquire():
        raise locked(left.target)
    working.discard()


def take_in(working: WorkingFile, progress: Step | None) -> TakenIn:
    """Fetch the clerk's file, and continue in it what an earlier session left of the workspace, if
    the file is still where that began. If the file has all of it, delete what was left for it; if
    it went on without, keep that in a folder of its own.

    Raises WorkspaceError, database errors for an invalid file, and whatever ``progress`` raises;
    what was left is kept then.
    """
    look = look_at(working.target)
    known = KnownFile(working.target, working.fetch(), look)
    file = _facts_of(working.fresh)
    notice = None
    if working.is_left():
        count = _count_to_continue(working, known, file, progress)
        if count:
            working.fresh.unlink()
            return TakenIn(known, *file, is_behind=True, notice=_recovered(count))
        notice = _keep(working)
    for other in _moved_to(working, file.workspace):
        with contextlib.suppress(WorkspaceError), _held(other) as is_ours:
            count = _count_to_continue(other, known, file, progress) if is_ours else 0
            if count:
                place = other.target
                working.adopt(other)
                working.fresh.unlink()
                return TakenIn(known, *file, is_behind=True, notice=_recovered_from(count, place))
    working.take_fresh()
    return TakenIn(known, *file, notice=notice)


def settle(working: WorkingFile) -> None:
    """Put in order what a killed program left taken out beside the clerk's file. Raises OSError."""
    digests = working.base().digests

    def is_held(out: Path) -> bool:
        if digest_of(out) in digests:
            return True  # the one that was being replaced, or our own
        try:
            facts = _facts_of(out)
        except TROUBLE:
            return False
        return is_in(working.target, *facts) or is_in(working.path, *facts)

    settle_place(working.target, is_held)


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
    with contextlib.suppress(WorkspaceError, *TROUBLE):
        known = KnownFile(working.target, working.fetch(), None)
        if _count_to_continue(working, known, _facts_of(working.fresh), None):
            return working
    working.leave()
    return None


def _count_to_continue(
    left: WorkingFile, known: KnownFile, file: _Facts, progress: Step | None
) -> int:
    """Return how many units of work of ``left`` are to be continued in the file; 0 if it is not the
    one where they began, or they cannot be read."""
    newest, base = _newest_of_left(left, progress), left.base()
    is_same = bool(known.digest) and known.digest in base.digests
    begins_here = is_same or (base.newest.mark and base.newest == file.newest)
    return max(newest.number - file.newest.number, 0) if newest and begins_here else 0


def _keep(working: WorkingFile) -> Phrase | None:
    """Keep, in a folder of its own, what was left for a file that lacks it, or cannot be read;
    return a message on it."""
    try:
        left = _facts_of(working.path)
    except (OSError, *TROUBLE):
        return _unreadable(working.move_away())
    if is_in(working.fresh, *left):
        # A program that was killed right after it replaced the file has not noted that.
        noted = last_saved(left.workspace)
        if noted is None or noted.point.number < left.newest.number:
            note_saved(*left, working.target)
        return None
    count = max(left.newest.number - working.base().newest.number, 0)
    return _kept(count, working.move_away())


def _moved_to(working: WorkingFile, workspace: str) -> Iterator[WorkingFile]:
    """Yield what was left of the clerk's file when it had another name or place, and what was kept
    of it in folders of their own, newest first. What was left of a copy is that copy's: it is told
    (:func:`findings`), and neither read nor held here, since its session may begin just now."""
    identity = identity_of(working.target)
    found = [
        (changed, left)
        for folder in _folders()
        if folder != working.path.parent
        and (left := WorkingFile.left_in(folder)) is not None
        and (base := left.base()).workspace == workspace
        and (left.target == working.target or (identity and identity in base.identities))
        and (changed := _changed_at(left.path))
    ]
    for _changed, left in sorted(found, key=lambda each: each[0], reverse=True):
        yield left


def _changed_at(path: Path) -> int:
    """Return when a file was changed; 0 if its session ended and took it away meanwhile."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _folders() -> list[Path]:
    """Return the folders of working files that can be written."""
    try:
        return [path for path in sorted(root().iterdir()) if not path.name.startswith("reading-")]
    except OSError:
        return []


@contextlib.contextmanager
def _held(working: WorkingFile) -> Iterator[bool]:
    """Hold a working file that another session left; yield whether nobody else does."""
    is_ours = working.acquire()
    try:
        yield is_ours
    finally:
        if is_ours:
            working.leave()


def _described(working: WorkingFile) -> LeftWork:
    at = datetime.fromtimestamp(working.path.stat().st_mtime, UTC).astimezone()
    base = working.base()
    try:
        facts = _facts_of(working.path)
    except (OSError, *TROUBLE):
        return LeftWork(working.path, working.target, base.workspace, at, None)
    edits = max(facts.newest.number - base.newest.number, 0)
    return LeftWork(working.path, working.target, facts.workspace, at, edits)


def _newest_of_left(working: WorkingFile, progress: Step | None) -> EditPoint | None:
    """Return an earlier working file's newest unit of work; None if unreadable."""
    try:
        engine = sqlite_engines.engine_of(working.path, read_only=False)
        try:
            sqlite_checks.check_sound(engine, working.path, progress)
            sqlite_checks.check_content(engine, working.path, progress)
            return lineage.newest_point(sqlite_engines.raw_connection(engine))
        finally:
            engine.dispose()
    except (WorkspaceError, *TROUBLE):
        return None


def _facts_of(path: Path) -> _Facts:
    with contextlib.closing(sqlite_engines.connect(path, read_only=True)) as raw:
        return _Facts(lineage.workspace_id(raw), lineage.newest_point(raw))


def is_in(path: Path, workspace: str, point: EditPoint) -> bool:
    """Return whether the file at ``path``, read anew, is of a workspace and has a unit of work, and
    so all before it."""
    try:
        if not path.is_file():
            return False
        with contextlib.closing(sqlite_engines.connect(path, read_only=True)) as raw:
            return lineage.workspace_id(raw) == workspace and lineage.has(raw, point)
    except (OSError, *TROUBLE):
        return False


# -- what was last saved


class SavedHere(NamedTuple):
    """The newest unit of work that was carried into a file from here, into which, and when (local
    time)."""

    point: EditPoint
    path: Path
    at: datetime


def note_saved(workspace: str, point: EditPoint, path: Path) -> None:
    """Remember what was just saved. A machine that cannot note it saves all the same."""
    note = {
        "newest": point.number,
        "mark": point.mark,
        "file": str(path),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    place = _place_of(workspace)
    temporary = place.with_name(f"{place.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        make_own_folder(place.parent)
        temporary.touch(mode=OWN_FILE)
        temporary.write_text(json.dumps(note), encoding="utf-8")
        temporary.replace(place)


def note_restored(path: Path) -> None:
    """Remember that an older state was put in the place of a file on purpose."""
    with contextlib.suppress(OSError, *TROUBLE):
        facts = _facts_of(path)
        note_saved(facts.workspace, facts.newest, path)


def last_saved(workspace: str) -> SavedHere | None:
    """Return what was last saved of a workspace from here; None if nothing is known."""
    try:
        noted = json.loads(_place_of(workspace).read_text(encoding="utf-8"))
        point = EditPoint(int(noted["newest"]), str(noted["mark"]))
        at = datetime.fromisoformat(str(noted["at"])).astimezone()
        return SavedHere(point, Path(str(noted["file"])), at)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _place_of(workspace: str) -> Path:
    name = "".join(letter for letter in workspace if letter.isalnum() or letter in "-_")
    return data_folder() / "saved" / f"{name}.json"


# -- what is told about a file


def findings(
    path: Path, stored_at: Path, held: LockHolder | None, joined: Collection[EditPoint]
) -> list[FileFinding]:
    """Return what is to be told about the workspace at ``path``, whose stored content is in
    ``stored_at``: work left here, what was last saved here, copies beside it, and the holder of a
    lock that came with it. ``joined`` are units of work of other files up to which those were
    joined with it. Raises database errors, and OSError."""
    with contextlib.closing(sqlite_engines.connect(stored_at, read_only=True)) as raw:
        if raw.execute("SELECT 1 FROM meta WHERE key='shown_day'").fetchone():
            return []  # the sample begins anew each time
        workspace = lineage.workspace_id(raw)
        found = [_of_lock(held)] if held is not None else []
        for left in left_works():
            if left.workspace == workspace and left.path != stored_at:
                found += [_of_left(left, path, more) for more in _beyond(left.path, raw, joined)]
        for copy in _copies_beside(path):
            found += [_of_copy(copy, more) for more in _beyond(copy, raw, joined)]
        saved = last_saved(workspace)
        named = [one.path for one in found if one.path is not None]
        if (
            saved is not None
            and not _is_known(saved, raw, joined)
            # What has it is named already.
            and not any(is_in(place, workspace, saved.point) for place in named)
        ):
            found.append(_of_saved(saved, workspace))
    return found


def _copies_beside(path: Path) -> list[Path]:
    """Return other workspace files in the folder of ``path``, as sync programs and copying leave
    them."""
    own = real(path)
    try:
        return sorted(other for other in own.parent.glob(f"*{SUFFIX}") if other != own)[:_BESIDE]
    except OSError:
        return []


def _beyond(other: Path, raw: sqlite3.Connection, joined: Collection[EditPoint]) -> Iterator[int]:
    """Yield how many units of work another file of the same workspace has that this one lacks;
    nothing if it lacks none, or the other one cannot be read."""
    with (
        contextlib.suppress(OSError, *TROUBLE),
        contextlib.closing(sqlite_engines.connect(other, read_only=True)) as theirs,
    ):
        compared = lineage.compare(theirs, raw)
        if compared.relation is not Lineage.FOREIGN:
            had = [point.number for point in joined if lineage.has(theirs, point)]
            more = lineage.count_after(theirs, max([compared.common, *had]))
            if more:
                yield more


def _is_known(saved: SavedHere, raw: sqlite3.Connection, joined: Collection[EditPoint]) -> bool:
    """Return whether a file has what was last saved here, or was joined with a file that has."""
    if lineage.has(raw, saved.point) or saved.point in joined:
        return True
    workspace = lineage.workspace_id(raw)
    later = [point for point in joined if point.number > saved.point.number]
    return is_in(saved.path, workspace, saved.point) and any(
        is_in(saved.path, workspace, point) for point in later
    )


def _of_left(left: LeftWork, path: Path, more: int) -> FileFinding:
    is_beside = left.target.parent == real(path).parent
    return FileFinding(
        FileFindingKind.LEFT,
        Phrase(
            "ในเครื่องนี้มีงานค้างของแฟ้ม {file} เมื่อ {at} อีก {count} รายการ ที่แฟ้มนี้ไม่มี",
            file=left.target.name if is_beside else left.target,
            at=_moment(left.at),
            count=more,
        ),
        Phrase("รวมเข้ากับแฟ้มนี้ บันทึกงานค้างเป็นแฟ้มแยก หรือทิ้งถ้าไม่ใช้แล้ว"),
        left.path,
        more,
    )


def _of_saved(saved: SavedHere, workspace: str) -> FileFinding:
    has_it = is_in(saved.path, workspace, saved.point)
    return FileFinding(
        FileFindingKind.SAVED,
        Phrase(
            "แฟ้มนี้ไม่มีสิ่งที่บันทึกครั้งล่าสุดจากเครื่องนี้ เมื่อ {at} ลงแฟ้ม {path}: เป็นแฟ้มเก่ากว่า หรือแก้แยกกันไป",
            at=_moment(saved.at),
            path=saved.path,
        ),
        Phrase("เทียบหรือรวมกับแฟ้มนั้นก่อนทำต่อ")
        if has_it
        else Phrase("หาแฟ้มที่ใหม่กว่า หรือเทียบกับแฟ้มสำรองก่อนทำต่อ"),
        saved.path if has_it else None,
    )


def _of_copy(copy: Path, more: int) -> FileFinding:
    return FileFinding(
        FileFindingKind.COPY,
        Phrase(
            "แฟ้ม {name} ข้างกันเป็นงานเดียวกัน และมี {count} รายการที่แฟ้มนี้ไม่มี",
            name=copy.name,
            count=more,
        ),
        Phrase("รวมทั้งสองแฟ้ม แล้วใช้แฟ้มเดียว"),
        copy,
        more,
    )


def _of_lock(held: LockHolder) -> FileFinding:
    began = held.began
    return FileFinding(
        FileFindingKind.HELD,
        Phrase(
            "{user} อาจเปิดแฟ้มนี้อยู่ที่เครื่อง {host} ตั้งแต่ {since} ถ้าแก้พร้อมกัน แฟ้มจะแยกเป็นสองฉบับ",
            user=held.user or "–",
            host=held.host,
            since=_moment(began) if began is not None else held.since,
        ),
        Phrase("ถามผู้นั้นก่อน หรือเปิดอ่านอย่างเดียว"),
    )


def _moment(at: datetime) -> Phrase:
    return Phrase("{day} {time} น.", day=short_date(at.date()), time=f"{at:%H:%M}")


def foreign_holder(path: Path) -> LockHolder | None:
    """Return who has a file open at another machine, as a lock beside it says that the system
    knows nothing of; None if there is none."""
    lock = WriterLock(path)
    holder = lock.holder() if lock.is_there else LockHolder()
    return holder if holder.is_elsewhere else None


def _recovered(count: int) -> Phrase:
    return Phrase(
        "ครั้งก่อนโปรแกรมปิดไปก่อนบันทึกลงแฟ้มครบ นำงานที่ค้างในเครื่องนี้กลับมาแล้ว {count} รายการ", count=count
    )


def _recovered_from(count: int, place: Path) -> Phrase:
    return Phrase(
        "นำงานที่ค้างในเครื่องนี้กลับมาแล้ว {count} รายการ ซึ่งทำไว้ที่ {place} และครั้งนั้นยังไม่ได้บันทึกลงแฟ้ม",
        count=count,
        place=place,
    )


def _kept(count: int, path: Path) -> Phrase:
    return Phrase(
        "แฟ้มนี้เก่ากว่า หรือถูกแก้จากที่อื่นแล้ว งานที่ค้างในเครื่องนี้ {count} รายการจึงไม่เขียนทับ แต่เก็บไว้ที่ {path}",
        count=count,
        path=path,
    )


def _unreadable(path: Path) -> Phrase:
    return Phrase("งานที่ค้างในเครื่องนี้จากครั้งก่อนอ่านได้ไม่ครบ เก็บแฟ้มนั้นไว้ที่ {path}", path=path)
