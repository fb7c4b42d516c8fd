"""The program itself: system information and recent errors, for support; newer versions (set-up
files in a folder of the office); and licences, its own and its dependencies', with versions and
full texts.

:func:`support_text`, which may be sent to others, has no personal data and no identifying path: the
home folder is ``~``, and other folders are omitted. Nothing is checked automatically, and nothing
online: a URL is opened in the browser. A bundle contains the list of licences made when it was
built. Otherwise the installed packages are read, so that the list matches what is installed.
"""

import json
import os
import platform
import re
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from ita_desktop import __version__
from ita_desktop.domain.errors import NO_NAME, InputError, Phrase, reason_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.error_log import error_log, newest_entries
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.paths import real, resource, resources
from ita_desktop.storage import sqlite_engines

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
_NAME: Final = lazy_re(
    r"ita[ _-]?desktop[ _-]v?(?P<version>\d+(?:\.\d+){1,3})(?!\.?\d)", re.IGNORECASE
)
_SUFFIXES: Final = (".exe", ".msi") if sys.platform == "win32" else (".deb", ".appimage")
_MOST: Final = 20_000
"""Maximum number of files examined, in case a whole drive was chosen."""
_PROGRAM: Final = "ita-desktop"
_LIST: Final = "parts.json"
_LICENCE_FILE: Final = lazy_re(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
_LICENCE_NAME: Final = lazy_re(r"[\w.-]+")
_TEXTS_BY_LICENCE: Final = {
    "LGPL": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "PSF": ("Python.txt",),
}
"""Bundled licence texts, for packages that name a licence without its text. The LGPL is written as
an addition to the GPL, so that is included."""


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """A third-party component; ``purl`` is its package URL, if any."""

    name: str
    version: str
    licence: str
    text: str
    purl: str = ""


def licensed_parts() -> tuple[LicensedPart, ...]:
    """Return the program and all its components."""
    kept = resources().with_name("_licences")
    return read_parts(kept) if kept.is_dir() else installed_parts()


def installed_parts(only: Iterable[str] | None = None) -> tuple[LicensedPart, ...]:
    """Return the installed components; of packages those in ``only``, else all required."""
    names = needed_packages() if only is None else set(map(_canonical, only))
    found = sorted(filter(None, map(_distribution, names)), key=lambda part: part.name.lower())
    return (_program(), _python(), *found, *_resources())


def needed_packages() -> set[str]:
    """Return the installed packages that the program requires, directly or indirectly."""
    needed: set[str] = set()
    waiting = _requirements()
    while waiting:
        name = waiting.pop()
        if name in needed or (found := _found(name)) is None:
            continue
        needed.add(name)
        waiting += _names(found.requires or ())
    return needed


def write_parts(parts: Iterable[LicensedPart], folder: Path) -> None:
    """Write the components to a folder, with texts as separate files."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for number, part in enumerate(parts):
        safe = re.sub(r"[^\w.+-]", "_", part.name)
        file = f"{number:03} {safe}.txt"
        (folder / file).write_text(part.text, encoding="utf-8", newline="\n")
        listed.append(asdict(part) | {"text": file})
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (folder / _LIST).write_text(text, encoding="utf-8", newline="\n")


def read_parts(folder: Path) -> tuple[LicensedPart, ...]:
    """Read what :func:`write_parts` wrote."""
    listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    return tuple(
        LicensedPart(**(part | {"text": (folder / part["text"]).read_text(encoding="utf-8")}))
        for part in listed
    )


# -- packages


def _requirements() -> list[str]:
    """Return the requirements, with those of shared work on a server, which may be missing; a
    checkout's own, as installed metadata may be outdated."""
    checkout = resources().parent / "pyproject.toml"
    if checkout.is_file():
        project = tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]
        return _names([*project["dependencies"], *project["optional-dependencies"]["server"]])
    own = _found(_PROGRAM)
    return _names(own.requires or (), "server") if own is not None else []


