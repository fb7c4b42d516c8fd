"""The columns of an imported table, and the fields that they are read as."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.by_hand import MappedColumn


class _Width:
    """The columns of an imported table."""

    HEADING: Final = 240
    FIELD: Final = 210
    NOTE: Final = 150
    EXAMPLES: Final = 260


_FIELD: Final = "field"


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A column of the file with its field."""

    id: str
    heading: str
    examples: str
    field: str
    """The heading of the field; empty if the column is not read."""
    column: "MappedColumn"
    note: str
    """That the field is a remembered answer."""
    choices: tuple[ListChoice, ...]


def mapping_columns() -> list[Column[MappingRow]]:
    """Returns the columns: heading in the file, field, whose answer, examples."""
    return [
        Column("heading", tr("หัวคอลัมน์ในไฟล์"), lambda row: row.heading or "–", _Width.HEADING),
        Column(_FIELD, tr("อ่านเป็น"), _shown_field, _Width.FIELD, editable=True, only_choices=True,
               required=True, hideable=False, choices=lambda row: row.choices),
        Column("note", tr("คำตอบ"), lambda row: row.note, _Width.NOTE, tone=Tone.TEXT2),
        Column("examples", tr("ตัวอย่างในคอลัมน์"), lambda row: row.examples, _Width.EXAMPLES,
               stretch=True, tone=Tone.TEXT2),
    ]  # fmt: skip


def mapping_rows(source: "ImportSource", kind: str, data: "YearData") -> list[MappingRow]:
    """Returns the columns of the tables of a source, read as a list of ``kind``."""
    from ita_desktop.exchange.kinds.registry import kind_named
    from ita_desktop.services.imports.by_hand import mapped_columns, office_words

    fields = kind_named(kind).columns
    titles = {field.name: tr(field.heading) for field in fields}
    choices = (
        ListChoice("", tr("ไม่ใช้")),
        *(ListChoice(name, title) for name, title in titles.items()),
    )
    return [
        MappingRow(
            f"{column.origin.sheet}:{column.origin.row}:{column.index}",
            column.heading,
            " · ".join(column.examples),
            titles.get(column.field, ""),
            column,
            tr("ใช้คำตอบที่จำไว้") if column.is_remembered else "",
            choices,
        )
        for column in mapped_columns(source, kind, office_words(data))
    ]


class MappingTable(AnswerTable):
    """The columns of a source; a choice gives the source read otherwise."""

    remapped = Signal(object)
    """Carries the source with another field for a column."""

    def __init__(self) -> None:
        super().__init__(mapping_columns())
        self.setAccessibleName(tr("คอลัมน์ในไฟล์"))
        self.on_edit = self._take
        self._source: ImportSource | None = None
        self._kind = ""
        self._rows: list[MappingRow] = []

    def read(self, source: "ImportSource | None", kind: str, data: "YearData") -> bool:
        """Reads the columns of a source as a list of ``kind``; returns whether there are any."""
        self._source, self._kind = source, kind
        self._rows = mapping_rows(source, kind, data) if source is not None and kind else []
        self.sheet.set_rows(self._rows, flash=False)
        return bool(self._rows)

    @property
    def missing(self) -> tuple[str, ...]:
        """The headings of the fields that the list needs and no column is read as."""
        return missing(self._kind, self._rows) if self._rows else ()

    def _take(self, edit: Edit) -> None:
        from ita_desktop.services.imports.by_hand import with_field

        source = self._source
        columns = {row.id: row.column for row in self._rows}
        for change in edit.changes:
            if source is not None:
                column, field = columns[change.row], str(change.value)
                source = with_field(source, self._kind, list(columns.values()), column, field)
        self.remapped.emit(source)


def missing(kind: str, rows: Sequence[MappingRow]) -> tuple[str, ...]:
    """Returns the headings of the fields that no column is read as, though the list needs them."""
    from ita_desktop.services.imports.by_hand import missing_fields

    return tuple(map(tr, missing_fields(kind, [row.column for row in rows])))


def _shown_field(row: MappingRow) -> StyledValue:
    tone = Tone.TEXT if row.field else Tone.LATE
    return StyledValue(row.field or tr("ไม่ใช้"), tone, strong=True)
