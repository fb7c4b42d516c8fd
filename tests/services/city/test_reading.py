"""Districts are read as they lie there: nothing is locked, nothing is written, all is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.storage.workspace import Workspace

WORKSPACES = Path(__file__).parents[2] / "workspaces"
DAY = date(2025, 3, 14)


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


def test_scores_are_those_that_the_program_shows_elsewhere(folder: Path, sample: Path) -> None:
    (district,) = read_city([folder]).districts
    with Workspace.open(sample, read_only=True) as workspace:
        assert district.name == "สำนักงานเขตตัวอย่าง"
        for one in workspace.years():
            data, found = workspace.year(one.year), district.year(one.year)
            tree = tree_of(data)
            assert found is not None
            assert (found.total, found.source) == (tree.total.value, tree.total.source)
            assert found.items == {node.code: node.value for node in tree.items}
            assert found.indicators == {node.code: node.value for node in tree.indicators}
            assert found.instruments == {node.code: node.value for node in tree.instruments}
            level = tree.level.level
            assert found.level == (level.name if level else "")
            blocks = [(block.subject, block.needs, block.has) for block in found.blocked_by]
            told = tree.level.blocks_next
            assert blocks == [(block.subject, block.needs, block.has) for block in told]
            day = workspace.shown_day or DAY
            states = item_progress(data, day)
            late = [code for code, item in states.items() if item.state is State.LATE]
            assert list(found.late_on(DAY)) == late


def test_nothing_is_written_beside_the_files(folder: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    folder.chmod(0o555)
    try:
        assert read_city([folder]).districts[0].problem is None
    finally:
        folder.chmod(0o755)
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()
    } == before


@pytest.mark.parametrize("path", sorted(WORKSPACES.glob("*.ita")), ids=lambda path: path.stem)
def test_a_file_of_every_schema_is_read_as_it_lies_there(path: Path) -> None:
    before = path.read_bytes()
    (district,) = read_city([path]).districts
    assert district.problem is None
    assert district.years
    assert path.read_bytes() == before
    assert [beside.name for beside in path.parent.glob(f"*{path.name}?*")] == []


def test_a_damaged_file_is_told_and_reading_goes_on(folder: Path) -> None:
    whole = (folder / "ก.ita").read_bytes()
    (folder / "ข.ita").write_bytes(whole[: len(whole) // 2])
    (folder / "ค.ita").write_bytes(b"not a workspace at all")
    city = read_city([folder])
    assert [district.name for district in city.readable] == ["สำนักงานเขตตัวอย่าง"]
    assert sorted(Path(one.source).name for one in city.problems) == ["ข.ita", "ค.ita"]
    assert all(one.problem is not None and one.problem.remedy for one in city.problems)
