"""The office's own table headings, to be recognised by imports."""

from dataclasses import replace
from itertools import zip_longest

from ita_desktop.documents.wordings.paper_words import SHIPPED
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.services.imports.by_hand import answers_about_headings


def office_words(data: YearData) -> OfficeWords:
    """Return the wordings of tables that the office has replaced and imports must recognise, and
    its answers about the headings of other tables."""
    if not data.wordings:
        if not data.import_answers:
            return SHIPPED_WORDS
        return replace(SHIPPED_WORDS, read_as=answers_about_headings(data))
    from ita_desktop.documents.reports.paper_texts import words_of
    from ita_desktop.documents.wordings.catalogue import templates

    heads: dict[str, tuple[str, ...]] = {}
    for template in templates().values():
        if not template.columns or template.key(data) not in data.own_words:
            continue
        both = map(one_line, template.cells(data)), map(one_line, template.shipped_cells(data))
        for own, shipped in zip_longest(*both, fillvalue=""):
            if own and shipped and own != shipped:
                heads[own] = (*heads.get(own, ()), *_printed_for(shipped))
    continued = one_line(words_of(data).continued)
    return OfficeWords(continued, heads, answers_about_headings(data))


def _printed_for(head: str) -> tuple[str, ...]:
    """Return a default heading, and its column title in Excel lists."""
    group, item = SHIPPED.of_list()
    return (group, item) if head == group else (head,)
