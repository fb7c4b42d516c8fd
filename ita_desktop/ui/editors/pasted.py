"""What Word, Excel and web pages put on the clipboard, read as short rich text.

Kept are words, bold, lists with their numbers and three levels, and line ends; a row of a table
becomes a line. Everything else (fonts, colours, widths, scripts, comments) is left behind.
"""

import re
from html.parser import HTMLParser
from typing import Final

from ita_desktop.domain.rich import DEEPEST, HYPHEN, RichLine, Span
from ita_desktop.domain.text import clean

_ROWS: Final = frozenset({"table", "thead", "tbody", "tr"})
_LISTS: Final = frozenset({"ul", "ol", "li", "dl", "dt", "dd"})
_BLOCKS: Final = _ROWS | _LISTS | {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article",
    "header", "footer", "figure", "caption", "address", "main",
}  # fmt: skip
_HEADS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
_DROPPED: Final = frozenset({"style", "script", "head", "title", "xml", "del", "template", "svg"})
_VOID: Final = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base"})
_FRAGMENT: Final = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(\w+)")
_LEVEL: Final = re.compile(r"mso-list\s*:[^;]*\blevel(\d)")
_NUMBER: Final = re.compile(r"[0-9\u0e50-\u0e59]{1,2}(?:\.[0-9\u0e50-\u0e59]{1,2})*[.)]?")
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden"
    r"|mso-comment-reference\s*:|mso-element\s*:\s*comment"
)
"""What is not seen on the page, and Word's signs of comments."""
_IGNORED: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


def lines_of(html: str) -> tuple[RichLine, ...]:
    """The paragraphs of a page or fragment; those without words are left out."""
    found = _FRAGMENT.search(html)
    reader = _Reader()
    reader.feed(found[1] if found else html)
    reader.close()
    return reader.all_lines()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[RichLine] = []
        self._spans: list[Span] = []
        self._open: list[tuple[str, bool, bool, bool]] = []
        """Open tags: name, whether bold, dropped, and a list's own mark."""
        self._lists: list[list[int]] = []
        """Open lists: the number of the last point, or nothing for bullets."""
        self._mark = ""
        self._level = 0
        self._own_mark = ""
        self._row: list[list[RichLine]] | None = None
        self._before: list[RichLine] = []

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
        bold, dropped, own = self._look()
        weight = _WEIGHT.search(style)
        if weight is not None:
            bold = weight[1] in {"bold", "bolder", "600", "700", "800", "900"}
        else:
            bold = bold or tag in {"b", "strong"} or tag in _HEADS
        dropped = dropped or tag in _DROPPED or _HIDDEN.search(style) is not None
        own = own or _IGNORED.search(style) is not None
        self._open.append((tag, bold, dropped, own))
        if not dropped:
            self._begin(tag, given)
            listed = _LEVEL.search(style)
            if listed is not None and tag in _BLOCKS:
                self._level = min(max(int(listed[1]) - 1, 0), DEEPEST)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            start = given.get("start", "")
            self._lists.append([int(start) - 1 if start.isdigit() else 0] if tag == "ol" else [])
        elif tag == "li":
            self._begin_point(given.get("value", ""))
        elif tag == "tr":
            self._end_row()
            self._begin_row()
        elif tag in {"td", "th"}:
            if self._row is None:
                # Excel's fragment begins within its first row.
                self._begin_row()
            self._lines = []

    def _begin_row(self) -> None:
        self._row, self._before = [], self._lines

    def _end_row(self) -> None:
        if self._row is not None:
            self._lines = [*self._before, *_line_of_row([*self._row, self._lines])]
            self._row = None

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
        if tag in _VOID or tag not in {pair[0] for pair in self._open}:
            return
        if tag in _BLOCKS or tag in {"td", "th"}:
            self._end_line()
        while self._open:
            name, _bold, dropped, _own = self._open.pop()
            if not dropped:
                self._close(name)
            if name == tag:
                return

    def _close(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append(self._lines)
            self._lines = []
        elif tag in _ROWS:
            self._end_row()

    def handle_data(self, data: str) -> None:
        bold, dropped, own = self._look()
        if dropped:
            return
        if own:
            self._own_mark += data
            return
        text = _SPACES.sub(" ", data).replace("\u00a0", " ")
        if text.strip() or self._spans:
            self._spans.append(Span(text, bold))

    def close(self) -> None:
        super().close()
        self._end_line()

    def all_lines(self) -> tuple[RichLine, ...]:
        """What was read; a row whose end is missing, too."""
        self._end_row()
        return tuple(self._lines)

    # -- what becomes of it

    def _look(self) -> tuple[bool, bool, bool]:
        return self._open[-1][1:] if self._open else (False, False, False)

    def _end_line(self, *, keep_list: bool = False) -> None:
        spans = _tidied(self._spans)
        mark, level = self._mark, self._level
        if self._own_mark.strip():
            mark, before = _mark_of_word(self._own_mark)
            spans = (Span(before), *spans) if before else spans
        if spans:
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
