"""A copy of the program that the recipes of ARCHITECTURE are followed on."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.support.places import ROOT

HOW_TO_ADD = re.search(
    r"^## \d+ How to add$(.*?)^## ",
    (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)[1]


PARTS = ("ita_desktop", "resources", "docs", "CHANGELOG.md", "CHANGELOG.th.md")


class Program:
    """A copy of the program's code and data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What Python has compiled is copied, too: it would take seconds to do that again. Not so
        # what another process is about to write.
        ignored = shutil.ignore_patterns("*.pyc.*", "sample")
        for name in PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=ignored)
            else:
                shutil.copy2(ROOT / name, folder)
        self._recipe = ""
        self._changed: set[str] = set()
        self._edits = 0

    def promise(self, edits: int, files: int) -> None:
        """Fails if what was done took more edits, or more files, than a recipe promises."""
        done = (self._edits, len(self._changed))
        assert done <= (edits, files), f"{done[0]} edits in {done[1]} files: {self._changed}"
        assert len(self._changed) <= files, self._changed

    def restore(self) -> None:
        """Takes back all that a recipe has done, but what Python has compiled stays."""
        for path in self._changed:
            file = self.folder / path
            if (ROOT / path).exists():
                shutil.copy2(ROOT / path, file)
                continue
            file.unlink()
            if not (ROOT / path).parent.exists():
                shutil.rmtree(file.parent)
        self._changed.clear()
        self._edits = 0
        for made in self.folder.iterdir():
            if made.name not in PARTS:
                shutil.rmtree(made) if made.is_dir() else made.unlink()

    def follow(self, recipe: str) -> None:
        """Takes the recipe that begins with these words: it has to name every file."""
        (self._recipe,) = re.findall(rf"\*\*{recipe}\.\*\*.*?(?=\n\n|\Z)", HOW_TO_ADD, re.DOTALL)

    def write(self, path: str, text: str) -> None:
        """A new file in a folder that the recipe names, or in a room of it."""
        folder = path.rpartition("/")[0].removeprefix("ita_desktop/")
        above = folder.rpartition("/")[0]
        named = f"{folder}/" in self._recipe or (
            f"`{above}/`" in self._recipe and "room" in self._recipe
        )
        assert named, f"the recipe does not name {folder}/"
        assert not (self.folder / path).exists()
        self._changed.add(path)
        self._edits += 1
        (self.folder / path).parent.mkdir(exist_ok=True)
        (self.folder / path).write_text(dedent(text), encoding="utf-8")

    def edit(self, path: str, before: str, text: str) -> None:
        """Puts ``text`` in front of the first place where ``before`` stands."""
        name = path.removeprefix("ita_desktop/")
        assert f"`{name}`" in self._recipe, f"the recipe does not name {name}"
        file = self.folder / path
        written = file.read_text(encoding="utf-8")
        assert before in written, f"{before!r} is not in {path} any more"
        self._changed.add(path)
        self._edits += 1
        file.write_text(written.replace(before, text + before, 1), encoding="utf-8")

    def run(self, script: str) -> str:
        """What a script prints that runs in the copy."""
        done = subprocess.run(
            [sys.executable, "-c", dedent(script)],
            cwd=self.folder,
            env=os.environ
            | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        assert "Traceback" not in done.stderr, done.stderr[-3000:]
        return done.stdout.strip()
