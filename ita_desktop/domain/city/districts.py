"""The districts of the city with their years, reduced to what the public page would show.

A year of a district is a few kilobytes: scores are held by place in an outline that all years of
the same framework share. No people and no addresses; of what somebody typed only the texts of
measures, which the public page shows, too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ita_desktop.domain.city.figures import ScoreRanking
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.district_names import DISTRICTS, district_of
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.framework import TOTAL, Framework, NodeKind
from ita_desktop.domain.framework_draft import FrameworkStatus, scores_are_draft, status_of
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_data import typed_in
from ita_desktop.domain.personal_finding import PersonalSpan
from ita_desktop.domain.scores.crosswalk import FrameworkLink
from ita_desktop.domain.scores.progress import FULL_MARK, OIT, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree, Source
from ita_desktop.domain.text import clean, key, one_line, sort_key
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_INDICATORS = (NodeKind.INDICATOR, NodeKind.SUB_INDICATOR)
_OF_NAMES = frozenset(
    map(key, ("ใต้", "เหนือ", "ใหม่", "น้อย", "ใหญ่", "กลาง", "นอก", "ใน", "ตะวันออก", "ตะวันตก"))
)
"""What makes of a name that of another office."""


class DistrictMeasure(NamedTuple):
    """A measure for items: what is done, and by which units; people and posts are left out."""

    items: tuple[str, ...]
    """Codes of its items, at least one."""
    method: str
    """Steps as rich text, one per line."""
    units: tuple[str, ...]
    undecided: tuple[PersonalSpan, ...] = ()
    """Personal data in ``method`` that its district has not decided to publish."""


class PublicMeasure(NamedTuple):
    """A measure without people: what is done, when, and by which units."""

    codes: tuple[str, ...]
    """The items that it is for."""
    method: str
    schedule: str
    units: tuple[str, ...]


class PublicEvidence(NamedTuple):
    """Where something is published, or the statement that there is none (``nothing``)."""

    title: str
    link: str
    """An address that browsers open, without a user's name and password; empty if it has none."""
    published: date | None
    as_of: date | None
    unit: str
    nothing: bool


class Practice(NamedTuple):
    """The measures and evidence of one item in one fiscal year of a district."""

    fiscal_year: int
    code: str
    place: str
    """The file or address that they were read from."""
    measures: tuple[PublicMeasure, ...]
    evidence: tuple[PublicEvidence, ...]


class OutlineNode(NamedTuple):
    """An instrument, indicator or item of a framework."""

    code: str
    kind: NodeKind
    name: str
    parent: str
    """The code above it; ``ITA`` for instruments."""


