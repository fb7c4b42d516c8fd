"""What many documents have in common: texts and cells, pages and signatures.

Tables have their title in the footer, papers a page number in the header. Orders, memos and
letters have garuda, margins and signature. Photographs stand side by side, with their captions.

The texts of a built paper are then changed: those of the back-ends are the office's (see
``wordings/paper_words.py``), a line says that the year's framework is a draft, and headings become
numbered lists, so that Word counts them, unless the office reworded them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Final

from ita_desktop.documents.content import (
    Align,
    Block,
    Cell,
    Document,
    Image,
    Margins,
    Orientation,
    PageLine,
    PageNumbers,
    Paragraph,
    Picture,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.kinds import GARUDA, MissingData, ReportContext
from ita_desktop.documents.office_files import shape_of
from ita_desktop.documents.pictures import grid
from ita_desktop.documents.reports.named_texts import words
from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords, mark_of
from ita_desktop.documents.wordings.templates import SHARED, Template, wording
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP, fields_in, gaps
from ita_desktop.domain.framework import TOTAL, Indicator, Level
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.measure_cells import as_typed
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Assignment, Measure, Member, MemberKind, Owner, OwnerRole
from ita_desktop.domain.roster.holders import held_words, holder_on, member_post
from ita_desktop.domain.scores.levels import LevelResult, UnmetCondition, printed_level
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.tracking.state import shown_photos
from ita_desktop.domain.year import YearData

_HIGHEST = 56.0
"""Greatest height of a picture in mm: two rows with a line of caption fit below the title of a
landscape page, even in Excel, which rounds rows up."""
_WIDE = 85.0
"""Approximate width of a picture's column in mm."""
_GAP = 2.0
"""Distance between pictures in mm."""
MARGINS: Final = Margins(top=25, right=20, bottom=20, left=30)
"""Margins of orders and letters in mm, from the rules of official correspondence
(ระเบียบงานสารบรรณ)."""
GARUDA_OF_LETTERS: Final = 30.0
GARUDA_OF_MEMOS: Final = 15.0
"""Heights in mm."""
_NO_HOLDER: Final = wording("order-vacant", "- ว่าง -", papers="คำสั่งแต่งตั้ง")
_SHAPE: Final = 0.92
"""Aspect ratio of the space for a missing garuda."""
_DRAFT: Final = wording(
    "all.draft-framework",
    "ร่าง กรอบการประเมินปีงบประมาณ พ.ศ. {ปีงบประมาณ} คัดลอกจากกรอบ {กรอบเดิม} ยังไม่ได้ยืนยันกับหนังสือเวียน",
    title="บรรทัดที่บอกว่ากรอบการประเมินเป็นร่าง",
    papers=SHARED,
)
_STYLES: Final = frozenset({"heading", "subheading"})
_NUMBER: Final = lazy_re(r"([0-9]+(?:\.[0-9]+){0,2}([.)]?)) +(?=\S)")
TABLE_MARGINS = Margins(top=20, right=15, bottom=20, left=20)
FILE = "ชื่อไฟล์และท้ายหน้า"
"""The name in lists of a document's file title, which is also its footer."""
HEADS = "หัวเรื่อง"
INTRO = "ประโยคนำ"
COLUMNS = "หัวตาราง"
_shared: Final = partial(wording, papers=SHARED)
INDICATOR = _shared("all.indicator", "ตัวชี้วัดที่ {รหัส} {ชื่อ}")
ENGLISH = "ชื่ออังกฤษ"
OIT_INDICATOR = _shared(
    "all.oit-indicator",
    "ตัวชี้วัดที่ {รหัส} {ชื่อ}",
    title="ชื่อตัวชี้วัดของ OIT ในตารางมาตรการรายข้อ",
    fields=(ENGLISH,),
)
"""With :data:`ENGLISH` where the office asks for it, or a paper came in so."""
POINTS = _shared("all.points", "{คะแนน} คะแนน")
NO_SCORE = _shared("all.no-score", "ยังไม่มีคะแนน")
INDICATOR_NUMBER = _shared("all.indicator-number", "ตัวชี้วัดที่ {รหัส}")
_SUPPORT = _shared("all.support", "{ผู้รับผิดชอบ} (สนับสนุน)")
_LEVEL = _shared("all.level", "ระดับ{ระดับ}")
_TOTAL = _shared("all.total", "คะแนนรวม")
_SCORE = _shared("all.score", "คะแนน {เครื่องมือ}")
_NEEDS = _shared("all.needs", "{คะแนนของ} ต้องไม่น้อยกว่า {เกณฑ์}")
_UNKNOWN = _shared("all.needs-unknown", "{เงื่อนไข} ขณะนี้ยังไม่มีคะแนน")
_POINTS_MISSING = _shared("all.needs-lacking", "{เงื่อนไข} ขณะนี้ได้ {คะแนน} ขาดอีก {ที่ขาด} คะแนน")
HYPHEN = "-"
BULLET = "•"
MOST_NAMED = 5


