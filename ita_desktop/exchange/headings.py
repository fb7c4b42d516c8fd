"""Finds the heading row of a table by the meaning of headings, in any order and layout."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Self

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.heading_words import (
    BRACKETS,
    HEADING_ROWS,
    PAST_YEAR,
    SHIPPED_WORDS,
    OfficeWords,
    heading_key,
    index_of,
    known_in,
    meanings_by,
    near_in,
)
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.sheets import BadCell, SheetRow, Value

MOST_ROWS = 3
"""Number of rows that a heading may have."""
PAST = lazy_re(rf"\(\s*(?:ของ)?(?:เดิม|เก่า)|{PAST_YEAR}|ครั้งก่อน|(?:เดิม|เก่า)$")
"""In a heading: it is of what was before."""
_FULL = lazy_re(r"เต็ม\s*\d+(?:\s*คะแนน)?", re.ASCII)
"""Below a heading of one column: how many points there are at most."""
_SURE = 2
"""Minimum number of known headings beside one with a slip of the pen."""
_LONGEST = 200
"""Number of letters from which on a text is no heading."""
_SAMPLE = 20
"""Number of rows whose cells may tell the column."""
_ALMOST_ALL, _MOST = 0.8, 0.5
"""Shares of the cells of a column that tell what it is."""
_COLUMN_NUMBER = lazy_re(r"[(\[]?-?(\d{1,2}|[ก-ฮA-Z])[)\]]?(?:\s*=.*)?")
"""The number of a column, -1 if Excel reads (1) so, perhaps with how it is computed."""
_LETTERS = ("กขคงจฉชซฌญฎฏ", "ABCDEFGHIJKL")
_LEAST_NUMBERS = 3


class MappedHeading(str):
    """The heading of a column that a person has given a field in this file."""

    __slots__ = ("field", "is_of_file", "kind")
    kind: str
    """The name of the import kind that the table is read as."""
    field: str
    """The name of the field; empty if the column is not used."""
    is_of_file: bool
    """Whether the text is the file's own."""

    def __new__(cls, text: str, kind: str, field: str, *, is_of_file: bool) -> Self:
        made = super().__new__(cls, text)
        made.kind, made.field, made.is_of_file = kind, field, is_of_file
        return made


@dataclass(frozen=True, slots=True)
class TableHeading:
    """The columns of a kind in a table."""

    columns: Mapping[str, int]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    """Headings that are not of this kind."""
    texts: frozenset[str]
    """Texts of all its cells, to recognise a repetition."""
    headed: frozenset[int]
    """Columns that have a heading, known or not."""
    rows: int = 1
    """Number of rows of the heading."""
    remembered: tuple[str, ...] = ()
    """Headings that are read, or not read, by a former answer."""
    near: tuple[tuple[str, str], ...] = ()
    """Headings that are almost one that is known, with its column's name."""
    again: tuple[tuple[str, int, str], ...] = ()
    """Name, index and heading of columns that are there again, for another round."""

    @property
    def views(self) -> "tuple[TableHeading, ...]":
        """The heading once for each of the columns that are there again; itself if none is."""
        others = (
            replace(
                self,
                columns={**self.columns, name: index},
                headings={**self.headings, name: text},
                again=(*self.again, (name, self.columns[name], self.headings[name])),
            )
            for name, index, text in self.again
        )
        return (self, *others)

    @property
    def read(self) -> frozenset[int]:
        """The indices of the columns that are read, of every round."""
        return frozenset((*self.columns.values(), *(index for _, index, _ in self.again)))


_TITLE = "title"
_NAMES = (_TITLE, "data", "issue", "finding")
"""Columns of the names of items, or of what is said of each."""


