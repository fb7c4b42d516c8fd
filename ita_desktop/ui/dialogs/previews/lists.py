"""The rows of lists about an import: the found parts with kind, year, place, numbers of rows and
what to check; rows and cells of a file that are not taken (unchanged, skipped, unreadable); and
items of another list, what the file calls each beside what the year does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ita_desktop.exchange.cells.row import shortened
from ita_desktop.i18n import caption, in_language, language, sentence, tr
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.errors import InputError
    from ita_desktop.domain.year import YearData
    from ita_desktop.exchange.remarks import CellPlace, Remark
    from ita_desktop.exchange.sheets import Origin
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.found.series import PlannedPart
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.plan import ImportPlan

TYPED: Final = "typed"
_MOST_CELLS: Final = 500
"""Number of lines after which rows are not shown cell by cell."""
SAME: Final = "same"
SKIPPED: Final = "skipped"
CHECK: Final = "check"
ASIDE: Final = "aside"
UNREAD: Final = "unread"
TYPED_IN: Final = frozenset({SKIPPED, UNREAD})
"""The lists in which cells can be corrected."""
TITLES: Final = "titles"
OF_FILE: Final = "ชื่อในไฟล์"
"""The heading of what the file calls an item."""
TICK: Final = "tick"
KIND: Final = "kind"
YEAR: Final = "year"
_MOST_DOUBTS = 3
_SHORT_DOUBT: Final = 60
"""Letters of a reason in the line of a returned form."""


class _FoundWidth:
    """The parts that were found in imported files."""

    TICK: Final = 40
    KIND: Final = 160
    YEAR: Final = 82
    NEW: Final = 56
    CHANGED: Final = 72
    SAME: Final = 98
    CHECK: Final = 250
    PLACE: Final = 150


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A part, or a file that was not read (``key`` -1)."""

    id: str
    key: int
    ticked: bool | None
    """None if there is nothing to import."""
    kind: str
    kind_text: str
    year: int | None
    place: str
    new: str
    changed: str
    same: str
    check: str
    """What to check, a sentence a line."""
    is_bad: bool
    """Whether something of it cannot be imported."""
    years: tuple[int, ...]
    whole: str = ""
    """What to check, all of it."""

    @property
    def may_open(self) -> bool:
        """Whether it has a preview."""
        return self.key >= 0 and bool(self.kind)


def found_columns() -> list[Column[FoundRow]]:
    """Returns the columns: check box, kind, year, numbers, what to check, place."""
    return [
        Column(TICK, "", lambda row: row.ticked, _FoundWidth.TICK, kind=ColumnKind.CHECK,
               editable=lambda row: row.ticked is not None, hideable=False),
        Column(KIND, tr("เป็นรายการใด"), _shown_kind, _FoundWidth.KIND, hideable=False,
               names_row=True, editable=lambda row: row.key >= 0, only_choices=True, required=True,
               choices=lambda _row: kind_choices()),
        Column(YEAR, tr("ลงในปี"), lambda row: str(row.year or ""), _FoundWidth.YEAR, hideable=False,
               editable=lambda row: row.may_open, only_choices=True, required=True,
               choices=_year_choices),
        Column("new", tr("ใหม่"), lambda row: row.new, _FoundWidth.NEW, kind=ColumnKind.CODE),
        Column("changed", tr("เปลี่ยน"), lambda row: row.changed, _FoundWidth.CHANGED,
               kind=ColumnKind.CODE),
        Column("same", tr("เหมือนเดิม"), lambda row: row.same, _FoundWidth.SAME,
               kind=ColumnKind.CODE),
        Column("check", tr("โปรดตรวจ"), _shown_check, _FoundWidth.CHECK, stretch=True,
               lines=WHOLE.lines, tip=lambda row: row.whole),
        Column("place", tr("อยู่ที่"), lambda row: row.place, _FoundWidth.PLACE, tone=Tone.TEXT2),
    ]  # fmt: skip


def kind_choices() -> tuple[ListChoice, ...]:
    """Returns the kinds that a part can be given."""
    from ita_desktop.exchange.kinds.registry import KIND_TITLES

    return tuple(ListChoice(name, caption(title)) for name, title in KIND_TITLES.items())


def found_rows(
    parts: "Sequence[PlannedPart]", left: "Sequence[InputError]", years: Sequence[int]
) -> list[FoundRow]:
    """Returns the rows of all parts, those of unknown kinds last and of returned forms those first
    that lack something, then of the files that were ``left``; ``years`` can be chosen."""
    several = len({planned.part.source.name for planned in parts}) > 1 or bool(left)
    rows = [_found_row(planned, years, several=several) for planned in sorted(parts, key=_rank)]
    return [*rows, *(_left_row(number, error) for number, error in enumerate(left))]


