"""The words around what a rule found, for its message."""

from ita_desktop.domain.text import one_line

_AROUND = 24
"""Letters on each side."""


def excerpt(text: str, span: tuple[int, int]) -> str:
    """Return the words of a text at ``span`` with some around them, in one line; ``…`` where it
    goes on."""
    first, last = max(span[0] - _AROUND, 0), span[1] + _AROUND
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{one_line(text[first:last])}{after}"


def first_letters(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return excerpt(text, (0, _AROUND))
