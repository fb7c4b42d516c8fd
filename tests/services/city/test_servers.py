"""A shared workspace on a server is one more district: read-only, its password is not shown."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from ita_desktop.services.city.library import practices
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.server import put
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl, add_user

__all__ = ["add_user"]


@pytest.fixture
def filled(sample: Path, shared_database: str) -> str:
    """A database with the sample."""
    with Workspace.open(sample, read_only=True) as workspace:
        put(workspace, shared_database)
    return shared_database


@pytest.mark.in_turn
def test_a_database_is_read_like_a_file(filled: str, folder: Path) -> None:
    (district,) = read_city([filled]).districts
    (of_file,) = read_city([folder]).districts
    assert district.problem is None
    assert district.name == of_file.name
    for year, other in zip(district.years, of_file.years, strict=True):
        assert (year.total, year.items, year.measures) == (other.total, other.items, other.measures)
    found = list(practices(district.years))
    assert [one.measures for one in found] == [one.measures for one in practices(of_file.years)]


def test_a_database_without_work_is_told_and_stays_empty(empty_database: str) -> None:
    (district,) = read_city([empty_database]).districts
    assert district.problem is not None
    assert "ไม่มีงาน ITA" in district.problem.sentence()
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        assert engine.dialect.get_table_names(connection) == []
    engine.dispose()


def test_a_server_that_is_not_there_is_told_without_the_password(folder: Path) -> None:
    city = read_city(["postgresql://clerk:geheim@127.0.0.1:1/ita", folder])
    assert len(city.readable) == 1
    (broken,) = city.problems
    assert broken.problem is not None
    assert broken.source == "postgresql://clerk@127.0.0.1:1/ita"
    assert "geheim" not in repr(city) + broken.problem.sentence()


@pytest.mark.in_turn
def test_reading_writes_nothing(filled: str) -> None:
    with Workspace.connect(filled) as workspace:
        before = workspace.dump()
        read_city([filled])
        assert workspace.dump() == before


def test_a_reader_reads_and_a_stranger_is_told(filled: str, add_user: UserUrl) -> None:
    (district,) = read_city([add_user("r", Role.READER)]).districts
    (whole,) = read_city([filled]).districts
    assert district.problem is None
    assert [year.total for year in district.years] == [year.total for year in whole.years]
    (broken,) = read_city([filled.replace("postgres@", "nobody@")]).districts
    assert broken.problem is not None
