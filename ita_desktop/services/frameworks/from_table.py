"""Makes the draft framework of a new year from the table of its circular, and adds the year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.crosswalk import Crosswalk, FrameworkLink, ItemLink, Relation
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.frameworks import ItemTable, read_items
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals, propose, related
from ita_desktop.services.frameworks.table_items import bare_items, built, names_of
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
