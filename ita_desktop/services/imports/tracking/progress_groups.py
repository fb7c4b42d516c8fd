"""Groups the rows of a progress report by measure and round.

A measure is matched by its steps among those of the row's items. If none matches, the measure of
the report is added to the year. Rows with merged cells (or with consecutive step numbers, if
merging was lost) belong to one measure; text repeated in such cells is kept once.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ita_desktop.domain.dates import FISCAL_MONTHS, fiscal_year_bounds, month_end, month_later
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.measure_cells import Typed, items_fields, owners_fields, text_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind, MeasureOwner, new_id
from ita_desktop.domain.schedule import periods
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.entries import EntryState, Round
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.progress import ENTRY_COLUMNS, ProgressRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import item_links, own_titles
from ita_desktop.services.imports.draft import ImportDraft, differing, fields_of
from ita_desktop.services.imports.items import must_be_known, nothing_above, subject_of
from ita_desktop.services.imports.measure_groups import NUMBER, Printed, add_wording, steps_of
from ita_desktop.services.imports.measures import times_of
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.roster.register import Owners, Resolved
from ita_desktop.services.imports.tracking.unit_results import marked, reporter_of
from ita_desktop.services.roster.owning import owner_of

_CONTINUED_STEP = lazy_re(r"^\s*\d{1,3}[.)]\s*\(\s*ต่อ\s*\)")
_TABLES = (MeasureKind.ITEM, MeasureKind.INDICATOR)
"""The kinds of measures in a progress report."""
_MIN_SIMILARITY = 0.5
"""Minimum share of common steps of the same measure."""


@dataclass(slots=True, eq=False)
class ProgressGroup:
    """Rows of one measure and round."""

    round: Round
    found: Measure | None
    """The measure; None until one is added to the year."""
    indicator: str
    chapter: MeasureKind | None
    """The text chapter of the measure."""
    origin: Origin
    """Position of its first row."""
    waits: bool = False
    """Whether its rows name no measure, which is found after all rows are known."""
    titles: dict[str, str] = field(default_factory=dict)
    items: Sequence[str] = ()
    """The items of its first row."""
    methods: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    of_units: list[str] = field(default_factory=list)
    """The results, those with a unit in a column of its own below its name."""
    units: dict[str, None] = field(default_factory=dict)
    """The names in that column."""
    reporters: dict[str, None] = field(default_factory=dict)
    """The units that are told otherwise: the only owner in a row, or whose report it is."""
    rows: list[int] = field(default_factory=list)
    combined_with: tuple[Measure, ...] = ()
    """Measures that the rows combine with it, as a table of the year does."""
    runs_on: list[str] = field(default_factory=list)
    """The items whose steps only go on with its numbers."""
    states: set[tuple[str, EntryState]] = field(default_factory=set)
    """The states that cells of their own give, each behind the name of its unit, if it has one."""
    told: set[tuple[str, str, object]] = field(default_factory=set)
    """What cells beside the result tell, by name of the unit and field of the entry."""
    owners: dict[OwnerEntry, None] = field(default_factory=dict)
    beside: dict[str, object] = field(default_factory=dict)
    """What else the rows say of the measure, by field."""

    def take(self, number: int, row: ProgressRow, reporter: str) -> None:
        """Add a row, whose result is that of the unit ``reporter`` if it names none itself; a cell
        that repeats the lines above, as merged ones do, counts once."""
        self.rows.append(number)
        unit = row.unit or reporter
        self.units |= dict.fromkeys(filter(None, [row.unit]))
        self.reporters |= dict.fromkeys(filter(None, [reporter]))
        of_unit = marked(unit, row.result)
        lists = (self.methods, self.results, self.of_units)
        for lines, text in zip(lists, (row.method, row.result, of_unit), strict=True):
            said = [line for line in text.split("\n") if line]
            if not set(said) <= set(lines):
                lines.extend(said)
        self.items = self.items or row.items
        add_wording(self.titles, row.items, row.title, merged=row.merged)
        self.states |= set() if row.state is None else {(unit, row.state)}
        self.told |= {
            (unit, name, value)
            for name in ENTRY_COLUMNS
            if (value := getattr(row, name)) not in {None, ""}
        }
        self.owners |= dict.fromkeys(row.owners)
        self.beside = {name: text for name, text in row.beside if text} | self.beside

    def told_of(self, units: Container[str]) -> dict[str, object]:
        """Return the fields of an entry that cells beside the results of these units tell; what
        rows tell differently is not stored."""
        values = defaultdict[str, set[object]](set)
        for unit, name, value in self.told:
            if unit in units:
                values[name].add(value)
        return {name: told.pop() for name, told in values.items() if len(told) == 1}

    @property
    def measure(self) -> Measure:
        """The measure, when all rows are assigned."""
        assert self.found is not None
        return self.found

    @property
    def subject(self) -> str:
        return subject_of(self.titles, self.indicator, self.chapter or MeasureKind.ITEM)

    @property
    def method(self) -> str:
        return "\n".join(self.methods)

    @property
    def result(self) -> str:
        return "\n".join(self.results)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The usable rows in groups, and those without a measure."""

    rows: list[ProgressRow]
    groups: list[ProgressGroup]
    left_out: list[tuple[Origin, RowError]]


