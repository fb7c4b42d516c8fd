"""Reads a year of a shared database, and keeps it as the others change it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ita_desktop.domain.year import YearData
from ita_desktop.storage.year_cache import YearCache

if TYPE_CHECKING:
    from ita_desktop.storage.connections import Connections
    from ita_desktop.storage.server.live.sharing import Sharing


def read_year(
    sharing: "Sharing", connections: "Connections", key: str, keep: Callable[[YearCache], None]
) -> YearData | None:
    """Read a year as it was at one moment, take in what was stored since, and ``keep`` it if it is
    still there; return it, not kept, while another thread writes here. Raises WorkspaceError."""
    with connections.read() as connection, sharing.at_one_moment(connection) as moment:
        cache = YearCache(connection, key)
    with connections.read() as connection, sharing.as_of_now() as are_cached:
        if not are_cached:
            return cache.data
        edits = sharing.edits_since(connection, moment)
        if all(edit.rows for edit in edits):
            cache.apply([row for edit in edits for row in edit.rows])
            if cache.exists:
                keep(cache)
    return None
