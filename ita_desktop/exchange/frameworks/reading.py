"""Reads the tables of a source as the items of a framework: rows of one item are joined, and items
without a code are numbered in their order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.codes import instrument_of
from ita_desktop.exchange.frameworks.item_table import ItemTableRow, item_table
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.remarks import Remark, Skipped
from ita_desktop.exchange.sheets import DataSheet, Origin, WorkProgress

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
    :func:`~ita_desktop.exchange.frameworks.item_table.item_table`. Rows whose instrument nothing
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
