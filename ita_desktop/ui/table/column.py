"""What a page gives a table: columns, which say how their values are displayed, parsed (typed and
pasted text becomes a value) and edited, and rows in groups, which become its lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, Protocol, TypeVar

from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import MAX_TEXT, clean, key, one_line, plain_number
from ita_desktop.i18n import tr
from ita_desktop.ui.table.values import CellOwner, Choices, ListChoice, Numbers, YearAxis
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.ui.table.cells.drawn import Drawn

_NOTHING = frozenset({"", "-", "–", "—"})
_YES = frozenset({"✓", "✔", "☑", "1", "x", "y", "yes", "true", "ใช่", "มี", "ครบ"})
_NO = frozenset({"", "0", "-", "–", "☐", "n", "no", "false", "ไม่", "ไม่ใช่", "ไม่มี"})
_BETWEEN_OWNERS = str.maketrans({",": ";", "\n": ";", "、": ";"})


class ColumnSize:
    """Common widths."""

    USUAL: Final = 120


class Row(Protocol):
    """An immutable value with an ``id``; equal rows look the same."""

    @property
    def id(self) -> str: ...


RowT = TypeVar("RowT", bound=Row)


class ColumnKind(Enum):
    """How a column's values are painted, aligned, sorted, parsed and edited."""

    TEXT = auto()
    CODE = auto()
    NUMBER = auto()
    DATE = auto()
    STATE = auto()
    FRACTION = auto()
    BAR = auto()
    SCHEDULE = auto()
    SPANS = auto()
    OWNERS = auto()
    CHECK = auto()


OF_YEAR = frozenset({ColumnKind.SCHEDULE, ColumnKind.SPANS})
"""Kinds with a timeline as heading, and today's line through all rows."""
RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.FRACTION})
"""Right-aligned kinds."""


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """A column. Its functions are called with the page's row objects, never with groups.

    ``value`` returns a value of the column's kind: str, Decimal or None, date or None, ``Mark`` or
    ``StatusCell``, ``DoneCount``, ``ProgressCell``, tuple of ``ScheduledTime``, ``YearSpan`` or
    ``CellOwner``, bool or None (no check box); optionally wrapped in a ``ChangedValue`` or
    ``StyledValue``.
    """

    key: str
    title: str
    value: Callable[[RowT], object]
    width: int = ColumnSize.USUAL
    """Default width in px; a width set by the user is stored by the header."""
    _: KW_ONLY
    kind: ColumnKind = ColumnKind.TEXT
    also: Callable[[], Sequence[str]] | None = None
    """Returns other headings of the column in lists that are pasted."""
    wide: int = 0
    """Width to which it grows if there is space; 0: it does not grow."""
    unused: int = 0
    """Width while all its cells are empty and none was edited; 0: as otherwise."""
    serves: Callable[[RowT], bool] | None = None
    """Whether a value of a row belongs into it. While that of none does, and none is there, it is
    left out before words are cut or take another line."""
    stretch: bool = False
    """Whether it takes the remaining space; with ``wide``, shared with growing columns."""
    names_row: bool = False
    """Whether rows are called by it when spoken, instead of by a code and the longest text: by the
    first two such columns that have a text."""
    spare: bool = False
    """Whether it is left out where there is no room for all columns: what it says is also read or
    entered elsewhere."""
    lines: int = 0
    """Number of lines of its texts, whatever that of other columns; 0: as the others."""
    text: Callable[[RowT], str] | None = None
    """Returns the displayed and copied text, if it differs from that of the value."""
    ghost: Callable[[RowT], str] | None = None
    """Returns the placeholder of an empty cell (โดยตำแหน่ง)."""
    tone: Callable[[RowT], Tone] | Tone | None = None
    tip: Callable[[RowT], str] | None = None
    """Returns the tool tip; by default the full text of an elided cell."""
    sort: Callable[[RowT], object] | None = None
    """Returns the sort key, comparable within the column."""
    editable: Callable[[RowT], bool] | bool = False
    decided: Callable[[RowT], str] | str = ""
    """Says which other cell or page decides what a cell shows that is not editable."""
    opens: str = ""
    """The column of the same row that a double click edits where this one is not editable."""
    parse: Callable[[str], object] | None = None
    """Parses typed or pasted text; raises ValueError with a Thai sentence."""
    choices: Callable[[RowT], Sequence[ListChoice]] | None = None
    """Returns choices that depend on the row."""
    any_choices: Callable[[], Sequence[ListChoice]] | None = None
    """Returns the choices of any row without such ones, of new rows, and of groups."""
    doubt: Callable[[RowT | None, object], None] | None = None
    """Raises ValueError with a Thai sentence if a parsed value is invalid for the row; None stands
    for a new row."""
    named: Callable[[RowT | None, str], Sequence[ListChoice]] | None = None
    """Possible meanings of a typed name that is no choice: suggested, never used by default."""
    only_choices: bool = False
    """Whether only choices are accepted."""
    empty: object = None
    """The value set by Delete."""
    required: bool = False
    """Whether the cell must not be empty."""
    numbers: Numbers = field(default=Numbers())
    axis: YearAxis | None = None
    """The year of a schedule column; typed dates default to its fiscal year."""
    fiscal_year: int | None = None
    """Buddhist fiscal year assumed for typed dates without a year."""
    today: Callable[[], date] = date.today
    """Returns the base date of +7 and the calendar's shortcuts; the sample has a fixed one."""
    wrap: bool = True
    firm: bool = False
    """Whether it is never narrower than its width: the table is scrolled sideways instead."""
    rich: bool = False
    """Whether it contains rich text with lists and bold."""
    filterable: bool = True
    hideable: bool = True
    group: Callable[[RowT], str] | None = None
    """Returns a group code for rows outside groups, for filtering by code."""
    hidden: bool = False
    """Whether it is hidden by default."""
    sunken: bool = False
    """Whether it is painted as read-only among editable columns."""

    def decided_by(self, row: RowT) -> str:
        """Returns what decides a cell that is not editable, in words; empty if that is unsaid."""
        return self.decided if isinstance(self.decided, str) else self.decided(row)

    @property
    def needed(self) -> bool:
        """Whether a new row is nothing without a value typed here: no default stands for it."""
        return self.required and not self.only_choices and self.editable is True

    def may_edit(self, row: RowT) -> bool:
        """Returns whether a cell of this column is editable."""
        return self.editable if isinstance(self.editable, bool) else self.editable(row)

    @property
    def has_choices(self) -> bool:
        """Whether its cells have a list of choices."""
        return self.choices is not None or self.any_choices is not None

    def choices_of(self, row: RowT | None) -> Sequence[ListChoice] | None:
        """Returns the choices of a row; those of a new one, and of groups, if None."""
        if row is not None and self.choices is not None:
            return self.choices(row)
        return self.any_choices() if self.any_choices is not None else None

    @property
    def right(self) -> bool:
        """Whether values and heading are right-aligned."""
        return self.kind in RIGHT


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    """A row with subordinate rows; groups may be nested (the score tree)."""

    id: str
    title: str
    code: str = ""
    """Shown in the code column; the title is in the first text column."""
    rows: tuple["Row | RowGroup", ...] = ()
    note: str = ""
    """Small text after the title (36 ลำดับ)."""
    late: int = 0
    """The number of late rows, shown while the group is folded."""
    counted: str = ""
    """What its numbers count, of what, as of when: the tool tip of the whole line."""
    cells: Mapping[str, object] = field(default_factory=dict)
    """Sums and other values by column key."""
    editable: frozenset[str] = frozenset()
    """Columns in which the group has an editable value of its own."""

    def leaves(self) -> Iterator[Row]:
        """Yields all rows of the group and its subgroups."""
        for row in self.rows:
            if isinstance(row, RowGroup):
                yield from row.leaves()
            else:
                yield row


