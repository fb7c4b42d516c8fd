"""Keeps texts that could not be stored until their item is shown again."""


class UnstoredTexts:
    """The unstored texts of a field by item."""

    def __init__(self) -> None:
        self.thing = ""
        """The id of the current item."""
        self._texts: dict[str, str] = {}

    def keep(self, thing: str, text: str) -> None:
        """Keeps ``text`` of ``thing``, replacing an earlier one."""
        self._texts[thing] = text

    def take(self) -> str | None:
        """Returns and removes the text of the current item, for further editing."""
        return self._texts.pop(self.thing, None)
