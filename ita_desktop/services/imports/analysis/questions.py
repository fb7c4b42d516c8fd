"""Finds tables of survey questions: their column of issues is headed by the bare word ประเด็น, which
is also what a survey asks about, and nothing beside it tells of a finding."""

from typing import Final

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.services.imports.draft import ImportDraft

_WORD: Final = heading_key("ประเด็น")
_OF_FINDINGS: Final = frozenset(
    {"practice", "strength", "weakness", "mixed", "improvement", "method"}
)
"""Columns that no list of questions has."""
_ASKED: Final = "คอลัมน์ “{heading}” อาจเป็นคำถามของแบบสำรวจ ไม่ใช่ข้อค้นพบ จึงยังไม่ได้เลือก"
_CHOOSE: Final = "ถ้าเป็นข้อค้นพบจริง เลือกแถวในหน้าตรวจก่อนนำเข้า"


def leave_questions_unticked(draft: ImportDraft) -> None:
    """Leave the rows of tables of questions unticked, each table with a remark."""
    reported: set[tuple[str, frozenset[str]]] = set()
    for origin, heading in draft.headings.items():
        if not _is_of_questions(heading):
            continue
        draft.unticked.add(origin)
        table = (origin.sheet, heading.texts)
        if table not in reported:
            reported.add(table)
            draft.warn(origin, _ASKED, _CHOOSE, heading=one_line(heading.headings["issue"]))


def _is_of_questions(heading: TableHeading) -> bool:
    issue = heading.headings.get("issue", "")
    return heading_key(issue) == _WORD and _OF_FINDINGS.isdisjoint(heading.columns)
