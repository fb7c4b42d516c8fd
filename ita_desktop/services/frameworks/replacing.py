"""Puts a framework from the table of a circular in the place of the draft that a year has; what was
entered for its items follows them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.analysis.findings import Finding, FindingItem
from ita_desktop.domain.errors import ConflictError, InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.frameworks.carry_list import Entered, ItemMap, entered_for
from ita_desktop.domain.frameworks.draft import DraftBlock, part_key
from ita_desktop.domain.records import Measure, MeasureItem, Statement, new_id
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.frameworks.editing import refuse_broken
from ita_desktop.services.frameworks.from_table import TableDraft, draft_from
from ita_desktop.services.frameworks.own_copy import write_framework
from ita_desktop.services.years.carrying_items import ItemCarrier
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.exchange.sheets import WorkProgress

_CARRIED: Final = frozenset({Entered.MEASURES, Entered.FINDINGS})
"""What keeps its indicator when its item vanishes."""
_ANEW: Final = tuple(part_key(block, "") for block in (DraftBlock.WEIGHTS, DraftBlock.ITEMS))
"""Beginnings of the parts that have to be confirmed again."""


def read_replacement(
    workspace: Workspace,
    source: ImportSource,
    year: int,
    work_progress: "WorkProgress | None" = None,
) -> TableDraft:
    """Return the framework for a Buddhist fiscal ``year`` whose own one is a draft, with the items
    of the tables of ``source``; what they do not give stays. Writes nothing. Raises InputError if
    the year is no draft, or there is no table of items."""
    own = workspace.year(year).framework
    if not own.drafted_from:
        raise InputError(
            "กรอบของปี {year} ไม่ใช่ร่าง จึงไม่แทนด้วยตารางจากไฟล์",
            remedy="แก้ทีละข้อที่กรอบการประเมิน หรือเทียบกับไฟล์กรอบ",
            year=year,
        )
    return draft_from(source, year, own, own, own.drafted_from, work_progress)


def kept_back(
    data: YearData, draft: TableDraft, pairs: Iterable[tuple[str, str]] | None = None
) -> tuple[str, ...]:
    """Return the items of the year for which something was entered that no item of the table
    continues by these links, by default by those without doubt."""
    items = ItemMap(draft.before, draft.framework, draft.direct(pairs))
    marked = {mark.requirement.partition(".")[0] for mark in data.check_marks}
    marked |= {row.item_code for row in data.evidence if row.statement is Statement.MET}
    moved = _moved(items)
    return tuple(
        code
        for code in (item.code for item in draft.before.items)
        if (code in moved and code in marked | _with_figures(data))
        or (not items.new(code) and entered_for(data, code).keys() - _CARRIED)
    )


def replace_draft(
    workspace: Workspace, draft: TableDraft, pairs: Iterable[tuple[str, str]] | None = None
) -> tuple[str, ...]:
    """Replace the year's framework in one unit of work. What was entered for an item goes to those
    that continue it by these links, as when a year is begun; return the items that it was for.

    Raises InputError, and writes nothing, if something was entered for an item that none continues
    or a measure would lose its indicator; ConflictError if the framework changed since ``draft``
    was read.
    """
    chosen = None if pairs is None else tuple(pairs)
    data, framework = workspace.year(draft.year), draft.framework
    if chosen is not None:
        framework = draft.with_links(chosen)
    if data.framework != draft.before:
        raise ConflictError("กรอบของปีเปลี่ยนไปแล้วหลังจากอ่านไฟล์", remedy="เลือกไฟล์อีกครั้ง")
    if codes := kept_back(data, draft, chosen):
        raise InputError(
            "ข้อ {codes} มีข้อมูลอยู่ แต่ไม่มีข้อในตารางที่ต่อจากข้อนั้น",
            remedy="เลือกข้อที่ต่อจากข้อนั้น หรือย้ายข้อมูลของข้อนั้นก่อน",
            codes=" ".join(codes),
        )
    refuse_broken(data.framework, framework)
    items = ItemMap(draft.before, framework, draft.direct(chosen))
    with workspace.change("ใช้กรอบจากตารางแทนกรอบร่างปี {year}", year=draft.year) as change:
        moving = _Moving(change, data, framework, items)
        write_framework(change, workspace, data, framework)
        moving.move()
        for confirmation in data.confirmations:
            if confirmation.part.startswith(_ANEW):
                change.delete(confirmation)
    return tuple(code for code in moving.moved if entered_for(data, code))


def _moved(items: ItemMap) -> tuple[str, ...]:
    """Return the items that do not go on alone under their own code."""
    return tuple(
        code
        for code in items.before.item_by_code
        if items.new(code) != (code,) or items.old(code) != (code,)
    )


def _with_figures(data: YearData) -> frozenset[str]:
    """Return the nodes that have scores, answers, remarks or filings of the year."""
    return frozenset(
        (
            *(score.node for score in data.scores),
            *(score.node for score in data.scenario_scores),
            *(doubt.node for doubt in data.doubts),
            *(remark.node for remark in data.remarks),
            *(filing.item_code for filing in data.filings),
            *(answer.question for answer in data.answers),
        )
    )


class _Moving:
    """Lets what was entered follow its items."""

    def __init__(
        self, change: Change, data: YearData, framework: Framework, items: ItemMap
    ) -> None:
        self._change = change
        self._data = data
        self._framework = framework
        self._items = items
        self.moved = _moved(items)

    def move(self) -> None:
        self._assignments()
        self._evidence()
        for measure in self._data.measures:
            self._links(measure, self._data.items_of_measure(measure.id))
        for finding in self._data.findings:
            self._links(finding, self._data.items_of_finding(finding.id))

    def _assignments(self) -> None:
        """Owners, dates and notes of united items are put together, those of split ones copied."""
        data, moved = self._data, set(self.moved)
        for assignment in data.assignments:
            if assignment.item_code in moved:
                self._change.delete(assignment)
        links = (
            ItemLink(code, new, Relation.CHANGED)
            for code in self.moved
            for new in self._items.new(code)
        )
        of_moved = ItemMap(self._items.before, self._items.after, links)
        carrier = ItemCarrier(self._change, data, data.fiscal_year, of_moved)
        carrier.carry_assignments(owners=True, due=True, notes=True)

    def _evidence(self) -> None:
        for row in self._data.evidence:
            first, *others = self._items.new(row.item_code) or (row.item_code,)
            for code in others:
                self._change.insert(replace(row, id=new_id(), row_version=1, item_code=code))
            self._change.update(row, item_code=first)

    def _links(
        self, owner: Measure | Finding, links: Sequence[MeasureItem] | Sequence[FindingItem]
    ) -> None:
        """Move the items of a measure or finding; one whose items vanish keeps its indicator."""
        moved = [link for link in links if link.item_code in self.moved]
        known = {link.item_code for link in links} - {link.item_code for link in moved}
        for link in moved:
            self._change.delete(link)
        for link in moved:
            for code in self._items.new(link.item_code):
                if code not in known:
                    known.add(code)
                    self._change.insert(replace(link, id=new_id(), row_version=1, item_code=code))
        indicators = self._framework.indicator_by_code
        if owner.indicator and owner.indicator not in indicators:
            first = next((code for code in self._framework.item_by_code if code in known), None)
            if first is None:
                raise InputError(
                    "ตัวชี้วัด {code} มีมาตรการหรือผลวิเคราะห์อยู่ แต่กรอบจากตารางไม่มีตัวชี้วัดนั้น",
                    remedy="ย้ายไปตัวชี้วัดอื่นก่อน แล้วเลือกไฟล์อีกครั้ง",
                    code=owner.indicator,
                )
            indicator = self._framework.item_by_code[first].indicator
            self._change.update(owner, indicator=indicator)