class Groups:
    """Assigns the ``rows`` of a report to measures of the year; :attr:`made` has the links of added
    measures, by measure id."""

    def __init__(self, draft: ImportDraft, rows: Sequence[ProgressRow]) -> None:
        self._draft = draft
        self._rows = rows
        self._year = draft.year
        self.rounds = Rounds(draft)
        self._printed = Printed(draft.year)
        self._measures = list(draft.year.measures)
        self._items = {
            measure.id: {link.item_code for link in draft.year.items_of_measure(measure.id)}
            for measure in self._measures
        }
        self.made: dict[str, list[MeasureItem | MeasureOwner]] = {}
        self.owners = Owners(draft)
        self.runs_on: list[ProgressGroup] = []
        """Groups of added measures with items whose steps only go on with the numbers above."""
        self._merging = {row.origin.sheet for row in rows if row.can_merge}
        """Sheets that contain information on merged cells."""

    def assigned(self) -> Assigned:
        """Return the rows in groups by measure and round, and those without a measure."""
        while True:
            found = self._assigned()
            for group in found.groups:
                together = self._together(group)
                if len(together) > 1:
                    own = group.found = group.found if group.found in together else together[0]
                    group.combined_with = tuple(other for other in together if other is not own)
            # Measures added by the report are matched like those of the year: a later round of
            # the report, or a repeated row, refers to the same one.
            new = [group for group in found.groups if group.found is None]
            if not new:
                return found
            for group in _once_each(new):
                self._make(group)

    def _together(self, group: ProgressGroup) -> Sequence[Measure]:
        """Return the measures of the year whose steps a group's rows combine."""
        if group.chapter is None:
            return self._printed.measures(tuple(group.titles), group.indicator, group.method)
        steps = set(steps_of(group.method))
        return [
            measure
            for measure in self._measures
            if measure.kind is group.chapter
            and measure.method
            and steps.issuperset(steps_of(measure.method))
        ]

    def _assigned(self) -> Assigned:
        usable: list[ProgressRow] = []
        groups: list[ProgressGroup] = []
        left_out: list[tuple[Origin, RowError]] = []
        above: tuple[ProgressRow, ProgressGroup] | None = None
        for given in self._draft.each(self._rows):
            try:
                row = self._continued(given, above[0] if above else None)
                group = self._group(row, above, groups)
            except RowError as error:
                left_out.append((given.origin, error))
                above = None
                continue
            if group not in groups:
                groups.append(group)
            group.take(len(usable), row, reporter_of(self._year, row))
            usable.append(row)
            above = (row, group)
        return self._all_assigned(usable, groups, left_out)

    def _make(self, group: ProgressGroup) -> None:
        """Add the measure of a group's rows to the year."""
        item = self._year.framework.item_by_code.get(next(iter(group.titles), ""))
        measure = Measure(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            indicator=item.indicator if item is not None else group.indicator,
            method=group.method,
            kind=group.chapter or (MeasureKind.ITEM if group.titles else MeasureKind.INDICATOR),
            position=self._draft.next_position(self._year.measures, "measures"),
        )
        owners = self.owners_of(group)
        fields = items_fields(group.titles, group.items) | owners_fields(owners.refs, owners.typed)
        measure = replace(measure, **differing(measure, group.beside | fields))
        if measure.schedule:
            measure = replace(measure, **times_of(self._draft, measure.schedule, group.origin))
        self._measures.append(measure)
        self.runs_on += [group] if group.runs_on else []
        self._items[measure.id] = set(group.titles)
        titles = own_titles(group.titles)
        make = owner_of(MeasureOwner, measure_id=measure.id)
        self.made[measure.id] = [
            *item_links(MeasureItem, titles, measure_id=measure.id),
            *(make(ref, position) for position, ref in enumerate(owners.refs)),
        ]

    def owners_of(self, group: ProgressGroup) -> Resolved:
        """Return the owners that a group's rows name; those that are not known are asked."""
        return self.owners.resolve([*group.owners], group.origin)

    def _continued(self, row: ProgressRow, above: ProgressRow | None) -> ProgressRow:
        """Return a row merged with the one ``above``, its codes resolved by the framework."""
        codes = (self._meant(code, row.indicator) for code in row.items)
        row = replace(row, items=Typed.of(codes, text_of(row.items)))
        again = row.continued and above is not None and row.items == above.items
        # Steps of an existing measure refer to that one.
        again = again and (not row.method or self._measure(row) is None)
        if row.chapter is not None:
            return row
        if not row.continues and not again:
            must_be_known(self._year, row.items, row.indicator)
            return row
        if above is None:
            raise nothing_above()
        place = fields_of(above, "items", "title", "indicator")
        return replace(row, **place, round=row.round or above.round, continues=True)

    def _meant(self, code: str, indicator: str) -> str:
        """Return the item that a scanned code means below an indicator: ๑๑ is I1 or I11."""
        known = self._year.framework.item_by_code
        longer = f"{code[:1]}1{code[1:]}"

        def belongs(text: str) -> bool:
            return text in known and head(known[text].indicator) == head(indicator)

        return longer if indicator and not belongs(code) and belongs(longer) else code

    def _group(
        self,
        row: ProgressRow,
        above: tuple[ProgressRow, ProgressGroup] | None,
        groups: Sequence[ProgressGroup],
    ) -> ProgressGroup:
        """Return the group of a row, new or one of ``groups``; raises RowError."""
        in_round = self.rounds.of(row.round, or_whole=row.is_of_measures)
        last = above[1] if above is not None and above[1].round is in_round else None
        if row.continues and last is not None:
            return last
        measure = self._measure(row) if row.method else None
        if measure is None and above is not None and last is not None:
            alike = self._place(above[0]) == self._place(row)
            if alike and (row.merged or self._continues(row, last)):
                measure = self._repeated(row, last)
                if measure is None:
                    last.runs_on += () if row.merged or not row.method else row.items
                    return last
        waits = measure is None and not row.method
        return _known(groups, measure, in_round) or _new(row, measure, in_round, waits=waits)

    def _place(self, row: ProgressRow) -> tuple[str, MeasureKind | None, str]:
        """Return what rows of one measure have in common: indicator, chapter and sheet."""
        item = self._year.framework.item_by_code.get(next(iter(row.items), ""))
        indicator = row.indicator or (head(item.indicator) if item is not None else "")
        return indicator, row.chapter, row.origin.sheet

    def _repeated(self, row: ProgressRow, above: ProgressGroup) -> Measure | None:
        """Return the own measure of a row's items, if it repeats the one ``above`` whose cell the
        row shares: the year lists the same steps once for each item."""
        others = self._of_items(row)
        if above.found is None or not row.result or above.found in others:
            return None
        steps = steps_of(above.found.method)
        return next((each for each in others if steps_of(each.method) == steps), None)

    def _all_assigned(
        self,
        rows: Sequence[ProgressRow],
        groups: Sequence[ProgressGroup],
        left_out: list[tuple[Origin, RowError]],
    ) -> Assigned:
        """Return the rows and groups after assigning those without a measure by their items or
        indicator. Rows without a match are skipped."""
        known = [group for group in groups if not group.waits]
        gone: set[int] = set()
        for group in groups:
            if not group.waits:
                continue
            row = rows[group.rows[0]]
            measure = next(iter(self._of_items(row)), None)
            if measure is None:
                gone.update(group.rows)
                left_out.extend(
                    (rows[number].origin, _no_measure(rows[number])) for number in group.rows
                )
                continue
            target = _known(known, measure, group.round)
            if target is None:
                target = _new(row, measure, group.round)
                known.append(target)
            for number in group.rows:
                target.take(number, rows[number], reporter_of(self._year, rows[number]))
        kept = [number for number in range(len(rows)) if number not in gone]
        places = {number: place for place, number in enumerate(kept)}
        for group in known:
            group.rows = sorted(places[number] for number in group.rows)
        left_out.sort(key=lambda pair: (pair[0].sheet, pair[0].row))
        return Assigned([rows[number] for number in kept], known, left_out)

    def _continues(self, row: ProgressRow, group: ProgressGroup) -> bool:
        """Return whether a row continues the measure above: its cell is empty, or the step numbers
        continue. If merged cells are known, a separate cell is a new measure: numbers continue
        through the whole indicator."""
        if not row.method:
            others = self._of_items(row)
            shares = group.found is None or group.found in others or not others
            return row.says_measures and shares and (group.found is not None or bool(group.methods))
        if group.found is not None:
            return False
        if row.origin.sheet in self._merging:
            return _CONTINUED_STEP.match(row.method) is not None
        before, first = NUMBER.findall(group.method), NUMBER.match(row.method)
        if not before or first is None:
            return False
        last, number = int(before[-1]), int(first[1])
        repeats = set(steps_of(row.method)) & set(steps_of(group.method))
        return number == last + 1 or (number == last and (number > 1 or bool(repeats)))

    def _of_items(self, row: ProgressRow, *, or_of_items: bool = False) -> list[Measure]:
        """Return the measures of a row's items, or else of its indicator."""
        wanted = set(row.items)
        if row.chapter is not None:
            return [measure for measure in self._measures if measure.kind is row.chapter]
        tables = [measure for measure in self._measures if measure.kind in _TABLES]
        by_item = [table for table in tables if wanted & self._items[table.id]]
        if by_item:
            return by_item
        same = (table for table in tables if head(table.indicator) == head(row.indicator))
        return [table for table in same if or_of_items or not self._items[table.id]]

    def _measure(self, row: ProgressRow) -> Measure | None:
        """Return the measure with most of a row's steps, at least half of them. A row that names
        an indicator alone may be about one that the year has for some of its items."""
        steps = set(steps_of(row.method))
        listed = self._of_items(row)
        for measures in (listed, [] if row.items else self._of_items(row, or_of_items=True)):
            shares = [len(steps & set(steps_of(each.method))) / len(steps) for each in measures]
            most = max(shares, default=0.0)
            if most >= _MIN_SIMILARITY and (measures is listed or shares.count(most) == 1):
                return measures[shares.index(most)]
        return None


