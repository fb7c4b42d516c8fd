"""Where a text may be cut: never between the letters that print as one sign; and lines of a given
width, filled greedily.
"""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from ita_desktop.domain.patterns import lazy_re

_LATIN: Final = lazy_re("[!-~]+")
"""A run such as an address on the web: Word and Excel begin it on a line of its own before they
cut it."""
_FOLLOWS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
"""Thai vowels and marks that are written after or on the consonant before them."""
_LEADS = frozenset("เแโใไ")
"""Thai vowels that are written before their consonant."""
_SILENCER = "์"
_JOINER = "\u200d"


def may_cut(text: str, at: int) -> bool:
    """Whether ``text`` may be cut before the character at index ``at``.

    Kept together are a Thai consonant with its vowels and tone marks, a silenced letter with the
    letter before it (``ทร์``), and any base character with its combining marks.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in _LEADS or after in _FOLLOWS:
        return False
    if "\u0e00" <= after <= "\u0e7f":
        return not _silenced(text, at)
    if after.isascii():
        return not (before == "\r" and after == "\n")
    return not (
        unicodedata.category(after)[0] == "M"
        or _JOINER in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )


def clusters(text: str) -> list[str]:
    """``text`` in the smallest parts that may stand alone; joined they are ``text`` again."""
    cuts = [at for at in range(1, len(text)) if may_cut(text, at)]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def beginning(text: str, most: int) -> str:
    """``text``, or as much of its beginning as has at most ``most`` letters, with ``…``."""
    if len(text) <= most:
        return text
    end = next(at for at in range(most, -1, -1) if may_cut(text, at))
    return f"{text[:end].rstrip()}…"


def _silenced(text: str, at: int) -> bool:
    """Whether the letter at ``at`` carries the silencer, by itself or above a short vowel."""
    mark = text[at + 1 : at + 2]
    return mark == _SILENCER or (mark in ("ิ", "ุ") and text[at + 2 : at + 3] == _SILENCER)


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
    return ["".join(line) for line in fill_pieces(pieces, width, measure, parts)]


def fill_pieces(
    pieces: Sequence[str],
    width: float,
    measure: Callable[[str], float],
    parts: Callable[[str], Sequence[str]] = clusters,
    indent: float = 0.0,
) -> list[list[str]]:
    """Like :func:`fill`, each line as the pieces it is made of; the first begins at ``indent``."""
    filling = _Filling(width, measure, indent)
    for piece in pieces:
        if "\n" not in piece:
            filling.put(piece, parts)
            continue
        *ended, rest = piece.split("\n")
        for text in ended:
            filling.put(text, parts)
            filling.end_line()
        filling.put(rest, parts)
    filling.end_line()
    return filling.lines


class _Filling:
    def __init__(self, width: float, measure: Callable[[str], float], indent: float) -> None:
        self.lines: list[list[str]] = []
        self._width = width
        self._measure = measure
        self._line: list[str] = []
        self._used = indent
        self._spaces = ""
        """Spaces after the last word; they count once another word follows."""

    def end_line(self) -> None:
        self.lines.append(self._line)
        self._line, self._used, self._spaces = [], 0.0, ""

    def put(self, piece: str, parts: Callable[[str], Sequence[str]]) -> None:
        """Set a piece, opened at its parts, at theirs, and then at its clusters where it is too
        wide."""
        bare = piece.rstrip(" ")
        advance = self._measure(bare)
        if advance <= self._width:
            self._set(bare, advance)
        elif len(opened := parts(bare)) > 1:
            if self._line and _LATIN.fullmatch(bare):
                self.end_line()
            for part in opened:
                self.put(part, parts)
        else:
            if self._line:
                self.end_line()
            for cluster in clusters(bare):
                self._set(cluster, self._measure(cluster))
        self._spaces += piece[len(bare) :]

    def _set(self, text: str, advance: float) -> None:
        if not text:
            return
        spaces = self._measure(self._spaces) if self._spaces else 0.0
        if self._used + spaces + advance > self._width:
            if self._line:
                self.end_line()
        elif self._spaces:
            self._line.append(self._spaces)
            self._used += spaces
        self._spaces = ""
        self._line.append(text)
        self._used += advance
