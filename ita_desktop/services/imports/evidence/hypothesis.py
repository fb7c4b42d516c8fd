"""The kinds that a table may be, and what decides between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ita_desktop.exchange.book import head_of
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.tracking.progress import PROGRESS, ProgressRow
from ita_desktop.exchange.parsing import Parsed
from ita_desktop.services.imports.evidence.seen import NO_BELIEF, Belief

THRESHOLD: Final = 0.5
"""Minimum score of a kind, of 1: half for the known headings, half for the rows that are read."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A kind that a table may be, with what was read of it and the reasons for and against."""

    kind: ImportKind[object]
    heading: TableHeading
    parsed: Parsed[object]
    belief: Belief = NO_BELIEF

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
}
"""Words in titles that tell kinds with the same columns apart."""
_UNNAMED: Final = LESS_LIKELY - _NAMES.keys()
"""Those of the less likely kinds that no title names."""


def fit(hypothesis: Hypothesis) -> tuple[float, ...]:
    """Return how well a table fits a kind, to be compared with others, what counts most first:
    whether most rows can be read, the columns, the rows, headings without slips."""
    is_read = hypothesis.share >= THRESHOLD
    return (
        is_read,
        0 if is_read else hypothesis.score,
        hypothesis.width,
        hypothesis.kind.name not in _UNNAMED,
        len(hypothesis.parsed.rows),
        -len(hypothesis.heading.near),
    )


def said(hypothesis: Hypothesis, titles: Sequence[str], *, is_work: bool) -> tuple[bool, ...]:
    """Return what tells kinds apart that fit alike: a title, then scores that nothing else
    explains, then results."""
    return (
        is_named(hypothesis.kind.name, titles),
        hypothesis.kind.name == RESULTS.name and not is_work,
        _has_results(hypothesis) and not _are_measures(titles),
    )


def _has_results(hypothesis: Hypothesis) -> bool:
    """Return whether results would be lost if the table were of another kind."""
    rows = hypothesis.parsed.rows if hypothesis.kind.name == PROGRESS.name else ()
    return any(row.result for row in rows if isinstance(row, ProgressRow))


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
