"""Lines of a given width, filled greedily."""

from collections.abc import Callable, Sequence

from ita_desktop.typography.clusters import clusters


def fill(
    pieces: Sequence[str],
    width: float,
    measure: Callable[[str], float],
    parts: Callable[[str], Sequence[str]] = clusters,
) -> list[str]:
    """The lines that ``pieces`` make in ``width``; an empty text is one empty line.

    ``measure`` gives the width of a text in the unit of ``width``; widths of pieces are added up.
    Spaces at a line's end are dropped and need no room; a line break in a piece is honoured. A
    piece wider than a line is cut by ``parts`` (for example the words inside a long name), and
    what is still too wide at grapheme clusters; every line holds at least one cluster.
    """
    filling = _Filling(width, measure)
    for piece in pieces:
        *ended, rest = piece.split("\n")
        for text in ended:
            filling.put(text, parts)
            filling.end_line()
        if rest:
            filling.put(rest, parts)
    filling.end_line()
    return filling.lines


class _Filling:
    def __init__(self, width: float, measure: Callable[[str], float]) -> None:
        self.lines: list[str] = []
        self._width = width
        self._measure = measure
        self._line = ""
        self._used = 0.0

    def end_line(self) -> None:
        self.lines.append(self._line.rstrip(" "))
        self._line, self._used = "", 0.0

    def put(self, piece: str, parts: Callable[[str], Sequence[str]]) -> None:
        """Set a piece, opened at its parts and then at its clusters where it is too wide."""
        bare = piece.rstrip(" ")
        if self._measure(bare) <= self._width:
            self._set(bare)
        else:
            for part in parts(bare):
                fits = self._measure(part.rstrip(" ")) <= self._width
                if not fits and self._line:
                    self.end_line()
                for cluster in [part] if fits else clusters(part):
                    self._set(cluster)
        self._line += piece[len(bare) :]
        self._used += self._measure(piece) - self._measure(bare)

    def _set(self, text: str) -> None:
        advance = self._measure(text.rstrip(" "))
        if self._line and self._used + advance > self._width:
            self.end_line()
        self._line += text
        self._used += self._measure(text)
