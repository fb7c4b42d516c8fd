"""The rows of a preview: additions, changes and removals, with check boxes.

Correction of rejected cells in the preview of a paste.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import caption, in_language, sentence, tr
from ita_desktop.ui.dialogs.previews.lists import OF_FILE, LeftRow, row_id
from ita_desktop.ui.editors.listing import EntrySearch
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup, read
from ita_desktop.ui.table.editing.paste import NEW, TableSnapshot
from ita_desktop.ui.table.grid import CellChange, Edit, Refused
from ita_desktop.ui.table.texts import bare, cell_text, entered_text, value_text
from ita_desktop.ui.table.values import ChangedValue, ListChoice, Sign, StyledValue
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.measures import ImportColumns as First
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width

if TYPE_CHECKING:
    from ita_desktop.exchange.sheets import Origin
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.plan import ImportPlan, PlannedChange
    from ita_desktop.ui.table.view import SheetView


_SEVERAL = lazy_re("[;,\n]")
_MOST_NEAR = 3
ADD, CHANGE, REMOVE = "add", "change", "remove"
TICK, PLACE, ACTION = "tick", "place", "action"
_LETTERS = 120
_FRAME: Final = 2 * Space.CELL + Space.XS
_MEASURED = 300
"""Number of rows measured for the column widths."""
Offers = Callable[[Refused], Sequence[ListChoice]]
"""Returns suggestions for a rejected cell; called when the cell is opened, because finding similar
names takes long."""
BODY = "คณะ"
"""The heading by which the rows of a roster are grouped."""
_PHOTOS = "photos"
"""The kind of list whose rows are pictures."""
PICTURE = "ภาพ"
"""The heading of the pictures in a list of photographs."""


def cell_key(refused: Refused) -> str:
    """Returns the key of a rejected cell."""
    return f"{refused.id}|{refused.key}"


def mended(table: TableSnapshot, edit: Edit, typed: Mapping[str, object]) -> Edit:
    """Returns the edit with corrections ``typed`` (a text, or the value of a choice) by cell key.
    Cells that are still invalid stay rejected, with the new reason."""
    changes, new, refused = list(edit.changes), [dict(row) for row in edit.new], []
    for refused_cell in edit.refused:
        value = typed.get(cell_key(refused_cell))
        if value is None:
            refused.append(refused_cell)
            continue
        column = table.column_by_key[refused_cell.key]
        try:
            if isinstance(value, str) and type(value) is str:
                value = read(column, table.row_by_id.get(refused_cell.id), value)
        except ValueError as problem:
            refused.append(replace(refused_cell, text=str(value), why=sentence(problem)))
            continue
        if refused_cell.id.startswith(NEW):
            new[int(refused_cell.id.removeprefix(NEW))][refused_cell.key] = value
        else:
            changes.append(CellChange(refused_cell.id, refused_cell.key, value))
    return replace(edit, changes=tuple(changes), new=tuple(new), refused=tuple(refused))


def offers(table: TableSnapshot, refused: Refused) -> tuple[ListChoice, ...]:
    """Returns possible meanings of a rejected name: similar choices, and those of its column."""
    column, text = table.column_by_key[refused.key], one_line(refused.text)
    if column.named is None or not has_offers(table, refused):
        return ()
    row = table.row_by_id.get(refused.id)
    search = EntrySearch(tuple(column.choices_of(row) or ()))
    names = [name for one in _SEVERAL.split(refused.text) if (name := one_line(one))]
    if len(names) > 1:
        return tuple(dict.fromkeys(_offers_of_several(column, row, names, search)))
    near = search.find(text)[:_MOST_NEAR] if text else ()
    found = (*near, *column.named(row, text))
    if column.kind is ColumnKind.OWNERS:
        return tuple(replace(choice, value=(choice.value,)) for choice in found)
    return found


def _offers_of_several(
    column: Column[Any], row: object, names: Sequence[str], search: EntrySearch
) -> Iterator[ListChoice]:
    """Yields what the unknown ones of several owners may be, beside the known ones: the nearest of
    the list, and whatever is new."""
    assert column.named is not None
    found: list[tuple[Sequence[object], Sequence[ListChoice]]] = []
    for name in names:
        try:
            known = bare(read(column, row, name))
            found.append((known if isinstance(known, tuple) else (), ()))
        except ValueError:
            new = column.named(row, name)[0]
            found.append(((), (next(iter(search.find(name)), new), new)))
    for way in (0, 1):
        chosen = [choices[way] for _, choices in found if choices]
        owners = [
            owner for known, ways in found for owner in ([ways[way].value] if ways else known)
        ]
        yield ListChoice(tuple(dict.fromkeys(owners)), " · ".join(one.text for one in chosen))


def has_offers(table: TableSnapshot, refused: Refused) -> bool:
    """Returns whether a rejected cell has names for which its column has suggestions: several only
    where it takes several."""
    column = table.column_by_key[refused.key]
    several = _SEVERAL.search(refused.text) is not None
    return column.named is not None and (not several or column.kind is ColumnKind.OWNERS)


class FirstWidth:
    ACTION: Final = 92
    PLACE: Final = 94
    NARROWEST: Final = 74
    """Least width of a column of the file; ``WIDEST`` is the greatest."""
    WIDEST: Final = 300
    BESIDE: Final = 150
    """Greatest width of a column beside the main one."""
    WORD: Final = 120
    """In a narrower column long words do not stay whole."""
    READABLE: Final = 170
    """Least width of what units wrote: of texts and links in a returned form."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the preview. ``cells`` are texts or ``ChangedValue`` by heading."""

    id: str
    action: str
    ticked: bool
    cells: Mapping[str, object]
    place: str = ""
    """Its location in the file."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Keys of unreadable cells to correct, by heading."""
    refused: Mapping[str, Refused] = field(default_factory=dict)
    """Rejected cells of a paste, by heading."""
    records: int = 1
    """How many records it is."""
    held: bool = False
    """Whether nothing of it can be taken before a cell is corrected."""
    proposed: bool = False
    """Whether it is checked unless a person decides otherwise."""
    reasons: tuple[str, ...] = ()
    """Why it is not."""

    @property
    def changed(self) -> Iterable[str]:
        """The headings of the changed cells."""
        differ = (name for name, value in self.cells.items() if isinstance(value, ChangedValue))
        return (name for name in differ if name not in self.unread)


