"""Scores that people type beside items in tables of words, and into texts about them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import YearData

_EXACT: Final = r"(\d{1,3}\.\d{1,2})(?![\d.])"
_TYPED: Final = re.compile(
    r"[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน(?!เต็ม)"
    rf"|[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*{_EXACT}\s*[)\]]"
    rf"|(?<![\d.])(?<!กว่า)(?<!กว่า\s){_EXACT}\s*คะแนน(?!เต็ม)"
    rf"|คะแนน(?:เฉลี่ย|ที่ได้)?\s*[:=]?\s*{_EXACT}"
)
_MOST: Final = 100


def typed_scores(text: str) -> tuple[Decimal, ...]:
    """Return the scores (0-100) that a text gives.

    >>> typed_scores("I๑ เต็มใจให้บริการ (๙๗.๒๓ คะแนน)"), typed_scores("ต่ำกว่า 85.00 คะแนน")
    ((Decimal('97.23'),), ())
    """
    found = (next(filter(None, groups)) for groups in _TYPED.findall(to_arabic(text)))
    return tuple(score for score in map(Decimal, found) if score <= _MOST)


def official_of(years: Iterable[YearData | None], node: str) -> tuple[Decimal, ...]:
    """Return the official figures of an item or indicator in the ``years`` that have one: a table
    of a year is about its result, or the one before."""
    nodes = (tree_of(year).nodes.get(node) for year in years if year is not None)
    return tuple(found.official for found in nodes if found and found.official is not None)
