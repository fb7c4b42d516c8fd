"""Asks for the files or the folder to import, and where to save lists of them, in the folder of the
last import."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.exchange.files.formats import GIVEN
from ita_desktop.filing import file_names
from ita_desktop.i18n import tr
from ita_desktop.ui.saving.places import ChosenPlace, ask_file
from ita_desktop.ui.session import Session

_FOLDER: Final = "import.folder"
_SUFFIX: Final = ".xlsx"


def _folder(session: Session) -> str:
    """Returns the folder in which to ask for a file."""
    start = session.settings.get(_FOLDER)
    if session.workspace.path is not None and not isinstance(start, str):
        return str(session.workspace.path.parent)
    return start if isinstance(start, str) else str(Path.home())


def _filter() -> str:
    """Returns the kinds of files to ask for."""
    endings = " ".join(f"*{suffix}" for suffix in GIVEN)
    return f"{tr('Word PDF Excel และตารางอื่น')} ({endings})"


def _remembered(session: Session, names: Sequence[str]) -> list[Path]:
    """Returns the chosen files, and remembers their folder."""
    paths = [Path(name) for name in names]
    if paths:
        session.settings.set(_FOLDER, str(paths[0].parent))
    return paths


def ask_files(session: Session, window: QWidget, title: str = "") -> list[Path]:
    """Asks for one or more files to import, or for what ``title`` says."""
    title = title or tr("เลือกไฟล์ที่จะนำเข้า")
    names, _ = QFileDialog.getOpenFileNames(window, title, _folder(session), _filter())
    return _remembered(session, names)


def ask_folder(session: Session, window: QWidget) -> list[Path]:
    """Asks for a folder whose files are to be imported; returns nothing if none was chosen."""
    name = QFileDialog.getExistingDirectory(window, tr("เลือกโฟลเดอร์ที่จะนำเข้า"), _folder(session))
    if name:
        session.settings.set(_FOLDER, name)
    return [Path(name)] if name else []


def ask_list_place(session: Session, window: QWidget, title: str) -> ChosenPlace | None:
    """Asks where to save a list as an Excel file; None if the clerk does not say."""
    proposed = Path(_folder(session)) / f"{file_names.plain(title)}{_SUFFIX}"
    return ask_file(window, tr("บันทึกรายการเป็น Excel"), proposed, "Excel")
