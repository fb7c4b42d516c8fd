"""Personal data of a year: typed into its texts, by place, and rows of each kind with their
retention periods.

Every text column of every record and of the framework is read, so that a new column is, too. What
of it comes out in public is seen by :func:`marked`: a year with a mark in place of each find, of
which papers and pages are made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Final

from ita_desktop.domain.answers import PublicText
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import Item
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.letters import (
    AgendaAttachment,
    Endorsement,
    Letter,
    LetterAttachment,
    LetterRecipient,
)
from ita_desktop.domain.meetings import ActionItem, AgendaItem, Attendance, Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_finding import (
    NO_NAMES,
    FoundKind,
    PersonalSpan,
    RegisterNames,
    find,
    names_health,
    normal,
)
from ita_desktop.domain.personal_marks import FILES, Personal, mark_of, marks_of
from ita_desktop.domain.records import Evidence, Member, Organisation, Record, table_name
from ita_desktop.domain.rich import plain
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty, Tenure
from ita_desktop.domain.text import clean
from ita_desktop.domain.year import PLACES, YearData

FRAMEWORK: Final = "framework"
"""Stands for the table in a place of the framework, which has no row for each text."""
_UNREAD: Final = FILES | {Personal.TELEPHONE, Personal.MAIL}
"""Columns without text, and those that a paper for everybody never prints by what they are."""
_TYPED: Final = frozenset((Personal.FREE, Personal.COMMENT, Personal.POST))
"""Columns in which a name is typed, also in the place of a post; in others it has its place."""
_OWN_CONTACTS: Final = frozenset((FoundKind.TELEPHONE, FoundKind.MAIL))
_OF_PEOPLE: Final = (
    ActionItem, AgendaAttachment, AgendaItem, AppointmentOrder, Attendance, Duty, Endorsement,
    Letter, LetterAttachment, LetterRecipient, Meeting, Member, Tenure,
)  # fmt: skip
"""Records of forms that name people: orders, letters, agenda, minutes, lists of bodies."""
_OF_SOMEBODY: Final = (Attendance, Member, Tenure)
"""Records of one person, whose texts are about that person."""
_CONTACTS: Final = ("ข้อมูลการติดต่อ", "ช่องทางติดต่อ", "ช่องทางการติดต่อ", "หมายเลขโทรศัพท์")
"""What an item about the office's contacts says."""
_MOBILE_LENGTH: Final = 10
_OFFICIAL: Final = (".go.th", ".mi.th", ".ac.th")
"""How addresses of authorities and their schools end."""
_HIDING: Final = lazy_re("\\*\\*|[\u00ad\u200b-\u200d\u2060\ufeff]")
"""What may stand within a number, and is not seen on paper."""
FIRST_MARK: Final = "\U000f0000"
"""The first of the letters for private use, which no text from elsewhere has."""
LAST_MARK: Final = "\U000ffffd"
_DIGEST: Final = 4
"""Letters of a digest: too few to guess a telephone number from it once the text is erased, enough
that a changed text is asked about again."""


REGISTER: Final = "personal-data-register"
"""Document of the register of personal data, and prefix of the wordings that hold the retention
periods."""
USUAL: Final = 10
"""Default retention period in years (ระเบียบงานสารบรรณ)."""


@dataclass(frozen=True, slots=True)
class TypedData:
    """Personal data in a text. ``row`` is the record; in the framework, the item or other part."""

    year: int
    table: str
    key: str
    column: str
    kind: FoundKind
    text: str
    """What was found, as typed."""
    whole: str
    """The text in which it stands."""
    start: int
    end: int
    row: Any
    of_people: bool
    """Whether the record is of a form that names people."""

    @property
    def place(self) -> str:
        """The place as a decision notes it."""
        return f"{self.table}/{self.key}/{self.column}"

    @property
    def digest(self) -> str:
        return digest_of(self.place, self.kind, self.text)


def digest_of(place: str, kind: FoundKind, text: str) -> str:
    """Return the short digest by which found text is known again in its place, however it is
    grouped or spaced."""
    return sha256(f"{place} {kind} {normal(kind, text)}".encode()).hexdigest()[:_DIGEST]