def _rank(planned: "PlannedPart") -> tuple[bool, bool, bool]:
    part = planned.part
    is_clean = not (planned.is_incomplete or planned.doubts)
    return not part.kind, part.is_text, bool(part.source.form) and is_clean


def _found_row(planned: "PlannedPart", years: Sequence[int], *, several: bool) -> FoundRow:
    part, plan = planned.part, planned.plan
    where = in_language(part.place) if part.place else ""
    file = part.source.name if several or not where else ""
    year = plan.base.year if plan is not None else part.asked_year or part.year
    known = dict.fromkeys((*years, *filter(None, (part.year, year))))
    return FoundRow(
        id=str(part.key),
        key=part.key,
        ticked=bool(planned.writes) or (part.is_taken and not _is_held(plan)) if plan else None,
        kind=part.kind,
        kind_text=_title(planned),
        year=year,
        place=" · ".join(filter(None, (file, where))),
        new=_number(plan.added) if plan is not None else "",
        changed=_number(plan.changed) if plan is not None else "",
        same=_number(plan.same) if plan is not None else "",
        check=_check(planned),
        whole=_check(planned, whole=True),
        is_bad=planned.is_incomplete,
        years=tuple(sorted(known)),
    )


def waits(plan: "ImportPlan | None") -> bool:
    """Returns whether all rows of a plan wait for a yes, which its preview asks for."""
    return plan is not None and bool(plan.changes) and not plan.accepted


def _is_held(plan: "ImportPlan") -> bool:
    """Returns whether nothing of a plan is taken until a person has said so."""
    return plan.awaits_year or waits(plan)


def _title(planned: "PlannedPart") -> str:
    """Returns the kind of a part; of a returned form, the unit's name, too."""
    from ita_desktop.exchange.kinds.registry import KIND_TITLES

    part, plan = planned.part, planned.plan
    title = caption(KIND_TITLES[part.kind]) if part.kind else ""
    form = plan.base.form_by_id.get(part.source.form) if plan is not None else None
    if plan is None or form is None:
        return title
    return f"{plan.base.unit_name(form.unit_id)} · {title}"


def _left_row(number: int, error: "InputError") -> FoundRow:
    texts = tr("ไม่ได้อ่าน {why}", why=sentence(error))
    return FoundRow(
        f"left:{number}", -1, None, "", "", None, str(error.where), "", "", "", texts, True, ()
    )


def _check(planned: "PlannedPart", *, whole: bool = False) -> str:
    """Returns what to check: why it cannot be imported, skipped rows, the first doubts or all."""
    lines = []
    if planned.problem is not None:
        lines.append(sentence(planned.problem))
    doubts = planned.doubts
    if planned.part.source.form:
        # The pane of the unit has them whole, with what to do.
        doubts = tuple(replace(doubt, remedy="") for doubt in doubts)
    texts = list(dict.fromkeys(doubt.sentence(language.translate) for doubt in doubts))
    if planned.part.source.form and not whole:
        texts = [shortened(text, _SHORT_DOUBT) for text in texts]
    # Where nothing is taken, the gravest reason says it all; what is skipped is no graver.
    most = _MOST_DOUBTS if planned.part.belief.is_sure else 1
    # One more takes no more room than that there is one.
    most = len(texts) if whole or len(texts) == most + 1 else most
    lines += texts[:most]
    if planned.plan is not None and planned.plan.skipped:
        skipped = tr("นำเข้าไม่ได้ {count} แถว", count=len(planned.plan.skipped))
        lines.insert(1 if planned.plan.reasons else 0, skipped)
    if len(texts) > most:
        lines.append(tr("และอีก {count}", count=len(texts) - most))
    return "\n".join(lines)


def _number(count: int) -> str:
    return str(count) if count else "–"


def _shown_kind(row: FoundRow) -> StyledValue:
    if row.kind:
        return StyledValue(row.kind_text, Tone.TEXT, strong=True)
    return StyledValue(tr("ไม่ทราบชนิด") if row.key >= 0 else "", Tone.LATE, strong=True)


def _shown_check(row: FoundRow) -> StyledValue:
    return StyledValue(row.check, Tone.LATE if row.is_bad else Tone.TEXT2)


