"""Options of single documents, selected by the office for all years."""

from ita_desktop.domain.documents.book import DocumentChoices, DocumentOption
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.storage.workspace import Workspace


def offered(name: str) -> tuple[DocumentOption, ...]:
    """Return the options of document ``name``. Raises InputError for an unknown document."""
    from ita_desktop.documents.registry import kind

    return kind(name).choices


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
