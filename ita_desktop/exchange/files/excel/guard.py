"""Checks an Excel file before it is loaded, and finds what openpyxl does not tell of it."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from ita_desktop.exchange.files import limits, package_guard
from ita_desktop.exchange.files.reader_remarks import Hidden
from ita_desktop.exchange.sheets import column_index

# Bounded, so that a part consisting of incomplete tags takes linear time.
_MERGE = re.compile(
    rb"<(?:\w{1,9}:)?mergeCell\s[^<>]{0,120}?"
    rb'ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_NOT_COMPUTED = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,120}>'
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,400})?(?:/>|>[^<]{0,9000}</(?:\w{1,9}:)?f>)"
    rb"(?:<(?:\w{1,9}:)?v ?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?</(?:\w{1,9}:)?c>"
)
_EMPTY_TEXT = re.compile(rb'[^<>]*<[^<>]*\bt="str"[^<>]*>.*<(?:\w{1,9}:)?v\b', re.DOTALL)
"""A formula whose result is stored, and is no text."""
_HIDDEN_ROW = re.compile(
    rb'<(?:\w{1,9}:)?row\s(?=[^<>]{0,400}?\bhidden="(?:1|true)")[^<>]{0,400}?\br="(\d{1,7})"'
)
_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w{1,9}:)?col\s(?=[^<>]{0,400}?\bhidden="(?:1|true)")'
    rb'(?=[^<>]{0,400}?\bmin="(\d{1,5})")[^<>]{0,400}?\bmax="(\d{1,5})"'
)
_LINK = re.compile(rb"<(?:\w{1,9}:)?hyperlink\s[^<>]{0,9000}>")
_LINK_FORMULA = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,120}>'
    rb'<(?:\w{1,9}:)?f>\s*HYPERLINK\((?:"|&quot;)([^"<>]{1,2000}?)(?:"|&quot;)'
)
_ATTRIBUTE = re.compile(rb'(?:\w{1,9}:)?(\w{1,20})="([^"<>]{0,8000})"')
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")


@dataclass(frozen=True, slots=True)
class MergedRows:
    """Cells merged over several rows: rows as in Excel, column as an index from 0."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Properties of a sheet that openpyxl's read-only mode does not provide."""

    merges: tuple[MergedRows, ...]
    not_computed: frozenset[str]
    """Cells (``C5``) with a formula without a stored result."""
    hidden: Hidden
    across: Mapping[tuple[int, int], int]
    """The last column of each cell merged to the right, by its row and first column."""
    links: Mapping[str, str]
    """The web address that a cell leads to."""


def check_package(archive: zipfile.ZipFile, source: str) -> None:
    """Raise InputError for a package that is too large, or that no office program writes."""
    package_guard.check_sizes(archive, source, _most)
    package_guard.check_parts(archive, source)


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Return whether a file has macros, which nothing here reads."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def _most(name: str) -> int:
    heavy = bool(_SHEET.match(name)) or name == "xl/sharedStrings.xml"
    return limits.MAX_SHEET_PART if heavy else limits.MAX_OTHER_PART


def sheet_facts(archive: zipfile.ZipFile, part: str, source: str) -> SheetFacts:
    """Return merged, uncomputed and hidden cells of the sheet in ``part``. Raises InputError."""
    data = archive.read(part)
    merges: list[MergedRows] = []
    across: dict[tuple[int, int], int] = {}
    for count, found in enumerate(_MERGE.finditer(data)):
        if count >= limits.MAX_MERGES:
            raise package_guard.too_large(source)
        first, last = int(found[2]), int(found[4])
        column, end = column_index(found[1].decode()), column_index(found[3].decode())
        if last > first:
            merges.append(MergedRows(column, first, last))
        if end > column:
            across[first, column] = min(end, limits.MAX_COLUMNS - 1)
    uncomputed = (
        frozenset(
            found[1].decode("ascii")
            for found in _NOT_COMPUTED.finditer(data)
            if not _EMPTY_TEXT.match(found[0])
        )
        if b"<f" in data or b":f" in data
        else frozenset()
    )
    return SheetFacts(
        tuple(merges), uncomputed, _hidden(data), across, _links(archive, part, source, data)
    )


def _hidden(data: bytes) -> Hidden:
    if b"hidden=" not in data:
        return Hidden()
    columns = (
        range(int(found[1]) - 1, min(int(found[2]), limits.MAX_COLUMNS))
        for found in _HIDDEN_COLUMNS.finditer(data)
    )
    rows = frozenset(int(found[1]) for found in _HIDDEN_ROW.finditer(data))
    return Hidden(rows, frozenset(at for each in columns for at in each))


def _links(archive: zipfile.ZipFile, part: str, source: str, data: bytes) -> dict[str, str]:
    """Return the addresses of a sheet's links, drawn over cells or made by a formula."""
    targets: dict[str, str] = {}
    if b"hyperlink " in data:
        targets = {
            link.id: link.address for link in package_guard.relationships(archive, part, source)
        }
    found = {_shown(link[1]): _shown(link[2]) for link in _LINK_FORMULA.finditer(data)}
    for link in _LINK.finditer(data) if targets else ():
        named = dict(_ATTRIBUTE.findall(link[0]))
        address = targets.get(_shown(named.get(b"id", b"")), "")
        found[_shown(named.get(b"ref", b"")).partition(":")[0]] = address
    return {cell: address for cell, address in found.items() if address}


def _shown(text: bytes) -> str:
    """Return the text of an attribute."""
    return unescape(text.decode("utf-8", "replace"))


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the zip part of each sheet by title.

    Raises KeyError, ValueError or a parse error if the package is broken.
    """
    from defusedxml.ElementTree import fromstring

    names = set(archive.namelist())
    targets: dict[str, str] = {}
    for link in fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        target = link.attrib.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[link.attrib.get("Id", "")] = path
    parts: dict[str, str] = {}
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            identity = next(
                (text for name, text in element.attrib.items() if name.endswith("}id")), ""
            )
            if (path := targets.get(identity, "")) in names:
                parts[element.attrib.get("name", "")] = path
    return parts
