"""Whose work the program stands on, each part with its version, its licence and its whole text.

A bundle carries what was found when it was made. Elsewhere the installed packages are asked, so
that the list is always of what is really there.
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
"""Our own copies, for packages that name a licence and bring no text of it. The LGPL is written as
an addition to the GPL, which belongs to it."""


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """One work of others; ``purl`` is its package address, where it has one."""

    name: str
    version: str
    licence: str
    text: str
    purl: str = ""


def licensed_parts() -> tuple[LicensedPart, ...]:
    """The program and all that it stands on."""
    kept = resources().with_name("_licences")
    return read_parts(kept) if kept.is_dir() else installed_parts()


def installed_parts(only: Iterable[str] | None = None) -> tuple[LicensedPart, ...]:
    """As it is installed here; of the packages those in ``only``, else all that are needed."""
    names = needed_packages() if only is None else set(map(_canonical, only))
    found = sorted(filter(None, map(_distribution, names)), key=lambda part: part.name.lower())
    return (_program(), _python(), *found, *_resources())


def needed_packages() -> set[str]:
    """The packages that the program needs and those that they need in turn, where installed."""
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
    """Keeps the parts in a folder, their texts as files that can be read without the program."""
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
    """What :func:`write_parts` kept."""
    listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    return tuple(
        LicensedPart(**(part | {"text": (folder / part["text"]).read_text(encoding="utf-8")}))
        for part in listed
    )


# -- packages


def _requirements() -> list[str]:
    """A checkout says itself what it needs: what was noted at its installation may be older."""
    checkout = resources().parent / "pyproject.toml"
    if checkout.is_file():
        project = tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]
        return _names(project["dependencies"])
    own = _found(_PROGRAM)
    return _names(own.requires or ()) if own is not None else []


def _names(requirements: Iterable[str]) -> list[str]:
    """The names in requirements, without those of extras."""
    return [
        _canonical(match[0])
        for line in requirements
        if not re.search(r";.*\bextra\b", line) and (match := _NAME.match(line))
    ]


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
        # The LGPL asks for both texts; another licence's own copy is enough.
        if word in licence and (word == "LGPL" or not texts):
            for file in files:
                text = _kept_text(file)
                if not _has(whole, text):
                    texts[file] = text
    return LicensedPart(
        found.name, found.version, licence, _joined(texts), _purl("pypi", name, found.version)
    )


def _own_texts(found: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """The licence files beside the metadata of a package."""
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
    """What a package says its licence is, in few words."""
    fields = ("License-Expression", "License")
    told = [text for field in fields for text in found.metadata.get_all(field, [])]
    named = re.split(r" \(|\n", told[0].strip())[0] if told else ""
    classified = [
        line.rpartition(" :: ")[2]
        for line in found.metadata.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    if not named:
        return ", ".join(classified)
    # Wheels that bring libraries of others under the LGPL may tell it here only.
    more = [name for name in classified if "LGPL" in name and "LGPL" not in named]
    return ", ".join([named, *more])


def _has(whole: str, text: str) -> bool:
    """Whether a text stands in another, however its lines are broken."""
    return " ".join(text.split())[:400] in " ".join(whole.split())


def _joined(texts: dict[str, str]) -> str:
    """All texts of one part, each under the name of its file."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n\n".join(f"— {name} —\n\n{text.strip()}\n" for name, text in texts.items())


def _purl(kind: str, name: str, version: str) -> str:
    return f"pkg:{kind}/{name}@{version}"


# -- what is no package


def _kept_text(file: str) -> str:
    return resource("licences", file).read_text(encoding="utf-8")


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
    """Python's own text, with those of what its installer brings, where it is installed."""
    version = platform.python_version()
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = [place / "LICENSE.txt" for place in places]
    own = next((path for path in texts if path.is_file()), resource("licences", "Python.txt"))
    text = own.read_text(encoding="utf-8", errors="replace")
    return LicensedPart("Python", version, "PSF-2.0", text, _purl("generic", "python", version))


def _resources() -> Iterator[LicensedPart]:
    """Fonts, icons and words that lie in the program's own folders."""
    for name, licence, places in (
        ("Sarabun, Noto", "OFL-1.1", ("fonts/OFL.txt",)),
        ("Lucide", "ISC", ("icons/LICENSE",)),
        ("PyThaiNLP words_th.txt", "CC0-1.0", ("thai/README.md", "licences/CC0-1.0.txt")),
    ):
        texts = {place: resource(place).read_text(encoding="utf-8") for place in places}
        yield LicensedPart(name, "", licence, _joined(texts))
