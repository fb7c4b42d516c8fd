"""What the frame's bars say of the open workspace: years, scores, undo, saved, safety copies."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.progress import State, tree_of
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.ui.frame.saved_state import Saved
from ita_desktop.ui.frame.year_switch import YearChoice
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.session import Session
from ita_desktop.ui.strip_words import strip_values
from ita_desktop.ui.theme.lines import words

if TYPE_CHECKING:
    from ita_desktop.ui.frame.main_frame import MainFrame
    from ita_desktop.ui.menus import Menus


LATER = 300
"""Milliseconds after which the levels of the other years are read: a start must not wait."""


class Bars:
    """Fills the bars of one window from one session."""

    def __init__(self, frame: "MainFrame", menus: "Menus", session: Session) -> None:
        self._frame = frame
        self._menus = menus
        self._session = session
        self._later = QTimer(frame, singleShot=True, interval=LATER)
        self._later.timeout.connect(lambda: self._show_years(levels=True))

    def stop(self) -> None:
        """The session ends: nothing more is read from it."""
        self._later.stop()

    def show_year(self) -> None:
        """The chosen year: the switch, the office's name, and everything that hangs on it."""
        session = self._session
        self._show_years(levels=False)
        # The other years' levels are for the list that opens later: they need not delay a start.
        self._later.start()
        self._frame.top_bar.office.setText(session.data.organisation.name)
        words.know(_names(session.data))
        self.show_scores()
        self.show_undo()

    def _show_years(self, *, levels: bool) -> None:
        session = self._session
        notes = {
            year: _level_note(session.workspace.year(year)) if levels else ""
            for year in session.years
        }
        choices = [YearChoice(year, notes[year]) for year in reversed(session.years)]
        self._frame.top_bar.year.set_years(choices, session.year)

    def show_scores(self) -> None:
        """The strip, and how many items are late."""
        session = self._session
        self._frame.strip.set_values(strip_values(session.year, session.strip))
        late = sum(one.state is State.LATE for one in session.progress.values())
        self._frame.rail.set_late(PageKey.OIT, late)

    def show_undo(self) -> None:
        """What can be undone and redone."""
        workspace = self._session.workspace
        undo, redo = workspace.undo_label, workspace.redo_label
        if workspace.read_only:
            undo = redo = None
        self._frame.top_bar.set_undo(undo, redo)
        self._menus.set_undo(undo, redo)

    def show_saved(self) -> None:
        """That the last edit is saved, or who has the workspace open."""
        saved = self._frame.top_bar.saved
        if self._session.workspace.read_only:
            holder = self._session.workspace.holder
            saved.set_state(Saved.READ_ONLY, holder.user if holder else "")
        else:
            at = self._session.saved_at
            saved.set_state(Saved.SAVED, f"{at:%H:%M}" if at else "")

    def show_backup(self) -> None:
        """When the last safety copy was made; that it failed stays in sight."""
        status, workspace = self._frame.status, self._session.workspace
        last = workspace.last_backup()
        if workspace.backup_problem is not None:
            status.set_backup(tr("สำรองแฟ้มไม่สำเร็จ"), failed=True)
        elif last is None:
            status.set_backup("")
        elif last.made.date() == date.today():  # noqa: DTZ011 - the clerk's own clock
            status.set_backup(tr("สำรองล่าสุดวันนี้ {time}", time=f"{last.made:%H:%M}"))
        else:
            status.set_backup(tr("สำรองล่าสุด {day}", day=short_date(last.made.date())))


def _level_note(data: YearData) -> str:
    tree = tree_of(data)
    level = tree.level.level
    if tree.total.value is None:
        return ""
    return f"{tree.total.value:.2f} {level.name if level else ''}".strip()


def _names(data: YearData) -> list[str]:
    """Names that are never cut at a line's end."""
    names = [data.organisation.name]
    for unit in data.units:
        names += [unit.name, unit.short_name]
    return [name for name in names if name]
