"""The rows of a file that an import leaves alone: those that are the same, and those skipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_desktop.i18n import in_language, language, tr
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.theme.columns import LeftColumns as Width

if TYPE_CHECKING:
    from ita_desktop.exchange.remarks import Remark
    from ita_desktop.exchange.sheets import Origin
    from ita_desktop.services.import_plan import ImportPlan
    from ita_desktop.services.import_source import ImportSource


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row of the file that is not taken: where it is, what it says, and why."""

    id: str
    place: str
    content: str
    why: str


def left_columns() -> list[Column[LeftRow]]:
    """The row in the file, its content, and why it is left alone."""
    return [
        Column(key="place", title=tr("แถวในไฟล์"), kind=Kind.CODE, width=Width.PLACE,
               value=lambda row: row.place),
        Column(key="content", title=tr("ข้อมูลในแถว"), width=Width.CONTENT,
               value=lambda row: row.content),
        Column(key="why", title=tr("เหตุผล"), width=Width.WHY, stretch=True,
               value=lambda row: row.why),
    ]  # fmt: skip


def same_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """The rows that say what is known already."""
    return [
        LeftRow(row_id(one), place_of(one), source.row(one), tr("เหมือนที่มีอยู่แล้ว"))
        for one in _distinct(plan.unchanged)
    ]


def skipped_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """The rows that cannot be imported, with the reason."""
    found: dict[str, LeftRow] = {}
    for at, one in enumerate(plan.skipped):
        key = row_id(one.origin) if one.origin is not None else f"skipped:{at}"
        why = one.sentence(language.translate)
        if key in found:
            why = f"{found[key].why}\n{why}"
        place = place_of(one.origin) if one.origin is not None else ""
        content = source.row(one.origin) if one.origin is not None else ""
        found[key] = LeftRow(key, place, content, why)
    return list(found.values())


def rows_aside(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """The rows that are none of the table, with what each was taken for."""
    return [
        LeftRow(
            f"aside:{at}",
            place_of(one.origin) if one.origin is not None else "",
            source.row(one.origin) if one.origin is not None else "",
            one.sentence(language.translate),
        )
        for at, one in enumerate(plan.aside)
    ]


def warned_rows(plan: "ImportPlan", source: "ImportSource") -> list[LeftRow]:
    """What has to be looked at, each with the row that it is about."""
    return [
        LeftRow(
            f"warned:{at}",
            place_of(one.origin) if one.origin is not None else "",
            source.row(one.origin) if one.origin is not None else "",
            one.sentence(language.translate),
        )
        for at, one in enumerate(plan.warnings)
    ]


def said(remark: "Remark") -> str:
    """A remark with its place, in the shown language."""
    sentence = remark.sentence(language.translate)
    return f"{place_of(remark.origin)}: {sentence}" if remark.origin is not None else sentence


def place_of(origin: "Origin") -> str:
    """Where a row stands: แถว 7, with its sheet where it has a name; บรรทัด 7 of a report."""
    return in_language(origin.brief)


def row_id(origin: "Origin") -> str:
    """The key of a row of the file."""
    return f"{origin.sheet}:{origin.row}"


def _distinct(origins: Sequence["Origin"]) -> list["Origin"]:
    return list(dict.fromkeys(origins))
