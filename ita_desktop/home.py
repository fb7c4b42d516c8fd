"""Where this user's own things lie (settings, safety copies, working files), and who may read what
is written. What a program that was killed has left half made is taken away when it is surely
nobody's.

The folder may be set by an environment variable, for tests and for offices that keep copies on a
network drive.
"""

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path

import platformdirs

APP = "ita-desktop"
OWN_FILE = 0o600
"""Of what its owner alone reads and writes."""
OWN_FOLDER = 0o700
HOUR = 3600
"""Seconds after which nobody is at work on it any more."""
TEMPORARY = "ita-desktop-"
"""What the program's own temporary folders begin with."""


def data_folder() -> Path:
    """The folder for this user's settings, safety copies and working files."""
    chosen = os.environ.get("ITA_DESKTOP_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(APP, appauthor=False))


def make_own_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for this user alone, or for the group
    that the folder is shared by in which they are made; what is there stays as it is. Raises
    OSError."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        _make(part)
        above = part.parent.stat().st_mode
        if sys.platform != "win32" and _is_shared(above):
            with contextlib.suppress(OSError):
                part.chmod(OWN_FOLDER | above & (stat.S_IRWXG | stat.S_ISGID))
    _make(folder)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=OWN_FOLDER, exist_ok=True)
    except FileExistsError as error:
        code = errno.ENOTDIR
        raise NotADirectoryError(code, os.strerror(code), str(folder)) from error


def keep_own() -> None:
    """Takes from others what an earlier program let them read in this user's own folder. One that
    was chosen keeps its rights."""
    if sys.platform != "win32" and not os.environ.get("ITA_DESKTOP_HOME"):
        with contextlib.suppress(OSError):
            folder = data_folder()
            if stat.S_IMODE(folder.stat().st_mode) != OWN_FOLDER:
                folder.chmod(OWN_FOLDER)


def give_rights(fresh: Path, path: Path) -> None:
    """Lets those read a finished file who may read the one at ``path``, whose place it takes. A new
    one is its owner's, and the group's where the folder is one that a group shares. Raises OSError
    where there is no such folder."""
    if sys.platform == "win32":
        return
    rights = _rights(path)
    if rights is not None:
        with contextlib.suppress(OSError):
            fresh.chmod(rights)


def _rights(path: Path) -> int | None:
    """The rights for the file at ``path``; None where its folder gives them by itself."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        folder = path.parent.stat().st_mode
    if _has_rights_for_new(path.parent):
        return None
    if _is_shared(folder):
        return OWN_FILE | (folder & (stat.S_IRGRP | stat.S_IWGRP))
    return OWN_FILE


def _is_shared(folder: int) -> bool:
    """Whether a folder with these rights is one that a group works in; where everybody may write,
    as among temporary files, nobody shares anything."""
    return bool(folder & (stat.S_ISGID | stat.S_IWGRP)) and not folder & stat.S_IWOTH


def _has_rights_for_new(folder: Path) -> bool:
    """Whether an access list of the folder says what new files in it may be."""
    try:
        return bool(os.getxattr(folder, "system.posix_acl_default"))
    except (OSError, AttributeError):
        return False


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
