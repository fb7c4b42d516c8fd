"""How alike two names are spelt: which one a mistyped name means, whether one was corrected."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

NameT = TypeVar("NameT", bound=Hashable)


def spelt_alike(one: str, other: str) -> float:
    """Return the share of letters that two texts have in common in the same order, 0 to 1.

    >>> spelt_alike("โยธา", "โยธา"), spelt_alike("โยธา", "โยทา"), spelt_alike("โยธา", "")
    (1.0, 0.75, 0.0)
    """
    return nearest(other, [(one, one)]).get(one, 0.0)


def nearest(
    wanted: str, spelt: Iterable[tuple[str, NameT]], least: float = 0.0
) -> dict[NameT, float]:
    """Return those whose spelling is at least so much like ``wanted``, the best match first; of
    several spellings of one the best counts.

    >>> nearest("โยทา", [("โยธา", 1), ("ทะเบียน", 2), ("โยทา", 1)], 0.7)
    {1: 1.0}
    """
    # Most who import this never compare.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    found: dict[NameT, float] = {}
    for text, whose in spelt:
        # An upper bound from the lengths: comparing long texts takes long.
        shorter, both = min(len(text), len(wanted)), len(text) + len(wanted)
        if not shorter or 2 * shorter < least * both:
            continue
        matcher.set_seq1(text)
        if matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
            found[whose] = max(ratio, found.get(whose, 0.0))
    return dict(sorted(found.items(), key=lambda each: -each[1]))
