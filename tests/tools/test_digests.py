"""What is said of the files of a release, so that whoever gets one can compare it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.release import digests


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum")
def test_each_file_has_its_digest_beside_it_and_the_notes_have_all(tmp_path: Path) -> None:
    for name in ("b-setup.exe", "a.deb"):
        (tmp_path / name).write_bytes(name.encode())
        told = digests.publish(tmp_path / name)
        assert told == tmp_path / f"{name}.sha256"
        subprocess.run(["sha256sum", "--check", "--status", told.name], cwd=tmp_path, check=True)
    notes = (tmp_path / digests.NOTES.name).read_text(encoding="utf-8")
    assert notes.startswith(digests.NOTES.read_text(encoding="utf-8"))
    for name in ("a.deb", "b-setup.exe"):
        assert (tmp_path / f"{name}.sha256").read_text(encoding="utf-8") in notes
    # Made again with another content, the notes have the new one alone.
    (tmp_path / "a.deb").write_bytes(b"other")
    before = (tmp_path / "a.deb.sha256").read_text(encoding="utf-8")
    digests.publish(tmp_path / "a.deb")
    assert before not in (tmp_path / digests.NOTES.name).read_text(encoding="utf-8")
