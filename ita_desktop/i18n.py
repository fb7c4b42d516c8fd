"""The shown language. Thai is the source language of every text; English is a table beside it.

One place holds the choice, because window and command line speak one language at a time.
"""

import json
from functools import cache
from typing import Final

from ita_desktop.domain.errors import ItaError, Phrase, said
from ita_desktop.paths import resource

LANGUAGES: Final = ("th", "en")


class Language:
    """The chosen language; ``th`` until :meth:`choose` says otherwise."""

    def __init__(self) -> None:
        self.code = "th"

    def choose(self, code: str) -> None:
        """Show texts in ``th`` or ``en``; raises ValueError for another code."""
        if code not in LANGUAGES:
            raise ValueError(code)
        self.code = code

    def translate(self, template: str) -> str:
        """The template in the chosen language, the Thai one where no translation is known."""
        if self.code == "th":
            return template
        return _table(self.code).get(template, template)


language: Final = Language()


@cache
def _table(code: str) -> dict[str, str]:
    path = resource("translations", f"{code}.json")
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def tr(template: str, /, **fields: object) -> str:
    """``template`` in the shown language, its ``{fields}`` filled in."""
    text = language.translate(template)
    return text.format_map(said(fields, language.translate)) if fields else text


def in_language(text: str) -> str:
    """A text in the shown language where it is a phrase of the program's, else as it is."""
    return text.said(language.translate) if isinstance(text, Phrase) else text


def sentence(error: Exception) -> str:
    """An error's sentence in the shown language; what any other error says as it is."""
    return error.sentence(language.translate) if isinstance(error, ItaError) else str(error)
