# Compiled from forms/new_workspace.ui: what is changed here will be lost.
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_NewWorkspace(object):
    def setupUi(self, NewWorkspace: QWidget) -> None:
        NewWorkspace.setObjectName(NewWorkspace.objectName() or u"NewWorkspace")
        NewWorkspace.resize(620, 260)
        self.column = vbox(on=NewWorkspace, margins=(24, 10, 24, 8), gap=8)
        self.officeRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.officeRow)
        self.officeLabel = ThaiLabel(NewWorkspace)
        self.officeLabel.setProperty(u"text_style", u"LABEL")
        self.officeLabel.setProperty(u"tone", u"text2")
        self.officeRow.addWidget(self.officeLabel)
        self.office = Field(NewWorkspace)
        self.officeRow.addWidget(self.office)
        self.yearRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.yearRow)
        self.yearLabel = ThaiLabel(NewWorkspace)
        self.yearLabel.setProperty(u"text_style", u"LABEL")
        self.yearLabel.setProperty(u"tone", u"text2")
        self.yearRow.addWidget(self.yearLabel)
        self.year = Choice(NewWorkspace)
        self.yearRow.addWidget(self.year)
        self.frameworkRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.frameworkRow)
        self.frameworkLabel = ThaiLabel(NewWorkspace)
        self.frameworkLabel.setProperty(u"text_style", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")
        self.frameworkRow.addWidget(self.frameworkLabel)
        self.framework = Choice(NewWorkspace)
        self.frameworkRow.addWidget(self.framework)
        self.placeRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.placeRow)
        self.placeLabel = ThaiLabel(NewWorkspace)
        self.placeLabel.setProperty(u"text_style", u"LABEL")
        self.placeLabel.setProperty(u"tone", u"text2")
        self.placeRow.addWidget(self.placeLabel)
        self.place = Field(NewWorkspace)
        self.placeRow.addWidget(self.place)
        self.choose = Button(NewWorkspace)
        self.placeRow.addWidget(self.choose)
        self.problem = ThaiLabel(NewWorkspace)
        self.problem.setProperty(u"text_style", u"LABEL")
        self.problem.setProperty(u"tone", u"late")
        self.problem.setProperty(u"most", 3)
        self.column.addWidget(self.problem)
        self.bottomSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.column.addItem(self.bottomSpacer)
        name_parts(self)
        self.officeLabel.setText(tr("ชื่อสำนักงาน"))
        self.yearLabel.setText(tr("ปีงบประมาณ"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.placeLabel.setText(tr("เก็บแฟ้มที่"))
        self.choose.setText(tr("เลือกที่เก็บ…"))
