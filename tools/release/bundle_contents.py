"""What is really in a bundle: the packages, Python and system libraries that its files come from.

``build_installer.spec`` asks it when the files are known, and keeps the licence texts of them.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from ita_desktop.services.about import LicensedPart, installed_parts
from tools.release import runtime

_BOOTLOADER: Final = "pyinstaller"
"""Its starter stands in front of every frozen program."""
_COMMON: Final = Path("/usr/share/common-licenses")
_COMMON_NAMED: Final = re.compile(r"/usr/share/common-licenses/([\w.-]*\w)")
_DOCUMENTS: Final = Path("/usr/share/doc")
_WORDS_OF_A_NAME: Final = 6
_LIBRARY: Final = re.compile(r"lib(?!python)[^/]*\.so[^/]*")
"""A shared library of Linux in no package's folder; the program itself needs Python's."""

Entry = tuple[str, str, str]
"""A file of a bundle as PyInstaller lists it: name in the bundle, where it is from, its kind."""


def parts_of(entries: Iterable[Entry]) -> tuple[LicensedPart, ...]:
    """Everything that the files of a bundle come from, each with its licence text.

    Leaves with a message where a library of Debian has none; elsewhere the system's own libraries
    are under the system's licence.
    """
    owners = _owners()
    packages, system = {_BOOTLOADER}, set()
    for name, source, kind in entries:
        path = Path(source)
        if not source or any(folder.endswith(".dist-info") for folder in path.parts):
            continue
        owner = owners.get(str(path.resolve()))
        if owner is not None:
            packages.add(owner)
        elif kind == "BINARY" and not _of_python(name, path):
            system.add(path)
    own = {"ita-desktop"}
    libraries = _system_parts(sorted(system)) if shutil.which("dpkg-query") else ()
    program, python, *others = installed_parts(packages - own)
    return (program, runtime.marked(python), *runtime.libraries(), *others, *libraries)


def still_needed(entries: Sequence[Entry], linked: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without the libraries beside the program that none of the others needs: what
    PyInstaller has found for a file that was left out since. ``linked`` names the libraries that a
    file is linked to."""
    loose = {name: source for name, source, _ in entries if _LIBRARY.fullmatch(name)}
    reached: set[str] = set()
    waiting = [source for name, source, _ in entries if name not in loose]
    while waiting:
        found = set(linked(waiting.pop())) & loose.keys() - reached
        reached |= found
        waiting += [loose[name] for name in found]
    return [entry for entry in entries if entry[0] not in loose or entry[0] in reached]


def not_of_system(entries: Sequence[Entry], named: Iterable[str]) -> list[Entry]:
    """The entries without the libraries of Debian that come with the packages ``named``, which a
    Debian package depends on: the system keeps them, and mends them by itself."""
    if shutil.which("dpkg-query") is None:
        return list(entries)
    there: set[str] = set()
    asked = set(named)
    while asked:
        there |= asked
        told = _asked("-W", "-f", "${Depends}, ${Pre-Depends}, ", *sorted(asked))
        asked = set(re.findall(r"(?:^|, ?)([\w.+-]+)", told)) - there
    loose = [(Path(source), name) for name, source, _ in entries if _LIBRARY.fullmatch(name)]
    owners = _owners_of([path for path, _ in loose])
    left_out = {name for path, name in loose if owners.get(path) in there}
    return [entry for entry in entries if entry[0] not in left_out]


@cache
def _owners() -> dict[str, str]:
    """Which package each installed file belongs to, by its whole path without links."""
    found: dict[str, str] = {}
    for package in metadata.distributions():
        home = Path(str(package.locate_file(""))).resolve()
        name = package.name  # reads its whole description each time
        for file in package.files or ():
            found.setdefault(os.path.normpath(home / file), name)
    return found


def _of_python(name: str, path: Path) -> bool:
    homes = {Path(sysconfig.get_path("stdlib")).resolve()}
    if Path(sys.base_prefix) != Path("/usr"):
        homes.add(Path(sys.base_prefix).resolve())
    return Path(name).name.startswith(("libpython", "python3")) or any(
        path.resolve().is_relative_to(home) for home in homes
    )


def _system_parts(libraries: Sequence[Path]) -> tuple[LicensedPart, ...]:
    """The packages of Debian that libraries come from, and the licences that their texts name."""
    parts = [_debian(package) for package in sorted(_packages(libraries))]
    named = {name for part in parts for name in _COMMON_NAMED.findall(part.text)}
    texts = {file.resolve(): name for name in sorted(named) if (file := _COMMON / name).is_file()}
    common = [
        LicensedPart(name, "", "", file.read_text(encoding="utf-8"))
        for file, name in sorted(texts.items())
    ]
    return (*parts, *common)


def _packages(libraries: Sequence[Path]) -> set[str]:
    owners = _owners_of(libraries)
    for library in libraries:
        if library not in owners:
            sys.exit(f"{library} belongs to no package: nobody knows its licence")
    return set(owners.values())


def _owners_of(libraries: Sequence[Path]) -> dict[Path, str]:
    """The packages of files, each of which may be known below /lib or /usr/lib."""
    places = {library: _places(library) for library in libraries}
    # One question for all: each reads the lists of all packages.
    told = _asked("-S", *dict.fromkeys(place for known in places.values() for place in known))
    owners = {
        path: owner for owner, _, path in (line.partition(": ") for line in told.splitlines())
    }
    return {
        library: owner.partition(":")[0]
        for library, known in places.items()
        if (owner := next((owners[place] for place in known if place in owners), ""))
    }


def _places(library: Path) -> list[str]:
    real = library.resolve()
    return [str(place) for path in (library, real) for place in (path, Path("/", *path.parts[2:]))]


def _debian(package: str) -> LicensedPart:
    name = package.partition(":")[0]
    version = _asked("-W", "-f", "${Version}", package)
    file = _DOCUMENTS / name / "copyright"
    if not file.is_file():
        sys.exit(f"{file} is missing: the licence of {name} would not be in the bundle")
    text = file.read_text(encoding="utf-8", errors="replace")
    # Some tell a story there instead of a name.
    told = re.findall(r"^License: *(.+?),? *$", text, re.MULTILINE)
    licences = dict.fromkeys(line for line in told if len(line.split()) <= _WORDS_OF_A_NAME)
    return LicensedPart(
        name, version, ", ".join(licences), text, f"pkg:deb/debian/{name}@{version}"
    )


def _asked(*words: str) -> str:
    """What dpkg-query answers; of several questions also where it knows only some answers."""
    command = ["dpkg-query", *words]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return done.stdout.strip()
