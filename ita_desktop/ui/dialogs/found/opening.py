"""Imports whatever is in one or more files or folders."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.dialogs.found.dialog import open_found
from ita_desktop.ui.dialogs.previews.asking import ask_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.session import Session


def import_files(
    session: Session, window: QWidget, paths: Sequence[Path] | None = None, kind: str = ""
) -> ImportDialog | None:
    """Asks for one or more files (unless ``paths`` are given: files or folders), and opens the
    preview of a single list, or the list of what is in them. ``kind`` is the kind of list of the
    page that asks. Returns the preview of a single file."""
    chosen = ask_files(session, window) if paths is None else list(paths)
    if len(chosen) == 1 and not chosen[0].is_dir():
        dialog = ImportDialog(session, kind, window)
        dialog.open()
        dialog.read_file(chosen[0])
        return dialog
    if chosen:
        open_found(session, window, chosen, kind)
    return None
