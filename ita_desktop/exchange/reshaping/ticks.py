"""Reads columns that are ticked - months of a plan, units, a choice - as one that names what is
ticked. Such columns are found by their headings, months in the ways that offices write them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTH_WORDS, MONTHS_SHORT
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.domain.tracking.entries import said_state
from ita_desktop.exchange.cells.codes import is_coded, is_item, read_codes
from ita_desktop.exchange.cells.links import has_link
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN, SUPPORTERS_COLUMN
from ita_desktop.exchange.cells.row import (
    BOXES,
    FROM,
    NO_MARK,
    PARTS,
    PASSED,
    THERE,
    TO,
    is_mark,
    meaning,
    shortened,
    text_of,
    with_parts,
)
from ita_desktop.exchange.heading_words import heading_key, heading_places
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.measures import PLANNED, SCHEDULE_COLUMN, STATUS_COLUMN
from ita_desktop.exchange.kinds.progress import DONE, PROGRESS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark, TickedHeads
from ita_desktop.exchange.sheets import (
    DataSheet,
    LinkedText,
    Origin,
    SheetRow,
    Value,
    column_letter,
    linked,
)


def field_of(text: str) -> str:
    """Return the field of which a heading says that the columns below it are ticked."""
    return next(iter(_finder().partly([text]).columns), "")


@cache
def _is_result(text: str) -> bool:
    """Return whether a text heads results, and by more than a word for what came of a plan."""
    column = PROGRESS.column("result")
    finder = HeadingFinder(replace(PROGRESS, row=None, columns=(column,), required=(), across=None))
    return key(text) not in DONE and column.name in finder.partly([text]).columns


@cache
def _finder() -> HeadingFinder:
    schedule = replace(SCHEDULE_COLUMN, also=(*SCHEDULE_COLUMN.also, *PLANNED))
    result = ImportColumn(_DONE, "ผล", DONE)
    columns = (OWNERS_COLUMN, SUPPORTERS_COLUMN, schedule, STATUS_COLUMN, result)
    return HeadingFinder(
        ImportKind(
            name="ticks",
            title="",
            columns=(*columns, RESULTS.column("score")),
            required=(),
            read=lambda cells: cells,
            identity=frozenset(),
            place=Place(PageKey.MEASURES),
        )
    )


_YEAR_BEHIND: Final = lazy_re(r"[\s'’-]*\d{2,4}$", re.ASCII)
_TO: Final = lazy_re(r"\s*(?:-|–|ถึง)\s*")
_QUARTER: Final = lazy_re(r"(?:ไตรมาส(?:ที่)?|Q)\s*[1-4]", re.ASCII | re.IGNORECASE)

_QUARTERS: Final = "ไตรมาส"


def is_month(text: str) -> bool:
    """Return whether a text is a month, a quarter, or the first and last month of a span."""
    ends = _TO.split(text)
    months = is_one_month(text) or (len(ends) == 2 and all(map(is_one_month, ends)))
    return months or bool(_QUARTER.fullmatch(to_arabic(text)))


def is_one_month(text: str) -> bool:
    plain = to_arabic(text).replace(".", "").strip().casefold()
    return _YEAR_BEHIND.sub("", plain).strip() in MONTH_WORDS


def months_in(rows: Sequence[SheetRow]) -> Mapping[int, str]:
    """Return the months that stand alone in cells, by their columns."""
    cells = ((at, str(text_of(value))) for row in rows for at, value in enumerate(row.values))
    return {at: text for at, text in cells if is_month(text)}


def below_months(row: SheetRow, months: Mapping[int, str]) -> SheetRow:
    """Return a row whose links are called by the months above their columns."""
    for at, month in months.items():
        if has_link(value := row.value(at)):
            links = value.links.items() if isinstance(value, LinkedText) else ()
            row = row.with_value(at, linked(f"{month}\n{value}", links))
    return row


_UNIT: Final = lazy_re(
    r"(?:ฝ่าย|กลุ่มงาน|กลุ่ม|โรงเรียน|รร\.|ศูนย์|สำนัก|ปลัด|งาน[ก-ฮ])"
    r"|(?:ปกครอง|ทะเบียน|โยธา|สิ่งแวดล้อม|รายได้|รักษาความสะอาด|รักษา|การศึกษา|(?:การ)?คลัง|เทศกิจ|พัฒนาชุมชน)ฯ?$"
)
"""A unit as narrow columns are headed, a section of a district office also by its name alone."""
_LAST_YEAR: Final = lazy_re(r"(?:25)?\d\d$", re.ASCII)
_YEARS: Final = lazy_re(
    r"(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(?:25)?\d\d(?:\s*-\s*(?:25)?\d\d)?", re.ASCII
)
LEAST: Final = 2
"""Minimum number of columns."""
_LONGEST: Final = 80
"""Number of letters from which on a heading names nothing that can be ticked."""
_CHOICES: Final = frozenset[str]().union(*PASSED, *THERE)
"""What may be chosen of a result below a heading that says so."""
_SCHEDULE, _OWNERS = "ระยะเวลาดำเนินการ", "หน่วยงานที่รับผิดชอบ"
_RESULT, _STATE = "ผลการประเมิน", "สถานะ"
_ITEMS: Final = "ข้อ"
_DONE: Final = "done"
_WHEN_DONE: Final = "ดำเนินการ "


@dataclass(frozen=True, slots=True)
class TickedColumns:
    """Columns of a table that are ticked, by the texts that head them."""

    at: int
    """Index of the row of these headings."""
    columns: range
    texts: tuple[str, ...]
    """The headings."""
    names: tuple[str, ...]
    """What is named if a column is ticked: the heading, of a month with the year above it."""
    heading: str
    """What they are together."""
    above: tuple[int, ...]
    """Indices of the rows above that head them, too, from the lowest."""

    @property
    def is_months(self) -> bool:
        return all(map(is_one_month, self.texts))

    @property
    def is_of_time(self) -> bool:
        return all(map(is_month, self.texts)) or all(map(is_month, self.names))

    @property
    def top(self) -> int:
        """Index of the first row of headings."""
        return min((self.at, *self.above))

    def head_rows(self, rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
        """Return its rows of headings."""
        return rows[self.top : self.at + 1]


def ticked_columns(rows: Sequence[SheetRow], at: int) -> Iterator[TickedColumns]:
    """Yield the groups of neighbouring columns of a row that may be headings of ticks."""
    texts = [_heading(value) for value in rows[at].values]
    if at and rows[at].number == rows[at - 1].number + 1:
        over = [_heading(value) for value in rows[at - 1].values]
        for first, text in enumerate(over):
            if text and field_of(text):
                ends = (n for n in range(first + 1, len(over)) if over[n])
                last = min(next(ends, len(texts)), len(texts))
                own = [n for n in range(first, last) if texts[n] and n not in rows[at].merged]
                # A heading merged over months as well is of the units before them.
                is_of_units = field_of(text) == OWNERS_COLUMN.name
                months = [n for n in own if is_of_units and is_month(texts[n])]
                own = [n for n in own if n not in months]
                if own and len(months) >= LEAST and months == [*range(months[0], months[-1] + 1)]:
                    names = tuple(texts[n] for n in months)
                    times = range(months[0], months[-1] + 1)
                    yield TickedColumns(at, times, names, names, _SCHEDULE, (at - 1,))
                columns = range(first, first + len(own))
                if len(own) >= LEAST and own == [*columns] and not _is_data(texts, columns):
                    yield _no_score(_with_above(rows, at, columns, texts, text))
    for test, heading in _TESTS:
        found = [*_runs([test(text) for text in texts])]
        # The rows above are looked at only where it matters, not for each row of a long sheet.
        above = rows[: at + 1] if found and test is _is_item_alone else ()
        heads = (_heading(value) for row in above for value in row.values)
        if above and not any(map(_ASSIGNS.search, heads)):
            continue
        for columns in found:
            if test is is_month or not _is_data(texts, columns):
                yield _with_above(rows, at, columns, texts, heading)


def _is_data(texts: Sequence[str], columns: range) -> bool:
    """Return whether a row has no headings in these columns but what is told of an item: there is
    a mark among them, or the item's code beside them."""
    return any(map(is_mark, texts[columns.start : columns.stop])) or any(
        is_coded(text) for at, text in enumerate(texts) if at not in columns
    )


