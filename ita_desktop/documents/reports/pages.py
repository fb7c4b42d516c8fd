"""The pages of documents: those of tables have their name at the foot, those of papers a number."""

from collections.abc import Iterable

from ita_desktop.documents.content import (
    Block,
    Document,
    Margins,
    Orientation,
    PageLine,
    PageNumbers,
)
from ita_desktop.documents.reports.letters.papers import MARGINS
from ita_desktop.documents.reports.wording import TABLE_MARGINS, foot, office
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.year import YearData


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
    """A document of tables, whose foot says its title, or what it is ``named`` there. Its pages may
    lie ``across``, as those do whose Excel file is a list."""
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
    """A paper of the office, whose pages are numbered from the second one on."""
    header = PageLine(numbers=PageNumbers.DASHES, from_page=2)
    author = office(year.organisation)
    return Document(title, tuple(blocks), author, margins=margins, digits=digits, header=header)
