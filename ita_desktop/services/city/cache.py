"""Keeps what was read of files for the city's overview, until the files change; while districts are
read, outlines of frameworks and texts of measures that years have in common are held once.

Only the reduced form of years is kept: figures, codes, the framework's names, and of measures what
the public page shows. A file is known by its size, its time of writing and a digest of its
beginning; its path is not stored. A file that was written a moment ago is not kept, because it may
be written again within the resolution of times.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ita_desktop import __version__
from ita_desktop.domain.city.districts import (
    Blocked,
    District,
    DistrictMeasure,
    DistrictYear,
    DueItem,
    FrameworkOutline,
    OutlineNode,
    outline_of,
    reduced,
)
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.framework import Framework, NodeKind
from ita_desktop.domain.framework_draft import FrameworkStatus
from ita_desktop.domain.personal_finding import FoundKind, PersonalSpan
from ita_desktop.domain.scores.crosswalk import FrameworkLink, Relation
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.home import data_folder
from ita_desktop.paths import open_given
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.city_figures import FrameworkCache

_FORMAT: Final = f"5 {__version__}"
"""Other programs may compute other scores."""
_DIGESTED: Final = 1 << 20
"""Number of bytes at the beginning of a file that are digested."""
_SETTLED: Final = 3 * 10**9
"""Nanoseconds after which a file's time of writing tells its state: sticks count in two seconds."""
_MOST: Final = 5_000
"""Maximum number of files that are kept, those of the last readings."""
_MOST_BYTES: Final = 200 * 1024 * 1024
State = tuple[int, int, str]
"""Size, time of writing in nanoseconds, digest of the beginning."""


class Outlines:
    """The frameworks, outlines and measures met so far."""

    def __init__(self) -> None:
        self.frameworks = FrameworkCache()
        self._by_framework: dict[int, tuple[Framework, FrameworkOutline]] = {}
        self._same: dict[FrameworkOutline, FrameworkOutline] = {}
        self._measures: dict[DistrictMeasure, DistrictMeasure] = {}

    def of(self, framework: Framework) -> FrameworkOutline:
        """Return the outline of a framework."""
        known = self._by_framework.get(id(framework))
        if known is None:
            known = (framework, self.shared(outline_of(framework)))
            self._by_framework[id(framework)] = known
        return known[1]

    def reduced(self, data: YearData, *, place: str, shown_day: date | None) -> DistrictYear:
        """Return the reduced form of a year, which shares what others have, too."""
        year = reduced(data, self.of(data.framework), place=place, shown_day=shown_day)
        done = tuple([self._measures.setdefault(measure, measure) for measure in year.done])
        return replace(year, done=done)

    def shared(self, outline: FrameworkOutline) -> FrameworkOutline:
        """Return the first outline that is equal to ``outline``."""
        return self._same.setdefault(outline, outline)


