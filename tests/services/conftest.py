from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace
from tests.known_files import known_in


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new workspace for 2567, as a file's content: making one takes longer than copying."""
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent))
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2567).close()
    return path.read_bytes()


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
