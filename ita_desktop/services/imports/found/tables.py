"""Finds the tables in a sheet, wherever they begin, and the kind of each.

A table begins at a row of headings of some kind, with the titles above it. Its kind is judged by
the headings that are known, and by how many of the rows below can be read as that kind.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.text import key
from ita_desktop.exchange.book import head_of
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.heading_words import HEADING_ROWS, OfficeWords
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS, EVIDENCE
from ita_desktop.exchange.kinds.progress import PROGRESS, ProgressRow
from ita_desktop.exchange.kinds.registry import KINDS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.surveys import BOTH
from ita_desktop.exchange.papers.lines import is_made
from ita_desktop.exchange.parsing import Parsed, parse
from ita_desktop.exchange.report.columns import SCORED, table_kind
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.sheets import DataSheet, SheetRow, WorkProgress, lone_texts
from ita_desktop.services.imports.evidence import seen
from ita_desktop.services.imports.evidence.believing import believe
from ita_desktop.services.imports.found.side_by_side import (
    LEAST,
    begins_block,
    blocks,
    first_of_several,
    first_of_table,
    has_digit,
    heading_at,
    is_item,
    saying,
    stands_above_numbers,
    titles_from,
    without,
)

THRESHOLD: Final = 0.5
"""Minimum score of a kind, of 1: half for the known headings, half for the rows that are read."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A kind that a table may be, with what was read of it and the reasons for and against."""

    kind: ImportKind[object]
    heading: TableHeading
    parsed: Parsed[object]
    belief: seen.Belief = seen.NO_BELIEF

    @property
    def width(self) -> int:
        """Number of its columns that the table has."""
        return self.kind.width(self.heading.columns)

    @property
    def share(self) -> float:
        """Share of the rows that can be read."""
        read, passed_over = len(self.parsed.rows), len(self.parsed.skipped)
        return read / (read + passed_over) if read + passed_over else 0.0

    @property
    def unread(self) -> frozenset[int | None]:
        """Numbers of the rows that cannot be read."""
        return frozenset(remark.row for remark in self.parsed.skipped)

    @property
    def score(self) -> float:
        """How likely the kind is, from 0 to 1."""
        known = len(self.heading.columns) / max(1, len(self.heading.headed))
        return (known + self.share) / 2


LESS_LIKELY: Final = frozenset({"chapters", "communications", "texts", "worksheet"})
"""Kinds that are meant only where a title or a column of their own says so."""
WORK: Final = frozenset(
    ("method", "owners", "support", "schedule", "monitoring", "result", "strength", "weakness")
)
"""Columns of what is found and done, in a table that has scores only to explain it."""
_NAMES: Final = {
    "communications": ("สื่อสารสร้างการรับรู้", "สื่อสาร"),
    "progress": ("รายงานผล", "ผลการดำเนิน", "ความก้าวหน้า", "ติดตามผล", "รอบ 6", "รอบ 12", "รอบที่"),
    "remarks": ("ข้อสังเกต", "ข้อเสนอแนะ"),
}
"""Words in titles that tell kinds with the same columns apart."""
_UNNAMED: Final = LESS_LIKELY - _NAMES.keys()
"""Those of the less likely kinds that no title names."""


def fit(hypothesis: Hypothesis) -> tuple[float, ...]:
    """Return how well a table fits a kind, to be compared with others, what counts most first:
    whether most rows can be read, the columns, whether they are links that nothing speaks against,
    the rows, headings without slips."""
    is_read = hypothesis.share >= THRESHOLD
    return (
        is_read,
        0 if is_read else hypothesis.score,
        hypothesis.width,
        hypothesis.kind.name not in _UNNAMED,
        "location" in hypothesis.heading.columns and hypothesis.belief.is_sure,
        len(hypothesis.parsed.rows),
        -len(hypothesis.heading.near),
    )


def said(hypothesis: Hypothesis, titles: Sequence[str], *, is_work: bool) -> tuple[bool, ...]:
    """Return what tells kinds apart that fit alike: a title, then scores that nothing else
    explains, then results, then links, which would be lost."""
    return (
        is_named(hypothesis.kind.name, titles),
        hypothesis.kind.name == RESULTS.name and not is_work,
        _has_results(hypothesis) and not _are_measures(titles),
        "location" in hypothesis.heading.columns,
    )


