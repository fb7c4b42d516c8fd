"""Brings the tables of a document into the shapes that are read; titles alone get their codes."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, takewhile
from types import MappingProxyType
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET, key, to_arabic
from ita_desktop.exchange.blocks import (
    Block,
    Heading,
    Paragraph,
    SourceBlocks,
    Table,
    TextRun,
    linked_text,
)
from ita_desktop.exchange.cells.codes import is_coded, is_item, read_codes
from ita_desktop.exchange.cells.links import has_link, links_of, named_home, points, site_of
from ita_desktop.exchange.cells.row import legend_in, text_of
from ita_desktop.exchange.kinds.oit import EVIDENCE, ITEM_COLUMN
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.kinds.results import names_indicator, node_of, says_result
from ita_desktop.exchange.preparing import year_in
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.lines import has_marks
from ita_desktop.exchange.reshaping import plans
from ita_desktop.exchange.reshaping.member_rows import headed, with_line_heads, with_member_heads
from ita_desktop.exchange.reshaping.ticks import below_months, months_in, without_ticks
from ita_desktop.exchange.reshaping.years import (
    with_columns_of_years,
    with_scores_named,
    years_across,
)
from ita_desktop.exchange.sheets import (
    DataSheet,
    LinkedText,
    Origin,
    SheetRow,
    Value,
    column_letter,
    linked,
)

_ASSIGNS: Final = lazy_re(r"รับผิดชอบ|เจ้าภาพ|หน่วยงาน|ฝ่าย|กำหนดส่ง|ลิงก์|ลิงค์|link|url", re.IGNORECASE)
"""What heads a column of a table of items that matters without scores."""
_OF_CODES: Final = frozenset(
    "".join(heading.split()) for heading in (ITEM_COLUMN.heading, *ITEM_COLUMN.also)
)
_MOST_ABOVE: Final = 20
"""The most rows above the first item."""
_LEAST: Final = 2
"""The least number of titles by which a table is one of items."""


def reshaped(document: SourceBlocks, source: str, *, is_paper: bool = False) -> SourceBlocks:
    """Return a document called ``source`` whose lists of links, scores and members are tables, and
    whose tables are in the shapes that are read, with what is to be reported. Scores and members
    in the text of an official paper are what it says."""
    blocks: list[Block] = []
    remarks = list(document.remarks)
    is_alone = all(isinstance(block, Table) for block in document.blocks)
    scored = document.blocks if is_paper else with_score_lists(document.blocks, source)
    listed = scored if is_paper else _with_member_list(scored, source)
    is_alone = is_alone or len(listed) < len(scored)
    given = with_link_lists(listed, source)
    for at, block in enumerate(given, 1):
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        is_first = not any(isinstance(each, Table) for each in blocks)
        below = takewhile(lambda each: not isinstance(each, Table), islice(given, at, None))
        legend = legend_in(each.line for each in below if isinstance(each, Heading | Paragraph))
        sheets, found = reshaped_sheet(
            block.sheet, is_alone=is_alone, is_first=is_first, legend=legend
        )
        blocks.extend(replace(block, sheet=sheet) for sheet in sheets)
        remarks.extend(found)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def reshaped_sheet(
    sheet: DataSheet,
    *,
    is_alone: bool = True,
    is_first: bool = True,
    legend: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    """Return a sheet as tables in the shapes that are read, and what is to be reported. Only where
    it ``is_alone`` members without headings get some: beside text they are the paper's; and scores
    only there, or in the ``is_first`` table of a document, which goes on with none before. The
    ``legend`` is what is said of its marks below it."""
    lined, lines = with_line_heads(sheet) if is_alone else (sheet, ())
    listed, members = with_member_heads(lined) if is_alone else (sheet, ())
    scored, scores = with_score_heads(listed) if is_alone or is_first else (listed, ())
    cornered, corner = _with_corner(scored)
    coded, titles = with_codes(cornered)
    located, linked = with_link_heads(coded)
    named, ticks = without_ticks(plans.with_results_beside(located), legend)
    apart, facts = plans.with_two_facts(plans.with_plans_as_measures(named))
    sheets, turned = years_across(with_columns_of_years(apart))
    remarks = (*lines, *members, *scores, *corner, *titles, *linked, *ticks, *facts, *turned)
    return tuple(map(with_scores_named, sheets)), remarks


def with_codes(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet with a column of codes for its rows with the title of an item, and that it was
    made: if most cells of a column are such titles, and no row has a code. The titles are those of
    the shipped framework that has most of them, the newest of several."""
    heads = (str(value) for row in sheet.rows[:_MOST_ABOVE] for value in row.values)
    if sheet.of_lines or not any(map(_ASSIGNS.search, heads)):
        return sheet, ()
    grid = [
        [
            "".join(value.casefold().split()) if isinstance(value, str) else ""
            for value in row.values
        ]
        for row in sheet.rows
    ]
    codes = max(_titles(), key=lambda each: sum(text in each for row in grid for text in row))
    if (found := column_of(grid, codes)) is None:
        return sheet, ()
    column, first, texts = found
    has_head = texts[first - 1] and any(map(_ASSIGNS.search, grid[first - 1]))
    values = (value for row in sheet.rows[first:] for value in row.values)
    if not has_head or any(is_coded(str(value)) for value in values):
        return sheet, ()
    numbers = [at for at, text in enumerate(grid[first - 1]) if text in _OF_CODES and at != column]
    of_titles = [(row, codes[text]) for row, text in zip(grid, texts, strict=True) if text in codes]
    if any(
        all(to_arabic("".join(row[at : at + 1])) == code[1:] for row, code in of_titles)
        for at in numbers
    ):
        return sheet, ()
    width = max(map(len, grid))
    if all(code.startswith("O") for _, code in of_titles):
        made = [
            row.with_value(width, codes.get(text) or _of_no_item(row, column, text))
            for row, text in zip(sheet.rows, texts, strict=True)
        ]
        head = made[first - 1].with_value(width, "ข้อ")
        for at in numbers:
            head = head.with_value(at, "ที่")
        is_code = texts[first - 1] in _OF_CODES
        made[first - 1] = head.with_value(column, "ข้อมูล") if is_code else head
    else:
        # Tables of measures have code and title in one cell.
        made = [
            row.with_value(column, f"{codes[text]} {row.values[column]}") if text in codes else row
            for row, text in zip(sheet.rows, texts, strict=True)
        ]
    remark = Remark(
        Origin(sheet.name, sheet.rows[first - 1].number),
        "ตารางไม่มีรหัสข้อ จึงใส่รหัสของข้อที่ชื่อตรงกับกรอบการประเมิน",
        "ตรวจว่าเป็นข้อเหล่านั้นจริง",
    )
    return replace(sheet, rows=tuple(made)), (remark,)


