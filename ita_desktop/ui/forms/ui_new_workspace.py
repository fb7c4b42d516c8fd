# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'new_workspace.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choice import Choice
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel

from ita_desktop.i18n import tr

class Ui_NewWorkspace(object):
    def setupUi(self, NewWorkspace: QWidget) -> None:
        if not NewWorkspace.objectName():
            NewWorkspace.setObjectName(u"NewWorkspace")
        NewWorkspace.resize(620, 260)
        self.column = QVBoxLayout(NewWorkspace)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 10, 24, 8)
        self.officeRow = QHBoxLayout()
        self.officeRow.setSpacing(12)
        self.officeRow.setObjectName(u"officeRow")
        self.officeRow.setContentsMargins(0, 0, 0, 0)
        self.officeLabel = ThaiLabel(NewWorkspace)
        self.officeLabel.setObjectName(u"officeLabel")
        self.officeLabel.setProperty(u"face", u"LABEL")
        self.officeLabel.setProperty(u"tone", u"text2")

        self.officeRow.addWidget(self.officeLabel)

        self.office = Field(NewWorkspace)
        self.office.setObjectName(u"office")

        self.officeRow.addWidget(self.office)


        self.column.addLayout(self.officeRow)

        self.yearRow = QHBoxLayout()
        self.yearRow.setSpacing(12)
        self.yearRow.setObjectName(u"yearRow")
        self.yearRow.setContentsMargins(0, 0, 0, 0)
        self.yearLabel = ThaiLabel(NewWorkspace)
        self.yearLabel.setObjectName(u"yearLabel")
        self.yearLabel.setProperty(u"face", u"LABEL")
        self.yearLabel.setProperty(u"tone", u"text2")

        self.yearRow.addWidget(self.yearLabel)

        self.year = Choice(NewWorkspace)
        self.year.setObjectName(u"year")

        self.yearRow.addWidget(self.year)


        self.column.addLayout(self.yearRow)

        self.frameworkRow = QHBoxLayout()
        self.frameworkRow.setSpacing(12)
        self.frameworkRow.setObjectName(u"frameworkRow")
        self.frameworkRow.setContentsMargins(0, 0, 0, 0)
        self.frameworkLabel = ThaiLabel(NewWorkspace)
        self.frameworkLabel.setObjectName(u"frameworkLabel")
        self.frameworkLabel.setProperty(u"face", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")

        self.frameworkRow.addWidget(self.frameworkLabel)

        self.framework = Choice(NewWorkspace)
        self.framework.setObjectName(u"framework")

        self.frameworkRow.addWidget(self.framework)


        self.column.addLayout(self.frameworkRow)

        self.placeRow = QHBoxLayout()
        self.placeRow.setSpacing(12)
        self.placeRow.setObjectName(u"placeRow")
        self.placeRow.setContentsMargins(0, 0, 0, 0)
        self.placeLabel = ThaiLabel(NewWorkspace)
        self.placeLabel.setObjectName(u"placeLabel")
        self.placeLabel.setProperty(u"face", u"LABEL")
        self.placeLabel.setProperty(u"tone", u"text2")

        self.placeRow.addWidget(self.placeLabel)

        self.place = Field(NewWorkspace)
        self.place.setObjectName(u"place")

        self.placeRow.addWidget(self.place)

        self.choose = Button(NewWorkspace)
        self.choose.setObjectName(u"choose")

        self.placeRow.addWidget(self.choose)


        self.column.addLayout(self.placeRow)

        self.problem = ThaiLabel(NewWorkspace)
        self.problem.setObjectName(u"problem")
        self.problem.setProperty(u"face", u"LABEL")
        self.problem.setProperty(u"tone", u"late")
        self.problem.setProperty(u"most", 3)

        self.column.addWidget(self.problem)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)


        self.retranslateUi(NewWorkspace)
    # setupUi

    def retranslateUi(self, NewWorkspace: QWidget) -> None:
        self.officeLabel.setText(tr("ชื่อสำนักงาน"))
        self.yearLabel.setText(tr("ปีงบประมาณ"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.placeLabel.setText(tr("เก็บแฟ้มที่"))
        self.choose.setText(tr("เลือกที่เก็บ…"))
        pass
    # retranslateUi

