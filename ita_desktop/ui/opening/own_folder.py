"""The default folder for the clerk's files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Returns the user's documents folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
