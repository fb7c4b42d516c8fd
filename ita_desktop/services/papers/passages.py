"""A paper as its passages: lines of text and rows of tables in order, whether the program makes it
or somebody printed it; and how two papers go side by side: which of their rows, tables and columns
are the same ones."""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, takewhile
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Document,
    KeepTogether,
    Paragraph,
    SignatureBlock,
    Table,
)
from ita_desktop.documents.layout.binding import contents, contents_lines, entries, flowed
from ita_desktop.documents.layout.fonts import letters
from ita_desktop.documents.layout.grid import placed
from ita_desktop.documents.printable import marked, printable
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import clean, key
from ita_desktop.exchange.blocks import Heading, SourceBlocks
from ita_desktop.exchange.blocks import Paragraph as ReadParagraph
from ita_desktop.exchange.blocks import Picture as ReadPicture
from ita_desktop.exchange.blocks import Table as ReadTable
from ita_desktop.exchange.cells.codes import without_continued
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import SheetRow, WorkProgress
from ita_desktop.typography.words import WordBreaker

MOST: Final = 4_000_000
"""Greatest number of pairs of words that are looked at; where there are more, larger parts are
compared."""

Range = tuple[int, int, int, int]
"""Where two runs differ: begin and end in the paper, begin and end in ours."""


_DOTTED: Final = lazy_re(r"[.…_]{3,}")
"""The dotted line of a form, drawn as dots or as a tab's leader."""
_LONGEST_PAGE: Final = 3
"""Greatest number of digits of a page."""
_PAGE: Final = lazy_re(r"(.*?)[\s.…_]*[0-9๐-๙]{1,3}", re.DOTALL)
"""A line that ends with what may be the number of a page."""
_LEAST_GROUP: Final = 6
"""Least number of letters of a group row."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text outside tables, or a row of a table with the texts of the cells that begin in
    it, by column of its grid."""

    cells: tuple[str, ...]
    table: int = 0
    """The number of its table in the paper; 0 for a line."""
    row: int = 0
    page: int = 0
    """The page it is read from; 0 if that is not known."""
    loose: bool = False
    """Whether its table has no lines and only places text: what stands below a row without a first
    cell may be read as part of that row."""

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.cells))

    @property
    def keys(self) -> tuple[str, ...]:
        """What is compared of its cells."""
        return tuple(map(folded, self.cells))

    @property
    def filled(self) -> int:
        """Number of its filled cells."""
        return sum(map(bool, self.keys))

    def of_columns(self, columns: Sequence[int]) -> "Passage":
        """Return the row with these columns alone."""
        return replace(self, cells=tuple(self.cells[at] for at in columns))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a document of ours has beside its passages, and a reader may tell as one."""

    captions: tuple[str, ...] = ()
    """The captions of the pictures in its tables."""
    running: tuple[str, ...] = ()
    """The heads and feet of its pages that are none of its lines, too."""
    continued: str = ""
    """The office's mark of what goes on overleaf."""
    counted: frozenset[tuple[str, ...]] = frozenset()
    """The keys of the rows of tables without a heading, as of slips to be cut apart: none of them
    repeats another."""
    listed: frozenset[str] = frozenset()
    """The lines of its contents, without the numbers of pages."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return what of a text is compared: neither spaces and line breaks, nor which digits it has,
    nor the dotted lines of a form."""
    return key(undotted(text)) if text else ""


def undotted(text: str) -> str:
    """Return a text without the dotted lines of a form."""
    return _DOTTED.sub("", text)


def of_document(document: Document, breaker: WordBreaker) -> tuple[list[Passage], Beside]:
    """Return the passages of a document of ours, with the documents bound to it and its table of
    contents, and what stands beside them. What is printed on every page is left out, as readers
    leave it out."""
    found = _Passages()
    document = front = flowed(document)
    edges = [
        edge.text
        for one in (document, *(bound.document for bound in document.bound))
        for edge in (one.header, one.footer)
        if edge is not None
    ]
    listed: frozenset[str] = frozenset()
    if document.bound:
        pages = entries(document, breaker, letters())
        front = contents(document, pages)
        lines_of = [clean(line.runs[0].text) for line in contents_lines(document, pages)]
        listed = frozenset(filter(None, (document.words.contents_page, *lines_of)))
    found.add_blocks(printable(front).blocks)
    for bound in document.bound:
        found.add_blocks(printable(bound.document).blocks)
        if bound.file:
            found.add_read(content_in(bound.file, bound.title, WorkProgress()))
    lines = {passage.keys for passage in found.passages}
    running = tuple(text for text in dict.fromkeys(edges) if (folded(text),) not in lines)
    counted = frozenset(found.counted)
    beside = Beside(tuple(found.captions), running, document.words.continued, counted, listed)
    return _without_repeated(found.passages, beside), beside


