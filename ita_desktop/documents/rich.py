"""Short rich text as paragraphs of a document."""

from collections.abc import Iterable

from ita_desktop.documents.content import Paragraph, Run
from ita_desktop.domain.rich import Line, parse


def paragraphs(text: str | Iterable[Line], style: str = "cell") -> tuple[Paragraph, ...]:
    """The paragraphs of a text that are not blank. A measure's steps are
    ``paragraphs(steps(parse(method)))``; numbers run on with ``renumbered``."""
    lines = parse(text) if isinstance(text, str) else text
    return tuple(_paragraph(line, style) for line in lines if line.text.strip() or line.mark)


def _paragraph(line: Line, style: str) -> Paragraph:
    runs = tuple(Run(span.text, span.bold) for span in line.spans)
    return Paragraph(runs, style, line.mark, line.level)
