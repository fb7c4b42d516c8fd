"""Where files of the clerk's own are proposed to lie."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Her folder of documents, as the system tells it."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
