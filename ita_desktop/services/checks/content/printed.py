"""What papers would print and should not: personal data, a letter that no font has."""

from collections.abc import Iterator

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.text.fallbacks import without_glyph as letters_without_glyph
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.personal.typed import TypedData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.documents.batch import chosen
from ita_desktop.services.documents.exporting import kinds
from ita_desktop.services.documents.lost_photos import unprinted
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


# A text with a letter that no font has: papers would print a box for it.


def without_glyph(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts with letters that no font has."""
    for text in subject.texts:
        for letter in [*letters_without_glyph([text.text])][:1]:
            fix = Phrase("พิมพ์คำนั้นใหม่")
            message = unprinted(letter, text.text)
            yield CheckIssue(
                Severity.WARNING, "no-glyph", text.where, message, fix, place=text.place
            )
