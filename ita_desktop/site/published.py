"""What the page says of each OIT item, and of measures: what is done for which items, how far it
is, with pictures. Read from a year, plain values for the templates.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import Formats, Indicator, Item, Requirement
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.oit.proofs import is_carried, is_local, shown_address, shown_title
from ita_desktop.domain.records import Evidence, Measure, Owner, Statement
from ita_desktop.domain.schedule import time_said
from ita_desktop.domain.scores.progress import (
    OIT,
    ItemProgress,
    State,
    item_progress,
    met_requirements,
    oit_items,
)
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import OPEN as STATE_WORDS
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo, unsaid
from ita_desktop.domain.tracking.state import TrackedMeasure, shown_photos, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.site.parts import LOCAL, link_of, slug, why_closed

ELSEWHERE = "0"
"""Name of the section of measures for none of the framework's indicators."""
_FILES = {"excel": "Excel", "word": "Word", "csv": "CSV", "json": "JSON"}
MEASURES_OF = "m-"
"""How the names of the pages of measures begin."""
_OTHER_PAGES = frozenset(("index", "measures", "data", "cms-table"))
PUBLISHED, PARTLY, NOTHING, OPEN = "published", "partly", "nothing", "open"
"""States of an item: all is published, some of what it asks for, it is stated that there is none,
nothing of these."""


@dataclass(frozen=True, slots=True)
class PublishedLink:
    """One thing that an item publishes, or the statement that there is none."""

    title: str
    link: str
    """An address that browsers open; empty if it has none."""
    address: str
    """The address as it is shown where it is no link."""
    file: str
    """Place of its file below the folder of the page; empty if the page has none."""
    format: str
    published: date | None
    as_of: date | None
    unit: str
    part: str
    nothing: bool
    closed: str = ""
    """Why readers cannot get at its address, as a phrase: known to be dead, or internal."""
    later: bool = False
    """Whether its day of publication, or of its data, is after today, and so not shown."""
    local: bool = False
    """Whether its address is the name of a file, of which the page has none."""

    @property
    def is_given(self) -> bool:
        """Whether readers can get at it, or a day says that they could elsewhere; a file that
        somebody only has on a disk is not published."""
        if self.closed and not self.file:
            return False
        return bool(self.nothing or self.link or self.file or self.published)


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An OIT item as the page shows it."""

    code: str
    name: str
    """Name of its file, without the ending."""
    title: str
    links: tuple[PublishedLink, ...]
    held: tuple[PublishedLink, ...]
    """What nobody can get at yet: not shown to the public, not even by its name."""
    requirements: tuple[Requirement, ...]
    """What it asks for; of a partly published one those that are met, and nothing of one of which
    there is nothing to open."""
    met: int
    required: int
    """How many of the requirements that are not optional are met, of how many."""
    is_complete: bool
    period: str
    as_of: date | None
    units: tuple[str, ...]
    formats: str

    @property
    def updated(self) -> date | None:
        """The newest day on which something of it was published; None if none is known."""
        return max((link.published for link in self.links if link.published), default=None)

    @property
    def is_open(self) -> bool:
        """Whether there is something to open: what can only be read where a file lies is not
        published, whatever was ticked."""
        return any(not link.local for link in self.links if not link.nothing)

    @property
    def state(self) -> str:
        """One of :data:`PUBLISHED`, :data:`PARTLY`, :data:`NOTHING` and :data:`OPEN`."""
        if all(link.nothing for link in self.links):
            return NOTHING if self.links else OPEN
        return PUBLISHED if self.is_complete and self.is_open else PARTLY


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of an indicator or sub-indicator, and the indicator above it."""

    code: str
    name: str
    above: str
    """Code and name of the indicator above; empty if it has none."""
    items: tuple[PublishedItem, ...]


KeptFile = Callable[[Evidence, str], str]
"""Gives the place of an evidence's file on the page, for the item's name; empty if none."""


def item_groups(
    data: YearData, kept_file: KeptFile, today: date | None = None
) -> tuple[ItemGroup, ...]:
    """Return the items of a year by indicator, in the framework's order. Links of an earlier year
    that nobody has touched since are left out. No day after ``today`` is shown. What is complete
    does not depend on the day."""
    last = today or date.max
    framework = data.framework
    progress = item_progress(data, fiscal_year_bounds(data.year)[0])
    met = met_requirements(data)
    names = _names(oit_items(data))
    groups = []
    for indicator in framework.indicators:
        items = [item for item in framework.items if item.indicator == indicator.code]
        if indicator.instrument == OIT and items:
            made = tuple(
                _item(data, progress[item.code], met, names[item.code], kept_file, last)
                for item in items
            )
            groups.append(ItemGroup(indicator.code, indicator.name, _above(data, indicator), made))
    return tuple(groups)


