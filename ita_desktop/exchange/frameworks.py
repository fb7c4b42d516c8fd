"""Reads the tables of a source as the items of a framework: rows of one item are joined, and items
without a code are numbered in their order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Formats
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET, key, one_line, to_arabic
from ita_desktop.exchange.cells.codes import (
    instrument_of,
    instruments_in,
    read_codes,
    without_continued,
)
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN
from ita_desktop.exchange.cells.row import Cells, several, shortened
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.remarks import Remark, Skipped
from ita_desktop.exchange.sheets import DataSheet, Origin, WorkProgress

_BULLET: Final = lazy_re(rf"(?:{BULLET}+|o(?=\s))\s*")
_NUMBER: Final = lazy_re(r"\(?(\d{1,2}(?:\.\d{1,2})*)[.)](?:\s+|(?=[^\d\s]))|(\d{1,2})\s+(?=[ก-๙])")
_INLINE: Final = lazy_re(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s*(?=[^\d\s.])")
_FORMATS: Final = {
    "excel": ("excel", "xlsx", "xls"),
    "word": ("word", "docx", "doc"),
    "csv": ("csv",),
    "json": ("json",),
    "xml": ("xml",),
}
_WORD: Final = lazy_re(r"[a-z]+")

_CODED: Final = lazy_re(
    r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)[.):]?\s*", re.ASCII
)
_NAMED: Final = lazy_re(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*:?\s*")
_COUNT: Final = lazy_re(r"\s*[(\[]?\s*(?:จำนวน\s*)?\d{1,3}\s*(?:ข้อมูล|ข้อ|ประเด็น)\s*[)\]]?\s*$")
_BARE: Final = lazy_re(r"(?:ข้อ(?:ที่)?\s*)?0*(\d{1,2})\s*[.)]?", re.ASCII)
_LEADING: Final = lazy_re(r"(?:ข้อ(?:ที่)?\s*)?0*(\d{1,2})(?:[.)]\s*|\s+)(?=[^\d\s.])", re.ASCII)
_ABOUT_INSTRUMENT: Final = (
    *("แบบวัด", "แบบตรวจ", "เครื่องมือ", "ตาราง", "กรอบ", "ส่วนที่", "IIT", "EIT", "OIT"),
)

_ITEM_HEADINGS: Final = (
    *("ข้อ", "item", "code", "no", "ที่", "ลำดับ", "ลำดับที่", "รหัส", "รหัสข้อ", "ข้อที่", "ข้อ OIT"),
    *("ข้อ IIT", "ข้อ EIT", "รหัสข้อมูล"),
)
_TITLE_HEADINGS: Final = (
    *("title", "ชื่อข้อมูล", "รายการข้อมูล", "ชื่อข้อ", "ข้อมูลที่เผยแพร่", "ข้อมูลที่ต้องเผยแพร่"),
    *("ข้อมูลที่ต้องเปิดเผย", "ข้อคำถาม", "คำถาม", "ประเด็นการประเมิน", "ประเด็น", "ประเด็นคำถาม"),
    *("หัวข้อ", "รายการ"),
)


@dataclass(frozen=True, slots=True)
class ItemTableRow:
    """One row of a framework's table; what it does not give is empty."""

    origin: Origin
    instrument: str
    """IIT, EIT or OIT."""
    code: str
    """A code with its letter (O12)."""
    number: int
    """A number without a letter; 0 for none."""
    title: str
    points: tuple[str, ...]
    formats: Formats | None
    formats_text: str
    owners: tuple[str, ...]
    """Responsible units, as printed."""
    indicator: str
    """The code of its indicator or sub-indicator."""
    indicator_name: str
    continued: bool
    """Whether it goes on with the item of the row above."""


