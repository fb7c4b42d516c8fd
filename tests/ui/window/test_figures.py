"""What the score bar and the rail tell of a year, at once after each edit."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.tracking.state import late_measures
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.arriving import arrives

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.in_turn
def test_the_strip_tells_each_figure_and_where_it_comes_from(window) -> None:
    values = window.score_bar.values
    assert [(figure.label, figure.value, figure.note) for figure in values.figures] == [
        ("IIT", "98.88", "ผลปี 67"),
        ("EIT", "92.38", "ผลปี 67"),
        ("OIT", "40.00", "ครบ 9/22 ข้อ"),
    ]
    assert (values.total.value, values.total.note) == ("73.38", "ต้องปรับปรุง")
    assert (values.outlook.value, values.outlook.note) == ("97.38", "ผ่านดี")
    assert values.sentence == "ขาด คะแนนรวม 11.62 ถึงผ่าน"
    assert values.outlook.source.endswith("เมื่อนั้นยังขาด EIT 2.62 คะแนน ถึงผ่านดีเยี่ยม")


def test_another_year_shows_its_own_scores(window) -> None:
    window.session.choose_year(2567)
    values = window.score_bar.values
    assert values.total.value == "97.38"
    assert [figure.note for figure in values.figures[:2]] == ["", ""]
    assert window.top_bar.year.text() == "ปีงบประมาณ 2567"


@pytest.mark.in_turn
@pytest.mark.parametrize("how", ["clock", "activation"])
def test_a_window_left_open_over_night_tells_in_the_morning_what_is_late_now(
    window, qtbot, monkeypatch, how
) -> None:
    session = window.session
    # Only the sample stays on its day.
    monkeypatch.setitem(vars(session.workspace), "shown_day", None)
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    evening = min(
        row.due
        for row in page.table.sheet.all_rows()
        if row.due is not None and row.due > session.today and row.state is not State.DONE
    )
    late = sum(one.state is State.LATE for one in session.progress.values())
    morning = evening + timedelta(days=1)
    monkeypatch.setenv("ITA_DESKTOP_TODAY", morning.isoformat())
    if how == "clock":
        session._days.timeout.emit()
    else:
        QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert window.rail.entries[PageKey.OIT].late > late
    shown = [row.mark for row in page.table.sheet.all_rows()]
    assert shown.count(Mark.LATE) == window.rail.entries[PageKey.OIT].late


@pytest.mark.in_turn
def test_an_edit_anywhere_moves_strip_rail_and_undo_at_once(window) -> None:
    session = window.session
    late = window.rail.entries[PageKey.OIT].late
    scores.set_scores(session.workspace, 2568, [ScoreEdit("O3", Decimal(100))], ScoreSource.SELF)
    assert window.score_bar.values.figures[2].value == "45.00"
    assert window.rail.entries[PageKey.OIT].late == late - 1
    assert "แก้คะแนน O3" in window.top_bar.undo.toolTip()


def test_a_figure_of_a_few_answers_says_how_much_it_rests_on(window) -> None:
    session = window.session
    scores.set_scores(
        session.workspace, 2568, [ScoreEdit("I10", Decimal("91.5"))], ScoreSource.OFFICIAL
    )
    figure = window.score_bar.values.figures[0]
    assert figure.value == "91.50"
    assert figure.note == f"รู้แล้ว {session.tree.nodes['IIT'].known:.0f}%"
    assert session.tree.nodes["IIT"].known < 100
    values = window.score_bar.values
    assert (values.total.note, values.outlook.note) == ("ยังไม่ครบ", "ยังไม่ครบ")
    assert values.sentence == "คะแนน IIT ยังไม่ครบ จึงยังบอกระดับไม่ได้"
    assert values.sentence in [
        sentence.text() for sentence in window.page(PageKey.OVERVIEW).sentences
    ]


@pytest.mark.in_turn
def test_a_figure_of_the_overview_opens_its_item(window, qtbot) -> None:
    overview = window.page(PageKey.OVERVIEW)
    rows = overview.todo.list
    first = rows.model().index(0, 0)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(first).center())
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O3"


def test_the_overview_counts_what_is_late_and_soon(window) -> None:
    overview = window.page(PageKey.OVERVIEW)
    codes = [row.cells[0].text for row in overview.todo.rows]
    assert codes[:4] == ["O3", "O9", "O14", "I5"]
    assert overview.todo.rows[3].key.page == PageKey.MEASURES, "what is late of the measures"
    assert overview.units.rows[0].cells[0].text == "โรงเรียนในสังกัด"
    assert [row.cells[0].text for row in overview.subs.rows] == [
        "9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2",
    ]  # fmt: skip


def test_a_year_without_open_work_says_so_on_the_overview(window) -> None:
    window.session.choose_year(2567)
    page = window.page(PageKey.OVERVIEW)
    assert not page.todo.rows
    assert page.todo.list.accessibleDescription() == "ไม่มีงานเลยกำหนด และไม่มีงานครบกำหนดใน 30 วัน"
    assert page.todo.sizeHint().height() == Height.SECTION + page.todo.row_height


def test_the_rail_counts_late_measures_too(window) -> None:
    session, entry = window.session, window.rail.entries[PageKey.MEASURES]
    late = late_measures(session.data, session.today)
    assert entry.late == len(late) > 0
    edit = CellEdit(late[0].measure.id, "status", MeasureStatus.DONE)
    measures.edit(session.workspace, 2568, [edit])
    assert entry.late == len(late) - 1
