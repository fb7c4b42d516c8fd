"""Some sequences of ``dev.py days``, in every run of the tests."""

import os
import subprocess
import sys

import pytest

from tests.support.cost import examples
from tests.support.places import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for mounts")


def _days(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tests.storage.days.harness", "--processes", "1", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.long
def test_nothing_is_lost_whatever_befalls_the_file() -> None:
    count = examples(10)
    done = _days(f"{count}", "--seed", "5", "--plain")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{count} sequences" in done.stdout
    assert ", 0 faults" in done.stdout
