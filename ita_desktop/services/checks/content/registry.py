"""The rules about content, in the order in which their issues are reported."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.content.rows import (
    below_target,
    not_done,
    repeated_photos,
    repeated_texts,
    without_result,
    without_time,
)
from ita_desktop.services.checks.content.texts import (
    numbering,
    other_districts,
    other_scores,
    personal_in_text,
    unknown_units,
    without_glyph,
)
from ita_desktop.services.checks.content.times import old_evidence, other_years, outside_year
from ita_desktop.services.checks.issues import CheckedYear, CheckIssue, Rule

RULES: Final[tuple[Rule, ...]] = (
    other_years,
    other_districts,
    unknown_units,
    outside_year,
    without_time,
    below_target,
    other_scores,
    without_result,
    not_done,
    repeated_texts,
    repeated_photos,
    numbering,
    old_evidence,
    personal_in_text,
    without_glyph,
)


def content_issues(
    data: YearData,
    before: YearData | None,
    today: date,
    media: Callable[[str], bytes | None] = lambda _key: None,
) -> Iterator[CheckIssue]:
    """Yield what the rules find in a year on the day ``today``; ``before`` is the year whose result
    it answers, ``media`` returns the stored bytes of a file."""
    subject = CheckedYear(data, before, today, media)
    for rule in RULES:
        yield from rule(subject)
