"""What ARCHITECTURE says of adding a thing is all that it takes: each recipe is done on a copy."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from ita_desktop.storage.migrations import schema_version
from tests.support.places import ROOT

HOW_TO_ADD = re.search(
    r"^## \d+ How to add$(.*?)^## ",
    (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)[1]


PARTS = ("ita_desktop", "resources", "docs", "CHANGELOG.md", "CHANGELOG.th.md")


class Program:
    """A copy of the program's code and data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "sample")
        for name in PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=ignored)
            else:
                shutil.copy2(ROOT / name, folder)
        self._recipe = ""
        self._changed: set[str] = set()

    def restore(self) -> None:
        """Takes back all that a recipe has done, but what Python has compiled stays."""
        for path in self._changed:
            file = self.folder / path
            if (ROOT / path).exists():
                shutil.copy2(ROOT / path, file)
                continue
            file.unlink()
            if not (ROOT / path).parent.exists():
                shutil.rmtree(file.parent)
        self._changed.clear()
        for made in self.folder.iterdir():
            if made.name not in PARTS:
                shutil.rmtree(made) if made.is_dir() else made.unlink()

    def follow(self, recipe: str) -> None:
        """Takes the recipe that begins with these words: it has to name every file."""
        (self._recipe,) = re.findall(rf"\*\*{recipe}\.\*\*.*?(?=\n\n|\Z)", HOW_TO_ADD, re.DOTALL)

    def write(self, path: str, text: str) -> None:
        """A new file in a folder that the recipe names, or in a room of it."""
        folder = path.rpartition("/")[0].removeprefix("ita_desktop/")
        above = folder.rpartition("/")[0]
        named = f"{folder}/" in self._recipe or (
            f"`{above}/`" in self._recipe and "room" in self._recipe
        )
        assert named, f"the recipe does not name {folder}/"
        assert not (self.folder / path).exists()
        self._changed.add(path)
        (self.folder / path).parent.mkdir(exist_ok=True)
        (self.folder / path).write_text(dedent(text), encoding="utf-8")

    def edit(self, path: str, before: str, text: str) -> None:
        """Puts ``text`` in front of the first place where ``before`` stands."""
        name = path.removeprefix("ita_desktop/")
        assert f"`{name}`" in self._recipe, f"the recipe does not name {name}"
        file = self.folder / path
        written = file.read_text(encoding="utf-8")
        assert before in written, f"{before!r} is not in {path} any more"
        self._changed.add(path)
        file.write_text(written.replace(before, text + before, 1), encoding="utf-8")

    def run(self, script: str) -> str:
        """What a script prints that runs in the copy."""
        done = subprocess.run(
            [sys.executable, "-c", dedent(script)],
            cwd=self.folder,
            env=os.environ
            | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        assert "Traceback" not in done.stderr, done.stderr[-3000:]
        return done.stdout.strip()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One copy for all recipes: Python compiles it once."""
    folder = tmp_path_factory.mktemp("program")
    return Program(folder)


@pytest.fixture
def program(copy: Program) -> Iterator[Program]:
    """The copy, as it was again afterwards."""
    yield copy
    copy.restore()


def old_file(program: Program, version: int) -> str:
    kept = ROOT / "tests/workspaces" / f"schema-{version}.ita"
    return shutil.copy(kept, program.folder / f"old-{version}.ita")


NEXT = schema_version() + 1


def test_a_field(program: Program) -> None:
    program.follow("A field")
    program.edit(
        "ita_desktop/domain/records.py",
        "    position: int = 0\n\n    @property",
        '    room: NotPersonal = ""\n',
    )
    program.write(
        f"resources/schemas/{NEXT}.sql",
        "ALTER TABLE unit ADD COLUMN room TEXT DEFAULT '' NOT NULL;\n",
    )
    old_file(program, 1), old_file(program, NEXT - 1)
    described = program.run(
        f"""
        from pathlib import Path
        from ita_desktop.domain.records import Unit, UnitKind
        from ita_desktop.storage.workspace import Workspace

        for name in ("old-1.ita", "old-{NEXT - 1}.ita", "new.ita"):
            path = Path(name)
            with Workspace.open(path) if path.exists() else Workspace.create(path) as workspace:
                with workspace.change("+") as change:
                    change.insert(Unit(id="u", name="ฝ่าย", kind=UnitKind.SECTION, room="301"))
            with Workspace.open(path) as workspace:
                print([one.room for one in workspace.units() if one.id == "u"])
                workspace.undo()
                print([one.room for one in workspace.units() if one.id == "u"])
        """
    )
    assert described.splitlines() == ["['301']", "[]"] * 3


def test_a_table(program: Program) -> None:
    program.follow("A table")
    program.edit(
        "ita_desktop/domain/records.py",
        "@dataclass(frozen=True, slots=True, kw_only=True)\nclass Person(",
        dedent(
            '''\
            @dataclass(frozen=True, slots=True, kw_only=True)
            class Visit(Record):
                """Somebody who came."""

                year_id: str
                who: PersonName = ""
                position: int = 0


            '''
        ),
    )
    program.edit(
        "ita_desktop/domain/records.py",
        "    measure_owners: tuple[MeasureOwner, ...] = ()",
        "    visits: tuple[Visit, ...] = ()\n",
    )
    program.write(
        f"resources/schemas/{NEXT}.sql",
        """\
        CREATE TABLE visit (
            id TEXT NOT NULL,
            year_id TEXT NOT NULL,
            who TEXT DEFAULT '' NOT NULL,
            position INTEGER DEFAULT '0' NOT NULL,
            row_version INTEGER DEFAULT '1' NOT NULL,
            CONSTRAINT pk_visit PRIMARY KEY (id),
            CONSTRAINT fk_visit_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
        ) STRICT;
        CREATE INDEX ix_visit_year_id ON visit (year_id);
        """,
    )
    program.edit(
        "ita_desktop/storage/files/kinds.py",
        '    "person": Phrase(',
        '    "visit": Phrase("ผู้มาเยือน"),\n',
    )
    old_file(program, 4)
    described = program.run(
        """
        import shutil
        from pathlib import Path
        from ita_desktop.domain.records import Visit
        from ita_desktop.services import workspaces
        from ita_desktop.services.settings.differences import KNOWN, bring_back, compare
        from ita_desktop.storage.workspace import Workspace

        workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2568).close()
        for name in ("old-4.ita", "new.ita"):
            with Workspace.open(Path(name)) as workspace:
                (year, *_) = workspace.years()
                with workspace.change("+") as change:
                    change.insert(Visit(id="v", year_id=year.id, who="ก"))
                print([one.who for one in workspace.year(year.year).visits])
            copy = Path(shutil.copy(name, "copy.ita"))
            with Workspace.open(Path(name)) as workspace:
                print([one.who for one in workspace.year(year.year).visits])
                workspace.undo()
                print(workspace.year(year.year).visits)
                (difference,) = compare(workspace, copy)
                print(bring_back(workspace, copy, set(KNOWN).intersection(difference.tables)).kinds)
                print([one.who for one in workspace.year(year.year).visits])
        """
    )
    assert described.splitlines() == ["['ก']", "['ก']", "()", "ผู้มาเยือน", "['ก']"] * 2


def test_a_document(program: Program) -> None:
    program.follow("A document")
    program.write(
        "ita_desktop/documents/reports/tracking/unit_list.py",
        '''\
        """The units of the office."""

        from ita_desktop.documents.content import Document, paragraph
        from ita_desktop.documents.kinds import MissingData, ReportContext
        from ita_desktop.documents.wordings.templates import wording
        from ita_desktop.domain.digits import Digits

        _HEAD = wording("unit-list.head", "หน่วยงานทั้งหมด")


        def missing(context: ReportContext) -> list[MissingData]:
            """Nothing."""
            return []


        def build(context: ReportContext, digits: Digits) -> Document:
            """A line a unit."""
            year = context.year
            lines = [paragraph(one.name) for one in year.units]
            head = paragraph(_HEAD.of(year), "title")
            return Document("หน่วยงาน", (head, *lines), digits=digits)
        ''',
    )
    program.edit("ita_desktop/documents/registry.py", "    unit_worksheet,\n)", "    unit_list,\n")
    program.edit(
        "ita_desktop/documents/registry.py",
        '    _table_kind(\n        "roster-contacts",',
        '    _table_kind("unit-list", "บัญชีหน่วยงาน", unit_list, PageKey.SETTINGS, Digits.THAI),\n',
    )
    described = program.run(
        """
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.services import workspaces
        from ita_desktop.services.documents.exporting import listing
        from ita_desktop.ui.pages.documents.rows import document_groups

        with workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2568) as workspace:
            groups = document_groups(listing(workspace.year(2568)), {})
        print([row.title for group in groups for row in group.rows if row.id == "unit-list"])
        for form in ("docx", "xlsx", "pdf"):
            assert not main(["export", "new.ita", "unit-list", "--format", form, "--out", "out"])
        main(["documents", "new.ita"])
        main(["wordings", "list", "new.ita"])
        print(sorted(one.suffix for one in Path("out").rglob("*.*")))
        """
    )
    assert described.startswith("['บัญชีหน่วยงาน']")
    assert "unit-list" in described
    assert "unit-list.head" in described
    assert described.endswith("['.docx', '.pdf', '.xlsx']")


def test_an_import_kind(program: Program) -> None:
    program.follow("An import kind")
    program.write(
        "ita_desktop/exchange/kinds/roster/holidays.py",
        '''\
        """Days on which the office is closed."""

        from dataclasses import dataclass

        from ita_desktop.domain.pages import PageKey, Place
        from ita_desktop.exchange.cells.row import Cells
        from ita_desktop.exchange.kind import ImportColumn, ImportKind, no_groups
        from ita_desktop.exchange.sheets import Origin


        @dataclass(frozen=True, slots=True)
        class HolidayRow:
            origin: Origin
            name: str


        def _read(cells: Cells) -> HolidayRow:
            return HolidayRow(cells.origin, cells.text("name"))


        HOLIDAYS: ImportKind[HolidayRow] = ImportKind(
            name="holidays",
            title="วันหยุด",
            columns=(ImportColumn("name", "ชื่อวันหยุด", ("holiday",), hint="ชื่อเต็ม"),),
            required=(("name",),),
            read=_read,
            group=no_groups,
            identity=frozenset({"name"}),
            place=Place(PageKey.SETTINGS, "units"),
            examples=({"name": "วันปีใหม่"},),
        )
        ''',
    )
    kinds = "ita_desktop/exchange/kinds/registry.py"
    program.edit(
        kinds,
        "from ita_desktop.exchange.kinds.measures.measures",
        "from ita_desktop.exchange.kinds.roster.holidays import HOLIDAYS\n",
    )
    program.edit(kinds, "    UNITS,\n", "    HOLIDAYS,\n")
    program.write(
        "ita_desktop/services/imports/roster/holidays.py",
        '''\
        """Import of holidays, as units: there is no table of them."""

        from ita_desktop.domain.ids import new_id
        from ita_desktop.domain.records import Unit, UnitKind
        from ita_desktop.services.imports.draft import inserts


        def compare(draft, rows):
            for row in rows:
                new = Unit(id=new_id(), name=row.name, kind=UnitKind.GROUP)
                draft.put([row.origin], {"name": row.name}, None, inserts(new))
        ''',
    )
    importing = "ita_desktop/services/imports/importing.py"
    program.edit(
        importing,
        "from ita_desktop.services.imports.roster import",
        "from ita_desktop.services.imports.roster import holidays\n",
    )
    program.edit(
        importing, '    "measures": measures.compare,', '    "holidays": holidays.compare,\n'
    )
    described = program.run(
        """
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.services import workspaces
        from ita_desktop.storage.workspace import Workspace

        workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2568).close()
        assert not main(["template", "holidays", "form.xlsx"])
        for kind, day in (("holidays", "วันสงกรานต์"), ("auto", "วันวิสาขบูชา")):
            Path("days.csv").write_text(f"ชื่อวันหยุด\\n{day}\\n", encoding="utf-8")
            assert not main(["import", "new.ita", kind, "days.csv"])
        with Workspace.open(Path("new.ita"), read_only=True) as workspace:
            print(sorted(one.name for one in workspace.units() if one.name.startswith("วัน")))
        """
    )
    assert described.splitlines()[-1] == "['วันวิสาขบูชา', 'วันสงกรานต์']"


PAGE = """\
import os

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_TODAY": "2025-03-14"}
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.theme.theme import ColourMode, Theme

