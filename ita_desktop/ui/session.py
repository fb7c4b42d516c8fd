"""The open workspace as used by the window: selected year, derived data, and changes.

Pages read :attr:`Session.data` and cached derived data after each change, and call services in
:meth:`Session.attempt`, which shows errors as messages.
"""

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ita_desktop.domain.errors import ConflictError, InputError, ItaError, WorkspaceError
from ita_desktop.domain.records import Owner
from ita_desktop.domain.scores.progress import ItemProgress, item_progress, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.tracking.units import is_among
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import language, sentence, tr, translated
from ita_desktop.services.scores.scores import ScoreBarData, score_bar_data
from ita_desktop.settings import Settings, WorkspaceMemory, today
from ita_desktop.storage.edits.changes import Changed, EditKind, merged
from ita_desktop.storage.server.shared import Role
from ita_desktop.ui.background import Job, Progress, post_to_window
from ita_desktop.ui.shared.connection import ReadingAgain, UnderWay, allowed
from ita_desktop.ui.shared.editor_events import edited_by
from ita_desktop.ui.storing import refused
from ita_desktop.ui.transient_undo import TransientUndo, UndoStep

if TYPE_CHECKING:
    from ita_desktop.domain.answers import ImportAnswer
    from ita_desktop.services.documents.exporting import ListedDocument
    from ita_desktop.services.imports.name_questions import NameAnswer
    from ita_desktop.services.step_context import StepContext
    from ita_desktop.storage.server.live.outbox import Outbox
    from ita_desktop.storage.workspace import Workspace

_T = TypeVar("_T")
_P = ParamSpec("_P")

YEAR = "year"
LOOK_EVERY = 2_000
"""Interval in ms between checks of a file that another process writes."""
SAVED_EVERY = 100
"""Interval in ms between checks whether stored edits are in the file."""
LONG = 100
"""Number of rows that can be undone in the window's thread without delay."""
DAY_EVERY = 30_000
"""Interval in ms between checks whether a new day has begun."""


class _DerivedData:
    """Data derived from a year on a day."""

    __slots__ = ("data", "day", "previous", "progress", "score_bar", "step_context", "tree")

    def __init__(self, data: YearData, day: date, tree: ScoreTree) -> None:
        self.data = data
        self.day = day
        self.tree = tree
        self.progress: Mapping[str, ItemProgress] = item_progress(data, day)
        self.previous: YearData | None = None
        """The previous year as of the score bar's computation."""
        self.score_bar: ScoreBarData | None = None
        self.step_context: StepContext | None = None


