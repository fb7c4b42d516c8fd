"""What makes a table of scores an official result of the assessment: letters of its instruments,
names of its indicators, or its own title."""

from collections.abc import Iterable, Iterator
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.roster.names import is_person
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.services.imports.evidence.seen import (
    ALMOST_ALL,
    BARE,
    MOST,
    NOTHING,
    OURS,
    Argument,
    Belief,
    SeenTable,
    codes_in,
    has_column,
    names_assessment,
    share,
)

_OTHER_SCORES: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|เป้าหมาย|^ผลงาน|เบิกจ่าย|สอบ|เกรด|ผลสัมฤทธิ์"
_CODED: Final = "มีรหัสของการประเมิน ITA"
_LEAST_NAMES: Final = 3
"""Number of indicators that are known by their names alone."""


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them scores of the assessment."""
    if table.letters:
        yield Argument(Phrase(_CODED))
    if table.is_named_ours:
        yield OURS
    if _is_template(table):
        yield Argument(Phrase("เป็นแบบกรอกของโปรแกรม"))
    naming = table.naming
    if naming.ours >= _LEAST_NAMES and naming.ours >= ALMOST_ALL * (naming.ours + naming.others):
        yield Argument(Phrase("ชื่อตัวชี้วัดตรงกับกรอบการประเมิน"))


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them scores of something else."""
    if share(table.cells("title"), is_person) >= MOST:
        yield Argument(Phrase("เป็นคะแนนของบุคคล"), is_veto=True)
    naming = table.naming
    if not naming.is_ours and (head := table.headed(_OTHER_SCORES)):
        yield has_column(head, is_veto=not table.is_named_ours)
    if naming.is_another:
        yield Argument(Phrase("ชื่อ {count} ข้อไม่ตรงกับกรอบการประเมิน", count=naming.others))
    elif not (naming.is_ours or table.is_named_ours):
        # Scores of other years may stand beside.
        head = table.unexplained
        if head and "คะแนน" not in head:
            yield has_column(shortened(head), is_veto=False)
        elif table.is_numbered and not _is_template(table):
            yield BARE


def _is_template(table: SeenTable) -> bool:
    return table.heading.headings.get("score") == RESULTS.column("score").heading


def report_belief(texts: Iterable[str]) -> Belief:
    """Return whether a report of results, which is known by its sections, is of the assessment:
    it names it, or has its codes."""
    if any(names_assessment(text) or codes_in(text) for text in texts):
        return Belief((Argument(Phrase(_CODED)),))
    return Belief((), (Argument(NOTHING),))
