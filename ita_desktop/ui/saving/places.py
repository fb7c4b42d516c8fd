"""Where files of the clerk's are: those to import, and where she wants one to be written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.formats import GIVEN
from ita_desktop.filing import file_names
from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.session import Session

_FOLDER: Final = "import.folder"
_SUFFIX: Final = ".xlsx"


class ChosenPlace(NamedTuple):
    """A path, and whether the clerk agreed to replace the file that is there."""

    path: Path
    replaces: bool


def documents() -> Path:
    """Returns the user's documents folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def ask_file(parent: QWidget, title: str, proposed: Path, kind: str) -> ChosenPlace | None:
    """Asks where to write a file with the suffix of ``proposed``; None if the clerk does not say.
    ``kind`` is a word for such files."""
    suffix = proposed.suffix
    # The file dialog asks before replacing a file, if its name was given whole.
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"{kind} (*{suffix})")
    if not name:
        return None
    is_whole = name.lower().endswith(suffix)
    return ChosenPlace(Path(name if is_whole else f"{name}{suffix}"), replaces=is_whole)


def ask_place(parent: QWidget, title: str, proposed: Path) -> ChosenPlace | None:
    """Asks where to write a workspace; None if the clerk does not say. Raises InputError for a
    place without a name."""
    kinds = tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"
    # The file dialog asks before replacing a file.
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    path = workspaces.with_suffix(Path(name))
    return ChosenPlace(path, replaces=path == Path(name))


def must_be_free(place: ChosenPlace, own: Path | None) -> None:
    """Raises InputError if another file stands at a place and may not be replaced, or the open one
    does (``own``)."""
    path = place.path
    is_own = own is not None and path.exists() and own.exists() and path.samefile(own)
    if is_own or (path.exists() and not place.replaces):
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(path), remedy="ตั้งชื่ออื่น")


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
