"""What an import stores nowhere, each with its place and whole, to be put into a field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from ita_desktop.i18n import tr, translated
from ita_desktop.ui.dialogs.previews.left import LeftRow, place_of, row_id, unread_rows
from ita_desktop.ui.dialogs.previews.rows import PreviewRow, rows_of_plan
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.plan import ImportPlan


class _Width:
    """The columns of what is stored nowhere."""

    PLACE: Final = 150
    TEXT: Final = 360
    OF: Final = 200
    PUT: Final = 170


MISSING: Final = "missing"
_PUT: Final = "put"


def compared(
    plan: "ImportPlan", source: "ImportSource"
) -> tuple["ImportPlan", list[PreviewRow], list[LeftRow], list[LeftRow]]:
    """Returns a plan with its rows, the cells that cannot be read, and what is stored nowhere."""
    cells = unread_rows(plan, source)
    unread: dict[str, list[LeftRow]] = {}
    for cell in cells:
        if cell.origin is not None:
            unread.setdefault(row_id(cell.origin), []).append(cell)
    return plan, rows_of_plan(plan, plan.accepted, unread), cells, missing_rows(plan, source)


def missing_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """Returns what is stored nowhere; rows that are not imported have lists of their own."""
    from ita_desktop.exchange.kinds.registry import kind_named
    from ita_desktop.services.imports.ledger.ledger import left_of_plan

    fields = [column for column in kind_named(plan.kind).columns if column.name != "order"]
    choices = tuple(ListChoice(field.name, tr(field.heading)) for field in fields)
    found = [each for each in left_of_plan(source, plan) if not each.why]
    return [
        LeftRow(
            f"missing:{at}",
            place_in_file(left),
            left.text,
            "",
            left.origin,
            choices=choices,
            of=" · ".join(filter(None, (left.cell, translated(left.note)))),
        )
        for at, left in enumerate(found)
    ]


def place_in_file(left: "LeftText") -> str:
    """Returns where a text stands: its row and the letter of its column, as far as it has them."""
    from ita_desktop.exchange.sheets import column_letter

    if left.origin is None:
        return tr("ข้อความนอกตาราง")
    column = column_letter(left.column) if left.column is not None else ""
    return f"{place_of(left.origin)} {column}".rstrip()


def missing_columns() -> list[Column[LeftRow]]:
    """Returns the columns: place, text whole, what it stands in, the field to put it into."""
    return [
        Column("place", tr("ที่ในไฟล์"), lambda row: row.place, _Width.PLACE, kind=ColumnKind.CODE),
        Column("text", tr("ข้อความที่ไม่ได้เก็บ"), lambda row: row.content, _Width.TEXT,
               stretch=True, lines=WHOLE.lines),
        Column("of", tr("อยู่ในข้อความ"), lambda row: row.of, _Width.OF, tone=Tone.TEXT2),
        Column(_PUT, tr("ใส่ไว้ที่…"), lambda row: row.typed, _Width.PUT, hideable=False,
               only_choices=True, editable=lambda row: row.origin is not None,
               choices=lambda row: row.choices),
    ]  # fmt: skip


class MissingTable(AnswerTable):
    """What is stored nowhere; a choice gives the source with a text in a field of its row."""

    placed = Signal(object)
    """Carries the source."""

    def __init__(self) -> None:
        super().__init__(missing_columns())
        self.setAccessibleName(tr("ข้อความที่ไม่ได้เก็บ"))
        self.on_edit = self._take
        self.acting.of_entry = frozenset({"place", "text", "of"})

    def read(
        self, source: "ImportSource | None", kind: str, data: "YearData", rows: Sequence[LeftRow]
    ) -> None:
        """Shows the ``rows`` of a source that is read as a list of ``kind``."""
        self._source, self._kind, self._data = source, kind, data
        self.sheet.set_rows(rows, flash=False)

    def _take(self, edit: Edit) -> None:
        from ita_desktop.services.imports.by_hand.mapping import placed
        from ita_desktop.services.imports.own_heads import office_words

        source, words = self._source, office_words(self._data)
        rows = {row.id: row for row in self.sheet.all_rows()}
        for change in edit.changes:
            row = rows[change.row]
            if source is not None and isinstance(row, LeftRow) and row.origin is not None:
                field = str(change.value)
                source = placed(source, self._kind, row.origin, field, row.content, words)
        self.placed.emit(source)
