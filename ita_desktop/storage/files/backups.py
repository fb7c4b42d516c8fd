"""Safety copies of a workspace: made with SQLite's backup API, verified, and thinned by age.

Kept are all copies of the last two days, then one per day for two weeks, one per week for two
months, and one per month; and always a minimum number. File names contain time and reason.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Self

from sqlalchemy import Engine

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.filing import file_names
from ita_desktop.home import clear, give_rights, make_own_folder
from ita_desktop.paths import kind_at, real
from ita_desktop.storage import Step, sqlite_checks, sqlite_engines
from ita_desktop.storage.files import digests
from ita_desktop.storage.reasons import DAMAGED, TROUBLE, damaged, why

_NAME = lazy_re(r"^(\d{8}-\d{6})-(\d{3})-([a-z]+)\.ita$")
_HALF_MADE = lazy_re(r"\.\d{8}-\d{6}-\d{3}-[a-z]+\.ita\.\d+\.(left\.)?part(-journal|-wal|-shm)?")
OLD_AFTER = timedelta(hours=20)
"""Age of the last copy after which a new one is made on opening."""
MEANWHILE = timedelta(hours=4)
"""Age of the last copy after which a new one is made while open, if there were edits."""
KEPT_AT_LEAST = 20
"""Minimum number of newest copies to keep, whatever the clock says."""
_KEEP_ALL = timedelta(days=2)
"""Younger copies are never thinned."""
_AHEAD = timedelta(days=2)
"""A copy dated later than now by this much was made with a wrong clock, not time zone."""
IMPORT = "import"
"""Begins the reason of a copy made before an import."""
SEVERAL = "several"
"""Ends it if lists of several kinds came in at once."""
_KEY_LENGTH = 8
"""Number of characters of a workspace's key in its folder's name."""
_LONGEST_NAME = 60


class Backup(NamedTuple):
    """A safety copy. ``reason``: open, meanwhile, migration, trust, restore, replace, asked, left;
    :data:`IMPORT`, of which copies of earlier releases have nothing else, with the kind of list."""

    path: Path
    made: datetime
    reason: str
    damaged: int = 0
    """Of a new copy: number of stored files whose content does not match their key."""
    altered: tuple[str, ...] = ()
    """Of a new copy: tables whose content does not match its digest."""
    rows: int = 0
    """Of a new copy: number of rows."""


def write_backup(
    source: Path, target: Path, progress: Step | None = None, *, as_own: bool = False
) -> None:
    """Copy the stored content of ``source`` to ``target`` and verify it; never leaves a partial
    file. ``as_own``: the copy becomes a workspace of its own with its own key and the present date.

    Over a link, the copy comes to where that leads. Raises WorkspaceError if ``source`` is no
    workspace or there is no copy, and whatever ``progress`` raises.
    """
    sqlite_checks.check_header(source)
    place = real(target)
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        kind_at(place)
        make_own_folder(place.parent)
        if not sqlite_engines.copy_content(source, temporary, progress):
            raise _not_whole(target)
        if as_own:
            make_own(temporary)
        give_rights(temporary, place)
        temporary.replace(place)
    except (OSError, *TROUBLE) as error:
        if why(error) == DAMAGED:  # the copy is new
            raise damaged(source) from error
        raise WorkspaceError(
            "สำรองแฟ้มไม่ได้ ({reason})",
            where=str(target),
            remedy="ตรวจเนื้อที่ว่างและสิทธิ์เขียนของโฟลเดอร์สำรอง",
            reason=why(error),
        ) from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()


def make_own(path: Path) -> None:
    """Make a copy of the sample an ordinary workspace. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE meta SET value=? WHERE key='workspace_id'", [new_id()])
        # Where a file was taken from on a server, and by which login, is not the copy's.
        raw.execute("DELETE FROM meta WHERE key='shown_day' OR key GLOB 'branch_*'")
        digests.retake(raw, "meta")
        raw.execute("COMMIT")


def _not_whole(path: Path) -> WorkspaceError:
    return WorkspaceError(
        "แฟ้มสำรองที่ทำได้ไม่สมบูรณ์ จึงไม่เก็บไว้",
        where=str(path),
        remedy="ตรวจเนื้อที่ว่างของดิสก์ แล้วสำรองใหม่",
    )


def _proved(path: Path, progress: Step | None) -> sqlite_checks.Proof:
    """Read a copy completely and return the findings; delete it if that is not possible."""
    try:
        return sqlite_checks.prove(path, progress)
    except (OSError, *TROUBLE) as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise _not_whole(path) from error


