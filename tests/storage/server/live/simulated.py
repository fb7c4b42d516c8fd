"""Clerks who type at random into one workspace, and what must be true of it afterwards."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import get_ident

from ita_desktop.domain.errors import ConflictError, ItaError, WorkspaceError
from ita_desktop.domain.records import Person, new_id
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.storage.workspace import Workspace
from ita_desktop.storage.year_cache import YearCache


@dataclass
class Notes:
    """What a clerk has done and seen. Times are in seconds."""

    stored: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    failed: Counter[str] = field(default_factory=Counter)
    undone: int = 0
    redone: int = 0
    edit_times: list[float] = field(default_factory=list)
    answer_times: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)


class Clerk:
    """Types into one year; each edit has a label of its own, which has the time of it."""

    def __init__(self, workspace: Workspace, year: int, name: str, seed: int) -> None:
        self.notes = Notes()
        self.workspace = workspace
        self._year = year
        self._name = name
        self._number = 0
        self._random = random.Random(seed)
        workspace.year(year)
        workspace.subscribe(self._hears)

    def works(self, seconds: float, pause: float, least: int = 0) -> None:
        """Edit until the time is over and ``least`` acts are done, waiting about ``pause`` seconds
        after each."""
        until = time.monotonic() + seconds
        while time.monotonic() < until or self._number < least:
            self._acts()
            if pause:
                time.sleep(self._random.uniform(0.5, 1.5) * pause)

    def _acts(self) -> None:
        acts = (self._notes, self._notes, self._notes, self._adds, self._renames, self._undoes)
        act = self._random.choice(acts)
        self.workspace.year(self._year)  # as a page shows it
        self._number += 1
        label = f"{self._name}-{self._number}"
        begun = time.perf_counter()
        try:
            act(label)
        except ConflictError:
            self.notes.refused.add(label)
        except WorkspaceError as error:
            self.notes.failed[error.template] += 1
            self.notes.refused.add(label)
        except ItaError:
            self.notes.refused.add(label)
        else:
            self.notes.edit_times.append(time.perf_counter() - begun)

    def _notes(self, label: str) -> None:
        with self.workspace.change(f"{time.time():.4f} {label}") as change:
            rows = self.workspace.year(self._year).assignments
            change.update(self._random.choice(rows), note=label)
        self.notes.stored.add(label)

    def _adds(self, label: str) -> None:
        with self.workspace.change(f"{time.time():.4f} {label}") as change:
            people = self.workspace.year(self._year).people
            place = max((person.position for person in people), default=-1) + 1
            change.insert(Person(id=new_id(), prefix="", name=label, position=place))
        self.notes.stored.add(label)

    def _renames(self, label: str) -> None:
        people = self.workspace.year(self._year).people
        if not people:
            return
        stale = self._random.choice(people)
        with self.workspace.change(f"{time.time():.4f} {label}") as change:
            change.update(stale, **{self._random.choice(("prefix", "name", "phone")): label})
        self.notes.stored.add(label)

    def _undoes(self, _label: str) -> None:
        if self.workspace.undo() is not None:
            self.notes.undone += 1
            if self._random.random() < 0.3 and self.workspace.redo() is not None:
                self.notes.redone += 1

    def _hears(self, changed: Changed) -> None:
        written = changed.label.split(" ")[0]
        if changed.who and changed.kind == "do" and written.replace(".", "").isdecimal():
            self.notes.delays.append(time.time() - float(written))


class QueuedClerk(Clerk):
    """Types as in a window, which does not wait for the answers: what is stored is known later."""

    def __init__(self, workspace: Workspace, year: int, name: str, seed: int) -> None:
        super().__init__(workspace, year, name, seed)
        self._sent: dict[int, tuple[str, float]] = {}
        assert workspace.outbox is not None
        self._outbox = workspace.outbox
        self._outbox.watcher = self._is_answered

    def works(self, seconds: float, pause: float, least: int = 0) -> None:
        self.workspace.connections.hurried = get_ident()
        try:
            super().works(seconds, pause, least)
            assert self.workspace.wait_saved(60)
        finally:
            self.workspace.connections.hurried = None

    def _acts(self) -> None:
        super()._acts()
        if self._random.random() < 0.3:
            self.workspace.wait_saved(60)

    def _undoes(self, _label: str) -> None:
        def done(label: str | None, error: ItaError | None) -> None:
            self.notes.undone += label is not None
            if error is not None and not isinstance(error, ConflictError):
                self.notes.failed[error.template] += 1

        self._outbox.replay(EditKind.UNDO, done)

    def _hears(self, changed: Changed) -> None:
        super()._hears(changed)
        if changed.work and changed.refusal is None:
            self._sent[changed.work] = changed.label.split(" ")[-1], time.perf_counter()

    def _is_answered(self, number: int, error: ItaError | None) -> None:
        if number not in self._sent:
            return
        label, at = self._sent.pop(number)
        if error is None:
            self.notes.answer_times.append(time.perf_counter() - at)
            return
        self.notes.stored.discard(label)
        self.notes.refused.add(label)
        if not isinstance(error, ConflictError):
            self.notes.failed[error.template] += 1


def lost_and_doubled(workspace: Workspace, stored: set[str]) -> tuple[set[str], set[str]]:
    """Return labels of stored edits that the history has not, and of those it has twice."""
    labels = Counter(group.label.split(" ")[-1] for group in workspace.edits.latest(1_000_000))
    return stored - labels.keys(), {label for label in stored if labels[label] > 1}


def is_current(workspace: Workspace, year: int) -> bool:
    """Return whether the year as it is kept equals the year in the database."""
    with workspace.connections.read() as connection:
        (record,) = (stored for stored in workspace.years() if stored.year == year)
        return workspace.year(year) == YearCache(connection, record.id).data
