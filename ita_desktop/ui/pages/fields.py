"""The fields of records: the columns of tables made from them, and their editors in a page,
created when needed, with parsers of their results.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.records import MOST_BAHT, Record, TypedField, UnitKind, typed_fields
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.roster.names import split_name
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster.people import NewPerson
from ita_desktop.services.roster.units import NewUnit
from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.pages.owners import people_of, unit_choices_of
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, read_number
from ita_desktop.ui.table.values import ListChoice, Numbers
from ita_desktop.ui.widgets.fields.cell import Make, Read

Kind = tuple[Make, Read]
"""A function that creates an editor, and one that converts its result."""


def with_fields(
    columns: Sequence[Column[Any]],
    record: type[Record],
    *,
    year: int = 0,
    today: Callable[[], date] = date.today,
    without: Sequence[str] = (),
) -> list[Column[Any]]:
    """Returns the columns of a table with those of all further fields that people type into its
    record, which is the row or its ``record``. Typed dates default to the Buddhist fiscal ``year``,
    with ``today`` as base; what a field ``without`` a column says is shown by another one."""
    of: Any = record
    known = {column.key for column in columns} | {*without}
    more = (field for field in typed_fields(of) if field.name not in known)
    made = [_column(field, year, today) for field in more if not issubclass(field.takes, StrEnum)]
    return [*columns, *made]


def _column(field: TypedField, year: int, today: Callable[[], date]) -> Column[Any]:
    def value(row: Any) -> object:
        found = getattr(getattr(row, "record", row), field.name)
        return Decimal(found) if isinstance(found, int) else found

    title = in_language(field.word)
    if field.takes is date:
        kind, required = ColumnKind.DATE, not field.may_lack
        return Column(field.name, title, value, kind=kind, editable=True, required=required,
                      fiscal_year=year or None, today=today)  # fmt: skip
    if field.takes is str:
        return Column(field.name, title, value, editable=True, empty="")
    decimals = 0 if field.takes is int else 2
    return Column(field.name, title, value, kind=ColumnKind.NUMBER, editable=True,
                  numbers=Numbers(high=Decimal(10**9), decimals=decimals))  # fmt: skip


def a_day(session: Session) -> Kind:
    """A date, typed or picked; the year defaults to the shown one."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.dates import DateEditor

        return DateEditor(place, over, session.year, session.today)

    def read(result: object) -> date | None:
        text = _text(result)
        if not text:
            return None
        return parse_date(text, fiscal_year=session.year, today=session.today)

    return make, read


def a_line() -> Kind:
    """A line of text."""
    return _line, _text


def a_few_lines() -> Kind:
    """A text of one or two lines; Alt+Enter breaks the line."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.text import TextEditor

        return TextEditor(place, over)

    return make, _text


def a_time() -> Kind:
    """A time of day, stored as ``09:30``."""
    return _line, lambda result: meetings.clock(_text(result))


def a_number() -> Kind:
    """A positive number; of ``2/2568`` the 2."""
    return _line, _number


def a_baht() -> Kind:
    """An amount of money, or None."""
    return _line, _baht


def a_choice(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the choices, queried when the editor opens, or None."""

    def refuse(text: str) -> object:
        raise ValueError(tr("ไม่มี “{text}” ในรายการ พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก", text=text))

    return _of_list(choices, refuse)


def a_person(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the people, queried when the editor opens, None, or a complete new name with its
    title; part of a name creates nobody."""

    def make(text: str) -> object:
        if not split_name(text).prefix:
            raise ValueError(
                tr(
                    "ไม่มี “{text}” ในทะเบียนบุคลากร พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก "
                    "ถ้าเป็นคนใหม่ ให้พิมพ์คำนำหน้า ชื่อ และสกุล",
                    text=text,
                )
            )
        return NewPerson(text)

    return _of_list(choices, make, lambda text: people_of(None, text))


def a_unit(choices: Callable[[], Sequence[ListChoice]]) -> Kind:
    """One of the units, queried when the editor opens, None, or a complete new name that states its
    kind (ฝ่าย…, โรงเรียน…)."""

    def make(text: str) -> object:
        if kind_of_name(text) in {None, UnitKind.GROUP}:
            raise ValueError(
                tr(
                    "ไม่มีหน่วย “{text}” พิมพ์ส่วนหนึ่งของชื่อแล้วเลือก ถ้าเป็นหน่วยใหม่ ให้พิมพ์ชื่อเต็ม เช่น ฝ่ายโยธา",
                    text=text,
                )
            )
        return NewUnit(text)

    return _of_list(choices, make, lambda text: unit_choices_of(None, text))


def _of_list(
    choices: Callable[[], Sequence[ListChoice]],
    other: Callable[[str], object],
    named: Callable[[str], Sequence[ListChoice]] | None = None,
) -> Kind:
    """One of the choices, or None; ``other`` converts any other text, or raises ValueError. With
    ``named``, which finds entries for a text, the editor also accepts other text."""

    def make(place: EditorPlace, over: QWidget) -> CellEditor:
        from ita_desktop.ui.editors.listing import ListEditor

        return ListEditor(place, over, choices(), only=named is None, named=named)

    def read(result: object) -> object:
        if not isinstance(result, TypedText):
            return result
        text = _text(result)
        if not text:
            return None
        for choice in choices():
            if key(text) in {key(choice.text), *map(key, choice.also)}:
                return choice.value
        return other(text)

    return make, read


def _line(place: EditorPlace, over: QWidget) -> CellEditor:
    from ita_desktop.ui.editors.text import LineEditor

    return LineEditor(place, over)


def _text(result: object) -> str:
    return result.text.strip() if isinstance(result, TypedText) else ""


def _number(result: object) -> int:
    text = _text(result)
    plain = to_arabic(text).partition("/")[0].strip()
    if not plain.isdecimal() or not int(plain):
        raise ValueError(tr("“{text}” ไม่ใช่ครั้งที่ประชุม พิมพ์ตัวเลข เช่น 2", text=text))
    return int(plain)


def _baht(result: object) -> Decimal | None:
    numbers = Numbers(high=MOST_BAHT, decimals=2)
    return read_number(_text(result), numbers) if _text(result) else None
