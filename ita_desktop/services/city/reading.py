"""Reads many districts for the city's overview: folders, workspaces, result files, addresses; what
given ones consist of, and what is passed over.

Reading goes on past what cannot be read and says what that was; nothing is written beside the files
and no lock is taken. What was read of a file is kept in a cache until the file changes.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from ita_desktop import error_log
from ita_desktop.domain.city.districts import City, District, DistrictYear, united
from ita_desktop.domain.city.handed_in import OtherScore, differences
from ita_desktop.domain.errors import InputError, ItaError, Phrase, WorkspaceError, reason_of
from ita_desktop.domain.framework import TOTAL
from ita_desktop.exchange.files.formats import REPORTS, TABLES
from ita_desktop.exchange.report.reading import NO_SCORES
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.city.cache import CityCache, Outlines, state_of
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.city_figures import OfficeYears
from ita_desktop.storage.city_looking import ChangedError, read_office, read_shared
from ita_desktop.storage.server.address import Address, is_address, parse_address

_TRIES: Final = 3
_PAUSE: Final = 0.3
"""Seconds before a file that was written meanwhile is read again."""


# How far the reading of many places is: progress, stopping, and a limit of time for each.

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with places read, their number, and the name of the next one; may raise to stop."""

MOST_SECONDS: Final = 60.0
"""Seconds that one place may take: an office's workspace takes a tenth of one."""


MOST_FILES: Final = 20_000
"""Maximum number of entries of all folders together."""
MOST_NAMED: Final = 5
_DEEPEST: Final = 12
"""Maximum depth of folders within a given one."""
_BESIDE: Final = ("-wal", "-shm", "-journal", ".lock", ".tmp", ".part")
"""Endings of files that programs keep beside others."""


Source: TypeAlias = Path | str | Address
"""A folder, a file, or an address (``postgresql://…``)."""


class PlaceKind(Enum):
    """How a place is read."""

    WORKSPACE = auto()
    RESULT = auto()
    SERVER = auto()


class SourcePlace(NamedTuple):
    """Something to read; ``name`` is its path or address, without a password."""

    kind: PlaceKind
    name: str
    given: bool
    """Whether it was named itself, and not found in a folder."""
    address: Address | None = None
    """Of a server, with its password if that was given."""

    @property
    def path(self) -> Path:
        return Path(self.name)


@dataclass
class FoundPlaces:
    """The places of given sources, each once, in order."""

    places: list[SourcePlace] = field(default_factory=list)
    notes: list[InputError] = field(default_factory=list)
    """What was passed over."""


def found_in(sources: Sequence[Source]) -> FoundPlaces:
    """Return what is to be read of folders, files and addresses. A file that is reached twice is
    read once. Raises InputError for an address that is none."""
    return _Search().run(sources)


class _Search:
    def __init__(self) -> None:
        self._found = FoundPlaces()
        self._seen: set[tuple[int, int]] = set()
        self._others: list[str] = []
        self._count = 0

    def run(self, sources: Sequence[Source]) -> FoundPlaces:
        for source in sources:
            if isinstance(source, Address):
                self._found.places.append(_server(source))
            elif isinstance(source, str) and is_address(source):
                self._found.places.append(_server(parse_address(source)))
            elif _is_folder(path := Path(source)):
                self._folder(path, 0)
            else:
                self._add(path, given=True)
        if self._others:
            self._found.notes.append(_passed_over(self._others))
        return self._found

    def _folder(self, folder: Path, depth: int) -> None:
        if depth > _DEEPEST:
            self._found.notes.append(_too_deep(folder))
            return
        if self._is_known(folder):
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._found.notes.append(_closed(folder, error))
            return
        for entry in entries:
            self._count += 1
            if self._count > MOST_FILES:
                break
            path = Path(entry.path)
            if entry.name.startswith((".", "~$")) or entry.name.lower().endswith(_BESIDE):
                continue
            if _is_folder(path):
                self._folder(path, depth + 1)
            else:
                self._add(path, given=False)
        if self._count > MOST_FILES and depth == 0:
            self._found.notes.append(_too_many(folder))

    def _add(self, path: Path, *, given: bool) -> None:
        kind = _kind_of(path)
        if kind is None and not given:
            self._others.append(path.name)
        elif not self._is_known(path):
            shown = kind or PlaceKind.WORKSPACE
            self._found.places.append(SourcePlace(shown, str(path), given))

    def _is_known(self, path: Path) -> bool:
        """Return whether a file or folder was met before, by whatever name; note that it was."""
        try:
            found = path.stat()
        except OSError:
            return False
        key = (found.st_dev, found.st_ino)
        if not found.st_ino or key not in self._seen:
            self._seen.add(key)
            return False
        return True


