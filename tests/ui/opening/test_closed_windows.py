"""A window that was closed leaves nothing of itself, whenever that was."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings


@pytest.mark.in_turn
@pytest.mark.parametrize("seen", [0, 400], ids=["at once", "after a while"])
def test_a_closed_window_goes_with_all_that_it_held(
    seen: int, qtbot: QtBot, collector: None, tmp_path: Path
) -> None:
    from ita_desktop.ui.window import Window

    window = Window(Settings(tmp_path / "settings.json"))
    window.open_file(workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita"))
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(seen)
    gone = weakref.ref(window), weakref.ref(window.session)
    window.opener.end()
    window.close()
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    # Where many modules were loaded meanwhile, the collector spares what was there.
    gc.unfreeze()
    gc.collect()
    assert [reference_type() is None for reference_type in gone] == [True, True]
