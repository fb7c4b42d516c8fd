from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the sample, with evidence of 2566 and 2568."""
    with Workspace.open(workspaces.copy_sample(tmp_path / "sample.ita")) as workspace:
        yield workspace
