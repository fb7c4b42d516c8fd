"""A memo or letter: one document, or one made out to each unit."""

from collections.abc import Iterable

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.letters import memo, of_units
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.domain.text import Digits


def missing(context: ReportContext) -> Iterable[MissingData]:
    """Returns what is missing in the letter."""
    return of_units.missing(context) if _of_units(context) else memo.missing(context)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the letter of ``context``, or the newest. One made out to each unit is always printed
    per unit, because its text is about the unit's items."""
    if _of_units(context):
        return of_units.build(context, digits)
    return memo.build(context, digits)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    return of_units.called(context) if _of_units(context) else memo.called(context)


def _of_units(context: ReportContext) -> bool:
    chosen = memo.chosen(context)
    return chosen is not None and chosen.merge is LetterMerge.UNITS
