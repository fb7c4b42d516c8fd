"""The rows and columns of the table of units in ตั้งค่า."""

from collections.abc import Callable, Sequence
from typing import Final

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.roster.units import ask_name, is_asked
from ita_desktop.ui.pages.owners import unit_choices_of
from ita_desktop.ui.pages.record_columns import with_fields
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.values import ListChoice


class UnitWidth:
    """Units."""

    NAME: Final = 250
    NAME_WIDE: Final = 380
    SHORT_NAME: Final = 150
    SHORT_NAME_WIDE: Final = 260
    ALIASES: Final = 300
    ALIASES_WIDE: Final = 600
    KIND: Final = 120


KINDS = {
    UnitKind.OFFICE: "สำนักงานเขต",
    UnitKind.SECTION: "ฝ่าย",
    UnitKind.SCHOOL: "โรงเรียน",
    UnitKind.GROUP: "กลุ่ม",
}
"""Names of the kinds of units."""


def unit_columns(data: Callable[[], YearData]) -> list[Column[Unit]]:
    """The columns; a name similar to that of another unit in ``data`` needs confirmation."""

    def doubt(row: Unit | None, name: object) -> None:
        year = data()
        ask_name(year.units, year.organisation.name, name, row.id if row is not None else "")

    def named(row: Unit | None, text: str) -> Sequence[ListChoice]:
        year, own = data(), row.id if row is not None else ""
        asked = is_asked(year.units, year.organisation.name, text, own)
        return unit_choices_of(row, text) if asked else ()

    columns: list[Column[Unit]] = [
        Column("name", tr("ชื่อหน่วย"), lambda row: row.name, UnitWidth.NAME,
               wide=UnitWidth.NAME_WIDE, stretch=True, editable=True, required=True,
               choices=lambda _row: (), doubt=doubt, named=named, hideable=False, empty=""),
        Column("short_name", tr("ชื่อย่อ"), lambda row: row.short_name, UnitWidth.SHORT_NAME,
               wide=UnitWidth.SHORT_NAME_WIDE, editable=True, empty=""),
        Column("aliases", tr("ชื่ออื่นที่พบในไฟล์ (คั่นด้วย ;)"), lambda row: row.aliases, UnitWidth.ALIASES,
               wide=UnitWidth.ALIASES_WIDE, stretch=True, editable=True, empty=""),
        Column("kind", tr("ประเภท"), lambda row: row.kind, UnitWidth.KIND, editable=True,
               only_choices=True, required=True, text=lambda row: tr(KINDS[row.kind]),
               any_choices=kind_choices),
    ]  # fmt: skip
    return with_fields(columns, Unit)


def kind_choices() -> list[ListChoice]:
    """Returns the kinds of units."""
    return [ListChoice(kind, tr(words)) for kind, words in KINDS.items()]
