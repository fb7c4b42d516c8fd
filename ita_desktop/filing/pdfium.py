"""pdfium draws PDF pages and reads their text, for one thread at a time; on a printer of Windows,
which takes no PDF file, it draws each page as shapes and pictures of its own, as browsers do, and
never as one picture of the page."""

import ctypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError

_POINTS: Final = 72
_MM_TENTHS: Final = 254
"""Points and tenths of a millimetre in an inch."""
_OWN_SIZE: Final = 256
"""The paper that is known by its size alone (DMPAPER_USER)."""
_UPRIGHT, _ACROSS = 1, 2
_ORIENTATION, _PAPER, _LENGTH, _WIDTH = 0x1, 0x2, 0x4, 0x8
_COPIES, _SOURCE, _COLOUR, _DUPLEX = 0x100, 0x200, 0x800, 0x1000
"""What of a DEVMODE is set (DM_ORIENTATION and so on)."""
_OUT, _IN = 2, 8
"""DM_OUT_BUFFER and DM_IN_BUFFER of DocumentProperties."""
_DOTS_ACROSS, _DOTS_DOWN, _LEFT, _TOP = 88, 90, 112, 113
"""What GetDeviceCaps tells: dots of an inch, and the edge on which the printer cannot print."""
_FOR_PRINTING: Final = 0x800
_CANCELLED: Final = 1223
"""The error where the clerk gave up the printer's own question, such as that for a file's name."""
_REMEDY: Final = "ตรวจว่าเครื่องพิมพ์เปิดและมีกระดาษ หรือบันทึก PDF แล้วพิมพ์จากเครื่องอื่น"
ONE_AT_A_TIME: Final = threading.Lock()
"""pdfium keeps state of its own that two threads must not touch at once."""


class Ticket(NamedTuple):
    """What was chosen for a printer; the numbers are those of Windows, 0 for its usual choice."""

    size: tuple[float, float]
    """Width and height of the paper in points."""
    paper: int = 0
    """Its number (A4 is 9); 0 where the size alone is known."""
    duplex: int = 0
    """1 for one side, 2 turned at the long edge, 3 at the short one."""
    colour: int = 0
    """1 for grey, 2 for colours."""
    source: int = 0
    """The tray."""


class _DevMode(ctypes.Structure):
    """The beginning of a DEVMODEW."""

    _fields_ = (
        ("name", ctypes.c_wchar * 32),
        *((name, ctypes.c_ushort) for name in ("spec", "driver", "bytes", "more")),
        ("fields", ctypes.c_uint32),
        *(
            (name, ctypes.c_short)
            for name in (
                *("orientation", "paper", "length", "width", "scale", "copies"),
                *("source", "quality", "colour", "duplex"),
            )
        ),
    )


class _DocInfo(ctypes.Structure):
    """A DOCINFOW."""

    _fields_ = (
        ("bytes", ctypes.c_int),
        *((name, ctypes.c_wchar_p) for name in ("title", "output", "kind")),
        ("flags", ctypes.c_uint32),
    )


def draws_pdf() -> bool:
    """Return whether pages of a PDF can be drawn on this system's printers."""
    return os.name == "nt" and _renders() is not None


def draw(
    pdf: bytes,
    printer: str,
    title: str,
    ticket: Ticket,
    told: Callable[[int], None] = lambda _page: None,
    output: str = "",
) -> None:
    """Print all pages of a PDF in their size, upright or across as each is; ``told`` is called with
    the index of each. What is printed goes into the file ``output``, if there is one. Raises
    InputError if the printer does not take it."""
    import pypdfium2

    gdi = _library("gdi32")
    with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
        ways = [_way(document.get_page_size(number)) for number in range(len(document))]
    with _settings(printer, ticket) as settings:
        device = gdi.CreateDCW("WINSPOOL", printer, None, settings(ways[0]))
        _must(device, printer)
        try:
            about = _DocInfo(ctypes.sizeof(_DocInfo), title, output or None, None, 0)
            _must(gdi.StartDocW(device, ctypes.byref(about)) > 0, printer)
            for number, way in enumerate(ways):
                told(number)
                if number and way != ways[number - 1]:
                    _must(gdi.ResetDCW(device, settings(way)), printer)
                _must(gdi.StartPage(device) > 0, printer)
                with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
                    draw_page(document, number, device)
                _must(gdi.EndPage(device) > 0, printer)
            _must(gdi.EndDoc(device) > 0, printer)
        except BaseException:
            gdi.AbortDoc(device)
            raise
        finally:
            gdi.DeleteDC(device)


