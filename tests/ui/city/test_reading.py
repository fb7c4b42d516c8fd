"""Folders and files are read in another thread, remembered, and never written."""

import json
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from ita_desktop import error_log
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.ui.background import Job, Progress, wait_for_all
from ita_desktop.ui.city.window import CityTab, CityWindow
from ita_desktop.ui.commands.command import Command
from tests.ui.support.keyboard import press, type_text

WITHIN_A_FILE = 3
"""Of the calls of the progress."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample, and a file that is none."""
    place = tmp_path / "เขต"
    place.mkdir()
    copy_sample(place / "ตัวอย่าง.ita")
    (place / "พัง.ita").write_bytes(b"nothing of a workspace")
    return place


def wait_until_idle() -> None:
    while wait_for_all():
        QApplication.processEvents()


def shown_city() -> CityWindow:
    (found,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CityWindow) and one.isVisible()
    ]
    return found


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(city: CityWindow, data: QMimeData) -> None:
    """Drags files onto the table and lets go of them."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    place = city.rect().center()
    entered = QDragEnterEvent(place, copy, data, left, plain)
    QApplication.sendEvent(city, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(city, QDropEvent(QPointF(place), copy, data, left, plain))


def test_a_chosen_folder_is_read_and_remembered(window, folder, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window.commands.run(Command.CITY)
    city = shown_city()
    assert city.empty.isVisible()
    city.empty.state.button.click()
    assert city.is_reading
    wait_until_idle()
    rows = {row.name: row for row in city.view(CityTab.TABLE).table.sheet.all_rows()}
    assert rows["ตัวอย่าง"].year is not None
    assert rows["พัง"].note
    assert city.message.isVisible()
    city.close()
    window.settings.write()
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["city"]["sources"] == [str(folder)]
    window.commands.run(Command.CITY)
    again = shown_city()
    wait_until_idle()
    assert len(again.view(CityTab.TABLE).table.sheet.all_rows()) == 2
    again.close()


@pytest.mark.parametrize("way", ["pasted", "pasted in the search", "dropped"])
def test_files_that_are_pasted_or_dropped_are_read(window, folder, qtbot, way: str) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    city.sources.add(str(folder / "พัง.ita"))
    wait_until_idle()
    data = files(folder / "ตัวอย่าง.ita")
    if way == "dropped":
        drop(city, data)
    else:
        QApplication.clipboard().setMimeData(data)
        city.activateWindow()
        (city.bar.text if way == "pasted in the search" else city.view(city.tab).first).setFocus()
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(city.sources.kept) == 2)
    wait_until_idle()
    assert len(city.view(CityTab.TABLE).table.sheet.all_rows()) == 2
    city.close()


def test_copied_files_that_are_no_sources_are_refused_with_words(window, folder, qtbot) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    city.empty.state.button.setFocus()
    qtbot.waitUntil(city.empty.state.button.hasFocus)
    picture = folder / "ภาพ.jpg"
    picture.write_bytes(b"")
    QApplication.clipboard().setMimeData(files(picture))
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "โฟลเดอร์ แฟ้ม .ita" in city.message.message.sentence
    QApplication.clipboard().setMimeData(files(folder / "ตัวอย่าง.ita"))
    city.sources.ask_address()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "ปิดช่องนี้ก่อน" in city.message.message.sentence
    assert city.sources.kept == []
    city.close()


def test_a_second_request_raises_the_window(window) -> None:
    window.commands.run(Command.CITY)
    first = shown_city()
    window.commands.run(Command.CITY)
    assert shown_city() is first
    first.close()


def test_stopping_keeps_what_was_shown(window, folder) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    city.sources.add(str(folder))
    wait_until_idle()
    before = city._shown
    city.read()
    city._job.stop()
    wait_until_idle()
    assert city._shown is before
    assert not city.is_reading
    city.close()


def test_stopped_reading_is_no_error(window, folder) -> None:
    """Stopped by itself within a file: whoever reads files heeds any error of a broken one."""
    asked = count(1)
    ends: list[object] = []

    def work(progress: Progress) -> object:
        def step(*given: object) -> None:
            if next(asked) == WITHIN_A_FILE:
                progress.stop()
            progress(*given)

        return read_city([folder], step, cached=False)

    job = Job(work)
    job.done.connect(ends.append)
    job.failed.connect(ends.append)
    job.stopped.connect(lambda: ends.append("stopped"))
    job.start()
    wait_until_idle()
    assert ends == ["stopped"]
    assert not error_log.error_log().exists()


def test_a_district_s_file_opens_read_only_in_the_main_window(window, folder) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    city.sources.add(str(folder / "ตัวอย่าง.ita"))
    wait_until_idle()
    row = city.view(CityTab.TABLE).table.sheet.all_rows()[0]
    city.view(CityTab.TABLE).file_requested.emit(row.district)
    wait_until_idle()
    assert window.session.workspace.read_only
    assert window.session.workspace.path == folder / "ตัวอย่าง.ita"
    assert sorted(path.name for path in folder.iterdir()) == ["ตัวอย่าง.ita", "พัง.ita"]
    city.close()


def test_the_city_closes_with_the_main_window(window) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    window.closing.emit()
    assert not city.isVisible()


def test_a_password_in_an_address_is_used_and_not_remembered(city) -> None:
    address = "postgresql://clerk:secret@server:5433/ita?sslmode=require"
    city.sources.changed.disconnect(city.read)
    city.sources.ask_address()
    type_text(address)
    press(Qt.Key.Key_Return)
    assert city.sources.kept == ["postgresql://clerk@server:5433/ita?sslmode=require"]
    assert city.sources.to_read() == [address]
    assert "secret" not in json.dumps(city.sources.kept)


def test_what_is_no_address_is_refused_in_words(city) -> None:
    city.sources.ask_address()
    type_text("server/ita")
    press(Qt.Key.Key_Return)
    assert city.sources.kept == []
    assert city.message.isVisible()


def test_what_a_district_did_for_an_item_is_read_when_it_is_asked_for(
    window, folder, qtbot
) -> None:
    window.commands.run(Command.CITY)
    city = shown_city()
    city.sources.add(str(folder / "ตัวอย่าง.ita"))
    wait_until_idle()
    city.show_year(2568)
    city.show_item("O1")
    view = city.view(CityTab.ITEM)
    view.table.setFocus()
    view.table.go_to(view.table.sheet.lines[0].id, "name")
    assert not view.practice.isVisible()
    view.practice_chip.click()
    assert view.practice.isVisible()
    qtbot.waitUntil(
        lambda: wait_until_idle() or bool(view.practice.table.sheet.all_rows()), timeout=10_000
    )
    kinds = {line.kind for line in view.practice.table.sheet.all_rows()}
    assert "หลักฐาน" in kinds
    city.close()
