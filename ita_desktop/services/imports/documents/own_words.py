"""What of a paper or book that came in becomes the office's wording, so that it is printed again as
it was, slips and all.

Of a book these are the sentence that begins a part (or its absence) and the lines of its cover. Of
a paper, its title and column headings where they differ from those of our form: a table whose
columns mean what those of a paper mean, below a title of that paper, is that paper. Its words
become the wordings of its year alone, while the papers of other years keep the usual words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.documents import GENERATED, Wording, fields_in
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.domain.rich import parse
from ita_desktop.domain.roster.names import spelt_alike
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import clean, key, one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Insert, RecordUpdate

if TYPE_CHECKING:
    from ita_desktop.documents.wordings.templates import Template

Lines = Sequence[tuple[str, Origin]]
"""Lines above a table, each with its place."""
_NEAR: Final = 2
"""Number of letters that are the same for each that is not, in a line with a slip."""
_LEAST: Final = 6
"""Minimum number of letters that such a line has beside its fields."""
_MOST: Final = 12
"""Maximum number of letters that a slip adds, leaves out or exchanges."""
_PLACEHOLDER: Final = "\ue000"
"""The first of the characters that stand for fields while lines are compared."""
_BY_ITEM: Final = "measures-by-item"
_WITH_COVER: Final = "progress-report"
_SCORES: Final = ".bracketed"
"""End of the names of what is printed of scores."""
_NUMBER: Final = lazy_re(r"^[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]?\s+")
"""The number before the heading of a chapter."""
_NO_SIGNS: Final = dict.fromkeys(range(0xE000, 0xE040))
_TEXTS: Final = frozenset({"ชื่อการประเมิน", "ชื่อการประเมินภาษาไทย", "ชื่อการประเมินภาษาอังกฤษ"})
"""Fields whose values are texts, which may have a slip of their own."""
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
_OF_ONE_YEAR: Final = lazy_re("|".join((r"25\d\d", *map(re.escape, (*MONTHS, *MONTHS_SHORT)))))
"""What a sentence for all years does not have: a further year, a month."""
_MONTH_ALONE: Final = lazy_re(rf"(?:{'|'.join(MONTHS)})(?:พ\.ศ\.)?2[56]\d\d")
"""The month below a preface, which is that of the day on which the book is made."""
_OFFICE: Final = lazy_re(r"(?:สำนักงานเขต|กรุงเทพมหานคร).{0,40}|[A-Z .,()]+")
_YEAR: Final = lazy_re(r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s*พ\.?\s?ศ\.?)?\s*25\d\d")
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
    title = list(takewhile(lambda line: not _YEAR.fullmatch(to_arabic(line)), lines[len(head) :]))
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


class _Paper(NamedTuple):
    """A paper with a table of this kind."""

    columns: "Template"
    titles: Sequence["Template"]


def put_own_heads(
    draft: ImportDraft,
    kind: ImportKind[object],
    headings: Mapping[Origin, TableHeading],
    titles: Lines,
    groups: Lines,
    *,
    is_document: bool,
    has_scores: bool,
) -> None:
    """Add to the draft the words of the file's titles, headings and ``groups`` of rows that its
    paper has otherwise, and whether it has scores; of a document, which has all of the paper,
    whether there is a cover."""
    first = {id(heading): origin for origin, heading in reversed([*headings.items()])}
    given = {id(heading): heading for heading in headings.values()}
    above = [
        (one_line(line), origin)
        for text, origin in titles
        for line in text.split("\n")
        if line.strip()
    ]
    # The numbered heading of a chapter is the book's own.
    lines = [(line, origin) for line, origin in above if not _NUMBER.match(line)]
    done: set[str] = set()
    for number, heading in given.items() if above else ():
        paper = _paper_of(draft, kind, heading, [_NUMBER.sub("", line) for line, _ in above])
        if paper is None or paper.columns.document in done:
            continue
        done.add(paper.columns.document)
        is_paper = any(_is_of(line, paper, draft) for line, _ in lines)
        if heads := _own_columns(draft, paper.columns, heading, slips_alone=not is_paper):
            origin = first[number]
            row = origin.row - heading.rows
            put_own_wording(draft, paper.columns, heads, Origin(origin.sheet, row))
        for title, text, place in _own_titles(draft, paper.titles, lines):
            put_own_wording(draft, title, text, place)
        if paper.columns.document == _BY_ITEM:
            _put_english(draft, groups)
        # What the program left out of its own may be known now.
        if is_paper and not draft.source.paper:
            _put_scores(draft, paper.columns.document, lines[0][1], has_scores=has_scores)
        if is_paper and paper.columns.document == _WITH_COVER and is_document:
            _put_cover(draft, lines)


def _put_cover(draft: ImportDraft, lines: Lines) -> None:
    """Add to the draft whether the report has a cover: it has none in a file without its lines."""
    from ita_desktop.documents.wordings.catalogue import template

    cover, values = template(f"{_WITH_COVER}.cover"), _values(draft)
    usual = [line.strip() for line in cover.text.splitlines()]
    there = [each for each in usual if any(_own_line(line, each, values) for line, _ in lines)]
    has_cover = len(there) > 1  # the year may stand alone in a line above the table, too
    if has_cover != bool(cover.words(draft.year)):
        put_own_wording(draft, cover, cover.text if has_cover else "", lines[0][1])


def _put_scores(draft: ImportDraft, document: str, origin: Origin, *, has_scores: bool) -> None:
    """Add to the draft whether the paper tells last year's scores beside its items: a file without
    any has none, although they are known."""
    from ita_desktop.documents.wordings.catalogue import templates
    from ita_desktop.services.findings import results_of

    words = templates().get(f"{document}{_SCORES}")
    if words is None or has_scores == bool(words.words(draft.year)):
        return
    before = next((one for one in draft.others if one.year == draft.year.year - 1), None)
    results = results_of(draft.year, before)
    if has_scores or any(results.score(item.code) for item in draft.year.framework.items):
        put_own_wording(draft, words, words.text if has_scores else "", origin)


def _put_english(draft: ImportDraft, groups: Lines) -> None:
    """Add to the draft that indicators of OIT are called in English, too, if they are in a file."""
    from ita_desktop.documents.reports.shared import ENGLISH, OIT_INDICATOR, english_name

    indicators = draft.year.framework.indicators
    names = {key(english_name(each)) for each in indicators if each.instrument == OIT}
    found = [origin for text, origin in groups for name in names - {""} if name in key(text)]
    if found and ENGLISH not in fields_in(OIT_INDICATOR.words(draft.year)):
        put_own_wording(draft, OIT_INDICATOR, f"{OIT_INDICATOR.text} {{{ENGLISH}}}", found[0])


def put_own_wording(
    draft: ImportDraft, template: "Template", text: str, origin: Origin, name: str = ""
) -> None:
    """Add to the draft what a file has in the place of a wording, for its year alone, or for what
    the key ``name`` says."""
    year = draft.year
    shown = template.title
    before = year.own_words.get(name, template.words(year))
    write = wording_write(name or f"{template.name}/{year.year}", text, year)
    draft.put([origin], {shown: text}, {shown: before}, [write])


def _paper_of(
    draft: ImportDraft, kind: ImportKind[object], heading: TableHeading, lines: Collection[str]
) -> _Paper | None:
    """Return the paper whose columns a table has, in their order, and one of whose titles stands
    above it; None if there is none, or more than one."""
    from ita_desktop.documents.wordings.catalogue import templates

    if heading.ignored or len(heading.columns) != len(heading.headed):
        return None
    order = sorted(heading.columns, key=heading.columns.__getitem__)
    finder = HeadingFinder(kind)
    found = []
    for template in templates().values():
        if template.columns == len(order) and _fields(finder, template, draft) == order:
            own = [other for other in templates().values() if _is_title(other, template.document)]
            paper = _Paper(template, own)
            if any(_is_of(line, paper, draft) for line in lines):
                found.append(paper)
    return found[0] if len(found) == 1 else None


def _fields(finder: HeadingFinder, template: "Template", draft: ImportDraft) -> list[str]:
    columns = finder.partly(template.shipped_cells(draft.year)).columns
    return sorted(columns, key=columns.__getitem__)


def _is_title(template: "Template", document: str) -> bool:
    from ita_desktop.documents.reports.shared import FILE

    is_other = template.columns or template.made or template.name_shown == FILE
    is_other = is_other or template.name in SENTENCES.values() or template.name.endswith(_SCORES)
    return template.document == document and not is_other


def _is_of(line: str, paper: _Paper, draft: ImportDraft) -> bool:
    """Return whether a line is one of a paper's titles, maybe with a slip."""
    usual = (each for title in paper.titles for each in _usual_lines(title, draft))
    return any(_own_line(line, each, _values(draft)) is not None for each in usual)


