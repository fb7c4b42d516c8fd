"""Makes the draft framework of a new year from the table of its circular, and adds the year.

Assigns the items of a draft to the units that its table names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Item,
    Requirement,
    RequirementsBasis,
    Rule,
)
from ita_desktop.domain.records import OwnerRole
from ita_desktop.domain.scores.crosswalk import Crosswalk, FrameworkLink, ItemLink, Relation
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.frameworks import ItemTable, ItemTableRow, read_items
from ita_desktop.exchange.source import ImportSource
from ita_desktop.frameworks.editing import answered_as, with_new, with_part, without
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals, propose, related
from ita_desktop.services.oit.assignments import edit
from ita_desktop.services.roster.owner_names import OwnerNames
from ita_desktop.services.years.carrying import CarriedYear, YearParts, carry_year
from ita_desktop.services.years.years import add_year, framework_for, framework_like, must_be_new
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.exchange.sheets import WorkProgress


_NEW = "new"
"""Stands for the code of the framework that is made."""


@dataclass(frozen=True)
class TableDraft:
    """A draft framework for the Buddhist fiscal ``year``, with all that is to be checked."""

    year: int
    before: Framework
    """The framework that it was made from."""
    framework: Framework
    """With the links that are without doubt."""
    table: ItemTable
    proposals: Proposals
    guesses: tuple[str, ...]
    """Sentences about what the table did not tell."""

    def with_links(self, pairs: Iterable[tuple[str, str]]) -> Framework:
        """Return the framework with the links that were chosen, as (old, new) codes."""
        links = _own_links(self.before, self.framework.code, self.direct(pairs))
        return replace(self.framework, links=links)

    def direct(self, pairs: Iterable[tuple[str, str]] | None = None) -> tuple[ItemLink, ...]:
        """Return the links from the items of ``before`` that were chosen, by default those without
        doubt. Items that were not compared go on as they are."""
        if pairs is None:
            return _direct(self.before, self.proposals, _accepted(self.proposals))
        same = {(link.old, link.new) for link in self.proposals.links if link.same_title}
        return _direct(self.before, self.proposals, related(pairs, same))


def read_draft(
    workspace: Workspace,
    source: ImportSource,
    year: int,
    *,
    from_year: int | None = None,
    work_progress: "WorkProgress | None" = None,
) -> TableDraft:
    """Return the draft framework of a new Buddhist fiscal ``year`` from the tables of ``source``.

    What they do not give is that of ``from_year``, by default the newest earlier year of the
    workspace, else the newest shipped. Writes nothing. Raises InputError if the year exists, no
    framework fits, or there is no table of items.
    """
    must_be_new(workspace, year)
    base = base_year(workspace, year, from_year)
    if base is None:
        before = copy = framework_for(year, from_year)
    else:
        before, copy = base.framework, framework_like(base, year)
    return draft_from(source, year, before, copy, before.code, work_progress)


def draft_from(
    source: ImportSource,
    year: int,
    before: Framework,
    copy: Framework,
    drafted_from: str,
    work_progress: "WorkProgress | None" = None,
) -> TableDraft:
    """Return ``copy``, the framework ``before`` for a Buddhist fiscal ``year``, with the items of
    the tables of ``source``. Raises InputError if there is no table of items."""
    table = read_items(
        source.sheets, names_of(before), source=source.name, work_progress=work_progress
    )
    _refuse_unknown(table, before, source.name)
    rows = bare_items(table.items)
    proposals = propose({code: before.items_of(code) for code in rows}, rows)
    framework, guesses = built(copy, table, proposals)
    code = _code(year)
    direct = _direct(before, proposals, _accepted(proposals))
    framework = replace(
        framework,
        code=code,
        fiscal_years=(year,),
        drafted_from=drafted_from,
        links=_own_links(before, code, direct),
    )
    return TableDraft(year, before, framework, table, proposals, guesses)


def add_draft_year(
    workspace: Workspace,
    draft: TableDraft,
    *,
    from_year: int | None = None,
) -> CarriedYear | None:
    """Add the year of ``draft`` in one unit of work, with its framework. What was entered for the
    earlier year's items is carried over by the links; None if the workspace has no earlier year."""
    base = base_year(workspace, draft.year, from_year)
    if base is None:
        add_year(workspace, draft.year, framework=draft.framework)
        return None
    wanted = YearParts(due=True, measures=True, findings=True, evidence=True, notes=True)
    return carry_year(workspace, draft.year, base.year, wanted, framework=draft.framework)


