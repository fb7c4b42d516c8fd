"""The words by which texts mean a person (names that they ever had, telephone numbers, addresses),
and the places of a file whose texts may mean somebody whom it erases.

A word is a person's alone, or others have it, too: a namesake's name, the office's telephone. What
only may mean somebody (a first name, a surname) is found in texts to ask about it. The places are a
text of another record, a former one in the history, the label of an edit. They are listed and asked
about.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FILES, Personal
from ita_desktop.domain.roster.names import spelt_alike, split_name
from ita_desktop.domain.text import key as compared
from ita_desktop.domain.text import to_arabic
from ita_desktop.storage.personal.belongings import (
    PERSON,
    Belongings,
    Row,
    Value,
    belongings,
    columns_of,
    mark_of,
    read,
)
from ita_desktop.typography.words import around

EDIT_GROUPS: Final = "history_group"
CHANGES: Final = "history_change"
MEDIA: Final = "media"
LABEL: Final = "label"
EXACT: Final = (Personal.NAME, Personal.TELEPHONE, Personal.MAIL)
"""Kinds of columns that are emptied where the whole value means an erased person alone."""
_SPOKEN: Final = (Personal.FREE, Personal.COMMENT, Personal.NAME)
"""Kinds of columns in which somebody may be called by first name or surname alone."""
_OWN: Final = ("prefix", "name", "phone", "email")
"""Columns of the register: another person of that name is another person."""
_NOT_TEXTS: Final = {MEDIA, EDIT_GROUPS, CHANGES, "content_digest"}
_AROUND: Final = 40
"""Letters shown before and after what was found."""


ANSWERS: Final = "import_answer"
"""The table of answers of imports: a name as a file spells it."""
_SIGNS: Final = "[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad().–-]*"
"""What may stand between two letters of a name: what Word puts there to break a line, brackets."""
_SIGN: Final = lazy_re(_SIGNS[:-1])
_BETWEEN_DIGITS: Final = r"[^0-9๐-๙]{0,12}"
_NUMBER: Final = lazy_re(r"(?<![0-9๐-๙])[0๐](?:[\s\-–.]?[0-9๐-๙]){8,9}(?![0-9๐-๙])")
"""A telephone number in a text."""
_MOBILE: Final = lazy_re(r"0[689]\d{8}")
_FEWEST_DIGITS: Final = 6
_ALIKE: Final = 0.6
_SHORT: Final = 4
"""Names with fewer letters are only found apart from other letters, or behind a title."""
_TITLE: Final = "(?:(?:นาย|นางสาว|นาง|น\\.\\s?ส\\.|คุณ|พี่)\\s?)"
_BEHIND_TITLE: Final = lazy_re(_TITLE)
_LETTER: Final = "[ก-๙A-Za-z]"


def digits_of(text: str) -> str:
    """Return the digits of a telephone number, in Arabic digits."""
    return "".join(letter for letter in to_arabic(text) if letter in "0123456789")


class Other(NamedTuple):
    """Another person, as the register has or had them."""

    prefix: str
    name: str
    phone: str
    mail: str


class Words:
    """The words of some people: ``names`` in full (also with titles, and as imported files spell
    them), ``phones`` and ``mails``; ``loose`` numbers from their notes, which may be somebody
    else's; and the ``others`` of whom the files know."""

    def __init__(self, values: Iterable[Value] = (), others: Iterable[Other] = ()) -> None:
        """Read the words from what some people have and had."""
        names, titles, phones, loose, mails, spelled = (set[str]() for _ in range(6))
        for value in values:
            if (value.table, value.column) == (PERSON, "name"):
                names.add(value.text)
            elif (value.table, value.column) == (PERSON, "prefix"):
                titles.add(value.text)
            elif (value.table, value.column) == (ANSWERS, "text"):
                spelled.add(value.text)
            elif value.mark is Personal.TELEPHONE:
                phones.add(value.text)
            elif value.mark is Personal.MAIL:
                mails.add(value.text)
            loose |= {found[0] for found in _NUMBER.finditer(value.text)}
        for text in spelled:
            if any(_is_spelling(text, name) for name in names):
                names = names | {text, split_name(text).name}
        self.others = frozenset(others)
        shared = {digits_of(other.phone) for other in self.others}
        known = {digits_of(phone) for phone in phones} | shared
        full = {f"{title}{name}" for title in titles for name in names if name}
        self.names = frozenset(names | full) - {""}
        self.titles = frozenset(titles)
        self.phones = frozenset(phone for phone in phones if digits_of(phone) not in shared)
        self.loose = frozenset(number for number in loose if digits_of(number) not in known)
        self.mails = frozenset(mails) - {other.mail for other in self.others}
        self._known: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = {}
        """Places in texts: a file and all its copies have mostly the same ones."""

    @cached_property
    def _taken(self) -> frozenset[str]:
        """Names that others have, too."""
        return frozenset(
            compared(name)
            for other in self.others
            for name in (other.name, other.prefix + other.name)
        )

    def has(self, name: str) -> bool:
        """Return whether a name is one of theirs."""
        return compared(name) in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(map(compared, self.names))

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that are found in bytes: names of two words, numbers and addresses."""
        full = {name for name in self.names if " " in name.strip()}
        numbers = {
            number
            for number in self.phones | self.loose
            if len(digits_of(number)) >= _FEWEST_DIGITS
        }
        return frozenset(full | numbers | self.mails)

    def is_shared(self, name: str) -> bool:
        """Return whether another person has that name."""
        return compared(name) in self._taken

    @cached_property
    def unique(self) -> frozenset[str]:
        """Texts that mean these people alone: names of two words, mobile numbers, addresses."""
        full = {name for name in self.names if " " in name.strip() and not self.is_shared(name)}
        mobile = {phone for phone in self.phones if _MOBILE.fullmatch(digits_of(phone))}
        return frozenset(full | mobile | self.mails)

    @cached_property
    def _unique_keys(self) -> frozenset[str]:
        return frozenset(_key(text) for text in self.unique)

    def are(self, text: str) -> bool:
        """Return whether a whole text means one of these people and nobody else."""
        return bool(text) and _key(text) in self._unique_keys

    @cached_property
    def _alone(self) -> re.Pattern[str] | None:
        return _any(self._patterns(self.unique))

    def hold_in(self, text: str) -> bool:
        """Return whether a text holds one that means these people and nobody else."""
        return self._alone is not None and self._alone.search(text) is not None

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        return _any(self._patterns(self.names | self.phones | self.loose | self.mails))

    @cached_property
    def _part(self) -> re.Pattern[str] | None:
        parts = {part for name in self.names for part in split_name(name).name.split()}
        return _any(map(_part_pattern, sorted(parts, key=len, reverse=True)))

    @cached_property
    def _of_others(self) -> re.Pattern[str] | None:
        names = {
            name
            for other in self.others
            for name in (other.prefix + other.name, other.name)
            if " " in name and not self.has(name)
        }
        return _any(map(_name_pattern, sorted(names, key=len, reverse=True)))

    def _patterns(self, texts: Collection[str]) -> Iterator[str]:
        titles = "|".join(map(re.escape, sorted(self.titles, key=len, reverse=True)))
        before = f"(?:(?:{titles})\\s?|{_TITLE})?" if titles else f"{_TITLE}?"
        for text in sorted(texts, key=len, reverse=True):
            if text in self.phones or text in self.loose:
                digits = digits_of(text)
                if len(digits) >= _FEWEST_DIGITS:
                    yield _number_pattern(digits)
            elif text in self.mails:
                yield f"(?i:{re.escape(text)})"
            elif " " in text.strip():
                yield before + _name_pattern(text)

    def spans(self, text: str, *, parts: bool) -> tuple[tuple[int, int], ...]:
        """Return where a text may mean one of these people, in order; with ``parts`` also by first
        name or surname alone, unless that stands in another's name."""
        if (text, parts) not in self._known:
            self._known[text, parts] = tuple(self._spans(text, parts=parts))
        return self._known[text, parts]

    def _spans(self, text: str, *, parts: bool) -> list[tuple[int, int]]:
        found = _spans(self._whole, text)
        loose = _spans(self._part, text) if parts else []
        if loose:
            masked = _spans(self._of_others, text)
            found += [
                (begin, end)
                for begin, end in loose
                if not any(first <= begin and end <= last for first, last in masked)
            ]
        joined: list[tuple[int, int]] = []
        for begin, end in sorted(found):
            if joined and begin <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((begin, end))
        return joined

    def is_named_at(self, text: str, span: tuple[int, int]) -> bool:
        """Return whether a place (:meth:`spans`) has more than a first name or surname without a
        title."""
        begin, end = span
        return _BEHIND_TITLE.match(text, begin, end) is not None or any(
            first < end and begin < last for first, last in _spans(self._whole, text)
        )


