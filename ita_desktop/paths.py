"""Where the program's own data files are: in a checkout, an installed wheel or a bundle."""

import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO


@cache
def resources() -> Path:
    """The folder of frameworks, fonts, icons, word lists, translations and the sample.

    A wheel and a PyInstaller bundle carry it inside the package as ``_resources``; a checkout
    (and an editable install of one) has it at the top as ``resources``.
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if bundle:
        places.insert(0, Path(bundle) / "ita_desktop" / "_resources")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"ita-desktop is installed without its resources: {places[-1]}")


def resource(*parts: str) -> Path:
    """The path of one data file, for example ``resource("frameworks", "2567.yaml")``."""
    return resources().joinpath(*parts)


def document(name: str) -> Path:
    """The path of a text that is written for the user (``manual.th.md``, ``CHANGELOG.md``), or of
    the folder of its ``images``.

    A wheel and a bundle carry them as ``_docs``; in a checkout they are in ``docs`` and at the top.
    """
    carried = resources().with_name("_docs") / name
    top = resources().parent
    places = [carried, top / "docs" / name, top / name]
    for place in places:
        if place.exists():
            return place
    raise FileNotFoundError(f"ita-desktop is installed without its manual: {carried}")


def real(path: Path) -> Path:
    """Where a path leads, links followed. Links that lead to each other in a circle stay as they
    are: whoever uses the path gets the OSError, of which ``Path.resolve`` makes another."""
    return Path(os.path.realpath(path))


def kind_at(path: Path) -> int | None:
    """What is at a path where a file is to be written, as ``stat`` tells it; None where nothing is.
    Raises OSError where no file can be: links lead in a circle, or the name is too long."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def open_given(path: Path) -> BinaryIO:
    """A file that somebody gives, opened to be read. Raises OSError, also for a pipe or a device:
    to read one, or only to open it, may last for ever."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except PermissionError:
        if not path.is_dir():
            raise
        # Windows opens no folder, and calls it a lack of rights.
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
    kind = os.fstat(handle).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(handle, "rb")
    os.close(handle)
    code = errno.EISDIR if stat.S_ISDIR(kind) else errno.ESPIPE
    raise OSError(code, os.strerror(code), str(path))
