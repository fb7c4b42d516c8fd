"""Tries the Debian package on a bare Debian: no Python, no fonts, no libraries but its own
dependencies, and a user without rights.

The system is made by mmdebstrap from the machine's own package sources, in a folder that goes
afterwards; it takes root, because programs run inside it (``chroot``).
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from ita_desktop import __version__
from tools.release.steps import missing, steps

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = Path("/etc/apt")
HOME: Final = Path("/srv/clerk")
CLERK: Final = "4711:4711"
"""User and group that nothing else belongs to."""


def main() -> None:
    """Makes the system, installs the package that ``dev.py deb`` has made, and tries it."""
    packages = sorted((ROOT / "dist").glob(f"ita-desktop_{__version__}_*.deb"))
    if not packages:
        sys.exit("there is no package of this version; run: python dev.py deb")
    if os.geteuid() != 0 or shutil.which("mmdebstrap") is None:
        sys.exit("a bare system takes root and the package mmdebstrap")
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        # The clerk passes through it.
        Path(folder).chmod(0o755)
        system = Path(folder, "system")
        _make(system)
        _install(system, packages[-1])
        _try(system)


def _make(system: Path) -> None:
    """A Debian of this machine's release with apt and nothing that is not essential."""
    release = platform.freedesktop_os_release()["VERSION_CODENAME"]
    listed = [*SOURCES.glob("sources.list.d/*.sources"), *SOURCES.glob("sources.list.d/*.list")]
    sources = [str(path) for path in (*listed, SOURCES / "sources.list") if path.is_file()]
    _run("mmdebstrap", "--quiet", "--variant=apt", "--mode=root", release, str(system), *sources)


def _install(system: Path, package: Path) -> None:
    """What apt makes of the package alone."""
    shutil.copy(package, system / "tmp")
    for source in ("/etc/resolv.conf", "/etc/hosts"):
        if Path(source).is_file():
            shutil.copy(source, system / "etc")
    _run(*_inside(system), "apt-get", "update", "-qq")
    quiet = ("-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", "--yes")
    _run(*_inside(system), "apt-get", "install", *quiet, f"/tmp/{package.name}")
    found = subprocess.run([*_inside(system), "sh", "-c", "command -v python3"], check=False)
    if found.returncode == 0:
        sys.exit("the package has brought Python along: the system is not bare")


def _try(system: Path) -> None:
    home = system / HOME.relative_to("/")
    home.mkdir(parents=True)
    os.chown(home, *map(int, CLERK.split(":")))
    environment = (f"HOME={HOME}", "QT_QPA_PLATFORM=offscreen", "LANG=C.UTF-8")
    for words in steps(HOME):
        _run(*_inside(system, CLERK), "env", "-C", str(HOME), *environment, "ita-desktop", *words)
        sys.stdout.write(f"ok: ita-desktop {' '.join(words)}\n")
    if not_made := missing(home):
        sys.exit(f"no document was made as {', '.join(not_made)}")


def _inside(system: Path, user: str = "0:0") -> tuple[str, ...]:
    """Runs what follows in the system, with its own processes."""
    apart = ("unshare", "--mount", "--pid", "--fork", f"--mount-proc={system / 'proc'}")
    return (*apart, "chroot", f"--userspec={user}", str(system))


def _run(*command: str) -> None:
    """Runs a program to its end; leaves with its output where it fails."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        check=False,
        env=environment,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}failed ({done.returncode}): {' '.join(command)}")


if __name__ == "__main__":
    main()
