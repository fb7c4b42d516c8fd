"""Duties of a body as lines of text: numbered, with points below them."""

import re
from typing import Final

from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.cells.cell_text import plain
from ita_desktop.exchange.papers.line_numbers import LineNumber, number_before

_BULLET: Final = re.compile(r"^[-–•·*]\s+")


class DutyLines:
    """Reads the duties of one body line by line."""

    def __init__(self) -> None:
        self.duties: list[tuple[str, str]] = []
        """Number and text of each."""
        self._last = 0
        self._first: LineNumber | None = None
        """The number of the first duty, after which those of points are known."""
        self._points: dict[str, int] = {}
        """The number of the last point below the last duty, by how it is written."""
        self._goes_on = True
        """Whether the next line may be any duty; else only the next number is one, as something
        else stood between."""

    def number(self, block: Heading | Paragraph) -> tuple[LineNumber | None, str]:
        """Return the number before a line, and the text behind it."""
        return number_before(block.label, block.text, self._last, *self._points.values())

    def is_next(self, block: Heading | Paragraph) -> bool:
        """Return whether a line has the number of the next duty, in one part."""
        number, _ = self.number(block)
        return number is not None and number.parts == (self._last + 1,)

    def takes(self, block: Heading | Paragraph) -> bool:
        """Read a numbered line as a duty, or as a point of the last one; return whether it is one.
        Behind any other line the duties only go on with the next number."""
        number, text = self.number(block)
        bullet = _BULLET.match(f"{plain(block.label)} {text}".lstrip()) is not None
        is_next = number is not None and number.last == self._last + 1
        if (number is None and not bullet) or not (self._goes_on or is_next):
            self._goes_on = False
            return False
        self._goes_on = True
        text = _BULLET.sub("", text)
        if self._is_point(number):
            place, above = self.duties[-1]
            mark = number.printed if number else "-"
            self.duties[-1] = place, f"{above}\n{mark} {text}"
            if number:
                self._points[number.shape] = number.last
            return True
        self._points.clear()
        self._first = self._first or number
        self._last = number.last if number else self._last + 1
        self.duties.append((number.text if number else str(self._last), text))
        return True

    def _is_point(self, number: LineNumber | None) -> bool:
        """Return whether a line is a point below the last duty: one without a number, or with one
        of more parts, or written otherwise and not the next."""
        first = self._first
        if first is None or number is None:
            return first is not None
        if len(number.parts) > len(first.parts):
            return True
        follows = self._points.get(number.shape) == number.last - 1
        return number.shape != first.shape and (follows or number.last != self._last + 1)