@dataclass(frozen=True)
class FrameworkOutline:
    """The nodes of a framework below the total, in printed order, shared by the years that have
    them. Two years are comparable item by item if ``code`` is the same."""

    code: str
    """The framework's code (``2567``)."""
    nodes: tuple[OutlineNode, ...]
    links: tuple[FrameworkLink, ...] = ()
    """The framework's own links to items of others, which hold before the shipped crosswalk."""
    levels: tuple[str, ...] = ()
    """The names of its levels, best first."""

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each code in ``nodes``."""
        return {node.code: number for number, node in enumerate(self.nodes)}

    @cached_property
    def instruments(self) -> tuple[OutlineNode, ...]:
        return tuple(node for node in self.nodes if node.kind is NodeKind.INSTRUMENT)

    @cached_property
    def indicators(self) -> tuple[OutlineNode, ...]:
        """Indicators and sub-indicators."""
        return tuple(node for node in self.nodes if node.kind in _INDICATORS)

    @cached_property
    def items(self) -> tuple[OutlineNode, ...]:
        return tuple(node for node in self.nodes if node.kind is NodeKind.ITEM)

    def node(self, code: str) -> OutlineNode | None:
        """Return the node of a code, or None."""
        place = self.place.get(code)
        return None if place is None else self.nodes[place]


class Blocked(NamedTuple):
    """A condition of the next better level that does not hold: the score of ``subject`` (``ITA`` or
    an instrument) must be at least ``needs``; ``has`` is None if it is missing."""

    subject: str
    needs: Decimal
    has: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """Points missing; None if the score itself is missing."""
        return None if self.has is None else self.needs - self.has


class DueItem(NamedTuple):
    """An OIT item that is not complete and has a due date."""

    code: str
    due: date


@dataclass(frozen=True, slots=True)
class DistrictYear:
    """One fiscal year of a district from one source. Scores are per cent (0-100), as the program
    shows them elsewhere: the official one, else the computed one; None if there is none."""

    fiscal_year: int
    """Buddhist fiscal year."""
    outline: FrameworkOutline
    values: tuple[Decimal | None, ...]
    """The scores of the outline's nodes, by place."""
    total: Decimal | None
    source: Source | None
    """Origin of the total: official, computed, or computed from both."""
    known: Decimal
    """Per cent of the total's weight that has a score."""
    level: str
    """Name of the level; empty while it is not certain."""
    next_level: str
    """Name of the next better level; empty if the best is reached, or none is certain."""
    blocked_by: tuple[Blocked, ...]
    """What the next better level lacks."""
    status: FrameworkStatus
    drafted_from: str = ""
    """Code of the framework that a draft was copied from, if total and level rest on unconfirmed
    parts of it."""
    open_items: tuple[DueItem, ...] = ()
    official: tuple[str, ...] = ()
    """Codes of the nodes with an official score, ``ITA`` for the total."""
    partial: frozenset[str] = frozenset()
    """Codes of the outline's nodes whose score is that of a part of what is below them."""
    measures: Mapping[str, int] | None = None
    """Number of measures by item code; None if the source has no measures (a result file)."""
    done: tuple[DistrictMeasure, ...] = ()
    """The measures themselves, for the library."""
    shown_day: date | None = None
    """The day on which the source shows its work; None: today."""
    place: str = ""
    """The file or address that it was read from, without a password."""
    written: date | None = None
    """The day on which its file was written; None: it is as of now."""
    work_place: str = ""
    """The file or address of measures and due dates, if these are from another one."""

    def score(self, code: str) -> Decimal | None:
        """Return the score of an instrument, indicator or item; None if it is missing."""
        place = self.outline.place.get(code)
        return None if place is None else self.values[place]

    def score_or_total(self, code: str) -> Decimal | None:
        """Return the score of a node, or of the total (``ITA``); None if it is missing."""
        return self.total if code == TOTAL else self.score(code)

    def whole(self, code: str) -> Decimal | None:
        """Return the score of a node, or of the total (``ITA``), to be ranked and compared; None if
        it is missing, or that of a part."""
        if code == TOTAL:
            return self.total if self.is_complete else None
        return None if code in self.partial else self.score(code)

    @property
    def instruments(self) -> dict[str, Decimal | None]:
        """The scores of the instruments by code."""
        return {node.code: self.score(node.code) for node in self.outline.instruments}

    @property
    def indicators(self) -> dict[str, Decimal | None]:
        """The scores of indicators and sub-indicators by code."""
        return {node.code: self.score(node.code) for node in self.outline.indicators}

    @property
    def items(self) -> dict[str, Decimal | None]:
        """The scores of the items by code."""
        return {node.code: self.score(node.code) for node in self.outline.items}

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the total is unknown, so that it can be ranked."""
        return self.total is not None and self.known >= _FULL

    @property
    def is_official(self) -> bool:
        """Whether the total is the official one."""
        return self.source == "official"

    @property
    def is_draft(self) -> bool:
        """Whether total and level rest on unconfirmed parts of a draft framework."""
        return bool(self.drafted_from)

    def late_on(self, today: date) -> tuple[str, ...]:
        """Return the codes of OIT items that are late on a day; none in a year that has ended."""
        day = self.shown_day or today
        if day > fiscal_year_bounds(self.fiscal_year)[1]:
            return ()
        return tuple(item.code for item in self.open_items if item.due < day)


@dataclass(frozen=True, slots=True)
class District:
    """A district office with what was read of it, from one source or several.

    A source that cannot be read is a district of its own with a ``problem`` and no years.
    """

    name: str
    """The office as its first source writes it; the file's name if that cannot be read."""
    source: str
    """The first source: a file or an address without a password."""
    years: tuple[DistrictYear, ...] = ()
    """One for each fiscal year, oldest first."""
    also: tuple[DistrictYear, ...] = ()
    """What further sources say of the same years: told, listed, and not counted."""
    problem: ItaError | None = None
    sources: tuple[str, ...] = ()
    """All sources, the first one included."""
    doubts: tuple[ItaError, ...] = ()
    """Why the program itself does not open a file whose figures are shown all the same: what is
    wrong in it is not read here."""
    notes: tuple[ItaError, ...] = ()
    """What else is told of reading its file."""

    @property
    def key(self) -> str:
        """The comparison key of the name, with or without สำนักงานเขต."""
        return name_key(self.name)

    @property
    def short_name(self) -> str:
        """The name without สำนักงานเขต, as tables show it."""
        return short_name(self.name)

    def year(self, fiscal_year: int) -> DistrictYear | None:
        """Return a year, or None."""
        return next((year for year in self.years if year.fiscal_year == fiscal_year), None)


