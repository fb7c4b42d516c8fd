"""What groups of respondents are called, and how they are found by that."""

from collections.abc import Iterator

from ita_desktop.domain.surveys.records import SurveyGroup
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData


def name_of_group(data: YearData, group: SurveyGroup) -> str:
    """Return what a group is called: ``IIT ฝ่ายโยธา ลูกจ้าง``."""
    unit = data.unit_by_id.get(group.unit_id or "")
    parts = (group.instrument, unit.label if unit is not None else "", group.kind)
    return " ".join(part for part in parts if part)


def kind_key(kind: str) -> str:
    """Return a kind of people, or the name of a group, for comparison: กลุ่มผู้รับบริการ is
    ผู้รับบริการ."""
    return key(kind).replace("กลุ่ม", "")


def find_groups(data: YearData, name: str) -> list[SurveyGroup]:
    """Return the groups of that name, with or without the survey in front."""
    wanted = kind_key(name)
    return [group for group in data.survey_groups if wanted in _keys(data, group)]


def _keys(data: YearData, group: SurveyGroup) -> Iterator[str]:
    unit = data.unit_by_id.get(group.unit_id or "")
    for name in ("",) if unit is None else (unit.label, unit.name):
        words = f"{key(name)}{kind_key(group.kind)}"
        yield words
        yield f"{key(group.instrument)}{words}"
