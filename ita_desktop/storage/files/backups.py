"""Safety copies of a workspace: made with SQLite's backup API, proven, and thinned by age.

Kept: every copy of the last two days, then one a day for two weeks, one a week for two months,
one a month beyond. Names carry time and reason, so a folder listing is enough to choose from.
"""

import contextlib
import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.files import own_copy, sqlite_file
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.step import Step

_NAME = re.compile(r"^(\d{8}-\d{6})-(\d{3})-([a-z]+)\.ita$")
OLD_AFTER = timedelta(hours=20)
"""A workspace whose last copy is older than this gets one when it is opened."""


class Backup(NamedTuple):
    """One safety copy. ``reason``: open, migration, import, restore, asked, left."""

    path: Path
    made: datetime
    reason: str


def write_backup(
    source: Path, target: Path, progress: Step | None = None, *, as_own: bool = False
) -> None:
    """Copies what is saved in ``source`` to ``target``, proves the copy sound; never a half file.
    ``as_own``: the copy is a workspace of its own (:func:`own_copy.make_own`).

    Raises WorkspaceError that says why there is no copy, and what ``progress`` raises.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not sqlite_file.copy_content(source, temporary, progress):
            raise WorkspaceError(
                "แฟ้มสำรองที่ทำได้ไม่สมบูรณ์ จึงไม่เก็บไว้",
                where=str(target),
                remedy="ตรวจเนื้อที่ว่างของดิสก์ แล้วสำรองใหม่",
            )
        if as_own:
            own_copy.make_own(temporary)
        temporary.replace(target)
    except (OSError, *TROUBLE) as error:
        raise WorkspaceError(
            "สำรองแฟ้มไม่ได้ ({reason})",
            where=str(target.parent),
            remedy="ตรวจเนื้อที่ว่างและสิทธิ์เขียนของโฟลเดอร์สำรอง",
            reason=why(error),
        ) from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()


class BackupFolder:
    """The copies of one workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Backup]:
        """Every copy, newest first; raises WorkspaceError where the folder cannot be read."""
        try:
            found = [one for path in self._folder.iterdir() if (one := _backup_at(path))]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise WorkspaceError(
                "อ่านโฟลเดอร์แฟ้มสำรองไม่ได้ ({reason})",
                where=str(self._folder),
                remedy="ตรวจสิทธิ์ของโฟลเดอร์",
                reason=why(error),
            ) from error
        return sorted(found, key=lambda backup: backup.path.name, reverse=True)

    def last(self) -> Backup | None:
        """The newest copy."""
        return next(iter(self.all()), None)

    def make(self, source: Path, reason: str, progress: Step | None = None) -> Backup:
        """Makes a copy now and thins the old ones; raises WorkspaceError, and what ``progress``
        raises."""
        now = datetime.now()  # noqa: DTZ005 - local time, as the clerk's clock shows it
        number = now.microsecond // 1000
        path = self._folder / f"{now:%Y%m%d-%H%M%S}-{number:03d}-{reason}.ita"
        write_backup(source, path, progress)
        self._thin(now)
        return Backup(path, now.replace(microsecond=0), reason)

    def _thin(self, now: datetime) -> None:
        copies = self.all()
        keep = set(kept([copy.made for copy in copies], now))
        for copy in copies:
            if copy.made not in keep:
                with contextlib.suppress(OSError):
                    copy.path.unlink()


def _backup_at(path: Path) -> Backup | None:
    match = _NAME.match(path.name)
    if match is None:
        return None
    with contextlib.suppress(ValueError):  # a name that only looks like a time
        return Backup(path, datetime.fromisoformat(match[1].replace("-", "T")), match[3])
    return None


def kept(times: Iterable[datetime], now: datetime) -> list[datetime]:
    """Which copies stay: of each span of time the newest one, all of the last two days."""
    spans: dict[tuple[str, object], datetime] = {}
    for made in sorted(times):
        age = now - made
        if age < timedelta(days=2):
            span: tuple[str, object] = ("all", made)
        elif age < timedelta(days=14):
            span = ("day", made.date())
        elif age < timedelta(days=60):
            span = ("week", made.isocalendar()[:2])
        else:
            span = ("month", (made.year, made.month))
        spans[span] = made
    return sorted(spans.values())
