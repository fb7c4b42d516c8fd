"""Papers made for tests, taken in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.exchange.files.word.made import word


@pytest.fixture
def taken(workspace: Workspace, tmp_path: Path) -> Callable[[str], ImportSeries]:
    def take(body: str) -> ImportSeries:
        path = tmp_path / "เอกสาร.docx"
        path.write_bytes(word(body))
        parts = find_in([path], workspace.year(2568)).parts
        series = plan_parts(workspace, parts, shown=2568)
        apply_series(workspace, series)
        return series

    return take
