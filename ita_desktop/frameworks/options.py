"""The answers of survey items, which come from the scale that an item is answered on."""

from collections import Counter
from decimal import Decimal

from ita_desktop.domain.framework import Framework, Item, Option, Scale

SURVEY_SCALES = (Scale.LIKERT6, Scale.LIKERT4, Scale.BINARY)
"""Scales whose answers are listed."""

_FULL = Decimal(100)


def turned(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Options of a reversed item, which scores 100 minus the scale's points; and back again."""
    return tuple(Option(option.number, option.label, _FULL - option.points) for option in options)


def unturned(item: Item) -> tuple[Option, ...]:
    """An item's options as its scale has them."""
    return turned(item.options) if item.reversed else item.options


def scale_options(framework: Framework) -> dict[Scale, tuple[Option, ...]]:
    """The options of each survey scale: those of most of its items, before any is reversed."""
    found: dict[Scale, tuple[Option, ...]] = {}
    for scale in SURVEY_SCALES:
        counts = Counter(
            unturned(item) for item in framework.items if item.scale is scale and item.options
        )
        if counts:
            found[scale] = counts.most_common(1)[0][0]
    return found
