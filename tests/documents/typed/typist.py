"""Texts as a clerk types them, each line with a mark that no other one has, so that it can be found
again in a file however that is made."""

import random
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ita_desktop.domain.rich import parse
from ita_desktop.domain.text import to_thai

MARK: Final = re.compile("Q[BCDFGHJKLMNPRSTVWXZ]{5}")
_LETTERS: Final = "BCDFGHJKLMNPRSTVWXZ"
NUMBERS: Final[tuple[Callable[[int], str], ...]] = (
    lambda number: f"{number}.",
    lambda number: to_thai(f"{number}."),
    lambda number: f"({number})",
    lambda number: f"{number})",
    lambda number: f"1.{number}",
    lambda _number: "-",
    lambda _number: "•",
)
"""How steps are numbered by hand."""
_WORDS: Final = ("ประชุมชี้แจง", "เจ้าหน้าที่", "ทุกฝ่าย", "เผยแพร่", "คู่มือประชาชน", "บนเว็บไซต์", "รายงานผล",
                 " No Gift Policy", " ปี 2568 ", " ข้อ 3.1 ", " ๑๒/๒๕๖๙ ", "**สำคัญ**")  # fmt: skip
_END: Final = "แล้ว"
"""What each line ends with, so that a number behind it is not its own."""


class Line(NamedTuple):
    """A line that was typed: its number, if any, its words as they are read, and where it was
    typed."""

    mark: str
    number: str
    words: str
    field: str
    row: str


class Typist:
    """Types, and knows of each mark what was typed there."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lines: dict[str, Line] = {}

    def line(self, field: str, row: str, longest: int = 40, number: str = "") -> str:
        """One line for a field of a row; ``field`` is ``Measure.method``."""
        mark = self._mark()
        text = mark
        wanted = self.chance.choice((0, longest // 2, longest))
        while len(text) < wanted:
            text += self.chance.choice(_WORDS if self._is_rich(field) else _WORDS[:-1])
        text = f"{text}{_END}"
        read = text.replace("**", "")
        self.lines[mark] = Line(mark, number, read, field, row)
        return f"{number} {text}".strip()

    def text(self, field: str, row: str, longest: int = 60, most: int = 5) -> str:
        """Some lines with numbers in one style, some without."""
        count = self.chance.randint(1, most) if self.chance.random() < 0.97 else 40
        style = self.chance.choice((*NUMBERS, *NUMBERS, None))
        first = self.chance.choice((1, 1, 1, 4))
        lines = []
        for number in range(first, first + count):
            own = style(number) if style is not None else ""
            lines.append(self.line(field, row, longest, own))
            if own and self.chance.random() < 0.15:
                lines.append(f"  {self.line(field, row, longest, '-')}")
        return "\n".join(lines)

    def plain(self, field: str, row: str, longest: int = 120, most: int = 3) -> str:
        """Some paragraphs without numbers."""
        count = self.chance.randint(1, most)
        return "\n".join(self.line(field, row, longest) for _number in range(count))

    def over(self, field: str, row: str, text: str) -> str:
        """A text that somebody else typed, with a mark behind the number of each line."""
        return "\n".join(self._over(field, row, line) for line in text.split("\n"))

    def _over(self, field: str, row: str, line: str) -> str:
        [read] = parse(line) or (None,)
        if read is None:
            return line
        mark = self._mark()
        self.lines[mark] = Line(mark, read.mark, f"{mark}{read.text}", field, row)
        at = line.index(read.mark) + len(read.mark) if read.mark else 0
        return f"{line[:at]} {mark}{line[at:].lstrip()}".lstrip(" " * (not at))

    def _mark(self) -> str:
        while True:
            mark = "Q" + "".join(self.chance.choices(_LETTERS, k=5))
            if mark not in self.lines:
                self.lines[mark] = Line(mark, "", "", "", "")
                return mark

    @staticmethod
    def _is_rich(field: str) -> bool:
        row = field.partition(".")[0]
        return row in {"Measure", "Finding", "Entry"} or field == "Chapter.text"
