"""Imports a settings file: a plan of the differences, then one unit of work.

Settings that only the workspace has are kept.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from ita_desktop.documents.kinds import OPTION_NAMES, shares_of
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.domain import documents
from ita_desktop.domain.errors import ConflictError, InputError, Phrase
from ita_desktop.domain.records import Organisation, Record, Unit, new_id
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents import book, wordings
from ita_desktop.services.documents.wordings import ADJUSTABLE
from ita_desktop.services.edits import line, long_rich
from ita_desktop.services.roster.orders import write_organisation
from ita_desktop.services.roster.units import new_unit
from ita_desktop.services.settings.file import OFFICE_FIELDS, OfficeSettings, UnitSetting
from ita_desktop.storage.workspace import Workspace
from ita_desktop.typography.lines import beginning


class SettingsPart(StrEnum):
    """The kind of a setting."""

    OFFICE = "office"
    UNITS = "units"
    WORDINGS = "wordings"
    CHOICES = "document_choices"
    WIDTHS = "column_widths"
    PICTURES = "pictures"
    CHAPTERS = "chapters"


SETTING_PARTS: Final = {
    SettingsPart.OFFICE: "สำนักงาน",
    SettingsPart.UNITS: "หน่วย",
    SettingsPart.WORDINGS: "ถ้อยคำในเอกสาร",
    SettingsPart.CHOICES: "ตัวเลือกของเอกสาร",
    SettingsPart.WIDTHS: "ความกว้างช่อง",
    SettingsPart.PICTURES: "ภาพในเอกสาร",
    SettingsPart.CHAPTERS: "บทของเล่มมาตรการ",
}
"""Display names of the kinds."""
_SHORT: Final = 60
_ANOTHER: Final = Phrase("ตั้งเองที่เอกสารนั้น หรือปรับโปรแกรมให้เป็นรุ่นเดียวกับที่ส่งออก")


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One different setting: present value (empty if none) and new value."""

    id: str
    part: SettingsPart
    title: str
    old: str
    new: str
    record: Record
    """The record to change, or to insert if it is new."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """New values of an existing record's fields."""
    paper: str = ""
    """The document of a wording."""
    content: bytes = b""
    """Content of an image."""
    chapters: tuple[documents.Chapter, ...] = ()
    """The chapters of the book after the import."""
    near: tuple[str, ...] = ()
    """Units with names similar to a new one, which needs confirmation."""

    @property
    def is_new(self) -> bool:
        """Whether there is no such setting yet."""
        return not self.old


class SkippedSetting(NamedTuple):
    """A setting of the file that cannot be used in this program or office, and why."""

    part: SettingsPart
    name: str
    why: InputError


@dataclass(frozen=True, slots=True)
class SettingsPlan:
    """The differences, in the order of the settings page."""

    base: YearData
    rows: tuple[SettingRow, ...]
    left_out: tuple[SkippedSetting, ...]

    @property
    def proposed(self) -> frozenset[str]:
        """Ids of the rows that need no confirmation."""
        return frozenset(row.id for row in self.rows if not row.near)


def plan(data: YearData, settings: OfficeSettings) -> SettingsPlan:
    """Compare a settings file with the workspace of ``data``."""
    rows: list[SettingRow] = []
    left: list[SkippedSetting] = []
    for compared in (_office, _units, _wordings, _choices, _widths, _pictures, _chapters):
        for row in compared(data, settings):
            if isinstance(row, SettingRow):
                rows.append(row)
            else:
                left.append(row)
    return SettingsPlan(data, tuple(rows), tuple(left))


def apply(workspace: Workspace, made: SettingsPlan, chosen: Collection[str], file: str) -> int:
    """Write the ``chosen`` rows in one unit of work; return their number. Raises ConflictError if
    one was changed since the plan was made."""
    data = workspace.year(made.base.year)
    wanted = [row for row in made.rows if row.id in chosen]
    if _present_settings(data) != _present_settings(made.base):
        raise ConflictError("การตั้งค่าถูกแก้ไประหว่างที่ดูรายการ", remedy="เลือกไฟล์อีกครั้งเพื่อดูรายการล่าสุด")
    changed: dict[str, tuple[Record, dict[str, Any]]] = {}
    with workspace.change("นำเข้าการตั้งค่าจาก {file}", file=file) as change:
        for row in wanted:
            if row.chapters:
                book.put_all(change, data, row.chapters)
                continue
            if row.content:
                change.keep(row.content)
            if row.values:
                changed.setdefault(row.record.id, (row.record, {}))[1].update(row.values)
            else:
                change.insert(row.record)
        for record, values in changed.values():
            if isinstance(record, Organisation):
                write_organisation(change, workspace, values)
            else:
                change.update(record, **values)
    return len(wanted)


def _present_settings(data: YearData) -> tuple[object, ...]:
    return (
        data.organisation,
        data.units,
        data.wordings,
        data.document_choices,
        data.column_widths,
        data.office_files,
        data.chapters,
    )


