"""The world around a workspace file: a stick, a folder of the PC, a second PC whose folder is
synchronised, and all that befalls them on a day.

Each act is a method of :class:`World` that says whether there was anything for it to be done to.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tests.storage.days import machine
from tests.storage.days.reading import digest_of

NAME: Final = "งาน.ita"
STICK: Final = 24
"""Megabytes of the medium of the file."""
HOME: Final = 40
"""Megabytes of the home of the first clerk."""
HOSTS: Final = ("A", "B", "C")
COPIES: Final = ("งาน (2).ita", "งาน-PC-B.ita", "งาน (B's conflicted copy 2025-11-25).ita")
"""Names that Windows, OneDrive and Dropbox give to a second copy."""


class World:
    """The places of one sequence, below ``root``. ``base`` is the workspace as it begins,
    ``foreign`` another one."""

    def __init__(self, root: Path, base: Path, foreign: Path) -> None:
        self._root = root
        self._foreign = foreign
        self._has_mounts = machine.has_mounts()
        if self._has_mounts:
            machine.mount_memory(root, 512)
        for name in ("E", "F", "pc", "pc-B", "shelf", "aside", "medium", "copies"):
            (root / name).mkdir()
        for host in HOSTS:
            self.home(host).mkdir(parents=True)
        if self._has_mounts:
            machine.mount_memory(root / "medium", STICK)
            machine.mount_memory(self.home("A"), HOME)
        else:
            (root / "E").rmdir()
            (root / "F").rmdir()
        self._drive = ""
        self._is_on_stick = True
        self._inside = Path("งานเขต") / NAME
        self._versions: list[Path] = []
        self._synced = ""
        self.mounted("E")
        self.here.parent.mkdir()
        shutil.copy(base, self.here)
        self.shelves()

    def end(self) -> None:
        """Take everything away."""
        if self._has_mounts:
            machine.unmount(self._root)
            return
        for folder, _, files in os.walk(self._root):
            Path(folder).chmod(0o755)
            for name in files:
                with suppress(OSError):
                    (Path(folder) / name).chmod(0o644)

    # -- places

    def home(self, host: str) -> Path:
        """Return the folder of a user's own things at a machine."""
        return self._root / "homes" / host

    @property
    def here(self) -> Path:
        """Where the clerk finds the file now; nothing is there while the stick is out."""
        if not self._is_on_stick:
            return self.pc / self._inside
        return self._root / (self._drive or "E") / self._inside

    @property
    def pc(self) -> Path:
        """A folder of the first clerk's PC."""
        return self._root / "pc"

    @property
    def there(self) -> Path:
        """Where the second clerk has a synchronised copy."""
        return self._root / "pc-B" / NAME

    @property
    def copies(self) -> Path:
        """Where copies are made, which nobody keeps."""
        return self._root / "copies"

    @property
    def shelf(self) -> Path:
        """Where versions lie that others have, which the clerk does not know of."""
        return self._root / "shelf"

    @property
    def _stick(self) -> Path:
        return self._root / (self._drive if self._drive and not self._has_mounts else "medium")

    def files(self) -> Iterator[Path]:
        """Yield every workspace file that people can find, wherever it was moved."""
        for folder in (self._stick, self.pc, self.there.parent, self._root / "aside"):
            yield from (path for path in folder.rglob("*.ita") if path.is_file())

    def kept_in(self, host: str) -> Iterator[Path]:
        """Yield the safety copies at a machine."""
        yield from (self.home(host) / "backups").rglob("*.ita")

    def working_in(self, host: str) -> Iterator[Path]:
        """Yield the working files at a machine."""
        for path in (self.home(host) / "working").glob("*/*.ita"):
            if not path.parent.name.startswith("reading-"):
                yield path

    # -- versions

    def shelves(self) -> bool:
        """Somebody keeps a copy of the file as it is now."""
        if not self.here.exists():
            return False
        kept = self.shelf / f"{len(self._versions)}.ita"
        shutil.copy(self.here, kept)
        self._versions.append(kept)
        return True

    def version(self, number: int) -> Path | None:
        """Return a version on the shelf, the newest if ``number`` is -1."""
        there = [path for path in self._versions if path.exists()]
        return there[number % len(there) if number >= 0 else -1] if there else None

    # -- acts on the file

    def replaced(self, number: int, how: str) -> bool:
        """The file is replaced by an earlier version: ``rename``, ``write`` (in place), ``aside``
        (the former one is kept), ``alike`` (with the same time, and size where it is the same)."""
        version = self.version(number)
        return version is not None and self._replace(version, how)

    def parted(self, how: str, version: Path) -> bool:
        """The file is replaced by one that was edited elsewhere, which goes from there."""
        done = self._replace(version, how)
        if done:
            version.unlink()
        return done

    def foreign(self, how: str) -> bool:
        """The file is replaced by another workspace."""
        return self._replace(self._foreign, how)

    def _replace(self, by: Path, how: str) -> bool:
        here = self.here
        if not here.parent.is_dir():
            return False
        try:
            look = here.stat() if here.exists() else None
            if how == "aside" and look is not None:
                self._put_aside(here)
            if how == "write":
                here.write_bytes(by.read_bytes())
            else:
                fresh = here.with_name("fresh.tmp")
                shutil.copyfile(by, fresh)
                fresh.replace(here)
            if how == "alike" and look is not None:
                os.utime(here, ns=(look.st_atime_ns, look.st_mtime_ns))
        except OSError:  # the stick is full, or nobody may write
            with suppress(OSError):
                here.with_name("fresh.tmp").unlink()
            return False
        return True

    def _put_aside(self, path: Path) -> None:
        shutil.move(path, self._root / "aside" / f"{time.monotonic_ns()}.ita")

    def deleted(self, what: str) -> bool:
        """The file is deleted, or its whole ``folder``; or the folder is put in the bin."""
        here = self.here
        if not here.exists():
            return False
        if what == "file":
            here.unlink()
        elif what == "folder":
            shutil.rmtree(here.parent)
        else:
            shutil.move(here.parent, self._root / "aside" / f"bin-{time.monotonic_ns()}")
        return True

    def renamed(self, number: int) -> bool:
        """The file gets another name."""
        return self._move(self.here.with_name(f"งาน ฉบับ {number}.ita"))

    def moved(self, to_stick: bool) -> bool:
        """The file is moved to a folder of the PC, or back to the stick."""
        if to_stick and not self._drive:
            return False
        root = self._root / (self._drive if to_stick else "pc")
        (root / "ที่ใหม่").mkdir(exist_ok=True)
        return self._move(root / "ที่ใหม่" / self.here.name)

    def _move(self, to: Path) -> bool:
        here = self.here
        if not here.exists() or to.exists():
            return False
        if not _moved(here, to):
            return False
        self._is_on_stick = self.pc not in to.parents
        root = self._root / (self._drive if self._is_on_stick else "pc")
        self._inside = to.relative_to(root)
        return True

    def brought_back(self) -> bool:
        """What was put aside last comes back to where the file belongs, where that is empty."""
        aside = sorted(path for path in (self._root / "aside").rglob("*.ita"))
        if not aside or self.here.exists() or (self._is_on_stick and not self._drive):
            return False
        try:
            self.here.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return _moved(aside[-1], self.here)

    def read_only(self, what: str) -> bool:
        """The file or its folder can no longer be written; ``nothing``: both can be again."""
        here = self.here
        if not here.exists():
            return False
        here.chmod(0o444 if what == "file" else 0o644)
        here.parent.chmod(0o555 if what == "folder" else 0o755)
        return True

    def conflict_copy(self, name: str, number: int) -> bool:
        """A copy appears beside the file: of it as it is, or of a version on the shelf."""
        source = self.version(number) if number >= 0 else self.here
        if source is None or not source.exists() or not self.here.parent.is_dir():
            return False
        with suppress(OSError):
            to = self.here.with_name(name)
            if not to.exists():
                self._put(source, to)
                return True
        return False

    # -- acts on the medium

    def mounted(self, letter: str) -> bool:
        """The stick is plugged in, as this drive."""
        if self._drive:
            return False
        if self._has_mounts:
            machine.mount_again(self._root / "medium", self._root / letter)
        else:
            (self._root / "medium").rename(self._root / letter)
        self._drive = letter
        return True

    def unmounted(self) -> bool:
        """The stick is pulled out."""
        if not self._drive:
            return False
        if self._has_mounts:
            machine.unmount(self._root / self._drive)
        else:
            (self._root / self._drive).rename(self._root / "medium")
        self._drive = ""
        return True

    def other_letter(self) -> bool:
        """The stick is pulled out and plugged in as another drive."""
        letter = "F" if self._drive == "E" else "E"
        return self.unmounted() and self.mounted(letter)

    def filled(self, what: str, left: int) -> bool:
        """The stick (or the ``home`` of the first clerk) is full but for so many kilobytes."""
        folder = self.home("A") if what == "home" else self._stick
        if not self._has_mounts:
            return False
        free = shutil.disk_usage(folder).free - (left << 10)
        if free <= 0:
            return False
        with suppress(OSError), (folder / "film.mp4").open("wb") as film:
            film.write(bytes(free))
        return True

    def freed(self) -> bool:
        """Somebody makes room on both."""
        found = [folder / "film.mp4" for folder in (self.home("A"), self._stick)]
        there = [film for film in found if film.exists()]
        for film in there:
            film.unlink()
        return bool(there)

    # -- locks

    @property
    def _lock(self) -> Path:
        return self.here.with_name(f".{self.here.name}.lock")

    def lock_came(self) -> bool:
        """A lock file of another machine comes with the file."""
        if not self.here.exists() or self._lock.exists():
            return False
        note = {"user": "other", "host": "PC-9", "since": "2025-11-25T08:30:00", "call": "x"}
        with suppress(OSError):
            self._lock.write_text(json.dumps(note), encoding="utf-8")
            return True
        return False

    def lock_gone(self) -> bool:
        """Somebody, or a program that synchronises, deletes the lock file."""
        if not self._lock.exists():
            return False
        self._lock.unlink()
        return True

    # -- the second PC

    def synced(self) -> bool:
        """The folders of both PCs are made the same; where both files have changed, each gets
        the other's as a second copy."""
        here, there = self.here, self.there
        if not here.exists():
            return False
        mine, theirs = digest_of(here), digest_of(there) if there.exists() else ""
        try:
            if theirs in {self._synced, ""}:
                self._put(here, there)
                self._synced = mine
            elif mine == self._synced:
                self._put(there, here)
                self._synced = theirs
            elif mine != theirs:
                other = there.with_name(f"งาน-PC-{time.monotonic_ns()}.ita")
                shutil.copyfile(there, other)
                shutil.copyfile(other, here.with_name(other.name))
                self._put(here, there)
                self._synced = mine
        except OSError:
            return False
        return True

    @staticmethod
    def _put(source: Path, target: Path) -> None:
        fresh = target.with_name("fresh.tmp")
        try:
            shutil.copyfile(source, fresh)
            fresh.replace(target)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def made_well(self) -> bool:
        """At the end of the day: plugged in, with room, and writable."""
        self.freed()
        self.mounted("E")
        for file in self.files():
            file.chmod(0o644)
            file.parent.chmod(0o755)
        return True


def _moved(path: Path, to: Path) -> bool:
    """Move a file, maybe to another medium; return whether that was possible. Nothing half is left
    where it is full, as people's programs do."""
    try:
        shutil.move(path, to)
    except OSError:  # full, or nobody may write
        if path.exists():
            with suppress(OSError):
                to.unlink()
        return False
    return True
