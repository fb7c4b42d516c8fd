"""The office's settings as one file, for another workspace or another office: its own words, what
it chose for documents, the widths of columns, the office and its units.

People are never in it: a text that names one of the register is left out and told. Pictures and
Word files of the office are files already, and left where they are.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.filing import whole

SUFFIX: Final = ".json"
FORMAT: Final = "ita-desktop-settings"
VERSION: Final = 1
OFFICE_FIELDS: Final = ("name", "short_name", "agency_code", "address", "website")
_MOST_BYTES: Final = 8_000_000
_MOST_ROWS: Final = 5_000
_LONGEST: Final = 200_000
"""Letters of one text."""


class UnitSetting(NamedTuple):
    """A unit of the office."""

    name: str
    kind: UnitKind
    short_name: str = ""
    aliases: str = ""


class OfficeSettings(NamedTuple):
    """What a file holds. Texts are as they were written; whether they can be used is found out
    where they are compared with a workspace."""

    office: Mapping[str, str]
    units: tuple[UnitSetting, ...]
    wordings: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    widths: Mapping[str, tuple[float, ...]]


class Exported(NamedTuple):
    """A file that was written, and the texts that were left out because they name people."""

    path: Path
    with_people: tuple[str, ...]


def proposed_name(data: YearData) -> str:
    """A name for the file."""
    return f"การตั้งค่า {data.organisation.short_name or data.organisation.name}".strip() + SUFFIX


def export(data: YearData, path: Path) -> Exported:
    """Writes the settings; returns the path, with the ending where ``path`` has none. Raises
    InputError where the file cannot be written."""
    path = path if path.suffix else path.with_suffix(SUFFIX)
    with_people = tuple(one.name for one in data.wordings if _names_people(data, one.text))
    whole.write(_text(data, frozenset(with_people)).encode(), path)
    return Exported(path, with_people)


def _names_people(data: YearData, text: str) -> bool:
    """Whether a text names somebody of the register."""
    plain = key(text)
    return any(key(one.name) in plain for one in data.people if one.name.strip())


def _text(data: YearData, left_out: frozenset[str]) -> str:
    from ita_desktop.documents.widths import shares_of

    office = asdict(data.organisation)
    held = {
        "format": FORMAT,
        "version": VERSION,
        "office": {name: office[name] for name in OFFICE_FIELDS},
        "units": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "short_name": one.short_name,
                "aliases": one.aliases,
            }
            for one in data.units
        ],
        "wordings": {
            one.name: one.text
            for one in sorted(data.wordings, key=lambda one: one.name)
            if one.name not in left_out
        },
        "document_choices": {
            one.name: one.chosen.split()
            for one in sorted(data.document_choices, key=lambda one: one.name)
        },
        "column_widths": {
            one.name: [round(share, 2) for share in shares_of(one.shares)]
            for one in sorted(data.column_widths, key=lambda one: one.name)
        },
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


# -- reading


def read(path: Path) -> OfficeSettings:
    """The settings that a file holds. Raises InputError, with what to do, for a file that cannot
    be read, is none of settings, or comes from a newer program."""
    return _settings(_opened(path), path)


def _opened(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            "เปิดไฟล์ {file} ไม่ได้", remedy="ตรวจชื่อและสิทธิ์ของไฟล์", file=path.name
        ) from error
    if len(content) > _MOST_BYTES:
        raise InputError(
            "ไฟล์ {file} ใหญ่เกิน {most} MB จึงไม่ใช่ไฟล์การตั้งค่า",
            remedy="เลือกไฟล์ที่ส่งออกจากหน้าตั้งค่า",
            file=path.name,
            most=_MOST_BYTES // 1_000_000,
        )
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _foreign(path) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise _foreign(path)
    version = held.get("version")
    if type(version) is not int or version < 1:
        raise _foreign(path)
    if version > VERSION:
        raise InputError(
            "ไฟล์การตั้งค่า {file} มาจากโปรแกรมรุ่นใหม่กว่า",
            remedy="ปรับโปรแกรมนี้เป็นรุ่นล่าสุดแล้วนำเข้าอีกครั้ง",
            file=path.name,
        )
    return held


def _foreign(path: Path) -> InputError:
    return InputError(
        "ไฟล์ {file} ไม่ใช่ไฟล์การตั้งค่าของโปรแกรมนี้",
        remedy="เลือกไฟล์ .json ที่ส่งออกจากหน้าตั้งค่า",
        file=path.name,
    )


def _settings(held: Mapping[str, Any], path: Path) -> OfficeSettings:
    """The file's parts; one that is missing says nothing."""

    def part(name: str, kind: type[dict[str, Any]] | type[list[Any]]) -> Any:
        found = held.get(name, kind())
        if not isinstance(found, kind) or len(found) > _MOST_ROWS:
            raise _broken(path, name)
        return found

    def text(value: object, name: str) -> str:
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise _broken(path, name)
        return value

    office = part("office", dict)
    units = []
    for one in part("units", list):
        if not isinstance(one, dict) or one.get("kind") not in set(UnitKind):
            raise _broken(path, "units")
        fields = (text(one.get(field, ""), "units") for field in ("short_name", "aliases"))
        units.append(UnitSetting(text(one.get("name"), "units"), UnitKind(one["kind"]), *fields))
    return OfficeSettings(
        {name: text(office[name], "office") for name in OFFICE_FIELDS if name in office},
        tuple(units),
        {name: text(one, "wordings") for name, one in part("wordings", dict).items()},
        {
            name: tuple(text(word, "document_choices") for word in _listed(one, path, name))
            for name, one in part("document_choices", dict).items()
        },
        {
            name: tuple(_number(share, path, name) for share in _listed(one, path, name))
            for name, one in part("column_widths", dict).items()
        },
    )


def _listed(value: object, path: Path, name: str) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > _MOST_ROWS:
        raise _broken(path, name)
    return value


def _number(value: object, path: Path, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _broken(path, name)
    return float(min(value, 1_000_000))


def _broken(path: Path, name: str) -> InputError:
    return InputError(
        "ไฟล์การตั้งค่า {file} เสียที่ส่วน “{part}” จึงไม่ได้นำเข้า",
        remedy="ส่งออกใหม่จากแฟ้มเดิม",
        file=path.name,
        part=name,
    )
