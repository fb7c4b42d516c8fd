"""The styles and lists of an OpenDocument file, and the names of its elements and attributes."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.files.word_styles import written

_HOME: Final = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE: Final = f"{{{_HOME}:office:1.0}}"
TEXT: Final = f"{{{_HOME}:text:1.0}}"
TABLE: Final = f"{{{_HOME}:table:1.0}}"
STYLE: Final = f"{{{_HOME}:style:1.0}}"
DRAW: Final = f"{{{_HOME}:drawing:1.0}}"
SVG: Final = f"{{{_HOME}:svg-compatible:1.0}}"
FO: Final = f"{{{_HOME}:xsl-fo-compatible:1.0}}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def count(element: object, name: str, most: int) -> int:
    """Return an attribute that says how many, from 1 to ``most``; 1 if it is not set."""
    text = element.get(name, "1")  # type: ignore[attr-defined]
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 10 else 1


_MAX_DEPTH: Final = 20
_LEVELS: Final = 10
_FORMS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "๑": "thaiNumbers", "ก": "thaiLetters",
}  # fmt: skip
OUTLINE: Final = "\0outline"
"""The list of numbered headings."""


class ListLevel(NamedTuple):
    """The numbering of a list level; ``form`` is empty without a number."""

    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    """How many levels are in a number."""
    bullet: str = ""


_RUNNING: Final = tuple(
    f"{STYLE}{place}{of}" for place in ("header", "footer") for of in ("", "-left", "-first")
)
_FILLED: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("page-number", "page-count", "page-continuation", "sheet-name", "file-name", "title"),
        *("date", "time", "print-date", "print-time", "modification-date", "modification-time"),
    )
)
"""Fields that say nothing of what a file is about."""


def _typed(element: Any) -> Iterator[str]:
    """Yield the texts of an element without those of fields."""
    if element.tag not in _FILLED:
        yield element.text or ""
        for child in element:
            yield from _typed(child)
            yield child.tail or ""


class Styles:
    """The styles of a file, from the roots of its parts."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._said: dict[tuple[str, str], bool | None] = {}
        """What styles say of the looks of letters, by name and the value for none."""
        self._colours: dict[str, str] = {}
        self._running: list[Any] = []
        for root in roots:
            self._running += root.iter(*_RUNNING)
            for style in root.iter(f"{STYLE}style"):
                self._styles[style.get(f"{STYLE}name", "")] = style
            for listed in root.iter(f"{TEXT}list-style"):
                self._lists[listed.get(f"{STYLE}name", "")] = _levels(listed)
            for listed in root.iter(f"{TEXT}outline-style"):
                self._lists[OUTLINE] = _levels(listed)

    def running(self) -> Iterator[str]:
        """Yield the paragraphs at the head and the foot of pages, without what a program fills in:
        numbers of pages, days, names of the sheet and of the file."""
        for place in self._running:
            if place.get(f"{STYLE}display") != "false":
                for paragraph in place.iter(f"{TEXT}p", f"{TEXT}h"):
                    yield "".join(_typed(paragraph))

    def level(self, listed: str, depth: int) -> ListLevel:
        """Return the numbering of a list at a depth from 0."""
        return self._lists.get(listed, {}).get(depth, ListLevel())

    def bold(self, name: str) -> bool | None:
        """Return whether a style is bold; None if it does not say."""
        return self._is_on(name, "normal", f"{FO}font-weight", f"{STYLE}font-weight-complex")

    def struck(self, name: str) -> bool | None:
        """Return whether a style is struck through; None if it does not say."""
        line = f"{STYLE}text-line-through-"
        return self._is_on(name, "none", f"{line}style", f"{line}type")

    def _is_on(self, name: str, off: str, *keys: str) -> bool | None:
        if (name, off) not in self._said:
            found = (
                value != off
                for style in self._chain(name)
                for letters in style.iterfind(f"{STYLE}text-properties")
                for key in keys
                if (value := letters.get(key)) is not None
            )
            self._said[name, off] = next(found, None)
        return self._said[name, off]

    def colour(self, name: str) -> str:
        """Return the background of a cell's style; empty for none, and for white."""
        if name not in self._colours:
            found = (
                str(properties.get(f"{FO}background-color", ""))
                for style in self._chain(name)
                for properties in style.iterfind(f"{STYLE}table-cell-properties")
            )
            colour = next(filter(None, found), "").lower()
            self._colours[name] = "" if colour in {"transparent", "#ffffff"} else colour
        return self._colours[name]

    def list_of(self, name: str) -> str:
        """Return the list that a paragraph style belongs to; empty for none."""
        key = f"{STYLE}list-style-name"
        return next((found for style in self._chain(name) if (found := style.get(key))), "")

    def is_caption(self, name: str) -> bool:
        """Return whether a paragraph style is that of captions."""
        own = "Caption"
        return any(style.get(f"{STYLE}name") == own for style in self._chain(name))

    def begins_page(self, name: str) -> bool:
        """Return whether a page ends before a paragraph or table of this style."""
        return self._says(name, f"{FO}break-before", "page")

    def is_hidden(self, name: str) -> bool:
        """Return whether a sheet of this style is hidden."""
        return self._says(name, f"{TABLE}display", "false")

    def _says(self, name: str, key: str, value: str) -> bool:
        return any(own.get(key) == value for style in self._chain(name)[:1] for own in style)

    def _chain(self, name: str) -> list[Any]:
        chain: list[Any] = []
        while (style := self._styles.get(name)) is not None and len(chain) < _MAX_DEPTH:
            chain.append(style)
            name = style.get(f"{STYLE}parent-style-name", "")
        return chain


class ListCounter:
    """Counts lists in the order of a file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._last: dict[str, str] = {}
        """The last list of each style."""
        self._same: dict[str, str] = {}
        """The list that each list goes on with, by its id."""
        self._number = 0

    def begin(self, element: Any, style: str) -> str:
        """Return the key of the list of an element; that of the one it goes on with."""
        other = element.get(f"{TEXT}continue-list", "")
        if other in self._same:
            key = self._same[other]
        elif element.get(f"{TEXT}continue-numbering") == "true" and style in self._last:
            key = self._last[style]
        else:
            self._number += 1
            key = str(self._number)
        if identity := element.get(f"{XML}id"):
            self._same[identity] = key
        self._last[style] = key
        return key

    def label(self, key: str, style: str, depth: int, start: int | None = None) -> str:
        """Count an item and return its number or bullet."""
        level = self._styles.level(style, depth)
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1 if start is None else start
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.bullet:
            return level.bullet
        if not level.form:
            return f"{level.before}{level.after}".strip()
        first = max(depth - level.shown + 1, 0)
        numbers = [
            written(of.form or level.form, counts.get(at, of.start))
            for at in range(first, depth + 1)
            if (of := self._styles.level(style, at)).form
        ]
        return f"{level.before}{'.'.join(numbers)}{level.after}".strip()


def _levels(listed: Any) -> dict[int, ListLevel]:
    found = {}
    for element in listed:
        depth = element.get(f"{TEXT}level", "")
        if depth.isdecimal() and 1 <= int(depth) <= _LEVELS:
            found[int(depth) - 1] = ListLevel(
                _FORMS.get(element.get(f"{STYLE}num-format", "")[:1], ""),
                element.get(f"{STYLE}num-prefix", ""),
                element.get(f"{STYLE}num-suffix", ""),
                int(element.get(f"{TEXT}start-value", "1")),
                int(element.get(f"{TEXT}display-levels", "1")),
                element.get(f"{TEXT}bullet-char", ""),
            )
    return found
