"""What a paper is about, by the words with which it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.scores.results import SurveyLink
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents.exporting import (
    find_form,
    find_letter,
    find_meeting,
    find_order,
    find_round,
    find_survey,
    find_unit,
    parse_formats,
)
from tests.domain.scores.test_progress import EMPTY

Find = Callable[[YearData, str], str]
YEAR = replace(
    EMPTY,
    orders=(
        AppointmentOrder(id="draft", year_id="y"),
        AppointmentOrder(id="signed", year_id="y", number="125", signed=date(2024, 12, 1)),
    ),
    letters=(
        Letter(id="none", year_id="y", wording="letter.reminder"),
        Letter(id="sent", year_id="y", wording="letter.reminder", number="กท 5001/123"),
    ),
    meetings=(
        Meeting(id="first", year_id="y", number=1),
        Meeting(id="second", year_id="y", number=12),
    ),
    rounds=tuple(
        Round(id=id_, year_id="y", title=title, first=date(2024, 10, 1), last=date(2025, 9, 30))
        for id_, title in (("six", "รอบ 6 เดือน"), ("year", "รอบ 12 เดือน"), ("own", "ปิดงาน"))
    ),
    survey_links=(
        SurveyLink(id="iit", year_id="y", instrument="IIT", url="https://district.example/i"),
        SurveyLink(id="eit", year_id="y", instrument="EIT", url="https://district.example/e"),
    ),
    units=(
        Unit(id="civil", name="ฝ่ายโยธา", kind=UnitKind.SECTION, short_name="ยธ."),
        Unit(id="clean", name="ฝ่ายรักษาความสะอาด", kind=UnitKind.SECTION,
             aliases="ฝ่ายรักษาฯ;รส."),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("find", "words", "found"),
    [
        (find_order, "125", "signed"),
        (find_order, " 125/2567 ", "signed"),
        (find_order, "1", "draft"),
        (find_order, "2", "signed"),
        (find_letter, "กท 5001/123", "sent"),
        (find_letter, "123", "sent"),
        (find_letter, "๒", "sent"),
        (find_letter, "1", "none"),
        (find_meeting, "1", "first"),
        (find_meeting, "๑๒/๒๕๖๘", "second"),
        (find_round, "รอบ 6 เดือน", "six"),
        (find_round, "12", "year"),
        (find_round, "6", "six"),
        (find_round, "3", "own"),
        (find_round, "1", "six"),
        (find_survey, "eit", "eit"),
        (find_survey, "1", "iit"),
        (find_unit, "ฝ่าย โยธา", "civil"),
        (find_unit, "ยธ.", "civil"),
        (find_unit, "รส.", "clean"),
    ],
)
def test_a_subject_is_found_by_name_number_or_place(find: Find, words: str, found: str) -> None:
    assert find(YEAR, words) == found


@pytest.mark.parametrize(
    ("find", "words"),
    [
        (find_order, ""), (find_order, "3"), (find_order, "0"), (find_order, "125/2568"),
        (find_letter, ""), (find_letter, "5001"), (find_letter, "3"),
        (find_meeting, "2"), (find_meeting, ""),
        (find_round, "4"), (find_round, "0"), (find_round, "เดือน"),
        (find_survey, "OIT"), (find_survey, "3"), (find_survey, ""),
        (find_unit, ""), (find_unit, "ฝ่าย"),
        (find_form, "ตาราง"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_refused_with_what_to_do(find: Find, words: str) -> None:
    with pytest.raises(InputError) as refused:
        find(YEAR, words)
    assert refused.value.remedy


def test_forms_and_rounds_that_there_are_are_named_in_the_refusal() -> None:
    with pytest.raises(InputError, match="รอบ 6 เดือน รอบ 12 เดือน ปิดงาน"):
        find_round(YEAR, "9")
    assert find_form(YEAR, "indicator") == ""
    with pytest.raises(InputError, match="indicator"):
        find_form(YEAR, "x")


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("docx", (Format.DOCX,)),
        (" PDF, .docx,pdf,", (Format.PDF, Format.DOCX)),
        ("all", tuple(Format)),
    ],
)
def test_formats_are_read_once_each_in_order(text: str, formats: tuple[Format, ...]) -> None:
    assert parse_formats(text) == formats


@pytest.mark.parametrize(
    ("text", "named"),
    [("", ""), (",", ","), (".ODT", "odt"), ("docx,odt, htm", "odt htm"), ("all,pdf", "all")],
)
def test_a_format_that_there_is_not_is_refused_by_its_name(text: str, named: str) -> None:
    with pytest.raises(InputError, match=f"ไม่มีรูปแบบ “{named}”"):
        parse_formats(text)