def _names(items: tuple[Item, ...]) -> dict[str, str]:
    """Return a file name for each code, distinct also from those of the other pages, and where
    only the size of letters differs."""
    names: dict[str, str] = {}
    for item in items:
        name = slug(item.code)
        while name in _OTHER_PAGES or name.startswith(MEASURES_OF) or name in names.values():
            name = slug(f"item {name} {item.code}")
        names[item.code] = name
    return names


def _above(data: YearData, indicator: Indicator) -> str:
    parent = data.framework.indicator_by_code.get(indicator.parent)
    return f"{parent.code} {parent.name}" if parent else ""


def _item(
    data: YearData,
    progress: ItemProgress,
    met: frozenset[str],
    name: str,
    kept_file: KeptFile,
    today: date,
) -> PublishedItem:
    item = progress.item
    # Without a checklist and a mark nobody has said what else there should be.
    is_complete = progress.state is State.DONE or (progress.mark is None and not progress.required)
    asked = item.requirements
    if not is_complete:
        asked = tuple(point for point in asked if point.code in met)
    rows = [row for row in data.evidence_of(item.code) if not is_carried(row)]
    links = [_link(data, item, row, kept_file(row, name), today) for row in rows]
    if all(link.local or not link.is_given for link in links):
        asked = ()  # what was ticked is disclosed nowhere
    assignment = data.assignment_by_item.get(item.code)
    return PublishedItem(
        code=item.code,
        name=name,
        title=item.title,
        links=tuple(link for link in links if link.is_given),
        held=tuple(link for link in links if not link.is_given),
        requirements=asked,
        met=progress.met,
        required=progress.required,
        is_complete=is_complete,
        period=item.period.label if item.period else "",
        as_of=until((assignment.as_of if assignment else None) or item.as_of, today),
        units=unit_labels(data, data.owners_of_item(item.code)),
        formats=_formats(item.formats),
    )


def _link(data: YearData, item: Item, row: Evidence, file: str, today: date) -> PublishedLink:
    closed = why_closed(data, row.location, row.item_code, row.placed_at)
    link, unit = link_of(row.location), data.unit_by_id.get(row.unit_id or "")
    days = (row.published, row.as_of)
    return PublishedLink(
        title=shown_title(row),
        link="" if closed else link,
        address="" if file or link else shown_address(row.location),
        file=file,
        format=row.format,
        published=until(row.published, today),
        as_of=until(row.as_of, today),
        unit=unit.label if unit else "",
        part=part_title(item, row.part) if row.part else "",
        nothing=row.statement is Statement.NOTHING,
        closed=closed,
        later=any(day is not None and day > today for day in days),
        local=is_local(row.location) and not file,
    )


def until(day: date | None, today: date) -> date | None:
    """Return a day that is not after today; None for one to come."""
    return day if day is not None and day <= today else None


def unit_labels(data: YearData, owners: Iterable[Owner]) -> tuple[str, ...]:
    """Return the units and groups among owners as printed; people and posts are not shown."""
    units = (owner for owner in owners if owner.unit_id is not None and owner.person_id is None)
    return tuple(filter(None, map(data.owner_label, units)))


def _formats(formats: Formats | None) -> str:
    if formats is None:
        return ""
    return ", ".join(_format_names(formats))


def _format_names(formats: Formats) -> Iterator[str]:
    if formats.pdf:
        yield "PDF"
    yield from (_FILES.get(name, name) for name in formats.machine_readable)


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A picture of the page; ``path`` is its place below the folder."""

    path: str
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """What was done for a measure, once; texts are short rich text."""

    day: date | None
    unit: str
    skipped: bool
    text: str
    result: str
    participants: int | None
    links: tuple[tuple[str, str], ...]
    """Addresses: the link (empty if it is none), and the text."""
    photos: tuple[ShownPhoto, ...]
    held: tuple[tuple[str, str], ...] = ()
    """Links that are left out: the text, and why, as a phrase."""
    later: bool = False
    """Whether its day is after today, and so not shown."""

    @property
    def silent(self) -> bool:
        """Whether it says only that the measure was carried out."""
        return not (self.text.strip() or self.result.strip() or self.links)


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure; ``done`` of ``of`` times of the year are finished, ``of`` is 0 if its schedule has
    no dates."""

    codes: tuple[str, ...]
    method: str
    schedule: str
    units: tuple[str, ...]
    source: str
    """The office and year that it was taken over from; empty if it is the office's own."""
    done: int
    of: int
    entries: tuple[ShownEntry, ...]


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """The measures of an indicator."""

    code: str
    name: str
    """The indicator's name; empty for measures of none."""
    file: str
    """Name of its file, without the ending."""
    measures: tuple[ShownMeasure, ...]

    @property
    def done(self) -> int:
        return sum(measure.done for measure in self.measures)

    @property
    def of(self) -> int:
        return sum(measure.of for measure in self.measures)


