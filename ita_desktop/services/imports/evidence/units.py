"""What makes a list of names the units of the office; a table of districts is one of the city."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.services.imports.evidence.offices import other_office
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Argument,
    SeenTable,
    has_column,
    share,
)


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them units."""
    known = table.known.units
    names = [row.name for row in table.rows]
    if share(names, lambda name: kind_of_name(name) or key(name) in known) >= MOST:
        yield Argument(Phrase("เป็นชื่อฝ่ายหรือโรงเรียน"))


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them something else."""
    offices = [name for name in table.cells("name") if kind_of_name(name) is UnitKind.OFFICE]
    if len(offices) > 1 or any(other_office([name], table.known.office) for name in offices):
        yield Argument(Phrase("เป็นรายชื่อสำนักงานเขต ไม่ใช่หน่วยงานของเขต"), is_veto=True)
    if head := table.headed("ที่อยู่|ที่ตั้ง|จำนวนเงิน|(?<!บท)บาท|คะแนน|งบประมาณ"):
        yield has_column(head)
    elif table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)