def base_year(workspace: Workspace, year: int, from_year: int | None) -> YearData | None:
    """Return ``from_year``, or the newest year before ``year``, if the workspace has it."""
    known = [known_year.year for known_year in workspace.years()]
    wanted = from_year or max(
        (known_year for known_year in known if known_year < year), default=None
    )
    return workspace.year(wanted) if wanted in known and wanted is not None else None


def _code(year: int) -> str:
    """Return the code of a year's own framework: that of no shipped one."""
    from ita_desktop import frameworks

    shipped = {info.code for info in frameworks.available()}
    return f"{year}-table" if str(year) in shipped else str(year)


def _accepted(proposals: Proposals) -> list[ItemLink]:
    return [link.link for link in proposals.accepted]


def _direct(
    before: Framework, proposals: Proposals, links: Iterable[ItemLink]
) -> tuple[ItemLink, ...]:
    """Return links with those of the items that were not compared, which go on as they are."""
    compared = {*proposals.old, *proposals.new}
    kept = (
        ItemLink(item.code, item.code, Relation.SAME)
        for item in before.items
        if item.code not in compared
    )
    return (*links, *kept)


def _own_links(
    before: Framework, code: str, direct: Sequence[ItemLink]
) -> tuple[FrameworkLink, ...]:
    """Return direct links as those of the framework of this ``code``; the own links of ``before``,
    which it may replace under the same code, lead on to the new items, too."""
    earlier: dict[str, list[ItemLink]] = {}
    for item_link in before.links:
        earlier.setdefault(item_link.framework, []).append(
            ItemLink(item_link.old, item_link.new, item_link.relation)
        )
    found = [FrameworkLink(before.code, *link) for link in direct if before.code != code]
    for framework, known in earlier.items():
        over = Crosswalk({(framework, before.code): known, (before.code, _NEW): direct})
        items = [link.old for link in known]
        found += (FrameworkLink(framework, *link) for link in over.between(framework, _NEW, items))
    return tuple(found)


def _refuse_unknown(table: ItemTable, before: Framework, source: str) -> None:
    known: Mapping[str, object] = before.instrument_by_code
    row = next((row for row in table.items if row.instrument not in known), None)
    if row is not None:
        raise InputError(
            "กรอบ {framework} ไม่มีเครื่องมือ {instrument} ที่ข้อ {item} อยู่",
            where=f"{source} {row.origin.place}",
            remedy="ตรวจรหัสข้อ หรือเลือกปีที่ยกมาอื่น",
            framework=before.code,
            instrument=row.instrument,
            item=row.code,
        )


# Builds the indicators and items of a framework from the rows of a circular's table; what the rows
# do not give is taken from an earlier framework.


class BuiltFramework(NamedTuple):
    """A framework, and what its table did not tell."""

    framework: Framework
    guesses: tuple[str, ...]
    """Sentences about what was put in instead."""


def bare_items(rows: Iterable[ItemTableRow]) -> dict[str, list[Item]]:
    """Return the items of a table as far as it gives them, by instrument."""
    found: dict[str, list[Item]] = {}
    for row in rows:
        item = Item(row.code, row.indicator, row.title, requirements=_requirements(row))
        found.setdefault(row.instrument, []).append(item)
    return found