def _year_choices(row: FoundRow) -> tuple[ListChoice, ...]:
    return tuple(ListChoice(year, str(year)) for year in row.years)


class _Width:
    """Rows that are not imported: all columns are visible in a low window."""

    PLACE: Final = 100
    CONTENT: Final = 300
    WHY: Final = 360
    HEADING: Final = 90
    TYPED: Final = 170
    WHY_TYPED: Final = 250
    CONTENT_TYPED: Final = 150


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not imported: its location, content, and the reason, with the cell that caused
    it."""

    id: str
    place: str
    content: str
    why: str
    origin: "Origin | None" = None
    cell: "CellPlace | None" = None
    typed: str = ""
    """The content of the cell."""
    choices: tuple[ListChoice, ...] = ()
    """What the cell may be; anything else can be typed, too."""
    of: str = ""
    """The text that it stands in, if that says more."""
    left: "LeftText | None" = None
    """What of the file it is, if that is stored nowhere."""
    row_at: int | None = None
    """The index of the row that this would go into."""
    into: str = ""
    """The name of that row."""


def left_columns(*, typed: bool = False) -> list[Column[LeftRow]]:
    """Returns the columns: location, reason, content; with ``typed`` also the cell to correct. The
    reason is never elided."""
    place = Column[LeftRow]("place", tr("แถวในไฟล์"), lambda row: row.place, _Width.PLACE,
                            kind=ColumnKind.CODE)  # fmt: skip
    content = Column[LeftRow](
        "content",
        tr("ข้อมูลในแถว"),
        lambda row: row.content,
        _Width.CONTENT_TYPED if typed else _Width.CONTENT,
    )
    why = Column[LeftRow](
        "why",
        tr("เหตุผล"),
        lambda row: row.why,
        _Width.WHY_TYPED if typed else _Width.WHY,
        stretch=True,
        lines=WHOLE.lines,
    )
    return [place, *(_typed_columns() if typed else ()), why, content]


def _typed_columns() -> list[Column[LeftRow]]:
    """Returns the columns of the cell's heading and its content."""
    return [
        Column("heading", tr("ช่อง"), lambda row: row.cell.heading if row.cell else "",
               _Width.HEADING, tone=Tone.TEXT2),
        Column(TYPED, tr("พิมพ์แก้ที่นี่"), lambda row: StyledValue(row.typed, Tone.LATE, strong=True),
               _Width.TYPED, hideable=False, editable=lambda row: row.cell is not None,
               choices=lambda row: row.choices),
    ]  # fmt: skip


def same_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns the records that equal existing data."""
    found: dict[str, LeftRow] = {}
    for at, record in enumerate(plan.kept):
        # One row may be several records, and several rows one.
        key = row_id(record[0])
        key = key if key not in found else f"{key}:{at}"
        place = " · ".join(map(place_of, record))
        content = "\n".join(map(source.row, record))
        found[key] = LeftRow(key, place, content, tr("เหมือนที่มีอยู่แล้ว"))
    return list(found.values())


def skipped_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns the rows that cannot be imported, with the reason."""
    found: dict[str, LeftRow] = {}
    for at, skipped_row in enumerate(plan.skipped):
        key = row_id(skipped_row.origin) if skipped_row.origin is not None else f"skipped:{at}"
        why = skipped_row.sentence(language.translate)
        if key in found:
            why = f"{found[key].why}\n{why}"
        found[key] = _with_cell(_row(key, skipped_row, source, why), skipped_row, plan, source)
    shown: list[LeftRow] = []
    for row in found.values():
        cells = _cells_of(row, plan, source) if len(shown) < _MOST_CELLS else []
        shown += cells or [row]
    return shown


