"""What differs between two papers: words, cells, rows, columns, and what moved.

Passages are compared first, then the words of those that differ. What a reader may divide in
another way than the printer (lines of a paragraph) is compared as one run of words; rows that are
alike are compared cell by cell.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from ita_desktop.domain.digits import to_arabic
from ita_desktop.services.papers.passages import Passage, folded, undotted

_NUMBER_OR_LETTER: Final = re.compile(r"[0-9]+|\S")
_NUMBERED: Final = re.compile(r"\s*[0-9๐-๙]+[.)]")
"""The first cell of a row of a numbered list."""
_AROUND: Final = 4
"""Number of words that are shown on either side of what differs."""
_ALIKE: Final = 0.5
"""Least share of common words of two rows that are one row with changes."""
_SAME_TABLE: Final = 0.2
"""Least share of common cells of two tables that are one."""
_MOST_PAIRS: Final = 40_000
_MOST_WORDS: Final = 4_000_000
"""Greatest number of pairs of rows, and of words, that are looked at; where there are more, larger
parts are compared."""

_Range = tuple[int, int, int, int]
"""Where two runs of words differ: begin and end in the paper, begin and end in ours."""

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
        made: list[PaperDifference] = []
        ways = list(_unequal(*keys)), list(_between_fixed(*keys))
        for p1, p2, o1, o2 in min(ways, key=_left):
            made += self._by_rows(self._paper[p1:p2], self._ours[o1:o2])
        return columns + self._with_moved(made)

    # -- tables and their columns

    def _of_tables(self) -> list[PaperDifference]:
        """Make the rows of tables comparable that are the same on both sides; return the columns
        that only one of them has."""
        papers, others = _tables(self._paper), _tables(self._ours)
        cells = [{at: _lines(rows) for at, rows in side.items()} for side in (papers, others)]
        pairs = _paired(
            list(papers), list(others), lambda a, b: _share(cells[0][a], cells[1][b]), _SAME_TABLE
        )
        found: list[PaperDifference] = []
        for left, right in pairs:
            if others[right][0].loose:
                papers[left] = _joined_rows(papers[left])
                others[right] = _joined_rows(others[right])
                if _width(papers[left]) != _width(others[right]):
                    continue  # Its columns only place text: compared by words.
            sides = (True, papers, left), (False, others, right)
            wide, narrow = sorted(sides, key=lambda side: -_width(side[1][side[2]]))
            rows, fewer = wide[1][wide[2]], narrow[1][narrow[2]]
            if _width(rows) > _width(fewer):
                kept = _common_columns(rows, fewer)
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
                words = _share(counted[one], counted_ours[other])
                return max(words, _same_cells(paper[one], ours[other]))

            pairs = _paired(rows, others, alike, _ALIKE)
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
        if len(one) * len(other) > _MOST_WORDS:
            one, other = _uncut(paper), _uncut(ours)
        keys = [word.key for word in one], [word.key for word in other]
        for p1, p2, o1, o2 in _without_read_across(one, other, list(_unequal(*keys))):
            if "".join(keys[0][p1:p2]) == "".join(keys[1][o1:o2]):
                continue
            gone, come = one[p1:p2], other[o1:o2]
            if whole:
                lines = _whole(one, p1, p2), _whole(other, o1, o2)
                if len(lines[0]) != 1 or len(lines[1]) != 1:
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
            _Word(word_key, word, passage)
            for passage in passages
            for text in passage.cells
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
                told = replace(
                    one, kind=DifferenceKind.MOVED, ours=likeliest.ours, now=likeliest.place
                )
                moved[id(one)] = (told, *self._by_cells(one.place, likeliest.place))
        return [
            part for one in found if id(one) not in taken for part in moved.get(id(one), (one,))
        ]

    def _likeness(self, one: Passage, other: Passage) -> float:
        if len(one.cells) != len(other.cells) or bool(one.table) != bool(other.table):
            return 0.0
        if not one.table:
            return float(one.keys == other.keys)
        words = _share(self._counted(one), self._counted(other))
        return max(words, _same_cells(one, other))


def _between_fixed(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> Iterator[_Range]:
    """Yield the ranges of both in which they differ, each between what stands once on either side:
    of the letters of a merge, which say the same to many, it is the one to whom it is said."""
    p1 = o1 = 0
    for p2, o2 in (*_fixed(paper, ours), (len(paper), len(ours))):
        for begin, end, come, last in _unequal(paper[p1:p2], ours[o1:o2]):
            yield p1 + begin, p1 + end, o1 + come, o1 + last
        p1, o1 = p2 + 1, o2 + 1


def _left(ranges: Iterable[_Range]) -> int:
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


def _unequal(paper: Sequence[Hashable], ours: Sequence[Hashable]) -> Iterator[_Range]:
    """Yield the ranges of both in which they differ."""
    # The same begin and end first: of rows that are alike, none but the changed one differs.
    begin = _count_of_same(zip(paper, ours, strict=False))
    end = _count_of_same(zip(reversed(paper[begin:]), reversed(ours[begin:]), strict=False))
    paper, ours = paper[begin : len(paper) - end], ours[begin : len(ours) - end]
    # What is repeated often would cost hours where somebody made a paper of nothing else.
    is_huge = len(paper) * len(ours) > _MOST_WORDS
    for tag, *ranges in SequenceMatcher(None, paper, ours, autojunk=is_huge).get_opcodes():
        if tag != "equal":
            p1, p2, o1, o2 = (at + begin for at in ranges)
            yield p1, p2, o1, o2


def _count_of_same(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Return how many pairs are the same before the first that is not."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _paired(
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


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two bags is common, 0 to 1."""
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 0.0


