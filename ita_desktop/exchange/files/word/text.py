"""A Word paragraph as it is printed: results of fields, accepted changes, symbols; with its number
or bullet, heading level and style."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.blocks import TextRun
from ita_desktop.exchange.files.cell_lines import Line
from ita_desktop.exchange.files.reader_remarks import CHANGES, COMMENTS, EMBEDDED, HIDDEN
from ita_desktop.exchange.files.word.package import R, W, WordPackage
from ita_desktop.exchange.files.word.styles import (
    Numbering,
    Styles,
    WordStyle,
    heading_level,
    is_on,
    number,
    value,
    with_looks,
)
from ita_desktop.typography.symbols import symbol

PARAGRAPH: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
_RUN: Final = f"{W}r"
_TEXT: Final = f"{W}t"
_RUN_PROPERTIES: Final = f"{W}rPr"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES: Final = f"{_MC}AlternateContent"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BOX: Final = f"{W}txbxContent"
_PICTURES: Final = frozenset({f"{_A}blip", f"{_VML}imagedata"})
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict"})
_THROUGH: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo"),
        *("ins", "moveTo"),
    )
)
"""Elements whose content stands where they stand."""
_INSERTED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_LETTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}  # fmt: skip
_INSTRUCTION: Final = f"{W}instrText"
_LINK_FIELD: Final = re.compile(r'HYPERLINK\s+"([^"]+)"')
"""The instruction of a field that is a link."""
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


class TextReader:
    """Reads paragraphs in the order of a file, because a field may extend over several."""

    def __init__(self, package: WordPackage, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._fields: list[bool] = []
        """The fields that are open: whether their instruction is being read, not their result."""
        self._footnotes: dict[str, dict[str, str]] = {}
        self.counted: Counter[str] = Counter()
        self.page = 0
        """The page as last printed by Word; 0 if that is not stored."""

    def line(self, paragraph: Any, bold: bool | None = None) -> Line:
        """Return a paragraph; ``bold`` is what its style says."""
        line = Line(page=self.page)
        self._walk(paragraph, line, bold)
        return line

    def _walk(self, element: Any, line: Line, bold: bool | None) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, line, bold)
            elif tag in _THROUGH:
                self.counted[CHANGES] += tag in _INSERTED
                if address := self._package.outside.get(child.get(f"{R}id", "")):
                    words = "".join(part.text or "" for part in child.iter(_TEXT))
                    line.links.append((address, words))
                self._walk(child, line, bold)
            elif tag in _DELETED:
                self.counted[CHANGES] += 1
            elif tag == _ALTERNATIVES:
                self._walk(chosen(child), line, bold)
            elif tag.startswith(_M):
                text = "".join(part.text or "" for part in child.iter(f"{_M}t"))
                self._add(line, text, bold=False)

    def _run(self, run: Any, line: Line, bold: bool | None) -> None:
        letters = run.find(_RUN_PROPERTIES)
        look = WordStyle()
        if letters is not None:
            look = with_looks(self._styles.of(value(letters, "rStyle")), letters)
        if look.hidden:
            self.counted[HIDDEN] += any(part.text for part in run.iter(_TEXT))
            return
        line.struck = look.struck
        self._parts(run, line, bold=bool(bold if look.bold is None else look.bold))
        line.struck = False

    def _parts(self, run: Any, line: Line, *, bold: bool) -> None:
        for part in run:
            tag = part.tag
            if tag == _TEXT:
                self._add(line, part.text or "", bold=bold)
            elif tag in _LETTERS:
                self._add(line, _LETTERS[tag], bold=bold)
            elif tag in _DRAWINGS:
                self._drawing(part, line)
            elif tag == _INSTRUCTION:
                line.links += ((each, "") for each in _LINK_FIELD.findall(part.text or ""))
            elif tag == _ALTERNATIVES:
                self._parts(chosen(part), line, bold=bold)
            else:
                self._special(part, line, bold=bold)

    def _special(self, part: Any, line: Line, *, bold: bool) -> None:
        match part.tag.removeprefix(W):
            case "br":
                if part.get(f"{W}type") == "page":
                    line.page_break = True
                else:
                    self._add(line, "\n", bold=bold)
            case "fldChar":
                self._field(part.get(f"{W}fldCharType", ""))
            case "sym":
                letter = chr(int(part.get(f"{W}char", "20"), 16))
                self._add(line, symbol(part.get(f"{W}font", ""), letter), bold=bold)
            case "lastRenderedPageBreak":
                self.page += 1
                if not line.text.strip():
                    line.page = self.page
            case "footnoteReference" | "endnoteReference":
                text = self._note(_NOTES[part.tag], part.get(f"{W}id", ""))
                line.notes.extend([text] if text else [])
            case "commentReference":
                self.counted[COMMENTS] += 1
            case "object":
                self.counted[EMBEDDED] += 1
                self._drawing(part, line)

    def _add(self, line: Line, text: str, *, bold: bool) -> None:
        if not any(self._fields):
            line.add(text, bold=bold)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, drawing: Any, line: Line) -> None:
        """Note the pictures and text boxes of a drawing; those within a box belong to that."""
        described = next(
            (text for element in drawing.iter(f"{_DRAWN}docPr") if (text := element.get("descr"))),
            "",
        )
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            if element.tag == _BOX:
                line.boxes.append(element)
            elif element.tag == _ALTERNATIVES:
                waiting.extend(element[:1])
            else:
                if element.tag in _PICTURES:
                    identity = element.get(f"{R}embed") or element.get(f"{R}id") or ""
                    part = self._package.related.get(identity, "")
                    line.pictures.append((part, described))
                waiting.extend(reversed(element))

    def _note(self, kind: str, identity: str) -> str:
        """Return the text of a footnote or endnote."""
        if kind not in self._footnotes:
            root = self._package.part(kind)
            tag = f"{W}{kind.removesuffix('s')}"
            self._footnotes[kind] = {
                note.get(f"{W}id", ""): " ".join(
                    "".join(text.text or "" for text in paragraph.iter(_TEXT))
                    for paragraph in note.iter(PARAGRAPH)
                ).strip()
                for note in (() if root is None else root.iter(tag))
            }
        return self._footnotes[kind].get(identity, "")

    def content(self, element: Any) -> Iterator[Any]:
        """Yield the children of a body, table, row or cell, also those in content controls and in
        accepted changes."""
        for child in element:
            tag = child.tag
            if tag in _DELETED:
                self.counted[CHANGES] += 1
            elif tag in _THROUGH:
                self.counted[CHANGES] += tag in _INSERTED
                yield from self.content(child)
            elif tag == _ALTERNATIVES:
                yield from self.content(chosen(child))
            else:
                yield child


def chosen(alternatives: Any) -> Any:
    """Return the first of several forms of the same content."""
    return next(iter(alternatives), ())


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
