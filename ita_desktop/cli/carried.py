"""What a new year got of an earlier one, as lines and as JSON."""

from collections.abc import Iterator
from typing import Any

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.years.carrying import (
    CarriedYear,
    carried_words,
    fate_words,
    loss_words,
)


def carried_lines(carried: CarriedYear) -> Iterator[str]:
    """Yields what was carried over, united, split and lost, a line each."""
    yield tr("ยกมา: {what}", what=in_language(carried_words(carried.carried)))
    for fate in (*carried.united, *carried.split):
        yield in_language(fate_words(fate))
    for loss in carried.lost:
        yield in_language(loss_words(loss))


def carried_json(carried: CarriedYear) -> dict[str, Any]:
    """Returns the same in the JSON format of the command line."""
    return {
        "carried": dict(carried.carried),
        "lost": [
            {"from": loss.code, "what": loss.what.value, "count": loss.amount, "why": str(loss.why)}
            for loss in carried.lost
        ],
        "united": [{"from": list(fate.old), "to": fate.new[0]} for fate in carried.united],
        "split": [{"from": fate.old[0], "to": list(fate.new)} for fate in carried.split],
    }
