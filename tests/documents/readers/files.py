"""Documents read back the way other programs see them."""

import io
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from ita_desktop.documents.content import Block, Document, Table, TableRow, cell


def squeezed(text: str) -> str:
    """Text without any white space, because readers put it between lines as they like."""
    return "".join(text.split())


def pdf_lines(content: bytes, tmp_path: Path) -> list[str]:
    """The lines of a PDF in the order in which they were painted."""
    path = tmp_path / "document.pdf"
    path.write_bytes(content)
    read = subprocess.run(
        ["pdftotext", "-raw", "-nopgbrk", path, "-"], check=True, capture_output=True
    )
    return [line.expandtabs(1) for line in read.stdout.decode().splitlines() if line.strip()]


def pdf_text(content: bytes, tmp_path: Path) -> str:
    return squeezed("".join(pdf_lines(content, tmp_path)))


def pages(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(content) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def part(content: bytes, name: str) -> Any:
    """A part of a docx as an element."""
    with ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def table_of(*texts: str) -> Table:
    """A table of one column, a row a text."""
    from ita_desktop.documents.content import TableColumn

    return Table((TableColumn(1),), tuple(TableRow((cell(text),)) for text in texts))


def document(*blocks: Block, **more: Any) -> Document:
    return Document("เอกสารทดสอบ", blocks, **more)