def _with_above(
    rows: Sequence[SheetRow], at: int, columns: range, texts: Sequence[str], heading: str
) -> TickedColumns:
    """Return a group with the rows above that head it: one of a known heading, and years below."""
    above: list[int] = []
    names = [texts[each] for each in columns]
    for up in range(at - 1, max(at - 3, -1), -1):
        own = [text for text in map(_heading, _cells(rows[up], columns)) if text]
        if not own or rows[up].number != rows[up + 1].number - 1:
            break
        is_head = field_of(own[0]) or _is_result(own[0])
        if len(own) == 1 and (is_head or heading == _STATE):
            heading = heading if heading == _STATE else own[0]
            above.append(up)
            break
        if not all(_YEARS.fullmatch(to_arabic(text)) for text in own):
            break
        if len(own) > 1:
            names = list(_with_years(names, _cells(rows[up], columns)))
        above.append(up)
    heading = _SCHEDULE if heading in PLANNED else heading
    heads = tuple(texts[each] for each in columns)
    return TickedColumns(at, columns, heads, tuple(names), heading, tuple(above))


def _no_score(found: TickedColumns) -> TickedColumns:
    """Return a group that names no score of a hundred: 4 that is ticked of 1 to 5 is none; and
    quarters with that word."""
    if _QUARTERS in found.heading and all(map(str.isdecimal, found.texts)):
        return replace(found, names=tuple(f"{_QUARTERS} {name}" for name in found.names))
    if field_of(found.heading) != "score" or _CHOICES.issuperset(found.texts):
        return found
    return replace(found, names=tuple(f"{name} ✓" for name in found.names))


