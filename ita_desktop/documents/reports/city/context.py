"""What a paper of the city is made from."""

from datetime import date
from decimal import Decimal

from ita_desktop.domain.city.districts import City
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.scores.crosswalk import Crosswalk


@dataclass(frozen=True)
class CityContext:
    """The districts, a fiscal year of them, and what one paper is about."""

    city: City
    fiscal_year: int
    """Buddhist fiscal year."""
    day: date
    """The day of the paper, which decides what is late."""
    crosswalk: Crosswalk
    district: str = ""
    """The name of the district that a paper is about."""
    item: str = ""
    """The code of the item that a paper is about."""
    official_only: bool = False
    """Whether only official totals are ranked."""
    target: Decimal | None = None
    """The total (0-100) that the districts are held beside; None without one."""
