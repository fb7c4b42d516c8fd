"""A document, an import kind and a check take what ARCHITECTURE names, and nothing else."""

import pytest

from tests.recipes.program import Program


@pytest.mark.in_turn
def test_a_document(program: Program) -> None:
    program.follow("A document")
    program.write(
        "ita_desktop/documents/reports/tracking/unit_list.py",
        '''\
        """The units of the office."""

        from ita_desktop.documents.content import Document, paragraph
        from ita_desktop.documents.kinds import MissingData, ReportContext
        from ita_desktop.documents.wordings.templates import wording
        from ita_desktop.domain.text import Digits

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
        from ita_desktop.ui.pages.documents.list import document_groups

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


@pytest.mark.in_turn
def test_an_import_kind(program: Program) -> None:
    program.follow("An import kind")
    program.write(
        "ita_desktop/exchange/kinds/holidays.py",
        '''\
        """Days on which the office is closed."""

        from dataclasses import dataclass

        from ita_desktop.domain.pages import PageKey, Place
        from ita_desktop.exchange.cells.row import Cells
        from ita_desktop.exchange.kind import ImportColumn, ImportKind
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
            identity=frozenset({"name"}),
            place=Place(PageKey.SETTINGS, "units"),
            examples=({"name": "วันปีใหม่"},),
        )
        ''',
    )
    kinds = "ita_desktop/exchange/kinds/registry.py"
    program.edit(
        kinds,
        "from ita_desktop.exchange.kinds.measures",
        "from ita_desktop.exchange.kinds.holidays import HOLIDAYS\n",
    )
    program.edit(kinds, "    UNITS,\n", "    HOLIDAYS,\n")
    program.write(
        "ita_desktop/services/imports/roster/holidays.py",
        '''\
        """Import of holidays, as units: there is no table of them."""

        from ita_desktop.domain.records import new_id
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


@pytest.mark.in_turn
def test_a_check(program: Program) -> None:
    program.follow("A check")
    program.write(
        "ita_desktop/services/checks/long_names.py",
        '''\
        """Names of units that no column holds."""

        from ita_desktop.domain.errors import Phrase
        from ita_desktop.domain.pages import PageKey, Place
        from ita_desktop.services.checks.issues import rule
        from ita_desktop.services.checks.issues import Severity
        from ita_desktop.services.texts import Recorded


        @rule("long", "ใส่ชื่อย่อ", Severity.INFO)
        def long_names(checked):
            for unit in checked.data.units:
                if len(unit.name) > 40:
                    at = Recorded(unit.name, Place(PageKey.SETTINGS, "units"))
                    yield at, Phrase("ชื่อหน่วยยาวเกิน")
        ''',
    )
    registry = "ita_desktop/services/checks/checking.py"
    program.edit(
        registry,
        "from ita_desktop.services.checks import texts\n",
        "from ita_desktop.services.checks.long_names import long_names\n",
    )
    program.edit(registry, "    texts.other_years,\n", "    long_names,\n")
    described = program.run(
        """
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.services import workspaces
        from ita_desktop.services.roster import units

        with workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2568) as workspace:
            units.add_units(workspace, [{"name": "ฝ่าย" + "ก" * 40}])
        main(["check", "new.ita"])
        """
    )
    assert "ชื่อหน่วยยาวเกิน" in described
