"""Finds what a document has beside its tables: the chapters of a book of measures (one part with a
row a chapter, and one with the measures of those chapters that are lists of measures), and the
photographs, with what each is about: the row of its table, or the chapter that it is in."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from ita_desktop.domain.documents import GENERATED
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.rich import RichLine, write
from ita_desktop.domain.rich import parse as parse_rich
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange import book
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Picture, Table
from ita_desktop.exchange.cells.row import shortened, text_of
from ita_desktop.exchange.files.assembling import text_blocks
from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS, CHAPTERS, PHOTOS, TEXTS
from ita_desktop.exchange.kinds.papers import LETTERS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ORDERS
from ita_desktop.exchange.papers.lines import is_made, made_sheet
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.sheets import DataSheet, Origin
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.part import Part

_SHEET: Final = Phrase("บทของเล่ม")
_LIST: Final = Phrase("มาตรการในบท")
_COVER: Final = Phrase("ปก")
_COLUMNS: Final = ("mark", "title", "part", "text", "holds")
_OF_ORDER: Final = frozenset({"roster", "duties"})
_LISTS: Final = {
    "preparation": MeasureKind.PREPARATION,
    "one-stop": MeasureKind.ONE_STOP,
    "image": MeasureKind.IMAGE,
}
"""Parts of the book that are lists of measures."""
_MOST_INTRO: Final = 3
"""Maximum number of paragraphs above a list of measures."""
_ITEM: Final = lazy_re(r"[IEO]\s?[0-9]")
_RUNNING: Final = lazy_re(r"(?:ทั้งนี้|โดย|จึง|เพื่อ|ดังนั้น|นอกจากนี้|อนึ่ง|และ|ซึ่ง|หมายเหตุ)")
"""The beginnings of lines that are no measure."""
_SEVEN: Final = 6
"""Least number of columns of the analysis by item, with strengths and weaknesses."""
_INTRO: Final = "ไม่ได้นำเข้าข้อความ “{text}”"
_TYPE: Final = "โปรแกรมพิมพ์คำนำของรายการเอง"
_PICTURES: Final = "pictures"
_NOTES: Final = {
    book.TABLES: "ตารางใหญ่ {count} ตารางในบท “{title}” ไม่ได้เก็บไว้ในข้อความของบท",
    book.DEEP: "รายการซ้อนลึก {count} บรรทัดในบท “{title}” เก็บเป็นชั้นที่สาม",
    _PICTURES: "ภาพ {count} ภาพในบท “{title}” ไม่ได้เก็บไว้ในบท",
}
_REMEDY: Final = "ถ้าต้องใช้ แนบหน้านั้นเป็น PDF ที่หน้าเอกสาร"
MAX_PHOTOS: Final = 500
"""Maximum number of photographs of one file."""
_PHOTO_COLUMNS: Final = ("picture", "caption", "items", "indicator", "chapter", "method", "round")
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
_NO_CAPTION: Final = lazy_re(
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
    blocks: Sequence[Block], kinds: Mapping[str, str], division: book.Division | None
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
    sheet = made_sheet(PHOTOS, Phrase("ภาพในไฟล์"), _PHOTO_COLUMNS, found.rows, source.name)
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


def _of_chapters(division: book.Division | None) -> dict[int, tuple[str, ...]]:
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
        chapter: Any = getattr(row, "chapter", None)
        words = _COMMUNICATION if kind == "communications" else CHAPTER_WORDS.get(chapter, "")
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
        texts = _texts_beside(tables[name], number, kinds.get(name, ""))
        if not texts and name not in kinds and (name, number + 1) not in rows:
            texts = _texts_beside(tables[name], number + 1, "")
        lines = [line for text in texts for line in text.split("\n") if line]
        if len(texts) != len(pictures):
            texts = lines if len(lines) == len(pictures) else ["\n".join(lines)]
        for picture, text in zip(pictures, texts, strict=False):
            found[id(picture)] = text or found[id(picture)]
    return found


def _texts_beside(sheet: DataSheet, number: int, kind: str) -> list[str]:
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


class _Row(NamedTuple):
    """A chapter as a row, and its measures as texts."""

    values: tuple[str, ...]
    kind: MeasureKind | None
    methods: tuple[str, ...]
    counted: Counter[str]


def chapter_parts(source: ImportSource, parts: Sequence[Part]) -> list[Part]:
    """Return the chapters of a document, the measures in their running text, and the photographs of
    measures, as parts; of what is no book of measures, the photographs alone. ``parts`` are those
    of its tables and reports."""
    division = book.divided(source.blocks) if source.blocks else None
    kinds = {sheet.name: part.kind for part in parts if part.kind for sheet in part.source.sheets}
    photos = photos_in(source.blocks, kinds, division)
    if division is None:
        of_year = (part.year for part in parts if part.kind in photos.kinds)
        return [*_list_alone(source), *photo_parts(source, photos, next(of_year, None))]
    rows = [_row(chapter, kinds, parts, photos.taken) for chapter in division.chapters]
    year = _year(division, parts)
    cover = "\n".join(line for line in _texts(division) if line)
    values = [row.values for row in rows] + [("", str(_COVER), book.COVER, cover, "")] * bool(cover)
    sheet = made_sheet(CHAPTERS, _SHEET, _COLUMNS, values, source.name)
    unsaid = () if any(part.kind for part in parts) else source.remarks
    remarks = (*unsaid, *_remarks(rows))
    own = replace(source, sheets=(sheet,), blocks=(), remarks=remarks)
    found = [Part(CHAPTERS.name, year, own, _place(division), len(values))]
    return [*_measures(source, rows, parts, year), *found, *photo_parts(source, photos, year)]


def _as_text(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the lines of sheets that have text alone, one cell a row, as paragraphs."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.sheet.rows]
    tables = all(isinstance(block, Table) for block in blocks)
    if not tables or any(row.filled > 1 for row in rows):
        return blocks
    return text_blocks("\n".join("".join(map(str, row.values)) for row in rows)).blocks


def _list_alone(source: ImportSource) -> Iterator[Part]:
    """Yield the measures of a document that is one list of measures in running text."""
    blocks = _as_text(source.blocks)
    if any(isinstance(block, Table) for block in blocks):
        return
    chapter = book.alone(blocks, _LISTS)
    if chapter is None:
        return
    kind = _LISTS[chapter.head.part]
    intro, methods = _typed_list(book.text_of_chapter(chapter.blocks, chapter.head.title).whole)
    left = (Remark(None, _INTRO, _TYPE, {"text": shortened(line)}) for line in intro)
    if methods:
        values = [(CHAPTER_WORDS[kind], method) for method in methods]
        year = next(iter(stated_years((chapter.head.title, *intro))), None)
        sheet = made_sheet(TEXTS, _LIST, ("chapter", "method"), values, source.name)
        own = replace(source, sheets=(sheet,), blocks=(), remarks=(*source.remarks, *left))
        yield Part(TEXTS.name, year, own, str(_LIST), len(values))


def _typed_list(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines above a list and the measures in it: each number is one, unless other lines
    stand among them, which then are measures beside one with all the numbers. Numbers stay in the
    texts, but for those that the form itself counts (1. 2. 3.)."""
    lines = parse_rich(text)
    first = next((at for at, line in enumerate(lines) if line.is_step), len(lines))
    is_mixed = any(not (line.is_step or line.mark or line.level) for line in lines[first:])
    measures: list[list[RichLine]] = []
    is_counted = _is_counted(lines)
    above = (RichLine(), *lines)
    for before, line in zip(above[first:], lines[first:], strict=False):
        goes_on = bool(line.mark or line.level) and (not line.is_step or before.is_step)
        if line.is_step and not is_mixed:
            measures.append([RichLine(line.spans) if is_counted else line])
        elif measures and goes_on:
            measures[-1].append(line)
        else:
            measures.append([line])
    intro = (write([line]) for line in lines[:first])
    return tuple(filter(None, intro)), tuple(map(write, measures))


