"""The refusals of the program, found in its code: each with its sentence and its way out."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ita_desktop
from tests.support.sources import held, tree, walked

PACKAGE = Path(ita_desktop.__file__).parent
TELLERS = frozenset({"failed", "problem"})
"""Signals that carry a refusal: what they emit as a text of the program's is one."""

ASKING = frozenset({"ask_to_choose"})
"""Methods that tell a refusal until what they ask for was done."""


class Refusal(NamedTuple):
    """``place`` is the file and line; ``remedy`` is told: empty where there is none."""

    place: str
    template: str
    remedy: str


@cache
def refusals() -> tuple[Refusal, ...]:
    """Errors that are made with a template in the code, and sentences that a signal carries."""
    with held():
        return tuple(_refusals())


def _refusals() -> Iterator[Refusal]:
    trees = {path: tree(path) for path in sorted(PACKAGE.rglob("*.py"))}
    errors = _errors(trees.values())
    told_anyway = _with_remedy(trees.values())
    for path, module in trees.items():
        for node in walked(module):
            if not isinstance(node, ast.Call):
                continue
            place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
            if _name(node.func) in errors:
                remedy = next(
                    (keyword.value for keyword in node.keywords if keyword.arg == "remedy"), None
                )
                described = "" if remedy is None else " ".join(_texts(remedy)) or "computed"
                described = described or told_anyway.get(_name(node.func), "")
                yield from (Refusal(place, text, described) for text in _first(node))
            elif _is_told(node) and node.args and isinstance(node.args[0], ast.Call):
                given = node.args[0]
                if _name(given.func) == "tr":
                    yield from (Refusal(place, text, "") for text in _first(given))


def _errors(trees: Iterable[ast.Module]) -> set[str]:
    """The class ItaError and all that are made of it, by name."""
    classes: dict[str, set[str]] = {}
    for module in trees:
        for node in walked(module):
            if isinstance(node, ast.ClassDef):
                classes.setdefault(node.name, set()).update(map(_name, node.bases))
    found = {"ItaError"}
    while more := {name for name, bases in classes.items() if bases & found} - found:
        found |= more
    return found


def _with_remedy(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Classes of errors that have a remedy where none is given, and that remedy."""
    found = {}
    for module in trees:
        for node in walked(module):
            if not isinstance(node, ast.ClassDef):
                continue
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "__init__":
                    remedies = (
                        keyword.value for keyword in call.keywords if keyword.arg == "remedy"
                    )
                    if described := " ".join(
                        text for remedy in remedies for text in _texts(remedy)
                    ):
                        found[node.name] = described
    return found


def _is_told(node: ast.Call) -> bool:
    func = node.func
    if not isinstance(func, ast.Attribute):
        return False
    text = func.value.attr if isinstance(func.value, ast.Attribute) else ""
    return func.attr in ASKING or (func.attr == "emit" and text in TELLERS)


def _first(node: ast.Call) -> list[str]:
    return list(_texts(node.args[0])) if node.args else []


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
