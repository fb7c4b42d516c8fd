"""What the program remembers about its windows and about this user.

Nothing here belongs to a workspace: sizes, columns, folded parts, the last page, recent files, and
how a shared workspace is called before it is opened.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from ita_desktop.domain.frozen import dataclass
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.paths import real

_T = TypeVar("_T")


@dataclass(frozen=True)
class SharedPlace:
    """A shared workspace: an address (``postgresql://user@host/database``), and a password that is
    stored nowhere."""

    address: str
    password: str | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The database, as a file is called by its name."""
        return unquote(urlsplit(self.address).path.lstrip("/"))

    @property
    def server(self) -> str:
        """The server, and the name of the user there."""
        split = urlsplit(self.address)
        host = split.hostname or "localhost"
        return f"{unquote(split.username)} · {host}" if split.username else host


Place = Path | SharedPlace


def place_of(remembered: str) -> Place:
    """Returns a file, with its folder, which is shown and written beside; or the place of a shared
    workspace."""
    return SharedPlace(remembered) if "://" in remembered else Path(remembered).absolute()


def today() -> date:
    """The day by the clerk's clock; pictures and tests set it to a day of the sample's year."""
    pinned = os.environ.get("ITA_DESKTOP_TODAY")
    return date.fromisoformat(pinned) if pinned else date.today()  # noqa: DTZ011


def backup_root() -> Path:
    """The folder that holds the safety copies of all workspaces."""
    return data_folder() / "backups"


def own_window() -> Path:
    """What this user's first window holds (:class:`WriterLock`), so that later starts find it."""
    return data_folder() / "window"


class Settings:
    """Remembered choices as a JSON file; an unreadable file counts as empty, never as an error.

    What is chosen is written at once, or when :meth:`write` is called where the window has asked
    with ``on_change`` to be told instead: what is seen comes before what is remembered.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / "settings.json"
        self._values: dict[str, Any] = {}
        self._unwritten = False
        self.on_change: Callable[[], None] | None = None
        with contextlib.suppress(OSError, ValueError, RecursionError):
            # What JSON does not know (NaN, Infinity) no reader expects either.
            text = self._path.read_text(encoding="utf-8")
            read = json.loads(text, parse_constant=lambda _name: None)
            if isinstance(read, dict):
                self._values = read

    def reset(self) -> None:
        """Forgets everything; the file is kept under another name, to find the fault in it."""
        self._values, self._unwritten = {}, False
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_suffix(".damaged"))

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value; ``default`` where none is known, or one of another type."""
        return _of_type(self._values.get(key, default), default)

    def set(self, key: str, value: Any) -> None:
        """Remembers a JSON-ready value; silently forgets it where the folder cannot be written."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        self._unwritten = True
        if self.on_change is None:
            self.write()
        else:
            self.on_change()

    def write(self) -> None:
        """Writes what was chosen since the last time, if anything was."""
        if not self._unwritten:
            return
        self._unwritten = False
        with contextlib.suppress(OSError):
            make_own_folder(self._path.parent)
            temporary = self._path.with_suffix(".part")
            temporary.touch(mode=OWN_FILE)
            temporary.write_text(json.dumps(self._values), encoding="utf-8")
            temporary.replace(self._path)

    def of_workspace(self, workspace_id: str) -> "WorkspaceMemory":
        """What is remembered of the window for one workspace only: columns, folds, the page."""
        return WorkspaceMemory(self, f"workspace.{workspace_id}")

    def recent(self) -> list[str]:
        """Workspaces opened lately, newest first: files that still exist, and addresses of shared
        ones."""
        named = [name for name in self.get("recent", []) if isinstance(name, str)]
        return [name for name in named if _is_address(name) or _is_file(Path(name))]

    def recent_files(self) -> list[Path]:
        """The files among the recent workspaces."""
        return [Path(name) for name in self.recent() if not _is_address(name)]

    def note_opened(self, place: Path | str) -> None:
        """Puts a file, or the address of a shared workspace without its password, at the head of
        the recent ones."""
        name = place if isinstance(place, str) else str(real(place))
        self.set("recent", [name, *(other for other in self.recent() if other != name)][:8])


class WorkspaceMemory:
    """Choices that belong to one workspace as this user sees it; kept among the settings, so that
    nothing of them is written into the workspace."""

    def __init__(self, settings: Settings, part: str) -> None:
        self._settings = settings
        self._part = part

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value; ``default`` where none is known, or one of another type."""
        return _of_type(self._values().get(key, default), default)

    def set(self, key: str, value: Any) -> None:
        """Remembers a JSON-ready value."""
        self._settings.set(self._part, {**self._values(), key: value})

    def _values(self) -> dict[str, Any]:
        kept: dict[str, Any] = self._settings.get(self._part, {})
        return kept


def _of_type(kept: Any, default: Any) -> Any:
    return kept if default is None or isinstance(kept, type(default)) else default


def _is_address(name: str) -> bool:
    return "://" in name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


class Memory(Protocol):
    """A store of JSON values by key, for the current user."""

    def get(self, key: str, default: Any = None) -> Any:
        """Returns the stored value."""

    def set(self, key: str, value: Any) -> None:
        """Stores a value."""


def stored_texts(kept: object) -> list[str]:
    """The strings of a stored list; empty if it is no list. The file may have been edited."""
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def stored_entries(kept: object) -> Mapping[str, Any]:
    """Returns a stored mapping; empty if it is none."""
    return kept if isinstance(kept, dict) else {}


def stored_choice(kept: object, choices: Iterable[_T]) -> _T | None:
    """Returns the stored one of ``choices``; None if it is none of them."""
    return next((choice for choice in choices if choice == kept), None)
