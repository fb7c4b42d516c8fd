"""Options of single documents, selected by the office for all years."""

from ita_desktop.domain.documents.book import DocumentChoices, DocumentOption
from ita_desktop.domain.frameworks.draft import is_draft
from ita_desktop.domain.records import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.storage.workspace import Workspace

_OF_DRAFTS = DocumentOption.NO_DRAFT_MARK


def offered(data: YearData, name: str) -> tuple[DocumentOption, ...]:
    """Return the options of document ``name`` that mean something in this year. Raises InputError
    for an unknown document."""
    from ita_desktop.documents.registry import kind

    drafted = is_draft(data)
    options = kind(name).choices
    return tuple(option for option in options if drafted or option is not _OF_DRAFTS)


def chosen(data: YearData, name: str) -> frozenset[DocumentOption]:
    """Return the selected options of document ``name``."""
    words = next(
        (choice.chosen for choice in data.document_choices if choice.name == name), ""
    ).split()
    return frozenset(choice for choice in DocumentOption if choice.value in words)


def choose(workspace: Workspace, year: int, name: str, choice: DocumentOption, *, on: bool) -> None:
    """Switch an option of document ``name`` on or off, for all years."""
    data = workspace.year(year)
    now = chosen(data, name)
    wanted = now | {choice} if on else now - {choice}
    if wanted == now:
        return
    text = " ".join(option.value for option in DocumentOption if option in wanted)
    stored = next((choices for choices in data.document_choices if choices.name == name), None)
    with workspace.change("เลือกส่วนของเอกสาร") as change:
        if stored is None:
            change.insert(DocumentChoices(id=new_id(), name=name, chosen=text))
        else:
            change.update(stored, chosen=text)
