"""Names a shared workspace, as the window says and remembers it. It is known before anything is
opened: what reads workspaces is loaded later."""

from dataclasses import field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ita_desktop.domain.frozen import dataclass


@dataclass(frozen=True)
class SharedPlace:
    """An address (``postgresql://user@host/database``), and a password that is stored nowhere."""

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