def _cells_of(row: LeftRow, plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns a row that is skipped as a whole as its cells, each to be corrected."""
    origin = next((place for place in plan.cells if row_id(place) == row.id), None)
    if row.cell is not None or origin is None:
        return []
    return [
        replace(_of_cell(row, origin, cell, plan, source), id=f"{row.id}:{cell.index}")
        for cell in plan.cells[origin]
    ]


def rows_aside(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns the rows outside the table, with their supposed kind."""
    return [
        _row(f"aside:{at}", remark, source, remark.sentence(language.translate))
        for at, remark in enumerate(plan.aside)
    ]


def unread_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns the unreadable cells of rows that are imported without them."""
    found: dict[str, LeftRow] = {}
    for flaw in plan.flaws:
        if flaw.origin is None or flaw.cell is None:
            continue
        key = f"{row_id(flaw.origin)}:{flaw.cell.index}"
        why = flaw.sentence(language.translate)
        if key in found:
            why = f"{found[key].why}\n{why}"
        found[key] = _with_cell(_row(key, flaw, source, why), flaw, plan, source)
    return list(found.values())


def _with_cell(
    row: LeftRow, remark: "Remark", plan: "ImportPlan", source: "ImportSource"
) -> LeftRow:
    """Returns a row with the cell to correct."""
    if remark.origin is None or remark.cell is None:
        return row
    return _of_cell(row, remark.origin, remark.cell, plan, source)


def _of_cell(
    row: LeftRow, origin: "Origin", cell: "CellPlace", plan: "ImportPlan", source: "ImportSource"
) -> LeftRow:
    typed = source.cell(origin, cell.index)
    choices = _offered(plan.kind, cell.name, plan.base)
    return replace(row, origin=origin, cell=cell, typed=typed, choices=choices)


def _offered(kind: str, name: str, data: "YearData") -> tuple[ListChoice, ...]:
    """Returns what a cell of the column ``name`` may be, as templates offer it."""
    from ita_desktop.exchange.choices import entries
    from ita_desktop.exchange.kinds.registry import kind_named

    found = (column for column in kind_named(kind).columns if column.name == name)
    column = next(found, None)
    if column is None or column.many:
        return ()
    items = data.framework.item_by_code
    return tuple(
        ListChoice(text, f"{text} {items[text].title}", also=(items[text].title,))
        if text in items
        else ListChoice(text, text)
        for text in entries(column.choice, data)
    )


def warned_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns the warnings with their rows."""
    return [
        _row(f"warned:{at}", warning, source, warning.sentence(language.translate))
        for at, warning in enumerate(plan.warnings)
    ]


def _row(key: str, remark: "Remark", source: "ImportSource", why: str) -> LeftRow:
    origin = remark.origin
    if origin is None:
        return LeftRow(key, "", "", why)
    return LeftRow(key, place_of(origin), source.row(origin), why)


def remark_text(remark: "Remark") -> str:
    """Returns a remark with its location in the current language."""
    sentence = remark.sentence(language.translate)
    return f"{place_of(remark.origin)}: {sentence}" if remark.origin is not None else sentence


def place_of(origin: "Origin") -> str:
    """Returns the location of a row: แถว 7, with its sheet if named; บรรทัด 7 of a report."""
    return in_language(origin.brief)


def row_id(origin: "Origin") -> str:
    """Returns the key of a row of the file."""
    return f"{origin.sheet}:{origin.row}"


LISTED: Final = {
    SAME: same_rows,
    SKIPPED: skipped_rows,
    CHECK: warned_rows,
    ASIDE: rows_aside,
    UNREAD: unread_rows,
}
"""What makes the rows of each list."""


class _TitlesWidth:
    """Both names are readable side by side in a low window."""

    PLACE: Final = 100
    CODE: Final = 62
    TITLE: Final = 250


@dataclass(frozen=True, slots=True)
class TitlesRow:
    """A row of the file with both names of its item."""

    id: str
    place: str
    code: str
    title: str
    item: str
    official: str


def titles_rows(plan: "ImportPlan") -> list[TitlesRow]:
    """Returns all rows of the other list, whatever becomes of them."""
    none = tr("ไม่มีข้อที่ตรงกัน")
    return [
        TitlesRow(
            row_id(row.origin),
            place_of(row.origin),
            row.code,
            row.title,
            row.item,
            row.official or none,
        )
        for row in plan.titled
    ]


def titles_columns(year: int) -> list[Column[TitlesRow]]:
    """Returns the columns: code and title of the file, item and title of the Buddhist fiscal
    ``year``, place."""
    return [
        Column("code", tr("รหัสในไฟล์"), lambda row: row.code, _TitlesWidth.CODE,
               kind=ColumnKind.CODE),
        Column("title", tr(OF_FILE), lambda row: row.title, _TitlesWidth.TITLE, stretch=True,
               lines=WHOLE.lines),
        Column("item", tr("ข้อของปี"), lambda row: row.item, _TitlesWidth.CODE, kind=ColumnKind.CODE),
        Column("official", tr("ชื่อในกรอบของปี {year}", year=year), lambda row: row.official,
               _TitlesWidth.TITLE, stretch=True, lines=WHOLE.lines),
        Column("place", tr("แถวในไฟล์"), lambda row: row.place, _TitlesWidth.PLACE,
               kind=ColumnKind.CODE),
    ]  # fmt: skip
