"""city: the table of a folder, what could not be read, an item over all districts, JSON."""

import getpass
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.storage import city_looking
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import PasswordError
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("city") / "sample.ita")


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    place = tmp_path / "เมือง"
    place.mkdir()
    shutil.copy(sample, place / "ก.ita")
    return place


def test_the_table_of_a_folder_is_that_of_the_newest_year_with_scores(
    run: Run, folder: Path
) -> None:
    said = run("city", folder)
    assert (said.code, said.err) == (0, "")
    assert "ปี 2567  1 เขต" in said.out
    assert "97.38" in said.out
    assert "ขาด EIT 2.62" in said.out


def test_json_has_the_agreed_keys(run: Run, folder: Path) -> None:
    (folder / "ข.ita").write_bytes(b"nothing" * 50)
    said = run("city", folder, "--json")
    assert said.code == 1
    found = json.loads(said.out)
    whole, broken = found["districts"]
    assert whole["name"] == "สำนักงานเขตตัวอย่าง"
    assert (whole["source"], whole["problem"]) == (str(folder / "ก.ita"), None)
    year = next(one for one in whole["years"] if one["fiscal_year"] == 2567)
    assert (year["total"], year["level"], year["rank"]) == ("97.38", "ผ่านดี", 1)
    assert year["blocked_by"][0]["missing"] == "2.62"
    assert (broken["years"], broken["source"]) == ([], str(folder / "ข.ita"))
    assert "ไม่ใช่แฟ้มงาน" in broken["problem"]


def test_problems_are_in_the_shown_language(run: Run, folder: Path) -> None:
    (folder / "ข.ita").write_bytes(b"")
    said = run("--lang", "en", "city", folder)
    assert said.code == 1
    assert "Not read" in said.out
    assert "เสียหาย" not in said.out


def test_an_item_over_all_districts_has_what_those_with_100_did(run: Run, folder: Path) -> None:
    said = run("city", folder, "--item", "O1", "--year", "2567", "--json")
    assert said.code == 0
    found = json.loads(said.out)["item"]
    (row,) = found["districts"]
    assert (found["code"], row["score"], row["rank"]) == ("O1", "100.00", 1)
    assert row["measures"] is not None
    assert "evidence" in row
    assert "ได้ 100: 1 เขต" in run("city", folder, "--item", "O1").out


def test_an_unknown_item_and_an_empty_folder_are_refused(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    assert "ไม่มีเขตใดมีข้อ O99" in run("city", folder, "--item", "O99").err
    (tmp_path / "ว่าง").mkdir()
    said = run("city", tmp_path / "ว่าง")
    assert (said.code, said.out) == (2, "")
    assert "ไม่พบแฟ้มงาน" in said.err


def test_a_place_that_is_not_there_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    said = run("city", folder, tmp_path / "ไม่มี.ita")
    assert said.code == 1
    assert "ไม่พบแฟ้มนี้" in said.out


def test_a_district_stands_among_all(run: Run, folder: Path) -> None:
    said = run("city", folder, "--district", "เขตตัวอย่าง")
    assert said.code == 0
    assert "อันดับ 1 จาก 1 เขต" in said.out
    assert "EIT" in said.out
    assert "ไม่พบเขต บางนา" in run("city", folder, "--district", "บางนา").err


@pytest.mark.in_turn
def test_papers_are_written_into_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "เอกสาร"
    said = run("city", folder, "--out", out, "--year", "2567", "--json")
    assert said.code == 0
    files = json.loads(said.out)["files"]
    assert sorted(path.suffix for path in out.iterdir()) == sorted(
        Path(name).suffix for name in files
    )
    assert {".docx", ".xlsx", ".pdf", ".pptx"} <= {Path(name).suffix for name in files}
    (folder / "ข.ita").write_bytes(b"")
    refused = run("city", folder, "--out", out, "--year", "2560")
    assert "ข.ita: แฟ้มว่างเปล่า" in refused.err, "its year may be the one"
    assert (refused.code, "ไม่มีเขตใดมีข้อมูลปี 2560" in refused.err) == (2, True)


def test_a_password_is_asked_for_on_a_terminal_and_shown_nowhere(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    @contextmanager
    def looking(address: Address) -> Iterator[None]:
        seen.append(address.password)
        if address.password is None:
            raise PasswordError(address, was_given=False)
        if len(seen) > 2:
            raise WorkspaceError("ไม่มี", where=address.shown, remedy="ตรวจ")
        yield

    monkeypatch.setattr(city_looking, "looking_at_server", looking)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _text: "geheim")
    said = run("city", folder, "postgresql://city@server/ita", "--json")
    assert seen == [None, "geheim", "geheim"]
    assert "postgresql://city@server/ita" in said.out
    assert "geheim" not in said.out + said.err
