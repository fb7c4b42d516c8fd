"""Many districts: read without a cache and with one, and asked for their tables.

The districts are made beforehand (`city_files.py`). They are read in a process of its own, so that
its peak of memory is that of the reading. The floor reads the same rows with sqlite3 alone, and
makes nothing of them.

``python -m benchmarks.city 50 [500 ...]`` prints seconds, seconds of processor, and memory.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.city_files import LAST_YEAR, make_districts
from benchmarks.measure import Ratio, in_turns, peak_memory
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.city.items import LibraryFilter, MeasureLibrary
from ita_desktop.domain.city.tables import across_years, standing_of, table_of_year
from ita_desktop.services.city.library import crosswalk_of, item_over
from ita_desktop.services.city.reading import read_city

DISTRICTS, YEARS = 50, 10
ALLOWED_SECONDS = 5.0
ALLOWED_MEBIBYTES = 500
ALLOWED_FILTER = 0.05
ABOVE_FLOOR = 10.0
_TABLE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'media'"
LINEAR = 1.3
ROUNDS = 3
DAY = date(2025, 3, 14)
YEAR = LAST_YEAR - 1


def ratios() -> Iterator[Ratio]:
    """Reading beside what is allowed, beside the floor and beside half the districts; filters."""
    with tempfile.TemporaryDirectory() as name:
        whole, half = Path(name) / "whole", Path(name) / "half"
        for folder, count in ((whole, DISTRICTS), (half, DISTRICTS // 2)):
            folder.mkdir()
            make_districts(folder, count, YEARS)
        what = f"{DISTRICTS} districts, {YEARS} years"
        for said, ours, peer, peer_is, limit in (
            (what, lambda: read(whole)["seconds"], lambda: ALLOWED_SECONDS, "what is allowed", 1.0),
            (what, lambda: read(whole)["cpu"], lambda: floor(whole), "bare sqlite3", ABOVE_FLOOR),
            (
                f"{what}, per district",
                lambda: read(whole)["cpu"] / DISTRICTS,
                lambda: read(half)["cpu"] / (DISTRICTS // 2),
                "of half of them",
                LINEAR,
            ),
        ):
            yield in_turns(said, ours, peer, peer_is=peer_is, limit=limit, rounds=ROUNDS)
        yield _memory(whole, what)
        city = read_city([whole], cached=False)
        for said, ask in _questions(city).items():
            yield in_turns(
                f"{what}: {said}",
                _timed(ask),
                lambda: ALLOWED_FILTER,
                peer_is="what is allowed",
                limit=1,
                rounds=ROUNDS,
            )


def _memory(folder: Path, what: str) -> Ratio:
    """The peak of memory as a ratio; its "seconds" are gibibytes."""
    peak = read(folder)["peak"]
    return Ratio(f"{what}, MiB", "what is allowed", peak / 1000, ALLOWED_MEBIBYTES / 1000, 1)


def _questions(city: City) -> dict[str, Callable[[], object]]:
    """What the window and the command line ask of a city."""
    district = city.readable[0]
    library = MeasureLibrary(city, crosswalk_of(city))
    return {
        "table of a year": lambda: table_of_year(city, YEAR, DAY),
        "a district among all": lambda: standing_of(city, district, YEAR),
        "an item over all": lambda: item_over(city, YEAR, "O1"),
        "years side by side": lambda: across_years(district, crosswalk_of(city)),
        "the library, filtered": lambda: len(library.find(LibraryFilter(gain=None, text="ข้อมูล"))),
    }


def _timed(ask: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        begin = time.perf_counter()
        ask()
        return time.perf_counter() - begin

    return run


def floor(folder: Path) -> float:
    """Seconds of processor for the rows of the same tables by sqlite3 alone: all but stored files,
    because the whole file is compared with its digests."""
    begin = time.process_time()
    for path in sorted(folder.iterdir()):
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
            for (table,) in raw.execute(_TABLE_NAMES).fetchall():
                raw.execute(f'SELECT * FROM "{table}"').fetchall()
    return time.process_time() - begin


def read(folder: Path, *, cached: bool = False) -> dict[str, Any]:
    """Read a folder in a new process: seconds, seconds of processor, peak in MiB, without those of
    its start."""
    words = [sys.executable, "-m", "benchmarks.city", "read", str(folder), str(int(cached))]
    done = subprocess.run(words, check=True, capture_output=True, cwd=Path(__file__).parents[1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _read_here(folder: Path, *, cached: bool) -> None:
    begin, cpu = time.perf_counter(), time.process_time()
    city = read_city([folder], cached=cached)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    years = sum(len(district.years) for district in city.readable)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak_memory(), "years": years}))


def _report(count: int) -> None:
    """Print what as many districts cost."""
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name) / "city", Path(name) / "home"
        folder.mkdir()
        make_districts(folder, count, YEARS)
        os.environ["ITA_DESKTOP_HOME"] = str(home)
        time.sleep(4)  # files that were just written are not kept
        bare = floor(folder)
        for said, cached in (("without a cache", False), ("first", True), ("again", True)):
            found = read(folder, cached=cached)
            print(
                f"{count} districts, {found['years']} years, {said}: {found['seconds']:.2f} s, "
                f"{found['cpu']:.2f} s of processor ({found['cpu'] / bare:.1f}x bare sqlite3), "
                f"peak {found['peak']:.0f} MiB",
                flush=True,
            )
        city = read_city([folder])
        for said, ask in _questions(city).items():
            times = [_timed(ask)() for _ in range(5)]
            print(f"  {said}: {sorted(times)[2] * 1000:.1f} ms", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "read":
        _read_here(Path(sys.argv[2]), cached=bool(int(sys.argv[3])))
    else:
        for given in sys.argv[1:]:
            _report(int(given))
