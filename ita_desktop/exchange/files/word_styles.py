"""What the styles of a Word file say of a paragraph (heading level, bold, list), and the numbers
and bullets of lists, counted as Word counts them."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_thai
from ita_desktop.exchange.files import formats
from ita_desktop.typography.thai_letters import symbol

OFF: Final = frozenset({"0", "false", "off", "none"})
_MAX_DEPTH: Final = 20
"""Maximum depth of styles that are based on others."""
_BODY_LEVEL: Final = 9
"""The outline level of text that is no heading."""
_HEADING_NAME: Final = lazy_re(r"^heading ([1-9])$", re.IGNORECASE)
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


_LEVELS: Final = 9
_PLACE: Final = lazy_re(r"%([1-9])")
_THAI_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"),
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_THAI_DIGITS: Final = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_THAI_PLACES: Final = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_LARGEST: Final = 32_767
"""The largest number that Word counts to."""
_MOST_REPEATED: Final = 30
"""The most letters of a number such as ``กก``."""


class ListLevel(NamedTuple):
    """The numbering of a list level; ``shape`` is its text with placeholders (``(%1)``)."""

    form: str = "decimal"
    shape: str = ""
    start: int = 1
    restart: int | None = None
    """After which level (from 1) it begins anew; 0 for never, None for any higher one."""
    legal: bool = False
    """Whether the numbers of all levels in it are Arabic ones."""
    space: str = " "
    """What stands between number and text."""
    style: str = ""
    """The paragraph style that is linked to it."""


class ListPlace(NamedTuple):
    """A list and a level from 0."""

    list_id: str
    level: int


class _List(NamedTuple):
    """A list: ``counter`` names the counter that it shares with others of its kind."""

    counter: str
    levels: tuple[ListLevel, ...]
    begins: dict[int, int]
    """Levels that it begins anew with, and where."""


class Numbering:
    """Counts the lists of a file, paragraph by paragraph; ``root`` is None without lists."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._kinds: dict[str, Any] = {}
        self._elements: dict[str, Any] = {}
        if root is not None:
            for kind in root.iterfind(f"{W}abstractNum"):
                self._kinds[kind.get(f"{W}abstractNumId", "")] = kind
            for element in root.iterfind(f"{W}num"):
                self._elements[element.get(f"{W}numId", "")] = element
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def place(self, properties: Any | None, style: str) -> ListPlace | None:
        """Return list and level of a paragraph with these ``w:pPr``; None if it is in no list."""
        of_style = self._styles.of(style)
        listed = None if properties is None else properties.find(f"{W}numPr")
        own = "" if listed is None else value(listed, "numId")
        list_id = own or of_style.list_id
        if not list_id or list_id == "0":
            return None
        level = None if listed is None else number(listed, "ilvl")
        if level is None and not own:
            level = of_style.list_level
            if level is None:
                level = self._linked_level(list_id, style)
        return ListPlace(list_id, min(max(level or 0, 0), _LEVELS - 1))

    def is_bulleted(self, place: ListPlace) -> bool:
        """Return whether a place of a list has a bullet."""
        listed = self._list(place.list_id)
        return listed is not None and listed.levels[place.level].form == "bullet"

    def next(self, place: ListPlace) -> tuple[str, str]:
        """Count a paragraph; return its label, and what stands between this and the text."""
        listed = self._list(place.list_id)
        if listed is None:
            return "", ""
        level = listed.levels[place.level]
        counts = self._counts.setdefault(listed.counter, {})
        if place.list_id not in self._begun:
            self._begun.add(place.list_id)
            for at, start in listed.begins.items():
                counts[at] = start - (at == place.level)
        counts[place.level] = counts.get(place.level, level.start - 1) + 1
        for deeper in range(place.level + 1, _LEVELS):
            restart = listed.levels[deeper].restart
            if restart is None or place.level < restart:
                counts.pop(deeper, None)
        if level.form == "bullet":
            return level.shape, level.space if level.shape else ""
        label = _PLACE.sub(
            lambda found: self._number(listed, counts, int(found[1]) - 1, level, place.level),
            level.shape,
        )
        return label, level.space if label else ""

    @staticmethod
    def _number(
        listed: _List, counts: dict[int, int], at: int, shown_in: ListLevel, own: int
    ) -> str:
        """Return the present number of level ``at``, as shown in a number of another level."""
        if at > own:
            return ""
        level = listed.levels[at]
        # A level that was left out counts as begun.
        count = counts.setdefault(at, level.start)
        form = "decimal" if shown_in.legal and level.form != "none" else level.form
        return written(form, count)

    def _linked_level(self, list_id: str, style: str) -> int | None:
        listed = self._list(list_id)
        if listed is None:
            return None
        return next((at for at, level in enumerate(listed.levels) if level.style == style), None)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        element = self._elements.get(list_id)
        kind_id = "" if element is None else value(element, "abstractNumId")
        kind = self._kind(kind_id)
        if element is None or kind is None:
            return None
        levels = [ListLevel() for _level in range(_LEVELS)]
        _read_levels(kind, levels)
        begins: dict[int, int] = {}
        for override in element.iterfind(f"{W}lvlOverride"):
            at = int(override.get(f"{W}ilvl", "0"))
            if not 0 <= at < _LEVELS:
                continue
            _read_levels(override, levels)
            if (start := number(override, "startOverride")) is not None:
                begins[at] = start
                levels[at] = levels[at]._replace(start=start)
        return _List(kind_id, tuple(levels), begins)

    def _kind(self, kind_id: str) -> Any | None:
        """Return the definition of a kind of list, which may be that of a list style."""
        kind = self._kinds.get(kind_id)
        link = "" if kind is None else value(kind, "numStyleLink")
        if not link:
            return kind
        element = self._elements.get(self._styles.of(link).list_id)
        return kind if element is None else self._kinds.get(value(element, "abstractNumId"), kind)


