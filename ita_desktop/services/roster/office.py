"""The office's own data, and texts that the program filled in with its name.

Most of what papers print is filled in when they are printed. Stored are the usual duties of a body,
the addressee of a letter and the posts of those who endorse it: as long as nobody changed them,
they follow the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Organisation, Record, new_id
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import line
from ita_desktop.services.letters import ASSISTANT
from ita_desktop.services.roster.orders import following_duties
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def edit_organisation(workspace: Workspace, **values: str) -> None:
    """Change fields of the office (``name``, ``short_name``, ``agency_code``, ``address``,
    ``website``). Texts of all years that the program filled in with the name, and nobody changed,
    follow it. Raises InputError for an empty name."""
    kept = {name: line(value) for name, value in values.items()}
    with workspace.change("แก้ข้อมูลสำนักงาน") as change:
        write_organisation(change, workspace, kept)


def write_organisation(change: Change, workspace: Workspace, kept: Mapping[str, str]) -> None:
    """Change fields of the office as :func:`edit_organisation`, inside a unit of work."""
    organisation = workspace.organisation()
    if not kept.get("name", organisation.name if organisation else ""):
        raise InputError("ชื่อสำนักงานว่างไม่ได้", remedy="พิมพ์ชื่อ เช่น สำนักงานเขตตัวอย่าง")
    renamed = organisation is not None and kept.get("name", organisation.name) != organisation.name
    years = [workspace.year(record.year) for record in workspace.years()] if renamed else []
    if organisation is None:
        organisation = change.insert(Organisation(id=new_id(), name=kept["name"]))
    changed = change.update(organisation, **kept)
    for data in years:
        for record, column, text_ in _following(data, changed):
            change.update(record, **{column: text_})


def _following(before: YearData, office: Organisation) -> Iterator[tuple[Record, str, str]]:
    """Yield the records of a year whose text is still what the program filled in, with the column
    and the text that it fills in for the changed ``office``."""
    after = replace(before, organisation=office)
    for duty, text_ in following_duties(before, after):
        yield duty, "text", text_
    was, now = director(before.organisation), director(office)
    if was == now:
        return
    for letter in before.letters:
        if letter.addressee == was:
            yield letter, "addressee", now
    for row in before.endorsements:
        for first in ("", ASSISTANT):
            if row.signatory_post == f"{first}{was}":
                yield row, "signatory_post", f"{first}{now}"
