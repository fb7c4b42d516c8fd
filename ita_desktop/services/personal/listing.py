"""Lists the records that can be permanently erased."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.oit.evidence_files import erasable_evidence
from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.domain.year import YearData
from ita_desktop.services.personal.erasing import Erasable
from ita_desktop.storage.personal.erasing import people_of
from ita_desktop.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ErasableRow:
    """Something that can be erased, with its name and details."""

    id: str
    kind: Erasable
    name: str
    more: str
    year: int | None = None
    """The fiscal year that it belongs to; None for a person."""


def erasable(workspace: Workspace, kind: Erasable) -> list[ErasableRow]:
    """Return all records of one kind in the workspace, newest year first; people who were removed
    the usual way last."""
    found: dict[str, ErasableRow] = {}
    for year in reversed(workspace.years()):
        for row in _of_year(workspace, kind, year.year):
            found.setdefault(row.id, row)
    if kind is Erasable.PERSON and workspace.path is not None:
        for row in _removed(workspace):
            found.setdefault(row.id, row)
    return list(found.values())


def _removed(workspace: Workspace) -> Iterator[ErasableRow]:
    """Yield people whom only the history has, by their last name, with those before."""
    for key, known in people_of(workspace).items():
        names = list(dict.fromkeys(one.prefix + one.name for one in known if one.name))
        if names:
            more = joined(Phrase("เอาออกจากทะเบียนแล้ว"), *names[:-1])
            yield ErasableRow(key, Erasable.PERSON, names[-1], more)


def _of_year(workspace: Workspace, kind: Erasable, year: int) -> Iterator[ErasableRow]:
    data = workspace.year(year)
    match kind:
        case Erasable.PERSON:
            for person in data.people:
                known = (
                    person.job_title,
                    data.unit_name(person.unit_id),
                    person.phone,
                    person.email,
                )
                more = " · ".join(filter(None, known))
                yield ErasableRow(person.id, kind, person.full_name, more)
        case Erasable.PHOTO:
            yield from _photographs(data)
        case Erasable.COMMENT:
            for comment in data.comments:
                yield ErasableRow(comment.id, kind, comment.text, comment.instrument, year)
        case Erasable.EVIDENCE:
            for row in erasable_evidence(data):
                address = row.url if isinstance(row, LinkProof) else row.location
                more = " · ".join(filter(None, (row.item_code, row.title, address)))
                yield ErasableRow(row.id, kind, row.file_name or row.title or address, more, year)
        case Erasable.SIGNED:
            for paper in data.signed_papers:
                more = " · ".join(filter(None, (paper.number, paper.signed_by)))
                yield ErasableRow(paper.id, kind, paper.title, more, year)


def _photographs(data: YearData) -> Iterator[ErasableRow]:
    entries = {entry.id: entry for entry in data.entries}
    for photo in data.photos:
        entry = entries.get(photo.entry_id)
        measure = data.measure_by_id.get(entry.measure_id) if entry else None
        more = " · ".join(filter(None, (photo.caption, measure.method if measure else "")))
        yield ErasableRow(photo.id, Erasable.PHOTO, photo.file_name, more, data.year)
    for kept in data.returned_photos:
        row = data.returned_row_by_id[kept.row_id]
        more = " · ".join(filter(None, (kept.caption, row.what)))
        yield ErasableRow(kept.id, Erasable.PHOTO, kept.file_name, more, data.year)
