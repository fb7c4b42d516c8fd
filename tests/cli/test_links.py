"""links: the one command that uses the network."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.services.oit import evidence
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run
from tests.web_site.server import Reply, serving

GOOD = """<title>โครงสร้าง</title><h1>โครงสร้าง ปีงบประมาณ พ.ศ. 2567</h1>
<p>สำนักงานเขตตัวอย่างมี 10 ฝ่าย ดังนี้ ฝ่ายปกครอง</p>"""


def given(path: Path, *urls: str) -> None:
    with Workspace.open(path) as workspace:
        evidence.add_all(workspace, 2567, "O1", [{"location": url} for url in urls])


def test_links_says_what_each_is_and_keeps_it(run: Run, path: Path) -> None:
    with serving({"/a": Reply(GOOD.encode())}) as (_server, url):
        given(path, f"{url}/a")
        refused = run("links", path, "--json")
        assert refused.code == 1
        (link,) = json.loads(refused.out)["links"]
        assert (link["state"], link["why"]) == ("refused", "ลิงก์ชี้เข้าเครือข่ายภายใน คนนอกเปิดไม่ได้")
        fine = run("links", path, "--allow-private", "--item", "O1", "--json")
    assert fine.code == 0
    (link,) = json.loads(fine.out)["links"]
    assert list(link) == ["item", "url", "state", "why", "checked_at", "sha256"]
    assert (link["item"], link["url"], link["state"], link["why"]) == ("O1", f"{url}/a", "ok", "")
    assert len(link["sha256"]) == 64
    with Workspace.open(path, read_only=True) as workspace:
        assert len(workspace.year(2567).link_proofs) == 2
    told = run("links", path, "--lang", "en")
    assert "The link leads into the office's own network" in told.out


def test_a_year_without_links_has_nothing_to_check(run: Run, path: Path) -> None:
    assert run("links", path).out == "ไม่มีลิงก์ให้ตรวจ\n"
    wrong = run("links", path, "--item", "O99")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


@pytest.mark.in_turn
def test_no_other_command_uses_the_network(
    run: Run, path: Path, tmp_path: Path, cut_off: list[object]
) -> None:
    given(path, "https://district.example/a")
    commands = (
        ("check",), ("score",), ("plan",), ("documents",), ("history",), ("doctor",),
        ("export", "oit-assignments", "--out", tmp_path / "out"),
        ("site", "--out", tmp_path / "site"),
        ("calendar", "--out", tmp_path / "x.ics"), ("backup", "--out", tmp_path / "copy.ita"),
    )  # fmt: skip
    for name, *rest in commands:
        told = run(name, *(() if name == "doctor" else (path,)), *rest)
        assert told.code in {0, 1}, told.err
    assert cut_off == []
    told = run("links", path, "--json")
    assert "ยังไม่ได้ตรวจ ไม่มีเครือข่าย" in told.err
    assert cut_off
    with Workspace.open(path) as workspace:
        assert workspace.year(2567).link_proofs == (), "what nobody could look at is not judged"


def test_links_that_need_no_network_are_told_beside_those_that_do(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = socket.getaddrinfo

    def resolved(host: str, *words: Any, **named: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror
        return known(host, *words, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    given(path, "https://district.example/a", "http://127.0.0.1/b")
    told = run("links", path)
    assert "http://127.0.0.1/b" in told.out
    assert "ยังไม่ได้ตรวจ 1 ลิงก์ ไม่มีเครือข่าย" in told.out
    assert json.loads(run("links", path, "--json").out)["offline"] == 1
