"""A year of measures in which everything was typed by a :class:`Typist`: steps in cells of their
own and in shared ones, findings of items and of indicators, entries, captions, chapters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.documents.reports.book.parts import FULL, PARTS, SHORT
from ita_desktop.domain.documents import Chapter
from ita_desktop.domain.framework import Indicator
from ita_desktop.domain.measure_cells import METHOD, MONITORING, OWNERS, SCHEDULE, written
from ita_desktop.domain.records import Evidence, Frequency, Measure, MeasureKind
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.year import YearData
from tests.documents.factories.book import Rows
from tests.documents.factories.results import OFFICE, bare_year
from tests.documents.typed.typist import Typist

_OWNERS: Final = ("ฝ่ายปกครอง", "ฝ่ายทะเบียน;ฝ่ายโยธา", "ทุกฝ่าย", "ฝ่ายการคลัง")
_SHARED: Final = ((OWNERS,), (OWNERS, SCHEDULE), (SCHEDULE, MONITORING), (OWNERS, METHOD))
_FOUND: Final = ("practice", "strength", "weakness", "issue", "improvement")


class TypedRows(Rows):
    """Rows whose texts are typed."""

    def __init__(self, typist: Typist) -> None:
        super().__init__(bare_year(2568, OFFICE))
        self.typist, self.chance = typist, typist.chance

    def add(self, indicator: str, codes: Sequence[str] = (), kind: MeasureKind = MeasureKind.ITEM,
            **more: str) -> Measure:  # fmt: skip
        """A measure with all that can be typed of one."""
        key = f"m{len(self.measures)}"
        typist = self.typist
        texts = {"schedule": typist.line("Measure.schedule", key, 12)}
        if self.chance.random() < 0.7:
            texts["monitoring"] = typist.text("Measure.monitoring", key, 50, 3)
        for name in ("target", "success", "reports_to", "note"):
            texts[name] = typist.line(f"Measure.{name}", key)
        method = typist.text("Measure.method", key)
        made = self.measure(indicator, (), method, self.chance.choice(_OWNERS), kind,
                            **(texts | more))  # fmt: skip
        # Its texts are known by a key that was there before it.
        self.measures[-1] = replace(made, id=key)
        self.owners = [
            replace(owner, measure_id=key) if owner.measure_id == made.id else owner
            for owner in self.owners
        ]
        for place, code in enumerate(codes):
            typed = self.chance.random() < 0.5 and kind is not MeasureKind.COMMUNICATION
            title = typist.line("MeasureItem.title", f"{key} {code}") if typed else ""
            self.link(key, code, title, place)
        return self.measures[-1]

    def share(self, measure: Measure, other: Measure) -> None:
        """Lets a measure share cells with the one before it."""
        columns = self.chance.choice(_SHARED)
        keys = written({column: f"{measure.id}-{column}" for column in columns})
        same: dict[str, str] = {"shares": keys}
        for column in columns:
            if column == OWNERS:
                self.owners = [own for own in self.owners if own.measure_id != other.id]
                self.owners += [
                    replace(own, id=f"{own.id} again", measure_id=other.id)
                    for own in self.owners
                    if own.measure_id == measure.id
                ]
            else:
                same[column] = getattr(measure, column)
        at = self.measures.index(measure)
        self.measures[at] = replace(measure, shares=keys)
        at = self.measures.index(other)
        self.measures[at] = replace(other, **same)  # type: ignore[arg-type]

    def find(self, indicator: str, codes: Sequence[str], names: Sequence[str]) -> Finding:
        """A finding that says something in the columns ``names``."""
        key = f"f{len(self.findings)}"
        texts = {name: self.typist.text(f"Finding.{name}", key, 50, 3) for name in names}
        texts["note"] = self.typist.line("Finding.note", key)
        made = self.finding(indicator, (), **texts)
        self.findings[-1] = replace(made, id=key)
        for place, code in enumerate(codes):
            self.finding_items.append(_finding_item(key, code, place))
        return self.findings[-1]

    def record(self, measure: Measure) -> None:
        """What was done about a measure, with up to three pictures."""
        key = f"e{len(self.entries)}"
        typist = self.typist
        texts = {
            "text": typist.text("Entry.text", key, 60, 3),
            "result": typist.plain("Entry.result", key, 40, 2),
            "links": "https://example.go.th/" + typist.line("Entry.links", key, 0),
        }
        state, reason = EntryState.DONE, ""
        if self.chance.random() < 0.2:
            state, reason = EntryState.SKIPPED, typist.line("Entry.reason", key)
        day = date(2025, 1, self.chance.randint(1, 28))
        count = self.chance.choice((0, 1, 3))
        made = self.entry(measure, texts.pop("text"), count, state=state, reason=reason, day=day,
                          **texts)  # fmt: skip
        self.entries[-1] = replace(made, id=key)
        if count:
            for at in range(len(self.photos) - count, len(self.photos)):
                one = self.photos[at]
                caption = typist.line("Photo.caption", one.id, 30)
                self.photos[at] = replace(one, entry_id=key, caption=caption)


def _finding_item(key: str, code: str, place: int) -> object:
    from ita_desktop.domain.scores.results import FindingItem

    return FindingItem(id=f"{key} {code}", finding_id=key, item_code=code, position=place)


def typed_book(typist: Typist) -> YearData:
    """The year's measures with their findings, what was done, and a book with chapters of the
    office's own."""
    rows = TypedRows(typist)
    chance = typist.chance
    by_indicator = chance.random() < 0.5
    for indicator in rows.data.framework.indicators:
        if not indicator.parent:
            _indicator(rows, indicator, by_indicator=by_indicator)
    for kind in (MeasureKind.PREPARATION, MeasureKind.IMAGE, MeasureKind.ONE_STOP, MeasureKind.OWN):
        for _number in range(chance.randint(1, 3)):
            one = rows.add("", (), kind)
            if chance.random() < 0.7:
                rows.record(one)
    _communication(rows)
    year = rows.year()
    return replace(
        year,
        chapters=tuple(_chapters(typist)),
        evidence=tuple(_evidence(typist)),
    )


