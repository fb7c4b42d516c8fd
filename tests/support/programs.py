"""Programs of the system that some tests start, and which few machines have all of.

A test that starts one carries its mark, and skips where the program is missing. From every other
test, and while tests are imported, the program is hidden even where it is installed: a test without
its mark fails on each machine, and not first on the one that lacks the program. ``--bare`` hides
them from all tests, and keeps those alone that are marked.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import pytest

PROGRAMS: Final = {
    "needs_chromium": ("chromium", "chromium-browser"),
    "needs_poppler": ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts", "pdfimages", "pdftocairo"),
    "needs_postgresql": ("initdb", "pg_ctl", "postgres", "psql"),
    "needs_screen": ("Xvfb",),
    "needs_soffice": ("soffice", "libreoffice", "localc", "loimpress", "lowriter"),
}
"""What each mark stands for; where :func:`find` knows one of a mark's programs, it has all."""
MARKS: Final = frozenset(PROGRAMS)

_FIXTURES: Final = {
    "browser": "needs_chromium",
    "postgresql_url": "needs_postgresql",
    "secured": "needs_postgresql",
}
"""Who asks for such a fixture, or for one that does, has its mark by that."""

_MARK_OF: Final = {name: mark for mark, names in PROGRAMS.items() for name in names}
_PARTED: Final = "ITA_TESTS_PROGRAMS"
"""Where the process that began the run has parted the programs."""
_hidden: set[str] = set()


def find(mark: str) -> Path | None:
    """The program that a mark stands for, unless it is missing, or hidden from the running test."""
    if mark in _hidden:
        return None
    # Debian keeps the programs of a server out of PATH; the newest one is taken.
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, servers), os.environ.get("PATH", os.defpath)])
    found = (shutil.which(name, path=path) for name in PROGRAMS[mark])
    return next((Path(program) for program in found if program), None)


class Machine:
    """The programs of this machine, of which a test sees those that it is marked for."""

    def __init__(self, folder: Path, *, bare: bool) -> None:
        """``folder`` is where :func:`part` has parted the programs of this machine; a ``bare`` one
        has none of those that marks stand for."""
        self.missing = MARKS if bare else frozenset(mark for mark in MARKS if find(mark) is None)
        self._folder = folder

    @contextmanager
    def with_only(self, marks: AbstractSet[str]) -> Iterator[None]:
        """Hides all programs but those that ``marks`` stand for."""
        seen, known = marks - self.missing, _hidden.copy()
        path = os.environ.setdefault("PATH", os.defpath)
        os.environ["PATH"] = _path_with(seen, path, self._folder)
        _hidden.update(MARKS - seen)
        try:
            yield
        finally:
            _hidden.intersection_update(known)
            os.environ["PATH"] = path


def part(folder: Path) -> None:
    """Makes links in ``folder`` to all programs that stand beside hidden ones, and to these by
    their marks. It takes longer than most tests, so it is done once for all processes of a run."""
    for at, place in enumerate(_places(os.environ.get("PATH", os.defpath))):
        if not any((place / name).exists() for name in _MARK_OF):
            continue
        (folder / f"{at}").mkdir()
        for program in place.iterdir():
            home = folder / f"{at}{_MARK_OF.get(program.name, '')}"
            home.mkdir(exist_ok=True)
            (home / program.name).symlink_to(program.absolute())


@cache
def _path_with(marks: AbstractSet[str], path: str, folder: Path) -> str:
    """``path`` with only those of the marked programs."""
    if os.name == "nt":
        return path  # where links are not for everybody, and none of these stand in PATH
    found: list[Path] = []
    for at, place in enumerate(_places(path)):
        links = [folder / f"{at}{mark}" for mark in ("", *sorted(marks))]
        found += [link for link in links if link.exists()] if links[0].exists() else [place]
    return os.pathsep.join(map(str, found))


def _places(path: str) -> list[Path]:
    """The folders of ``path``, each once: ``/bin`` is ``/usr/bin`` on most machines."""
    found: dict[Path, Path] = {}
    for place in map(Path, path.split(os.pathsep)):
        found.setdefault(place.resolve(), place)
    return list(found.values())


_MACHINE: Final = pytest.StashKey[Machine]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--bare``."""
    parser.addoption("--bare", action="store_true", help="as if none of these were installed: "
                     "LibreOffice, poppler, PostgreSQL, Chromium, a virtual screen")  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Looks what is installed."""
    if not hasattr(config, "workerinput"):
        made = tempfile.TemporaryDirectory(prefix="ita-path-")
        Path(made.name).chmod(0o755)  # a server does not run as root, and finds its programs there
        config.add_cleanup(made.cleanup)
        if os.name != "nt":
            part(Path(made.name))
        os.environ[_PARTED] = made.name
    folder = Path(os.environ[_PARTED])
    config.stash[_MACHINE] = Machine(folder, bare=config.getoption("bare"))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    """Every machine is bare while tests are imported: no mark is known yet."""
    with session.config.stash[_MACHINE].with_only(frozenset()):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what asks for a program's fixture, before ``-m`` looks at the marks."""
    for item in items:
        for name in _FIXTURES.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(_FIXTURES[name])
    if config.getoption("bare"):
        # All others run as on a bare machine every time.
        config.hook.pytest_deselected(items=[item for item in items if not _marks(item)])
        items[:] = [item for item in items if _marks(item)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Hides from the test what it has no mark for."""
    with item.config.stash[_MACHINE].with_only(_marks(item)):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test that is marked for what is not installed."""
    if missing := _marks(item) & item.config.stash[_MACHINE].missing:
        names = (PROGRAMS[mark][0] for mark in sorted(missing))
        pytest.skip(f"not installed: {', '.join(names)}")


def _marks(item: pytest.Item) -> frozenset[str]:
    return MARKS.intersection(mark.name for mark in item.iter_markers())
