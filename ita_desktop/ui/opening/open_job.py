"""Opens a workspace, a file or one on a server: located, checked and read in another thread, then
passed to the window's."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ita_desktop.services import workspaces
from ita_desktop.settings import Place, Settings, SharedPlace
from ita_desktop.ui.background import Cancelled, Job, Progress
from ita_desktop.ui.session import first_year

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace


class OpenWorker:
    """The part of an opening that runs in the other thread; without Qt objects."""

    def __init__(
        self,
        find: Callable[[Progress], Place],
        settings: Settings,
        former: Sequence[threading.Event] = (),
        *,
        as_it_is: bool = False,
        read_only: bool = False,
    ) -> None:
        self._find = find
        self._settings = settings
        self._former = tuple(former)
        self._guard = threading.Lock()
        self._is_given_up = False
        self._as_it_is = as_it_is
        self._read_only = read_only
        self.altered: Path | None = None
        """The file if it was altered on disk and therefore not opened."""
        self.unknown_password: SharedPlace | None = None
        """The shared workspace whose server asked for another password."""
        self._workspace: Workspace | None = None

    def take(self) -> "Workspace | None":
        """Returns the open workspace, which the caller then owns; None if there is none."""
        with self._guard:
            workspace, self._workspace = self._workspace, None
        return workspace

    def give_up(self) -> None:
        """Closes the workspace now, or once it is open."""
        with self._guard:
            self._is_given_up = True
            workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    def open(self, progress: Progress) -> None:
        """Opens and reads the workspace. Raises ItaError, and Cancelled after :meth:`give_up`."""
        # The first file brings the database library with it: not in the window's thread.
        for closed in self._former:
            closed.wait()
        workspace = self._open_place(self._find(progress), progress)
        try:
            _read_first(workspace, self._settings)
            progress(0, 0)
        except BaseException:
            workspace.close()
            raise
        with self._guard:
            if not self._is_given_up:
                self._workspace = workspace
                return
        workspace.close()
        raise Cancelled

    def _open_place(self, place: Place, progress: Progress) -> "Workspace":
        from ita_desktop.storage.reasons import AlteredError

        if isinstance(place, SharedPlace):
            return self._connect(place)
        try:
            return workspaces.open_workspace(
                place,
                read_only=self._read_only,
                copy_later=True,
                progress=progress,
                as_it_is=self._as_it_is,
            )
        except AlteredError as error:
            self.altered = error.path
            raise

    def _connect(self, place: SharedPlace) -> "Workspace":
        from ita_desktop.storage.server.connecting import PasswordError
        from ita_desktop.storage.workspace import Workspace

        try:
            return Workspace.connect(place.address, place.password, reads_newer=True)
        except PasswordError:
            self.unknown_password = place
            raise


class OpenJob(QObject):
    """A workspace being opened. ``arrived`` is emitted when it can be taken."""

    arrived = Signal()

    def __init__(
        self,
        find: Callable[[Progress], Place],
        settings: Settings,
        parent: QObject,
        former: Sequence[threading.Event] = (),
        *,
        finishes: bool = False,
        as_it_is: bool = False,
        read_only: bool = False,
    ) -> None:
        """``find`` returns the place, and may create the file; it is called in the other thread
        after the ``former`` files are closed, as it may be one of them. ``finishes``: closing the
        window waits for it. ``as_it_is`` accepts changes made on disk; a file that is opened
        ``read_only`` is not locked."""
        super().__init__(parent)
        self.worker = OpenWorker(find, settings, former, as_it_is=as_it_is, read_only=read_only)
        self.job = Job(self.worker.open, self, finishes=finishes)
        self.job.done.connect(self.arrived)

    def give_up(self) -> None:
        """Cancels the request; the workspace is closed now, or once it is open."""
        self.job.stop()
        self.worker.give_up()


def _read_first(workspace: "Workspace", settings: Settings) -> None:
    """Reads the data that the window shows first, so that it does not wait for them."""
    shown = first_year(workspace, settings.of_workspace(workspace.workspace_id))
    before = [year.year for year in workspace.years() if year.year < shown]
    for year in (shown, *before[-1:]):
        workspace.year(year)
    # Known from now on, as the workspace's key is.
    _ = workspace.shown_day
