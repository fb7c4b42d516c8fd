"""The welcome page at work: each way to begin does what it says."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop import __version__
from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.i18n import tr
from ita_desktop.settings import today
from ita_desktop.ui.frame.welcome.page import Recent, WelcomePage
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.menus import Command

if TYPE_CHECKING:
    from ita_desktop.ui.window import Window

FOLDERS_SHOWN = 2
"""How many folders above a recent file are named."""


class Welcome(WelcomePage):
    """What the window shows while no workspace is open."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        run = window.menus.run
        window.status.set_note(tr("ทำงานได้โดยไม่ต่ออินเทอร์เน็ต ข้อมูลอยู่ในเครื่องนี้เท่านั้น"))
        window.status.set_backup(tr("รุ่น {version} · ไทย", version=__version__))
        self.set_year(fiscal_year_of(today()))
        self.set_recent([_recent(path) for path in window.settings.recent_files()])
        self.sample_requested.connect(lambda: run(Command.SAMPLE))
        self.new_requested.connect(lambda: run(Command.NEW))
        self.new_year_requested.connect(self._begin_year)
        self.open_requested.connect(lambda: run(Command.OPEN))
        self.excel_requested.connect(self._begin_with_excel)
        self.recent_chosen.connect(self._open_recent)

    def _begin_with_excel(self) -> None:
        """A new workspace first, because rows need a year to stand in; its office is named when
        there is time for that."""
        menus = self._window.menus
        menus.new_file(lambda: menus.run(Command.IMPORT), needs_name=False)

    def _begin_year(self, path: str) -> None:
        """Opens a file and asks for its new year; one that is only read says why it is."""
        window = self._window

        def ask() -> None:
            if window.session is not None and not window.session.workspace.read_only:
                window.menus.run(Command.NEW_YEAR)

        window.begin_opening(Path(path), then=ask)

    def _open_recent(self, path: str) -> None:
        self._window.begin_opening(Path(path))


def _recent(path: Path) -> Recent:
    try:
        when = short_date(datetime.fromtimestamp(path.stat().st_mtime).date())  # noqa: DTZ006 - the clerk's own clock
    except OSError:
        when = ""
    return Recent(str(path), path.name, _folder(path), when)


def _folder(path: Path) -> str:
    """The last folders above a file, the user's own folder left out: ``เอกสาร › ITA``."""
    folder = path.parent
    if folder.is_relative_to(Path.home()):
        parts = folder.relative_to(Path.home()).parts
    else:
        parts = folder.parts
    return " › ".join(parts[-FOLDERS_SHOWN:])
