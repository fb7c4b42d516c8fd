"""Edits a year's own copy of the framework: its parts, its weights, and those of a draft that were
compared with the official circular; writes it, also as a file for other offices.

Every function is one unit of work. Changes that would make the framework unusable (an item without
indicator, a duplicate code) raise InputError; other inconsistencies (weights) are written and
reported by :func:`~ita_desktop.frameworks.faults_of`. Entries for an item (scores, evidence,
owners, measures) are never touched: they refer to the item's code, are kept when the item is
removed, and apply again when it is restored.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import (
    TOTAL,
    Framework,
    FrameworkConfirmation,
    Indicator,
    Instrument,
    Item,
    Requirement,
    Rule,
    Scale,
)
from ita_desktop.domain.framework_draft import is_draft, parts_of, weights_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Statement, new_id
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.filing.file_names import with_suffix
from ita_desktop.frameworks import editing, faults_of, standard_options, write_text
from ita_desktop.services.edits import CellEdit, gone, line, names, still, text
from ita_desktop.storage.framework_copy import ORIGIN, FrameworkNode, framework_nodes
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_NUMBERED = lazy_re(r"(\D*)(\d+)")
_HEAD_FIELDS: Mapping[str, Callable[[object], Any]] = {
    "title": line,
    "code": line,
    "response_system": line,
    "notes": lambda value: tuple(filter(None, map(str.strip, text(value).split("\n")))),
}
_TEXT_FIELDS: Mapping[type, Mapping[str, Callable[[object], str]]] = {
    Instrument: {"name": line, "name_en": line, "note": text},
    Indicator: {"name": line, "name_en": line, "note": text},
    Item: {"title": line, "indicator": line, "note": text},
    Requirement: {"text": text, "part": line},
}


WHOLE = Decimal(100)
"""Sum of the weights of the instruments, in per cent of the total."""


def unknown_weights(data: YearData) -> dict[str, tuple[str, ...]]:
    """Return the sub-indicators with unknown weight, by instrument. (Known weights that do not add
    up are faults of the framework.)"""
    found: dict[str, tuple[str, ...]] = {}
    for weight in weights_of(data.framework):
        if weight.instrument and weight.value is None:
            found[weight.instrument] = (*found.get(weight.instrument, ()), weight.code)
    return found


def set_weights(workspace: Workspace, year: int, new: Mapping[str, Decimal | None]) -> None:
    """Write weights of instruments and sub-indicators by code, in one unit of work; None means that
    a sub-indicator's weight is unknown. The indicator above gets the sum.

    Raises InputError for a code without a weight of its own, a weight outside 0-100, or an
    instrument without weight.
    """
    data = workspace.year(year)
    for code, value in new.items():
        check_weight(data.framework, code, value)
    with workspace.change("แก้น้ำหนัก {which}", which=names(list(new), "{count} แห่ง")) as change:
        write_framework(change, workspace, data, editing.with_weights(data.framework, new))


def write_framework(change: Change, workspace: Workspace, data: YearData, new: Framework) -> None:
    """Write ``new`` as the year's own framework: only rows of changed parts, and no entries."""
    record = data.fiscal_year
    rows = {(node.kind, node.code): node for node in workspace.framework_nodes(record.id)}
    wanted = framework_nodes(record.id, new)
    kept = {(node.kind, node.code) for node in wanted}
    for place, row in rows.items():
        if place not in kept and row.kind != ORIGIN:
            change.delete(row)
    for kind, parts in groupby(wanted, lambda node: node.kind):
        _write_parts(change, rows, kind, list(parts))
    change.update(
        record,
        framework_code=new.code,
        framework_title=new.title,
        level_set=new.levels.code,
        response_system=new.response_system,
        drafted_from=new.drafted_from,
    )


def _write_parts(
    change: Change,
    rows: Mapping[tuple[str, str], FrameworkNode],
    kind: str,
    parts: list[FrameworkNode],
) -> None:
    """Write the parts of one kind. Existing positions are kept if possible, so that one new item
    does not rewrite all following rows."""
    known = [rows[kind, part.code] for part in parts if (kind, part.code) in rows]
    free = iter(sorted(node.position for node in known))
    last = -1
    for part in parts:
        row = rows.get((kind, part.code))
        last = max(last + 1, -1 if row is None else next(free))
        if row is None:
            change.insert(replace(part, position=last))
        else:
            change.update(row, content=part.content, position=last)


