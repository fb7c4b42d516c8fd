"""What differs between two papers: words, cells, rows, columns, and what moved.

Passages are compared first, then the words of those that differ. What a reader may divide in
another way than the printer (lines of a paragraph) is compared as one run of words; rows that are
alike are compared cell by cell.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic
from ita_desktop.services.papers.passages import (
    MOST,
    Passage,
    Range,
    common_columns,
    folded,
    paired,
    same_cells,
    share,
    undotted,
    unequal,
    ways,
)

_NUMBER_OR_LETTER: Final = lazy_re(r"[0-9]+|\S")
_NUMBERED: Final = lazy_re(r"\s*[0-9๐-๙]+[.)]")
"""The first cell of a row of a numbered list."""
_AROUND: Final = 4
"""Number of words that are shown on either side of what differs."""
_ALIKE: Final = 0.5
"""Least share of common words of two rows that are one row with changes."""
_SAME_TABLE: Final = 0.2
"""Least share of common cells of two tables that are one."""
_MOST_PAIRS: Final = 40_000
"""Greatest number of pairs of rows that are looked at; where there are more, their words are."""

Words = Callable[[str], Sequence[str]]
"""Parts a text into words, which joined are the text again."""


class DifferenceKind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    """On the paper, not in the data."""
    ADDED = "added"
    """In the data, not on the paper."""
    MOVED = "moved"


class PaperPart(StrEnum):
    WORDS = "words"
    LINE = "line"
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class PaperDifference:
    """One difference; ``paper`` and ``ours`` are the texts of both, empty where one lacks it."""

    kind: DifferenceKind
    part: PaperPart
    paper: str
    ours: str
    place: Passage
    """Where it is: on the paper, or where only ours has it, there."""
    column: int | None = None
    """The column of its table, from 0."""
    heading: str = ""
    """The heading of that column."""
    before: str = ""
    """The words of the paper before it, and ``after`` those behind it."""
    after: str = ""
    now: Passage | None = None
    """Where what moved is now."""


class _Word(NamedTuple):
    key: str
    text: str
    at: Passage
    cell: int = 0


def differences(
    paper: Sequence[Passage], ours: Sequence[Passage], words: Words
) -> list[PaperDifference]:
    """Return how ``ours`` differs from the ``paper``, columns first, else in the order of the
    paper."""
    return _Comparison(paper, ours, words).found()


class _Comparison:
    def __init__(self, paper: Sequence[Passage], ours: Sequence[Passage], words: Words) -> None:
        self._paper, self._ours, self._words = paper, ours, words
        self._heads = {passage.table: passage for passage in reversed(paper)}
        self._kept: dict[int, Sequence[int]] = {}
        """The columns that ours has, too, of tables of the paper that have more."""

    def found(self) -> list[PaperDifference]:
        columns = self._of_tables()
        keys = [one.keys for one in self._paper], [one.keys for one in self._ours]
        # Of rows that changed places, one moved: which of them, the fewest differences say.
        return columns + min(map(self._along, ways(*keys)), key=len)

    def _along(self, ranges: Sequence[Range]) -> list[PaperDifference]:
        left = [self._paper[at] for p1, p2, _o1, _o2 in ranges for at in range(p1, p2)]
        come = [self._ours[at] for _p1, _p2, o1, o2 in ranges for at in range(o1, o2)]
        counts, now = Counter(one.keys for one in left), Counter(one.keys for one in come)
        moved = {
            one.keys: one
            for one in come
            if one.filled > 1 and counts[one.keys] == now[one.keys] == 1
        }
        made: list[PaperDifference] = []
        for p1, p2, o1, o2 in ranges:
            paper = [one for one in self._paper[p1:p2] if one.keys not in moved]
            ours = [one for one in self._ours[o1:o2] if one.keys not in moved]
            made += self._by_rows(paper, ours)
            for one in self._paper[p1:p2]:
                if one.keys in moved:
                    made.append(_moved(_of_passage(one, on_paper=True), moved[one.keys]))
        return self._with_moved(made)

    # -- tables and their columns

    def _of_tables(self) -> list[PaperDifference]:
        """Make the rows of tables comparable that are the same on both sides; return the columns
        that only one of them has."""
        papers, others = _tables(self._paper), _tables(self._ours)
        cells = [{at: _lines(rows) for at, rows in side.items()} for side in (papers, others)]
        pairs = paired(
            list(papers), list(others), lambda a, b: share(cells[0][a], cells[1][b]), _SAME_TABLE
        )
        lines = [one.keys[0] for one in self._paper if not one.table]
        found: list[PaperDifference] = []
        for left, right in pairs:
            if others[right][0].loose:
                joined = _joined_rows(papers[left]), _joined_rows(others[right])
                begins = [_begin(row) for row in joined[1] if row.filled > 1]
                if any(line.startswith(begin) for begin in begins for line in lines):
                    # A list without lines, read as a table in parts: lines as the rest of it.
                    papers[left] = [_line(row) for row in papers[left]]
                    continue
                papers[left], others[right] = joined
                if _width(papers[left]) != _width(others[right]):
                    continue  # Its columns only place text: compared by words.
            sides = (True, papers, left), (False, others, right)
            wide, narrow = sorted(sides, key=lambda side: -_width(side[1][side[2]]))
            rows, fewer = wide[1][wide[2]], narrow[1][narrow[2]]
            if _width(rows) > _width(fewer):
                kept = common_columns(rows, fewer)
                found += _left_columns(rows, kept, on_paper=wide[0])
                wide[1][wide[2]] = [row.of_columns(kept) for row in rows]
                if wide[0]:
                    self._kept[left] = kept
        self._paper, self._ours = _with_rows(self._paper, papers), _with_rows(self._ours, others)
        return found

    # -- rows

    def _by_rows(
        self, paper: Sequence[Passage], ours: Sequence[Passage]
    ) -> Iterator[PaperDifference]:
        """Yield what differs where no passage is the same."""
        paper = list(_rejoined(paper, ours))
        rows = [at for at, passage in enumerate(paper) if passage.table]
        others = [at for at, passage in enumerate(ours) if passage.table]
        pairs: list[tuple[int, int]] = []
        if len(rows) * len(others) <= _MOST_PAIRS:
            counted = {at: self._counted(paper[at]) for at in rows}
            counted_ours = {at: self._counted(ours[at]) for at in others}

            def alike(one: int, other: int) -> float:
                if len(paper[one].cells) != len(ours[other].cells):
                    return 0.0
                words = share(counted[one], counted_ours[other])
                return max(words, same_cells(paper[one], ours[other]))

            pairs = paired(rows, others, alike, _ALIKE)
        for (p1, o1), (p2, o2) in pairwise([(-1, -1), *pairs, (len(paper), len(ours))]):
            yield from self._by_words(paper[p1 + 1 : p2], ours[o1 + 1 : o2])
            if p2 < len(paper):
                yield from self._by_cells(paper[p2], ours[o2])

    def _counted(self, passage: Passage) -> Counter[str]:
        return Counter(word.key for word in self._cut([passage]))

    def _by_cells(self, paper: Passage, ours: Passage) -> Iterator[PaperDifference]:
        if ours.loose and _bag([paper]) == _bag([ours]):
            return
        kept = self._kept.get(paper.table)
        head = self._heads[paper.table]
        for at, (one, other) in enumerate(zip(paper.cells, ours.cells, strict=True)):
            if folded(one) == folded(other):
                continue
            column = kept[at] if kept is not None else at
            has_head = head.row != paper.row and not ours.loose
            name = head.cells[column] if has_head else ""
            cells = replace(paper, cells=(one,)), replace(ours, cells=(other,))
            for found in self._by_words([cells[0]], [cells[1]], whole=False):
                yield replace(found, place=paper, column=column, heading=name)

    # -- words

    def _by_words(
        self, paper: Sequence[Passage], ours: Sequence[Passage], *, whole: bool = True
    ) -> Iterator[PaperDifference]:
        """Yield what differs between two runs of words, however they are divided; ``whole`` lines
        and rows that only one side has are told as such."""
        one, other = self._cut(paper), self._cut(ours)
        if _are_columns(paper, ours) and _bag(paper) == _bag(ours):
            return
        if len(one) * len(other) > MOST:
            one, other = _uncut(paper), _uncut(ours)
        keys = [word.key for word in one], [word.key for word in other]
        for p1, p2, o1, o2 in _without_read_across(one, other, list(unequal(*keys))):
            if "".join(keys[0][p1:p2]) == "".join(keys[1][o1:o2]):
                continue
            gone, come = one[p1:p2], other[o1:o2]
            if whole:
                lines = _whole(one, p1, p2), _whole(other, o1, o2)
                counts = sorted(map(len, lines))
                if counts != [1, 1] and not (counts == [0, 1] and gone and come):
                    yield from (_of_passage(passage, on_paper=True) for passage in lines[0])
                    yield from (_of_passage(passage, on_paper=False) for passage in lines[1])
                    gone, come = _without(gone, lines[0]), _without(come, lines[1])
            if gone or come:
                # What only ours has is where the paper has the word before it.
                near = gone or one[max(0, p1 - 1) : p1] or one[p1 : p1 + 1] or come
                yield PaperDifference(
                    _kind(gone, come),
                    PaperPart.WORDS,
                    _joined(gone),
                    _joined(come),
                    near[0].at,
                    before=_joined(one[max(0, p1 - _AROUND) : p1]),
                    after=_joined(one[p2 : p2 + _AROUND]),
                )

    def _cut(self, passages: Sequence[Passage]) -> list[_Word]:
        # The last word of a text is parted from the first one of the next by a space.
        return [
            _Word(word_key, word, passage, cell)
            for passage in passages
            for cell, text in enumerate(passage.cells)
            for word in self._words(f"{text} ")
            if (word_key := folded(word))
        ]

    # -- what moved

    def _with_moved(self, found: Sequence[PaperDifference]) -> list[PaperDifference]:
        """Return the differences, a row or line that is gone at one place and came at another as
        one that moved, with what changed of it."""
        whole = (PaperPart.LINE, PaperPart.ROW)
        gone = [one for one in found if one.kind is DifferenceKind.MISSING and one.part in whole]
        come = [one for one in found if one.kind is DifferenceKind.ADDED and one.part in whole]
        moved: dict[int, tuple[PaperDifference, ...]] = {}
        taken: set[int] = set()
        if len(gone) * len(come) <= _MOST_PAIRS:
            for one in gone:
                likeliest = max(
                    (other for other in come if id(other) not in taken),
                    key=lambda other: self._likeness(one.place, other.place),
                    default=None,
                )
                if likeliest is None or self._likeness(one.place, likeliest.place) < _ALIKE:
                    continue
                taken.add(id(likeliest))
                told = _moved(one, likeliest.place)
                moved[id(one)] = (told, *self._by_cells(one.place, likeliest.place))
        return [
            part for one in found if id(one) not in taken for part in moved.get(id(one), (one,))
        ]

    def _likeness(self, one: Passage, other: Passage) -> float:
        if len(one.cells) != len(other.cells) or bool(one.table) != bool(other.table):
            return 0.0
        if not one.table:
            return float(one.keys == other.keys)
        words = share(self._counted(one), self._counted(other))
        return max(words, same_cells(one, other))


def _tables(side: Iterable[Passage]) -> dict[int, list[Passage]]:
    found = defaultdict[int, list[Passage]](list)
    for passage in side:
        if passage.table:
            found[passage.table].append(passage)
    return found


def _with_rows(side: Iterable[Passage], tables: Mapping[int, Sequence[Passage]]) -> list[Passage]:
    """Return a paper with these rows in its tables."""
    made: list[Passage] = []
    done: set[int] = set()
    for passage in side:
        if not passage.table:
            made.append(passage)
        elif passage.table not in done:
            done.add(passage.table)
            made += tables[passage.table]
    return made


def _joined_rows(rows: Iterable[Passage]) -> list[Passage]:
    """Return rows, those without a first cell as part of the row above."""
    made: list[Passage] = []
    for row in rows:
        if made and not row.keys[0]:
            above = made[-1]
            cells = map("\n".join, zip(above.cells, row.cells, strict=True))
            made[-1] = replace(above, cells=tuple(cell.strip() for cell in cells))
        else:
            made.append(row)
    return made


def _begin(row: Passage) -> str:
    """Return how a row would begin if it were a line: its first text, and the line beside it."""
    return "".join([folded(cell.split("\n")[0]) for cell in row.cells if folded(cell)][:2])


def _line(row: Passage) -> Passage:
    return replace(row, cells=(row.text,), table=0, row=0)


def _rejoined(paper: Iterable[Passage], ours: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages of a paper, a row that it parts where a page ends as the one that ours has: no
    reader can tell such parts from rows if each has something in its first cell."""
    upper: Passage | None = None
    for passage in paper:
        if upper is not None and any(_are_parts(upper, passage, row) for row in ours):
            cells = map("\n".join, zip(upper.cells, passage.cells, strict=True))
            upper = replace(upper, cells=tuple(cell.strip() for cell in cells))
            continue
        if upper is not None:
            yield upper
        upper = passage
    if upper is not None:
        yield upper


