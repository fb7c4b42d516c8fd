from ita_desktop import __version__
from ita_desktop.ui.dialogs.about import AboutDialog
from ita_desktop.ui.widgets.page.section import ValueRow


def test_it_tells_the_version_and_every_licence(window, qtbot) -> None:
    sheet = AboutDialog(window)
    qtbot.addWidget(sheet)
    sheet.show()
    described = " ".join(row.accessibleName() for row in sheet.findChildren(ValueRow))
    assert __version__ in sheet.windowTitle()
    for licence in ("LGPL", "Open Font License", "ISC", "CC0", "MIT"):
        assert licence in described
