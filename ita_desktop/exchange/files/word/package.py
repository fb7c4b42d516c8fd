"""The parts of a Word file: found by its relationships, checked, and read one by one.

Relationships to anything outside the file are known, and never followed.
"""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ita_desktop.exchange.files import limits, package_guard

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
"""Namespaces of "Strict Open XML Document", a format of Word's, and the usual ones."""


@dataclass(frozen=True, slots=True)
class WordPackage:
    """An opened and checked Word file. ``related`` are the names of the parts that its main part
    refers to by relationship id, empty for what is outside the file."""

    archive: zipfile.ZipFile
    source: str
    main: str
    related: Mapping[str, str]
    by_type: Mapping[str, str] = field(default_factory=dict)
    """The same by the last word of the relationship's type, such as ``numbering``."""
    outside: Mapping[str, str] = field(default_factory=dict)
    """The addresses outside the file, by relationship id."""

    @classmethod
    def of(cls, archive: zipfile.ZipFile, source: str) -> "WordPackage":
        """Check and open a package. Raises InputError, and KeyError or lxml's errors if it is
        broken."""
        package_guard.check_sizes(archive, source, _most)
        package_guard.check_parts(archive, source, limits.MAX_TEXT_TAGS)
        main = next(
            (
                target
                for _id, kind, target, _address in _links(archive, "", source)
                if kind == _MAIN and target
            ),
            "word/document.xml",
        )
        links = _links(archive, main, source)
        related = {identity: target for identity, _kind, target, _address in links}
        by_type = {kind: part for _id, kind, part, _address in links}
        outside = {identity: address for identity, _kind, _part, address in links if address}
        return cls(archive, source, main, related, by_type, outside)

    def document(self) -> Any:
        """Return the root of the main part."""
        return self._root(self.main)

    def part(self, kind: str) -> Any | None:
        """Return the root of the part of a kind; None if the file has none."""
        name = self.by_type.get(kind, "")
        return self._root(name) if name in self.archive.namelist() else None

    @property
    def has_macros(self) -> bool:
        """Whether it has macros, which nothing here reads."""
        return any(name.lower().endswith("vbaproject.bin") for name in self.archive.namelist())

    def _root(self, name: str) -> Any:
        data = self.archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return package_guard.parsed(data, self.source)


_MAIN: Final = "officeDocument"


def _most(name: str) -> int:
    return limits.MAX_TEXT_PART if name.startswith("word/") else limits.MAX_OTHER_PART


def _links(archive: zipfile.ZipFile, part: str, source: str) -> list[tuple[str, str, str, str]]:
    """Return the relationships of a part: id, last word of the type, name of the target, empty if
    that is outside the file, and the address of one outside."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return []
    found = []
    for link in package_guard.parsed(archive.read(path), source).iter(_RELATIONSHIP):
        target, address = link.get("Target", ""), ""
        if link.get("TargetMode") == "External":
            target, address = "", target
        elif target.startswith("/"):
            target = target.lstrip("/")
        elif target:
            target = posixpath.normpath(posixpath.join(folder, target))
        kind = link.get("Type", "").rpartition("/")[2]
        found.append((link.get("Id", ""), kind, target, address))
    return found