def _read_levels(parent: Any, levels: list[ListLevel]) -> None:
    for element in parent.iterfind(f"{W}lvl"):
        at = int(element.get(f"{W}ilvl", "0"))
        if 0 <= at < _LEVELS:
            levels[at] = _level(element)


def _level(element: Any) -> ListLevel:
    form = value(element, "numFmt") or "decimal"
    shape = value(element, "lvlText")
    if form == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        shape = "".join(symbol(font, letter) for letter in shape)
    legal = element.find(f"{W}isLgl")
    return ListLevel(
        form,
        shape,
        number(element, "start", 0) or 0,
        number(element, "lvlRestart"),
        legal is not None and is_on(legal.get(f"{W}val", "1")),
        "" if value(element, "suff") == "nothing" else " ",
        value(element, "pStyle"),
    )


def written(form: str, count: int) -> str:
    """Return a number in one of Word's formats; in Arabic digits if it is not known."""
    write = _FORMS.get(form, str)
    return write(min(max(count, 0), _LARGEST))


def _in_letters(letters: str, count: int) -> str:
    if not count:
        return ""
    at = count - 1
    return letters[at % len(letters)] * min(at // len(letters) + 1, _MOST_REPEATED)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _in_words(count: int) -> str:
    """Return a number in Thai words: 21 is ยี่สิบเอ็ด."""
    if not count:
        return "ศูนย์"
    figures = str(count)
    text = ""
    for at, figure in enumerate(map(int, figures)):
        place = len(figures) - at - 1
        if not figure:
            continue
        if place == 1 and figure <= 2:
            text += "ยี่สิบ" if figure == 2 else "สิบ"
        elif place == 0 and figure == 1 and count > 10:
            text += "เอ็ด"
        else:
            text += _THAI_DIGITS[figure] + _THAI_PLACES[place]
    return text


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _count: "",
    "decimalZero": "{:02d}".format,
    "thaiNumbers": lambda count: to_thai(str(count)),
    "thaiCounting": _in_words,
    "thaiLetters": lambda count: _in_letters(_THAI_LETTERS, count),
    "lowerLetter": lambda count: _in_letters(_LATIN_LETTERS, count),
    "upperLetter": lambda count: _in_letters(_LATIN_LETTERS, count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
"""Namespaces of "Strict Open XML Document", a format of Word's, and the usual ones."""


@dataclass(frozen=True, slots=True)
class WordPackage:
    """An opened and checked Word file. ``related`` are the names of the parts that its main part
    refers to by relationship id, empty for what is outside the file."""

    archive: zipfile.ZipFile
    source: str
    main: str
    related: Mapping[str, str]
    by_type: Mapping[str, str] = field(default_factory=dict)
    """The same by the last word of the relationship's type, such as ``numbering``."""
    outside: Mapping[str, str] = field(default_factory=dict)
    """The addresses outside the file, by relationship id."""

    @classmethod
    def of(cls, archive: zipfile.ZipFile, source: str) -> "WordPackage":
        """Check and open a package. Raises InputError, and KeyError or lxml's errors if it is
        broken."""
        formats.check_sizes(archive, source, _most)
        formats.check_parts(archive, source, formats.MAX_TEXT_TAGS)
        main = next(
            (
                link.part
                for link in formats.relationships(archive, "", source)
                if link.kind == _MAIN and link.part
            ),
            "word/document.xml",
        )
        links = formats.relationships(archive, main, source)
        related = {link.id: link.part for link in links}
        by_type = {link.kind: link.part for link in links}
        outside = {link.id: link.address for link in links if link.address}
        return cls(archive, source, main, related, by_type, outside)

    def document(self) -> Any:
        """Return the root of the main part."""
        return self._root(self.main)

    def part(self, kind: str) -> Any | None:
        """Return the root of the part of a kind; None if the file has none."""
        name = self.by_type.get(kind, "")
        return self._root(name) if name in self.archive.namelist() else None

    def running(self) -> Iterator[str]:
        """Yield the paragraphs at the head and the foot of its pages."""
        names = {*self.archive.namelist()}
        for name in sorted({*self.related.values()} & names, reverse=True):
            if _RUNNING.search(name):
                for paragraph in self._root(name).iter(f"{W}p"):
                    yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))

    @property
    def has_macros(self) -> bool:
        """Whether it has macros, which nothing here reads."""
        return any(name.lower().endswith("vbaproject.bin") for name in self.archive.namelist())

    def _root(self, name: str) -> Any:
        data = self.archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return formats.parsed(data, self.source)


_MAIN: Final = "officeDocument"
_RUNNING: Final = lazy_re(r"(?:header|footer)\d*\.xml$", re.IGNORECASE)


def _most(name: str) -> int:
    return formats.MAX_TEXT_PART if name.startswith("word/") else formats.MAX_OTHER_PART
