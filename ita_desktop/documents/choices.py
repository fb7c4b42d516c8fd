"""What the office chose for single documents."""

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.documents.book import DocumentOption


def chose(context: ReportContext, name: str, choice: DocumentOption) -> bool:
    """Whether a choice is on in document ``name``; for what is bound into another one, in that
    one. The command line may say for itself whether internal notes are printed and what an Excel
    file looks like."""
    text = {
        DocumentOption.INTERNAL_NOTES: context.notes,
        DocumentOption.PRINTED_SHEET: context.printed_sheet,
    }.get(choice)
    if text is not None:
        return text
    wanted = context.document or name
    return any(choice in choices.chosen.split() for choices in context.year.document_choices
               if choices.name == wanted)  # fmt: skip
