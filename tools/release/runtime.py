"""The interpreter that a bundle is made with, and the libraries in it: what they are, where from,
and what there is to be said against them.

``python -m tools.release.runtime [--release]`` says it; with ``--release`` an interpreter that is
not from its official source ends the run.
"""

import os
import platform
import shutil
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ita_desktop.services.about import LicensedPart
from ita_desktop.storage import sqlite_engines

OLDEST: Final = (3, 13)
"""What bundles should be made with: older ones get no binary releases any more."""
WINDOWS: Final = "ITA_WINDOWS_PYTHON"
"""Names a package of CPython that was taken from its official source."""
FOR_TRIALS: Final = "FOR TRIALS ONLY"
_WITH_PYTHON: Final = "{name} is used by Python; its licence is with Python's or the system's.\n"


def libraries() -> tuple[LicensedPart, ...]:
    """Return the libraries in the interpreter that no package of its own stands for."""
    version = ssl.OPENSSL_VERSION.split()[1]
    return (
        _part("OpenSSL", version, "Apache-2.0", "openssl"),
        _part("SQLite", sqlite3.sqlite_version, "blessing", "sqlite"),
    )


def marked(python: LicensedPart) -> LicensedPart:
    """Return the part for Python, its name saying so if it is not from its official source."""
    return python if not source_doubt() else replace(python, name=f"Python ({FOR_TRIALS})")


def source_doubt() -> str:
    """Return why the interpreter is not known to be official; empty if it is."""
    if sys.platform == "win32":
        if os.environ.get(WINDOWS):
            return ""
        return f"the interpreter is a copy that others repackaged; {WINDOWS} names an official one"
    program = Path(sys.executable).resolve()
    if shutil.which("dpkg-query") is None:
        return ""  # of systems that nothing is released for
    known = subprocess.run(["dpkg-query", "-S", program], capture_output=True, check=False)
    return "" if known.returncode == 0 else f"{program} belongs to no package of the system"


def doubts() -> list[str]:
    """Return all that is to be said against what is in use."""
    found = [source_doubt()]
    if sys.version_info[:2] < OLDEST:
        found.append(f"Python {platform.python_version()} is older than {OLDEST[0]}.{OLDEST[1]}")
    if not sqlite_engines.is_log_sound():
        found.append(
            f"SQLite {sqlite_engines.library_version()} may damage files by its write-ahead log, so"
            f" the program works without that; mended in {sqlite_engines.MENDED}"
        )
    return [doubt for doubt in found if doubt]


def main(arguments: Sequence[str]) -> None:
    """Says what is in use. Leaves with a message where a release must not be made with it."""
    used = [f"Python {platform.python_version()}", *(f"{p.name} {p.version}" for p in libraries())]
    sys.stdout.write(f"made with {', '.join(used)}\n")
    for doubt in doubts():
        sys.stdout.write(f"! {doubt}\n")
    if why := source_doubt():
        if "--release" in arguments:
            sys.exit(f"no release with this interpreter: {why}")
        sys.stdout.write(f"! {FOR_TRIALS}: nobody but its maker should install this\n")


def _part(name: str, version: str, licence: str, key: str) -> LicensedPart:
    text = _WITH_PYTHON.format(name=name)
    return LicensedPart(name, version, licence, text, f"pkg:generic/{key}@{version}")


if __name__ == "__main__":
    main(sys.argv[1:])