def _are_parts(upper: Passage, lower: Passage, row: Passage) -> bool:
    """Return whether two rows are one that was parted in a cell, changed in one part at most."""
    widths = {len(one.cells) for one in (upper, lower, row)}
    if not upper.table or upper.table != lower.table or len(widths) > 1:
        return False
    cells = list(zip(upper.keys, lower.keys, row.keys, strict=True))
    return any(
        above and below and whole.startswith(above + below) for above, below, whole in cells
    ) and (
        all(whole.startswith(above) or above.startswith(whole) for above, _below, whole in cells)
        or all(whole.endswith(below) for _above, below, whole in cells)
    )


def _lines(rows: Iterable[Passage]) -> Counter[str]:
    lines = (line for row in rows for cell in row.cells for line in cell.split("\n"))
    return Counter(filter(None, map(folded, lines)))


def _width(rows: Sequence[Passage]) -> int:
    return len(rows[0].cells)


def _left_columns(
    rows: Sequence[Passage], kept: Sequence[int], *, on_paper: bool
) -> Iterator[PaperDifference]:
    for at in range(_width(rows)):
        texts = [row.cells[at] for row in rows if folded(row.cells[at])]
        if texts and at not in kept:
            text = "\n".join(texts)
            yield PaperDifference(
                DifferenceKind.MISSING if on_paper else DifferenceKind.ADDED,
                PaperPart.COLUMN,
                text if on_paper else "",
                "" if on_paper else text,
                rows[0],
                at,
                texts[0],
            )


