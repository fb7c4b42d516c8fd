"""A folder of the page: the same bytes again, only what changed, nothing of anybody else's."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.site import publishing
from ita_desktop.site.building import build
from ita_desktop.site.publishing import LIST, MANIFEST, ZIP, carry_out, plan
from tests.site.conftest import Office


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def renamed(data: YearData, code: str, title: str) -> YearData:
    evidence = tuple(
        replace(row, title=title) if row.item_code == code else row for row in data.evidence
    )
    return replace(data, evidence=evidence)


@pytest.mark.in_turn
def test_the_same_year_gives_the_same_bytes_and_is_not_written_again(
    office: Office, tmp_path: Path
) -> None:
    one, other = tmp_path / "ก", tmp_path / "ข"
    office.publish(one, zipped=True)
    office.publish(other, zipped=True)
    before = contents(one)
    assert contents(other) == before
    days = {path: path.stat().st_mtime_ns for path in one.rglob("*")}
    again = office.publish(one, zipped=True)
    assert (again.new, again.changed, again.removed) == ((), (), ())
    assert {path: path.stat().st_mtime_ns for path in one.rglob("*")} == days
    with ZipFile(one / ZIP) as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}
    assert zipped == {name: before[name] for name in before.keys() - {ZIP, LIST, MANIFEST}}


def test_an_edit_changes_its_own_files_and_they_are_listed(office: Office, tmp_path: Path) -> None:
    office.publish(tmp_path)
    before = contents(tmp_path)
    done = office.publish(tmp_path, renamed(office.data, "O2", "แผนฉบับใหม่"))
    changed = {path.relative_to(tmp_path).as_posix() for path in done.changed}
    links = {f"2568/data/oit-links.{form}" for form in ("csv", "xlsx", "json")}
    assert changed == {
        "2568/o2.html", "en/2568/o2.html", "2568/search-index.js", "2568/cms-table.html", *links,
    }  # fmt: skip
    after = contents(tmp_path)
    differing = {name for name, content in after.items() if content != before[name]}
    assert differing == {*changed, LIST, MANIFEST}
    listed = after[LIST].decode("utf-8-sig").splitlines()[1:]
    assert listed == [f"~ {name}" for name in sorted(changed)]
    manifest = json.loads(after[MANIFEST])["files"]
    assert manifest == {
        name: sha256(content).hexdigest()
        for name, content in after.items()
        if name not in {LIST, MANIFEST}
    }


def test_files_of_others_stay_and_leftovers_of_ours_go(office: Office, tmp_path: Path) -> None:
    office.publish(tmp_path)
    theirs = tmp_path / "2568" / "รายงาน.pdf"
    theirs.write_bytes(b"%PDF-")
    edited = tmp_path / "en" / "2568" / "o3.html"
    edited.write_text("typed by hand", encoding="utf-8")
    done = office.publish(tmp_path, languages=("th",))
    assert theirs.read_bytes() == b"%PDF-"
    assert edited.read_text(encoding="utf-8") == "typed by hand", "ours no more"
    left = {path for path in (tmp_path / "en").rglob("*") if path.is_file()}
    assert left == {edited}
    assert len(done.removed) > 20
    assert "- en/index.html" in (tmp_path / LIST).read_text(encoding="utf-8-sig").splitlines()


def test_a_page_that_somebody_else_made_is_never_written_over(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("the office's own site", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        office.publish(tmp_path)
    assert "index.html" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_other_years_stay_in_the_folder_and_in_the_list(office: Office, tmp_path: Path) -> None:
    office.publish(tmp_path, office.others[2566])
    first = contents(tmp_path)
    done = office.publish(tmp_path)
    now = contents(tmp_path)
    of_2566 = {name for name in first if "2566/" in name}
    assert {name: now[name] for name in of_2566} == {name: first[name] for name in of_2566}
    assert [path.relative_to(tmp_path).as_posix() for path in done.changed] == [
        "index.html", "en/index.html",
    ]  # fmt: skip
    landing = now["index.html"].decode()
    assert landing.index("2568/index.html") < landing.index("2566/index.html")


@pytest.mark.in_turn
def test_what_was_interrupted_is_finished_by_the_next_run(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = publishing._write

    def failing(folder: Path, path: str, content: bytes) -> None:
        if len(written) == 20:
            raise InputError("เต็ม", remedy="ว่าง")
        written.append(path)
        write(folder, path, content)

    monkeypatch.setattr(publishing, "_write", failing)
    with pytest.raises(InputError):
        office.publish(tmp_path)
    monkeypatch.undo()
    office.publish(tmp_path, renamed(office.data, "O1", "ชื่อใหม่"))
    other = tmp_path / "other"
    office.publish(other, renamed(office.data, "O1", "ชื่อใหม่"))
    mine = {name: content for name, content in contents(tmp_path).items() if "other/" not in name}
    assert mine.keys() == contents(other).keys()
    assert all(mine[name] == content for name, content in contents(other).items() if name != LIST)
    listed = mine[LIST].decode("utf-8-sig").splitlines()[1:]
    files = json.loads(mine[MANIFEST])["files"]
    assert sorted(line[2:] for line in listed) == sorted(files), "also those of the first run"


HOSTILE = {
    "a way out": lambda files: {**files, "../outside.txt": "0" * 64, "/etc/x": "0" * 64},
    "odd names": lambda files: {**files, "C:\\x": "0" * 64, "a/../../b": "0" * 64, "": "0" * 64},
    "no digest": lambda files: {**files, "a.html": None, "b.html": ["x"]},
}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", HOSTILE)
def test_a_manifest_cannot_lead_out_of_the_folder(
    office: Office, tmp_path: Path, name: str
) -> None:
    folder, outside = tmp_path / "page", tmp_path / "outside.txt"
    outside.write_bytes(b"theirs")
    office.publish(folder)
    path = folder / MANIFEST
    data = json.loads(path.read_bytes())
    change: Callable[[dict[str, object]], dict[str, object]] = HOSTILE[name]
    data["files"] = change(data["files"])
    data["files"] = {
        key: sha256(b"theirs").hexdigest() if value == "0" * 64 else value
        for key, value in data["files"].items()
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    done = office.publish(folder)
    assert done.removed == ()
    assert outside.read_bytes() == b"theirs"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"files": 1}', b"\xff\xfe", b"[" * 100_000,
     b'{"files": {}, "years": {"2566": {"items": Infinity, "published": 1, "updated": ""}}}'],
)  # fmt: skip
def test_a_broken_manifest_is_told_and_nothing_is_written(
    office: Office, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(InputError):
        office.publish(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


@pytest.mark.posix("links in a folder and rights of files")
def test_a_link_out_of_the_folder_is_not_followed_and_everybody_may_read_the_page(
    office: Office, tmp_path: Path
) -> None:
    folder, outside = tmp_path / "page", tmp_path / "outside"
    outside.mkdir()
    folder.mkdir()
    (folder / "2568").symlink_to(outside)
    with pytest.raises(InputError):
        office.publish(folder)
    assert list(outside.iterdir()) == []
    (folder / "2568").unlink()
    office.publish(folder)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_pictures_are_made_once(office: Office, tmp_path: Path) -> None:
    office.publish(tmp_path)
    made: list[str] = []
    site = build(office.source())
    counted = [
        replace(part, make=lambda part=part: (made.append(part.path), part.make())[1])  # type: ignore[misc]
        for part in site.parts
    ]
    planned = plan(replace(site, parts=counted), tmp_path)
    assert planned.is_same
    assert [path for path in made if "/img/" in path] == []
    assert len(made) == len(counted) - 5
    assert carry_out(planned).new == ()
