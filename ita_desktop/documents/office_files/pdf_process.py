"""Reads and draws PDF files in a separate process with limited time and memory: a file built to
exhaust them ends only that process.

The process is this program, started with a private argument.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import ita_desktop
from ita_desktop.filing.leftovers import TEMPORARY

WORD: Final = "--take-pdf"
"""Followed by the paths of the input, the output, and the result file."""
SECONDS: Final = 60
MEMORY: Final = 2**30 + 2**29
"""Memory limit of the process, in bytes."""
_NO_WINDOW: Final = 0x08000000
_TOLD: Final = "told.json"


class PdfResult:
    """The result for a file: its pages and their number, or the fault: ``broken``, ``locked`` or
    ``heavy``."""

    def __init__(self, fault: str = "", pages: int = 0, data: bytes = b"") -> None:
        self.fault = fault
        self.pages = pages
        self.data = data


def take(data: bytes) -> PdfResult:
    """Rewrites a PDF in the process. Raises OSError if no process can be started."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        given, made, told = (Path(folder, name) for name in ("given.pdf", "made.pdf", _TOLD))
        given.write_bytes(data)
        try:
            subprocess.run(  # noqa: S603 - this program itself
                [*_program(), WORD, given, made, told],
                timeout=SECONDS,
                check=False,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            )
        except subprocess.TimeoutExpired:
            return PdfResult("heavy")
        if not told.exists():
            # It was killed, or failed before it could report a result.
            return PdfResult("heavy")
        found = json.loads(told.read_text(encoding="utf-8"))
        kept = made.read_bytes() if made.exists() else b""
        return PdfResult(found["fault"], found["pages"], kept)


def _program() -> list[str]:
    return (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ita_desktop"]
    )


def _environment() -> dict[str, str]:
    """Returns the environment in which the process imports the same program."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": str(Path(ita_desktop.__file__).parents[1])}


def main(arguments: Sequence[str]) -> int:
    """Runs the process; returns 0 if it could report a result."""
    from ita_desktop.documents.office_files.bare_pdf import MOST_PAGES, LockedError, bare, pages_of

    given, made, told = map(Path, arguments)
    _limit()
    pages, fault = 0, ""
    try:
        data = given.read_bytes()
        pages = pages_of(data)
        if 0 < pages <= MOST_PAGES:
            made.write_bytes(bare(data))
    except LockedError:
        fault = "locked"
    except (MemoryError, RecursionError):
        fault = "heavy"
    except Exception as error:  # noqa: BLE001 - broken files end in whatever their reader runs into
        fault = "heavy" if "imit" in type(error).__name__ else "broken"
    told.write_text(json.dumps({"fault": fault, "pages": pages}), encoding="utf-8")
    return 0


def _limit() -> None:
    """Limits the memory and time of this process."""
    if sys.platform == "win32":
        _limit_on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_on_windows() -> None:
    """Limits them with a job object that only this process is in."""
    import ctypes
    from ctypes import wintypes

    class Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    limits = Limits(flags=0x100 | 0x8, processes=1, process_memory=MEMORY)
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