def _is_counted(lines: Iterable[RichLine]) -> bool:
    """Return whether steps have the numbers that the form counts: 1. 2. 3."""
    marks = [to_arabic(line.mark) for line in lines if line.is_step]
    return marks == [f"{number}." for number in range(1, len(marks) + 1)]


def _row(
    chapter: book.BookChapter,
    kinds: Mapping[str, str],
    parts: Sequence[Part],
    taken: Collection[int],
) -> _Row:
    head = chapter.head
    blocks = [
        block for block in chapter.blocks if not (isinstance(block, Table) and is_made(block.sheet))
    ]
    sheets = [block.sheet for block in blocks if isinstance(block, Table)]
    records = {sheet.name: kinds[sheet.name] for sheet in sheets if kinds.get(sheet.name)}
    part = _part_of(head.part, records.values())
    text = book.text_of_chapter(blocks, head.title, records)
    left = (block for block in blocks if isinstance(block, Picture))
    text.counted[_PICTURES] = sum(
        id(block) not in taken and block.caption not in MARKS for block in left
    )
    holds = list(dict.fromkeys(records.values()))
    if part == "order" and not _OF_ORDER.isdisjoint(kinds.values()):
        holds = sorted(_OF_ORDER)
    if part == "result" and any(each.kind == RESULTS.name for each in parts):
        # Its tables are read, and what is not is reported, as the report of results.
        holds = [RESULTS.name]
        text = _without_tables(text)
    kind = _LISTS.get(part)
    methods: tuple[str, ...] = ()
    stored = _stored(text, part, holds)
    if kind is not None and not records:
        intro, methods = _listed(text.whole)
        if methods:
            stored, holds = intro, [TEXTS.name]
    holds += [f"form:{form}" for form in _forms(sheet for sheet in sheets if sheet.name in records)]
    values = (head.mark, head.title, part, stored, " ".join(holds))
    return _Row(values, kind if methods else None, methods, text.counted)


