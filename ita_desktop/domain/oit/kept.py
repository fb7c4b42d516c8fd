"""The files that evidence and checks of links keep."""

from collections.abc import Iterable, Iterator

from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.year import YearData


def files_of_evidence(years: Iterable[YearData]) -> Iterator[Evidence | LinkProof]:
    """Yield the rows of evidence and the checks of links that have a kept file."""
    for data in years:
        yield from (row for row in data.evidence if row.media)
        yield from (proof for proof in data.link_proofs if proof.media)
