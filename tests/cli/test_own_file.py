"""What a command writes never takes the place of a workspace."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        ["calendar", "{file}", "--out", "{file}"],
        ["template", "roster", "{file}"],
        ["settings", "export", "{file}", "--out", "{file}"],
        ["frameworks", "export", "{file}", "--out", "{file}"],
        ["hand-on", "{file}", "--out", "{file}"],
        ["backup", "{file}", "--out", "{file}"],
    ],
)
def test_a_workspace_is_not_written_over(
    run: Run, path: Path, begun: bytes, words: list[str]
) -> None:
    said = run(*(word.format(file=path) for word in words))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert path.name in said.err
    assert path.read_bytes() == begun


@pytest.mark.parametrize("name", [".", ".."])
def test_a_new_workspace_needs_a_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("new", name, "--year", "2568", "--organisation", "ก")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "ตั้งชื่อ" in said.err
    assert list(tmp_path.iterdir()) == []
