"""What rounds of reporting are called in the shown language."""

from typing import Final

from ita_desktop.domain.tracking.entries import Round
from ita_desktop.i18n import tr

_ROUND: Final = "รอบ {months} เดือน"


def round_months(one: Round) -> str:
    """How many months a round is named after (รอบ 6 เดือน); empty where it has another name."""
    months = "".join(letter for letter in one.title if letter.isdecimal())
    return months if one.title == _ROUND.format(months=months) else ""


def round_title(one: Round) -> str:
    """A round's name in the shown language, as far as it is a usual one."""
    months = round_months(one)
    return tr(_ROUND, months=months) if months else one.title