def _same_cells(one: Passage, other: Passage) -> float:
    """Return how many of the filled cells of two rows are the same, 0 to 1."""
    pairs = [pair for pair in zip(one.keys, other.keys, strict=True) if any(pair)]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


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
        all(whole.startswith(above) for above, _below, whole in cells)
        or all(whole.endswith(below) for _above, below, whole in cells)
    )


def _lines(rows: Iterable[Passage]) -> Counter[str]:
    lines = (line for row in rows for cell in row.cells for line in cell.split("\n"))
    return Counter(filter(None, map(folded, lines)))


def _width(rows: Sequence[Passage]) -> int:
    return len(rows[0].cells)


def _common_columns(wide: Sequence[Passage], narrow: Sequence[Passage]) -> list[int]:
    """Return which columns of a table are those of one with fewer: the likeliest ones in their
    order, one for each."""
    columns = [_columns(wide), _columns(narrow)]
    count, of = len(columns[0]), len(columns[1])
    best = {(at, of): 0.0 for at in range(count + 1)}
    for j in range(of - 1, -1, -1):
        for i in range(count - (of - j), -1, -1):
            taken = _share(columns[0][i], columns[1][j]) + best[i + 1, j + 1]
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
    paper: Sequence[_Word], ours: Sequence[_Word], found: Sequence[_Range]
) -> Iterator[_Range]:
    """Yield the ranges that differ, but for words that the paper has on another line of what is one
    row of texts beside one another in ours."""
    at = 0
    while at < len(found):
        p1, p2, o1, o2 = found[at]
        if at + 1 < len(found):
            q1, q2, r1, r2 = found[at + 1]
            gone, come = paper[p1:p2] or paper[q1:q2], ours[o1:o2] or ours[r1:r2]
            moved = (p1 == p2, o1 == o2) == (q1 < q2, r1 < r2)
            if moved and _key(gone) == _key(come) and _is_one_row(ours[o1:r2]):
                at += 2
                continue
        yield p1, p2, o1, o2
        at += 1


def _key(words: Iterable[_Word]) -> str:
    return "".join(word.key for word in words)


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


def _kind(gone: Sequence[_Word], come: Sequence[_Word]) -> DifferenceKind:
    if gone and come:
        return DifferenceKind.CHANGED
    return DifferenceKind.MISSING if gone else DifferenceKind.ADDED


def _joined(words: Iterable[_Word]) -> str:
    return "".join(word.text for word in words).strip()
