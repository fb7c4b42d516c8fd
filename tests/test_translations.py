"""Every Thai text that can be shown has its English one, and no English one is left over.

The texts are found in the program itself: whatever is given to a parameter that is named for a
text to be translated (``tr``'s own ``template``, an error's ``remedy``), as a literal, a choice
between literals, a constant, or an entry of a table that a loop runs through. What is only
passed on is named below.
"""

import ast
import json
import re
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import ita_desktop
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.documents.wordings.templates import EXPLAINED
from ita_desktop.exchange.kinds.registry import KINDS
from ita_desktop.paths import resource
from tests.support.sources import held, tree, walked

PACKAGE: Final = Path(ita_desktop.__file__).parent
THAI: Final = re.compile("[\u0e00-\u0e7f]")

SHOWN: Final = frozenset(("template", "remedy", "few", "many", "phrase", "if_late", "if_coming"))
"""Parameters and fields that take a Thai text which an edge translates."""

ALSO: Final = {
    "ImportKind": "title",
    "DocumentKind": "title",
    "_paper_kind": "title",
    "_table_kind": "title",
    "edited_field": "names_of",
    "ImportColumn": "heading",
    "column": "heading",
    "SheetColumn": "heading",
    "BadCell": "why",
    "BookPart": "title",
    "RequiredPart": "title",
    "Preset": "title",
    "TourStep": "title",
    "PageEntry": "title",
}
"""Classes and functions with one more such field."""

TRANSLATORS: Final = frozenset(("tr", "caption"))
"""Functions that give a template in the shown language."""

CAPTIONED: Final = {"Column": 1, "_cell": 1, "figure": 1, "difference": 1, "count": 1,
                    "add_section": 0, "add_row": 0}  # fmt: skip
"""Functions that show a caption, with the place of it."""

PASSED_ON: Final[Mapping[tuple[str, str], str]] = {
    ("ui/dialogs/previews/destination.py", "title"): "",
    ("ui/dialogs/backups.py", "KIND_TITLES[kind]"): "",
    ("ui/dialogs/previews/imports.py", "KIND_TITLES[part.kind]"): "",
    ("ui/dialogs/previews/rows.py", "name"): "",
    ("ui/dialogs/previews/lists.py", "title"): "",
    ("ui/dialogs/previews/lists.py", "KIND_TITLES[part.kind]"): "",
    ("cli/import_auto.py", "KIND_TITLES[part.kind]"): "",
    ("ui/commands/menus.py", "group"): "DocumentGroup",
    ("ui/pages/documents/list.py", "name"): "DocumentGroup",
    ("ui/pages/settings/wording_editor.py", "paper"): "",
    ("ui/pages/settings/wording_editor.py", "EXPLAINED[field]"): "",
    ("ui/pages/settings/wording_editor.py", "template.name_shown"): "",
    ("ui/commands/search.py", "worded.template.papers"): "",
}
"""What ``tr`` is given that is neither written at the call, nor in a table that the module runs
through, nor a field named above: with the class it comes from, or none where it is such a field
under another name."""


KEPT_THAI: Final = frozenset(
    (
        "ทุกเดือน", "ทุก 3 เดือน", "ทุก 6 เดือน", "ปีงบประมาณ ",  # periods and posts as they are kept
        "ผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต", "หัวหน้าฝ่ายทุกฝ่าย", "เจ้าหน้าที่ประจำจุดให้บริการ",
        "คณะทำงาน", "ภาพ",
        "ใช่", "มี", "ไม่", "ไม่ใช่", "ไม่มี",  # how a tick may be typed
        "ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ", "ๅ/ภถุึค", "ข", "ช",  # the keys of a keyboard
        "ไทย",  # the language's own name
        r"^[\d๐-๙]+[.)]\s*",
    )
)  # fmt: skip
"""Thai in the window's modules that is data: what is stored, what can be typed."""


@pytest.fixture(scope="module", autouse=True)
def trees() -> Iterator[None]:
    """Each module is read once."""
    with held():
        yield
    for cached in (modules, shown_texts, _definitions):
        cached.cache_clear()


