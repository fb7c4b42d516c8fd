"""Where evidence is: web addresses and files, as they are given, kept and opened."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import urlsplit

_FORMATS: Final = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".ods": "Excel",
    ".csv": "CSV",
    ".txt": "ข้อความ",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".jpg": "ภาพ",
    ".jpeg": "ภาพ",
    ".png": "ภาพ",
    ".gif": "ภาพ",
    ".webp": "ภาพ",
    ".heic": "ภาพ",
}
"""Of files that show something. What is not among them may be a program, and is never opened: the
name can have come with somebody else's file."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


class EvidencePlace(NamedTuple):
    """A place as it is given: a web address or a file, with its title where one came along."""

    location: str
    title: str = ""


def is_link(location: str) -> bool:
    """Whether a location is a web address."""
    return location.lower().startswith(("http://", "https://"))


def format_of(location: str) -> str:
    """The format that a file's ending tells; empty where it tells none."""
    path = urlsplit(location).path if is_link(location) else location
    return _FORMATS.get(_suffix(path), "")


def may_open(location: str) -> bool:
    """Whether the file is of a kind that shows something and runs nothing."""
    return _suffix(location) in _FORMATS


def _suffix(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()


def of_file(path: Path, workspace: Path | None) -> EvidencePlace:
    """A chosen file: named from the folder of the workspace where it lies in there, so that both
    can be moved together, else by its whole path."""
    location = str(path)
    if workspace is not None and path.is_relative_to(workspace.parent):
        location = path.relative_to(workspace.parent).as_posix()
    return EvidencePlace(location, path.stem)


def file_at(location: str, workspace: Path | None) -> Path:
    """The file that a location means, whether or not it is there."""
    path = Path(location)
    if path.is_absolute() or PurePath(location).drive or workspace is None:
        return path
    return workspace.parent / path


def links_in(text: str) -> tuple[EvidencePlace, ...]:
    """The web addresses of a copied text, one a line, each with what stands beside it as its
    title; none where a line is of a table with more cells than these two."""
    found = []
    for line in text.splitlines():
        links = _LINK.findall(line)
        if not links:
            continue
        if len(links) > 1 or len([cell for cell in line.split("\t") if cell.strip()]) > len(
            EvidencePlace._fields
        ):
            return ()
        found.append(EvidencePlace(links[0], " ".join(line.replace(links[0], " ").split())))
    return tuple(found)


def new_ones(given: Iterable[EvidencePlace], known: Iterable[str]) -> tuple[EvidencePlace, ...]:
    """Those of the given places that are not known yet, each once."""
    seen = set(known)
    fresh = []
    for place in given:
        if place.location not in seen:
            seen.add(place.location)
            fresh.append(place)
    return tuple(fresh)