def records_of(rows: Iterable[PreviewRow]) -> int:
    """Returns how many records rows are."""
    return sum(row.records for row in rows)


def sign_of(action: str) -> Sign:
    """Returns the label of an action with its icon."""
    return {
        CHANGE: Sign("pencil", tr("เปลี่ยน"), Tone.DOING),
        ADD: Sign("plus", tr("เพิ่ม"), Tone.DONE),
        REMOVE: Sign("minus", tr("เอาออก"), Tone.LATE),
    }[action]


def preview_columns(
    headings: Sequence[str],
    rows: Sequence[PreviewRow],
    width: int,
    offers: Mapping[str, Offers] | None = None,
    *,
    readable: bool = False,
    says_action: bool = True,
    main: str = "",
) -> list[Column[PreviewRow]]:
    """Returns the columns: check box, action, headings with content, and location if there is one;
    ``width`` is their total in px. ``offers`` are suggestions by heading. Where there is too little
    room for columns that are to be ``readable``, the table is scrolled sideways. Columns beside a
    ``main`` one leave it the room."""
    shown = [name for name in headings if any(_filled(row.cells.get(name)) for row in rows)]
    columns: list[Column[PreviewRow]] = [
        Column(TICK, "", lambda row: row.ticked, First.TICK, kind=ColumnKind.CHECK, editable=True,
               hideable=False),
    ]  # fmt: skip
    if says_action:
        columns.append(
            Column(ACTION, tr("ทำอะไร"), lambda row: sign_of(row.action), FirstWidth.ACTION,
                   wrap=False)
        )  # fmt: skip
    places = any(row.place for row in rows)
    room = (
        width
        - First.TICK
        - (FirstWidth.ACTION if says_action else 0)
        - (FirstWidth.PLACE if places else 0)
        - 2 * TableSize.GUTTER
        - Width.SCROLL_BAR
    )
    least = FirstWidth.READABLE if readable else FirstWidth.NARROWEST
    widths = _widths(shown, rows, room, least, main)
    widest = max(shown, key=widths.__getitem__, default="")
    columns += [
        replace(
            _column(name, widths[name], (offers or {}).get(name), stretch=name == widest),
            firm=readable,
        )
        for name in shown
    ]
    if places:
        columns.append(
            Column(PLACE, tr("แถวในไฟล์"), lambda row: row.place, FirstWidth.PLACE,
                   kind=ColumnKind.NUMBER, text=lambda row: row.place or "–", tone=Tone.TEXT2)
        )  # fmt: skip
    return columns


def are_cramped(columns: Iterable[Column[PreviewRow]], rows: Sequence[PreviewRow]) -> bool:
    """Returns whether columns are too narrow for their words."""
    return any(
        column.width < min(FirstWidth.WORD, int(_longest(column.key, rows) + _FRAME))
        for column in columns
        if column.names_row
    )


