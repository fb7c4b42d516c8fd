"""What a line says if it is the heading of a chapter: its number, its title, and which part of the
book of measures it is."""

import re
from typing import Final, NamedTuple

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key, one_line

PREFACE: Final = "preface"
CONTENTS: Final = "contents"
_D: Final = "[0-9๐-๙]"
_MARK: Final = re.compile(
    rf"(?P<mark>(?:บทที่|ส่วนที่|ตอนที่|หมวดที่)\s*{_D}{{1,2}}\s*[:.]?|{_D}{{1,2}}\s*[.)](?!\s*{_D}))"
    r"\s*(?P<title>\S.*)"
)
_NAMED_MARK: Final = re.compile(r"^(?:บทที่|ส่วนที่|ตอนที่|หมวดที่)")
_PAGE_BEHIND: Final = re.compile(rf"(?:\t|\.{{3,}}|…)[\s.…]*{_D}{{1,4}}\s*$")
"""The end of a line in a table of contents."""
_LIST_FOLLOWS: Final = re.compile(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้)\s*:?\s*$")
_PARTS: Final = tuple(
    (part, re.compile(words))
    for part, words in (
        (PREFACE, r"คำนำ$"),
        (CONTENTS, r"สารบัญ"),
        ("order", r"(?:สำเนา)?(?:คำสั่ง.*(?:แต่งตั้ง|คณะ)|การ?แต่งตั้งคณะ)"),
        ("one-stop", r".*(?:ศูนย์รับคำขออนุญาต|bmaoss|onestopservice)"),
        ("image", r".*สื่อสาร.{0,14}ภาพลักษณ์"),
        ("communication", r".*(?:สื่อสาร.{0,14}รับรู้|สร้างการรับรู้)"),
        ("progress", r"(?:การ|สรุป)?(?:รายงาน)?ผลการดำเนิน(?:การ|งาน)"),
        ("monitoring", r"(?:การ|แผน|มาตรการ)?(?:กำกับ.{0,6}ติดตาม|ติดตาม)"),
        ("briefing", r"(?:การ)?(?:ประชุม)?(?:การ)?ชี้แจง"),
        ("preparation", r"(?:มาตรการ|การ|แนวทาง).*เตรียมความพร้อม"),
        ("analysis", r"(?:การ|ผลการ)?(?:ศึกษา)?(?:และ)?(?:การ)?วิเคราะห์"),
        ("levels", r"(?:คะแนนและ|เกณฑ์)?(?:การจัด)?ระดับ.*(?:ผล|คะแนน)|(?:ผล)?คะแนนและระดับ"),
        ("result", r"(?:สรุป)?(?:ผล|คะแนน)(?:คะแนน)?(?:การ)?ประเมิน"),
        ("criteria", r"(?:หลัก)?เกณฑ์.*ประเมิน|กรอบ.*ประเมิน|เครื่องมือ.*ประเมิน"),
        (
            "importance",
            r"(?:ที่มา|ความเป็นมา|ความสำคัญ|หลักการและเหตุผล|หลักการ|บทนำ|ข้อมูลทั่วไป)",
        ),
        ("measures", r".{0,30}มาตรการ"),
    )
)
"""The parts of the book by the words with which their headings begin, without spaces."""
_BEHIND: Final = re.compile(r"(?:ภาคผนวก|ผนวก|(?:ประมวล)?(?:ภาพ|รูป)(?:ถ่าย|กิจกรรม|ประกอบ))")
_MORE: Final = re.compile(
    r"\(|ประจำปี|ปีงบ|ของ|สำนักงานเขต|กรุงเทพ|ใน|และ|ไปยัง|เพื่อ|ตาม|จาก|ต่อ|ระหว่าง|รอบ|กรณี|พ\.ศ\."
)
CORE: Final = frozenset({"analysis", "measures", "preparation", "communication", "image"})
"""Parts of which a book of measures has at least one."""


class ChapterHead(NamedTuple):
    """The heading of a chapter."""

    mark: str
    """Its number as printed, such as ``1.`` or ``บทที่ 2``; may be empty."""
    title: str
    part: str
    """The name of the part of the book; empty if it is none that is known."""

    @property
    def number(self) -> int | None:
        """Its number, if it has one."""
        digits = "".join(filter(str.isdigit, to_arabic(self.mark)))
        return int(digits) if digits else None

    @property
    def is_named(self) -> bool:
        """Whether its number is called one of a chapter: ``บทที่ 2``."""
        return _NAMED_MARK.match(self.mark) is not None

    @property
    def stands_alone(self) -> bool:
        """Whether it is one of a part before or behind the numbered chapters."""
        return self.part in {PREFACE, CONTENTS} or _BEHIND.match(key(self.title)) is not None


def head_of(line: str) -> ChapterHead:
    """Return a line as a heading.

    >>> head_of("๖. มาตรการ/กิจกรรมส่งเสริมคุณธรรม")
    ChapterHead(mark='๖.', title='มาตรการ/กิจกรรมส่งเสริมคุณธรรม', part='measures')
    """
    text = one_line(line)
    marked = _MARK.fullmatch(text)
    mark, title = (marked["mark"].strip(), marked["title"]) if marked else ("", text)
    words = key(title)
    part = next((part for part, known in _PARTS if known.match(words)), "")
    return ChapterHead(mark, title, part)


def is_listed(line: str) -> bool:
    """Return whether a line is one of a table of contents."""
    return _PAGE_BEHIND.search(line) is not None


def begins_list(line: str) -> bool:
    """Return whether a line announces a list, as in an order: ``คณะทำงาน ประกอบด้วย``."""
    return _LIST_FOLLOWS.search(line) is not None


def goes_on(line: str) -> bool:
    """Return whether a line below a heading may be a further line of it."""
    return _MORE.match(one_line(line)) is not None
