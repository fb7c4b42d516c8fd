"""What a new collection round begins with."""

from dataclasses import dataclass

from ita_desktop.domain.collection_rounds import USUAL, AskedSubject


@dataclass(frozen=True, slots=True)
class RoundPreset:
    """What the sheet of a new round begins with."""

    about: tuple[AskedSubject, ...] = USUAL
    rows: frozenset[str] = frozenset()
    """Codes of items and ids of measures; all if it is empty."""
    units: frozenset[str] = frozenset()
    """The units that are ticked; all if it is empty."""
