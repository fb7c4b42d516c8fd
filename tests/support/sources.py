"""The program's code as syntax trees, for the tests that read it."""

import ast
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def tree(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def walked(module: ast.Module) -> Sequence[ast.AST]:
    """All nodes of a module's tree, walked through once."""
    return list(ast.walk(module))


@contextmanager
def held() -> Iterator[None]:
    """Keeps the trees until the end.

    Those of the whole package are as large as all other things that a process holds: looking for
    garbage among them takes longer than reading them, and they are none.
    """
    gc.disable()
    try:
        yield
    finally:
        walked.cache_clear()
        tree.cache_clear()
        gc.enable()
