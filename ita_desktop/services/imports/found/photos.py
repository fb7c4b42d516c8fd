"""Finds the photographs in a document, and what each is about: the row of its table, or the chapter
that it is in."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.rich import parse as parse_rich
from ita_desktop.exchange.blocks import Block, Paragraph, Picture, Table
from ita_desktop.exchange.book import Division
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS, PHOTOS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.papers.lines import made_sheet
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.sheets import DataSheet
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.part import Part

MAX_PHOTOS: Final = 500
"""Maximum number of photographs of one file."""
_COLUMNS: Final = ("picture", "caption", "items", "indicator", "chapter", "method", "round")
_TABLES: Final = frozenset({"progress", "measures", "analysis", "communications"})
"""Kinds of tables with measures, whose rows may have photographs."""
_COMMUNICATION: Final = "สื่อสารสร้างการรับรู้"
_CHAPTERS: Final = {
    "preparation": CHAPTER_WORDS[MeasureKind.PREPARATION],
    "briefing": CHAPTER_WORDS[MeasureKind.PREPARATION],
    "image": CHAPTER_WORDS[MeasureKind.IMAGE],
    "one-stop": CHAPTER_WORDS[MeasureKind.ONE_STOP],
    "communication": _COMMUNICATION,
}
"""What the photographs of a chapter are about, by its part of the book."""
_BRIEFING: Final = "ชี้แจง"
_NO_CAPTION: Final = re.compile(
    r"ภาพกิจกรรม|ครุฑ|ตราสำนักงาน|รูปภาพ(?:\s*\d+)?|(?:picture|image|รูป)\s*\d*|.*\.(?:jpe?g|png|heic)"
    r"|.*(?:automatically generated|สร้างขึ้นโดยอัตโนมัติ).*",
    re.IGNORECASE | re.DOTALL,
)
"""Alternative texts that programs give a picture."""
MARKS: Final = frozenset({"ครุฑ", "ตราสำนักงาน"})
"""The descriptions of pictures that the program itself puts on papers."""


class FoundPhotos(NamedTuple):
    """The photographs of a document as a table, and the pictures that these are."""

    rows: tuple[tuple[str, ...], ...]
    taken: frozenset[int]
    """The ids of the blocks."""
    kinds: tuple[str, ...]
    """The kinds of the tables that they are in."""


def photos_in(
    blocks: Sequence[Block], kinds: Mapping[str, str], division: Division | None
) -> FoundPhotos:
    """Return the photographs that are about a measure; ``kinds`` are those of tables by name."""
    about = _of_chapters(division)
    tables = {block.sheet.name: block.sheet for block in blocks if isinstance(block, Table)}
    subjects: dict[str, dict[int, tuple[str, ...]]] = {}
    captions = _captions(blocks, tables, kinds)
    rows: list[tuple[str, ...]] = []
    taken: set[int] = set()
    of_kinds: dict[str, None] = {}
    for block in blocks:
        if not isinstance(block, Picture) or not block.part or block.caption in MARKS:
            continue
        kind = kinds.get(block.sheet, "")
        if kind in _TABLES:
            if block.sheet not in subjects:
                subjects[block.sheet] = _subjects(kind, tables[block.sheet])
            subject = _above(subjects[block.sheet], block.row)
        else:
            subject = about.get(id(block))
        if subject is None or len(rows) >= MAX_PHOTOS:
            continue
        rows.append((block.part, captions[id(block)], *subject))
        taken.add(id(block))
        if kind in _TABLES:
            of_kinds[kind] = None
    return FoundPhotos(tuple(rows), frozenset(taken), tuple(of_kinds))


def photo_parts(source: ImportSource, found: FoundPhotos, year: int | None) -> Iterator[Part]:
    """Yield the photographs as a part; none if there are none."""
    if not found.rows:
        return
    sheet = made_sheet(PHOTOS, Phrase("ภาพในไฟล์"), _COLUMNS, found.rows, source.name)
    pictures = tuple(block for block in source.blocks if id(block) in found.taken)
    own = replace(source, sheets=(sheet,), blocks=pictures, remarks=())
    yield Part(PHOTOS.name, year, own, str(sheet.name), len(found.rows))


def without_captions(part: Part, photos: Sequence[Part]) -> Part:
    """Return a part of tables without the captions that the ``photos`` have: those in the column of
    pictures, of rows with a photograph."""
    blocks = [block for each in photos if each.kind == PHOTOS.name for block in each.source.blocks]
    rows = {(block.sheet, block.row) for block in blocks if isinstance(block, Picture)}
    if part.kind not in _TABLES or not rows:
        return part
    sheets = tuple(_without_captions(sheet, part.kind, rows) for sheet in part.source.sheets)
    return replace(part, source=replace(part.source, sheets=sheets))


def _without_captions(sheet: DataSheet, kind: str, taken: Container[tuple[str, int]]) -> DataSheet:
    at = _column_of_pictures(sheet, kind)
    if at is None:
        return sheet
    made = (
        row.with_value(at, "") if row.value(at) and (sheet.name, row.number) in taken else row
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(row for row in made if row.filled))


def _column_of_pictures(sheet: DataSheet, kind: str) -> int | None:
    found = HeadingFinder(kind_named(kind), SHIPPED_WORDS).find(sheet.rows)
    return found[1].columns.get("pictures") if found is not None else None


def _of_chapters(division: Division | None) -> dict[int, tuple[str, ...]]:
    """Return what the pictures in chapters are about, by the ids of their blocks."""
    found: dict[int, tuple[str, ...]] = {}
    for chapter in division.chapters if division is not None else ():
        words = _CHAPTERS.get(chapter.head.part)
        step = _BRIEFING if chapter.head.part == "briefing" else ""
        for block in chapter.blocks:
            if isinstance(block, Paragraph):
                step = next((line.text for line in parse_rich(block.line) if line.is_step), step)
            elif isinstance(block, Picture) and words:
                found[id(block)] = ("", "", words, step, "")
    return found


def _subjects(kind: str, sheet: DataSheet) -> dict[int, tuple[str, ...]]:
    """Return what the rows of a table are about, by their numbers."""
    try:
        rows: Sequence[Any] = parse(kind_named(kind), [sheet]).rows
    except InputError:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    method = ""
    for row in rows:
        own = str(getattr(row, "method", ""))
        chapter = getattr(row, "chapter", None)
        words = CHAPTER_WORDS.get(chapter, "") if chapter is not None else ""
        if kind == "communications":
            words = _COMMUNICATION
        goes_on = getattr(row, "continues", False) or not (row.items or words or own)
        if goes_on and found:
            # A row of pictures alone belongs to the one above.
            continue
        method = own or (method if getattr(row, "merged", False) else "")
        of_round = str(getattr(row, "round", ""))
        found[row.origin.row] = ("".join(row.items[:1]), row.indicator, words, method, of_round)
    return found


def _above(subjects: Mapping[int, tuple[str, ...]], row: int) -> tuple[str, ...] | None:
    """Return the subject of a row: a page of pictures alone belongs to the row above."""
    known = [number for number in subjects if number <= row]
    return subjects[max(known)] if known else None


def _captions(
    blocks: Sequence[Block], tables: Mapping[str, DataSheet], kinds: Mapping[str, str]
) -> dict[int, str]:
    """Return the captions of all pictures by the ids of their blocks: in tables, the texts of their
    cells."""
    rows: dict[tuple[str, int], list[Picture]] = defaultdict(list)
    found: dict[int, str] = {}
    for block in blocks:
        if isinstance(block, Picture):
            found[id(block)] = "" if _NO_CAPTION.fullmatch(block.caption) else block.caption
            if block.sheet in tables:
                rows[block.sheet, block.row].append(block)
    for (name, number), pictures in rows.items():
        texts = _texts(tables[name], number, kinds.get(name, ""))
        if not texts and name not in kinds and (name, number + 1) not in rows:
            texts = _texts(tables[name], number + 1, "")
        lines = [line for text in texts for line in text.split("\n") if line]
        if len(texts) != len(pictures):
            texts = lines if len(lines) == len(pictures) else ["\n".join(lines)]
        for picture, text in zip(pictures, texts, strict=False):
            found[id(picture)] = text or found[id(picture)]
    return found


def _texts(sheet: DataSheet, number: int, kind: str) -> list[str]:
    """Return the texts beside the pictures in a row; in a table of a known kind, those of its
    column of pictures."""
    row = next((row for row in sheet.rows if row.number == number), None)
    if row is None:
        return []
    texts = [str(text_of(value)) for value in row.values]
    if kind:
        at = _column_of_pictures(sheet, kind)
        return [text for text in texts[at : at + 1] if text] if at is not None else []
    return [text for text in texts if text]
