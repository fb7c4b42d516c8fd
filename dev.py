"""One command for each task of a developer, the same on every machine: ``python dev.py TASK``."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DIST = ROOT / "dist"
RANDOM_USER = "tests/ui/random_user/test_random_user.py"
TESTS = {
    "QT_QPA_PLATFORM": "offscreen",
    # The programs that tests start would compile all modules each time.
    "PYTHONDONTWRITEBYTECODE": "",
    # Windows are painted into megabytes that the C library would give back to the system, and ask
    # for again, each time: a fifth of the time of the tests of tables, little of that of others.
    "MALLOC_MMAP_THRESHOLD_": "1000000000",
    "MALLOC_TRIM_THRESHOLD_": "1000000000",
    "MALLOC_TOP_PAD_": "67108864",
}
WORKERS = str(2 * (os.cpu_count() or 1) + 1)
"""More than twice as many as processors: a test waits more than half of its time, for the disk, a
server or the window. Each one more reads all tests, starts its own server and makes what its tests
share, a quarter of a minute before it has run any."""
FEW_WORKERS = str((os.cpu_count() or 1) + 1)
"""For a quick run: each worker reads all tests before it begins, which takes as long as to run
some hundreds of them."""
AGAIN = ("--last-failed", "--last-failed-no-failures=none", "--maxfail=5")
"""What failed runs again; where several fail again, the others need not be tried."""
PYTHON_SOURCES = ("ita_desktop", "tests", "benchmarks", "tools", "forms", "dev.py")


def run(*words: str | Path, cwd: Path = ROOT, quiet: bool = False, **environment: str) -> None:
    """Runs a program to its end; leaves with its exit code where that is not 0.

    With ``quiet`` its output is shown only where it fails.
    """
    command = [str(word) for word in words]
    done = subprocess.run(
        command,
        cwd=cwd,
        check=False,
        env=os.environ | environment,
        encoding="utf-8",
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )
    if done.returncode:
        say(f"{done.stdout or ''}failed ({done.returncode}): {' '.join(command)}")
        sys.exit(done.returncode)


def python(*words: str | Path, quiet: bool = False, **environment: str) -> None:
    """Runs this Python with the arguments."""
    run(sys.executable, *words, quiet=quiet, **environment)


def say(text: str) -> None:
    """A line that stands between the programs' own output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


# -- the tasks


def forms(arguments: Sequence[str]) -> None:
    """Compiles forms/*.ui into ita_desktop/ui/forms (--check: only compares)."""
    python("forms/compile.py", *arguments)


def lint(arguments: Sequence[str]) -> None:
    """Checks rules and format with ruff (--fix: mends what it can)."""
    fix = "--fix" in arguments
    python("-m", "ruff", "check", *(["--fix"] if fix else []), *PYTHON_SOURCES)
    python("-m", "ruff", "format", *([] if fix else ["--check"]), *PYTHON_SOURCES)


def types(arguments: Sequence[str]) -> None:
    """Checks the types of the whole package with mypy --strict."""
    python("-m", "mypy", "--strict", *arguments)


def test(arguments: Sequence[str]) -> None:
    """Runs the tests without a display, all of them on all processors (--quick: some of each file;
    --bare: those alone that must skip without LibreOffice and others; arguments go to pytest). CI
    runs the costly ones in turn (tests/support/turns.py), --whole all of them there, too. Of all
    tests, those that fail run once more, alone."""
    is_all = not arguments or [*arguments] == ["--whole"]
    is_in_turn = "CI" in os.environ and not arguments
    turn = ["--turn", str(datetime.now(UTC).toordinal())] if is_in_turn else []
    runs: list[Sequence[str]]
    if "--quick" in arguments:
        runs = [("-n", FEW_WORKERS, "--dist", "worksteal", "--ignore", RANDOM_USER, *arguments)]
    elif not is_all:
        runs = [arguments]
    else:
        runs = [
            # As in the program, nothing else was ever in the random user's process. First, because
            # one of them ends long before the other: in CI, other checks take its processor.
            ("-n", "auto", RANDOM_USER),
            ("-n", WORKERS, "--dist", "worksteal", "--ignore", RANDOM_USER, *turn),
        ]
    failed = False
    for words in runs:
        # What one run finds says nothing of what the next one would.
        try:
            python("-m", "pytest", *words, **TESTS)
        except SystemExit:
            failed = True
    if failed and is_all:
        # A time limit that a busy machine has broken holds where the test is alone; a fault fails
        # again. Both are told: what passes only then is worth a look.
        say("once more, each alone:")
        python("-m", "pytest", "-n", "0", *AGAIN, **TESTS)
    elif failed:
        sys.exit(1)