def _is_spelling(text: str, name: str) -> bool:
    """Return whether a word of a file, which was taken for somebody, is that name: it may be a
    post, which others have, too."""
    return spelt_alike(compared(split_name(text).name), compared(name)) >= _ALIKE


def _key(text: str) -> str:
    digits = digits_of(text)
    return digits if len(digits) >= _FEWEST_DIGITS and "@" not in text else compared(text)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(patterns)
    return re.compile(joined) if joined else None


def _name_pattern(name: str) -> str:
    letters = _SIGN.sub("", name)
    return f"(?i:{_SIGNS.join(map(re.escape, letters))})"


def _number_pattern(digits: str) -> str:
    either = (f"[{digit}{'๐๑๒๓๔๕๖๗๘๙'[int(digit)]}]" for digit in digits)
    return _BETWEEN_DIGITS.join(either)


def _part_pattern(part: str) -> str:
    if len(part) >= _SHORT:
        return f"{_TITLE}?{re.escape(part)}"
    plain = re.escape(part)
    return f"(?<!{_LETTER}){plain}(?!{_LETTER})|{_TITLE}{plain}(?!{_LETTER})"


def _spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)] if pattern is not None else []


class MentionPlace(NamedTuple):
    """A text that may mean an erased person: table, key and column; the words around it, and
    whether it is a former one, which only the history or a safety copy has."""

    table: str
    key: str
    column: str
    text: str
    is_former: bool = False

    @property
    def name(self) -> str:
        """What it is called by: ``agenda_item/KEY/minutes``."""
        return f"{self.table}/{self.key}/{self.column}"

    @property
    def can_go(self) -> bool:
        """Whether it can be erased as a text: a file is erased with what it belongs to."""
        return self.table != MEDIA


