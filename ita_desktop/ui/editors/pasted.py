"""What Word, Excel and web pages put on the clipboard, read as short rich text or as plain text.

Kept are words, bold, lists with their numbers and three levels, and line ends. A row of a table
becomes a line; in a long text tables stay, their rows between ``|`` as papers print them.
Everything else (fonts, colours, widths, scripts, comments, what is struck or hidden) is left
behind.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import groupby
from typing import Final, NamedTuple

from ita_desktop.documents.rich import rows_text
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.rich import ABOVE, DEEPEST, HYPHEN, LEFT, RichLine, Span
from ita_desktop.domain.text import clean

_CELLS: Final = frozenset({"td", "th"})
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_ROWS: Final = _GROUPS | {"table", "tr"}
_LISTS: Final = frozenset({"ul", "ol", "li", "dl", "dt", "dd"})
_BLOCKS: Final = _ROWS | _CELLS | _LISTS | {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article",
    "header", "footer", "figure", "caption", "address", "main", "body",
}  # fmt: skip
_HEADS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
_DROPPED: Final = frozenset({"style", "script", "head", "title", "xml", "del", "template", "svg"})
_VOID: Final = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base"})
_ENDED: Final = dict.fromkeys(_BLOCKS, frozenset({"p", "head"})) | {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(_CELLS, _CELLS | {"caption"}),
    "tr": _CELLS | {"caption", "tr"},
    **dict.fromkeys(_GROUPS, _CELLS | _GROUPS | {"caption", "tr"}),
}
"""What is open where a tag begins, and ends there: pages may leave these ends out."""
_OF_TABLE: Final = _ROWS | _CELLS | {"caption"}
_WITHIN: Final = {
    **dict.fromkeys(_OF_TABLE, frozenset({"table"})),
    "li": _CELLS | {"table", "ul", "ol"},
    **dict.fromkeys(("dt", "dd"), _CELLS | {"table", "dl"}),
}
"""Beyond what a tag ends nothing."""
_WITHIN_CELL: Final = _CELLS | {"table"}
"""The same for all other tags."""
_DEEP: Final = 500
"""Tags within one another; of those deeper only the words are read."""
FRAGMENT: Final = lazy_re(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
_SPACES: Final = lazy_re(r"[ \t\r\n\f]+")
_LINE_END: Final = lazy_re(r"\r\n?|\n")
_WHITE: Final = lazy_re(r"white-space(?:-collapse)?\s*:\s*(pre|break-spaces)?")
_WEIGHT: Final = lazy_re(r"font-weight\s*:\s*(\w+)")
_LEVEL: Final = lazy_re(r"mso-list\s*:[^;]*\blevel(\d)")
_NUMBER: Final = lazy_re(r"[0-9\u0e50-\u0e59]{1,2}(?:\.[0-9\u0e50-\u0e59]{1,2})*[.)]?")
_HIDDEN: Final = lazy_re(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden"
    r"|mso-comment-reference\s*:|mso-element\s*:\s*comment"
)
"""What is not seen on the page, and Word's signs of comments."""
_IGNORED: Final = lazy_re(r"mso-list\s*:\s*ignore", re.IGNORECASE)


_WIDEST: Final = 63
"""The most columns or rows that a cell is taken to be merged over."""


class _Cell(NamedTuple):
    lines: list[RichLine]
    columns: int = 1
    rows: int = 1


_Rows = Sequence[Sequence[_Cell]]


def lines_of(html: str) -> tuple[RichLine, ...]:
    """The paragraphs of a page or fragment; those without words are left out."""
    return _read(html, _rich_rows)


def text_of(html: str, *, tables: bool) -> str:
    """The words of a page or fragment, for where it has no text beside it, or one that does not
    tell the cells of its tables apart; ``tables``: rows stand between ``|``."""
    return _plain(_read(html, _kept_rows if tables else _parted_rows))


def with_tables(text: str) -> str:
    """A text from the clipboard, in which rows of tables have tabs between their cells, and quotes
    around those of several lines, with such rows between ``|``.

    >>> print(with_tables("ดังนี้\\nO1\\tฝ่ายโยธา"))
    ดังนี้
    | O1 | ฝ่ายโยธา |
    """
    return "\n".join(_lines_with_tables(text))


def _lines_with_tables(text: str) -> Iterator[str]:
    has_quotes = text.count('"') % 2 == 0
    read = csv.reader(
        text.splitlines(keepends=True),
        delimiter="\t",
        quoting=csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE,
    )
    for is_table, run in groupby(read, key=lambda row: len(row) > 1):
        rows = [[cell.strip() for cell in row] for row in run]
        yield rows_text(rows) if is_table else "\n".join("".join(row) for row in rows)


def _read(html: str, rows: Callable[[_Rows], list[RichLine]]) -> tuple[RichLine, ...]:
    found = FRAGMENT.search(html)
    reader = _Reader(rows)
    reader.feed(found[1] if found else html)
    reader.close()
    return reader.all_lines()


