"""What given folders, files and addresses consist of: places to read, and what is passed over."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.exchange.files.formats import REPORTS, TABLES
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.server.address import Address, is_address, parse_address

MOST_FILES: Final = 20_000
"""Maximum number of entries of all folders together."""
MOST_NAMED: Final = 5
_DEEPEST: Final = 12
"""Maximum depth of folders within a given one."""
_BESIDE: Final = ("-wal", "-shm", "-journal", ".lock", ".tmp", ".part")
"""Endings of files that programs keep beside others."""


Source: TypeAlias = Path | str | Address
"""A folder, a file, or an address (``postgresql://…``)."""


class PlaceKind(Enum):
    """How a place is read."""

    WORKSPACE = auto()
    RESULT = auto()
    SERVER = auto()


class SourcePlace(NamedTuple):
    """Something to read; ``name`` is its path or address, without a password."""

    kind: PlaceKind
    name: str
    given: bool
    """Whether it was named itself, and not found in a folder."""
    address: Address | None = None
    """Of a server, with its password if that was given."""

    @property
    def path(self) -> Path:
        return Path(self.name)


@dataclass
class FoundPlaces:
    """The places of given sources, each once, in order."""

    places: list[SourcePlace] = field(default_factory=list)
    notes: list[InputError] = field(default_factory=list)
    """What was passed over."""


def found_in(sources: Sequence[Source]) -> FoundPlaces:
    """Return what is to be read of folders, files and addresses. A file that is reached twice is
    read once. Raises InputError for an address that is none."""
    return _Search().run(sources)


class _Search:
    def __init__(self) -> None:
        self._found = FoundPlaces()
        self._seen: set[tuple[int, int]] = set()
        self._others: list[str] = []
        self._count = 0

    def run(self, sources: Sequence[Source]) -> FoundPlaces:
        for source in sources:
            if isinstance(source, Address):
                self._found.places.append(_server(source))
            elif isinstance(source, str) and is_address(source):
                self._found.places.append(_server(parse_address(source)))
            elif _is_folder(path := Path(source)):
                self._folder(path, 0)
            else:
                self._add(path, given=True)
        if self._others:
            self._found.notes.append(_passed_over(self._others))
        return self._found

    def _folder(self, folder: Path, depth: int) -> None:
        if depth > _DEEPEST:
            self._found.notes.append(_too_deep(folder))
            return
        if self._is_known(folder):
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._found.notes.append(_closed(folder, error))
            return
        for entry in entries:
            self._count += 1
            if self._count > MOST_FILES:
                break
            path = Path(entry.path)
            if entry.name.startswith((".", "~$")) or entry.name.lower().endswith(_BESIDE):
                continue
            if _is_folder(path):
                self._folder(path, depth + 1)
            else:
                self._add(path, given=False)
        if self._count > MOST_FILES and depth == 0:
            self._found.notes.append(_too_many(folder))

    def _add(self, path: Path, *, given: bool) -> None:
        kind = _kind_of(path)
        if kind is None and not given:
            self._others.append(path.name)
        elif not self._is_known(path):
            shown = kind or PlaceKind.WORKSPACE
            self._found.places.append(SourcePlace(shown, str(path), given))

    def _is_known(self, path: Path) -> bool:
        """Return whether a file or folder was met before, by whatever name; note that it was."""
        try:
            found = path.stat()
        except OSError:
            return False
        key = (found.st_dev, found.st_ino)
        if not found.st_ino or key not in self._seen:
            self._seen.add(key)
            return False
        return True


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder; what cannot be looked at is reported when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _server(address: Address) -> SourcePlace:
    return SourcePlace(PlaceKind.SERVER, address.text, given=True, address=address)


def _kind_of(path: Path) -> PlaceKind | None:
    suffix = path.suffix.lower()
    if suffix == SUFFIX:
        return PlaceKind.WORKSPACE
    return PlaceKind.RESULT if suffix in {*TABLES, *REPORTS} else None


def _passed_over(names: Iterable[str]) -> InputError:
    some = list(names)
    return InputError(
        "ข้ามไฟล์ {count} ไฟล์ที่ไม่ใช่แฟ้มงานหรือผลการประเมิน: {names}",
        remedy="ถ้าเป็นแฟ้มงาน ให้ตั้งชื่อลงท้ายด้วย .ita",
        count=len(some),
        names=some_of(some),
    )


def some_of(names: Sequence[str]) -> str:
    """Return the first names of a list, with an ellipsis if there are more."""
    more = " …" if len(names) > MOST_NAMED else ""
    return " ".join(_shown(names)) + more


def _shown(names: Sequence[str]) -> Iterator[str]:
    for name in names[:MOST_NAMED]:
        yield name.encode(errors="replace").decode()


def _closed(folder: Path, error: OSError) -> InputError:
    return InputError(
        "อ่านโฟลเดอร์ไม่ได้ ({reason})",
        where=str(folder),
        remedy="ตรวจสิทธิ์ของโฟลเดอร์ แล้วอ่านใหม่",
        reason=reason_of(error),
    )


def _too_deep(folder: Path) -> InputError:
    return InputError(
        "โฟลเดอร์นี้ซ้อนลึกเกิน {most} ชั้น จึงไม่ได้อ่าน",
        where=str(folder),
        remedy="เลือกโฟลเดอร์ที่มีแต่แฟ้มของเขต",
        most=_DEEPEST,
    )


def _too_many(folder: Path) -> InputError:
    return InputError(
        "โฟลเดอร์นี้มีไฟล์มากกว่า {most} ไฟล์ จึงอ่านไม่ครบ",
        where=str(folder),
        remedy="เลือกโฟลเดอร์ที่มีแต่แฟ้มของเขต",
        most=f"{MOST_FILES:,}",
    )
