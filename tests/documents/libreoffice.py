"""What LibreOffice makes of a file, in the official letter."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.documents import sarabun


def convert(files: Iterable[Path], form: str, folder: Path, *, substitute: bool = False) -> None:
    """Writes the files into ``folder`` in another ``form`` ("pdf"); with a ``substitute`` in
    whatever letter the machine has for a missing one."""
    if not substitute:
        sarabun.make(folder / "fonts")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, *files],
        check=True,
        capture_output=True,
        env=os.environ | {"XDG_DATA_HOME": str(folder)},
    )
