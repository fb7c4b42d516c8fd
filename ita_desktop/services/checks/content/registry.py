"""The rules about content, in the order in which their issues are reported."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.content.below_target import below_target
from ita_desktop.services.checks.content.numbering import numbering
from ita_desktop.services.checks.content.old_evidence import old_evidence
from ita_desktop.services.checks.content.other_districts import other_districts
from ita_desktop.services.checks.content.other_scores import other_scores
from ita_desktop.services.checks.content.other_years import other_years
from ita_desktop.services.checks.content.outside_year import outside_year
from ita_desktop.services.checks.content.personal_in_text import personal_in_text
from ita_desktop.services.checks.content.repeated_photos import repeated_photos
from ita_desktop.services.checks.content.repeated_texts import repeated_texts
from ita_desktop.services.checks.content.unknown_units import unknown_units
from ita_desktop.services.checks.content.without_result import not_done, without_result
from ita_desktop.services.checks.content.without_time import without_time
from ita_desktop.services.checks.issues import CheckIssue
from ita_desktop.services.checks.without_glyph import without_glyph

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
