"""No field that people type is missing from the list of its records, or from its page's table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ita_desktop.domain.records import CalendarDate, Unit, typed_fields
from ita_desktop.domain.scores.results import SurveyGroup, SurveyLink, SurveyRule
from ita_desktop.services.listed import LISTS, OutgoingList
from ita_desktop.ui.pages.settings.page import unit_columns
from ita_desktop.ui.pages.surveys.page import group_columns, link_columns, rule_columns
from ita_desktop.ui.pages.year.assessment import date_columns
from tests.support.known_files import begun_year


@pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.name)
def test_a_list_has_all_that_is_typed(listed: OutgoingList) -> None:
    record: Any = listed.record
    said = {name for one in listed.columns for name in (one.name, one.field_name, *one.covers)}
    assert [field.name for field in typed_fields(record) if field.name not in said] == []


@pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.name)
def test_no_two_columns_of_a_list_have_one_heading(listed: OutgoingList) -> None:
    headings = [column.heading for column in listed.columns]
    assert len({*headings}) == len(headings)


def year() -> Any:
    return begun_year(2567)


@pytest.mark.parametrize(
    ("record", "columns"),
    [
        (CalendarDate, date_columns(2567, date.today)),
        (SurveyGroup, group_columns(year)),
        (SurveyLink, link_columns(2567, date.today)),
        (SurveyRule, rule_columns()),
        (Unit, unit_columns(year)),
    ],
)
def test_a_table_has_all_that_is_typed(record: Any, columns: Sequence[Any]) -> None:
    typed = {column.key for column in columns if column.editable}
    assert [field.name for field in typed_fields(record) if field.name not in typed] == []