def _has_results(hypothesis: Hypothesis) -> bool:
    """Return whether results would be lost if the table were of another kind."""
    rows = hypothesis.parsed.rows if hypothesis.kind.name == PROGRESS.name else ()
    return any(row.result or row.state for row in rows if isinstance(row, ProgressRow))


def _are_measures(titles: Sequence[str]) -> bool:
    return any(head_of(text).part == "measures" for text in titles)


def are_of_measures(titles: Sequence[str]) -> bool:
    """Return whether ``titles`` name measures, of communication or others, and not their dates."""
    is_calendar = any("ปฏิทิน" in text or "กำหนดการ" in text for text in titles)
    return not is_calendar and (_are_measures(titles) or is_named("communications", titles))


def is_named(kind: str, titles: Sequence[str]) -> bool:
    """Return whether ``titles`` name a kind: the nearest of those that are headings of measures
    decides, because the chapters before may be above it, too."""
    heads = [text for text in titles if head_of(text).part in {"measures", "communication"}]
    words = _NAMES.get(kind, ())
    return any(word in text for word in words for text in (heads[-1:] or titles))


_SURE_HEADING: Final = 0.6
"""Minimum share of known headings in a row below the first table of a sheet."""
_CONTINUES: Final = 0.8
"""Minimum share of readable rows in a table without headings that continues the one before."""
_OF_TWO: Final = {ASSIGNMENTS.name: "owners", EVIDENCE.name: "location"}
"""Kinds that one table may be of, and the column without which it is not."""
_OF_ITEM: Final = frozenset({*seen.OF_ITEM, "title", "data"})
_TRIED: Final = 4
"""Maximum number of kinds whose rows are tried."""
_EMPTY: Final = TableHeading({}, {}, (), frozenset(), frozenset(), 0)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of a sheet, with its titles; of unknown kind if ``kind`` is None."""

    sheet: DataSheet
    """The sheet with the rows of the table only, titles included."""
    kind: ImportKind[object] | None
    at: int
    """Index of the heading in the rows; of the first row if there is none."""
    heading: TableHeading
    rows: int
    """Number of rows of data."""
    others: tuple[str, ...] = ()
    """Names of the other kinds that it may be as well."""
    lent: bool = False
    """Whether its heading is that of the table before."""
    belief: seen.Belief = seen.NO_BELIEF
    """How far it is of its kind; if that is unknown, why not of the one that its headings name."""
    refused: str = ""
    """The Thai title of the kind that its headings name, if nothing else speaks for it."""

    @property
    def is_text(self) -> bool:
        """Whether it is text rather than a table: no row has several cells."""
        return self.kind is None and not any(row.filled >= LEAST for row in self.sheet.rows)

    @property
    def titles(self) -> tuple[str, ...]:
        """The texts above the heading, row by row."""
        return tuple(" ".join(map(str, filter(None, r.values))) for r in self.sheet.rows[: self.at])

    def cells(self, name: str) -> Iterator[str]:
        """Yield the texts in the column of this name."""
        at = self.heading.columns.get(name)
        if at is not None:
            for row in self.sheet.rows[self.at + self.heading.rows :]:
                yield from map(str, row.values[at : at + 1])


@dataclass(frozen=True, slots=True)
class _Head:
    at: int
    kinds: Mapping[str, TableHeading]
    """The heading as one of each kind that it may be of."""

    @property
    def widest(self) -> TableHeading:
        return max(self.kinds.values(), key=lambda heading: len(heading.columns))

    def from_row(self, first: int) -> "_Head":
        """Return it as one of the rows from index ``first`` on."""
        return replace(self, at=self.at - first)

    def repeats(self, before: "_Head") -> bool:
        """Return whether it repeats the one before, or the lower of its two rows."""
        own, other = self.widest, before.widest
        return own.texts == other.texts or (other.rows > own.rows and own.texts <= other.texts)


class TableFinder:
    """Finds tables; the headings of all kinds are indexed once."""

    def __init__(
        self,
        words: OfficeWords,
        fiscal_year: int | None,
        work_progress: WorkProgress,
        known: seen.Knowledge,
    ) -> None:
        """``words`` are the office's own headings; dates without a year are in the Buddhist
        ``fiscal_year``; ``known`` is what tables are believed by."""
        self._words = words
        self.fiscal_year = fiscal_year
        self.known = known
        self._around: tuple[str, ...] = ()
        self._signed: tuple[str, ...] = ()
        self._work_progress = work_progress
        self._kinds: dict[str, ImportKind[object]] = {kind.name: kind for kind in KINDS}
        self._finders = {
            kind.name: HeadingFinder(SCORED if kind.name == RESULTS.name else kind, words)
            for kind in KINDS
        }
        self._known: dict[str, bool] = {}

    def tables(
        self, sheet: DataSheet, around: Sequence[str] = (), signed: Sequence[str] = ()
    ) -> list[SheetTable]:
        """Return the tables of a sheet that has none side by side, in order; what is in no known
        table is in tables of unknown kind. ``around`` is what is said around the sheet, ``signed``
        the first and last lines of its document."""
        self._around, self._signed = tuple(around), tuple(signed)
        return [
            table
            for first, head, last in self._cuts(sheet.rows)
            for table in self._judged(
                replace(sheet, rows=sheet.rows[first:last]), head and head.from_row(first)
            )
        ]

    def is_head(self, rows: Sequence[SheetRow], at: int) -> bool:
        """Return whether a row has several headings of some kind."""
        found = (finder.at(rows, at) for finder in self._finders.values())
        is_known = sum(map(self._knows, rows[at].values)) >= LEAST
        return is_known and any(heading and len(heading.columns) >= LEAST for heading in found)

    def continuing(self, table: SheetTable, before: SheetTable) -> SheetTable | None:
        """Return a table without headings as the continuation of the one before, with its heading;
        None if its rows cannot be read so."""
        kind, rows = before.kind, table.sheet.rows
        wide = max((len(row.values) for row in rows), default=0)
        if kind is None or not LEAST <= wide <= max(before.heading.headed, default=0) + 1:
            return None
        heads = before.sheet.rows[before.at : before.at + before.heading.rows]
        lent = [replace(row, number=number) for number, row in enumerate(heads, 1 - len(heads))]
        sheet = replace(table.sheet, rows=(*lent, *rows))
        judged = self._judge(kind, before.heading, sheet)
        if judged is None or judged.share < _CONTINUES or self._has_own_head(judged, rows):
            return None
        if first_of_several(rows).number in judged.unread:
            return None
        count = len(judged.parsed.rows) + len(judged.parsed.skipped)
        return SheetTable(sheet, kind, 0, before.heading, count, lent=True, belief=before.belief)

    def as_kind(self, table: SheetTable, before: SheetTable) -> SheetTable | None:
        """Return a table as one of the kind of the one before; None if its rows cannot be read
        so."""
        judged = None
        if before.kind is not None:
            judged = self._judge(before.kind, before.heading, table.sheet)
        if judged is None or judged.share < _CONTINUES:
            return None
        return replace(table, kind=judged.kind, heading=judged.heading, others=())

    # -- where tables begin

    def _cuts(self, rows: Sequence[SheetRow]) -> Iterator[tuple[int, _Head | None, int]]:
        """Yield first row, heading and end of each part of the rows."""
        begins: list[tuple[int, _Head | None]] = []
        before: _Head | None = None
        for head in self._heads(rows):
            if before is None:
                start = first_of_table(rows, head.at)
                if start:
                    begins.append((0, None))
            elif head.repeats(before) and not self._is_of_other_year(rows, before, head):
                continue
            else:
                start = titles_from(rows, head.at)
                if start <= before.at + before.widest.rows:
                    # Nothing is between them: the former is a title of this one.
                    start, _ = begins.pop()
            begins.append((start, head))
            before = head
        if not begins and rows:
            begins.append((0, None))
        for (first, own), (last, _) in zip(begins, [*begins[1:], (len(rows), None)], strict=True):
            yield first, own, last

    def _is_of_other_year(self, rows: Sequence[SheetRow], before: _Head, head: _Head) -> bool:
        """Return whether titles above scores with the same headings state another year."""
        ends = (before.at, head.at) if RESULTS.name in head.kinds else ()
        years = [stated_years(lone_texts(rows[titles_from(rows, at) : at])) for at in ends]
        return list(map(len, years)) == [1, 1] and years[0] != years[1]

    def _heads(self, rows: Sequence[SheetRow]) -> Iterator[_Head]:
        """Yield the rows that may be headings."""
        after, first = 0, True
        for at in range(len(rows)):
            self._work_progress.at(at, len(rows))
            if at < after or not self._may_be_heading(rows, at):
                continue
            if not first and is_item(rows[at]) and is_item(rows[at - 1]):
                # Its cells may have words of headings: แนวทางการปฏิบัติ, รอบ 6 เดือนแรก.
                continue
            kinds = {
                name: heading
                for name, finder in self._finders.items()
                if (heading := finder.at(rows, at)) is not None
            }
            if not kinds or not (first or _is_sure(kinds, rows, at)):
                continue
            if (better := self._best_of(rows, at, kinds)) != at:
                # A title with a word of a heading is above the real one.
                after = better
                continue
            first = False
            head = _Head(at, kinds)
            after = at + head.widest.rows
            yield head

    def _best_of(self, rows: Sequence[SheetRow], at: int, kinds: Mapping[str, TableHeading]) -> int:
        """Return the index of the heading with most columns within the next rows, unless data is
        between it and the one at index ``at``; within that one's own rows if it has several
        columns."""
        widest = max(len(heading.columns) for heading in kinds.values())
        own = max(heading.rows for heading in kinds.values())
        last = at + (own if widest >= LEAST else HEADING_ROWS)
        for later in range(at + 1, min(len(rows), last)):
            found = [finder.at(rows, later) for finder in self._finders.values()]
            if any(heading and len(heading.columns) > widest for heading in found):
                return later
        return at

    def _may_be_heading(self, rows: Sequence[SheetRow], at: int) -> bool:
        """Return whether some cell of a row, or of the one below, is a heading of some kind."""
        known = sum(map(self._knows, rows[at].values))
        if known and (known >= LEAST or known * 2 >= rows[at].filled or at < HEADING_ROWS):
            return True
        below = rows[at + 1].values if at + 1 < len(rows) else ()
        return at < HEADING_ROWS and sum(map(self._knows, below)) >= LEAST

    def _knows(self, value: object) -> bool:
        if not isinstance(value, str) or not value or len(value) > 200:
            return False
        known = self._known.get(value)
        if known is None:
            known = any(finder.knows(value) for finder in self._finders.values())
            self._known[value] = known
        return known

    # -- where tables end

    def blocks_with_heads(
        self, sheet: DataSheet, unread: Container[int | None]
    ) -> list[tuple[SheetRow, ...]]:
        """Return the blocks of a report that are other tables: below an empty row, with headings of
        their own, and with nothing that was read."""
        if any(row.number < 1 for row in sheet.rows):
            return []
        found: list[tuple[SheetRow, ...]] = []
        for begin, end in blocks(sheet.rows, 0, len(sheet.rows)):
            rows = sheet.rows[begin:end]
            is_table = sum(row.filled >= LEAST for row in rows) >= LEAST
            is_apart = begin and is_table and all(row.number in unread for row in rows)
            if is_apart and sum(map(self._knows, first_of_several(rows).values)) >= LEAST:
                found.append(rows)
        return found

    @staticmethod
    def unknown(sheet: DataSheet) -> SheetTable:
        """Return rows as a table of no known kind."""
        return SheetTable(sheet, None, 0, _EMPTY, len(sheet.rows))

    def _without_other_blocks(
        self, part: DataSheet, head: _Head, judged: Hypothesis
    ) -> tuple[DataSheet, Hypothesis, list[tuple[SheetRow, ...]]]:
        """Return a table, and what it is, without the blocks below an empty row that are other
        tables, unless it is refused, and these: nothing of them can be read, all their rows are
        narrower than those of the table, or they begin with headings of their own."""
        if judged.belief.is_refused:
            return part, judged, []
        skipped, first = judged.unread, heading_at(part, judged.heading) + judged.heading.rows
        own: list[SheetRow] = list(part.rows[:first])
        rest: list[tuple[SheetRow, ...]] = []
        narrowest = 0
        for begin, end in blocks(part.rows, first, len(part.rows)):
            rows = part.rows[begin:end]
            widths = [row.filled for row in rows]
            is_table = sum(width >= LEAST for width in widths) >= LEAST
            unread = all(row.number in skipped for row in rows)
            other = unread or max(widths) < narrowest or self._has_own_head(judged, rows)
            if begin > first and is_table and other:
                rest.append(rows)
                continue
            own += rows
            read = (row.filled for row in rows if row.number not in skipped and row.filled >= LEAST)
            narrowest = narrowest or min(read, default=0)
        if rest:
            part = replace(part, rows=tuple(own))
            judged = self._judge(judged.kind, judged.heading, part) or judged
            judged = replace(judged, belief=self._belief(judged, part, self._titles(part, head)))
        return part, judged, rest

    def _has_own_head(self, judged: Hypothesis, rows: Sequence[SheetRow]) -> bool:
        """Return whether the first row of several cells is likely a heading of words that are not
        all known, and not data: it cannot be read, stands above a column of numbers, or has words
        that others of the rows lack."""
        first = first_of_several(rows)
        words = {value for value in first.values if value != ""}
        if words <= judged.heading.texts or any(map(has_digit, words)):
            return False
        if stands_above_numbers(first, [row for row in rows if row is not first]):
            return True
        below = {value for row in rows if row is not first for value in row.values}
        known = sum(map(self._knows, words - below))
        return first.number in judged.unread or known >= LEAST

    # -- which kind

    def _judged(self, part: DataSheet, head: _Head | None) -> Iterator[SheetTable]:
        """Yield the table with this heading, and the blocks below it that cannot be read as its
        kind."""
        best = None if head is None else self._best(part, head)
        if head is None or best is None or best[0].score < THRESHOLD:
            yield from (self.unknown(each) for each in (part,) if each.rows)
            return
        judged, others = best
        part, judged, rest = self._without_other_blocks(part, head, judged)
        if judged.belief.is_refused:
            refused = Phrase(judged.kind.title)
            yield replace(self.unknown(part), belief=judged.belief, refused=refused)
        else:
            yield from self._of_kind(part, head, judged, others)
        yield from (self.unknown(replace(part, rows=block)) for block in rest)

    def _of_kind(
        self, part: DataSheet, head: _Head, judged: Hypothesis, others: tuple[str, ...]
    ) -> Iterator[SheetTable]:
        """Yield a table as one of its kind, or as two lists of which each has its own columns."""
        both = judged.kind in BOTH and {"population", "answered"} <= judged.heading.columns.keys()
        of_both = ((part, replace(judged, kind=kind)) for kind in BOTH)
        found = tuple(of_both if both else self._shared(part, head, judged))
        also = () if found else others
        for rows, each in found or ((part, judged),):
            own = (both and head.kinds.get(each.kind.name)) or each.heading
            count = len(each.parsed.rows) + len(each.parsed.skipped)
            yield SheetTable(rows, each.kind, head.at, own, count, also, False, each.belief)

    def _shared(
        self, part: DataSheet, head: _Head, judged: Hypothesis
    ) -> Iterator[tuple[DataSheet, Hypothesis]]:
        """Yield the two lists of a table that says who prepares the items and where they are, each
        without the columns of the other and as sure as both; one if the column of the other is
        empty, nothing for another table."""
        if judged.kind.name not in _OF_TWO or not _OF_TWO.keys() <= head.kinds.keys():
            return
        own = {name: head.kinds[name].columns for name in _OF_TWO}
        keys = {name: own[name].get(column) for name, column in _OF_TWO.items()}
        if len({*keys.values(), None}) <= len(keys):
            return
        below = part.rows[head.at + head.widest.rows :]
        told = [name for name, at in keys.items() if any(row.value(at) for row in below)]
        found: list[tuple[DataSheet, Hypothesis]] = []
        for name in told:
            others = {at for each in told if each != name for at in own[each].values()}
            # Of the item both are; anything else that both could read is the likelier kind's.
            common = {at for column, at in own[name].items() if column in _OF_ITEM}
            is_likelier = name == judged.kind.name or len(told) == 1
            gone = others - ({*own[name].values()} if is_likelier else common)
            left = saying([without(row, gone) for row in part.rows[head.at :]])
            rows = replace(part, rows=(*part.rows[: head.at], *left))
            heading = self._finders[name].at(rows.rows, head.at)
            each = None if heading is None else self._judge(self._kinds[name], heading, rows)
            if each is None or each.share < THRESHOLD or not each.parsed.rows:
                return
            found.append((rows, each))
        believed = [self._belief(each, rows, self._titles(part, head)) for rows, each in found]
        if not any(belief.is_refused for belief in believed):
            for (rows, each), belief in zip(found, seen.of_one_table(believed), strict=True):
                yield rows, replace(each, belief=belief)

    def _titles(self, part: DataSheet, head: _Head) -> list[str]:
        name = seen.whole_name(part.name, self.known.office)
        return [name, *(" ".join(map(str, row.values)) for row in part.rows[: head.at])]

    def _best(self, part: DataSheet, head: _Head) -> tuple[Hypothesis, tuple[str, ...]] | None:
        """Return the most likely kind of a table, and the names of those that are as likely; one
        that is refused if it is of no other."""
        widths = head.kinds
        ranked = sorted(widths, key=lambda name: -self._kinds[name].width(widths[name].columns))
        titles = self._titles(part, head)
        judged: list[Hypothesis] = []
        refused: list[Hypothesis] = []
        for name in ranked:
            if len(judged) == _TRIED:
                break
            if name == CALENDAR.name and are_of_measures(titles):
                continue
            found = self._judge(self._kinds[name], widths[name], part)
            if found is not None:
                found = replace(found, belief=self._belief(found, part, titles))
                (refused if found.belief.is_refused else judged).append(found)
        if not judged:
            return (refused[0], ()) if refused else None
        best = max(map(fit, judged))
        alike = [each for each in judged if fit(each) == best]
        sure = [each for each in alike if each.belief.is_sure]
        # What its title calls it has fewer rows where some have nothing to say.
        said_so = (each for each in judged if each.belief.is_sure and fit(each)[:2] == best[:2])
        alike = sure or [each for each in said_so if is_named(each.kind.name, titles)] or alike
        is_work = any(WORK & each.heading.columns.keys() for each in alike)
        first = max(alike, key=lambda each: said(each, titles, is_work=is_work))
        # A kind that nothing speaks for says less than why the table is not of another.
        is_nothing = any(reason.text == seen.NOTHING for reason in first.belief.against)
        if refused and (is_nothing or first.score < THRESHOLD):
            return refused[0], ()
        others = (each.kind.name for each in alike if each is not first)
        named = is_named(first.kind.name, titles)
        return first, () if named else tuple(name for name in others if name not in LESS_LIKELY)

    def _belief(self, judged: Hypothesis, part: DataSheet, titles: Sequence[str]) -> seen.Belief:
        """Return what speaks for a kind, and against it."""
        name, heading, at = judged.kind.name, judged.heading, heading_at(part, judged.heading)
        heads = self._finders[name].in_one_row(part.rows[at : at + heading.rows]).values
        return believe(
            seen.SeenTable(
                name,
                heading,
                {at: key(str(text)) for at, text in enumerate(heads) if text != ""},
                part.rows[at + heading.rows :],
                judged.parsed.rows,
                titles,
                self._around,
                self.known,
                is_made(part),
                (*self._signed, *filter(None, [part.office])),
            )
        )

    def _judge(
        self, kind: ImportKind[object], heading: TableHeading, part: DataSheet
    ) -> Hypothesis | None:
        at = heading_at(part, heading)
        try:
            if kind.name != RESULTS.name:
                year, head = self.fiscal_year, (at, heading)
                parsed = parse(kind, [part], fiscal_year=year, words=self._words, head=head)
                return Hypothesis(kind, heading, parsed)
            own = table_kind([part]) or RESULTS
            heading = HeadingFinder(own).at(part.rows, at) or heading
            scores: Parsed[object] = parse(own, [part])
        except InputError:  # its headings are elsewhere, or of no table
            return None
        return Hypothesis(RESULTS, heading, scores) if scores.rows or not scores.skipped else None


def _is_sure(kinds: Mapping[str, TableHeading], rows: Sequence[SheetRow], at: int) -> bool:
    """Return whether a row below a table is a heading, and not data with a word of one."""
    heading = max(kinds.values(), key=lambda each: len(each.columns))
    unknown = heading.headed.difference(heading.columns.values())
    below = rows[at + heading.rows].values if at + heading.rows < len(rows) else ()
    # Whatever it is called, a column of codes is known.
    coded = sum(is_coded(str(value)) for number, value in enumerate(below) if number in unknown)
    share = (len(heading.columns) + bool(coded)) / max(1, len(heading.headed))
    after_gap = rows[at].number > rows[at - 1].number + 1
    if share < _SURE_HEADING:
        return share >= THRESHOLD and len(heading.columns) >= LEAST and begins_block(rows, at)
    return len(heading.columns) >= LEAST or after_gap
