"""The shape of the package: who may import whom, and what no module may do."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeGuard

import grimp
import pytest

from tests.support.places import ROOT
from tests.support.sources import held, tree, walked

PACKAGE = ROOT / "ita_desktop"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE / "ui" / "forms")

# High to low: a layer may import the ones below it; siblings may not import one another.
LAYERS: tuple[str | set[str], ...] = (
    "__main__",
    "app",
    {"ui", "cli"},
    "i18n",
    "services",
    "web",
    {"storage", "documents", "exchange", "settings", "site"},
    {"frameworks", "typography", "filing", "pictures"},
    "error_log",
    {"domain", "fonts", "home", "paths"},
)

# The same within the documents: Word, Excel and PDF are set by the layout, and know no other.
DOCUMENTS: tuple[str | set[str], ...] = (
    "export",
    {"backends", "reports"},
    "ink",
    "layout",
    "content",
)
FACE_OF_LAYOUT = {
    "binding", "catchwords", "compose", "fonts", "grid", "pictures", "slides",
}  # fmt: skip
"""What Word and Excel ask; lines and pages themselves are for the PDF alone."""

# Loaded on first use, because a start must not pay for Word, Excel, PDF, YAML and line breaks.
HEAVY = {
    "PIL", "certifi", "dateutil", "defusedxml", "docx", "httpcore", "httpx", "icalendar", "jinja2",
    "keyring", "lxml", "nlpo3", "numpy", "openpyxl", "oxmsg", "pi_heif", "pptx", "psycopg",
    "pydantic", "pypdf", "pypdfium2", "reportlab", "segno", "uharfbuzz", "xlrd", "xlsxwriter",
    "yaml",
}  # fmt: skip

# Modules that are themselves imported only inside functions, so that they may name a heavy
# library at their top.
LOADED_ON_FIRST_USE = (
    "ita_desktop.documents.backends.",
    "ita_desktop.exchange.files.excel.xlsx",
    "ita_desktop.web.connecting",
    "ita_desktop.filing.xlsx_file",
    "ita_desktop.storage.server.limited_connection",
    "ita_desktop.frameworks.",
    "ita_desktop.services.documents.exporting",
    "ita_desktop.services.imports.importing",
)

MUTATORS = {
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem",
    "popleft", "remove", "setdefault", "update",
}  # fmt: skip

SMALL, LONG = 150, 600
"""Lines below which a file needs several users or a reason, and those that none should exceed."""
SMALL_OF_ONE = 4
"""Small files with one user, of which nothing below says why. May only fall."""
LONG_YET = {
    "ita_desktop.exchange.papers.order_lists",
    "ita_desktop.services.imports.meetings",
    "ita_desktop.ui.session",
}
"""Files above the limit. May only become fewer."""
LISTS = (
    "ita_desktop.documents.registry",
    "ita_desktop.services.checks.checking",
    "ita_desktop.services.imports.importing",
    "ita_desktop.services.steps.overview",
)
"""List what stands in a file each: commands, papers, rules, kinds, steps of pages."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {module_name(path): path for path in MODULES}


@pytest.fixture(scope="module", autouse=True)
def trees() -> Iterator[None]:
    """Each module is read once."""
    with held():
        yield


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("ita_desktop", include_external_packages=True, cache_dir=None)


def imported_by_part(graph: grimp.ImportGraph, part: str) -> set[str]:
    """Everything that modules of one part of the package import directly."""
    inside = {f"ita_desktop.{part}", *graph.find_descendants(f"ita_desktop.{part}")}
    return {name for text in inside for name in graph.find_modules_directly_imported_by(text)}


def test_imports_between_layers_go_down_only(graph: grimp.ImportGraph) -> None:
    # The command line is where the program begins, so it is what starts the window.
    graph.remove_import(importer="ita_desktop.cli.main", imported="ita_desktop.app")
    illegal = graph.find_illegal_dependencies_for_layers(LAYERS, containers={"ita_desktop"})
    texts = [
        f"{route.heads} -> {route.middle} -> {route.tails}"
        for dependency in illegal
        for route in dependency.routes
    ]
    assert texts == []


