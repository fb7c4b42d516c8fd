"""A long import tells how far it is and can be cancelled while its rows are compared."""

import pytest

from ita_desktop.exchange.kinds.registry import KINDS, RESULTS
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from tests.support.known_files import begun_year
from tests.support.taken_in import plan_import, read_text

COMPARED = {kind.name: kind for kind in KINDS if kind is not RESULTS}
TWICE = {"analysis", "progress", "texts", "worksheet"}
"""Kinds whose rows are compared in two passes."""


def examples(kind):
    """The rows that the template of a kind shows, as a table."""
    columns = [one for one in kind.columns if any(one.name in row for row in kind.examples)]
    rows = [[row.get(one.name, "") for one in columns] for row in kind.examples]
    cells = [[one.heading for one in columns], *rows]
    return read_text("\n".join("\t".join(f'"{cell}"' for cell in row) for row in cells))


@pytest.mark.parametrize("name", COMPARED)
def test_comparing_the_rows_of_a_table_tells_how_far_it_is_and_can_be_cancelled(name):
    told = []
    sheets = examples(COMPARED[name])
    progress = WorkProgress(lambda *at: told.append(at), cancelled=lambda: len(told) == passes - 1)
    passes = 0
    plan_import(begun_year(2568), name, sheets, work_progress=progress)
    passes = 2 if name in TWICE else 1
    assert told == [(0, told[0][1])] * passes
    assert told[0][1] > 0
    told.clear()
    with pytest.raises(CancelledError):
        plan_import(begun_year(2568), name, sheets, work_progress=progress)
