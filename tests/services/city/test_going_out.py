"""Personal data in texts of districts is found before papers or tables of the city hold it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.personal_data import typed_data
from ita_desktop.domain.personal_finding import FoundKind
from ita_desktop.domain.records import new_id
from ita_desktop.services.city import cache
from ita_desktop.services.city.papers import (
    CityPaper,
    CityText,
    UndecidedInCityError,
    Wanted,
    write_papers,
    write_table,
)
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.personal_going_out import publish_on_purpose
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
WANTED = Wanted(YEAR, date(2025, 3, 14), item="O1")
PHONE = "081-234-5678"
ITEM = (CityPaper.ITEM,)


def change_measure(file: Path, text: str) -> str:
    """Adds a text to what was done for O1; returns all of it."""
    with Workspace.open(file) as office, office.change("แก้") as change:
        data = office.year(YEAR)
        link = next(link for link in data.measure_items if link.item_code == "O1")
        measure = data.measure_by_id[link.measure_id]
        change.update(measure, method=f"{measure.method}\n{text}")
        return f"{measure.method}\n{text}"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "ก.ita"


def undecided(city: City, folder: Path, papers: Sequence[CityPaper] = ITEM) -> tuple[CityText, ...]:
    out = folder.parent / "out"
    with pytest.raises(UndecidedInCityError) as refused:
        write_papers(city, WANTED, out, papers=papers, formats=(Format.DOCX,))
    assert not out.exists()
    return refused.value.found


@pytest.mark.parametrize("text", [PHONE, "**081**-234-5678", "๐๘๑-๒๓๔-๕๖๗๘"])
def test_a_paper_with_a_number_is_not_written(folder: Path, file: Path, text: str) -> None:
    change_measure(file, f"โทร {text}")
    (one,) = undecided(read_city([folder]), folder)
    assert one.kind is FoundKind.TELEPHONE
    assert str(YEAR) in one.where
    assert "โทร" in one.as_issue().message


def test_names_of_the_districts_register_are_found(folder: Path, file: Path) -> None:
    with Workspace.open(file) as office:
        name = next(one.name for one in office.year(YEAR).people if " " in one.name)
    change_measure(file, f"ให้นาย{name} ทำ")
    (one,) = undecided(read_city([folder]), folder)
    assert (one.kind, one.text) == (FoundKind.NAME, name)


def test_papers_that_do_not_print_it_are_written(folder: Path, file: Path) -> None:
    change_measure(file, PHONE)
    city = read_city([folder])
    for papers in ([CityPaper.OVERVIEW], [CityPaper.YEARS]):
        out = folder.parent / "out"
        assert write_papers(city, WANTED, out, papers=papers, formats=(Format.DOCX,))
    assert write_papers(city, WANTED, out, papers=ITEM, formats=(Format.DOCX,), as_typed=True)


def test_what_a_district_publishes_on_purpose_is_written(folder: Path, file: Path) -> None:
    change_measure(file, PHONE)
    with Workspace.open(file) as office:
        publish_on_purpose(office, YEAR, typed_data(office.year(YEAR)))
    assert write_papers(read_city([folder]), WANTED, folder, papers=ITEM, formats=(Format.DOCX,))


def test_the_telephone_of_the_districts_letters_is_its_own(folder: Path, file: Path) -> None:
    change_measure(file, "โทร 0 2123 4567")
    with Workspace.open(file) as office, office.change("แก้") as change:
        year = office.year(YEAR).fiscal_year.id
        change.insert(Letter(id=new_id(), year_id=year, phone="โทร. 0 2123 4567 ต่อ 5"))
    assert write_papers(read_city([folder]), WANTED, folder, papers=ITEM, formats=(Format.DOCX,))


def test_names_of_districts_are_looked_through_too(folder: Path, file: Path) -> None:
    with Workspace.open(file) as office, office.change("แก้") as change:
        change.update(office.year(YEAR).organisation, name=f"สำนักงานเขต {PHONE}")
    found = undecided(read_city([folder]), folder, [CityPaper.OVERVIEW])
    assert {one.kind for one in found} == {FoundKind.TELEPHONE}


def test_a_table_with_a_number_is_not_written(folder: Path, file: Path) -> None:
    whole = change_measure(file, f"โทร {PHONE}")
    city, path = read_city([folder]), folder.parent / "ก.xlsx"
    rows: list[list[Any]] = [["ก", 1], [" ".join(whole.split()), None]]
    with pytest.raises(UndecidedInCityError) as refused:
        write_table("มาตรการ", ("ก", "ข"), rows, path, city)
    (one,) = refused.value.found
    assert one.text == PHONE
    assert str(YEAR) in one.where
    assert not path.exists()
    assert write_table("มาตรการ", ("ก", "ข"), rows[:1], path, city)
    assert write_table("มาตรการ", ("ก", "ข"), rows, path, city, as_typed=True)


def test_what_is_kept_of_a_file_has_the_places_and_no_names(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SETTLED", 0)
    with Workspace.open(file) as office:
        names = [one.name for one in office.year(YEAR).people]
    change_measure(file, PHONE)
    first = undecided(read_city([folder]), folder)
    monkeypatch.setattr("ita_desktop.services.city.reading.read_office", None)
    assert undecided(read_city([folder]), folder) == first
    kept = cache.cache_file().read_text("utf-8")
    assert not any(name in kept for name in names)
