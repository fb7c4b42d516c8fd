"""Which columns of a table of results say what: the one with the codes, whatever its heading, those
of scores of several years, in columns (คะแนน ปี 2566 beside คะแนน ปี 2567) or in sheets that are
called by their years, and which figures are scores of a hundred.

Most tables call the codes 'ข้อ' or 'รหัส'. Others have them under 'ตัวชี้วัด' or 'รายการ', or under 'ที่'
beside an empty column of names; the content of the columns decides. Beside scores of a hundred, or
in their place, stand points of full marks, points of a weight (27.63 of 30), the marks and weights
themselves, and words or marks for scores of O items (ผ่าน, ไม่มี, ✓): all points, or none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.exchange.heading_words import heading_key, years_in
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.results import (
    FIGURES,
    PAIRS,
    RESULTS,
    ResultRow,
    full_points,
    node_of,
)
from ita_desktop.exchange.remarks import CellPlace, Flaw, Remark, RowError
from ita_desktop.exchange.report.results import ReadValue, Weighted
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value, column_letter

SCORED: Final = replace(RESULTS, required=(RESULTS.required[1],))
"""Results whose codes have another heading."""
_NUMBERED: Final = frozenset(
    map(
        heading_key,
        ("ตัวชี้วัด", "ข้อคำถาม", "คำถาม", "ประเด็นการประเมิน", "เครื่องมือ", "รายการ"),
    )
)
"""Headings below which a bare number is an indicator, and not a row number."""
_NUMBER: Final = lazy_re(r"\s*\d+(?:\.\d+)?\s*")
_FIGURE: Final = lazy_re(r"\s*(?:\d+|\d\d+\.\d+|\d\.\d\d+)\s*")
"""A row number, or a figure such as points of a weight (27.63, 38.4): no code below any other
heading, nor is a number beside it."""
_CLEAR: Final = frozenset({"ไม่ผ่าน"})
"""Says that there are no points also where nothing else passes; others may mean no score."""
_READ_AS_SCORES: Final = "อ่าน {words} ในช่องคะแนนของข้อ O เป็น 100 หรือ 0 คะแนน ({count} ข้อ)"
_UNCLEAR: Final = "“{text}” อาจแปลว่าไม่มีคะแนน จึงไม่ได้อ่านเป็น 0"
_TYPE_ZERO: Final = "ถ้าเป็น 0 คะแนน พิมพ์ 0 แล้วนำเข้าใหม่"
_CHECK_WORDS: Final = "ตรวจว่าเป็นผลทางการ และข้อที่ได้คะแนนบางส่วนไม่มี"

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_MOST_OF_SURVEYS: Final = Decimal(5)
"""The highest mean of answers from 1 to 5, which is told elsewhere."""
_DIGIT: Final = lazy_re(r"\d")
_USUAL: Final[Mapping[str, int]] = {"IIT": 30, "EIT": 30, "OIT": 40}
"""The weights of the instruments; no office had so few of a hundred."""
_APART: Final = Decimal("0.05")
"""What a printed sum may differ from that of its parts as they are printed."""
_LEAST: Final = 2
"""Minimum number of figures that tell of the other ones of their column."""
_WEIGHTED: Final = lazy_re(r"ถ่วง|(?:ตาม|คูณ)(?:ค่า)?น้ำหนัก|weighted", re.IGNORECASE)
_OF_POINTS: Final = (
    "คะแนนเต็มไม่ใช่ 100 จึงคิดคะแนนที่ได้เป็นร้อยละ ({count} แถว) เช่น {points} จาก {full} เป็น {score}"
)
_NO_FULL: Final = "ไม่มีคะแนนเต็มใน {count} แถว จึงอ่านคะแนนของแถวนั้นว่าเต็ม 100"
_OF_PERCENT: Final = (
    "ใช้ร้อยละเป็นคะแนน ไม่ใช่คะแนนที่ได้ซึ่งไม่ใช่คะแนนของ 100 ({count} แถว) เช่น {points} เป็น {score}"
)
_CHECK: Final = "ตรวจคะแนนกับไฟล์"
NO_WEIGHT: Final = "“{text}” เป็นคะแนนถ่วงน้ำหนักที่ไม่บอกคะแนนเต็ม จึงไม่ได้อ่านเป็นคะแนนของ 100"


@dataclass
class Scored:
    """The rows of tables with their scores of a hundred, and what became of other figures."""

    rows: list[ResultRow] = field(default_factory=list)
    weighted: list[Weighted] = field(default_factory=list)
    """Points of a weight beside scores, or without any."""
    flaws: list[Flaw] = field(default_factory=list)
    unused: dict[str, None] = field(default_factory=dict)
    """Headings of figures that say nothing of the scores."""

    def add(self, rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]) -> None:
        """Add the rows of a table. Instruments, indicators and items have figures of their own
        kind: what a column is, all rows of such a level decide."""
        of_levels: dict[str, list[ResultRow]] = defaultdict(list)
        for row in rows:
            of_levels[_level(row.node)].append(row)
        levels = [_Level(own, headings, self) for own in of_levels.values()]
        weighed = [level for level in levels if level.count]
        within = [level for level in weighed if level.is_within]
        if len(within) < len(weighed):
            # One figure alone may be less than its weight by chance.
            within = [level for level in within if level.count >= _LEAST]
        made = {
            id(row): new for level in levels for row, new in level.scored(of_weight=level in within)
        }
        self.rows += (made[id(row)] for row in rows)


def notes_of(rows: Sequence[ResultRow]) -> Iterator[Remark]:
    """Yield what to report on scores that were worked out of points, and of those beside them that
    have no full points."""
    found = [row for row in rows if row.points is not None]
    shown = [row for row in found if row.full is None and row.points != row.score]
    if shown:
        fields = {"points": shown[0].points, "score": shown[0].score}
        yield Remark(shown[0].origin, _OF_PERCENT, _CHECK, {"count": len(shown), **fields})
    of_full = [row for row in found if row.full is not None]
    if of_full:
        first = of_full[0]
        fields = {"points": first.points, "full": first.full, "score": first.score}
        yield Remark(first.origin, _OF_POINTS, _CHECK, {"count": len(of_full), **fields})
    unknown = (row for row in rows if row.score is not None and row.full is None)
    bare = [row for row in unknown if row.points is None and row.node != TOTAL and not row.verdict]
    if bare and (of_full or shown):
        yield Remark(bare[0].origin, _NO_FULL, _CHECK, {"count": len(bare)})


def _level(node: str) -> str:
    """Return what tells the nodes of one level of the score tree from others: 9, 9.1, I1, IIT."""
    return re.sub(r"\d+", "1", re.sub(r"^[IEO](?=\d)", "O", node)) if _DIGIT.search(node) else ""


class _Level:
    """The rows of one level, and which of their columns are scores, points, full marks."""

    def __init__(
        self, rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading], found: Scored
    ) -> None:
        self._rows = rows
        self._headings = headings
        self._found = found
        self._columns = {name: values for name in FIGURES if (values := self._values(name))}
        self._full, self._weights = self._values("full"), self._values("weight")
        self._marks = {"full", "weight"}
        if self._are_scores(self._full):
            self._columns = {"full": self._full, **self._columns}
            self._full = {}
            self._marks = {"weight"}
        of_marks = [name for name, values in self._columns.items() if self._is_marks(values)]
        if of_marks and not (self._full or self._weights):
            self._full = self._columns.pop(of_marks[-1])
            self._marks.add(of_marks[-1])
        beside = self._main.keys() & self._full.keys()
        if len(beside) >= _LEAST and all(self._main[at] > self._full[at] for at in beside):
            # Marks that no figure is of are weights.
            self._weights, self._full = self._full, {}
        self._points: set[str] = set()
        self._used = set[str]()

    def _values(self, name: str) -> dict[int, Decimal]:
        """Return the figures of a column by the row's index."""
        return {at: row.figures[name] for at, row in enumerate(self._rows) if name in row.figures}

    @property
    def _main(self) -> Mapping[int, Decimal]:
        """The first column with figures."""
        return next(iter(self._columns.values()), {})

    @property
    def count(self) -> int:
        """Number of figures with a weight."""
        return len(self._main.keys() & self._weights.keys())

    @property
    def is_within(self) -> bool:
        """Whether no figure is more than the weight beside it."""
        return all(self._main.get(at, _ZERO) <= most for at, most in self._weights.items())

    def _of_instruments(self, values: Mapping[int, Decimal]) -> dict[str, Decimal]:
        nodes = {self._rows[at].node: value for at, value in values.items()}
        return {node: nodes[node] for node in (*_USUAL, TOTAL) if node in nodes}

    def _is_marks(self, values: Mapping[int, Decimal]) -> bool:
        """Return whether figures of instruments are their full marks: 30, 30, 40 of 100."""
        nodes = self._of_instruments(values)
        is_whole = nodes.pop(TOTAL, _HUNDRED) == _HUNDRED
        if len(nodes) == len(_USUAL):
            return is_whole and sum(nodes.values()) == _HUNDRED
        return is_whole and len(nodes) >= _LEAST and nodes.items() <= _USUAL.items()

    def _are_scores(self, values: Mapping[int, Decimal]) -> bool:
        """Return whether what stands below full marks are the scores of a hundred: the heading says
        of how many they are (คะแนนเต็ม 100), and they differ from it."""
        heads = {self._headings[self._rows[at].origin].headings.get("full", "") for at in values}
        is_said = {full_points(head) for head in heads} == {_HUNDRED}
        return is_said and any(value != _HUNDRED for value in values.values())

    def _is_points(self, name: str) -> bool:
        """Return whether a column says so, its sum is the total, or it has too little of every
        instrument for scores of a hundred."""
        values = self._columns[name]
        heads = {self._headings[self._rows[at].origin].headings.get(name, "") for at in values}
        if any(map(_WEIGHTED.search, heads)):
            return True
        is_told = self._weights or any(most != _HUNDRED for most in self._full.values())
        nodes = {} if is_told else self._of_instruments(values)
        total = nodes.pop(TOTAL, None)
        if len(nodes) == len(_USUAL) and total is not None:
            return abs(sum(nodes.values()) - total) <= _APART
        little = all(value <= _USUAL[node] for node, value in nodes.items())
        return little and max(nodes.values(), default=_ZERO) > _MOST_OF_SURVEYS

    def scored(self, *, of_weight: bool) -> Iterator[tuple[ResultRow, ResultRow]]:
        """Yield the rows as they were and with their scores."""
        self._points = set(filter(self._is_points, self._columns))
        if of_weight:
            self._points.update(islice(self._columns, 1))
        for at, row in enumerate(self._rows):
            yield row, row if row.verdict else self._of_row(at, row)
        for row in self._rows:
            heads = self._headings[row.origin].headings
            unused = (heads.get(name, "") for name in row.figures if name not in self._used)
            self._found.unused |= dict.fromkeys(one_line(head) for head in unused if head)

    def _of_row(self, at: int, row: ResultRow) -> ResultRow:
        figures = {name: values[at] for name, values in self._columns.items() if at in values}
        direct = {name: value for name, value in figures.items() if name not in self._points}
        name = next(
            (name for name in ("full", "score", "points") if name in self._columns), "score"
        )
        score, percent = direct.get(name), self._percent(row, direct)
        points = next((name for name in figures if name in self._points), "")
        full = self._full.get(at)
        if score is not None:
            if points and row.node != TOTAL:
                self._weighted(row, figures[points], self._weights.get(at), points)
            if percent is not None and (full not in {None, _HUNDRED} or percent >= score):
                self._used |= {"percent", name, *self._marks}
                return replace(row, score=percent, points=None if full else score, full=full)
            return self._worked_out(row, name, score, full)
        if not points:
            self._used |= {*["percent"] * ("score" not in self._columns)}
            return replace(row, score=percent if "score" not in self._columns else None)
        if percent is not None:
            self._used |= {"percent", points}
            return replace(row, score=percent, points=figures[points])
        # That scores are of a hundred says nothing of points of a weight.
        whole = self._weights.get(at) if full in {None, _HUNDRED} else full
        if whole is None and row.node != TOTAL:
            self._leave(row, points, NO_WEIGHT, figures[points])
            return row
        return self._worked_out(row, points, figures[points], whole)

    def _percent(self, row: ResultRow, direct: Mapping[str, Decimal]) -> Decimal | None:
        """Return the percentage beside the figure of a row; None for one of a weight, a target or
        another year."""
        heads = self._headings[row.origin].headings
        years = {*years_in(heads.get("score", "")), *years_in(heads.get("percent", ""))}
        if "น้ำหนัก" in heads.get("percent", "") or len(years) > 1:
            return None
        values = list(self._columns.get("percent", {}).values())
        is_target = "score" in direct and len(values) > 1 and len(set(values)) == 1
        return None if is_target and not self._full else direct.get("percent")

    def _worked_out(
        self, row: ResultRow, name: str, points: Decimal, whole: Decimal | None
    ) -> ResultRow:
        """Return a row with the score that its points of the ``whole`` are."""
        self._used |= {name, *self._marks} if whole else {name}
        most = whole or _HUNDRED
        if points > most:
            text = "คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง {most}"
            self._leave(row, name, text, points, most)
            return row
        if most == _HUNDRED:
            return replace(row, score=points, full=whole)
        score = round_score(points * _HUNDRED / most)
        return replace(row, score=score, points=points, full=whole)

    def _leave(
        self, row: ResultRow, name: str, template: str, text: Decimal, most: Decimal = _HUNDRED
    ) -> None:
        """List a figure of a row that is not read."""
        self._used.add(name)
        flaw = flaw_of(row, self._headings, name, template, text=text, most=most)
        self._found.flaws.append(flaw)

    def _weighted(self, row: ResultRow, points: Decimal, weight: Decimal | None, name: str) -> None:
        self._used |= {name, "weight"}
        self._found.weighted.append(Weighted(row.origin, row.node, weight, points))


