"""Photographs of an entry in the window: added by a job, told, undone, read only."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.entries import BrushTouch, Crop, Entry
from ita_desktop.services.oit import evidence
from ita_desktop.services.photos import NewPhoto, given
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.tracking.record_parts import PhotoSection
from ita_desktop.ui.window import Window
from tests.pictures.given_pictures import photograph
from tests.ui.widgets.photos.test_grid import files_of


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> PhotoSection:
    session = window.session
    assert session is not None
    with session.workspace.change("บันทึก") as change:
        entry = change.insert(Entry(id=new_id(), measure_id=session.data.measures[0].id))
    made = PhotoSection(session, window)
    made.show_entry(entry.id)
    made.resize(700, 400)
    made.show()
    return made


def shots(*seeds: int) -> list[NewPhoto]:
    return [NewPhoto(f"{seed}.jpg", photograph(seed)) for seed in seeds]


def names(section: PhotoSection) -> list[str]:
    return [item.file_name for item in section.grid.list.photos.items]


def add(qtbot: QtBot, section: PhotoSection, photographs: list[NewPhoto]) -> None:
    count = len(names(section)) + len({one.source for one in photographs})
    with qtbot.waitSignal(section._session.notified):
        section.grid.given.emit(tuple(photographs))
    qtbot.waitUntil(lambda: len(names(section)) == count)


@pytest.mark.in_turn
def test_dropped_files_are_added_chosen_and_undone_in_one_step(
    window: Window, section: PhotoSection, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [Path(url.toLocalFile()) for url in files_of(tmp_path, 6).urls()]
    with qtbot.waitSignal(section._session.notified) as blocker:
        section.grid.given.emit(tuple(given(files)))
    assert blocker.args == ["เพิ่มแล้ว 6 ภาพ", True]
    assert names(section) == [file.name for file in files]
    assert len(section.grid.list.chosen) == 6
    section._session.undo()
    assert names(section) == []


@pytest.mark.in_turn
def test_what_is_there_and_what_cannot_be_read_is_told(section: PhotoSection, qtbot: QtBot) -> None:
    add(qtbot, section, shots(1))
    with qtbot.waitSignal(section._session.notified) as blocker:
        section.grid.given.emit(tuple(shots(1)))
    assert blocker.args == ["1.jpg มีอยู่แล้ว", False]
    broken = [NewPhoto("ใบงาน.jpg", b"%PDF"), NewPhoto("แผน.jpg", b"PK")]
    with qtbot.waitSignal(section._session.failed) as failed:
        section.grid.given.emit((*shots(1, 2), *broken))
    text = failed.args[0]
    assert text.startswith("เพิ่มแล้ว 1 ภาพ · 1.jpg มีอยู่แล้ว · เพิ่มไม่ได้ 2 ภาพ · ใบงาน.jpg ไม่ใช่ไฟล์ภาพ")
    assert names(section) == ["1.jpg", "2.jpg"]


def test_work_that_is_stopped_adds_nothing(
    window: Window, section: PhotoSection, qtbot: QtBot
) -> None:
    jobs = []
    section._session.working.connect(lambda job, _said: jobs.append(job))
    section._session.working.connect(lambda job, _said: job.stop())
    section.grid.given.emit(tuple(shots(*range(30))))
    with qtbot.waitSignal(jobs[0].stopped):
        pass
    assert names(section) == []


@pytest.mark.in_turn
def test_order_caption_part_and_turn_are_written(section: PhotoSection, qtbot: QtBot) -> None:
    add(qtbot, section, shots(1, 2, 3))
    grid = section.grid
    grid.list.setFocus()
    grid.list.choose([grid.list.photos.items[2].key])
    QTest.keyClick(grid.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(grid.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names(section) == ["3.jpg", "1.jpg", "2.jpg"]
    first = grid.list.photos.items[0]
    grid.captioned.emit(first.key, "อบรม")
    grid.cropped.emit(first.key, Crop(0, 0, 500, 500))
    assert grid.list.photos.items[0].caption == "อบรม"
    assert grid.list.photos.items[0].crop == "0 0 500 500"
    grid.rotated.emit((first.key,), 1)
    qtbot.waitUntil(lambda: grid.list.photos.items[0].media != first.media)
    assert grid.list.photos.items[0].crop == "500 0 500 500"
    with qtbot.waitSignal(section._session.notified) as blocker:
        grid.removed.emit((first.key,))
    assert blocker.args == ["เอาภาพออกแล้ว 1 ภาพ", True]
    assert names(section) == ["1.jpg", "2.jpg"]


@pytest.mark.in_turn
def test_a_caption_of_several_lines_is_kept_as_it_was_typed(
    section: PhotoSection, qtbot: QtBot
) -> None:
    add(qtbot, section, shots(1))
    grid = section.grid
    grid.list.setFocus()
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    for words in ("One", "- two", "three"):
        QTest.keyClicks(QApplication.focusWidget(), words)
        if words != "three":
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier
            )
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (kept,) = section._session.data.photos_of(section.entry)
    assert kept.caption == "One\n- two\n- three"
    assert grid.list.hasFocus()
    section._session.workspace.undo()
    assert grid.list.photos.items[0].caption == ""


def test_a_caption_that_is_being_typed_is_kept_when_the_window_closes(
    window: Window, section: PhotoSection, qtbot: QtBot
) -> None:
    add(qtbot, section, shots(1))
    section.grid.list.setFocus()
    QTest.keyClicks(section.grid.list, "M")
    QTest.keyClicks(QApplication.focusWidget(), "eeting")
    window.finish_typing()
    assert [photo.caption for photo in section._session.data.photos_of(section.entry)] == [
        "Meeting"
    ]


def test_originals_are_kept_on_wish(section: PhotoSection, qtbot: QtBot) -> None:
    section.grid.keep_originals.setChecked(True)
    add(qtbot, section, shots(1))
    (photo,) = section._session.data.photos_of(section.entry)
    assert section._session.workspace.media(photo.original) == photograph(1)


@pytest.mark.in_turn
def test_a_blurred_original_that_is_evidence_too_is_not_said_to_be_gone(
    section: PhotoSection, qtbot: QtBot, tmp_path: Path
) -> None:
    session = section._session
    add(qtbot, section, shots(1, 2))
    path = tmp_path / "1.jpg"
    path.write_bytes(photograph(1))
    evidence.add_files(session.workspace, session.year, "O3", [{"location": str(path)}])
    both, alone = session.data.photos_of(section.entry)
    with qtbot.waitSignal(session.failed) as told:
        section.grid.blurred.emit(both.id, (BrushTouch(500, 100, 300),), False)
    assert session.workspace.media(both.media) is not None
    assert "ภาพเดิมยังอยู่ในแฟ้ม" in told.args[0]
    assert f"O3 ({session.year})" in told.args[0]
    with qtbot.waitSignal(session.notified) as told:
        section.grid.blurred.emit(alone.id, (BrushTouch(500, 100, 300),), False)
    assert session.workspace.media(alone.media) is None
    assert "ภาพเดิมไม่อยู่ในแฟ้ม" in told.args[0]


def test_the_window_closes_while_photographs_are_read(
    window: Window, section: PhotoSection, qtbot: QtBot
) -> None:
    path = section._session.workspace.path
    assert path is not None
    before = len(window.session.data.photos)
    section.grid.given.emit(tuple(shots(*range(40))))
    window.opener.end()
    QApplication.processEvents()
    with Workspace.open(path) as workspace:
        assert len(workspace.year(2568).photos) - before in {0, 40}
