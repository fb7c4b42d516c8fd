"""Which framework a year would use: the choices of the dialogs that begin a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_desktop.i18n import tr
from ita_desktop.services import years


@dataclass(frozen=True, slots=True)
class Frameworks:
    """The shipped frameworks, by code; years are Buddhist fiscal years."""

    choices: tuple[tuple[str, str], ...]
    """Code and title with its years, newest first."""
    years: tuple[tuple[str, tuple[int, ...]], ...]
    """Code and the years it was made for, oldest first."""

    @property
    def first_year(self) -> int:
        """The oldest year that has a framework of its own."""
        return min(year for _, of in self.years for year in of)

    def of_year(self, year: int) -> str:
        """The code of the year's own framework; of the newest one for a later year."""
        own = [code for code, of in self.years if year in of]
        return own[0] if own else self.years[-1][0]

    def year_of(self, code: str) -> int:
        """A year by which services know the framework ``code``."""
        return next(of[0] for known, of in self.years if known == code)


def shipped() -> Frameworks:
    """The frameworks that come with the program."""
    infos = years.shipped()
    return Frameworks(
        tuple((one.code, f"{_span(one.fiscal_years)} · {one.title}") for one in reversed(infos)),
        tuple((one.code, one.fiscal_years) for one in infos),
    )


def _span(of: Sequence[int]) -> str:
    """``ปี 2567-2568``, in front, because titles differ only at their end."""
    return tr("ปี {years}", years=f"{of[0]}-{of[-1]}" if len(of) > 1 else of[0])


def years_to_begin(known: Sequence[int], first: int) -> tuple[int, ...]:
    """Years that may be added beside ``known`` ones: the next one first, then those missing from
    ``first`` on, newest first."""
    latest = max(known)
    missing = [year for year in range(latest - 1, first - 1, -1) if year not in known]
    return (latest + 1, *missing)
