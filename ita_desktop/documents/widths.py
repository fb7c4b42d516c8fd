"""Column widths of a document's table: those set by the office, else the defaults."""

from collections.abc import Sequence

from ita_desktop.documents.kinds import ReportContext

LEAST = 2.0
"""Least width of a column, in per cent of the table's width."""


def widths(context: ReportContext, name: str, usual: Sequence[float]) -> tuple[float, ...]:
    """Returns the column shares of document ``name`` (of its further tables: ``name/2``). Falls
    back to ``usual`` if the office set none, or for another number of columns."""
    own = next((width.shares for width in context.year.column_widths if width.name == name), "")
    chosen = shares_of(own)
    return chosen if len(chosen) == len(usual) else tuple(usual)


def shares_of(text: str) -> tuple[float, ...]:
    """Parses stored shares into percentages of their sum; empty if they are invalid."""
    try:
        shares = [float(word) for word in text.split()]
    except ValueError:
        return ()
    total = sum(shares)
    if not shares or not all(0 < share < float("inf") for share in shares):
        return ()
    made = tuple(share / total * 100 for share in shares)
    return made if min(made) >= LEAST - 0.01 else ()
