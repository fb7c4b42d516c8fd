"""A folder with several years, made with other choices, or that somebody has changed by hand."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.site.building import build
from ita_desktop.site.publishing import LIST, MANIFEST, ZIP, carry_out, plan
from tests.site.conftest import Office
from tests.site.page_reading import inside, pages


def small(data: YearData) -> YearData:
    """A year that is written fast."""
    first = data.framework.items_of("OIT")[:2]
    framework = replace(data.framework, items=first)
    return replace(data, framework=framework, measures=(), entries=(), photos=())


def dead_ways(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)}: {address}"
        for path, page in pages(folder)
        for address in filter(inside, page.addresses)
        if not (path.parent / (urlsplit(address).path or path.name)).resolve().is_file()
    ]


@pytest.mark.parametrize("languages", [(("th", "en"), ("th",)), (("th",), ("th", "en"))])
def test_every_way_leads_somewhere_when_years_have_other_languages(
    office: Office, tmp_path: Path, languages: tuple[tuple[str, ...], ...]
) -> None:
    for year, chosen in zip((2566, 2568), languages, strict=True):
        office.publish(tmp_path, small(office.others[year]), languages=chosen)
    assert dead_ways(tmp_path) == []
    listed = (tmp_path / "en" / "index.html").read_text(encoding="utf-8")
    assert "2568/index.html" in listed
    assert "2566/index.html" in listed


def test_pages_of_other_years_keep_the_picture_of_the_office(
    office: Office, tmp_path: Path
) -> None:
    first = replace(office.source(small(office.others[2566])), logo=b"\x89PNG of the office")
    carry_out(plan(build(first), tmp_path))
    office.publish(tmp_path, small(office.data))
    assert dead_ways(tmp_path) == []


def named(data: YearData, office: str) -> YearData:
    return replace(data, organisation=replace(data.organisation, name=office))


def test_a_folder_with_the_page_of_another_office_is_refused(
    office: Office, tmp_path: Path
) -> None:
    office.publish(tmp_path, named(small(office.others[2566]), "สำนักงานเขตสมมติเหนือ"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="หน้าเว็บของสำนักงานเขตสมมติเหนือ"):
        office.publish(tmp_path, named(small(office.data), "สำนักงานเขตสมมติใต้"))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    office.publish(tmp_path, named(small(office.data), "เขตสมมติเหนือ"))


def test_a_folder_of_an_earlier_program_says_no_office_and_is_taken(
    office: Office, tmp_path: Path
) -> None:
    office.publish(tmp_path, small(office.others[2566]))
    path = tmp_path / MANIFEST
    noted = json.loads(path.read_bytes())
    del noted["office"]
    path.write_text(json.dumps(noted), encoding="utf-8")
    office.publish(tmp_path, named(small(office.data), "สำนักงานเขตสมมติใต้"))
    assert json.loads(path.read_bytes())["office"] == "สำนักงานเขตสมมติใต้"


def test_a_year_that_somebody_took_out_of_the_folder_is_not_listed(
    office: Office, tmp_path: Path
) -> None:
    office.publish(tmp_path, small(office.others[2566]), languages=("th",))
    shutil.rmtree(tmp_path / "2566")
    office.publish(tmp_path, small(office.data), languages=("th",), zipped=True)
    assert dead_ways(tmp_path) == []
    assert "2566" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_day_that_is_none_in_the_manifest_is_left_out(office: Office, tmp_path: Path) -> None:
    office.publish(tmp_path, small(office.others[2566]), languages=("th",))
    path = tmp_path / MANIFEST
    data = json.loads(path.read_bytes())
    data["years"]["2566"]["updated"] = "2025-02-31"
    path.write_text(json.dumps(data), encoding="utf-8")
    office.publish(tmp_path, small(office.data), languages=("th",))
    assert "2566/index.html" in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [LIST, ZIP])
def test_a_list_or_archive_of_somebody_else_is_not_written_over(
    office: Office, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"theirs")
    with pytest.raises(InputError, match=name):
        office.publish(tmp_path, small(office.data), zipped=True)
    assert (tmp_path / name).read_bytes() == b"theirs"


def test_what_was_taken_off_the_page_is_not_left_in_its_archive(
    office: Office, tmp_path: Path
) -> None:
    data = small(office.data)
    office.publish(tmp_path, data, languages=("th",), zipped=True)
    office.publish(tmp_path, replace(data, evidence=()), languages=("th",))
    with ZipFile(tmp_path / ZIP) as archive:
        assert archive.read("2568/o2.html") == (tmp_path / "2568" / "o2.html").read_bytes()


def test_a_disk_without_rights_takes_the_page(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuses)
    office.publish(tmp_path / "new", small(office.data), languages=("th",))
    assert (tmp_path / "new" / "index.html").is_file()
