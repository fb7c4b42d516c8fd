"""Books of several tables, and a workspace with two years."""

from pathlib import Path

import openpyxl
import pytest

from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from tests.services.imports.found.books import Book, Rows
from tests.support.known_files import opened_unread


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a workbook: sheets of rows by name."""

    def write(name: str = "เล่ม.xlsx", **sheets: Rows) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / name
        made.save(path)
        return path

    return write


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent))
        with workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2567) as made:
            years.add_year(made, 2568)
    return path.read_bytes()


@pytest.fixture
def workspace(begun: bytes, tmp_path: Path):
    with opened_unread(begun, tmp_path / "งาน.ita") as made:
        yield made