Rows = Sequence[Row | RowGroup]


def by_id(rows: Rows) -> dict[str, Row | RowGroup]:
    """Returns all rows and groups at any level by id."""
    found: dict[str, Row | RowGroup] = {}
    for row in rows:
        found[row.id] = row
        if isinstance(row, RowGroup):
            found.update(by_id(row.rows))
    return found


def group_ids(rows: Rows) -> list[str]:
    """Returns the ids of all groups, including nested ones."""
    found: list[str] = []
    for row in rows:
        if isinstance(row, RowGroup):
            found += [row.id, *group_ids(row.rows)]
    return found


class Typist(NamedTuple):
    """Somebody else who types in a row: the name, and the column key (empty: elsewhere)."""

    who: str
    key: str


class SheetLine:
    """A line of the table: a row or group with its depth and cached measurements.

    ``drawn`` are the laid out cells, ``height`` the height in px, ``fits`` the column widths that
    it was measured for, and ``tip`` the full title of a group if it is elided; set and cleared by
    the painter. ``kept`` are, by column, the rows that it shows there instead of its own: their
    values could not be stored.
    """

    __slots__ = ("depth", "drawn", "fits", "group", "height", "id", "kept", "parent", "row", "tip")

    def __init__(self, row: Row | RowGroup, depth: int, parent: "SheetLine | None") -> None:
        self.id = row.id
        self.row = row
        self.group = row if isinstance(row, RowGroup) else None
        self.depth = depth
        self.parent = parent
        self.drawn: dict[str, tuple[int, Drawn]] = {}
        self.kept: dict[str, Row] = {}
        self.height = 0
        self.fits: tuple[tuple[str, int], ...] = ()
        self.tip = ""

    def groups(self) -> "list[SheetLine]":
        """Returns the groups of the line, outermost first, including itself if it is one."""
        found = [self] if self.group is not None else []
        line = self
        while line.parent is not None:
            line = line.parent
            found.insert(0, line)
        return found


