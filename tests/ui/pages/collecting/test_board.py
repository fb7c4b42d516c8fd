"""The board of a round: its words are whole in both languages."""

import pytest

from ita_desktop.domain.records import UnitKind
from ita_desktop.i18n import in_language, language
from ita_desktop.services.sending import FORM_STATES, RoundRequest, asked_units, send
from ita_desktop.ui.pages.collecting.pane import board_columns
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Space, Text

ICON = 14
"""Width of a state's icon, in px."""


@pytest.mark.in_turn
@pytest.mark.parametrize("code", ["th", "en"])
def test_the_state_of_a_unit_is_read_whole(window, code) -> None:
    language.choose(code)
    try:
        (column,) = (column for column in board_columns() if column.key == "state")
        room = column.width - 2 * Space.CELL - ICON - 6
        widths = {
            word: metrics(Text.BODY).horizontalAdvance(word)
            for word in map(in_language, FORM_STATES.values())
        }
    finally:
        language.choose("th")
    assert {word: width for word, width in widths.items() if width > room} == {}


@pytest.mark.in_turn
def test_the_name_of_a_section_is_whole_at_every_width(window, tmp_path, qtbot) -> None:
    session = window.session
    units = [unit.id for unit in asked_units(session.data) if unit.kind is UnitKind.SECTION]
    asked = RoundRequest(unit_ids=tuple(units), question="กี่ครั้ง")
    send(session.workspace, session.year, asked, tmp_path, today=session.today)
    window.go(PageKey.COLLECTING)
    table = window.page(PageKey.COLLECTING).table
    window.resize(1280, 720)
    (span,) = (span for span in table.header.spans() if span.column.key == "unit")
    qtbot.waitUntil(lambda: table.header.sectionSize(span.logical) >= span.column.width)
    (span,) = (span for span in table.header.spans() if span.column.key == "unit")
    cut = [drawn_cell(line, span, table.density).tip for line in table.sheet.lines]
    assert [name for name in cut if name] == []


@pytest.mark.in_turn
def test_who_is_sent_to_a_unit_sees_it_whatever_was_filtered_before(window, tmp_path) -> None:
    session = window.session
    units = [unit.id for unit in asked_units(session.data) if unit.kind is UnitKind.SECTION]
    asked = RoundRequest(unit_ids=tuple(units), question="กี่ครั้ง")
    send(session.workspace, session.year, asked, tmp_path, today=session.today)
    window.go(PageKey.COLLECTING)
    table = window.page(PageKey.COLLECTING).table
    wanted = next(row.id for row in table.sheet.all_rows() if "โยธา" in str(row.state.unit.name))
    table.sheet.filter("unit", ColumnFilter("ฝ่ายปกครอง"))
    assert table.sheet.place(wanted) is None
    window.go(PageKey.COLLECTING, wanted)
    assert table.current_row().id == wanted
