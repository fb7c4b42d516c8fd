"""The parts of a Word file: found by its relationships, checked, and read one by one.

Relationships to anything outside the file are known, and never followed.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ita_desktop.exchange.files import limits, package_guard

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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
                link.part
                for link in package_guard.relationships(archive, "", source)
                if link.kind == _MAIN and link.part
            ),
            "word/document.xml",
        )
        links = package_guard.relationships(archive, main, source)
        related = {link.id: link.part for link in links}
        by_type = {link.kind: link.part for link in links}
        outside = {link.id: link.address for link in links if link.address}
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
