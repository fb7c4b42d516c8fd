"""What makes a table of scores an official result of the assessment: letters of its instruments,
names of its indicators, or its own title."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.roster.names import is_person
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    NOTHING,
    Belief,
    Reason,
    SeenTable,
    agreement,
    names_assessment,
    share,
)

_LETTERS: Final = re.compile(
    r"(?<![A-Za-z-])(?:[IEO]IT|ITA|[IEO]\s?\d{1,2})(?![A-Za-z\d])", re.IGNORECASE
)
_BEFORE_NAME: Final = re.compile(
    r"^[\s(]*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?|ข้อ(?:ที่)?)?\s*[IEO]?\s*\d{1,2}(?:\.\d{1,2})?[\s.):\-–]*",
    re.IGNORECASE,
)
_OTHER_SCORES: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|เป้าหมาย|^ผลงาน|เบิกจ่าย|สอบ|เกรด|ผลสัมฤทธิ์"
_CODED: Final = "มีรหัสของการประเมิน ITA"
_LEAST_NAMES: Final = 3
"""Number of indicators that are known by their names alone."""
_ALMOST_ALL: Final = 0.8


def reasons(table: SeenTable) -> Iterator[Reason]:
    """Yield what makes them scores of the assessment."""
    if any(map(_LETTERS.search, _names(table))):
        yield Reason(Phrase(_CODED))
    if table.is_named_ours:
        yield Reason(Phrase("หัวเรื่องเป็นของการประเมิน ITA"))
    if table.heading.headings.get("score") == RESULTS.column("score").heading:
        yield Reason(Phrase("เป็นแบบกรอกของโปรแกรม"))
    found = agreement(_titled(table), table.known.frameworks)
    if len(found.agreed) >= _LEAST_NAMES and found.share >= _ALMOST_ALL:
        yield Reason(Phrase("ชื่อตัวชี้วัดตรงกับกรอบการประเมิน"))


def against(table: SeenTable) -> Iterator[Reason]:
    """Yield what makes them scores of something else."""
    if share(table.cells("title"), is_person) >= MOST:
        yield Reason(Phrase("เป็นคะแนนของบุคคล"), is_veto=True)
    found = agreement(_titled(table), table.known.frameworks)
    is_known = found.count > 1 and found.share >= _ALMOST_ALL
    if not is_known and (head := table.headed(_OTHER_SCORES)):
        yield Reason(Phrase("มีคอลัมน์ “{head}”", head=head), is_veto=not table.is_named_ours)
    if found.count > 1 and found.share < MOST:
        yield Reason(
            Phrase("ชื่อ {count} ข้อไม่ตรงกับกรอบการประเมิน", count=found.count - len(found.agreed))
        )


def _names(table: SeenTable) -> Iterator[str]:
    for name in ("code", "title", "instrument"):
        yield from map(to_arabic, table.cells(name))


def _titled(table: SeenTable) -> Iterator[tuple[str, str]]:
    """Yield nodes with the titles beside them, or behind them in one cell."""
    for row in table.rows:
        title = row.title or _BEFORE_NAME.sub("", to_arabic(row.named))
        if title and title != row.node and any(map(str.isdigit, row.node)):
            yield row.node, title


def report_belief(texts: Iterable[str]) -> Belief:
    """Return whether a report of results, which is known by its sections, is of the assessment:
    it names it, or has its codes."""
    if any(names_assessment(text) or _LETTERS.search(to_arabic(text)) for text in texts):
        return Belief((Reason(Phrase(_CODED)),))
    return Belief((), (Reason(Phrase(NOTHING)),))
