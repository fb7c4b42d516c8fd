"""What is known of a source's content: what the workspace has after the import, and the words that
the program itself knows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, is_dataclass, replace
from dataclasses import fields as fields_of
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

from ita_desktop.domain import dates
from ita_desktop.domain.collection_rounds import ReturnedRow, RowFate
from ita_desktop.domain.framework import Framework, Option
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import FiscalYear, Organisation, OwnerRole, Person, Record
from ita_desktop.domain.roster.names import SHORT_TITLES
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.tracking.entries import is_state_alone, said_state
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.cells.codes import with_letters
from ita_desktop.exchange.choices import entries
from ita_desktop.exchange.kind import ChoiceList
from ita_desktop.exchange.kinds.measures import PLANNED
from ita_desktop.exchange.kinds.progress import DONE
from ita_desktop.exchange.kinds.registry import KINDS
from ita_desktop.exchange.kinds.results import points_of
from ita_desktop.exchange.no_data import EXAMPLE
from ita_desktop.exchange.report.results import QUESTIONS
from ita_desktop.exchange.sheets import Value
from ita_desktop.services.imports.plan import LINE, ImportPlan, Insert, PlannedChange, RecordUpdate

_APART: Final = "\ue000"
"""Stands between texts; no text has it."""
_PART: Final = ("ตัวชี้วัดที่", "ตัวชี้วัดย่อยที่", "ตัวชี้วัด", "ตัวชี้วัดย่อย")
_BESIDE: Final = (
    *("ข้อ", "ข้อที่", "ข้อคำถาม", "ข้อคำถามที่", "รหัสข้อ", *_PART),
    *("ทุกข้อ", "ยกเว้น"),
    *("คะแนนรวม", "คะแนนภาพรวม", "ผลคะแนนภาพรวม", "ผลการประเมินภาพรวม", "ค่าคะแนนภาพรวม", "เท่ากับ"),
    *("คะแนน", "ร้อยละ", "ปี", "พ.ศ.", "ค.ศ.", "วันที่", "เดือน", "รวม"),
    *("ตัวเลือก", "จำนวนตอบ", "โดยตำแหน่ง"),
    *("คณะกรรมการ", "คณะอนุกรรมการ", "คณะทำงาน", "ผู้เสนอ", "ผู้นำเสนอ"),
    *("โทร", "โทร.", "โทรศัพท์", "ภายใน", "โทร.ภายใน", "โทรศัพท์ภายใน", "เบอร์โทร", "เบอร์โทรศัพท์"),
)
"""Words beside a code, a figure, a day or a telephone, which are read as that alone; those above
figures, and those for the body that an order appoints, and for who presents a matter."""
_ROLES: Final = {
    OwnerRole.LEAD: ("หลัก", "ผู้รับผิดชอบหลัก", "เจ้าภาพ"),
    OwnerRole.SUPPORT: ("สนับสนุน", "ผู้สนับสนุน", "ร่วม", "รอง"),
}
"""Words beside an owner, which are read as the role."""
_FIELD: Final = lazy_re(r"\{[^}]*\}")
_FIGURES: Final = r"[\d.,:/–%-]*"
_FIGURE: Final = lazy_re(r"\d{1,3}(?:\.\d+)?")
_ROUNDED: Final = Decimal("0.005")
"""What rounding to two decimals changes at most."""
_UNSAID: Final = frozenset({"id", "position", "row_version", "responsible", "why"})
"""Fields that nobody reads, the units that a framework proposes, and what the program says of what
came in."""
_LONG: Final = 50_000
"""Number of letters from which on a text is not searched for each word."""
_GRAM, _STEP = 6, 3
_BOLD: Final = "**"
_CLOCK: Final = lazy_re(r"\d\d:\d\d")
"""A time of day, as it is stored."""
_LEAST_PRINTED: Final = 8
"""Number of letters by which a sentence of the program is known."""


@dataclass
class KnownTexts:
    """Texts and numbers that are known, and what ``others`` know, which stay as they are: each is
    made ready for being asked once, however many know it."""

    texts: list[str] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    others: tuple["KnownTexts", ...] = ()
    has_figures: bool = True
    """Whether a number stands here wherever it is one of its own, or in one of its texts."""

    def add(self, value: object) -> None:
        """Note a value of a record or a shown cell."""
        if isinstance(value, OwnerRole):
            self.texts += _ROLES[value]
        elif isinstance(value, str):
            self._add_text(value)
        elif isinstance(value, date):
            self.numbers.update(numbers_of(value))
        elif isinstance(value, Decimal | int):
            self.numbers.add(figure_key(str(value)))
        elif isinstance(value, tuple):
            for each in value:
                self.add(each)
        elif isinstance(value, Option):
            pass  # What may be answered accounts for no answer.
        elif is_dataclass(value) and not isinstance(value, type):
            made: type = type(value)
            for name in _said(made):
                self.add(getattr(value, name))

    def add_with(self, record: Record, records: Mapping[str, Record], depth: int = 2) -> None:
        """Note a record and those of ``records`` that it is of, as the measure of a result."""
        self.add(record)
        if isinstance(record, Person):
            self.add(record.full_name)
        made: type = type(record)
        for name in _referring(made) if depth else ():
            if (other := records.get(getattr(record, name) or "")) is not None:
                self.add_with(other, records, depth - 1)

    def _add_text(self, text: str) -> None:
        if text:
            self.texts.append(text)
        if _CLOCK.fullmatch(text):
            self.numbers.add(text)
        # What the program writes into a file has no marks of bold text.
        if _BOLD in text:
            self.texts.append(text.replace(_BOLD, ""))

    def each(self) -> Iterator["KnownTexts"]:
        """Yield this and all others."""
        yield self
        for other in self.others:
            yield from other.each()

    @cached_property
    def text(self) -> str:
        """Its own texts, as they are compared."""
        return key(_APART.join(self.texts))

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Its own texts, each as it is compared."""
        return frozenset(self.text.split(_APART))

    @cached_property
    def all_numbers(self) -> frozenset[str]:
        """Its own numbers, days and times, those of the texts included."""
        if not self.has_figures:
            return frozenset()
        text = to_arabic(_APART.join(self.texts))
        days = filter(None, map(written_day, WRITTEN_DAY.findall(text)))
        times = map(written_time, WRITTEN_TIME.finditer(text))
        return frozenset((*self.numbers, *map(figure_key, NUMBER.findall(text)), *days, *times))

    def has_number(self, number: str) -> bool:
        """Return whether a number stands anywhere."""
        return any(number in each.all_numbers for each in self.each())

    def has_month(self, month: int) -> bool:
        """Return whether a month, from 1 on, stands in a text, or there is a day of it."""
        names = [key(names[month - 1]) for names in (dates.MONTHS, dates.MONTHS_SHORT)]
        numbers = (number for each in self.each() for number in each.all_numbers)
        return any(self.has(name, 1) for name in names) or any(
            number.split("/")[1:2] == [str(month)] for number in numbers
        )

    def has_weighted(self, number: str, weights: Iterable[Decimal]) -> bool:
        """Return whether a number is one of the ``weights`` of instruments or their sum, or the
        points of one that follow from a score."""
        if not _FIGURE.fullmatch(number):
            return False
        figure, known = Decimal(number), list(weights)
        numbers = (number for each in self.each() for number in each.all_numbers)
        scores = [Decimal(each) for each in numbers if _FIGURE.fullmatch(each)]
        points = (score * weight / 100 for score in scores for weight in known)
        return figure in {*known, Decimal(100)} or any(
            abs(figure - each) <= _ROUNDED for each in points
        )

    def has_score_of(self, line: str) -> bool:
        """Return whether a line is points with their full mark, of which the score stands here."""
        of = points_of(line)
        if of is None or not of.full:
            return False
        return self.has_number(figure_key(str(round_score(of.points * 100 / of.full))))

    def has(self, words: str, least: int = 0) -> bool:
        """Return whether words are one of the texts, or stand in one if they have at ``least`` so
        many letters."""
        return self.has_whole(words) or (
            len(words) >= least and any(each.stands_in(words) for each in self.each())
        )

    def has_whole(self, words: str) -> bool:
        """Return whether words are one of the texts."""
        return any(words in each.wholes for each in self.each())

    def stands_in(self, words: str) -> bool:
        """Return whether words stand in the text; in a long one they are looked for only where the
        rarest of their parts is, so that many texts cost as much for each as few."""
        if len(self.text) < _LONG or len(words) < _GRAM + _STEP - 1:
            return words in self.text
        last = len(words) - _GRAM
        for first in range(_STEP):
            ats = range(first, last + 1, _STEP)
            if not all(words[at : at + _GRAM] in self._grams for at in ats):
                continue
            each = ((self._places(words, at), at) for at in ats)
            places, begin = min(each, key=lambda found: len(found[0]))
            if any(
                self.text.startswith(words, place - begin) for place in places if place >= begin
            ):
                return True
        return False

    def _places(self, words: str, at: int) -> Sequence[int]:
        """Return where the part of words from the letter ``at`` on is in the text."""
        places = self._grams[words[at : at + _GRAM]]
        return (places,) if isinstance(places, int) else places

    @cached_property
    def _grams(self) -> Mapping[str, int | list[int]]:
        """Where the parts of some letters of the text are, one for each step: words that stand in
        it have all of theirs here, from one of their first letters on."""
        found: dict[str, int | list[int]] = {}
        for at in range(0, len(self.text), _STEP):
            places = found.setdefault(self.text[at : at + _GRAM], at)
            if isinstance(places, list):
                places.append(at)
            elif places != at:
                found[self.text[at : at + _GRAM]] = [places, at]
        return found

    def beyond(self, cells: "KnownTexts") -> "KnownTexts":
        """Return what does not stand in the ``cells``, line by line."""
        lines = dict.fromkeys(line for text in self.texts for line in text.split("\n") if line)
        told = cells.text
        beyond = [line for line in lines if key(line) not in told and not cells.has_pieces(line)]
        return KnownTexts(beyond, self.numbers - cells.all_numbers)

    def has_pieces(self, line: str) -> bool:
        """Return whether each word and number of a line stands somewhere, and there is one."""
        pieces = list(pieces_of(line))
        return bool(pieces) and all(
            self.has_number(piece.key) if piece.is_number else self.has(piece.key)
            for piece in pieces
        )

    def take(self, other: "KnownTexts") -> None:
        """Note what another one knows."""
        self.texts += other.texts
        self.numbers |= other.numbers
        self.others += other.others

    def joined(self, others: Iterable["KnownTexts"]) -> "KnownTexts":
        """Return this with what others know."""
        return KnownTexts(others=(self, *others))