application = QApplication([])
application.theme = Theme(application, ColourMode.LIGHT)
from ita_desktop.ui.help.window import HelpWindow
from ita_desktop.ui.help.shortcut_list import shortcut_list
from ita_desktop.ui.pages.documents.rows import Gap
from ita_desktop.ui.search.popup import Search
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


def test_a_page(program: Program) -> None:
    program.follow("A page")
    program.edit(
        "ita_desktop/domain/pages.py", '    DOCUMENTS = "documents"', '    VISITS = "visits"\n'
    )
    program.edit(
        "ita_desktop/ui/navigation/pages.py",
        "    PageKey.DOCUMENTS: PageEntry(",
        '    PageKey.VISITS: PageEntry("users", "ผู้มาเยือน", (keys.GREET,)),\n',
    )
    program.edit(
        "ita_desktop/ui/shortcuts.py",
        "ADD_ROW: Final",
        'GREET: Final = Shortcut("Ctrl+G", "ทักทายผู้มาเยือน")\n',
    )
    program.write(
        "ita_desktop/ui/pages/visits/page.py",
        '''\
        """Who came."""

        from PySide6.QtWidgets import QVBoxLayout

        from ita_desktop.ui.pages.keys import add_page_key
        from ita_desktop.ui.pages.page import Page
        from ita_desktop.ui.shortcuts import GREET
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


def test_a_framework_year(program: Program) -> None:
    program.follow("A framework year")
    known = (program.folder / "resources/frameworks/2567.yaml").read_text(encoding="utf-8")
    new = known.replace('code: "2567"', 'code: "2570"').replace("[2567, 2568]", "[2570]")
    program.write("resources/frameworks/2570.yaml", new)
    described = program.run(
        """
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.services import workspaces

        assert not main(["frameworks", "validate", "resources/frameworks/2570.yaml"])
        with workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2570) as workspace:
            print(workspace.year(2570).framework.code)
        """
    )
    assert described.endswith("2570")
