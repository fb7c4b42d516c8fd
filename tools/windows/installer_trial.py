"""Tries a set-up on a bare machine: in, over an older one, while it runs, elsewhere, out."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ita_desktop import __version__
from tools.windows.wine import Windows, bare_machine, windows_path, workplace

_LISTED: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ITA Desktop"
_KIND: Final = r"HKCU\Software\Classes\ITADesktop.Workspace"
_ENDING: Final = r"HKCU\Software\Classes\.ita"
_REFUSED: Final = 2
_TOO_OLD: Final = 4
_RUNNING: Final = 5
_NOT_WRITTEN: Final = 6
_OLDER: Final = "0.0.1"
_KEPT: Final = "kept"
_WORK: Final = "ทดลอง.ita"
_PATIENCE: Final = 60


class Trial:
    """The machine with what is asked of it; a check that fails ends the task."""

    def __init__(self, windows: Windows, set_up: Path) -> None:
        self.windows = windows
        self.set_up = set_up
        (data,) = windows.path(r"C:\users").glob("*/AppData/Local")
        self.data = data
        self.home = data / "Programs" / "ITA Desktop"
        self.user = data.parents[1]

    def install(self, *words: str, set_up: Path | None = None) -> int:
        """Runs a set-up silently."""
        return self.windows.run(set_up or self.set_up, "/S", *words)[0]

    def value(self, key: str, name: str = "") -> str:
        """A value of the registry; empty where there is none."""
        # What reg prints has no Thai letters; what it writes to a file has.
        code, _ = self.windows.run("reg", "export", key, r"C:\asked.reg", "/y")
        if code:
            return ""
        text = self.windows.path(r"C:\asked.reg").read_text(encoding="utf-16")
        asked = f'"{name}"=' if name else "@="
        for line in text.split("\n[", 2)[1].splitlines():
            if line.startswith(asked):
                told = line.removeprefix(asked).removeprefix("dword:")
                return re.sub(r"\\(.)", r"\1", told[1:-1]) if told.startswith('"') else told
        return ""

    def version(self) -> str:
        """The version that Windows lists."""
        return self.value(_LISTED, "DisplayVersion")

    def is_(self, expected: object, found: object, what: str) -> None:
        """Leaves where something is not as expected."""
        if expected != found:
            sys.exit(f"{what}: {found!r} instead of {expected!r}")


def try_out(set_up: Path, say: Callable[[str], None]) -> None:
    """Leaves with a message at the first thing that is not as it should be."""
    with workplace() as folder, bare_machine(folder / "machine") as windows:
        older = _older_set_up(folder)
        trial = Trial(windows, set_up)
        kept = [trial.user / "Documents" / "งาน.ita", trial.data / "ita-desktop" / "settings.json"]
        for file in kept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_KEPT, encoding="ascii")
        _refuse_on_an_old_system(trial)
        say(f"ok: refused with {_TOO_OLD} on Windows 7")
        trial.is_(0, trial.install(set_up=older), "set-up of an older version")
        trial.is_(_OLDER, trial.version(), "listed version")
        say("ok: an older version is in")
        trial.is_(0, trial.install(), "upgrade")
        trial.is_(__version__, trial.version(), "listed version")
        trial.is_(False, (trial.home / "_internal" / "old.txt").exists(), "file of the older one")
        _look_at_entries(trial, str(trial.home))
        say("ok: upgraded, with menu entry, file type and icon")
        _use(trial, folder)
        say("ok: it makes documents and opens a window")
        _refuse_while_running(trial, folder)
        say(f"ok: refused with {_RUNNING} while it runs")
        trial.is_(0, trial.install(), "set-up over the same version")
        _keep_what_cannot_be_replaced(trial)
        _move(trial)
        say("ok: installed again and elsewhere")
        _remove(trial)
        trial.is_([_KEPT] * 2, [file.read_text(encoding="ascii") for file in kept], "her files")
        say("ok: removed, with all of her files left")
    _try_signing(set_up)


def _refuse_on_an_old_system(trial: Trial) -> None:
    trial.windows.need("winecfg", "-v", "win7")
    trial.is_(_TOO_OLD, trial.install(), "set-up on Windows 7")
    trial.is_(False, trial.home.exists(), "something was copied")
    trial.windows.need("winecfg", "-v", "win10")


def _older_set_up(folder: Path) -> Path:
    """A set-up of an older version, of which a file is in the new one no more."""
    from tools.windows.installer import PROGRAMS, pack

    bundle = folder / "older"
    inside = bundle / "_internal"
    inside.mkdir(parents=True)
    for name in (*PROGRAMS, "_internal/old.txt", "_internal/workspace.ico", "_internal/LICENSE"):
        (bundle / name).write_text("older", encoding="ascii")
    made = folder / "older-setup.exe"
    pack(bundle, made, _OLDER, quick=True)
    return made


def _look_at_entries(trial: Trial, home: str) -> None:
    where = trial.value(_LISTED, "InstallLocation")
    trial.is_(Path(home), trial.windows.path(where), "listed place")
    program = rf"{where}\ITA Desktop.exe"
    for expected, key in (
        ("ITADesktop.Workspace", _ENDING),
        (f'"{program}" "%1"', rf"{_KIND}\shell\open\command"),
        (rf"{where}\_internal\workspace.ico", rf"{_KIND}\DefaultIcon"),
    ):
        trial.is_(expected, trial.value(key), key)
        if not key.endswith("command") and expected.startswith("C:"):
            trial.is_(True, trial.windows.path(expected).is_file(), expected)
    trial.is_(True, trial.windows.path(program).is_file(), program)
    trial.is_(True, (_menu(trial) / "ITA Desktop.lnk").is_file(), "menu entry")
    size = int(trial.value(_LISTED, "EstimatedSize"), 16)
    trial.is_(True, 50_000 < size < 500_000, f"listed size of {size} KiB")


def _menu(trial: Trial) -> Path:
    return trial.data.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"


def _use(trial: Trial, folder: Path) -> None:
    """What an installed program must do at least."""
    work, out = windows_path(folder / _WORK), folder / "out"
    home = {"ITA_DESKTOP_HOME": windows_path(folder / "home")}
    told = trial.windows.need(trial.home / "ita-desktop.exe", "--version", folder=folder)
    trial.is_(f"ita-desktop {__version__}", told.strip(), "version of the program")
    for words in (
        ("doctor",),
        ("sample", work),
        ("score", work, "--year", "2567"),
        ("export", work, "all", "--out", windows_path(out), "--format", "all"),
    ):
        trial.windows.need(trial.home / "ita-desktop.exe", *words, folder=folder, **home)
    made = {path.suffix for path in out.rglob("*") if path.is_file() and path.stat().st_size}
    trial.is_({".docx", ".xlsx", ".pdf"}, made, "made documents")
    opening = trial.value(rf"{_KIND}\shell\open\command").replace('"%1"', "").strip(' "')
    trial.windows.need(opening, work, "--exit-when-shown", folder=folder, **home)


def _refuse_while_running(trial: Trial, folder: Path) -> None:
    before = _times(trial)
    running = trial.windows.start(
        trial.home / "ITA Desktop.exe",
        windows_path(folder / _WORK),
        ITA_DESKTOP_HOME=windows_path(folder / "home"),
    )
    try:
        until = time.monotonic() + _PATIENCE
        while not (folder / f".{_WORK}.lock").exists():
            if time.monotonic() > until:
                sys.exit("the program did not start")
            time.sleep(1)
        trial.is_(_RUNNING, trial.install(), "set-up over a running program")
        # So it waits for its end; NSIS takes the folder without quotes, so without blanks.
        listed = trial.value(_LISTED, "InstallLocation")
        inside = trial.windows.need("winepath", "-s", listed).strip()
        code, _ = trial.windows.run(trial.home / "uninstall.exe", "/S", f"_?={inside}")
        trial.is_(_RUNNING, code, "removal of a running program")
        trial.is_(None, running.poll(), "the running program")
    finally:
        trial.windows.run("taskkill", "/f", "/im", "ITA Desktop.exe")
        running.kill()
        running.communicate()
    trial.is_(before, _times(trial), "files of the refused set-up")


def _keep_what_cannot_be_replaced(trial: Trial) -> None:
    """Where a file cannot be written, the former program is there again, with its entries."""
    before = _times(trial)
    trial.windows.largest_file = 5_000_000
    code = trial.install()
    trial.windows.largest_file = 0
    # One that is packed well needs a large file before it begins: then the system refuses.
    trial.is_(True, code in (_REFUSED, _NOT_WRITTEN), f"exit code {code} without room")
    trial.is_(before, _times(trial), "files of the failed set-up")
    _look_at_entries(trial, str(trial.home))


def _times(trial: Trial) -> dict[Path, int]:
    """When each file of the program was written."""
    files = (path for path in trial.home.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def _move(trial: Trial) -> None:
    """Into another folder: the one before goes, with what was in it but not with hers."""
    own = trial.home / "ของฉัน.txt"
    own.write_text(_KEPT, encoding="ascii")
    elsewhere = trial.windows.path("C:\\โปรแกรม")
    trial.is_(0, trial.install("/D=C:\\โปรแกรม"), "set-up elsewhere")
    _look_at_entries(trial, str(elsewhere))
    trial.is_([own], list(trial.home.iterdir()), "former folder")
    trial.home = elsewhere


def _remove(trial: Trial) -> None:
    trial.windows.run(trial.home / "uninstall.exe", "/S")
    until = time.monotonic() + _PATIENCE
    while trial.home.exists() and time.monotonic() < until:
        time.sleep(0.5)  # it goes on in a copy of itself
    trial.is_(False, trial.home.exists(), "folder of the program")
    trial.is_(False, (_menu(trial) / "ITA Desktop.lnk").exists(), "menu entry")
    for key in (_LISTED, _KIND, _ENDING):
        code, _ = trial.windows.run("reg", "query", key)
        trial.is_(True, code != 0, f"{key} is gone")


def _try_signing(set_up: Path) -> None:
    """Signs a copy with a certificate of the moment: whoever changes a byte is found out."""
    import os

    from tools.windows import signing

    with workplace() as folder:
        key, certificate, both = (folder / name for name in ("key.pem", "cert.pem", "both.p12"))
        _openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=trial",
            "-addext", "extendedKeyUsage=codeSigning", "-keyout", key, "-out", certificate,
        )  # fmt: skip
        _openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", both,
                 "-passout", "pass:")  # fmt: skip
        program = folder / "program.exe"
        program.write_bytes(set_up.read_bytes())
        former = dict(os.environ)
        os.environ.pop("ITA_SIGN_COMMAND", None)
        os.environ["ITA_SIGN_CERTIFICATE"] = str(both)
        try:
            signing.sign(program)
        finally:
            os.environ.clear()
            os.environ.update(former)
        if not _is_signed(program, certificate):
            sys.exit("the signature does not hold")
        content = bytearray(program.read_bytes())
        content[len(content) // 2] ^= 1
        program.write_bytes(content)
        if _is_signed(program, certificate):
            sys.exit("the signature holds for another program")


def _openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def _is_signed(program: Path, certificate: Path) -> bool:
    command = ["osslsigncode", "verify", "-CAfile", certificate, "-in", program]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
