"""The check of links in the window: nothing is fetched before it is asked for."""

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.services.oit import evidence
from ita_desktop.ui.dialogs import public_page
from ita_desktop.ui.pages.oit.links import LinkSheet
from ita_desktop.ui.pages.page import PageKey
from tests.web_site.server import Reply, serving

PAGE = "<title>{0}</title><h1>{0}</h1><p>สำนักงานเขตตัวอย่างให้บริการประชาชนตามอำนาจหน้าที่</p>"


@pytest.fixture
def sheet(window, qtbot) -> LinkSheet:
    window.go(PageKey.OIT)
    window.go(PageKey.OIT, "links:")
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
    (shown,) = window.findChildren(LinkSheet)
    return shown


def _states(sheet: LinkSheet) -> list[LinkState | None]:
    rows = [line.row for line in sheet.table.sheet.all_rows()]
    return [row.last.state if row.last is not None else None for row in rows]


@pytest.mark.in_turn
def test_links_are_checked_when_the_button_is_pressed_and_told_one_by_one(
    window, qtbot, monkeypatch
) -> None:
    tried = []
    connect = socket.create_connection
    monkeypatch.setattr(
        socket,
        "create_connection",
        lambda *words, **more: tried.append(words) or connect(*words, **more),
    )
    session = window.session
    with serving({"/a": Reply(PAGE.format("งาน ปี 2568").encode())}) as (server, url):
        server.replies["/old"] = Reply(status=301, headers={"Location": "/a"})
        evidence.add_all(
            session.workspace,
            session.year,
            "O5",
            [{"location": f"{url}{at}"} for at in ("/a", "/old", "/no")],
        )
        window.go(PageKey.OIT)
        window.go(PageKey.OIT, "links:")
        qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
        (sheet,) = window.findChildren(LinkSheet)
        sheet.which.choose("O5")
        assert _states(sheet) == [None] * 3
        assert (tried, server.asked) == ([], [])
        assert sheet.summary.text() == "3 ลิงก์ · ยังไม่ได้ตรวจ 3"
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=20_000)
        assert _states(sheet) == [LinkState.REFUSED] * 3
        assert server.asked == []
        sheet.network.choose("private")
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=20_000)
        assert _states(sheet) == [LinkState.OK, LinkState.MOVED, LinkState.DEAD]
        assert sheet.summary.text() == "3 ลิงก์ · ต้องแก้ 2"
        assert sheet.ui.remark.text() == "ตรวจแล้ว 3 ลิงก์"
        moved, dead = [line.id for line in sheet.table.sheet.all_rows()][1:]
        sheet.table.go_to(dead)
        assert "หาหน้าที่ถูกต้องแล้วแก้ลิงก์" in sheet.details.text()
        assert "ไม่ได้เปิดดู → ลิงก์เสีย" in _cell(sheet, dead)
        opened = []
        monkeypatch.setattr(
            QDesktopServices, "openUrl", lambda link: opened.append(link.toString()) or True
        )
        good = sheet.table.sheet.all_rows()[0].row.last
        sheet.open_copy(good)
        qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
        copy = Path(QUrl(opened.pop()).toLocalFile())
        assert "default-src 'none'" in copy.read_text(encoding="utf-8")
        sheet.table.detail_requested.emit(dead)
        assert opened == [f"{url}/no"]
        sheet.table.go_to(moved)
        sheet._move(sheet._current())
        assert [row.location for row in session.data.evidence_of("O5")][-3:] == [
            f"{url}/a",
            f"{url}/a",
            f"{url}/no",
        ]
        session.undo()
        sheet.reject()


def _cell(sheet: LinkSheet, row: str) -> str:
    return next(line.row.change for line in sheet.table.sheet.all_rows() if line.id == row)


@pytest.mark.in_turn
def test_a_stopped_check_keeps_what_it_has_found(window, qtbot, monkeypatch) -> None:
    session = window.session

    def wait(handler) -> None:
        handler.server.stopping.wait(5)

    with serving({"/a": Reply(b"<h1>x</h1>", status=404), "/slow": Reply(act=wait)}) as (
        _server,
        url,
    ):
        links = [{"location": f"{url}{at}"} for at in ("/a", "/slow")]
        evidence.add_all(session.workspace, session.year, "O5", links)
        window.go(PageKey.OIT, "links:")
        qtbot.waitUntil(lambda: bool(window.findChildren(LinkSheet)))
        (sheet,) = window.findChildren(LinkSheet)
        sheet.which.choose("O5")
        sheet.network.choose("private")
        before, done = len(session.data.link_proofs), []
        monkeypatch.setattr(sheet.work.line, "advance", lambda at, _of=0: done.append(at))
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: 1 in done, timeout=20_000)
        sheet.work.line.stopped.emit()
        qtbot.waitUntil(lambda: len(session.data.link_proofs) == before + 1, timeout=20_000)
        qtbot.waitUntil(lambda: _states(sheet) == [LinkState.DEAD, None], timeout=20_000)
        assert sheet.ui.remark.text() == "หยุดแล้ว เก็บผลของลิงก์ที่ตรวจเสร็จไว้"
        sheet.reject()


@pytest.mark.in_turn
def test_the_check_and_the_public_page_are_offered_on_the_page(window, qtbot, monkeypatch) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    made: list[object] = []
    monkeypatch.setattr(public_page, "open_sheet", lambda *given: made.append(given[0]))
    qtbot.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    menu = page.more_button.findChild(QMenu)
    *_rounds, _filing, check, results, publish = menu.actions()
    publish.trigger()
    assert made == [window.session]
    monkeypatch.setattr(LinkSheet, "accept", lambda sheet: made.append(sheet.which.key))
    check.trigger()
    assert made[1:] == [""], "the check of all begins at once"
    (begun,) = window.findChildren(LinkSheet)
    begun.done(0)
    begun.setParent(None)
    results.trigger()
    assert made[1:] == [""]
    menu.close()
    (sheet,) = window.findChildren(LinkSheet)
    assert len(_states(sheet)) > 1, "all links"
