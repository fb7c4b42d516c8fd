"""What the office chose for single documents."""

from ita_desktop.documents.kinds import Material
from ita_desktop.domain.documents.book import Choice


def chose(material: Material, name: str, choice: Choice) -> bool:
    """Whether a choice is on in document ``name``; for what is bound into another one, in that
    one. The command line may say for itself whether internal notes are printed and what an Excel
    file looks like."""
    said = {
        Choice.INTERNAL_NOTES: material.notes,
        Choice.PRINTED_SHEET: material.printed_sheet,
    }.get(choice)
    if said is not None:
        return said
    wanted = material.document or name
    return any(choice in one.chosen.split() for one in material.year.document_choices
               if one.name == wanted)  # fmt: skip
