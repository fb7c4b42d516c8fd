"""A field and a table take what ARCHITECTURE names, and nothing else."""

import shutil
from textwrap import dedent

from ita_desktop.storage.migrations import schema_version
from tests.recipes.program import Program
from tests.support.places import ROOT


def old_file(program: Program, version: int) -> str:
    kept = ROOT / "tests/workspaces" / f"schema-{version}.ita"
    return shutil.copy(kept, program.folder / f"old-{version}.ita")


NEXT = schema_version() + 1


def test_a_field(program: Program) -> None:
    program.follow("A field")
    program.edit(
        "ita_desktop/domain/records.py",
        "    position: Position = 0\n\n    @property",
        '    room: Annotated[NotPersonal, Phrase("ห้อง")] = ""\n',
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
                who: Annotated[PersonName, Phrase("ผู้มา")] = ""
                position: Position = 0


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
