"""Bodies and orders in words."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.roster.committee import appointing_order, joined, numbered
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderBody
from tests.documents.factories.papers import BODIES, year_2568


@pytest.mark.parametrize(
    ("names", "words"), [("", ""), ("ก", "ก"), ("กข", "กและข"), ("กขค", "ก ข และค")]
)
def test_the_last_of_several_bodies_is_joined_with_and(names: str, words: str) -> None:
    assert joined(replace(BODIES[0], name=name) for name in names) == words


@pytest.mark.parametrize(
    ("number", "signed", "shown"),
    [
        ("", date(2025, 1, 5), ""),
        ("125", date(2025, 1, 5), "125/2568"),
        ("125", date(2024, 12, 5), "125/2567"),
        ("125", None, "125/2567"),
        ("125/2566", date(2025, 1, 5), "125/2566"),
    ],
)
def test_the_number_of_an_order_bears_the_year_of_its_signing(number, signed, shown) -> None:
    order = AppointmentOrder(id="o", year_id="y", number=number, signed=signed)
    assert numbered(order, 2568) == shown


def test_of_several_orders_for_a_body_the_one_of_the_latest_day_appoints_it() -> None:
    """A draft, which has no day yet, comes after all that have one."""
    newer = AppointmentOrder(id="n", year_id="y", signed=date(2025, 1, 5), position=0)
    older = AppointmentOrder(id="o", year_id="y", signed=date(2024, 11, 1), position=1)
    draft = AppointmentOrder(id="d", year_id="y", position=0)
    for orders, appointing in (((newer, older), newer), ((draft, newer, older), draft)):
        rows = [OrderBody(id=order.id, order_id=order.id, body_id=BODIES[0].id) for order in orders]
        year = replace(year_2568(), orders=orders, order_bodies=tuple(rows))
        assert appointing_order(year, BODIES[0].id) == appointing
