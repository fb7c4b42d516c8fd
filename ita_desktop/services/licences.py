"""Licences of the program and its dependencies, with versions and full texts.

A bundle contains the list made when it was built. Otherwise the installed packages are read, so
that the list matches what is installed.
"""

import json
import platform
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from ita_desktop import __version__
from ita_desktop.paths import resource, resources

_PROGRAM: Final = "ita-desktop"
_LIST: Final = "parts.json"
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
_NAME: Final = re.compile(r"[\w.-]+")
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
        if (asked is None or asked[1] == extra) and (match := _NAME.match(line)):
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
