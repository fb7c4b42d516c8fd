"""Tries the tests: plants a fault in a line, and asks whether any test notices.

``python dev.py mutate [COUNT] [--seed N] [--workers N]`` draws COUNT faults (100) by lot, each in
one line of domain or services, and runs the tests that carry this line out; where none of them
notices, those of the window that bear the room's name. A fault that nothing notices is printed with
its line. Leaves with 1 where fewer than 95 of 100 are noticed.

The work is done in a copy of the checkout. The libraries for this run one and the same command for
every fault; here that would be all tests, a quarter of an hour each.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGES: Final = ("ita_desktop/domain", "ita_desktop/services")
TESTS: Final = ("domain", "services", "documents", "exchange", "cli")
"""Folders of tests in which a fault may be noticed first."""
LIMIT: Final = 600
"""Seconds after which a run counts as noticed: the fault made it endless."""
MOST: Final = 200
"""Tests that are run for a fault, those of the room's or the module's name first."""
WANTED: Final = 0.95
"""Part of the faults that the tests have to notice."""

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_REPLACED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A changed line of a module: ``source`` is the whole module with it."""

    path: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before}  ->  {self.after}"


# -- planting


def _changed(node: ast.AST) -> ast.AST | None:
    """The node with a fault; ``None`` where none can be planted in it."""
    changed = _other_value(node) if isinstance(node, ast.Constant) else _other_way(node)
    if changed is None or ast.unparse(changed) == ast.unparse(node):
        return None
    return changed


def _other_value(node: ast.Constant) -> ast.AST | None:
    match node.value:
        case bool(value):
            return ast.Constant(not value)
        case int(value):
            return ast.Constant(value + 1)
    return None


