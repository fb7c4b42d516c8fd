"""What the program itself prints in the parts of the book, to tell the office's own text from
it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.dates import MONTHS
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.book import GENERATED
from ita_desktop.domain.rich import parse
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData

if TYPE_CHECKING:
    from ita_desktop.documents.kinds import ReportContext

FAMILIES: Final = {
    "importance": ("importance", "framework"),
    "analysis": ("analysis", "analysis-by-question", "analysis-by-item"),
    "measures": ("measures", "measures-by-indicator"),
}
"""Parts of the book that are forms of the same part."""
FORMS: Final = {
    ("analysis", "by-item"): "analysis-by-item",
    ("analysis", "question"): "analysis-by-question",
    ("measures", "indicator"): "measures-by-indicator",
}
"""The form of a part by that of its table."""
_MONTH_ALONE: Final = re.compile(rf"(?:{'|'.join(MONTHS)})(?:พ\.ศ\.)?2[56]\d\d")
"""The month below a preface, which is that of the day on which the book is made."""


class DefaultTexts:
    """The headings and lines that the program prints for a year."""

    def __init__(self, year: YearData, previous: YearData | None) -> None:
        self._year = year
        self._previous = previous
        self._lines: dict[str, frozenset[str]] = {}

    def heading(self, part: str) -> str:
        """Return the heading of a part on one line."""
        from ita_desktop.documents.reports.book.parts import PARTS

        return " ".join(PARTS[part].heading(self._context))

    def is_heading(self, part: str, title: str) -> bool:
        """Return whether a title is that of the part as the program prints it."""
        return key(self.heading(part)) == key(title)

    def own(self, part: str, text: str) -> str:
        """Return the lines of a text that the program does not print in a part; empty if it prints
        all of them, the line for generated content apart."""
        lines = text.split("\n")
        kept = [
            line for line in lines if line == GENERATED or set(keys_of(line)) - self.lines(part)
        ]
        return "" if all(line == GENERATED for line in kept) else "\n".join(kept)

    def form_of(self, part: str, title: str, text: str, form: str) -> str:
        """Return which form of a part a chapter is: by its heading, its text, its table."""
        forms = FAMILIES.get(part, (part,))
        named = [each for each in forms if self.is_heading(each, title)]
        if len(named) == 1 and part != "importance":
            return named[0]
        if part == "importance":
            whole = set(keys_of(text))
            fits = [each for each in forms if whole <= self.lines(each)]
            more = self.lines("framework") - self.lines("importance")
            return fits[0] if fits else ("framework" if whole & more else "importance")
        return FORMS.get((part, form), part)

    def lines(self, part: str) -> frozenset[str]:
        """Return the comparison keys of all lines of a part, those in tables included."""
        if part not in self._lines:
            self._lines[part] = frozenset(self._printed(part))
        return self._lines[part]

    def _printed(self, part: str) -> Iterator[str]:
        from ita_desktop.documents.reports.book.parts import PARTS
        from ita_desktop.documents.text.rich import text_of

        made = PARTS[part]
        before = made.before(self._context) if made.before is not None else ()
        blocks = (*before, *made.build(self._context, Digits.ARABIC).blocks)
        yield from keys_of(text_of(blocks))
        yield from map(key, made.heading(self._context))
        yield from self._sentences

    @cached_property
    def _sentences(self) -> frozenset[str]:
        """The program's standard sentences, also those for what a year has not yet."""
        from ita_desktop.documents.wordings.catalogue import templates
        from ita_desktop.documents.wordings.templates import of_year

        values = of_year(self._year)
        texts = (each.of(self._year, values) for each in templates().values() if not each.made)
        return frozenset().union(*map(_keys_of_sentence, texts))

    @cached_property
    def _context(self) -> "ReportContext":
        from ita_desktop.documents.kinds import ReportContext
        from ita_desktop.documents.reports.book.report import NAME

        return ReportContext(self._year, self._previous, document=NAME)


@lru_cache(4096)
def _keys_of_sentence(text: str) -> frozenset[str]:
    """Return the comparison keys of one of the program's sentences; most are those of any year."""
    return frozenset(keys_of(text))


def keys_of(text: str) -> Iterator[str]:
    """Yield the comparison keys of the lines of a rich text, of the cells in its tables."""
    for line in text.split("\n"):
        for piece in _pieces(line):
            for block in parse(piece):
                words = key(block.text)
                if words.strip("-") and not _MONTH_ALONE.fullmatch(words):
                    yield words


def _pieces(line: str) -> Iterable[str]:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        return [piece for cell in stripped[1:-1].split("|") for piece in cell.split("<br>")]
    return [stripped]