def graded(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[Remark, ...], tuple[Flaw, ...]]:
    """Return the rows with the scores that their words and marks stand for, what is to be reported,
    and the cells that may as well say that there is no score: a missing score is no zero."""
    said = {row.verdict for row in rows}
    value: dict[str, Decimal] = {}
    for good, bad in PAIRS:
        value |= dict.fromkeys(good & said, _HUNDRED)
        value |= dict.fromkeys(bad & said if good & said else bad & said & _CLEAR, _ZERO)
    taken = [row for row in rows if row.verdict in value]
    words = " ".join(f"“{word}”" for word in sorted(value, key=lambda word: -value[word]))
    fields = {"words": words, "count": len(taken)}
    notes = (Remark(one.origin, _READ_AS_SCORES, _CHECK_WORDS, fields) for one in taken[:1])
    unclear = (row for row in rows if row.verdict and row.verdict not in value)
    flaws = tuple(
        flaw_of(row, headings, "score", _UNCLEAR, _TYPE_ZERO, text=one_line(row.verdict))
        for row in unclear
    )
    scored = (
        replace(row, score=value[row.verdict]) if row.verdict in value else row for row in rows
    )
    return tuple(scored), tuple(notes), flaws


def flaw_of(
    row: ResultRow,
    headings: Mapping[Origin, TableHeading],
    name: str,
    template: str,
    remedy: str = "",
    **fields: object,
) -> Flaw:
    """Return that the cell of a row in the column ``name`` is not read."""
    heading = headings[row.origin]
    cell = CellPlace(name, heading.columns[name], one_line(heading.headings[name]))
    letter = column_letter(cell.index)
    column = Phrase("คอลัมน์ {column} “{heading}”", column=letter, heading=cell.heading)
    error = RowError(template, remedy=remedy, column=column, **fields)
    return Flaw.of(row.origin, error.about(name, cell))


