"""Messages on saved files, with links to the file and its folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ita_desktop.i18n import tr
from ita_desktop.ui.widgets.status import Message, MessageKind

FILE: Final = "open-file:"
FOLDER: Final = "open-folder:"
"""Prefixes of action keys that open a file or folder; the path follows."""


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
    from ita_desktop.ui.outside import open_file, open_folder

    path = Path(key.removeprefix(start))
    if not (open_folder if start == FOLDER else open_file)(path):
        place = path if start == FOLDER else path.parent
        text = tr("เปิด {file} ไม่ได้ เปิดจากโฟลเดอร์ {folder} แทน", file=path.name, folder=str(place))
        failed(text)
    return True