def read(column: Column[RowT], row: RowT | None, text: str) -> object:
    """Parses ``text`` into a value of the column; ``row`` is None for a new row.

    Raises ValueError with a Thai sentence on what is wrong and what to type.
    """
    value = _value(column, row, text)
    if column.required and value in (None, "", ()):
        raise ValueError(tr("{title} ต้องไม่ว่าง พิมพ์ค่าใหม่ หรือกด Esc เพื่อใช้ค่าเดิม", title=column.title))
    if column.doubt is not None:
        column.doubt(row, value)
    return value


def _value(column: Column[RowT], row: RowT | None, text: str) -> object:
    choices = column.choices_of(row) or ()
    if column.kind is ColumnKind.OWNERS:
        return column.parse(text) if column.parse is not None else read_owners(choices, text)
    if choices and (chosen := find_choice(choices, text)) is not None:
        return chosen.value
    if column.only_choices and text.strip():
        raise ValueError(_unknown(choices, text, tr("ในรายการ")))
    if column.parse is not None:
        return column.parse(text)
    return _by_kind(column, text) if text.strip() else column.empty


def _by_kind(column: Column[RowT], text: str) -> object:
    if column.kind is ColumnKind.NUMBER:
        return read_number(text, column.numbers)
    if column.kind is ColumnKind.DATE:
        if one_line(text) in _NOTHING:
            return None
        return parse_date(text, fiscal_year=column.fiscal_year, today=column.today())
    if column.kind is ColumnKind.CHECK:
        return read_check(text)
    return read_text(text)


def read_text(text: str) -> str:
    """Returns cleaned text; raises ValueError if it exceeds the greatest length of a field."""
    cleaned = clean(text)
    if len(cleaned) > MAX_TEXT:
        raise ValueError(
            tr("ข้อความยาว {length:,} ตัวอักษร ใส่ได้ไม่เกิน {most:,}", length=len(cleaned), most=MAX_TEXT)
        )
    return cleaned


def read_number(text: str, numbers: Numbers) -> Decimal | None:
    """Parses a number in Thai or Arabic digits, with thousands separators; None for - and –.

    Raises ValueError if it is outside ``numbers`` or has more decimals.
    """
    plain = plain_number(one_line(text).replace(" ", "").removesuffix("%"))
    if plain in _NOTHING:
        return None
    low, high = numbers.low, numbers.high
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(tr("“{text}” ไม่ใช่ตัวเลข พิมพ์เช่น 85 หรือ 97.38", text=one_line(text)[:40]))
    if not low <= number <= high:
        raise ValueError(
            tr("{number} อยู่นอกช่วง พิมพ์ตัวเลข {low} ถึง {high}", number=plain, low=low, high=high)
        )
    smallest = Decimal(1).scaleb(-numbers.decimals)
    if number != number.quantize(smallest):
        raise ValueError(
            tr("{number} มีทศนิยมเกิน {most} ตำแหน่ง", number=plain, most=numbers.decimals)
        )
    return number.quantize(smallest)


def read_check(text: str) -> bool:
    """Parses a check mark in various notations; raises ValueError for other text."""
    word = key(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(tr("“{text}” ไม่ใช่เครื่องหมายถูก พิมพ์ 1 หรือ 0", text=one_line(text)[:40]))


def read_owners(choices: Sequence[ListChoice], text: str) -> tuple[CellOwner, ...]:
    """Parses names of owners separated by ; or , or line breaks, the lead first.

    Raises ValueError for an unknown name, suggesting the most similar choice.
    """
    owners: dict[str, CellOwner] = {}
    whole = text.translate(_BETWEEN_OWNERS)
    for name in filter(None, map(one_line, whole.split(";"))):
        chosen = find_choice(choices, name)
        if chosen is None or not isinstance(chosen.value, CellOwner):
            raise ValueError(_unknown(choices, name, tr("ในทะเบียนหน่วยและบุคคล")))
        owners.setdefault(chosen.value.id, chosen.value)
    return tuple(owners.values())


def find_choice(choices: Sequence[ListChoice], text: str) -> ListChoice | None:
    """Returns the choice named ``text``, ignoring spaces, case and kind of digits."""
    wanted = key(text)
    if isinstance(choices, Choices):
        return choices.by_name.get(wanted)
    for choice in choices:
        if key(choice.text) == wanted or any(key(other) == wanted for other in choice.also):
            return choice
    return None


def _unknown(choices: Sequence[ListChoice], text: str, where: str) -> str:
    from difflib import get_close_matches

    typed = one_line(text)[:60]
    near = get_close_matches(typed, [choice.text for choice in choices], n=1, cutoff=0.7)
    if near:
        return tr("ไม่มี “{text}” {where} หมายถึง {near} หรือไม่", text=typed, where=where, near=near[0])
    return tr("ไม่มี “{text}” {where} เลือกจากรายการ หรือเพิ่มก่อน", text=typed, where=where)
