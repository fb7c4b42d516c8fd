"""The rows and columns of การวิเคราะห์."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import Final

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.analysis.reading import PreviousResults, by_indicator
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.measures.typed_lists import Typed, items_of_finding, items_text
from ita_desktop.domain.rich import first_words, tidy
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.measures.item_codes import check_typed, parse_items
from ita_desktop.services.measures.names import label_of
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.theme.tokens import Tone


class _Width:
    """The analysis."""

    ITEMS: Final = 84
    SCORE: Final = 72
    PRACTICE: Final = 176
    TEXT: Final = 130
    IMPROVEMENT: Final = 154
    TEXT_WIDE: Final = 260
    UNUSED: Final = 74
    UNUSED_LONG: Final = 112
    """_Width of a text column without content, as needed by its heading."""
    ISSUE: Final = 330
    ISSUE_WIDE: Final = 420
    MEASURES: Final = 150
    NOTE: Final = 160


FINDING_TEXTS = {
    "practice": "การวิเคราะห์การดำเนินงาน",
    "strength": "จุดเด่น",
    "weakness": "จุดด้อย",
    "issue": "ประเด็นที่ต้องปรับปรุง",
    "improvement": "การปรับปรุงในปีถัดไป",
}
"""The texts of a finding, in the order of the official table."""

_LONG = ("practice", "improvement")
"""Texts with long headings."""
_WIDTHS = {
    "practice": _Width.PRACTICE,
    "issue": _Width.ISSUE,
    "improvement": _Width.IMPROVEMENT,
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row: a finding."""

    id: str
    finding: Finding
    items: Typed[str]
    scores: tuple[tuple[str, Decimal], ...]
    """Known scores of its items, or of its indicator, in the previous year."""
    measures: tuple[str, ...]
    """The first words of the measures that address it."""


def finding_columns(data: Callable[[], YearData], before: int | None) -> list[Column[FindingRow]]:
    """Returns the columns; ``data`` returns the current year for input, ``before`` is the year of
    the shown scores."""
    scored = tr("ปี {year}", year=f"{before % 100:02d}") if before else tr("คะแนน")
    texts = [
        Column[FindingRow](key, tr(title), attrgetter(f"finding.{key}"),
                           _WIDTHS.get(key, _Width.TEXT), editable=True, empty="", parse=tidy,
                           rich=True,
                           wide=_Width.ISSUE_WIDE if key == "issue" else _Width.TEXT_WIDE,
                           unused=_Width.UNUSED_LONG if key in _LONG
                           else _Width.UNUSED if key != "issue" else 0,
                           stretch=key == "issue", spare=key != "issue")
        for key, title in FINDING_TEXTS.items()
    ]  # fmt: skip
    return [
        Column("items", tr("ข้อ"), lambda row: items_text(row.items, ", "), _Width.ITEMS,
               kind=ColumnKind.CODE, editable=True, parse=lambda text: parse_items(data(), text),
               doubt=lambda row, codes: check_typed(data(), codes, row.items if row else ()),
               ghost=lambda row: row.finding.indicator, empty=(), hideable=False),
        Column("score", scored, lambda row: min((score for _, score in row.scores), default=None),
               _Width.SCORE, kind=ColumnKind.NUMBER,
               tip=lambda row: "\n".join(f"{code} {score:.2f}" for code, score in row.scores),
               tone=Tone.TEXT2),
        *texts,
        Column("measures", tr("มาตรการที่ตอบ"), lambda row: "\n".join(row.measures), _Width.MEASURES,
               tone=Tone.TEXT2, ghost=lambda _row: tr("ยังไม่มีมาตรการ"), spare=True),
        Column("note", tr("หมายเหตุ"), lambda row: row.finding.note, _Width.NOTE, editable=True,
               empty="", hidden=True),
    ]  # fmt: skip


def finding_groups(data: YearData, results: PreviousResults) -> list[RowGroup]:
    """Returns the findings grouped by instrument and indicator, in the framework's order."""
    heads = _instruments(data.framework)
    by_head: dict[str, list[RowGroup]] = {}
    for findings in by_indicator(data):
        rows = tuple(_row(data, results, finding) for finding in findings.findings)
        open_count = sum(not row.measures for row in rows)
        note = tr("ยังไม่มีมาตรการ {count}", count=open_count) if open_count else ""
        group = RowGroup(id=findings.code, code=findings.code, title=findings.name, rows=rows,
                         note=note, cells=_score_cells(results, findings.code))  # fmt: skip
        by_head.setdefault(heads.get(findings.code, ""), []).append(group)
    found: list[RowGroup] = []
    for head, groups in by_head.items():
        if not head:
            found += groups
            continue
        found.append(
            RowGroup(id=head, code=head, title=_named(data.framework, head), rows=tuple(groups),
                  cells=_score_cells(results, head))
        )  # fmt: skip
    return found


def _score_cells(results: PreviousResults, code: str) -> dict[str, object]:
    last = results.score(code)
    return {"score": last.value} if last is not None else {}


def _instruments(framework: Framework) -> Mapping[str, str]:
    """Returns the instrument of each indicator."""
    return {indicator.code: indicator.instrument for indicator in framework.indicators}


def _named(framework: Framework, code: str) -> str:
    return next(
        (instrument.name for instrument in framework.instruments if instrument.code == code), ""
    )


def _row(data: YearData, results: PreviousResults, finding: Finding) -> FindingRow:
    items = items_of_finding(data, finding)
    scores = ((code, results.score(code)) for code in items or (finding.indicator,))
    return FindingRow(
        id=finding.id,
        # A row that has only moved equals the one before.
        finding=replace(finding, position=0, row_version=1),
        items=items,
        scores=tuple((code, last.value) for code, last in scores if last is not None),
        measures=tuple(
            first_words(measure.method) or label_of(data, measure)
            for measure in data.measures_of_finding(finding.id)
        ),
    )
