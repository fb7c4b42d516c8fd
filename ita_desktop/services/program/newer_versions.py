"""Looks for a newer version of the program: set-up files in a folder of the office.

Nothing is checked automatically, and nothing online: a URL is opened in the browser.
"""

import re
import sys
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop import __version__
from ita_desktop.domain.errors import NO_NAME, InputError, reason_of

_NAME: Final = re.compile(
    r"ita[ _-]?desktop[ _-]v?(?P<version>\d+(?:\.\d+){1,3})(?!\.?\d)", re.IGNORECASE
)
_SUFFIXES: Final = (".exe", ".msi") if sys.platform == "win32" else (".deb", ".appimage")
_MOST: Final = 20_000
"""Maximum number of files examined, in case a whole drive was chosen."""


class SetUpFile(NamedTuple):
    """A set-up file, and the version in its name."""

    version: str
    path: Path


def is_address(place: str) -> bool:
    """Return whether the place of newer versions is a URL, not a folder."""
    return place.lower().startswith(("http://", "https://"))


def newest(folder: Path) -> SetUpFile | None:
    """Return the newest set-up file for this system in a folder, or None. Raises InputError if the
    folder cannot be read."""
    try:
        files = [path for path in islice(folder.iterdir(), _MOST) if path.is_file()]
    except (OSError, ValueError) as error:
        raise InputError(
            "เปิดโฟลเดอร์ {folder} ไม่ได้ เพราะ{reason}",
            remedy="ตรวจว่าต่อเครือข่ายหรือเสียบแฟลชไดรฟ์แล้ว หรือเลือกโฟลเดอร์อื่น",
            folder=str(folder),
            reason=reason_of(error) if isinstance(error, OSError) else NO_NAME,
        ) from error
    found = [set_up for path in files if (set_up := _set_up(path)) is not None]
    return max(found, key=lambda set_up: _numbers(set_up.version), default=None)


def is_newer(version: str, than: str = __version__) -> bool:
    """Return whether a version is newer than another."""
    return _numbers(version) > _numbers(than)


def _set_up(path: Path) -> SetUpFile | None:
    match = _NAME.match(path.name)
    if match is None or path.suffix.lower() not in _SUFFIXES:
        return None
    return SetUpFile(match["version"], path)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version without trailing zeros: 0.2 equals 0.2.0."""
    numbers = [int(number) for number in re.findall(r"\d+", version)][:4]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