def test_what_is_measured_and_broken_is_a_layer_below_word_excel_and_pdf(
    graph: grimp.ImportGraph,
) -> None:
    found = graph.find_illegal_dependencies_for_layers(
        DOCUMENTS, containers={"ita_desktop.documents"}
    )
    assert [(dependency.importer, dependency.imported) for dependency in found] == []


def test_no_back_end_imports_another(graph: grimp.ImportGraph) -> None:
    inside = "ita_desktop.documents.backends"
    names = {path.stem for path in (PACKAGE / "documents" / "backends").iterdir()}
    backends = names - {"__init__", "__pycache__"}
    assert len(backends) == 4
    found = graph.find_illegal_dependencies_for_layers((backends,), containers={inside})
    assert [(dependency.importer, dependency.imported) for dependency in found] == []


@pytest.mark.parametrize("backend", ["docx", "pptx", "xlsx"])
def test_all_but_the_pdf_see_the_face_of_the_layout_alone(
    graph: grimp.ImportGraph, backend: str
) -> None:
    imported = imported_by_part(graph, f"documents.backends.{backend}")
    inner = {
        name.removeprefix("ita_desktop.documents.layout.")
        for name in imported
        if name.startswith("ita_desktop.documents.layout.")
    }
    assert inner - FACE_OF_LAYOUT == set()


@pytest.mark.parametrize(
    "part", ["cells", "controllers", "editing", "filterbox", "header", "heading"]
)
def test_what_works_in_a_table_does_not_know_its_view(graph: grimp.ImportGraph, part: str) -> None:
    """It sees the table by the protocols of ``ui/table/grid.py``, for the types of names, too."""
    inside, view = f"ita_desktop.ui.table.{part}", "ita_desktop.ui.table.view"
    assert inside in graph.modules
    assert not graph.chain_exists(importer=inside, imported=view, as_packages=True)


def test_nothing_in_the_window_knows_the_whole_of_it(graph: grimp.ImportGraph) -> None:
    """``ui/window.py`` puts its parts together; what they need of each other they are given."""
    assert graph.find_modules_that_directly_import("ita_desktop.ui.window") == {"ita_desktop.app"}


def test_no_modules_import_each_other_in_a_circle(graph: grimp.ImportGraph) -> None:
    """Nor for the types of names, nor inside functions."""
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert in_circles(imports) == set()


def in_circles(imports: dict[str, set[str]]) -> set[str]:
    """The modules that come back to themselves, and those that lie between two such."""
    left = set(imports)
    while True:
        imported = set().union(*(imports[name] for name in left))
        inner = {name for name in left & imported if imports[name] & left}
        if inner == left:
            return inner
        left = inner


def test_a_circle_of_imports_is_seen() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}
    assert in_circles(imports) == {"b", "c"}
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": set()}) == set()


def test_every_part_of_the_package_has_its_layer() -> None:
    known = {name for layer in LAYERS for name in ({layer} if isinstance(layer, str) else layer)}
    parts = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts - {"__init__"} == known


@pytest.mark.parametrize("part", ["domain", "paths"])
def test_what_ita_is_needs_only_the_standard_library(graph: grimp.ImportGraph, part: str) -> None:
    foreign = {
        name
        for name in imported_by_part(graph, part)
        if not name.startswith("ita_desktop") and name not in sys.stdlib_module_names
    }
    assert foreign == set()


@pytest.mark.parametrize(
    ("part", "forbidden"),
    [
        ("services", {"PySide6", "sqlalchemy", "sqlite3", "docx", "openpyxl", "reportlab"}),
        ("documents", {"PySide6", "sqlalchemy", "sqlite3"}),
        ("exchange", {"PySide6", "sqlalchemy", "sqlite3"}),
        ("web", {"PySide6", "sqlalchemy", "sqlite3", "docx", "openpyxl", "reportlab"}),
        ("storage", {"PySide6"}),
        ("typography", {"PySide6", "reportlab"}),
        ("frameworks", {"PySide6", "sqlalchemy", "sqlite3"}),
        ("cli", {"PySide6", "sqlalchemy", "sqlite3", "docx", "openpyxl", "reportlab"}),
        ("ui", {"sqlalchemy", "sqlite3", "docx", "openpyxl", "reportlab", "lxml"}),
    ],
)
def test_a_part_knows_only_the_libraries_of_its_own_work(
    graph: grimp.ImportGraph, part: str, forbidden: set[str]
) -> None:
    assert imported_by_part(graph, part) & forbidden == set()


