"""Windows draws the pages of the export themselves on a printer, not pictures of them."""

import ctypes
import os
import struct
from collections import Counter
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.errors import InputError
from ita_desktop.filing import pdfium
from ita_desktop.filing.pdfium import Ticket
from tests.documents.factories.year import year_2566

pytestmark = pytest.mark.skipif(os.name != "nt", reason="GDI is of Windows")

CURVES, LINES = (2, 5, 85, 88), (3, 4, 6, 54, 86, 87, 89, 90)
PICTURES = (76, 77, 80, 81, 114)
"""Records of metafiles: Bézier curves, straight lines, bitmaps."""


def printers() -> list[str]:
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


def records(pdf: bytes) -> tuple[Counter[int], Counter[int]]:
    """How many records of each kind the first page is on a metafile, and how many bytes these
    are."""
    import pypdfium2

    windows: Any = getattr(ctypes, "WinDLL")("gdi32")  # noqa: B009 - known to mypy on Windows only
    handle, number = ctypes.c_void_p, ctypes.c_uint
    windows.CreateEnhMetaFileW.restype = windows.CloseEnhMetaFile.restype = handle
    windows.CloseEnhMetaFile.argtypes = [handle]
    windows.GetEnhMetaFileBits.argtypes = [handle, number, handle]
    device = windows.CreateEnhMetaFileW(None, None, None, None)
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pdfium.draw_page(document, 0, device)
    made = windows.CloseEnhMetaFile(device)
    content = ctypes.create_string_buffer(windows.GetEnhMetaFileBits(made, 0, None))
    windows.GetEnhMetaFileBits(made, len(content), content)
    counted, sizes, at = Counter[int](), Counter[int](), 0
    while at < len(content):
        record, size = struct.unpack_from("<II", content, at)
        counted[record] += 1
        sizes[record] += size
        at += size
    return counted, sizes


def test_letters_and_rules_are_drawn_as_shapes() -> None:
    of = ReportContext(year_2566())
    pdf = drawn(kind("oit-assignments"), of, Format.PDF)
    counted, sizes = records(pdf)
    assert sum(counted[record] for record in CURVES) > 1000, "letters"
    assert sum(counted[record] for record in LINES) > 20, "rules of tables"
    assert sum(sizes[record] for record in PICTURES) < 10_000, "no picture of a page"


def turned() -> bytes:
    made = BytesIO()
    canvas = Canvas(made)
    for number, size in enumerate((A4, landscape(A4), A4)):
        canvas.setPageSize(size)
        canvas.drawString(50, 50, f"page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_each_page_is_printed_upright_or_across_as_it_is(tmp_path: Path) -> None:
    if not printers():
        pytest.skip("no printer here")
    target, told = tmp_path / "ก.prn", list[int]()
    pdfium.draw(turned(), printers()[0], "ทดลอง", Ticket(A4, 9), told.append, str(target))
    assert told == [0, 1, 2]
    assert target.stat().st_size > 1000


def test_a_printer_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="ยังไม่ได้พิมพ์ที่ ไม่มีเครื่องนี้"):
        pdfium.draw(turned(), "ไม่มีเครื่องนี้", "ทดลอง", Ticket(A4, 9))


def test_pages_can_be_drawn_here() -> None:
    assert pdfium.draws_pdf()