def titles(*lines: str) -> tuple[Paragraph, ...]:
    """Returns centred title lines."""
    return tuple(paragraph(line, "title") for line in lines)


def foot(text: str) -> PageLine:
    """Returns the footer of tables: title, page number and page count."""
    return PageLine(text, PageNumbers.OF_TOTAL, Align.RIGHT)


def owner_cell(
    year: YearData, record: Assignment | Measure | None, owners: Sequence[Owner], mark: str = ""
) -> Cell:
    """Returns a cell with the owners of a ``record``: as typed, else one per line, supporting ones
    marked."""
    if typed := as_typed(record, owners):
        return Cell(tuple(paragraph(line, "cell") for line in typed.split("\n")))
    return Cell(tuple(paragraph(owner_name(year, owner), "cell", mark=mark) for owner in owners))


def owner_name(year: YearData, owner: Owner) -> str:
    label = year.owner_label(owner)
    return _SUPPORT.of(year, {"ผู้รับผิดชอบ": label}) if owner.role is OwnerRole.SUPPORT else label


def missing_items(
    codes: Sequence[str], few: str, many: str, remedy: str, page: PageKey | None = None
) -> Iterator[MissingData]:
    """Yields a message on missing data of items, if there are any: ``few`` lists them
    (``{items}``), ``many`` gives their number (``{count}``) and the first; ``page`` is where to
    enter it."""
    if codes:
        named = {"items": " ".join(codes[:MOST_NAMED]), "count": len(codes)}
        yield MissingData(few if len(codes) <= MOST_NAMED else many, named, remedy, page)


def level_result(data: YearData, tree: ScoreTree) -> LevelResult:
    """Returns the level for official papers and the conditions of the next better one: the printed
    official level, even if another one follows from the figures."""
    if not data.printed_level:
        return tree.level
    instruments = {node.code: node.value for node in tree.instruments}
    levels = data.framework.levels
    printed = printed_level(levels, data.printed_level, tree.total.value, instruments)
    return printed or tree.level


def level_name(data: YearData, level: Level) -> str:
    """Returns ``ระดับผ่านดี`` or ``ระดับ A``."""
    return level_title(data, level.name)


def level_title(data: YearData, name: str) -> str:
    """Returns the title of a level by its name, as :func:`level_name` does."""
    return _LEVEL.of(data, {"ระดับ": f" {name}" if name.isascii() else name})


def score_words(data: YearData, value: Decimal | None) -> str:
    """Returns ``99.19 คะแนน``, or that there is no score yet."""
    return NO_SCORE.of(data) if value is None else POINTS.of(data, {"คะแนน": f"{value:.2f}"})


def english_name(indicator: Indicator) -> str:
    """Returns the English name of an indicator as papers have it: ``(Open Data)``."""
    return f"({indicator.name_en})" if indicator.name_en else ""


