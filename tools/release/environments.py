"""Python environments with the packages of one lock and nothing else, kept in a cache.

A bundle that is made in one cannot hold what a developer happens to have installed. Each stands in
a folder named by its lock, so that the same dependencies are not installed again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LOCKS: Final = ROOT / "locks"
_DONE: Final = "complete"


def cache() -> Path:
    """Where all that can be made again is kept, outside the checkout."""
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "ita-desktop-dev"


def key_of(*parts: str | bytes) -> str:
    """A short name for what was made from exactly these."""
    digest = hashlib.sha256()
    for part in parts:
        whole = part.encode() if isinstance(part, str) else part
        digest.update(len(whole).to_bytes(8, "big") + whole)
    return digest.hexdigest()[:12]


def environment(lock: str) -> Path:
    """The environment of ``locks/LOCK.txt``; each file is compared with its hash.

    Leaves with a message where a package cannot be installed.
    """
    locked = LOCKS / f"{lock}.txt"
    folder = cache() / f"{lock}-{key_of(locked.read_bytes(), sys.version)}"
    if not (folder / _DONE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        # A link, not a copy: a copy would tell of no official source.
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        python = program(folder, "python")
        done = subprocess.run([python, *install, "--requirement", locked], check=False)
        if done.returncode:
            sys.exit(f"{locked.name}: the packages could not be installed")
        (folder / _DONE).touch()
    return folder


def program(folder: Path, name: str) -> Path:
    """A program of an environment."""
    return folder / ("Scripts" if os.name == "nt" else "bin") / name
