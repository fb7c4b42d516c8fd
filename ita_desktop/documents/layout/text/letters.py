"""Finds the font of documents: TH Sarabun if it is installed, else the bundled Sarabun.

Sarabun has the official letter forms but is drawn larger: 16 pt of TH Sarabun New looks like 10.5
pt of Sarabun. Set at that ratio, a page holds the same amount of text.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ita_desktop.documents.styles import OFFICIAL_LETTER, OTHER_NAMES
from ita_desktop.paths import resource

SARABUN_RATIO = 10.5 / 16

# TH SarabunIT๙ is left out on purpose: it draws Arabic digits as Thai ones, even in O12 and
# addresses, whatever digits the document uses.
_FAMILIES = (OFFICIAL_LETTER, *OTHER_NAMES)


@dataclass(frozen=True, slots=True)
class Letters:
    """A font, its name and files; multiply official sizes by ``ratio`` to get the size to set it
    in."""

    name: str
    regular: Path
    bold: Path
    ratio: float


def bundled() -> Letters:
    """Returns the Sarabun bundled with the program."""
    return Letters(
        "Sarabun",
        resource("fonts", "Sarabun-Regular.ttf"),
        resource("fonts", "Sarabun-Bold.ttf"),
        SARABUN_RATIO,
    )


@cache
def letters() -> Letters:
    """Returns the document font of this computer; the search runs once."""
    return find(_font_folders()) or bundled()


def find(folders: Iterable[Path]) -> Letters | None:
    """Returns TH Sarabun in regular and bold, or None if either is missing."""
    files = {_key(path.stem): path for folder in folders for path in _font_files(folder)}
    for name in _FAMILIES:
        family = _key(name)
        regular = files.get(family) or files.get(f"{family}regular")
        bold = files.get(f"{family}bold")
        if regular and bold and _has_thai(regular) and _has_thai(bold):
            return Letters(name, regular, bold, 1.0)
    return None


def _key(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _font_files(folder: Path) -> Iterator[Path]:
    for where, _folders, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(".ttf") and "sarabun" in name.lower():
                yield Path(where, name)


def _has_thai(path: Path) -> bool:
    """Returns whether the file is a readable font with Thai characters."""
    import uharfbuzz as hb

    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    except (OSError, hb.HarfBuzzError):
        return False
    return font.get_nominal_glyph(ord("ก")) is not None


def _font_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        return Path("/Library/Fonts"), home / "Library" / "Fonts"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )
