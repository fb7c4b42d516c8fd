"""Bodies and orders in words."""

from dataclasses import replace

import pytest

from ita_desktop.domain.roster.committee import joined
from tests.documents.paper_factory import BODIES


@pytest.mark.parametrize(
    ("names", "words"), [("", ""), ("ก", "ก"), ("กข", "กและข"), ("กขค", "ก ข และค")]
)
def test_the_last_of_several_bodies_is_joined_with_and(names: str, words: str) -> None:
    assert joined(replace(BODIES[0], name=name) for name in names) == words
