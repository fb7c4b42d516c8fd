"""A text with a letter that no font has: papers would print a box for it."""

from collections.abc import Iterator

from ita_desktop.documents.layout.text.fallbacks import without_glyph as letters_without_glyph
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.documents.lost_photos import unprinted


def without_glyph(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts with letters that no font has."""
    for text in subject.texts:
        for letter in [*letters_without_glyph([text.text])][:1]:
            fix = Phrase("พิมพ์คำนั้นใหม่")
            message = unprinted(letter, text.text)
            yield CheckIssue(
                Severity.WARNING, "no-glyph", text.where, message, fix, place=text.place
            )
