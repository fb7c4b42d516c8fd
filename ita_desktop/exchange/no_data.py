"""Rows that are no data: notes, examples, totals, signatures, form rows that are left empty."""

import re
from collections.abc import Sequence

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.row import is_legend, says_nothing
from ita_desktop.exchange.headings import TableHeading, numbers_columns
from ita_desktop.exchange.sheets import SheetRow

EXAMPLE = "ตัวอย่าง:"
"""Prefix of a template's example rows, which are never imported."""
_NOTES = ("หมายเหตุ", "*", "ที่มา", *"¹²³⁴⁵⁶⁷⁸⁹†‡")
_NOTE = lazy_re(r"\s*หมายเหตุ\s*:?\s*")
"""What a note begins with, in a cell of its own."""
_EXPLAINED = lazy_re(r"[(\[]?\d{1,2}[)\]]?\s*(?:หมายถึง|หมายความ)", re.ASCII)
"""A footnote to a small number in the table, which may look like one of an item."""
_NOTHING = lazy_re(r"ยังไม่มี(?:ผลการวิเคราะห์|มาตรการ|รายชื่อ|จำนวนผู้ตอบ)\S*")
"""What stands in an empty table of the program."""
_SIGNER = r"ผู้(?:รายงาน|จัดทำ|ตรวจ(?:สอบ|ทาน)?|รับรอง|อนุมัติ|เห็นชอบ|ให้ข้อมูล)\s*:?\s*"
_SIGNATURE_LINE = lazy_re(rf"\(?ลง(?:ชื่อ|นาม)\)?\s*(?:[.…_]{{3}}|$)|{_SIGNER}[.…_]{{3}}")
"""A signature line, but not a remark that somebody has signed."""
_SIGNERS = lazy_re(rf"{_SIGNATURE_LINE.pattern}|{_SIGNER}$")
"""What each of several cells of a row has above the names of those who sign."""
_SIGNED = lazy_re(rf"(?P<signs>\(?ลง(?:ชื่อ|นาม)\)?\s*)?(?P<name>.*?)\s*(?P<as>{_SIGNER})?")
"""A person who signs, as what."""
_NAMED_BELOW = lazy_re(r"\(\s*(?P<name>[^()]+?)\s*\)\s*(?P<post>.*)", re.DOTALL)
"""A name in brackets, which stands below where people sign with a pen, perhaps with the post."""
MOST_SIGNERS = 2
"""Most cells of a row of names below a signature line, or as many as that has."""
_TOTAL = lazy_re(
    r"(?:(?:ผล|ยอด)?รวม(?:ทั้ง(?:หมด|สิ้น))?|ทั้งหมด|total)\s*(?:จำนวน|เป็น|เงิน|งบประมาณ)*", re.IGNORECASE
)
_TOTAL_OF = lazy_re(
    r"(?:สรุป|ยอด|ผล)?(?:รวม|เฉลี่ย)(?:จำนวน|ทั้ง|ทุก|มาตรการ|ข้อ|คะแนน|ตัวชี้วัด|กิจกรรม|โครงการ|รายการ|หน่วยงาน"
    r"|เป็น|\W|\d|$)"
)
"""A title of totals with any words, beside a figure: ``รวมมาตรการที่ดำเนินการ``."""
_UNIT = r"\s*(?:ข้อมูล|ข้อ|มาตรการ|รายการ|เรื่อง|หน่วย|คน|คะแนน|บาท|%)?\s*"
_FIGURE = lazy_re(rf"[\s:=]*(?:[\d.,]+|[-–—])?{_UNIT}")
"""Text after a word for totals, and in the other cells of its row."""
_FIGURE_AT_END = lazy_re(rf"\d[)\s]*{_UNIT}[)\s]*$")
_NUMBER = lazy_re(r"\d{1,3}(?:\.\d{1,3})*[.)]?", re.ASCII)
"""The number of a row."""
_TEXTS = frozenset({"issue", "finding", "method", "result", "monitoring", "owners"})
"""Columns of words, in which a figure alone is a number of them."""
_STEPS = _TEXTS - {"issue"}
"""Columns of words that go on row by row, so that none is the name of a group."""
_LONGEST_TOTAL = 60
"""Number of characters of a title of totals; a longer text is a paragraph."""
GROUP_ROW = Phrase("หัวกลุ่มของแถวที่อยู่ถัดไป")
_EXAMPLE_ROW = Phrase("แถวตัวอย่างของแบบกรอก")
_NOTE_ROW = Phrase("หมายเหตุใต้ตาราง")
_EMPTY_ROW = Phrase("แถวว่าง มีแต่ลำดับที่")
_NUMBERS_ROW = Phrase("เลขที่ของคอลัมน์")
_DASHES_ROW = Phrase("แถวว่าง มีแต่ขีด")


