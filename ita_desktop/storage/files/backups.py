"""Safety copies of a workspace: made with SQLite's backup API, proven, and thinned by age.

Kept: every copy of the last two days, then one a day for two weeks, one a week for two months,
one a month beyond; and never fewer than a number, whatever the clock says. Names carry time and
reason, so a folder listing is enough to choose from.
"""

import contextlib
import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Self

from sqlalchemy import Engine

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.filing import leftovers
from ita_desktop.home import give_rights, make_own_folder
from ita_desktop.storage.files import own_copy, sqlite_file
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.step import Step

_NAME = re.compile(r"^(\d{8}-\d{6})-(\d{3})-([a-z]+)\.ita$")
_HALF_MADE = re.compile(r"\.\d{8}-\d{6}-\d{3}-[a-z]+\.ita\.\d+\.(left\.)?part(-journal|-wal|-shm)?")
OLD_AFTER = timedelta(hours=20)
"""A workspace whose last copy is older than this gets one when it is opened."""
MEANWHILE = timedelta(hours=4)
"""One that stays open gets one as often, where anything was edited since the last."""
KEPT_AT_LEAST = 20
"""So many of the newest copies stay, however old the clock says that they are."""
_ALL_STAY = timedelta(days=2)
"""Younger copies are never thinned."""
_AHEAD = timedelta(days=2)
"""A copy made so much later than now was made by another clock: less are zones of time."""
_KEY_SHOWN = 8
"""Letters of a workspace's key that tell its folder from that of others."""
_LONGEST_NAME = 60
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What some system allows in no name of a folder."""


class Backup(NamedTuple):
    """One safety copy. ``reason``: open, meanwhile, migration, import, restore, asked, left."""

    path: Path
    made: datetime
    reason: str
    damaged: int = 0
    """Of one that was just made: how many of its pictures and files the disk has changed."""
    altered: tuple[str, ...] = ()
    """And the tables that hold something else than was written."""
    rows: int = 0
    """And how many rows it has."""


def write_backup(
    source: Path, target: Path, progress: Step | None = None, *, as_own: bool = False
) -> None:
    """Copies what is saved in ``source`` to ``target``, proves the copy sound; never a half file.
    ``as_own``: the copy is a workspace of its own (:func:`own_copy.make_own`).

    Raises WorkspaceError that says why there is no copy, and what ``progress`` raises.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        make_own_folder(target.parent)
        if not sqlite_file.copy_content(source, temporary, progress):
            raise _not_whole(target)
        if as_own:
            own_copy.make_own(temporary)
        give_rights(temporary, target)
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


def _not_whole(path: Path) -> WorkspaceError:
    return WorkspaceError(
        "แฟ้มสำรองที่ทำได้ไม่สมบูรณ์ จึงไม่เก็บไว้",
        where=str(path),
        remedy="ตรวจเนื้อที่ว่างของดิสก์ แล้วสำรองใหม่",
    )


def _proved(path: Path, progress: Step | None) -> sqlite_file.Proof:
    """What is found in a copy that is read to the last row; one that cannot be is taken away."""
    try:
        return sqlite_file.prove(path, progress)
    except (OSError, *TROUBLE) as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise _not_whole(path) from error


