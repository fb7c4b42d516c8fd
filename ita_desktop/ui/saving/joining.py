"""รวม: the way from the window to joining the work of another file with the open one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.saving.standing_line import LineAction
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def join_actions(
    session: Session, over: "QWidget", path: Path | None, joined: Callable[[], object]
) -> tuple[LineAction, ...]:
    """Returns the action that joins with the file at ``path`` and then calls ``joined``; none where
    that is not possible."""
    if path is None or session.workspace.read_only:
        return ()

    def join() -> None:
        load("ita_desktop.ui.dialogs.backups.join")
        from ita_desktop.ui.dialogs.backups.join import ask

        if ask(session, over, path) is not None:
            joined()

    return (LineAction(tr("รวม…"), join),)
