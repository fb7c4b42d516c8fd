"""What was read is not read again until a file changes, and nobody can be found in it."""

import json
import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.cli.city_json import as_json
from ita_desktop.domain.city.districts import Blocked, District, DistrictMeasure, DueItem
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.services.city import cache, reading
from ita_desktop.services.city.cache import CityCache, Outlines
from ita_desktop.services.city.library import practices
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.personal_removal import Erasable, erase
from ita_desktop.storage import Step
from ita_desktop.storage.city_figures import FrameworkCache, OfficeYears
from ita_desktop.storage.files import digests
from ita_desktop.storage.tables import metadata
from ita_desktop.storage.workspace import Workspace
from tests.domain.city import cities

DAY = date(2025, 3, 14)
MARK = "QZPLANTEDZQ"
PUBLIC = metadata.tables["measure"].columns["method"]
"""What the office does, which the public page shows as it was typed."""


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were just made count as settled."""
    monkeypatch.setattr(cache, "_SETTLED", 0)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are opened as databases."""
    seen: list[Path] = []
    read = reading.read_office

    def noted(path: Path, frameworks: FrameworkCache, step: Step) -> OfficeYears:
        seen.append(path)
        return read(path, frameworks, step)

    monkeypatch.setattr(reading, "read_office", noted)
    return seen


@pytest.mark.usefixtures("settled")
def test_a_second_reading_opens_no_file_and_finds_the_same(
    folder: Path, sample: Path, opened: list[Path]
) -> None:
    shutil.copy(sample, folder / "ข.ita")
    (folder / "รายชื่อ.csv").write_text("ลำดับ,ชื่อ\n1,ก\n", encoding="utf-8")
    first = read_city([folder])
    assert any("รายชื่อ.csv" in note.sentence() for note in first.notes)
    assert len(opened) == 2
    second = read_city([folder])
    assert len(opened) == 2
    assert second.districts == first.districts
    assert [note.sentence() for note in second.notes] == [note.sentence() for note in first.notes]
    outlines = {id(year.outline) for one in second.districts for year in (*one.years, *one.also)}
    assert len(outlines) == 2


_SCORE = st.none() | st.integers(0, 100_00).map(lambda cents: Decimal(cents) / 100)


@given(
    values=st.lists(_SCORE, min_size=4, max_size=4).map(tuple),
    total=_SCORE,
    level=st.text(max_size=5),
    late=st.lists(st.tuples(st.sampled_from(["O1", "O2"]), st.dates()), max_size=2),
    done=st.lists(st.text(max_size=5), max_size=3),
    measures=st.none() | st.dictionaries(st.sampled_from(["O1", "O2"]), st.integers(0, 9)),
)
def test_what_is_kept_comes_back_as_it_was(
    values: tuple[Decimal | None, ...],
    total: Decimal | None,
    level: str,
    late: list[tuple[str, date]],
    done: list[str],
    measures: dict[str, int] | None,
) -> None:
    year = replace(
        cities.year(),
        values=values,
        total=total,
        source=None if total is None else "mixed",
        level=level,
        blocked_by=(Blocked("ITA", Decimal("85.00"), total),),
        open_items=tuple(DueItem(*one) for one in late),
        done=tuple(DistrictMeasure(("O1",), text, ("ฝ่าย",)) for text in done),
        measures=measures,
        partial=frozenset(code for code, _due in late),
        place="a.ita",
    )
    district = District("ก", "a.ita", (year, year))
    kept, state = CityCache({}, {}), (1, 0, "")
    kept.take(Path("a.ita"), state, [district])
    plain = json.loads(json.dumps([kept._fresh_files, kept._fresh_outlines]))
    assert CityCache(*plain).known(Path("a.ita"), state, Outlines()) == [district]


@pytest.mark.usefixtures("settled")
def test_a_changed_file_is_read_again_and_others_are_not(
    folder: Path, sample: Path, opened: list[Path]
) -> None:
    shutil.copy(sample, folder / "ข.ita")
    read_city([folder])
    with closing(sqlite3.connect(folder / "ข.ita")) as raw:
        raw.execute("UPDATE organisation SET name = 'สำนักงานเขตบางนา'")
        digests.take(raw)
        raw.commit()
    opened.clear()
    assert [one.name for one in read_city([folder]).districts] == [
        "สำนักงานเขตตัวอย่าง",
        "สำนักงานเขตบางนา",
    ]
    assert opened == [folder / "ข.ita"]


