"""What the dialogs for a new workspace and a new year share: a form with year and framework."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_new_workspace import Ui_NewWorkspace
from ita_desktop.ui.forms.ui_new_year import Ui_NewYear
from ita_desktop.ui.widgets.fields.form import align_labels
from ita_desktop.ui.widgets.sheet import Sheet


class YearSheet(Sheet):
    """A dialog with a :attr:`form` that asks for a fiscal year and its framework."""

    form: Ui_NewWorkspace | Ui_NewYear

    def _lay_out(
        self,
        years: Sequence[int],
        drafts: Collection[int],
        frameworks: Sequence[tuple[str, str]],
    ) -> None:
        """Shows the form; ``drafts`` are the years without a framework of their own,
        ``frameworks`` are (code, title)."""
        body = QWidget(self)
        self.form.setupUi(body)
        align_labels(body)
        self.body.addWidget(body)
        self.form.problem.hide()
        for year in years:
            words = tr("{year} (กรอบร่าง)", year=year) if year in drafts else str(year)
            self.form.year.addItem(words, year)
        for code, title in frameworks:
            self.form.framework.addItem(title, code)

    def set_problem(self, sentence: str) -> None:
        """Shows why nothing could be created; the input is kept."""
        self.form.problem.setText(sentence)
        self.form.problem.setVisible(bool(sentence))
