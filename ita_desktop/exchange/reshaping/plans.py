"""Plans and what came of them, in rows below or columns beside one another, as tables of measures
with their results."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.cells.marks import NO_MARK, is_mark
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.kinds.measures import MEASURES, PLANNED
from ita_desktop.exchange.kinds.progress import DONE
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.reshaping.ticks import is_month, named_rows, read_times, ticked_columns
from ita_desktop.exchange.reshaping.two_facts import HEADS, WHEN
from ita_desktop.exchange.sheets import DataSheet, LinkedText, SheetRow

_ACTUAL: Final = frozenset({*DONE, "ผลการดำเนินงาน", "ผลการดำเนินการ"})


def with_results_beside(sheet: DataSheet) -> DataSheet:
    """Return a sheet whose rows of plans, with one of results below each, have these in a column of
    their own, as where both stand beside one another."""
    if any(isinstance(value, LinkedText) for row in sheet.rows for value in row.values):
        return sheet  # words of links
    width = max((len(row.values) for row in sheet.rows), default=0)
    for at in range(width):
        words = [heading_key(text_of(row.value(at))) for row in sheet.rows]
        planned = [n for n, word in enumerate(words) if word in PLANNED]
        done = [n for n, word in enumerate(words) if word in _ACTUAL]
        if len(planned) > 1 and planned[0] and {n - 1 for n in done} == {*planned}:
            return _beside_plans(sheet, at, planned[0] - 1, done)
    return sheet


def _beside_plans(sheet: DataSheet, at: int, head: int, done: Sequence[int]) -> DataSheet:
    """Return a sheet without the column ``at`` that names the rows, and with the results ``done``
    in one behind the last: what they say in other words than the rows above, with its headings,
    but for what stands below the measure itself."""
    rows, end = sheet.rows, max(len(row.values) for row in sheet.rows)
    made = [*rows[:head], *(row.with_value(at, "") for row in rows[head:])]
    made[head] = made[head].with_value(end, DONE[0])
    given = (*rows[: head + 1], *(rows[n] for n in done))
    named = given
    for found in ticked_columns(given, head):
        times = replace(found, heading=DONE[0])
        if found.is_of_time and (read := read_times(given, times)):
            named = tuple(named_rows(named, times, read))
    used = set[int]()
    measured = finders()[MEASURES.name].partly(rows[head].values).columns.get("method")
    for n, row in zip(done, named[head + 1 :], strict=True):
        own = {
            column: text
            for column, value in enumerate(row.values)
            if (text := text_of(value)) not in NO_MARK
            and column != at
            and column not in row.merged
            and (column > at or value != rows[n - 1].value(column))
        }
        said = (
            text
            if column == measured
            or text != rows[n].value(column)
            or (len(own) == 1 and not text.isdecimal())
            else f"{text_of(rows[head].value(column))} {text}".strip()
            for column, text in own.items()
        )
        made[n] = SheetRow(row.number, ()).with_value(end, ", ".join(said))
        used |= own.keys() | ({end} if row is not rows[n] else set())
    heads = [text_of(rows[head].value(column)) for column in used]
    if (
        len(heads) == 1
        and not finders()[MEASURES.name].partly(heads).columns
        and not is_month(*heads)
    ):
        made[head] = made[head].with_value(used.pop(), PLANNED[0])
    return replace(sheet, rows=tuple(made))


def with_plans_as_measures(sheet: DataSheet) -> DataSheet:
    """Return a sheet in which what was planned, beside what came of it, is the measure, if it has
    no column of these: said in words, and not when."""
    for at, heads in enumerate(sheet.rows[:HEADS]):
        words = [heading_key(text_of(value)) for value in heads.values]
        plans = [column for column, word in enumerate(words) if word in PLANNED]
        if len(plans) != 1 or set(DONE).isdisjoint(words):
            continue
        said = {text_of(row.value(plans[0])) for row in sheet.rows[at + 1 :]} - NO_MARK
        is_said = said and not any(is_mark(text) or WHEN.match(text) for text in said)
        if is_said and "method" not in finders()[MEASURES.name].partly(heads.values).columns:
            named = heads.with_value(plans[0], MEASURES.column("method").heading)
            return replace(sheet, rows=(*sheet.rows[:at], named, *sheet.rows[at + 1 :]))
        break
    return sheet
