"""The moment in which evidence is given."""

from datetime import UTC, datetime

from ita_desktop.domain.dates import moment_text


def now() -> str:
    """Return the present moment as records keep it."""
    return moment_text(datetime.now(UTC))
