"""What an installed program must do at least, away from the checkout."""

from collections.abc import Iterator
from pathlib import Path

FORMATS = frozenset({".docx", ".xlsx", ".pdf", ".pptx", ".html"})
"""What it must have made in the end, in :func:`out`."""


def out(folder: Path) -> Path:
    """Where the documents of the trial are made."""
    return folder / "out"


def steps(folder: Path) -> Iterator[tuple[str, ...]]:
    """The command lines, one after the other; what they make lies in ``folder``."""
    work = str(folder / "sample.ita")
    yield ("--version",)
    yield ("doctor",)
    yield "frameworks", "list"
    yield "sample", work
    yield "score", work, "--year", "2567"
    yield "export", work, "all", "--out", str(out(folder)), "--format", "all"
    yield "brief", work, "--out", str(out(folder)), "--format", "pptx"
    yield "site", work, "--out", str(out(folder) / "site")
    yield work, "--exit-when-shown"


def missing(folder: Path) -> list[str]:
    """The formats in which no document was made."""
    made = {
        path.suffix for path in out(folder).rglob("*") if path.is_file() and path.stat().st_size
    }
    return sorted(FORMATS - made)
