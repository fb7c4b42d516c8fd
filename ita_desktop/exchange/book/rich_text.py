"""The text of a chapter as the program stores it: short rich text with bold, lists and small
tables; what that cannot say is reported."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from ita_desktop.domain.rich import DEEPEST, PAGE, RichLine, Span, parse, write
from ita_desktop.domain.text import clean, key
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Picture, Table
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.sheets import DataSheet

_EDGE: Final = "|"
_MOST_COLUMNS: Final = 8
_MOST_ROWS: Final = 60
_BULLETS: Final = frozenset("-–—•·▪‣◦➢❖✓oO*")
TABLES, MERGED, DEEP = "tables", "merged", "deep"
"""What is counted to be told of a chapter."""


class ChapterText(NamedTuple):
    """The text above and below the tables that become records, and how often something was left
    out or changed, by name."""

    before: str
    after: str
    counted: Counter[str]

    @property
    def whole(self) -> str:
        """All of the text."""
        return "\n".join(filter(None, (self.before, self.after)))


def text_of_chapter(
    blocks: Iterable[Block], title: str, records: Collection[str] = ()
) -> ChapterText:
    """Return the text of a chapter, without its repeated ``title`` and without the tables whose
    sheets are called as in ``records``."""
    counted: Counter[str] = Counter()
    parts: tuple[list[str], list[str]] = ([], [])
    which = 0
    again = key(title)
    blocks = tuple(blocks)
    pictured = {block.sheet for block in blocks if isinstance(block, Picture)}
    for block in blocks:
        if isinstance(block, Table) and block.sheet.name in records:
            which = 1
            continue
        if isinstance(block, Table) and block.sheet.name in pictured:
            # Its texts are the captions of its pictures.
            continue
        if isinstance(block, Heading | Paragraph) and key(block.text) == again:
            continue
        parts[which].extend(_lines(block, parts[which], counted))
    before, after = ("\n".join(lines).strip("\n") for lines in parts)
    return ChapterText(before, after, counted)


def _lines(block: Block, before: list[str], counted: Counter[str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _written(((block.text, True),), block.label, 0)
    elif isinstance(block, Paragraph) and not block.caption:
        counted[DEEP] += block.level > DEEPEST
        runs = tuple((run.text, run.bold) for run in block.runs)
        yield from _written(runs, block.label, block.level)
    elif isinstance(block, Table):
        rows = _rows(block.sheet)
        if _is_small(rows):
            counted[MERGED] += any(row.merged for row in block.sheet.rows)
            if before and before[-1].startswith(_EDGE):
                yield ""
            yield from _table(rows)
        else:
            counted[TABLES] += 1


def _written(runs: Iterable[tuple[str, bool]], label: str, level: int) -> Iterator[str]:
    """Yield the stored lines of a paragraph; a line break within it begins a further line."""
    lines: list[list[Span]] = [[]]
    for text, bold in runs:
        first, *more = text.split("\n")
        lines[-1].append(Span(first, bold))
        lines.extend([Span(line, bold)] for line in more)
    mark = _mark(label)
    if label and not mark:
        lines[0].insert(0, Span(f"{label} "))
    for number, spans in enumerate(lines):
        plain = [Span(_clean(span.text), span.bold) for span in spans]
        line = write([RichLine(tuple(plain), "" if number else mark, min(level, DEEPEST))])
        if line.strip() == PAGE:
            # Three hyphens alone would be a page break.
            line = "———"
        if line.strip() and line.strip() != mark:
            yield line


def _clean(text: str) -> str:
    """Return a part of a line with its outer spaces."""
    plain = clean(text)
    if not plain:
        return " " if text else ""
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{plain}{' ' if text[-1:].isspace() else ''}"


def _mark(label: str) -> str:
    """Return a list number or bullet as a mark of rich text; empty if it is none."""
    plain = clean(label)
    if not plain:
        return ""
    if plain in _BULLETS or (len(plain) == 1 and "\uf000" <= plain <= "\uf8ff"):
        return plain if plain in "-–•" else "•"
    found = parse(f"{plain} ก")
    return plain if found[0].mark == plain else ""


def _rows(sheet: DataSheet) -> list[list[str]]:
    rows = [[str(text_of(value)) for value in row.values] for row in sheet.rows if row.number > 0]
    wide = max(map(len, rows), default=0)
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _is_small(rows: list[list[str]]) -> bool:
    if not rows or len(rows) > _MOST_ROWS or len(rows[0]) > _MOST_COLUMNS:
        return False
    return not any(_EDGE in cell for row in rows for cell in row)


def _table(rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        cells = (clean(cell).replace("\n", "<br>") for cell in row)
        yield f"{_EDGE} {f' {_EDGE} '.join(cells)} {_EDGE}"
        if number == 0 and len(rows) > 1 and all(row):
            yield f"{_EDGE} {f' {_EDGE} '.join(['---'] * len(row))} {_EDGE}"
