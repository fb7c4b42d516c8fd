"""ตั้งค่า, หน่วย: the office's units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ita_desktop.domain.code_words import UNIT_KINDS
from ita_desktop.domain.errors import joined
from ita_desktop.domain.records import Unit
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import units
from ita_desktop.services.roster.units import ask_name, is_asked
from ita_desktop.services.tracking.unit_changes import changes_in_words
from ita_desktop.ui.pages.owners import unit_choices_of
from ita_desktop.ui.pages.parts.list_table import ListTable
from ita_desktop.ui.pages.record_columns import with_fields
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.values import ListChoice


class UnitTable(ListTable):
    """Units with their names, short names and aliases."""

    outgoing = "units"

    def __init__(self, session: Session) -> None:
        columns = unit_columns(lambda: session.data)
        note = tr("ชื่อย่อใช้ในตารางและเอกสาร ชื่ออื่นใช้จับคู่เมื่อนำเข้า")
        without = (
            tr("ยังไม่มีหน่วย"),
            tr(
                "ใส่ฝ่ายและหน่วยของสำนักงานไว้ที่นี่ครั้งเดียว แล้วเลือกเป็นผู้รับผิดชอบงาน มาตรการ และคณะกรรมการได้ทุกปี"
            ),
        )
        super().__init__(session, columns, (tr("หน่วย"), tr("เพิ่มหน่วย"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the units from the session."""
        self.show_rows(self.session.data.units, flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, made = self.session, []
        before = session.data
        if new:
            made = units.add_units(session.workspace, new, edits=edits)
        else:
            units.edit_units(session.workspace, edits)
        now = session.workspace.year(session.year)
        changed = joined(changes_in_words(before, now), units.followed_names(before, now))
        if changed:
            session.notified.emit(in_language(changed), True)
        return made

    def remove(self, ids: Sequence[str]) -> None:
        units.remove_units(self.session.workspace, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns an unused placeholder name."""
        taken = {unit.name for unit in self.session.data.units}
        name, number = tr("หน่วยใหม่"), 1
        while name in taken:
            number += 1
            name = tr("หน่วยใหม่ {number}", number=number)
        return {"name": units.NewUnit(name)}


# The rows and columns of the table of units in ตั้งค่า.


class UnitWidth:
    """Units."""

    NAME: Final = 250
    NAME_WIDE: Final = 380
    SHORT_NAME: Final = 150
    SHORT_NAME_WIDE: Final = 260
    ALIASES: Final = 300
    ALIASES_WIDE: Final = 600
    KIND: Final = 120


def unit_columns(data: Callable[[], YearData]) -> list[Column[Unit]]:
    """The columns; a name similar to that of another unit in ``data`` needs confirmation."""

    def doubt(row: Unit | None, name: object) -> None:
        year = data()
        ask_name(year.units, year.organisation.name, name, row.id if row is not None else "")

    def named(row: Unit | None, text: str) -> Sequence[ListChoice]:
        year, own = data(), row.id if row is not None else ""
        asked = is_asked(year.units, year.organisation.name, text, own)
        choices = unit_choices_of(row, text) if asked else ()
        if row is None:
            return choices
        words = tr("ใช้เป็นชื่อของหน่วยนี้")
        return [replace(choice, text=str(choice.value), note=words) for choice in choices]

    columns: list[Column[Unit]] = [
        Column("name", tr("ชื่อหน่วย"), lambda row: row.name, UnitWidth.NAME,
               wide=UnitWidth.NAME_WIDE, stretch=True, editable=True, required=True,
               choices=lambda _row: (), doubt=doubt, named=named, hideable=False, empty=""),
        Column("short_name", tr("ชื่อย่อ"), lambda row: row.short_name, UnitWidth.SHORT_NAME,
               wide=UnitWidth.SHORT_NAME_WIDE, editable=True, empty=""),
        Column("aliases", tr("ชื่ออื่นที่พบในไฟล์ (คั่นด้วย ;)"), lambda row: row.aliases, UnitWidth.ALIASES,
               wide=UnitWidth.ALIASES_WIDE, stretch=True, editable=True, empty=""),
        Column("kind", tr("ประเภท"), lambda row: row.kind, UnitWidth.KIND, editable=True,
               only_choices=True, required=True, text=lambda row: tr(UNIT_KINDS[row.kind]),
               any_choices=kind_choices),
    ]  # fmt: skip
    return with_fields(columns, Unit)


def kind_choices() -> list[ListChoice]:
    """Returns the kinds of units."""
    return [ListChoice(kind, tr(words)) for kind, words in UNIT_KINDS.items()]