def item_table(names: Mapping[str, str], *, numbered: bool = True) -> ImportKind[ItemTableRow]:
    """Return the kind of a framework's table. ``names`` are the codes of known indicators by
    :func:`~ita_desktop.domain.text.key` of their names. Without ``numbered`` the column ``ข้อ`` has
    the titles."""
    title_headings = _TITLE_HEADINGS if numbered else (*_TITLE_HEADINGS, *_ITEM_HEADINGS)
    columns = (
        *([ImportColumn("item", "ข้อ", _ITEM_HEADINGS[1:])] if numbered else []),
        ImportColumn("title", "ข้อมูล", title_headings),
        ImportColumn(
            "contents",
            "องค์ประกอบด้านข้อมูล",
            (
                *("contents", "requirements", "องค์ประกอบ*", "รายละเอียด*", "เนื้อหา*", "คำอธิบาย*"),
                *("ข้อกำหนด*", "สิ่งที่ต้องเผยแพร่", "สิ่งที่ต้องเปิดเผย"),
                *("เกณฑ์การพิจารณา", "แนวทางการเปิดเผยข้อมูล"),
            ),
        ),
        ImportColumn(
            "formats", "รูปแบบ", ("formats", "format", "รูปแบบ*", "ชนิดไฟล์", "ประเภทไฟล์", "ไฟล์")
        ),
        OWNERS_COLUMN,
        ImportColumn("sub_indicator", "ตัวชี้วัดย่อย", ("sub_indicator", "ตัวชี้วัดย่อยที่"), inherit=True),
        ImportColumn("indicator", "ตัวชี้วัด", ("indicator", "ตัวชี้วัดที่"), inherit=True),
        ImportColumn("instrument", "เครื่องมือ", ("instrument", "เครื่องมือ*", "แบบวัด"), inherit=True),
    )
    beside = tuple(column.name for column in columns if column.name != "title")
    return ImportKind(
        name="framework-items",
        title="ข้อของกรอบการประเมิน",
        columns=columns,
        required=(("title",), beside),
        read=lambda cells: _read(cells, names),
        group=lambda text: _group(text, names),
        identity=frozenset({"title"}),
        place=Place(PageKey.YEAR, "framework"),
    )


def _read(cells: Cells, names: Mapping[str, str]) -> ItemTableRow:
    title, goes_on = without_continued(cells.own("title"), cells.continued)
    merged = cells.merged("title")
    contents = cells.lines("contents") if not cells.merged("contents") else ""
    code, number = ("", 0) if cells.merged("item") else _code(cells)
    if title and not merged and not (code or number):
        code, number, title = _coded_title(title)
    if not title and not contents:
        raise cells.fail("title", "ไม่มีชื่อข้อ", remedy="พิมพ์ชื่อข้อ แล้วอ่านใหม่")
    indicator, name = _indicator_of(cells, names)
    return ItemTableRow(
        cells.origin,
        next(iter(instruments_in(cells.text("instrument"))), ""),
        code,
        number,
        title,
        points_of(contents),
        formats_of(cells.own("formats")),
        "" if cells.merged("formats") else cells.own("formats"),
        () if cells.merged("owners") else several(cells.lines("owners")),
        indicator,
        name,
        continued=goes_on or merged or not title,
    )


def _code(cells: Cells) -> tuple[str, int]:
    """Return the code, or the number without a letter, of a row; raises RowError."""
    text = cells.own("item")
    if not text:
        return "", 0
    if bare := _BARE.fullmatch(to_arabic(text)):
        return "", int(bare[1])
    codes = read_codes(text).codes
    if len(codes) != 1:
        raise cells.fail(
            "item",
            "“{text}” ไม่ใช่รหัสข้อเดียว",
            remedy="พิมพ์รหัสหนึ่งข้อต่อแถว เช่น O12",
            text=shortened(text),
        )
    return codes[0], 0


def _coded_title(title: str) -> tuple[str, int, str]:
    """Return the code or number before a title, and the title."""
    found = read_codes(title)
    if len(found.codes) == 1 and found.remainder and not to_arabic(title)[0].isdecimal():
        return found.codes[0], 0, found.remainder
    if leading := _LEADING.match(to_arabic(title)):
        return "", int(leading[1]), title[leading.end() :]
    return "", 0, title


def _indicator_of(cells: Cells, names: Mapping[str, str]) -> tuple[str, str]:
    """Return code and name of a row's sub-indicator, else of its indicator."""
    above, sub = (_indicator(cells.text(name), names) for name in ("indicator", "sub_indicator"))
    under = not above[0] or sub[0].partition(".")[0] == above[0].partition(".")[0]
    found = sub if sub[0] and under else above
    return (found[0], found[1] or cells.above(f"name {found[0]}")) if found[0] else found


def _indicator(text: str, names: Mapping[str, str]) -> tuple[str, str]:
    plain = _COUNT.sub("", one_line(text))
    if coded := _CODED.match(to_arabic(plain)):
        return coded[1], plain[coded.end() :].strip(" :-–")
    name = _NAMED.sub("", plain, count=1)
    return names.get(key(name), ""), name