def check_weight(framework: Framework, code: str, value: Decimal | None) -> None:
    """Raise InputError if ``code`` has no weight of its own, or cannot have this one."""
    known = {weight.code: weight for weight in weights_of(framework)}
    if code not in known:
        raise InputError(
            "{code} ไม่มีน้ำหนักของตัวเอง",
            remedy="แก้น้ำหนักของ {known}",
            code=code,
            known=" ".join(known),
        )
    if value is None and not known[code].instrument:
        raise InputError("น้ำหนักของ {code} ว่างไม่ได้", remedy="พิมพ์ตัวเลข เช่น 30", code=code)
    if value is not None and not 0 <= value <= WHOLE:
        raise InputError(
            "น้ำหนักของ {code} ต้องอยู่ระหว่าง 0 ถึง 100",
            remedy="พิมพ์ตัวเลข เช่น 8 หรือ 2.5",
            code=code,
        )


SUFFIX = ".yaml"


def export(data: YearData, path: Path) -> Path:
    """Write the year's own framework as a framework file; return its path, with the suffix added if
    necessary.

    Texts that name the year of the assessment are adapted by the year that uses the file. An
    unconfirmed draft says that it is one. Raises
    InputError if the framework has faults or the file cannot be written.
    """
    faults = faults_of(data.framework)
    if faults:
        raise InputError(
            "กรอบปี {year} ยังมี {count} จุดที่ต้องแก้ก่อนบันทึกเป็นไฟล์ จุดแรก {first}",
            year=data.year,
            count=len(faults),
            first=faults[0].error(),
        )
    # A draft that was confirmed in full is none for others, either.
    framework = data.framework if is_draft(data) else replace(data.framework, drafted_from="")
    path = with_suffix(path, SUFFIX)
    atomic_write.write(write_text(framework, data.year).encode(), path)
    return path


def proposed_name(data: YearData) -> str:
    """Return the default file name."""
    return f"กรอบการประเมิน {data.year}{SUFFIX}"


def confirm(
    workspace: Workspace, year: int, keys: Collection[str], *, confirmed: bool = True
) -> int:
    """Mark parts of the draft framework of the Buddhist fiscal ``year`` as confirmed, or as
    unconfirmed again, in one unit of work; return how many changed. ``keys`` are those of
    :attr:`~ita_desktop.domain.framework_draft.DraftPart.key`; others are ignored."""
    data = workspace.year(year)
    parts = [
        part for part in parts_of(data) if part.key in keys and part.confirmed is not confirmed
    ]
    if not parts:
        return 0
    which = names([part.code for part in parts], "{count} แห่ง")
    label = "ยืนยันกรอบร่าง {which}" if confirmed else "เลิกยืนยันกรอบร่าง {which}"
    rows = {row.part: row for row in data.confirmations}
    with workspace.change(label, which=which) as change:
        for part in parts:
            if confirmed:
                row = FrameworkConfirmation(id=new_id(), year_id=data.fiscal_year.id, part=part.key)
                change.insert(row)
            else:
                change.delete(rows[part.key])
    return len(parts)


@dataclass(frozen=True, slots=True)
class Entries:
    """Number of entries of a year that refer to parts of its framework."""

    scores: int = 0
    answers: int = 0
    owners: int = 0
    """Items with an owner, a date or a note."""
    evidence: int = 0
    ticks: int = 0
    measures: int = 0

    @property
    def total(self) -> int:
        """Total number of entries."""
        return self.scores + self.answers + self.owners + self.evidence + self.ticks + self.measures


class AddedPart(NamedTuple):
    """The code of an added part, and the existing entries for that code."""

    code: str
    entries: Entries


