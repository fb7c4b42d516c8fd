import shutil
from pathlib import Path

import pytest

from ita_desktop.services.workspaces import copy_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, to copy."""
    return copy_sample(tmp_path_factory.mktemp("city") / "sample.ita")


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """A folder with the sample."""
    place = tmp_path / "เขต"
    place.mkdir()
    shutil.copy(sample, place / "ก.ita")
    return place