def said_by(plan: ImportPlan, change: PlannedChange, records: Mapping[str, Record]) -> KnownTexts:
    """Return what a change says: as it is shown, and as it is written with what it is of."""
    known = KnownTexts()
    for cell in change.cells:
        if cell.heading != LINE:
            known.add((cell.new, cell.old or ""))
    for write in plan.writes_of(change):
        known.add_with(write.record, records)
        if isinstance(write, RecordUpdate):
            known.add(tuple(write.fields.values()))
    return known


def made_by(plan: ImportPlan, change: PlannedChange) -> KnownTexts:
    """Return what a change makes of a row, without what is said of that elsewhere."""
    known = KnownTexts()
    for write in plan.writes_of(change):
        if isinstance(write, RecordUpdate):
            known.add(tuple(write.fields.values()))
        elif isinstance(write, Insert):
            known.add_with(write.record, {})
    known.add(tuple(cell.new for cell in change.cells if cell.heading != LINE))
    return known


@cache
def _said(record: type) -> tuple[str, ...]:
    """Return the fields of a record that say something."""
    names = (each.name for each in fields_of(record))
    return tuple(n for n in names if n not in _UNSAID and not n.endswith(("_id", "_key")))


@cache
def _referring(record: type) -> tuple[str, ...]:
    """Return the fields of a record with the key of another one."""
    return tuple(each.name for each in fields_of(record) if each.name.endswith("_id"))


