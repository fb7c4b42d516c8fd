"""Where the fifty districts of Bangkok lie on the grid of tiles."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ita_desktop.domain.documents.district_names import english_district
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import language
from ita_desktop.paths import resource

GROUPS: Final = {
    "central": "กรุงเทพกลาง",
    "south": "กรุงเทพใต้",
    "north": "กรุงเทพเหนือ",
    "east": "กรุงเทพตะวันออก",
    "thon_north": "กรุงธนเหนือ",
    "thon_south": "กรุงธนใต้",
}
"""The groups of districts (กลุ่มเขต)."""


@dataclass(frozen=True)
class MapTile:
    """A district's place: column from the west, row from the north."""

    name: str
    """The official name, without เขต."""
    column: int
    row: int
    group: str
    """The group of districts that it belongs to, a key of :data:`GROUPS`."""
    short: str = ""
    """How a narrow tile names it."""

    @property
    def title(self) -> str:
        """The name in the shown language."""
        return self.name if language.code == "th" else english_district(self.name)

    @property
    def label(self) -> str:
        """The name as it stands in the tile."""
        return self.short if self.short and language.code == "th" else self.title


@dataclass(frozen=True)
class TilePlan:
    """The grid, and the tiles by name in reading order."""

    columns: int
    rows: int
    tiles: Mapping[str, MapTile]


@cache
def tile_plan() -> TilePlan:
    """Returns the grid of Bangkok's districts."""
    plan = json.loads(resource("city", "bangkok_tiles.json").read_text(encoding="utf-8"))
    tiles = (
        MapTile(tile["name"], tile["column"], tile["row"], tile["group"], tile.get("short", ""))
        for tile in plan["tiles"]
    )
    by_name = {tile.name: tile for tile in tiles}
    return TilePlan(plan["columns"], plan["rows"], MappingProxyType(by_name))
