# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'new_year.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.fields.choice import Choice
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import SectionTitle

from ita_desktop.i18n import tr

class Ui_NewYear(object):
    def setupUi(self, NewYear: QWidget) -> None:
        if not NewYear.objectName():
            NewYear.setObjectName(u"NewYear")
        NewYear.resize(620, 340)
        self.column = QVBoxLayout(NewYear)
        self.column.setSpacing(6)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 10, 24, 8)
        self.yearRow = QHBoxLayout()
        self.yearRow.setSpacing(12)
        self.yearRow.setObjectName(u"yearRow")
        self.yearRow.setContentsMargins(0, 0, 0, 0)
        self.yearLabel = ThaiLabel(NewYear)
        self.yearLabel.setObjectName(u"yearLabel")
        self.yearLabel.setProperty(u"face", u"LABEL")
        self.yearLabel.setProperty(u"tone", u"text2")

        self.yearRow.addWidget(self.yearLabel)

        self.year = Choice(NewYear)
        self.year.setObjectName(u"year")

        self.yearRow.addWidget(self.year)


        self.column.addLayout(self.yearRow)

        self.frameworkRow = QHBoxLayout()
        self.frameworkRow.setSpacing(12)
        self.frameworkRow.setObjectName(u"frameworkRow")
        self.frameworkRow.setContentsMargins(0, 0, 0, 0)
        self.frameworkLabel = ThaiLabel(NewYear)
        self.frameworkLabel.setObjectName(u"frameworkLabel")
        self.frameworkLabel.setProperty(u"face", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")

        self.frameworkRow.addWidget(self.frameworkLabel)

        self.framework = Choice(NewYear)
        self.framework.setObjectName(u"framework")

        self.frameworkRow.addWidget(self.framework)


        self.column.addLayout(self.frameworkRow)

        self.overCarry = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.overCarry)

        self.carryTitle = SectionTitle(NewYear)
        self.carryTitle.setObjectName(u"carryTitle")

        self.column.addWidget(self.carryTitle)

        self.roster = CheckBox(NewYear)
        self.roster.setObjectName(u"roster")

        self.column.addWidget(self.roster)

        self.owners = CheckBox(NewYear)
        self.owners.setObjectName(u"owners")

        self.column.addWidget(self.owners)

        self.due = CheckBox(NewYear)
        self.due.setObjectName(u"due")

        self.column.addWidget(self.due)

        self.measures = CheckBox(NewYear)
        self.measures.setObjectName(u"measures")

        self.column.addWidget(self.measures)

        self.problem = ThaiLabel(NewYear)
        self.problem.setObjectName(u"problem")
        self.problem.setProperty(u"face", u"LABEL")
        self.problem.setProperty(u"tone", u"late")
        self.problem.setProperty(u"most", 3)

        self.column.addWidget(self.problem)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)


        self.retranslateUi(NewYear)
    # setupUi

    def retranslateUi(self, NewYear: QWidget) -> None:
        self.yearLabel.setText(tr("ปีงบประมาณ"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.roster.setText(tr("คณะกรรมการและคณะทำงาน"))
        self.owners.setText(tr("ผู้รับผิดชอบงาน OIT"))
        self.due.setText(tr("กำหนดส่ง โดยเลื่อนไปหนึ่งปี"))
        self.measures.setText(tr("มาตรการทั้งหมด โดยเริ่มสถานะใหม่"))
        pass
    # retranslateUi