def _are_columns(paper: Sequence[Passage], ours: Sequence[Passage]) -> bool:
    """Return whether ours places texts beside one another that may be read across, other than a
    numbered list, which is read row by row; or only one side has cells beside one another where
    the other one has lines."""
    beside = [
        [one for one in side if one.filled > 1 and not _NUMBERED.match(one.cells[0])]
        for side in (paper, ours)
    ]
    lines = [all(not passage.table for passage in side) for side in (paper, ours)]
    placed = any(one.loose for one in beside[1])
    return placed or bool(beside[0] and lines[1]) or bool(beside[1] and lines[0])


def _without_read_across(
    paper: Sequence[_Word], ours: Sequence[_Word], found: Sequence[Range]
) -> Iterator[Range]:
    """Yield the ranges that differ, but for words that the paper has on another line of what is one
    row of texts beside one another in ours, in one range or in two that follow one another."""
    at = 0
    while at < len(found):
        p1, p2, o1, o2 = found[at]
        ends = [(q, r) for _p, q, _o, r in found[at : at + 2]]
        is_read = [_is_read_across(paper[p1:q], ours[o1:r]) for q, r in ends]
        if True not in is_read:
            yield p1, p2, o1, o2
        at += is_read.index(True) + 1 if True in is_read else 1


