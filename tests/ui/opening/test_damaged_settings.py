"""Whatever stands in the settings, the program starts and every page can be seen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings, WorkspaceMemory
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.window import Window
from tests.support import known_files
from tests.ui.support import known_sample
from tests.ui.support.collecting import in_the_windows_thread

WRONG = {
    "none": None,
    "true": True,
    "number": 7,
    "below": -(10**30),
    "nan": float("nan"),
    "infinity": float("inf"),
    "text": "ก",
    "broken text": "\ud800",
    "list": [[], {}, None, 10**30],
    "object": {"columns": [], "filters": [7], "folded": 3, "2568": 7, "x": {}},
    "deeper": {
        "columns": {"widths": {"code": "ก"}, "order": 7, "hidden": [[]]},
        "sort": [],
        "filters": {"code": 7, "name": {"text": [], "values": 7}},
        "2568": {"I1": "x", "I2": None},
    },
    "deepest": {
        "columns": {"widths": [[1]], "order": [[]], "hidden": {"x": [1]}},
        "sort": {},
        "filters": {"code": {"values": [[]]}},
        "folded": [[], {}],
        "2568": ["I1"],
    },
}


@pytest.fixture(scope="module", autouse=True)
def day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
        # The file is the same for all settings.
        known_files.known_in(patched)
        known_sample.found_in(patched)
        yield


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "ตัวอย่าง.ita")


def _see_all(path: Path, file: Path) -> Window:
    """Starts as the program does and shows each page once."""
    window = Window(Settings(path))
    window.open_file(file)
    window.show()
    for key in PAGES:
        window.go(key)
    return window


def _leave(window: Window) -> None:
    window.opener.end()
    window.close()
    window.deleteLater()


class Asked(NamedTuple):
    """What a start asks of its settings and what it leaves in them."""

    of_program: frozenset[str]
    of_workspace: frozenset[str]
    kept: dict[str, Any]


@pytest.fixture(scope="module")
def asked(qapp: QApplication, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Every key that is asked for, of the program's settings and of a workspace's."""
    home = tmp_path_factory.mktemp("home")
    keys: dict[str, set[str]] = {"": set(), "workspace": set()}
    plain, of_workspace = Settings.get, WorkspaceMemory.get

    def get(self: Settings, key: str, default: Any = None) -> Any:
        keys[""].add(key)
        return plain(self, key, default)

    def get_of_workspace(self: WorkspaceMemory, key: str, default: Any = None) -> Any:
        keys["workspace"].add(key)
        return of_workspace(self, key, default)

    with pytest.MonkeyPatch.context() as patched, in_the_windows_thread():
        patched.setenv("ITA_DESKTOP_HOME", str(home))
        patched.setattr(Settings, "get", get)
        patched.setattr(WorkspaceMemory, "get", get_of_workspace)
        _leave(_see_all(home / "settings.json", sample))
    kept = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    return Asked(frozenset(keys[""]), frozenset(keys["workspace"]), kept)


@pytest.mark.in_turn
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_nothing_in_the_settings_keeps_the_program_from_starting(
    qtbot, asked: Asked, collector, sample: Path, tmp_path: Path, wrong: object
) -> None:
    path, kept = tmp_path / "settings.json", asked.kept
    (of_workspace,) = (key for key in kept if key.startswith("workspace."))
    damaged = dict.fromkeys(asked.of_program | kept.keys(), wrong)
    damaged[of_workspace] = dict.fromkeys(asked.of_workspace | kept[of_workspace].keys(), wrong)
    path.write_text(json.dumps(damaged), encoding="utf-8")
    window = _see_all(path, sample)
    assert window.session is not None
    assert set(window.made_pages()) == set(PAGES)
    _leave(window)
    assert isinstance(json.loads(path.read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize(
    "content",
    [b"", b"7", b"null", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000],
    ids=["empty", "number", "null", "list", "half", "bytes", "deep lists", "deep objects"],
)
def test_a_file_that_holds_no_settings_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.recent_files() == []
    settings.set("theme", "dark")
    assert Settings(path).get("theme") == "dark"
