"""Builds the indicators and items of a framework from the rows of a circular's table; what the rows
do not give is taken from an earlier framework."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Item,
    Requirement,
    RequirementsBasis,
    Rule,
)
from ita_desktop.exchange.frameworks import ItemTable, ItemTableRow
from ita_desktop.frameworks.editing import answered_as, with_new, with_part, without
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals


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
    from ita_desktop.domain.text import key

    return {key(indicator.name): indicator.code for indicator in reversed(framework.indicators)}
