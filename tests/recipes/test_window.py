"""A page and a dialog take what ARCHITECTURE names, and nothing else."""

import pytest

from tests.recipes.program import Program

PAGE = """\
import os

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_TODAY": "2025-03-14"}
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.theme.theme import ColourMode, Theme

application = QApplication([])
application.collector = Collector(application)
application.theme = Theme(application, ColourMode.LIGHT)
from ita_desktop.ui.commands.help import HelpWindow
from ita_desktop.ui.commands.help import shortcut_list
from ita_desktop.ui.pages.documents.list import Gap
from ita_desktop.ui.commands.search import Search
from ita_desktop.ui.window import Window

file = Path("office.ita")
if not file.exists():
    workspaces.create(file, "สำนักงานเขตตัวอย่าง", 2568).close()
window = Window(Settings(Path("settings.json")))
idle = []
window.idle.connect(lambda: idle.append(True))
window.open_file(file)
window.show()
while not idle:
    application.processEvents()
search = Search(window.navigation, window.menus.entries, window.commands.run)
window.top_bar.search.setText("ผู้มาเยือน")
search.find("ผู้มาเยือน")
while not search.ready:
    application.processEvents()
search.open(search.popup.list.chosen)
while window.current_page != "visits":
    application.processEvents()
application.processEvents()
page = window.page("visits")
print(page.label.text(), Gap("", "visits").place)
print([line for line in shortcut_list(window).text.splitlines() if "ผู้มาเยือน" in line])
opened = HelpWindow(window, window)
opened.open_at(window.help_place)
print(opened.title)
print(page.step_opener.toolTip() if page.step_opener else "")
window.opener.end()
window.close()
"""
"""Searches for a page, paints it, and tells what it shows."""


@pytest.mark.in_turn
def test_a_page(program: Program) -> None:
    program.follow("A page")
    program.edit(
        "ita_desktop/domain/pages.py", '    DOCUMENTS = "documents"', '    VISITS = "visits"\n'
    )
    program.edit(
        "ita_desktop/ui/navigation.py",
        "    PageKey.DOCUMENTS: PageEntry(",
        '    PageKey.VISITS: PageEntry("users", "ผู้มาเยือน", (keyboard.GREET,)),\n',
    )
    program.edit(
        "ita_desktop/ui/keyboard.py",
        "ADD_ROW: Final",
        'GREET: Final = Shortcut("Ctrl+G", "ทักทายผู้มาเยือน")\n',
    )
    program.write(
        "ita_desktop/ui/pages/visits/page.py",
        '''\
        """Who came."""

        from PySide6.QtWidgets import QVBoxLayout

        from ita_desktop.ui.pages.page import add_page_key
        from ita_desktop.ui.pages.page import Page
        from ita_desktop.ui.keyboard import GREET
        from ita_desktop.ui.widgets.page.header import PageHeader
        from ita_desktop.ui.widgets.label import ThaiLabel


        class VisitsPage(Page):
            def __init__(self, session, parent=None):
                super().__init__(session, parent)
                self.header = PageHeader("ผู้มาเยือน", self)
                self.label = ThaiLabel("", self)
                column = QVBoxLayout(self)
                column.addWidget(self.header)
                column.addWidget(self.label)
                add_page_key(self, GREET, self.refresh)

            def refresh(self):
                self.label.setText(self.session.data.organisation.name)
        ''',
    )
    for manual in ("docs/manual.th.md", "docs/manual.en.md"):
        program.edit(manual, "## 11 ", "## ผู้มาเยือนของเขต <!-- visits -->\n\nใครมา\n\n")
    shown = [
        "สำนักงานเขตตัวอย่าง ผู้มาเยือน",
        "['| `Ctrl+7` | ผู้มาเยือน |', '### ผู้มาเยือน', '| `Ctrl+G` | ทักทายผู้มาเยือน |']",
        "ผู้มาเยือนของเขต",
    ]
    assert program.run(PAGE).splitlines() == shown
    program.write(
        "ita_desktop/services/steps/visits.py",
        '''\
        """Steps of ผู้มาเยือน."""

        from ita_desktop.domain.errors import Phrase


        def steps(step_context):
            yield step_context.quiet(Phrase("ยังไม่มีผู้มาเยือน"))
        ''',
    )
    *same, step = program.run(PAGE).splitlines()
    assert same == shown
    assert "ยังไม่มีผู้มาเยือน" in step


DIALOG = """\
import os

os.environ |= {"QT_QPA_PLATFORM": "offscreen"}
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.theme.theme import ColourMode, Theme

application = QApplication([])
application.collector = Collector(application)
application.theme = Theme(application, ColourMode.LIGHT)
from ita_desktop.ui.window import Window

file = Path("office.ita")
workspaces.create(file, "สำนักงานเขตตัวอย่าง", 2568).close()
window = Window(Settings(Path("settings.json")))
window.open_file(file)
window.show()


def close():
    dialog = application.activeModalWidget()
    print(dialog.windowTitle())
    dialog.reject()


QTimer.singleShot(0, close)
assert "ทักทาย…" in [text for _command, text, _keys in window.menus.entries()]
window.commands.run(Command.GREETING)
window.opener.end()
window.close()
"""
"""Opens a dialog by its command."""


@pytest.mark.in_turn
def test_a_dialog(program: Program) -> None:
    program.follow("A dialog")
    program.write(
        "ita_desktop/ui/dialogs/greeting.py",
        '''\
        """Greets."""

        from ita_desktop.ui.widgets.sheet import Sheet


        class Greeting(Sheet):
            def __init__(self, session, parent):
                super().__init__(parent)
                self.set_title("ทักทาย", session.data.organisation.name)


        def ask(session, parent):
            Greeting(session, parent).exec()
        ''',
    )
    commands = "ita_desktop/ui/commands"
    program.edit(f"{commands}/command.py", "    ERASE = ", '    GREETING = "greeting"\n')
    program.edit(
        f"{commands}/menus.py",
        "        self._add(data, Command.ERASE",
        '        self._add(data, Command.GREETING, tr("ทักทาย…"))\n',
    )
    program.edit(
        f"{commands}/commands.py",
        "            Command.ERASE: ",
        "            Command.GREETING: self._greet,\n",
    )
    program.edit(
        f"{commands}/commands.py",
        "    def _erase(self)",
        "    def _greet(self) -> None:\n"
        "        from ita_desktop.ui.dialogs.greeting import ask\n\n"
        "        self._of_session(lambda session: ask(session, self.frame))\n\n",
    )
    assert "ทักทาย" in program.run(DIALOG)
