"""The text of a cell: displayed, copied, searched and accessible."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from ita_desktop.domain.measure_cells import text_of
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.i18n import tr
from ita_desktop.ui.language import long_date, short_date
from ita_desktop.ui.table.column import Column, ColumnKind, RowT
from ita_desktop.ui.table.values import (
    CellOwner,
    ChangedValue,
    Choices,
    DoneCount,
    PictureCell,
    ProgressCell,
    ScheduledTime,
    Sign,
    SpreadCell,
    StatusCell,
    StyledValue,
    YearSpan,
    share_of,
)
from ita_desktop.ui.widgets.marks import Mark

UNKNOWN = "–"
"""Shown for an unknown figure or date."""
OWNER_JOIN = "; "


def bare(value: object) -> object:
    """Returns the value inside a ``ChangedValue`` or ``StyledValue``."""
    while isinstance(value, ChangedValue | StyledValue):
        value = value.new if isinstance(value, ChangedValue) else value.value
    return value


def number_text(value: object, decimals: int) -> str:
    """Returns a number with fixed decimals, rounded half up: 84.995 becomes 85.00."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def value_text(value: object, decimals: int = 2) -> str:
    """Returns the full text of a value; empty if there is none."""
    value = bare(value)
    text = ""
    if isinstance(value, Mark | StatusCell | Sign | SpreadCell):
        text = value.word
    elif isinstance(value, str):
        text = value
    elif isinstance(value, PictureCell):
        text = value.name

    elif isinstance(value, bool):
        text = "✓" if value else ""
    elif isinstance(value, int | float | Decimal):
        text = number_text(value, decimals)
    elif isinstance(value, date):
        text = short_date(value)
    elif isinstance(value, DoneCount):
        text = f"{value.done}/{value.of}"
    elif isinstance(value, ProgressCell):
        text = value.text or ("" if value.share is None else f"{value.share:.0%}")
    elif isinstance(value, tuple):
        text = _many_text(value)
    return text


def _many_text(values: tuple[object, ...]) -> str:
    owners = [value.label for value in values if isinstance(value, CellOwner)]
    if owners:
        return OWNER_JOIN.join(owners)
    spans = [value.label for value in values if isinstance(value, YearSpan)]
    if spans:
        return OWNER_JOIN.join(spans)
    times = [value for value in values if isinstance(value, ScheduledTime)]
    part = share_of(times)
    return f"{part.done}/{part.of}" if part.of else ""


def cell_text(column: Column[RowT], row: RowT) -> str:
    """Returns the text of a cell for copying and searching; empty if unknown."""
    if column.text is not None:
        return column.text(row)
    return value_text(column.value(row), column.numbers.decimals)


def entered_text(column: Column[RowT], row: RowT | None, value: object) -> str:
    """Returns the text that a cell will have with ``value``; ``row`` is None for a new row."""
    choices = column.choices_of(row) or ()
    if isinstance(choices, Choices):
        found = choices.by_value.get(value)
        chosen = found.text if found is not None else None
    else:
        chosen = next((choice.text for choice in choices if choice.value == value), None)
    return chosen or value_text(value, column.numbers.decimals)


def cell_texts(column: Column[RowT], row: RowT) -> tuple[str, ...]:
    """Returns the entries of a cell for the value list: each owner separately."""
    value = bare(column.value(row))
    if isinstance(value, tuple) and value and isinstance(value[0], CellOwner):
        return tuple(owner.label for owner in value)
    return (seen_text(column, cell_text(column, row)),)


def seen_text(column: Column[RowT], text: str) -> str:
    """Returns the displayed and accessible text: rich text with list marks but without bold
    markers. Copies keep the stored form, so that pasting preserves it."""
    if not column.rich:
        return text
    from ita_desktop.ui.table.cells.richlines import shown_text as as_shown

    return as_shown(text)


def shown_text(column: Column[RowT], row: RowT) -> str:
    """Returns the text of a single-line cell: – for unknown figures, several owners as first +n."""
    value = bare(column.value(row))
    if (
        column.text is None
        and isinstance(value, tuple)
        and value
        and isinstance(value[0], CellOwner)
    ):
        return owners_text(value)
    text = seen_text(column, cell_text(column, row))
    if not text and column.kind in (ColumnKind.NUMBER, ColumnKind.DATE):
        return UNKNOWN
    return text


def owners_text(owners: tuple[CellOwner, ...]) -> str:
    """Returns ``ฝ่ายโยธา +4``, or what was typed."""
    if typed := text_of(owners):
        return " ".join(typed.split())
    first = owners[0].label
    return first if len(owners) == 1 else f"{first} +{len(owners) - 1}"


def edit_text(column: Column[RowT], row: RowT) -> str:
    """Returns the initial text of a cell's editor; of an empty value, whatever words the cell shows
    for it (ว่าง), none."""
    value = bare(column.value(row))
    if value == "":
        return ""
    if isinstance(value, date):
        return short_date(value)
    return cell_text(column, row)


def accessible_text(column: Column[RowT], row: RowT) -> str:
    """Returns the accessible text of a cell: the column, the full value and what it replaces."""
    shown = column.value(row)
    value = bare(shown)
    if isinstance(value, date):
        text = long_date(value)
    elif isinstance(value, DoneCount):
        text = tr("{done} จาก {of}", done=value.done, of=value.of)
    elif isinstance(value, tuple) and value and isinstance(value[0], ScheduledTime):
        text = _accessible_year(value)
    elif column.kind is ColumnKind.CHECK:
        text = tr("ทำเครื่องหมายแล้ว") if value else tr("ยังไม่ทำเครื่องหมาย")
    else:
        text = seen_text(column, cell_text(column, row)).replace("\n", " ")
    if not text and column.ghost is not None:
        text = column.ghost(row)
    told = f"{column.title} {text or tr('ว่าง')}".strip()
    if isinstance(shown, ChangedValue):
        before = value_text(shown.old, column.numbers.decimals).replace("\n", " ")
        said = before if shown.is_sentence else tr("เดิม {old}", old=before or tr("ว่าง"))
        told = f"{told}, {said}"
    return told


def row_words(columns: Sequence[Column[RowT]], row: RowT) -> str:
    """Returns what a row is called: its code, and the first of its longer texts; without any, what
    stands faintly in the place of the first. Where columns say that rows are called by them, these
    do."""
    if own := [column for column in columns if column.names_row]:
        found = (seen_text(column, cell_text(column, row)) for column in own)
        return " ".join(" ".join(islice(filter(None, found), 2)).split())
    texts = [column for column in columns if column.kind is ColumnKind.TEXT and column.title]
    named = [column for column in texts if column.stretch or column.wide] or texts
    codes = [column for column in columns if column.kind is ColumnKind.CODE]
    code = [seen_text(column, cell_text(column, row)) for column in codes[:1]]
    texts_of = (seen_text(column, cell_text(column, row)) for column in named)
    first = named[0].ghost if named else None
    name = next(filter(None, texts_of), "") or (first(row) if first is not None else "")
    return " ".join(" ".join([*code, name]).split())


def _accessible_year(times: tuple[object, ...]) -> str:
    known = [time for time in times if isinstance(time, ScheduledTime)]
    part = share_of(known)
    text = tr("ทำแล้ว {done} จาก {of} ครั้ง", done=part.done, of=part.of)
    late = sum(time.step is TimeState.LATE for time in known)
    return f"{text} {tr('เลยกำหนด {late} ครั้ง', late=late)}" if late else text
