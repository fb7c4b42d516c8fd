"""Writes resources/thai/known_breaks.txt: line breaks of what every office shows."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ita_desktop import frameworks
from ita_desktop.exchange.kinds.registry import KINDS
from ita_desktop.paths import resource
from ita_desktop.typography.words import WordBreaker, as_lines

PACKAGE = Path(__file__).resolve().parents[1] / "ita_desktop"
LAYERS = ("domain", "documents", "services", "ui")
"""Where texts come from that the window shows."""


def framework_texts() -> Iterator[str]:
    """Every text of the shipped frameworks as it reads in each of their years."""
    for info in frameworks.available():
        for year in info.fiscal_years:
            yield from _texts(asdict(frameworks.load(year)))
    for levels in frameworks.level_sets():
        yield from _texts(asdict(levels))


def window_texts() -> Iterator[str]:
    """The program's own words: sentences, labels of changes, what a document lacks."""
    for path in sorted(path for layer in LAYERS for path in (PACKAGE / layer).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for kind in KINDS:
        yield f"นำเข้า{kind.title}"


def terms() -> Iterator[str]:
    """Names that are opened at their words where a column is too narrow."""
    for line in resource("thai", "terms.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)


def found_breaks() -> Mapping[str, Sequence[int]]:
    """Where words end in all of it, by the word list alone."""
    breaker = WordBreaker(memory={})
    for text in (*framework_texts(), *window_texts()):
        breaker.pieces(text)
    for term in terms():
        breaker.parts(term)
    return breaker.memory


def main() -> None:
    """Keeps what is found."""
    lines = "\n".join(as_lines(found_breaks()))
    path = resource("thai", "known_breaks.txt")
    path.write_text(f"{lines}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