def whole_of(record: Record) -> str:
    """Return the id of what a record is a part of, as an owner of a measure; empty if of none."""
    made: type = type(record)
    whole = _whole(made)
    return getattr(record, whole) if whole else ""


@cache
def _whole(record: type) -> str:
    """Return the field with the key of what records are parts of: they are of one always."""
    needed = {each.name for each in fields_of(record) if each.default is MISSING} - {"year_id"}
    return next((name for name in _referring(record) if name in needed), "")


def parts_of(records: Iterable[Record]) -> Mapping[str, Sequence[Record]]:
    """Return the parts of records by the ids of these."""
    found = defaultdict[str, list[Record]](list)
    for record in records:
        if whole := whole_of(record):
            found[whole].append(record)
    return found


def known_of_year(year: YearData) -> KnownTexts:
    """Return what a year says, its framework included."""
    rows = (_known_of_rows(rows) for name in PLACES.values() if (rows := getattr(year, name)))
    return known_of_frame(year).joined(rows)


@lru_cache(maxsize=2 * len(PLACES))
def _known_of_rows(rows: tuple[Record, ...]) -> KnownTexts:
    """Return what the rows of one list of a year say: of many files that come in, each changes few
    lists. What came of a unit and nobody has decided about is not said by the year."""
    known = KnownTexts()
    said = (row for row in rows if not isinstance(row, ReturnedRow) or row.fate is not RowFate.LEFT)
    known.add(tuple(said))
    known.add(tuple(row.full_name for row in rows if isinstance(row, Person)))
    return known