class HeadingFinder:
    """Finds headings of one kind; its index is built once for all finders."""

    def __init__(self, kind: ImportKind[object], words: OfficeWords = SHIPPED_WORDS) -> None:
        self._kind = kind
        self._own = {heading_key(own): shipped for own, shipped in words.heads.items()}
        fields = {"", *(column.name for column in kind.columns)}
        answers = words.read_as.get(kind.name, {})
        self._answers = {plain: name for plain, name in answers.items() if name in fields}
        self._index = index_of(kind.columns)
        self._meanings_of = meanings_by(self._index)
        self._required = {name for group in kind.required for name in group}

    def find(self, rows: Sequence[SheetRow], start: int = 0) -> tuple[int, TableHeading] | None:
        """Return the index of the first row and the best heading of the first rows from row
        ``start`` on, else the first one below these; None if there is none."""
        best: tuple[int, TableHeading] | None = None
        end = min(len(rows), start + HEADING_ROWS)
        for index in range(start, end):
            heading = self.at(rows, index)
            if heading and (best is None or len(heading.columns) > len(best[1].columns)):
                best = (index, heading)
        return best or next(self._below(rows, end), None)

    def _below(self, rows: Sequence[SheetRow], start: int) -> Iterator[tuple[int, TableHeading]]:
        """Yield the sure headings from row ``start`` on, below many rows of something else."""
        for index in range(start, len(rows)):
            if any(self._known(row.values) >= _SURE for row in rows[index : index + 2]):
                heading = self.at(rows, index)
                if heading and len(heading.columns) >= _SURE:
                    yield index, heading

    def at(self, rows: Sequence[SheetRow], index: int) -> TableHeading | None:
        """Return the heading that begins in a row, of up to three rows; None if it is none."""
        best = self._read(rows[index].values, rows[index + 1 : index + 1 + _SAMPLE])
        for count in range(2, MOST_ROWS + 1):
            more = self._over_rows(rows[index : index + count + _SAMPLE], count)
            if more and (not best or self._says_more(more, best, rows[index : index + count])):
                best = more
        return best or self._of_rounds_alone(rows, index)

    def _says_more(self, more: TableHeading, best: TableHeading, rows: Sequence[SheetRow]) -> bool:
        """Return whether a heading of ``rows`` says more than the ``best`` of fewer rows."""
        known, other = len(more.columns), len(best.columns)
        last = [value for value in rows[-1].values if value != ""]
        is_of_heads = len(last) > 1 and all(map(self._identifies, last))
        is_below = is_of_heads and not best.texts.issuperset(map(str, last))
        if known == other and (is_below or self._is_over(self.in_one_row(rows[:-1]), rows[-1])):
            return True
        return known + len(more.again) > other + len(best.again)

    def _of_rounds_alone(self, rows: Sequence[SheetRow], index: int) -> TableHeading | None:
        """Return the heading in which columns of results are called by their rounds alone; None if
        there is none."""
        across, row = self._kind.across, rows[index]
        if across is None:
            return None
        word = self._kind.column(across.column).heading
        below = rows[index + 1 : index + 1 + _SAMPLE]
        said = {at: across.of(_text(row.values, at)) for at in range(len(row.values))}
        times = [at for at, text in said.items() if text and text == _text(row.values, at)]
        alone = {at for at in said if across.is_alone(_text(row.values, at))}
        known = self.partly(row.values).columns
        notes = {name: at for name, at in known.items() if name == across.beside}
        for columns in (times, notes.values()):
            cells = [text for each in below for at in columns if (text := _text(each.values, at))]
            if sum(map(across.tells, cells)) >= _MOST * len(cells) > 0:
                alone.update(columns)
        texts = [
            f"{word} {said[at]}".strip() if at in alone else value
            for at, value in enumerate(row.values)
        ]
        if texts == list(row.values):
            return None
        heading = self._read(texts, below)
        if heading is None:
            return None
        told = frozenset(map(str, filter(None, row.values)))
        beside = notes if alone.issuperset(notes.values()) else {}
        return replace(heading, columns={**heading.columns, **beside}, texts=told)

    def knows(self, text: str) -> bool:
        """Return whether a text is a heading of this kind."""
        answered = self._answers and self._answers.get(heading_key(text))
        return bool(answered or self._meanings(text))

    def _identifies(self, value: Value) -> bool:
        """Return whether a cell tells the column below it, by its text or by a person's answer."""
        return isinstance(value, str) and (isinstance(value, MappedHeading) or self.knows(value))

    def _known(self, values: Sequence[Value]) -> int:
        """Return the number of cells that are headings of this kind."""
        return sum(1 for value in values if isinstance(value, str) and self.knows(value))

    def _over_rows(self, rows: Sequence[SheetRow], count: int) -> TableHeading | None:
        """Return the heading that the first ``count`` rows are together; None if they are none."""
        heads, below = rows[:count], rows[count:]
        if len(heads) < count or heads[-1].number != heads[0].number + count - 1:
            return None
        if any(_is_title(upper, lower) for upper, lower in pairwise(heads)):
            return None
        if heads[-1].filled == 1 or any(map(_is_of_item, heads)):
            return None  # it is a note or a group below the heading, or data with words of one
        if count > 2 and not self._known(heads[0].values):
            return None  # it is data, above a heading that is repeated
        joined = self.in_one_row(heads)
        known = max(self._known(self.in_one_row(heads[:-1]).values), self._known(heads[-1].values))
        if not (
            self._known(joined.values) > known
            or self._is_over(self.in_one_row(heads[:-1]), heads[-1])
        ):
            return None
        heading = self._read(joined.values, below)
        texts = frozenset(str(value) for row in heads for value in row.values if value != "")
        return heading and replace(heading, texts=texts, rows=count)

    def _is_over(self, upper: SheetRow, lower: SheetRow) -> bool:
        """Return whether headings are over sub-headings: merged with the cells below beside these,
        or with nothing below beside one over several, of which a known word is behind the first."""
        words = [_text(lower.values, at) for at in range(len(lower.values))]
        over = [_text(upper.values, at) for at in range(len(words))]
        spread = (
            word and words[at] and over[at] and not over[at + 1] and self.knows(word)
            for at, word in enumerate(words[1:])
        )
        is_free = bool(over and over[0] and not words[0])
        is_words = is_free and not any(map(str.isdigit, "".join(words)))
        return is_over(upper, lower) or (is_words and any(spread))

    def in_one_row(self, rows: Sequence[SheetRow]) -> SheetRow:
        """Return the headings of up to three rows as the last one of these."""
        upper, *lower = rows
        for at, row in enumerate(lower):
            spread = _spread(upper, row, lower[at + 1]) if at + 1 < len(lower) else row
            upper = replace(spread, values=tuple(self._joined(upper, spread)))
        return upper

    def _joined(self, upper: SheetRow, lower: SheetRow) -> list[Value]:
        """Return the headings of two rows as those of one: a sub-heading with the one above it if
        they are known together, else alone."""
        joined: list[Value] = []
        over, across = "", self._kind.across
        for at in range(max(len(upper.values), len(lower.values))):
            top, below = _text(upper.values, at), _text(lower.values, at)
            # A heading merged over several columns applies to each of their sub-headings.
            over = top or (over if below else "")
            if isinstance(below, MappedHeading) or (over and below and at in lower.merged):
                joined.append(below)
                continue
            # What stands in brackets says nothing of the words below: คะแนน (เต็ม 100).
            both = f"{BRACKETS.sub('', over).strip() or over} {below}".strip() if below else over
            is_alone = top and (_text(upper.values, at + 1) or not _text(lower.values, at + 1))
            if below and is_alone and _FULL.fullmatch(to_arabic(below)):
                both = f"{over} ({below})"
            said = across.of(over) if across and below and not across.of(below) else ""
            if across and said:
                # Over several columns stands the round of each.
                both = f"{below} {said}"
                if across.is_alone(both):
                    both = f"{self._kind.column(across.column).heading} {said}"
            is_whole = self.knows(both) and (said or not self._is_other(both, below))
            own = self._meanings(below)
            # What a table must have is not given up: คณะทำงาน over ชื่อ are the names of its people.
            is_free = below and not is_whole and self._required.isdisjoint(own)
            behind = _of(below, over) if is_free else ""
            if not set(self._meanings(behind)).issubset(own):
                both, is_whole = behind, True
            joined.append(both if not below or is_whole else below)
        return joined

    def _is_other(self, both: str, below: str) -> bool:
        """Return whether a sub-heading is one by itself, which the one above it says nothing of
        (หมายเหตุ below รายละเอียด)."""
        exact, own = self._index.exact, self._meanings(below)
        if not own or heading_key(both) in exact:
            return False
        return heading_key(below) in exact or set(own).isdisjoint(self._meanings(both))

    def _read(self, values: Sequence[Value], below: Sequence[SheetRow]) -> TableHeading | None:
        # Most rows are no heading: they are not looked at further.
        if self._kind.required and not any(self._identifies(value) for value in values):
            return None
        if sum(map(_is_full_name, values)) > 1:
            return None  # people side by side are what a heading before them is of
        heading = self._in_words(self.partly(values), values, below)
        # The heading of a further page, the numbers of the columns and a signature, alone in its
        # row, are none of a column.
        beside = _to_empty_row(below)
        own = [
            row
            for at, row in enumerate(beside)
            if row.values != values and row.filled > 1 and not _is_of_numbers(row, is_first=at == 0)
        ] or beside
        for column in self._kind.columns:
            # Addresses beside codes are known by themselves, whatever else is above them.
            is_sure = len(heading.columns) >= _SURE or column.name == "location"
            if column.looks is not None and is_sure:
                heading = self._looked_at(heading, column.name, column.looks, values, own)
        if any(not any(name in heading.columns for name in group) for group in self._kind.required):
            return None
        return heading

    def partly(self, values: Sequence[Value]) -> TableHeading:
        """Return the known columns of a row, though required ones may be missing."""
        texts = {at: value for at, value in enumerate(values) if isinstance(value, str) and value}
        answered, remembered = self._answered(texts)
        columns = {name: index for index, name in answered.items() if name}
        ignored: list[int] = []
        meant = {index: self._meanings(texts[index]) for index in texts if index not in answered}
        # A heading of more meanings has the one that the others leave; of two with the same, the
        # more usual word has it (รายชื่อ beside ผู้ประสานงาน), or the one without brackets.
        order = {at: self._order(texts[at], meant.get(at, ())) for at in texts}
        for index in sorted(texts, key=order.__getitem__):
            meanings = meant.get(index, ())
            name = next((meaning for meaning in meanings if meaning not in columns), "")
            if name:
                columns[name] = index
            elif not answered.get(index):
                ignored.append(index)
        near = self._almost({index: texts[index] for index in ignored}, columns)
        columns |= {name: index for index, name in near.items()}
        ignored = [index for index in ignored if index not in near]
        again = self._again(texts, columns, ignored)
        ignored = [index for index in ignored if index not in {at for _, at, _ in again}]
        days = (index for index, value in enumerate(values) if isinstance(value, date))
        return TableHeading(
            columns,
            {name: str(values[index]) for name, index in columns.items()},
            tuple(_text(values, index) for index in sorted((*ignored, *days))),
            frozenset(str(value) for value in values if value != ""),
            frozenset(index for index, value in enumerate(values) if value != ""),
            remembered=remembered,
            near=tuple((texts[index], name) for index, name in near.items()),
            again=again,
        )

    def _again(
        self, texts: Mapping[int, str], columns: Mapping[str, int], others: Sequence[int]
    ) -> tuple[tuple[str, int, str], ...]:
        """Return those of the ``others`` that are the same column again, for another round."""
        across = self._kind.across
        if across is None or across.column not in columns:
            return ()
        known = {across.of(texts[columns[across.column]])}
        found: list[tuple[str, int, str]] = []
        for at in sorted(others) if known != {""} else ():
            said = across.of(texts[at])
            if said not in {*known, ""} and across.column in self._meanings(texts[at]):
                known.add(said)
                found.append((across.column, at, texts[at]))
        return tuple(found)

    def _order(self, text: str, meanings: Sequence[str]) -> tuple[int, ...]:
        """Return the place of a heading among those that ask for the same column."""
        plain = heading_key(text)
        bare = heading_key(BRACKETS.sub("", text)) if plain not in self._index.usual else plain
        usual = self._index.usual.get(bare, 0) if len(meanings) == 1 else 0
        return bool(PAST.search(text)), len(meanings), usual, bare != plain

    def _in_words(
        self, heading: TableHeading, values: Sequence[Value], below: Sequence[SheetRow]
    ) -> TableHeading:
        """Return a heading whose titles are words: of two columns with that meaning, one may have
        the numbers of the rows (ขั้นตอน beside กิจกรรม)."""
        own = heading.columns.get(_TITLE)
        if own is None or not below or _share(below, own, _is_number) < 1:
            return heading
        taken = set(heading.columns.values())
        for at, text in enumerate(values):
            is_title = isinstance(text, str) and at not in taken and _TITLE in self._meanings(text)
            if is_title and _share(below, at, _is_number) == 0:
                ignored = (str(values[own]), *(each for each in heading.ignored if each != text))
                return replace(
                    heading,
                    columns={**heading.columns, _TITLE: at},
                    headings={**heading.headings, _TITLE: str(text)},
                    ignored=ignored,
                )
        return heading

    def _looked_at(
        self,
        heading: TableHeading,
        name: str,
        looks: Callable[[str], bool],
        values: Sequence[Value],
        below: Sequence[SheetRow],
    ) -> TableHeading:
        """Return a heading in which the column of unknown heading is the one of this ``name`` if
        the cells ``below`` say so; one that was taken for it has its other meaning."""
        own = heading.columns.get(name)
        other = "" if own is None else self._other_meaning(str(values[own]), heading)
        # A link counts in whatever column.
        may_be_lost = own is not None and name != "location" and self._is_seldom(values[own], name)
        keeps = own is not None and not (other or may_be_lost)
        if keeps or (own is not None and _share(below, own, looks) >= _MOST):
            return heading
        texts = {at: value for at, value in enumerate(values) if isinstance(value, str) and value}
        decided = {*heading.columns.values(), *self._answered(texts)[0]}
        found = [
            at for at in texts if at not in decided and _share(below, at, looks) >= _ALMOST_ALL
        ]
        if own is None and not found and name != "location":
            # A text may stand behind its code in one cell; what leads to a page remains a name.
            found = [
                heading.columns[each]
                for each in _NAMES
                if each in heading.columns
                and _share(below, heading.columns[each], looks) >= _ALMOST_ALL
            ]
        if len(found) != 1:
            return heading
        columns = {each: at for each, at in heading.columns.items() if at != found[0]}
        columns[name] = found[0]
        lost = (texts[own],) if own is not None and not other else ()
        if own is not None and other:
            columns[other] = own
        return replace(
            heading,
            columns=columns,
            headings={each: str(values[at]) for each, at in columns.items()},
            ignored=(*lost, *(text for text in heading.ignored if text != texts[found[0]])),
            near=(*heading.near, (texts[found[0]], name)),
        )

    def _is_seldom(self, heading: Value, name: str) -> bool:
        """Return whether a column is seldom called so: by one of the later half of its words."""
        words = len(self._kind.column(name).also)
        return self._index.usual.get(heading_key(str(heading)), 0) * 2 > words

    def _other_meaning(self, text: str, heading: TableHeading) -> str:
        """Return what a heading means that no column is; empty for nothing."""
        return next((name for name in self._meanings(text) if name not in heading.columns), "")

    def _almost(self, texts: Mapping[int, str], known: Mapping[str, int]) -> dict[int, str]:
        """Return the columns by index of headings with one wrong letter, or with a known word
        beside others, in a row of which enough is ``known``."""
        found: dict[int, str] = {}
        # One word that is known may stand in any row; then several others have to be near.
        is_sure = len(known) >= _SURE
        for index, text in texts.items() if is_sure or len(known) == 1 < len(texts) else ():
            taken = {*known, *found.values()}
            near = near_in(self._index, text) if len(text) <= _LONGEST else ()
            left = {next((each for each in names if each not in taken), "") for names in near}
            left -= {""}
            if not left and not self._kind.has_totals:
                left = {*known_in(self._index, text)} - taken
            if len(left) == 1:
                found[index] = next(iter(left))
        return found if is_sure or len(found) >= _SURE else {}

    def _answered(self, texts: Mapping[int, str]) -> tuple[dict[int, str], tuple[str, ...]]:
        """Return the fields by index of the columns that a person has given one, now before
        formerly; and the headings of the latter."""
        fields = {
            index: text.field
            for index, text in texts.items()
            if isinstance(text, MappedHeading) and text.kind == self._kind.name
        }
        remembered: list[str] = []
        for index, text in texts.items() if self._answers else ():
            name = self._answers.get(heading_key(text))
            if index not in fields and name is not None and name not in {*fields.values()} - {""}:
                fields[index] = name
                remembered.append(str(text))
        return fields, tuple(remembered)

    def _meanings(self, text: str) -> tuple[str, ...]:
        """Return the column names that a heading may mean, the most likely first: the default
        meaning, then that of the heading that it replaces on the office's documents."""
        if not self._own:
            return self._meanings_of(text) if len(text) <= _LONGEST else ()
        instead = self._own.get(heading_key(text), ())
        known = (self._meanings_of(each) for each in (text, *instead) if len(each) <= _LONGEST)
        return tuple(dict.fromkeys(name for names in known for name in names))