def _without_tables(text: book.ChapterText) -> book.ChapterText:
    before, after = (
        "\n".join(line for line in part.split("\n") if not line.startswith("|"))
        for part in (text.before, text.after)
    )
    counted = Counter({name: text.counted[name] for name in (book.DEEP, _PICTURES)})
    return book.ChapterText(before.strip("\n"), after.strip("\n"), counted)


def _part_of(part: str, kinds: Iterable[str]) -> str:
    """Return the part that a chapter is by its heading, unless its tables say that it is another
    one: ``มาตรการเตรียมความพร้อม`` above a table of measures by item."""
    found = set(kinds)
    if part in {"", "measures", "preparation", "importance"}:
        for kind in ("measures", "communications", "analysis", "progress"):
            if kind in found:
                return "communication" if kind == "communications" else kind
    return part


def _stored(text: book.ChapterText, part: str, holds: Sequence[str]) -> str:
    """Return the text of a chapter with a line for the records that it holds."""
    if not holds or not part:
        return text.whole
    return "\n".join(filter(None, (text.before, GENERATED, text.after)))


def _forms(sheets: Iterable[DataSheet]) -> Iterator[str]:
    """Yield which form a chapter's first table has: many columns, rows of items, of indicators."""
    for sheet in sheets:
        rows = [row for row in sheet.rows if row.number > 0]
        if any(len(row.values) > _SEVEN for row in rows[:3]):
            yield "by-item"
        else:
            items = any(_ITEM.match(to_arabic(str(row.values[0]))) for row in rows if row.values)
            yield "question" if items else "indicator"
        return


def _listed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text above a list of measures, and the measures, without numbers that the form
    itself counts; no measure if the text is no such list."""
    lines = parse_rich(text)
    is_counted = _is_counted(lines)
    first = next((at for at, line in enumerate(lines) if line.is_step), len(lines))
    intro, steps = lines[:first], list[list[RichLine]]()
    for line in lines[first:]:
        if line.is_step:
            steps.append([RichLine(line.spans) if is_counted else line])
        elif line.mark or line.level:
            steps[-1].append(line)
        else:
            return _announced(text)
    if len(intro) > _MOST_INTRO or any(line.mark for line in intro) or _has_table(text):
        return text, ()
    return write(intro), tuple(write(step) for step in steps)


def _announced(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text above a list of measures of which some are steps and others single lines, and
    the measures: its intro announces it, or it has none and begins with a number, without
    headings; no line below begins as running text does."""
    intro, methods = _typed_list(text)
    below = (line for method in methods for line in method.split("\n"))
    lines = parse_rich(text)
    headed = any(span.bold for line in lines for span in line.spans)
    is_list = book.begins_list(intro[-1]) if intro else lines[0].is_step and not headed
    if not is_list or any(map(_RUNNING.match, below)):
        return text, ()
    return "\n".join(intro), () if _has_table(text) else methods


