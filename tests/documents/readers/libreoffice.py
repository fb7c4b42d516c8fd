"""What LibreOffice makes of a file, in the official letter."""

import atexit
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.documents.readers import sarabun

_PATIENCE = 120
"""Seconds that LibreOffice has to start, and to convert files."""


def convert(files: Iterable[Path], form: str, folder: Path, *, substitute: bool = False) -> None:
    """Writes the files into ``folder`` in another ``form`` ("pdf"); with a ``substitute`` in
    whatever letter the machine has for a missing one."""
    home = _started(substitute=substitute)
    words = ["--convert-to", form, "--outdir", folder, *files]
    subprocess.run(
        [*_soffice(home), *words],
        check=True,
        capture_output=True,
        env=_surroundings(home),
        timeout=_PATIENCE,
    )


@cache
def _started(*, substitute: bool) -> Path:
    """The home of a LibreOffice that runs as long as this process, and that has the letter unless
    it is to ``substitute`` another one.

    It takes a second of processor time to start. A later start with the same home hands its files
    to it and ends; it would end with the first of them, if it had not a document of its own open.
    """
    folder = tempfile.TemporaryDirectory(prefix="office")
    home = Path(folder.name)
    if not substitute:
        sarabun.make(home / "fonts")
    opened = home / "open.txt"
    opened.write_text("open", encoding="utf-8")
    running = subprocess.Popen(
        [*_soffice(home), opened],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_surroundings(home),
        start_new_session=True,
    )

    def end() -> None:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        folder.cleanup()

    atexit.register(end)
    until = time.monotonic() + _PATIENCE
    while not (home / f".~lock.{opened.name}#").exists():
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError("LibreOffice does not start")
        time.sleep(0.05)
    return home


def _soffice(home: Path) -> list[str]:
    return ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]


def _surroundings(home: Path) -> dict[str, str]:
    return os.environ | {"XDG_DATA_HOME": str(home)}
