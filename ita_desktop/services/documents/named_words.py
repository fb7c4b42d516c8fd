"""All texts that the office can word, by name: wordings, the form and chapters of the book.

A generated chapter is named after its part (``chapter:importance``), the office's own by its
heading; ``book:form`` is the form of the book, one chapter per line.
"""

from typing import Final, NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents import book, wordings
from ita_desktop.storage.workspace import Workspace

FORM: Final = "book:form"
_CHAPTER: Final = "chapter:"
_BOOK: Final = "เล่มมาตรการ"


class NamedWording(NamedTuple):
    """A text: its name, title and documents, and whether the office has replaced it."""

    name: str
    title: str
    paper: str
    own: bool


def listing(data: YearData) -> list[NamedWording]:
    """Return all texts that can be replaced."""
    texts = [
        NamedWording(
            worded.template.name,
            worded.template.title,
            worded.template.papers,
            worded.own is not None,
        )
        for worded in wordings.listing(data)
    ]
    chapters = [
        NamedWording(_chapter_name(entry), str(entry.title), _BOOK, bool(entry.text))
        for entry in book.entries(data)
    ]
    return [*texts, NamedWording(FORM, "แบบของเล่ม", _BOOK, bool(data.chapters)), *chapters]


def words_of(context: ReportContext, name: str) -> str:
    """Return a text: the office's own, else the default one. Raises InputError for an unknown
    name."""
    data = context.year
    if name == FORM:
        return "\n".join(_chapter_name(entry) for entry in book.entries(data) if entry.shown)
    if name.startswith(_CHAPTER):
        found = _chapter(data, name)
        if found is None:
            raise _unknown(name)
        return found.text
    shipped = template(name)
    own = data.own_words.get(shipped.key(data))
    return wordings.shipped_text(context, shipped) if own is None else own


def put(workspace: Workspace, year: int, name: str, words: str) -> None:
    """Set the office's own text; a new chapter name adds that chapter. Raises InputError for an
    unknown name, and as :func:`wordings.put`."""
    if name == FORM:
        _put_form(workspace, year, words)
    elif name.startswith(_CHAPTER):
        found = _chapter(workspace.year(year), name)
        if found is not None:
            book.edit(workspace, year, found.key, text=words)
        else:
            book.add_text(workspace, year, name.removeprefix(_CHAPTER), words)
    else:
        wordings.put(workspace, year, name, words)


def reset(workspace: Workspace, year: int, name: str) -> None:
    """Restore the default text. Raises InputError for an unknown name."""
    if name == FORM:
        book.reset(workspace, year)
    elif name.startswith(_CHAPTER):
        found = _chapter(workspace.year(year), name)
        if found is None:
            raise _unknown(name)
        book.edit(workspace, year, found.key, text="")
    else:
        wordings.reset(workspace, year, name)


def _put_form(workspace: Workspace, year: int, words: str) -> None:
    """Set the form of the book: the name of a predefined order, or chapter names one per line, as
    :func:`words_of` returns them."""
    names = [line for line in map(one_line, words.splitlines()) if line]
    if not any(name.startswith(_CHAPTER) for name in names):
        book.reset(workspace, year, one_line(words))
        return
    data = workspace.year(year)
    found = [(name, _chapter(data, name)) for name in names]
    unknown = next((name for name, entry in found if entry is None), None)
    if unknown is not None:
        raise _unknown(unknown)
    book.arrange(workspace, year, [entry.key for _name, entry in found if entry is not None])


def _chapter_name(entry: book.ChapterEntry) -> str:
    return f"{_CHAPTER}{entry.part or entry.title}"


def _chapter(data: YearData, name: str) -> book.ChapterEntry | None:
    wanted = key(name)
    return next(
        (entry for entry in book.entries(data) if key(_chapter_name(entry)) == wanted), None
    )


def _unknown(name: str) -> InputError:
    return InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="ดูชื่อทั้งหมดด้วยคำสั่ง wordings list", name=name)
