"""Task 2: a new fiscal year from last, roster and owners carried over; four actions."""

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, words

AT_MOST = 4


def check(window: Window) -> None:
    """The new year is shown, with last year's people and owners in it, and due dates a year on."""
    session = window.session
    assert session.year == 2569
    assert window.top_bar.year.text() == "ปีงบประมาณ 2569"
    before, after = session.workspace.year(2568), session.data
    assert len(after.members) == len(before.members) > 0
    assert [body.name for body in after.bodies] == [body.name for body in before.bodies]
    for code in (item.code for item in before.framework.items):
        assert [after.owner_label(owner) for owner in after.owners_of_item(code)] == [
            before.owner_label(owner) for owner in before.owners_of_item(code)
        ], code
    dues = {code: one.due for code, one in before.assignment_by_item.items() if one.due}
    assert dues
    for code, due in dues.items():
        assert after.assignment_by_item[code].due.year == due.year + 1, code
    text = words(window.message.message.sentence)
    assert text.startswith("เริ่มปี 2569 แล้ว · คณะกรรมการ"), text
    assert f"คณะกรรมการ {len(after.members)} ลำดับ" in text
    overview = window.page(PageKey.OVERVIEW)
    assert overview.isVisible()
    assert len(overview.units.rows) > 0, "the units that own items are on the screen"


def test_the_year_list_leads_to_the_new_year(window: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("ปีงบประมาณ 2568"))
        yield mouse.clicks(button("ปีงบประมาณใหม่"))
        yield mouse.clicks(button("เริ่มปี 2569"))
        yield mouse.sees(lambda: window.session.year == 2569)

    mouse.does(task(), at_most=AT_MOST)
    check(window)


def test_the_search_leads_to_the_new_year(window: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+K")
        yield keys.types("ปีงบประมาณใหม่", "Enter")
        yield keys.presses("Enter")
        yield keys.sees(lambda: window.session.year == 2569)

    keys.does(task(), at_most=AT_MOST)
    check(window)