def _has_table(text: str) -> bool:
    return any(line.startswith("|") for line in text.split("\n"))


def _measures(
    source: ImportSource, rows: Sequence[_Row], parts: Sequence[Part], year: int | None
) -> Iterator[Part]:
    """Yield the measures of chapters as a part, unless a table of the file has them."""
    if any(part.kind == TEXTS.name for part in parts):
        return
    values = [
        (CHAPTER_WORDS[row.kind], method) for row in rows if row.kind for method in row.methods
    ]
    if values:
        sheet = made_sheet(TEXTS, _LIST, ("chapter", "method"), values, source.name)
        own = replace(source, sheets=(sheet,), blocks=(), remarks=())
        yield Part(TEXTS.name, year, own, str(_LIST), len(values))


def _year(division: book.Division, parts: Sequence[Part]) -> int | None:
    """Return the year of the book: that of its cover, of its measures, or the last in its
    headings."""
    cover = stated_years(_texts(division))
    if cover:
        return max(cover)
    of_tables = [part.year for part in parts if part.year and part.kind != RESULTS.name]
    heads = stated_years(chapter.head.title for chapter in division.chapters)
    return max(of_tables or heads, default=None)


def _texts(division: book.Division) -> Iterator[str]:
    return (block.line for block in division.above if isinstance(block, Heading | Paragraph))


def _remarks(rows: Sequence[_Row]) -> Iterator[Remark]:
    """Yield what of the chapters is left out or changed."""
    for number, row in enumerate(rows, 2):
        origin = Origin(_SHEET, number)
        title = shortened(row.values[1])
        for name, template in _NOTES.items():
            if row.counted[name] and row.values[2] != book.CONTENTS:
                remedy = _REMEDY if name in {book.TABLES, _PICTURES} else ""
                fields = {"count": row.counted[name], "title": title}
                yield Remark(origin, template, remedy, fields)


def _place(division: book.Division) -> str:
    titles = [chapter.head.title for chapter in division.chapters]
    first, last = shortened(titles[0], 30), shortened(titles[-1], 30)
    return Phrase("ตั้งแต่บท “{first}” ถึง “{last}”", first=first, last=last)


_LEFT_OUT: Final = "ไม่ได้นำเข้าภาพ {count} ภาพที่ไม่ได้อยู่ในแถวของมาตรการ"
_CHECK: Final = "ตรวจว่าไม่ต้องใช้"
_HEADED: Final = frozenset({LETTERS.name, ORDERS.name})
"""Papers with an emblem at the head."""


def left_over(source: ImportSource, parts: Sequence[Part]) -> Iterator[Remark]:
    """Yield how many pictures of a document are in none of its ``parts``; nothing for a book of
    measures, and for a file without tables in text."""
    tables = {block.sheet.name for block in source.blocks if isinstance(block, Table)}
    # Pictures have a table of their own, which is none of the file.
    read = [each for part in parts if part.kind != PHOTOS.name for each in part.source.sheets]
    of_tables = bool(tables) and all(sheet.name in tables for sheet in read)
    if not of_tables or any(part.kind == CHAPTERS.name for part in parts):
        return
    taken = {
        id(block) for part in parts if part.kind == PHOTOS.name for block in part.source.blocks
    }
    pictures = [block for block in source.blocks if isinstance(block, Picture) and block.part]
    emblem = _emblem(source, parts)
    count = sum(
        id(each) not in taken and each.caption not in MARKS and each.part != emblem
        for each in pictures
    )
    if count:
        yield Remark(None, _LEFT_OUT, _CHECK, {"count": count})


def _emblem(source: ImportSource, parts: Sequence[Part]) -> str:
    """Return the name of the picture with which a paper begins; empty if it begins with none. A PDF
    does not say what it shows."""
    first = next(iter(source.blocks), None)
    is_paper = any(part.kind in _HEADED for part in parts)
    return first.part if is_paper and isinstance(first, Picture) and not first.sheet else ""
