"""Exports the office's settings to a file for another workspace or office: wordings, document
options, column widths, garuda and logo, chapters of the book, the office and its units.

It contains no people: texts and chapters that name a person of the register, or hold other personal
data that nobody decided to publish, are omitted and reported. Word templates, which may contain
their author's name, and PDF chapters are not included.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ita_desktop.documents.kinds import shares_of
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.domain.documents import Chapter, ChapterState
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.personal_data import typed_in
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write, file_names
from ita_desktop.filing.file_names import with_suffix
from ita_desktop.paths import open_given
from ita_desktop.services.documents.wordings import MOST_OF_PICTURE, PICTURES

SUFFIX: Final = ".json"
FORMAT: Final = "ita-desktop-settings"
VERSION: Final = 1
OFFICE_FIELDS: Final = {
    "name": "ชื่อสำนักงาน",
    "short_name": "ชื่อย่อ",
    "agency_code": "รหัสหน่วยงาน",
    "address": "ที่อยู่",
    "website": "เว็บไซต์",
}
"""The fields of the office, with their titles."""
_MOST_BYTES: Final = 24_000_000
_MOST_ROWS: Final = 5_000
_LONGEST: Final = 200_000
"""Maximum length of a text, in characters."""
_LONGEST_NAME: Final = 255


class UnitSetting(NamedTuple):
    """A unit of the office."""

    name: str
    kind: UnitKind
    short_name: str = ""
    aliases: str = ""


class PictureSetting(NamedTuple):
    """An image for documents."""

    file_name: str
    data: bytes


class ChapterSetting(NamedTuple):
    """A chapter of the book: a generated ``part``, or the office's own text."""

    part: str
    title: str
    text: str
    shown: bool


class OfficeSettings(NamedTuple):
    """The content of a settings file. Texts are unchecked until they are compared with a
    workspace."""

    office: Mapping[str, str]
    units: tuple[UnitSetting, ...]
    wordings: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    widths: Mapping[str, tuple[float, ...]]
    pictures: Mapping[str, PictureSetting] = MappingProxyType({})
    chapters: tuple[ChapterSetting, ...] = ()
    """In order; empty for the default chapters."""


class ExportedSettings(NamedTuple):
    """A written file; the names of texts and chapters omitted because they hold personal data, and
    of omitted files."""

    path: Path
    with_people: tuple[str, ...]
    files: tuple[str, ...] = ()


def proposed_name(data: YearData) -> str:
    """Return the default file name."""
    office = data.organisation.short_name or data.organisation.name
    return file_names.plain(f"การตั้งค่า {office}") + SUFFIX


def export(data: YearData, path: Path, media: Callable[[str], bytes | None]) -> ExportedSettings:
    """Write the settings, with images that ``media`` returns by key; return the path, with the
    suffix added if necessary. Raises InputError if the file cannot be written."""
    path = with_suffix(path, SUFFIX)
    personal = {one.key for one in typed_in(data, (*data.wordings, *data.chapters))}
    with_people = tuple(
        wording.name
        for wording in data.wordings
        if wording.id in personal or _names_people(data, wording.text)
    )
    named = tuple(
        chapter
        for chapter in data.chapters
        if chapter.id in personal or _names_people(data, f"{chapter.title}\n{chapter.text}")
    )
    pictures = {
        file.name: PictureSetting(file.file_name, content)
        for file in data.office_files
        if file.name in PICTURES and (content := media(file.media)) is not None
    }
    chapters = [chapter for chapter in data.chapters if chapter not in named and not chapter.media]
    atomic_write.write(_text(data, frozenset(with_people), pictures, chapters).encode(), path)
    others = (file.file_name for file in data.office_files if file.name not in PICTURES)
    bound = (chapter.title or chapter.file_name for chapter in data.chapters if chapter.media)
    titles = (chapter.title or chapter.part for chapter in named)
    return ExportedSettings(path, (*with_people, *titles), (*others, *bound))


def _names_people(data: YearData, text: str) -> bool:
    """Return whether a text names a person of the register."""
    plain = key(text)
    return any(key(person.name) in plain for person in data.people if person.name.strip())


