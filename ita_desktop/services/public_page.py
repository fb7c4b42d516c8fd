"""The public page of a year: made from the workspace, compared with a folder, written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_desktop.documents.kinds import GARUDA, LOGO
from ita_desktop.domain.personal_data import TypedData
from ita_desktop.domain.year import YearData
from ita_desktop.services.personal_going_out import FileLines, of_files, of_site, refuse
from ita_desktop.settings import today
from ita_desktop.site.building import build, snippet_table, snippet_text
from ita_desktop.site.pages import draft_words
from ita_desktop.site.parts import SiteChoices, SiteSource
from ita_desktop.site.published import item_groups
from ita_desktop.site.publishing import Progress, Published, SitePlan, carry_out
from ita_desktop.site.publishing import plan as compare
from ita_desktop.storage.workspace import Workspace

__all__ = ["Published", "SitePlan", "carry_out", "plan_site", "snippet", "undecided"]


def plan_site(
    workspace: Workspace,
    data: YearData,
    folder: Path,
    choices: SiteChoices,
    progress: Progress | None = None,
    *,
    as_typed: bool = False,
    files: FileLines | None = None,
) -> SitePlan:
    """Make the page of a year and compare it with what ``folder`` holds; nothing is written.
    ``as_typed``: whatever personal data its texts hold. ``files`` are those read before.

    Raises UndecidedError, InputError if the folder cannot be read or holds files of others with the
    same names, and what ``progress`` raises.
    """
    files = files or FileLines(workspace.media)
    if not as_typed:
        refuse(undecided(workspace, data, choices, files))
    day = workspace.shown_day or today()
    source = SiteSource(data, choices, workspace.media, _logo(workspace, data), today=day)
    planned = compare(build(source), folder, progress)
    note = of_files(data, files).note
    return replace(planned, notes=(*planned.notes, note)) if note is not None else planned


def undecided(
    workspace: Workspace, data: YearData, choices: SiteChoices, files: FileLines
) -> tuple[TypedData, ...]:
    """Return the personal data that the page of a year would publish undecided, in its texts and in
    the files that can be read."""
    in_files = of_files(data, files).found
    return (*of_site(SiteSource(data, choices, workspace.media)), *in_files)


def snippet(data: YearData, choices: SiteChoices, day: date | None = None) -> tuple[str, str]:
    """Return the table to paste into an editor: as HTML and as plain text; no later day than
    ``day`` (today) is shown."""
    groups = item_groups(data, lambda *_: "", day or today())
    language = choices.languages[0]
    table = snippet_table(groups, choices.palette, language, draft_words(data, language))
    return table, snippet_text(groups)


def _logo(workspace: Workspace, data: YearData) -> bytes:
    """Return the office's logo, else its garuda, without notes of whoever made it; empty if it has
    neither."""
    from ita_desktop.pictures.photographs import without_notes

    for name in (LOGO, GARUDA):
        for file in data.office_files:
            if file.name == name and (content := workspace.media(file.media)):
                return without_notes(content)
    return b""
