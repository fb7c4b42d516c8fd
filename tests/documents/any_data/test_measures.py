"""Any number of measures, texts, photographs and owners: nothing is lost in any format."""

from collections import Counter
from dataclasses import replace

import pytest

from ita_desktop.documents.kinds import BY_QUESTION, Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.records import MeasureKind
from tests.documents.any_data.years import (
    LIST,
    MARK,
    PAGES,
    as_often,
    listed,
    pictures,
    read_back,
    repeated_groups,
    words_of,
    year_of,
)
from tests.documents.readers.files import squeezed
from tests.support.cost import IN_CI
from tests.support.plain_text import plain_text

MANY = 150 if IN_CI else 400
DOCUMENTS = (
    ("analysis-by-indicator", ""),
    ("analysis-by-indicator", BY_QUESTION),
    ("analysis-by-item", ""),
    ("measures-by-indicator", ""),
    ("measures-by-item", ""),
    ("communication-plan", ""),
    ("image-communication", ""),
    ("one-stop-service", ""),
    ("progress-report", "whole_year"),
    ("monitoring-summary", ""),
)


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize(("name", "subject"), DOCUMENTS)
@pytest.mark.parametrize(("seed", "count", "longest"), [(1, 1, 6000), (2, 8, 6000), (3, MANY, 60)])
def test_nothing_is_lost_in_any_format(
    name: str, subject: str, seed: int, count: int, longest: int
) -> None:
    one = kind(name)
    of = replace(year_of(seed, count, longest), subject=subject)
    document = one.build(of, one.digits)
    words = [squeezed(line) for line in words_of(document)]
    marks = Counter(mark for line in words for mark in MARK.findall(line))
    read = read_back(one, of)
    for form in (Format.DOCX, Format.XLSX):
        assert [line for line in words if line not in read[form].text] == []
    if LIST in read:
        rows = [squeezed(line) for line in words_of(listed(document))]
        assert [line for line in rows if line not in read[LIST].text] == []
    # A page may end within any line, so that lines are counted by their letters there.
    assert Counter("".join(words)) <= Counter(read[Format.PDF].text)
    for form, found in read.items():
        again = repeated_groups(document) if form in PAGES else set()
        assert as_often(found.marks, marks, again), form
        assert found.pictures == sum(pictures(document).values()), form


@pytest.mark.parametrize("seed", range(3))
def test_all_measures_findings_and_pictures_of_the_year_are_in_some_document(seed: int) -> None:
    of = year_of(seed, 40, 400)
    texts, shown = [], Counter[bytes]()
    for name, subject in DOCUMENTS:
        document = kind(name).build(replace(of, subject=subject), kind(name).digits)
        texts.append(plain_text(document))
        if name == "progress-report":
            shown = pictures(document)
    whole = "\n".join(texts)
    for measure in of.year.measures:
        if measure.kind is MeasureKind.PREPARATION:
            continue  # these stand in the book alone
        first = measure.method.split("\n")[0].replace("**", "")
        assert " ".join(first.split()) in whole
    assert len(shown) == len({of.media(photo.media) for photo in of.year.photos})
