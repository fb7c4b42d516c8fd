"""Parts a file with the results of several offices: each names its own in a title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.documents.district_names import DISTRICTS
from ita_desktop.exchange.report.reader import read_report
from ita_desktop.exchange.report.statements import agencies_in
from ita_desktop.exchange.sheets import DataSheet

_OFFICE: Final = "สำนักงานเขต"


def own_part(sheets: Sequence[DataSheet], own: str) -> tuple[tuple[DataSheet, ...], list[str]]:
    """Return the rows of the office called ``own``, and the names of the other offices whose
    reports stand beside; all rows and no names unless one of these gives scores of the same items,
    as an office may only be named in a text."""
    mine: list[DataSheet] = []
    others: dict[str, list[DataSheet]] = {}
    for office, some in by_office(tuple(sheets)):
        is_own = name_key(office) == name_key(own)
        (mine if is_own else others.setdefault(office, [])).extend(some)
    scored = _scored(mine) if mine and others else set()
    named = [office for office, some in others.items() if scored & _scored(some)]
    if not named:
        return tuple(sheets), []
    left = (sheet for office, some in others.items() if office not in named for sheet in some)
    return (*mine, *left), named


def _scored(sheets: Sequence[DataSheet]) -> set[str]:
    return {figure.node for figure in read_report(sheets).figures if not figure.summary}


def by_office(sheets: tuple[DataSheet, ...]) -> Iterator[tuple[str, tuple[DataSheet, ...]]]:
    """Yield the offices that a file names with the rows from there to the next one's name. What
    stands before the first belongs to it. A sheet that is called like a district names it."""
    named: list[tuple[str, list[DataSheet]]] = []
    before: list[DataSheet] = []
    for sheet in sheets:
        if sheet.name in DISTRICTS:
            named.append((f"{_OFFICE}{sheet.name}", []))
        begin = 0
        for number, row in enumerate(sheet.rows):
            office = _named_in(row.values)
            if office and (not named or name_key(named[-1][0]) != name_key(office)):
                (named[-1][1] if named else before).append(
                    replace(sheet, rows=sheet.rows[begin:number])
                )
                begin = number
                named.append((office, []))
        (named[-1][1] if named else before).append(replace(sheet, rows=sheet.rows[begin:]))
    if named:
        named[0] = (named[0][0], [*before, *named[0][1]])
    for office, some in named:
        yield office, tuple(sheet for sheet in some if sheet.rows)


def _named_in(values: tuple[object, ...]) -> str:
    """Return the one office that a title row names; empty for a row of a table."""
    filled = [str(value) for value in values if value != ""]
    names = list(agencies_in(filled[0])) if len(filled) == 1 else []
    return names[0] if len(names) == 1 else ""
