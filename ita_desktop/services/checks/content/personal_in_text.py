"""Personal data in a text that public papers or the public page would print."""

from collections.abc import Iterator

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue


def personal_in_text(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield the places that nobody has decided about, of all public papers and the page."""
    # Imported here, because it is seldom needed: most years have no such text.
    from ita_desktop.services.personal.going_out import of_year
    from ita_desktop.services.personal.public_texts import issue_of

    context = ReportContext(subject.data, subject.before, day=subject.today, media=subject.media)
    for found in of_year(context):
        yield issue_of(subject.data, found)