def _is_of_item(row: SheetRow) -> bool:
    """Return whether a row is of an item, which no heading is: its first cell begins with a code,
    or one cell alone."""
    texts = [value for value in row.values if isinstance(value, str) and value]
    coded = [is_coded(text) for text in texts]
    return any(coded[:1]) or sum(coded) == 1


def _is_full_name(value: Value) -> bool:
    """Return whether a cell is a person with name and surname."""
    return isinstance(value, str) and is_person(value) and " " in split_name(value).name


def _is_title(upper: SheetRow, lower: SheetRow) -> bool:
    """Return whether a row has one text at the left of the headings below, as a title has."""
    above, below = (
        [at for at in range(len(row.values)) if _text(row.values, at)] for row in (upper, lower)
    )
    return len(above) == 1 and bool(below) and above[0] <= below[0]


def _spread(upper: SheetRow, row: SheetRow, lower: SheetRow) -> SheetRow:
    """Return the middle row of a heading with each text in all columns that it is over: those with
    texts below and none of their own in it and above it."""
    values: list[Value] = []
    over = ""
    for at in range(max(len(row.values), len(lower.values))):
        own, under = _text(row.values, at), _text(lower.values, at)
        over = own or (over if under and not _text(upper.values, at) else "")
        values.append(over)
    return replace(row, values=tuple(values))


