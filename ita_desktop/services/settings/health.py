"""The state of a workspace file and its safety copies, and a complete check of both."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import ItaError, WorkspaceError
from ita_desktop.services.settings import second_place
from ita_desktop.services.settings.second_place import SecondPlace
from ita_desktop.settings import Settings
from ita_desktop.storage.files import opening
from ita_desktop.storage.files.backups import Backup
from ita_desktop.storage.reasons import TROUBLE, AlteredError, cannot_open
from ita_desktop.storage.sqlite import checks
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import Workspace

_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=31)


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
    place = second_place.look(settings, workspace, now)
    return FileHealth(
        path,
        _size(path),
        _size(stored.with_name(f"{stored.name}-wal")) or 0,
        _free(path.parent),
        CopiesHealth(_seen(workspace.copies.all), _free(workspace.copies.folder)),
        place,
        CopiesHealth(_seen(lambda: second_place.copies(workspace, place)), _free(place.folder))
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
            proof = checks.prove(path, progress)
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
