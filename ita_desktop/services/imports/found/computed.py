"""Recognises the program's papers that hold no records of their own: what they print is worked out
from other records, so they are not imported, whatever their columns look like."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import key
from ita_desktop.exchange.blocks import Heading, Paragraph, Table
from ita_desktop.exchange.heading_words import OfficeWords
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin, Value
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.part import Part

_REMEDIES: Final[Mapping[str, str]] = {
    "attendance": "นำเข้าคำสั่งแต่งตั้ง หรือรายชื่อคณะกรรมการและคณะทำงานแทน",
    "attendance-recorded": "นำเข้ารายงานการประชุมแทน",
    "personal-data-register": "โปรแกรมนับใหม่ทุกครั้งที่พิมพ์",
    "carry-over": "โปรแกรมเทียบใหม่เมื่อมีกรอบของทั้งสองปี",
    "framework-summary": "เลือกกรอบของปีที่หน้าปีงบประมาณ หรือนำเข้าไฟล์กรอบที่นั่น",
    "monitoring-summary": "นำเข้ามาตรการ และรายงานผลการดำเนินการตามมาตรการแทน",
    "result-analysis": "นำเข้ารายงานผลการประเมินแทน",
    "unit-matrix": "นำเข้าแบบกรอกของแต่ละหน่วยงานแทน",
    "score-comparison": "นำเข้ารายงานผลการประเมินของแต่ละปีแทน",
    "director-brief": "นำเข้ารายงานผลการประเมิน งาน OIT และมาตรการแทน",
    "survey-plan": "นำเข้าจำนวนผู้ตอบและยอดตอบแบบสำรวจด้วยแบบกรอกแทน",
    "oit-filing": "นำเข้าหลักฐานด้วยแบบกรอกแทน",
    "oit-dossier": "นำเข้าหลักฐานด้วยแบบกรอกแทน",
}
"""By name of the document, what to do instead."""
_HEADS: Final = ("columns", "late-columns", "ends-columns", "lost-columns")
_TITLES: Final = {
    **dict.fromkeys(_REMEDIES, "heads"),
    "attendance": "name",
    "attendance-recorded": "name",
    "framework-summary": "line",
}
"""Which wording is the title of a paper."""
_SAYS_ALL: Final = frozenset(
    {
        "carry-over",
        "director-brief",
        "framework-summary",
        "personal-data-register",
        "score-comparison",
        "unit-matrix",
    }
)
"""Papers whose title no other paper has; they may have no table."""
_TO_SIGN: Final = re.compile(
    r"(?:ใบ|แบบ|บัญชี|ทะเบียน)*(?:ลงชื่อ|ลงทะเบียน|ลงนาม|เซ็นชื่อ)"
    r"|ราย(?:ชื่อ|นาม)ผู้(?:เข้า(?:ร่วม)?|มา)(?:การ)?ประชุม"
)
"""The title of a list to be signed; other offices have columns of their own in it."""
_SIGNATURE: Final = re.compile(r"(?:ลง)?(?:ลายมือชื่อ|ลายเซ็น|ลงชื่อ|ลงนาม)")
_TITLE_LINES: Final = 4
_LEAST: Final = 2
"""Minimum number of columns of a table."""
_WHY: Final = "“{title}” เป็นเอกสารที่โปรแกรมทำจากข้อมูลอื่น จึงไม่มีข้อมูลของตัวเองให้นำเข้า"


def without_computed(source: ImportSource, words: OfficeWords) -> tuple[ImportSource, list[Part]]:
    """Return a file without the tables of computed papers, and these as parts that are reported.

    A file with the title of such a paper and one of its tables is reported as a whole. ``words``
    are the office's own headings.
    """
    if (whole := _titled(source)) and (whole in _SAYS_ALL or _has_table_of(source, whole, words)):
        return replace(source, sheets=(), blocks=()), [_computed_part(source, whole, source.sheets)]
    names = {sheet.name: _paper_of(_first_heads(sheet), words) for sheet in _tables(source)}
    papers = {name: paper for name, paper in names.items() if paper}
    if not papers:
        return source, []
    return source.without(papers), [
        _computed_part(source, papers[sheet.name], [sheet])
        for sheet in _tables(source)
        if sheet.name in papers
    ]


def _has_table_of(source: ImportSource, name: str, words: OfficeWords) -> bool:
    """Return whether a file has a table of a computed paper."""
    rows = (_filled(row.values) for sheet in _tables(source) for row in sheet.rows)
    to_sign = name == "attendance"
    return any(
        _paper_of(cells, words) == name
        or (to_sign and len(cells) >= _LEAST and any(map(_SIGNATURE.match, cells)))
        for cells in rows
    )


def _tables(source: ImportSource) -> tuple[DataSheet, ...]:
    """Return the tables of a file, which are in its text where it has one."""
    tables = tuple(block.sheet for block in source.blocks if isinstance(block, Table))
    return tables or tuple(sheet for sheet in source.sheets if not sheet.of_lines)


def _computed_part(source: ImportSource, name: str, sheets: Sequence[DataSheet]) -> Part:
    from ita_desktop.documents.registry import kind

    origins = (Origin(sheet.name, row.number) for sheet in sheets for row in sheet.rows)
    first = next((origin for origin in origins if origin.row > 0), None)
    doubt = Remark(first, _WHY, _REMEDIES[name], {"title": Phrase(kind(name).title)})
    rows = sum(row.number > 0 for sheet in sheets for row in sheet.rows)
    own = replace(source, sheets=tuple(sheets))
    return Part("", None, own, "", rows, (doubt,), is_taken=False)


def _paper_of(heads: Sequence[str], words: OfficeWords) -> str:
    """Return the name of the computed paper whose table has these headings; empty for others."""
    if len(heads) < _LEAST:
        return ""
    for name, patterns in _printed_heads():
        if len(patterns) == len(heads) and all(
            any(map(pattern.fullmatch, _shipped(head, words)))
            for pattern, head in zip(patterns, heads, strict=True)
        ):
            return name
    return ""


def _shipped(head: str, words: OfficeWords) -> tuple[str, ...]:
    """Return a heading as the program ships it, for one that the office has replaced."""
    own = next((shipped for mine, shipped in words.heads.items() if key(mine) == head), ())
    return (head, *map(key, own))


def _first_heads(sheet: DataSheet) -> tuple[str, ...]:
    """Return the first row with several cells."""
    rows = (_filled(row.values) for row in sheet.rows)
    return next((cells for cells in rows if len(cells) >= _LEAST), ())


def _filled(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(key(str(value)) for value in values if value != "")


def _titled(source: ImportSource) -> str:
    """Return the name of the computed paper whose title a file begins with; empty for others."""
    lines = list(islice(_lines(source), _TITLE_LINES))
    titles = (name for name, title in _titles() if any(map(title.match, lines)))
    return next(titles, "attendance" if any(map(_TO_SIGN.match, lines)) else "")


def _lines(source: ImportSource) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Heading | Paragraph):
            yield key(block.line)
    for sheet in source.sheets:
        for row in sheet.rows:
            yield "".join(_filled(row.values))


@cache
def _printed_heads() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Return the headings of the tables of computed papers."""
    from ita_desktop.documents.wordings.catalogue import templates

    known = templates()
    return tuple(
        (paper, tuple(map(_pattern, template.text.replace("<br>", "").split("|"))))
        for paper in _REMEDIES
        for heads in _HEADS
        if (template := known.get(f"{paper}.{heads}")) is not None
    )


@cache
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the first line of each computed paper."""
    from ita_desktop.documents.wordings.catalogue import templates

    known = templates()
    return tuple(
        (paper, _pattern(known[f"{paper}.{title}"].text.split("\n")[0]))
        for paper, title in _TITLES.items()
    )


def _pattern(text: str) -> re.Pattern[str]:
    """Return what a text with fields to be filled in looks like, without spaces."""
    parts = (re.escape(key(part)) for part in re.split(r"\{[^{}]*\}", text))
    return re.compile(".+".join(parts))
