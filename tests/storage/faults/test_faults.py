"""Some rounds of ``dev.py faults``, in every run of the tests."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.cost import examples
from tests.support.processes import ROOT


@pytest.mark.long
@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler"
)
def test_nothing_that_was_stored_is_lost_whatever_happens() -> None:
    rounds = examples(20)
    words = [sys.executable, "-m", "tests.storage.faults.harness", f"{rounds}", "--seed", "5"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{rounds} rounds, 0 not survived" in done.stdout
