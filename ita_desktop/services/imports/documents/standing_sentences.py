"""The office's own sentence in a place of a book for which the program has a wording."""

import re
from typing import Final

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.documents.book import GENERATED
from ita_desktop.domain.documents.wordings import Wording
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.rich import parse
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.documents.default_texts import keys_of
from ita_desktop.services.imports.plan import Insert, RecordUpdate

_WORDINGS: Final = {
    "briefing": "book-briefing",
    "analysis": "analysis-by-indicator.intro",
    "image": "image-communication.intro",
    "one-stop": "one-stop-service.intro",
    "monitoring": "book-monitoring",
}
"""The wording that begins a part of the book, one sentence each."""
_FIELDS: Final = (
    "สำนักงานเขตและจังหวัด",
    "ชื่อการประเมิน",
    "ชื่อการประเมินภาษาไทย",
    "สำนักงานเขต",
    "ปีงบประมาณ",
    "ปีก่อน",
)
"""The fields that may stand for words of a sentence, the longest first."""
_LONGEST: Final = 1000
_OF_ONE_YEAR: Final = re.compile("|".join((r"25\d\d", *map(re.escape, (*MONTHS, *MONTHS_SHORT)))))
"""What a sentence for all years does not have: a further year, a month."""


def sentence_of(part: str, own: str, text: str, year: YearData) -> tuple[str, str] | None:
    """Return the name of a wording and the office's text for it, if ``own``, what is different in
    the ``text`` of a chapter, is surely that; None otherwise.

    It is one plain sentence at the beginning of the chapter, in the place of the program's own, and
    says nothing that is of one year alone.
    """
    from ita_desktop.documents.wordings.catalogue import template

    name = _WORDINGS.get(part, "")
    lines = [line for line in own.split("\n") if line != GENERATED]
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not name or len(lines) != 1 or first != lines[0] or len(first) > _LONGEST:
        return None
    usual = template(name)
    if set(keys_of(usual.of(year))) & set(keys_of(text)):
        return None
    line = parse(first)[0]
    if line.mark or any(span.bold for span in line.spans) or set(first) & set("{}|"):
        return None
    general = _general(line.text, year)
    return None if _OF_ONE_YEAR.search(to_arabic(general)) else (name, general)


def _general(text: str, year: YearData) -> str:
    """Return a sentence with fields in the place of the office's name and of years."""
    from ita_desktop.documents.wordings.templates import of_year

    values = of_year(year)
    found = re.sub(r"[๐-๙]{4}", lambda digits: to_arabic(digits[0]), text)
    for field in _FIELDS:
        if values[field]:
            found = found.replace(values[field], f"{{{field}}}")
    return found


def wording_write(name: str, text: str, year: YearData) -> Insert | RecordUpdate:
    """Return the write that sets the office's wording."""
    present = next((wording for wording in year.wordings if wording.name == name), None)
    if present is not None:
        return RecordUpdate(present, {"text": text})
    return Insert(Wording(id=new_id(), name=name, text=text))
