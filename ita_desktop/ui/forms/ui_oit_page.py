# Compiled from forms/oit_page.ui: what is changed here will be lost.
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.form import name_parts


from ita_desktop.i18n import tr

class Ui_OitPage(object):
    def setupUi(self, OitPage: QWidget) -> None:
        OitPage.setObjectName(OitPage.objectName() or u"OitPage")
        OitPage.resize(820, 660)
        self.outer = vbox(on=OitPage, margins=(0, 0, 0, 0), gap=0)
        self.header = PageHeader(OitPage)
        self.outer.addWidget(self.header)
        self.chips = hbox(on=None, margins=(24, 0, 24, 8), gap=6)
        self.late = Chip(OitPage)
        self.chips.addWidget(self.late)
        self.doing = Chip(OitPage)
        self.chips.addWidget(self.doing)
        self.notStarted = Chip(OitPage)
        self.chips.addWidget(self.notStarted)
        self.done = Chip(OitPage)
        self.chips.addWidget(self.done)
        self.chipSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.chips.addItem(self.chipSpace)
        self.unit = Chip(OitPage)
        self.chips.addWidget(self.unit)
        self.outer.addLayout(self.chips)
        self.sheet = vbox(on=None, margins=(0, 0, 0, 0), gap=0)
        self.outer.addLayout(self.sheet)
        name_parts(self)
        self.retranslateUi(OitPage)
    def retranslateUi(self, OitPage: QWidget) -> None:
        self.unit.setText(tr("ทุกหน่วย"))