def _with_years(names: Sequence[str], over: Sequence[Value]) -> Iterator[str]:
    """Yield the months with the years above them, if these are several: one is that of the plan."""
    year = ""
    for name, value in zip(names, over, strict=True):
        found = _LAST_YEAR.search(to_arabic(_heading(value)))
        year = found[0] if found is not None else year
        yield f"{name} {year}".strip()


def _runs(flags: Sequence[bool]) -> Iterator[range]:
    first = 0
    for at, flag in enumerate([*flags, False]):
        if not flag:
            if at - first >= LEAST:
                yield range(first, at)
            first = at + 1


def _is_item_alone(text: str) -> bool:
    """Return whether a heading is an item's code without a title, which would have to be judged."""
    return is_item(text) and not read_codes(text).remainder


_TESTS: Final[Sequence[tuple[Callable[[str], bool], str]]] = (
    (_is_item_alone, _ITEMS),
    (is_month, _SCHEDULE),
    (lambda text: bool(_UNIT.match(text)) and not field_of(text), _OWNERS),
    (lambda text: any(text in words for words in PASSED), _RESULT),
    (lambda text: said_state(text) is not None and not is_mark(text), _STATE),
)
"""What the columns of a group have in common, and what they are then together: items first, which
are ticked of units only where these are said to be responsible."""
_ASSIGNS: Final = lazy_re(r"มอบหมาย|รับผิดชอบ|เจ้าภาพ|แบ่งงาน")


def texts_of(row: SheetRow, found: TickedColumns) -> tuple[str, ...]:
    return tuple(map(_heading, _cells(row, found.columns)))


def _cells(row: SheetRow, columns: range) -> Sequence[Value]:
    return [row.value(at) for at in columns]