@cache
def modules() -> dict[str, ast.Module]:
    """The package's modules by path."""
    return {
        path.relative_to(PACKAGE).as_posix(): tree(path) for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def shown_texts() -> dict[str, str]:
    """Every Thai template that can be shown, with the place where it is written."""
    takers = _takers()
    found: dict[str, str] = {}
    for path, module in modules().items():
        names = _written(module)
        for call in walked(module):
            if not isinstance(call, ast.Call):
                continue
            for value in _shown_arguments(call, takers):
                for text, line in _literals(value, names):
                    found.setdefault(text, f"{path}:{line}")
    for (path, _), name in PASSED_ON.items():
        for text, line in _thai_in(*_definitions(name)) if name else ():
            found.setdefault(text, f"{path}:{line}")
    for template in templates().values():
        for text in filter(None, (template.name_shown, template.papers)):
            found.setdefault(text, f"wording {template.name}")
    return dict.fromkeys(EXPLAINED.values(), "documents/wordings/templates.py") | found


def _takers() -> dict[str, set[str | int]]:
    """By a function's or class's name: the positions and names of its shown parameters."""
    classes = {
        node.name: node
        for module in modules().values()
        for node in walked(module)
        if isinstance(node, ast.ClassDef)
    }
    takers: dict[str, set[str | int]] = defaultdict(set)
    for module in modules().values():
        for node in walked(module):
            if isinstance(node, ast.FunctionDef):
                _take(takers, node.name, _parameters(node))
            elif isinstance(node, ast.ClassDef):
                _take(takers, node.name, _fields(node, classes))
    takers["Phrase"] = {0}
    return takers


def _take(takers: dict[str, set[str | int]], name: str, parameters: list[str]) -> None:
    wanted = SHOWN | {ALSO.get(name, "")}
    for at, parameter in enumerate(parameters):
        if parameter in wanted:
            takers[name] |= {at, parameter}


def _parameters(function: ast.FunctionDef) -> list[str]:
    places = [*function.args.posonlyargs, *function.args.args]
    names = [place.arg for place in places if place.arg not in {"self", "cls"}]
    return [*names, *(arg.arg for arg in function.args.kwonlyargs)]


def _fields(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> list[str]:
    """What a class is made with: its ``__init__``'s parameters or its fields, or its base's."""
    inherited: list[str] = []
    for base in node.bases:
        described = classes.get(_name(base), node)
        if described is not node:
            inherited = inherited or _fields(described, classes)
    for stmt in node.body:
        if isinstance(stmt, ast.FunctionDef) and stmt.name == "__init__":
            return _parameters(stmt)
    own = [
        assign.target.id
        for assign in node.body
        if isinstance(assign, ast.AnnAssign) and isinstance(assign.target, ast.Name)
    ]
    return [*inherited, *own]


def _shown_arguments(call: ast.Call, takers: Mapping[str, set[str | int]]) -> Iterator[ast.expr]:
    wanted = takers.get(_name(call.func), set())
    if isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
        wanted = takers["ItaError"]
    yield from (value for at, value in enumerate(call.args) if at in wanted)
    yield from (keyword.value for keyword in call.keywords if keyword.arg in wanted)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _written(module: ast.Module) -> dict[str, list[ast.expr]]:
    """What is assigned to each name of a module, and the tables that it runs through."""
    values: dict[str, list[ast.expr]] = defaultdict(list)
    for node in walked(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                values[_name(target)].append(node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            tables = [name for name in ast.walk(node.iter) if _name(name).isupper()]
            for one in ast.walk(node.target):
                if isinstance(one, ast.Name):
                    values[one.id] += tables
    return values


def _literals(value: ast.expr, names: Mapping[str, list[ast.expr]]) -> Iterator[tuple[str, int]]:
    """The Thai texts that an argument can be, with their lines."""
    if isinstance(value, ast.Constant):
        yield from _thai_in(value)
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body, names)
        yield from _literals(value.orelse, names)
    elif isinstance(value, ast.Name) or _name(value).isupper():
        for one in names.get(_name(value)) or _definitions(_name(value)):
            if _name(one).isupper():
                yield from _literals(one, names)
            elif not isinstance(one, ast.Call):
                yield from _thai_in(one)
    elif isinstance(value, ast.Subscript):
        yield from _literals(value.value, names)
    elif isinstance(value, ast.Call) and _name(value.func) == "get":
        yield from _literals(value.func.value, names)  # type: ignore[attr-defined]


def _thai_in(*nodes: ast.AST) -> Iterator[tuple[str, int]]:
    """The Thai texts in a piece of the program, with their lines; no docstrings."""
    for node in nodes:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and THAI.search(node.value):
                yield node.value, node.lineno
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield from _thai_in(*ast.iter_child_nodes(node))


@cache
def _definitions(name: str) -> tuple[ast.AST, ...]:
    """Where a constant or class of that name is written."""
    for module in modules().values():
        for node in module.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(_name(target) == name for target in targets):
                    return (node.value,)
            if isinstance(node, ast.ClassDef) and node.name == name:
                return (node,)
    return ()


@cache
def english() -> dict[str, str]:
    """The table of English texts."""
    table: dict[str, str] = json.loads(
        resource("translations", "en.json").read_text(encoding="utf-8")
    )
    return table


def fields_of(template: str) -> list[str]:
    """The ``{fields}`` of a template with their formats, in alphabetical order."""
    parts = string.Formatter().parse(template)
    return sorted(f"{name}:{spec}" for _, name, spec, _ in parts if name is not None)


@pytest.mark.in_turn
def test_every_text_that_can_be_shown_has_an_english_one() -> None:
    missing = {text: place for text, place in shown_texts().items() if text not in english()}
    assert not missing, json.dumps(missing, ensure_ascii=False, indent=1)


def test_no_english_text_is_left_over() -> None:
    left_over = sorted(english().keys() - shown_texts().keys())
    assert not left_over, json.dumps(left_over, ensure_ascii=False, indent=1)


OFFICIAL: Final = re.compile(
    r"หน่วยงานภาครัฐ(?:ทุกหน่วยงาน)?|หน่วยงานของรัฐ|หน่วยงานทุกแห่ง|หน่วยงานเป้าหมาย|หน่วยงานภายใน"
    r"|(?:ภายใน|ภายนอก)\s*หน่วยงาน|หน่วยงาน(?:ที่)?(?:<br>)?รับผิดชอบ|หน่วยงานผู้ประเมิน|หน่วยงานอื่น"
    r"|รหัส(?:และชื่อ)?หน่วยงาน|มาตรการพร้อมวิธีการ ระยะเวลา และหน่วยงาน|อื่น ๆ ของหน่วยงาน"
    r"|นิติบุคคล\S* .*หน่วยงาน|หน่วยงานที่ไม่มีในแผนที่|หน่วยงานของ{post}"
)
"""The agency, a part that the official criteria name, and headings of official forms."""


def test_a_part_of_the_office_is_called_by_one_word() -> None:
    # The names of fields stay: texts that offices have worded have them.
    printed = {re.sub(r"{[^}]*}", "", one.text) for one in templates().values()}
    headings = {column.heading for kind in KINDS for column in kind.columns}
    for text in english().keys() | printed | headings:
        assert "หน่วยงาน" not in OFFICIAL.sub("", text)


def test_the_manual_calls_it_so_too() -> None:
    manual = (PACKAGE.parent / "docs" / "manual.th.md").read_text(encoding="utf-8")
    assert "หน่วยงาน" not in OFFICIAL.sub("", manual)


def test_both_languages_fill_in_the_same_fields() -> None:
    differing = {
        thai: text for thai, text in english().items() if fields_of(thai) != fields_of(text)
    }
    assert not differing, json.dumps(differing, ensure_ascii=False, indent=1)


@pytest.mark.in_turn
def test_what_is_shown_is_written_where_it_can_be_found() -> None:
    unseen = []
    for path, module in modules().items():
        names = _written(module)
        for call in walked(module):
            if (
                not isinstance(call, ast.Call)
                or _name(call.func) not in TRANSLATORS
                or not call.args
            ):
                continue
            value = call.args[0]
            if isinstance(value, ast.Constant) or list(_literals(value, names)):
                continue
            if isinstance(value, ast.Attribute) and value.attr in SHOWN | set(ALSO.values()):
                continue
            if (path, ast.unparse(value)) not in PASSED_ON:
                unseen.append(f"{path}:{call.lineno} {ast.unparse(call)}")
    assert not unseen


@pytest.mark.in_turn
def test_the_window_and_the_command_line_show_no_text_that_is_not_translated() -> None:
    texts = shown_texts()
    raw = [
        f"{path}:{line} {text}"
        for path, module in modules().items()
        if path.startswith(("ui/", "cli/"))
        for text, line in _thai_in(module)
        if text not in texts and text not in KEPT_THAI
    ]
    assert not raw


def test_captions_begin_with_a_capital() -> None:
    lower = []
    for path, module in modules().items():
        for call in walked(module):
            if not isinstance(call, ast.Call):
                continue
            place = CAPTIONED.get(_name(call.func), len(call.args))
            for given in call.args[place : place + 1]:
                if isinstance(given, ast.Call) and _name(given.func) == "tr":
                    for text, _ in _literals(given.args[0], {}):
                        if english()[text][:1].islower():
                            lower.append(f"{path}:{call.lineno} {english()[text]}")
    assert not lower


@pytest.mark.in_turn
def test_no_text_is_translated_before_the_language_is_chosen() -> None:
    choosing = {*TRANSLATORS, "sentence", "in_language"}
    early = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for node in _run_on_import(module)
        if isinstance(node, ast.Call) and _name(node.func) in choosing
    ]
    assert not early


def _run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """What importing a module runs: all but the bodies of its functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            given = [*child.args.defaults, *filter(None, child.args.kw_defaults)]
            children = [*given, *getattr(child, "decorator_list", [])]
        else:
            children = [child]
        for one in children:
            yield one
            yield from _run_on_import(one)