def table_kind(sheets: Sequence[DataSheet]) -> ImportKind[ResultRow] | None:
    """Return the kind of the tables in ``sheets``; None if no table has codes beside scores."""
    usual, scored = HeadingFinder(RESULTS), HeadingFinder(SCORED)
    codes: dict[str, None] = {}
    names: dict[str, None] = {}
    """Headings of codes, and of names in a column with a code heading."""
    headed = False
    for sheet in sheets:
        found = usual.find(sheet.rows) or scored.find(sheet.rows)
        if found is None:
            continue
        at, heading = found
        own = heading.columns.get("code")
        heads = scored.in_one_row(sheet.rows[at : at + heading.rows]).values
        column = _codes_at(sheet.rows, at, heading, heads)
        if column is None or column == own:
            headed = headed or own is not None
            continue
        codes[_text(heads, column)] = None
        if own is not None:
            names[_text(heads, own)] = None
    if not codes:
        return RESULTS if headed else None
    return replace(RESULTS, columns=tuple(_columns(tuple(codes), tuple(names), headed=headed)))


def _columns(codes: Sequence[str], names: Sequence[str], *, headed: bool) -> Iterator[ImportColumn]:
    """Yield the columns of results, with these additional headings of codes and names."""
    for column in RESULTS.columns:
        if column.name == "code":
            usual = (column.heading, *column.also) if headed else ()
            yield replace(column, heading=codes[0], also=(*codes, *usual))
        elif column.name == "title":
            yield replace(column, also=(*column.also, *names))
        else:
            yield column


