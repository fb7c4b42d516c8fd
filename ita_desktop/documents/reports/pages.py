"""Page setup of documents: tables have their title in the footer, papers a page number in the
header."""

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
from ita_desktop.documents.reports.wording import TABLE_MARGINS, foot
from ita_desktop.domain.documents.district_names import office
from ita_desktop.domain.text import Digits
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