def may_be_read(path: Path) -> bool:
    """Return whether a path is a folder or may be a file of a district."""
    return _is_folder(path) or _kind_of(path) is not None


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder; what cannot be looked at is reported when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _server(address: Address) -> SourcePlace:
    return SourcePlace(PlaceKind.SERVER, address.text, given=True, address=address)


def _kind_of(path: Path) -> PlaceKind | None:
    suffix = path.suffix.lower()
    if suffix == SUFFIX:
        return PlaceKind.WORKSPACE
    return PlaceKind.RESULT if suffix in {*TABLES, *REPORTS} else None


def _passed_over(names: Iterable[str]) -> InputError:
    some = list(names)
    return InputError(
        "ข้ามไฟล์ {count} ไฟล์ที่ไม่ใช่แฟ้มงานหรือผลการประเมิน: {names}",
        remedy="ถ้าเป็นแฟ้มงาน ให้ตั้งชื่อลงท้ายด้วย .ita",
        count=len(some),
        names=some_of(some),
    )


def some_of(names: Sequence[str]) -> str:
    """Return the first names of a list, with an ellipsis if there are more."""
    more = " …" if len(names) > MOST_NAMED else ""
    return " ".join(_shown(names)) + more


def _shown(names: Sequence[str]) -> Iterator[str]:
    for name in names[:MOST_NAMED]:
        yield name.encode(errors="replace").decode()


def _closed(folder: Path, error: OSError) -> InputError:
    return InputError(
        "อ่านโฟลเดอร์ไม่ได้ ({reason})",
        where=str(folder),
        remedy="ตรวจสิทธิ์ของโฟลเดอร์ แล้วอ่านใหม่",
        reason=reason_of(error),
    )


def _too_deep(folder: Path) -> InputError:
    return InputError(
        "โฟลเดอร์นี้ซ้อนลึกเกิน {most} ชั้น จึงไม่ได้อ่าน",
        where=str(folder),
        remedy="เลือกโฟลเดอร์ที่มีแต่แฟ้มของเขต",
        most=_DEEPEST,
    )


def _too_many(folder: Path) -> InputError:
    return InputError(
        "โฟลเดอร์นี้มีไฟล์มากกว่า {most} ไฟล์ จึงอ่านไม่ครบ",
        where=str(folder),
        remedy="เลือกโฟลเดอร์ที่มีแต่แฟ้มของเขต",
        most=f"{MOST_FILES:,}",
    )


class Watch:
    """Tells the progress of reading some places, one after another."""

    def __init__(self, progress: Progress | None, places: int) -> None:
        self._progress = progress
        self._places = places
        self._begun = -1
        self._name = ""
        self._until = 0.0
        self._stop: BaseException | None = None

    def begin(self, name: str) -> None:
        """Report that the next place is begun, or with an empty name that all are read. Raises what
        the progress raises."""
        self._begun += 1
        self._name = name
        self._until = time.monotonic() + MOST_SECONDS
        self._report()

    def step(self, _done: int, _of: int, _what: str) -> None:
        """Called within a place. Raises what the progress raises, and WorkspaceError for a place
        that takes too long."""
        self._report()
        if time.monotonic() > self._until:
            raise WorkspaceError(
                "ใช้เวลาอ่านนานเกินไป ({seconds} วินาที)",
                where=self._name,
                remedy="ตรวจว่าเป็นแฟ้มงานของสำนักงานเขต หรือทำสำเนาไว้ในเครื่องแล้วอ่านสำเนา",
                seconds=int(MOST_SECONDS),
            )

    def raise_stop(self) -> None:
        """Raise what the progress raised, if it did."""
        if self._stop is not None:
            raise self._stop

    def _report(self) -> None:
        if self._progress is None:
            return
        try:
            self._progress(self._begun, self._places, self._name)
        except BaseException as stop:
            self._stop = stop
            raise


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


# What is told of the districts that were read: files that say the same years, and what the program
# itself does not open. A file is told of once, whatever the number of its years and districts.

_MOST: Final = 3
"""Differing scores that a note names; all are in the paper of what was handed in."""