ShowPhoto = Callable[[Photo], ShownPhoto | None]
"""Gives a photograph as a picture of the page; None if it cannot be shown."""


def measure_sections(
    data: YearData, day: date, show: ShowPhoto, today: date | None = None
) -> tuple[MeasureSection, ...]:
    """Return the measures of a year by indicator, in the framework's order, those of none last.
    ``day`` decides which times are known; no day after ``today`` is shown."""
    last = today or date.max
    states = tracked(data, day)
    by_section: defaultdict[str, list[ShownMeasure]] = defaultdict(list)
    for measure in data.measures:
        made = _measure(data, measure, states[measure.id], show, last)
        by_section[_section_of(data, measure.indicator)].append(made)
    tops = [indicator for indicator in data.framework.indicators if not indicator.parent]
    found = [
        (top.code, top.name, name) for top, name in zip(tops, _section_names(tops), strict=True)
    ]
    return tuple(
        MeasureSection(code, name, file, tuple(by_section[code]))
        for code, name, file in (*found, ("", "", f"{MEASURES_OF}{ELSEWHERE}"))
        if code in by_section
    )


def _section_names(tops: Sequence[Indicator]) -> Iterator[str]:
    """Yield a file name for each indicator, distinct whatever the size of letters."""
    taken = {ELSEWHERE}
    for top in tops:
        name = slug(top.code)
        if name in taken:
            name = slug(f"indicator {top.code}")
        taken.add(name)
        yield f"{MEASURES_OF}{name}"


def _section_of(data: YearData, code: str) -> str:
    """Return the code of the main indicator of an indicator or item; empty if there is none."""
    framework = data.framework
    if code in framework.item_by_code:
        code = framework.item_by_code[code].indicator
    indicator = framework.indicator_by_code.get(code)
    return (indicator.parent or indicator.code) if indicator else ""


def _measure(
    data: YearData, measure: Measure, state: TrackedMeasure, show: ShowPhoto, today: date
) -> ShownMeasure:
    share = state.share()
    return ShownMeasure(
        codes=tuple(link.item_code for link in data.items_of_measure(measure.id)),
        method=measure.method,
        schedule=time_said(measure),
        units=unit_labels(data, data.owners_of_measure(measure.id)),
        source=one_line(measure.source),
        done=share.done,
        of=share.of,
        entries=tuple(_entries(data, measure.id, show, today)),
    )


def _entries(data: YearData, measure_id: str, show: ShowPhoto, today: date) -> Iterator[ShownEntry]:
    for entry in data.entries_of(measure_id):
        photos = (show(photo) for photo in shown_photos(data, entry))
        shown = _entry(data, entry, tuple(photo for photo in photos if photo), today)
        is_dated = entry.day or entry.occurrence
        if shown.photos or shown.skipped or not shown.silent or shown.held or is_dated:
            yield shown


def _entry(data: YearData, entry: Entry, photos: tuple[ShownPhoto, ...], today: date) -> ShownEntry:
    unit = data.unit_by_id.get(entry.unit_id or "")
    lines = filter(None, (line.strip() for line in entry.links.split("\n")))
    links = {line: LOCAL if is_local(line) else why_closed(data, line, None) for line in lines}
    is_unsaid = unsaid(entry.state, f"{entry.text}\n{entry.result}")
    return ShownEntry(
        day=until(entry.day or entry.occurrence, today),
        unit=unit.label if unit else "",
        skipped=entry.state is EntryState.SKIPPED,
        text=f"{STATE_WORDS[entry.state]}\n{entry.text}" if is_unsaid else entry.text,
        result=entry.result,
        participants=entry.participants,
        links=tuple(_linked_line(line) for line, why in links.items() if not why),
        photos=photos,
        held=tuple((shown_address(line), why) for line, why in links.items() if why),
        later=entry.day is not None and entry.day > today,
    )


def _linked_line(line: str) -> tuple[str, str]:
    """Return the link that a line is, and the line as it may be shown."""
    link = link_of(line)
    return link, link or shown_address(line)
