"""A field and a table take what ARCHITECTURE names, and nothing else."""

import shutil
from textwrap import dedent

import pytest

from ita_desktop.storage.migrations import schema_version
from tests.recipes.program import Program
from tests.support.places import ROOT


def old_file(program: Program, version: int) -> str:
    kept = ROOT / "tests/workspaces" / f"schema-{version}.ita"
    return shutil.copy(kept, program.folder / f"old-{version}.ita")


NEXT = schema_version() + 1


@pytest.mark.in_turn
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
    program.promise(edits=2, files=2)
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


EVERYWHERE = {
    "stored by the service of its table, and taken back",
    "called so in history, conflicts and differences",
    "a column of its table, where it can be typed",
    "a column of the list that goes out, and comes back",
    "a column of lists from elsewhere, by its other heading",
    "found by the search",
    "found and replaced",
}


@pytest.mark.in_turn
def test_a_field_is_everywhere_by_what_its_record_says(program: Program) -> None:
    """Two edits in two files; 12 in 9 before fields said more than their word."""
    program.follow("A field")
    program.edit(
        "ita_desktop/domain/records.py",
        '    note: Note = ""\n\n    @property\n    def sort_key(self) -> tuple[Any, ...]:\n'
        "        return (self.day, self.title, self.id)",
        '    venue: Annotated[FreeText, Phrase("สถานที่"), Headings(["สถานที่จัด"])] = ""\n',
    )
    program.write(
        f"resources/schemas/{NEXT}.sql",
        "ALTER TABLE calendar_date ADD COLUMN venue TEXT DEFAULT '' NOT NULL;\n",
    )
    program.promise(edits=2, files=2)
    found = program.run(
        """
        from datetime import date
        from pathlib import Path
        from openpyxl import load_workbook
        from ita_desktop.cli.main import main
        from ita_desktop.domain.records import CalendarDate
        from ita_desktop.services import workspaces
        from ita_desktop.services.column_words import column_words
        from ita_desktop.services.edits import CellEdit
        from ita_desktop.services.listed import list_named
        from ita_desktop.services.search.entries import entries_of
        from ita_desktop.services.texts import year_texts
        from ita_desktop.services.years import calendar
        from ita_desktop.storage.workspace import Workspace
        from ita_desktop.ui.pages.year.assessment import date_columns, date_rows

        path, found = Path("new.ita"), []

        def venues():
            with Workspace.open(path, read_only=True) as workspace:
                return {row.venue for row in workspace.year(2568).calendar}

        with workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568) as workspace:
            new = {"title": "ประชุม", "day": date(2025, 3, 1), "venue": "ห้องประชุม  1"}
            [key] = calendar.add_many(workspace, 2568, [new])
            calendar.edit(workspace, 2568, [CellEdit(key, "venue", "ห้องประชุม 2")])
            after = workspace.year(2568)
            workspace.undo()
            stored = {row.venue for year in (after, workspace.year(2568)) for row in year.calendar}
            if stored == {"", "ห้องประชุม 1", "ห้องประชุม 2"}:
                found.append("stored by the service of its table, and taken back")
            if column_words("calendar_date", "venue") == "สถานที่":
                found.append("called so in history, conflicts and differences")
            columns = {one.key: one for one in date_columns(2568, date.today)}
            column = columns.get("venue")
            row = next(one for one in date_rows(after) if one.id == key)
            if column and column.editable and column.value(row) == "ห้องประชุม 2":
                found.append("a column of its table, where it can be typed")
            if any("ห้องประชุม 2" in entry.also for entry in entries_of(after)):
                found.append("found by the search")
            if any(text.column == "venue" for text in year_texts(after)):
                found.append("found and replaced")
        assert not main(["export", "new.ita", "list", "calendar", "--out", "out"])
        (file,) = Path("out").iterdir()
        book = load_workbook(file)
        sheet = book.worksheets[0]
        heads = [cell.value for cell in sheet[1]]
        if "สถานที่" in heads:
            sheet.cell(2, heads.index("สถานที่") + 1).value = "หอประชุม"
            book.save(file)
            main(["import", "new.ita", "auto", str(file)])
        if "หอประชุม" in venues():
            found.append("a column of the list that goes out, and comes back")
        lines = "วันสำคัญ,วันที่,สถานที่จัด\\nอบรม,1/4/68,หอสมุด\\n"
        Path("days.csv").write_text(lines, encoding="utf-8")
        main(["import", "new.ita", "calendar", "days.csv"])
        if "หอสมุด" in venues():
            found.append("a column of lists from elsewhere, by its other heading")
        print("found:", "|".join(found))
        """
    )
    names = found.splitlines()[-1].removeprefix("found: ").split("|")
    missing = EVERYWHERE - {*names}
    assert not missing, f"the new field is not {missing}"


@pytest.mark.in_turn
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
        "ita_desktop/storage/tables.py",
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
