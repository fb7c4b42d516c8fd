"""The list of what an import stores nowhere, as an Excel file and as pages for the person who
imports."""

from collections.abc import Sequence
from pathlib import Path


def write_list(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], path: Path
) -> Path:
    """Write the entries, texts under ``headings``, as they stand in the file that was read.

    Raises InputError if the file cannot be written; an existing one is replaced whole or not at
    all."""
    from ita_desktop.documents.kinds import Format
    from ita_desktop.filing.atomic_write import write
    from ita_desktop.services.documents.shown_table import shown_file

    write(shown_file(title, headings, rows, Format.XLSX), path)
    return path


def list_pages(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the entries as a PDF to be printed."""
    from ita_desktop.documents.kinds import Format
    from ita_desktop.services.documents.shown_table import shown_file

    return shown_file(title, headings, rows, Format.PDF)
