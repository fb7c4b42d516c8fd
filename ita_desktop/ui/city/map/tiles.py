"""Where the fifty districts of Bangkok lie on the grid of tiles, in the shown language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ita_desktop.documents.reports.city.plan import CityPlace, city_plan
from ita_desktop.domain.documents.district_names import english_district
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import language


@dataclass(frozen=True)
class MapTile:
    """A district's place, and how the window names it."""

    place: CityPlace

    @property
    def name(self) -> str:
        """The official name, without เขต."""
        return self.place.name

    @property
    def title(self) -> str:
        """The name in the shown language."""
        return self.name if language.code == "th" else english_district(self.name)

    @property
    def label(self) -> str:
        """The name as it stands in the tile."""
        short = self.place.short
        return short if short and language.code == "th" else self.title


@dataclass(frozen=True)
class TilePlan:
    """The grid, and the tiles by name in reading order."""

    columns: int
    rows: int
    tiles: Mapping[str, MapTile]


@cache
def tile_plan() -> TilePlan:
    """Returns the grid of Bangkok's districts."""
    plan = city_plan()
    tiles = {name: MapTile(place) for name, place in plan.places.items()}
    return TilePlan(plan.columns, plan.rows, MappingProxyType(tiles))
