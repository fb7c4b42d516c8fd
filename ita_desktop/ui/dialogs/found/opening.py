"""Imports whatever is in one or more files or folders, or was pasted: the one way in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.dialogs.found.dialog import FoundDialog, open_found
from ita_desktop.ui.dialogs.previews.asking import ask_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.clipboard import CopiedCells

if TYPE_CHECKING:
    from ita_desktop.services.imports.found.reading import FoundParts


def import_files(
    session: Session, window: QWidget, paths: Sequence[Path] | None = None, kind: str = ""
) -> ImportDialog | None:
    """Asks for one or more files (unless ``paths`` are given: files or folders), and opens the
    preview of a single list, or the list of what is in them. ``kind`` is the kind of list of the
    page that asks. Returns the preview of a single file."""
    chosen = ask_files(session, window) if paths is None else list(paths)
    if len(chosen) == 1 and not chosen[0].is_dir():
        dialog = _preview(session, kind, window)
        dialog.read_files(chosen)
        return dialog
    if chosen:
        open_found(session, window, chosen, kind)
    return None


def import_pasted(
    session: Session, kind: str, copied: CopiedCells, window: QWidget
) -> ImportDialog:
    """Opens the preview of a list that was pasted into one of ``kind``, empty where none is kept;
    nobody has named the kind of one that is another list."""
    from ita_desktop.services.imports.pasted import list_kind

    is_named = kind and list_kind(kind, copied.cells, session.data) == kind
    dialog = _preview(session, kind if is_named else "", window)
    dialog.read_pasted(copied)
    return dialog


def _preview(session: Session, kind: str, window: QWidget) -> ImportDialog:
    dialog = ImportDialog(session, kind, window)
    dialog.several.connect(lambda found: _open_parts(session, window, found))
    dialog.open()
    return dialog


def _open_parts(session: Session, window: QWidget, found: "FoundParts") -> None:
    dialog = FoundDialog(session, window)
    dialog.open()
    dialog.take(found.parts, found.left)