def _known(
    groups: Iterable[ProgressGroup], measure: Measure | None, in_round: Round
) -> ProgressGroup | None:
    """Return the group of a measure and round; of no measure there is none."""
    of_round = (group for group in groups if group.round is in_round)
    return next((group for group in of_round if measure and group.found is measure), None)


def _new(
    row: ProgressRow, measure: Measure | None, in_round: Round, *, waits: bool = False
) -> ProgressGroup:
    return ProgressGroup(in_round, measure, row.indicator, row.chapter, row.origin, waits)


def _once_each(groups: Iterable[ProgressGroup]) -> list[ProgressGroup]:
    """Return the groups of new measures, one of each, which has what all of its rows say of it: a
    measure is typed again for each of its owners, or in each round."""
    found: dict[object, ProgressGroup] = {}
    for group in groups:
        steps = tuple(steps_of(group.method))
        place = (group.chapter, group.indicator, tuple(group.titles), steps)
        first = found.setdefault(place, group)
        first.owners |= group.owners
        first.beside = group.beside | first.beside
    return list(found.values())


def head(indicator: str) -> str:
    """Return the indicator of a sub-indicator."""
    return indicator.partition(".")[0]


def subject_of_rows(rows: Sequence[ProgressRow]) -> str:
    """Return the common items, indicator or chapter of rows."""
    codes = dict.fromkeys(code for row in rows for code in row.items)
    return subject_of(codes, rows[0].indicator, rows[0].chapter or MeasureKind.ITEM)