def known_of_frame(year: YearData) -> KnownTexts:
    """Return what a year says before anything is typed: its office and framework."""
    return _known_of_frame(year.organisation, year.fiscal_year, year.framework)


def words_of_frame(year: YearData) -> KnownTexts:
    """Return what a year says before anything is typed, for words alone and figures among them: a
    total of 95 is not the limit of 95."""
    return _words_of_frame(year.organisation, year.fiscal_year, year.framework)


@lru_cache(maxsize=8)
def _words_of_frame(office: Organisation, year: FiscalYear, framework: Framework) -> KnownTexts:
    return replace(_known_of_frame(office, year, framework), has_figures=False)


@lru_cache(maxsize=8)
def _known_of_frame(office: Organisation, year: FiscalYear, framework: Framework) -> KnownTexts:
    from ita_desktop.documents.reports.framework_summary import reach

    known, levels = KnownTexts(), framework.levels
    known.add(tuple(reach(levels, level) for level in levels.levels))
    known.add((office, year, framework))
    for place in framework.outline:
        known.add((place.code, *(f"{part} {place.code} {place.name}" for part in _PART)))
    return known


@cache
def words_of_cells() -> frozenset[str]:
    """Return the words that are read as a value: what may be chosen in a cell, months, days, titles
    of people that are spelled out."""
    from ita_desktop.documents.reports.measures.lines import ELSEWHERE_HEADING, SOURCE

    words = [text for choice in ChoiceList for text in entries(choice, None)]
    words += (
        ELSEWHERE_HEADING.text,
        SOURCE.text.partition("{")[0].strip(" (:"),
        *dates.MONTHS,
        *dates.MONTHS_SHORT,
        *dates.MONTH_WORDS,
        *dates.WEEKDAYS,
        *PLANNED,
        *DONE,
        *(f"{before}วัน{day}ที่" for day in dates.WEEKDAYS for before in ("", "เมื่อ", "ใน")),
        *("เมื่อวันที่", "ณ วันที่", "ในวันที่"),
        *_BESIDE,
        *SHORT_TITLES,
    )
    return frozenset(map(key, words))


@cache
def known_of_program() -> KnownTexts:
    """Return the words by which tables are known, and what the program prints on every paper of
    its own."""
    known = KnownTexts([part for text in _printed() for part in _FIELD.split(text)])
    for kind in KINDS:
        known.add(kind.title)
        for column in kind.columns:
            known.add((column.heading, *(text.rstrip("*") for text in column.also)))
    for questions in QUESTIONS.values():
        for _, options in questions:
            known.add(tuple(f"{number}.{text}" for number, text in enumerate(options, 1)))
    return known