def typed_data(data: YearData) -> tuple[TypedData, ...]:
    """Return the personal data in all texts of a year that nobody has decided about, without the
    contacts that the office publishes on purpose."""
    names = _names(data)
    return _undecided(
        data, (*_in_records(data, _records(data), names), *_in_framework(data, names))
    )


def typed_in(data: YearData, records: Iterable[Record]) -> tuple[TypedData, ...]:
    """Return that of :func:`typed_data` which is in some records of the year. Of ``data`` people,
    letters, evidence, framework and decisions are needed."""
    return _undecided(data, _in_records(data, records, _names(data)))


def in_file(data: YearData, row: Evidence, lines: Iterable[str]) -> tuple[TypedData, ...]:
    """Return the personal data that nobody has decided about in the text of an evidence's file.
    Names, office telephones and addresses of authorities stand in any official document, so only
    numbers of people are looked for: ID numbers, accounts, mobile telephones, other addresses."""
    return _undecided(
        data,
        (
            TypedData(
                data.year, table_name(Evidence), row.id, "media", one.kind,
                line[one.start : one.end], line, one.start, one.end, row, of_people=False,
            )
            for line in lines
            for one in find(line)
            if _is_of_somebody(one.kind, normal(one.kind, line[one.start : one.end]))
        ),
    )  # fmt: skip


def _is_of_somebody(kind: FoundKind, text: str) -> bool:
    if kind is FoundKind.TELEPHONE:
        return len(text) == _MOBILE_LENGTH
    return kind is not FoundKind.MAIL or not text.endswith(_OFFICIAL)


def _names(data: YearData) -> RegisterNames:
    return _register(tuple(person.name for person in data.people))


@lru_cache(maxsize=4)
def _register(names: tuple[str, ...]) -> RegisterNames:
    """Return the same for the same names, so that what was found by them is known."""
    return RegisterNames(names)


def _undecided(data: YearData, every: Iterable[TypedData]) -> tuple[TypedData, ...]:
    decided = {(row.place, row.digest) for row in data.public_texts}
    contacts = _contacts(data)
    return tuple(
        found
        for found in every
        if (found.kind, normal(found.kind, found.text)) not in contacts
        and not (found.kind in _OWN_CONTACTS and _gives_contacts(data, found.row))
        and (found.place, found.digest) not in decided
    )


def _records(data: YearData) -> Iterator[Record]:
    yield data.organisation
    yield data.fiscal_year
    for field in PLACES.values():
        yield from getattr(data, field)


@cache
def _columns(record: type[Record]) -> tuple[tuple[str, Personal], ...]:
    """Return the text columns to read, without keys."""
    marks = ((field.name, mark_of(field.type)) for field in fields(record))
    return tuple((name, mark) for name, mark in marks if mark is not None and mark not in _UNREAD)


def _in_records(
    data: YearData, records: Iterable[Record], names: RegisterNames
) -> Iterator[TypedData]:
    for record in records:
        if isinstance(record, PublicText):
            continue
        for column, mark in _columns(type(record)):  # type: ignore[arg-type]  # as in counts
            text = getattr(record, column)
            if not text:
                continue
            found = find_all(text, names if mark in _TYPED else NO_NAMES)
            if isinstance(record, _OF_SOMEBODY) and mark is Personal.FREE:
                found = (*found, *names_health(text))
            for one in found:
                yield TypedData(
                    data.year, table_name(type(record)), record.id, column, one.kind,
                    text[one.start : one.end], text, one.start, one.end, record,
                    isinstance(record, _OF_PEOPLE),
                )  # fmt: skip


def _in_framework(data: YearData, names: RegisterNames) -> Iterator[TypedData]:
    framework = data.framework
    for part, text in framework.texts:
        for one in find_all(text, names):
            yield TypedData(
                data.year, FRAMEWORK, f"{framework.code} {part.code}", "text", one.kind,
                text[one.start : one.end], text, one.start, one.end, part, of_people=False,
            )  # fmt: skip


def find_all(text: str, names: RegisterNames) -> tuple[PersonalSpan, ...]:
    """Return the finds of a text. Where one is seen only without marks of style and invisible
    letters, as papers print it, the whole text is the place."""
    found = find(text, names)
    if not _HIDING.search(text):
        return found
    printed = plain(clean(text))
    known = {(one.kind, normal(one.kind, text[one.start : one.end])) for one in found}
    for one in find(printed, names):
        if (one.kind, normal(one.kind, printed[one.start : one.end])) not in known:
            return (PersonalSpan(one.kind, 0, len(text)),)
    return found


