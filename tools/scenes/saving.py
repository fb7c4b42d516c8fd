"""A file that does not have everything: the line below the pages, the question on leaving, and what
is told of work that was left, or is elsewhere."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest import mock

from ita_desktop.services import workspaces
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.services.settings import safety_copies
from ita_desktop.storage.files.known import KnownFile
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.opening.welcome import Welcome
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving.leaving import UnsavedQuestion
from ita_desktop.ui.saving.list_sheet import ListSheet
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, fresh_sample, wait_for, wait_until_idle

_YEAR: Final = 2568
_NAME: Final = "สำนักงานเขตตัวอย่าง.ita"


@contextmanager
def _on_stick(window: Window) -> Iterator[Path]:
    """The window with an office's own file on a stick; afterwards nothing is left of it."""
    with tempfile.TemporaryDirectory(prefix="stick-") as folder:
        path = Path(folder) / _NAME
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", _YEAR).close()
        window.open_file(path, remember=False)
        window.go(PageKey.OVERVIEW)
        try:
            yield path
        finally:
            window.open_file(fresh_sample(), remember=False)
            _drop_all()


@contextmanager
def _full() -> Iterator[None]:
    """A stick without room."""
    with mock.patch.object(KnownFile, "replace_by", side_effect=OSError(28, "No space left")):
        yield


def _edit(workspace: Workspace, name: str) -> None:
    edit_organisation(workspace, name=name)


def _leave_edits(path: Path, *names: str) -> None:
    with _full():
        workspace = Workspace.open(path)
        for name in names:
            _edit(workspace, name)
        workspace.close()


def _edit_file(path: Path, name: str) -> None:
    with Workspace.open(path) as workspace:
        _edit(workspace, name)


def _drop_all() -> None:
    for left in safety_copies.left_works():
        safety_copies.drop_left(left)


def _refused(window: Window, take: Take) -> None:
    """A full stick."""
    with _on_stick(window), _full():
        _edit(window.session.workspace, "สำนักงานเขตใหม่")
        wait_for(lambda: window.file_desk.trouble is not None)
        take()


def _replaced(window: Window, take: Take) -> None:
    """Another version came in the place of the file."""
    with _on_stick(window) as path:
        other = Path(shutil.copy(path, path.with_name("อื่น.ita")))
        _edit_file(other, "สำนักงานเขตอื่น")
        other.replace(path)
        window.file_desk.look()
        wait_for(lambda: window.file_desk.trouble is not None)
        wait_for(lambda: len(window.file_desk.trouble.buttons) > 2)
        take()


def _here(window: Window, take: Take) -> None:
    """A large file, which has the last edits later."""
    with _on_stick(window):
        window.top_bar.saved.set_state(SaveState.HERE, "10:42")
        take()


def _leaving(window: Window, take: Take) -> None:
    """Closing with a full stick."""
    with _on_stick(window), _full():
        _edit(window.session.workspace, "สำนักงานเขตใหม่")
        wait_for(lambda: window.file_desk.trouble is not None)
        window.close()
        wait_until_idle()
        try:
            take()
        finally:
            for question in window.findChildren(UnsavedQuestion):
                question.reject()


def _found(count: int, window: Window, take: Take) -> None:
    """One thing or several that are to be known of a file's work."""
    with _on_stick(window) as path:
        beside = Path(shutil.copy(path, path.with_name(f"{path.stem} (ขัดแย้ง).ita")))
        _edit_file(beside, "สำนักงานเขตอีกเครื่อง")
        window.open_file(fresh_sample(), remember=False)
        _edit_file(path, "สำนักงานเขตใหม่")
        if count > 1:
            other = path.with_name("ที่บ้าน.ita")
            shutil.copy(beside, other)
            _leave_edits(other, "ก", "ข")
            other.unlink()
        window.open_file(path, remember=False)
        window.go(PageKey.OVERVIEW)
        wait_for(lambda: window.file_desk.found is not None)
        if count > 1:
            window.file_desk.found.buttons[0].click()
            wait_until_idle()
        try:
            take()
        finally:
            for sheet in window.findChildren(ListSheet):
                sheet.reject()


def _welcome(count: int, window: Window, take: Take) -> None:
    """The welcome page with what was left on this PC."""
    with tempfile.TemporaryDirectory(prefix="stick-") as folder:
        for number in range(count):
            path = Path(folder) / f"เขตที่ {number + 1}.ita"
            workspaces.create(path, "สำนักงานเขตตัวอย่าง", _YEAR - number).close()
            _leave_edits(path, "ก", "ข", "ค")
        window.opener.show_welcome()
        wait_for(lambda: window.findChildren(Welcome)[-1].left_works.lines is not None)
        take()
        _drop_all()
        window.open_file(fresh_sample(), remember=False)


SAVING: Final[dict[str, Scene]] = {
    "file-refused": _refused,
    "file-replaced": _replaced,
    "file-here": _here,
    "file-leaving": _leaving,
    "file-finding": partial(_found, 1),
    "file-findings": partial(_found, 2),
    "welcome-left": partial(_welcome, 2),
    "welcome-left-many": partial(_welcome, 3),
}
"""What is seen of a file that lacks something, or of work that is elsewhere."""