def _heading(value: Value) -> str:
    if isinstance(value, date):
        short = MONTHS_SHORT[value.month - 1]
        return f"{short} {value.year + BUDDHIST_OFFSET}" if value.day == 1 else ""
    text = one_line(value) if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST else ""


_DASHED_YEAR: Final = lazy_re(r"-(?=\d{2,4}$)")
_BY_MARK: Final = "อ่านเครื่องหมายใน{columns} เป็น “{heading}”"
_COLOURED: Final = "อ่านช่องที่ระบายสีใน{columns} เป็น “{heading}”"
_SHADE: Final = "■"
"""Stands for the colour of a cell."""
_CHECK: Final = "ตรวจกับไฟล์"
_UNCLEAR: Final = "ไม่ได้อ่านเครื่องหมายใน{columns} เพราะมีหลายแบบ: {marks}"
_TYPE: Final = "ใช้เครื่องหมายแบบเดียว แล้วนำเข้าใหม่"


@dataclass(frozen=True, slots=True)
class _Read:
    """What is ticked in a group of columns."""

    marks: tuple[str, ...]
    means: Mapping[str, str | None] | None
    """What each mark says; None if that is unclear."""
    end: int
    """Index of the row below the last that is ticked."""
    by_colour: bool = False
    """Whether cells are coloured instead."""


