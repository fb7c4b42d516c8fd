"""A second place for safety copies, such as a memory stick or a folder on the network: chosen once,
for all workspaces of this user; copies go there whenever it is there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.reasons import reason_of
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.settings import Settings
from ita_desktop.storage.files.backups import Backup
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import Workspace

LATE: Final = timedelta(days=7)
"""After so long without a copy there the window tells it."""
_FOLDER: Final = "ITA Desktop"
"""What holds the copies below the folder that was chosen."""
_MARK: Final = ".second-place"
"""A file in it, by which a stick is known: its empty place on this machine has none."""
_KEY: Final = "backup.second"


class SecondPlace(NamedTuple):
    """What is known of the second place."""

    folder: Path
    is_there: bool
    last: datetime | None
    """When a copy of the workspace last went there, by the clerk's clock."""
    days: int
    """Days since then, or since the place was chosen."""

    @property
    def is_late(self) -> bool:
        """Whether the clerk is to be told."""
        return self.days >= LATE.days


def choose(settings: Settings, folder: Path, now: datetime) -> Path:
    """Lets copies go below ``folder``, too, from now on; where. Raises InputError where nothing can
    be written there, or it is where the copies lie anyway."""
    place = folder / _FOLDER
    mark = new_id()
    try:
        if place.resolve().is_relative_to(data_folder().resolve()):
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
    """Lets no more copies go there; those that are there stay."""
    settings.set(_KEY, {})


def chosen(settings: Settings) -> Path | None:
    """Where copies are to go, too; None where no place was chosen."""
    folder = settings.get(_KEY, {}).get("folder")
    return Path(folder) if isinstance(folder, str) and folder else None


def last_copy(settings: Settings, workspace: Workspace) -> datetime | None:
    """When a copy of the workspace last went there."""
    return _time(settings.of_workspace(workspace.workspace_id).get("second", ""))


def look(settings: Settings, workspace: Workspace, now: datetime) -> SecondPlace | None:
    """The second place as it is now; None where none was chosen. It may take as long as a network
    takes to answer."""
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
    """The copies of a workspace that are there, newest first. Raises WorkspaceError."""
    folder = workspace.copies.folder_below(place.folder) if place.is_there else None
    return folder.all() if folder is not None else []


def carry(workspace: Workspace, place: SecondPlace, progress: Step | None = None) -> Backup | None:
    """Lays the newest safety copy there and proves it; None where the place is not there. Raises
    WorkspaceError, and what ``progress`` raises. :func:`note` is for the window's thread."""
    return workspace.copies.carry_to(place.folder, progress) if place.is_there else None


def note(settings: Settings, workspace: Workspace, now: datetime) -> None:
    """Remembers that a copy of the workspace is there."""
    settings.of_workspace(workspace.workspace_id).set("second", now.isoformat(timespec="seconds"))


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None
