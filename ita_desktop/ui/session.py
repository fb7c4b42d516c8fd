"""The open workspace as the window sees it: the chosen year, what follows from it, what changed.

Pages read :attr:`Session.data` and what is computed from it once a change, and write through
services inside :meth:`Session.attempt`, which turns a failure into a sentence in the page.
"""

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.scores.progress import ItemProgress, item_progress, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import language, sentence, tr, translated
from ita_desktop.services.scores.scores import ScoreBarData, score_bar_data
from ita_desktop.settings import Settings, WorkspaceMemory, today
from ita_desktop.storage.edit_history import Changed
from ita_desktop.storage.history import EditKind
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import post_to_window
from ita_desktop.ui.edits.transient_undo import TransientUndo, UndoStep
from ita_desktop.ui.storing import refused

if TYPE_CHECKING:
    from ita_desktop.services.documents.exporting import Listed
    from ita_desktop.services.step_context import StepContext

_T = TypeVar("_T")

YEAR = "year"
LOOK_EVERY = 2_000
"""Milliseconds between two looks at a file that somebody else writes."""
SAVED_EVERY = 100
"""Milliseconds between two looks at whether what is stored is in the file."""
LONG = 500
"""Rows that can be undone in the window's thread: more take longer than a moment."""
DAY_EVERY = 30_000
"""Milliseconds between two looks at the clock: whether another day has begun."""


class _Found:
    """What follows from a year's data on a day."""

    __slots__ = ("data", "day", "previous", "progress", "score_bar", "step_context", "tree")

    def __init__(self, data: YearData, day: date, tree: ScoreTree) -> None:
        self.data = data
        self.day = day
        self.tree = tree
        self.progress: Mapping[str, ItemProgress] = item_progress(data, day)
        self.previous: YearData | None = None
        """The year before, as it was when the score bar was computed."""
        self.score_bar: ScoreBarData | None = None
        self.step_context: StepContext | None = None


