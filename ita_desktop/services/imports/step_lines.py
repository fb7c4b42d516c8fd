"""Splits paragraphs with several steps (``1. ... 2. ... 3. ...``) into lines.

Typed or imported text is stored unchanged first; splitting it is a separate edit, so that undo
restores the paragraph.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import has_several, in_lines
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.year import YearData
from ita_desktop.services.findings import namer as finding_namer
from ita_desktop.services.measure_names import namer as measure_namer
from ita_desktop.storage.workspace import Workspace

_OF_MEASURES: Final = ("method", "monitoring", "finding")
_OF_FINDINGS: Final = ("practice", "strength", "weakness", "issue", "improvement")


class Paragraphs(NamedTuple):
    """Texts of a measure or finding with several steps in one paragraph, by field."""

    record: Measure | Finding
    label: str
    texts: dict[str, str]
    """The texts with one step per line."""


def found(data: YearData, keys: Collection[str] | None = None) -> list[Paragraphs]:
    """Return all such texts of a year; with ``keys``, only those of these measures and findings."""
    measure_name, finding_name = measure_namer(data), finding_namer(data)
    rows: list[tuple[Measure | Finding, str, tuple[str, ...]]] = [
        *((measure, measure_name(measure), _OF_MEASURES) for measure in data.measures),
        *((finding, finding_name(finding), _OF_FINDINGS) for finding in data.findings),
    ]
    all_of: list[Paragraphs] = []
    for record, label, fields in rows:
        if keys is not None and record.id not in keys:
            continue
        kept = {name: getattr(record, name) for name in fields}
        texts = {name: in_lines(text) for name, text in kept.items() if has_several(text)}
        if texts:
            all_of.append(Paragraphs(record, label, texts))
    return all_of


def part(workspace: Workspace, wanted: Collection[Paragraphs]) -> int:
    """Split the steps of these texts into lines in one unit of work; return the number of texts."""
    if not wanted:
        return 0
    # Records are counted, not names: two of one item may begin with the same words.
    labels = [paragraphs.label for paragraphs in wanted]
    which = labels[0] if len(labels) == 1 else Phrase("{count} รายการ", count=len(labels))
    with workspace.change("แยกขั้นเป็นบรรทัด {which}", which=which) as change:
        for paragraphs in wanted:
            change.update(paragraphs.record, **paragraphs.texts)
    return sum(len(paragraphs.texts) for paragraphs in wanted)
