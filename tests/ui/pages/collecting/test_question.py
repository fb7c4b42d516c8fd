"""A question in the sheet that sends a round, and its answers on the board."""

from pathlib import Path

from ita_desktop.services.collecting.sending import asked_units, send
from ita_desktop.ui.pages.collecting.sending import SendSheet
from ita_desktop.ui.pages.page import PageKey


def test_a_question_alone_is_asked_of_all_and_its_answers_are_on_the_board(
    window, qtbot, tmp_path: Path
) -> None:
    session = window.session
    sheet = SendSheet(session, window)
    qtbot.addWidget(sheet)
    for chip in sheet.subjects.values():
        chip.click()
    assert not sheet.asked.unit_ids
    sheet.question.insert("ปีนี้จัดอบรมกี่ครั้ง")
    asked = sheet.asked
    assert (asked.about, asked.question) == ((), "ปีนี้จัดอบรมกี่ครั้ง")
    assert asked.unit_ids == tuple(unit.id for unit in asked_units(session.data))
    assert sheet.ui.accept.isEnabled()
    send(session.workspace, session.year, asked, tmp_path, today=session.today)
    form, *_ = session.workspace.year(session.year).collection_units
    with session.workspace.change("รับแบบ") as change:
        change.update(form, answer="สองครั้ง", returned=session.today)
    window.go(PageKey.COLLECTING)
    rows = window.page(PageKey.COLLECTING).table.sheet.all_rows()
    one = next(row for row in rows if row.id == form.unit_id)
    assert (one.status.word, one.missing) == ("คืนครบแล้ว", "")
    assert {row.missing for row in rows} == {"", "ปีนี้จัดอบรมกี่ครั้ง"}
    assert asked.question in window.page(PageKey.COLLECTING).header.accessibleName()
    (column,) = [
        each for each in window.page(PageKey.COLLECTING).table.sheet.columns if each.key == "answer"
    ]
    assert column.value(one) == "สองครั้ง"
