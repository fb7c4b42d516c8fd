"""How wide the columns of a document's table are: as the office chose, else as usual."""

from collections.abc import Sequence

from ita_desktop.documents.kinds import ReportContext

LEAST = 2.0
"""Per cent of the table's width that a column has at least."""


def widths(context: ReportContext, name: str, usual: Sequence[float]) -> tuple[float, ...]:
    """The shares of the columns of document ``name`` (of its further tables ``name/2``); the
    ``usual`` ones where the office chose none, or for another number of columns."""
    own = next((width.shares for width in context.year.column_widths if width.name == name), "")
    chosen = shares_of(own)
    return chosen if len(chosen) == len(usual) else tuple(usual)


def shares_of(text: str) -> tuple[float, ...]:
    """The shares that a record holds, in per cent of their sum; none where it holds others."""
    try:
        shares = [float(word) for word in text.split()]
    except ValueError:
        return ()
    total = sum(shares)
    if not shares or not all(0 < share < float("inf") for share in shares):
        return ()
    made = tuple(share / total * 100 for share in shares)
    return made if min(made) >= LEAST - 0.01 else ()
