"""What the page says of measures: what is done for which items, how far it is, with pictures."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.oit.locations import is_local, shown_address
from ita_desktop.domain.records import Measure
from ita_desktop.domain.schedule import time_said
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo
from ita_desktop.domain.tracking.said_state import OPEN, unsaid
from ita_desktop.domain.tracking.state import TrackedMeasure, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.site.items import MEASURES_OF, unit_labels, until
from ita_desktop.site.parts import LOCAL, link_of, slug, why_closed

ELSEWHERE = "0"
"""Name of the section of measures for none of the framework's indicators."""


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
    found = [(top.code, top.name, name) for top, name in zip(tops, _names(tops), strict=True)]
    return tuple(
        MeasureSection(code, name, file, tuple(by_section[code]))
        for code, name, file in (*found, ("", "", f"{MEASURES_OF}{ELSEWHERE}"))
        if code in by_section
    )


def _names(tops: Sequence[Indicator]) -> Iterator[str]:
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
        photos = (show(photo) for photo in data.photos_of(entry.id))
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
        text=f"{OPEN[entry.state]}\n{entry.text}" if is_unsaid else entry.text,
        result=entry.result,
        participants=entry.participants,
        links=tuple(_link(line) for line, why in links.items() if not why),
        photos=photos,
        held=tuple((shown_address(line), why) for line, why in links.items() if why),
        later=entry.day is not None and entry.day > today,
    )


def _link(line: str) -> tuple[str, str]:
    """Return the link that a line is, and the line as it may be shown."""
    link = link_of(line)
    return link, link or shown_address(line)
