"""How two papers go side by side: which of their rows, tables and columns are the same ones."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from ita_desktop.services.papers.passages import Passage

MOST: Final = 4_000_000
"""Greatest number of pairs of words that are looked at; where there are more, larger parts are
compared."""

Range = tuple[int, int, int, int]
"""Where two runs differ: begin and end in the paper, begin and end in ours."""


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