def without_ticks(
    sheet: DataSheet, legend: Mapping[str, str]
) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet with a cell that names what is ticked in the place of ticked columns, and what
    is to be reported; the ``legend`` says what marks mean. Months alone below a title of results
    are those of results."""
    remarks: list[Remark] = []
    done: set[int] = set()
    rows = given = with_parts(sheet.rows, legend)
    for at in heading_places(rows):
        for found in list(ticked_columns(rows, at)) if rows[at].filled >= LEAST else ():
            # Times that are ticked below a heading of results are when these came.
            are_results = found.is_of_time and _is_result(found.heading)
            is_free = done.isdisjoint(found.columns) and not are_results
            reads = read_times if _tells_when(rows, found) else _read
            read = reads(rows, found) if is_free else None
            if read is None:
                continue
            done.update(found.columns)
            if _is_of_titled_results(rows, found):
                rows = tuple(_with_results(row, found) if row is rows[at] else row for row in rows)
                continue
            letters = "-".join(map(column_letter, (found.columns[0], found.columns[-1])))
            shown: dict[str, object] = {"columns": Phrase("คอลัมน์ {column}", column=letters)}
            origin = Origin(sheet.name, rows[at].number)
            if read.means is None:
                shown["marks"] = shortened(" ".join(dict.fromkeys(read.marks)))
                remarks.append(Remark(origin, _UNCLEAR, _TYPE, shown))
                continue
            shown["heading"] = one_line(found.heading)
            told = Remark(origin, _COLOURED if read.by_colour else _BY_MARK, _CHECK, shown)
            texts = tuple(zip(found.columns, found.texts, strict=True))
            remarks.append(TickedHeads(origin, told.template, _CHECK, shown, heads=texts))
            rows = tuple(named_rows(rows, found, read))
    if rows is given:
        return sheet, tuple(remarks)
    heads = {row.number for row, old in zip(rows, sheet.rows, strict=True) if row is not old}
    kept = (row for row in rows if row.number not in heads or _is_kept(row))
    return replace(sheet, rows=tuple(kept)), tuple(remarks)


def _is_of_titled_results(rows: Sequence[SheetRow], found: TickedColumns) -> bool:
    """Return whether a table of nothing but months has a title of results above it."""
    titles = (row.values[0] for row in rows[: found.top] if row.filled == 1 and row.values)
    heads = _finder().partly(rows[found.at].values).columns
    is_alone = found.is_months and not found.above and {"schedule", _DONE}.isdisjoint(heads)
    return is_alone and any(map(_is_result, map(_heading, titles)))


def _with_results(row: SheetRow, found: TickedColumns) -> SheetRow:
    """Return the row of headings with months that head results."""
    for column, text in zip(found.columns, found.texts, strict=True):
        row = row.with_value(column, f"{DONE[0]} {text}")
    return row


def _read(rows: Sequence[SheetRow], found: TickedColumns) -> _Read | None:
    """Return what is ticked in a group of columns; None if they are not ticked."""
    heads = {text for row in found.head_rows(rows) for text in texts_of(row, found)}
    marks: dict[str, None] = {}
    ticked: list[int] = []
    others: list[int] = []
    end = len(rows)
    for at, row in enumerate(rows[found.at + 1 :], found.at + 1):
        said = [text for text in texts_of(row, found) if text not in NO_MARK]
        if heads.issuperset(said):
            continue  # a heading repeated
        if all(map(str.isdecimal, said)):
            others.append(at)  # a row of totals
        elif not all(text in PARTS or len(text) == 1 for text in said):
            others.append(at)
            end = min(end, at)
            if not marks:
                break  # there is text below the headings
        elif end < at:
            return None  # other texts stand among the marks
        else:
            ticked.append(at)
            marks |= dict.fromkeys(said)
    if not marks and found.is_of_time and _differ_by_colour(rows[found.at + 1 : end], found):
        return _Read((_SHADE,), {_SHADE: ""}, end, by_colour=True)
    means = meaning(marks)
    if not marks or means == {}:
        return None
    among = _among(rows, found, ticked, others)
    # Which part in an item a unit has is told beside the unit alone.
    is_alike = found.heading != _ITEMS or PARTS.isdisjoint(marks)
    are_sure = (
        not among
        and is_alike
        and _say_no([set(texts_of(rows[at], found)) for at in ticked], means or {})
    )
    return _Read((*marks, *among), means if are_sure else None, end)


def _tells_when(rows: Sequence[SheetRow], found: TickedColumns) -> bool:
    """Return whether times stand in a table of plans and what came of them."""
    heads = (text_of(value) for row in found.head_rows(rows) for value in row.values)
    return found.is_of_time and any(heading_key(text) in DONE for text in heads)


def read_times(rows: Sequence[SheetRow], found: TickedColumns) -> _Read | None:
    """Return what is ticked, or said in words, of times; None if that is nothing."""
    read = _read(rows, found)
    if read is not None and read.means is not None:
        return read
    said = {text for row in rows[found.at + 1 :] for text in texts_of(row, found)} - NO_MARK
    if not any(map(str.isalpha, "".join(said - PARTS))):
        return read
    tick = _WHEN_DONE.strip() if field_of(found.heading) == _DONE else ""
    means = {text: tick if meaning([text]) else text for text in said - {*found.texts}}
    return _Read((), {**means, **dict.fromkeys(said & BOXES)}, len(rows))


def _say_no(rows: Sequence[set[str]], means: Mapping[str, str | None]) -> bool:
    """Return whether crosses surely say no: in some of the ``rows`` they stand beside ticks. Else
    either may be the tick of its row."""
    crosses = {mark for mark, says in means.items() if says is None} - BOXES
    ticks = {mark for mark, says in means.items() if says is not None}
    return not crosses or any(crosses & row and ticks & row for row in rows)


def _among(
    rows: Sequence[SheetRow], found: TickedColumns, ticked: Sequence[int], others: Sequence[int]
) -> tuple[str, ...]:
    """Return what is no mark in rows of the same table: as far as the next empty row, all columns
    beside the marks are filled that are filled in each ticked row."""
    usual = frozenset[int].intersection(*(_beside(rows[at], found) for at in ticked))
    gaps = (
        at for at in range(ticked[-1] + 1, len(rows)) if rows[at].number > rows[at - 1].number + 1
    )
    end = next(gaps, len(rows))
    same = (rows[at] for at in others if at < end and usual and usual <= _beside(rows[at], found))
    return tuple(text for row in same for text in texts_of(row, found) if text not in NO_MARK)


def _beside(row: SheetRow, found: TickedColumns) -> frozenset[int]:
    """Return the filled columns of a row that are not to be ticked."""
    return frozenset(at for at, value in enumerate(row.values) if value != "") - {*found.columns}


def _differ_by_colour(rows: Sequence[SheetRow], found: TickedColumns) -> bool:
    """Return whether some cells are coloured, and others are not."""
    data = [row for row in rows if row.filled >= LEAST]
    shaded = [at in row.shaded for row in data for at in found.columns]
    return any(shaded) and not all(shaded)


def named_rows(rows: Sequence[SheetRow], found: TickedColumns, read: _Read) -> Iterator[SheetRow]:
    """Yield the rows with the names of what is ticked."""
    first, means = found.columns[0], read.means or {}
    heads = [texts_of(row, found) for row in found.head_rows(rows)]
    for at, row in enumerate(rows):
        said = texts_of(row, found)
        if read.by_colour and at > found.at and row.filled >= LEAST and not any(said):
            said = tuple(_SHADE if each in row.shaded else "" for each in found.columns)
        said = _with_arrows(said)
        ticked = [n for n, text in enumerate(said) if means.get(text) is not None]
        none = all(text in NO_MARK or (text.isdecimal() and text not in means) for text in said)
        if not found.top <= at < read.end or (none and said not in heads):
            yield row
        elif said in heads:
            yield _with(row, found.columns, found.heading if said == heads[0] else "")
        elif ticked and at > found.at:
            text = _text(found, ticked, [means[said[n]] or "" for n in ticked])
            merged = all(first + n in row.merged for n in ticked)
            yield _with(row, found.columns, text, merged=merged)
        else:
            yield _with(row, found.columns, "")


def _with_arrows(said: Sequence[str]) -> tuple[str, ...]:
    """Return the marks of a row with those of an arrow's ends also in the cells between them."""
    filled = list(said)
    begun = None
    for at, text in enumerate(said):
        if text in FROM:
            begun = at
        elif text in TO and begun is not None:
            filled[begun : at + 1] = [said[begun]] * (at + 1 - begun)
            begun = None
        elif text not in NO_MARK:
            begun = None
    return tuple(filled)


