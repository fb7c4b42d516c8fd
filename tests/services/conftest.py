from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import begun_workspace, known_in, leave_unpublished


@pytest.fixture(scope="session")
def begun() -> bytes:
    """A new workspace for 2567, as a file's content."""
    return begun_workspace(2567)


@pytest.fixture
def office(begun: bytes, tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace with the fiscal year 2567."""
    path = tmp_path / "เขตตัวอย่าง.ita"
    path.write_bytes(begun)
    with pytest.MonkeyPatch.context() as patched:
        known_in(patched)
        workspace = Workspace.open(path)
        workspace.year(2567)
    with workspace:
        yield workspace
        leave_unpublished(workspace)
