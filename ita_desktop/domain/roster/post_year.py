"""Who holds a post over a time, stretch by stretch: where nobody does, and where several do."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from ita_desktop.domain.roster.tenures import Tenure
from ita_desktop.domain.text import key

_DAY: Final = timedelta(days=1)
_OF_ONE: Final = re.compile(r"(?:ผู้อำนวยการ|ผอ\.?|หัวหน้า|ปลัด|ประธาน|เลขานุการ)")
"""What posts begin with that one person holds at a time, as others do not (ผู้ช่วย, นัก…)."""


class PostPeriod(NamedTuple):
    """Days, the last included, on which the same people hold a post."""

    first: date
    last: date
    own: tuple[Tenure, ...]
    """Those who hold it in their own right, each person once."""
    acting: tuple[Tenure, ...]
    """Those who act for the holder."""

    @property
    def is_gap(self) -> bool:
        """Whether nobody holds it."""
        return not self.own and not self.acting

    @property
    def is_shared(self) -> bool:
        """Whether more than one person holds it in their own right."""
        return len(self.own) > 1


def stretches(tenures: Iterable[Tenure], first: date, last: date) -> tuple[PostPeriod, ...]:
    """The days from ``first`` to ``last`` as stretches, by who of ``tenures`` holds the post."""
    held = [tenure for tenure in tenures if _reaches(tenure, first, last)]
    begins = {first}
    for tenure in held:
        if tenure.first is not None and tenure.first > first:
            begins.add(tenure.first)
        if tenure.last is not None and tenure.last < last:
            begins.add(tenure.last + _DAY)
    starts = sorted(begins)
    ends = [*(start - _DAY for start in starts[1:]), last]
    return tuple(_stretch(held, *days) for days in zip(starts, ends, strict=True))


def _reaches(tenure: Tenure, first: date, last: date) -> bool:
    began = tenure.first is None or tenure.first <= last
    return began and (tenure.last is None or tenure.last >= first)


def _stretch(held: Iterable[Tenure], first: date, last: date) -> PostPeriod:
    own: dict[str, Tenure] = {}
    acting: dict[str, Tenure] = {}
    for tenure in held:
        if tenure.covers(first):
            (acting if tenure.acting else own).setdefault(tenure.person_id, tenure)
    return PostPeriod(first, last, tuple(own.values()), tuple(acting.values()))


def is_of_one(post: str) -> bool:
    """Whether a post is one that a single person holds at a time."""
    return _OF_ONE.match(key(post)) is not None
