"""The shown language. Thai is the source language of every text; English is a table beside it.

One place holds the choice, because window and command line speak one language at a time.
"""

import json
import re
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.errors import ItaError, Phrase, filled, translated_fields
from ita_desktop.paths import resource

if TYPE_CHECKING:
    from ita_desktop.exchange.remarks import Remark

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
    return filled(text, translated_fields(fields, language.translate)) if fields else text


def english(template: str) -> str:
    """``template`` in English, whatever the shown language; empty where no translation is known."""
    return _table("en").get(template, "")


def caption(template: str) -> str:
    """``template`` in the shown language as it stands alone, with a capital: the same translation
    also stands within sentences."""
    return capital(language.translate(template))


def capital(text: str) -> str:
    """A shown text that begins nothing else, with a capital."""
    return text[:1].upper() + text[1:]


def in_language(text: str) -> str:
    """A text in the shown language where it is a phrase of the program's, else as it is."""
    if not isinstance(text, Phrase):
        return text
    return str(text) if language.code == "th" else text.translated(language.translate)


def translated(text: str) -> str:
    """A sentence of the program's in the shown language, also where it was kept in Thai."""
    return in_language(text) if isinstance(text, Phrase) else stored_translated(text)


def stored_translated(text: str) -> str:
    """A text of the program's that was kept in Thai (a doubt about a figure, what programs before
    schema 11 called an edit) in the shown language; as it is where no template has made it."""
    return text if language.code == "th" else _translate_stored(text, language.code)


@lru_cache(maxsize=1024)
def _translate_stored(text: str, code: str) -> str:
    table = _table(code)
    if text in table:
        return table[text]
    for begin, template in _shapes(code):
        if text.startswith(begin) and (found := _shape(template).fullmatch(text)):
            fields = {
                name: _translate_stored(value, code) for name, value in found.groupdict().items()
            }
            return table[template].format_map(fields)
    return text


@cache
def _shapes(code: str) -> list[tuple[str, str]]:
    """Templates with fields, each with how it begins; those that say the most come first."""
    shapes = []
    for template in _table(code):
        parts = list(Formatter().parse(template))
        fixed = sum(len(part.strip()) for part, *_ in parts)
        names = [name for _, name, *_ in parts if name]
        plain = not any(spec or how for _, _, spec, how in parts)
        once = len(names) == len(set(names)) and all(name.isidentifier() for name in names)
        if names and plain and once and fixed > 1:
            shapes.append((fixed, parts[0][0], template))
    return [(begin, template) for _, begin, template in sorted(shapes, reverse=True)]


@cache
def _shape(template: str) -> re.Pattern[str]:
    """What a template's text looks like."""
    parts = Formatter().parse(template)
    return re.compile(
        "".join(re.escape(part) + (f"(?P<{name}>.+?)" if name else "") for part, name, *_ in parts),
        re.DOTALL,
    )


def sentence(error: Exception) -> str:
    """An error's sentence in the shown language; what any other error says as it is."""
    return error.sentence(language.translate) if isinstance(error, ItaError) else str(error)


def remark_line(remark: "Remark") -> str:
    """A remark on what was read behind its place, in the shown language."""
    return f"{in_language(remark.place)}: {remark.sentence(language.translate)}"
