"""Brings lists of duties to one duty a row: cells with several are split, and points in rows of
their own (``1.1`` below ``1``) are joined with their duty."""

from dataclasses import replace
from typing import Final

from ita_desktop.domain.text import key, one_line
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.papers.line_numbers import LineNumber, number_alone, number_before
from ita_desktop.exchange.preparing.prepared import Prepared, joined_remarks, split_remark
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow

_POINT: Final = "ข้อย่อยของแถว {row} จึงรวมเป็นข้อเดียวกัน"


def with_a_duty_a_row(table: DataSheet, heading: TableHeading) -> Prepared:
    """Split and join the rows of a table with a column of duties."""
    duty = heading.columns.get("duty")
    if duty is None:
        return Prepared(table)
    order, body = heading.columns.get("order"), heading.columns.get("body")
    several: dict[int, int] = {}
    points: dict[int, int] = {}
    kept: list[SheetRow] = []
    above: LineNumber | None = None
    for row in table.rows:
        number, text = _number(row, order, duty)
        duties = _duties(_text(row, duty))
        if len(duties) > 1:
            kept += (
                own if order is None else own.with_value(order, str(at))
                for at, own in enumerate((row.with_value(duty, each) for each in duties), 1)
            )
            several[row.number], above = len(duties), None
        elif kept and above and _is_below(number, above) and _is_of(row, kept[-1], body):
            point = f"{number.printed if number else ''} {text}"
            kept[-1] = kept[-1].with_value(duty, f"{_text(kept[-1], duty)}\n{point}")
            points[row.number] = kept[-1].number
        else:
            kept.append(row)
            above = number
    return Prepared(
        replace(table, rows=tuple(kept)),
        tuple(split_remark(Origin(table.name, at), count) for at, count in several.items()),
        joined_remarks(table, points, _POINT),
    )


def _duties(text: str) -> list[str]:
    """Return the duties of a cell, if its lines are numbered from 1 on; else the text as one."""
    duties: list[str] = []
    shape = ""
    for line in text.split("\n"):
        number, rest = number_before("", line, len(duties))
        is_next = number is not None and number.parts == (len(duties) + 1,)
        if number and is_next and number.shape in {shape or number.shape} - {"0"}:
            shape = number.shape
            duties.append(rest)
        elif duties:
            duties[-1] += f"\n{line}"
        else:
            return [text]
    return duties


def _number(row: SheetRow, order: int | None, duty: int) -> tuple[LineNumber | None, str]:
    """Return the number of a row, from its column or typed before the duty, and the text."""
    text = _text(row, duty)
    alone = number_alone(_text(row, order)) if order is not None else None
    return (alone, text) if alone else number_before("", one_line(text))


def _is_below(number: LineNumber | None, above: LineNumber) -> bool:
    return number is not None and number.parts[:-1] == above.parts


def _is_of(row: SheetRow, above: SheetRow, body: int | None) -> bool:
    """Return whether a row names no other body than the one above."""
    own = _text(row, body)
    return own == "" or key(own) == key(_text(above, body))


def _text(row: SheetRow, at: int | None) -> str:
    value = row.value(at)
    return value if isinstance(value, str) else ""
