"""Bodies and orders in words."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.roster.committee import joined, numbered
from ita_desktop.domain.roster.orders import AppointmentOrder
from tests.documents.factories.papers import BODIES


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
