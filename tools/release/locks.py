"""Exact versions of all dependencies, with the hashes of their files, for releases.

``dev.py lock`` keeps the versions that are locked where they still fit; ``--upgrade`` takes the
newest, ``--check`` only compares, ``--audit`` asks for known vulnerabilities.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.release.environments import LOCKS, environment, program

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = "3.11"
"""Releases are made with it; the locks hold for every system."""
LOCKED: Final[dict[str, tuple[str, ...]]] = {
    "dev": ("pyproject.toml", "--extra", "dev"),
    # What was tried is what is released.
    "bundle": ("pyproject.toml", "--extra", "bundle", "--constraint", "locks/dev.txt"),
    "tools": ("locks/tools.in",),
}
"""Each lock and what it is made from, in this order."""
_HEADER: Final = "# Made by: python dev.py lock\n"


def main(arguments: Sequence[str]) -> None:
    """Makes, compares or audits the locks."""
    if "--audit" in arguments:
        audit()
        return
    stale = [
        name for name in LOCKED if not _lock(name, "--upgrade" in arguments, "--check" in arguments)
    ]
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run: python dev.py lock")


def _lock(name: str, upgrade: bool, check: bool) -> bool:
    """Whether the lock is as it should be, which it always is where it may be written."""
    kept = LOCKS / f"{name}.txt"
    before = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, kept.name)
        if not upgrade:
            fresh.write_text(before, encoding="utf-8")
        options = ("--universal", "--python-version", PYTHON, "--generate-hashes", "--quiet")
        plain = ("--no-header", "--no-annotate", "--output-file", str(fresh))
        command = [_locker(), "pip", "compile", *LOCKED[name], *options, *plain]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(f"{name}: the versions could not be found")
        made = _HEADER + fresh.read_text(encoding="utf-8")
    if made == before:
        return True
    if check:
        return False
    kept.write_text(made, encoding="utf-8", newline="\n")
    return True


def _locker() -> str:
    return str(program(environment("tools"), "uv"))


def audit() -> None:
    """Asks a database of vulnerabilities for what a bundle is made of; leaves with 1 where it knows
    one, and where it cannot be asked: nothing that was not audited counts as audited."""
    asker = program(environment("tools"), "pip-audit")
    locked = LOCKS / "bundle.txt"
    done = subprocess.run(
        [asker, "--requirement", locked, "--disable-pip", "--strict", "--vulnerability-service",
         "osv", "--progress-spinner", "off"],
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if "ConnectionError" in done.stderr:
        sys.exit("not audited: the database of vulnerabilities cannot be reached from here")
    sys.stdout.write(done.stdout + done.stderr)
    if done.returncode:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
