"""The words around what a rule found, for its message."""

from ita_desktop.domain.text import one_line
from ita_desktop.typography.clusters import may_cut

_AROUND = 24
"""Letters on each side."""


def excerpt(text: str, span: tuple[int, int]) -> str:
    """Return the words of a text at ``span`` with some around them, in one line; ``…`` where it
    goes on. No mark is parted from its letter, where it would stand on the ``…``."""
    first, last = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(text))
    while not may_cut(text, first):
        first -= 1
    while not may_cut(text, last):
        last += 1
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{one_line(text[first:last])}{after}"


def first_letters(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return excerpt(text, (0, _AROUND))