def built(copy: Framework, table: ItemTable, proposals: Proposals) -> BuiltFramework:
    """Return ``copy`` with the items of ``table`` in place of its own of the same instruments.

    An item that keeps its title keeps what the table does not give; an item without indicator gets
    that of the item which it continues, else that of the item before it. Indicators without items
    are left out if the table names any.
    """
    instruments = tuple(dict.fromkeys(row.instrument for row in table.items))
    builder = _Builder(copy, table, proposals)
    placed = [(row, builder.indicator_of(row)) for row in table.items]
    items = [builder.item(row, indicator) for row, indicator in placed]
    framework = builder.framework
    others = [
        item for item in framework.items if framework.instrument_of(item.code) not in instruments
    ]
    order = [instrument.code for instrument in framework.instruments]
    found = replace(
        framework,
        items=tuple(
            sorted(
                (*others, *items),
                key=lambda item: order.index(
                    framework.indicator_by_code[item.indicator].instrument
                ),
            )
        ),
    )
    if "indicator" in table.given:
        found = builder.without_empty(found, instruments)
    return BuiltFramework(found, tuple(builder.guesses))


class _Builder:
    """Places rows under indicators, which it adds where they are new."""

    def __init__(self, copy: Framework, table: ItemTable, proposals: Proposals) -> None:
        self.framework = copy
        self.guesses: list[str] = []
        self._copy = copy
        self._table = table
        self._best: dict[str, str] = {}
        """The likeliest earlier item of each new one."""
        for link in sorted(proposals.links, key=lambda link: (not link.doubtful, link.score)):
            self._best[link.new] = link.old
        self._kept = {
            link.new: copy.item_by_code[link.old]
            for link in proposals.accepted
            if link.same_title and link.old in copy.item_by_code
        }
        self._last: dict[str, str] = {}
        """The indicator of the row before, by instrument."""

    def indicator_of(self, row: ItemTableRow) -> str:
        """Return the indicator of a row that may have items; one that is new is added."""
        code = row.indicator
        self._add(row)
        known = self.framework.indicator_by_code.get(code)
        if known is None or known.instrument != row.instrument or self.framework.children(code):
            code = self._guessed(row)
        self._last[row.instrument] = code
        return code

    def _add(self, row: ItemTableRow) -> None:
        """Add the indicator that a row names, or give it the name in the table."""
        code, name = row.indicator, row.indicator_name
        known = self.framework.indicator_by_code.get(code)
        if known is not None and name and name != known.name and known.instrument == row.instrument:
            self.framework = with_part(self.framework, replace(known, name=name))
        if known is not None or not code:
            return
        head = code.rpartition(".")[0]
        for indicator, text in ((head, head), (code, name or code)):
            if indicator and indicator not in self.framework.indicator_by_code:
                parent = head if indicator == code else ""
                new = Indicator(
                    indicator, row.instrument, text, parent=parent, rule=Rule.MEAN_OF_ITEMS
                )
                self.framework = with_new(self.framework, new)
                self.guesses.append(Phrase("ตัวชี้วัด {code} เป็นตัวชี้วัดใหม่ ยังไม่มีน้ำหนัก", code=indicator))

    def _guessed(self, row: ItemTableRow) -> str:
        """Return an indicator for a row whose own cannot have items, or is not given."""
        framework = self.framework
        old = self._copy.item_by_code.get(self._best.get(row.code, ""))
        leaves = [
            indicator.code
            for indicator in framework.indicators
            if indicator.instrument == row.instrument and not framework.children(indicator.code)
        ]
        under = [
            code for code in leaves if framework.indicator_by_code[code].parent == row.indicator
        ]
        leaves = under if row.indicator and under else leaves
        wanted = (old.indicator if old is not None else "", self._last.get(row.instrument, ""))
        code = next((candidate for candidate in wanted if candidate in leaves), leaves[0])
        self.guesses.append(
            Phrase("ตารางไม่บอกตัวชี้วัดของ {item} จึงวางไว้ใต้ {indicator}", item=row.code, indicator=code)
        )
        return code

    def item(self, row: ItemTableRow, indicator: str) -> Item:
        """Return the item of a row."""
        kept = self._kept.get(row.code)
        item = Item(row.code, indicator, row.title) if kept is None else kept
        item = replace(item, code=row.code, indicator=indicator, title=row.title, source="")
        if kept is None:
            beside = self._copy.items_of(row.instrument)
            item = answered_as(self._copy, item, beside[-1]) if beside else item
        if row.points or "contents" in self._table.given:
            requirements, basis = _requirements(row), RequirementsBasis.OFFICIAL
            item = replace(item, processes=(), proofs=())
        else:
            item = _recoded(item, row.code)
            requirements, basis = item.requirements, item.requirements_basis
        if "formats" in self._table.given:
            unread = row.formats is None and row.formats_text
            item = replace(
                item,
                formats=row.formats,
                note=f"รูปแบบตามหนังสือเวียน: {row.formats_text}" if unread else item.note,
            )
        return replace(
            item,
            requirements=requirements,
            requirements_basis=basis if requirements else RequirementsBasis.UNKNOWN,
            responsible=row.owners if "owners" in self._table.given else item.responsible,
        )

    def without_empty(self, framework: Framework, instruments: Sequence[str]) -> Framework:
        """Return the framework without indicators of ``instruments`` that have no items."""
        empty = [
            indicator.code
            for indicator in framework.indicators
            if indicator.instrument in instruments and not framework.items_of(indicator.code)
        ]
        for code in empty:
            self.guesses.append(Phrase("ตัวชี้วัด {code} ไม่มีข้อในตาราง จึงไม่อยู่ในกรอบร่าง", code=code))
        return without(framework, empty)


