"""The files of a collection round: a form for each unit, drafts of mails, a zip of all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.collecting.collections import Collection, CollectionUnit
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.filing.fixed_zip import zipped
from ita_desktop.services.collecting.rounds import Progress, RoundRequest, SentRound, UnitRows

if TYPE_CHECKING:
    from ita_desktop.services.collecting.cover import Cover

_MAIL: Final = "eml"


def write_files(
    data: YearData,
    collection: Collection,
    units: Sequence[UnitRows],
    forms: Mapping[str, CollectionUnit],
    asked: RoundRequest,
    folder: Path,
    progress: Progress | None,
    cover: "Cover | None" = None,
) -> SentRound:
    """Write the forms, with their memos and drafts of mails if asked, into ``folder``, or a zip of
    them. Raises InputError if a file cannot be written, and whatever ``progress`` raises."""
    from ita_desktop.documents.names import file_name, unused
    from ita_desktop.documents.reports.collecting import unit_form
    from ita_desktop.documents.reports.collecting.unit_mail import cover_file
    from ita_desktop.services.collecting.mails import draft

    made: dict[str, bytes] = {}
    first: dict[str, str] = {}
    mails = []
    render = Renderer(data)
    for done, of in enumerate(units):
        sent = unit_form.SentForm(data, collection, forms[of.unit.id], of.unit, of.rows)
        stems = {name.rpartition(".")[0] for name in made}
        stem = unused(file_name(unit_form.called(sent)), stems.__contains__)
        if progress is not None:
            progress(done, len(units), stem)
        own = {f"{stem}.{form}": render(sent, form) for form in asked.formats}
        first[of.unit.id] = next(iter(own))
        if cover is not None and of.unit in cover.to:
            own[f"{stem} {cover_file(data)}.docx"] = cover.of(of.unit)
        made |= own
        if asked.mails:
            mails.append(f"{stem}.{_MAIL}")
            made[mails[-1]] = draft(sent, own)
    if progress is not None:
        progress(len(units), len(units), "")
    if asked.zipped:
        target = folder / f"{file_name(collection.title)}.zip"
        write(zipped(made), target)
        by_unit = dict.fromkeys(first, target)
        return SentRound(collection, tuple(units), (target,), (), by_unit)
    for name, content in made.items():
        write(content, folder / name)
    files = tuple(folder / name for name in made if name not in mails)
    by_unit = {unit: folder / name for unit, name in first.items()}
    return SentRound(
        collection, tuple(units), files, tuple(folder / name for name in mails), by_unit
    )


class Renderer:
    """Makes forms with one line breaker for all of them."""

    def __init__(self, data: YearData) -> None:
        from ita_desktop.documents.export import breaker_of

        self._breaker = breaker_of(data)

    def __call__(self, sent: object, form: str) -> bytes:
        from ita_desktop.documents.backends.xlsx import form as sheet_form
        from ita_desktop.documents.export import render
        from ita_desktop.documents.kinds import Format
        from ita_desktop.documents.reports.collecting import unit_form

        assert isinstance(sent, unit_form.SentForm)
        if form == Format.XLSX:
            return sheet_form.render(unit_form.form(sent), self._breaker)
        return render(unit_form.document(sent), Format(form), self._breaker)
