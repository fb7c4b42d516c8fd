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


def run_on(
    texts: Sequence[str], lone: str = HYPHEN, *, again: bool = True
) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of each of the rich ``texts``, their steps numbered through all of them; a
    single one in all of them has the mark ``lone``. With ``again`` a text that only repeats steps
    of earlier ones keeps their numbers."""
    if sum(_tops(text) for text in texts) == 1:
        return [paragraphs(_with_mark(steps(parse(text), lone=lone), lone)) for text in texts]
    known: dict[str, int] = {}
    numbers = count(1)
    made = []
    for text in texts:
        parts = _steps(steps(parse(text), lone="1."))
        words = [_words(part) for part in parts if _is_step(part[0])]
        if again and words and all(one in known for one in words):
            found = [known[one] for one in words]
        else:
            found = [next(numbers) for _one in words]
        known = dict(zip(words, found, strict=True)) | known
        made.append(paragraphs(_numbered(parts, iter(found))))
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


def _words(step: Sequence[Line]) -> str:
    return key(" ".join(line.text for line in step))


def _numbered(parts: Iterable[Sequence[Line]], numbers: Iterator[int]) -> Iterator[Line]:
    for part in parts:
        yield from renumbered(part, next(numbers))[0] if _is_step(part[0]) else part
