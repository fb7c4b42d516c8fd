"""Where a clerk wants a file of hers to be written."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.storage import SUFFIX


class ChosenPlace(NamedTuple):
    """A path, and whether the clerk agreed to replace the file that is there."""

    path: Path
    replaces: bool


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