def mutate(arguments: Sequence[str]) -> None:
    """Plants faults in domain and services, and says which no test notices."""
    python("-m", "tools.mutation", *arguments)


def faults(arguments: Sequence[str]) -> None:
    """Kills the program at any write, fills its disk, takes its folder away (ROUNDS; Linux, cc)."""
    python("-m", "tests.storage.faults.harness", *arguments)


def days(arguments: Sequence[str]) -> None:
    """Replaces, moves, deletes, fills up, cuts off a file in use ([SEQUENCES]; --only NAME)."""
    python("-m", "tests.storage.days.harness", *arguments)


def bench(arguments: Sequence[str]) -> None:
    """Runs all benchmarks beside their peers and prints ratios."""
    python("-m", "benchmarks", *arguments)


def clerks(arguments: Sequence[str]) -> None:
    """Lets clerks type into one server: [CLERKS SECONDS PAUSE]; says what is lost and how long."""
    python("-m", "benchmarks.clerks", *arguments)


def sample(arguments: Sequence[str]) -> None:
    """Makes resources/sample/sample.ita again from the rows beside it."""
    python("-m", "tools.sample.make", *arguments)


def breaks(arguments: Sequence[str]) -> None:
    """Finds the line breaks of frameworks and window again, so that they need no word list."""
    python("-m", "tools.keep_breaks", *arguments)


def screenshots(arguments: Sequence[str]) -> None:
    """Takes README's and the manual's pictures (--all FOLDER: every scene on every screen)."""
    python("-m", "tools.take_pictures", *arguments, QT_QPA_PLATFORM="offscreen", TZ="Asia/Bangkok")


def wheel(_arguments: Sequence[str]) -> None:
    """Builds sdist and wheel, and tries the wheel in an environment of its own elsewhere."""
    for former in (*DIST.glob("*.whl"), *DIST.glob("*.tar.gz")):
        former.unlink()
    python("-m", "build", "--outdir", DIST, quiet=True)
    (built,) = DIST.glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = Path(folder)
        venv.create(elsewhere / "venv", with_pip=True)
        programs = elsewhere / "venv" / ("Scripts" if os.name == "nt" else "bin")
        # What is tried compiles the little of all packages that it imports.
        install = ("-m", "pip", "install", "--no-compile", built)
        run(programs / "python", *install, cwd=elsewhere, quiet=True)
        _try(programs / "ita-desktop", elsewhere)


def lock(arguments: Sequence[str]) -> None:
    """Locks versions and hashes for releases (--upgrade, --check; --audit: vulnerabilities)."""
    python("-m", "tools.release.locks", *arguments)


