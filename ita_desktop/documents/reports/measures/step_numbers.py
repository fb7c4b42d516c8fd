"""Numbering of texts in table cells: as entered, or continuous across cells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.text.rich import paragraphs
from ita_desktop.domain.rich import numbered_on, parse, steps


def typed(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text with its own list marks."""
    return paragraphs(steps(parse(text)))


def numbered(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``, with steps numbered across all of them; a
    text with its own numbers keeps them, and the next one continues from there. Added numbers
    belong to the list ``counted``, which Word counts."""
    made, last = [], 0
    for text in texts:
        lines = steps(parse(text))
        shown, last = numbered_on(lines, last)
        made.append(
            tuple(
                replace(paragraph, counted=counted, hangs=True)
                if line.mark != own.mark
                else paragraph
                for paragraph, line, own in zip(paragraphs(shown), shown, lines, strict=True)
            )
        )
    return made


def numbered_paragraphs(texts: Sequence[str], *, running: str = "") -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``: as entered, or numbered in the list
    ``running``."""
    return numbered(texts, running) if running else [typed(text) for text in texts]


def of_form(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of texts whose form numbers each text: counted by Word, unless a
    number was entered, there is only one text, or one of them has several paragraphs, as prose
    has."""
    each = [steps(parse(text)) for text in texts]
    tops = [
        sum(not (line.mark or line.level) and bool(line.text) for line in lines) for lines in each
    ]
    typed_numbers = any(line.numbered for lines in each for line in lines)
    as_typed = typed_numbers or sum(tops) <= 1 or max(tops, default=0) > 1
    return numbered_paragraphs(texts, running="" if as_typed else counted)


def joined(parts: Iterable[tuple[Paragraph, ...]]) -> tuple[Paragraph, ...]:
    """Joins the paragraphs of several texts in one cell."""
    return tuple(paragraph for part in parts for paragraph in part)