def entries_on(data: YearData, codes: Iterable[str]) -> Entries:
    """Return the entries of the year for these items, requirements, or indicators and everything
    below."""
    framework = data.framework
    chosen = set(codes)
    chosen |= {indicator.code for indicator in framework.indicators if indicator.parent in chosen}
    chosen |= {item.code for item in framework.items if item.indicator in chosen}
    return Entries(
        scores=sum(score.node in chosen for score in data.scores),
        answers=sum(
            answer.question in chosen or _item_of(answer.question) in chosen
            for answer in data.answers
        )
        + sum(figure.node in chosen for figure in data.group_figures),
        owners=sum(assignment.item_code in chosen for assignment in data.assignments),
        evidence=sum(
            evidence.item_code in chosen and evidence.statement is not Statement.MET
            for evidence in data.evidence
        ),
        ticks=sum(code in chosen or _item_of(code) in chosen for code in _ticked(data)),
        measures=sum(item.item_code in chosen for item in data.measure_items),
    )


def _ticked(data: YearData) -> list[str]:
    """Return the requirements that are met, for all or by a unit."""
    by_units = (row.part for row in data.evidence if row.statement is Statement.MET)
    return [*(mark.requirement for mark in data.check_marks), *by_units]


def _item_of(requirement: str) -> str:
    return requirement.rpartition(".")[0]


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of the Buddhist fiscal ``year``'s framework.

    A row is the code of an instrument (fields ``name``, ``name_en``, ``note``, ``rule``,
    ``weight``), an indicator (the same), an item (``title``, ``indicator``, ``scale``,
    ``reversed``, ``note``, ``every_month``), a requirement (``text``, ``part``, ``optional``,
    ``unit``: the name of the unit that has to meet it by itself), or ``ITA`` for the framework
    itself (``title``, ``code``, ``response_system``, ``notes``: one per line).

    Raises InputError if a part does not exist or the framework would become unusable.
    """
    which = names([cell_edit.row for cell_edit in edits], "{count} แห่ง")
    _store(
        workspace,
        year,
        lambda framework: _all_edited(framework, edits),
        "แก้กรอบการประเมิน {which}",
        which=which,
    )


def refuse(data: YearData, edits: Sequence[CellEdit]) -> None:
    """Raise what :func:`edit` would raise without writing, to validate an open editor."""
    refuse_broken(data.framework, _all_edited(data.framework, edits))


def _all_edited(framework: Framework, edits: Iterable[CellEdit]) -> Framework:
    for cell_edit in edits:
        framework = _edited(framework, cell_edit)
    return framework


def _edited(framework: Framework, cell_edit: CellEdit) -> Framework:
    if cell_edit.row == TOTAL:
        return replace(
            framework, **{cell_edit.field: _HEAD_FIELDS[cell_edit.field](cell_edit.value)}
        )
    part = still(editing.part_of(framework, cell_edit.row), "ส่วนของกรอบ")
    if cell_edit.field == "weight":
        check_weight(framework, cell_edit.row, cell_edit.value)
        return editing.with_weights(framework, {cell_edit.row: cell_edit.value})
    if isinstance(part, Requirement) and cell_edit.field == "unit":
        return editing.with_process(framework, part.code, line(cell_edit.value))
    if isinstance(part, Item) and cell_edit.field in {"scale", "reversed", "every_month"}:
        return _answered(framework, part, cell_edit)
    if isinstance(part, Item) and cell_edit.field == "indicator":
        part = replace(part, indicator=line(cell_edit.value))
        return editing.with_new(editing.without(framework, [part.code]), part)
    plain = _TEXT_FIELDS[type(part)]
    if cell_edit.field in plain:
        value: Any = plain[cell_edit.field](cell_edit.value)
    elif cell_edit.field == "rule":
        value = Rule(cell_edit.value)
    elif cell_edit.field == "optional":
        value = bool(cell_edit.value)
    else:
        raise KeyError(cell_edit.field)
    return editing.with_fields(framework, cell_edit.row, {cell_edit.field: value})


def _answered(framework: Framework, item: Item, cell_edit: CellEdit) -> Framework:
    if cell_edit.field == "every_month":
        monthly = bool(cell_edit.value)
        period = replace(item.period, every_month=monthly) if item.period is not None else None
        return editing.with_part(framework, replace(item, period=period))
    scale, reverse = item.scale, item.reversed
    if cell_edit.field == "scale":
        scale = Scale(cell_edit.value)
    else:
        reverse = cell_edit.value
    options = standard_options() if cell_edit.field == "scale" else {}
    return editing.with_part(
        framework, editing.rescaled(framework, item, scale, reverse=reverse, options=options)
    )


def add_item(
    workspace: Workspace, year: int, indicator: str, title: str, *, code: str = ""
) -> AddedPart:
    """Add an item at the end of an indicator, by default with the next free code.

    Its answer scale is that of its siblings. A code with existing entries can be given explicitly:
    this restores the item with its entries.
    """
    data = workspace.year(year)
    own = line(code) or _next_code(data, data.framework, indicator)
    added = AddedPart(own, entries_on(data, [own]))
    _store(
        workspace,
        year,
        lambda framework: editing.with_new(framework, _new_item(framework, own, indicator, title)),
        "เพิ่มข้อ {item}",
        item=own,
    )
    return added


def add_items(
    workspace: Workspace,
    year: int,
    indicator: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add items as :func:`add_item` does, and write ``edits``, in one unit of work. A row has the
    fields of an item in :func:`edit`, at least ``title``. Return the codes."""
    data = workspace.year(year)
    framework = _all_edited(data.framework, edits)
    codes = []
    for row in rows:
        code = _next_code(data, framework, indicator)
        item = _new_item(framework, code, indicator, row.get("title", ""))
        framework = editing.with_new(framework, item)
        texts = [CellEdit(code, name, value) for name, value in row.items()]
        framework = _all_edited(framework, texts)
        codes.append(code)
    _store(workspace, year, lambda _own: framework, "เพิ่มข้อ {item}", item=names(codes, "{count} ข้อ"))
    return codes


