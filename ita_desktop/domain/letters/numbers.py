"""The register numbers of a letter that is made for each unit.

Each has a running number of its own, kept with the letter from the moment at which its number was
typed: what was printed keeps its number, whoever is added or left out later. A circular (``กท
5301/ว 12``) has one number for all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.letters.letters import Letter

_SPAN: Final = re.compile(r"(\d{1,9})(?:\s*(?:[-–—]|ถึง)\s*(\d{1,9}))?")
_SPANS: Final = re.compile(rf"{_SPAN.pattern}(?:\s*,\s*{_SPAN.pattern})*")
_MOST: Final = 1_000
"""Greatest number of numbers in a span."""


def numbers_of(letter: Letter) -> Mapping[str, str]:
    """Return the numbers that units have of their own, by unit id; empty if all have the same."""
    lines = (line.partition(" ") for line in letter.unit_numbers.splitlines())
    return {unit: number for unit, _, number in lines}


def number_for(letter: Letter, unit_id: str) -> str:
    """Return the number of a unit's letter; empty if it has none yet."""
    own = numbers_of(letter)
    return own.get(unit_id, "") if own else letter.number


def numbered(letter: Letter, units: Sequence[str], *, anew: bool) -> str:
    """Return ``Letter.unit_numbers`` for the ids of ``units``: those without a number get the next
    ones, with ``anew`` all; empty if all letters have the same number."""
    kept = {} if anew else dict(numbers_of(letter))
    lacking = [unit for unit in units if unit not in kept]
    given = set(kept.values())
    free = [each for each in _running(letter.number, len(kept) + len(units)) if each not in given]
    if not free and not kept:
        return ""
    return written({**kept, **dict(zip(lacking, free, strict=False))})


def written(numbers: Mapping[str, str]) -> str:
    """Return numbers by unit id as ``Letter.unit_numbers`` holds them."""
    return "\n".join(f"{unit} {number}" for unit, number in numbers.items())


def span(numbers: Iterable[str]) -> str:
    """Return the first and the last of some numbers.

    >>> span(["กท 5301/120", "กท 5301/121", "กท 5301/122"])
    'กท 5301/120-122'
    """
    known = [number for number in numbers if number]
    if len(known) < 2:
        return "".join(known)
    return f"{known[0]}-{known[-1].rpartition('/')[2]}"


def _running(typed: str, count: int) -> list[str]:
    """Return the numbers of several letters: counted on from a typed one, or those of typed spans.
    Nothing for a number that is no plain one.

    >>> _running("กท 5301/120", 2), _running("กท 5301/8-9, 12", 3), _running("กท 5301/ว 12", 2)
    (['กท 5301/120', 'กท 5301/121'], ['กท 5301/8', 'กท 5301/9', 'กท 5301/12'], [])
    """
    before, slash, last = to_arabic(typed).rpartition("/")
    has_year = before.rpartition("/")[2].strip().isdecimal()
    if has_year or not _SPANS.fullmatch(last.strip()):
        return []
    spans = [found.groups() for found in _SPAN.finditer(last)]
    if len(spans) == 1 and spans[0][1] is None:
        first = spans[0][0]
        spans = [(first, str(int(first) + count - 1))]
    numbers = (number for first, to in spans for number in _counted(first, to or first))
    return [f"{before}{slash}{number}" for number in numbers][:count]


def _counted(first: str, last: str) -> Iterator[str]:
    """Yield the numbers of a span, as wide as its first."""
    for number in range(int(first), min(int(last), int(first) + _MOST) + 1):
        yield str(number).zfill(len(first))
