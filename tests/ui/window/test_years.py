"""The list of years, and years that come and go while others work."""

import threading
from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, wait_for_all
from ita_desktop.ui.frame.top_bar import YearChoice, YearListSize
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.measures import YearPopupSize
from ita_desktop.ui.theme.tokens import Space, Text


def test_the_year_list_tells_every_years_level(window, qtbot) -> None:
    def notes() -> dict[int, str]:
        return {year.year: year.note for year in window.top_bar.year._years}

    qtbot.waitUntil(lambda: notes()[2567] == "97.38 ผ่านดี")
    score_bar = window.session.score_bar
    assert (f"{score_bar.total:.2f}", score_bar.level.level.name) == ("73.38", "ต้องปรับปรุง")
    assert notes()[2568] == "73.38 ต้องปรับปรุง · ใช้ผลปี 67"
    edit = [ScoreEdit("EIT", Decimal("50.00"))]
    scores.set_scores(window.session.workspace, 2567, edit, ScoreSource.OFFICIAL)
    lower = f"{window.session.score_bar.total:.2f} {window.session.score_bar.level.level.name}"
    assert not lower.startswith("73.38")
    qtbot.waitUntil(lambda: notes()[2568] == f"{lower} · ใช้ผลปี 67")


def test_years_for_the_list_are_read_beside_the_window(window, qtbot, monkeypatch) -> None:
    bars, session = window.bars, window.session
    qtbot.waitUntil(lambda: bars._notes.keys() >= set(session.years))
    wait_for_all()
    read_year, readers = Workspace.year, []

    def noted(workspace: Workspace, year: int) -> YearData:
        if year == 2570 and workspace._cached.year(year) is None:
            readers.append(threading.get_ident())
        return read_year(workspace, year)

    years.add_year(session.workspace, 2570)
    monkeypatch.setattr(Workspace, "year", noted)
    session.workspace._cached.forget()
    qtbot.waitUntil(lambda: 2570 in bars._notes)
    assert len(readers) == 1
    assert readers != [threading.get_ident()]


def test_a_year_whose_surveys_nobody_knows_has_no_total_in_the_list(window, qtbot) -> None:
    years.add_year(window.session.workspace, 2570)
    qtbot.waitUntil(
        lambda: (
            {year.year: year.note for year in window.top_bar.year._years}.get(2570)
            == "ยังไม่มีคะแนนรวม"
        )
    )


def test_a_chosen_year_is_nothing_that_was_typed_and_not_stored(window, qtbot) -> None:
    """Nothing is told to be kept, and the list shows the year that is shown."""
    switch, session = window.top_bar.year, window.session
    for year in (2567, 2568):
        switch.open()
        (row,) = (row for row in switch.popup.rows if row.text() == f"ปีงบประมาณ {year}")
        row.click()
        qtbot.waitUntil(lambda wanted=year: session.year == wanted)
        assert window.message.message is None
    switch.open()
    assert [row.text() for row in switch.popup.rows if row.isChecked()] == ["ปีงบประมาณ 2568"]
    switch.popup.close()


def test_every_line_of_the_year_list_has_room(window, qtbot) -> None:
    years_of = window.top_bar.year
    qtbot.waitUntil(lambda: all(year.note for year in years_of._years))
    levels = window.session.data.framework.levels.levels
    note = f"73.38 {max((level.name for level in levels), key=len)} · ใช้ผลปี 67"
    needed = metrics(Text.LABEL).horizontalAdvance(note)
    word = metrics(Text.BODY_MEDIUM).horizontalAdvance("ปีงบประมาณ 2568")
    assert YearPopupSize.WORD_LEFT + word + needed + 2 * Space.CELL <= YearListSize.WIDTH


def test_a_line_that_needs_more_room_makes_the_list_wider(window, qtbot) -> None:
    years_of = window.top_bar.year
    level = max((level.name for level in window.session.data.framework.levels.levels), key=len)
    note = f"57.38 {level} (กรอบร่าง) · ใช้ผลปี 69"
    years_of.set_years([YearChoice(2570, note), YearChoice(2569, "97.38 ผ่านดี")], 2570)
    years_of.open()
    row = years_of.popup.rows[0]
    word = YearPopupSize.WORD_LEFT + metrics(Text.BODY_MEDIUM).horizontalAdvance(row.text())
    left = row.width() - Space.CELL - metrics(Text.LABEL).horizontalAdvance(note)
    assert word + Space.M < left, "the words stand apart"
    years_of.popup.close()


def test_a_year_that_another_thread_takes_away_stays_until_the_window_is_told(
    window, qtbot
) -> None:
    session = window.session
    years.add_year(session.workspace, 2569)
    session.choose_year(2569)
    taking = Job(lambda _progress: session.workspace.undo())
    taking.start()
    taking.wait()
    assert session.data.year == 2569
    assert window.top_bar.year.text() == "ปีงบประมาณ 2569"
    qtbot.waitUntil(lambda: session.data.year == 2568)
    assert window.top_bar.year.text() == "ปีงบประมาณ 2568"


@pytest.mark.in_turn
def test_a_year_that_was_shown_before_tells_what_was_written_meanwhile(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    window.session.choose_year(2567)
    window.session.choose_year(2568)
    code = next(line.id for line in table.sheet.lines if line.group is None)
    edit = [CellEdit(code, "note", "เขียนใหม่")]
    window.session.choose_year(2567)
    assignments.edit(window.session.workspace, 2568, edit)
    window.session.choose_year(2568)
    assert table.sheet.lines[table.sheet.place(code)].row.note == "เขียนใหม่"


def test_a_year_that_another_thread_takes_back_meanwhile_is_no_mistake(
    window, qtbot, monkeypatch
) -> None:
    known = window.session.years
    with monkeypatch.context() as patch:
        patch.setattr(type(window.session), "years", property(lambda _session: (2599, *known)))
        window.bars.show_scores()
        qtbot.waitUntil(lambda: not window.bars._later.isActive())
    window.bars.show_year()
    assert window.top_bar.year.text().endswith(str(known[-1]))
