"""Reads and draws PDF files in a separate process with limited time and memory: a file built to
exhaust them ends only that process (``filing/limited_process.py``).
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ita_desktop.filing.leftovers import TEMPORARY
from ita_desktop.filing.limited_process import limit, run

WORD: Final = "--take-pdf"
"""Followed by the paths of the input, the output, and the result file."""
SECONDS: Final = 60
MEMORY: Final = 2**30 + 2**29
"""Memory limit of the process, in bytes."""
_RESULT: Final = "told.json"


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
        given, made, outcome = (Path(folder, name) for name in ("given.pdf", "made.pdf", _RESULT))
        given.write_bytes(data)
        if not run([WORD, given, made, outcome], SECONDS):
            return PdfResult("heavy")
        if not outcome.exists():
            # It was killed, or failed before it could report a result.
            return PdfResult("heavy")
        found = json.loads(outcome.read_text(encoding="utf-8"))
        kept = made.read_bytes() if made.exists() else b""
        return PdfResult(found["fault"], found["pages"], kept)


def main(arguments: Sequence[str]) -> int:
    """Runs the process; returns 0 if it could report a result."""
    from ita_desktop.documents.office_files.bare_pdf import MOST_PAGES, LockedError, bare, pages_of

    given, made, outcome = map(Path, arguments)
    limit(MEMORY, 2 * SECONDS)
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
    outcome.write_text(json.dumps({"fault": fault, "pages": pages}), encoding="utf-8")
    return 0
