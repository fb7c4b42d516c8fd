"""Reads a page as a browser would: its elements, its links, its words."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit


class Page(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def addresses(self) -> list[str]:
        """All that the page leads to or loads."""
        return [
            value
            for _tag, attributes in self.elements
            for name, value in attributes.items()
            if name in {"href", "src"} and value is not None
        ]


def pages(folder: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Page(path.read_text(encoding="utf-8"))


def inside(address: str) -> bool:
    """Whether an address is one of the page itself."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
