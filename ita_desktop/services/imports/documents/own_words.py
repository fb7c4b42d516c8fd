"""What of a book that came in becomes the office's wording: the sentence that begins a part (or its
absence) and the lines of its cover. So the book is printed again as it was, slips and all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.documents import GENERATED, Wording
from ita_desktop.domain.records import new_id
from ita_desktop.domain.rich import parse
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.plan import Insert, RecordUpdate

SENTENCES: Final = {
    "briefing": "book-briefing",
    "analysis": "analysis-by-indicator.intro",
    "image": "image-communication.intro",
    "one-stop": "one-stop-service.intro",
    "monitoring": "book-monitoring",
}
"""The wording that begins a part of the book, one sentence each."""
ONE_SENTENCE: Final = "briefing"
"""The part that is a single sentence, with photographs."""
BEFORE: Final = {"analysis": "measures-book.study"}
"""The wording of what the program makes of last year's result before the table of a part."""
_FIELDS: Final = (
    "สำนักงานเขตและจังหวัด",
    "ชื่อภาษาอังกฤษ",
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
_MONTH_ALONE: Final = re.compile(rf"(?:{'|'.join(MONTHS)})(?:พ\.ศ\.)?2[56]\d\d")
"""The month below a preface, which is that of the day on which the book is made."""
_OFFICE: Final = re.compile(r"(?:สำนักงานเขต|กรุงเทพมหานคร).{0,40}|[A-Z .,()]+")
_YEAR: Final = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s*พ\.?\s?ศ\.?)?\s*25\d\d")
_OF_BOOK: Final = "มาตรการ"
_LONGEST_LINE: Final = 120
_MOST_LINES: Final = 4
"""Maximum number of lines of each part of a cover."""


def sentence_of(part: str, own: str, text: str, year: YearData) -> tuple[str, str] | None:
    """Return the name of a wording and the office's text for it, if ``own``, what is different in
    the ``text`` of a chapter, is surely that; None otherwise.

    It is one plain sentence at the beginning of the chapter, in the place of the program's own, and
    says nothing that is of one year alone.
    """
    from ita_desktop.documents.wordings.catalogue import template

    name = SENTENCES.get(part, "")
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
    return None if is_of_one_year(general) else (name, general)


def usual_sentence(part: str, text: str, year: YearData) -> tuple[str, str] | None:
    """Return the wording that begins a part, and its usual text, if the ``text`` of a chapter has
    it and the program would not print it, as the year has no records of what it tells."""
    from ita_desktop.documents.reports.book.pages import is_briefed
    from ita_desktop.documents.wordings.catalogue import template

    if part != ONE_SENTENCE or is_briefed(year):
        return None
    usual = template(SENTENCES[part])
    is_told = set(keys_of(usual.of(year))) <= set(keys_of(text))
    return (usual.name, usual.text) if is_told else None


def empty_sentence(part: str, year: YearData) -> tuple[str, str] | None:
    """Return the wording that begins a part of the book, as empty as in a file that has the part's
    records alone; None if nothing is printed there, or the office's own words are."""
    from ita_desktop.documents.wordings.catalogue import template

    name = SENTENCES.get(part, "")
    is_printed = bool(name) and name not in year.own_words and bool(template(name).text)
    return (name, "") if is_printed else None


def empty_study(part: str, text: str, made: str, before: YearData | None) -> tuple[str, str] | None:
    """Return the wording of what the program has ``made`` of the result of the year ``before`` for
    a part, as empty as in the ``text`` of a chapter with the part's records; None if the text has a
    line of it, if there is nothing of it, or the office's own words are."""
    from ita_desktop.documents.wordings.catalogue import template

    lines = set(keys_of(made))
    if before is None or part not in BEFORE or not lines or lines & set(keys_of(text)):
        return None
    name = template(BEFORE[part]).key(before)
    return None if name in before.own_words else (name, "")


def of_cover(text: str, year: YearData) -> dict[str, str] | None:
    """Return the wordings of a cover by name, those of the year where they print the same; None if
    the lines are no cover: names of the office, a title, the year, names of the office."""
    from ita_desktop.documents.wordings.catalogue import template

    parts = _parts_of_cover([line.strip() for line in text.split("\n") if line.strip()])
    if parts is None:
        return None
    lines = {name: "\n".join(part) for name, part in parts.items()}
    found = {name: _general(each, year) for name, each in lines.items()}
    if any(map(is_of_one_year, found.values())) or set(text) & set("{}|"):
        return None
    usual = {name: template(name) for name in found}
    return {
        name: usual[name].words(year) if key(usual[name].of(year)) == key(lines[name]) else general
        for name, general in found.items()
    }


def _parts_of_cover(lines: Sequence[str]) -> dict[str, Sequence[str]] | None:
    head = list(takewhile(_OFFICE.fullmatch, lines))
    title = list(takewhile(lambda line: not _is_year(line), lines[len(head) :]))
    at = len(head) + len(title)
    year, foot = lines[at : at + 1], lines[at + 1 :]
    parts: dict[str, Sequence[str]] = {
        "book-cover": head,
        "book-cover-title": title,
        "book-cover-year": year,
        "book-cover-foot": foot,
    }
    is_dated = _YEAR.search(to_arabic(" ".join((*title, *year)))) is not None
    is_cover = _OF_BOOK in "".join(title) and is_dated and all(map(_OFFICE.fullmatch, foot))
    is_short = all(len(part) <= _MOST_LINES for part in parts.values())
    return parts if is_cover and is_short and max(map(len, lines)) <= _LONGEST_LINE else None


def _is_year(line: str) -> bool:
    return _YEAR.fullmatch(to_arabic(line)) is not None


def _general(text: str, year: YearData) -> str:
    """Return a sentence with fields in the place of the office's name and of years."""
    from ita_desktop.documents.wordings.templates import of_year

    values = of_year(year)
    found = re.sub(r"[๐-๙]{4}", lambda digits: to_arabic(digits[0]), text)
    for field in _FIELDS:
        if values[field]:
            found = found.replace(values[field], f"{{{field}}}")
    return found


def is_of_one_year(text: str) -> bool:
    """Return whether a text names a year or a month, so that it is none for all years."""
    return _OF_ONE_YEAR.search(text) is not None


def wording_write(name: str, text: str, year: YearData) -> Insert | RecordUpdate:
    """Return the write that sets the office's wording."""
    present = next((wording for wording in year.wordings if wording.name == name), None)
    if present is not None:
        return RecordUpdate(present, {"text": text})
    return Insert(Wording(id=new_id(), name=name, text=text))


def keys_of(text: str) -> Iterator[str]:
    """Yield the comparison keys of the lines of a rich text, of the cells in its tables."""
    for each in text.split("\n"):
        for piece in _pieces(each):
            for block in parse(piece):
                words = key(block.text)
                if words.strip("-<^") and not _MONTH_ALONE.fullmatch(words):
                    yield words


def _pieces(line: str) -> Iterable[str]:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        return [piece for cell in stripped[1:-1].split("|") for piece in cell.split("<br>")]
    return [stripped]
