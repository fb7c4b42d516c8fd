"""Columns of several things become one each: plans and what came of them, in rows below or columns
beside one another, as tables of measures with their results; a column of two facts: who does
something, and when (ผู้รับผิดชอบ/ระยะเวลา); for which item, and what (``I1 จัดทำป้าย``)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN
from ita_desktop.exchange.cells.row import NO_MARK, is_mark, text_of
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.kind import ImportColumn
from ita_desktop.exchange.kinds.measures import MEASURES, PLANNED, SCHEDULE_COLUMN
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.kinds.progress import DONE
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.reshaping.ticks import is_month, named_rows, read_times, ticked_columns
from ita_desktop.exchange.sheets import DataSheet, LinkedText, Origin, SheetRow

_ACTUAL: Final = frozenset({*DONE, "ผลการดำเนินงาน", "ผลการดำเนินการ"})
HEADS: Final = 8
"""The most rows down to the headings."""
_LONGEST: Final = 60
"""Number of letters of such a heading."""
_BETWEEN: Final = lazy_re(r"\s*(?:/|,|\n|และ|&|\s[-–]\s)\s*")
_MONTH: Final = "|".join(
    [short.removesuffix(".").replace(".", r"\.?") + r"\." for short in MONTHS_SHORT] + [*MONTHS]
)
WHEN: Final = lazy_re(
    rf"(?:^|(?<=[\s/,:;(–-]))(?:\d{{1,2}}\s?)?(?:{_MONTH})"
    r"|(?:^|(?<=[\s/,:;(–-]))(?:\d{1,2}/\d{1,2}/\d{2,4}|ภายใน|ตั้งแต่|ตลอด(?:ทั้ง)?ปี|ทุก(?:\s?\d*\s?)?(?:วัน|เดือน|สัปดาห์|ไตรมาส|ปี)"
    r"|ไตรมาส|(?:เดือน|ปี|สัปดาห์|ไตรมาส)ละ|ราย(?:เดือน|ไตรมาส|สัปดาห์|ปี)|เดือน|ปีงบประมาณ|วันที่\s?\d|ระหว่าง|รอบ)"
)
"""How the words begin that say when."""
_WHO: Final = lazy_re(
    r"ฝ่าย|โรงเรียน|สำนักงาน|กลุ่มงาน|ผู้(?!รับบริการ)|คณะ|นาย|นาง|หัวหน้า|เจ้าหน้าที่|งาน(?!บริการ)"
)
_TOLD: Final = "แยกคอลัมน์ “{heading}” เป็น “{who}” และ “{when}” ({count} แถว)"
_CHECK: Final = "ตรวจว่าแยกถูก"
_LEAST: Final = 2
"""The least number of measures behind a code each, and of headings beside theirs."""


def with_two_facts(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet with who and when of one column in two, and what is to be reported. A cell
    whose time does not begin surely is all of who, where an unknown name is asked about."""
    sheet = _with_items_apart(sheet)
    for at, row in enumerate(sheet.rows[:HEADS]):
        for column, value in enumerate(row.values):
            if parts := _parts(text_of(value)):
                return _parted(sheet, at, column, *parts)
    return sheet, ()


def _with_items_apart(sheet: DataSheet) -> DataSheet:
    """Return a sheet in which the codes before all measures are a column, if it has none of items
    or indicators."""
    finder = finders()[MEASURES.name]
    for at, heads in enumerate(sheet.rows[:HEADS]):
        columns = finder.partly(heads.values).columns
        if len(columns) < _LEAST or "method" not in columns:
            continue
        column, rows = columns["method"], sheet.rows[at + 1 :]
        texts = [text_of(row.value(column)).partition("\n") for row in rows]
        read = [read_codes(first) for first, _, _ in texts]
        filled = [each for each, (first, _, _) in zip(read, texts, strict=True) if first]
        is_coded = len(filled) >= _LEAST and all(each.codes and each.remainder for each in filled)
        if not is_coded or not {"items", "indicator"}.isdisjoint(columns):
            break
        end = max(len(row.values) for row in sheet.rows)
        apart = [
            _merged(
                row.with_value(column, f"{each.remainder}{''.join(more)}").with_value(
                    end, ", ".join(each.codes)
                ),
                column,
                end,
            )
            if each.codes
            else row
            for row, each, (_, *more) in zip(rows, read, texts, strict=True)
        ]
        head = heads.with_value(end, MEASURES.column("items").heading)
        return replace(sheet, rows=(*sheet.rows[:at], head, *apart))
    return sheet


def _parts(text: str) -> tuple[str, str] | None:
    """Return the headings of who and of when that a heading has."""
    found = _BETWEEN.split(text.strip()) if len(text) <= _LONGEST else ()
    if len(found) != 2:
        return None
    one, other = found
    if _is_of(one, _whos()) and _is_of(other, _whens()):
        return one, other
    return (other, one) if _is_of(other, _whos()) and _is_of(one, _whens()) else None


def _is_of(text: str, heads: frozenset[str]) -> bool:
    return heading_key(text) in heads


@cache
def _whos() -> frozenset[str]:
    return _headings([OWNERS_COLUMN])


@cache
def _whens() -> frozenset[str]:
    return _headings([SCHEDULE_COLUMN, ASSIGNMENTS.column("due")])


def _headings(columns: Iterable[ImportColumn]) -> frozenset[str]:
    return frozenset(
        heading_key(head.rstrip("*")) for each in columns for head in (each.heading, *each.also)
    )


def _parted(
    sheet: DataSheet, at: int, column: int, who: str, when: str
) -> tuple[DataSheet, tuple[Remark, ...]]:
    end = max(len(row.values) for row in sheet.rows)
    heads = sheet.rows[at]
    rows = [*sheet.rows[:at], heads.with_value(column, who).with_value(end, when)]
    parted = 0
    for row in sheet.rows[at + 1 :]:
        owner, time = who_and_when(text_of(row.value(column)))
        parted += bool(owner and time)
        made = row.with_value(column, owner).with_value(end, time) if time else row
        rows.append(_merged(made, column, end))
    shown = {"heading": text_of(heads.value(column)), "who": who, "when": when, "count": parted}
    remark = Remark(Origin(sheet.name, heads.number), _TOLD, _CHECK, shown)
    return replace(sheet, rows=tuple(rows)), (remark,) if parted else ()


def _merged(row: SheetRow, column: int, end: int) -> SheetRow:
    return replace(row, merged=row.merged | {end}) if column in row.merged else row


def who_and_when(text: str) -> tuple[str, str]:
    """Return who and when of a cell; no time where it does not surely stand alone.

    >>> who_and_when("ฝ่ายปกครอง/มกราคม - มีนาคม 2568")
    ('ฝ่ายปกครอง', 'มกราคม - มีนาคม 2568')
    >>> who_and_when("ทุกเดือน ฝ่ายโยธา"), who_and_when("ฝ่ายโยธา (หลัก)")
    (('ฝ่ายโยธา', 'ทุกเดือน'), ('ฝ่ายโยธา (หลัก)', ''))
    """
    found = WHEN.search(text)
    if found is None:
        return text, ""
    before, after = text[: found.start()], text[found.start() :]
    who = _WHO.search(after)
    if who is not None:
        if before.strip():
            return text, ""
        before, after = after[who.start() :], after[: who.start()]
    if before.rstrip().endswith("("):
        before, after = before.rstrip()[:-1], after.rstrip().removesuffix(")")
    return before.strip(" \n/,;:–-"), after.strip(" \n/,;:–-")


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
