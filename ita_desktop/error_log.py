"""What went wrong inside the program, for whoever mends it: kinds and places, and nobody's data.

What an error says may quote a name, a path or what was typed, so none of it is written: only the
kind of the error, its number where the system gave one, our own sentence without what fills it,
and where in the program it arose.
"""

import contextlib
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from ita_desktop import __version__
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder

_PACKAGE: Final = Path(__file__).parent
_LARGEST: Final = 256 * 1024
"""Bytes after which a new file is begun."""
_KEPT: Final = 3
"""Earlier files that stay beside it."""


def error_log() -> Path:
    """The file that errors are written to."""
    return data_folder() / "error.log"


def note(error: BaseException) -> Path:
    """Writes an error down, where that can be done; where."""
    # Imported when something went wrong: a start does without it.
    import platform

    log = error_log()
    with contextlib.suppress(OSError):
        make_own_folder(log.parent)
        _begin_anew_where_full(log)
        log.touch(mode=OWN_FILE)
        now = datetime.now().isoformat(sep=" ", timespec="seconds")  # noqa: DTZ005 - the clerk's clock
        head = f"{now} ita-desktop {__version__} Python {platform.python_version()}"
        with log.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{head} {platform.platform()}\n{described(error)}\n")
    return log


def newest_entries(count: int) -> list[str]:
    """The last entries, the newest first."""
    log = error_log()
    found: list[str] = []
    for file in (log, log.with_name(f"{log.name}.1")):
        with contextlib.suppress(OSError):
            text = file.read_text(encoding="utf-8", errors="replace")
            found += reversed([entry for entry in text.split("\n\n") if entry.strip()])
    return found[:count]


def described(error: BaseException) -> str:
    """An error and what caused it, as lines without anybody's data."""
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{'caused by ' if lines else 'Traceback of '}{_kind(cause)}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__, limit=-40)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines) + "\n"


def _kind(error: BaseException) -> str:
    """Its kind, and what tells more and names nobody."""
    more = [
        getattr(error, "sqlite_errorname", None),
        f"errno {error.errno}" if isinstance(error, OSError) and error.errno else None,
        getattr(error, "template", None),
    ]
    return " ".join([type(error).__name__, *(f"({detail})" for detail in more if detail)])


def _place(name: str) -> str:
    """A file of ours as the repository has it; of others the last two names: folders above may be
    called like somebody."""
    path = Path(name)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    return "/".join(path.parts[-2:])


def _begin_anew_where_full(log: Path) -> None:
    if not log.exists() or log.stat().st_size < _LARGEST:
        return
    for number in range(_KEPT, 0, -1):
        older = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))
