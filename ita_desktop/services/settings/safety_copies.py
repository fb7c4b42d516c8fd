"""Copies of a workspace: written and restored; the state of a file and its safety copies, and a
complete check of both; a second place for copies, such as a USB stick or network folder (one for
all workspaces of this user, where copies are written whenever it is available); and work that was
left on this machine, because its file could not be written or was no longer there: listed, saved as
a file of its own, or dropped."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, ItaError, Phrase, WorkspaceError, reason_of
from ita_desktop.domain.records import new_id
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.settings import Settings, backup_root
from ita_desktop.storage import SUFFIX, Step, sqlite_checks
from ita_desktop.storage.files import opening, remembered, replacing
from ita_desktop.storage.files.backups import Backup, write_backup
from ita_desktop.storage.files.remembered import LeftWork
from ita_desktop.storage.files.replacing import PreparedCopy
from ita_desktop.storage.reasons import TROUBLE, AlteredError, cannot_open
from ita_desktop.storage.workspace import Workspace

_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=31)
LATE: Final = timedelta(days=7)
"""Time without a copy there after which the window warns."""
_FOLDER: Final = "ITA Desktop"
"""Name of the folder for copies inside the chosen folder."""
_MARK: Final = ".second-place"
"""Marker file that identifies the medium: the mount point without it does not have the file."""
_KEY: Final = "backup.second"


def left_works() -> list[LeftWork]:
    """Return what was left on this machine and nobody has in use, newest first."""
    return remembered.left_works()


def left_described(left: LeftWork) -> Phrase:
    """Return one sentence on what was left: of which file, when, and how much of it is new."""
    fields = {
        "file": left.target.name,
        "day": short_date(left.at.date()),
        "time": f"{left.at:%H:%M}",
        "count": left.edits,
    }
    if left.edits is None:
        return Phrase("งานค้างของ {file} เมื่อ {day} {time} น. อ่านได้ไม่ครบ", **fields)
    if left.edits:
        return Phrase("งานค้างของ {file} เมื่อ {day} {time} น. มี {count} รายการที่ยังไม่อยู่ในแฟ้ม", **fields)
    return Phrase(
        "สำเนาของ {file} เมื่อ {day} {time} น. เก็บไว้เพราะตอนปิด แฟ้มเดิมหายไปหรือถูกแทนที่", **fields
    )


def save_left(left: LeftWork, target: Path, progress: Step | None = None) -> None:
    """Write what was left to a file of its own, verified, and drop it then. Raises WorkspaceError
    if it cannot be read or written, and whatever ``progress`` raises; it stays then."""
    write_backup(left.path, target, progress)
    remembered.drop(left)


def drop_left(left: LeftWork) -> None:
    """Delete what was left. Raises WorkspaceError if it is in use."""
    remembered.drop(left)


def copy_to(
    workspace: Workspace,
    target: Path,
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> None:
    """Write a verified copy to ``target``; if that is the workspace's own missing file, it is
    restored. Raises InputError if another file exists there, unless ``replaces``; WorkspaceError if
    it cannot be written, and whatever ``progress`` raises; nothing is changed then."""
    own = workspace.path
    if target.exists():
        # The workspace's own file may be missing, or replaced by another.
        is_own = own is not None and own.exists() and target.samefile(own)
        if is_own or not replaces:
            raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    elif own is not None and real(target) == real(own) and not workspace.read_only:
        workspace.put_back()
        return
    workspace.copies.write_to(target, progress)


def restore(backup: Path, target: Path, progress: Step | None = None) -> Path | None:
    """Replace ``target`` by a safety copy; return the path of the former file.

    Raises WorkspaceError if the copy is not a valid workspace, or the target is in use or cannot be
    written, and whatever ``progress`` raises; nothing is changed then.
    """
    prepared = prepare_restore(backup, target, progress)
    try:
        return put_back(prepared)
    finally:
        prepared.drop()


def prepare_restore(backup: Path, target: Path, progress: Step | None = None) -> PreparedCopy:
    """The first and longer part of :func:`restore`, during which ``target`` may be in use.

    Raises WorkspaceError if the copy is not a valid workspace or the disk is full, and whatever
    ``progress`` raises; nothing is changed then.
    """
    return replacing.prepare(target, backup, progress)


def put_back(prepared: PreparedCopy) -> Path | None:
    """The second part of :func:`restore`, with the target closed; return the former file's path.

    Raises WorkspaceError if it is in use or cannot be written; nothing is changed then.
    """
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")  # noqa: DTZ005 - the clerk's own clock
    kept = backup_root() / "restore" / f"{prepared.target.stem}-{stamp}{SUFFIX}"
    return kept if prepared.put(kept) else None


class SecondPlace(NamedTuple):
    """The state of the second place."""

    folder: Path
    is_there: bool
    last: datetime | None
    """Local time of the last copy of the workspace there."""
    days: int
    """Days since then, or since the place was chosen."""

    @property
    def is_late(self) -> bool:
        """Whether the user is to be warned."""
        return self.days >= LATE.days


def choose_place(settings: Settings, folder: Path, now: datetime) -> Path:
    """Write safety copies also below ``folder`` from now on; return the path. Raises InputError if
    it is not writable, or is where the copies are anyway."""
    place = folder / _FOLDER
    mark = new_id()
    try:
        if real(place).is_relative_to(real(data_folder())):
            raise InputError(
                "ที่นี่เป็นโฟลเดอร์ของโปรแกรมอยู่แล้ว จึงไม่ใช่ที่เก็บแห่งที่สอง",
                where=str(folder),
                remedy="เลือกแฟลชไดรฟ์หรือโฟลเดอร์ในเครือข่าย",
            )
        make_own_folder(place)
        (place / _MARK).write_text(mark, encoding="utf-8")
    except OSError as error:
        raise InputError(
            "ใช้ที่นี่เป็นที่เก็บสำเนาแห่งที่สองไม่ได้ ({reason})",
            where=str(folder),
            remedy="เลือกโฟลเดอร์ที่เขียนได้",
            reason=reason_of(error),
        ) from error
    settings.set(_KEY, {"folder": str(place), "mark": mark, "since": now.isoformat()})
    return place


def forget_place(settings: Settings) -> None:
    """Stop writing copies there; existing ones are kept."""
    settings.set(_KEY, {})


def chosen_place(settings: Settings) -> Path | None:
    """Return the second place, or None."""
    folder = settings.get(_KEY, {}).get("folder")
    return Path(folder) if isinstance(folder, str) and folder else None


def last_copy(settings: Settings, workspace: Workspace) -> datetime | None:
    """Return the time of the last copy of the workspace there."""
    return _time(settings.of_workspace(workspace.workspace_id).get("second", ""))


def look_at_place(settings: Settings, workspace: Workspace, now: datetime) -> SecondPlace | None:
    """Return the state of the second place; None if none was chosen. May take as long as a network
    request."""
    place, kept = chosen_place(settings), settings.get(_KEY, {})
    if place is None:
        return None
    try:
        is_there = (place / _MARK).read_text(encoding="utf-8") == kept.get("mark")
    except (OSError, ValueError):
        is_there = False
    last = last_copy(settings, workspace)
    since = last or _time(kept.get("since"))
    return SecondPlace(place, is_there, last, (now - since).days if since is not None else 0)


def copies_in_place(workspace: Workspace, place: SecondPlace) -> Sequence[Backup]:
    """Return the copies of a workspace there, newest first. Raises WorkspaceError."""
    folder = workspace.copies.folder_below(place.folder) if place.is_there else None
    return folder.all() if folder is not None else []


def carry_there(
    workspace: Workspace, place: SecondPlace, progress: Step | None = None
) -> Backup | None:
    """Write and verify the newest safety copy there; None if the place is not available. Raises
    WorkspaceError, and whatever ``progress`` raises. Call :func:`note_carried` from
    the window's thread."""
    return workspace.copies.carry_to(place.folder, progress) if place.is_there else None


