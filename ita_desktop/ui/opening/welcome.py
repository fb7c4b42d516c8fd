"""The welcome page connected to the program's commands."""

from datetime import datetime
from pathlib import Path

from ita_desktop import __version__
from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.i18n import tr
from ita_desktop.settings import today
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.commands import Commands
from ita_desktop.ui.frame.welcome.page import Recent, WelcomePage
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.opening.shared_place import SharedPlace, place_of
from ita_desktop.ui.saving.left_works import LeftWorks

FOLDERS_SHOWN = 2
"""Number of parent folders shown for a recent file."""


class Welcome(WelcomePage):
    """Shown while no workspace is open."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(commands.frame)
        self._commands = commands
        self._opening = commands.opener
        run, status = commands.run, commands.frame.status
        status.set_note(tr("ทำงานได้โดยไม่ต่ออินเทอร์เน็ต แฟ้มไม่ถูกส่งออกไปที่ใด"))
        status.set_backup(tr("รุ่น {version} · ไทย", version=__version__))
        self.set_year(fiscal_year_of(today()))
        self.set_recent([_recent(name) for name in self._opening.settings.recent()])
        self.sample_requested.connect(lambda: run(Command.SAMPLE))
        self.new_requested.connect(lambda: run(Command.NEW))
        self.new_year_requested.connect(self._begin_year)
        self.open_requested.connect(lambda: run(Command.OPEN))
        self.excel_requested.connect(self._begin_with_excel)
        self.shared_requested.connect(lambda: run(Command.OPEN_SHARED))
        self.city_requested.connect(lambda: run(Command.CITY))
        self.recent_chosen.connect(lambda path: self._opening.begin(place_of(path)))
        self.left_works = LeftWorks(self._opening, self)
        # When this page is shown.
        later(self, 0, self.left_works.begin)

    def _begin_with_excel(self) -> None:
        """Creates a workspace, then starts an import; the office can be named later."""
        commands = self._commands
        commands.new_file(lambda: commands.run(Command.IMPORT), needs_name=False)

    def _begin_year(self, path: str) -> None:
        """Opens a file and asks for its new year; not if it is read-only."""

        def ask() -> None:
            session = self._opening.session
            if session is not None and not session.workspace.read_only:
                self._commands.run(Command.NEW_YEAR)

        self._opening.begin(Path(path), then=ask)


def _recent(name: str) -> Recent:
    path = place_of(name)
    if isinstance(path, SharedPlace):
        return Recent(name, path.name, path.server, tr("งานร่วม"), is_file=False)
    try:
        when = short_date(datetime.fromtimestamp(path.stat().st_mtime).date())  # noqa: DTZ006 - the clerk's own clock
    except OSError:
        when = ""
    return Recent(str(path), path.name, _folder(path), when)


def _folder(path: Path) -> str:
    """Returns the last folders of a path, relative to the home folder: ``เอกสาร › ITA``."""
    folder = path.parent
    if folder.is_relative_to(Path.home()):
        parts = folder.relative_to(Path.home()).parts
    else:
        parts = folder.parts
    return " › ".join(parts[-FOLDERS_SHOWN:])
