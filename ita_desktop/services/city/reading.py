"""Reads many districts for the city's overview: folders, workspaces, result files, addresses.

Reading goes on past what cannot be read and says what that was; nothing is written beside the files
and no lock is taken.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from ita_desktop.domain.city.districts import City, District, Outline, united
from ita_desktop.domain.city.reducing import outline_of, reduced
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.framework import Framework
from ita_desktop.storage import SUFFIX

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with sources done, their number, and the next one; may raise to stop."""


class Outlines:
    """The outlines of frameworks, one for all years that have the same."""

    def __init__(self) -> None:
        from ita_desktop.storage.city.rows import Frameworks

        self.frameworks = Frameworks()
        self._by_framework: dict[int, tuple[Framework, Outline]] = {}
        self._same: dict[Outline, Outline] = {}

    def of(self, framework: Framework) -> Outline:
        """Return the outline of a framework."""
        known = self._by_framework.get(id(framework))
        if known is None:
            made = outline_of(framework)
            known = (framework, self._same.setdefault(made, made))
            self._by_framework[id(framework)] = known
        return known[1]


def read_city(sources: Sequence[Path | str], progress: Progress | None = None) -> City:
    """Read folders, files and addresses (``postgresql://…``). Raises InputError if a source is
    neither, and whatever ``progress`` raises; what cannot be read is a district with a problem."""
    paths = list(_files(sources))
    outlines = Outlines()
    found = []
    for number, path in enumerate(paths):
        if progress is not None:
            progress(number, len(paths), path.name)
        found.append(_read(path, outlines))
    return City(united(found))


def _files(sources: Iterable[Path | str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from sorted(path.rglob(f"*{SUFFIX}"))
        else:
            yield path


def _read(path: Path, outlines: Outlines) -> District:
    from ita_desktop.storage.city.looking import looking_at
    from ita_desktop.storage.city.rows import office_years

    try:
        with looking_at(path) as connection:
            office = office_years(connection, outlines.frameworks)
    except ItaError as error:
        return District(path.stem, str(path), problem=error)
    years = tuple(
        reduced(data, outlines.of(data.framework), place=str(path), shown_day=office.shown_day)
        for data in office.years
    )
    return District(office.organisation.name or path.stem, str(path), years)
