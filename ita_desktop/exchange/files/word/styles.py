"""What the styles of a Word file say of a paragraph: heading level, bold, list."""

import re
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.files.word.package import W

OFF: Final = frozenset({"0", "false", "off", "none"})
_MAX_DEPTH: Final = 20
"""Maximum depth of styles that are based on others."""
_BODY_LEVEL: Final = 9
"""The outline level of text that is no heading."""
_HEADING_NAME: Final = re.compile(r"^heading ([1-9])$", re.IGNORECASE)
_TITLE_NAME: Final = "title"
_CAPTION_NAME: Final = "caption"
_LOOKS: Final = {"bold": ("b", "bCs"), "hidden": ("vanish",), "struck": ("strike", "dstrike")}


class WordStyle(NamedTuple):
    """The properties of a style, with those of the styles that it is based on."""

    heading: int = 0
    """Its heading level from 1, 0 for text."""
    bold: bool | None = None
    list_id: str = ""
    list_level: int | None = None
    caption: bool = False
    hidden: bool = False
    struck: bool = False


class Styles:
    """The styles of a file; ``root`` is None without any."""

    def __init__(self, root: Any | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._known: dict[str, WordStyle] = {}
        self.usual = next(
            (
                element.get(f"{W}styleId", "")
                for element in elements
                if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0"))
            ),
            "",
        )
        """The style of paragraphs that name none."""

    def of(self, name: str) -> WordStyle:
        """Return the style with this id; an empty one if there is none."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._read(name)
        return known

    def element(self, name: str) -> Any | None:
        """Return the element of a style."""
        return self._elements.get(name)

    def _read(self, name: str) -> WordStyle:
        chain: list[Any] = []
        while (element := self._elements.get(name)) is not None and len(chain) < _MAX_DEPTH:
            chain.append(element)
            name = value(element, "basedOn")
        style = WordStyle()
        for element in reversed(chain):
            style = _on_top(style, element)
        return style


def _on_top(style: WordStyle, element: Any) -> WordStyle:
    """Return ``style`` with what an element based on it says itself."""
    title = value(element, "name").lower()
    if named := _HEADING_NAME.match(title):
        style = style._replace(heading=int(named[1]))
    elif title == _TITLE_NAME:
        style = style._replace(heading=1)
    elif title == _CAPTION_NAME:
        style = style._replace(caption=True)
    paragraph, letters = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    if paragraph is not None:
        if (level := number(paragraph, "outlineLvl")) is not None:
            style = style._replace(heading=heading_level(level))
        if (listed := paragraph.find(f"{W}numPr")) is not None:
            style = style._replace(
                list_id=value(listed, "numId") or style.list_id,
                list_level=number(listed, "ilvl", style.list_level),
            )
    return style if letters is None else with_looks(style, letters)


def heading_level(outline: int) -> int:
    """Return the heading level of an outline level."""
    return outline + 1 if 0 <= outline < _BODY_LEVEL else 0


def with_looks(style: WordStyle, letters: Any) -> WordStyle:
    """Return ``style`` with what ``w:rPr`` says of the looks of Latin or Thai letters."""
    looks: dict[str, Any] = {}
    for look, names in _LOOKS.items():
        marks = [mark for name in names if (mark := letters.find(f"{W}{name}")) is not None]
        if marks:
            looks[look] = any(is_on(mark.get(f"{W}val", "1")) for mark in marks)
    return style._replace(**looks)


def is_on(text: str) -> bool:
    """Return the value of an attribute that is on or off."""
    return text not in OFF


def value(element: Any, name: str) -> str:
    """Return the value of a property; empty if it is not set."""
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def number(element: Any, name: str, usual: int | None = None) -> int | None:
    """Return the value of a property as a number, ``usual`` if it is none."""
    text = value(element, name)
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else usual