class _Look(NamedTuple):
    """How words look within a tag."""

    bold: bool = False
    dropped: bool = False
    own: bool = False
    """Whether they are a list's own mark."""
    as_written: bool = False
    """Whether line ends are kept."""


class _Table(NamedTuple):
    """What was read of a table around another one."""

    rows: list[list[_Cell]]
    row: list[_Cell] | None
    span: tuple[int, int]
    before: list[RichLine]


class _Reader(HTMLParser):
    def __init__(self, rows: Callable[[_Rows], list[RichLine]]) -> None:
        """``rows`` gives the lines of a table."""
        super().__init__(convert_charrefs=True)
        self._lines_of_rows = rows
        self._lines: list[RichLine] = []
        self._spans: list[Span] = []
        self._open: list[tuple[str, _Look]] = []
        self._lists: list[list[int]] = []
        """Open lists: the number of the last point, or nothing for bullets."""
        self._mark = ""
        self._level = 0
        self._own_mark = ""
        self._rows: list[list[_Cell]] = []
        """The rows of the open table that were read."""
        self._row: list[_Cell] | None = None
        self._span = (1, 1)
        self._before: list[RichLine] = []
        self._around: list[_Table] = []

    # -- what comes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._end_line(keep_list=True)
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "").casefold()
        if tag in _BLOCKS:
            self._end_line()
            self._end(self._find(_ENDED[tag], _WITHIN.get(tag, _WITHIN_CELL), first=True))
        if len(self._open) >= _DEEP:
            return
        look = self._look_of(tag, style)
        self._open.append((tag, look))
        if not look.dropped:
            self._begin(tag, given)
            listed = _LEVEL.search(style)
            if listed is not None and tag in _BLOCKS:
                self._level = min(max(int(listed[1]) - 1, 0), DEEPEST)

    def _look_of(self, tag: str, style: str) -> _Look:
        bold, dropped, own, as_written = self._look()
        weight, white = _WEIGHT.search(style), _WHITE.search(style)
        if weight is not None:
            bold = weight[1] in {"bold", "bolder", "600", "700", "800", "900"}
        else:
            bold = bold or tag in {"b", "strong"} or tag in _HEADS
        return _Look(
            bold,
            dropped or tag in _DROPPED or _HIDDEN.search(style) is not None,
            own or _IGNORED.search(style) is not None,
            (as_written or tag == "pre") if white is None else white[1] is not None,
        )

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            start = given.get("start", "")
            self._lists.append([int(start) - 1 if start.isdigit() else 0] if tag == "ol" else [])
        elif tag == "li":
            self._begin_point(given.get("value", ""))
        elif tag == "table":
            self._end_table()
            self._around.append(_Table(self._rows, self._row, self._span, self._before))
            self._rows, self._row = [], None
        elif tag == "tr":
            self._end_row()
            self._begin_row()
        elif tag in _CELLS:
            if self._row is None:
                # Excel's fragment begins within its first row.
                self._begin_row()
            self._span = (_merged(given.get("colspan", "")), _merged(given.get("rowspan", "")))

    def _begin_row(self) -> None:
        self._row, self._before, self._lines = [], self._lines, []

    def _end_row(self) -> None:
        if self._row is not None:
            self._rows.append([*self._row, _Cell(self._lines)] if self._lines else self._row)
            self._lines, self._row = self._before, None

    def _end_table(self) -> None:
        if self._row is None and self._rows:
            if any(cell.lines for row in self._rows for cell in row):
                self._lines += self._lines_of_rows(self._rows)
            self._rows = []

    def _depth(self) -> int:
        return min(max(len(self._lists) - 1, 0), DEEPEST)

    def _begin_point(self, value: str) -> None:
        self._level = self._depth()
        if not self._lists or not self._lists[-1]:
            self._mark = HYPHEN
            return
        number = int(value) if value.isdigit() else self._lists[-1][0] + 1
        self._lists[-1][0] = number
        self._mark = f"{number}."

    def handle_endtag(self, tag: str) -> None:
        at = self._find(frozenset({tag}), _WITHIN.get(tag, _WITHIN_CELL))
        if at < len(self._open) and tag in _BLOCKS:
            self._end_line()
        self._end(at)

    def _find(self, tags: frozenset[str], within: frozenset[str], *, first: bool = False) -> int:
        """Where the last, or the ``first``, of some tags is open within the last of others; behind
        all that are open if none is."""
        found = len(self._open)
        for at in range(len(self._open) - 1, -1, -1):
            name = self._open[at][0]
            if name in tags:
                found = at
                if not first:
                    break
            elif name in within:
                break
        return found

    def _end(self, at: int) -> None:
        while len(self._open) > at:
            tag, look = self._open.pop()
            if not look.dropped:
                self._close(tag)

    def _close(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag in _CELLS and self._row is not None:
            self._row.append(_Cell(self._lines, *self._span))
            self._lines = []
        elif tag in _ROWS:
            self._end_row()
            if tag == "table":
                self._end_table()
                self._rows, self._row, self._span, self._before = self._around.pop()

    def handle_data(self, data: str) -> None:
        look = self._look()
        if look.dropped:
            return
        if look.own:
            self._own_mark += data
            return
        for number, line in enumerate(_LINE_END.split(data) if look.as_written else [data]):
            if number:
                self._end_line(keep_list=True)
            text = _SPACES.sub(" ", line).replace("\u00a0", " ")
            if text.strip() or self._spans:
                self._spans.append(Span(text, look.bold))

    def close(self) -> None:
        super().close()
        self._end_line()
        self._end(0)

    def all_lines(self) -> tuple[RichLine, ...]:
        """What was read; a row whose end is missing, too."""
        self._end_row()
        self._end_table()
        return tuple(self._lines)

    # -- what becomes of it

    def _look(self) -> _Look:
        return self._open[-1][1] if self._open else _Look()

    def _end_line(self, *, keep_list: bool = False) -> None:
        spans = _tidied(self._spans)
        mark, level = self._mark, self._level
        if self._own_mark.strip():
            mark, before = _mark_of_word(self._own_mark)
            spans = (Span(before), *spans) if before else spans
        if spans:
            self._end_table()
            self._lines.append(RichLine(spans, mark, level if mark else 0))
            self._mark = ""
        if not keep_list and (spans or self._own_mark):
            self._level = self._depth()
        self._own_mark = ""
        self._spans = []


def _mark_of_word(text: str) -> tuple[str, str]:
    """The mark that Word wrote before a point; letters (ก.) stay a part of the words."""
    own = clean(text)
    if _NUMBER.fullmatch(own):
        return (own if own.endswith((".", ")")) or "." in own else f"{own}."), ""
    return ("", f"{own} ") if own[:1].isalpha() and own.endswith((".", ")")) else (HYPHEN, "")


def _tidied(spans: list[Span]) -> tuple[Span, ...]:
    """Without blanks at both ends and two of them in a row."""
    kept: list[Span] = []
    blank = True
    for span in spans:
        text = re.sub(r" +", " ", span.text)
        if blank:
            text = text.lstrip(" ")
        if text:
            blank = text.endswith(" ")
            kept.append(Span(text, span.bold))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].bold)
    return tuple(kept)


