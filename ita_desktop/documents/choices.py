"""Reads the options that the office set for a document."""

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.documents.book import DocumentOption


def chose(context: ReportContext, name: str, choice: DocumentOption) -> bool:
    """Returns whether an option of document ``name`` is on; a bound document has the options of the
    one it is bound into. Internal notes and the layout of Excel files can be overridden on the
    command line."""
    text = {
        DocumentOption.INTERNAL_NOTES: context.notes,
        DocumentOption.PRINTED_SHEET: context.printed_sheet,
    }.get(choice)
    if text is not None:
        return text
    wanted = context.document or name
    return any(choice in choices.chosen.split() for choices in context.year.document_choices
               if choices.name == wanted)  # fmt: skip
