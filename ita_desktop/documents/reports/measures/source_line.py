"""The line below the steps of a measure that was taken over: from which office and year."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.records import Measure
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

_FIELD: Final = "ที่มาของมาตรการ"
SOURCE: Final = wording("all.measure-source", "(ที่มา: {ที่มาของมาตรการ})", papers=SHARED)


def source_line(data: YearData, measure: Measure) -> tuple[Paragraph, ...]:
    """Returns the line; empty for a measure of the office's own."""
    source = one_line(measure.source)
    return (SOURCE.paragraph(data, "cell", {_FIELD: source}),) if source else ()


def without_source(data: YearData, method: str) -> tuple[str, str]:
    """Returns printed steps without the line, and the source in it; empty if there is none."""
    steps, _, last = method.rpartition("\n")
    for words in dict.fromkeys((SOURCE.words(data), SOURCE.text)):
        found = re.fullmatch("".join(_parts(words)), last.strip())
        if found is not None and found["source"].strip():
            return steps, found["source"].strip()
    return method, ""


def _parts(words: str) -> Iterator[str]:
    before, field, after = words.partition(f"{{{_FIELD}}}")
    if field and (before.strip() or after.strip()):
        yield r"\s*".join(map(re.escape, before.split()))
        yield r"\s*(?P<source>.+?)\s*"
        yield r"\s*".join(map(re.escape, after.split()))
    else:
        yield r"(?!)(?P<source>)"
