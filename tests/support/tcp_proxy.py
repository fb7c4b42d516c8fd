"""A way to a server on this machine that is slow, or breaks at a chosen word."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

_PIECE = 65536


class Fault(Enum):
    """What happens to the connection on which the client says the chosen word."""

    BEFORE = "the word does not reach the server"
    AFTER = "the server hears it, its answer is lost with the connection"
    SILENT = "the server hears it, its answer is lost and the connection hangs"


class Proxy:
    """Passes connections on to a server's socket. ``delay`` is the seconds of each way."""

    def __init__(self, to: Path) -> None:
        self.delay = 0.0
        self.waits = 0
        """How many times a client sent something and waited for its answer."""
        self._to = to
        self._word = b""
        self._fault: Fault | None = None
        self._is_away = False
        self.swallows = False
        """Whether everything is lost on the way, while all connections stay open."""
        self._open: list[tuple[socket.socket, socket.socket]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def break_at(self, word: bytes, fault: Fault) -> None:
        """Break the next connection on which a client says ``word``, once."""
        self._word, self._fault = word, fault

    @property
    def has_broken(self) -> bool:
        return self._fault is None

    def go_away(self) -> None:
        """Cut all connections and refuse new ones."""
        self._is_away = True
        for pair in self._open:
            _close(*pair)
        self._open.clear()

    def come_back(self) -> None:
        """Accept connections again."""
        self._is_away = False

    def close(self) -> None:
        self.go_away()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._is_away:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                try:
                    server.connect(str(self._to))
                except OSError:
                    _close(client, server)
                    continue
                self._open.append((client, server))
                state = {"is_silent": False, "is_asked": False}
                for way in (self._to_server, self._to_client):
                    threading.Thread(target=way, args=(client, server, state), daemon=True).start()

    def _to_server(
        self, client: socket.socket, server: socket.socket, state: dict[str, bool]
    ) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(_PIECE):
                state["is_asked"] = True
                fault = self._fault if self._word and self._word in data else None
                if fault is not None:
                    self._fault = None
                if fault is Fault.BEFORE:
                    break
                if fault is not None:
                    state["is_silent"] = True
                time.sleep(self.delay)
                if not self.swallows:
                    server.sendall(data)
                if fault is Fault.AFTER:
                    time.sleep(0.3)
                    break
        _close(client, server)

    def _to_client(
        self, client: socket.socket, server: socket.socket, state: dict[str, bool]
    ) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(_PIECE):
                # Counted here: a client may send a word more when its answer is under way, and what
                # it says next is then no first word.
                self.waits += state["is_asked"]
                state["is_asked"] = False
                time.sleep(self.delay)
                if not (self.swallows or state["is_silent"]):
                    client.sendall(data)
        if not state["is_silent"]:
            _close(client, server)


def _close(*sockets: socket.socket) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


@contextlib.contextmanager
def proxy_to(to: Path) -> Iterator[Proxy]:
    """Yields a proxy to the socket of a server."""
    proxy = Proxy(to)
    try:
        yield proxy
    finally:
        proxy.close()
