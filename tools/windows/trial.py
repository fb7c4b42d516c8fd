"""Tries the program on Windows under wine: tests, the window, and documents beside Linux's.

``dev.py windows`` does all of it; with arguments it gives them to pytest there, and does no more.
"""

import filecmp
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from tools.windows.wine import PYTHON, ROOT, Windows, machine, windows_path, workplace

AREAS: Final = (
    "tests/storage",
    "tests/cli",
    "tests/domain",
    "tests/exchange",
    "tests/web",
    "tests/documents",
)
_TODAY: Final = {"ITA_DESKTOP_TODAY": "2025-03-14", "TZ": "Asia/Bangkok"}


def main(arguments: Sequence[str]) -> None:
    """Leaves with 1 where anything failed; one failure says nothing of the others."""
    began = time.monotonic()
    with machine("dev") as windows, workplace() as folder:
        _say(began, f"Windows in {windows.prefix}")
        failed = [] if _tests(windows, folder, arguments or AREAS) else ["tests"]
        if not arguments:
            _say(began, "window and documents")
            failed += _window(windows, folder)
            failed += _documents(windows, folder)
        _say(began, f"failed: {', '.join(failed)}" if failed else "all passed")
    if failed:
        sys.exit(1)


def _say(began: float, text: str) -> None:
    sys.stdout.write(f"== {time.monotonic() - began:4.0f}s  {text}\n")
    sys.stdout.flush()


def _tests(windows: Windows, folder: Path, arguments: Sequence[str]) -> bool:
    place = windows_path(folder)
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", rf"{place}\tests")
    own = {"QT_QPA_PLATFORM": "offscreen", "TEMP": place, "TMP": place}
    # As in .ci/run: property tests take the same examples, however slowly these are drawn here.
    return windows.show(PYTHON, *words, *arguments, CI="true", **own) == 0


def _window(windows: Windows, folder: Path) -> list[str]:
    """What went wrong from the start to the painted window, on Windows' own platform."""
    home = windows_path(folder / "home")
    sample = windows_path(folder / "ตัวอย่าง.ita")
    failed = []
    for words in (("sample", sample), (sample, "--exit-when-shown")):
        code, said = windows.run(
            PYTHON, "-m", "ita_desktop", *words, QT_QPA_PLATFORM="windows", ITA_DESKTOP_HOME=home
        )
        if code:
            failed.append(f"window ({code}): {said.strip()}")
    return failed


def _documents(windows: Windows, folder: Path) -> list[str]:
    """The documents of the sample that are not the same as those of Linux."""
    sample, home = folder / "documents.ita", folder / "home"
    there, here = folder / "windows", folder / "linux"
    own = os.environ | _TODAY | {"ITA_DESKTOP_HOME": str(home)}
    program = [sys.executable, "-m", "ita_desktop"]
    subprocess.run([*program, "sample", sample], cwd=ROOT, env=own, check=True)
    export = ("all", "--format", "all", "--out")
    subprocess.run([*program, "export", sample, *export, here], cwd=ROOT, env=own, check=True)
    code, said = windows.run(
        PYTHON, "-m", "ita_desktop", "export", windows_path(sample), *export, windows_path(there),
        ITA_DESKTOP_HOME=windows_path(home), **_TODAY,
    )  # fmt: skip
    if code:
        return [f"export ({code}): {said.strip()}"]
    names = sorted({path.relative_to(top) for top in (here, there) for path in top.rglob("*.*")})
    failed = [
        f"{name} differs"
        for name in names
        if not (here / name).is_file()
        or not (there / name).is_file()
        or not _are_same(here / name, there / name)
    ]
    sys.stdout.write(f"{len(names) - len(failed)} of {len(names)} documents are the same\n")
    return failed


def _are_same(here: Path, there: Path) -> bool:
    """To the last byte; of the PNG pictures in a file, to the last pixel, because Pillow brings
    another zlib for each system, which packs them otherwise."""
    if filecmp.cmp(here, there, shallow=False):
        return True
    if here.suffix == ".pdf":
        return False
    with zipfile.ZipFile(here) as first, zipfile.ZipFile(there) as second:
        names = first.namelist()
        return names == second.namelist() and all(
            first.read(name) == second.read(name)
            or (name.endswith(".png") and _pixels(first.read(name)) == _pixels(second.read(name)))
            for name in names
        )


def _pixels(png: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(BytesIO(png)) as picture:
        return picture.mode, picture.size, picture.tobytes()


if __name__ == "__main__":
    main(sys.argv[1:])
