"""Who has done what: a table of units for each measure and OIT item that several units have to do,
with a column for each time, month or process."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ita_desktop.documents.content import (
    Block,
    ContinuedCell,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.missing import NO_MEASURES, codes_of
from ita_desktop.documents.reports.pages import of_tables
from ita_desktop.documents.reports.wording import COLUMNS, FILE, HEADS
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import fiscal_year_bounds, long_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Item
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import item_progress
from ita_desktop.domain.tracking.matrix import Matrix, MatrixRow, item_matrix, measure_matrices
from ita_desktop.domain.tracking.state import TimeState, tracked
from ita_desktop.domain.year import YearData

NAME: Final = "unit-matrix"
_FILE: Final = wording(
    "unit-matrix.file", "ตารางการดำเนินงานรายหน่วยงาน ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "unit-matrix.heads",
    """
    ตารางการดำเนินงานรายหน่วยงาน
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    ข้อมูล ณ วันที่ {วันที่}
    """,
    title=HEADS,
)
_MEASURES: Final = wording("unit-matrix.measures", "1. มาตรการที่หลายหน่วยงานต้องดำเนินการ")
_ITEMS: Final = wording("unit-matrix.items", "2. ข้อมูล OIT ที่หลายหน่วยงานต้องส่ง")
_OF: Final = wording("unit-matrix.of", "{รหัส} {เรื่อง}")
_NONE: Final = wording("unit-matrix.none", "ไม่มี")
_UNIT_HEADING: Final = wording("unit-matrix.columns", "ลำดับ | หน่วยงาน", title=COLUMNS)
_GIVEN: Final = wording("unit-matrix.given", "หลักฐาน")
_NOTE: Final = wording(
    "unit-matrix.note",
    "หมายเหตุ * บันทึกไว้รวมทุกหน่วยงาน  - ไม่ใช่ส่วนของหน่วยงานนั้น  ช่องว่าง ยังไม่ต้องรายงาน",
)
_STATES: Final = {
    TimeState.DONE: wording("unit-matrix.done", "แล้ว"),
    TimeState.SKIPPED: wording("unit-matrix.skipped", "ไม่ต้อง"),
    TimeState.LATE: wording("unit-matrix.late", "ล่าช้า"),
    TimeState.DUE: wording("unit-matrix.due", "รอ"),
    TimeState.MISSED: wording("unit-matrix.missed", "ไม่ได้ทำ"),
}
_NUMBER, _UNIT = 6, 24
"""Shares of the first columns, in per cent."""
_MOST: Final = 12
"""Columns of one table; further ones follow in another."""


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: measures."""
    return [] if context.year.measures else [NO_MEASURES]


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the tables as of the day of ``context``."""
    data, day = context.year, _day(context)
    heads = _HEADS.paragraphs(data, "title", {"วันที่": str(long_date(day))})
    return of_tables(data, _FILE.of(data), (*heads, *_body(data, day)), digits, across=True)


def _day(context: ReportContext) -> date:
    """Returns the day of the tables, limited to the fiscal year."""
    first, last = fiscal_year_bounds(context.year.year)
    return min(max(context.day or last, first), last)


def _body(data: YearData, day: date) -> Iterator[Block]:
    yield from _MEASURES.paragraphs(data, "heading")
    yield from _tables(data, list(measure_matrices(tracked(data, day))))
    items = (item_matrix(data, progress, day) for progress in item_progress(data, day).values())
    yield from _ITEMS.paragraphs(data, "heading")
    yield from _tables(data, [matrix for matrix in items if matrix is not None])
    yield from _NOTE.paragraphs(data, "line")


def _tables(data: YearData, matrices: Sequence[Matrix]) -> Iterator[Block]:
    if not matrices:
        yield from _NONE.paragraphs(data, "line")
    for matrix in matrices:
        if isinstance(matrix.of, Item):
            code, words = matrix.of.code, matrix.of.title
        else:
            code, words = codes_of(data, matrix.of), first_words(matrix.of.method)
        yield _OF.paragraph(data, "subheading", {"รหัส": code, "เรื่อง": words})
        for first in range(0, len(matrix.columns), _MOST):
            yield _table(data, matrix, slice(first, first + _MOST))


def _table(data: YearData, matrix: Matrix, part: slice) -> Table:
    columns = matrix.columns[part]
    share = (100 - _NUMBER - _UNIT) / max(len(columns), 1)
    titles = (cell(column.title or _GIVEN.of(data), "cell-heading") for column in columns)
    heading = TableRow((*_UNIT_HEADING.heading(data).cells, *titles))
    rows = tuple(
        TableRow(
            (
                cell(str(number), "cell-center"),
                cell(row.unit.name),
                *(cell(text, "cell-center") for text in _texts(data, row)[part]),
            )
        )
        for number, row in enumerate(matrix.rows, 1)
    )
    widths = (
        TableColumn(_NUMBER, ContinuedCell.REPEAT),
        TableColumn(_UNIT, ContinuedCell.REPEAT),
        *(TableColumn(share) for _ in columns),
    )
    return Table(widths, rows, (heading,))


def _texts(data: YearData, row: MatrixRow) -> list[str]:
    texts = []
    for state, for_all in zip(row.states, row.for_all, strict=True):
        said = _STATES[state].of(data) if state in _STATES else ""
        texts.append("-" if state is None else f"{said}*" if for_all and said else said)
    return texts
