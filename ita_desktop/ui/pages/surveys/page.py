"""แบบสำรวจ IIT/EIT: who is asked, the links and posters, and how many have answered."""

from typing import Final

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import letter_place, paper_place
from ita_desktop.services.surveys.state import summary, survey_states
from ita_desktop.ui.pages.parts.sections import SectionsPage
from ita_desktop.ui.pages.surveys.progress import ProgressSection
from ita_desktop.ui.pages.surveys.sections import SURVEY_TITLES, SurveySection
from ita_desktop.ui.pages.surveys.tables import CountTable, GroupTable, LinkTable, RuleTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button

POSTER: Final = "survey-poster"


class SurveysPage(SectionsPage):
    """The surveys of a year; input is stored at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        titles = {section: tr(title) for section, title in SURVEY_TITLES.items()}
        super().__init__(session, titles, "surveys.section", parent)
        self.groups = GroupTable(session)
        self.progress = ProgressSection(session)
        self.counts = CountTable(session)
        self.links = LinkTable(session)
        self.rules = RuleTable(session)
        self.add_section(SurveySection.GROUPS, self.groups)
        self.add_section(SurveySection.PROGRESS, self.progress)
        self.add_section(SurveySection.COUNTS, self.counts)
        self.add_section(SurveySection.LINKS, self.links)
        self.add_section(SurveySection.RULES, self.rules)
        self.links.poster_requested.connect(lambda link: self.follow(paper_place(POSTER, link)))
        self.progress.empty.state.acted.connect(lambda: self.show_section(SurveySection.COUNTS))
        self.remind_button = self.header.add_button(Button(tr("หนังสือเตือน"), icon_name="file-text"))
        self.remind_button.clicked.connect(self._remind)
        self.show_kept()

    def _remind(self) -> None:
        """Adds a letter to each unit whose staff have not all answered, and shows it."""
        from ita_desktop.domain.letters.letters import SURVEY
        from ita_desktop.services.letters import letters

        made = self.session.write(letters.add, SURVEY)
        if made:
            self.follow(letter_place(made))

    def refresh(self) -> None:
        session = self.session
        data = session.data
        same = self._year == data.year
        self._year = data.year
        self.header.set_title(tr("แบบสำรวจ IIT/EIT"), tr("ปีงบประมาณ {year}", year=data.year))
        for table in (self.groups, self.counts, self.links, self.rules):
            table.refresh(flash=same)
        self.progress.refresh()
        for section, rows in (
            (SurveySection.GROUPS, data.survey_groups),
            (SurveySection.COUNTS, data.survey_counts),
            (SurveySection.LINKS, data.survey_links),
        ):
            self.chips[section].set_count(len(rows) or None)
        self.remind_button.block(session.locked)
        states = survey_states(data, session.previous)
        behind = any(lagging.group.unit_id for state in states for lagging in state.behind)
        self.remind_button.setVisible(behind)
        self.set_status(" · ".join(in_language(summary(state)) for state in states))
