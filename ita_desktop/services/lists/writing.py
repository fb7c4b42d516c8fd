"""Writes a list as the Excel file that comes back."""

from pathlib import Path
from typing import Final

from ita_desktop.documents.forms import ListFile, ListFileColumn
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.choices import entries
from ita_desktop.exchange.files.own_list import ListHead
from ita_desktop.filing.atomic_write import write
from ita_desktop.filing.file_names import allowed
from ita_desktop.services.lists.columns import ListColumn
from ita_desktop.services.lists.listed import OutgoingList, list_named

_OF_YEAR: Final = "ปี"


def file_name(name: str, data: YearData) -> str:
    """Return what the file of a list is called."""
    return allowed(f"{list_named(name).kind.title} {_OF_YEAR} {data.year}.xlsx")


def write_list(name: str, data: YearData, folder: Path, digits: Digits = Digits.ARABIC) -> Path:
    """Write a list of a year into a folder; return the file. Raises InputError if there is no such
    list, or the file cannot be written."""
    path = folder / file_name(name, data)
    write_file(name, data, path, digits)
    return path


def write_file(name: str, data: YearData, path: Path, digits: Digits = Digits.ARABIC) -> None:
    """Write a list of a year to ``path``; raises as :func:`write_list`."""
    from ita_desktop.documents.backends.xlsx import form

    path.parent.mkdir(parents=True, exist_ok=True)
    write(form.render_list(made(list_named(name), data, digits)), path)


def made(listed: OutgoingList, data: YearData, digits: Digits = Digits.ARABIC) -> ListFile:
    """Return the file of a list: all its rows, each with its key."""
    columns, records = listed.columns, listed.records(data)
    names = [column.name for column in columns]
    head = ListHead.of(listed.name, data.year, names, records)
    rows = [tuple(column.show(data, record) for column in columns) for record in records.values()]
    keys = []
    for key, row in zip(records, rows, strict=True):
        shown = zip(columns, row, strict=True)
        keys.append(head.row_key(key, {each.name: each.carried(value) for each, value in shown}))
    return ListFile(
        listed.kind.title,
        [_column(each, data) for each in columns],
        rows,
        str(head),
        keys,
        digits,
    )


def _column(column: ListColumn, data: YearData) -> ListFileColumn:
    choices = column.words or tuple(entries(column.choice, data))
    return ListFileColumn(column.heading, column.width, column.holds, choices, column.hint)
