"""Breaks of the texts that every office shows, found once by ``python dev.py breaks``.

Frameworks, terms of the field and the window's own sentences are broken without reading the word
list, which takes some 70 ms, in which nothing else can run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from ita_desktop.paths import resource

_BETWEEN = "|"


@cache
def known_breaks() -> Mapping[str, tuple[int, ...]]:
    """Where words end in each run of Thai letters that is known, in letters from its beginning."""
    lines = resource("thai", "known_breaks.txt").read_text(encoding="utf-8").split()
    return {line.replace(_BETWEEN, ""): tuple(ends_of(line.split(_BETWEEN))) for line in lines}


def as_lines(breaks: Mapping[str, Sequence[int]]) -> Iterable[str]:
    """The lines of the kept file, in order: the words of each run."""
    return sorted(_line(run, ends) for run, ends in breaks.items())


def ends_of(words: Sequence[str]) -> Iterator[int]:
    """Where each of the ``words`` but the last ends, in letters from the beginning."""
    at = 0
    for word in words[:-1]:
        at += len(word)
        yield at


def _line(run: str, ends: Sequence[int]) -> str:
    return _BETWEEN.join(run[start:end] for start, end in pairwise((0, *ends, len(run))))
