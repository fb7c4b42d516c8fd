from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the sample."""
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace
