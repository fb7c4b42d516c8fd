"""Imports the communication measures, which have a table of their own without shared cells."""

from collections.abc import Sequence

from ita_desktop.domain.records import MeasureKind
from ita_desktop.exchange.kinds.measures.measures import MeasureRow
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.measures.measures import Measures, compare_measures
from ita_desktop.services.imports.repeats import once, without_origin


def compare(draft: ImportDraft, rows: Sequence[MeasureRow]) -> None:
    """Add the differences between ``rows`` and the year's communication measures to the draft."""
    kept = list(once(draft, rows, _content))
    kind = MeasureKind.COMMUNICATION
    compare_measures(draft, kept, Measures(draft, kind, kind))


def _content(row: MeasureRow) -> object:
    """Return a row's content without its origin; None for a continuation row."""
    return None if row.continues or row.continued else without_origin(row)