def _indicator(rows: TypedRows, indicator: Indicator, *, by_indicator: bool) -> None:
    """The measures of an indicator and what was found of it: of its items, of all of it, or what
    its measures say in their own words."""
    chance = rows.chance
    found = chance.choice(("items", "whole", "words", ""))
    items = list(rows.data.framework.items_of(indicator.code))
    last: Measure | None = None
    while items:
        count = chance.choice((1, 1, 2, 3))
        run, items = items[:count], items[count:]
        codes = [item.code for item in run]
        more = {}
        if found == "words":
            more["finding"] = rows.typist.text("Measure.finding", f"m{len(rows.measures)}", 40, 2)
        made = rows.add(run[0].indicator, codes, **more)
        if last is not None and not last.shares and chance.random() < 0.4:
            rows.share(last, made)
            made = rows.measures[-1]
        if found == "items":
            names = [name for name in _FOUND if chance.random() < 0.6] or ["issue"]
            rows.answer(made, rows.find(run[0].indicator, codes, names))
        if chance.random() < 0.4:
            rows.record(made)
        if len(codes) > 1 and chance.random() < 0.4:
            # One of its items has another measure besides.
            rows.record(rows.add(run[-1].indicator, codes[-1:]))
            made = rows.measures[-1]
        last = made
    whole = rows.find(indicator.code, (), ("issue",)) if found == "whole" else None
    for _number in range(chance.randint(1, 2) if by_indicator else 0):
        made = rows.add(indicator.code, (), MeasureKind.INDICATOR)
        if whole is not None:
            rows.answer(made, whole)


def _communication(rows: TypedRows) -> None:
    for indicator, codes in (("1", ("I1", "I2", "I3")), ("6", ("E1",)), ("9", ("O1", "O2", "O3"))):
        rows.record(rows.add(indicator, codes, MeasureKind.COMMUNICATION))
    rows.add("2", (), MeasureKind.COMMUNICATION, frequency=Frequency.MONTHLY)


def _evidence(typist: Typist) -> Iterator[Evidence]:
    for number, code in enumerate(("O1", "O1", "O7", "O22")):
        key = f"ev{number}"
        yield Evidence(
            id=key, year_id="", item_code=code, title=typist.line("Evidence.title", key, 0),
            location="https://example.go.th/" + typist.line("Evidence.location", key, 0),
            note=typist.line("Evidence.note", key, 0), position=number,
        )  # fmt: skip


def _chapters(typist: Typist) -> Iterator[Chapter]:
    """The chapters of a book with one of ten pages in its midst: those of a usual order, or all."""
    shown = list(typist.chance.choice((FULL.shown, SHORT.shown, tuple(PARTS))))
    at = typist.chance.randrange(4, len(shown))
    for place, part in enumerate((*shown[:at], "", *shown[at:], "")):
        key = f"c{place}"
        if part:
            yield Chapter(id=key, year_id="", part=part, position=place)
        else:
            title = typist.line("Chapter.title", key, 30)
            yield Chapter(id=key, year_id="", title=title, text=_pages(typist, key),
                          position=place)  # fmt: skip


def _pages(typist: Typist, key: str) -> str:
    """Ten pages: paragraphs, lists in all styles, tables, lines that begin a page."""
    pages = []
    for _page in range(10):
        parts = [typist.plain("Chapter.text", key, 500, 3), typist.text("Chapter.text", key)]
        cells = [[typist.line("Chapter.text", key, 12) for _cell in range(3)] for _row in range(3)]
        heading, *body = (f"| {' | '.join(row)} |" for row in cells)
        parts.append("\n".join((heading, "|---|---|---|", *body)))
        parts.append(f"**{typist.line('Chapter.text', key, 0)}**")
        typist.chance.shuffle(parts)
        pages.append("\n\n".join(parts))
    return "\n---\n".join(pages)
