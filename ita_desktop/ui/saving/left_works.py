"""งานค้างในเครื่องนี้: what earlier sessions left on this PC, on the welcome page."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject

from ita_desktop.domain.errors import ItaError
from ita_desktop.home import data_folder
from ita_desktop.i18n import capital, in_language, sentence, tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.places import ask_place, documents, must_be_free
from ita_desktop.ui.saving.standing_line import (
    LineAction,
    StandingLine,
    StandingLines,
    StandingText,
)

if TYPE_CHECKING:
    from ita_desktop.storage.files.remembered import LeftWork

_MOST: Final = 2
"""Works with a line of their own; more are in a sheet."""


_CLOSING_EVERY: Final = 0.1
"""Seconds between checks whether the wait for a closing workspace was stopped."""


class ListedWork(NamedTuple):
    """What was left, told in one sentence, and whether the file where it belonged is there."""

    left: "LeftWork"
    text: str
    has_file: bool


class LeftWorks(QObject):
    """Lists what was left below the welcome page ``home``, with what can be done about each."""

    def __init__(self, opener: WorkspaceOpener, home: QObject) -> None:
        super().__init__(home)
        self._opener = opener
        self.lines: StandingLines | None = None

    def begin(self) -> None:
        """Looks for it in another thread, if there may be any."""
        if not _may_be_any():
            self._show([])
            return
        if self._opener.is_opening:
            # What is being opened may be of this work: it tells.
            return
        former = tuple(self._opener.former)
        job = Job(lambda progress: _list(former, progress), self)
        job.done.connect(self._show)
        # A working file that is looked at could not be opened for writing.
        self._opener.wait_for(job.ended)
        job.start()

    def _show(self, works: list[ListedWork]) -> None:
        frame = self._opener.frame
        if self._opener.session is not None or not frame.at_home:
            return
        self.lines = None
        if works:
            self.lines = StandingLines()
            for text in self._texts(works):
                line = StandingLine(is_bad=False)
                line.show_text(text)
                self.lines.add(line)
        frame.show_below(self.lines)

    def _texts(self, works: Sequence[ListedWork]) -> list[StandingText]:
        texts = [self._text(work) for work in works]
        if len(texts) <= _MOST:
            return texts

        def show_all() -> None:
            load("ita_desktop.ui.saving.list_sheet")
            from ita_desktop.ui.saving.list_sheet import open_list

            open_list(tr("งานค้างในเครื่องนี้"), texts, self._opener.frame)

        title = tr("มีงานค้างในเครื่องนี้ {count} แฟ้ม ที่ยังไม่อยู่ในแฟ้ม", count=len(texts))
        return [StandingText(title, "", (LineAction(tr("ดูทั้งหมด…"), show_all),))]

    def _text(self, work: ListedWork) -> StandingText:
        opener, left = self._opener, work.left
        actions: tuple[LineAction, ...] = (
            LineAction(tr("บันทึกเป็นแฟ้ม…"), lambda: save_left(opener, left, None, self._open_saved)),
            LineAction(tr("ทิ้ง…"), lambda: drop_left(opener.frame, left, work.text, self.begin)),
        )
        if work.has_file:
            actions = (LineAction(tr("เปิด"), lambda: opener.begin(left.target)), *actions)
        about = str(left.target)
        return StandingText(work.text, about, actions)

    def _open_saved(self, path: Path) -> None:
        self._opener.begin(path)


def save_left(
    opener: WorkspaceOpener,
    left: "LeftWork",
    own: Path | None,
    then: Callable[[Path], object],
) -> None:
    """Asks for a place and writes what was left to a file of its own, in another thread; calls
    ``then`` with its path. ``own`` is the open file, which is not replaced."""
    frame = opener.frame
    try:
        place = ask_place(frame, tr("บันทึกงานค้างเป็นแฟ้ม"), documents() / left.target.name)
        if place is None:
            return
        must_be_free(place, own)
    except ItaError as error:
        frame.show_failure(sentence(error))
        return
    path = place.path

    def write(progress: Progress) -> None:
        from ita_desktop.services.settings import safety_copies

        safety_copies.save_left(left, path, progress)

    job = Job(write, frame, keeps_open=True)
    frame.work.watch(
        job, tr("กำลังบันทึกงานค้างเป็น {path}", path=path.name), stopped=tr("หยุดแล้ว งานค้างยังอยู่ครบ")
    )
    job.done.connect(lambda _none: then(path))
    job.start()


def drop_left(frame: MainFrame, left: "LeftWork", told: str, then: Callable[[], object]) -> None:
    """Deletes what was left, if the clerk agrees to lose what is ``told``; then calls ``then``."""
    from ita_desktop.services.settings import safety_copies
    from ita_desktop.ui.widgets.sheet import ask

    agreed = ask(
        tr("ทิ้งงานค้างนี้หรือไม่"),
        tr("{told} · ถ้าทิ้งจะหายไปถาวร", told=told),
        keep=tr("เก็บไว้"),
        lose=tr("ทิ้ง"),
        parent=frame,
    )
    if not agreed:
        return
    try:
        safety_copies.drop_left(left)
    except ItaError as error:
        frame.show_failure(sentence(error))
    then()


def _may_be_any() -> bool:
    """Returns whether there are working files at all: to look at them needs the database
    library."""
    try:
        with os.scandir(data_folder() / "working") as entries:
            return any(not entry.name.startswith("reading-") for entry in entries)
    except OSError:
        return False


def wait_until_closed(former: Sequence[threading.Event], progress: Progress) -> None:
    """Waits until these workspaces are closed, whose work may be left. Raises Cancelled."""
    for closed in former:
        while not closed.wait(_CLOSING_EVERY):
            progress(0, 0)


def _list(former: Sequence[threading.Event], progress: Progress) -> list[ListedWork]:
    from ita_desktop.services.settings import safety_copies

    wait_until_closed(former, progress)
    return [
        ListedWork(
            left, capital(in_language(safety_copies.left_described(left))), left.target.is_file()
        )
        for left in safety_copies.left_works()
    ]
