"""A screen reader finds a name, a role and a value for everything that can be used."""

import pytest
from PySide6.QtGui import QAccessible

from tests.ui.accessible import faults
from tests.ui.scenes import SCENES, shown

Role = QAccessible.Role


@pytest.mark.parametrize("scene", SCENES)
def test_everything_shown_has_a_name_and_a_role(window, scene) -> None:
    found: list[str] = []

    def look() -> None:
        for part in shown(window):
            found.extend(faults(part))

    SCENES[scene](window, look)
    assert not found
