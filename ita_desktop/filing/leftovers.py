"""What a program that was killed has left half made: taken away when it is surely nobody's."""

import contextlib
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

HOUR: Final = 3600
"""Seconds after which nobody is at work on it any more."""
TEMPORARY: Final = "ita-desktop-"
"""What the program's own temporary folders begin with."""


def clear(folder: Path, name: re.Pattern[str]) -> None:
    """Removes files of a folder with such a ``name``; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if name.fullmatch(path.name) and _is_left(path) and not path.is_dir():
                with contextlib.suppress(OSError):
                    path.unlink()


def clear_temporary() -> None:
    """Removes the temporary folders of this user's earlier runs: photographs may be in them."""
    with contextlib.suppress(OSError):
        for path in list(Path(tempfile.gettempdir()).iterdir()):
            ours = path.name.startswith(TEMPORARY) and path.is_dir() and not path.is_symlink()
            if ours and _is_left(path):
                shutil.rmtree(path, ignore_errors=True)


def _is_left(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > HOUR
    except OSError:
        return False