@dataclass(frozen=True)
class City:
    """All districts that were read, by name, and what to report on the reading."""

    districts: tuple[District, ...] = ()
    notes: tuple[ItaError, ...] = ()
    """What was passed over or found twice, in sentences."""

    @cached_property
    def fiscal_years(self) -> tuple[int, ...]:
        """The fiscal years of any district, oldest first."""
        found = {year.fiscal_year for district in self.districts for year in district.years}
        return tuple(sorted(found))

    @cached_property
    def readable(self) -> tuple[District, ...]:
        """The districts without a problem."""
        return tuple(district for district in self.districts if district.problem is None)

    @cached_property
    def problems(self) -> tuple[District, ...]:
        """The sources that could not be read."""
        return tuple(district for district in self.districts if district.problem is not None)

    @cached_property
    def by_key(self) -> Mapping[str, District]:
        """The readable districts by comparison key of the name."""
        return {district.key: district for district in self.readable}

    @cached_property
    def _by_year(self) -> Mapping[int, tuple[tuple[District, DistrictYear], ...]]:
        found: dict[int, list[tuple[District, DistrictYear]]] = {}
        for district in self.readable:
            for year in district.years:
                found.setdefault(year.fiscal_year, []).append((district, year))
        return {number: tuple(rows) for number, rows in found.items()}

    def scale(self, fiscal_year: int, framework: str, code: str) -> ScoreRanking:
        """Return the whole scores of a node in the districts with the framework ``framework`` (its
        code) in a fiscal year, in order; made once."""
        key = (fiscal_year, framework, code)
        if key not in self._scales:
            self._scales[key] = ScoreRanking(
                year.whole(code)
                for _, year in self.in_year(fiscal_year)
                if year.outline.code == framework
            )
        return self._scales[key]

    @cached_property
    def _scales(self) -> dict[tuple[int, str, str], ScoreRanking]:
        return {}

    def in_year(self, fiscal_year: int) -> tuple[tuple[District, DistrictYear], ...]:
        """Return the districts that have a fiscal year, with it."""
        return self._by_year.get(fiscal_year, ())

    def find(self, name: str) -> District | None:
        """Return the district of that name, written with or without สำนักงานเขต; None if none."""
        return self.by_key.get(name_key(name))


def name_key(office: str) -> str:
    """Return the comparison key of an office's name.

    >>> name_key("สำนักงานเขต บางนา") == name_key("เขตบางนา") == name_key("บางนา")
    True
    """
    plain = clean(office).removesuffix(".").removesuffix("กทม").removeprefix("สนข.")
    return key(district_of(plain))


def is_other_office(office: str, own: str) -> bool:
    """Return whether a name in a text is that of another office; the text may go on behind the
    ``own`` one without a space.

    >>> is_other_office("สำนักงานเขตตัวอย่างเข้าร่วมการประเมิน", "สำนักงานเขตตัวอย่าง")
    False
    >>> is_other_office("สำนักงานเขตตัวอย่างใต้", "สำนักงานเขตตัวอย่าง")
    True
    """
    named, mine = name_key(office), name_key(own)
    rest = named.removeprefix(mine)
    return bool(rest) and (rest == named or rest in _OF_NAMES)


def short_name(office: str) -> str:
    """Return an office's name without สำนักงานเขต; unchanged if it has no such beginning.

    >>> short_name("สำนักงานเขตบางนา กรุงเทพมหานคร")
    'บางนา'
    """
    plain = one_line(office)
    found = district_of(plain)
    return found if found in DISTRICTS or plain.startswith(("สำนักงานเขต", "เขต")) else plain


def united(districts: Iterable[District]) -> tuple[District, ...]:
    """Return the districts by name, those of one name as one with the years of all its sources.

    Of two sources for one year the official one counts, then the one that knows more; the other is
    kept in ``also``. Measures and due dates are those of a workspace, if one is among them. Sources
    with a problem stay apart, after the others.
    """
    by_key: dict[str, list[District]] = {}
    broken = []
    for district in districts:
        if district.problem is not None:
            broken.append(district)
        else:
            by_key.setdefault(district.key, []).append(district)
    found = [_one(some) for some in by_key.values()]
    return (*sorted(found, key=_by_name), *sorted(broken, key=lambda district: district.source))


def _one(some: list[District]) -> District:
    if len(some) == 1:
        return some[0]
    counted: dict[int, DistrictYear] = {}
    years = _best_first(year for district in some for year in district.years)
    also = [
        *(year for district in some for year in district.also),
        *(year for year in years if counted.setdefault(year.fiscal_year, year) is not year),
    ]
    sources = dict.fromkeys(source for district in some for source in _sources(district))
    first = some[0]
    by_number = tuple(_with_work(counted[number], also) for number in sorted(counted))
    doubts = tuple(doubt for district in some for doubt in district.doubts)
    notes = tuple(note for district in some for note in district.notes)
    return District(
        first.name, first.source, by_number, tuple(also), None, tuple(sources), doubts, notes
    )


