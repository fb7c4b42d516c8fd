"""One look at the clerk's file, in a thread of its own: its medium may hang; and what keeps it from
being written."""

import threading
from copy import copy
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import sentence

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace


class FileLook:
    """A look that has begun; afterwards ``workspace.file_state`` is true of that moment."""

    def __init__(self, workspace: "Workspace") -> None:
        self.is_there = False
        """Whether there was a file in its place, be it another one."""
        self._over = threading.Event()

        def look() -> None:
            try:
                self.is_there = workspace.look_at_file()
            finally:
                self._over.set()

        threading.Thread(target=look, name="looking", daemon=True).start()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits at most ``seconds``; returns whether it is over."""
        return self._over.wait(seconds)


def what_failed(problem: WorkspaceError) -> str:
    """Returns the sentence of a problem without its remedy, where buttons are the remedy."""
    bare = copy(problem)
    bare.remedy = ""
    return sentence(bare)
