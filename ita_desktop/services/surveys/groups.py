"""Groups of respondents: who is asked, and how many they are. ``add_many``, ``edit`` and ``remove``
take ``instrument``, ``unit`` (a name), ``kind``, ``population``, ``required`` and ``note``."""

from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.surveys.groups import name_of_group
from ita_desktop.domain.surveys.records import SurveyGroup
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import ListLabels, RecordList, line
from ita_desktop.services.surveys.values import instrument_of, whole


def _people(_data: YearData, value: object) -> int | None:
    return whole(value, Phrase("จำนวนคน"))


def _unit(data: YearData, value: object) -> str | None:
    """Return the id of the unit of that name; None for the whole office, without a name."""
    name = line(value or "")
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


GROUPS: Final = RecordList(
    record=SurveyGroup,
    rows=lambda data: data.survey_groups,
    name=name_of_group,
    labels=ListLabels(
        add=Phrase("เพิ่มกลุ่มผู้ตอบ {count} กลุ่ม"),
        edit=Phrase("แก้กลุ่มผู้ตอบ {which}"),
        remove=Phrase("เอากลุ่มผู้ตอบออก {which}"),
        many=Phrase("{count} กลุ่ม"),
        row=Phrase("กลุ่มผู้ตอบ"),
    ),
    rules={
        "instrument": lambda _data, value: instrument_of(value),
        "unit_id": _unit,
        "population": _people,
        "required": _people,
    },
    fields={"unit": "unit_id"},
    begins=lambda _data: {"instrument": "IIT"},
)
add_many = GROUPS.add
edit = GROUPS.edit
remove = GROUPS.remove
