"""The pages of the window: their titles, icons and classes."""

from typing import TYPE_CHECKING, Final

from ita_desktop.services.places import PageKey

if TYPE_CHECKING:
    from ita_desktop.ui.pages.page import Page

PAGES: Final = {
    PageKey.OVERVIEW: ("layout-dashboard", "ภาพรวม"),
    PageKey.ROSTER: ("users", "คณะกรรมการ"),
    PageKey.OIT: ("list-checks", "งาน OIT"),
    PageKey.MEASURES: ("target", "มาตรการ"),
    PageKey.SCORES: ("gauge", "คะแนน"),
    PageKey.MEETINGS: ("calendar-days", "การประชุม"),
    PageKey.DOCUMENTS: ("file-text", "เอกสาร"),
    PageKey.SETTINGS: ("settings", "ตั้งค่า"),
    PageKey.YEAR: ("", "ปฏิทินและกรอบของปี"),
    PageKey.SURVEYS: ("qr-code", "แบบสำรวจ"),
    PageKey.COLLECTING: ("upload", "ส่ง-รับ"),
}
"""Icon and Thai title of each page, in the order of the rail; those without icon are not in it."""


def page_class(key: PageKey) -> "type[Page]":  # noqa: C901, PLR0911 - one line a page
    """Returns the class of a page, imported when the page is first shown."""
    match key:
        case PageKey.OVERVIEW:
            from ita_desktop.ui.pages.overview.page import OverviewPage

            return OverviewPage
        case PageKey.ROSTER:
            from ita_desktop.ui.pages.roster.page import RosterPage

            return RosterPage
        case PageKey.OIT:
            from ita_desktop.ui.pages.oit.page import OitPage

            return OitPage
        case PageKey.MEASURES:
            from ita_desktop.ui.pages.measures.page import MeasuresPage

            return MeasuresPage
        case PageKey.SCORES:
            from ita_desktop.ui.pages.scores.page import ScoresPage

            return ScoresPage
        case PageKey.MEETINGS:
            from ita_desktop.ui.pages.meetings.page import MeetingsPage

            return MeetingsPage
        case PageKey.DOCUMENTS:
            from ita_desktop.ui.pages.documents.page import DocumentsPage

            return DocumentsPage
        case PageKey.SETTINGS:
            from ita_desktop.ui.pages.settings.page import SettingsPage

            return SettingsPage
        case PageKey.YEAR:
            from ita_desktop.ui.pages.year.page import YearPage

            return YearPage
        case PageKey.SURVEYS:
            from ita_desktop.ui.pages.surveys.page import SurveysPage

            return SurveysPage
        case PageKey.COLLECTING:
            from ita_desktop.ui.pages.collecting.page import CollectingPage

            return CollectingPage
