"""Short rich text: paragraphs, numbered and bulleted lists, bold; stored as plain text.

Each line is a paragraph. A line that begins with ``1. ``, ``(1) ``, ``- `` or ``• `` is a list
item; one that is indented by two spaces more than the item above it belongs to a list nested in
that, three levels in all. ``**`` encloses bold text. There is no other markup. List marks are kept
and printed as typed. Numbered steps written in one paragraph (``1. ... 2. ... 3. ...``), as in
narrow cells and scanned pages, are detected, and split on request.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import clean, to_arabic

HYPHEN = "-"
LEFT, ABOVE = "<<", "^^"
"""Cells of a table that are merged with the one to their left, or above."""
PAGE = "---"
"""A line of a long text that stands for a page break."""
BULLETS = frozenset("-–•")
"""List marks that are not numbers."""
DEEPEST = 2
"""The greatest level of a list item as it is stored."""
DEEPEST_PRINTED = DEEPEST + 1
"""The greatest level of a list item as it is printed: points below a step are a level deeper."""
_INDENT = "  "
_TAB = 4
"""How many spaces a tab is as deep as."""
_D = "[0-9๐-๙]"
_MARKED = lazy_re(
    rf"(?P<mark>{_D}{{1,2}}(?:\.{_D}{{1,2}})*[.)](?!{_D})|{_D}{{1,2}}(?:\.{_D}{{1,2}})+(?=\s)"
    rf"|\({_D}{{1,2}}\)|[-–•](?=\s|[^\s0-9๐-๙]))\s*(?P<text>.*)",
    re.DOTALL,
)
_BOLD = lazy_re(r"\*\*(?=\S)(?!\*\*)(.+?)(?<=\S)\*\*")
"""Bold text cannot begin with ``**``, so that adjacent spans can be joined and parsed again."""
_NUMBER = lazy_re("[0-9]+")


_STEP = lazy_re(
    rf"(?:(?<=\s)|^)(?P<open>\(?)(?P<number>{_D}{{1,2}})(?P<close>[.)])(?!{_D})\s*(?=\S)"
)
_MIN_STEPS = 2
"""Minimum number of steps of a list."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RichLine:
    """A paragraph. ``mark`` is one of :data:`BULLETS` or a number as typed (``1.``, ``2)``,
    ``(3)``, ``1.2``), empty outside lists. ``level`` is that of a nested list, else 0."""

    spans: tuple[Span, ...] = ()
    mark: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """The plain text without the mark."""
        if len(self.spans) == 1:
            return self.spans[0].text
        return "".join(span.text for span in self.spans)

    @property
    def numbered(self) -> bool:
        """Whether it is an item of a numbered list."""
        return bool(self.mark) and self.mark not in BULLETS

    @property
    def is_step(self) -> bool:
        """Whether it begins a numbered step: ``1.``, but not ``1.1`` or an item of a nested
        list."""
        return self.numbered and not self.level and len(_NUMBER.findall(to_arabic(self.mark))) == 1


def parse(text: str) -> tuple[RichLine, ...]:
    """Return the paragraphs of a stored text, including blank ones. Accepts any text."""
    lines = text.split("\n")
    above: list[_Item] = []
    return tuple(_line(line, above) for line in lines) if len(lines) > 1 or text.strip() else ()


class _Item(NamedTuple):
    """A list item that others may be nested in."""

    indent: int
    level: int


def _line(line: str, above: list[_Item]) -> RichLine:
    stripped = line.strip()
    found = _MARKED.fullmatch(stripped) if stripped != PAGE else None
    if found is None:
        return RichLine(tuple(_joined(_spans(stripped))))
    level = _level(line[: len(line) - len(line.lstrip())], above)
    return RichLine(tuple(_joined(_spans(found["text"]))), found["mark"], level)


def _level(blanks: str, above: list[_Item]) -> int:
    """Return the level of a list item by its indent and the items ``above``, which it joins. How
    wide a nested list is indented is left to whoever typed it."""
    indent = len(blanks.expandtabs(_TAB))
    if indent < len(_INDENT):
        above[:] = [_Item(0, 0)]
        return 0
    while above and above[-1].indent >= indent + len(_INDENT):
        above.pop()
    if not above or above[-1].indent + len(_INDENT) <= indent:
        above.append(_Item(indent, min(above[-1].level + 1, DEEPEST) if above else 1))
    return above[-1].level


def _spans(text: str) -> Iterator[Span]:
    if "**" not in text:
        # The usual case; pasted texts have thousands of lines.
        if text:
            yield Span(text)
        return
    at = 0
    for found in _BOLD.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        yield Span(found[1], bold=True)
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


