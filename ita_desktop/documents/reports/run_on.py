"""Lists whose numbers run on over several cells: the steps of measures, the results of a round."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.reports.wording import HYPHEN
from ita_desktop.documents.rich import paragraphs
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.rich import Line, parse, renumbered, steps
from ita_desktop.domain.text import key

_NUMBER = re.compile("[0-9]+")


def run_on(texts: Sequence[str], lone: str = HYPHEN) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of each of the rich ``texts``, their steps numbered through all of them. A
    step that an earlier text has in the same words keeps its number; a single one in all of them
    has the mark ``lone``."""
    alone = sum(_tops(text) for text in texts) == 1
    lists = [steps(parse(text), lone=lone if alone else "1.") for text in texts]
    if alone:
        return [paragraphs(_with_mark(lines, lone)) for lines in lists]
    known: dict[str, int] = {}
    numbers = count(1)
    made = []
    for lines in lists:
        new: dict[str, int] = {}
        own = [line for step in _steps(lines) for line in _numbered(step, known, new, numbers)]
        known = new | known
        made.append(paragraphs(own))
    return made


def joined(parts: Iterable[tuple[Paragraph, ...]]) -> tuple[Paragraph, ...]:
    """The paragraphs of several texts in one cell."""
    return tuple(one for part in parts for one in part)


def _tops(text: str) -> int:
    """How many steps a text has; the points below them do not count."""
    lines = steps(parse(text), lone="1.")
    return sum(map(_is_step, lines))


def _is_step(line: Line) -> bool:
    """Whether a line begins a step: ``1.``, not ``1.1`` or what belongs to a step."""
    return line.numbered and not line.level and len(_NUMBER.findall(to_arabic(line.mark))) == 1


def _with_mark(lines: Iterable[Line], lone: str) -> Iterator[Line]:
    for line in lines:
        yield Line(line.spans, lone, line.level) if _is_step(line) else line


def _steps(lines: Sequence[Line]) -> list[list[Line]]:
    """Each step with what belongs to it."""
    found: list[list[Line]] = []
    for line in lines:
        if not found or _is_step(line):
            found.append([])
        found[-1].append(line)
    return found


def _numbered(
    step: Sequence[Line], known: dict[str, int], new: dict[str, int], numbers: Iterator[int]
) -> tuple[Line, ...]:
    if not _is_step(step[0]):
        return tuple(step)
    words = key(" ".join(line.text for line in step))
    number = known.get(words)
    if number is None:
        number = next(numbers)
        new.setdefault(words, number)
    return renumbered(step, number)[0]