class BackupFolder:
    """The copies of one workspace."""

    def __init__(self, folder: Path, former: Path | None = None) -> None:
        """``former``: where earlier releases kept them; what is there belongs to them, too."""
        self._folder = folder
        self._former = former

    @classmethod
    def of_workspace(cls, root: Path, key: str, *names: str) -> Self:
        """The folder below ``root`` of the workspace with that key: the one that it has, else one
        called by ``names``, of office and file."""
        mark = f"({key[:_KEY_SHOWN]})"
        folder = _marked(root, mark) or root / f"{_folder_name(names)} {mark}".strip()
        return cls(folder, root / key)

    @property
    def path(self) -> Path:
        """The folder, which may not be there yet."""
        former = self._former
        is_former = former is not None and not self._folder.exists() and former.exists()
        return former if former is not None and is_former else self._folder

    def all(self) -> list[Backup]:
        """Every copy, newest first; raises WorkspaceError where a folder cannot be read."""
        folders = filter(None, (self._folder, self._former))
        found = [backup for folder in folders for backup in _backups_in(folder)]
        return sorted(found, key=lambda backup: backup.path.name, reverse=True)

    def last(self) -> Backup | None:
        """The newest copy; one from the future only where there is no other."""
        copies, now = self.all(), datetime.now()  # noqa: DTZ005 - the clerk's own clock
        return next((copy for copy in copies if copy.made <= now), next(iter(copies), None))

    def make(self, source: Path, reason: str, progress: Step | None = None) -> Backup:
        """Makes a copy now and thins the old ones; raises WorkspaceError, and what ``progress``
        raises."""
        self._take_in_former()
        leftovers.clear(self._folder, _HALF_MADE)
        now = datetime.now()  # noqa: DTZ005 - local time, as the clerk's clock shows it
        number = now.microsecond // 1000
        path = self._folder / f"{now:%Y%m%d-%H%M%S}-{number:03d}-{reason}.ita"
        write_backup(source, path, progress)
        proof = _proved(path, progress)
        if proof.is_whole:
            # Else the older copies may be the only ones that have it whole.
            self._thin(now)
        made = now.replace(microsecond=0)
        return Backup(path, made, reason, proof.damaged, proof.altered, proof.rows)

    def take(self, copy: Backup, progress: Step | None = None) -> Backup:
        """Lays a copy from elsewhere among these, where it is not yet, and proves it row by row
        against that one. Raises WorkspaceError, and what ``progress`` raises."""
        path = self._folder / copy.path.name
        if not path.exists():
            leftovers.clear(self._folder, _HALF_MADE)
            write_backup(copy.path, path, progress)
        proof = _proved(path, progress)
        if proof != _proved(copy.path, progress):
            path.unlink(missing_ok=True)
            raise _not_whole(path)
        if proof.is_whole:
            self._thin(datetime.now())  # noqa: DTZ005 - the clerk's own clock
        return Backup(path, copy.made, copy.reason, proof.damaged, proof.altered, proof.rows)

    def _take_in_former(self) -> None:
        """Gives a folder of an earlier release its name; what cannot be moved stays and counts."""
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
            if copy.made not in keep:
                with contextlib.suppress(OSError):
                    copy.path.unlink()


def backups_of(path: Path, engine: Engine, root: Path | None) -> BackupFolder:
    """The folder for copies of the workspace at ``path``, which ``engine`` has open in whatever
    schema; beside it where there is no ``root``."""
    if root is None:
        return BackupFolder(path.parent)
    key, office = sqlite_file.workspace_id(engine), sqlite_file.office_name(engine)
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
    """The folder below ``root`` that ends with a workspace's mark; None where none does."""
    try:
        return next((path for path in sorted(root.iterdir()) if path.name.endswith(mark)), None)
    except OSError:
        return None


def _folder_name(names: Iterable[str]) -> str:
    """Names as one that every system allows, none of them twice."""
    told: list[str] = []
    for name in names:
        plain = " ".join(_NO_NAME.sub(" ", name).split())
        if plain and not any(plain in other for other in told):
            told.append(plain)
    return " ".join(told)[:_LONGEST_NAME].strip(" .")


def _backup_at(path: Path) -> Backup | None:
    match = _NAME.match(path.name)
    if match is None:
        return None
    with contextlib.suppress(ValueError):  # a name that only looks like a time
        return Backup(path, datetime.fromisoformat(match[1].replace("-", "T")), match[3])
    return None


def kept(times: Iterable[datetime], now: datetime) -> list[datetime]:
    """Which copies stay: of each span of time the newest one, all of the last two days; and where
    that leaves few, because the clock has leapt, the newest of the others.

    A copy from the future was made while the clock was wrong, or it is now: once there is one that
    is not, those of the future are thinned as if it were the day after the last of them.
    """
    times = sorted(times)
    ahead = [made for made in times if made - now >= _AHEAD]
    known = times[: len(times) - len(ahead)]
    then = ahead[-1] + _ALL_STAY if ahead and known else now
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
    """What of copies made in the same span one stays."""
    age = now - made
    if age < _ALL_STAY:
        return "all", made
    if age < timedelta(days=14):
        return "day", made.date()
    if age < timedelta(days=60):
        return "week", made.isocalendar()[:2]
    return "month", (made.year, made.month)
