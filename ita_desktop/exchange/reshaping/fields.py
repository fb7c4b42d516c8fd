"""The headings below which columns are ticked."""

from functools import cache

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN, SUPPORTERS_COLUMN
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportKind, no_groups
from ita_desktop.exchange.kinds.measures.measures import SCHEDULE_COLUMN, STATUS_COLUMN
from ita_desktop.exchange.kinds.results import RESULTS


def field_of(text: str) -> str:
    """Return the field of which a heading says that the columns below it are ticked."""
    return next(iter(_finder().partly([text]).columns), "")


@cache
def _finder() -> HeadingFinder:
    columns = (OWNERS_COLUMN, SUPPORTERS_COLUMN, SCHEDULE_COLUMN, STATUS_COLUMN)
    return HeadingFinder(
        ImportKind(
            name="ticks",
            title="",
            columns=(*columns, RESULTS.column("score")),
            required=(),
            read=lambda cells: cells,
            group=no_groups,
            identity=frozenset(),
            place=Place(PageKey.MEASURES),
        )
    )
