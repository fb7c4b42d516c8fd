"""Makes the set-up for Windows on Linux, and tries it: ``dev.py installer``.

PyInstaller runs under wine, where only the locked packages are; NSIS packs its folder. With
``--quick`` it is packed worse in a fraction of the time, ``--again`` takes the folder made last;
``--release`` refuses an interpreter that is not from its official source.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ita_desktop import __version__
from tools.release import digests
from tools.release.environments import environment, program
from tools.windows import icons, installer_trial, signing
from tools.windows.version_resource import numbers
from tools.windows.wine import PYTHON, ROOT, STAND_INS, machine, windows_path

HERE: Final = Path(__file__).resolve().parent
DIST: Final = ROOT / "dist"
FROZEN: Final = DIST / "windows" / "ITA Desktop"
SET_UP: Final = DIST / f"ita-desktop-{__version__}-setup.exe"
PROGRAMS: Final = ("ITA Desktop.exe", "ita-desktop.exe")


def main(arguments: Sequence[str]) -> None:
    """Leaves with a message where a step or a check fails."""
    began = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"== {time.monotonic() - began:4.0f}s  {text}\n")
        sys.stdout.flush()

    missing = [name for name in ("makensis", "osslsigncode", "openssl") if not shutil.which(name)]
    if missing:
        sys.exit(f"{', '.join(missing)} missing; on Debian: apt-get install nsis osslsigncode")
    if "--again" not in arguments:
        _freeze(["--release"] if "--release" in arguments else [])
        say("frozen")
    listed = SET_UP.with_suffix(".cdx.json")
    lister = program(environment("bundle"), "python")
    subprocess.run([lister, "-m", "tools.release.sbom", FROZEN, listed], cwd=ROOT, check=True)
    if signing.is_given():
        for name in PROGRAMS:
            signing.sign(FROZEN / name)
    pack(FROZEN, SET_UP, __version__, quick="--quick" in arguments)
    if signing.is_given():
        signing.sign(SET_UP)
    else:
        say("not signed: neither ITA_SIGN_COMMAND nor ITA_SIGN_CERTIFICATE is set")
    told = digests.publish(SET_UP)
    say(f"made: {SET_UP.name}, {SET_UP.stat().st_size / 1e6:.0f} MB; {listed.name}, {told.name}")
    installer_trial.try_out(SET_UP, say)
    say("installed, started, upgraded and removed as it should be")


def _freeze(is_release: Sequence[str]) -> None:
    with machine("bundle") as windows:
        sys.stdout.write(windows.need(PYTHON, "-m", "tools.release.runtime", *is_release))
        windows.need(
            PYTHON, "-m", "PyInstaller", "--noconfirm", "build_installer.spec",
            "--workpath", windows_path(ROOT / "build" / "windows"),
            "--distpath", windows_path(FROZEN.parent),
            # Two slow processors that others use need more than ten minutes.
            patience=3600, PYTHONHASHSEED="1",
        )  # fmt: skip
    taken = [path.name for path in FROZEN.rglob("*.dll") if path.name.lower() in STAND_INS]
    if taken:
        sys.exit(f"made for tests, and in the bundle: {', '.join(taken)}")


def pack(bundle: Path, target: Path, version: str, *, quick: bool) -> None:
    """Packs a folder of the program into a set-up."""
    drawn = ROOT / "build" / "icons"
    icons.write(drawn)
    sign = [sys.executable, "-m", "tools.windows.signing"] if signing.is_given() else []
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    given = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, numbers(version))),
        "BUNDLE": bundle,
        "SIZE": size // 1024,
        "ICON": drawn / icons.PROGRAM,
        "PICTURE": drawn / icons.PICTURE,
        "SIGN": shlex.join(sign),
        "OUT": target,
    } | ({"QUICK": 1} if quick else {})
    words = [f"-D{name}={value}" for name, value in given.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, HERE / "set_up.nsi"],
        cwd=ROOT, check=False, capture_output=True, encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nmakensis failed ({done.returncode})")


if __name__ == "__main__":
    main(sys.argv[1:])