def _is_read_across(paper: Sequence[_Word], ours: Sequence[_Word]) -> bool:
    """Return whether words are those of one row of ours, its cells read line by line."""
    if not ours or not _is_one_row(ours):
        return False
    by_cell = defaultdict[tuple[int, int], str](str)
    for word in ours:
        by_cell[id(word.at), word.cell] += word.key
    letters = "".join(word.key for word in paper)
    if Counter(letters) != Counter("".join(by_cell.values())):
        return False
    unread = {tuple(sorted(by_cell.values()))}
    """What is left of the cells, in all ways to read them in this order; in which one is all the
    same."""
    for letter in letters:
        unread = {
            tuple(sorted(filter(None, (*cells[:at], cell[1:], *cells[at + 1 :]))))
            for cells in unread
            for at, cell in enumerate(cells)
            if cell.startswith(letter)
        }
    return () in unread


def _is_one_row(words: Sequence[_Word]) -> bool:
    """Return whether words are of a row that places texts beside one another, with the lines of it
    that stand below its first cell."""
    first, *lines = {id(word.at): word.at for word in words}.values()
    return (
        first.loose
        and first.filled > 1
        and all(line.table == first.table and not line.keys[0] for line in lines)
    )


def _bag(passages: Iterable[Passage]) -> Counter[str]:
    """Return the numbers and letters of passages, whatever their order."""
    texts = (to_arabic(undotted(text)) for passage in passages for text in passage.cells)
    return Counter(found for text in texts for found in _NUMBER_OR_LETTER.findall(text))


