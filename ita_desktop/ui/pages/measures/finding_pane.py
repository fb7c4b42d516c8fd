"""The detail pane of a finding: texts, evidence, and measures; and the rows and columns of the
table of findings.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Signal

from ita_desktop.domain.analysis import PreviousResults, by_indicator
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.measure_cells import Typed, items_of_finding, items_text
from ita_desktop.domain.rich import first_words, tidy
from ita_desktop.domain.scores.results import Finding, FindingSource, SourceKind
from ita_desktop.domain.tracking.state import tracked_measure
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import findings, history
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measure_names import code_of, label_of
from ita_desktop.services.measures import check_typed, parse_items
from ita_desktop.ui.loading.pages import finish
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.pane_sections import (
    PastSection,
    TitleSection,
    text_section,
    titles_of,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.boxes import at_once
from ita_desktop.ui.widgets.fields.text import RichField
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane

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
_ICONS = {
    SourceKind.SCORE: "gauge",
    SourceKind.GROUP: "users",
    SourceKind.COMMENT: "user",
    SourceKind.REMARK: "pencil",
}


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
    for indicator in by_indicator(data):
        rows = tuple(_row(data, results, finding) for finding in indicator.findings)
        open_count = sum(not row.measures for row in rows)
        note = tr("ยังไม่มีมาตรการ {count}", count=open_count) if open_count else ""
        group = RowGroup(id=indicator.code, code=indicator.code, title=indicator.name, rows=rows,
                         note=note, cells=_score_cells(results, indicator.code))  # fmt: skip
        by_head.setdefault(heads.get(indicator.code, ""), []).append(group)
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


class FindingPane(DetailPane):
    """Shows a finding; its texts are edited in the pane, its items in the table."""

    go = Signal(str, str)
    items_requested = Signal()
    """Its items should be edited in the table."""
    measure_requested = Signal()
    """A measure should be added for it."""
    measure_opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.finding: Finding | None = None
        """The shown finding."""
        self._results: PreviousResults | None = None
        self.building = self._build()
        """The steps that create the rows and sections, as far as they are still to be done."""
        self.texts: dict[str, RichField] = {}

    def _build(self) -> Iterator[None]:
        self._items = self.add_row(tr("ข้อ"), editable=True)
        self._items.edit_requested.connect(self.items_requested)
        self._scores = self.add_row(tr("คะแนน"))
        self.sources = LinkList(self)
        self.sources.opened.connect(self._open_source)
        self.sources.removed.connect(self._remove_source)
        self._source_section = self.add_section(tr("ที่มา"), self.sources)
        for key in ("issue", "practice", "strength", "weakness", "improvement"):
            yield
            self.texts[key] = text_section(self, tr(FINDING_TEXTS[key]), partial(self._write, key))
        yield
        self.answers = LinkList(self)
        self.answers.opened.connect(self.measure_opened)
        action = tr("+ สร้างมาตรการ")
        self._answers = self.add_section(tr("มาตรการที่ตอบ"), self.answers, action=action)
        self._answers.acted.connect(self.measure_requested)
        self.titles = TitleSection(self.ui.body)
        self.titles.entered.connect(lambda code, typed: self._write("titles", {code: typed}))
        self.ui.sections.addWidget(self.titles)
        self.texts["note"] = text_section(self, tr("หมายเหตุ"), partial(self._write, "note"))
        self._done = PastSection(self._session, self.ui.body)
        self.ui.sections.addWidget(self._done)

    def show_finding(self, key: str, results: PreviousResults) -> None:
        """Shows the finding with this id."""
        finding = self._session.data.finding_by_id.get(key)
        if finding is not None:
            self.finding, self._results = finding, results
            finish(self.building)
            with at_once(self.ui.column):
                self._fill(finding, results)

    def _fill(self, finding: Finding, results: PreviousResults) -> None:
        data = self._session.data
        locked = self._session.is_locked
        title = findings.title_of(finding)
        label = in_language(findings.label_of(data, finding))
        self.set_head(label, None, title or tr("ยังไม่ได้พิมพ์ประเด็น"), of=finding.id)
        links = data.items_of_finding(finding.id)
        codes = items_of_finding(data, finding)
        self._items.set_value(items_text(codes, ", "))
        self._items.set_editable(not locked)
        shown = ((code, results.score(code)) for code in codes or [finding.indicator])
        scores = [f"{code} {last.value:.2f}" for code, last in shown if last is not None]
        before = results.before
        note = tr("ผลปี {year}", year=before.year % 100) if scores and before else ""
        self._scores.set_value(", ".join(scores), note)
        for name, field in self.texts.items():
            field.set_text(getattr(finding, name), locked=locked, thing=finding.id)
        self.titles.show_titles(finding.id, titles_of(data, links), locked=locked)
        self._fill_sources(data, finding, results)
        today = self._session.today
        self.answers.set_links(
            [
                Linked(
                    measure.id,
                    first_words(measure.method) or tr("ยังไม่ได้พิมพ์วิธีปฏิบัติ"),
                    code_of(data, measure),
                    Mark.of(tracked_measure(data, measure, today).state),
                )
                for measure in data.measures_of_finding(finding.id)
            ]
        )
        self._answers.set_action("" if locked else tr("+ สร้างมาตรการ"))
        workspace, key = self._session.workspace, finding.id
        self._done.show_past(key, lambda most: history.of_finding(workspace, key, most))

    def _fill_sources(self, data: YearData, finding: Finding, results: PreviousResults) -> None:
        rows = data.sources_of(finding.id)
        self._source_section.setVisible(bool(rows))
        links = []
        for row in rows:
            described = results.describe(row)
            note = tr("คำของผู้ตอบ ใช้ภายใน") if described.personal else ""
            links.append(Linked(row.id, in_language(described.text), note, _ICONS[row.kind]))
        self.sources.set_links(links)

    def _source(self, key: str) -> FindingSource | None:
        finding = self.finding
        rows = self._session.data.sources_of(finding.id) if finding is not None else ()
        return next((row for row in rows if row.id == key), None)

    def _open_source(self, key: str) -> None:
        source, finding = self._source(key), self.finding
        if source is not None and finding is not None and self._results is not None:
            self.go.emit(PageKey.SCORES, place_of(self._results, finding, source))

    def _remove_source(self, key: str) -> None:
        finding, source = self.finding, self._source(key)
        if finding is None or source is None or self._session.is_locked:
            return
        data = self._session.data
        left = tuple(
            findings.SourceRef(source.kind, source.ref)
            for source in data.sources_of(finding.id)
            if source.id != key
        )
        self._write("sources", left)

    def _write(self, field: str, value: object) -> bool:
        finding = self.finding
        if finding is None:
            return False
        return self._session.could_write(findings.edit, [CellEdit(finding.id, field, value)])


def place_of(results: PreviousResults, finding: Finding, source: FindingSource) -> str:
    """Returns the node of this year's scores for a piece of evidence: the corresponding one, else
    the finding's own item or indicator."""
    data = results.data
    ref = source.ref
    if source.kind is SourceKind.GROUP:
        ref = ref.rpartition("|")[2]
    own = [item.item_code for item in data.items_of_finding(finding.id)]
    fallback = own[0] if own else finding.indicator
    if source.kind is SourceKind.COMMENT:
        return fallback
    if results.before is not None and ref in results.before.framework.item_by_code:
        return next((code for code in data.framework.item_by_code if results.was(code) == ref),
                    fallback)  # fmt: skip
    return ref
