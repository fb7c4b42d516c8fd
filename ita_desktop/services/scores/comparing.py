"""Compares two years of the workspace."""

from datetime import date
from typing import Any

from ita_desktop.domain.scores import comparing
from ita_desktop.domain.scores.comparing import Compared, Comparison
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.scores import two_decimals


def compare(data: YearData, other: YearData, today: date) -> Comparison:
    """Compare ``data`` with ``other``, using the crosswalk."""
    from ita_desktop.frameworks.crosswalk_file import crosswalk

    return comparing.compare(data, other, crosswalk(data.framework, other.framework), today)


# -- the command line's JSON


def as_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison in the JSON format of the command line."""
    return {
        "fiscal_year": found.year,
        "with": found.other,
        "total": _row(found.total),
        "instruments": [_row(instrument) for instrument in found.instruments],
        "indicators": [_row(indicator) for indicator in found.indicators],
        "items": [_row(item) for item in found.items],
        "merged_or_split": [_row(compared) for compared in found.moved],
        "not_comparable": list(found.apart),
        "risen": [compared.code for compared in found.risen],
        "fallen": [compared.code for compared in found.fallen],
    }


def _row(compared: Compared) -> dict[str, Any]:
    return {
        "code": compared.code,
        "was": compared.was,
        "relation": compared.relation.value,
        "before": two_decimals(compared.before),
        "now": two_decimals(compared.now),
        "change": two_decimals(compared.change),
    }
