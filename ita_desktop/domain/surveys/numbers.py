"""Numbers of people as they are written."""

import re
from typing import Final

from ita_desktop.domain.digits import to_arabic

MOST_PEOPLE: Final = 1_000_000
_WHOLE: Final = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*|[0-9]+")


def number_in(text: str) -> int | None:
    """Return the whole number that a text is, with Thai digits, thousands separators and the unit
    คน, too; None if it is none."""
    written = to_arabic(text).strip().removesuffix("คน").strip()
    return int(written.replace(",", "")) if _WHOLE.fullmatch(written) else None
