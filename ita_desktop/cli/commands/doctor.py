"""doctor: what the program stands on, for whoever helps the clerk."""

import argparse
import os
import platform
import sys
import tempfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ita_desktop import __version__
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, say, say_json
from ita_desktop.cli.parser import Subparsers, command, json_argument
from ita_desktop.error_log import error_log
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.i18n import tr
from ita_desktop.paths import resource, resources

_PACKAGES = {
    "PySide6-Essentials": "PySide6", "SQLAlchemy": "sqlalchemy", "openpyxl": "openpyxl",
    "python-docx": "docx", "lxml": "lxml", "reportlab": "reportlab", "uharfbuzz": "uharfbuzz",
    "nlpo3": "nlpo3", "PyYAML": "yaml", "pypdfium2": "pypdfium2", "Pillow": "PIL",
    "pi-heif": "pi_heif",
}  # fmt: skip
"""What is needed, by the name it is installed under, with the module that it brings."""


def add_to(subparsers: Subparsers) -> None:
    """Adds the command."""
    json_argument(command(subparsers, "doctor", tr("ตรวจเครื่องและโปรแกรม"), _doctor))


def _doctor(args: argparse.Namespace) -> int:
    described = examine()
    if args.json:
        say_json(described)
    else:
        for section, values in described.items():
            say(f"{section}:")
            shown = values.items() if isinstance(values, dict) else enumerate(values, 1)
            for name, value in shown:
                say(f"  {name}: {value or '–'}")
        if not described["problems"]:
            say(f"  {tr('ไม่พบปัญหา')}")
    return DONE if not described["problems"] else DONE_WITH_FINDINGS


def examine() -> dict[str, Any]:
    """Versions, fonts, folders and rights; ``problems`` lists Thai sentences, empty when sound."""
    missing = [name for name, module in _PACKAGES.items() if find_spec(module) is None]
    problems = [tr("ไม่มีไลบรารี {name}", name=name) for name in missing]
    fonts = sorted(path.name for path in resource("fonts").glob("*.ttf"))
    if not fonts:
        problems.append(tr("ไม่พบอักษร Sarabun ของโปรแกรม"))
    home = data_folder()
    if not _writable(home):
        problems.append(tr("เขียนโฟลเดอร์ {path} ไม่ได้ จะไม่มีแฟ้มสำรองอัตโนมัติ", path=home))
    return {
        "program": {"version": __version__, "python": platform.python_version(),
                    "system": platform.platform(), "bundled": bool(getattr(sys, "frozen", False))},
        "packages": {name: _version(name) for name in _PACKAGES},
        "folders": {"resources": str(resources()), "data": str(home), "errors": str(error_log()),
                    "temporary": tempfile.gettempdir()},
        "fonts": {"bundled": ", ".join(fonts)},
        "window": {"platform": os.environ.get("QT_QPA_PLATFORM", ""),
                   "display": os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY", "")},
        "problems": problems,
    }  # fmt: skip


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        # A bundle carries the code of its packages, not always their metadata.
        return "?"


def _writable(folder: Path) -> bool:
    try:
        make_own_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