def _requirements(row: ItemTableRow) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(f"{row.code}.{number}", text) for number, text in enumerate(row.points, 1)
    )


def _recoded(item: Item, code: str) -> Item:
    """Return the item with its requirements numbered after ``code``."""
    codes = {
        requirement.code: f"{code}.{number}"
        for number, requirement in enumerate(item.requirements, 1)
    }
    return replace(
        item,
        requirements=tuple(
            replace(requirement, code=codes[requirement.code]) for requirement in item.requirements
        ),
        processes=tuple(
            replace(process, requirement=codes[process.requirement])
            for process in item.processes
            if process.requirement in codes
        ),
        proofs=tuple(
            replace(proof, requirement=codes[proof.requirement])
            for proof in item.proofs
            if proof.requirement in codes
        ),
    )


def names_of(framework: Framework) -> Mapping[str, str]:
    """Return the codes of indicators by the comparison keys of their names."""
    return {key(indicator.name): indicator.code for indicator in reversed(framework.indicators)}


class AssignedItems(NamedTuple):
    """What was assigned, and the names that no unit has."""

    items: tuple[str, ...]
    unknown: tuple[str, ...]


def assign_units(workspace: Workspace, draft: TableDraft) -> AssignedItems:
    """Set the owners of the OIT items of ``draft``, whose year was added, to the units that its
    table names, in one unit of work. Names of no unit are left out; an item without a known one
    keeps its owners."""
    data = workspace.year(draft.year)
    names = OwnerNames(data.unit_finder, lambda _name: None)
    edits: list[CellEdit] = []
    unknown: list[str] = []
    for row in draft.table.items:
        if row.instrument != "OIT":
            continue
        read = names.read([OwnerEntry(text, OwnerRole.LEAD) for text in row.owners])
        refs: tuple[OwnerRef, ...] = tuple(name.ref for name in read if name.ref is not None)
        unknown += [name.entry.text for name in read if name.ref is None]
        if refs:
            edits.append(CellEdit(row.code, "owners", tuple(dict.fromkeys(refs))))
    if edits:
        edit(workspace, draft.year, edits)
    return AssignedItems(tuple(cell_edit.row for cell_edit in edits), tuple(dict.fromkeys(unknown)))
