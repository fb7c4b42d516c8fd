"""Pages of other years and other files: a year just begun, one with letters for levels, a file
that somebody else has open."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from ita_desktop.services import workspaces
from ita_desktop.services.years import carrying
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, fresh_sample

REPORT: Final = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "report_2567.txt"
NEXT_YEAR: Final = 2569
DRAFT_YEAR: Final = 2570
YEAR_OF_LETTERS: Final = 2566
"""The last year whose levels are letters."""
DRAFT_SECTIONS: Final = (
    YearSection.DRAFT,
    YearSection.FRAMEWORK,
    YearSection.CARRIED,
    YearSection.CALENDAR,
)
BEGUN_PAGES: Final = (PageKey.OVERVIEW, PageKey.OIT, PageKey.SCORES)


def _year(year: int, key: PageKey, window: Window, take: Take) -> None:
    session = window.session
    if session is not None:
        shown = session.year
        session.choose_year(year)
        window.go(key)
        take()
        session.choose_year(shown)


@contextmanager
def _on_a_copy(window: Window) -> Iterator[Path]:
    """A file that is open in the window meanwhile; the untouched sample afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield workspaces.copy_sample(Path(folder) / "สำนักงานเขตตัวอย่าง.ita")
        window.open_file(fresh_sample(), remember=False)


def _begun(key: PageKey, window: Window, take: Take) -> None:
    """A year just begun, with what the year before gave it."""
    with _on_a_copy(window) as path:
        window.open_file(path, remember=False)
        if window.session is not None:
            carrying.add_year_from(
                window.session.workspace,
                NEXT_YEAR,
                window.session.year,
                roster=True,
                owners=True,
                due=True,
                measures=True,
            )
            _year(NEXT_YEAR, key, window, take)


def _drafted(target: str, window: Window, take: Take) -> None:
    """The page of a year without a framework of its own, after one of another framework."""
    with _on_a_copy(window) as path:
        window.open_file(path, remember=False)
        if window.session is not None:
            carrying.add_year_from(
                window.session.workspace,
                DRAFT_YEAR,
                window.session.year,
                framework_year=YEAR_OF_LETTERS,
                due=True,
            )
            window.session.choose_year(DRAFT_YEAR)
            window.go(PageKey.YEAR, target)
            take()


def _read_only(key: PageKey, window: Window, take: Take) -> None:
    with _on_a_copy(window) as path, Workspace.open(path):
        window.open_file(path, remember=False)
        window.go(key)
        take()
        window.opener.end()


def _report(window: Window, take: Take) -> None:
    """What an official report would bring into a file that has no results yet."""
    with _on_a_copy(window) as path:
        alone = path.with_name("เขตใหม่.ita")
        workspaces.create(alone, "สำนักงานเขตตัวอย่าง", YEAR_OF_LETTERS + 2).close()
        window.open_file(alone, remember=False)
        window.go(PageKey.SCORES)
        if window.session is not None:
            dialog = import_files(window.session, window, [REPORT])
            take()
            if dialog is not None:
                dialog.reject()


ELSEWHERE: Final[dict[str, Scene]] = {
    **{f"begun-{key}": partial(_begun, key) for key in BEGUN_PAGES},
    **{f"draft-{section}": partial(_drafted, section.value) for section in DRAFT_SECTIONS},
    "letters-overview": partial(_year, YEAR_OF_LETTERS, PageKey.OVERVIEW),
    "letters-scores": partial(_year, YEAR_OF_LETTERS, PageKey.SCORES),
    "year-before-scores": partial(_year, YEAR_OF_LETTERS + 1, PageKey.SCORES),
    "import-report": _report,
    "read-only-oit": partial(_read_only, PageKey.OIT),
}
"""Pages as other files and years show them."""
