"""The files that evidence and checks of links keep."""

from collections.abc import Iterable, Iterator

from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.year import YearData


def erasable_evidence(data: YearData) -> Iterator[Evidence | LinkProof]:
    """Yield the rows of evidence that have a kept file, and of each address the last check that has
    a copy or an excerpt; it stands for all checks of the address."""
    yield from (row for row in data.evidence if row.media)
    last: dict[str, LinkProof] = {}
    for proof in sorted(data.link_proofs, key=lambda proof: proof.checked_at):
        if proof.media or proof.excerpt:
            last[proof.url] = proof
    yield from last.values()


def files_of_evidence(years: Iterable[YearData]) -> Iterator[Evidence | LinkProof]:
    """Yield the rows of evidence and the checks of links that have a kept file."""
    for data in years:
        yield from (row for row in data.evidence if row.media)
        yield from (proof for proof in data.link_proofs if proof.media)
