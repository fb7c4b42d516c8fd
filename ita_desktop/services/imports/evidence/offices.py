"""Which district office a text is of."""

import re
from collections.abc import Iterable
from typing import Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.documents.district_names import DISTRICTS
from ita_desktop.exchange.report.statements import agencies_in

_DISTRICT: Final = re.compile(
    rf"เขต\s*({'|'.join(sorted(DISTRICTS, key=len, reverse=True))})(?![ก-๙])"
)


def other_office(texts: Iterable[str], own: str) -> str:
    """Return the district office that ``texts`` name instead of the ``own`` one; empty for none."""
    lines = list(texts)
    named = [office for text in lines for office in agencies_in(text)]
    named += [f"สำนักงานเขต{found}" for text in lines for found in _DISTRICT.findall(text)]
    if not own or not all(is_other_office(office, own) for office in named):
        return ""
    return next(iter(named), "")
