"""Short rich text: paragraphs, numbered and bulleted lists, bold; stored as plain readable text.

A line is a paragraph. ``1. ``, ``(1) ``, ``- `` or ``• `` before it makes it a part of a list, two
spaces before that one of a list within the list; ``**`` on both sides makes a stretch bold. All
else is plain. Marks belong to the one who typed them: they are kept and printed as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import clean

HYPHEN = "-"
PAGE = "---"
"""A line of a long text of which what follows begins on a new page."""
BULLETS = frozenset("-–•")
"""Marks that are no numbers."""
_INDENT = "  "
_D = "[0-9๐-๙]"
_MARKED = re.compile(
    rf"(?P<mark>{_D}{{1,2}}(?:\.{_D}{{1,2}})*[.)](?!{_D})|{_D}{{1,2}}(?:\.{_D}{{1,2}})+(?=\s)"
    rf"|\({_D}{{1,2}}\)|[-–•](?=\s|[^\s0-9๐-๙]))\s*(?P<text>.*)",
    re.DOTALL,
)
_BOLD = re.compile(r"\*\*(?=\S)(?!\*\*)(.+?)(?<=\S)\*\*")
"""No bold begins with two asterisks of its own: neighbours can be joined and read the same."""
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RichLine:
    """A paragraph; ``mark`` is one of :data:`BULLETS` or a number as typed (``1.``, ``2)``,
    ``(3)``, ``1.2``), empty outside lists. ``level`` is 1 in a list within a list, else 0."""

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
        return bool(self.mark) and self.mark not in BULLETS

    @property
    def is_step(self) -> bool:
        """Whether it begins a step with a number of its own: ``1.``, not ``1.1`` or what belongs
        to a step."""
        return self.numbered and not self.level and len(_NUMBER.findall(to_arabic(self.mark))) == 1


def parse(text: str) -> tuple[RichLine, ...]:
    """The paragraphs of a stored text; blank ones, too. Any text can be read."""
    lines = text.split("\n")
    return tuple(map(_line, lines)) if len(lines) > 1 or text.strip() else ()


def _line(line: str) -> RichLine:
    stripped = line.strip()
    found = _MARKED.fullmatch(stripped) if stripped != PAGE else None
    if found is None:
        return RichLine(tuple(_joined(_spans(stripped))))
    deep = line[: len(line) - len(line.lstrip())]
    level = 1 if "\t" in deep or len(deep) >= len(_INDENT) else 0
    return RichLine(tuple(_joined(_spans(found["text"]))), found["mark"], level)


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


def write(lines: Iterable[RichLine]) -> str:
    """The text that is stored for ``lines``: what :func:`parse` reads as the same ones."""
    return "\n".join(_written(line) for line in lines)


def _written(line: RichLine) -> str:
    words = "".join(_marked(span) for span in _joined(line.spans)).strip()
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


def steps(lines: Sequence[RichLine]) -> tuple[RichLine, ...]:
    """The lines of a measure as they are printed: as typed, blank ones left out; points below a
    numbered step or a paragraph stand further in, because they belong to it."""
    kept = [line for line in lines if line.text.strip() or line.mark]
    deep = 1 if any(line.mark not in BULLETS for line in kept) else 0
    return tuple(
        RichLine(line.spans, line.mark, deep or line.level) if line.mark in BULLETS else line
        for line in kept
    )


def numbered_on(lines: Sequence[RichLine], last: int = 0) -> tuple[tuple[RichLine, ...], int]:
    """The lines of a measure with numbers before those steps that have none of their own, counted
    on from ``last``, and the last number there is then. Where any step has a number, the one who
    typed it numbers all of them."""
    if not any(line.numbered for line in lines):
        made = []
        for line in lines:
            if line.text.strip() and not (line.mark or line.level):
                last += 1
                made.append(RichLine(line.spans, f"{last}."))
            else:
                made.append(line)
        return tuple(made), last
    for line in lines:
        if line.is_step:
            last = int(_NUMBER.findall(to_arabic(line.mark))[0])
    return tuple(lines), last
