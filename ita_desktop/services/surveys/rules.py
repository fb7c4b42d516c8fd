"""The sampling rules of a year: its own, or those that its source prints."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.surveys.records import SurveyRule
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import ListLabels, RecordList
from ita_desktop.services.surveys.values import instrument_of, whole
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

ALL = 100


def rules_of(data: YearData) -> tuple[SurveyRule, ...]:
    """Return the year's rules: its own if it has any, else the shipped ones of its source."""
    # Imported on first use: reading YAML is slow.
    from ita_desktop.frameworks.surveys import sampling

    return sampling.rules_of(data)


def printed(year: int) -> tuple[SurveyRule, ...]:
    """Return the rules that the source of a fiscal year prints; empty if it prints none."""
    from ita_desktop.frameworks.surveys import sampling

    return sampling.printed(year)


def newest_printed(year: int) -> int | None:
    """Return the last fiscal year before ``year`` whose source prints rules; None if none does."""
    from ita_desktop.frameworks.surveys.sampling import shipped_sampling

    known = [
        fiscal_year
        for some in shipped_sampling()
        if some.rules
        for fiscal_year in some.fiscal_years
    ]
    return max((fiscal_year for fiscal_year in known if fiscal_year < year), default=None)


def form_languages(year: int) -> tuple[str, ...]:
    """Return the codes of the languages of the year's form; those of the newest if not known."""
    from ita_desktop.frameworks.surveys.sampling import shipped_sampling

    years = shipped_sampling()
    found = next((rules for rules in years if year in rules.fiscal_years), years[-1])
    return found.languages


def take_printed(workspace: Workspace, year: int, source: int) -> int:
    """Give the year the rules printed for the fiscal year ``source``; return their number."""
    data, rules = workspace.year(year), printed(source)
    with workspace.change("ใช้เกณฑ์ตัวอย่างของปี {source}", source=source) as change:
        for old in data.survey_rules:
            change.delete(old)
        for rule in rules:
            change.insert(replace(rule, id=new_id(), year_id=data.fiscal_year.id))
    return len(rules)


def _own(change: Change, data: YearData, _rows: Sequence[SurveyRule]) -> dict[str, SurveyRule]:
    """Return the year's own rules by the ids that the page knows; the shipped ones, copied."""
    if data.survey_rules:
        return {rule.id: rule for rule in data.survey_rules}
    year_id = data.fiscal_year.id
    return {
        rule.id: change.insert(replace(rule, id=new_id(), year_id=year_id))
        for rule in printed(data.year)
    }


RULES: Final = RecordList(
    record=SurveyRule,
    rows=lambda data: data.survey_rules or printed(data.year),
    name=lambda _data, rule: rule.instrument,
    labels=ListLabels(
        add=Phrase("เพิ่มเกณฑ์ตัวอย่าง {count} แถว"),
        edit=Phrase("แก้เกณฑ์ตัวอย่าง"),
        remove=Phrase("เอาเกณฑ์ตัวอย่างออก {which}"),
        many=Phrase("{count} แถว"),
        row=Phrase("เกณฑ์ตัวอย่าง"),
    ),
    rules={
        "instrument": lambda _data, value: instrument_of(value),
        "percent": lambda _data, value: whole(value, Phrase("ร้อยละ"), most=ALL, least=1),
        "up_to": lambda _data, value: whole(value, Phrase("จำนวนคน"), least=1),
        "least": lambda _data, value: whole(value, Phrase("จำนวนคน"), least=1),
    },
    begins=lambda _data: {"instrument": "IIT"},
    own=_own,
)
"""Shipped rules become the year's own with the first edit."""
add_many = RULES.add
edit = RULES.edit
_remove = RULES.remove


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove rules. Raises InputError for shipped ones: they hold as a whole."""
    data = workspace.year(year)
    if not data.survey_rules:
        raise InputError(
            "เกณฑ์เหล่านี้มากับโปรแกรม เอาออกทีละข้อไม่ได้", remedy="แก้ข้อใดข้อหนึ่งก่อน เกณฑ์ทั้งชุดจะเป็นของปีนี้"
        )
    _remove(workspace, year, ids)
