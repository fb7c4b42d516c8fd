"""Results as a plain table: codes, official scores, and other figures, among them points that are
no score of a hundred (of full points, or of a weight); and what the assessor says of items, without
their scores, and what came of it: a remark a row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.domain.tracking.entries import OPEN, said_state
from ita_desktop.exchange.cells import codes
from ita_desktop.exchange.cells.owners import of_a_year
from ita_desktop.exchange.cells.row import CROSSES, PASSED, THERE, TICKS, Cells, shortened
from ita_desktop.exchange.heading_words import OF_ASSESSMENT, OF_ITEMS, heading_key
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, column, read_row
from ita_desktop.exchange.remarks import NoRecordError, RowError
from ita_desktop.exchange.sheets import Origin, SheetRow

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_FULL: Final = lazy_re(rf"เต็ม\s*(?:คะแนน\s*)?[:=]?\s*{_NUMBER}(?![\d.]|\s*[/:,]\s*\d)", re.ASCII)
_POINTS: Final = lazy_re(rf"\(\s*{_NUMBER}\s*คะแนน\s*\)", re.ASCII)
_WEIGHT: Final = lazy_re(
    rf"\(?\s*(?:ค่า|คะแนน)?น้ำหนัก\s*(?:ร้อยละ|คะแนน)?\s*[:=]?\s*{_NUMBER}\s*(?:%|คะแนน)?\s*\)?",
    re.ASCII,
)
_OF: Final = lazy_re(
    rf"{_NUMBER}\s*(?:คะแนน\s*)?(?:/|\(?(?:จาก)?(?:คะแนน)?เต็ม|จาก)\s*{_NUMBER}\s*(?:คะแนน)?\s*\)?",
    re.ASCII,
)
STATE_WORDS: Final[Mapping[RemarkState, str]] = {
    RemarkState.OPEN: Phrase("ยังไม่ตอบ"),
    RemarkState.ANSWERED: Phrase("ตอบแล้ว"),
    RemarkState.MENDED: Phrase("แก้ไขแล้ว"),
    RemarkState.ACCEPTED: Phrase("ผู้ตรวจรับแล้ว"),
}
"""The states as templates and tables have them."""
_STATES: Final = {key(word): state for state, word in STATE_WORDS.items()} | {
    key(word): state
    for state, words in {
        RemarkState.OPEN: ("ค้าง", "เปิด", "รอตอบ", "open"),
        RemarkState.ANSWERED: ("ชี้แจงแล้ว", "answered"),
        RemarkState.MENDED: ("แก้แล้ว", "ดำเนินการแล้ว", "mended"),
        RemarkState.ACCEPTED: ("รับแล้ว", "ผ่าน", "ผ่านแล้ว", "ปิด", "ยุติ", "accepted"),
    }.items()
    for word in words
}


def _state(cells: Cells, name: str) -> RemarkState | None:
    word = cells.text(name)
    if key(word) not in _STATES and said_state(word) in OPEN:
        return RemarkState.ANSWERED if cells.text("answer") else RemarkState.OPEN
    known = " ".join(STATE_WORDS.values())
    return cells.one_of(name, _STATES, "ไม่รู้จักสถานะ “{text}”", "ใช้ {known}", known=known)


@dataclass(frozen=True, slots=True)
class ItemRemarkRow:
    """One remark; ``title`` is what stands behind the code or in a column of its own."""

    origin: Origin
    item: str = column(
        "ข้อ",
        ("item", "code", "รหัส", "รหัสข้อ", "ข้อที่", "ข้อ OIT", "ข้อมูล", "รายการข้อมูล"),
        hint="เช่น O12",
        width=10,
        choice=ChoiceList.OIT_ITEMS,
    )
    title: str = column(
        "รายการ",
        ("title", "ชื่อข้อ", "ชื่อรายการ", "ประเด็น", "หัวข้อ", "ข้อมูล", "รายการข้อมูล"),
        width=40,
    )
    remark: str = column(
        "ข้อสังเกตของผู้ตรวจ",
        (
            *("remark", "ข้อสังเกต*", "ความเห็นของผู้*", "ความเห็นผู้*", "ความคิดเห็นของผู้*"),
            *("ข้อคิดเห็นของผู้*", "ข้อเสนอแนะ*"),
        ),
        reads=Cells.lines,
        width=60,
    )
    day: date | None = column(
        "วันที่ให้ข้อสังเกต",
        ("day", "วันที่ตรวจ", "วันที่ประเมิน", "วันที่แจ้ง", "วันที่"),
        hint="เช่น 10/4/68",
        width=16,
        default=None,
    )
    answer: str = column(
        "คำชี้แจง",
        ("answer", "คำตอบ", "คำตอบของ*", "คำชี้แจงของ*", "การชี้แจง"),
        reads=Cells.lines,
        width=40,
        default="",
    )
    mend: str = column(
        "การแก้ไข",
        ("mend", "สิ่งที่แก้ไข", "ผลการแก้ไข", "การปรับปรุงแก้ไข", "แก้ไขโดย"),
        reads=Cells.lines,
        width=40,
        default="",
    )
    proof: str = column(
        "หลักฐานการแก้ไข",
        ("proof", "หลักฐาน", "หลักฐานหลังแก้ไข", "ลิงก์หลังแก้ไข", "ลิงก์"),
        reads=Cells.lines,
        hint="https://… หรือชื่อไฟล์",
        width=36,
        default="",
    )
    state: RemarkState | None = column(
        "สถานะ",
        ("state", "สถานะของข้อสังเกต", "สถานะการแก้ไข"),
        reads=_state,
        width=16,
        choice=ChoiceList.REMARK_STATES,
        default=None,
    )
    """None if the table does not say."""

    @property
    def follows_up(self) -> bool:
        """Whether it says more than the remark itself."""
        return not self.says_nothing or self.state is not None

    @property
    def says_nothing(self) -> bool:
        """Whether nothing came of the remark yet."""
        said = self.day or self.answer or self.mend or self.proof
        return not said and self.state in {None, RemarkState.OPEN}


def _read_remark(cells: Cells) -> ItemRemarkRow:
    text = cells.text("item")
    found = codes.codes_of_cell(text, "O")
    if len(found.codes) != 1:
        raise cells.fail(
            "item",
            "ไม่รู้จักรหัสข้อ “{text}”" if text else "ไม่ได้บอกว่าเป็นข้อใด",
            remedy="พิมพ์รหัส เช่น O12",
        )
    if cells.says_none("remark"):
        remedy = "ถ้ามีข้อสังเกต พิมพ์ไว้ในช่องนี้ แล้วนำเข้าใหม่"
        raise NoRecordError("บอกว่าไม่มีข้อสังเกต", remedy=remedy)
    if not cells.lines("remark"):
        raise cells.fail("remark", "{item} ไม่มีข้อสังเกต", item=found.codes[0])
    return read_row(
        ItemRemarkRow,
        cells,
        item=found.codes[0],
        title=cells.text("title") or found.remainder,
        day=cells.day("day", any_year=True),
    )


REMARKS: ImportKind[ItemRemarkRow] = ImportKind(
    name="remarks",
    title="ข้อสังเกตของผู้ตรวจ",
    row=ItemRemarkRow,
    required=(("item",), ("remark",)),
    read=_read_remark,
    identity=frozenset({"item", "remark"}),
    place=Place(PageKey.OIT),
    examples=(
        {"item": "O5", "title": "แผนปฏิบัติการ", "remark": "ไม่พบรายงานผล"},
        {
            "item": "O5",
            "title": "แผนปฏิบัติการ",
            "remark": "ลิงก์เปิดไม่ได้",
            "day": "10/4/2568",
            "answer": "แก้ลิงก์แล้ว",
            "mend": "ย้ายไฟล์มาไว้ที่หน้าเว็บของเขต",
            "proof": "https://district.example/o5",
            "state": "แก้ไขแล้ว",
        },
    ),
)


class PointsOf(NamedTuple):
    """Points, and of how many."""

    points: Decimal
    full: Decimal


def points_of(text: str) -> PointsOf | None:
    """Return the points of a cell that says of how many they are; None for another one.

    >>> points_of("27.5/30"), points_of("๙ จาก ๑๐ คะแนน"), points_of("98.75")
    (PointsOf(points=Decimal('27.5'), full=Decimal('30')), \
PointsOf(points=Decimal('9'), full=Decimal('10')), None)
    """
    found = _OF.fullmatch(to_arabic(one_line(text)))
    return PointsOf(Decimal(found[1]), Decimal(found[2])) if found is not None else None


def full_points(heading: str) -> Decimal | None:
    """Return the full points that a heading of scores states; None if it states none.

    >>> full_points("คะแนน (เต็ม 5)"), full_points("IIT (30 คะแนน)"), full_points("คะแนน")
    (Decimal('5'), Decimal('30'), None)
    >>> full_points("คะแนนที่ได้ (เต็ม 30/30/40)") is None
    True
    """
    return full_points_named(heading) or _in(heading, _POINTS)


def full_points_named(text: str) -> Decimal | None:
    """Return the full points that a text calls so."""
    return _in(text, _FULL)


def weight_in(text: str) -> Decimal | None:
    """Return the weight that a name states; None if it states none.

    >>> weight_in("IIT (น้ำหนัก 30)"), weight_in("OIT น้ำหนักร้อยละ ๔๐"), weight_in("IIT")
    (Decimal('30'), Decimal('40'), None)
    """
    return _in(text, _WEIGHT)


def without_weight(text: str) -> str:
    """Return a name without the weight that it states."""
    return _WEIGHT.sub("", to_arabic(text)).strip() if "น้ำหนัก" in text else text


def _in(text: str, pattern: re.Pattern[str]) -> Decimal | None:
    found = pattern.search(to_arabic(one_line(text)))
    return Decimal(found[1]) if found is not None else None


FIGURES = ("score", "percent", "points")
"""Columns that may have the scores, the likeliest first."""
_MOST_POINTS = Decimal(10_000)
OPTIONS = 6
"""Maximum number of options: those of a six-step question."""

PAIRS = (PASSED, THERE, (TICKS, CROSSES))
"""Words and marks in the place of the scores of O items: all points, or none."""
VERDICTS = frozenset(word for pair in PAIRS for words in pair for word in words)

_TOTALS = lazy_re(
    r"(?:ผล|ค่า)?(?:คะแนน)?\s*(?:รวม|ภาพรวม|(?=.*ITA))\s*(?:ทั้งหมด|ทั้งสิ้น|ทุกเครื่องมือ)?\s*(?:ITA)?\s*(?:รวม)?",
    re.IGNORECASE,
)
_INSTRUMENT = lazy_re(
    r"(?:(?:ผล|ค่า)?(?:คะแนน)?\s*(?:รวม|เฉลี่ย|ภาพรวม)?(?:เฉลี่ย)?(?:ของ)?\s*)"
    r"(?:แบบ(?:วัด|ตรวจ)?[^()]*)?\(?\s*([IEO]IT)\s*\)?\s*(?:รวม|เฉลี่ย)?"
    r"(?:[\s:–-]*\(?แบบ(?:วัด|ตรวจ)[^()\d]*\)?)?",
    re.IGNORECASE,
)

_ABOUT_INSTRUMENT = lazy_re(r"(?:ผล|ค่า|คะแนน|แบบ|ตาราง|รายงาน|สรุป|เครื่องมือ|[IEO]IT)\D*")
"""A title without a number that may name an instrument: ``ผลคะแนนรายข้อ (IIT)``, no remark."""
_OF_YEAR = lazy_re(
    r"[\s_-]*(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?:25)?\d\d|(?:พ\.?\s?ศ\.?\s*)?25\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The figures of one node of the score tree; empty fields are not given."""

    origin: Origin
    node: str
    title: str
    remark: str
    counts: tuple[int | None, ...]
    """Number of respondents by option, from option 1."""
    figures: Mapping[str, Decimal]
    """What is printed in the columns of figures (``FIGURES``, full, weight)."""
    verdict: str = ""
    """The word or mark in the place of the score of an O item (ผ่าน, ✗)."""
    named: str = ""
    """What names the node."""
    score: Decimal | None = None
    """The score of a hundred, once the table has told which of the figures it is."""
    points: Decimal | None = None
    """The points of which the score was worked out; None if it was not."""
    full: Decimal | None = None
    """The full points of these."""
    question: str = ""
    """What the counts answer: the item, or a part of it (``I11.2``), which has no score."""