def _codes_at(
    rows: Sequence[SheetRow], at: int, heading: TableHeading, heads: Sequence[Value]
) -> int | None:
    """Return the column with the most different codes, first of all of items, as what is beside
    these names their groups; preferring the one with a code heading. That of instruments is one
    only if no other has codes."""
    below = rows[at + heading.rows :]
    own, instrument = heading.columns.get("code"), heading.columns.get("instrument")
    figures = {heading.columns[name] for name in FIGURES if name in heading.columns}
    best, most = None, (0, 0)
    for column in sorted(heading.headed - {*figures, instrument}, key=lambda number: number != own):
        above = heading_key(_text(heads, column))
        numbered = column == own or above in _NUMBERED
        texts = [_text(row.values, column) for row in below]
        if not numbered and any(map(_FIGURE.fullmatch, texts)):
            texts = [text for text in texts if not _NUMBER.fullmatch(text)]
        # A total stands in whatever column is the first.
        codes = {*map(node_of, texts)} - {"", "" if numbered else TOTAL}
        count = sum(code[1:].isdecimal() for code in codes if code[0] in "IEO"), len(codes)
        if count > most:
            best, most = column, count
    return instrument if best is None else best


def _text(values: Sequence[Value], column: int) -> str:
    value = values[column] if column < len(values) else ""
    return value if isinstance(value, str) else ""


