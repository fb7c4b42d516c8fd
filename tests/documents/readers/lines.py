"""The lines of a document's files as other programs read them: with the numbers that Word counts,
page by page, cell by cell."""

import io
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet import _reader
from openpyxl.worksheet.merge import MergedCellRange

from ita_desktop.domain.text import to_thai

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t"


def word_lines(content: bytes) -> list[str]:
    """The paragraphs of a Word file with the numbers and marks before them, then those of the
    heads and feet of its pages."""
    root = _word_parts(content)
    around = [part for name, part in root.items() if name.startswith(("word/header", "word/foot"))]
    return [
        *body_lines(content),
        *(_text(paragraph) for part in around for paragraph in part.iter(f"{_W}p")),
    ]


def body_lines(content: bytes) -> list[str]:
    """The paragraphs of a Word file with the numbers and marks before them."""
    read = _word_parts(content)
    numbers = _Numbers(read["word/numbering.xml"])
    paragraphs = read["word/document.xml"].iter(f"{_W}p")
    return [f"{numbers.before(paragraph)} {_text(paragraph)}".strip() for paragraph in paragraphs]


_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def slide_lines(content: bytes) -> list[str]:
    """The paragraphs of slides, the names in their charts, and what the speaker's notes say."""
    lines = []
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/charts/chart", "ppt/notesSlides/")):
                root = etree.fromstring(archive.read(name))
                lines += [
                    "".join(text.text or "" for text in paragraph.iter(f"{_A}t"))
                    for paragraph in root.iter(f"{_A}p")
                ]
                lines += [value.text or "" for value in root.iter(f"{_C}v")]
    return lines


def _word_parts(content: bytes) -> dict[str, Any]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def _text(paragraph: Any) -> str:
    found = {f"{_W}t": lambda one: one.text or "", f"{_W}tab": lambda _one: "\t",
             f"{_W}br": lambda _one: "\n"}  # fmt: skip
    return "".join(found[node.tag](node) for run in paragraph.iter(f"{_W}r") for node in run
                   if node.tag in found)  # fmt: skip


class _Numbers:
    """Counts as Word does."""

    def __init__(self, numbering: Any) -> None:
        self._levels = {
            abstract.get(f"{_W}abstractNumId"): {
                level.get(f"{_W}ilvl"): level for level in abstract.iter(f"{_W}lvl")
            }
            for abstract in numbering.iter(f"{_W}abstractNum")
        }
        self._lists = {number.get(f"{_W}numId"): number for number in numbering.iter(f"{_W}num")}
        self._counted: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def before(self, paragraph: Any) -> str:
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number = properties.find(f"{_W}numId").get(f"{_W}val")
        at = int(properties.find(f"{_W}ilvl").get(f"{_W}val"))
        abstract = _value(self._lists[number], "abstractNumId") or ""
        levels, here = self._levels[abstract], self._counted.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for override in self._lists[number].iter(f"{_W}lvlOverride"):
                level = int(override.get(f"{_W}ilvl"))
                here[level] = int(_value(override, "startOverride") or 1) - (level == at)
        here[at] = here.get(at, int(_value(levels[str(at)], "start") or 1) - 1) + 1
        for deeper in [level for level in here if level > at]:
            del here[deeper]
        text = _value(levels[str(at)], "lvlText") or ""
        for level in range(at + 1):
            text = text.replace(f"%{level + 1}", str(here.setdefault(level, 1)))
        return to_thai(text) if _value(levels[str(at)], "numFmt") == "thaiNumbers" else text


def _value(parent: Any, name: str) -> str | None:
    found = parent.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


class _Words:
    """The text of a cell without the looks of its runs."""

    def __init__(self, content: str) -> None:
        self.content = content

    @classmethod
    def from_tree(cls, cell: Any) -> "_Words":
        return cls("".join(text.text or "" for text in cell.iter(_TEXT)))


def workbook_of(file: bytes | Path, **how: bool) -> Any:
    """An Excel file without the borders of its merged cells, which openpyxl reads for longer than
    all else."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MergedCellRange, "format", lambda _self: None)
        read = io.BytesIO(file) if isinstance(file, bytes) else file
        return openpyxl.load_workbook(read, **how)


@lru_cache(maxsize=2)
def sheets_of(content: bytes) -> list[Any]:
    """The sheets of an Excel file, to look at their words and pictures: the letters of each run
    are left out, too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_reader, "Text", _Words)
        return list(workbook_of(content).worksheets)


def sheet_lines(content: bytes) -> list[str]:
    """The lines of the cells of all sheets, row by row, then the words below pictures."""
    sheets = sheets_of(content)
    cells = (cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row)
    lines = [line for cell in cells if cell is not None for line in str(cell).split("\n")]
    return [*lines, *texts_on_cells(content)]


def texts_on_cells(content: bytes) -> Iterator[str]:
    """The lines of the boxes that stand on the cells of an Excel file: words below pictures."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/drawings/drawing"):
                root = etree.fromstring(archive.read(name))
                for box in root.iter("{*}txBody"):
                    yield from ("".join(line.itertext()) for line in box.iter("{*}p"))


def sheet_around(content: bytes) -> Iterator[str]:
    """What an Excel file says beside its cells: names of sheets, heads and feet."""
    for sheet in sheets_of(content):
        yield sheet.title
        for line in (sheet.oddHeader, sheet.oddFooter, sheet.firstHeader, sheet.firstFooter):
            yield from (part.text for part in (line.left, line.center, line.right) if part.text)


def pdf_pages(content: bytes, folder: Path) -> list[list[str]]:
    """The lines of each page of a PDF as they were painted."""
    path = folder / "read.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    pages = read.stdout.decode().expandtabs(1).split("\f")
    return [[line for line in page.splitlines() if line.strip()] for page in pages[:-1]]