def note_of(row: SheetRow, heading: TableHeading, *, is_first: bool) -> str:
    """Return the reason why a row is not data: a template's example, a row with its number alone,
    the numbers of the columns, or a remark alone in its row; empty for others."""
    filled = [str(value) for value in row.values if value != ""]
    if filled and filled[0].replace(" ", "").startswith(EXAMPLE):
        return _EXAMPLE_ROW
    if filled and all(map(says_nothing, filled)):
        return _DASHES_ROW
    if numbers_columns(filled, is_first=is_first):
        return _NUMBERS_ROW
    if _is_empty(row, heading):
        return _EMPTY_ROW
    if len(filled) == 2 and _NOTE.fullmatch(filled[0]):
        return _NOTE_ROW
    alone = filled[0].strip() if len(filled) == 1 else ""
    is_note = alone.startswith(_NOTES) or _NOTHING.fullmatch(alone) or is_legend(alone)
    return _NOTE_ROW if is_note or _EXPLAINED.match(to_arabic(alone)) else ""


def _is_empty(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row of a form has its number alone, in no column that is read."""
    read = {at for name, at in heading.columns.items() if name != "order"}
    filled = {at: value for at, value in enumerate(row.values) if value != ""}
    numbers = (to_arabic(one_line(str(value))) for value in filled.values())
    return filled.keys().isdisjoint(read) and all(map(_NUMBER.fullmatch, numbers))


def is_line(row: SheetRow) -> bool:
    """Return whether a row is a single text in the first column, without an item code."""
    first, *others = row.values
    alone = isinstance(first, str) and first != "" and all(value == "" for value in others)
    return alone and not read_codes(str(first)).codes


def is_totals(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has a word for totals and otherwise only figures: its number is a number
    of items; or figures alone, in columns of words."""
    if _has_figures_alone(row, heading):
        return True
    words: list[str] = []
    counts = False
    for at, value in enumerate(row.values):
        text = to_arabic(one_line(str(value))) if value != "" and at not in row.merged else ""
        if not _FIGURE.fullmatch(text):
            if words and not _FIGURE_AT_END.search(text):
                return False
            words.append(text)
        elif text and not (at == heading.columns.get("order") and _NUMBER.fullmatch(text)):
            counts = True
    if not words or sum(map(len, words)) > _LONGEST_TOTAL:
        return False
    word = _TOTAL.match(words[0])
    if word is not None and _FIGURE.fullmatch(words[0][word.end() :]):
        return True
    counts = counts or _FIGURE_AT_END.search(words[0]) is not None
    return counts and not read_codes(words[0]).codes and _TOTAL_OF.match(words[0]) is not None


def _has_figures_alone(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has only figures, some of them in a column of words."""
    filled = {at for at, value in enumerate(row.values) if value != ""}
    of_text = {heading.columns[name] for name in _TEXTS & heading.columns.keys()}
    others = set(heading.columns.values()) - of_text
    # Most rows have other cells: their texts are not looked at.
    if filled.isdisjoint(of_text) or not filled.isdisjoint(others):
        return False
    texts = (to_arabic(one_line(str(row.values[at]))) for at in filled)
    return all(text[:1].isdigit() and _FIGURE.fullmatch(text) for text in texts)


def is_step(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row is a single text in a column of steps behind the table's first one, or a
    numbered duty where bodies have a column of their own: it names no group."""
    filled = {at for at, value in enumerate(row.values) if value != ""}
    places = [heading.columns.get(name) for name in ("body", "order", "duty")]
    if None not in places and filled == {*places[1:]}:
        return True
    of_steps = {heading.columns[name] for name in _STEPS & heading.columns.keys()}
    return len(filled) == 1 and filled <= of_steps - {min(heading.columns.values())}


def is_signature_line(row: SheetRow, *, is_last: bool = False) -> bool:
    """Return whether a row has where people sign, or who has signed as what. Below all rows
    (``is_last``), or several in a row, names in brackets are of those who sign with a pen."""
    texts = [str(value).strip() for value in row.values if value != ""]
    if len(texts) > 1 and all(map(_SIGNERS.match, texts)):
        return True
    if (is_last or len(texts) > 1) and texts and all(map(is_named_below, texts)):
        return True
    if len(texts) > MOST_SIGNERS:
        return False
    return any(map(_SIGNATURE_LINE.match, texts)) or _have_signed(texts)


def is_named_below(text: str) -> bool:
    """Return whether a text is a person in brackets, as below a signature."""
    found = _NAMED_BELOW.fullmatch(text)
    return bool(
        found and is_person(found["name"]) and (not found["post"] or is_post(found["post"]))
    )


def _have_signed(texts: Sequence[str]) -> bool:
    """Return whether texts are people, or the posts of them, some of whom are told to sign."""
    found = [each for each in map(_SIGNED.fullmatch, texts) if each is not None]
    named = [each for each in found if is_person(each["name"].strip("() "))]
    signing = [each for each in found if each["signs"] or each["as"]]
    posts = [each for each in found if is_post(each[0])] if any(n["signs"] for n in named) else []
    return bool(named and signing) and len({*named, *signing, *posts}) == len(texts)
