"""What was typed about a thing and could not be stored waits until that thing is shown again."""


class UnstoredTexts:
    """The texts of one field, by the thing that each is about."""

    def __init__(self) -> None:
        self.thing = ""
        """What the field is about now: a name that tells it from others."""
        self._texts: dict[str, str] = {}

    def keep(self, thing: str, text: str) -> None:
        """``text`` was typed about ``thing``; another one of it gives way."""
        self._texts[thing] = text

    def take(self) -> str | None:
        """What waits for the thing that is shown now, which is typed on from here."""
        return self._texts.pop(self.thing, None)
