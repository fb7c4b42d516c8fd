"""Offsets of the lines of a wrapped text."""

from collections.abc import Iterable


def line_starts(text: str, lines: Iterable[str]) -> list[int]:
    """Returns the offset in ``text`` of each of its wrapped ``lines``.

    Line breaking drops spaces at line ends and line breaks; they belong to the line that they end.
    """
    starts: list[int] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            while at < len(text) and text[at] == " ":
                at += 1
            if at < len(text) and text[at] == "\n":
                at += 1
            elif line:
                at = text.index(line, at)
        starts.append(at)
        at += len(line)
    return starts