def written(passages: Iterable[Passage]) -> bytes:
    """Return passages as bytes, for :func:`of_written`."""
    rows = [(one.cells, one.table, one.row, one.page, one.loose) for one in passages]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def of_written(content: bytes) -> list[Passage]:
    """Return the passages that :func:`written` wrote."""
    return [Passage(tuple(cells), *rest) for cells, *rest in json.loads(content)]


def of_read(document: SourceBlocks, beside: Beside = Beside()) -> list[Passage]:
    """Return the passages of a paper that was read from a file. Whether a caption is told with its
    picture or within a cell is the format's matter: a line of a cell that is a known caption is
    none of its text. Neither is the known head or foot of a page, which no reader can tell from
    text on the only page of its kind."""
    found = _Passages(beside)
    found.add_read(document)
    return _without_repeated(found.passages, beside)


def without_pages(passages: Iterable[Passage], beside: Beside) -> Iterator[Passage]:
    """Yield passages without the page numbers of the contents, which follow from where pages end:
    several lines of them may be read as one, and a line may be the end of one of several lines."""
    titles = {folded(title): title for title in beside.listed}
    for passage in passages:
        if passage.table or not titles:
            yield passage
        elif told := _contents_in(passage.keys[0], titles):
            yield from (replace(passage, cells=(title,)) for title in told)
        else:
            found = _PAGE.fullmatch(passage.text)
            line = "" if found is None else folded(found[1])
            if found is None or not any(title.endswith(line) for title in titles):
                yield passage
            elif line:
                yield replace(passage, cells=(found[1],))


def _contents_in(line: str, titles: Mapping[str, str]) -> list[str] | None:
    """Return the titles of which a line consists, each with the number of its page or without one;
    None if it has anything else."""
    if not line:
        return []
    for key_, title in titles.items():
        if not line.startswith(key_):
            continue
        rest = line[len(key_) :]
        for count in range(_LONGEST_PAGE + 1):
            if rest[:count].isdecimal() or not count:
                told = _contents_in(rest[count:], titles)
                if told is not None:
                    return [title, *told]
    return None