def missing_scores(data: YearData, results: ScoreTree) -> Iterator[MissingData]:
    """Yields which instruments of a tree of results have no score, and which have only the one so
    far that the window shows, because nobody has assessed some of their items yet."""
    none, begun = _unscored(data, results)
    is_all = all(node.value is None for node in results.nodes.values())
    ask = "กรอกที่หน้าคะแนน"
    if none:
        named = {"instruments": " ".join(none)}
        yield MissingData("ยังไม่มีคะแนน {instruments}", named, ask, is_all=is_all)
    if begun:
        named = {"instruments": " ".join(begun)}
        yield MissingData("ยังไม่มีคะแนนรายข้อของ {instruments} ครบทุกข้อ", named, ask, is_all=is_all)


def why_unscored(data: YearData, results: ScoreTree) -> str:
    """Returns the same as words within a sentence; empty if every instrument has a score."""
    none, begun = _unscored(data, results)
    reasons = [f"ยังไม่มีคะแนน {' '.join(none)}"] if none else []
    return " และ".join([*reasons, f"คะแนน {' '.join(begun)} ยังไม่ครบทุกข้อ"] if begun else reasons)


def _unscored(data: YearData, results: ScoreTree) -> tuple[list[str], list[str]]:
    so_far = tree_of(data).nodes
    codes = [node.code for node in results.instruments if node.value is None]
    begun = [code for code in codes if so_far[code].value is not None]
    return [code for code in codes if code not in begun], begun


def score_of(data: YearData, code: str) -> str:
    """Returns ``คะแนนรวม`` or ``คะแนน EIT``."""
    return _TOTAL.of(data) if code == TOTAL else _SCORE.of(data, {"เครื่องมือ": code})


def needs(data: YearData, block: UnmetCondition) -> str:
    """Returns a level's condition with the required, actual and missing points."""
    asked = _NEEDS.of(
        data, {"คะแนนของ": score_of(data, block.subject), "เกณฑ์": f"{block.needs:.2f}"}
    )
    if block.has is None or block.missing is None:
        return _UNKNOWN.of(data, {"เงื่อนไข": asked})
    known = {"เงื่อนไข": asked, "คะแนน": f"{block.has:.2f}", "ที่ขาด": f"{block.missing:.2f}"}
    return _POINTS_MISSING.of(data, known)


def counted(document: Document, own: Container[str]) -> Document:
    """Returns the document and its bound documents with heading numbers as lists; headings whose
    wordings are in ``own``, edited by the office, remain text."""
    bound = tuple(replace(bound, document=counted(bound.document, own)) for bound in document.bound)
    blocks = tuple(_counted(block, own) for block in document.blocks)
    return replace(document, blocks=blocks, bound=bound)


def _counted(block: Block, own: Container[str]) -> Block:
    if not isinstance(block, Paragraph) or block.style not in _STYLES or block.mark:
        return block
    if not block.runs or not block.runs[0].wording or block.runs[0].wording in own:
        return block
    found = _NUMBER.match(block.text)
    first, *more = block.runs
    if found is None or found.end() > len(first.text):
        return block
    rest = replace(first, text=first.text[found.end() :])
    # Numbers in parentheses form another list than those with a full stop.
    listed = "headings)" if found[2] == ")" else "headings"
    runs = (rest, *more)
    return replace(block, runs=runs, mark=found[1], counted=listed, mark_wording=first.wording)


def marked_as_draft(document: Document, data: YearData) -> Document:
    """Returns the document with the line above it, if the year's framework is a draft."""
    if not is_draft(data):
        return document
    line = _DRAFT.paragraphs(data, "note", _from(data))
    return replace(document, blocks=(*line, *document.blocks))


def draft_line(data: YearData) -> str:
    """Returns the line; empty if the year's framework is no draft."""
    return _DRAFT.of(data, _from(data)) if is_draft(data) else ""


def _from(data: YearData) -> Mapping[str, str]:
    return {"กรอบเดิม": data.framework.drafted_from}


def _declared(field: str, title: str = "") -> Template:
    name = f"all.{field.replace('_', '-')}"
    return wording(name, getattr(SHIPPED, field), title=title, papers=SHARED)


