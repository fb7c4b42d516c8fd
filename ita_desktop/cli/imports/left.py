"""What an import leaves, as lines."""

from collections.abc import Iterable
from itertools import groupby

from ita_desktop.cli.output import echo
from ita_desktop.exchange.sheets import column_letter
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services.imports.ledger.entries import LeftText


def print_left(left: Iterable[LeftText]) -> None:
    """What nothing took, whole: a line of text, or the cells of a column of which the same is
    known."""
    unknown = sorted((each for each in left if not each.why), key=_column)
    for (source, sheet, column, note), cells in groupby(unknown, _column):
        places = {"source": source, "sheet": in_language(sheet)}
        if column < 0:
            for cell in cells:
                echo(tr("ไม่ได้เก็บข้อความใน {source}: “{text}”", source=source, text=_text(cell)))
            continue
        texts = (
            tr("แถว {row} “{text}”", row=cell.origin.row, text=_text(cell))
            for cell in cells
            if cell.origin is not None
        )
        words = tr(
            "ไม่ได้เก็บ {source} {sheet} คอลัมน์ {column}", column=column_letter(column), **places
        )
        echo(f"{' · '.join(filter(None, (words, translated(note))))}: {' · '.join(texts)}")


def _column(left: LeftText) -> tuple[str, str, int, str]:
    sheet = left.origin.sheet if left.origin is not None else ""
    return left.source, sheet, -1 if left.column is None else left.column, left.note


def _text(left: LeftText) -> str:
    text = " ".join(left.text.split())
    if not left.cell:
        return text
    return tr("{text}” ของ “{cell}", text=text, cell=" ".join(left.cell.split()))