def draw_page(document: Any, number: int, device: Any) -> None:
    """Draw a page of an open document of pdfium on a device, in its size from the corner of the
    paper. The caller has pdfium for itself."""
    caps = _library("gdi32").GetDeviceCaps
    with closing(document[number]) as page:
        width, height = page.get_size()
        _renders()(
            *(device, page.raw, -caps(device, _LEFT), -caps(device, _TOP)),
            round(width * caps(device, _DOTS_ACROSS) / _POINTS),
            round(height * caps(device, _DOTS_DOWN) / _POINTS),
            *(0, _FOR_PRINTING),
        )


def _way(size: tuple[float, float]) -> int:
    return _ACROSS if size[0] > size[1] else _UPRIGHT


@contextmanager
def _settings(printer: str, ticket: Ticket) -> Iterator[Callable[[int], Any]]:
    """Yield what gives a printer's own settings (a DEVMODE) with those of the ticket, for pages
    that lie upright or across."""
    spool = _library("winspool.drv")
    known = ctypes.c_void_p()
    _must(spool.OpenPrinterW(printer, ctypes.byref(known), None), printer)

    def settings(way: int) -> Any:
        size = spool.DocumentPropertiesW(None, known, printer, None, None, 0)
        _must(size > 0, printer)
        made = ctypes.create_string_buffer(size)
        _must(spool.DocumentPropertiesW(None, known, printer, made, None, _OUT) >= 0, printer)
        _fill(_DevMode.from_buffer(made), ticket, way)
        _must(spool.DocumentPropertiesW(None, known, printer, made, made, _IN | _OUT) >= 0, printer)
        return made

    try:
        yield settings
    finally:
        spool.ClosePrinter(known)


def _fill(mode: Any, ticket: Ticket, way: int) -> None:
    mode.orientation, mode.copies = way, 1
    mode.fields |= _ORIENTATION | _COPIES | _PAPER
    mode.paper = ticket.paper or _OWN_SIZE
    if not ticket.paper:
        sides = (round(side * _MM_TENTHS / _POINTS) for side in sorted(ticket.size))
        mode.width, mode.length = sides
        mode.fields |= _WIDTH | _LENGTH
    for flag, name in ((_DUPLEX, "duplex"), (_COLOUR, "colour"), (_SOURCE, "source")):
        if value := getattr(ticket, name):
            setattr(mode, name, value)
            mode.fields |= flag


def _must(done: object, printer: str) -> None:
    """Raise the InputError of what a call of Windows did not do."""
    if done:
        return
    error: int = getattr(ctypes, "get_last_error")()  # noqa: B009 - known to mypy on Windows only
    if error == _CANCELLED:
        raise InputError(
            "ยังไม่ได้พิมพ์ที่ {printer}: ยกเลิกแล้ว", remedy="พิมพ์อีกครั้งเมื่อพร้อม", printer=printer
        )
    why: str = getattr(ctypes, "FormatError")(error).strip()  # noqa: B009 - as above
    raise InputError("ยังไม่ได้พิมพ์ที่ {printer}: {why}", remedy=_REMEDY, printer=printer, why=why)


def _renders() -> Any:
    """Return the function that draws a page on a device, which pdfium has on Windows alone."""
    import pypdfium2.raw

    return getattr(pypdfium2.raw, "FPDF_RenderPage", None)


def _library(name: str) -> Any:
    """Return a library of Windows, with the functions that are used here."""
    library = getattr(ctypes, "WinDLL")(name, use_last_error=True)  # noqa: B009 - as above
    handle, number, words = ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p
    needs: dict[str, tuple[Any, ...]] = {
        "CreateDCW": (handle, words, words, words, handle),
        "ResetDCW": (handle, handle, handle),
        "StartDocW": (number, handle, handle),
        "GetDeviceCaps": (number, handle, number),
        "DeleteDC": (number, handle),
        **dict.fromkeys(("StartPage", "EndPage", "EndDoc", "AbortDoc"), (number, handle)),
        "OpenPrinterW": (number, words, handle, handle),
        "ClosePrinter": (number, handle),
        "DocumentPropertiesW": (number, handle, handle, words, handle, handle, number),
    }
    for function, (result, *arguments) in needs.items():
        if hasattr(library, function):
            found = getattr(library, function)
            found.restype, found.argtypes = result, arguments
    return library
