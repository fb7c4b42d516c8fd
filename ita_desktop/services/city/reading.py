"""Reads many districts for the city's overview: folders, workspaces, result files, addresses.

Reading goes on past what cannot be read and says what that was; nothing is written beside the files
and no lock is taken. What was read of a file is kept in a cache until the file changes.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from ita_desktop import error_log
from ita_desktop.domain.city.districts import City, District, united
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.exchange.report.reading import NO_SCORES
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.city.cache import CityCache, state_of
from ita_desktop.services.city.notes import notes_of
from ita_desktop.services.city.outlines import Outlines
from ita_desktop.services.city.sources import (
    FoundPlaces,
    PlaceKind,
    Source,
    SourcePlace,
    found_in,
    some_of,
)
from ita_desktop.services.city.watch import Progress, Watch
from ita_desktop.storage.city.looking import ChangedError, read_office
from ita_desktop.storage.city.rows import OfficeYears

_TRIES: Final = 3
_PAUSE: Final = 0.3
"""Seconds before a file that was written meanwhile is read again."""


def read_city(
    sources: Sequence[Source], progress: Progress | None = None, *, cached: bool = True
) -> City:
    """Read folders, files and addresses (``postgresql://…``). What cannot be read is a district
    with a problem. Raises InputError for an address that is none, and whatever ``progress`` raises;
    what was read until then is in the cache."""
    found = found_in(sources)
    watch = Watch(progress, len(found.places))
    reader = _Reader(CityCache.load() if cached else None, watch)
    districts: list[District] = []
    try:
        for place in found.places:
            watch.begin(Path(place.name).name)
            districts += reader.read(place)
    finally:
        reader.keep()
    watch.begin("")
    return _city(found, districts, reader.without_scores)


class _Reader:
    def __init__(self, cache: CityCache | None, watch: Watch) -> None:
        self._cache = cache
        self._watch = watch
        self._outlines = Outlines()
        self.without_scores: list[str] = []
        """Names of files of folders that are no results."""

    def read(self, place: SourcePlace) -> list[District]:
        """Return the districts at a place; one with a problem if it cannot be read."""
        if place.kind is PlaceKind.SERVER:
            return self._or_problem(place, self._of_server)
        if self._cache is None:
            return _dated(self._of_file(place), place)
        state = state_of(place.path)
        known = self._cache.known(place.path, state, self._outlines)
        if known:
            return _dated(known, place)
        if known is not None and not place.given:
            self.without_scores.append(place.path.name)
            return []
        read = self._of_file(place)
        if not any(district.problem or district.doubts or district.notes for district in read):
            self._cache.take(place.path, state, read)
        return _dated(read, place)

    def _of_file(self, place: SourcePlace) -> list[District]:
        workspace = place.kind is PlaceKind.WORKSPACE
        return self._or_problem(place, self._of_workspace if workspace else self._of_result)

    def keep(self) -> None:
        """Store the cache."""
        if self._cache is not None:
            self._cache.store()

    def _or_problem(
        self, place: SourcePlace, read: Callable[[SourcePlace], list[District]]
    ) -> list[District]:
        """Return what ``read`` does; a district with a problem instead of an error, but raise what
        the progress raised."""
        try:
            return read(place)
        except ItaError as error:
            self._watch.raise_stop()
            problem = error
        except Exception as error:  # noqa: BLE001 - one strange file must not end the reading
            self._watch.raise_stop()
            problem = _strange(error)
        if problem.template == NO_SCORES and not place.given:
            self.without_scores.append(place.path.name)
            return []
        return [District(place.path.stem or place.name, place.name, problem=problem)]

    def _of_workspace(self, place: SourcePlace) -> list[District]:
        for _ in range(_TRIES - 1):
            try:
                return self._workspace_now(place)
            except ChangedError:
                time.sleep(_PAUSE)
        return self._workspace_now(place)

    def _workspace_now(self, place: SourcePlace) -> list[District]:
        office = read_office(place.path, self._outlines.frameworks, self._watch.step)
        return self._districts(office, place)

    def _of_server(self, place: SourcePlace) -> list[District]:
        from ita_desktop.storage.city.servers import read_shared

        return self._districts(
            read_shared(place.address or place.name, self._outlines.frameworks), place
        )

    def _districts(self, office: OfficeYears, place: SourcePlace) -> list[District]:
        years = tuple(
            self._outlines.reduced(data, place=place.name, shown_day=office.shown_day)
            for data in office.years
        )
        name = office.organisation.name or place.path.stem
        doubts = (office.doubt,) if office.doubt is not None else ()
        return [District(name, place.name, years, doubts=doubts)]

    def _of_result(self, place: SourcePlace) -> list[District]:
        from ita_desktop.services.city.results import districts_in

        progress = WorkProgress(lambda done, of: self._watch.step(done, of, ""))
        return districts_in(place.path, self._outlines, progress)


def _dated(districts: list[District], place: SourcePlace) -> list[District]:
    """Return the districts of a file with the day on which it was written."""
    try:
        day = date.fromtimestamp(place.path.stat().st_mtime)  # noqa: DTZ012 - the clerk's own clock
    except (OSError, OverflowError, ValueError):
        return districts
    return [
        replace(district, years=tuple(replace(year, written=day) for year in district.years))
        for district in districts
    ]


def _strange(error: Exception) -> InputError:
    return InputError(
        "โปรแกรมอ่านแหล่งนี้ไม่ได้ ({kind})",
        remedy="เปิดในโปรแกรมเพื่อตรวจ ถ้าเปิดได้ ให้ส่งไฟล์ {log} ให้ผู้ดูแลโปรแกรม",
        kind=type(error).__name__,
        log=error_log.note(error),
    )


def _city(found: FoundPlaces, districts: Sequence[District], without_scores: Sequence[str]) -> City:
    whole = united(districts)
    notes: list[ItaError] = [*found.notes]
    if without_scores:
        notes.append(
            InputError(
                "ไม่พบคะแนนใน {count} ไฟล์ จึงไม่ได้ใช้: {names}",
                remedy="ถ้าเป็นผลการประเมิน ให้ใช้รายงานผลจากระบบประเมิน",
                count=len(without_scores),
                names=some_of(without_scores),
            )
        )
    return City(whole, (*notes, *notes_of(whole)))
