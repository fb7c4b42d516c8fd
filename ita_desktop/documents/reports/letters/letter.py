"""A memo or letter, made the way that it says: one paper, or one for each unit."""

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.letters import memo, unit_letters
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.letters.letters import LetterMerge


def missing(context: ReportContext) -> list[MissingData]:
    """What the letter lacks."""
    return unit_letters.missing(context) if _of_units(context) else memo.missing(context)


def build(context: ReportContext, digits: Digits) -> Document:
    """The letter that ``context`` names, or the newest. Where it is made for each unit, one paper
    would have nothing to say to all: it is about a unit's items."""
    if _of_units(context):
        return unit_letters.build(context, digits)
    return memo.build(context, digits)


def called(context: ReportContext) -> str:
    """What its file is called."""
    return unit_letters.called(context) if _of_units(context) else memo.called(context)


def _of_units(context: ReportContext) -> bool:
    chosen = memo.chosen(context)
    return chosen is not None and chosen.merge is LetterMerge.UNITS
