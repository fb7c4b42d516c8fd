"""A second place for safety copies, such as a USB stick or network folder: one for all workspaces
of this user; copies are written there whenever it is available."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.domain.records import new_id
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.settings import Settings
from ita_desktop.storage.files.backups import Backup
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import Workspace

LATE: Final = timedelta(days=7)
"""Time without a copy there after which the window warns."""
_FOLDER: Final = "ITA Desktop"
"""Name of the folder for copies inside the chosen folder."""
_MARK: Final = ".second-place"
"""Marker file that identifies the medium: the mount point without it does not have the file."""
_KEY: Final = "backup.second"


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


def choose(settings: Settings, folder: Path, now: datetime) -> Path:
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


def forget(settings: Settings) -> None:
    """Stop writing copies there; existing ones are kept."""
    settings.set(_KEY, {})


def chosen(settings: Settings) -> Path | None:
    """Return the second place, or None."""
    folder = settings.get(_KEY, {}).get("folder")
    return Path(folder) if isinstance(folder, str) and folder else None


def last_copy(settings: Settings, workspace: Workspace) -> datetime | None:
    """Return the time of the last copy of the workspace there."""
    return _time(settings.of_workspace(workspace.workspace_id).get("second", ""))


def look(settings: Settings, workspace: Workspace, now: datetime) -> SecondPlace | None:
    """Return the state of the second place; None if none was chosen. May take as long as a network
    request."""
    place, kept = chosen(settings), settings.get(_KEY, {})
    if place is None:
        return None
    try:
        is_there = (place / _MARK).read_text(encoding="utf-8") == kept.get("mark")
    except (OSError, ValueError):
        is_there = False
    last = last_copy(settings, workspace)
    since = last or _time(kept.get("since"))
    return SecondPlace(place, is_there, last, (now - since).days if since is not None else 0)


def copies(workspace: Workspace, place: SecondPlace) -> Sequence[Backup]:
    """Return the copies of a workspace there, newest first. Raises WorkspaceError."""
    folder = workspace.copies.folder_below(place.folder) if place.is_there else None
    return folder.all() if folder is not None else []


def carry(workspace: Workspace, place: SecondPlace, progress: Step | None = None) -> Backup | None:
    """Write and verify the newest safety copy there; None if the place is not available. Raises
    WorkspaceError, and whatever ``progress`` raises. Call :func:`note` from the window's thread."""
    return workspace.copies.carry_to(place.folder, progress) if place.is_there else None


def note(settings: Settings, workspace: Workspace, now: datetime) -> None:
    """Store the time of the last copy of the workspace there."""
    settings.of_workspace(workspace.workspace_id).set("second", now.isoformat(timespec="seconds"))


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None
