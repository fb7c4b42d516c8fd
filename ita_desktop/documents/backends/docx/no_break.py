"""Sets no-break spaces where the PDF ends no line, as in พ.ศ. 2568."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf

from ita_desktop.documents.content import Paragraph, Run
from ita_desktop.documents.layout.fonts import bundled, letter
from ita_desktop.documents.styles import LEVEL_INDENT, MM, STYLES, mark_width
from ita_desktop.typography.words import WordBreaker

_NO_BREAK = "\xa0"


def with_no_break_spaces(
    paragraph: Paragraph, breaker: WordBreaker, room: float = inf
) -> Iterator[Run]:
    """Yields the runs of a paragraph in a column ``room`` points wide. A span wider than that has
    usual spaces where the PDF parts it: Word would part a word or number of it instead."""
    text = paragraph.text
    held = breaker.held(text)
    if held and room < inf:
        held -= _opened(text, breaker, _fits(paragraph, room))
    if not held:
        yield from paragraph.runs
        return
    letters = list(text)
    for at in held:
        letters[at] = _NO_BREAK
    at = 0
    for run in paragraph.runs:
        yield replace(run, text="".join(letters[at : at + len(run.text)]))
        at += len(run.text)


def _fits(paragraph: Paragraph, room: float) -> Callable[[str], bool]:
    """Returns whether a text fits on a line of the paragraph."""
    style = STYLES[paragraph.style]
    files = bundled()
    used = letter(files.bold if style.bold else files.regular)
    indent = paragraph.left + LEVEL_INDENT * paragraph.level
    indent += mark_width(paragraph.mark) if paragraph.mark else 0.0
    most = (room - indent * MM) * 1000 / (style.size * files.ratio)
    return lambda text: used.advance(text) <= most


def _opened(text: str, breaker: WordBreaker, fits: Callable[[str], bool]) -> set[int]:
    """Returns the spaces at which spans wider than a line are parted."""
    found: set[int] = set()

    def open_up(span: str, begin: int) -> None:
        parts = breaker.parts(span)
        if fits(span.rstrip()) or len(parts) < 2:
            return
        end = begin
        for part in parts:
            open_up(part, end)
            end += len(part)
            found.add(end - 1)

    begin = 0
    for piece in breaker.pieces(text):
        open_up(piece, begin)
        begin += len(piece)
    return found
