# Compiled from forms/new_year.ui: what is changed here will be lost.
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from ita_desktop.ui.widgets.fields.choices import (CheckBox, Choice)
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import SectionTitle
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_NewYear(object):
    def setupUi(self, NewYear: QWidget) -> None:
        NewYear.setObjectName(NewYear.objectName() or u"NewYear")
        NewYear.resize(620, 340)
        self.column = vbox(on=NewYear, margins=(24, 10, 24, 8), gap=2)
        self.yearRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.yearRow)
        self.yearLabel = ThaiLabel(NewYear)
        self.yearLabel.setProperty(u"text_style", u"LABEL")
        self.yearLabel.setProperty(u"tone", u"text2")
        self.yearRow.addWidget(self.yearLabel)
        self.year = Choice(NewYear)
        self.yearRow.addWidget(self.year)
        self.frameworkRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.column.addLayout(self.frameworkRow)
        self.frameworkLabel = ThaiLabel(NewYear)
        self.frameworkLabel.setProperty(u"text_style", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")
        self.frameworkRow.addWidget(self.frameworkLabel)
        self.framework = Choice(NewYear)
        self.frameworkRow.addWidget(self.framework)
        self.overCarry = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.column.addItem(self.overCarry)
        self.carryTitle = SectionTitle(NewYear)
        self.column.addWidget(self.carryTitle)
        self.roster = CheckBox(NewYear)
        self.column.addWidget(self.roster)
        self.owners = CheckBox(NewYear)
        self.column.addWidget(self.owners)
        self.due = CheckBox(NewYear)
        self.column.addWidget(self.due)
        self.measures = CheckBox(NewYear)
        self.column.addWidget(self.measures)
        self.extras = CheckBox(NewYear)
        self.column.addWidget(self.extras)
        self.problem = ThaiLabel(NewYear)
        self.problem.setProperty(u"text_style", u"LABEL")
        self.problem.setProperty(u"tone", u"late")
        self.problem.setProperty(u"most", 3)
        self.column.addWidget(self.problem)
        self.bottomSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.column.addItem(self.bottomSpacer)
        name_parts(self)
        self.yearLabel.setText(tr("ปีงบประมาณ"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.roster.setText(tr("คณะกรรมการและคณะทำงาน"))
        self.owners.setText(tr("ผู้รับผิดชอบงาน OIT"))
        self.due.setText(tr("กำหนดส่ง โดยเลื่อนไปหนึ่งปี"))
        self.measures.setText(tr("มาตรการทั้งหมด โดยเริ่มสถานะใหม่"))
        self.extras.setText(tr("ลิงก์หลักฐาน หมายเหตุของข้อ และข้อค้นพบ"))
