"""All editable texts of the documents, for the settings and for imports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Final

from ita_desktop.documents.wordings import templates as declared
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.domain.errors import InputError

_ROOMS: Final = (
    "wording",
    "roster",
    "framework_summary",
    "book",
    "named_texts",
    "meetings",
    "letters",
)
"""Areas whose texts, shared by several documents, are listed first, in this order."""


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