class BackupFolder:
    """The folder with the safety copies of one workspace."""

    def __init__(self, folder: Path, former: Path | None = None) -> None:
        """``former``: the folder of earlier releases, whose copies are included."""
        self._folder = folder
        self._former = former

    @classmethod
    def of_workspace(cls, root: Path, key: str, *names: str) -> Self:
        """Return the folder below ``root`` of the workspace with that key: an existing one, else
        one named after the office and file (``names``)."""
        mark = f"({key[:_KEY_LENGTH]})"
        folder = _marked(root, mark) or root / f"{_folder_name(names)} {mark}".strip()
        return cls(folder, root / key)

    @property
    def path(self) -> Path:
        """The folder, which may not exist yet."""
        former = self._former
        is_former = former is not None and not self._folder.exists() and former.exists()
        return former if former is not None and is_former else self._folder

    def all(self) -> list[Backup]:
        """Return all copies, newest first; raises WorkspaceError if a folder cannot be read."""
        folders = filter(None, (self._folder, self._former))
        found = [backup for folder in folders for backup in _backups_in(folder)]
        return sorted(found, key=lambda backup: backup.path.name, reverse=True)

    def last(self) -> Backup | None:
        """Return the newest copy; one dated in the future only if there is no other."""
        copies, now = self.all(), datetime.now()  # noqa: DTZ005 - the clerk's own clock
        return next((copy for copy in copies if copy.made <= now), next(iter(copies), None))

    def make(self, source: Path, reason: str, progress: Step | None = None) -> Backup:
        """Make a copy now and thin old ones; raises WorkspaceError, and whatever ``progress``
        raises."""
        self._take_in_former()
        clear(self._folder, _HALF_MADE)
        now = datetime.now()  # noqa: DTZ005 - local time, as the clerk's clock shows it
        number = now.microsecond // 1000
        path = self._folder / f"{now:%Y%m%d-%H%M%S}-{number:03d}-{reason}.ita"
        write_backup(source, path, progress)
        proof = _proved(path, progress)
        if proof.is_whole:
            # Otherwise the older copies may be the only undamaged ones.
            self._thin(now)
        made = now.replace(microsecond=0)
        return Backup(path, made, reason, proof.damaged, proof.altered, proof.rows)

    def take(self, copy: Backup, progress: Step | None = None) -> Backup:
        """Copy a safety copy from elsewhere to this folder, if it is not there yet, and compare it
        row by row. Raises WorkspaceError, and whatever ``progress`` raises."""
        path = self._folder / copy.path.name
        if not path.exists():
            clear(self._folder, _HALF_MADE)
            write_backup(copy.path, path, progress)
        proof = _proved(path, progress)
        if proof != _proved(copy.path, progress):
            path.unlink(missing_ok=True)
            raise _not_whole(path)
        if proof.is_whole:
            self._thin(datetime.now())  # noqa: DTZ005 - the clerk's own clock
        return Backup(path, copy.made, copy.reason, proof.damaged, proof.altered, proof.rows)

    def _take_in_former(self) -> None:
        """Rename a folder of an earlier release; files that cannot be moved are kept and listed."""
        if self._former is None or not self._former.is_dir():
            return
        with contextlib.suppress(OSError):
            if not self._folder.exists():
                self._former.rename(self._folder)
                return
            for backup in _backups_in(self._former):
                backup.path.replace(self._folder / backup.path.name)
            self._former.rmdir()

    def _thin(self, now: datetime) -> None:
        copies = self.all()
        keep = set(kept([copy.made for copy in copies], now))
        for copy in copies:
            # What earlier releases kept of work that no file had is deleted by nobody but her.
            if copy.made not in keep and copy.reason != "left":
                with contextlib.suppress(OSError):
                    copy.path.unlink()


def backups_of(path: Path, engine: Engine, root: Path | None) -> BackupFolder:
    """Return the folder for copies of the workspace at ``path``, open in ``engine`` with any schema
    version; next to the file if there is no ``root``."""
    if root is None:
        return BackupFolder(path.parent)
    key, office = sqlite_checks.workspace_id(engine), sqlite_checks.office_name(engine)
    return BackupFolder.of_workspace(root, key, office, path.stem)


def _backups_in(folder: Path) -> list[Backup]:
    try:
        return [backup for path in folder.iterdir() if (backup := _backup_at(path))]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WorkspaceError(
            "อ่านโฟลเดอร์แฟ้มสำรองไม่ได้ ({reason})",
            where=str(folder),
            remedy="ตรวจสิทธิ์ของโฟลเดอร์",
            reason=why(error),
        ) from error


def _marked(root: Path, mark: str) -> Path | None:
    """Return the folder below ``root`` with a workspace's mark in its name, or None."""
    try:
        return next((path for path in sorted(root.iterdir()) if path.name.endswith(mark)), None)
    except OSError:
        return None


def _folder_name(names: Iterable[str]) -> str:
    """Return the distinct names as a folder name that every system allows."""
    parts: list[str] = []
    for name in names:
        plain = file_names.plain(name)
        if plain and not any(plain in other for other in parts):
            parts.append(plain)
    return " ".join(parts)[:_LONGEST_NAME].strip(" .")


def _backup_at(path: Path) -> Backup | None:
    match = _NAME.match(path.name)
    if match is None:
        return None
    with contextlib.suppress(ValueError):  # a name that only looks like a timestamp
        return Backup(path, datetime.fromisoformat(match[1].replace("-", "T")), match[3])
    return None


def kept(times: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return the copies to keep: all of the last two days, else the newest of each period; and the
    newest of the others up to the minimum number.

    A copy dated in the future was made with a wrong clock, or the clock is wrong now: if there are
    also others, future ones are thinned relative to two days after the last of them.
    """
    times = sorted(times)
    ahead = [made for made in times if made - now >= _AHEAD]
    known = times[: len(times) - len(ahead)]
    then = ahead[-1] + _KEEP_ALL if ahead and known else now
    spans: dict[tuple[str, object], datetime] = {}
    for made in known:
        spans[_span(made, now)] = made
    for made in ahead:
        spans["ahead", _span(made, then)] = made
    stay = set(spans.values())
    for made in [*reversed(known), *reversed(ahead)]:
        if len(stay) >= KEPT_AT_LEAST:
            break
        stay.add(made)
    return sorted(stay)


def _span(made: datetime, now: datetime) -> tuple[str, object]:
    """Return the period of a copy; one copy per period is kept."""
    age = now - made
    if age < _KEEP_ALL:
        return "all", made
    if age < timedelta(days=14):
        return "day", made.date()
    if age < timedelta(days=60):
        return "week", made.isocalendar()[:2]
    return "month", (made.year, made.month)
