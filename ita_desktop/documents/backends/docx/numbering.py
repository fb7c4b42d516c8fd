"""Writes Word's native lists: bullets and automatic numbering.

The numbers are those of the document: where one does not follow from the one before, numbering
restarts there.
"""

from dataclasses import dataclass, field
from typing import Any

from ita_desktop.documents.backends.docx.elements import key, twips, w
from ita_desktop.documents.backends.docx.reference import LISTS, hanging
from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.styles import STYLES, mark_width
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import Digits, to_arabic

_NUMBER = lazy_re("[0-9]+")
_LEVELS = 3


@dataclass(slots=True)
class _List:
    """A numbered list: its levels, ids, and last numbers."""

    levels: list[Any]
    abstract: int
    number: int
    counted: list[int] = field(default_factory=list)


class NumberingWriter:
    """The lists of one document; ``element`` is the root of its numbering part."""

    def __init__(self, element: Any, digits: Digits) -> None:
        self._element = element
        self._format = "thaiNumbers" if digits is Digits.THAI else "decimal"
        self._lists: dict[str, _List] = {}

    def properties(self, paragraph: Paragraph) -> Any | None:
        """Returns ``w:numPr`` of a paragraph with a list mark; None for other paragraphs."""
        if paragraph.counted and _NUMBER.search(to_arabic(paragraph.mark)):
            return self._counted(paragraph)
        if paragraph.mark in LISTS:
            number = w("numId", val=LISTS[paragraph.mark])
            return w("numPr", w("ilvl", val=paragraph.level), number)
        return None

    def _counted(self, paragraph: Paragraph) -> Any:
        mark = to_arabic(paragraph.mark)
        numbers = [int(digits) for digits in _NUMBER.findall(mark)][:_LEVELS]
        depth = len(numbers) - 1
        known = self._lists.get(paragraph.counted)
        if known is None:
            known = self._lists[paragraph.counted] = self._new_list(numbers)
        elif numbers != _next(known.counted, depth):
            known.number = self._new_number(known.abstract, numbers)
        self._format_level(known.levels[depth], paragraph, mark)
        known.counted = numbers
        return w("numPr", w("ilvl", val=depth), w("numId", val=known.number))

    def _new_list(self, numbers: list[int]) -> _List:
        starts = [*numbers, *(1 for _level in range(_LEVELS - len(numbers)))]
        levels = [
            w(
                "lvl",
                w("start", val=start),
                w("numFmt", val=self._format),
                w("suff", val="space"),
                w("lvlText", val=f"%{level + 1}."),
                w("lvlJc", val="left"),
                ilvl=level,
            )
            for level, start in enumerate(starts)
        ]
        abstract = self._free("abstractNum", "abstractNumId")
        kind = w("multiLevelType", val="multilevel")
        made = w("abstractNum", kind, *levels, abstractNumId=abstract)
        first = self._element.find(key("num"))
        if first is None:
            self._element.append(made)
        else:
            first.addprevious(made)
        return _List(levels, abstract, self._new_number(abstract))

    def _new_number(self, abstract: int, starts: list[int] | None = None) -> int:
        number = self._free("num", "numId")
        made = w("num", w("abstractNumId", val=abstract), numId=number)
        for level, start in enumerate(starts or ()):
            made.append(w("lvlOverride", w("startOverride", val=start), ilvl=level))
        self._element.append(made)
        return number

    def _free(self, tag: str, name: str) -> int:
        taken = [int(element.get(key(name))) for element in self._element.iterchildren(key(tag))]
        return max(taken, default=0) + 1

    @staticmethod
    def _format_level(level: Any, paragraph: Paragraph, mark: str) -> None:
        """Formats a level like its first number."""
        if level.find(key("pPr")) is not None:
            return
        places = iter(range(1, _LEVELS + 1))
        level.find(key("lvlText")).set(
            key("val"), _NUMBER.sub(lambda _found: f"%{next(places)}", mark)
        )
        if not paragraph.text:
            level.find(key("suff")).set(key("val"), "nothing")
        if paragraph.hangs:
            level.find(key("suff")).set(key("val"), "tab")
            place = hanging(mark_width(mark), paragraph.level, paragraph.left)
            level.append(w("pPr", place))
            return
        if paragraph.tabbed and paragraph.first is not None:
            level.find(key("suff")).set(key("val"), "tab")
            places_at = {"left": twips(paragraph.left), "hanging": twips(-paragraph.first)}
            level.append(w("pPr", w("ind", **places_at)))
            if all(run.bold for run in paragraph.runs):
                level.append(w("rPr", w("b"), w("bCs")))
            return
        style = STYLES[paragraph.style]
        first = style.first_line if paragraph.first is None else paragraph.first
        level.append(w("pPr", w("ind", left=twips(paragraph.left), firstLine=twips(first))))


def _next(counted: list[int], depth: int) -> list[int]:
    """Returns the numbers that Word counts next on a level."""
    if depth < len(counted):
        return [*counted[:depth], counted[depth] + 1]
    return [*counted, *(1 for _level in range(depth + 1 - len(counted)))]
