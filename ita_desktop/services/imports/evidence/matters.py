"""What makes papers, dates and counts those of the assessment: every matter of an office has
meetings, letters, orders, dates and respondents."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.kinds.roster.roster import ORDERS
from ita_desktop.services.imports.evidence.seen import (
    Argument,
    SeenTable,
    names_assessment,
    of_matter,
)


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them of the assessment: they say so anywhere. A letter, an agenda or minutes
    are known by their form; an order of another matter would bring its people along."""
    if table.is_paper and table.kind != ORDERS.name:
        yield Argument(Phrase("เป็นหนังสือหรือระเบียบวาระตามแบบราชการ"))
    if table.is_named_ours or any(map(names_assessment, table.texts())):
        yield Argument(Phrase("กล่าวถึงการประเมิน ITA"))


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them of another matter."""
    if table.names_another and not table.is_named_ours:
        yield of_matter(table.names_another)