# -- contacts of the office


def _contacts(data: YearData) -> frozenset[tuple[FoundKind, str]]:
    """Return the telephone numbers and addresses that the office gives as its own."""
    texts = list(_values(data.organisation))
    texts += [letter.phone for letter in data.letters]
    texts += [text for row in data.evidence if _gives_contacts(data, row) for text in _values(row)]
    return frozenset(
        (found.kind, normal(found.kind, text[found.start : found.end]))
        for text in texts
        for found in find(text)
        if found.kind in _OWN_CONTACTS
    )


def _values(record: Record) -> Iterator[str]:
    for column, _mark in _columns(type(record)):  # type: ignore[arg-type]  # as above
        yield getattr(record, column)


def _gives_contacts(data: YearData, row: object) -> bool:
    """Return whether a record says how the office is reached: its own row, and what belongs to an
    item about contacts."""
    if isinstance(row, Organisation):
        return True
    code = row.code if isinstance(row, Item) else getattr(row, "item_code", "")
    item = data.framework.item_by_code.get(code)
    if item is None:
        return False
    point = row.point if isinstance(row, Evidence) else ""
    texts = [f"{need.part} {need.text}" for need in item.requirements if point in ("", need.code)]
    return any(word in text for text in (item.title, *texts) for word in _CONTACTS)


# -- marks


def marked(data: YearData, found: Sequence[TypedData], first: int = 0) -> YearData:
    """Return the year with the letter :func:`mark` of its number, from ``first`` on, in place of
    each find, so that it is seen where a find comes out."""
    texts: defaultdict[tuple[str, str, str], list[tuple[int, int, str]]] = defaultdict(list)
    wholes: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, one in enumerate(found, first):
        if one.table == FRAMEWORK:
            wholes[one.whole].append((one.start, one.end, mark(number)))
        else:
            texts[one.table, one.key, one.column].append((one.start, one.end, mark(number)))
    changed: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for one in found:
        if places := texts.get((one.table, one.key, one.column)):
            changed[one.table][one.key][one.column] = with_marks(one.whole, places)
    rows: dict[str, Any] = {}
    for field in PLACES.values():
        some = getattr(data, field)
        if some and (of_table := changed.get(table_name(type(some[0])))):
            rows[field] = tuple(replace(row, **of_table.get(row.id, {})) for row in some)
    for field in ("organisation", "fiscal_year"):
        row = getattr(data, field)
        rows[field] = replace(row, **changed[table_name(type(row))].get(row.id, {}))
    if wholes:
        new = {text: with_marks(text, places) for text, places in wholes.items()}
        rows["framework"] = _with_texts(data.framework, new)
    return replace(data, **rows)


def mark(number: int) -> str:
    """Return the letter of a find, by its number; very many share the last one."""
    return chr(min(ord(FIRST_MARK) + number, ord(LAST_MARK)))


def with_marks(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other letters in its places (start, end, letters)."""
    for start, end, new in sorted(set(places), reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _with_texts(value: Any, texts: Mapping[str, str]) -> Any:
    """Return a value with texts replaced in it, at whatever depth."""
    if type(value) is str:
        return texts.get(value, value)
    if type(value) is tuple:
        return tuple(_with_texts(part, texts) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    return replace(value, **{name: _with_texts(part, texts) for name, part in old.items()})


def counts(data: YearData) -> Mapping[Personal, int]:
    """Return the number of rows with data of each kind; people are counted in every year."""
    found: Counter[Personal] = Counter()
    for record, field in PLACES.items():
        marks = marks_of(record)  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
        if marks:
            for row in getattr(data, field):
                found.update({mark for name, mark in marks.items() if getattr(row, name)})
    return found


def kept_until(year: int, years: int) -> date:
    """Return the last day of a retention period of ``years`` after the Buddhist fiscal ``year``."""
    return fiscal_year_bounds(year + years)[1]


def over(data: YearData, years: Mapping[Personal, int], today: date) -> tuple[Personal, ...]:
    """Return the kinds whose retention period has ended and of which the year still has data."""
    held = counts(data)
    return tuple(
        kind for kind, keep in years.items() if held[kind] and today > kept_until(data.year, keep)
    )
