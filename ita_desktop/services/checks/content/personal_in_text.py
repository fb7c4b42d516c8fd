"""Personal data in a text that public papers or the public page would print."""

from collections.abc import Iterator

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.personal.typed import TypedData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue
from ita_desktop.services.documents.batch import chosen
from ita_desktop.services.documents.exporting import kinds
from ita_desktop.services.personal.going_out import PublicPaper, of_papers, of_site, once
from ita_desktop.services.personal.public_texts import issue_of
from ita_desktop.site.parts import SiteSource


def personal_in_text(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield the places that nobody has decided about, of all public papers and the page."""
    context = ReportContext(subject.data, subject.before, day=subject.today, media=subject.media)
    for found in of_year(context):
        yield issue_of(subject.data, found)


def of_year(context: ReportContext) -> tuple[TypedData, ...]:
    """Return the undecided personal data that the page or any public paper of a year would
    print."""
    wanted = chosen(context, {kind.name: kind.formats for kind in kinds()})
    papers = [PublicPaper(one.kind, one.context, one.formats, one.digits) for one in wanted]
    page = SiteSource(context.year, media=context.media)
    return once((*of_papers(papers), *of_site(page)))
