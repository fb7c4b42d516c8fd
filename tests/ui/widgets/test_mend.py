"""The list of problems: the first ones, and a way to the rest."""

from PySide6.QtWidgets import QMenu

from ita_desktop.ui.widgets.lines import MOST_MENDS, Mend, MendList
from ita_desktop.ui.widgets.marks import Mark


def test_what_is_only_counted_can_be_opened(qtbot) -> None:
    listed = MendList(Mark.DOING, "และอีก {}".format, (0, 0, 0, 0))
    qtbot.addWidget(listed)
    opened: list[object] = []
    listed.opened.connect(opened.append)
    listed.show_mends([Mend(f"ขาด {at}", "แก้", at) for at in range(MOST_MENDS + 2)])
    listed.show()
    assert listed.more.label.text() == "และอีก 2"
    listed.more.action.click()
    [menu] = listed.findChildren(QMenu)
    assert [act.text() for act in menu.actions()] == ["ขาด 3", "ขาด 4"]
    menu.actions()[1].trigger()
    assert opened == [MOST_MENDS + 1]
    menu.close()