_SHORT: Final = lazy_re(r"(?:ปี)?\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s*ศ\.?)?\s*([67]\d)", re.ASCII)
_PERCENT: Final = "ร้อยละ"


def year_named(name: str) -> int | None:
    """Return the Buddhist year that a sheet or file is called by alone, in two digits; None for
    another name.

    >>> year_named("ปี 67"), year_named("๖๖"), year_named("ผล 2567"), year_named("12")
    (2567, 2566, None, None)
    """
    found = _SHORT.fullmatch(to_arabic(name).strip())
    return 2500 + int(found[1]) if found is not None else None


def score_years(
    kind: ImportKind[ResultRow], headings: Mapping[Origin, TableHeading]
) -> dict[int, ReadValue[str]]:
    """Return the headings of the columns with scores by the Buddhist fiscal year that each states,
    with the first row below it: the percentage of a year is its score, and not its points."""
    finder = HeadingFinder(kind)
    found: dict[int, ReadValue[str]] = {}
    for origin, heading in headings.items():
        known = (heading.headings.get(name, "") for name in ("score", "percent"))
        texts = (*known, *heading.ignored)
        for text in sorted(texts, key=lambda text: not text.startswith(_PERCENT)):
            years = years_in(text)
            if len(years) == 1 and "score" in finder.partly([text]).columns:
                found.setdefault(years[0], ReadValue(text, origin))
    return found


def with_scores_of(kind: ImportKind[ResultRow], heading: str) -> ImportKind[ResultRow]:
    """Return the kind with the scores below this heading alone."""
    columns = (
        replace(column, heading=heading, also=()) if column.name == "score" else column
        for column in kind.columns
        if column.name not in {"percent", "points"}
        or (column.name == "percent" and not heading.startswith(_PERCENT))
    )
    return replace(kind, columns=tuple(columns))


def years_of_sheets(sheets: Sequence[DataSheet]) -> dict[int, tuple[DataSheet, ...]]:
    """Return the sheets by the Buddhist fiscal year that the name of each states."""
    found: dict[int, tuple[DataSheet, ...]] = {}
    for sheet in sheets:
        named = year_named(sheet.name)
        years = {named} if named else {*years_in(sheet.name)}
        if len(years) == 1:
            year = years.pop()
            found[year] = (*found.get(year, ()), sheet)
    return found
