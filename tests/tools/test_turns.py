"""CI runs every test within a few turns, and as many costly ones in each."""

from itertools import chain

import pytest

from tests.support.turns import TURNS, of_turn


@pytest.mark.parametrize("count", [1, 2, TURNS, 3 * TURNS + 1])
@pytest.mark.parametrize("first", [0, 739_950])
def test_turns_on_end_have_every_case_once(count: int, first: int) -> None:
    cases = [*range(count)]
    turns = [of_turn(cases, "tests/test_any.py::test_any", first + at) for at in range(TURNS)]
    assert sorted(chain(*turns)) == cases


def test_a_turn_has_its_share_of_tests_without_cases() -> None:
    names = [f"tests/test_any.py::test_{number}" for number in range(500)]
    for turn in range(TURNS):
        count = sum(len(of_turn([name], name, turn)) for name in names)
        assert count == pytest.approx(500 / TURNS, rel=0.25)


@pytest.mark.in_turn
def test_what_is_marked_alone_waits_for_its_turn(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmarkers = in_turn")
    pytester.makepyfile(
        f"""
        import pytest

        def test_cheap(): pass

        @pytest.mark.in_turn
        @pytest.mark.parametrize("number", range({2 * TURNS}))
        def test_costly(number): pass
        """
    )
    for turn in range(TURNS):
        result = pytester.runpytest("-p", "tests.support.turns", "--turn", str(turn))
        result.assert_outcomes(passed=3, deselected=2 * TURNS - 2)
