"""All editable texts of the documents, for the settings and for imports; and which of them is
printed at a place of a page, found by comparing the characters around it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Document, KeepTogether, Paragraph, Table
from ita_desktop.documents.wordings import templates as declared
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import to_arabic

_ROOMS: Final = (
    "wording",
    "appointment_order",
    "committee_roster",
    "framework_summary",
    "book",
    "named_texts",
    "meetings",
    "letters",
)
"""Areas whose texts, shared by several documents, are listed first, in this order."""
_WINDOW = 24
"""Number of characters compared on either side, fewer near the ends of a text."""
_LEAST = 2


@cache
def templates() -> Mapping[str, Template]:
    """Returns all texts by name, in the order of the documents: every template that a module of the
    documents has as a module-level variable."""
    from ita_desktop.documents import registry, reports

    titles = {kind.name: kind.title for kind in registry.KINDS}
    place = {name: number for number, name in enumerate(titles)}
    modules = sorted(_modules_in(reports), key=_area_order)
    found = {
        text_template.name: text_template
        for module in (declared, *modules)
        for text_template in _templates_in(vars(module).values())
    }
    listed = sorted(found.values(), key=lambda text_template: place.get(text_template.document, -1))
    headed = [replace(of, papers=of.papers or titles.get(of.document, "")) for of in listed]
    counts = Counter((of.papers, of.name_shown) for of in headed)
    headed = [replace(of, shares_name=counts[of.papers, of.name_shown] > 1) for of in headed]
    return MappingProxyType({text_template.name: text_template for text_template in headed})


def _area_order(report: ModuleType) -> tuple[int, bool]:
    """Within a room the texts of a whole paper come behind those of its parts."""
    room = report.__name__.split(".")[3]
    if room not in _ROOMS:
        return len(_ROOMS), False
    return _ROOMS.index(room), report.__name__.endswith("texts")


def _modules_in(package: ModuleType) -> Iterator[ModuleType]:
    """Yields the loaded modules of a package, including those of subpackages."""
    inside = f"{package.__name__}."
    for var in list(vars(package).values()):
        if isinstance(var, ModuleType) and var.__name__.startswith(inside):
            yield var
            yield from _modules_in(var)


def _templates_in(values: Iterable[object]) -> Iterator[Template]:
    for value in values:
        if isinstance(value, Template):
            yield value
        elif isinstance(value, tuple):
            yield from (of for of in value if isinstance(of, Template))
        elif isinstance(value, Mapping):
            yield from (of for of in value.values() if isinstance(of, Template))


def template(name: str) -> Template:
    """Returns the text of that name; raises InputError if there is none."""
    found = templates().get(name)
    if found is None:
        raise InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="เลือกจากรายการในหน้าตั้งค่า", name=name)
    return found


class PrintedText(NamedTuple):
    """A run of a document's text without spaces, and the name of its wording; empty for data."""

    text: str
    wording: str


def printed_texts(document: Document) -> tuple[PrintedText, ...]:
    """Returns all runs of a document and its bound documents."""
    parts = (document, *(bound.document for bound in document.bound))
    found = (
        PrintedText(_plain(text), wording)
        for part in parts
        for paragraph in _paragraphs(part.blocks)
        for text, wording in _runs(paragraph)
    )
    return tuple(dict.fromkeys(text for text in found if text.text))


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Yields the runs of a paragraph; the number is part of the first if both are one text."""
    runs = [(run.text, run.wording) for run in paragraph.runs]
    if paragraph.mark_wording and runs and runs[0][1] == paragraph.mark_wording:
        runs[0] = (paragraph.mark + runs[0][0], paragraph.mark_wording)
    elif paragraph.mark_wording:
        runs.insert(0, (paragraph.mark, paragraph.mark_wording))
    yield from runs


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case KeepTogether():
                yield from _paragraphs(block.blocks)
            case Table():
                for row in (*block.heading, *block.rows):
                    for cell in row.cells:
                        yield from cell.paragraphs
            case _:
                continue


def wording_at(stretches: Iterable[PrintedText], before: str, after: str) -> str:
    """Returns the name of the wording between two texts of a page; empty if it is data."""
    left, right = _plain(before), _plain(after)
    known = tuple(stretches)
    for wide in range(_WINDOW, 0, -1):
        near = left[-wide:] + right[:wide]
        if len(near) < _LEAST:
            return ""
        found = [text for text in known if near in text.text]
        if found:
            return min(found, key=lambda text: len(text.text)).wording
    return ""


def _plain(text: str) -> str:
    return "".join(
        letter for letter in to_arabic(text) if not letter.isspace() and letter.isprintable()
    )