class _Twice(NamedTuple):
    """A year of a district that two sources say."""

    district: District
    used: DistrictYear
    other: DistrictYear
    differs: tuple[OtherScore, ...]


def notes_of(districts: Sequence[District]) -> Iterator[ItaError]:
    """Yield what is to be told of these districts: one note for each two sources that say the same
    years, one for each file that the program does not open, one for each without a year."""
    yield from _twice(districts)
    for district in districts:
        yield from district.notes
        yield from map(_doubtful, district.doubts)
        if district.problem is None and not district.years:
            yield _empty(district)


def _twice(districts: Iterable[District]) -> Iterator[InputError]:
    """Yield a note for each file that says what others say, too."""
    found = [
        _Twice(district, used, other, differences(used, other))
        for district in districts
        for other in district.also
        if (used := district.year(other.fiscal_year)) is not None
        if any(value is not None for value in (other.total, *other.values))
    ]
    # A sheet of many districts is told of once where it counts, and once where others do.
    of_districts = {
        (place, twice.district.key)
        for twice in found
        for place in (twice.used.place, twice.other.place)
    }
    counts = Counter(place for place, _ in of_districts)
    of_files: dict[tuple[str, bool], list[_Twice]] = {}
    for twice in found:
        two = twice.used.place, twice.other.place
        is_other = counts[two[0]] <= counts[two[1]]
        of_files.setdefault((two[is_other], is_other), []).append(twice)
    for some in of_files.values():
        yield _of_file(some)


def _of_file(some: Sequence[_Twice]) -> InputError:
    first = some[0]
    years = sorted({twice.other.fiscal_year for twice in some})
    names = list(dict.fromkeys(twice.district.name for twice in some))
    differing = [(twice, score) for twice in some for score in twice.differs]
    return InputError(
        "ปี {years} ของ {districts} มีทั้งใน {used} และ {other} ใช้คะแนนจาก {used} {differences}",
        remedy="ถ้าควรใช้อีกแหล่ง ให้เอาแหล่งที่ไม่ใช้ออกจากโฟลเดอร์",
        years=" ".join(map(str, years)),
        districts=names[0] if len(names) == 1 else Phrase("{count} เขต", count=len(names)),
        used=_files([twice.used.place for twice in some], first.other.place),
        other=_files([twice.other.place for twice in some], first.used.place),
        differences=_differing(differing),
    )


def _files(places: Sequence[str], beside: str) -> str:
    different = list(dict.fromkeys(places))
    if len(different) == 1:
        return _file(different[0], beside)
    return Phrase("แหล่งของแต่ละเขต ({count} แหล่ง)", count=len(different))


def _file(place: str, beside: str) -> str:
    """Return the name of a file, with its folder if the one ``beside`` it is called the same; an
    address whole."""
    if is_address(place):
        return place
    path = Path(place)
    return path.name if path.name != Path(beside).name else f"{path.parent.name}/{path.name}"


def _differing(differing: Sequence[tuple[_Twice, OtherScore]]) -> Phrase:
    if not differing:
        return Phrase("คะแนนที่มีทั้งสองแหล่งตรงกัน")
    named = [_named(twice, score) for twice, score in differing[:_MOST]]
    return Phrase(
        "คะแนนต่างกัน {count} ค่า: {named}",
        count=len(differing),
        named=", ".join(named) + (" …" if len(differing) > _MOST else ""),
    )


def _named(twice: _Twice, score: OtherScore) -> str:
    """Return ``บางรัก 2567 O1 80.00/100.00``: what is used, then what the other one says."""
    code = "ITA" if score.code == TOTAL else score.code
    name, year = twice.district.short_name, twice.other.fiscal_year
    return f"{name} {year} {code} {score.used:.2f}/{score.other:.2f}"


def _doubtful(doubt: ItaError) -> InputError:
    return InputError(
        "คะแนนของแฟ้มนี้แสดงและจัดอันดับไว้ แต่โปรแกรมไม่เปิดแฟ้ม: {why}",
        where=doubt.where,
        remedy="ขอแฟ้มใหม่จากเขต แล้วอ่านใหม่",
        why=Phrase(doubt.template, **doubt.fields),
    )


def _empty(district: District) -> InputError:
    return InputError(
        "แฟ้มของ{district}ยังไม่มีปีงบประมาณ",
        where=Path(district.source).name,
        remedy="เพิ่มปีในแฟ้มนั้นก่อน",
        district=district.name,
    )
