"""Rows of a table of results that may mean another node than the one that their words alone name:
totals of one instrument, counts of what passed, numbers of items without their letter."""

from collections.abc import Mapping, Sequence
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.framework import TOTAL
from ita_desktop.exchange.cells.codes import read_numbered_indicator
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.results import ResultRow
from ita_desktop.exchange.remarks import Flaw, Remark, RowError
from ita_desktop.exchange.report.verdicts import cell_of, cell_phrase
from ita_desktop.exchange.sheets import Origin

_INSTRUMENTS: Final = {"I": "IIT", "E": "EIT", "O": "OIT"}
_OF_ONE: Final = "“{text}” อยู่ใต้ข้อของ {node} ทั้งหมด แต่อ่านเป็นคะแนนรวม ITA"
_CHECK: Final = "ถ้าเป็นคะแนนของ {node} พิมพ์ {node} แล้วนำเข้าใหม่"
_LEAST: Final = 2
"""Minimum number of items that tell of what a table is."""


def of_sure_nodes(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[Flaw, ...], tuple[Remark, ...]]:
    """Return the rows of a table that surely mean their nodes, what is left out, and what is to be
    reported."""
    items = [row for row in rows if _is_item(row)]
    letters = {row.node[0] for row in items}
    is_of_one = len(items) >= _LEAST and len(letters) == 1 and len(items) >= len(rows) - 1
    has_verdicts = any(row.verdict for row in rows)
    kept: list[ResultRow] = []
    left: list[Flaw] = []
    told: list[Remark] = []
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        if _is_total(row) and has_verdicts and not row.verdict and "score" in row.figures:
            left.append(_count(row, headings[row.origin]))
        elif _is_total(row) and is_of_one:
            node = _INSTRUMENTS[items[0].node[0]]
            told.append(
                Remark(row.origin, _OF_ONE, _CHECK, {"text": row.named or row.title, "node": node})
            )
            kept.append(row)
        elif before is not None and _goes_on(before, row):
            left.append(_unclear(row, f"{before.node[0]}{row.node}", headings[row.origin]))
        else:
            kept.append(row)
    return tuple(kept), tuple(left), tuple(told)


def _is_item(row: ResultRow) -> bool:
    return row.node[:1] in _INSTRUMENTS and row.node[1:].isdecimal()


def _is_total(row: ResultRow) -> bool:
    """Return whether a row is a total that does not say of what."""
    return row.node == TOTAL and "ITA" not in f"{row.named}{row.title}".upper()


def _goes_on(before: ResultRow, row: ResultRow) -> bool:
    """Return whether a bare number is the next one of the items, and names no indicator."""
    bare = to_arabic(row.named).strip(" .)")
    if not (_is_item(before) and bare.isdecimal() and int(bare) == int(before.node[1:]) + 1):
        return False
    return read_numbered_indicator(row.title) != row.node


def _count(row: ResultRow, heading: TableHeading) -> Flaw:
    error = RowError(
        "“{text}” ในแถวผลรวมอาจเป็นจำนวนข้อ จึงไม่ได้อ่านเป็นคะแนน",
        remedy="ถ้าเป็นคะแนน ใส่ในตารางของคะแนน แล้วนำเข้าใหม่",
        column=cell_phrase(heading, "score"),
        text=row.figures["score"],
    )
    return Flaw.of(row.origin, error.about("score", cell_of(heading, "score")))


def _unclear(row: ResultRow, item: str, heading: TableHeading) -> Flaw:
    error = RowError(
        "“{text}” เป็นได้ทั้งข้อ {item} และตัวชี้วัดที่ {indicator} จึงไม่ได้อ่าน",
        remedy="พิมพ์รหัสให้ครบ แล้วนำเข้าใหม่",
        column=cell_phrase(heading, "code"),
        text=row.named,
        item=item,
        indicator=row.node,
    )
    return Flaw.of(row.origin, error.about("code", cell_of(heading, "code")))
