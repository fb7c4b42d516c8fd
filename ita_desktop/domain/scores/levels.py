"""The level of a score (ระดับผลการประเมิน), and the unmet conditions of better levels.

A level set lists its levels best first; the first one whose conditions all hold is the result.
Conditions compare published scores (two decimals) and include their bounds.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import TOTAL, Level, LevelSet
from ita_desktop.domain.text import short_number


class UnmetCondition(NamedTuple):
    """A condition of a better level that does not hold."""

    level: Level
    subject: str
    """Code of the score: ``ITA`` (the total) or an instrument code."""
    needs: Decimal
    has: Decimal | None
    """The actual score; None if it is missing."""

    @property
    def rule(self) -> str:
        """The condition in short, for example ``EIT >= 95``."""
        return f"{self.subject} >= {short_number(self.needs)}"

    @property
    def missing(self) -> Decimal | None:
        """Points missing; None if the score itself is missing."""
        return None if self.has is None else self.needs - self.has


class LevelResult(NamedTuple):
    """The level reached, the next better one, and the unmet conditions of better levels.

    ``level`` and ``next_level`` are None while the total or a decisive instrument has no score.
    ``blocked_by`` starts with the conditions of the next better level.
    """

    level: Level | None
    next_level: Level | None
    blocked_by: tuple[UnmetCondition, ...]

    @property
    def aim(self) -> Level | None:
        """The level to work for: the next better one, or the best if it is reached."""
        return self.next_level or self.level

    @property
    def is_best(self) -> bool:
        """Whether the best level is reached."""
        return self.level is not None and self.next_level is None

    @property
    def blocks_next(self) -> tuple[UnmetCondition, ...]:
        """The unmet conditions of the next better level."""
        return tuple(
            condition for condition in self.blocked_by if condition.level is self.next_level
        )


def level_of(
    levels: LevelSet, total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> LevelResult:
    """Return the level of a published ``total`` (0-100) and the scores of the ``instruments``.

    The level set ``names`` has the printed criteria of 2567 and 2568: a total of 97.38 with EIT
    92.38 is ผ่านดี, blocked from ผ่านดีเยี่ยม by EIT, which misses 2.62.
    """
    failed: list[tuple[UnmetCondition, ...]] = []
    for place, level in enumerate(levels.levels):
        blocks = unmet(level, total, instruments)
        if not blocks:
            next_level = levels.levels[place - 1] if place else None
            blocked_by = tuple(block for better in reversed(failed) for block in better)
            return LevelResult(level, next_level, blocked_by)
        if all(block.has is None for block in blocks):
            break
        failed.append(blocks)
    return LevelResult(None, None, ())


def printed_level(
    levels: LevelSet, name: str, total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> LevelResult | None:
    """Return the level printed in a report, with the unmet conditions of the next better one; None
    if the set has no level of that name."""
    place = next((at for at, level in enumerate(levels.levels) if level.name == name), None)
    if place is None:
        return None
    better = levels.levels[place - 1] if place else None
    blocked_by = unmet(better, total, instruments) if better is not None else ()
    return LevelResult(levels.levels[place], better, blocked_by)


def above_shown(
    levels: LevelSet, total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> Level | None:
    """Return the level above the best one that is certain whatever the missing scores are, or the
    best level if that is certain; None if none is certain."""
    for place, level in enumerate(levels.levels):
        if not unmet(level, total, instruments):
            return levels.levels[max(place - 1, 0)]
    return None


def unmet(
    level: Level, total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> tuple[UnmetCondition, ...]:
    """Return the conditions of ``level`` that do not hold, the total's first."""
    scores = {TOTAL: total, **instruments}
    return tuple(
        UnmetCondition(level, code, needs, scores[code])
        for code, needs in level.conditions(instruments)
        if (score := scores[code]) is None or score < needs
    )
