"""Hands a PDF to the print system, and arranges its pages for it.

Where the system prints with CUPS (Linux, macOS), it takes a PDF as it is, so that the paper is the
export to the dot, its text stays text, and its answer tells whether the printer takes the job.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError

_COMMAND: Final = "lp"
_PATIENCE: Final = 60
"""Seconds that the print system may take for a job."""
_REMEDY: Final = "ตรวจเครื่องพิมพ์ในการตั้งค่าของระบบ เลือกเครื่องอื่น หรือบันทึกเป็น PDF"
_SAME: Final = 2.0
"""Points by which two papers of one size may differ."""


def arranged(
    pdf: bytes, order: Sequence[int | None], paper: tuple[float, float] | None = None
) -> bytes:
    """Return a PDF of the pages at these indexes, None an empty one; with a ``paper`` (width and
    height in points, either way up) each page is scaled to it."""
    from pypdf import PdfReader, PdfWriter, Transformation

    reader, writer = PdfReader(BytesIO(pdf)), PdfWriter()
    if paper is None and list(order) == list(range(len(reader.pages))):
        return pdf
    for number in order:
        if number is None:
            writer.add_blank_page(*(paper or (None, None)))  # like the one before
            continue
        page = reader.pages[number]
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if paper is None or is_alike((width, height), paper):
            writer.add_page(page)
            continue
        sheet_width, sheet_height = sorted(paper, reverse=width > height)
        scale = min(sheet_width / width, sheet_height / height)
        left, foot = (sheet_width - width * scale) / 2, (sheet_height - height * scale) / 2
        sheet = writer.add_blank_page(sheet_width, sheet_height)
        sheet.merge_transformed_page(page, Transformation().scale(scale).translate(left, foot))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def is_alike(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Return whether two papers (in points) have one size, whichever way up."""
    pairs = zip(sorted(first), sorted(second), strict=True)
    return all(abs(one - other) <= _SAME for one, other in pairs)


def takes_pdf() -> bool:
    """Return whether the system prints PDF files as they are."""
    return os.name == "posix" and shutil.which(_COMMAND) is not None


def hand_over(pdf: bytes, printer: str, title: str, options: Sequence[str]) -> None:
    """Give a PDF to a printer of the system, with options of CUPS (``media=A4``). Raises
    InputError if the printer does not take it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "print.pdf"
        file.write_bytes(pdf)
        words = [word for option in options for word in ("-o", option)]
        command = [_COMMAND, "-d", printer, "-t", title, *words, "--", str(file)]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and its words are the clerk's own
                command,
                check=False,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_PATIENCE,
                env=os.environ | {"LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise InputError(
                "ยังไม่ได้พิมพ์ที่ {printer}: ระบบพิมพ์ไม่ตอบ", remedy=_REMEDY, printer=printer
            ) from problem
    if "not accepting" in done.stderr:
        raise InputError("ยังไม่ได้พิมพ์ที่ {printer}: เครื่องพิมพ์ไม่รับงาน", remedy=_REMEDY, printer=printer)
    if done.returncode:
        why = done.stderr.strip()
        raise InputError("ยังไม่ได้พิมพ์ที่ {printer}: {why}", remedy=_REMEDY, printer=printer, why=why)