class CityCache:
    """The reduced districts of files, by place and state of the file."""

    def __init__(self, files: dict[str, Any], outlines: dict[str, Any]) -> None:
        self._files = files
        self._outlines = outlines
        self._fresh_files: dict[str, Any] = {}
        """Those of this reading, in its order."""
        self._fresh_outlines: dict[str, Any] = {}
        self._made: dict[str, FrameworkOutline] = {}
        self._is_changed = False

    @classmethod
    def load(cls) -> "CityCache":
        """Return the stored cache; an empty one if there is none or it cannot be read."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            path = cache_file()
            if path.stat().st_size <= _MOST_BYTES:
                found = json.loads(path.read_bytes())
                if found["format"] == _FORMAT:
                    return cls(dict(found["files"]), dict(found["outlines"]))
        return cls({}, {})

    def known(self, path: Path, state: State | None, outlines: Outlines) -> list[District] | None:
        """Return what is kept of a file in that state, or None."""
        key = _key(path)
        entry = self._files.get(key)
        try:
            if state is None or entry is None or tuple(entry["state"]) != state:
                return None
            done = [
                DistrictMeasure(tuple(items), method, tuple(units), tuple(map(_span, found)))
                for items, method, units, found in entry["done"]
            ]
            found = [
                self._district(stored, str(path), outlines, done) for stored in entry["districts"]
            ]
        except (KeyError, ValueError, TypeError, IndexError, AttributeError, InvalidOperation):
            return None
        self._fresh_files[key] = entry
        return found

    def take(self, path: Path, state: State | None, districts: Sequence[District]) -> None:
        """Keep what was read of a file that had this state before. One written a moment ago may be
        written again within the resolution of its time, and is not kept."""
        if state is None or time.time_ns() - state[1] < _SETTLED:
            return
        done: dict[DistrictMeasure, int] = {}
        plain = [self._plain_district(district, done) for district in districts]
        self._fresh_files[_key(path)] = {
            "state": list(state),
            "districts": plain,
            "done": [
                [
                    list(measure.items),
                    measure.method,
                    list(measure.units),
                    [[span.kind.value, span.start, span.end] for span in measure.undecided],
                ]
                for measure in done
            ],
        }
        self._is_changed = True

    def store(self) -> None:
        """Write the cache if it has changed. One that cannot be written is done without."""
        if not self._is_changed:
            return
        files = dict(islice((self._fresh_files | self._files | self._fresh_files).items(), _MOST))
        used = {
            year["outline"]
            for file in files.values()
            for district in file["districts"]
            for year in district["years"]
        }
        known = {**self._outlines, **self._fresh_outlines}
        outlines = {key: known[key] for key in used if key in known}
        plain = {"format": _FORMAT, "outlines": outlines, "files": files}
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        with contextlib.suppress(ItaError):
            atomic_write.write(text.encode(errors="replace"), cache_file())

    # -- plain values and back

    def _plain_district(
        self, district: District, done: dict[DistrictMeasure, int]
    ) -> dict[str, Any]:
        """``done`` gives the place of each different measure among those of the file: most go on
        from year to year."""
        years = [self._plain_year(year, done) for year in district.years]
        return {"name": district.name, "years": years}

    def _plain_year(self, year: DistrictYear, done: dict[DistrictMeasure, int]) -> dict[str, Any]:
        plain = {
            "year": year.fiscal_year,
            "outline": self._store(year.outline),
            "values": "|".join("" if value is None else str(value) for value in year.values),
            "total": None if year.total is None else str(year.total),
            "source": year.source,
            "known": str(year.known),
            "level": year.level,
            "next": year.next_level,
            "blocked": [
                [block.subject, str(block.needs), None if block.has is None else str(block.has)]
                for block in year.blocked_by
            ],
            "status": year.status.value,
            "drafted": year.drafted_from,
            "open": [[item.code, item.due.isoformat()] for item in year.open_items],
            "official": " ".join(year.official),
            "partial": " ".join(sorted(year.partial)),
            "measures": None if year.measures is None else dict(year.measures),
            "done": [done.setdefault(measure, len(done)) for measure in year.done],
            "shown": year.shown_day.isoformat() if year.shown_day else None,
        }
        return {name: value for name, value in plain.items() if value not in (None, "", [])}

    def _store(self, outline: FrameworkOutline) -> str:
        """Keep an outline; return its digest."""
        plain = {
            "code": outline.code,
            "nodes": [
                [node.code, node.kind.value, node.name, node.parent] for node in outline.nodes
            ],
            "links": [
                [link.framework, link.old, link.new, link.relation.value] for link in outline.links
            ],
            "levels": list(outline.levels),
        }
        key = _digest(json.dumps(plain, ensure_ascii=False).encode(errors="replace"))
        self._fresh_outlines[key] = plain
        return key

    def _district(
        self,
        plain: Mapping[str, Any],
        place: str,
        outlines: Outlines,
        done: Sequence[DistrictMeasure],
    ) -> District:
        years = tuple(
            replace(
                self._year(year, place, outlines),
                done=tuple([done[number] for number in year.get("done", ())]),
            )
            for year in plain["years"]
        )
        return District(str(plain["name"]), place, years)

    def _year(self, plain: Mapping[str, Any], place: str, outlines: Outlines) -> DistrictYear:
        outline = self._outline(plain["outline"], outlines)
        texts = plain.get("values", "").split("|")
        if len(texts) != len(outline.nodes):
            raise ValueError(place)
        total, shown, source = plain.get("total"), plain.get("shown"), plain.get("source")
        if source not in {None, "official", "computed", "mixed"}:
            raise ValueError(source)
        return DistrictYear(
            fiscal_year=int(plain["year"]),
            outline=outline,
            values=tuple([_score(text) for text in texts]),
            total=None if total is None else _score(total),
            source=source,
            known=Decimal(plain["known"]),
            level=str(plain.get("level", "")),
            next_level=str(plain.get("next", "")),
            blocked_by=tuple(
                Blocked(subject, Decimal(needs), None if has is None else Decimal(has))
                for subject, needs, has in plain.get("blocked", ())
            ),
            status=FrameworkStatus(plain["status"]),
            drafted_from=str(plain.get("drafted", "")),
            open_items=tuple(
                DueItem(code, date.fromisoformat(due)) for code, due in plain.get("open", ())
            ),
            official=tuple(plain.get("official", "").split()),
            partial=frozenset(plain.get("partial", "").split()),
            measures=plain.get("measures"),
            shown_day=date.fromisoformat(shown) if shown else None,
            place=place,
        )

    def _outline(self, key: str, outlines: Outlines) -> FrameworkOutline:
        if key not in self._made:
            plain = self._outlines[key]
            nodes = [
                OutlineNode(code, NodeKind(kind), name, parent)
                for code, kind, name, parent in plain["nodes"]
            ]
            links = [
                FrameworkLink(framework, old, new, Relation(relation))
                for framework, old, new, relation in plain["links"]
            ]
            levels = tuple(map(str, plain["levels"]))
            made = FrameworkOutline(str(plain["code"]), tuple(nodes), tuple(links), levels)
            self._made[key] = outlines.shared(made)
        return self._made[key]


def cache_file() -> Path:
    """Return the path of the cache."""
    return data_folder() / "city.json"


def forget() -> None:
    """Delete the cache, because something was erased for good that may be in it."""
    with contextlib.suppress(OSError):
        cache_file().unlink(missing_ok=True)


def state_of(path: Path) -> State | None:
    """Return the present state of a file; None if it cannot be read, or a journal beside it may
    hold more than it."""
    if sqlite_engines.has_log_file(path):
        return None
    try:
        with open_given(path) as file:
            found = os.fstat(file.fileno())
            return found.st_size, found.st_mtime_ns, _digest(file.read(_DIGESTED))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=1 << 15)
def _score(text: str) -> Decimal | None:
    """Return a finite score; equal ones are the same object, as there are but ten thousand."""
    if not text:
        return None
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _span(plain: Sequence[Any]) -> PersonalSpan:
    kind, start, end = plain
    return PersonalSpan(FoundKind(kind), int(start), int(end))


def _key(path: Path) -> str:
    return _digest(os.fsencode(path.absolute()))


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
