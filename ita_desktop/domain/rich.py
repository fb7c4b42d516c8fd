"""Short rich text: paragraphs, numbered and bulleted lists, bold; stored as plain readable text.

A line is a paragraph. ``1. `` or ``- `` before it makes it a part of a list, two spaces before
that one of a list within the list; ``**`` on both sides makes a stretch bold. All else is plain.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import clean

HYPHEN = "-"
_INDENT = "  "
_D = "[0-9๐-๙]"
_MARKED = re.compile(
    rf"(?:(?P<number>{_D}{{1,2}}(?:\.{_D}{{1,2}})*[.)](?!{_D})|{_D}{{1,2}}(?:\.{_D}{{1,2}})+(?=\s))"
    r"|[-–•](?=\s|[^\s0-9๐-๙]))\s*(?P<text>.*)",
    re.DOTALL,
)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``mark`` is ``-`` or a number as typed (``1.``, ``2)``, ``1.2``), empty
    outside lists. ``level`` is 1 in a list within a list, else 0."""

    spans: tuple[Span, ...] = ()
    mark: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """The words without mark and looks."""
        if len(self.spans) == 1:
            return self.spans[0].text
        return "".join(span.text for span in self.spans)

    @property
    def numbered(self) -> bool:
        """Whether it is part of a numbered list."""
        return bool(self.mark) and self.mark != HYPHEN


def parse(text: str) -> tuple[Line, ...]:
    """The paragraphs of a stored text; blank ones, too. Any text can be read."""
    lines = text.split("\n")
    return tuple(map(_line, lines)) if len(lines) > 1 or text.strip() else ()


def _line(line: str) -> Line:
    stripped = line.strip()
    found = _MARKED.fullmatch(stripped)
    if found is None:
        return Line(tuple(_spans(stripped)))
    deep = line[: len(line) - len(line.lstrip())]
    level = 1 if "\t" in deep or len(deep) >= len(_INDENT) else 0
    return Line(tuple(_spans(found["text"])), found["number"] or HYPHEN, level)


def _spans(text: str) -> Iterator[Span]:
    if "**" not in text:
        # Most lines: pasted texts have thousands of them.
        if text:
            yield Span(text)
        return
    at = 0
    for found in _BOLD.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        yield Span(found[1], bold=True)
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


def write(lines: Iterable[Line]) -> str:
    """The text that is stored for ``lines``: what :func:`parse` reads as the same ones."""
    return "\n".join(_written(line) for line in lines)


def _written(line: Line) -> str:
    words = "".join(_marked(one) for one in _joined(line.spans)).strip()
    if not line.mark:
        return words
    return f"{_INDENT * line.level}{line.mark} {words}".rstrip()


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans on one line, neighbours of the same look as one."""
    last: Span | None = None
    for span in spans:
        text = span.text.replace("\n", " ")
        if last is not None and last.bold == span.bold:
            last = Span(last.text + text, span.bold)
        elif text:
            if last is not None:
                yield last
            last = Span(text, span.bold)
    if last is not None:
        yield last


def _marked(span: Span) -> str:
    """Its text, between asterisks where it is bold, blanks at its ends left out of them."""
    words = span.text.strip()
    if not span.bold or not words:
        return span.text
    before, behind = span.text.split(words, 1)
    return f"{before}**{words}**{behind}"


def first_words(text: str) -> str:
    """The words of the first line that has any, without its mark and bold."""
    return next((line.text for line in map(_line, text.split("\n")) if line.text), "")


def plain(text: str) -> str:
    """The text without its looks: a line each, lists with their marks."""
    return "\n".join(f"{line.mark} {line.text}".strip() for line in parse(text))


def tidy(text: str) -> str:
    """``text`` made safe to store, like :func:`clean`, but for the indents of its lists."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        deep = line[: len(line) - len(line.lstrip(" \t\u00a0"))]
        lead = _INDENT if "\t" in deep or len(deep) >= len(_INDENT) else ""
        lines.append(write(parse(lead + clean(line))))
    return "\n".join(lines).strip("\n")


def steps(lines: Sequence[Line], *, lone: str = HYPHEN) -> tuple[Line, ...]:
    """The lines of a measure as a list, blank ones left out: without numbers they get them, a
    ``lone`` one that mark; points below a step belong to it."""
    kept = [line for line in lines if line.text.strip() or line.mark]
    tops = [line for line in kept if line.mark != HYPHEN]
    own = any(line.numbered for line in kept)
    made: list[Line] = []
    number = 0
    for line in kept:
        if line.mark == HYPHEN:
            made.append(Line(line.spans, HYPHEN, 1 if tops else line.level))
        elif own:
            made.append(line)
        else:
            number += 1
            made.append(Line(line.spans, lone if len(tops) == 1 else f"{number}."))
    return tuple(made)


def renumbered(lines: Iterable[Line], first: int = 1) -> tuple[tuple[Line, ...], int]:
    """The lines with their numbers counted on from ``first``, those of lists within begun anew,
    and the number that comes next."""
    made: list[Line] = []
    top, below = first - 1, 0
    for line in lines:
        numbers = _NUMBER.findall(to_arabic(line.mark))
        if not numbers:
            made.append(line)
            continue
        mark = to_arabic(line.mark)
        if len(numbers) > 1:
            mark = _NUMBER.sub(str(max(top, first)), mark, count=1)
        elif line.level:
            below += 1
            mark = _NUMBER.sub(str(below), mark)
        else:
            top, below = top + 1, 0
            mark = _NUMBER.sub(str(top), mark)
        made.append(Line(line.spans, mark, line.level))
    return tuple(made), top + 1