def _column(name: str, width: int, offers: Offers | None, *, stretch: bool) -> Column[PreviewRow]:
    def choices(row: PreviewRow) -> Sequence[ListChoice]:
        cell = row.refused.get(name)
        return offers(cell) if offers is not None and cell is not None else ()

    return Column(
        name,
        caption(name),
        lambda row: row.cells.get(name, ""),
        width,
        stretch=stretch,
        names_row=True,
        editable=lambda row: name in row.unread,
        choices=choices if offers is not None else None,
        tone=lambda row: Tone.TEXT2 if row.action == REMOVE else Tone.TEXT,
    )


def _filled(value: object) -> bool:
    if isinstance(value, ChangedValue):
        return True
    return bool(value)


def _widths(
    names: Sequence[str], rows: Sequence[PreviewRow], room: int, readable: int, main: str
) -> dict[str, int]:
    """Returns the column widths: as needed, more if there is space; if there is too little, only
    the widest columns shrink, so that short words stay complete, to ``readable`` px at least."""
    needs = {name: max(_longest(name, rows) + _FRAME, FirstWidth.NARROWEST) for name in names}
    if main in needs:
        needs = {name: min(wide, FirstWidth.BESIDE) for name, wide in needs.items()}
        needs[main] = max(room - sum(needs.values()) + needs[main], FirstWidth.BESIDE)
        return {name: round(wide) for name, wide in needs.items()}
    least = {name: min(wide, FirstWidth.WIDEST) for name, wide in needs.items()}
    spare = room - sum(least.values())
    if spare < 0:
        most = max(_common_most(least.values(), room), readable)
        return {name: round(min(wide, most)) for name, wide in least.items()}
    give = {name: needs[name] - least[name] for name in names}
    share = min(spare / max(sum(give.values()), 1), 1)
    return {name: round(least[name] + share * give[name]) for name in names}


def _common_most(wanted: Iterable[float], room: float) -> float:
    """Returns the greatest width such that all fit into ``room`` together."""
    waiting = sorted(wanted)
    while waiting:
        if waiting[0] * len(waiting) >= room:
            return room / len(waiting)
        room -= waiting.pop(0)
    return room


def _longest(name: str, rows: Sequence[PreviewRow]) -> float:
    """Returns the width of the longest text in a column, including its heading."""
    measure = metrics(Text.BODY).horizontalAdvance
    strong = metrics(Text.BODY_STRONG).horizontalAdvance
    small = metrics(Text.NOTE).horizontalAdvance
    longest: float = metrics(Text.LABEL_MEDIUM).horizontalAdvance(tr(name))
    for row in rows[:_MEASURED]:
        value = row.cells.get(name)
        if isinstance(value, ChangedValue):
            texts = strong(_start(value_text(value.new))), small(_start(value_text(value.old)))
            longest = max(longest, *texts)
        else:
            longest = max(longest, measure(_start(value_text(value))))
    return longest


def _start(text: str) -> str:
    return text.split("\n", 1)[0][:_LETTERS]


def grouped(rows: Sequence[PreviewRow], heading: str) -> Sequence[PreviewRow | RowGroup]:
    """Returns the rows grouped by their cells of ``heading``."""
    found: dict[str, list[PreviewRow]] = {}
    for row in rows:
        found.setdefault(value_text(row.cells.get(heading)), []).append(row)
    return [
        RowGroup(id=f"group:{name}", title=in_language(name) or "–", rows=tuple(some))
        for name, some in found.items()
    ]


# -- imports


def rows_of_plan(
    plan: "ImportPlan", ticked: frozenset[int], unread: Mapping[str, Sequence[LeftRow]]
) -> list[PreviewRow]:
    """Returns the changes of an import: changed, added, removed. ``unread`` are unreadable cells by
    row key."""
    order = {CHANGE: 0, ADD: 1, REMOVE: 2}
    titles = {row.origin: f"{row.code} {row.title}" for row in plan.titled}
    changes = sorted(plan.changes, key=lambda change: order[change.action.value])
    sheets = {origin.sheet for change in plan.changes for origin in change.origins}
    why = [(str(reason.remark.template), reason.keys) for reason in plan.reasons]
    return [
        _with_unread(
            _titled(
                replace(
                    _row_of_change(change, ticked, several=len(sheets) > 1),
                    proposed=change.key in plan.accepted,
                    reasons=tuple(template for template, keys in why if change.key in keys),
                ),
                change,
                titles,
            ),
            [cell for origin in change.origins for cell in unread.get(row_id(origin), ())],
            plan.kind,
        )
        for change in changes
    ]


