"""Links of the surveys, for posters and slips."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.surveys.records import SurveyLink
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    last_position,
    line,
    remove_rows,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.surveys.rules import form_languages
from ita_desktop.services.surveys.values import address, instrument_of, languages, new_values
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def add_many(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add links, and write ``edits`` of others, in one unit of work; return the new ids.

    Raises InputError for an address that leads nowhere, or an end before its beginning.
    """
    data, made = workspace.year(year), []
    with workspace.change("เพิ่มลิงก์แบบสำรวจ {count} ลิงก์", count=len(new)) as change:
        _write(change, data.survey_links, edits)
        for at, fields in enumerate(new, start=last_position(data.survey_links)):
            spoken = " ".join(form_languages(year))
            values = new_values(fields, _value, instrument="IIT", languages=spoken)
            link = SurveyLink(id=new_id(), year_id=data.fiscal_year.id, position=at, **values)
            made.append(change.insert(_in_order(link)).id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of links in one unit of work; raises as :func:`add_many`."""
    with workspace.change("แก้ลิงก์แบบสำรวจ") as change:
        _write(change, workspace.year(year).survey_links, edits)


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove links."""
    rows = with_ids(workspace.year(year).survey_links, ids)
    template = "เอาลิงก์แบบสำรวจออก {which}"
    remove_rows(workspace, rows, template, lambda link: link.instrument, "{count} ลิงก์")


def _write(change: Change, rows: Sequence[SurveyLink], edits: Sequence[CellEdit]) -> None:
    write_edits(change, rows, edits, _value, "ลิงก์แบบสำรวจ")
    days = {row.id: {"opens": row.opens, "closes": row.closes} for row in rows}
    for cell_edit in edits:
        if cell_edit.field in {"opens", "closes"}:
            days[cell_edit.row][cell_edit.field] = cell_edit.value
    for one_day in days.values():
        _check(one_day["opens"], one_day["closes"])


def _in_order(link: SurveyLink) -> SurveyLink:
    _check(link.opens, link.closes)
    return link


def _check(opens: date | None, closes: date | None) -> None:
    if opens is not None and closes is not None and closes < opens:
        raise InputError("วันปิดแบบสำรวจอยู่ก่อนวันเปิด", remedy="แก้วันเปิดหรือวันปิดให้เรียงกัน")


def _value(edit: CellEdit) -> object:
    match edit.field:
        case "instrument":
            return instrument_of(edit.value)
        case "url":
            return address(edit.value)
        case "languages":
            return languages(edit.value)
        case "opens" | "closes":
            return day_or_none(edit.value, "31/3/68")
        case "note":
            return text(edit.value)
        case _:
            return line(edit.value)