class Session(QObject):
    """An open workspace. Signals are emitted in the window's thread, whichever thread wrote."""

    changed = Signal(object)
    """A unit of work was stored (:class:`Changed`)."""
    year_changed = Signal(int)
    """Another Buddhist fiscal year was selected."""
    day_changed = Signal()
    """A new day has begun: more items may be late."""
    failed = Signal(str)
    """Something failed; carries a sentence with what, where and what to do."""
    failure_over = Signal()
    """The last :attr:`failed` no longer applies: the rejected text was corrected or discarded."""
    notified = Signal(str, bool)
    """Something was done that is worth a message; True if it can be undone."""
    imported = Signal(str, object)
    """Rows were imported; carries a sentence and the :class:`Place` that shows most of them, or
    None if they are all in years that are not shown."""
    saved = Signal(str, object)
    """A file was saved at the clerk's request; carries a sentence and the path."""
    place_requested = Signal(object)
    """A :class:`Place` is to be shown, whatever page is."""
    working = Signal(object, str)
    """Long work is about to start (a :class:`Job`, and a sentence), to be shown by the window."""
    replay_requested = Signal(object)
    """An undo or redo (:class:`EditKind`) was requested that is too long for the window's
    thread."""
    undo_refused = Signal(object)
    """An undo or redo was refused because somebody built on it (:class:`ConflictError`)."""
    leaving = Signal()
    """The workspace is about to be left: what is taken back when it is left goes now."""
    copied = Signal()
    """A backup was made or failed."""
    writing = Signal(bool)
    """Writing begins (True) or has ended (False), with any result."""
    saving = Signal()
    """The state of the last edits has changed: pending, saved, or failed."""
    stepped = Signal()
    """Something that is not stored was done or undone."""
    _stored = Signal(object)
    _written = Signal(bool)
    _answered = Signal(int, object)
    _replayed = Signal(object, object, object)

    def __init__(
        self, workspace: "Workspace", settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings
        self.memory = settings.of_workspace(workspace.workspace_id)
        """The window's state for this workspace and user: columns, folded parts, the page."""
        self._closed = False
        self.reading = ReadingAgain(workspace, lambda: self.year, self)
        self.year = first_year(workspace, self.memory)
        """The selected Buddhist fiscal year."""
        workspace.connections.hurried = threading.get_ident()
        self._day = self.today
        self._found: dict[int, _DerivedData] = {}
        """Cached data of the years shown so far."""
        self._cache: dict[Hashable, Any] = {}
        self.reading.renewed.connect(self._cache.clear)
        self.kept: list[Callable[[], bool]] = []
        """For each text that a form or field has kept, not stored, whether it still does."""
        self._transient_undo = TransientUndo()
        self._others: list[Changed] = []
        """Edits of others that are not shown yet."""
        self.under_way = UnderWay(self)
        """The edits that a server has not answered yet, and those that it has refused."""
        if workspace.outbox is not None:
            self.under_way.take(workspace.outbox.left)
            self.under_way.forgotten.connect(workspace.outbox.give_up)
        self.under_way.moved.connect(self._follow_sent)
        self.holds_window = False
        """Whether the window waits for what it is writing."""
        self.failed.connect(refused)
        self._stored.connect(self._on_stored)
        self._written.connect(self._on_writing)
        self._answered.connect(self._on_answered)
        self._replayed.connect(self._on_replayed)
        self._post = post_to_window()
        self._unsubscribe = self._follow_workspace()
        self._catch_up_timer = QTimer(self, interval=LOOK_EVERY)
        self._catch_up_timer.timeout.connect(self._catch_up)
        if workspace.read_only:
            self._catch_up_timer.start()
        # The saving thread uses no Qt objects, hence a timer.
        self._saved = workspace.saved
        self._following = QTimer(self, interval=SAVED_EVERY)
        self._following.timeout.connect(self.follow_saving)
        self.follow_saving()
        # A window may stay open overnight, and a sleeping computer misses midnight.
        self._days = QTimer(self, interval=DAY_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._days.timeout.connect(self.follow_day)
        self._days.start()

    def _follow_workspace(self) -> Callable[[], None]:
        """Brings what any thread stores into the window's; returns a function that ends it."""
        post, own_thread = self._post, threading.get_ident()
        workspace = self.workspace
        workspace.unshown.clear()
        show_others = self._show_others

        def follow(changed: Changed) -> None:
            if changed.who:
                workspace.unshown.append(changed)
                self._others.append(changed)
                post(self, show_others)
            else:
                post(self, partial(self._stored.emit, changed))

        def watch(begun: bool) -> None:
            if threading.get_ident() == own_thread:
                self.holds_window = begun
            post(self, partial(self._written.emit, begun))

        workspace.connections.watcher = watch
        if workspace.outbox is not None:
            answered = self._answered
            workspace.outbox.watcher = lambda number, error: post(
                self, partial(answered.emit, number, error)
            )
        return workspace.subscribe(follow)

    @cached_property
    def given_answers(self) -> "dict[str, NameAnswer]":
        """What was answered about unknown names of imports, by question, since the file was opened:
        known also where the import was undone."""
        return {}

    @cached_property
    def given_columns(self) -> "dict[tuple[str, ...], ImportAnswer]":
        """What was answered about columns of imports, as :attr:`given_answers` about names."""
        return {}

    @property
    def locked(self) -> str:
        """The reason why a clerk's work cannot be done here; empty if it can."""
        shared = self.workspace.shared
        if shared is None:
            return tr("แฟ้มนี้เปิดอ่านได้อย่างเดียว") if self.workspace.read_only else ""
        if shared.is_older:
            return sentence(self.workspace.connections.why_read_only())
        if shared.me.role is Role.CLERK:
            return ""
        unit = self.data.unit_name(shared.me.unit_id) if shared.me.unit_id else ""
        return allowed(shared.me.role, unit)

    @property
    def is_locked(self) -> bool:
        """Whether there is a reason why a clerk's work cannot be done here."""
        return bool(self.locked)

    def locked_to(self, owners: Sequence[Owner]) -> str:
        """Returns the reason why what these owners do for an item or a measure cannot be written;
        empty if it can. The database holds the same rule."""
        is_own = self.own_unit is not None and is_among(self.data, self.own_unit, owners)
        is_older = self.workspace.shared is not None and self.workspace.shared.is_older
        return self.locked if is_older or not is_own else ""

    @property
    def own_unit(self) -> str | None:
        """The unit for which this login writes; None for who writes for the office."""
        shared = self.workspace.shared
        return shared.me.unit_id if shared is not None else None

    def refuses(self, owners: Sequence[Owner] = ()) -> bool:
        """Returns whether a clerk's work cannot be done here, or with ``owners`` what these do; if
        so, shows a message."""
        why = self.locked_to(owners)
        if why and self.workspace.shared is None:
            why = tr("แฟ้มนี้เปิดอ่านอย่างเดียว แก้ไม่ได้ · ใช้ แฟ้ม > บันทึกสำเนาเป็น")
        if why:
            self.failed.emit(why)
        return bool(why)

    def close(self) -> None:
        """Ends the session and closes the workspace."""
        self.detach().close()

    def detach(self) -> "Workspace":
        """Ends the session; returns the open workspace, which the caller then owns."""
        self._closed = True
        for timer in (self._catch_up_timer, self._following, self._days, self.reading):
            timer.stop()
        self._unsubscribe()
        self.workspace.connections.watcher = None
        self.workspace.connections.hurried = None
        if self.workspace.outbox is not None:
            self.workspace.outbox.watcher = None
            self.workspace.outbox.left = self.under_way.left()
        return self.workspace

    # -- year

    @property
    def years(self) -> tuple[int, ...]:
        """The Buddhist fiscal years of the workspace, oldest first."""
        known = self.reading.latest("years", self.workspace.years)
        return tuple(year.year for year in known)

    def choose_year(self, year: int) -> None:
        """Selects another fiscal year."""
        if year == self.year or year not in self.years:
            return
        self.year = year
        self.memory.set(YEAR, year)
        self.year_changed.emit(year)

    @property
    def data(self) -> YearData:
        """The current data of the selected year. One deleted in another thread keeps its last data
        until the window is notified, and one that cannot be read now keeps it, too."""
        year = self.year
        try:
            return self.reading.latest(year, lambda: self.workspace.year(year))
        except (InputError, WorkspaceError):
            shown = self._found.get(self.year)
            if shown is None:
                raise
            return shown.data

    @property
    def previous(self) -> YearData | None:
        """The last year before the selected one."""
        year = self.year
        return self.reading.latest(("before", year), lambda: self.workspace.year_before(year))

    @property
    def today(self) -> date:
        """The current date, or the fixed date of the sample."""
        return self.workspace.shown_day or today()

    def follow_day(self) -> None:
        """Emits :attr:`day_changed` if a new day has begun since the last check."""
        if not self._closed and self._day != self.today:
            self._day = self.today
            self.day_changed.emit()

    @property
    def tree(self) -> ScoreTree:
        """The scores of the selected year."""
        return self._compute().tree

    @property
    def progress(self) -> Mapping[str, ItemProgress]:
        """The states of the selected year's OIT items, by code."""
        return self._compute().progress

    @property
    def score_bar(self) -> ScoreBarData:
        """The data of the score bar."""
        found, previous = self._compute(), self.previous
        if found.score_bar is None or found.previous is not previous:
            found.score_bar = score_bar_data(found.data, previous, found.tree)
            found.previous = previous
        return found.score_bar

    def step_context(self) -> "StepContext":
        """The data that the next steps of the selected year are derived from."""
        from ita_desktop.services.step_context import StepContext

        found, score_bar, years = self._compute(), self.score_bar, self.years
        known = found.step_context
        if known is None or known.known_score_bar is not score_bar or known.years != years:
            known = found.step_context = StepContext(
                found.data, found.previous, found.tree, found.day, years, score_bar, found.progress
            )
        return known

    def cached(self, what: Hashable, find: Callable[[], _T]) -> _T:
        """Returns the result of ``find``, cached as ``what`` until something is written."""
        if what not in self._cache:
            self._cache[what] = find()
        found: _T = self._cache[what]
        return found

    def cached_today(self, what: str, find: Callable[[], _T]) -> _T:
        """Returns the result of ``find``, cached for the selected year, day and language until
        something is written."""
        return self.cached((what, self.year, self.today, language.code), find)

    @property
    def documents(self) -> "Sequence[ListedDocument]":
        """The documents of the selected year, each with what is missing in it."""
        return self.step_context().documents

    def _compute(self) -> "_DerivedData":
        data, day = self.data, self.today
        found = self._found.get(self.year)
        if found is None or found.data is not data or found.day != day:
            before = found.tree if found is not None else None
            found = self._found[self.year] = _DerivedData(data, day, tree_of(data, before))
        return found

    # -- writing

    @property
    def is_closed(self) -> bool:
        """Whether its workspace was let go of: what is asked for later comes too late."""
        return self._closed

    def attempt(self, action: Callable[[], _T]) -> _T | None:
        """Calls a service; on failure shows a message and returns None."""
        try:
            return action()
        except ItaError as error:
            self.failed.emit(sentence(error))
            return None

    def do(self, action: Callable[[], object]) -> bool:
        """Like :meth:`attempt`; returns whether it succeeded."""
        return self.attempt(lambda: [action()]) is not None

    def write(
        self,
        service: "Callable[Concatenate[Workspace, int, _P], _T]",
        *args: _P.args,
        **fields: _P.kwargs,
    ) -> _T | None:
        """Runs a service on the shown year, as :meth:`attempt` does."""
        return self.attempt(lambda: service(self.workspace, self.year, *args, **fields))

    def could_write(
        self,
        service: "Callable[Concatenate[Workspace, int, _P], object]",
        *args: _P.args,
        **fields: _P.kwargs,
    ) -> bool:
        """Like :meth:`write`; says whether it could be done."""
        return self.do(lambda: service(self.workspace, self.year, *args, **fields))

    def run(
        self,
        work: Callable[[Progress], _T],
        done: Callable[[_T], object],
        what: str = "",
        *,
        finishes: bool = False,
        keeps_open: bool = False,
    ) -> None:
        """Works in another thread as a :class:`Job`, which ends with the workspace, and calls
        ``done`` with the result. With ``what`` the window shows the work and tells a failure."""
        job = Job(work, self, finishes=finishes, keeps_open=keeps_open)
        job.done.connect(done)
        if what:
            self.working.emit(job, what)
        else:
            job.failed.connect(self.failed)
        job.start()

    def note(self, step: UndoStep) -> None:
        """Records something done that is not stored, so that it can be undone."""
        self._transient_undo.note(step, self.workspace.edits.last_edit)
        self.stepped.emit()

    @property
    def undo_label(self) -> str | None:
        """The label of the next :meth:`undo`."""
        return self._label(EditKind.UNDO)

    @property
    def redo_label(self) -> str | None:
        """The label of the next :meth:`redo`."""
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
        """Undoes the last edit or unstored step, and shows a message."""
        self._step(EditKind.UNDO)

    def redo(self) -> None:
        """Redoes what was undone last, and shows a message."""
        self._step(EditKind.REDO)

    def _step(self, kind: EditKind) -> None:
        step = self._transient_undo.next(kind, self.workspace.edits.last_edit)
        if step is not None:
            self._transient_undo.take(kind)
            self.stepped.emit()
        label = step.label if step is not None else self._replay(kind)
        if label:
            self.announce_replayed(kind, label)

    def _replay(self, kind: EditKind) -> str | None:
        """Undoes or redoes an edit and returns its label. Returns None if that failed, was passed
        to :attr:`replay_requested`, or waits for the answers to what was written before."""
        workspace = self.workspace
        if workspace.outbox is not None:
            if self._label(kind) is not None:
                self._replay_in_turn(workspace.outbox, kind)
            return None
        rows = self.attempt(lambda: workspace.edits.rows_to_replay(kind))
        if rows is None:
            return None
        if rows > LONG:
            self.replay_requested.emit(kind)
            return None
        try:
            return workspace.undo() if kind is EditKind.UNDO else workspace.redo()
        except ItaError as error:
            self._tell_not_replayed(error)
        return None

    def _replay_in_turn(self, outbox: "Outbox", kind: EditKind) -> None:
        post, replayed = self._post, self._replayed

        def done(label: str | None, error: ItaError | None) -> None:
            post(self, partial(replayed.emit, kind, label, error))

        outbox.replay(kind, done)
        self._follow_sent()

    def _on_replayed(self, kind: EditKind, label: str | None, error: ItaError | None) -> None:
        if self._closed:
            return
        if error is not None:
            self._tell_not_replayed(error)
        elif label is not None:
            self.announce_replayed(kind, label)
        self._follow_sent()

    def _tell_not_replayed(self, error: ItaError) -> None:
        if isinstance(error, ConflictError):
            self.undo_refused.emit(error)
        else:
            self.failed.emit(sentence(error))

    def announce_replayed(self, kind: EditKind, label: str) -> None:
        """Shows a message that an edit was undone or redone."""
        words = tr("เลิกทำแล้ว: {label}") if kind is EditKind.UNDO else tr("ทำซ้ำแล้ว: {label}")
        self.notified.emit(words.format(label=translated(label)), False)

    def _catch_up(self) -> None:
        """Shows what the writing process has stored since; stops if the file is gone."""
        try:
            self.workspace.catch_up()
        except ItaError as error:
            self._catch_up_timer.stop()
            self.failed.emit(sentence(error))

    def _on_writing(self, begun: bool) -> None:
        if self._closed:
            return
        self.writing.emit(begun)
        if not begun:
            self.follow_saving()

    def follow_saving(self) -> None:
        """Emits a signal if the state of edits not yet in the file has changed."""
        saved = self.workspace.saved
        if saved != self._saved:
            self._saved = saved
            self.saving.emit()
        if saved.is_all:
            self._following.stop()
        elif not self._following.isActive():
            self._following.start()

    def _follow_sent(self) -> None:
        """Shows that edits are under way, were answered, or were refused."""
        if not self._closed:
            self.saving.emit()
            self.follow_saving()
            self.stepped.emit()

    def _on_answered(self, number: int, error: ItaError | None) -> None:
        if not self._closed:
            self.under_way.end(number, error)
            self._follow_sent()
            outbox = self.workspace.outbox
            if outbox is not None and number in outbox.reordered:
                outbox.reordered.discard(number)
                text = "ผู้อื่นเพิ่งจัดลำดับรายการเดียวกัน ลำดับของคุณมาทีหลังจึงใช้ของคุณ · ดูลำดับอีกครั้ง"
                self.notified.emit(tr(text), False)

    def send_again(self) -> None:
        """Sends what was refused once more; what is refused again is told."""
        from ita_desktop.services.history import write_again

        self.under_way.send_again(
            lambda edit: self.do(lambda: write_again(self.workspace, edit.label, edit.rows))
        )

    def _on_stored(self, changed: Changed) -> None:
        if self._closed:
            # Written in another thread just before the end: there is nobody to notify.
            return
        self._cache.clear()
        if changed.work and changed.refusal is None:
            self.under_way.begin(changed)
        with edited_by(changed.who):
            self._show_change(changed)

    def _show_others(self) -> None:
        """Shows all that others have stored since the last time as one edit."""
        if self._closed:
            return
        count = len(self._others)
        changes, self._others[:count] = self._others[:count], []
        try:
            if changes:
                self._on_stored(merged(changes))
        finally:
            for changed in changes:
                self.workspace.unshown.remove(changed)

    def _show_change(self, changed: Changed) -> None:
        years = self.years
        if self.year not in years and years:
            self.year = years[-1]
            self.changed.emit(changed)
            self.year_changed.emit(self.year)
            return
        self.changed.emit(changed)


def first_year(workspace: "Workspace", memory: WorkspaceMemory) -> int:
    """Returns the Buddhist fiscal year to show first: the last shown one, else the newest.

    Raises InputError if the workspace has none.
    """
    known = [year.year for year in workspace.years()]
    if not known and workspace.address:
        raise InputError(
            "งานร่วมนี้ยังไม่มีปีงบประมาณ",
            remedy="ให้ผู้ดูแลย้ายแฟ้มขึ้นก่อน ด้วย ita-desktop server put",
        )
    if not known:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="สร้างแฟ้มใหม่ หรือเปิดแฟ้มอื่น")
    remembered = memory.get(YEAR)
    return remembered if remembered in known else known[-1]
