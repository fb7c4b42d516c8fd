"""Finds scores of a file that are no official result: computed by the program itself, or of an
office's own survey."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.scores.progress import own_tree_of
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.plan import Consent, Delete, ImportPlan, Insert
from ita_desktop.services.imports.results.own_survey import CHOOSE, own_survey

_LEAST_SECTIONS: Final = 2
"""Minimum number of headings of our own summary in a file."""
_LEAST: Final = 3
"""Minimum number of scores that are all as computed: fewer may be so by chance."""
_OURS: Final = (
    "ไฟล์นี้เป็นสรุปผลคะแนนที่พิมพ์จากโปรแกรม คะแนนในไฟล์อาจเป็นคะแนนที่คำนวณหรือประเมินเอง จึงยังไม่ได้เลือก"
)
_EQUAL: Final = "คะแนนทั้ง {count} ค่าตรงกับที่โปรแกรมคำนวณหรือที่ประเมินเอง จึงยังไม่ได้เลือก"


def without_own_scores(plan: ImportPlan, source: ImportSource) -> ImportPlan:
    """Return the plan of a result without those scores selected that may be our own, with a remark
    about them: in our own summary, all as computed from the self-assessment, or of a survey."""
    scores = dict(_official_scores(plan))
    warning = _remark(plan, source, scores) if scores else None
    return plan if warning is None else plan.with_reason(Consent.UNTICKED, warning, scores)


def _official_scores(plan: ImportPlan) -> Iterator[tuple[int, tuple[str, Decimal]]]:
    """Yield the official scores that a plan adds or changes, by the key of the change."""
    for write, at in ((write, change.key) for change in plan.changes for write in change.writes):
        if isinstance(write, Delete) or not isinstance(write.record, Score):
            continue
        value = write.record.value if isinstance(write, Insert) else write.fields.get("value")
        if value is not None and write.record.source is ScoreSource.OFFICIAL:
            yield at, (write.record.node, value)


def _remark(
    plan: ImportPlan, source: ImportSource, scores: Mapping[int, tuple[str, Decimal]]
) -> Remark | None:
    """Return what to report on official scores that may be our own; None if there is no sign."""
    year = plan.base
    if _is_our_summary(year, source):
        return Remark(None, _OURS, CHOOSE)
    own = own_tree_of(year).nodes
    computed = {
        (node, round_score(place.computed))
        for node, place in own.items()
        if place.computed is not None
    }
    equal = computed.issuperset(scores.values())
    if equal and len(scores) >= _LEAST:
        return Remark(None, _EQUAL, CHOOSE, {"count": len(scores)})
    origins = [at for change in plan.changes for at in change.origins]
    return own_survey(source, dict(scores.values()), origins)


def _is_our_summary(year: YearData, source: ImportSource) -> bool:
    """Return whether a file has the headings of our own summary of scores."""
    from ita_desktop.documents.reports.scores.summary import SECTIONS

    texts = {_plain(text) for text in _texts(source)}
    own = ({_plain(head.text), _plain(head.of(year))} for head in SECTIONS)
    return sum(not texts.isdisjoint(head) for head in own) >= _LEAST_SECTIONS


def _plain(text: str) -> str:
    return key(to_arabic(text)).lstrip("0123456789.")


def _texts(source: ImportSource) -> Iterator[str]:
    """Yield the lines of a file outside its tables, and the rows of one cell."""
    for block in source.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
    for sheet in source.sheets:
        for row in sheet.rows:
            filled = [str(value) for value in row.values if value != ""]
            if len(filled) == 1:
                yield filled[0]