def _text(
    data: YearData,
    left_out: frozenset[str],
    pictures: Mapping[str, PictureSetting],
    chapters: Sequence[Chapter],
) -> str:
    office = asdict(data.organisation)
    held = {
        "format": FORMAT,
        "version": VERSION,
        "office": {name: office[name] for name in OFFICE_FIELDS},
        "units": [
            {
                "name": unit.name,
                "kind": unit.kind.value,
                "short_name": unit.short_name,
                "aliases": unit.aliases,
            }
            for unit in data.units
        ],
        "wordings": {
            wording.name: wording.text
            for wording in sorted(data.wordings, key=lambda wording: wording.name)
            if wording.name not in left_out and not _is_of_a_paper(wording.name)
        },
        "document_choices": {
            choice.name: choice.chosen.split()
            for choice in sorted(data.document_choices, key=lambda choices: choices.name)
        },
        "column_widths": {
            width.name: [round(share, 2) for share in shares_of(width.shares)]
            for width in sorted(data.column_widths, key=lambda widths: widths.name)
        },
        "pictures": {
            name: {"file_name": setting.file_name, "data": b64encode(setting.data).decode()}
            for name, setting in sorted(pictures.items())
        },
        "chapters": [
            {
                "part": chapter.part,
                "title": chapter.title,
                "text": chapter.text,
                "shown": chapter.state is ChapterState.SHOWN,
            }
            for chapter in chapters
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _is_of_a_paper(name: str) -> bool:
    """Return whether a wording is one that a paper of one year came in with."""
    base, _, year = name.partition("/")
    shipped = templates().get(base)
    return bool(year) and shipped is not None and not shipped.yearly


# -- reading


def read(path: Path) -> OfficeSettings:
    """Read a settings file. Raises InputError, with what to do, if the file cannot be read, is not
    a settings file, or was written by a newer program."""
    return _settings(_opened(path), path)


def _opened(path: Path) -> Mapping[str, Any]:
    try:
        with open_given(path) as file:
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
    """Return the file's parts; missing ones are empty."""

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
    for unit in part("units", list):
        if not isinstance(unit, dict) or unit.get("kind") not in set(UnitKind):
            raise _broken(path, "units")
        fields = (text(unit.get(field, ""), "units") for field in ("short_name", "aliases"))
        units.append(UnitSetting(text(unit.get("name"), "units"), UnitKind(unit["kind"]), *fields))
    return OfficeSettings(
        {name: text(office[name], "office") for name in OFFICE_FIELDS if name in office},
        tuple(units),
        {name: text(value, "wordings") for name, value in part("wordings", dict).items()},
        {
            name: tuple(text(word, "document_choices") for word in _listed(value, path, name))
            for name, value in part("document_choices", dict).items()
        },
        {
            name: tuple(_number(share, path, name) for share in _listed(value, path, name))
            for name, value in part("column_widths", dict).items()
        },
        {name: _picture(value, path) for name, value in part("pictures", dict).items()},
        tuple(_chapter(value, path) for value in part("chapters", list)),
    )


def _picture(value: object, path: Path) -> PictureSetting:
    """Return an image of at most the size of a chosen one; its content is checked later."""
    held = value if isinstance(value, dict) else {}
    file_name, content = held.get("file_name"), held.get("data")
    if not isinstance(file_name, str) or not isinstance(content, str):
        raise _broken(path, "pictures")
    try:
        data = b64decode(content, validate=True)
    except ValueError as error:
        raise _broken(path, "pictures") from error
    if len(data) > MOST_OF_PICTURE or len(file_name) > _LONGEST_NAME:
        raise _broken(path, "pictures")
    return PictureSetting(file_name, data)


def _chapter(value: object, path: Path) -> ChapterSetting:
    held = value if isinstance(value, dict) else {}
    texts = tuple(held.get(name) for name in ("part", "title", "text"))
    shown = held.get("shown", True)
    if not isinstance(shown, bool) or not all(
        isinstance(text, str) and len(text) <= _LONGEST for text in texts
    ):
        raise _broken(path, "chapters")
    part, title, text = map(str, texts)
    return ChapterSetting(part, title, text, shown)


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
