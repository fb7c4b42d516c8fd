"""Names of reporting rounds in the current language."""

from typing import Final

from ita_desktop.domain.tracking.entries import Round
from ita_desktop.i18n import tr

_ROUND: Final = "รอบ {months} เดือน"


def round_months(round_: Round) -> str:
    """Returns the number of months in a round's name (รอบ 6 เดือน); empty for other names."""
    months = "".join(letter for letter in round_.title if letter.isdecimal())
    return months if round_.title == _ROUND.format(months=months) else ""


def round_title(round_: Round) -> str:
    """Returns a round's name, translated if it is a standard one."""
    months = round_months(round_)
    return tr(_ROUND, months=months) if months else round_.title