def _new_item(framework: Framework, code: str, indicator: str, title: str) -> Item:
    """Return an item with the answer scale of its siblings."""
    beside = framework.items_of(indicator)
    beside = beside or framework.items_of(framework.indicator_by_code[indicator].instrument)
    item = Item(code, indicator, line(title))
    return editing.answered_as(framework, item, beside[-1]) if beside else item


def _next_code(data: YearData, framework: Framework, indicator: str) -> str:
    if indicator not in framework.indicator_by_code:
        raise gone("ตัวชี้วัด")
    instrument = framework.indicator_by_code[indicator].instrument
    return next_item_code(data, instrument, framework)


def add_indicator(
    workspace: Workspace, year: int, above: str, name: str, *, code: str = ""
) -> AddedPart:
    """Add an indicator to the instrument ``above``, or a sub-indicator to the indicator ``above``,
    by default with the next free code."""
    data = workspace.year(year)
    framework = data.framework
    parent = framework.indicator_by_code.get(above)
    if parent is None and above not in framework.instrument_by_code:
        raise gone("ตัวชี้วัดหรือเครื่องมือ")
    own = line(code) or next_indicator_code(data, above)
    indicator = Indicator(
        own,
        parent.instrument if parent is not None else above,
        line(name),
        parent=parent.code if parent is not None else "",
    )
    added = AddedPart(own, entries_on(data, [own]))
    _store(
        workspace,
        year,
        lambda framework: editing.with_new(framework, indicator),
        "เพิ่มตัวชี้วัด {code}",
        code=own,
    )
    return added