def write(lines: Iterable[RichLine]) -> str:
    """Return the text to store for ``lines``; the inverse of :func:`parse`."""
    return "\n".join(_written(line) for line in lines)


def _written(line: RichLine) -> str:
    words = "".join(_marked(span) for span in _joined(line.spans)).strip()
    if not line.mark:
        return words
    return f"{_INDENT * line.level}{line.mark} {words}".rstrip()


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans without line breaks, adjacent spans of the same style joined."""
    last: Span | None = None
    for span in spans:
        text = span.text.replace("\n", " ")
        if last is not None and last.bold == span.bold:
            last = Span(last.text + text, span.bold)
        elif text:
            if last is not None:
                yield last
            last = Span(text, span.bold)
    if last is not None:
        yield last


def _marked(span: Span) -> str:
    """Return the span's text, enclosed in ``**`` if bold, with outer spaces outside of them."""
    words = span.text.strip()
    if not span.bold or not words:
        return span.text
    before, behind = span.text.split(words, 1)
    return f"{before}**{words}**{behind}"


def first_words(text: str) -> str:
    """Return the plain text of the first line that has any."""
    return next((words for line in text.split("\n") if (words := _line(line, []).text)), "")


def plain(text: str) -> str:
    """Return the text without bold markup, one paragraph per line, list marks included."""
    return "\n".join(f"{line.mark} {line.text}".strip() for line in parse(text))


def tidy(text: str) -> str:
    """Like :func:`clean`, but keep the indents of nested lists."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        deep = line[: len(line) - len(line.lstrip(" \t\u00a0"))]
        lines.append(deep + clean(line))
    return write(parse("\n".join(lines))).strip("\n")


def steps(lines: Sequence[RichLine]) -> tuple[RichLine, ...]:
    """Return the lines of a measure as printed: without blank lines, and with bullets indented
    below a numbered step or a paragraph, those of nested lists as much more as typed."""
    kept = [line for line in lines if line.text.strip() or line.mark]
    if all(line.mark in BULLETS for line in kept):
        return tuple(kept)
    made: list[RichLine] = []
    for bullets, run in groupby(kept, key=lambda line: line.mark in BULLETS):
        below = list(run)
        if bullets:
            least = min(line.level for line in below)
            # An indented list belongs to the step right above, another one to that at the margin.
            deep = made[-1].level + 1 if made and least else 1
            below = [
                RichLine(line.spans, line.mark, min(line.level - least + deep, DEEPEST_PRINTED))
                for line in below
            ]
        made += below
    return tuple(made)


def numbered_on(lines: Sequence[RichLine], last: int = 0) -> tuple[tuple[RichLine, ...], int]:
    """Return the lines with unnumbered steps numbered from ``last + 1``, and the last number used.
    If any step has a typed number, the lines are returned unchanged."""
    if not any(line.numbered for line in lines):
        made = []
        for line in lines:
            if line.text.strip() and not (line.mark or line.level):
                last += 1
                made.append(RichLine(line.spans, f"{last}."))
            else:
                made.append(line)
        return tuple(made), last
    for line in lines:
        if line.is_step:
            last = int(_NUMBER.findall(to_arabic(line.mark))[0])
    return tuple(lines), last


def in_lines(text: str) -> str:
    """Return the text with each step on a line of its own; unchanged if no paragraph has several
    consecutive steps numbered in the same style.

    >>> in_lines("1. ทำแผน 2. ติดประกาศ 3. รายงาน")
    '1. ทำแผน\\n2. ติดประกาศ\\n3. รายงาน'
    >>> in_lines("ข้อ 1. และ 3. ของระเบียบ")
    'ข้อ 1. และ 3. ของระเบียบ'
    """
    return "\n".join(_parted(line) for line in text.split("\n"))


def has_several(text: str) -> bool:
    """Return whether a paragraph of the text has several steps."""
    return in_lines(text) != text


def _parted(line: str) -> str:
    found = list(_STEP.finditer(line))
    # A list starts at the beginning of a paragraph; other numbers are no steps.
    if not found or line[: found[0].start()].strip():
        return line
    form = (found[0]["open"], found[0]["close"], found[0]["number"].isascii())
    begins = [found[0]]
    for match in found[1:]:
        same = (match["open"], match["close"], match["number"].isascii()) == form
        if same and _number(match) == _number(begins[-1]) + 1:
            begins.append(match)
    if len(begins) < _MIN_STEPS:
        return line
    starts = [begin.start() for begin in begins]
    ends = [*starts[1:], len(line)]
    parts = (line[start:end].rstrip() for start, end in zip(starts, ends, strict=True))
    return line[: starts[0]] + "\n".join(parts)


def _number(found: re.Match[str]) -> int:
    return int(to_arabic(found["number"]))