_PART_OF_ITEM: Final = lazy_re(r"[IE]\d{1,2}\.\d{1,2}", re.ASCII)


def _read(cells: Cells) -> ResultRow:
    text, title = cells.text("code"), cells.text("title")
    if not text and (_TOTALS.fullmatch(title) or _INSTRUMENT.fullmatch(title)):
        text = "" if cells.merged("title") else title
    if not text and not cells.merged("instrument"):
        text = cells.own("instrument")
    bare = node_of(text)
    node = _of_instrument(cells, bare)
    if not node:
        raise cells.fail(
            "code",
            "ไม่รู้จักรหัส “{text}”",
            remedy="ใส่รหัสข้อหรือตัวชี้วัด เช่น I1 9.1 IIT หรือ ITA",
            text=shortened(text),
        )
    # Beside an item with its wording in one cell, a name is that of its indicator.
    title = (codes.read_codes(text).remainder if bare[1:].isdecimal() else "") or title
    part = _PART_OF_ITEM.fullmatch(to_arabic(text).upper())
    said = cells.text("score") if node[:1] == "O" and node != "OIT" else ""
    verdict = said if said in VERDICTS else ""
    return ResultRow(
        cells.origin,
        node,
        title,
        cells.lines("remark"),
        tuple(
            cells.people(f"count{number}", "จำนวนผู้ตอบ “{text}” ไม่ใช่จำนวนคน")
            for number in range(1, OPTIONS + 1)
        ),
        {} if verdict or part else _figures(cells),
        verdict,
        text if node == bare else node,
        question=part[0] if part else node,
    )