def _with_work(year: DistrictYear, also: Iterable[DistrictYear]) -> DistrictYear:
    """Return a year of a result file with measures and due dates of a workspace in ``also``."""
    found = (
        other
        for other in also
        if other.fiscal_year == year.fiscal_year
        and other.measures is not None
        and other.outline.code == year.outline.code
    )
    work = next(found, None) if year.measures is None else None
    if work is None:
        return year
    return replace(
        year,
        open_items=tuple(item for item in work.open_items if year.score(item.code) != _FULL),
        measures=work.measures,
        done=work.done,
        shown_day=work.shown_day,
        work_place=work.place,
    )


def _best_first(years: Iterable[DistrictYear]) -> list[DistrictYear]:
    """Sort years of one district: those with more known first, the official before the computed."""
    return sorted(
        years,
        key=lambda year: (not year.is_official, -year.known, year.measures is None),
    )


def _sources(district: District) -> Iterator[str]:
    yield from district.sources or (district.source,)


def _by_name(district: District) -> tuple[object, ...]:
    return (sort_key(district.short_name), district.source)


def outline_of(framework: Framework) -> FrameworkOutline:
    """Return the outline of a framework: codes, names and places, without what items ask for."""
    nodes = tuple(
        OutlineNode(place.code, place.kind, place.name, place.parent)
        for place in framework.outline
        if place.code != TOTAL
    )
    levels = tuple(level.name for level in framework.levels.levels)
    return FrameworkOutline(framework.code, nodes, framework.links, levels)


def reduced(
    data: YearData,
    outline: FrameworkOutline,
    *,
    place: str = "",
    shown_day: date | None = None,
) -> DistrictYear:
    """Return a year with the scores that the program shows for it elsewhere.

    ``outline`` is that of the year's framework. Of ``data`` only units, assignments, evidence,
    check marks, scores, measures and the framework with its confirmations are needed.
    """
    tree, status = tree_of(data), status_of(data)
    is_draft = status is FrameworkStatus.DRAFT and scores_are_draft(data)
    return replace(
        _of_tree(tree, outline, data.year, status),
        drafted_from=data.framework.drafted_from if is_draft else "",
        open_items=_open_items(data, tree),
        measures=dict(Counter(link.item_code for link in data.measure_items)),
        done=tuple(measures_of(data)),
        place=place,
        shown_day=shown_day,
    )


def _of_tree(
    tree: ScoreTree, outline: FrameworkOutline, fiscal_year: int, status: FrameworkStatus
) -> DistrictYear:
    level, next_level = tree.level.level, tree.level.next_level
    nodes = tree.nodes
    return DistrictYear(
        fiscal_year=fiscal_year,
        outline=outline,
        values=tuple([nodes[node.code].value for node in outline.nodes]),
        total=tree.total.value,
        source=tree.total.source,
        known=tree.total.known,
        level=level.name if level is not None else "",
        next_level=next_level.name if next_level is not None else "",
        blocked_by=tuple(
            Blocked(block.subject, block.needs, block.has) for block in tree.level.blocks_next
        ),
        status=status,
        official=tuple([code for code, node in nodes.items() if node.official is not None]),
        partial=frozenset(
            node.code
            for node in outline.nodes
            if nodes[node.code].value is not None and nodes[node.code].known < FULL_MARK
        ),
    )


def _open_items(data: YearData, tree: ScoreTree) -> tuple[DueItem, ...]:
    found = []
    for item in data.framework.items_of(OIT):
        assignment = data.assignment_by_item.get(item.code)
        node = tree.nodes.get(item.code)
        if assignment is None or assignment.due is None or node is None:
            continue
        if node.value is None or node.value < FULL_MARK:
            found.append(DueItem(item.code, assignment.due))
    return tuple(found)


def measures_of(data: YearData) -> Iterator[DistrictMeasure]:
    """Yield the year's measures for items that say what is done."""
    found: defaultdict[str, list[PersonalSpan]] = defaultdict(list)
    for one in typed_in(data, data.measures):
        if one.column == "method":
            found[one.key].append(PersonalSpan(one.kind, one.start, one.end))
    for measure in data.measures:
        items = tuple(link.item_code for link in data.items_of_measure(measure.id))
        if items and measure.method.strip():
            yield DistrictMeasure(
                items, measure.method, _units(data, measure.id), tuple(found[measure.id])
            )


def _units(data: YearData, measure_id: str) -> tuple[str, ...]:
    owners = data.owners_of_measure(measure_id)
    units = (data.unit_by_id.get(owner.unit_id or "") for owner in owners)
    return tuple(unit.label for unit in units if unit is not None)
