"""Warnings about cells that may mean something else: dates of another fiscal year, bare numbers of
indicators. Rows with the same problem share one message."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.analysis import typed_scores
from ita_desktop.domain.dates import other_year, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET, one_line, to_arabic
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.exchange.cells.codes import (
    instrument_of,
    read_codes,
    read_indicator,
    read_numbered_indicator,
)
from ita_desktop.exchange.cells.links import CellLink
from ita_desktop.exchange.cells.row import Cells, text_of
from ita_desktop.exchange.heading_words import OF_ITEMS, heading_key, years_in
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin

_MAX_ROWS = 20
"""Maximum number of rows listed by number."""
_AT_END = lazy_re(r"(?:\s(?=\d+\.)|\sคะแนนเฉลี่ย\s+(?=\d+\s*$))(\d{1,3}(?:\.\d\d)?)\s*$")
"""A bare figure at the end of an item; a whole number alone may be anything else."""
_WORDS = lazy_re(r"(?!คะแนน)[ก-๙]{6}")
_LISTED = lazy_re(rf"\s*(?:{BULLET}|\d+[.)])\s*(?!\d)")
"""The beginning of one of several questions."""
_OF_ITEMS = ("items", "item", "indicator", "title", "score")
"""The columns that say of what a row is, in their order; the last one has its score."""
_INDICATOR = "“{text}” ใน{column} ไม่บอกเครื่องมือ จึงอ่านเป็นตัวชี้วัดที่ {text} ({rows})"
_OTHER_YEAR = "{column} {day} อยู่ในปีงบประมาณ {other} ไม่ใช่ {year} ({rows})"
_POINTING = "“{text}” ใน{rows} บอกเพียงว่าให้เปิดลิงก์ จึงไม่เป็นชื่อเอกสาร"


class TypedScore(NamedTuple):
    """A score in a table of words, of these items or of this indicator."""

    origin: Origin
    nodes: tuple[str, ...]
    score: Decimal
    years: tuple[int, ...] = ()
    """The Buddhist fiscal year that the heading states, if it does."""


class RemarkCollector:
    """Collects warnings about the rows of a file, read into the Buddhist ``fiscal_year``."""

    def __init__(self, fiscal_year: int | None) -> None:
        self._year = fiscal_year
        self._days: dict[tuple[str, int], list[tuple[Origin, date]]] = {}
        self._bare: dict[str, list[tuple[Origin, str]]] = {}
        self.scores: dict[TypedScore, None] = {}
        self._pointing: dict[str, list[Origin]] = {}

    def row(self, cells: Cells) -> None:
        """Check a row that was read."""
        self._note_scores(cells)
        for name in ("items", "code"):
            if text := _bare_number(cells, name):
                self._bare.setdefault(cells.place(name), []).append((cells.origin, text))
        for name, day in cells.days:
            if self._year is None:
                continue
            other = other_year(day, self._year, as_of=name == "as_of")
            if other is not None:
                key = (cells.place(name), other)
                self._days.setdefault(key, []).append((cells.origin, day))

    def links(self, origin: Origin, links: Iterable[CellLink]) -> None:
        """Note the words that only point to the links of a row."""
        for text in dict.fromkeys(link.pointer for link in links if link.pointer):
            self._pointing.setdefault(text, []).append(origin)

    def remarks(self) -> Iterator[Remark]:
        """Yield the warnings, each with its first row."""
        for text, rows_of in self._pointing.items():
            yield Remark(rows_of[0], _POINTING, fields={"text": text, "rows": rows_phrase(rows_of)})
        for place, numbers in self._bare.items():
            shown: dict[str, object] = {
                "column": place,
                "rows": rows_phrase([row for row, _ in numbers]),
                "text": numbers[0][1],
            }
            yield Remark(numbers[0][0], _INDICATOR, "ถ้าเป็นข้อคำถาม พิมพ์รหัส เช่น I1 แล้วนำเข้าใหม่", shown)
        for (place, other), days in self._days.items():
            origin, day = days[0]
            shown = {
                "column": place,
                "day": short_date(day),
                "other": other,
                "year": self._year,
                "rows": rows_phrase([row for row, _ in days]),
            }
            remedy = "ตรวจปีของวันที่ และดูว่าไฟล์นี้เป็นของปี {year} จริง"
            yield Remark(origin, _OTHER_YEAR, remedy, shown)

    def _note_scores(self, cells: Cells) -> None:
        """Note the scores beside the items of a row."""
        group = cells.above("indicator")
        nodes: tuple[str, ...] = (group,) if group else ()
        texts = {
            name: text_of(cells.row.value(at))
            for name, at in cells.columns.items()
            if name in _OF_ITEMS and at not in cells.row.merged
        }
        is_question = False
        for name in _OF_ITEMS[:-1]:
            of_items, text = name[:4] == "item", texts.get(name, "")
            # What a question without a code has is no score of its indicator.
            is_open = of_items and bool(_WORDS.search(text))
            own = () if is_open else nodes
            for line in text.split("\n"):
                codes = read_codes(line, instrument_of(group)).codes if of_items else ()
                if named := codes or self.group(cells.origin, line):
                    own, is_open = named, False
                elif _LISTED.match(line):
                    own = ()
                if self._add(cells.origin, own, line):
                    nodes, own = own, ()
                nodes = own or nodes
            is_question |= is_open
        score = texts.get("score", "").removesuffix("คะแนน").strip()
        years = years_in(cells.headings.get("score", ""))
        self._add(cells.origin, () if is_question else nodes, f"({score} คะแนน)", years)

    def group(self, origin: Origin, text: str) -> tuple[str, ...]:
        """Note the scores in the name of an indicator; return its code, if it is one."""
        indicator = read_indicator(text) if text.lstrip(" -").startswith("ตัวชี้วัด") else ""
        self._add(origin, (indicator,) if indicator else (), text)
        return (indicator,) if indicator else ()

    def _add(
        self, origin: Origin, nodes: tuple[str, ...], text: str, years: tuple[int, ...] = ()
    ) -> bool:
        """Note the scores of nodes in a text; return whether there are any."""
        bare = _AT_END.sub(r" (\1 คะแนน)", to_arabic(text)) if nodes else ""
        found = [TypedScore(origin, nodes, score, years) for score in typed_scores(bare)]
        self.scores |= dict.fromkeys(found)
        return bool(found)


def _bare_number(cells: Cells, name: str) -> str:
    """Return a bare number in a column of items that is read as an indicator; empty for none, and
    where the row, a group above it or its key, as in a form of ours, says what it is of."""
    if heading_key(cells.headings.get(name, "")) not in OF_ITEMS or place_of(cells.own("key")):
        return ""
    text = to_arabic(one_line(cells.own(name))).rstrip(".)")
    columns = ("indicator", "instrument")
    named = any(cells.own(column) or cells.above(column) for column in columns)
    is_bare = text.isdecimal() and not named
    return text if is_bare and read_numbered_indicator(cells.text("title")) != text else ""


def rows_phrase(origins: Sequence[Origin]) -> str:
    """Return ``แถว 3 5 7``, of each sheet if there are several; the number of rows if there are too
    many."""
    places = list(dict.fromkeys(origins))
    if len(places) > _MAX_ROWS:
        return Phrase("{count} แถว", count=len(places))
    sheets: dict[str, list[str]] = {}
    for origin in places:
        sheets.setdefault(origin.sheet, []).append(str(origin.row))
    numbers = {sheet: " ".join(rows) for sheet, rows in sheets.items()}
    if len(numbers) == 1:
        return Phrase("แถว {row}", row=" ".join(numbers.values()))
    named = (
        Phrase("{row} ของแผ่น “{sheet}”", row=rows, sheet=sheet) for sheet, rows in numbers.items()
    )
    return joined(*(Phrase("แถว {row}", row=each) for each in named))