def _of_instrument(cells: Cells, node: str) -> str:
    """Return a node, of a bare number below a heading of items the item of the row's instrument."""
    instrument = node_of(cells.text("instrument"))
    of_items = heading_key(cells.headings.get("code", "")) in OF_ITEMS
    is_item = node.isdecimal() and of_items and instrument.endswith("IT")
    return f"{instrument[0]}{node}" if is_item else node


def _figures(cells: Cells) -> dict[str, Decimal]:
    """Return the figures of a row by their columns, as printed."""
    text = cells.text("score")
    full, both = _full(cells), points_of(text)
    if both is not None and (
        not both.full or both.points > both.full or full not in {None, both.full}
    ):
        raise cells.fail("score", "คะแนน “{text}” ไม่ตรงกับคะแนนเต็ม")
    figures = {name: cells.percent(name, _MOST_POINTS) for name in FIGURES if name != "score"}
    score = both.points if both else cells.percent("score", _MOST_POINTS)
    figures |= {"score": score, "full": both.full if both else full, "weight": _weight(cells)}
    if "score" in cells.faulty:
        # What points of a weight come to may be another score than the one that cannot be read.
        figures.pop("points")
    return {name: value for name, value in figures.items() if value is not None}


def _full(cells: Cells) -> Decimal | None:
    """Return the full points of a row: its cell, else those in the heading of the score or in the
    name; None if there are none. Raises RowError where they cannot be read: the score is then none
    of a hundred."""
    try:
        full = cells.percent("full", _MOST_POINTS)
    except RowError:
        full = Decimal(0)
    if full is None:
        names = full_points_named(f"{cells.text('code')} {cells.text('title')}")
        full = full_points(cells.headings.get("score", "")) or names
    if full == 0 and cells.text("score"):
        raise cells.fail(
            "score",
            "อ่านคะแนนเต็มของแถวนี้ไม่ได้ จึงไม่ได้อ่านคะแนน",
            remedy="แก้คะแนนเต็มเป็นตัวเลข แล้วนำเข้าใหม่",
        )
    return full or None


