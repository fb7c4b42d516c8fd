"""Makes the files of many districts for `benchmarks.city`: the sample, varied.

One workspace with all years is made by the program itself; each district is a copy with its own
name, its own scores and days.
"""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.records import Assignment, CheckMark, Measure, MeasureItem, new_id
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.services.years.years import add_year
from ita_desktop.storage.files import digests
from ita_desktop.storage.workspace import Workspace

LAST_YEAR = 2568
MEASURES = 40


def make_districts(folder: Path, count: int, years: int) -> None:
    """Make the files of ``count`` districts with ``years`` fiscal years each."""
    base = _base(folder, years)
    names = sorted(DISTRICTS)
    for number in range(count):
        turn, place = divmod(number, len(names))
        name = f"สำนักงานเขต{names[place]}" + (f" {turn + 1}" if turn else "")
        _vary(base, folder / f"{number:03d}.ita", name, random.Random(number))
    base.unlink()


def _base(folder: Path, years: int) -> Path:
    """Make the workspace that all are copied from."""
    path = copy_sample(folder / "base.ita.part")
    with Workspace.open(path) as workspace:
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            if year not in {stored.year for stored in workspace.years()}:
                _fill(workspace, year)
    return path


def _fill(workspace: Workspace, year: int) -> None:
    """Add a year with scores for everything, days, marks and measures."""
    framework_year = None if year >= 2566 else 2564
    data = add_year(workspace, year, framework_year=framework_year)
    key, (first, _last) = data.fiscal_year.id, fiscal_year_bounds(year)
    with workspace.change("ตัวอย่าง") as change:
        for item in data.framework.items:
            change.insert(
                Score(
                    id=new_id(),
                    year_id=key,
                    node=item.code,
                    source=ScoreSource.OFFICIAL,
                    value=Decimal(90),
                )
            )
        for number, item in enumerate(oit_items(data)):
            due = first + timedelta(days=100 + number)
            change.insert(Assignment(id=new_id(), year_id=key, item_code=item.code, due=due))
            for point in item.requirements[:3]:
                change.insert(CheckMark(id=new_id(), year_id=key, requirement=point.code))
        for number in range(MEASURES):
            item = data.framework.items[number % len(data.framework.items)]
            made = Measure(
                id=new_id(),
                year_id=key,
                indicator=item.indicator,
                method=f"จัดทำข้อมูล{item.title}",
                position=number,
            )
            change.insert(made)
            change.insert(MeasureItem(id=new_id(), measure_id=made.id, item_code=item.code))


def _vary(base: Path, path: Path, name: str, chance: random.Random) -> None:
    shutil.copyfile(base, path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE organisation SET name = ?", [name])
        raw.execute("DELETE FROM meta WHERE key = 'shown_day'")
        raw.execute(
            "UPDATE meta SET value = ? WHERE key = 'workspace_id'",
            [f"{chance.getrandbits(128):032x}"],
        )
        keys = [key for (key,) in raw.execute("SELECT id FROM score")]
        scores = [(f"{chance.randint(6000, 10000) / 100:.2f}", key) for key in keys]
        raw.executemany("UPDATE score SET value = ? WHERE id = ?", scores)
        digests.take(raw)
        raw.commit()
