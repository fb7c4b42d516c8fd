"""A command of the command line takes what ARCHITECTURE names, and nothing else."""

import pytest

from tests.recipes.program import Program


@pytest.mark.in_turn
def test_a_command(program: Program) -> None:
    program.follow("A command")
    program.write(
        "ita_desktop/cli/units.py",
        '''\
        """units: the units of an office."""

        from ita_desktop.cli.output import DONE, echo, opened
        from ita_desktop.cli.parser import command, file_argument


        def add_to(subparsers):
            file_argument(command(subparsers, "units", "แสดงหน่วยของสำนักงาน", _units))


        def _units(args):
            with opened(args.file, read_only=True) as workspace:
                for unit in workspace.units():
                    echo(unit.name)
            return DONE
        ''',
    )
    program.edit("ita_desktop/cli/main.py", '    "settings"', '    "units": ("units",),\n')
    described = program.run(
        """
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.services import workspaces

        workspaces.create(Path("new.ita"), "สำนักงานเขตตัวอย่าง", 2568).close()
        assert not main(["units", "new.ita"])
        main(["--help"])
        """
    )
    assert "ฝ่ายปกครอง" in described.splitlines()
    assert "แสดงหน่วยของสำนักงาน" in described