def _text(found: TickedColumns, ticked: Sequence[int], words: Sequence[str]) -> str:
    """Return the names of what is ticked: months in a row as a range."""
    shape = "{} {}" if found.is_of_time else "{} ({})"
    names = [
        shape.format(found.names[n], word) if word else found.names[n]
        for n, word in zip(ticked, words, strict=True)
    ]
    if any(words) or not found.is_months:
        return (", " if found.is_of_time else "\n").join(names)
    done = _WHEN_DONE if field_of(found.heading) == _DONE else ""
    names = [_DASHED_YEAR.sub(" ", name) for name in found.names]
    spans: list[list[int]] = []
    for n in ticked:
        if spans and spans[-1][-1] == n - 1:
            spans[-1].append(n)
        else:
            spans.append([n])
    ends = ((names[span[0]], names[span[-1]]) for span in spans)
    return done + ", ".join(one if one == other else f"{one} - {other}" for one, other in ends)


def _with(row: SheetRow, columns: range, text: str, *, merged: bool = False) -> SheetRow:
    """Return a row with a text in the first of the columns, and nothing in the others."""
    first, *others = columns
    values: list[Value] = list(row.values)
    values.extend([""] * (first + 1 - len(values)))
    values[first] = text
    for column in others:
        if column < len(values):
            values[column] = ""
    while values and values[-1] == "":
        values.pop()
    rest = row.merged - set(columns)
    return replace(row, values=tuple(values), merged=rest | {first} if merged else rest)


def _is_kept(row: SheetRow) -> bool:
    """Return whether a row has a cell of its own."""
    return any(value != "" and at not in row.merged for at, value in enumerate(row.values))
