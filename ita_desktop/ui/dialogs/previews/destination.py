"""Where an import goes: its list, fiscal year, committee and unit, and the field that each column
is read as, all to be changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ita_desktop.i18n import caption, tr
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.by_hand import MappedColumn
    from ita_desktop.services.imports.found.part import Part


_OF_BODIES: Final = frozenset({"roster", "duties", "meetings"})
"""Kinds whose rows are of a committee."""
_OF_UNITS: Final = frozenset({"people"})
"""Kinds whose rows are of the unit that a person names, if they name none."""
_FIELD: Final = "field"


class _Width:
    """A place that is chosen."""

    CHOICE: Final = 190
    LEAST: Final = 90
    """In a narrow window."""


class _Field(NamedTuple):
    label: ThaiLabel
    choice: Choice

    def offer(self, choices: Iterable[tuple[str, object]], chosen: object) -> None:
        """Shows these choices, texts with values; nothing for none."""
        self.choice.clear()
        for text, value in choices:
            self.choice.addItem(text, value)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        for widget in self:
            widget.setVisible(self.choice.count() > 0)


class Destination(QObject):
    """The choices in the head of a preview."""

    kind_chosen = Signal(str)
    changed = Signal(object)
    """Carries the part with what was chosen."""

    def __init__(self, row: QHBoxLayout, parent: QWidget, kind: str) -> None:
        """Adds the choices to a ``row``; ``kind`` is shown while nothing else is known."""
        super().__init__(parent)
        row.setContentsMargins(0, 0, Space.XS, 0)
        self._kinds = _field(row, tr("นำเข้าเป็น"), parent)
        self._years = _field(row, tr("ลงในปี"), parent)
        self._bodies = _field(row, tr("ลงในคณะ"), parent)
        self._units = _field(row, tr("สังกัด"), parent)
        self.kinds, self.years = self._kinds.choice, self._years.choice
        self.bodies, self.units = self._bodies.choice, self._units.choice
        self._part: Part | None = None
        self._year = 0
        self.kinds.activated.connect(lambda _at: self.kind_chosen.emit(self.kinds.currentData()))
        for field in (self._years, self._bodies, self._units):
            field.choice.activated.connect(lambda _at: self._change())
            field.offer((), None)
        self.show_kind(kind)

    def show_kind(self, kind: str) -> None:
        """Shows a kind, also while nothing else is known."""
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        if not self.kinds.count():
            self._kinds.offer([(caption(title), name) for name, title in KIND_TITLES.items()], kind)
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def show_part(self, part: "Part", data: "YearData", known: Iterable[int]) -> None:
        """Shows where a part goes that is compared with the year ``data``; ``known`` are the
        Buddhist fiscal years of the workspace."""
        self._part, self._year = part, data.year
        self.show_kind(part.kind)
        stored = set(known)
        years = sorted({*stored, *filter(None, (part.year, part.asked_year, data.year))})
        self._years.offer(((_year(year, stored), year) for year in years), data.year)
        as_said = (tr("ตามไฟล์"), "")
        named = [body.name for body in data.bodies]
        bodies = [(name, name) for name in named]
        if part.body and part.body not in named:  # it was chosen for another year
            bodies.append((tr("{name} (เพิ่มคณะนี้)", name=part.body), part.body))
        units = ((unit.name, unit.id) for unit in data.units)
        self._bodies.offer((as_said, *bodies) if part.kind in _OF_BODIES else (), part.body)
        self._units.offer((as_said, *units) if part.kind in _OF_UNITS else (), part.unit)

    def _change(self) -> None:
        if self._part is not None:
            year = self.years.currentData()
            moved = replace(
                self._part,
                asked_year=year if year != self._year else self._part.asked_year,
                body=self.bodies.currentData() or "",
                unit=self.units.currentData() or "",
            )
            self.changed.emit(moved)

    def set_enabled(self, enabled: bool) -> None:
        """Sets whether something else can be chosen."""
        for field in (self._kinds, self._years, self._bodies, self._units):
            field.choice.setEnabled(enabled)


def _year(year: int, stored: Iterable[int]) -> str:
    return str(year) if year in stored else tr("{year} (เพิ่มปีนี้)", year=year)


def _field(row: QHBoxLayout, words: str, parent: QWidget) -> _Field:
    label = ThaiLabel(words, parent, style=Text.LABEL, tone=Tone.TEXT2)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    choice = Choice(parent)
    choice.setAccessibleName(words)
    label.setBuddy(choice)
    choice.setMinimumWidth(_Width.LEAST)
    choice.setMaximumWidth(_Width.CHOICE)
    row.addWidget(label)
    row.addWidget(choice)
    return _Field(label, choice)


class _MappingWidth:
    """The columns of an imported table."""

    HEADING: Final = 240
    FIELD: Final = 210
    NOTE: Final = 150
    EXAMPLES: Final = 260


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
        Column("heading", tr("หัวคอลัมน์ในไฟล์"), lambda row: row.heading or "–",
               _MappingWidth.HEADING),
        Column(_FIELD, tr("อ่านเป็น"), _shown_field, _MappingWidth.FIELD, editable=True,
               only_choices=True, required=True, hideable=False, choices=lambda row: row.choices),
        Column("note", tr("คำตอบ"), lambda row: row.note, _MappingWidth.NOTE, tone=Tone.TEXT2),
        Column("examples", tr("ตัวอย่างในคอลัมน์"), lambda row: row.examples, _MappingWidth.EXAMPLES,
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
