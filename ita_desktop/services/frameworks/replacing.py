"""Puts another framework in the place of the one that a year has: one from the table of a circular
in the place of the draft, where what was entered for its items follows them; or parts of the
shipped one after a correction, or of a file.

The year stores a digest of each part as it was shipped when the copy was made, which tells
corrections from the clerk's own changes; only corrections are proposed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.carry_list import Entered, ItemMap, entered_for
from ita_desktop.domain.errors import ConflictError, InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.framework_draft import DraftBlock, part_key
from ita_desktop.domain.records import Measure, MeasureItem, Statement, new_id
from ita_desktop.domain.scores.crosswalk import ItemLink, Relation
from ita_desktop.domain.scores.results import Finding, FindingItem
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import ImportSource
from ita_desktop.frameworks.difference import Difference, Key, differences, merged
from ita_desktop.services.frameworks.editing import refuse_broken, write_framework
from ita_desktop.services.frameworks.from_table import TableDraft, draft_from
from ita_desktop.services.years.carrying_entries import ItemCarrier
from ita_desktop.services.years.years import shipped_as
from ita_desktop.storage.framework_copy import ORIGIN, digests, origin_node, origin_of
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


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One difference and its origin."""

    difference: Difference
    corrected: bool
    """The shipped part was changed since the year's copy was made."""
    edited: bool
    """The part was edited in this year."""

    @property
    def proposed(self) -> bool:
        """Whether it is selected by default."""
        return self.corrected and not self.edited


@dataclass(frozen=True, slots=True)
class FrameworkUpdate:
    """Another framework for a year, and the differences."""

    framework: Framework
    rows: tuple[UpdateRow, ...]
    is_shipped: bool

    @property
    def proposed(self) -> tuple[Key, ...]:
        """The differences that are selected by default."""
        return tuple(row.difference.key for row in self.rows if row.proposed)


def correction(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """Return the shipped framework if it was corrected since the year's copy was made; None if
    there is nothing new.

    Reads the shipped files (about 0.1 s): call it when idle, not at start-up.
    """
    found = compared_with_shipped(workspace, year)
    return found if found is not None and any(row.corrected for row in found.rows) else None


def is_own(workspace: Workspace, year: int) -> bool:
    """Return whether the year's framework differs from the shipped one: edited, or from a file."""
    data = workspace.year(year)
    origin = origin_of(workspace.framework_nodes(data.fiscal_year.id))
    return origin is None or origin != digests(data.framework)


def compared_with_shipped(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """Compare the year's framework with the shipped one of the same code; None if there is none."""
    data = workspace.year(year)
    shipped = shipped_as(data.framework.code, year)
    return None if shipped is None else _compared(workspace, data, shipped, is_shipped=True)


def compared_with(workspace: Workspace, year: int, other: Framework) -> FrameworkUpdate:
    """Compare the year's framework with one from a file, adapted to that year."""
    return _compared(workspace, workspace.year(year), other, is_shipped=False)


def _compared(
    workspace: Workspace, data: YearData, other: Framework, *, is_shipped: bool
) -> FrameworkUpdate:
    origin = origin_of(workspace.framework_nodes(data.fiscal_year.id))
    own, new = digests(data.framework), digests(other)
    rows = []
    for difference in differences(data.framework, other):
        places = _places(difference, data.framework, other)
        known = {place: origin.get(place) for place in places} if origin is not None else None
        corrected = (
            is_shipped
            and known is not None
            and any(new.get(place) != digest for place, digest in known.items())
        )
        edited = known is not None and any(
            own.get(place) != digest for place, digest in known.items()
        )
        rows.append(UpdateRow(difference, corrected, edited))
    return FrameworkUpdate(other, tuple(rows), is_shipped)


def _places(difference: Difference, own: Framework, other: Framework) -> tuple[str, ...]:
    """Return the digest keys of the parts that a difference concerns."""
    if difference.kind:
        return (
            f"{'item' if difference.kind == 'requirement' else difference.kind} {difference.of}",
        )
    if difference.key.field == "levels":
        return tuple({f"level_set {own.levels.code}", f"level_set {other.levels.code}"})
    if difference.key.field in {"notes", "calendar", "sources"}:
        return ("about about",)
    return ("title",)


def apply(
    workspace: Workspace, year: int, update: FrameworkUpdate, chosen: Collection[Key]
) -> None:
    """Apply the chosen differences in one unit of work. Entries are kept.

    Differences to a shipped framework that are not chosen are not proposed again. Raises
    InputError, and writes nothing, if the framework would become unusable.
    """
    data = workspace.year(year)
    new = merged(data.framework, update.framework, chosen)
    if not differences(
        new, update.framework
    ):  # it is that framework now, and no draft if that is none
        new = replace(new, drafted_from=update.framework.drafted_from)
    refuse_broken(data.framework, new)
    label = "ปรับกรอบการประเมินปี {year} {count} แห่ง" if chosen else "คงกรอบการประเมินปี {year} ไว้"
    with workspace.change(label, year=year, count=len(set(chosen))) as change:
        write_framework(change, workspace, data, new)
        if update.is_shipped:
            fresh = origin_node(data.fiscal_year.id, update.framework)
            nodes = workspace.framework_nodes(data.fiscal_year.id)
            row = next((node for node in nodes if node.kind == ORIGIN), None)
            if row is None:
                change.insert(fresh)
            else:
                change.update(row, code=fresh.code, content=fresh.content)
