"""Locations of evidence: URLs and files, as entered, stored and opened."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ita_desktop.domain.oit.locations import is_address

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
"""Formats of document files. Files with other suffixes may be programs and are never opened,
because the name may come from another person's file."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


class EvidencePlace(NamedTuple):
    """A location as entered: a URL or a file, with a title if given."""

    location: str
    title: str = ""


def format_of(location: str) -> str:
    """Return the format for a file's suffix; empty if unknown."""
    path = urlsplit(location).path if is_address(location) else location
    return _FORMATS.get(_suffix(path), "")


def may_open(location: str) -> bool:
    """Return whether the file is a document, not a program."""
    return _suffix(location) in _FORMATS


def _suffix(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()


def of_file(path: Path, workspace: Path | None) -> EvidencePlace:
    """Return the location of a selected file: relative to the workspace's folder if it is inside,
    so that both can be moved together, else its absolute path."""
    location = str(path)
    if workspace is not None and path.is_relative_to(workspace.parent):
        location = path.relative_to(workspace.parent).as_posix()
    return EvidencePlace(location, path.stem)


def file_at(location: str, workspace: Path | None) -> Path:
    """Return the path of a location, whether or not the file exists."""
    # A path that is absolute, or of another drive, stays as it is.
    return Path(location) if workspace is None else workspace.parent / location


def links_in(text: str) -> tuple[EvidencePlace, ...]:
    """Return the URLs in a copied text, one per line, with the text beside each as its title; empty
    if a line has more than two cells."""
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
    """Return the locations that are not known yet, without duplicates."""
    old = set(known)
    fresh: dict[str, EvidencePlace] = {}
    for place in given:
        if place.location not in old:
            fresh.setdefault(place.location, place)
    return tuple(fresh.values())