def text_tables(raw: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """Return the tables with texts, with these columns (no keys)."""
    tables = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    found = []
    for (table,) in tables:
        columns = raw.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall()
        texts = [
            name
            for name, kind in columns
            if kind.upper() == "TEXT"
            and name not in {"id", "key"}
            and not name.endswith("_id")
            and mark_of(table, name) not in FILES
        ]
        if table not in _NOT_TEXTS and texts:
            found.append((table, texts))
    return found


def key_column(raw: sqlite3.Connection, table: str) -> str:
    """Return the column that names a table's rows."""
    columns = columns_of(raw, table)
    return next((name for name in ("id", "key") if name in columns), "rowid")


def others_of(raw: sqlite3.Connection, roots: Collection[Row]) -> Iterator[tuple[str, Other]]:
    """Yield all other people whom a file knows or knew, with their keys, as they came to be what
    they are."""
    own = {key for table, key in roots if table == PERSON}
    now: dict[str, dict[str, Any]] = {}
    if columns_of(raw, PERSON):
        for key, *values in raw.execute("SELECT id, prefix, name, phone, email FROM person"):
            now[key] = dict(zip(_OWN, values, strict=True))
    had: dict[str, list[dict[str, Any]]] = {}
    noted = "SELECT row_id, old, new FROM history_change WHERE table_name = ? ORDER BY id"
    for key, *sides in raw.execute(noted, [PERSON]):
        had.setdefault(key, []).extend(filter(None, map(read, sides)))
    for key in dict.fromkeys((*had, *now)):
        if key not in own:
            known = now.get(key, {})
            for side in (*had.get(key, ()), known):
                known = known | side
                yield key, Other(*(str(known.get(name) or "") for name in _OWN))


def places_in(raw: sqlite3.Connection, words: Words, own: Belongings) -> dict[str, MentionPlace]:
    """Return the places of a file that may mean the people of ``words``, without what goes by
    itself (``own``, and whole values that mean nobody else), by name."""
    found: dict[str, MentionPlace] = {}
    for place in (
        *_in_rows(raw, words, own),
        *_given_on(raw, own),
        *_in_changes(raw, words, own),
        *_in_labels(raw, words, own),
        *_in_files(raw, words, own),
    ):
        found.setdefault(place.name, place)
    return found


def goes_by_itself(words: Words, table: str, column: str, text: str) -> bool:
    """Return whether a whole value of another row means an erased person and nobody else."""
    return mark_of(table, column) in EXACT and table != PERSON and words.are(text)


def answers_of(raw: sqlite3.Connection, words: Words) -> frozenset[Row]:
    """Return the answers of imports, now and before, about names of theirs that nobody was chosen
    for."""
    held: list[tuple[str, Any]] = []
    if columns_of(raw, ANSWERS):
        held += raw.execute(f"SELECT id, text FROM {ANSWERS} WHERE person_id IS NULL").fetchall()  # noqa: S608
    nobodys = {key for key, _ in held}
    noted = "SELECT row_id, old, new FROM history_change WHERE table_name = ?"
    for key, *sides in raw.execute(noted, [ANSWERS]):
        for side in filter(None, map(read, sides)):
            if key in nobodys or not side.get("person_id", True):
                held.append((key, side.get("text")))
    return frozenset((ANSWERS, key) for key, text in held if text and words.are(text))


def _may_mean(words: Words, table: str, column: str, text: str) -> tuple[tuple[int, int], ...]:
    if table == PERSON and column in _OWN:
        return ()
    if goes_by_itself(words, table, column, text):
        return ()
    mark = mark_of(table, column)
    spans = words.spans(text, parts=mark in _SPOKEN or mark is Personal.POST)
    if mark is Personal.POST:
        # A post is made of words that are first names, too: a title has to stand before one.
        spans = tuple(span for span in spans if words.is_named_at(text, span))
    return spans


def _in_rows(raw: sqlite3.Connection, words: Words, own: Belongings) -> Iterator[MentionPlace]:
    for table, columns in text_tables(raw):
        named = ", ".join(f'"{name}"' for name in (key_column(raw, table), *columns))
        for key, *texts in raw.execute(f'SELECT {named} FROM "{table}"'):  # noqa: S608
            if (table, key) in own.rows:
                continue
            for column, text in zip(columns, texts, strict=True):
                if text and (table, key, column) not in own.emptied:
                    spans = _may_mean(words, table, column, text)
                    if spans:
                        yield MentionPlace(table, str(key), column, _around(text, spans[0]))


def _given_on(raw: sqlite3.Connection, own: Belongings) -> Iterator[MentionPlace]:
    """Yield free texts of rows that were theirs and are another's now, where they still are as they
    were."""
    had: dict[Row, set[Value]] = {}
    for value in own.values:
        row = value.table, value.key
        if value.mark is Personal.FREE and row not in own.rows and row in own.changes:
            had.setdefault(row, set()).add(value)
    for (table, key), values in sorted(had.items()):
        for value in sorted(values):
            if (table, key, value.column) in own.emptied or not columns_of(raw, table):
                continue
            found = raw.execute(
                f'SELECT "{value.column}" FROM "{table}" WHERE id = ?',  # noqa: S608
                [key],
            ).fetchone()
            if found is not None and found[0] == value.text:
                yield MentionPlace(
                    table, key, value.column, _around(value.text, (0, len(value.text)))
                )


class HistorySide(NamedTuple):
    """The old or new columns in an entry of the history that are not, or no longer, theirs."""

    change: int
    table: str
    key: str
    side: str
    columns: dict[str, Any]


def sides_that_stay(raw: sqlite3.Connection, own: Belongings) -> Iterator[HistorySide]:
    """Yield what the history holds of others, in order."""
    theirs = {
        change.id: (change.before, change.after) for some in own.changes.values() for change in some
    }
    noted = raw.execute("SELECT id, table_name, row_id, old, new FROM history_change ORDER BY id")
    for number, table, key, *texts in noted:
        for name, text, is_own in zip(
            ("old", "new"), texts, theirs.get(number, (False, False)), strict=True
        ):
            columns = None if is_own else read(text)
            if columns:
                yield HistorySide(number, table, key, name, columns)


def _in_changes(raw: sqlite3.Connection, words: Words, own: Belongings) -> Iterator[MentionPlace]:
    for one in sides_that_stay(raw, own):
        for column, text in one.columns.items():
            if isinstance(text, str) and not _is_key(column):
                spans = _may_mean(words, one.table, column, text)
                if spans:
                    around = _around(text, spans[0])
                    yield MentionPlace(one.table, one.key, column, around, is_former=True)


def _is_key(column: str) -> bool:
    return column == "id" or column.endswith("_id")


def _in_labels(raw: sqlite3.Connection, words: Words, own: Belongings) -> Iterator[MentionPlace]:
    """Yield the labels of edits of other rows, and the names of who edited."""
    people = _groups_of_namesakes(raw, words, own)
    for number, label, phrase, who in labels_of(raw):
        if number in own.groups or label_goes(words, label, phrase):
            continue
        spans = words.spans(label, parts=True)
        if spans and number not in people:
            yield MentionPlace(EDIT_GROUPS, str(number), LABEL, _around(label, spans[0]))
        if who and not words.are(who) and words.spans(who, parts=False):
            yield MentionPlace(EDIT_GROUPS, str(number), "who", who)


def labels_of(raw: sqlite3.Connection) -> list[tuple[int, str, str, str]]:
    """Return number, label, phrase and author of all edits."""
    phrase = "phrase" if "phrase" in columns_of(raw, EDIT_GROUPS) else "''"
    return raw.execute(
        f"SELECT id, label, {phrase}, who FROM history_group ORDER BY id"  # noqa: S608
    ).fetchall()


def label_goes(words: Words, label: str, phrase: str) -> bool:
    """Return whether the label of an edit means an erased person and nobody else."""
    return words.hold_in(label) or any(words.hold_in(text) for text in texts_of(phrase))


def texts_of(noted: str) -> Iterator[str]:
    """Yield all texts in JSON; a text that is none is itself."""
    try:
        left: list[Any] = [json.loads(noted)] if noted else []
    except ValueError:
        left = [noted]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value


def _groups_of_namesakes(raw: sqlite3.Connection, words: Words, own: Belongings) -> frozenset[int]:
    """Return the edits of rows of other people who have one of the names: they mean those."""
    roots = [row for row in own.rows if row[0] == PERSON]
    namesakes = {
        (PERSON, key)
        for key, other in others_of(raw, roots)
        if other.name and any(map(words.has, (other.name, other.prefix + other.name)))
    }
    return belongings(raw, namesakes).groups if namesakes else frozenset()


def _in_files(raw: sqlite3.Connection, words: Words, own: Belongings) -> Iterator[MentionPlace]:
    """Yield kept files that hold such a name in plain text, such as copies of web pages."""
    wanted = {form.encode(): form for form in words.plain}
    if wanted and columns_of(raw, MEDIA):
        for key, data in raw.execute("SELECT key, data FROM media"):
            if key not in own.media:
                yield from (
                    MentionPlace(MEDIA, key, "data", text)
                    for form, text in sorted(wanted.items())
                    if form in data
                )


def _around(text: str, span: tuple[int, int]) -> str:
    begin, end = around(text, *span, _AROUND)
    shown = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"


def merged(found: Iterable[dict[str, MentionPlace]]) -> tuple[MentionPlace, ...]:
    """Return the places of several files, the first one's before those that only others have."""
    places: dict[str, MentionPlace] = {}
    for at, some in enumerate(found):
        for name, place in some.items():
            places.setdefault(name, place if at == 0 else place._replace(is_former=True))
    order = sorted(places.values(), key=lambda place: (place.is_former, place[:3]))
    return tuple(order)