def _titled(row: PreviewRow, change: "PlannedChange", titles: "Mapping[Origin, str]") -> PreviewRow:
    """Returns a row of another list with what this calls its item."""
    title = next((titles[origin] for origin in change.origins if origin in titles), "")
    return replace(row, cells={**row.cells, OF_FILE: title}) if title else row


def heads_of(plan: "ImportPlan", rows: Sequence[PreviewRow]) -> list[str]:
    """Returns the headings of a plan's rows, pictures first."""
    first = (PICTURE,) if plan.kind == _PHOTOS and rows else ()
    unread = (name for row in rows for name in row.unread)
    code, *others = plan.headings or ("",)
    titles = (OF_FILE,) if plan.titled else ()
    return list(dict.fromkeys((*first, code, *titles, *others, *unread)))


def with_pictures(
    rows: Sequence[PreviewRow],
    plan: "ImportPlan",
    source: "ImportSource | None",
    view: "SheetView",
) -> list[PreviewRow]:
    """Returns the rows; those of photographs have small pictures in place of their names."""
    if plan.kind != _PHOTOS or source is None:
        return list(rows)
    from ita_desktop.exchange.blocks import Picture
    from ita_desktop.ui.widgets.photos.model import PhotoCells

    cells = PhotoCells([each for each in source.blocks if isinstance(each, Picture)], view)
    changes = (change for change in plan.changes if change.origins)
    parts = {str(change.key): source.cell(change.origins[0], 0) for change in changes}
    return [
        replace(row, cells={**row.cells, PICTURE: cells.cell(parts[row.id], _name(row))})
        if row.id in parts
        else row
        for row in rows
    ]


def _name(row: PreviewRow) -> str:
    return value_text(row.cells.get(PICTURE))


def _with_unread(row: PreviewRow, unread: Sequence[LeftRow], kind: str) -> PreviewRow:
    """Returns a row with its unreadable cells and the reasons."""
    if not unread:
        return row
    from ita_desktop.exchange.kinds.registry import kind_named

    cells, keys = dict(row.cells), {}
    for left_row in unread:
        assert left_row.cell is not None
        heading = kind_named(kind).column(left_row.cell.name).heading
        cells[heading] = ChangedValue(
            StyledValue(left_row.typed or "–", Tone.LATE, strong=True), left_row.why, True
        )
        keys[heading] = left_row.id
    return replace(row, cells=cells, unread=keys)


def _row_of_change(change: "PlannedChange", ticked: frozenset[int], *, several: bool) -> PreviewRow:
    cells: dict[str, object] = {}
    for cell in change.cells:
        new = in_language(cell.new)
        shown = new if cell.old is None else replaced(new, in_language(cell.old))
        cells[cell.heading] = shown
    numbers = list(dict.fromkeys(str(at.row) for at in change.origins if at.row > 0))
    place = numbers[0] if numbers else ""
    if len(numbers) > 1:
        place = f"{numbers[0]}–{numbers[-1]}"
    if several and numbers:
        first = change.origins[0]
        page = tr("หน้า {page} · {rows}", page=first.page, rows=place)
        place = page if first.page else f"{in_language(first.sheet)} {place}"
    return PreviewRow(
        str(change.key),
        change.action.value,
        change.key in ticked,
        cells,
        place,
        records=change.records,
    )


def replaced(new: str, old: str, words: str = "") -> ChangedValue:
    """Returns a new text with the old one below, in ``words``."""
    said = (words or tr("เดิม {old}")).format(old=old or tr("ว่าง"))
    return ChangedValue(StyledValue(new or "–", Tone.TEXT, strong=True), said, True)


# -- pastes


def headings_of_table(table: TableSnapshot, edit: Edit) -> list[str]:
    """Returns the headings of visible columns that can be pasted into, that identify rows, or that
    the paste affects."""
    names = {*table.titles, table.shown[0].key}
    columns = _columns_of_edit(table, edit).values()
    return [column.title for column in columns if column.editable or column.key in names]


def _columns_of_edit(table: TableSnapshot, edit: Edit) -> dict[str, Column[Any]]:
    """Returns the visible columns by key, and those of the paste that were hidden meanwhile in a
    narrower window."""
    shown = {column.key: column for column in table.shown}
    pasted = {change.key for change in edit.changes} | {refused.key for refused in edit.refused}
    pasted |= {key for row in edit.new for key in row}
    return shown | {column.key: column for column in table.columns if column.key in pasted}


