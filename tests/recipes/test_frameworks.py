"""A framework year and a set of levels are data."""

import pytest

from tests.recipes.program import Program


@pytest.mark.in_turn
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


@pytest.mark.in_turn
def test_a_set_of_levels(program: Program) -> None:
    program.follow("A set of levels")
    program.edit(
        "resources/frameworks/levels.yaml",
        "  - code: names",
        """  - code: three
    name_th: สามระดับ
    levels:
      - {code: high, name_th: สูง, total_min: 90, each_instrument_min: 80}
      - {code: middle, name_th: กลาง, total_min: 70}
      - {code: low, name_th: ต่ำ, total_min: 0}
""",
    )
    known = (program.folder / "resources/frameworks/2567.yaml").read_text(encoding="utf-8")
    new = known.replace('code: "2567"', 'code: "2570"').replace("[2567, 2568]", "[2570]")
    (program.folder / "2570.yaml").write_text(new.replace("set: names", "set: three"), "utf-8")
    described = program.run(
        """
        from decimal import Decimal
        from pathlib import Path
        from ita_desktop.cli.main import main
        from ita_desktop.domain.scores.levels import level_of
        from ita_desktop.frameworks import load_file

        assert not main(["frameworks", "validate", "2570.yaml"])
        levels = load_file(Path("2570.yaml")).levels
        one = dict.fromkeys(("IIT", "EIT", "OIT"), Decimal(91))
        print(level_of(levels, Decimal(91), one).level.name)
        print(level_of(levels, Decimal(91), one | {"EIT": Decimal(79)}).level.name)
        """
    )
    assert described.splitlines()[-2:] == ["สูง", "กลาง"]
