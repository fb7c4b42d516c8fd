"""Warnings about cells that may mean something else: dates of another fiscal year, bare numbers of
indicators. Rows with the same problem share one message."""

from collections.abc import Iterator, Sequence
from datetime import date

from ita_desktop.domain.dates import other_year, short_date
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.codes import read_numbered_indicator
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.heading_words import OF_ITEMS, heading_key
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin

_MAX_ROWS = 20
"""Maximum number of rows listed by number."""
_INDICATOR = "“{text}” ใน{column} ไม่บอกเครื่องมือ จึงอ่านเป็นตัวชี้วัดที่ {text} ({rows})"
_OTHER_YEAR = "{column} {day} อยู่ในปีงบประมาณ {other} ไม่ใช่ {year} ({rows})"


class RemarkCollector:
    """Collects warnings about the rows of a file, read into the Buddhist ``fiscal_year``."""

    def __init__(self, fiscal_year: int | None) -> None:
        self._year = fiscal_year
        self._days: dict[tuple[str, int], list[tuple[Origin, date]]] = {}
        self._bare: dict[str, list[tuple[Origin, str]]] = {}

    def row(self, cells: Cells) -> None:
        """Check a row that was read."""
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

    def remarks(self) -> Iterator[Remark]:
        """Yield the warnings, each with its first row."""
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


def _bare_number(cells: Cells, name: str) -> str:
    """Return a bare number in a column of items that is read as an indicator; empty for none, and
    where the row or a group above it says what it is of."""
    if heading_key(cells.headings.get(name, "")) not in OF_ITEMS:
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