def add_requirements(
    workspace: Workspace,
    year: int,
    item: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add requirements to an item's checklist and write ``edits``, in one unit of work. A row has
    the fields of a requirement in :func:`edit`. Return the codes."""
    data = workspace.year(year)
    framework = _all_edited(data.framework, edits)
    if item not in framework.item_by_code:
        raise gone("ข้อ")
    codes = []
    for row in rows:
        owner = framework.item_by_code[item]
        own = [requirement.code for requirement in owner.requirements]
        code = _next(f"{item}.", {*own, *data.met_requirements}, own)
        point = Requirement(
            code,
            text(row.get("text", "")),
            line(row.get("part", "")),
            bool(row.get("optional", False)),
        )
        framework = editing.with_part(
            framework, replace(owner, requirements=(*owner.requirements, point))
        )
        if unit := line(row.get("unit", "")):
            framework = editing.with_process(framework, code, unit)
        codes.append(code)
    which = names(codes, "{count} รายการ")
    _store(workspace, year, lambda _own: framework, "เพิ่มรายการตรวจ {point}", point=which)
    return codes


def remove(workspace: Workspace, year: int, codes: Iterable[str]) -> Entries:
    """Remove items, requirements and indicators (with everything below) from the year's framework.
    Return their entries, which stay in the workspace."""
    data = workspace.year(year)
    chosen = [
        code for code in dict.fromkeys(codes) if editing.part_of(data.framework, code) is not None
    ]
    if any(code in data.framework.instrument_by_code for code in chosen):
        raise InputError("เอาเครื่องมือออกไม่ได้", remedy="ตั้งน้ำหนักเป็น 0 หรือใช้กรอบจากไฟล์")
    entries = entries_on(data, chosen)
    which = names(chosen, "{count} แห่ง") if chosen else ""
    _store(
        workspace,
        year,
        lambda framework: editing.without(framework, chosen),
        "เอาออกจากกรอบการประเมิน {which}",
        which=which,
    )
    return entries


def move(workspace: Workspace, year: int, codes: str | Sequence[str], step: int) -> None:
    """Move items, indicators or requirements, given in order, ``step`` places down (up if negative)
    among their siblings. Codes are kept."""
    chosen = [codes] if isinstance(codes, str) else list(codes)

    def make(framework: Framework) -> Framework:
        for code in reversed(chosen) if step > 0 else chosen:
            moved = editing.moved_by(framework, code, step)
            if moved == framework:
                break  # the first one is at the end already
            framework = moved
        return framework

    _store(workspace, year, make, "ย้ายลำดับ {code}", code=names(chosen, "{count} แห่ง"))


def next_item_code(data: YearData, instrument: str, framework: Framework | None = None) -> str:
    """Return the code of a new item of an instrument: the first after its last one without any
    entries. ``framework`` is the year's own with further changes."""
    framework = framework or data.framework
    items = [item.code for item in framework.items_of(instrument)]
    found = _NUMBERED.fullmatch(items[-1]) if items else None
    taken = _taken(data) | {place.code for place in framework.outline}
    return _next(found[1] if found else instrument[:1], taken, items)


def next_indicator_code(data: YearData, above: str) -> str:
    """Return the code of a new sub-indicator of the indicator ``above``, or of a new indicator;
    indicators are numbered through all instruments."""
    framework = data.framework
    if above in framework.indicator_by_code:
        return _next(f"{above}.", _taken(data), [child.code for child in framework.children(above)])
    return _next(
        "",
        _taken(data),
        [indicator.code for indicator in framework.indicators if not indicator.parent],
    )


def _taken(data: YearData) -> set[str]:
    """Return the codes that are used, or have entries."""
    return {
        *(place.code for place in data.framework.outline),
        *(score.node for score in data.scores),
        *(figure.node for figure in data.group_figures),
        *(answer.question for answer in data.answers),
        *(_item_of(answer.question) for answer in data.answers),
        *(assignment.item_code for assignment in data.assignments),
        *(evidence.item_code for evidence in data.evidence),
        *(item.item_code for item in data.measure_items),
        *(measure.indicator for measure in data.measures),
        *(_item_of(requirement) for requirement in data.met_requirements),
    }


def _next(prefix: str, taken: set[str] | frozenset[str], beside: Iterable[str]) -> str:
    numbers = [
        int(rest)
        for rest in (
            sibling.removeprefix(prefix) for sibling in beside if sibling.startswith(prefix)
        )
        if rest.isdecimal()
    ]
    number = max(numbers, default=0) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _store(
    workspace: Workspace,
    year: int,
    make: Callable[[Framework], Framework],
    template: str,
    **fields: object,
) -> None:
    """Write the framework that ``make`` returns, unless it is unusable."""
    data = workspace.year(year)
    new = make(data.framework)
    refuse_broken(data.framework, new)
    with workspace.change(template, **fields) as change:
        write_framework(change, workspace, data, new)


def refuse_broken(old: Framework, new: Framework) -> None:
    """Raise InputError with the first fault that makes ``new`` unusable and that ``old`` did not
    have."""
    known = {(fault.code, fault.key, fault.template) for fault in faults_of(old)}
    for fault in faults_of(new):
        if fault.hard and (fault.code, fault.key, fault.template) not in known:
            raise fault.error()
