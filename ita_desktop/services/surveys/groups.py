"""Groups of respondents: who is asked, and how many they are."""

from collections.abc import Iterable, Mapping, Sequence

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.surveys.groups import name_of_group
from ita_desktop.domain.surveys.records import SurveyGroup
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    last_position,
    line,
    names_edited,
    remove_rows,
    text,
    with_ids,
    write_edits,
)
from ita_desktop.services.surveys.values import instrument_of, new_values, whole
from ita_desktop.storage.workspace import Workspace


def add_many(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Add groups, and write ``edits`` of others, in one unit of work; return the new ids.

    Fields are ``instrument``, ``unit`` (a name), ``kind``, ``population``, ``required``, ``note``.
    Raises InputError for an unknown unit or a number that is none.
    """
    data, made = workspace.year(year), []
    with workspace.change("เพิ่มกลุ่มผู้ตอบ {count} กลุ่ม", count=len(new)) as change:
        write_edits(
            change,
            data.survey_groups,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "กลุ่มผู้ตอบ",
        )
        for at, fields in enumerate(new, start=last_position(data.survey_groups)):
            own = {_FIELD.get(name, name): value for name, value in fields.items()}
            values = new_values(own, lambda cell_edit: _value(data, cell_edit), instrument="IIT")
            group = SurveyGroup(id=new_id(), year_id=data.fiscal_year.id, position=at, **values)
            made.append(change.insert(group).id)
    return made


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of groups in one unit of work; raises as :func:`add_many`."""
    data = workspace.year(year)
    groups = data.survey_groups
    which = names_edited(groups, edits, lambda group: name_of_group(data, group), "{count} กลุ่ม")
    with workspace.change("แก้กลุ่มผู้ตอบ {which}", which=which) as change:
        write_edits(
            change,
            data.survey_groups,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "กลุ่มผู้ตอบ",
        )


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove groups with their counts."""
    data = workspace.year(year)
    rows = with_ids(data.survey_groups, ids)
    remove_rows(
        workspace,
        rows,
        "เอากลุ่มผู้ตอบออก {which}",
        lambda group: name_of_group(data, group),
        "{count} กลุ่ม",
    )


_FIELD = {"unit": "unit_id"}


def _stored(edits: Sequence[CellEdit]) -> list[CellEdit]:
    return [
        cell_edit._replace(field=_FIELD.get(cell_edit.field, cell_edit.field))
        for cell_edit in edits
    ]


def _value(data: YearData, edit: CellEdit) -> object:
    match edit.field:
        case "instrument":
            return instrument_of(edit.value)
        case "unit_id":
            return _unit(data, line(edit.value or ""))
        case "population" | "required":
            return whole(edit.value, Phrase("จำนวนคน"))
        case "note":
            return text(edit.value)
        case _:
            return line(edit.value)


def _unit(data: YearData, name: str) -> str | None:
    """Return the id of the unit of that name; None for the whole office, without a name."""
    if not name:
        return None
    found = data.unit_finder.find(name)
    if found is None:
        near = " ".join(unit.label for unit in data.unit_finder.nearest(name))
        raise InputError(
            "ไม่รู้จักหน่วย “{name}”",
            remedy="หมายถึง {near} หรือไม่" if near else "เพิ่มหน่วยที่หน้าตั้งค่าก่อน",
            name=name[:60],
            near=near,
        )
    return found.id