def rows_of_edit(
    table: TableSnapshot,
    edit: Edit,
    unticked: frozenset[str],
    work_progress: WorkProgress | None = None,
) -> list[PreviewRow]:
    """Returns the rows that a paste changes or adds."""
    work_progress = work_progress or WorkProgress()
    titles = _columns_of_edit(table, edit)
    unread, held = _unread_of(titles, edit), edit.held
    changes: dict[str, list[CellChange]] = {}
    for change in edit.changes:
        changes.setdefault(change.row, []).append(change)
    changing = dict.fromkeys((*changes, *(key for key in unread if key in table.row_by_id)))
    of = len(changing) + len(edit.new)
    rows = []
    for done, key in enumerate(changing):
        work_progress.at(done, of)
        row = table.row_by_id[key]
        new = {
            change.key: entered_text(titles[change.key], row, change.value)
            for change in changes.get(key, ())
        }
        cells: dict[str, object] = {}
        for name, column in titles.items():
            old = cell_text(column, row)
            cells[column.title] = replaced(new[name], old) if name in new else old
        is_held = key in held or key not in changes
        ticked = key not in unticked and not is_held
        shown = PreviewRow(key, CHANGE, ticked, cells, held=is_held)
        rows.append(_with_refused(shown, unread.get(key, ())))
    for at, values in enumerate(edit.new):
        work_progress.at(len(changing) + at, of)
        texts = {
            titles[key].title: entered_text(titles[key], None, value)
            for key, value in values.items()
            if key in titles
        }
        key = f"{NEW}{at}"
        is_held = key in held or not values
        ticked = key not in unticked and not is_held
        shown = PreviewRow(key, ADD, ticked, texts, held=is_held)
        rows.append(_with_refused(shown, unread.get(key, ())))
    return rows


def _unread_of(columns: Mapping[str, Column[Any]], edit: Edit) -> dict[str, list[Refused]]:
    """Returns the rejected cells that can be corrected, by row."""
    found: dict[str, list[Refused]] = {}
    for refused in edit.refused:
        if refused.id and refused.key in columns:
            found.setdefault(refused.id, []).append(refused)
    return found


def _with_refused(row: PreviewRow, refused: Sequence[Refused]) -> PreviewRow:
    """Returns a row with its rejected cells and the reasons."""
    if not refused:
        return row
    return replace(
        row,
        cells=dict(row.cells)
        | {
            refused_cell.title: ChangedValue(
                StyledValue(refused_cell.text, Tone.LATE, strong=True), refused_cell.why, True
            )
            for refused_cell in refused
        },
        unread={refused_cell.title: cell_key(refused_cell) for refused_cell in refused},
        refused={refused_cell.title: refused_cell for refused_cell in refused},
    )


def accepted_edit(edit: Edit, unticked: frozenset[str]) -> Edit:
    """Returns the edit restricted to checked rows, without new rows that have no valid cell, and
    without held ones."""
    unticked |= edit.held
    return Edit(
        edit.act,
        tuple(change for change in edit.changes if change.row not in unticked),
        tuple(row for at, row in enumerate(edit.new) if row and f"{NEW}{at}" not in unticked),
        edit.after,
        edit.refused,
        edit.notes,
    )


def row_identity(row: PreviewRow) -> tuple[str, ...]:
    """Returns the identity of a row for later comparisons of the file: what a person decided of it
    is no answer where something else speaks against it."""
    first = value_text(next(iter(row.cells.values()), ""))
    texts = () if row.place else map(value_text, row.cells.values())
    return (row.action, row.place, first, *row.reasons, *texts)


class ChosenTicks:
    """What a person has checked or not, kept while a file is compared again: what was left out
    stays so wherever the file goes; a yes is one for where it was given."""

    def __init__(self) -> None:
        self._left_out: set[tuple[str, ...]] = set()
        self._taken: set[tuple[Hashable, tuple[str, ...]]] = set()

    def remember(self, rows: Iterable[PreviewRow], where: Hashable, *, decided: bool) -> None:
        """Remembers of rows compared with ``where`` they go what differs from what was proposed,
        or each if a person has ``decided`` on them."""
        for row in rows:
            known = row_identity(row)
            is_chosen = decided or row.ticked is not row.proposed
            if row.ticked:
                self._left_out.discard(known)
                self._taken |= {(where, known)} if is_chosen else set()
            else:
                self._taken.discard((where, known))
                self._left_out |= {known} if is_chosen else set()

    def of(self, row: PreviewRow, where: Hashable) -> bool:
        """Returns whether a row is checked that goes ``where``."""
        known = row_identity(row)
        return (where, known) in self._taken or (row.ticked and known not in self._left_out)