TEXTS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "page_of": _declared("page_of"),
        "continued": _declared("continued"),
        "contents_page": _declared("contents_page", "หัวช่องเลขหน้าของสารบัญ"),
        "beside_list": _declared("beside_list", "ชื่อแผ่นงาน Excel ของภาพและตารางประกอบ"),
        "file_page_lost": _declared("file_page_lost"),
        "file_pages_further": _declared("file_pages_further"),
        "list_columns": _declared("list_columns", f"{COLUMNS}ของรายการใน Excel"),
        "cell_cut": _declared("cell_cut", "ท้ายข้อความที่ยาวเกินช่องของ Excel"),
        "chart_sheet": _declared("chart_sheet", "ชื่อแผ่นงาน Excel ของตัวเลขแผนภูมิ"),
        "chart_columns": _declared("chart_columns", f"{COLUMNS}ตัวเลขของแผนภูมิ Excel"),
    }
)


def words_of(data: YearData) -> PaperWords:
    """Returns the office's texts, with the fields of the year filled in."""
    return PaperWords(**{field: _filled(template, data) for field, template in TEXTS.items()})


def _filled(template: Template, data: YearData) -> str:
    """Fills in a text, keeping its own fields."""
    return template.of(data, {name: f"{{{name}}}" for name in fields_in(template.text)})


def worded(document: Document, data: YearData) -> Document:
    """Returns the document and its bound documents with the office's texts."""
    words = words_of(data)
    return document if words == SHIPPED else _with_words(document, words)


def _with_words(document: Document, words: PaperWords) -> Document:
    bound = tuple(
        replace(bound, document=_with_words(bound.document, words)) for bound in document.bound
    )
    blocks = tuple(_worded(block, words) for block in document.blocks)
    return replace(document, words=words, blocks=blocks, bound=bound)


def _worded(block: Block, words: PaperWords) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, mark=mark_of(words.continued))


def garuda(context: ReportContext, height: float) -> Image:
    """Returns the office's garuda, ``height`` mm high, or a blank of its size if there is none."""
    data = context.office_file(GARUDA)
    shape = shape_of(data) if data else None
    if data is None or shape is None:
        return Image(b"", height * _SHAPE, height, "ครุฑ")
    return Image(data, height * shape, height, "ครุฑ")


def missing_garuda(context: ReportContext) -> Iterator[MissingData]:
    """Yields that the garuda is missing or unusable."""
    fields, data = {"office_file": GARUDA}, context.office_file(GARUDA)
    if not any(file.name == GARUDA for file in context.year.office_files):
        yield MissingData("ยังไม่มีภาพครุฑ จึงเว้นที่ว่างไว้", fields, "เลือกไฟล์ภาพที่หน้าตั้งค่า")
    elif data is not None and shape_of(data) is None:
        yield MissingData("ภาพครุฑเปิดไม่ได้", fields, "เลือกไฟล์ PNG หรือ JPEG ที่หน้าตั้งค่า")


def body(text: str) -> Iterable[Paragraph]:
    """Returns a paragraph per line of a text."""
    return [paragraph(line, "paper-body") for line in text.splitlines() if line.strip()]


def unfilled(data: YearData, name: str, values: Mapping[str, str], own: str) -> list[str]:
    """Returns the fields of a text that are unknown and printed as gaps."""
    return list(gaps(own or words(data, name), values))


def signed_on(data: YearData, letter: Letter) -> date | None:
    """Returns the date of a letter; without one, the day of the meeting it is about."""
    meeting = data.meeting_by_id.get(letter.meeting_id or "")
    return letter.day or (meeting.day if meeting is not None else None)


def signature(
    data: YearData,
    person_id: str | None,
    post: str,
    day: date | None,
    under: str = "",
    closing: str = "",
) -> SignatureBlock:
    """Returns the signature block on ``day``: name in parentheses, position, and the lines
    ``under`` it (ปฏิบัติราชการแทน …). If no person is given, the holder of the position on that day
    signs."""
    post_lines = tuple(post.splitlines())
    name, lines = signer(data, person_id, post, day)
    named = (f"({name})" if name else f"({GAP * 2})", *(lines or post_lines), *under.splitlines())
    return SignatureBlock(tuple(line for line in named if line.strip()), closing)