def note_carried(settings: Settings, workspace: Workspace, now: datetime) -> None:
    """Store the time of the last copy of the workspace there."""
    settings.of_workspace(workspace.workspace_id).set("second", now.isoformat(timespec="seconds"))


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None


class CopiesHealth(NamedTuple):
    """The safety copies in one place, newest first, and the free space of its disk."""

    copies: Sequence[Backup]
    free: int | None

    def by_age(self, now: datetime) -> tuple[int, int, int]:
        """Return how many are at most a week old, at most a month, and older."""
        ages = [now - copy.made for copy in self.copies]
        week, month = sum(age <= _WEEK for age in ages), sum(age <= _MONTH for age in ages)
        return week, month - week, len(ages) - month


class FileHealth(NamedTuple):
    """The state of a file, determined without reading it."""

    path: Path
    size: int | None
    """Size in bytes; None if the file is not accessible."""
    journal: int
    """Size in bytes of the journal of this machine's working file."""
    free: int | None
    own: CopiesHealth
    place: SecondPlace | None
    second: CopiesHealth | None
    """The copies in the second place, if it is available."""


class Checked(NamedTuple):
    """Result of a complete check: number of rows, copies read, and the problems found by file."""

    rows: int
    copies: int
    problems: tuple[ItaError, ...]