def _weight(cells: Cells) -> Decimal | None:
    """Return the weight of a row: its cell, else the one in its name; None without one."""
    try:
        weight = cells.percent("weight")
    except RowError:  # told with the heading, as long as no score is of it
        return None
    return weight or weight_in(cells.text("code")) or weight_in(cells.text("title"))


def node_of(text: str) -> str:
    """Return the node of the score tree that a cell names; empty for none or several."""
    plain = without_weight(text.strip())
    if _TOTALS.fullmatch(plain):
        return TOTAL
    if (instrument := _INSTRUMENT.fullmatch(plain)) is not None:
        return instrument[1].upper()
    indicator = codes.read_numbered_indicator(plain)
    if indicator:
        return indicator
    read = codes.codes_of_cell(plain)
    return read.codes[0] if len(read.codes) == 1 else ""


def names_indicator(text: str) -> bool:
    """Return whether a text has the number of an indicator, and that one's own name."""
    name, counted = _COUNTED.subn("", to_arabic(text))
    return bool(counted and name) and node_of(name) == node_of(text) != ""


_OF_ASSESSMENT: Final = lazy_re(OF_ASSESSMENT)
_OF_RESULT: Final = lazy_re(r"ผล(?:การ)?(?:ประเมิน|คะแนน|ตรวจ)|คะแนน")