def is_over(upper: SheetRow, lower: SheetRow) -> bool:
    """Return whether some headings are merged with the cells below, beside sub-headings."""
    below = {at for at in range(len(lower.values)) if _text(lower.values, at)}
    typed = {at for at in below if isinstance(lower.values[at], MappedHeading)}
    same = {at for at in typed if _text(upper.values, at) == lower.values[at]}
    merged = same | {at for at in below & lower.merged if _text(upper.values, at)}
    return bool(merged) and merged != below


def _of(below: str, over: str) -> str:
    """Return a sub-heading before the one above, which it is of: ``วิธีการติดตาม``."""
    return f"{below.removesuffix('การ')}{over}" if over.startswith("การ") else f"{below}{over}"


def _is_number(text: str) -> bool:
    return to_arabic(text).strip(" .()").replace(".", "").isdecimal()


def numbers_columns(texts: Sequence[str], *, is_first: bool) -> bool:
    """Return whether the texts of a row are the numbers of its columns. Without brackets they are
    only in the first row below the headings."""
    found = [_COLUMN_NUMBER.fullmatch(to_arabic(one_line(text))) for text in texts]
    numbers = [each[1] for each in found if each is not None]
    are_marked = all(not text.lstrip()[:1].isalnum() for text in texts)
    if len(numbers) < max(len(texts), 2 if are_marked else _LEAST_NUMBERS):
        return False
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    in_order = numbers == counted or any(each.startswith("".join(numbers)) for each in _LETTERS)
    return in_order and (is_first or are_marked)


def _is_of_numbers(row: SheetRow, *, is_first: bool) -> bool:
    filled = [str(value) for value in row.values if value != ""]
    return numbers_columns(filled, is_first=is_first)


def _to_empty_row(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """Return the first rows with no empty one between them: behind it another table may begin."""
    gaps = (at for at in range(1, len(rows)) if rows[at].number > rows[at - 1].number + 1)
    return rows[: next(gaps, len(rows))]


def _share(rows: Sequence[SheetRow], index: int, looks: Callable[[str], bool]) -> float:
    """Return the share of the filled cells of a column that ``looks`` accepts."""
    texts = list(filter(None, (_text(row.values, index) for row in rows)))
    return sum(map(looks, texts)) / len(texts) if texts else 0.0


def _text(values: Sequence[Value], index: int) -> str:
    value = values[index] if index < len(values) else ""
    if isinstance(value, BadCell):
        return ""
    return value if isinstance(value, str) else str(short_date(value))
