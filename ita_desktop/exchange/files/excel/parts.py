"""Reads the XML parts of an Excel file, and what they refer to."""

import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any

from ita_desktop.exchange.files import limits
from ita_desktop.exchange.files.package_guard import parsed


def targets(archive: zipfile.ZipFile, part: str, source: str) -> Mapping[str, str]:
    """Return the parts that a part refers to, by their links."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return {}
    found = {}
    for link in read_part(archive, links, source):
        target = link.get("Target", "")
        if link.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[link.get("Id", "")] = path
    return found


def read_part(archive: zipfile.ZipFile, part: str, source: str) -> Any:
    """Return the root element of a part. Raises lxml's errors for broken or too large XML."""
    info = archive.getinfo(part)
    return parsed(archive.read(info) if info.file_size <= limits.MAX_OTHER_PART else b"", source)
