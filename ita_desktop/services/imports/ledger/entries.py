"""What the ledger of an import is about, and its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin, column_letter
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.plan import ImportPlan

_LEFT: Final = "ไม่ได้เก็บ “{text}”"
_LEFT_CELL: Final = "ไม่ได้เก็บ “{text}” ในคอลัมน์ {column}"
NOT_TICKED: Final = Phrase("ไม่ได้เลือกไว้ จึงไม่ได้นำเข้า")
NOT_TAKEN: Final = Phrase("ไม่ใช่รายการที่นำเข้า")


class LedgerPart(NamedTuple):
    """A part of a file."""

    source: ImportSource
    plan: ImportPlan | None
    """None if it is not imported."""
    why: str = NOT_TAKEN
    """Why it is not."""
    needs: tuple[str, ...] = ()
    """What on the command line would import it."""


@dataclass(frozen=True, slots=True)
class LeftText:
    """Something of a file that is not stored."""

    source: str
    """The name of the file."""
    origin: Origin | None
    """Its row; None for a line of text and for a whole table."""
    column: int | None
    """The index of its column; None for a line and for a whole row."""
    text: str
    """What is missing, whole."""
    cell: str = ""
    """The cell or line that it stands in, if that says more."""
    why: str = ""
    """Why its row is not imported, or what it was taken for, in Thai; empty if nothing took it."""
    note: str = ""
    """What it is, and what to do, in Thai, where that is known of something that nothing took."""
    is_aside: bool = False
    """Whether it is of a row that is no data, as a title or a signature: known, and no loss."""
    needs: tuple[str, ...] = ()
    """What on the command line would import it."""
    above: Origin | None = None
    """Of a line of text the last row above it that is data, if there is one."""

    @property
    def remark(self) -> Remark:
        """It as a remark about its row."""
        if self.column is None:
            return Remark(self.origin, _LEFT, "", {"text": self.text})
        fields = {"column": column_letter(self.column), "text": self.text}
        return Remark(self.origin, _LEFT_CELL, "", fields)

    def as_json(self) -> dict[str, object]:
        """Return it in the format of the command line's ``--json``."""
        at = self.origin
        return {
            "source": self.source,
            "sheet": str(at.sheet) if at is not None else "",
            "row": at.row if at is not None else None,
            "column": column_letter(self.column) if self.column is not None else "",
            "text": self.text,
            "cell": self.cell,
            "why": self.why or self.note,
            "aside": self.is_aside,
            "needs": list(self.needs),
        }


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
