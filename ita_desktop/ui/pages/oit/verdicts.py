"""How far the requirements of OIT items are proved, as the page shows it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.judging import (
    JudgedPoint,
    Judgement,
    UnprovedMark,
    judged,
    overall,
    unproved_marks,
)
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.i18n import tr, translated
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.marks import Mark

JUDGED_WORDS: Final = {
    Judgement.CONTRADICTED: "ขัดแย้ง",
    Judgement.OPEN: "ยังไม่มีหลักฐาน",
    Judgement.CLAIMED: "ยังไม่พิสูจน์",
    Judgement.PROVED: "พิสูจน์แล้ว",
}
MARKS: Final = {
    Judgement.CONTRADICTED: Mark.LATE,
    Judgement.OPEN: Mark.NONE,
    Judgement.CLAIMED: Mark.DOING,
    Judgement.PROVED: Mark.DONE,
}


def verdicts_of(session: Session, item: Item) -> Mapping[str, JudgedPoint]:
    """Returns the judgements of an item's requirements, by code."""
    points = session.cached(
        ("oit.judged", session.year, item.code), partial(judged, session.data, item)
    )
    return {point.point.code: point for point in points}


def verdict_text(point: JudgedPoint) -> str:
    """Returns the judgement of a requirement in words, with why."""
    word, why = tr(JUDGED_WORDS[point.judgement]), translated(point.why)
    return why if why == word else f"{word} · {why}"


def judged_items(session: Session) -> Mapping[str, Judgement]:
    """Returns the judgement of each item, by code."""
    return session.cached(
        ("oit.judgements", session.year),
        lambda: {
            item.code: overall(verdicts_of(session, item).values())
            for item in oit_items(session.data)
        },
    )


def unproved_mark(session: Session, code: str) -> UnprovedMark | None:
    """Returns what is not proved of an item's own mark of 100; None if it has none, or all is."""
    found = session.cached(("oit.unproved", session.year), lambda: unproved_marks(session.data))
    return next((mark for mark in found if mark.item.code == code), None)
