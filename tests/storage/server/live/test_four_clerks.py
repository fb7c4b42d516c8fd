"""Four clerks at once, as fast as they can: nothing is lost, doubled or seen differently."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.storage.server.live.conftest import YEAR, Connect, within
from tests.storage.server.live.simulated import Clerk, QueuedClerk, is_current, lost_and_doubled


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", [Clerk, QueuedClerk])
def test_four_clerks_lose_nothing_and_see_the_same(connect: Connect, kind: type[Clerk]) -> None:
    """Those who wait for each answer, as the command line, and those in a window."""
    clerks = [kind(connect(), YEAR, f"c{number}", number) for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(clerk.works, 5, 0, 20) for clerk in clerks]:
            done.result()
    # What all see in the end is tested, not how soon: a machine may do much else.
    assert within(60, lambda: all(is_current(clerk.workspace, YEAR) for clerk in clerks))
    first = clerks[0].workspace
    assert len({str(clerk.workspace.year(YEAR)) for clerk in clerks}) == 1
    stored = set().union(*(clerk.notes.stored for clerk in clerks))
    refused = set().union(*(clerk.notes.refused for clerk in clerks))
    assert len(stored) > 20
    assert lost_and_doubled(first, stored) == (set(), set())
    noted = {group.label.split(" ")[-1] for group in first.edits.latest(1_000_000)}
    assert not refused & noted
    assert sum((clerk.notes.failed for clerk in clerks), Counter()) == Counter()
    places = Counter(person.position for person in first.year(YEAR).people)
    # What is done again comes back to the place where it was.
    redone = sum(clerk.notes.redone for clerk in clerks)
    assert sum(count - 1 for count in places.values()) <= redone