def _group(text: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Parse a row that names an indicator or an instrument for the rows below it."""
    if text.startswith(_ABOUT_INSTRUMENT) and (named := instruments_in(text)):
        return {"instrument": named[0], "indicator": "", "sub_indicator": ""}
    code, name = _indicator(text, names)
    is_named = text.startswith("ตัวชี้วัด") and bool(code)
    is_sub = "." in code and bool(name)
    if not (is_named or is_sub or (code and key(name) in names)):
        return {}
    return {"indicator": code, "sub_indicator": "", f"name {code}": name}


def points_of(text: str) -> tuple[str, ...]:
    """Return the points of a cell: one for each number or bullet, or for each line if it has
    neither. Lines that go on are joined; numbers and bullets are left out.

    >>> points_of("แสดงข้อมูล\\n1) ชื่อ\\n   และตำแหน่ง\\n2) ที่อยู่")
    ('แสดงข้อมูล', 'ชื่อ และตำแหน่ง', 'ที่อยู่')
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [part for line in lines for part in _inline(line)]
    marked = [_mark(line) for line in lines]
    if not any(marked):
        return tuple(lines)
    points: list[str] = []
    after_mark = False
    for line, end in zip(lines, marked, strict=True):
        if end:
            points.append(line[end:].strip())
            after_mark = True
        elif after_mark:
            points[-1] = one_line(f"{points[-1]} {line}")
        else:
            points.append(line)
    return tuple(filter(None, points))


def _mark(line: str) -> int:
    """Return where the text behind a number or bullet begins; 0 if the line has none."""
    found = _BULLET.match(line) or _NUMBER.match(to_arabic(line))
    return found.end() if found else 0


def _inline(line: str) -> Iterator[str]:
    """Yield the parts of a line that counts ``1) … 2) …`` from 1 on."""
    starts: list[int] = []
    for found in _INLINE.finditer(to_arabic(line)):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    if len(starts) < 2:
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
        if part := line[start:end].strip():
            yield part


def formats_of(text: str) -> Formats | None:
    """Return the formats that a cell names (PDF, Excel, Word, CSV, JSON, XML); None for none."""
    words = set(_WORD.findall(text.lower()))
    readable = tuple(name for name, known in _FORMATS.items() if words.intersection(known))
    if "pdf" not in words and not readable:
        return None
    return Formats(pdf="pdf" in words, machine_readable=readable)


_LETTERS = {"I": "IIT", "E": "EIT", "O": "OIT"}
MAX_ITEMS = 297
"""Three instruments with the codes 1 to 99."""
_COLUMNS = ("contents", "formats", "owners", "indicator")


@dataclass(frozen=True)
class ItemTable:
    """The items of a source, each with its code, and all that is none."""

    items: tuple[ItemTableRow, ...]
    given: frozenset[str]
    """What the tables give of any item: contents, formats, owners, indicator."""
    skipped: tuple[Remark, ...]
    """Rows and cells that were not read, with the reason."""
    aside: tuple[Remark, ...]
    """Titles, groups and notes, with the reason."""
    doubts: tuple[Remark, ...]
    """What to check."""
    other_sheets: tuple[str, ...]
    """Tables that are of something else."""
    ignored_columns: tuple[str, ...]


def read_items(
    sheets: Sequence[DataSheet],
    names: Mapping[str, str],
    *,
    source: str = "",
    work_progress: WorkProgress | None = None,
) -> ItemTable:
    """Read every framework table among ``sheets``. ``names`` are those of
    :func:`~ita_desktop.exchange.frameworks.item_table`. Rows whose instrument nothing
    tells are of OIT. Raises InputError if there is no such table, or more rows than codes."""
    kinds = [item_table(names), item_table(names, numbered=False)]
    finders = [HeadingFinder(kind) for kind in kinds]
    rows: list[ItemTableRow] = []
    remarks: dict[str, list[Remark]] = defaultdict(list)
    others: list[str] = []
    ignored: list[str] = []
    given: set[str] = set()
    for sheet in sheets:
        at = next((at for at, finder in enumerate(finders) if finder.find(sheet.rows)), None)
        if at is None:
            others.append(sheet.name)
            continue
        parsed = parse(kinds[at], [sheet], work_progress=work_progress)
        given |= {name for heading in parsed.headings.values() for name in heading.columns}
        joined = _joined(parsed.rows, remarks["skipped"])
        rows += joined
        remarks["skipped"] += [*parsed.skipped, *parsed.flaws]
        remarks["aside"] += parsed.aside
        remarks["doubts"] += parsed.doubts
        ignored += parsed.ignored_columns
    _refuse_too_many(rows, source)
    items = _numbered(_with_instruments(rows), remarks)
    if not items:
        raise InputError(
            "ไม่พบตารางข้อของกรอบการประเมิน",
            where=source,
            remedy="ใส่หัวคอลัมน์ “ข้อ” “ข้อมูล” และ “รายละเอียด” ไว้เหนือตาราง แล้วอ่านใหม่",
        )
    if {"sub_indicator"} & given or any(row.indicator or row.indicator_name for row in items):
        given.add("indicator")
    return ItemTable(
        tuple(items),
        frozenset(given.intersection(_COLUMNS)),
        tuple(remarks["skipped"]),
        tuple(remarks["aside"]),
        tuple(remarks["doubts"]),
        tuple(filter(None, others)),
        tuple(dict.fromkeys(ignored)),
    )


def _refuse_too_many(rows: Sequence[ItemTableRow], source: str) -> None:
    if len(rows) > MAX_ITEMS:
        raise InputError(
            "ตารางมี {count} แถว มากกว่าข้อของกรอบการประเมินใดจะมี ({most})",
            where=source,
            remedy="เก็บเฉพาะตารางข้อไว้ในไฟล์ใหม่ แล้วอ่านใหม่",
            count=len(rows),
            most=MAX_ITEMS,
        )


def _joined(rows: Iterable[ItemTableRow], skipped: list[Remark]) -> list[ItemTableRow]:
    """Join rows that go on with the item above, as in merged cells and behind a page break."""
    found: list[ItemTableRow] = []
    for row in rows:
        if found and _goes_on(row, found[-1]):
            above = found[-1]
            found[-1] = replace(
                above,
                points=(*above.points, *row.points),
                formats=above.formats or row.formats,
                formats_text=above.formats_text or row.formats_text,
                owners=tuple(dict.fromkeys((*above.owners, *row.owners))),
            )
        elif row.title:
            found.append(row)
        else:
            skipped.append(Skipped(row.origin, "รายละเอียดนี้ไม่มีข้อ", "ย้ายไปไว้ในแถวของข้อ แล้วอ่านใหม่"))
    return found


def _goes_on(row: ItemTableRow, above: ItemTableRow) -> bool:
    same_code = (row.code, row.number) in {("", 0), (above.code, above.number)}
    same_title = key(row.title) in {"", key(above.title)}
    is_code_again = (row.code or row.number) and (row.code, row.number) == (
        above.code,
        above.number,
    )
    return same_code and same_title and (row.continued or bool(is_code_again))


def _with_instruments(rows: Iterable[ItemTableRow]) -> list[ItemTableRow]:
    return [
        replace(
            row,
            instrument=_LETTERS.get(row.code[:1], "")
            or row.instrument
            or _LETTERS.get(instrument_of(row.indicator), "OIT"),
        )
        for row in rows
    ]


def _numbered(rows: Sequence[ItemTableRow], remarks: dict[str, list[Remark]]) -> list[ItemTableRow]:
    """Give each row a code: its own, that of its number, else the next one of its instrument.
    Numbers that begin again (in each indicator) count in the order of rows."""
    found: list[ItemTableRow] = []
    for instrument in dict.fromkeys(row.instrument for row in rows):
        own = [row for row in rows if row.instrument == instrument]
        counts = Counter(row.number for row in own if row.number)
        again = any(count > 1 for count in counts.values())
        if again:
            text = "เลขข้อของ {instrument} เริ่มใหม่กลางตาราง จึงให้เลขตามลำดับแถว"
            fields = {"instrument": instrument}
            remarks["doubts"].append(Remark(own[0].origin, text, fields=fields))
        found += _coded(own, instrument[0], remarks, keep=not again)
    return found


def _coded(
    rows: Iterable[ItemTableRow], letter: str, remarks: dict[str, list[Remark]], *, keep: bool
) -> list[ItemTableRow]:
    taken: dict[str, Origin] = {}
    found = []
    last = 0
    for row in rows:
        number = row.number if keep else 0
        code = row.code or f"{letter}{number or last + 1}"
        if code in taken:
            why = "รหัส {code} ซ้ำกับ{place} จึงไม่ได้ใช้แถวนี้"
            fields = {"code": code, "place": taken[code].place}
            remedy = "แก้รหัสให้ไม่ซ้ำกัน แล้วอ่านใหม่"
            remarks["skipped"].append(Skipped(row.origin, why, remedy, fields))
            continue
        last = int(code[1:])
        taken[code] = row.origin
        found.append(replace(row, code=code))
    return found