def _with_corner(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet in which the empty cell above the first column, where that has instruments or
    items and stands below other headings, says so; and that it was read so."""
    at, first = next(
        ((at, row) for at, row in enumerate(sheet.rows) if at and _names_node(row)), (0, None)
    )
    if first is None or sum(map(_names_node, sheet.rows[at:])) < _LEAST:
        return sheet, ()
    above, over = sheet.rows[at - 1], sheet.rows[at - 2 : at - 1]
    is_below = any(row.value(0) != "" and row.filled > 1 for row in over)
    heads = [value for value in above.values[1:] if value != ""]
    if is_below or above.value(0) != "" or not heads or not all(map(_may_head, heads)):
        return sheet, ()
    rows = (*sheet.rows[: at - 1], *sheet.rows[at:])
    return headed(sheet, rows, at - 1, {0: ITEM_COLUMN.heading}, Phrase(_EMPTY_CORNER), above)


def _may_head(value: Value) -> bool:
    text = to_arabic(str(value))
    return _YEAR.fullmatch(text) is not None or any(map(str.isalpha, text))


def _names_node(row: SheetRow) -> bool:
    text = str(row.value(0))
    return row.filled > 1 and not text.isdecimal() and bool(node_of(text))


def column_of(
    grid: Sequence[Sequence[str]], known: Container[str]
) -> tuple[int, int, Sequence[str]] | None:
    """Return the column of which most texts are ``known`` ones, the row of the first of these, and
    the column's texts; None if none is so below a heading."""
    columns = Counter(at for row in grid for at, text in enumerate(row) if text in known)
    column, count = next(iter(columns.most_common(1)), (0, 0))
    texts = [row[column] if column < len(row) else "" for row in grid]
    first = next((at for at, text in enumerate(texts) if text in known), 0)
    are_most = count >= _LEAST and 2 * count > sum(map(bool, texts[first:]))
    return (column, first, texts) if first and are_most else None


def _of_no_item(row: SheetRow, column: int, text: str) -> Value:
    """Return what stands for the code of a row whose title no item has: the title, which no code
    is, where its link would else be one of the item above."""
    return row.values[column] if text and any(map(has_link, row.values)) else ""


@cache
def _titles() -> tuple[Mapping[str, str], ...]:
    """The codes of items by their titles, of each shipped framework, the newest first."""
    from ita_desktop.frameworks import shipped

    found = []
    for info in reversed(shipped.available()):
        items = shipped.load(info.fiscal_years[-1]).items
        titles = Counter(item.title for item in items)
        named = [item for item in items if item.title and titles[item.title] == 1]
        plain = {"".join(item.title.casefold().split()): item.code for item in named}
        found.append(plain | {key(item.title): item.code for item in named})
    return tuple(found)


_ABOVE: Final = 4
"""Number of rows above the first item in which headings are looked for."""
_LEAST_HEADINGS: Final = 3
"""Of so many known headings, a table is one of its own."""
_YEAR: Final = lazy_re(r"(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(?:25)?\d\d", re.ASCII)
_LABEL: Final = lazy_re(r"(?:ปี(?:\s*งบประมาณ)?|พ\.?\s*ศ\.?)\s*:?\s*$")
"""The cell before a year that is part of a title, and no heading."""
_MOST: Final = 0.5
_EMPTY_CORNER: Final = "ช่องแรกของหัวตารางว่าง จึงอ่านคอลัมน์ A เป็น “ข้อ”"
_NO_HEADS: Final = "ตารางนี้ไม่มีหัวคอลัมน์ที่รู้จัก จึงอ่านคอลัมน์ {item} เป็นรหัสข้อ และคอลัมน์ {links} เป็นลิงก์"
_ITEM, _DATA, _TITLE, _LINK = (
    EVIDENCE.column(name).heading for name in ("item", "data", "title", "location")
)

_SHEET: Final = "รายการลิงก์"
_SHARE: Final = 4
"""Of so many texts at least one is of an item, where no address is behind words."""
_NO_HEADING: Final = 7
"""The level of an item that is no heading."""


@dataclass
class _Item:
    """An item's line, and the texts with links below it, each with the indices of its blocks."""

    at: int
    text: Value
    level: int
    below: list[tuple[Value, tuple[int, ...]]] = field(default_factory=list)

    @property
    def places(self) -> set[int]:
        return {self.at, *(at for _, places in self.below for at in places)}


def with_link_lists(blocks: Sequence[Block], source: str) -> tuple[Block, ...]:
    """Return the blocks of a document with its items and links in a table in the place of the
    first; the blocks themselves if they are no list of these."""
    items = list(_items(blocks))
    if sum(bool(item.below) or has_link(item.text) for item in items) < _LEAST:
        return tuple(blocks)
    last = items[-1]
    ends_so = has_link(last.text) and not any(item.below for item in items[:-1])
    del last.below[0 if ends_so else _of_one_list(blocks, last.below) :]
    taken = set[int]().union(*(item.places for item in items))
    texts = [block for block in blocks if isinstance(block, Heading | Paragraph)]
    is_page = any(
        isinstance(found := linked_text(block), LinkedText) and found.pages for block in blocks
    )
    if not is_page and len(taken) * _SHARE < len(texts):
        return tuple(blocks)  # a book that has some in its chapters
    tables: dict[int, Table] = {}
    for section in _by_year(blocks, items, taken):
        first = section[0].at
        cells = [x for item in section for x in ((item.text,), *(("", y) for y, _ in item.below))]
        rows = (*_title(blocks[:first]), *(SheetRow(at, each) for at, each in enumerate(cells, 1)))
        tables[first] = Table(DataSheet(Phrase(_SHEET), rows, source))
    return tuple(
        tables.get(at, block) for at, block in enumerate(blocks) if at in tables or at not in taken
    )


def _of_one_list(blocks: Sequence[Block], below: Sequence[tuple[Value, tuple[int, ...]]]) -> int:
    """Return how many of the texts with links below the last item stand alike: what else follows is
    the end of the page, and so is the first page of a site."""
    shapes = list[tuple[object, ...]]()
    for text, places in below:
        block, links = blocks[places[-1]], links_of(text)
        is_home = any(named_home(link.words) or site_of(link.address)[1] for link in links)
        mark = "" if str(text)[:1].isalnum() else str(text)[:1]
        level, label = (getattr(block, name, None) for name in ("level", "label"))
        shapes.append((type(block), level, bool(label), mark, len(places)))
        if shapes[-1] != shapes[0] or (is_home and shapes[1:]):
            return len(shapes) - 1
    return len(shapes)


def _by_year(
    blocks: Sequence[Block], items: Sequence[_Item], taken: Container[int]
) -> Iterator[list[_Item]]:
    """Yield the items of each year: a heading between them may name another one."""
    section: list[_Item] = []
    for item in items:
        between = range(section[-1].at + 1, item.at) if section else ()
        if any(_names_year(blocks[at]) for at in between if at not in taken):
            yield section
            section = []
        section.append(item)
    yield section


def _names_year(block: Block) -> bool:
    """Return whether a heading names a year, or a line is a year alone."""
    if isinstance(block, Heading):
        return bool(year_in(block.line))
    return isinstance(block, Paragraph) and bool(_YEAR.fullmatch(to_arabic(block.line.strip())))


def _items(blocks: Sequence[Block]) -> Iterator[_Item]:
    """Yield the items of a document; a heading of something else ends one, and so does a text
    below its links."""
    item: _Item | None = None
    label: list[tuple[str, int]] = []
    """The text before the next link, which may be its title."""
    for at, block in enumerate(blocks):
        text = linked_text(block)
        level = block.level if isinstance(block, Heading) else _NO_HEADING
        if is_item(text):
            if item is not None:
                yield item
            item, label = _Item(at, text, level), []
        elif item is None or text == "":
            continue
        elif links := links_of(text):
            places: tuple[int, ...] = (at,)
            if label and not any(link.words for link in links):
                before, place = label.pop()
                hidden = [(link.address, link.pointer) for link in links]
                text, places = linked(f"{before}\n{text}", hidden), (place, at)
            item.below.append((text, places))
            label = []
        elif (level <= item.level and isinstance(block, Heading)) or label:
            yield item
            item = None
        else:
            label = [(str(text), at)]
    if item is not None:
        yield item


def _title(blocks: Sequence[Block]) -> Iterator[SheetRow]:
    """Yield the nearest text above that names a year."""
    texts = (str(linked_text(block)) for block in reversed(blocks) if not isinstance(block, Table))
    named = (text for text in texts if year_in(text))
    yield from (SheetRow(-1, (text,)) for text in [next(named, "")] if text)


def with_link_heads(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet in which a table of items and links has headings, and what is to be
    reported; the sheet itself if it has none such, or other headings."""
    links = [at for at, row in enumerate(sheet.rows) if any(map(has_link, row.values))]
    coded = [at for at, row in enumerate(sheet.rows) if any(map(is_item, row.values))]
    if not {*coded, *(at + 1 for at in coded)} & {*links}:
        return sheet, ()
    sheet = _with_years_named(sheet, coded[0])
    first = next(at for at, row in enumerate(sheet.rows) if any(map(is_item, row.values)))
    if _has_heads(sheet.rows, first) or _is_within_table(sheet.rows, first):
        return sheet, ()
    rows, above = sheet.rows[first:], [*sheet.rows[:first]]
    counted = Counter(at for row in rows for at, value in enumerate(row.values) if is_item(value))
    item = counted.most_common(1)[0][0]
    heads, months = _heads(rows, item, above[-2:]), months_in(above[-2:])
    # A row right above the first item has headings, though none that is known.
    has_own = above and above[-1].filled > 1 and above[-1].number == rows[0].number - 1
    own = above.pop() if has_own else None
    links = [at for at, text in heads.items() if text not in {_ITEM, _DATA}]
    shown = {"item": column_letter(item), "links": ", ".join(map(column_letter, links))}
    moved = (below_months(_with_link_at(row, item, links[-1]), months) for row in rows)
    return headed(sheet, (*above, *moved), len(above), heads, Phrase(_NO_HEADS, **shown), own)


def _has_heads(rows: Sequence[SheetRow], first: int) -> bool:
    """Return whether there are headings of some kind shortly above the row at index ``first``."""
    near = range(max(0, first - _ABOVE), first)
    return any(finder.at(rows, at) for at in near for finder in finders().values())


def _is_within_table(rows: Sequence[SheetRow], first: int) -> bool:
    """Return whether the row at index ``first`` belongs to a table that begins, without an empty
    row between, with several known headings: a code in its cells is a value."""
    start = _begin(rows, first)
    heads = (
        finder.at(rows, at)
        for at in range(start, min(start + _ABOVE, first))
        for finder in finders().values()
    )
    return any(head is not None and len(head.columns) >= _LEAST_HEADINGS for head in heads)


def _begin(rows: Sequence[SheetRow], first: int) -> int:
    """Return the index of the first row above index ``first`` with no empty one between."""
    while first and rows[first - 1].filled and rows[first - 1].number == rows[first].number - 1:
        first -= 1
    return first


def _with_link_at(row: SheetRow, item: int, column: int) -> SheetRow:
    """Return a row whose link stands in the column of the items, without a code, with it in its
    own."""
    value = row.value(item)
    if is_item(value) or not has_link(value) or row.value(column) != "":
        return row
    return row.with_value(item, "").with_value(column, value)


def _heads(rows: Sequence[SheetRow], item: int, above: Sequence[SheetRow]) -> Mapping[int, str]:
    """Return the headings of the columns with items, names and links."""
    width = max(len(row.values) for row in rows)
    columns = {at: [row.value(at) for row in rows if row.value(at) != ""] for at in range(width)}
    heads, months = {item: _ITEM}, months_in(above)
    for at, values in columns.items():
        if at == item or not values:
            continue
        share = sum(map(has_link, values)) / len(values)
        is_named = sum(map(_says, values)) / len(values) >= _MOST
        if share >= _MOST:
            said = (str(row.value(at)) for row in above if at not in months)
            year = max(map(year_in, said), default=0)
            is_title = is_named and not year and _TITLE not in heads.values()
            heads[at] = _TITLE if is_title else f"{_LINK} {year or ''}".strip()
        elif is_named and _DATA not in heads.values():
            heads[at] = _DATA
    if len(heads) - (_DATA in heads.values()) == 1:
        heads[width] = _LINK  # links are behind the items or their names
    return heads


def _with_years_named(sheet: DataSheet, first: int) -> DataSheet:
    """Return a sheet whose columns of links are said to be such where their headings, above row
    index ``first``, are years alone; these go with the headings above them, if there are any."""
    rows = [*sheet.rows]
    linked = {at for row in rows[first:] for at, value in enumerate(row.values) if has_link(value)}
    for index in range(max(0, first - 2), first):
        row = rows[index]
        texts = {at: str(value) for at, value in enumerate(row.values) if value != ""}
        years = [
            at
            for at in linked & texts.keys()
            if _YEAR.fullmatch(to_arabic(texts[at])) and not _LABEL.search(texts.get(at - 1, ""))
        ]
        above = rows[index - 1] if index else row
        if index and len(years) == len(texts) and all(above.value(at) != "" for at in years):
            for at in years:
                above = above.with_value(at, f"{above.value(at)} {texts[at]}")
            rows[index - 1 : index + 1] = [replace(above, number=row.number)]
            break
        for at in years:
            rows[index] = rows[index].with_value(at, f"{_LINK} {texts[at]}")
    return replace(sheet, rows=tuple(rows))


def _says(value: Value) -> bool:
    """Return whether a cell has words that are no address, and do not only point to one."""
    text = value if isinstance(value, str) else ""
    return any(map(str.isalpha, text)) and not points(text) and "://" not in text


_MARKED: Final = rf"(?:(?:{BULLET}(?!\*)|[+>])\s*)?(?:\d{{1,2}}[.)]\s+)?(?:\*\*|__)?"
_FIGURE: Final = r"(?:ได้\s*)?(?P<score>\d{1,3}(?:\.\d{1,2})?)\s*+(?:คะแนน|%)?(?:\*\*|__)?"
_SCORE_LINE: Final = lazy_re(
    rf"{_MARKED}(?P<name>\S(?:.*?\S)??)(?:\s*[:=–—-]\s+|\s*(?<!\.)\.{{3,}}+\s*|\s++|(?=\())"
    rf"\(?{_FIGURE}\)?\s*",
    re.ASCII,
)
"""A name ends before a run of blanks or dots, which is taken whole: else a cell of thousands of
them takes a minute."""
_SCORE_FIRST: Final = lazy_re(
    rf"{_MARKED}(?P<code>[IEO]\d{{1,2}})\s*\({_FIGURE}\)\s*(?P<name>\D.*)", re.ASCII
)
_SCORES: Final = "รายการคะแนน"
_SCORE_HEADS: Final = ("ข้อ", "ประเด็นการประเมิน", "คะแนนที่ได้")
_NO_SCORE_HEADS: Final = "ไม่มีหัวคอลัมน์ จึงอ่านแต่ละบรรทัดเป็นรหัส ชื่อข้อ และคะแนน"


def with_score_lists(blocks: Sequence[Block], source: str) -> tuple[Block, ...]:
    """Return the blocks of a document with its lines of codes, titles and scores in a table in the
    place of the first; the blocks themselves if most are no such lines, or it is a report."""
    texts = {
        at: block.line for at, block in enumerate(blocks) if isinstance(block, Heading | Paragraph)
    }
    rows = [SheetRow(at, (text,)) for at, text in texts.items() if text]
    found = _scored(rows)
    first = min(found, default=0)
    titles = [row for row in rows if row.number < first and says_result(row)]
    if not titles or len(found) * _SHARE < len(rows) or has_marks(texts.values()):
        return tuple(blocks)
    lines = (SheetRow(number, (texts[at],)) for number, at in enumerate(found, 1))
    table = Table(
        DataSheet(Phrase(_SCORES), (*titles[-1:], *_title(blocks[:first]), *lines), source)
    )
    return (
        *blocks[:first],
        table,
        *(blocks[at] for at in range(first, len(blocks)) if at not in found),
    )


def _with_member_list(blocks: Sequence[Block], source: str) -> tuple[Block, ...]:
    """Return the blocks of a document that is a list of members below a title and nothing else with
    the list as a table; the blocks themselves of another."""
    texts = [block.line for block in blocks if isinstance(block, Heading | Paragraph)]
    if len(texts) < len(blocks):
        return tuple(blocks)
    lines = [text for each in texts for line in each.split("\n") if (text := line.strip())]
    rows = tuple(SheetRow(number, (text,)) for number, text in enumerate(lines, 1))
    listed, told = with_member_heads(DataSheet("", rows, source))
    if not told:
        return tuple(blocks)
    above = next(at for at, row in enumerate(listed.rows) if row.filled > 1)
    titles = (Paragraph((TextRun(text),)) for text in lines[:above])
    heads = (SheetRow(number - above, (text,)) for number, text in enumerate(lines[:above]))
    members = (replace(row, number=row.number - above) for row in rows[above:])
    return (*titles, Table(replace(listed, rows=(*heads, *members), source=source)))


def with_score_heads(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet in which lines with the codes and titles of items and a score are three cells
    below headings, and what is to be reported; the sheet itself if it has none such."""
    found = {} if sheet.of_lines else _scored(sheet.rows)
    first = next((at for at, row in enumerate(sheet.rows) if row.number in found), 0)
    if not any(map(says_result, sheet.rows[:first])) or _has_heads(sheet.rows, first):
        return sheet, ()
    at = max(at for at, value in enumerate(sheet.rows[first].values) if value != "")
    above = sheet.rows[_begin(sheet.rows, first) : first]
    if any(row.filled > 1 and row.value(at) != "" for row in above):
        return sheet, ()  # A table, though nobody knows what its figures are called.
    rows = [replace(row, values=found.get(row.number, row.values)) for row in sheet.rows]
    return headed(sheet, rows, first, dict(enumerate(_SCORE_HEADS)), Phrase(_NO_SCORE_HEADS))


def _scored(rows: Sequence[SheetRow]) -> Mapping[int, tuple[str, str, str]]:
    """Return code, title and score of rows with just these, by number, if most titles are ours."""
    found: dict[int, tuple[str, str, str]] = {}
    for row in rows:
        text = " ".join(text for value in row.values if (text := str(text_of(value))))
        if parts := _score_in(to_arabic(text)):
            found[row.number] = parts
    named = [
        (code, key(title)) in _named() if title else names_indicator(code)
        for code, title, _ in found.values()
        if title or not code.isascii()
    ]
    return found if sum(named) >= _LEAST and 2 * sum(named) > len(named) else {}


def _score_in(text: str) -> tuple[str, str, str] | None:
    if (line := _SCORE_FIRST.fullmatch(text)) is not None:
        return line["code"], line["name"], line["score"]
    if (line := _SCORE_LINE.fullmatch(text)) is None:
        return None
    name = line["name"].replace("*", "").replace("_", "")
    if is_coded(name) and len((read := read_codes(name)).codes) == 1:
        return read.codes[0], read.remainder.lstrip(" .:)"), line["score"]
    return (name, "", line["score"]) if node_of(name) else None


@cache
def _named() -> frozenset[tuple[str, str]]:
    """The codes of items with their titles, of all shipped frameworks."""
    from ita_desktop.frameworks import shipped

    loaded = (shipped.load(info.fiscal_years[-1]) for info in shipped.available())
    return frozenset((item.code, key(item.title)) for each in loaded for item in each.items)
