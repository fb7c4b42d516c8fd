"""A Word paragraph with its number or bullet, heading level and style."""

from typing import Any, NamedTuple

from ita_desktop.exchange.blocks import TextRun
from ita_desktop.exchange.files.word.numbering import Numbering
from ita_desktop.exchange.files.word.package import W
from ita_desktop.exchange.files.word.styles import (
    Styles,
    WordStyle,
    heading_level,
    is_on,
    number,
    value,
)
from ita_desktop.exchange.files.word.text import Line, TextReader


class Written(NamedTuple):
    """A paragraph as printed."""

    line: Line
    label: str
    space: str
    """What stands between label and text."""
    level: int
    """The depth of its list."""
    style: WordStyle
    heading: int
    """Its heading level from 1, 0 for text."""
    bulleted: bool = False
    """Whether its label is a bullet."""

    @property
    def text(self) -> str:
        """The text with its label."""
        text = self.line.text
        return f"{self.label}{self.space}{text}" if self.label and text else self.label or text


class ParagraphReader:
    """Reads paragraphs in the order of the file, in which Word counts its lists."""

    def __init__(self, texts: TextReader, styles: Styles, numbering: Numbering) -> None:
        self.texts = texts
        self._styles = styles
        self._numbering = numbering
        self._carried: list[TextRun] = []
        """The text of a paragraph whose end was deleted: it belongs to the next one."""

    def read(self, element: Any) -> Written | None:
        """Return a paragraph; None if it goes on in the next one."""
        properties = element.find(f"{W}pPr")
        name = (value(properties, "pStyle") if properties is not None else "") or self._styles.usual
        style = self._styles.of(name)
        line = self.texts.line(element, style.bold)
        heading = style.heading
        if properties is not None:
            if properties.find(f"{W}rPr/{W}del") is not None:
                self._carried += line.runs
                return None
            if (level := number(properties, "outlineLvl")) is not None:
                heading = heading_level(level)
            line.page_break |= _begins_page(properties)
        if self._carried:
            line.runs[:0] = self._carried
            self._carried = []
        place = self._numbering.place(properties, name)
        if place is None:
            return Written(line, "", "", 0, style, heading)
        label, space = self._numbering.next(place)
        bulleted = self._numbering.is_bulleted(place)
        return Written(line, label, space, place.level, style, heading, bulleted)


def _begins_page(properties: Any) -> bool:
    """Return whether a page ends before or after a paragraph with these properties."""
    before = properties.find(f"{W}pageBreakBefore")
    if before is not None and is_on(before.get(f"{W}val", "1")):
        return True
    return properties.find(f"{W}sectPr") is not None