def is_example(values: Iterable[Value]) -> bool:
    """Return whether a row is an example of one of the program's templates, as it went out."""
    texts = (key(str(value)).removeprefix(key(EXAMPLE)) for value in values)
    return frozenset(filter(None, texts)) in _examples()


@cache
def _examples() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(filter(None, map(key, map(str, each.values()))))
        for kind in KINDS
        for each in kind.examples
    )


@cache
def order_heads() -> frozenset[str]:
    """Return the headings of the numbers of rows, as they are compared."""
    columns = (column for kind in KINDS for column in kind.columns if column.name == "order")
    return frozenset(
        key(text.rstrip("*")) for column in columns for text in (column.heading, *column.also)
    )


def _printed() -> Iterator[str]:
    from ita_desktop.documents.wordings.catalogue import templates

    for template in templates().values():
        for line in template.text.split("\n"):
            yield from line.split("|")


def says_state(line: str, local: KnownTexts) -> bool:
    """Return whether a line has a state alone that is written of its row."""
    state = said_state(line) if is_state_alone(line) else None
    return state is not None and local.has_whole(state.value)


def names_of(year: YearData) -> tuple[str, ...]:
    """Return what the program fills into its own sentences, the longest first."""
    from ita_desktop.documents.wordings.templates import of_year

    bodies, units = (each.name for each in year.bodies), (each.name for each in year.units)
    names = (*of_year(year).values(), *bodies, *units)
    return tuple(sorted(set(map(key, filter(None, names))), key=len, reverse=True))


def is_printed(line: str, names: Iterable[str]) -> bool:
    """Return whether a line, as it is compared, is a sentence of the program with such ``names``
    and figures of its own reckoning; names alone are none."""
    for name in names:
        line = line.replace(name, "")
    if not line:
        return False
    # What went out before 0.3.0 calls a unit by the word for an agency.
    known = (line, line.replace("หน่วยงาน", "หน่วย"))
    wholes, sentences = known_of_program().wholes, _sentences()
    return any(each in wholes or sentences.fullmatch(each) for each in known)


@cache
def _sentences() -> re.Pattern[str]:
    patterns = []
    for text in _printed():
        parts = [re.escape(key(part)) for part in _FIELD.split(text)]
        if len(parts) > 1 and len("".join(parts)) > _LEAST_PRINTED:
            patterns.append(_FIGURES.join(parts))
    return re.compile("|".join(patterns))


def filled_in(line: str) -> Iterator[list[str]]:
    """Yield what stands in a line in the places of the fields of each sentence of the program that
    it may be.

    >>> next(filled_in("คำตอบ IIT รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน"))
    ['IIT']
    """
    for first, *between, last in _parts_of_sentences():
        at, found = len(first), list[str]()
        end = len(line) - len(last)
        if end < at or not (line.startswith(first) and line.endswith(last)):
            continue
        for part in between:
            begun = line.find(part, at, end)
            if begun < 0:
                break
            found.append(line[at:begun].strip())
            at = begun + len(part)
        else:
            yield [*found, line[at:end].strip()]


@cache
def _parts_of_sentences() -> tuple[tuple[str, ...], ...]:
    texts = ([" ".join(part.split()) for part in _FIELD.split(text)] for text in _printed())
    return tuple(
        tuple(parts)
        for parts in texts
        if len(parts) > 1 and len(key("".join(parts))) > _LEAST_PRINTED
    )