def imports_at_the_top(module: ast.Module) -> Iterator[str]:
    """Modules that an import of this one loads, without those inside functions."""
    for node in imports_at_its_top(module):
        yield from imported_names(node)


def imports_at_its_top(module: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports that are made with the module's own, without those inside functions."""
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and not (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            waiting.extend(ast.iter_child_nodes(node))


NETWORK = {
    "httpx",
    "httpcore",
    "socket",
    "ssl",
    "urllib.request",
    "http.client",
    "smtplib",
    "ftplib",
}


@pytest.mark.in_turn
def test_only_the_link_check_can_reach_the_network(graph: grimp.ImportGraph) -> None:
    """The lock of a file asks this machine for its own name. Only what the clerk starts for that
    knows the check."""
    users = {
        module_name(path)
        for path in MODULES
        for node in walked(tree(path))
        for name in imported_names(node)
        if name in NETWORK
    }
    fetch = {f"ita_desktop.web.{name}" for name in ("addresses", "connecting", "fetching")}
    assert users - fetch == {"ita_desktop.storage.files.lock"}
    check = graph.find_modules_that_directly_import("ita_desktop.web.checking")
    assert check == {"ita_desktop.services.oit.link_checks"}


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """What runs while a module is imported."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def test_heavy_libraries_are_imported_where_they_are_first_needed() -> None:
    early = {
        f"{name}: {imported}"
        for path in MODULES
        for imported in imports_at_the_top(tree(path))
        if imported.partition(".")[0] in HEAVY
        and not (name := module_name(path)).startswith(LOADED_ON_FIRST_USE)
    }
    assert early == set()


def test_patterns_are_compiled_when_something_is_compared_with_them() -> None:
    """By ``lazy_re``: what compiles them while it is imported lets all who load it pay for all."""
    early = [
        f"{module_name(path)}:{node.lineno}"
        for path in MODULES
        for node in outside_functions(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert early == []


def test_who_opens_a_dialog_first_loads_its_modules_in_turns() -> None:
    """Imported by the function that opens it, and not loaded yet, a dialog would block the window
    for as long as its modules take (``ui/loading/asked.py``)."""
    window = {module_name(path): tree(path) for path in MODULES if PACKAGE / "ui" in path.parents}
    classes = [node for module in window.values() for node in walked(module) if is_class(node)]
    dialogs, more = set[str](), {"QDialog"}
    while more:
        dialogs |= more
        more = {one.name for one in classes if dialogs & set(map(base_name, one.bases))} - dialogs
    opening = {
        name
        for name, module in window.items()
        for node in module.body
        if (is_class(node) and node.name in dialogs)
        or (isinstance(node, ast.ImportFrom) and dialogs & {one.name for one in node.names})
    }
    # All dialogs are made of it: who has one has loaded it.
    opening.remove("ita_desktop.ui.widgets.sheet")
    # What leaves a file asks while the window closes: nothing else goes on then.
    opening.remove(leaving := "ita_desktop.ui.saving.leaving")
    late = [
        f"{name}:{node.lineno}"
        for name, module in window.items()
        for block in blocks_in_functions(module)
        for at, node in enumerate(block)
        if isinstance(node, ast.ImportFrom) and node.module in opening
        if name != leaving
        if f"load('{node.module}')" not in map(ast.unparse, block[:at])
    ]
    assert len(dialogs) > 50
    assert late == []


def is_class(node: ast.AST) -> TypeGuard[ast.ClassDef]:
    return isinstance(node, ast.ClassDef)


def base_name(base: ast.expr) -> str:
    """The name of a base class, without its module and its types."""
    return ast.unparse(base).partition("[")[0].rpartition(".")[2]


def blocks_in_functions(module: ast.Module) -> Iterator[list[ast.stmt]]:
    """All runs of statements that are executed one after the other in a function."""
    for function in walked(module):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                for field in ("body", "orelse", "finalbody"):
                    if isinstance(block := getattr(node, field, None), list):
                        yield block


def test_links_are_followed_by_the_function_that_raises_no_other_errors() -> None:
    """``Path.resolve`` raises what is no OSError for links in a circle; ``paths.real`` does not."""
    found = {
        f"{module_name(path)}:{node.lineno}"
        for path in MODULES
        for node in walked(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "resolve"
        and not node.args
    }
    assert {name.partition(":")[0] for name in found} == {"ita_desktop.paths"}


@pytest.mark.in_turn
def test_no_module_keeps_changing_state_at_its_top() -> None:
    """A table at the top of a module is a constant: no function fills or empties it."""
    changed = {
        f"{module_name(path)}:{line}"
        for path in MODULES
        for line in changes_of_module_names(tree(path))
    }
    assert changed == set()


def changes_of_module_names(module: ast.Module) -> Iterator[int]:
    top = {
        target.id
        for node in module.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for function in walked(module):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Global) or changed_name(node) in top:
                    yield node.lineno


def changed_name(node: ast.AST) -> str | None:
    """The name whose content a node changes: ``name[...] = ...`` or ``name.append(...)``."""
    held: ast.AST | None = None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
        held = node.value
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in MUTATORS
    ):
        held = node.func.value
    return held.id if isinstance(held, ast.Name) else None


def test_no_widget_is_asked_for_its_neighbour_in_the_order_of_tab() -> None:
    """PySide gives the neighbour to the widget that was asked, and takes it away with that one:
    the window's menus, too, once its own neighbour is found."""
    asked = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in walked(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"nextInFocusChain", "previousInFocusChain"}
    }
    assert asked == set()


def test_what_is_dropped_is_taken_by_the_function_that_never_moves_it() -> None:
    wrong = [
        path.name
        for path in sorted((PACKAGE / "ui").rglob("*.py"))
        if "acceptProposedAction" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_layouts_go_into_one_another_by_one_function_and_no_item_is_asked_for() -> None:
    """PySide keeps what it makes of an item after Qt has freed it, and takes it for the next object
    at its address (``ui/widgets/boxes.py``)."""
    boxes = PACKAGE / "ui" / "widgets" / "boxes.py"
    asked = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        if path != boxes
        for node in walked(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"addLayout", "insertLayout", "itemAt", "itemAtPosition", "takeAt"}
    }
    assert asked == set()


def test_who_begins_a_window_has_garbage_collected_in_its_thread() -> None:
    """Python would collect a widget in any thread that makes objects, and the program dies of that
    at once or much later."""
    begins = re.compile(r"QApplication\((?:\[|sys\.argv)|\bapplication\(\)")
    has_window = re.compile(r"^from ita_desktop\.ui\.(?:city\.)?window import ", re.MULTILINE)
    collects = re.compile(r"\bCollector\(|\bin_the_windows_thread\(")
    parts = (PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks")
    texts = {
        path.relative_to(ROOT): path.read_text(encoding="utf-8")
        for part in parts
        for path in part.rglob("*.py")
    }
    found = {
        str(path) for path, text in texts.items() if begins.search(text) and has_window.search(text)
    }
    assert len(found) >= 5
    assert {path for path in found if not collects.search(texts[Path(path)])} == set()


def test_forms_put_a_layout_into_another_while_it_is_empty() -> None:
    late = {
        f"{path.name}: {line.strip()}"
        for path in (PACKAGE / "ui" / "forms").glob("*.py")
        for before, line in pairwise(path.read_text(encoding="utf-8").splitlines())
        if (put := re.search(r"\.addLayout\((self\.\w+)", line))
        and not before.strip().startswith(f"{put[1]} = ")
    }
    assert late == set()


def test_files_are_named_for_an_idea() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert [path.name for path in MODULES if path.stem in vague] == []


# The same idea in two forms, and what the two are.
CLASSES_IN_PAIRS = {
    **dict.fromkeys(
        ("ListLevel", "Styles", "TableReader", "TextReader"),
        "the readers of Word and OpenDocument are alike, part for part",
    ),
    **dict.fromkeys(
        ("Paragraph", "Picture", "Table"),
        "what was read (exchange/blocks.py) and what is printed (documents/content.py)",
    ),
}


def test_the_name_of_a_class_means_one_thing() -> None:
    modules = Counter(
        name
        for path in MODULES
        for name in {node.name for node in tree(path).body if isinstance(node, ast.ClassDef)}
        if not name.startswith("_")
    )
    repeated = {name: count for name, count in modules.items() if count > 1}
    assert repeated == dict.fromkeys(CLASSES_IN_PAIRS, 2)


def test_a_small_file_with_one_user_has_a_reason(graph: grimp.ImportGraph) -> None:
    """It is read where it is used, unless it is loaded late, stands in another layer, is one of a
    list, or would make its user's file too long."""
    small = [one for path in MODULES if lines_of(path) < SMALL and (one := of_one(path, graph))]
    assert len(small) <= SMALL_OF_ONE, "\n".join(sorted(small))


def of_one(path: Path, graph: grimp.ImportGraph) -> str:
    """The module at ``path`` and its only user, if nothing says why it stands by itself."""
    name = module_name(path)
    users = graph.find_modules_that_directly_import(name)
    if len(users) != 1 or path.name == "__init__.py":
        return ""
    (user,) = users
    file = PATHS.get(user)
    if (
        file is None  # a form
        or file.name == "__init__.py"
        or user in LISTS
        or user.split(".")[1] != name.split(".")[1]
        or lines_of(path) + lines_of(file) > LONG
        or name not in loaded_with(tree(file))
    ):
        return ""
    return f"{name} -> {user}"


def loaded_with(module: ast.Module) -> set[str]:
    """All that an import of a module may load with it, without what its functions import."""
    nodes = imports_at_its_top(module)
    return {
        loaded
        for node in nodes
        for name in node.names
        for loaded in (
            (node.module or "", f"{node.module}.{name.name}")
            if isinstance(node, ast.ImportFrom)
            else (name.name,)
        )
    }


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_so_long_that_it_is_several() -> None:
    longer = {module_name(path) for path in MODULES if lines_of(path) > LONG}
    assert longer <= LONG_YET


def test_every_package_says_what_lives_in_it() -> None:
    silent = [
        module_name(path)
        for path in MODULES
        if path.name == "__init__.py" and not ast.get_docstring(tree(path))
    ]
    assert silent == []


@pytest.mark.in_turn
def test_no_machine_of_a_developer_is_named_anywhere() -> None:
    """A path below somebody's own folders works on that machine only."""
    own_folder = re.compile(r"(?<![\w.~-])/(?:home|root|work|Users)/\w|[A-Z]:\\\\?Users\\\\?\w")
    named = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in repository_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if own_folder.search(line)
    ]
    assert named == []


def repository_texts() -> Iterator[Path]:
    folders = ("ita_desktop", "tests", "benchmarks", "tools", "docs", "resources", "forms", ".ci")
    kinds = {".py", ".md", ".toml", ".yaml", ".json", ".csv", ".ui", ".txt", ".spec", ""}
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    # In a worktree .git is a file that says where the repository is.
    for path in [*found, *(path for path in ROOT.glob("*.*") if path.name != ".git")]:
        if path.suffix in kinds and path.is_file() and "__pycache__" not in path.parts:
            yield path


def test_every_file_that_the_map_names_is_there() -> None:
    map_ = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(map_.splitlines()) <= 450, "what is of one room stands in its docstring"
    rooms = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("__init__.py")]
    text = "\n".join((map_, *rooms))
    named = set(re.findall(r"`((?:[a-z_]+/)*\w+\.(?:py|yaml|txt|md))`", text))
    assert len(named) > 200
    folders = ("ita_desktop", "resources", "tests", "tools", "benchmarks")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    known = [path.as_posix() for path in (*files, *ROOT.glob("*.md"))]
    missing = [one for one in named if not any(path.endswith(f"/{one}") for path in known)]
    # What a run of the random user writes, and an example.
    assert sorted(missing) == ["actions.txt", "resources/frameworks/YEAR.yaml"]
