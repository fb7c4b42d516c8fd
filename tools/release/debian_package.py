"""A Debian package of a bundle: program, menu entry, and icons and type of workspace files.

Debian's own ``dpkg-deb`` makes it. What it installs lies below /opt and /usr alone: workspaces,
settings and safety copies are the user's, and stay when the package goes.
"""

import gzip
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from ita_desktop import __version__

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = "opt/ita-desktop"
TYPE: Final = "application/x-ita-workspace"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Width and height of the icons in px."""
_NOT_NEEDED: Final = frozenset({"python3-venv"})
"""What the README installs for a program that is no bundle."""

_ENTRY: Final = f"""[Desktop Entry]
Type=Application
Name=ITA Desktop
GenericName=ITA year of a district office
GenericName[th]=งาน ITA ของสำนักงานเขต
Comment=Committee, OIT items, measures, scores and official documents in one file
Comment[th]=คณะกรรมการ งาน OIT มาตรการ คะแนน และเอกสาร ในแฟ้มเดียว
Exec=ita-desktop %f
Icon=ita-desktop
MimeType={TYPE};
Categories=Office;
StartupNotify=true
StartupWMClass=ita-desktop
"""
# SQLite's header has the application's id, ITAD, at byte 68.
_TYPE: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{TYPE}">
    <comment>ITA workspace</comment>
    <comment xml:lang="th">แฟ้มงาน ITA</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <glob pattern="*.ita"/>
    <magic priority="60">
      <match type="string" offset="0" value="SQLite format 3">
        <match type="string" offset="68" value="ITAD"/>
      </match>
    </magic>
  </mime-type>
</mime-info>
"""


def make(bundle: Path, folder: Path) -> Path:
    """Makes the package of a ``bundle`` in ``folder`` and returns it.

    Raises subprocess.CalledProcessError where dpkg-deb fails.
    """
    machine = _output("dpkg", "--print-architecture")
    package = folder / f"ita-desktop_{__version__}_{machine}.deb"
    stage = folder / package.stem
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(bundle, stage / HOME, symlinks=True)
    _write(stage / "usr/share/applications/ita-desktop.desktop", _ENTRY)
    _write(stage / "usr/share/mime/packages/ita-desktop.xml", _TYPE)
    _write_icons(stage / "usr/share/icons/hicolor")
    papers = stage / "usr/share/doc/ita-desktop"
    papers.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", papers / "copyright")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    programs = stage / "usr/bin"
    programs.mkdir(parents=True)
    (programs / "ita-desktop").symlink_to(f"/{HOME}/ita-desktop")
    _write(stage / "DEBIAN/control", control(machine, _size(stage)))
    _open_to_all(stage)
    _output("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(package))
    shutil.rmtree(stage)
    return package


def control(machine: str, size: int) -> str:
    """What dpkg is told of a package of ``size`` KiB."""
    return f"""Package: ita-desktop
Version: {__version__}
Architecture: {machine}
Maintainer: ITA Desktop developers
Installed-Size: {size}
Depends: libc6 (>= {platform.libc_ver()[1]}), {", ".join(libraries())}
Section: misc
Priority: optional
Description: the ITA year of a Bangkok district office
 Committee roster, OIT assignments, measures, follow-up and scores in one file,
 and every official document as Word, Excel and PDF.
"""


def libraries() -> list[str]:
    """The system's packages that the program needs: those that the README says."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^apt-get install .*--no-install-recommends (.*)$", readme, re.MULTILINE)
    return [name for line in lines for name in line.split() if name not in _NOT_NEEDED]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_icons(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ita_desktop.ui.theme.shapes import app_icon

    running = QApplication.instance() or QApplication([])
    for size in SIZES:
        for place in ("apps/ita-desktop", f"mimetypes/{TYPE.replace('/', '-')}"):
            path = folder / f"{size}x{size}" / f"{place}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            if not app_icon().pixmap(size, size).save(str(path)):
                raise OSError(str(path))
    del running


def _size(stage: Path) -> int:
    """KiB of all files."""
    files = [path for path in stage.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) // 1024


def _open_to_all(stage: Path) -> None:
    """Everybody may read and start what root alone may change."""
    for path in (stage, *stage.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def _output(*words: str) -> str:
    done = subprocess.run(words, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()
