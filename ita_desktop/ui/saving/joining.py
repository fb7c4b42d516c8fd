"""รวม: the way from the window to joining the work of another file with the open one."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ita_desktop.i18n import tr
from ita_desktop.ui.saving.standing_line import LineAction
from ita_desktop.ui.session import Session

join_with: Final[Callable[[Session, Path], object] | None] = None
"""Shows what joining the file at a path with the open one would change, and joins them. While there
is none, nothing in the window offers it."""


def join_actions(session: Session, path: Path | None) -> tuple[LineAction, ...]:
    """Returns the action that joins with the file at ``path``; none where that is not possible."""
    join = join_with
    if join is None or path is None or session.workspace.read_only:
        return ()
    return (LineAction(tr("รวม…"), lambda: join(session, path)),)
