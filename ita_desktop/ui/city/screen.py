"""What all views of the city show: the districts that were read, the year, and the filter."""

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.districts import City, District, OutlineNode
from ita_desktop.domain.city.items import framework_of_most
from ita_desktop.domain.city.tables import (
    Summary,
    YearTable,
    summary_of,
    table_of_year,
    usual_target,
)
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.frozen import dataclass
from ita_desktop.settings import today
from ita_desktop.ui.city.rows import CityFilter, CityRow, city_rows, row_id
from ita_desktop.ui.table.view import SheetView

if TYPE_CHECKING:
    from ita_desktop.domain.scores.crosswalk import Crosswalk


@dataclass(frozen=True)
class Shown:
    """The districts in one fiscal year, worked out once for all views."""

    city: City
    year: int
    crosswalk: "Crosswalk"
    target: Decimal | None = None
    """The total that districts are held beside; None: that of the year, if it has one."""

    @cached_property
    def summary(self) -> Summary:
        """The figures of all districts."""
        target = self.target or usual_target(self.year)
        return summary_of(self.table.rows, self.year, target)

    @cached_property
    def table(self) -> YearTable:
        """All districts with rank and change."""
        return table_of_year(self.city, self.year, today())

    @cached_property
    def rows(self) -> tuple[CityRow, ...]:
        """The rows of the table, in its order."""
        return city_rows(self.table.rows, self.year)

    @cached_property
    def row_of(self) -> dict[str, CityRow]:
        """The rows by comparison key of the office."""
        return {row.district.key: row for row in self.rows if row.district.problem is None}

    @cached_property
    def framework(self) -> str:
        """The code of the framework that most districts have."""
        return framework_of_most(self.city, self.year)

    @cached_property
    def nodes(self) -> tuple[OutlineNode, ...]:
        """Instruments, indicators and items of that framework."""
        years = (year for _, year in self.city.in_year(self.year))
        alike = (year.outline.nodes for year in years if year.outline.code == self.framework)
        return next(alike, ())

    @cached_property
    def item_codes(self) -> frozenset[str]:
        """The codes of that framework's items."""
        return frozenset(node.code for node in self.nodes if node.kind is NodeKind.ITEM)

    def node(self, code: str) -> OutlineNode | None:
        """Returns a node of the framework of most districts."""
        return next((node for node in self.nodes if node.code == code), None)


def shown_of(
    city: City, crosswalk: "Crosswalk", fiscal_year: int, target: Decimal | None = None
) -> Shown:
    """Returns the districts in a fiscal year, in the usual one if none of them has it, with the
    rows worked out: in another thread, the window need not wait for it."""
    from ita_desktop.services.city.library import usual_year

    known = fiscal_year if fiscal_year in city.fiscal_years else usual_year(city)
    shown = Shown(city, known or 0, crosswalk, target)
    _ = shown.rows, shown.row_of, shown.nodes, shown.item_codes, shown.summary
    return shown


class CityView(QWidget):
    """A view. It is shown what was read and the year, then the filter, as often as they change."""

    filtering: ClassVar[bool] = False
    """Whether the filters concern it."""
    district_requested = Signal(object)
    table: SheetView

    @property
    def first(self) -> QWidget:
        """What gets the focus."""
        return self.table

    def show_city(self, shown: Shown) -> None:
        """Shows another year, or districts that were read anew."""
        raise NotImplementedError

    def narrow(self, _wanted: CityFilter) -> tuple[int, int] | None:
        """Shows what passes the filter; returns how many districts do, and how many there are."""
        return None

    def show_district(self, district: District) -> None:
        """Leads to a district."""
        self.table.go_to(row_id(district))