def _values(draft: ImportDraft) -> Mapping[str, str]:
    from ita_desktop.documents.wordings.templates import of_year

    return of_year(draft.year)


def _usual_lines(template: "Template", draft: ImportDraft) -> list[str]:
    return [line.strip() for line in template.words(draft.year).splitlines() if line.strip()]


def _own_columns(
    draft: ImportDraft, template: "Template", heading: TableHeading, *, slips_alone: bool
) -> str:
    """Return the headings of a file as a wording; empty if they are the usual ones, and with
    ``slips_alone`` if they are other words."""
    from ita_desktop.documents.wordings.templates import BREAK, CELLS

    usual = [cell.strip() for cell in template.words(draft.year).split(CELLS)]
    printed = template.cells(draft.year)
    order = sorted(heading.columns, key=heading.columns.__getitem__)
    own = []
    for name, cell, now in zip(order, usual, printed, strict=True):
        given = heading.headings[name]
        is_same = key(given) == key(now)
        if is_same or (slips_alone and _own_line(key(given), key(now), {}) is None):
            own.append(cell)
            continue
        lines = [one_line(line) for line in clean(given).split("\n")]
        own.append((BREAK if BREAK in cell else " ").join(lines))
    fit = not any(set(cell) & set("{}|") for cell in own if cell not in usual)
    return f" {CELLS} ".join(own) if own != usual and fit else ""