def _names(requirements: Iterable[str], extra: str = "") -> list[str]:
    """Return the package names in requirements, without those of other extras."""
    names = []
    for line in requirements:
        asked = re.search(r""";.*\bextra\s*==\s*["']([^"']*)""", line)
        if (asked is None or asked[1] == extra) and (match := _LICENCE_NAME.match(line)):
            names.append(_canonical(match[0]))
    return names


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _found(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _distribution(name: str) -> LicensedPart | None:
    found = _found(name)
    if found is None:
        return None
    licence = _declared(found)
    texts = dict(_own_texts(found))
    whole = "".join(texts.values())
    for word, files in _TEXTS_BY_LICENCE.items():
        # The LGPL requires both texts; for others one copy is enough.
        if word in licence and (word == "LGPL" or not texts):
            for file in files:
                text = resource("licences", file).read_text(encoding="utf-8")
                if not _has(whole, text):
                    texts[file] = text
    return LicensedPart(
        found.name, found.version, licence, _joined(texts), _purl("pypi", name, found.version)
    )


def _own_texts(found: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Yield the licence files in a package's metadata."""
    for file in found.files or ():
        folder, *inner = file.parts
        if not folder.endswith(".dist-info") or not inner:
            continue
        if inner[0] == "licenses" or _LICENCE_FILE.match(inner[-1]):
            path = Path(str(file.locate()))
            if path.is_file():
                name = "/".join(inner[1:] if inner[0] == "licenses" else inner)
                yield name, path.read_text(encoding="utf-8", errors="replace")


def _declared(found: metadata.Distribution) -> str:
    """Return the licence that a package declares, in short."""
    fields = ("License-Expression", "License")
    stated = [text for field in fields for text in found.metadata.get_all(field, [])]
    named = re.split(r" \(|\n", stated[0].strip())[0] if stated else ""
    classified = [
        line.rpartition(" :: ")[2]
        for line in found.metadata.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    if not named:
        return ", ".join(classified)
    # Wheels that bundle LGPL libraries may mention it only here.
    more = [name for name in classified if "LGPL" in name and "LGPL" not in named]
    return ", ".join([named, *more])


def _has(whole: str, text: str) -> bool:
    """Return whether ``whole`` contains ``text``, ignoring line breaks."""
    return " ".join(text.split())[:400] in " ".join(whole.split())


def _joined(texts: dict[str, str]) -> str:
    """Join the texts of one component, each below its file name."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n\n".join(f"— {name} —\n\n{text.strip()}\n" for name, text in texts.items())


def _purl(kind: str, name: str, version: str) -> str:
    return f"pkg:{kind}/{name}@{version}"


# -- components that are not packages


def _program() -> LicensedPart:
    checkout = resources().parent / "LICENSE"
    if checkout.is_file():
        text = checkout.read_text(encoding="utf-8")
    else:
        own = _found(_PROGRAM)
        texts = dict(_own_texts(own)) if own is not None else {}
        text = texts.get("LICENSE", "")
    return LicensedPart(
        "ITA Desktop", __version__, "MIT", text, _purl("pypi", _PROGRAM, __version__)
    )


def _python() -> LicensedPart:
    """Return Python with its licence, and those of its installer's components, if any."""
    version = platform.python_version()
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = [place / "LICENSE.txt" for place in places]
    own = next((path for path in texts if path.is_file()), resource("licences", "Python.txt"))
    text = own.read_text(encoding="utf-8", errors="replace")
    return LicensedPart("Python", version, "PSF-2.0", text, _purl("generic", "python", version))


def _resources() -> Iterator[LicensedPart]:
    """Yield the fonts, icons and word lists in the program's folders."""
    for name, licence, places in (
        ("Sarabun, Noto", "OFL-1.1", ("fonts/OFL.txt",)),
        ("Lucide", "ISC", ("icons/LICENSE",)),
        ("PyThaiNLP words_th.txt", "CC0-1.0", ("thai/README.md", "licences/CC0-1.0.txt")),
    ):
        texts = {place: resource(place).read_text(encoding="utf-8") for place in places}
        yield LicensedPart(name, "", licence, _joined(texts))


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
        "sqlite": {"version": sqlite_engines.library_version(), "journal": _journal()},
        "packages": {name: _version(name) for name in _PACKAGES},
        "folders": {"resources": str(resources()), "data": str(home), "errors": str(error_log()),
                    "temporary": tempfile.gettempdir()},
        "fonts": {"bundled": ", ".join(fonts)},
        "window": {"platform": os.environ.get("QT_QPA_PLATFORM", ""),
                   "display": os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY", "")},
        "problems": problems,
    }  # fmt: skip


def _journal() -> Phrase:
    if sqlite_engines.is_log_sound():
        return Phrase("แบบเขียนต่อท้าย (write-ahead log)")
    return Phrase(
        "SQLite {version} อาจทำแฟ้มเสียถ้าใช้ write-ahead log โปรแกรมจึงไม่ใช้"
        " แฟ้มปลอดภัย แต่บันทึกช้าลงเล็กน้อย แก้แล้วในรุ่น {mended}",
        version=sqlite_engines.library_version(),
        mended=sqlite_engines.MENDED,
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
