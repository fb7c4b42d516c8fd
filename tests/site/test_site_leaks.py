"""The page is for everybody: of what is marked as personal it has what the form needs, no more."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from zipfile import ZipFile, is_zipfile

import pytest

from ita_desktop.domain.records import Evidence
from ita_desktop.site.building import build
from ita_desktop.site.parts import SiteSource
from ita_desktop.site.publishing import carry_out, plan
from tests.documents.typed.test_leak_scan import ANY_MARK, OF_MARK, PLANTED, planted
from tests.documents.typed.year import typed_year

NEEDED: Final = {
    "Evidence.location",
    "Evidence.title",
    "Entry.links",
    "Entry.result",
    "Entry.text",
    "Measure.method",
    "Measure.schedule",
    "Measure.source",
    "Photo.caption",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> str:
    made, _typist = typed_year(1)
    data = planted(made.year)
    link = Evidence(id="l", year_id="", item_code="O1", title="ก", location=r"C:\Somsri\a.pdf")
    rows = (replace(row, published=date(2025, 2, 1)) for row in data.evidence)
    data = replace(data, evidence=(*rows, link))
    assert data.evidence
    assert data.photos
    folder: Path = tmp_path_factory.mktemp("page")
    carry_out(plan(build(SiteSource(data, media=made.media)), folder))
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [path.name, content.decode("utf-8", "replace")]
            if is_zipfile(io.BytesIO(content)):
                with ZipFile(io.BytesIO(content)) as archive:
                    found += [archive.read(name).decode("utf-8", "replace")
                              for name in archive.namelist()]  # fmt: skip
    return "\n".join(found)


def test_nobody_can_be_found_in_the_page(texts: str) -> None:
    assert PLANTED.findall(texts) == []
    assert "Somsri" not in texts


def test_the_page_has_what_it_needs_and_nothing_else(texts: str) -> None:
    assert {OF_MARK[mark] for mark in ANY_MARK.findall(texts) if mark in OF_MARK} == NEEDED