@pytest.mark.usefixtures("settled")
def test_other_folders_stay_in_the_cache(
    folder: Path, sample: Path, tmp_path: Path, opened: list[Path]
) -> None:
    other = tmp_path / "อื่น"
    other.mkdir()
    shutil.copy(sample, other / "ก.ita")
    for place in (folder, other, folder, other):
        read_city([place])
    assert len(opened) == 2


def test_a_file_that_was_just_written_is_not_kept(folder: Path, opened: list[Path]) -> None:
    read_city([folder])
    read_city([folder])
    assert len(opened) == 2


@pytest.mark.in_turn
@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("harm", ["nonsense", "[]", "{}", "cut", "values"])
def test_a_damaged_cache_is_done_without(folder: Path, harm: str, opened: list[Path]) -> None:
    first = read_city([folder])
    path = cache.cache_file()
    text = path.read_text(encoding="utf-8")
    if harm == "cut":
        text = text[: len(text) // 2]
    elif harm == "values":
        text = text.replace('"values":"', '"values":"NaN|')
    else:
        text = harm
    path.write_text(text, encoding="utf-8")
    assert read_city([folder]).districts == first.districts
    assert len(opened) == 2


def test_a_cache_of_more_than_200_mebibytes_is_not_read() -> None:
    path = cache.cache_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(200 * 2**20 + 1)
    tracemalloc.start()
    try:
        CityCache.load()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**20


@pytest.mark.usefixtures("settled")
def test_the_cache_keeps_the_files_of_the_last_readings(
    folder: Path, sample: Path, tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST", 1)
    other = tmp_path / "อื่น"
    other.mkdir()
    shutil.copy(sample, other / "ก.ita")
    for place in (folder, other, other, folder):
        read_city([place])
    assert [path.parent for path in opened] == [folder, other, folder]


@pytest.mark.usefixtures("settled")
def test_a_problem_is_not_kept(folder: Path, sample: Path) -> None:
    path = folder / "ก.ita"
    path.write_bytes(b"not a workspace" * 10)
    assert read_city([folder]).problems
    shutil.copy(sample, path)
    assert not read_city([folder]).problems


def _plant(path: Path, kinds: set[Personal]) -> int:
    """Put a mark into every row of every text column of these kinds; return the number of
    columns."""
    count = 0
    with closing(sqlite3.connect(path)) as raw:
        for table in metadata.tables.values():
            for column in table.columns:
                if column.info.get("personal") in kinds and column is not PUBLIC:
                    raw.execute(
                        f"UPDATE {table.name} SET {column.name} = {column.name} || '{MARK}'"
                    )
                    count += 1
        digests.take(raw)
        raw.commit()
    return count


@pytest.mark.usefixtures("settled")
def test_nobody_can_be_found_in_the_city(folder: Path) -> None:
    personal = set(Personal) - {Personal.NONE, Personal.FACE, Personal.SIGNATURE}
    assert _plant(folder / "ก.ita", personal) > 50
    city = read_city([folder])
    assert city.readable[0].years
    assert MARK not in repr(city)
    assert MARK not in json.dumps(as_json(city, DAY, str))
    kept = cache.cache_file().read_text(encoding="utf-8")
    assert "สำนักงานเขตตัวอย่าง" in kept
    assert MARK not in kept
    assert str(folder) not in kept


def test_what_was_done_for_an_item_names_no_people(folder: Path) -> None:
    people = {Personal.NAME, Personal.POST, Personal.TELEPHONE, Personal.MAIL, Personal.COMMENT}
    _plant(folder / "ก.ita", people)
    years = read_city([folder], cached=False).districts[0].years
    found = list(practices(years))
    assert sum(len(one.measures) for one in found) > 10
    assert sum(len(one.evidence) for one in found) > 10
    assert MARK not in repr(found)


@pytest.mark.in_turn
@pytest.mark.usefixtures("settled")
def test_what_is_erased_for_good_is_not_kept_here(folder: Path) -> None:
    read_city([folder])
    assert cache.cache_file().exists()
    with Workspace.open(folder / "ก.ita") as workspace:
        person = workspace.year(2568).people[0]
        erase(workspace, Erasable.PERSON, [person.id], in_copies=False)
    assert not cache.cache_file().exists()
