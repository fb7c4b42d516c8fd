"""The page of the sample's newest year, with the bytes of its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.site.building import build
from ita_desktop.site.parts import SiteChoices, SiteSource
from ita_desktop.site.publishing import Published, carry_out, plan

YEAR = 2568


@dataclass(frozen=True)
class Office:
    """A year, and the stored bytes that it names."""

    data: YearData
    bytes_of: Mapping[str, bytes | None]
    others: Mapping[int, YearData]

    def source(self, data: YearData | None = None, **choices: object) -> SiteSource:
        chosen = replace(SiteChoices(), **choices) if choices else SiteChoices()
        return SiteSource(data or self.data, chosen, self.bytes_of.get)

    def publish(
        self, folder: Path, data: YearData | None = None, *, zipped: bool = False, **choices: object
    ) -> Published:
        return carry_out(plan(build(self.source(data, **choices)), folder), zipped=zipped)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "ตัวอย่าง.ita")
    with workspaces.open_workspace(path, read_only=True) as workspace:
        data = workspace.year(YEAR)
        others = {year.year: workspace.year(year.year) for year in workspace.years()}
        return Office(
            data, {photo.media: workspace.media(photo.media) for photo in data.photos}, others
        )


@pytest.fixture(scope="session")
def published(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page, which nobody changes."""
    folder = tmp_path_factory.mktemp("page")
    office.publish(folder)
    return folder
