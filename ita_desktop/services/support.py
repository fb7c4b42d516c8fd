"""System information and recent errors, for support; and newer versions of the program: set-up
files in a folder of the office.

:func:`support_text`, which may be sent to others, has no personal data and no identifying path: the
home folder is ``~``, and other folders are omitted. Nothing is checked automatically, and nothing
online: a URL is opened in the browser.
"""

import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from ita_desktop import __version__
from ita_desktop.domain.errors import NO_NAME, InputError, Phrase, reason_of
from ita_desktop.error_log import error_log, newest_entries
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.paths import real, resource, resources
from ita_desktop.storage.sqlite import engines

_PACKAGES: Final = {
    "PySide6-Essentials": "PySide6", "SQLAlchemy": "sqlalchemy", "openpyxl": "openpyxl",
    "python-docx": "docx", "lxml": "lxml", "reportlab": "reportlab", "uharfbuzz": "uharfbuzz",
    "nlpo3": "nlpo3", "PyYAML": "yaml", "pypdfium2": "pypdfium2", "Pillow": "PIL",
    "pi-heif": "pi_heif",
}  # fmt: skip
"""Required packages by distribution name, with their modules."""
_ENTRIES: Final = 5
_OMITTED: Final = "…"
_PUBLIC: Final = ("/usr", "/opt", "/tmp", "/var", "/app", "/snap")  # noqa: S108 - only compared
"""Folders with standard names of the system."""

Translate = Callable[[str], str]


_NAME: Final = re.compile(
    r"ita[ _-]?desktop[ _-]v?(?P<version>\d+(?:\.\d+){1,3})(?!\.?\d)", re.IGNORECASE
)
_SUFFIXES: Final = (".exe", ".msi") if sys.platform == "win32" else (".deb", ".appimage")
_MOST: Final = 20_000
"""Maximum number of files examined, in case a whole drive was chosen."""


def examine() -> dict[str, Any]:
    """Return versions, fonts, folders and permissions; ``problems`` is a list of phrases."""
    missing = [name for name, module in _PACKAGES.items() if find_spec(module) is None]
    problems = [Phrase("ไม่มีไลบรารี {name}", name=name) for name in missing]
    fonts = sorted(path.name for path in resource("fonts").glob("*.ttf"))
    if not fonts:
        problems.append(Phrase("ไม่พบอักษร Sarabun ของโปรแกรม"))
    home = data_folder()
    if not _writable(home):
        problems.append(Phrase("เขียนโฟลเดอร์ {path} ไม่ได้ จะไม่มีแฟ้มสำรองอัตโนมัติ", path=home))
    return {
        "program": {"version": __version__, "python": platform.python_version(),
                    "system": platform.platform(), "bundled": bool(getattr(sys, "frozen", False))},
        "sqlite": {"version": engines.library_version(), "journal": _journal()},
        "packages": {name: _version(name) for name in _PACKAGES},
        "folders": {"resources": str(resources()), "data": str(home), "errors": str(error_log()),
                    "temporary": tempfile.gettempdir()},
        "fonts": {"bundled": ", ".join(fonts)},
        "window": {"platform": os.environ.get("QT_QPA_PLATFORM", ""),
                   "display": os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY", "")},
        "problems": problems,
    }  # fmt: skip


def _journal() -> Phrase:
    if engines.is_log_sound():
        return Phrase("แบบเขียนต่อท้าย (write-ahead log)")
    return Phrase(
        "SQLite {version} อาจทำแฟ้มเสียถ้าใช้ write-ahead log โปรแกรมจึงไม่ใช้"
        " แฟ้มปลอดภัย แต่บันทึกช้าลงเล็กน้อย แก้แล้วในรุ่น {mended}",
        version=engines.library_version(),
        mended=engines.MENDED,
    )


def lines_of(described: dict[str, Any], translate: Translate) -> Iterator[str]:
    """Yield the results of :func:`examine` as lines of text."""
    for section, values in described.items():
        yield f"{section}:"
        shown = values.items() if isinstance(values, dict) else enumerate(values, 1)
        for name, value in shown:
            words = value.translated(translate) if isinstance(value, Phrase) else value
            yield f"  {name}: {words or '–'}"
    if not described["problems"]:
        yield f"  {translate('ไม่พบปัญหา')}"


def support_text(translate: Translate) -> str:
    """Return the diagnostics and the newest errors, anonymised."""
    described = examine()
    folders = described["folders"]
    shown = {name: _without_names(folder) for name, folder in folders.items()}
    # The name of a remote display contains its machine's name.
    display = re.sub(r"^.*?(?=:)", "", described["window"]["display"])
    window = described["window"] | {"display": display}
    lines = [*lines_of(described | {"folders": shown, "window": window}, translate), "errors:"]
    lines += newest_entries(_ENTRIES) or ["  –"]
    text = "\n".join(lines) + "\n"
    for name in sorted(folders, key=lambda name: -len(folders[name])):
        text = text.replace(folders[name], shown[name])
    for home in _homes():
        text = text.replace(home, "~")
    return text


def _homes() -> list[str]:
    """Return the home folder as given and with links resolved, the longer first."""
    home = Path.home()
    return sorted({str(home), home.as_posix(), str(real(home))} - {"/"}, key=len, reverse=True)


def _without_names(folder: str) -> str:
    """Return a folder relative to the home folder or a system folder; of others only the drive."""
    path = real(Path(folder))
    for home in map(Path, _homes()):
        if path.is_relative_to(home):
            return str(Path("~", path.relative_to(home)))
    public = [*_PUBLIC, *map(os.environ.get, ("PROGRAMFILES", "PROGRAMDATA", "SYSTEMROOT"))]
    known = any(path.is_relative_to(real(Path(place))) for place in public if place)
    own = [name.lower() for key in ("USER", "LOGNAME", "USERNAME") if (name := os.environ.get(key))]
    if not known or any(name in part.lower() for name in own for part in path.parts):
        drive = path.drive if re.fullmatch(r"[A-Za-z]:", path.drive) else ""
        return f"{drive}{os.sep}{_OMITTED}"
    return str(path)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        # A bundle contains the packages' code, but not always their metadata.
        return "?"


def _writable(folder: Path) -> bool:
    try:
        make_own_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


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
