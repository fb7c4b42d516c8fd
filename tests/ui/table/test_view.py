"""The view of a table as a widget."""

import gc
import weakref

import pytest


@pytest.mark.in_turn
def test_a_table_that_is_let_go_of_while_it_is_seen_goes_quietly(make) -> None:
    page = make()
    view = weakref.ref(page.view)
    del page
    # What fails while Python clears a table away fails the test that runs then.
    gc.collect()
    assert view() is None