def _merged(number: str) -> int:
    """Over how many columns or rows a cell is merged."""
    return max(1, min(int(number), _WIDEST)) if number.isdecimal() else 1


def _rich_rows(rows: _Rows) -> list[RichLine]:
    """Rows of a table as lines."""
    return [line for row in rows for line in _line_of_row([cell.lines for cell in row])]


def _kept_rows(rows: _Rows) -> list[RichLine]:
    """Rows between ``|``; a table of one column is no table."""
    grid = _grid(rows)
    if max(map(len, grid), default=0) < 2:
        return _rich_rows(rows)
    return [RichLine((Span(row),)) for row in rows_text(grid).split("\n")]


def _parted_rows(rows: _Rows) -> list[RichLine]:
    """Rows with tabs between their cells."""
    grid = [["" if text in {LEFT, ABOVE} else text for text in row] for row in _grid(rows)]
    return [RichLine((Span(line),)) for row in grid for line in "\t".join(row).split("\n")]


def _grid(rows: _Rows) -> list[list[str]]:
    """The texts of a table's cells by row and column; of merged ones as papers have them."""
    made = []
    below: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row:
            texts += _from_above(below, len(texts))
            at = len(texts)
            texts += [_plain(cell.lines), *[LEFT] * (cell.columns - 1)]
            below |= dict.fromkeys(range(at, len(texts)), cell.rows - 1)
        texts += _from_above(below, len(texts))
        if texts:
            made.append(texts)
    return made


def _from_above(below: dict[int, int], at: int) -> Iterator[str]:
    """The cells from column ``at`` on that are merged with those above them."""
    while below.get(at, 0):
        below[at] -= 1
        at += 1
        yield ABOVE


def _plain(lines: Iterable[RichLine]) -> str:
    return "\n".join(
        f"{'  ' * line.level}{line.mark} {line.text}" if line.mark else line.text for line in lines
    )


def _line_of_row(cells: list[list[RichLine]]) -> list[RichLine]:
    """A row of a table: one line, unless a cell has several or is a list."""
    filled = [cell for cell in cells if cell]
    if all(len(cell) == 1 and not cell[0].mark for cell in filled[1:]) and len(filled) > 1:
        first = filled[0]
        if len(first) == 1:
            spans = list(first[0].spans)
            for cell in filled[1:]:
                spans += [Span(" "), *cell[0].spans]
            return [RichLine(tuple(spans), first[0].mark, first[0].level)]
    return [line for cell in filled for line in cell]
