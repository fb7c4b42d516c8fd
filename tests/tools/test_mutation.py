"""Faults planted to try the tests: each changes one place, and the module still compiles."""

import ast
from pathlib import Path

import pytest

from tools.mutation import ROOT, faults_of

MODULE = ROOT / "ita_desktop" / "domain" / "tracking" / "standing.py"


def test_each_fault_changes_one_place_of_a_module_that_still_compiles() -> None:
    whole = ast.unparse(ast.parse(MODULE.read_text(encoding="utf-8")))
    faults = list(faults_of(MODULE))
    assert len(faults) > 10
    for fault in faults:
        compile(fault.source, fault.path, "exec")
        assert fault.source != whole
        assert fault.before != fault.after
    assert len({fault.source for fault in faults}) == len(faults)


def test_a_fault_names_the_line_that_it_changes() -> None:
    lines = MODULE.read_text(encoding="utf-8").splitlines()
    for fault in faults_of(MODULE):
        assert Path(fault.path) == MODULE.relative_to(ROOT)
        first = fault.before.split()[0].strip("([{'\"")[:3]
        assert first in lines[fault.line - 1] or first.startswith("not")


@pytest.mark.in_turn
def test_a_false_that_is_returned_becomes_true_and_not_none() -> None:
    module = ROOT / "ita_desktop" / "services" / "imports" / "roster" / "bodies.py"
    changes = {
        fault.after for fault in faults_of(module) if fault.before in {"False", "return False"}
    }
    assert changes == {"True"}
