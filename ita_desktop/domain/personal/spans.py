"""What is found in a text: its kind and its place."""

from enum import StrEnum

from ita_desktop.domain.frozen import dataclass


class FoundKind(StrEnum):
    """What a place in a text is; the earlier one wins where two cover the same letters."""

    ID_NUMBER = "id"
    ACCOUNT = "account"
    TELEPHONE = "telephone"
    MAIL = "mail"
    NAME = "name"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A place in a text."""

    kind: FoundKind
    start: int
    end: int