def says_result(row: SheetRow) -> bool:
    """Return whether a line above figures says that these are scores of the assessment: a number
    behind an item may be that of a page, or count anything."""
    text = key(" ".join(map(str, row.values)))
    return bool(_OF_ASSESSMENT.search(text) and _OF_RESULT.search(text))


def is_node(text: str) -> bool:
    """Return whether a text names a node of the score tree by more than a number.

    >>> is_node("I1"), is_node("การใช้อำนาจ"), is_node("3. การใช้อำนาจ"), is_node("ตัวชี้วัดที่ 3")
    (True, True, True, False)
    """
    node = node_of(text)
    is_counted = any(map(str.isdigit, text))
    return bool(node) and (not (node[0].isdecimal() and is_counted) or names_indicator(text))


def without_number(text: str) -> str:
    """Return the name of an indicator without its number."""
    return _COUNTED.sub("", text, count=1)


_COUNTED: Final = lazy_re(r"^\s*(?:ตัวชี้วัด(?:ที่)?\s*)?\d{1,2}[.):]?\s*", re.ASCII)
"""The number of an indicator before its name."""


def _group(text: str) -> Mapping[str, str]:
    """Return the instrument that a sheet or title names: of its items the numbers are."""
    plain = _OF_YEAR.sub("", to_arabic(text)).upper()
    named = codes.instruments_in(plain) if _ABOUT_INSTRUMENT.fullmatch(plain) else ()
    return {"instrument": named[0]} if len(named) == 1 else {}


_SCORES: Final = ("คะแนน", "คะแนนที่ได้", "คะแนนเฉลี่ย", "ผลคะแนน", "ร้อยละ")
"""Headings of scores, alone or with a year behind."""


