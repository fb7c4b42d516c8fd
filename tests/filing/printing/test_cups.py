"""What goes to a printer is the PDF of the export, on its own paper; what it refuses is told."""

import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, A5, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.domain.errors import InputError
from ita_desktop.filing import cups

pytestmark = pytest.mark.posix("CUPS is of Linux and macOS")


def pdf(*sizes: tuple[float, float]) -> bytes:
    made = BytesIO()
    canvas = Canvas(made)
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.drawString(50, 50, f"page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def pages(content: bytes) -> list[tuple[str, int, int]]:
    """The text, width and height of each page."""
    return [
        (page.extract_text().strip(), round(page.mediabox.width), round(page.mediabox.height))
        for page in PdfReader(BytesIO(content)).pages
    ]


def test_all_pages_once_are_the_export_itself() -> None:
    whole = pdf(A4, A4)
    assert cups.arranged(whole, [0, 1]) is whole


def test_copies_ranges_and_empty_backs_come_in_their_order() -> None:
    made = pages(cups.arranged(pdf(A4, landscape(A4), A4), [1, None, 1, 2]))
    assert [text for text, *_size in made] == ["page 1", "", "page 1", "page 2"]
    assert [size for _text, *size in made] == [[842, 595], [842, 595], [842, 595], [595, 842]]


def test_pages_are_scaled_to_another_paper_only_when_asked() -> None:
    whole = pdf(A5, landscape(A5))
    assert [size for _text, *size in pages(cups.arranged(whole, [1, 0]))] == [
        [595, 420],
        [420, 595],
    ]
    scaled = pages(cups.arranged(whole, [0, 1], LETTER))
    assert scaled == [("page 0", 612, 792), ("page 1", 792, 612)], "text stays text"
    assert cups.is_alike(A4, landscape(A4))
    assert not cups.is_alike(A4, LETTER)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print system that knows one printer, and one that takes nothing; what was printed."""
    command = tmp_path / "lp"
    command.write_text(
        f"""#!/bin/sh
[ "$2" = full ] && {{ echo 'lp: Destination "full" is not accepting jobs.' >&2; exit 1; }}
[ "$2" = ชั้น2 ] || {{ echo 'lp: Error - The printer or class does not exist.' >&2; exit 1; }}
for last; do :; done
cp "$last" '{tmp_path}/printed.pdf'; echo "$@" > '{tmp_path}/words'
"""
    )
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_a_printer_gets_the_pdf_with_its_paper_and_title(spool: Path) -> None:
    whole = pdf(A5)
    assert cups.takes_pdf()
    cups.hand_over(whole, "ชั้น2", "โปสเตอร์", ["media=A5", "sides=one-sided"])
    assert (spool / "printed.pdf").read_bytes() == whole
    assert "-t โปสเตอร์ -o media=A5 -o sides=one-sided" in (spool / "words").read_text()


@pytest.mark.parametrize(
    ("printer", "why"), [("full", "เครื่องพิมพ์ไม่รับงาน"), ("gone", "does not exist")]
)
def test_what_a_printer_does_not_take_is_not_called_printed(
    spool: Path, printer: str, why: str
) -> None:
    with pytest.raises(InputError, match=why) as told:
        cups.hand_over(pdf(A5), printer, "โปสเตอร์", [])
    assert printer in str(told.value)
    assert "บันทึกเป็น PDF" in str(told.value)
    assert not (spool / "printed.pdf").exists()
