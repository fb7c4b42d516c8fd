"""Opens things outside the program: web pages, mail, documents, folders. Nothing else is opened,
whatever a workspace contains, and no other module does so. A message on saved files has links to
the file and its folder.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.filing import file_names
from ita_desktop.i18n import tr
from ita_desktop.services import stored_files
from ita_desktop.services.oit.evidence import may_open
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind

FILE: Final = "open-file:"
FOLDER: Final = "open-folder:"
"""Prefixes of action keys that open a file or folder; the path follows."""


_SCHEMES: Final = frozenset({"http", "https", "mailto"})


def open_link(link: str | QUrl) -> bool:
    """Opens a web page or a mail to an address; returns whether it succeeded."""
    url = QUrl(link)
    return url.scheme().lower() in _SCHEMES and _open(url)


def open_file(path: Path) -> bool:
    """Opens a file, or the folder of one that may be executable; returns whether it succeeded."""
    return _open(QUrl.fromLocalFile(str(path if may_open(path.name) else path.parent)))


def open_harmless(path: Path) -> bool:
    """Opens a copy that the program itself made without anything that runs; returns whether it
    succeeded."""
    return _open(QUrl.fromLocalFile(str(path)))


def open_folder(path: Path) -> bool:
    """Shows a folder; returns whether it succeeded."""
    return path.is_dir() and _open(QUrl.fromLocalFile(str(path)))


def open_own_page(path: Path) -> bool:
    """Opens a web page that the program itself has just made; returns whether it succeeded."""
    return path.suffix == ".html" and path.is_file() and _open(QUrl.fromLocalFile(str(path)))


def _open(url: QUrl) -> bool:
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(url)


def offer_kept(menu: QMenu, session: Session, media: str, file_name: str) -> None:
    """Adds actions for a file stored in the workspace to a menu."""
    if may_open(file_name):
        menu.addAction(tr("เปิดไฟล์"), partial(open_kept, session, media, file_name))
    over = menu.parentWidget()
    menu.addAction(tr("บันทึกเป็นไฟล์…"), partial(save_kept, session, media, file_name, over))


def open_kept(session: Session, media: str, file_name: str) -> None:
    """Opens a copy of a stored file."""
    session.attempt(lambda: _open_copy(session, media, file_name))


def _open_copy(session: Session, media: str, file_name: str) -> None:
    open_or_report(session, stored_files.copy_to_look_at(session.workspace, media, file_name))


def open_or_report(session: Session, path: Path) -> None:
    """Opens a file; says where it is if that is not possible."""
    if not open_file(path):
        session.failed.emit(
            tr(
                "เปิด {file} ไม่ได้ เปิดจากโฟลเดอร์ {folder} แทน",
                file=path.name,
                folder=str(path.parent),
            )
        )


def save_kept(session: Session, media: str, file_name: str, over: QWidget | None) -> None:
    """Saves a stored file, after asking for a location."""
    proposed = str(Path.home() / file_names.allowed(file_names.plain(Path(file_name).name)))
    name, _ = QFileDialog.getSaveFileName(over, tr("บันทึกเป็นไฟล์…"), proposed)
    if not name:
        return

    def save() -> None:
        path = stored_files.save(session.workspace, media, Path(name))
        session.saved.emit(tr("บันทึก {file} แล้ว", file=path.name), path)

    session.attempt(save)


def saved(text: str, folder: Path, file: Path | None = None) -> Message:
    """Returns a message on a saved ``file``, or on several in ``folder``."""
    of_folder = tr("เปิดโฟลเดอร์"), f"{FOLDER}{folder}"
    if file is None:
        return Message(MessageKind.GOOD, text, of_folder[0], key=of_folder[1])
    return Message(
        MessageKind.GOOD,
        text,
        tr("เปิดไฟล์"),
        key=f"{FILE}{file}",
        other=of_folder[0],
        other_key=of_folder[1],
    )


def open_saved(key: str, failed: Callable[[str], None]) -> bool:
    """Opens the file or folder of such a key; returns False for other keys. On failure, calls
    ``failed`` with a sentence that contains the path."""
    start = next((text for text in (FILE, FOLDER) if key.startswith(text)), "")
    if not start:
        return False

    path = Path(key.removeprefix(start))
    if not (open_folder if start == FOLDER else open_file)(path):
        place = path if start == FOLDER else path.parent
        text = tr("เปิด {file} ไม่ได้ เปิดจากโฟลเดอร์ {folder} แทน", file=path.name, folder=str(place))
        failed(text)
    return True
