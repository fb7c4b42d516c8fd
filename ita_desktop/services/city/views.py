"""An item over all districts through the crosswalk of frameworks; the year to begin with."""

from ita_desktop.domain.city import items
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.city.items import ItemOver
from ita_desktop.domain.errors import InputError
from ita_desktop.services.city.library import crosswalk_of


def item_over(city: City, fiscal_year: int, code: str, framework: str = "") -> ItemOver:
    """Return an item over all districts, as :func:`domain.city.items.item_over`. Raises InputError
    if no district has it in that year."""
    found = items.item_over(city, fiscal_year, code, crosswalk_of(city), framework)
    if found is None:
        raise InputError(
            "ไม่มีเขตใดมีข้อ {code} ในปี {year}",
            remedy="ใช้รหัสข้อหรือตัวชี้วัดของปีนั้น เช่น O1",
            code=code,
            year=fiscal_year,
        )
    return found


def usual_year(city: City) -> int | None:
    """Return the newest fiscal year in which a district has a total, else the newest; None if no
    district has any year."""
    with_total = (
        number
        for number in reversed(city.fiscal_years)
        if any(year.total is not None for _, year in city.in_year(number))
    )
    return next(with_total, max(city.fiscal_years, default=None))
