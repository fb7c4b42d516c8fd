"""Parts a file with the results of several offices: each names its own in a title, or has a row of
its own in a table of the city."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.heading_words import heading_key, heading_places
from ita_desktop.exchange.kinds.results import is_node, node_of, says_result
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.columns import table_kind
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.exchange.report.statements import agencies_in
from ita_desktop.exchange.reshaping.years import OFFICES, SCORED, years_across
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow
from ita_desktop.exchange.source import ChangedSheet, ImportSource

_OFFICE: Final = "สำนักงานเขต"
_LEAST: Final = 2
"""Minimum number of offices in a table of the city."""
_OTHERS: Final = "ไม่ได้อ่านแถวของหน่วยงานอื่น {count} แห่ง ({names}) อ่านเฉพาะแถวของ{own}"
_OTHER_COLUMNS: Final = (
    "ไม่ได้อ่านคอลัมน์ของหน่วยงานอื่นหรือค่าเฉลี่ย {count} คอลัมน์ ({names}) อ่านเฉพาะคอลัมน์ของ{own}"
)
_NONE: Final = "ตารางนี้เป็นของหน่วยงานอื่น {count} แห่ง ({names}) ไม่มีคะแนนของ{own} จึงไม่ได้อ่าน"
_NOT_READ: Final = "ตารางนี้มีแถวของ{own} แต่ไม่รู้ว่าคอลัมน์ใดเป็นคะแนน จึงไม่ได้อ่าน"
_NAME_IT: Final = "ตั้งหัวคอลัมน์ของคะแนนว่า “คะแนน” แล้วนำเข้าใหม่"
_TOTALS: Final = lazy_re(
    r"(?:ผล|ค่า)?คะแนน(?:การประเมิน)?(?:รวม|เฉลี่ย|ภาพรวม)*(?:\(?ita\)?)?(?:รวม|เฉลี่ย)*"
)
"""Headings of totals."""
_SCORED: Final = lazy_re(r"ITA|IIT|EIT|OIT")
_SCORES_OF: Final = lazy_re(r"^(?:ผล|ค่า)?คะแนน(?:เฉลี่ย)?\s*(?:ของ)?")
"""What stands before the name of an office above its scores."""
_MEANS: Final = lazy_re(r"เฉลี่ย|ภาพรวม|ทุกเขต|50\s*เขต|กรุงเทพมหานคร|ประเทศ")
"""Headings of scores of many offices together."""
_KNOWN: Final = frozenset(map(name_key, DISTRICTS))


def without_other_rows(source: ImportSource, own: str) -> ImportSource:
    """Return a file in which the tables of the city, with an office in each row, have the row of
    the office called ``own`` alone, as a table of results; what was left is among its remarks."""
    return source.changed(lambda sheet: None if source.form else own_row(sheet, own))


def own_row(sheet: DataSheet, own: str) -> ChangedSheet | None:
    """Return a table of the city with the row of one office as scores, and what is to be reported;
    None for another table."""
    places = [*heading_places(sheet.rows)]
    found = next(filter(None, (_offices(sheet, at, own) for at in places)), None)
    if found is None:
        return next(filter(None, (_own_column(sheet, at, own) for at in places)), None)
    at, column, offices = found
    mine = [row for row, name in offices.items() if name_key(name) == name_key(own)]
    others = [name for row, name in offices.items() if row not in mine]
    fields = {"count": len(others), "names": shortened(" ".join(others)), "own": own}
    head = sheet.rows[at].with_value(column, "รายการ")
    rows = (sheet.rows[row].with_value(column, "คะแนน") for row in mine)
    sheet = replace(sheet, office=own)
    made, told = years_across(replace(sheet, rows=(*sheet.rows[:at], head, *rows)), 1)
    is_read = bool(told)
    if mine and not told:
        # Of the total there are columns of several years.
        head = sheet.rows[at].with_value(column, "รหัส")
        totals = [n for n, text in enumerate(head.values) if _is_total(text)]
        if len(totals) == 1:
            head = head.with_value(totals[0], "คะแนน")
        rows = (sheet.rows[row].with_value(column, TOTAL) for row in mine)
        made = (replace(sheet, rows=(*sheet.rows[:at], head, *rows)),)
        is_read = table_kind(made) is not None
    if mine and not (is_read or others):
        return None  # a list that names the office only once may be of anything
    if mine and not is_read:
        where = Origin(sheet.name, sheet.rows[at].number)
        return (), (Remark(where, _NOT_READ, _NAME_IT, {"own": own}),)
    if not mine:
        return (), (Remark(Origin(sheet.name, sheet.rows[at].number), _NONE, "", fields),)
    return made, (*told, *([Remark(None, _OTHERS, "", fields)] if others else []))


def _own_column(
    sheet: DataSheet, at: int, own: str
) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]] | None:
    """Return a table with the scores of an office in each column below the heading at ``at``, with
    the column of the office called ``own`` as scores and none of other offices or of means, and
    what is to be reported; None for another table."""
    heads = {
        column: text
        for column, text in enumerate(sheet.rows[at].values)
        if isinstance(text, str) and text
    }
    named = {column: _SCORES_OF.sub("", text).strip("() ") for column, text in heads.items()}
    mine = [column for column, text in named.items() if name_key(text) == name_key(own)]
    others = {
        column: heads[column]
        for column, text in named.items()
        if column not in mine and (_is_office(text) or _MEANS.search(heads[column]))
    }
    if len(mine) != 1 or not others or not _are_scores(sheet.rows, at, mine[0], others):
        return None
    head = sheet.rows[at].with_value(mine[0], "คะแนน")
    rows = (*sheet.rows[:at], *(_without(others, row) for row in (head, *sheet.rows[at + 1 :])))
    fields = {"count": len(others), "names": shortened(" ".join(others.values())), "own": own}
    made = (replace(sheet, rows=rows, office=own),)
    remark = Remark(Origin(sheet.name, head.number), _OTHER_COLUMNS, "", fields)
    return (made, (remark,)) if table_kind(made) is not None else None


def _without(columns: Collection[int], row: SheetRow) -> SheetRow:
    """Return a row with these columns empty."""
    values = ("" if at in columns else value for at, value in enumerate(row.values))
    return replace(row, values=tuple(values))


def _are_scores(rows: Sequence[SheetRow], at: int, column: int, others: Collection[int]) -> bool:
    """Return whether a column has scores below the heading at ``at``, of instruments or, below a
    title of the assessment, of indicators by their names, and neither it nor the ``others`` say how
    many people answered."""
    of_nodes = {
        node: row
        for row in rows[at + 1 :]
        for value in row.values[:column]
        if isinstance(value, str) and is_node(value) and (node := node_of(value))
    }
    found = {node: to_arabic(str(row.value(column))) for node, row in of_nodes.items()}
    beside = (str(row.value(at)) for row in of_nodes.values() for at in others)
    indicators = [node for node in found if node.isdecimal()]
    is_whole = "OIT" in found and len(found) >= _LEAST
    return (
        (is_whole or (len(indicators) > _LEAST and any(map(says_result, rows[:at]))))
        and all(map(SCORED.fullmatch, found.values()))
        and any("." in text for text in (*found.values(), *beside))
    )


def _offices(sheet: DataSheet, at: int, own: str) -> tuple[int, int, dict[int, str]] | None:
    """Return heading row, column and the offices by row of a table with another one in each row
    below the heading at ``at``; None if it is none."""
    heads = [text if isinstance(text, str) else "" for text in sheet.rows[at].values]
    for column, head in enumerate(heads):
        if heading_key(head) not in OFFICES:
            continue
        cells = ((row, sheet.rows[row].value(column)) for row in range(at + 1, len(sheet.rows)))
        texts = {row: text for row, text in cells if isinstance(text, str) and text}
        named = {row: text for row, text in texts.items() if _is_office(text)}
        least = _LEAST
        is_scored = any(map(_SCORED.search, heads)) or (
            sum(map(is_node, heads)) > _LEAST and any(map(says_result, sheet.rows[:at]))
        )
        if is_scored and name_key(own) in map(name_key, texts.values()):
            named, least = texts, 1
        # A list of people names the office of each, too.
        if len(named) >= least and len({*map(name_key, named.values())}) == len(named):
            return at, column, named
    return None


def _is_total(text: object) -> bool:
    return isinstance(text, str) and _TOTALS.fullmatch(heading_key(text)) is not None


def _is_office(text: str) -> bool:
    return text.startswith((_OFFICE, "เขต")) or name_key(text) in _KNOWN


def own_part(sheets: Sequence[DataSheet], own: str) -> tuple[tuple[DataSheet, ...], list[str]]:
    """Return the rows of the office called ``own``, and the names of the other offices whose
    reports stand beside; all rows and no names unless one of these gives scores of the same items,
    as an office may only be named in a text."""
    mine: list[DataSheet] = []
    others: dict[str, list[DataSheet]] = {}
    for office, some in by_office(tuple(sheets)):
        is_own = name_key(office) == name_key(own)
        (mine if is_own else others.setdefault(office, [])).extend(some)
    scored = _scored(mine) if mine and others else set()
    named = [office for office, some in others.items() if scored & _scored(some)]
    if not named:
        return tuple(sheets), []
    left = (sheet for office, some in others.items() if office not in named for sheet in some)
    return (*mine, *left), named


def _scored(sheets: Sequence[DataSheet]) -> set[str]:
    return {figure.node for figure in read_report(sheets).figures if not figure.summary}


def by_office(sheets: tuple[DataSheet, ...]) -> Iterator[tuple[str, tuple[DataSheet, ...]]]:
    """Yield the offices that a file names with the rows from there to the next one's name. What
    stands before the first belongs to it. A sheet that is called like a district names it."""
    named: list[tuple[str, list[DataSheet]]] = []
    before: list[DataSheet] = []
    for sheet in sheets:
        if sheet.name in DISTRICTS:
            named.append((f"{_OFFICE}{sheet.name}", []))
        begin = 0
        for number, row in enumerate(sheet.rows):
            office = _named_in(row.values)
            if office and (not named or name_key(named[-1][0]) != name_key(office)):
                (named[-1][1] if named else before).append(
                    replace(sheet, rows=sheet.rows[begin:number])
                )
                begin = number
                named.append((office, []))
        (named[-1][1] if named else before).append(replace(sheet, rows=sheet.rows[begin:]))
    if named:
        named[0] = (named[0][0], [*before, *named[0][1]])
    for office, some in named:
        yield office, tuple(sheet for sheet in some if sheet.rows)


def _named_in(values: tuple[object, ...]) -> str:
    """Return the one office that a title row names; empty for a row of a table."""
    filled = [str(value) for value in values if value != ""]
    names = list(agencies_in(filled[0])) if len(filled) == 1 else []
    return names[0] if len(names) == 1 else ""
