"""Writes a year's own copy of the framework, and lists its weights; exports it as a file for other
offices; confirms parts of a draft that were compared with the official circular."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, FrameworkConfirmation
from ita_desktop.domain.framework_draft import is_draft, parts_of, weights_of
from ita_desktop.domain.records import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.filing.file_names import with_suffix
from ita_desktop.frameworks import faults_of, write_text
from ita_desktop.frameworks.editing import with_weights
from ita_desktop.services.edits import names
from ita_desktop.storage.framework_copy import ORIGIN, FrameworkNode, framework_nodes
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

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
        write_framework(change, workspace, data, with_weights(data.framework, new))


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