def bundle(arguments: Sequence[str]) -> None:
    """Freezes the program with PyInstaller, lists what is in it, and tries the bundle elsewhere.

    With --release in an environment of the locked packages alone, and with an interpreter from its
    official source alone.
    """
    from tools.release.environments import environment, program

    maker: str | Path = sys.executable
    work = ROOT / "build"
    is_release = ["--release"] if "--release" in arguments else []
    if is_release:
        maker, work = program(environment("bundle"), "python"), work / "release"
    run(maker, "-m", "tools.release.runtime", *is_release)
    freeze = ("-m", "PyInstaller", "--noconfirm", "--workpath", work, "build_installer.spec")
    run(maker, *freeze, quiet=True)
    listed = DIST / "ITA Desktop.cdx.json"
    run(maker, "-m", "tools.release.sbom", DIST / "ITA Desktop", listed)
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = Path(folder)
        copy = elsewhere / "ITA Desktop"
        shutil.copytree(DIST / "ITA Desktop", copy, symlinks=True)
        _try(copy / "ita-desktop", elsewhere)


def deb(arguments: Sequence[str]) -> None:
    """Makes a Debian package of the bundle and tries it (Debian only; --release as for bundle)."""
    from tools.release import digests
    from tools.release.debian_package import HOME, make

    bundle(arguments)
    package = make(DIST / "ITA Desktop", DIST)
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = Path(folder)
        run("dpkg-deb", "--extract", package, elsewhere / "system", quiet=True)
        _try(elsewhere / "system" / HOME / "ita-desktop", elsewhere)
    told = digests.publish(package)
    say(f"made: {package.name}, {package.stat().st_size / 1e6:.0f} MB; {told.name}")


def bare(_arguments: Sequence[str]) -> None:
    """Tries the Debian package on a bare Debian without Python (root; made by deb before)."""
    python("-m", "tools.release.bare")


def leaks(arguments: Sequence[str]) -> None:
    """Scans all documents, in all formats with their metadata, for personal data planted in every
    marked column (arguments go to pytest)."""
    test(["-n", "auto", "tests/documents/typed/test_leak_scan.py", *arguments])


def pages(arguments: Sequence[str]) -> None:
    """Judges every page of the public page in a browser, light and dark, in all widths."""
    words = ("tests/site/test_in_browser.py", *arguments)
    python("-m", "pytest", *words, **TESTS, ITA_ALL_PAGES="1")


def windows(arguments: Sequence[str]) -> None:
    """Tries the program on Windows under wine (arguments go to pytest there, and nothing else)."""
    python("-m", "tools.windows.trial", *arguments, QT_QPA_PLATFORM="offscreen")


def installer(arguments: Sequence[str]) -> None:
    """Makes and tries the set-up for Windows under wine (--quick: packed worse, --again)."""
    python("-m", "tools.windows.installer", *arguments, QT_QPA_PLATFORM="offscreen")


def _try(program: Path, folder: Path) -> None:
    """What an installed program must do at least, away from the checkout."""
    from tools.release.steps import missing, steps

    home = {"ITA_DESKTOP_HOME": str(folder / "home")}
    for words in steps(folder):
        run(program, *words, cwd=folder, quiet=True, QT_QPA_PLATFORM="offscreen", **home)
        say(f"ok: {program.name} {' '.join(words)}")
    if not_made := missing(folder):
        sys.exit(f"{program} export made no {', '.join(not_made)}")


def ci(_arguments: Sequence[str]) -> None:
    """Runs all checks of .ci/run on this machine as it is."""
    lint([])
    types([])
    forms(["--check"])
    test([])
    wheel([])
    bundle([])


_ALL = (
    forms,
    lint,
    types,
    test,
    mutate,
    faults,
    days,
    bench,
    clerks,
    sample,
    breaks,
    screenshots,
    wheel,
    lock,
    bundle,
    deb,
    bare,
    leaks,
    pages,
    windows,
    installer,
    ci,
)
TASKS: dict[str, Callable[[Sequence[str]], None]] = {task.__name__: task for task in _ALL}


def main() -> None:
    """Runs the named task."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<12} {task.__doc__}" for name, task in TASKS.items()),
    )
    parser.add_argument("task", choices=TASKS, metavar="TASK")
    named, arguments = parser.parse_known_args()
    TASKS[named.task](arguments)


if __name__ == "__main__":
    main()