def _no_measure(row: ProgressRow) -> RowError:
    return RowError(
        "ยังไม่มีมาตรการของ {subject} ให้บันทึกผล",
        remedy="เพิ่มมาตรการก่อน หรือใส่มาตรการไว้ในคอลัมน์ “มาตรการ/กิจกรรม” ของแถวนี้",
        subject=shortened(subject_of_rows([row])),
    )


_BRACKETS = lazy_re(r"\(([^()]*)\)")
_MONTHS = lazy_re(r"(\d{1,2})เดือน(แรก|หลัง)?")
_NUMBER_WORDS = (
    ("หกเดือน", "6เดือน"),
    ("สิบสองเดือน", "12เดือน"),
    ("เก้าเดือน", "9เดือน"),
    ("ครึ่งปี", "6เดือน"),
)
_QUARTER = lazy_re(r"ไตรมาส(?:ที่)?([1-4])(?!\d)(?:(-|–|และ|ถึง)(?:ไตรมาส)?(?:ที่)?([1-4])(?!\d))?")
_COUNTED = lazy_re(r"(?:ครั้ง|รอบ|ระยะ|งวด)ที่\s*(\d)")
_AS_OF = lazy_re(r"(?:(?:ครั้ง|รอบ|ระยะ|งวด)ที่\s*\d\s*)?(?:ณ|สิ้น|ถึง)")