NUMBER: Final = lazy_re(r"0 \d{4} \d{4}(?!\d)|\d+(?:,\d{3})*(?:[./-]\d+)*")
"""A number; that of a telephone is one as letters print it: ``0 2000 0000``."""
_SIGNS: Final = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_CONTINUED: Final = r"(?:\s*\(ต่อ\))?"
"""Behind the number or code of a row that goes on with the one before."""
_PIECE: Final = lazy_re(
    r"(?P<address>(?:https?|ftp)://\S+)"
    rf"|(?P<code>[A-Za-z]+\d\w*|(?<![A-Za-z])[IEO][ -]\d{{1,2}}(?!\d)){_CONTINUED}"
    rf"|(?P<number>{NUMBER.pattern}){_CONTINUED}"
    rf"|(?P<short>(?:(?:[^\W\d_]{_SIGNS}*){{1,3}}\.){{2,}})"
    rf"|(?:และ|หรือ)?(?P<word>(?:[^\W\d_]|{_SIGNS})+)"
)
_DAY: Final = lazy_re(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{4})[/-](\d{1,2})[/-](\d{1,2})"
)
_MONTH: Final = "|".join(
    re.escape(name).replace(r"\.", r"\.?\s?") for name in (*dates.MONTHS, *dates.MONTHS_SHORT)
)
WRITTEN_DAY: Final = lazy_re(
    rf"(?<!\d)\d{{1,2}}[\s-]*(?:เดือน\s*)?(?:{_MONTH})[\s-]*(?:[พค]\.?\s?ศ\.?\s*)?(?:\d{{4}}|\d{{2}})(?!\d)"
)
"""A day with the name of its month, in Arabic digits."""
_LEAST: Final = 2
"""Number of letters of a word; a single one is a mark or a part of an abbreviation."""
_JOINING: Final = frozenset({"และ", "หรือ"})


class CheckedPiece(NamedTuple):
    """A piece of a line, from ``start`` to ``end``: ``key`` is what it is compared by."""

    key: str
    start: int
    end: int
    is_number: bool


def pieces_of(text: str) -> Iterator[CheckedPiece]:
    """Yield the pieces of a text in order.

    >>> [piece.key for piece in pieces_of("ร้อยละ ๙๑.๑๐ (ปี 2568)")]
    ['ร้อยละ', '91.1', 'ปี', '2568']
    """
    for found in _PIECE.finditer(with_letters(to_arabic(text))):
        name = found.lastgroup or ""
        word, (start, end) = found[name], found.span(name)
        if name == "number":
            yield CheckedPiece(figure_key(word), start, end, is_number=True)
        elif len(word) >= _LEAST and word not in _JOINING:
            word = word.replace("-", "") if name == "code" else word
            yield CheckedPiece(key(word), start, end, is_number=False)


def figure_key(number: str) -> str:
    """Return what equal numbers have in common: ``085.50`` and ``85.5`` are one, and so are the
    days ``31/01/2568``, ``31-1-68`` and ``2025-01-31``."""
    plain = number.replace(",", "")
    if found := _DAY.fullmatch(plain):
        day, month, year = filter(None, found.groups())
        if len(day) > 2:
            day, year = year, day
        era = dates.BUDDHIST_OFFSET if len(year) > 2 and int(year) < 2400 else 0
        return f"{int(day)}/{int(month)}/{(int(year) + era) % 100}"
    if plain.count(".") == 1:
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"


def written_day(text: str) -> str:
    """Return the key of a day with the name of its month; empty if there is no such day.

    >>> written_day("5 พฤศจิกายน พ.ศ. 2567"), figure_key("5/11/67")
    ('5/11/67', '5/11/67')
    """
    try:
        return numbers_of(dates.parse_date(text))[0]
    except dates.DateError:
        return ""


WRITTEN_TIME: Final = lazy_re(
    r"(?<![\d.:])(\d{1,2})[.:](\d{2})(?![\d.:])(?:\s*(?:นาฬิกา|น\.?(?![ก-๙])))?"
)
"""A time of day, or a figure that is written like one, in Arabic digits."""


def written_time(found: re.Match[str]) -> str:
    """Return a time as it is stored: ``09:00``."""
    return f"{found[1]:>02}:{found[2]}"


def numbers_of(day: date) -> tuple[str, ...]:
    """Return the keys of a day: written in numbers, then of the numbers beside a month's name; of
    either era."""
    year = dates.buddhist_year(day)
    short = f"{day.day}/{day.month}"
    written = (f"{short}/{year % 100}", f"{short}/{day.year % 100}", short)
    return (*written, *map(str, (day.day, day.month, year, year % 100, day.year, day.year % 100)))
