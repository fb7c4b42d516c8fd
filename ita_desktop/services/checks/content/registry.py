"""The rules about content, in the order in which their issues are reported."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.content.missing import (
    below_target,
    not_done,
    without_result,
    without_time,
)
from ita_desktop.services.checks.content.printed import personal_in_text, without_glyph
from ita_desktop.services.checks.content.repeated import repeated_photos, repeated_texts
from ita_desktop.services.checks.content.wrong_names import other_districts, unknown_units
from ita_desktop.services.checks.content.wrong_numbers import numbering, other_scores
from ita_desktop.services.checks.content.wrong_times import old_evidence, other_years, outside_year
from ita_desktop.services.checks.issues import CheckIssue

RULES: Final[tuple[Callable[[CheckedYear], Iterator[CheckIssue]], ...]] = (
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