class _Passages:
    def __init__(self, beside: Beside = Beside()) -> None:
        self.passages: list[Passage] = []
        self.captions: list[str] = []
        self.counted: set[tuple[str, ...]] = set()
        # The longest first: one may be a part of another.
        known = set(map(folded, beside.captions))
        self._known = sorted(filter(None, known), key=len, reverse=True)
        self._running = set(map(folded, beside.running))
        self._tables = 0
        self._below: dict[tuple[str, int, int], str] = {}

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Table():
                    self._add_table(block)
                case KeepTogether():
                    self.add_blocks(block.blocks)
                case SignatureBlock():
                    for line in (block.closing, *block.lines):
                        self._add_line(line)
                case Paragraph():
                    self._add_line(marked(block))
                case _:
                    pass  # pictures, page breaks

    def add_read(self, document: SourceBlocks) -> None:
        # Where ours has no captions, what stands below a picture is text of its cell.
        self._below = {
            (block.sheet, block.row, block.column): block.below
            for block in document.blocks
            if isinstance(block, ReadPicture) and block.below and not self._known
        }
        for block in document.blocks:
            match block:
                case Heading() | ReadParagraph():
                    self._add_line(self._without_captions(block.line), block.page)
                case ReadTable():
                    self._add_read_table(block)
                case _:
                    pass  # pictures

    def _add_line(self, text: str, page: int = 0) -> None:
        if (line := folded(text := clean(text))) and not (page and line in self._running):
            self.passages.append(Passage((text,), page=page))

    def _add_row(
        self, texts: Iterable[str], number: int, page: int = 0, *, loose: bool = False
    ) -> None:
        made = Passage(tuple(texts), self._tables, number, page, loose)
        if made.filled:
            self.passages.append(made)

    def _add_read_table(self, table: ReadTable) -> None:
        self._tables += 1
        rows = [row for row in table.sheet.rows if row.number > 0]
        width = max((len(row.values) for row in rows), default=0)
        for row in rows:
            texts = (
                "" if at in row.merged else self._cell_text(table.sheet.name, row, at)
                for at in range(width)
            )
            self._add_row(texts, row.number, table.page)

    def _cell_text(self, sheet: str, row: SheetRow, at: int) -> str:
        """Return the text of a cell, and what stands below its pictures."""
        texts = str(text_of(row.value(at))), self._below.get((sheet, row.number, at), "")
        return self._without_captions("\n".join(filter(None, texts)))

    def _without_captions(self, text: str) -> str:
        if not self._known or not text:
            return clean(text)
        return clean("\n".join(line for line in text.split("\n") if not self._is_caption(line)))

    def _is_caption(self, line: str) -> bool:
        """Return whether a line is a caption, or those of pictures beside one another."""
        rest = folded(line)
        for caption in self._known:
            if caption in rest:
                rest = rest.replace(caption, "")
        return not rest

    def _add_table(self, table: Table) -> None:
        self._tables += 1
        width = len(table.columns)
        loose = not table.borders
        for number, row in enumerate(placed((*table.heading, *table.rows), width), 1):
            texts = [""] * width
            for place in row:
                paragraphs = place.cell.paragraphs
                texts[place.column] = clean("\n".join(filter(None, map(marked, paragraphs))))
                for picture in chain.from_iterable(place.cell.pictures):
                    self.captions += map(marked, picture.caption)
            self._add_row(texts, number, loose=loose)
            if not table.heading:
                self.counted.add(tuple(map(folded, texts)))


def _without_repeated(passages: Iterable[Passage], beside: Beside) -> list[Passage]:
    """Return the passages without headings and group rows that a table repeats overleaf, as they
    are or with the mark that they go on, also where it goes on as a table of its own."""
    made: list[Passage] = []
    head: tuple[str, ...] = ()
    groups: set[str] = set()
    table = at = 0
    """The table that the last rows belong to, and the number that they have."""
    for passage in passages:
        keys = passage.keys
        if not passage.table:
            table = at = 0
        elif passage.table != at:
            at = passage.table
            if not table or keys != head:
                table, head, groups = at, keys, set()
                made.append(passage)
                continue
        if passage.table:
            if keys == head and made[-1].keys == head:
                head = ()  # Slips to cut apart: rows that are the same, and no heading.
            if keys == head and passage.filled > 1 and keys not in beside.counted:
                continue
            if passage.filled == 1 and len(keys[0]) >= _LEAST_GROUP:
                group, goes_on = without_continued(passage.cells[0], beside.continued)
                if folded(group) in groups and (goes_on or made[-1].keys != keys):
                    continue
                groups.add(folded(group))
        made.append(replace(passage, table=table))
    return made