# -- the office and its units


def _office(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    present = data.organisation
    for name, value in settings.office.items():
        new, old = line(value), getattr(present, name)
        if new and new != old:
            title = OFFICE_FIELDS[name]
            yield SettingRow(
                f"office/{name}", SettingsPart.OFFICE, title, old, new, present, {name: new}
            )


def _units(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    finder = UnitFinder(data.units, data.organisation.name)
    known = {key(unit.name): unit for unit in data.units}
    seen: set[str] = set()
    for setting in settings.units:
        name = line(setting.name)
        if not name or key(name) in seen:
            continue
        seen.add(key(name))
        given = setting._replace(
            name=name, short_name=line(setting.short_name), aliases=line(setting.aliases)
        )
        present = known.get(key(name))
        if present is not None:
            yield from _changed_unit(present, given)
            continue
        found = finder.find(name)
        near = (found,) if found is not None else finder.nearest(name)
        made = replace(
            new_unit(name, tuple(known.values())),
            kind=given.kind,
            short_name=given.short_name,
            aliases=given.aliases,
        )
        known[key(name)] = made
        names = tuple(unit.name for unit in near)
        yield SettingRow(
            f"unit/{name}", SettingsPart.UNITS, name, "", _described_unit(given), made, near=names
        )


def _changed_unit(present: Unit, given: UnitSetting) -> Iterator[SettingRow]:
    kept = UnitSetting(
        present.name,
        present.kind,
        given.short_name or present.short_name,
        given.aliases or present.aliases,
    )
    values = {"short_name": kept.short_name, "aliases": kept.aliases}
    if all(getattr(present, field) == value for field, value in values.items()):
        return
    before = UnitSetting(present.name, present.kind, present.short_name, present.aliases)
    row = f"unit/{present.name}"
    texts = _described_unit(before), _described_unit(kept)
    yield SettingRow(row, SettingsPart.UNITS, present.name, *texts, present, values)


def _described_unit(setting: UnitSetting) -> str:
    words = (setting.name, setting.short_name, setting.aliases)
    return " · ".join(word for word in words if word)


# -- documents


def _wordings(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    own = {wording.name: wording for wording in data.wordings}
    for name, words in settings.wordings.items():
        base, _, year = name.partition("/")
        shipped = templates().get(base)
        if shipped is None or shipped.yearly != year.isdecimal():
            yield SkippedSetting(
                SettingsPart.WORDINGS, name, InputError("โปรแกรมรุ่นนี้ไม่มีถ้อยคำนี้", remedy=_ANOTHER)
            )
            continue
        try:
            plain = wordings.checked(shipped, words)
        except InputError as error:
            yield SkippedSetting(SettingsPart.WORDINGS, shipped.title, error)
            continue
        present = own.get(name)
        old = present.text if present is not None else shipped.text
        if plain == old:
            continue
        record = present or documents.Wording(id=new_id(), name=name, text=plain)
        values = {"text": plain} if present is not None else {}
        row = f"wording/{name}"
        made = SettingRow(row, SettingsPart.WORDINGS, shipped.title, old, plain, record, values)
        yield replace(made, paper=shipped.papers)


def _choices(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    kinds = {kind.name: kind for kind in KINDS}
    stored = {choice.name: choice for choice in data.document_choices}
    for name, words in settings.choices.items():
        kind = kinds.get(name)
        offered = kind.choices if kind is not None else ()
        unknown = [word for word in words if word not in {choice.value for choice in offered}]
        if kind is None or unknown:
            why = InputError(
                "โปรแกรมรุ่นนี้ไม่มีตัวเลือก {words}", remedy=_ANOTHER, words=" ".join(unknown) or name
            )
            yield SkippedSetting(
                SettingsPart.CHOICES, kind.title if kind is not None else name, why
            )
        if kind is None:
            continue
        present = stored.get(name)
        old = frozenset((present.chosen if present is not None else "").split())
        new = frozenset(words) - frozenset(unknown)
        if old == new:
            continue
        text = " ".join(option.value for option in documents.DocumentOption if option.value in new)
        record = present or documents.DocumentChoices(id=new_id(), name=name, chosen=text)
        values = {"chosen": text} if present is not None else {}
        texts = _chosen(old), _chosen(new)
        yield SettingRow(f"choice/{name}", SettingsPart.CHOICES, kind.title, *texts, record, values)


def _chosen(values: frozenset[str]) -> str:
    return (
        " · ".join(words for option, words in OPTION_NAMES.items() if option.value in values) or "–"
    )


def _widths(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    titles = {kind.name: kind.title for kind in KINDS}
    stored = {width.name: width for width in data.column_widths}
    for name, shares in settings.widths.items():
        document = name.partition("/")[0]
        text = " ".join(f"{share:.2f}" for share in shares)
        if document not in ADJUSTABLE or not shares_of(text):
            why = InputError("ใช้ความกว้างนี้กับเอกสารของโปรแกรมรุ่นนี้ไม่ได้", remedy=_ANOTHER)
            yield SkippedSetting(SettingsPart.WIDTHS, titles.get(document, name), why)
            continue
        present = stored.get(name)
        if present is not None and _equal_shares(shares_of(present.shares), shares_of(text)):
            continue
        record = present or documents.ColumnWidths(id=new_id(), name=name, shares=text)
        values = {"shares": text} if present is not None else {}
        old = _described_shares(shares_of(present.shares)) if present is not None else ""
        title = titles[document] + name.removeprefix(document).replace("/", " ")
        yield SettingRow(
            f"width/{name}",
            SettingsPart.WIDTHS,
            title,
            old,
            _described_shares(shares_of(text)),
            record,
            values,
        )


def _pictures(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    stored = {file.name: file for file in data.office_files}
    for name, picture in settings.pictures.items():
        if name not in wordings.PICTURES:
            yield SkippedSetting(
                SettingsPart.PICTURES, name, InputError("โปรแกรมรุ่นนี้ไม่มีภาพนี้", remedy=_ANOTHER)
            )
            continue
        title = wordings.FILE_TITLES[name]
        try:
            wordings.check_file(name, picture.data)
        except InputError as error:
            yield SkippedSetting(SettingsPart.PICTURES, title, error)
            continue
        present, media = stored.get(name), sha256(picture.data).hexdigest()
        if present is not None and present.media == media:
            continue
        file_name = line(picture.file_name) or title
        old = present.file_name if present is not None else ""
        record = present or documents.OfficeFile(
            id=new_id(), name=name, file_name=file_name, media=media
        )
        values = {"file_name": file_name, "media": media} if present is not None else {}
        made = SettingRow(
            f"picture/{name}", SettingsPart.PICTURES, title, old, file_name, record, values
        )
        yield replace(made, content=picture.data)


def _chapters(data: YearData, settings: OfficeSettings) -> Iterator[SettingRow | SkippedSetting]:
    if not settings.chapters:
        return
    wanted: list[documents.Chapter] = []
    present = book.chapters_of(data)
    parts = {chapter.part: chapter for chapter in present if chapter.part}
    own = {
        key(chapter.title): chapter for chapter in present if not chapter.part and not chapter.media
    }
    for setting in settings.chapters:
        known = parts.pop(setting.part, None) if setting.part else own.pop(key(setting.title), None)
        title = line(setting.title)
        if setting.part and known is None:
            why = InputError("โปรแกรมรุ่นนี้ไม่มีบทนี้", remedy=_ANOTHER)
            yield SkippedSetting(SettingsPart.CHAPTERS, title or setting.part, why)
            continue
        try:
            text = long_rich(setting.text)
        except InputError as error:
            yield SkippedSetting(SettingsPart.CHAPTERS, title, error)
            continue
        chapter = known or documents.Chapter(id=new_id(), year_id=data.fiscal_year.id)
        state = documents.ChapterState.SHOWN if setting.shown else documents.ChapterState.LEFT_OUT
        wanted.append(replace(chapter, title=title, text=text, state=state))
    # Chapters that only this workspace has are kept at the end.
    kept = {chapter.id for chapter in wanted}
    wanted += [chapter for chapter in present if chapter.id not in kept]
    try:
        book.check_count(wanted)
    except InputError as error:
        yield SkippedSetting(SettingsPart.CHAPTERS, SETTING_PARTS[SettingsPart.CHAPTERS], error)
        return
    if [_chapter_content(chapter) for chapter in wanted] == [
        _chapter_content(chapter) for chapter in present
    ]:
        return
    old, new = (
        " · ".join(map(book.title_of, filter(_is_shown, each))) for each in (present, wanted)
    )
    made = SettingRow(
        "chapters", SettingsPart.CHAPTERS, SETTING_PARTS[SettingsPart.CHAPTERS], old, new, wanted[0]
    )
    yield replace(made, chapters=tuple(wanted))


def _chapter_content(chapter: documents.Chapter) -> tuple[object, ...]:
    return chapter.part, chapter.title, chapter.text, chapter.file_name, chapter.state


def _is_shown(chapter: documents.Chapter) -> bool:
    return chapter.state is documents.ChapterState.SHOWN


def _equal_shares(shares: tuple[float, ...], others: tuple[float, ...]) -> bool:
    same = len(shares) == len(others)
    return same and all(abs(a - b) < 0.02 for a, b in zip(shares, others, strict=True))


def _described_shares(shares: tuple[float, ...]) -> str:
    return " ".join(f"{share:.0f}" for share in shares)


def in_short(text: str) -> str:
    """Return the beginning of a text on one line, for a list of changes."""
    return beginning(" ".join(text.split()), _SHORT) or "–"
