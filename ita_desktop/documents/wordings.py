"""The shipped texts of the office's papers, and a year's own words in their place."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.wordings import fill
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource

_FILE: Final = "wordings/th.yaml"


@dataclass(frozen=True)
class Template:
    """A text of the program for a paper, which a district may word in its own way."""

    name: str
    title: str
    used_in: str
    text: str
    fields: tuple[str, ...]


@cache
def templates() -> Mapping[str, Template]:
    """All shipped texts by name, in the order in which they are listed."""
    return MappingProxyType(
        {
            one["name"]: Template(
                one["name"],
                one["title"],
                one["used_in"],
                one["text"].strip("\n"),
                tuple(one["fields"]),
            )
            for one in _shipped()["wordings"]
        }
    )


@cache
def field_names() -> Mapping[str, str]:
    """What each field stands for, by its name."""
    return MappingProxyType(dict(_shipped()["fields"]))


@cache
def _shipped() -> dict[str, Any]:
    import yaml

    with resource(_FILE).open(encoding="utf-8") as file:
        read: dict[str, Any] = yaml.safe_load(file)
    return read


def template(name: str) -> Template:
    """The shipped text of that name; raises InputError where there is none."""
    found = templates().get(name)
    if found is None:
        raise InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="เลือกจากรายการในหน้าตั้งค่า", name=name)
    return found


def words(data: YearData, name: str) -> str:
    """The text that the office uses: its own where it has one, else the shipped one."""
    own = next((one.text for one in data.wordings if one.name == name), None)
    return template(name).text if own is None else own


def filled(data: YearData, name: str, values: Mapping[str, str], own: str = "") -> str:
    """The text of a paper with its fields filled in: the paper's ``own`` where it is not empty."""
    return fill(own or words(data, name), values)