def signer(
    data: YearData, person_id: str | None, post: str, day: date | None
) -> tuple[str, tuple[str, ...]]:
    """Returns the name below a signature, empty if unknown, and the position of whoever acts for
    the holder, in lines; no lines if ``post`` is printed unchanged."""
    person = data.person_by_id.get(person_id or "")
    if person is not None:
        return person.full_name, ()
    # The last line is the position signed for; lines above it are the signer's own.
    for text in (" ".join(post.split()), *reversed(post.splitlines())):
        holder = holder_on(data, text, None, day)
        if holder is not None:
            lines = held_words(data, holder, text, day) if holder.acting else ()
            return holder.person.full_name, lines
    return "", ()


def member_lines(data: YearData, member: Member) -> tuple[str, ...]:
    """Returns a member as printed in orders: a person in two lines, a position or group in one."""
    post = member_post(data, member)
    person = data.person_by_id.get(member.person_id or "")
    if member.vacant:
        return tuple(line for line in (_NO_HOLDER.of(data), post) if line)
    if person is None or member.kind is not MemberKind.PERSON:
        return (post,)
    return tuple(line for line in (person.full_name, post) if line)


def role_lines(role: str) -> str:
    """Returns a role broken into lines as in orders: ``กรรมการและ / เลขานุการ``, ``คณะทำงาน /
    และเลขานุการ``."""
    before, joint, after = role.partition("และ")
    if not joint or not before or not after:
        return role
    if before == "กรรมการ":
        return f"{before}{joint}\n{after}"
    return f"{before}\n{joint}{after}"


def photos_of(data: YearData, measures: Iterable[Measure]) -> tuple[Photo, ...]:
    """Returns the shown photographs of all entries on the given measures, in order."""
    return tuple(
        photo
        for measure in measures
        for entry in data.entries_of(measure.id)
        for photo in shown_photos(data, entry)
    )


def photo_table(context: ReportContext, photos: Iterable[Photo], page: Document) -> Iterator[Block]:
    """Yields a borderless table of the photographs with captions, as wide as the text of ``page``;
    pages may end between its rows."""
    shown = tuple(photos)
    if not shown:
        return
    across = max(round(page.text_width / _WIDE), 1)
    width = page.text_width / across
    made = [grid(context, (photo,), width - _GAP, _HIGHEST)[0][0] for photo in shown]
    rows = [_as_high(made[at : at + across]) for at in range(0, len(made), across)]
    if len(rows[-1]) == 1:
        rows[-1] = [replace(rows[-1][0], columns=across)]
    yield paragraph("", "line")
    columns = (TableColumn(1),) * across
    yield Table(
        columns, tuple(TableRow(tuple(row)) for row in rows), borders=False, whole_rows=True
    )


def _as_high(beside: Sequence[Picture]) -> list[Cell]:
    """Returns the cells of a row of pictures, scaled to equal height."""
    height = min(picture.image.height for picture in beside)
    return [
        Cell(
            pictures=(
                (replace(picture, image=_scaled(picture.image, height / picture.image.height)),),
            )
        )
        for picture in beside
    ]


def _scaled(image: Image, share: float) -> Image:
    return replace(image, width=image.width * share, height=image.height * share)


def of_tables(
    year: YearData,
    title: str,
    blocks: Iterable[Block],
    digits: Digits,
    *,
    named: str = "",
    across: bool = False,
    as_list: bool = False,
) -> Document:
    """Returns a document of tables with its title, or ``named``, in the footer; ``across`` makes it
    landscape, ``as_list`` makes its Excel file a list."""
    return Document(
        title,
        tuple(blocks),
        office(year.organisation),
        Orientation.LANDSCAPE if across or as_list else Orientation.PORTRAIT,
        TABLE_MARGINS,
        digits,
        footer=foot(named or title),
        as_list=as_list,
    )


def of_papers(
    year: YearData, title: str, blocks: Iterable[Block], digits: Digits, margins: Margins = MARGINS
) -> Document:
    """Returns an official paper, with page numbers from the second page on."""
    header = PageLine(numbers=PageNumbers.DASHES, from_page=2)
    author = office(year.organisation)
    return Document(title, tuple(blocks), author, margins=margins, digits=digits, header=header)
