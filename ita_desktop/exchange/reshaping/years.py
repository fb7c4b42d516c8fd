"""Tables of several years: scores in a row, or in a row for each year, are turned round; headings
that are years alone say that they are of scores; scores of units stand as the official report has
them.

A column that a table has once for each of several years, side by side, is read for one of them:
its headings lose the year, and get it back where they turn out to be of another one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Self

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.exchange.cells.codes import read_codes, read_numbered_indicator
from ita_desktop.exchange.heading_words import heading_key, heading_places, years_in
from ita_desktop.exchange.kinds.oit import EVIDENCE
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.kinds.results import (
    RESULTS,
    full_points,
    is_node,
    node_of,
    says_result,
    without_number,
)
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.lines import has_marks
from ita_desktop.exchange.report.statements import OFFICE_HEADINGS
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

_YEAR_HEADING: Final = lazy_re(
    r"\s*[(\[]?\s*(?:(?:ประจำ|ของ)?ปี\s*)?(?:งบประมาณ\s*)?(?:พ\.?\s*ศ\.?\s*)?(?:25|๒๕)[\d๐-๙]{2}\s*[)\]]?\s*"
)
"""Number of years."""
YEAR_HEADS: Final = frozenset(
    map(
        heading_key,
        (
            *("ปี", "ปีงบประมาณ", "ปีงบ", "พ.ศ.", "ปี พ.ศ.", "ประจำปี", "ปี ค.ศ.", "ค.ศ."),
            *("ปีที่ประเมิน", "ปีที่รับการประเมิน", "ปีการประเมิน"),
        ),
    )
)
"""What a column of years is called."""
OFFICES: Final = frozenset(map(heading_key, OFFICE_HEADINGS))
_YEAR: Final = lazy_re(r"(?:ปี\s*)?(?:งบประมาณ\s*)?(?:[พค]\.?\s*ศ\.?\s*)?(25\d\d|20\d\d)", re.ASCII)
_BRACKETS: Final = lazy_re(r"[(\[].{0,500}?[)\]]")
_SCORE: Final = lazy_re(r"^(?:(?:ผล|ค่า)?คะแนน(?:เฉลี่ย)?|แบบวัด|แบบตรวจ|แบบ|ร้อยละ|ผลการประเมิน)\s*")
_TOTAL: Final = lazy_re(r"(?:รวม|ภาพรวม)?(?:ทั้งหมด|ทั้งสิ้น)?\s*(?:ITA)?", re.IGNORECASE)
_FIGURE: Final = lazy_re(r"\d+(?:\.\d{2,})?")
"""A number that is no code."""
SCORED: Final = lazy_re(r"\d{1,3}(?:\.\d+)?", re.ASCII)
"""How a score of a hundred is written."""
_NUMBER: Final = lazy_re(r"\d{1,3}(?:\.\d+)?|\d{1,3},?\d{3}", re.ASCII)
"""The same, or a number of people."""
_WHOLE: Final = sorted(("IIT", "EIT", "OIT", TOTAL))
_LEVELS: Final = frozenset(
    map(heading_key, ("ระดับ", "ระดับผล", "ระดับผลการประเมิน", "ผลการประเมิน", "ผล"))
)
_BUDDHIST: Final = 2500
_INSTRUMENT: Final = lazy_re(r"ITA|IIT|EIT|OIT", re.IGNORECASE)
_LEAST: Final = 2
"""Minimum number of years, and of columns of scores."""
_OF_SCORES: Final = lazy_re(r"(?:ผล)?(?:คะแนน|ร้อยละ)(?:ที่ได้|รวม|เฉลี่ย|การประเมิน)?|ผลการประเมิน")
"""What a row of scores is called if it is of no year."""
_OF_POINTS: Final = lazy_re(
    r"(?:ค่า|คะแนน)?(?:เต็ม|น้ำหนัก|(?:ที่)?ถ่วงน้ำหนัก)(?:คะแนน)?|(?:คะแนน)?(?:หลัง|ตาม)(?:ถ่วง)?น้ำหนัก"
)
"""What a row beside it is called that says of how many points they are."""
_UNITS: Final = frozenset(
    map(
        heading_key,
        (
            *("หน่วยงาน", "ชื่อหน่วยงาน", "หน่วย", "ส่วนราชการ", "ส่วนงาน", "ฝ่าย", "กลุ่มงาน"),
            *("ฝ่าย/โรงเรียน", "ฝ่าย/หน่วยงาน", "หน่วยงาน/โรงเรียน"),
        ),
    )
)
_ORDERS: Final = frozenset(map(heading_key, ("ที่", "ลำดับ", "ลำดับที่", "No.")))
_UNIT: Final = lazy_re(r"(?:\d{1,2}\s*[.)]?\s*)?(?:ฝ่าย|โรงเรียน|ร\.?ร\.|กลุ่ม|ศูนย์)")
_MEAN: Final = lazy_re(r"(?:คะแนน)?(?:เฉลี่ย|รวม|รวมเฉลี่ย)")
_COUNT: Final = lazy_re(r"จำนวน(?:ผู้ตอบ|คน|\s*\(คน\))?\s*")
_SURVEYS: Final = ("IIT", "EIT")
_DEPARTMENT: Final = (
    *("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย"),
)
_TURNED: Final = "ตารางนี้มีคะแนนเรียงเป็นแถว จึงอ่านโดยสลับแถวกับคอลัมน์ และนับแถวตามที่สลับแล้ว"


def years_across(
    sheet: DataSheet, least: int = _LEAST
) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    """Return a sheet with scores in rows, of at ``least`` so many nodes, as one with them in
    columns, and as another what stands below, with what is to be reported; the sheet itself if it
    is none."""
    rows = sheet.rows
    for at in heading_places(rows):
        heads = [row.text(column) for row in rows[at : at + 1] for column in range(len(row.values))]
        nodes = {column: node for column, text in enumerate(heads) if (node := _node(text))}
        above = rows[at - 1] if at else replace(rows[at], values=())
        if _is_of_units((*heads, *(map(str, above.values) if above.filled > 1 else ()))):
            continue
        if len(nodes) < _LEAST and not any(map(_INSTRUMENT.search, map(heads.__getitem__, nodes))):
            continue
        for column in range(max(len(row.values) for row in (above, rows[at]))):
            over, own = above.text(column), rows[at].text(column)
            of_year = not YEAR_HEADS.isdisjoint(map(heading_key, (own or over, f"{over}{own}")))
            if made := _made_heads(rows[at + 1 :], column, nodes, least, of_year=of_year):
                return _turned(sheet, at, nodes, made)
        if _has_one_row(rows, at, nodes):
            return _turned(sheet, at, nodes, ["คะแนน"])
    return (sheet,), ()


def _is_of_units(heads: Sequence[str]) -> bool:
    """Return whether headings are those of scores of several offices or units."""
    named = any(_UNIT.match(head) for head in heads if not head.startswith("กลุ่ม"))
    return named or not (OFFICES | _UNITS).isdisjoint(map(heading_key, heads))


def _has_one_row(rows: Sequence[SheetRow], at: int, nodes: Mapping[int, str]) -> bool:
    """Return whether below the headings at ``at`` there is one row, which nothing names: scores of
    items, or below a title of indicators or all instruments, and at most the level beside them.
    Without decimals figures are scores only beside the total. What the official report sums up is
    no such row: the report is read as it stands."""
    titles = " ".join(str(value) for row in rows[max(at - 1, 0) : at] for value in row.values)
    below = [row for row in rows[at + 1 :] if row.filled > 1]
    if has_marks([titles]) or len(below) != 1 or below[0] is not rows[at + 1]:
        return False
    others = {n for n in range(len(below[0].values)) if below[0].text(n)} - nodes.keys()
    heads = (heading_key(rows[at].text(other)) for other in others)
    scores = [to_arabic(below[0].text(place)) for place in nodes]
    if not (all(map(SCORED.fullmatch, scores)) and _LEVELS.issuperset(heads)):
        return False
    named = sorted(nodes.values())
    of_all = at > 0 and named in (_WHOLE, [node for node in _WHOLE if node != TOTAL])
    is_of_items = any(node[1:].isdecimal() for node in named) or (
        any(map(str.isdecimal, named)) and any(map(says_result, rows[:at]))
    )
    is_of_items = is_of_items and sum(is_node(rows[at].text(n)) for n in nodes) > _LEAST
    return (of_all and TOTAL in named) or (
        (of_all or is_of_items) and any("." in score for score in scores)
    )


def _made_heads(
    rows: Sequence[SheetRow], column: int, nodes: Mapping[int, str], least: int, *, of_year: bool
) -> list[str]:
    """Return the headings of what the first of the ``rows`` are, by the years in a ``column`` of
    years or what the one row is called; empty if they are no scores of the ``nodes``."""
    years = list(_years(rows, column)) if of_year else []
    if len(years) >= _LEAST:
        return [f"คะแนน ปี {year}" for year in years] if len(set(years)) == len(years) else []
    if not rows or len(nodes) < least or column in nodes:
        return []
    others = set(range(len(rows[0].values))) - {column, *nodes}
    if any(_node(rows[0].text(other)) for other in others):
        return []  # each row is of a node
    if years:
        return [f"คะแนน ปี {year}" for year in years]
    figures = [text for place in nodes if (text := rows[0].text(place))]
    if figures and not any(map(str.isdigit, "".join(figures))):
        return []  # below the instruments are the headings of their tables, side by side
    called = one_line(rows[0].text(column))
    return _with_points(rows, column) or ["คะแนน"] * bool(_OF_SCORES.fullmatch(called))


def _with_points(rows: Sequence[SheetRow], column: int) -> list[str]:
    """Return the headings of the first of the ``rows`` if these are scores, full points and
    weights; empty unless the scores are those of one row."""
    found: list[str] = []
    for row in rows:
        called = key(row.text(column))
        if not (_OF_SCORES.fullmatch(called) or _OF_POINTS.fullmatch(called)):
            break
        found.append("คะแนน" if _OF_SCORES.fullmatch(called) else called)
    return found if found.count("คะแนน") == 1 and len(set(found)) == len(found) else []


def with_scores_named(sheet: DataSheet) -> DataSheet:
    """Return a sheet whose columns of scores are headed by years alone, or by surveys, with
    headings that say that they are scores."""
    for at in heading_places(sheet.rows):
        row = sheet.rows[at]
        texts = [row.text(column) for column in range(len(row.values))]
        years = {column: year for column, text in enumerate(texts) if (year := year_of_cell(text))}
        if len(years) < _LEAST or len({*years.values()}) < len(years):
            continue
        if any(map(_is_of_codes, _columns(sheet.rows[at + 1 :], min(years)))):
            named = tuple(_named(sheet.rows[at : at + 2], years))
            first = at
            if len(named) == 1 and at and _is_over(sheet.rows[at - 1], named[0], min(years)):
                named, first = (_with_heads_of(sheet.rows[at - 1], named[0], min(years)),), at - 1
            return replace(sheet, rows=(*sheet.rows[:first], *named, *sheet.rows[at + 2 :]))
    return _with_scores_of_units(sheet)


def _with_scores_of_units(sheet: DataSheet) -> DataSheet:
    """Return a sheet of units with their scores below the names of the surveys, alone or with their
    counts, as the table of the official report; the sheet itself for another one."""
    for at in heading_places(sheet.rows):
        row, *below = _with_one_head(sheet.rows[at:])
        heads = {n: text for n in range(len(row.values)) if (text := row.text(n))}
        units = [n for n, text in heads.items() if heading_key(text) in _UNITS]
        counts = {node: n for n, text in heads.items() if (node := _counted(text))}
        nodes = {_of_survey(text): n for n, text in heads.items() if n not in counts.values()}
        own = {*counts.values(), *(n for node, n in nodes.items() if node)}
        others = [text for n, text in heads.items() if n not in own]
        is_alone = _UNITS.union(_ORDERS).issuperset(map(heading_key, others))
        if len(units) != 1 or nodes.keys().isdisjoint(_SURVEYS) or not is_alone:
            continue
        places = [counts.get("IIT"), nodes.get("IIT"), counts.get("EIT"), nodes.get("EIT")]
        made = [_of_unit(each, units[0], [*places, nodes.get(TOTAL)]) for each in below]
        scored = [each for each in made if len(each.values) == len(_DEPARTMENT)]
        if len(scored) >= _LEAST and any("." in str(value) for value in scored[0].values[1:]):
            head = replace(row, values=_DEPARTMENT, merged=frozenset())
            return replace(sheet, rows=(*sheet.rows[:at], head, *made))
    return sheet


def _with_one_head(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """Return rows whose first has the names of surveys above จำนวน and คะแนน with both in one."""
    upper, *below = rows
    lower = [below[0].text(n) for n in range(len(below[0].values))] if below else []
    if not lower or not all(
        _COUNT.match(each) or _SCORE.match(each) for each in filter(None, lower)
    ):
        return rows
    over, values = "", list(upper.values)
    for n, own in enumerate(lower[: len(values)]):
        over = upper.text(n) or over
        values[n] = one_line(f"{own} {over}") if own else values[n]
    return (replace(upper, values=tuple(values)), *below[1:]) if any(lower) else rows


def _counted(heading: str) -> str:
    """Return the survey whose respondents a heading counts; empty for none."""
    found = _COUNT.match(one_line(heading))
    return node if found and (node := _node(heading[found.end() :])) in _SURVEYS else ""


def _of_survey(heading: str) -> str:
    """Return the survey, or the mean of both, whose scores a heading names; empty for none."""
    if _MEAN.fullmatch(one_line(_BRACKETS.sub("", heading))):
        return TOTAL
    return node if (node := _node(heading)) in (*_SURVEYS, TOTAL) else ""


def _of_unit(row: SheetRow, unit: int, places: Sequence[int | None]) -> SheetRow:
    """Return the row of a unit as the official report has it; another row as it is."""
    name = one_line(row.text(unit))
    found = [to_arabic(row.text(at)) if at is not None else "" for at in places]
    figures = [figure for figure in found if figure not in {"", "-"}]
    if not (_UNIT.match(name) and figures and all(map(_NUMBER.fullmatch, figures))):
        return row
    values = (name, *(figure or "-" for figure in found))
    return replace(row, values=values, merged=frozenset())


def _is_over(upper: SheetRow, lower: SheetRow, end: int) -> bool:
    """Return whether a row has the headings of the columns before the one of index ``end``, and
    the row of years below it no other ones."""
    heads = [(upper.text(at), lower.text(at)) for at in range(end)]
    is_next = upper.filled > 1 and upper.number + 2 == lower.number
    return is_next and any(top for top, _ in heads) and all(low in {"", top} for top, low in heads)


def _with_heads_of(upper: SheetRow, row: SheetRow, end: int) -> SheetRow:
    heads = (upper.text(at) or value for at, value in enumerate(row.values[:end]))
    return replace(row, values=(*heads, *row.values[end:]))


def _named(rows: Sequence[SheetRow], years: Mapping[int, int]) -> Iterator[SheetRow]:
    """Yield the row of years and the one below it with headings of scores; sub-headings of the
    years make one row of both."""
    upper, lower = rows[0], rows[1]
    below = {at: text for at in range(min(years), len(lower.values)) if (text := lower.text(at))}
    if not years.keys() <= below.keys() or _is_data(upper, lower, min(years), below):
        heads = (f"คะแนน ปี {years[at]}" if at in years else v for at, v in enumerate(upper.values))
        yield replace(upper, values=tuple(heads))
        yield lower
        return
    values: list[Value] = [*upper.values, *[""] * (len(lower.values) - len(upper.values))]
    values[: min(years)] = [upper.text(at) or lower.text(at) for at in range(min(years))]
    year = 0
    for at, text in below.items():
        top = upper.text(at)
        year = years.get(at, 0 if top else year)
        values[at] = f"{text} ปี {year}" if year else " ".join(dict.fromkeys((top, text)))
    yield replace(lower, values=tuple(values), merged=frozenset())


def _is_data(upper: SheetRow, lower: SheetRow, end: int, below: Mapping[int, str]) -> bool:
    """Return whether the row below the years has figures, or before the column of index ``end``
    another text than the headings above, or the name of a node: sub-headings have none."""
    beside = ((upper.text(at), lower.text(at)) for at in range(end))
    own = any(low not in {"", top} and (top or _node(low)) for top, low in beside)
    return own or any(map(str.isdigit, "".join(below.values())))


def _columns(rows: Sequence[SheetRow], end: int) -> Iterator[list[str]]:
    """Yield the texts of the columns before the one of index ``end``."""
    for column in range(end):
        yield [text for row in rows if (text := row.text(column))]


def _is_of_codes(texts: Sequence[str]) -> bool:
    """Return whether most cells of a column name nodes of the score tree."""
    return bool(texts) and sum(1 for text in texts if _node(text)) * 2 > len(texts)


def _turned(
    sheet: DataSheet, at: int, nodes: Mapping[int, str], heads: Sequence[str]
) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    rows, behind = sheet.rows, at + 1 + len(heads)
    has_two = at > 0 and rows[at - 1].number == rows[at].number - 1 and rows[at - 1].filled > 1
    head = at - has_two
    first = _titles_from(rows, head)
    data = rows[at + 1 : behind]
    made: list[tuple[Value, ...]] = [row.values for row in rows[first:head]]
    made.append(("รหัส", "รายการ", "คะแนนเต็ม", *heads))
    for place, node in nodes.items():
        cells = (row.value(place) for row in data)
        name = rows[at].text(place)
        title = read_codes(name).remainder if node[1:].isdecimal() else name.removeprefix(node)
        title = without_number(title) if node.isdecimal() else title
        made.append((node, title, str(full_points(name) or ""), *cells))
    if not any(row[2] for row in made[-len(nodes) :]):
        made[-len(nodes) - 1 :] = [(*row[:2], *row[3:]) for row in made[-len(nodes) - 1 :]]
    name = Phrase("{sheet} (สลับแถวกับคอลัมน์)", sheet=sheet.name) if sheet.name else sheet.name
    turned = tuple(SheetRow(number, row) for number, row in enumerate(made, 1))
    origin = Origin(name, head - first + 1)
    remarks = (Remark(origin, _TURNED, "ตรวจคะแนนกับไฟล์"),)
    while behind < len(rows) and rows[behind].filled > 1 and _goes_on(rows, behind):
        behind += 1
    parts = (
        replace(sheet, rows=rows[:first]),
        replace(sheet, name=name, rows=turned),
        replace(sheet, rows=rows[behind:]),
    )
    return tuple(part for part in parts if part.rows), remarks


def _titles_from(rows: Sequence[SheetRow], head: int) -> int:
    """Return the index of the first title above the headings at index ``head``: of another table
    above, what stands behind its last row and an empty one is none of it."""
    if all(row.filled == 1 for row in rows[:head]):
        return 0
    first = head
    while rows[first - 1].filled == 1 and _goes_on(rows, first):
        first -= 1
    return first


def _goes_on(rows: Sequence[SheetRow], at: int) -> bool:
    """Return whether no empty row is above a row."""
    return rows[at].number == rows[at - 1].number + 1


def _years(rows: Sequence[SheetRow], column: int) -> Iterator[int]:
    """Yield the years in a column, as far as its first cell without one."""
    for row in rows:
        if not (year := year_of_cell(row.text(column))):
            return
        yield year


def year_of_cell(text: str) -> int:
    """Return the year that a cell is; 0 for none."""
    found = _YEAR.fullmatch(to_arabic(one_line(text)))
    year = int(found[1]) if found is not None else 0
    return year + BUDDHIST_OFFSET if 0 < year < _BUDDHIST else year


def _node(text: str) -> str:
    """Return the node of the score tree that a heading names; empty for none."""
    plain = one_line(_BRACKETS.sub("", to_arabic(text)))
    if not plain or _FIGURE.fullmatch(plain) or len(plain) > 200:
        return ""
    bare = _SCORE.sub("", plain)
    if _TOTAL.fullmatch(bare) and bare != "":
        return TOTAL
    return node_of(bare) or read_numbered_indicator(bare)


class HeadingOfYear(str):
    """A heading without the year that it is of."""

    __slots__ = ("whole", "year")
    year: int
    """The Buddhist fiscal year."""
    whole: str
    """The heading as it stands in the file."""

    def __new__(cls, text: str, year: int, whole: str) -> Self:
        made = super().__new__(cls, text)
        made.year, made.whole = year, whole
        return made


def with_columns_of_years(sheet: DataSheet) -> DataSheet:
    """Return a sheet in which such headings are known by what they are of. Scores and links of
    several years have rules of their own."""
    for at in () if sheet.of_lines else heading_places(sheet.rows):
        row, below = sheet.rows[at], sheet.rows[at + 1 : at + 2]
        heads = dict(_in_one_row(row)) or dict(_in_two_rows(row, below))
        if not heads:
            continue
        rows = [*sheet.rows]
        for column, head in heads.items():
            rows[at] = rows[at].with_value(column, head)
        if below and all(year_of_cell(str(value)) for value in below[0].values if value != ""):
            del rows[at + 1]
        return replace(sheet, rows=tuple(rows))
    return sheet


def own_columns(sheet: DataSheet, own: int) -> DataSheet:
    """Return a sheet in which those of such headings that are not of the Buddhist fiscal year
    ``own`` are whole again, and so are of nothing."""
    for at, row in enumerate(sheet.rows):
        if any(isinstance(value, HeadingOfYear) for value in row.values):
            values = tuple(_as_own(value, own) for value in row.values)
            made = (*sheet.rows[:at], replace(row, values=values), *sheet.rows[at + 1 :])
            return replace(sheet, rows=made)
    return sheet


def _as_own(value: Value, own: int) -> Value:
    is_other = isinstance(value, HeadingOfYear) and value.year != own
    return value.whole if isinstance(value, HeadingOfYear) and is_other else value


def _in_one_row(row: SheetRow) -> Iterator[tuple[int, HeadingOfYear]]:
    """Yield the headings that differ in their years alone (ผู้รับผิดชอบ ปี 2567, ผู้รับผิดชอบ ปี 2568)."""
    found: dict[str, dict[int, HeadingOfYear]] = {}
    for column, value in enumerate(row.values):
        if not isinstance(value, str) or len(years := years_in(value)) != 1:
            continue
        bare = one_line(_YEAR_HEADING.sub(" ", value))
        head = HeadingOfYear(bare, years[0], one_line(value))
        found.setdefault(heading_key(bare), {})[column] = head
    for same in found.values():
        yield from _known(same)


def _in_two_rows(row: SheetRow, below: Sequence[SheetRow]) -> Iterator[tuple[int, HeadingOfYear]]:
    """Yield the headings of which the row below says the years."""
    last, groups = "", dict[str, dict[int, HeadingOfYear]]()
    for lower in below:
        for column, value in enumerate(lower.values):
            over = row.value(column)
            last = over if isinstance(over, str) and over else last
            if isinstance(value, str) and (year := year_of_cell(value)) and last:
                head = HeadingOfYear(last, year, f"{last} {one_line(value)}")
                groups.setdefault(last, {})[column] = head
    for same in groups.values():
        yield from _known(same)


def _known(same: Mapping[int, HeadingOfYear]) -> Iterator[tuple[int, HeadingOfYear]]:
    years = {head.year for head in same.values()}
    if len(same) >= _LEAST and len(years) == len(same) and _is_known(next(iter(same.values()))):
        yield from same.items()


def _is_known(text: str) -> bool:
    of_kinds = finders()
    links = of_kinds[EVIDENCE.name].partly([text]).columns
    if of_kinds[RESULTS.name].knows(text) or "location" in links:
        return False
    return any(finder.knows(text) for finder in of_kinds.values())
