"""Every way on which data leaves the program is known, and what it publishes is looked through for
personal data before: who writes a new one has to say which of both it is."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).parents[1] / "ita_desktop"
WRITERS: Final = {"ita_desktop.filing.atomic_write"}
WRITING: Final = {"write_bytes", "write_text", "copyfile", "copyfileobj", "copy2", "QPrinter"}
ON_CLIPBOARD: Final = {"setText", "setMimeData", "setImage", "setPixmap"}
BELOW: Final = ("storage", "filing", "documents/backends")
"""Layers that write what others give them, and workspaces."""

LOOKED_THROUGH: Final[dict[str, tuple[str, ...]]] = {
    "services/documents/exporting.py": ("refuse_undecided(",),
    "documents/export.py": (),  # only exporting and batch write with it: see MAKERS
    "site/publishing.py": (),  # only services/site: see MAKERS
    "services/city/papers.py": ("_refuse_undecided(", "refuse_in_table("),
    "services/documents/batch.py": ("refuse(",),
    "services/years/calendar.py": ("refuse(",),
    "services/settings/file.py": ("typed_in(",),
    "ui/dialogs/public_page.py": ("_is_decided(",),
    "ui/pages/oit/filing_sheet.py": ("_is_decided(",),
    "ui/pages/documents/printing.py": (),  # prints the preview: see the test of the page
}
"""Modules whose files are for everybody, and what looks through them."""
OWN: Final = {
    "cli/main.py": "nothing, where a stream is closed",
    "documents/office_files.py": "a file of a child process",
    "error_log.py": "kinds and places of errors",
    "exchange/files/pdf/process.py": "a file of a child process",
    "frameworks/shipped.py": "text in memory",
    "services/city/cache.py": "the cache of this machine",
    "services/sending.py": "a unit's own rows, to that unit",
    "services/reminding.py": "what a unit lacks, to that unit",
    "services/frameworks/editing.py": "the words of the assessment, typed from its handbook",
    "services/imports/ledger/entries.py": "what of a file of hers was not stored, to her",
    "services/imports/templates.py": "empty forms",
    "services/listed.py": "a list of the office's, to edit it and take it back",
    "services/papers/signing.py": "the office's list of what it sent out",
    "services/about.py": "licences",
    "services/settings/safety_copies.py": "a mark in the folder of copies",
    "services/stored_files.py": "a file that the clerk put in, as it was",
    "services/photos.py": "a child process",
    "services/workspaces.py": "a workspace",
    "settings.py": "the program's own settings",
    "ui/commands/commands.py": "what doctor says, without personal data",
    "ui/saving/elsewhere.py": "the place of a file",
    "ui/shared/stored_line.py": "what she typed, to paste it again",
    "ui/table/editing/acting.py": "cells, to paste them in the program or a sheet of hers",
    "ui/table/editing/editor.py": "what she typed, to paste it again",
    "ui/widgets/fields/cell.py": "a field, to paste it again",
}
"""Modules that write something else, and what."""
MAKERS: Final = {
    "ita_desktop.documents.export": {
        "export": {"services/documents/exporting.py", "services/documents/batch.py"},
        "drawn": {"services/documents/exporting.py"},
        "previewed": {"services/documents/exporting.py"},
        "render": {
            "services/city/papers.py",
            "services/sending.py",
            "services/documents/exporting.py",
            "services/documents/batch.py",
        },
    },
    "ita_desktop.services.documents.exporting": {
        "shown_file": {
            "services/city/papers.py",
            "services/imports/ledger/entries.py",
            "services/papers/signing.py",
        },
    },
    "ita_desktop.site.publishing": {
        "carry_out": {"services/public_page.py"},
        "plan": {"services/public_page.py"},
    },
    "ita_desktop.site.building": {
        "snippet_table": {"services/public_page.py"},
        "snippet_text": {"services/public_page.py"},
        "snippet_page": set(),
    },
}
"""Functions that make what is published, and the modules that may call them."""


class Module(NamedTuple):
    """What a module of the program imports (module, name), and whether it is a way out."""

    imported: frozenset[tuple[str, str]]
    is_way_out: bool


@cache
def modules() -> dict[str, Module]:
    """Those above the layers that write for others, by their place, read once."""
    return dict(_read())


def _read() -> Iterator[tuple[str, Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(BELOW):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            imported = frozenset(
                (node.module or "", one.name)
                for node in nodes
                if isinstance(node, ast.ImportFrom)
                for one in node.names
            )
            yield name, Module(imported, any(map(is_way_out, nodes)))


def is_way_out(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        return module in WRITERS or any(f"{module}.{name.name}" in WRITERS for name in node.names)
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    on = called.value if isinstance(called, ast.Attribute) else None
    if name in ON_CLIPBOARD:
        return isinstance(on, ast.Call) and getattr(on.func, "attr", "") == "clipboard"
    return name in WRITING or (name == "open" and any(map(_is_mode, _arguments(node))))


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args[:2], *(one.value for one in node.keywords if one.arg == "mode")]


def _is_mode(value: ast.expr) -> bool:
    mode = value.value if isinstance(value, ast.Constant) else None
    return isinstance(mode, str) and len(mode) < 4 and bool(set(mode) & set("wxa+"))


@pytest.mark.in_turn
def test_every_way_out_is_known() -> None:
    found = {name for name, module in modules().items() if module.is_way_out}
    assert not found & LOOKED_THROUGH.keys() & OWN.keys()
    assert found == LOOKED_THROUGH.keys() | OWN.keys()


@pytest.mark.parametrize(
    ("name", "called"), [(name, one) for name, by in LOOKED_THROUGH.items() for one in by]
)
def test_what_is_for_everybody_is_looked_through(name: str, called: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count(called) > text.count(f"def {called}"), "it is defined and called"


@pytest.mark.parametrize("module", MAKERS)
def test_nobody_else_makes_what_is_for_everybody(module: str) -> None:
    users = {
        name: {path for path, one in modules().items() if (module, name) in one.imported}
        for name in MAKERS[module]
    }
    assert users == MAKERS[module]