def ways(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> list[tuple[Range, ...]]:
    """Return in which ways two papers go side by side, each as the ranges in which they differ:
    those that leave the least."""
    made = {
        tuple(unequal(paper, ours)),
        tuple(_between_fixed(paper, ours)),
        tuple(_from_end(paper, ours)),
    }
    least = min(map(_left, made))
    return sorted(way for way in made if _left(way) == least)


def _between_fixed(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> Iterator[Range]:
    """Yield the ranges of both in which they differ, each between what stands once on either side:
    of the letters of a merge, which say the same to many, it is the one to whom it is said."""
    p1 = o1 = 0
    for p2, o2 in (*_fixed(paper, ours), (len(paper), len(ours))):
        for begin, end, come, last in unequal(paper[p1:p2], ours[o1:o2]):
            yield p1 + begin, p1 + end, o1 + come, o1 + last
        p1, o1 = p2 + 1, o2 + 1


def _from_end(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> Iterator[Range]:
    """Yield the ranges of both in which they differ, compared from the end."""
    for p1, p2, o1, o2 in reversed(list(unequal(paper[::-1], ours[::-1]))):
        yield len(paper) - p2, len(paper) - p1, len(ours) - o2, len(ours) - o1


def _left(ranges: Iterable[Range]) -> int:
    """Return how many on both sides together have no like on the other."""
    return sum(p2 - p1 + o2 - o1 for p1, p2, o1, o2 in ranges)


def _fixed(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return where both have what each has once, as many as have the same order on both sides."""
    counts, counts_ours = Counter(paper), Counter(ours)
    places = {one: at for at, one in enumerate(ours) if counts_ours[one] == counts[one] == 1}
    ends: list[int] = []
    """The least place in ours at which a chain of one more pair can end."""
    chains: list[tuple[int, int, int]] = []
    """Each pair, and the length of the longest chain that ends with it."""
    for at, one in enumerate(paper):
        if (place := places.get(one)) is not None:
            length = bisect_left(ends, place)
            ends[length : length + 1] = [place]
            chains.append((at, place, length))
    made: list[tuple[int, int]] = []
    wanted, limit = len(ends) - 1, len(ours)
    for at, place, length in reversed(chains):
        if length == wanted and place < limit:
            made.append((at, place))
            wanted, limit = length - 1, place
    return made[::-1]


def unequal(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> Iterator[Range]:
    """Yield the ranges of both in which they differ."""
    # The same begin and end first: of rows that are alike, none but the changed one differs.
    begin = _count_of_same(zip(paper, ours, strict=False))
    end = _count_of_same(zip(reversed(paper[begin:]), reversed(ours[begin:]), strict=False))
    paper, ours = paper[begin : len(paper) - end], ours[begin : len(ours) - end]
    # What is repeated often would cost hours where somebody made a paper of nothing else.
    is_huge = len(paper) * len(ours) > MOST
    for tag, *ranges in SequenceMatcher(None, paper, ours, autojunk=is_huge).get_opcodes():
        if tag != "equal":
            p1, p2, o1, o2 = (at + begin for at in ranges)
            yield p1, p2, o1, o2


def _count_of_same(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Return how many pairs are the same before the first that is not."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def paired(
    left: Sequence[int],
    right: Sequence[int],
    alike: Callable[[int, int], float],
    least: float,
) -> list[tuple[int, int]]:
    """Return the pairs of likes, in the order of both, that are most alike together."""
    best = [[0.0] * (len(right) + 1) for _one in range(len(left) + 1)]
    likes: dict[tuple[int, int], float] = {}
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            like = alike(left[i], right[j])
            likes[i, j] = like = like if like >= least else 0.0
            together = like + best[i + 1][j + 1] if like else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if likes[i, j] and best[i][j] == likes[i, j] + best[i + 1][j + 1]:
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def share(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two bags is common, 0 to 1."""
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 0.0


def common_columns(wide: Sequence[Passage], narrow: Sequence[Passage]) -> list[int]:
    """Return which columns of a table are those of one with fewer: the likeliest ones in their
    order, one for each."""
    columns = [_columns(wide), _columns(narrow)]
    count, of = len(columns[0]), len(columns[1])
    best = {(at, of): 0.0 for at in range(count + 1)}
    for j in range(of - 1, -1, -1):
        for i in range(count - (of - j), -1, -1):
            taken = share(columns[0][i], columns[1][j]) + best[i + 1, j + 1]
            best[i, j] = max(taken, best.get((i + 1, j), -1.0))
    kept: list[int] = []
    at = 0
    for j in range(of):
        while best.get((at + 1, j), -1.0) >= best[at, j]:
            at += 1
        kept.append(at)
        at += 1
    return kept


def _columns(rows: Sequence[Passage]) -> list[Counter[str]]:
    keys = [row.keys for row in rows]
    return [Counter(filter(None, column)) for column in zip(*keys, strict=True)]


def same_cells(one: Passage, other: Passage) -> float:
    """Return how many of the filled cells of two rows are the same, 0 to 1."""
    pairs = [pair for pair in zip(one.keys, other.keys, strict=True) if any(pair)]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0