class Session(QObject):
    """One open workspace. Signals come in the window's thread, whichever thread wrote."""

    changed = Signal(object)
    """A unit of work was stored (:class:`Changed`)."""
    year_changed = Signal(int)
    """Another Buddhist fiscal year was chosen."""
    day_changed = Signal()
    """Another day has begun: what was due yesterday is late now."""
    failed = Signal(str)
    """Something could not be done; the sentence says what, where and what to do."""
    failure_over = Signal()
    """What :attr:`failed` told of last is gone: the refused text was mended or given up."""
    notified = Signal(str, bool)
    """Something worth a line in the page was done; True where it can be undone."""
    saved = Signal(str, object)
    """A file was written where the clerk wanted it; the sentence that says so, and its path."""
    working = Signal(object, str)
    """Long work (a :class:`Job`, and a sentence) is about to start; the window shows it."""
    replay_wanted = Signal(object)
    """To be undone or done again (:class:`EditKind`) is more than the window could wait for."""
    copied = Signal()
    """A safety copy was made, or could not be made."""
    writing = Signal(bool)
    """Writing begins (True) or has ended (False), whatever came of it."""
    saving = Signal()
    """What became of the last edits has changed: they wait, are in the file, or cannot be."""
    stepped = Signal()
    """Something was done or taken back that is not stored."""
    _stored = Signal(object)
    _written = Signal(bool)

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings
        self.memory = settings.of_workspace(workspace.workspace_id)
        """What the window remembers of this workspace for this user: columns, folds, the page."""
        self._closed = False
        self.year = first_year(workspace, self.memory)
        """The chosen Buddhist fiscal year."""
        workspace.connections.hurried = threading.get_ident()
        self._day = self.today
        self._found: dict[int, _Found] = {}
        """What follows from the years that were shown, so that going back to one is quick."""
        self._cache: dict[Hashable, Any] = {}
        self._transient_undo = TransientUndo()
        self.failed.connect(refused)
        self._stored.connect(self._on_stored)
        self._written.connect(self._on_writing)
        post = post_to_window()
        self._unsubscribe = workspace.subscribe(
            lambda changed: post(self, partial(self._stored.emit, changed))
        )
        workspace.connections.watcher = lambda begun: post(self, partial(self._written.emit, begun))
        self._looking = QTimer(self, interval=LOOK_EVERY)
        self._looking.timeout.connect(self._look)
        if workspace.read_only:
            self._looking.start()
        # The thread that saves speaks to nothing of Qt.
        self._saved = workspace.saved
        self._following = QTimer(self, interval=SAVED_EVERY)
        self._following.timeout.connect(self._follow_saving)
        self._follow_saving()
        # A window may stand open over night, and a machine that slept has missed midnight.
        self._days = QTimer(self, interval=DAY_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._days.timeout.connect(self.follow_day)
        self._days.start()

    @property
    def locked(self) -> str:
        """Why nothing can be changed; empty where it can."""
        return tr("แฟ้มนี้เปิดอ่านได้อย่างเดียว") if self.workspace.read_only else ""

    def refuses(self) -> bool:
        """Whether nothing can be changed; says so then, and what to do."""
        if self.workspace.read_only:
            self.failed.emit(tr("แฟ้มนี้เปิดอ่านอย่างเดียว แก้ไม่ได้ · ใช้ แฟ้ม > บันทึกสำเนาเป็น"))
        return self.workspace.read_only

    def close(self) -> None:
        """Ends the session and closes the workspace."""
        self.detach().close()

    def detach(self) -> Workspace:
        """Ends the session; the workspace stays open and belongs to whoever asks."""
        self._closed = True
        for timer in (self._looking, self._following, self._days):
            timer.stop()
        self._unsubscribe()
        self.workspace.connections.watcher = None
        self.workspace.connections.hurried = None
        return self.workspace

    # -- the year

    @property
    def years(self) -> tuple[int, ...]:
        """The Buddhist fiscal years of the workspace, oldest first."""
        return tuple(year.year for year in self.workspace.years())

    def choose_year(self, year: int) -> None:
        """Shows another fiscal year."""
        if year == self.year or year not in self.years:
            return
        self.year = year
        self.memory.set(YEAR, year)
        self.year_changed.emit(year)

    @property
    def data(self) -> YearData:
        """The chosen year, as it is now. One that was taken away in another thread stays as it
        was until the window is told."""
        try:
            return self.workspace.year(self.year)
        except InputError:
            shown = self._found.get(self.year)
            if shown is None:
                raise
            return shown.data

    @property
    def previous(self) -> YearData | None:
        """The newest year before the chosen one."""
        return self.workspace.year_before(self.year)

    @property
    def today(self) -> date:
        """The day by the clerk's clock, or the one day on which the sample is shown."""
        return self.workspace.shown_day or today()

    def follow_day(self) -> None:
        """Tells where another day has begun since the last look."""
        if not self._closed and self._day != self.today:
            self._day = self.today
            self.day_changed.emit()

    @property
    def tree(self) -> ScoreTree:
        """The chosen year's scores."""
        return self._compute().tree

    @property
    def progress(self) -> Mapping[str, ItemProgress]:
        """The chosen year's OIT items with their states, by code."""
        return self._compute().progress

    @property
    def score_bar(self) -> ScoreBarData:
        """What the score bar shows."""
        found, previous = self._compute(), self.previous
        if found.score_bar is None or found.previous is not previous:
            found.score_bar = score_bar_data(found.data, previous, found.tree)
            found.previous = previous
        return found.score_bar

    def step_context(self) -> "StepContext":
        """The chosen year today, as the next steps are found from it."""
        from ita_desktop.services.step_context import StepContext

        found, score_bar, years = self._compute(), self.score_bar, self.years
        known = found.step_context
        if known is None or known.known_score_bar is not score_bar or known.years != years:
            known = found.step_context = StepContext(
                found.data, found.previous, found.tree, found.day, years, score_bar, found.progress
            )
        return known

    def cached(self, what: Hashable, find: Callable[[], _T]) -> _T:
        """What ``find`` gives, found once for as long as nothing is written; ``what`` names it."""
        if what not in self._cache:
            self._cache[what] = find()
        found: _T = self._cache[what]
        return found

    def cached_today(self, what: str, find: Callable[[], _T]) -> _T:
        """What ``find`` gives for the chosen year on this day in the shown language, found once
        for as long as nothing is written."""
        return self.cached((what, self.year, self.today, language.code), find)

    @property
    def documents(self) -> "Sequence[Listed]":
        """The documents of the chosen year, each with what it lacks."""
        from ita_desktop.services.documents.exporting import listing

        return self.cached(("documents", self.year), lambda: listing(self.data, self.previous))

    def _compute(self) -> "_Found":
        data, day = self.data, self.today
        found = self._found.get(self.year)
        if found is None or found.data is not data or found.day != day:
            before = found.tree if found is not None else None
            found = self._found[self.year] = _Found(data, day, tree_of(data, before))
        return found

    # -- writing

    def attempt(self, action: Callable[[], _T]) -> _T | None:
        """Runs a service; a failure is told in the page and gives None."""
        try:
            return action()
        except ItaError as error:
            self.failed.emit(sentence(error))
            return None

    def do(self, action: Callable[[], object]) -> bool:
        """Like :meth:`attempt`; says whether it could be done."""
        return self.attempt(lambda: [action()]) is not None

    def note(self, step: UndoStep) -> None:
        """Remembers something that was done and is not stored, so that it can be taken back."""
        self._transient_undo.note(step, self.workspace.edits.last_edit)
        self.stepped.emit()

    @property
    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back."""
        return self._label(EditKind.UNDO)

    @property
    def redo_label(self) -> str | None:
        """What :meth:`redo` would do again."""
        return self._label(EditKind.REDO)

    def _label(self, kind: EditKind) -> str | None:
        edits = self.workspace.edits
        step = self._transient_undo.next(kind, edits.last_edit)
        if step is not None:
            return step.label
        if self.workspace.read_only:
            return None
        return edits.undo_label if kind is EditKind.UNDO else edits.redo_label

    def undo(self) -> None:
        """Takes the last edit, or what was done since and is not stored, back and says so."""
        self._step(EditKind.UNDO)

    def redo(self) -> None:
        """Does what was undone last again and says so."""
        self._step(EditKind.REDO)

    def _step(self, kind: EditKind) -> None:
        step = self._transient_undo.next(kind, self.workspace.edits.last_edit)
        if step is not None:
            self._transient_undo.take(kind)
            self.stepped.emit()
        label = step.label if step is not None else self._replay(kind)
        if label:
            self.tell_replayed(kind, label)

    def _replay(self, kind: EditKind) -> str | None:
        """Undoes an edit, or does it again; its label. None where that was refused, or where it
        is left to :attr:`replay_wanted`."""
        workspace = self.workspace
        rows = self.attempt(lambda: workspace.edits.rows_to_replay(kind))
        if rows is None:
            return None
        if rows > LONG:
            self.replay_wanted.emit(kind)
            return None
        return self.attempt(workspace.undo if kind is EditKind.UNDO else workspace.redo)

    def tell_replayed(self, kind: EditKind, label: str) -> None:
        """Says that an edit was undone or done again."""
        words = tr("เลิกทำแล้ว: {label}") if kind is EditKind.UNDO else tr("ทำซ้ำแล้ว: {label}")
        self.notified.emit(words.format(label=translated(label)), False)

    def _look(self) -> None:
        """Shows what the writer has stored since; stops where the file has gone."""
        try:
            self.workspace.catch_up()
        except ItaError as error:
            self._looking.stop()
            self.failed.emit(sentence(error))

    def _on_writing(self, begun: bool) -> None:
        if self._closed:
            return
        self.writing.emit(begun)
        if not begun:
            self._follow_saving()

    def _follow_saving(self) -> None:
        """Tells what becomes of what is stored and not in the file yet."""
        saved = self.workspace.saved
        if saved != self._saved:
            self._saved = saved
            self.saving.emit()
        if saved.is_all:
            self._following.stop()
        elif not self._following.isActive():
            self._following.start()

    def _on_stored(self, changed: Changed) -> None:
        if self._closed:
            # Written in another thread just before the end: nobody is left to be told.
            return
        self._cache.clear()
        years = self.years
        if self.year not in years and years:
            self.year = years[-1]
            self.changed.emit(changed)
            self.year_changed.emit(self.year)
            return
        self.changed.emit(changed)


def first_year(workspace: Workspace, memory: WorkspaceMemory) -> int:
    """The Buddhist fiscal year that is shown first: the one that was shown last, else the newest.

    Raises InputError where the workspace has none.
    """
    known = [year.year for year in workspace.years()]
    if not known:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="สร้างแฟ้มใหม่ หรือเปิดแฟ้มอื่น")
    remembered = memory.get(YEAR)
    return remembered if remembered in known else known[-1]