def look(workspace: Workspace, settings: Settings, now: datetime) -> FileHealth:
    """Return the present state of a workspace that is a file. May take as long as a network
    request."""
    path = _path_of(workspace)
    stored = workspace.connections.stored_at
    place = look_at_place(settings, workspace, now)
    return FileHealth(
        path,
        _size(path),
        _size(stored.with_name(f"{stored.name}-wal")) or 0,
        _free(path.parent),
        CopiesHealth(_seen(workspace.copies.all), _free(workspace.copies.folder)),
        place,
        CopiesHealth(_seen(lambda: copies_in_place(workspace, place)), _free(place.folder))
        if place is not None and place.is_there
        else None,
    )


def check_all(workspace: Workspace, health: FileHealth, progress: Step | None = None) -> Checked:
    """Check the file, its local working copy, and every safety copy, row by row. Raises whatever
    ``progress`` raises. Call :func:`note_checked` from the window's thread."""
    own = _path_of(workspace)
    copies = [*health.own.copies, *(health.second.copies if health.second is not None else ())]
    problems: list[ItaError] = []
    rows = 0
    for at, path in enumerate([own, *(copy.path for copy in copies)]):
        if progress is not None:
            progress(at, len(copies) + 1, path.name)
        try:
            opening.check_file(path, progress)
            proof = sqlite_checks.prove(path, progress)
        except ItaError as error:
            problems.append(error)
            continue
        except (OSError, *TROUBLE) as error:
            problems.append(cannot_open(error, path))
            continue
        rows = rows or proof.rows
        if proof.damaged:
            problems.append(_damaged(path, proof.damaged))
    problems += _stored(workspace, own)
    return Checked(rows, len(copies), tuple(problems))


def note_checked(settings: Settings, workspace: Workspace, now: datetime, problems: int) -> None:
    """Store the time of a complete check, and the number of files with problems."""
    noted = [now.isoformat(timespec="minutes"), problems]
    settings.of_workspace(workspace.workspace_id).set("checked", noted)


def last_checked(settings: Settings, workspace: Workspace) -> tuple[datetime, int] | None:
    """Return the time of this user's last complete check, and the number of files with problems."""
    noted = settings.of_workspace(workspace.workspace_id).get("checked", [])
    with suppress(ValueError, TypeError):
        at, problems = noted
        return datetime.fromisoformat(at).replace(tzinfo=None), int(problems)
    return None


def _stored(workspace: Workspace, path: Path) -> list[ItaError]:
    """Return the problems of data that is stored locally but perhaps not yet in the file."""
    found: list[ItaError] = []
    try:
        if altered := workspace.altered_tables():
            found.append(AlteredError(path, altered))
        if damaged := workspace.damaged_media():
            found.append(_damaged(path, len(damaged)))
    except WorkspaceError as error:
        found.append(error)
    return found


def _damaged(path: Path, count: int) -> WorkspaceError:
    return WorkspaceError(
        "ภาพหรือไฟล์แนบในแฟ้มเสียหาย {count} รายการ จึงไม่แสดงและไม่พิมพ์",
        where=path.name,
        remedy="ใส่ภาพหรือแนบไฟล์นั้นใหม่ หรือกู้คืนจากแฟ้มสำรองก่อนหน้า และตรวจดิสก์",
        count=count,
    )


def _path_of(workspace: Workspace) -> Path:
    assert workspace.path is not None, "shared work is no file"
    return workspace.path


def _seen(copies: Callable[[], Sequence[Backup]]) -> Sequence[Backup]:
    try:
        return copies()
    except WorkspaceError:
        return ()


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _free(folder: Path | None) -> int | None:
    """Return the free space of a folder's disk; of its parent if it does not exist."""
    while folder is not None and not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free if folder is not None else None
    except OSError:
        return None
