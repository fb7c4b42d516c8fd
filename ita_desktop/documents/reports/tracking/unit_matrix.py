"""Who has done what: the units below each measure and OIT item that several units have to do, with
a column for each time, month or process.

Measures or items with the same times or parts share a table, units that stand alike a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.words import NO_MEASURES, codes_of
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.dates import fiscal_year_bounds, long_date
from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.progress import item_progress
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.worksheet import Matrix, MatrixRow, item_matrix, measure_matrices
from ita_desktop.domain.year import YearData

NAME: Final = "unit-matrix"
_FILE: Final = wording(
    "unit-matrix.file", "ตารางการดำเนินงานรายหน่วย ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "unit-matrix.heads",
    """
    ตารางการดำเนินงานรายหน่วย
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    ข้อมูล ณ วันที่ {วันที่}
    """,
    title=HEADS,
)
_MEASURES: Final = wording("unit-matrix.measures", "1. มาตรการที่หลายหน่วยต้องดำเนินการ")
_ITEMS: Final = wording("unit-matrix.items", "2. ข้อมูล OIT ที่หลายหน่วยต้องส่ง")
_OF: Final = wording("unit-matrix.of", "{รหัส} {เรื่อง}")
_NONE: Final = wording("unit-matrix.none", "ไม่มี")
_UNIT_HEADING: Final = wording("unit-matrix.unit-column", "หน่วย", title=COLUMNS)
_GIVEN: Final = wording("unit-matrix.given", "หลักฐาน")
_NOTE: Final = wording("unit-matrix.note", "หมายเหตุ {คำอธิบาย}")
_STATES: Final = {
    TimeState.DONE: wording("unit-matrix.done", "แล้ว"),
    TimeState.SKIPPED: wording("unit-matrix.skipped", "ไม่ต้อง"),
    TimeState.LATE: wording("unit-matrix.late", "ล่าช้า"),
    TimeState.DUE: wording("unit-matrix.due", "รอ"),
    TimeState.MISSED: wording("unit-matrix.missed", "ไม่มีบันทึก"),
    TimeState.UNKNOWN: wording("unit-matrix.unknown", "ไม่ทราบ"),
    TimeState.EXCLUDED: wording("unit-matrix.excluded", "ก่อนเริ่ม"),
    TimeState.TOLD: wording("unit-matrix.told", "ถือว่าครบ"),
}
_FOR_ALL: Final = "*"
_EXPLAINED: Final[Mapping[TimeState | str | None, Template]] = {
    _FOR_ALL: wording("unit-matrix.about-all", "* บันทึกไว้รวมทุกหน่วย"),
    None: wording("unit-matrix.about-others", "- ไม่ใช่ส่วนของหน่วยนั้น"),
    TimeState.COMING: wording("unit-matrix.about-coming", "ช่องว่าง ยังไม่ถึงเวลา"),
    TimeState.MISSED: wording("unit-matrix.about-missed", "ไม่มีบันทึก สิ้นปีแล้วและไม่มีบันทึกว่าทำ"),
    TimeState.UNKNOWN: wording(
        "unit-matrix.about-unknown", "ไม่ทราบ ผ่านไปก่อนกำหนดมาตรการ หรือทั้งปีไม่มีบันทึก จึงไม่นับ"
    ),
    TimeState.EXCLUDED: wording("unit-matrix.about-excluded", "ก่อนเริ่ม อยู่ก่อนวันที่เริ่มบันทึก"),
    TimeState.TOLD: wording("unit-matrix.about-told", "ถือว่าครบ ทำเครื่องหมายว่าครบโดยไม่มีบันทึก"),
}
"""What is said below the tables of the signs that stand in them, in this order."""
_BETWEEN: Final = " · "
_ALL_UNITS: Final = wording("unit-matrix.all", "ทั้ง {จำนวน} หน่วย")
_UNIT: Final = 28
"""Share of the first column, in per cent."""
_NAMED: Final = 3
"""So many units that stand alike are named, also if they are all."""
_MOST: Final = 12
"""Columns of one table; further ones follow in another."""


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: measures."""
    return [] if context.year.measures else [NO_MEASURES]


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the tables as of the day of ``context``."""
    data, day = context.year, day_of(context)
    heads = _HEADS.paragraphs(data, "title", {"วันที่": str(long_date(day))})
    body = _body(context, context.day or day)
    return of_tables(data, _FILE.of(data), (*heads, *body), digits, across=True)


def day_of(context: ReportContext) -> date:
    """Returns the day of the tables, limited to the fiscal year. What is not done after its end is
    missed, and not waited for."""
    first, last = fiscal_year_bounds(context.year.year)
    return min(max(context.day or last, first), last)


def _body(context: ReportContext, day: date) -> Iterator[content.Block]:
    data, wanted = context.year, context.items
    measures = list(measure_matrices(tracked(data, day)))
    found = (item_matrix(progress) for progress in item_progress(data, day).values())
    items = [matrix for matrix in found if matrix is not None]
    shown: list[Matrix] = []
    for heading, matrices in ((_MEASURES, measures), (_ITEMS, items)):
        chosen = [matrix for matrix in matrices if wanted is None or matrix.key in wanted]
        if chosen or wanted is None:
            yield from heading.paragraphs(data, "heading")
            yield from _tables(data, chosen)
        shown += chosen
    signs = set(_signs(shown))
    if said := [about.of(data) for sign, about in _EXPLAINED.items() if sign in signs]:
        yield from _NOTE.paragraphs(data, "line", {"คำอธิบาย": _BETWEEN.join(said)})


def _signs(matrices: Iterable[Matrix]) -> Iterator[TimeState | str | None]:
    """Yields what stands in the cells of the units that have anything to do."""
    for matrix in matrices:
        for row in matrix.rows:
            if any(state is not None for state in row.states):
                yield from row.states
                if any(
                    for_all and state in _STATES
                    for state, for_all in zip(row.states, row.for_all, strict=True)
                ):
                    yield _FOR_ALL


def _tables(data: YearData, matrices: Sequence[Matrix]) -> Iterator[content.Block]:
    """Yields a table for all measures or items with the same times or parts."""
    if not matrices:
        yield from _NONE.paragraphs(data, "line")
    alike: dict[tuple[str, ...], list[Matrix]] = {}
    for matrix in matrices:
        alike.setdefault(tuple(column.title for column in matrix.columns), []).append(matrix)
    for titles, group in alike.items():
        for first in range(0, len(titles), _MOST):
            yield _table(data, group, titles, slice(first, first + _MOST))
            yield content.paragraph("", "line")


def _table(
    data: YearData, matrices: Sequence[Matrix], titles: Sequence[str], part: slice
) -> content.Table:
    shown = titles[part]
    share = (100 - _UNIT) / max(len(shown), 1)
    heads = (content.cell(title or _GIVEN.of(data), "cell-heading") for title in shown)
    heading = content.TableRow((*_UNIT_HEADING.heading(data).cells, *heads))
    rows: list[content.TableRow] = []
    for matrix in matrices:
        rows.append(content.group_row(_name(data, matrix), len(shown) + 1))
        rows += _rows(data, matrix, part)
    columns = (
        content.TableColumn(_UNIT, content.ContinuedCell.REPEAT_CONTINUED),
        *(content.TableColumn(share) for _ in shown),
    )
    repeated = content.ContinuedCell.REPEAT_CONTINUED
    return content.Table(columns, tuple(rows), (heading,), repeat_groups=repeated)


def _name(data: YearData, matrix: Matrix) -> str:
    if isinstance(matrix.of, Item):
        code, words = matrix.of.code, matrix.of.title
    else:
        code, words = codes_of(data, matrix.of), first_words(matrix.of.method)
    return _OF.of(data, {"รหัส": code, "เรื่อง": words})


def _rows(data: YearData, matrix: Matrix, part: slice) -> Iterator[content.TableRow]:
    """Yields a row for all units that stand alike; none for units with nothing to do."""
    alike: dict[tuple[str, ...], list[Unit]] = {}
    for row in matrix.rows:
        if any(state is not None for state in row.states[part]):
            alike.setdefault(tuple(_texts(data, row)[part]), []).append(row.unit)
    for texts, units in alike.items():
        whole = len(units) == len(matrix.rows) > _NAMED
        count = {"จำนวน": str(len(units))}
        names = _ALL_UNITS.of(data, count) if whole else ", ".join(unit.name for unit in units)
        yield content.TableRow(
            (content.cell(names), *(content.cell(text, "cell-center") for text in texts))
        )


def _texts(data: YearData, row: MatrixRow) -> list[str]:
    texts = []
    for state, for_all in zip(row.states, row.for_all, strict=True):
        said = _STATES[state].of(data) if state in _STATES else ""
        texts.append("-" if state is None else f"{said}{_FOR_ALL}" if for_all and said else said)
    return texts