RESULTS: ImportKind[ResultRow] = ImportKind(
    name="results",
    title="ผลการประเมิน",
    columns=(
        ImportColumn(
            "code",
            "รหัส",
            (
                *("code", "ข้อ", "ข้อที่", "รหัสข้อ", "รหัสตัวชี้วัด", "ตัวชี้วัดย่อย"),
                *("ตัวชี้วัดที่", "item"),
            ),
            hint="เช่น I1 E3 O12 9.1 IIT หรือ ITA",
            width=12,
        ),
        ImportColumn(
            "title",
            "รายการ",
            (
                *("title", "name", "question", "คำถาม", "ประเด็นการประเมิน", "ชื่อรายการ", "ชื่อ"),
                *("ชื่อข้อ", "ชื่อตัวชี้วัด", "ชื่อข้อคำถาม", "ตัวชี้วัด", "ข้อ", "หัวข้อ", "ข้อมูล"),
                *("รายการข้อมูล", "ชื่อข้อมูล"),
            ),
            width=48,
        ),
        ImportColumn(
            "score",
            "คะแนนทางการ",
            (
                *("score", "official", *_SCORES, *of_a_year(*_SCORES, "คะแนน ITA"), "ผลการประเมิน"),
                *("คะแนนที่ได้รับ", "คะแนนได้", "ได้", "ที่ได้", "ได้รับ"),
                *("ผลการตรวจประเมิน", "ผลการตรวจ", "ผลตรวจ", "ผลการพิจารณา"),
                *("คะแนนหลังอุทธรณ์", "คะแนนหลังทบทวน", "คะแนนหลังแก้ไข", "คะแนนใหม่"),
                *("คะแนนเขต", "คะแนนของเขต", "คะแนนสำนักงานเขต", "คะแนนของสำนักงานเขต"),
                "ผ่าน/ไม่ผ่าน",
            ),
            hint="0 ถึง 100",
            width=14,
        ),
        ImportColumn(
            "instrument",
            "เครื่องมือ",
            ("เครื่องมือการประเมิน", "แบบวัด", "แบบประเมิน"),
            in_template=False,
            inherit=True,
        ),
        ImportColumn("full", "คะแนนเต็ม", ("คะแนนเต็ม*", "เต็ม"), in_template=False),
        ImportColumn(
            "weight",
            "น้ำหนัก",
            ("น้ำหนัก*", "ค่าน้ำหนัก*", "คะแนนน้ำหนัก*", "ร้อยละน้ำหนัก*", "ร้อยละของน้ำหนัก*", "สัดส่วน*"),
            in_template=False,
        ),
        ImportColumn(
            "percent",
            "คิดเป็นร้อยละ",
            ("ร้อยละ", *of_a_year("ร้อยละ"), "คิดเป็นร้อยละ*", "คะแนนร้อยละ*"),
            in_template=False,
        ),
        ImportColumn(
            "points",
            "คะแนนถ่วงน้ำหนัก",
            (
                *("คะแนนถ่วง*", "ถ่วงน้ำหนัก*", "ค่าคะแนนถ่วง*", "ผลคะแนนถ่วง*", "คะแนนเฉลี่ยถ่วง*"),
                *("คะแนนรวมถ่วง*", "คะแนนที่ถ่วง*", "คะแนนหลังถ่วง*", "คะแนนตามน้ำหนัก*"),
                *("คะแนนตามค่าน้ำหนัก*", "คะแนน", "คะแนนที่ได้", "คะแนนที่ได้รับ", "ผลคะแนน", "ร้อยละ"),
            ),
            in_template=False,
        ),
        *(
            ImportColumn(
                f"count{number}",
                f"จำนวนตอบ {number}",
                (f"count {number}", f"ตอบ {number}", f"ตัวเลือก {number}"),
                hint="จำนวนคน",
                width=10,
            )
            for number in range(1, OPTIONS + 1)
        ),
        ImportColumn(
            "remark",
            "ข้อสังเกตของผู้ตรวจ",
            (
                *("remark", "comment", "ข้อสังเกต*", "ความเห็น*", "ความคิดเห็น*", "ข้อคิดเห็น*"),
                *("ข้อเสนอแนะ*", "เหตุผล*", "หมายเหตุ*"),
            ),
            hint="เฉพาะข้อ O",
            width=36,
        ),
    ),
    required=(("code",), ("score", "points")),
    read=_read,
    group=_group,
    identity=frozenset({"code"}),
    place=Place(PageKey.SCORES),
    has_totals=True,
    lists_whole_year=True,
    examples=(
        {
            "code": "I2",
            "title": "อำนวยความสะดวก",
            "score": "98.75",
            "count1": "3",
            "count2": "0",
            "count3": "1",
            "count4": "4",
            "count5": "13",
            "count6": "605",
        },
        {"code": "O5", "title": "แผนปฏิบัติการ", "score": "0", "remark": "ไม่พบรายงานผล"},
    ),
)