def _own_titles(
    draft: ImportDraft, titles: Iterable["Template"], lines: Lines
) -> Iterator[tuple["Template", str, Origin]]:
    """Yield the titles of a paper that the file has with a slip, with their texts and places."""
    values = _values(draft)
    wanted = {title.name: _usual_lines(title, draft) for title in titles}
    same = {
        (name, usual)
        for name, all_of in wanted.items()
        for usual in all_of
        for line, _ in lines
        if _own_line(line, usual, values) == usual
    }
    own_of: dict[tuple[str, str], tuple[str, Origin]] = {}
    for line, origin in lines:
        near = [
            (name, usual, own)
            for name, all_of in wanted.items()
            for usual in all_of
            if (own := _own_line(line, usual, values)) is not None
        ]
        if near and all((name, usual) not in same for name, usual, _ in near):
            name, usual, own = max(near, key=lambda each: spelt_alike(each[2], each[1]))
            own_of.setdefault((name, usual), (own, origin))
    for title in titles:
        places = [own_of[found][1] for found in own_of if found[0] == title.name]
        if places:
            usual_lines = wanted[title.name]
            own_lines = [own_of.get((title.name, usual), (usual,))[0] for usual in usual_lines]
            yield title, "\n".join(own_lines), places[0]


def _own_line(given: str, usual: str, values: Mapping[str, str]) -> str | None:
    """Return the ``usual`` line, with its fields, in the letters of a ``given`` one: itself if
    these are the same; None if that is another line.

    >>> _own_line("ตารางมาตรกาของสำนักงานเขตตัวอย่าง", "ตารางมาตรการของ{สำนักงานเขต}", {})
    'ตารางมาตรกาของ{สำนักงานเขต}'
    """
    form, own = usual, to_arabic(given)
    signs = {field: chr(ord(_PLACEHOLDER) + at) for at, field in enumerate(fields_in(usual))}
    for field, sign in signs.items():
        value = values.get(field, "")
        is_there = bool(value) and value in own
        own = own.replace(value, sign) if is_there else own
        stands = sign if is_there or field not in _TEXTS else value
        form = form.replace(f"{{{field}}}", stands)
    if key(form) == key(own):
        return usual if len(form.translate(_NO_SIGNS)) >= _LEAST else None
    same = SequenceMatcher(None, form, own, autojunk=False)
    made, other, alike = list[str](), 0, 0
    for what, start, end, first, last in same.get_opcodes():
        was, now = form[start:end], own[first:last]
        fields = [sign for sign in was if sign >= _PLACEHOLDER]
        if what == "equal":
            made.append(was)
            alike += len(was) - len(fields)
        elif fields:
            if len(fields) < len(was):
                return None
            made.append(was)
        elif made and made[-1][-1:] >= _PLACEHOLDER and what == "insert":
            continue  # the rest of a value
        else:
            made.append(now)
            other += len(was) + len(now)
    text = "".join(made)
    if alike < max(_LEAST, _NEAR * other) or other > _MOST or set(text) & set("{}|"):
        return None
    for field, sign in signs.items():
        text = text.replace(sign, f"{{{field}}}")
    return None if is_of_one_year(text) else text