class Rounds:
    """Finds rounds by their names; default and other rounds are stored if needed."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        stored = bool(draft.year.rounds)
        self._known = [
            round_ if stored else replace(round_, id=new_id()) for round_ in rounds_of(draft.year)
        ]
        self._usual = [] if stored else list(self._known)
        self._new = {round_.id for round_ in self._usual}
        self._in_order = tuple(self._known)
        self._counted: dict[str, Round] = {}
        """Rounds that were only counted or not named, and reported."""

    def of(self, words: str, *, or_whole: bool = False) -> Round:
        """Return the round that ``words`` name; of a table of all measures (``or_whole``), which
        may name none, that of the whole year. Raises RowError if unknown."""
        if not words and or_whole:
            whole = max(self._known, key=lambda round_: round_.last - round_.first)
            self._tell("ไฟล์ไม่บอกรอบ จึงเก็บเป็นผลของ {round}", "", whole)
            return whole
        if not words:
            remedy = "ใส่คอลัมน์ “รอบ” เช่น รอบ 6 เดือน หรือชื่อรายงานที่บอกรอบ"
            raise RowError("ไม่ได้บอกว่าเป็นผลของรอบใด", remedy=remedy)
        title = one_line(_BRACKETS.sub(" ", words))
        span = self._span(words)
        for round_ in self._known:
            if key(round_.title) == key(title) or (round_.first, round_.last) == span:
                return round_
        if span is None and (counted := self._nth(title)) is not None:
            return counted
        if span is None:
            raise RowError(
                "ไม่รู้จักรอบ “{text}”",
                remedy="พิมพ์เช่น รอบ 6 เดือน หรือ รอบ 9 เดือน (ต.ค. 67 - มิ.ย. 68)",
                text=shortened(words),
            )
        begins, ends = fiscal_year_bounds(self._year.year)
        if span[1] < begins or span[0] > ends:
            raise RowError(
                "รอบ “{text}” ไม่อยู่ในปีงบประมาณ {year}",
                remedy="เลือกปีของรายงานนี้ แล้วนำเข้าใหม่",
                text=shortened(words),
                year=self._year.year,
            )
        made = Round(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            title=title,
            first=span[0],
            last=span[1],
            position=max(round_.position for round_ in self._known) + 1,
        )
        self._known.append(made)
        self._new.add(made.id)
        return made

    def is_month(self, round_: Round) -> bool:
        """Return whether a round is a month that the year lacks and nobody calls a round."""
        is_new = round_.id in self._new and round_ not in self._usual
        return is_new and (round_.last - round_.first).days < 31 and "รอบ" not in round_.title

    def needs(self, round_: Round) -> tuple[str, ...]:
        """Return the keys of the shared writes that store a round, unless it is stored."""
        if round_.id not in self._new:
            return ()
        # A year's own rounds replace the default ones, so all of these are stored.
        wanted = {other.id: other for other in (round_, *self._usual)}
        for other in wanted.values():
            self._draft.share(other.id, Insert(other))
        return tuple(wanted)

    def _nth(self, title: str) -> Round | None:
        """Return the round of the year that a title only counts (ครั้งที่ 2), and report it."""
        found = _COUNTED.fullmatch(title)
        if found is None or not 1 <= int(found[1]) <= len(self._in_order):
            return None
        meant = self._in_order[int(found[1]) - 1]
        self._tell("ไฟล์เรียกรอบว่า “{text}” จึงอ่านเป็น {round}", title, meant)
        return meant

    def _tell(self, template: str, text: str, meant: Round) -> None:
        """Report once how a round was understood."""
        if text not in self._counted:
            self._counted[text] = meant
            self._draft.warn(None, template, "ตรวจว่าเป็นรอบนั้นจริง", text=text, round=meant.title)

    def _span(self, words: str) -> tuple[date, date] | None:
        """Return the first and last day of a round's name."""
        year = self._year.year
        if stated := _stated(words, year):
            return stated
        plain = key(words)
        for text, meant in _NUMBER_WORDS:
            plain = plain.replace(text, meant)
        begins, ends = fiscal_year_bounds(year)
        if quarter := _QUARTER.search(plain):
            first, last = int(quarter[1]), int(quarter[3] or quarter[1])
            apart = quarter[2] == "และ" and last != first + 1
            return _months(begins, 3 * first - 3, 3 * last) if first <= last and not apart else None
        if months := _MONTHS.search(plain):
            count = int(months[1])
            if not 1 <= count <= len(FISCAL_MONTHS):
                return None
            if months[2] == "หลัง":
                return _months(begins, len(FISCAL_MONTHS) - count, len(FISCAL_MONTHS))
            return _months(begins, 0, count)
        return (begins, ends) if "ปี" in plain else None


def _stated(words: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day in a round's name; of a last day alone, those of the fiscal
    ``year`` till then."""
    for inside in (*_BRACKETS.findall(words), words):
        try:
            found = periods(inside, year)
        except InputError:
            continue
        first, last = (found[0].first, found[0].last) if len(found) == 1 else (None, None)
        if last is not None and _AS_OF.match(words):
            return fiscal_year_bounds(year)[0], last
        if first is not None and last is not None and first < last:
            return first, last
    return None


def _months(begins: date, first: int, behind: int) -> tuple[date, date]:
    """Return the days from month ``first`` of a fiscal year (0 is October) to the end of month
    ``behind - 1``."""
    return month_later(begins, first), month_end(month_later(begins, behind - 1))
