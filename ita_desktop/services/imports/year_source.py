"""Where an import reads the years: a workspace, or one with planned imports applied."""

from typing import Protocol

from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.year import YearData


class YearSource(Protocol):
    """The years that an import is compared with."""

    def years(self) -> tuple[FiscalYear, ...]:
        """Return the fiscal years, oldest first."""

    def year(self, year: int, /) -> YearData:
        """Return all records of the Buddhist fiscal ``year``. Raises InputError if there is no such
        year."""

    def organisation(self) -> Organisation | None:
        """Return the district office."""

    def media(self, key: str, /) -> bytes | None:
        """Return the stored file with that key; None if there is none."""
