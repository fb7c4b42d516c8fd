"""The public page: of the sample, and of ten years beside one."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.services import workspaces
from ita_desktop.services.public_page import carry_out, plan_site
from ita_desktop.site.parts import choices_of
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
ALLOWED_SECONDS = 2.0
YEARS, LINEAR = 10, 1.3
ROUNDS = 5


def ratios() -> Iterator[Ratio]:
    """Two ratios: the sample's page beside what is allowed, and what each of ten years costs."""
    with tempfile.TemporaryDirectory() as name:
        path = workspaces.copy_sample(Path(name) / "ตัวอย่าง.ita")
        with workspaces.open_workspace(path, read_only=True) as workspace:
            yield in_turns(
                "the public page of the sample",
                lambda: written(workspace, 1),
                lambda: ALLOWED_SECONDS,
                peer_is="what is allowed",
                limit=1,
                rounds=ROUNDS,
            )
            yield in_turns(
                f"the public page of {YEARS} years, per year",
                lambda: written(workspace, YEARS) / YEARS,
                lambda: written(workspace, 1),
                peer_is="of one year",
                limit=LINEAR,
                rounds=ROUNDS,
            )


def written(workspace: Workspace, years: int) -> float:
    """Seconds to make the page of as many years in one new folder."""
    data = workspace.year(YEAR)
    with tempfile.TemporaryDirectory() as name:
        begin = time.perf_counter()
        for earlier in range(years):
            fiscal = replace(data.fiscal_year, year=YEAR - earlier)
            of_year = replace(data, fiscal_year=fiscal)
            carry_out(plan_site(workspace, of_year, Path(name), choices_of()))
        return time.perf_counter() - begin
