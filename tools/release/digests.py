"""SHA-256 of the files that are released: beside each of them, and in the notes with them."""

import hashlib
from pathlib import Path
from typing import Final

from ita_desktop import __version__

ROOT: Final = Path(__file__).resolve().parents[2]
NOTES: Final = ROOT / "docs" / f"release-{__version__}.md"
_HEADING: Final = "## SHA-256"


def publish(file: Path) -> Path:
    """Writes ``NAME.sha256`` beside a file, as ``sha256sum --check`` reads it, and the release
    notes with those of all files in its folder; returns the former."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    told = file.with_name(f"{file.name}.sha256")
    told.write_text(f"{digest}  {file.name}\n", encoding="utf-8", newline="\n")
    lines = [each.read_text(encoding="utf-8") for each in sorted(file.parent.glob("*.sha256"))]
    notes = NOTES.read_text(encoding="utf-8")
    (file.parent / NOTES.name).write_text(
        f"{notes}\n{_HEADING}\n\n```\n{''.join(lines)}```\n", encoding="utf-8", newline="\n"
    )
    return told
