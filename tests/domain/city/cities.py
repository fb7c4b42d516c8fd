"""Cities of a few districts for the tests, made of nothing but figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ita_desktop.domain.city.districts import (
    Blocked,
    City,
    District,
    DistrictYear,
    DueItem,
    FrameworkOutline,
    OutlineNode,
)
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.framework_draft import FrameworkStatus
from ita_desktop.domain.scores.scoring import Source

OUTLINE = FrameworkOutline(
    "2567",
    (
        OutlineNode("OIT", NodeKind.INSTRUMENT, "การเปิดเผยข้อมูล", TOTAL),
        OutlineNode("9", NodeKind.INDICATOR, "การเปิดเผยข้อมูล", "OIT"),
        OutlineNode("O1", NodeKind.ITEM, "โครงสร้าง", "9"),
        OutlineNode("O2", NodeKind.ITEM, "ข้อมูลผู้บริหาร", "9"),
    ),
)
OLDER = FrameworkOutline(
    "2566",
    (
        OutlineNode("OIT", NodeKind.INSTRUMENT, "การเปิดเผยข้อมูล", TOTAL),
        OutlineNode("O1", NodeKind.ITEM, "โครงสร้าง", "OIT"),
        OutlineNode("O3", NodeKind.ITEM, "ข้อมูลผู้บริหาร", "OIT"),
        OutlineNode("O4", NodeKind.ITEM, "อำนาจหน้าที่", "OIT"),
    ),
)


def year(
    number: int = 2567,
    total: str | None = "90",
    scores: Mapping[str, str] | None = None,
    *,
    outline: FrameworkOutline = OUTLINE,
    source: Source = "official",
    known: str = "100",
    level: str = "ผ่าน",
    blocked_by: tuple[Blocked, ...] = (),
    late: tuple[tuple[str, date], ...] = (),
    place: str = "a.ita",
    partial: tuple[str, ...] = (),
) -> DistrictYear:
    """A year with this total and these scores by code."""
    given = scores or {}
    values = tuple(
        Decimal(given[node.code]) if node.code in given else None for node in outline.nodes
    )
    return DistrictYear(
        fiscal_year=number,
        outline=outline,
        values=values,
        total=None if total is None else Decimal(total),
        source=None if total is None else source,
        known=Decimal(known if total is not None else 0),
        level=level if total is not None else "",
        next_level="",
        blocked_by=blocked_by,
        status=FrameworkStatus.PRINTED,
        open_items=tuple(DueItem(*item) for item in late),
        place=place,
        partial=frozenset(partial),
    )


def city(*districts: District) -> City:
    """The city of these districts."""
    return City(districts)


def district(name: str, *years: DistrictYear) -> District:
    """A district with these years."""
    return District(name, f"{name}.ita", years)