def _uncut(passages: Iterable[Passage]) -> list[_Word]:
    """Return whole passages, to be compared in the place of their words."""
    return [_Word("".join(passage.keys), passage.text, passage) for passage in passages]


def _whole(words: Sequence[_Word], begin: int, end: int) -> list[Passage]:
    """Return the passages all of whose words are in the range."""
    counts = Counter(id(word.at) for word in words)
    found = {id(word.at): word.at for word in words[begin:end]}
    here = Counter(id(word.at) for word in words[begin:end])
    return [passage for key, passage in found.items() if here[key] == counts[key]]


def _without(words: Sequence[_Word], passages: Sequence[Passage]) -> list[_Word]:
    left = {id(passage) for passage in passages}
    return [word for word in words if id(word.at) not in left]


def _of_passage(passage: Passage, *, on_paper: bool) -> PaperDifference:
    return PaperDifference(
        DifferenceKind.MISSING if on_paper else DifferenceKind.ADDED,
        PaperPart.ROW if passage.table else PaperPart.LINE,
        passage.text if on_paper else "",
        "" if on_paper else passage.text,
        passage,
    )


def _moved(gone: PaperDifference, now: Passage) -> PaperDifference:
    return replace(gone, kind=DifferenceKind.MOVED, ours=now.text, now=now)


def _kind(gone: Sequence[_Word], come: Sequence[_Word]) -> DifferenceKind:
    if gone and come:
        return DifferenceKind.CHANGED
    return DifferenceKind.MISSING if gone else DifferenceKind.ADDED


def _joined(words: Iterable[_Word]) -> str:
    return "".join(word.text for word in words).strip()
