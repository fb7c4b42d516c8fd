"""Meetings from a list: number, day, time, place and agenda."""

from datetime import date

import pytest

from ita_desktop.domain.meetings import AgendaKind

HEAD = ("ครั้งที่", "คณะ", "วันประชุม", "เวลา", "สถานที่", "ระเบียบวาระ")


def matters(year):
    """Title of each matter with the kind of its heading, by title."""
    heads = {one.id: one.kind for one in year.agenda_items if one.kind is not AgendaKind.MATTER}
    return sorted((one.title, heads[one.parent_id]) for one in year.agenda_items if one.parent_id)


@pytest.fixture
def taken(take_in):
    return take_in(
        "meetings",
        HEAD,
        (
            "๑/๒๕๖๘",
            "",
            "8 พ.ย. 67",
            "๐๙.๓๐ - ๑๒.๐๐ น.",
            "ห้องประชุม",
            "ระเบียบวาระที่ ๓ เรื่องเพื่อทราบ\n๓.๑ สรุปผลปีก่อน\nระเบียบวาระที่ ๔ เรื่องเพื่อพิจารณา\n๔.๑ มอบหมายงาน",
        ),
        ("2", "คณะทำงาน", "", "", "", "ติดตามผล"),
    )


def test_meetings_come_with_their_bodies_day_time_and_agenda(taken, year):
    first, second = year().meetings
    assert (first.number, first.day, first.place) == (1, date(2024, 11, 8), "ห้องประชุม")
    assert (first.begins, first.ends) == ("09:30", "12:00")
    assert len(year().bodies_of_meeting(first.id)) == len(year().bodies)
    assert [one.name for one in year().bodies_of_meeting(second.id)] == ["คณะทำงาน"]
    assert matters(year()) == [
        ("ติดตามผล", AgendaKind.CONSIDER),
        ("มอบหมายงาน", AgendaKind.CONSIDER),
        ("สรุปผลปีก่อน", AgendaKind.NOTE),
    ]
    assert taken.added == 2


def test_a_second_time_changes_nothing_and_new_matters_are_added(taken, take_in, plan, year):
    row = ("2", "คณะทำงาน", "", "", "", "ติดตามผล")
    assert plan("meetings", HEAD, row).changes == ()
    take_in("meetings", HEAD, (*row[:2], "1/2/68", "13", "", "ติดตามผล\nเรื่องใหม่"))
    _, second = year().meetings
    assert (second.day, second.begins) == (date(2025, 2, 1), "13:00")
    titles = [title for title, _ in matters(year())]
    assert titles.count("ติดตามผล") == 1
    assert "เรื่องใหม่" in titles


def test_rows_that_cannot_be_used_are_told(take_in, year):
    plan = take_in(
        "meetings",
        HEAD,
        ("", "", "8/11/67", "", "", ""),
        ("1/2567", "", "8/11/67", "", "", ""),
        ("3", "คณะไม่มีจริง", "8/11/67", "", "", ""),
        ("4", "", "8/11/67", "บ่าย", "", ""),
        ("5", "", "8/11/67", "", "ก", ""),
        ("5", "", "8/11/67", "", "ข", ""),
    )
    assert [one.row for one in plan.skipped] == [2, 3, 4, 5, 7]
    assert [one.number for one in year().meetings] == [5]


def test_with_replace_meetings_go_that_the_list_lacks(taken, take_in, year):
    plan = take_in("meetings", HEAD, ("2", "คณะทำงาน", "", "", "", "ติดตามผล"), replace=True)
    assert plan.removed == 1
    assert [one.number for one in year().meetings] == [2]
