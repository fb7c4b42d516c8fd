"""Imports whatever is in one or more files or folders."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.dialogs.found.dialog import FoundDialog, open_found
from ita_desktop.ui.dialogs.previews.asking import ask_files
from ita_desktop.ui.dialogs.previews.imports import import_from_file
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from ita_desktop.services.imports.found.part import Part


def import_files(session: Session, window: QWidget, paths: Sequence[Path] | None = None) -> None:
    """Asks for one or more files (unless ``paths`` are given: files or folders), and opens the
    preview of a single list, or the list of what is in them."""
    chosen = ask_files(session, window) if paths is None else list(paths)
    if len(chosen) != 1 or chosen[0].is_dir():
        if chosen:
            open_found(session, window, chosen)
        return
    dialog = import_from_file(session, "", window, chosen[0])
    if dialog is not None:
        dialog.on_several = lambda parts: _open_parts(session, window, parts)


def _open_parts(session: Session, window: QWidget, parts: "Sequence[Part]") -> None:
    dialog = FoundDialog(session, window)
    dialog.open()
    dialog.take(parts)