def _other_way(node: ast.AST) -> ast.AST | None:
    changed = copy.deepcopy(node)
    match changed:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            changed.ops = [_COMPARED[type(operator)]()]
        case ast.BoolOp(op=operator):
            changed.op = ast.Or() if isinstance(operator, ast.And) else ast.And()
        case ast.BinOp(op=operator) if type(operator) in _REPLACED:
            changed.op = _REPLACED[type(operator)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.IfExp(body=body, orelse=other):
            changed.body, changed.orelse = other, body
        case ast.Return(value=ast.expr() as value):
            # Where a truth is asked for, None is False: False itself is another place.
            if isinstance(value, ast.Constant) and value.value is False:
                return None
            changed.value = ast.Constant(None)
        case ast.Continue():
            return ast.Break()
        case ast.Expr(value=ast.Call()):
            return ast.Pass()
        case _:
            return None
    return changed


def _carried_out(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of what is carried out: no annotations, no decorators, no imports for types."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if name not in {"annotation", "returns", "decorator_list"}:
                children = value if isinstance(value, list) else [value]
                waiting += [child for child in children if isinstance(child, ast.AST)]


def _places(tree: ast.Module) -> list[ast.AST]:
    return [node for node in _carried_out(tree) if _changed(node) is not None]


class _Planting(ast.NodeTransformer):
    def __init__(self, place: ast.AST, changed: ast.AST) -> None:
        self._place = place
        self._changed = changed

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._place:
            return ast.copy_location(self._changed, node)
        return self.generic_visit(node)


def _planted(path: Path, number: int) -> Fault:
    """The fault with this number of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    place = _places(tree)[number]
    changed = _changed(place)
    assert changed is not None
    line, before = int(getattr(place, "lineno", 0)), ast.unparse(place)
    source = ast.unparse(ast.fix_missing_locations(_Planting(place, changed).visit(tree)))
    name = path.relative_to(ROOT).as_posix()
    return Fault(name, line, before, ast.unparse(changed), source)


def _count(path: Path) -> int:
    return len(_places(ast.parse(path.read_text(encoding="utf-8"))))


def faults_of(path: Path) -> Iterator[Fault]:
    """All that can be planted in the module at ``path``."""
    return (_planted(path, number) for number in range(_count(path)))


def drawn(count: int, seed: int) -> list[Fault]:
    """So many faults, each place as likely as any other, the same ones for the same seed."""
    modules = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    places = [(path, number) for path in modules for number in range(_count(path))]
    return [_planted(*place) for place in random.Random(seed).sample(places, count)]


# -- running


def _copy_to(folder: Path) -> None:
    """The checkout as it is here, without what git does not know."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def _pytest(folder: Path, *words: str, limit: int | None = None) -> int:
    """Runs tests in a copy; 124 where they do not end in ``limit`` seconds."""
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", *words)
    # As in CI, property tests take the same examples every time: a fault is noticed or it is not.
    own = {"CI": "true", "QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(folder / "home")}
    try:
        return subprocess.run(
            [sys.executable, *words], cwd=folder, env=os.environ | own, timeout=limit, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return 124


def _tests_of_lines(folder: Path, workers: int) -> Callable[[Fault], list[str]]:
    """Runs the tests without a window once, to know which of them carry out which line."""
    from coverage import CoverageData

    folders = [f"tests/{name}" for name in TESTS]
    cover = [f"--cov={package.replace('/', '.')}" for package in PACKAGES]
    words = ("-n", str(workers), *cover, "--cov-context=test", "--cov-report=", *folders)
    if code := _pytest(folder, *words):
        sys.exit(f"without any fault the tests end with {code}")
    data = CoverageData(str(folder / ".coverage"))
    data.read()

    def found(fault: Fault) -> list[str]:
        contexts = data.contexts_by_lineno(str(folder / fault.path)).get(fault.line, [])
        tests = sorted({context.split("|")[0] for context in contexts} - {""})
        parts = Path(fault.path).parent.parts[1:]
        room = Path("tests", *parts).as_posix()
        if not tests and contexts:
            # What is carried out when the module is imported.
            layer = sorted((folder / "tests" / parts[0]).glob("test_*.py"))
            of_layer = [test.relative_to(folder).as_posix() for test in layer]
            return [room, *of_layer] if (folder / room).is_dir() else [f"tests/{parts[0]}"]
        own = f"/test_{Path(fault.path).stem}.py::"
        near = [test for test in tests if f"/{parts[-1]}/" in test or own in test]
        return _spread(near, MOST) + _spread(sorted({*tests} - {*near}), MOST - len(near))

    return found


def _spread(tests: Sequence[str], most: int) -> list[str]:
    """At most so many of them, of all files alike: those of one file carry out the same lines."""
    return list(tests[:: ceil(len(tests) / most)]) if tests and most > 0 else []


def _tests_of_window(fault: Fault) -> list[str]:
    """The window's tests in a folder of the room's name, or in a file of its or the module's."""
    path = Path(fault.path)
    names = {path.stem, path.parent.name} - {"domain", "services"}
    return sorted(
        test.relative_to(ROOT).as_posix()
        for test in (ROOT / "tests" / "ui").rglob("test_*.py")
        if names & {test.stem.removeprefix("test_"), test.parent.name}
    )


def _is_noticed(folder: Path, fault: Fault, tests: Sequence[str]) -> bool:
    if not tests:
        return False
    module, names = folder / fault.path, folder / "names-of-tests.txt"
    whole = module.read_bytes()
    names.write_text("\n".join(tests), encoding="utf-8")
    try:
        module.write_text(fault.source, encoding="utf-8")
        return _pytest(folder, "-x", "-n", "0", f"@{names}", limit=LIMIT) != 0
    finally:
        module.write_bytes(whole)


def main() -> None:
    """Plants the faults and says which of them nobody noticed."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    faults = drawn(given.count, given.seed)
    with tempfile.TemporaryDirectory() as place:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(given.workers):
            _copy_to(Path(place, str(number)))
            copies.put(Path(place, str(number)))

        def in_a_copy(run: Callable[[Path], bool]) -> bool:
            folder = copies.get()
            try:
                return run(folder)
            finally:
                copies.put(folder)

        def is_noticed(fault: Fault) -> bool:
            tests, of_window = tests_of(fault), _tests_of_window(fault)
            noticed = in_a_copy(lambda folder: _is_noticed(folder, fault, tests)) or (
                in_a_copy(lambda folder: _is_noticed(folder, fault, of_window))
                # They must pass without the fault, which is tried once it matters.
                and in_a_copy(lambda folder: _pytest(folder, "-n", "0", *of_window) == 0)
            )
            sys.stdout.write(f"{'noticed ' if noticed else 'NOT SEEN'}  {fault}\n")
            sys.stdout.flush()
            return noticed

        tests_of = _tests_of_lines(Path(place, "0"), given.workers)
        with ThreadPoolExecutor(given.workers) as pool:
            noticed = sum(pool.map(is_noticed, faults))
    sys.stdout.write(f"{noticed} of {len(faults)} faults were noticed\n")
    sys.exit(noticed < WANTED * len(faults))


if __name__ == "__main__":
    main()
